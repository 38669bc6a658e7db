"""What the form starts from: what is known of the source, of the suggestion, and of what was coded there before."""

from dataclasses import replace

from db.folding import fold
from db.records import Quotation, Source, Statement
from db.vocabulary import Wording
from desktop.models import coding
from desktop.models.coding import Draft
from desktop.models.suggestions import Suggestion
from desktop.views.coding_findings import Around


def begun(source: Source, start: int, end: int, suggestion: Suggestion | None) -> Draft:
    """A new statement, before the text is at hand."""
    words = suggestion.exact if suggestion is not None else ""
    told = Wording.PARAPHRASE if suggestion is not None and suggestion.indirect else Wording.VERBATIM
    quotation = Quotation(0, "", 0, source.id, start, end, words, "", "", told, None)
    speaker = suggestion.speaker if suggestion is not None else None
    return Draft(speaker=speaker, quotations=(quotation,), said_on=source.published)


def continued(draft: Draft, source: Source, found: Around) -> Draft:
    """The same with the words, and with date, venue and grade as in what was coded last in this source."""
    first = draft.quotations[0]
    given = {"wording": first.wording, "credibility": first.credibility}
    words = coding.quotation(source.id, first.start, first.end, found.text, **given)
    if _in_title(source, found.text, words):
        words = replace(words, wording=Wording.HEADLINE)
    last = max(found.statements, key=lambda each: each.id, default=None)
    if last is not None:
        words = replace(words, credibility=words.credibility or _grade(last, source.id))
        day = draft.said_on if draft.said_on != source.published else last.said_on or source.published
        draft = replace(draft, said_on=day, venue=draft.venue or last.venue)
    return replace(draft, quotations=(words, *draft.quotations[1:]))


def _grade(statement: Statement, source: int) -> int | None:
    return next((each.credibility for each in statement.quotations if each.source == source), None)


def _in_title(source: Source, text: str, words: Quotation) -> bool:
    """Whether the words are those of the headline, which stands in the first line."""
    before = text[: words.start].strip()
    return not before.count("\n") and bool(words.exact.strip()) and fold(words.exact.strip()) in fold(source.title)
