"""``rapporteur search CASE WORDS``: full text, over sources, quotations, notes and actors."""

import argparse
from typing import Any

from db import actors, search, sources, statements
from db import notes as remarks
from db.case import Case
from db.search import Found, Hit, Place
from desktop import words
from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.words import _

WHERE = {
    Place.SOURCE: "source",
    Place.TITLE: "source",
    Place.QUOTATION: "quotation",
    Place.NOTE: "note",
    Place.ACTOR: "actor",
}
"""How the places are called for programs; a title is found with its source."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    parser.add_argument("words", metavar="WORDS", nargs="+", help=_('words, "exact words", begin*, or, not'))
    parser.add_argument("--best", action="store_true", help=_("the best first, instead of the newest"))
    parser.add_argument("--limit", type=int, default=50, metavar="N", help=_("at most so many (50)"))
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Prints what was found."""
    with taken.for_reading(options) as case:
        with case.read() as reading:
            asked = " ".join(options.words)
            found = search.find(reading, asked, best_first=options.best, most=max(options.limit, 1))
        names = _Names(case)
    if options.json:
        terminal.document([_as_json(hit, names) for hit in found.hits])
    else:
        _print(found, names)
    return 0


class _Names:
    """What the things that were found are called."""

    def __init__(self, case: Case) -> None:
        with case.read() as reading:
            self.sources = {each.id: each for each in sources.read(reading)}
            self.statements = {each.id: each for each in statements.read(reading)}
            self.notes = {each.id: each for each in remarks.read(reading)}
            self.actors = {each.id: each for each in actors.read(reading)}

    def key(self, hit: Hit) -> str:
        """The id of a thing in exchange files."""
        by_place: dict[Place, dict[int, Any]] = {
            Place.SOURCE: self.sources,
            Place.TITLE: self.sources,
            Place.QUOTATION: self.statements,
            Place.NOTE: self.notes,
            Place.ACTOR: self.actors,
        }
        return str(by_place[hit.where][hit.id].key)

    def told(self, hit: Hit) -> str:
        """What a thing is called, for people."""
        if hit.where is Place.QUOTATION:
            statement = self.statements[hit.id]
            return f"{_('no. {n}').format(n=statement.number)}, {self.actors[statement.speaker].name}"
        if hit.where is Place.NOTE:
            return _("Note")
        if hit.where is Place.ACTOR:
            return self.actors[hit.id].name
        return self.sources[hit.id].title or self.key(hit)


def _as_json(hit: Hit, names: _Names) -> dict[str, Any]:
    told = {"in": WHERE[hit.where], "id": names.key(hit), "start": hit.start, "end": hit.end, "excerpt": hit.excerpt}
    return told | ({"title": True} if hit.where is Place.TITLE else {})


def _print(found: Found, names: _Names) -> None:
    style = terminal.style()
    for hit in found.hits:
        print(style(terminal.clean(names.told(hit)), "bold"))
        for line in terminal.wrapped(terminal.clean(hit.excerpt), terminal.width() - 2):
            print(f"  {line}")
    left = found.total - len(found.hits)
    if not found.hits:
        print(_("Nothing was found."))
    elif left > 0:
        print(words.count(left, "{n} more; ask with --limit", "{n} more; ask with --limit"))
