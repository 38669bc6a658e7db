"""Words with where they stand, as they are pasted elsewhere: who said them, in which source, when, on which page."""

from db.records import Source
from desktop import words
from desktop.words import _


def citation(source: Source, exact: str, speaker: str = "", place: str = "") -> str:
    """The words in quotation marks, then speaker, title, publisher, date and place, as far as they are known."""
    told = " ".join(exact.replace("\u00ad\n", "").split())
    title = source.title.strip() or _("Untitled")
    where = [f"“{title}”" if not speaker else _("in “{title}”").format(title=title), source.publisher.strip()]
    where += [words.date(source.published) if source.published is not None else "", place]
    said = ", ".join(part for part in (speaker, *where) if part)
    return f"{words.quoted(told)} — {said}"


def page_place(page: int) -> str:
    """A page, counted from 0, as people write it."""
    return _("p. {n}").format(n=page + 1)


def paragraph_place(text: str, start: int) -> str:
    """The paragraph of a text in which a place stands, as people count them: empty lines are none."""
    before = text[:start].split("\n")
    number = sum(1 for line in before[:-1] if line.strip()) + 1
    return _("para. {n}").format(n=number)
