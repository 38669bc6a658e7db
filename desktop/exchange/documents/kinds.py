"""What kind of source a document seems to be, by its title, its type or the shape of its text. A guess, or nothing."""

import re

from db.vocabulary import SourceKind

_BY_TITLE = (
    (SourceKind.INTERVIEW, r"interview|інтерв.ю|интервью|entretien|interviu|wywiad|entrevista|intervista"),
    (
        SourceKind.TRANSCRIPT,
        r"transcript|verbatim|remarks|press (conference|briefing)|стенограма|стенограмма|verbatim record",
    ),
    (
        SourceKind.TREATY,
        r"treaty|agreement between|convention on|protocol (to|on)|memorandum of understanding|договор|договір",
    ),
    (SourceKind.LETTER, r"(open )?letter (to|from)|лист до|письмо|lettre (à|au|aux)|offener brief"),
    (
        SourceKind.STATEMENT,
        r"(joint |press )?(statement|declaration|communiqu)|заява|заявление|déclaration|erklärung|spokes",
    ),
    (SourceKind.REPORT, r"report|звіт|доклад|отчёт|rapport|bericht|white paper|briefing paper"),
)
_FOUND = tuple((kind, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for kind, words in _BY_TITLE)
_TURN = re.compile(r"(?:\[[^\]]{1,40}\]|[^\W\d_][^:!?]{0,40}):[ \t]*\S|\[[^\]]{1,20}\] \S")
_QUESTION = re.compile(r"(?:Q|Question|Frage|Питання|Вопрос)\s*[:.]\s")
_SAMPLE = 8_000  # characters


def by_title(title: str) -> SourceKind | None:
    """The kind that a title names."""
    return next((kind for kind, pattern in _FOUND if pattern.search(title)), None)


def of_page(told: str, title: str) -> SourceKind | None:
    """The kind of a web page; ``told`` is its own word for its type."""
    return by_title(title) or (SourceKind.ARTICLE if "article" in told or "report" in told else None)


def of_text(title: str, text: str) -> SourceKind | None:
    """The kind of a text: by its title, or as a talk when most of its paragraphs are turns of speakers."""
    lines = [line for line in text[:_SAMPLE].split("\n") if line.strip()]
    if sum(1 for line in lines if _QUESTION.match(line)) >= 2:
        return SourceKind.INTERVIEW
    turns = sum(1 for line in lines if _TURN.match(line))
    if turns >= 4 and 2 * turns >= len(lines):
        return SourceKind.TRANSCRIPT
    return by_title(title)
