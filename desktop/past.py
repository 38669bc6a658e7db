"""The history as the window shows it, gathered on the workspace's worker; without Qt.

``read`` tells every entry, ``told`` one of them with what it changed and how many steps away it is.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from db import history, timeline
from db.case import Case
from db.history import Detail, Entry
from db.records import Snapshot
from db.timeline import Timeline
from desktop import history_words, words
from desktop.words import _

MOST = 500
"""Lines of one entry that are shown."""
LONGEST = 2000
"""Characters of a value that are shown."""
_INNER = frozenset({"need", "setting", "region", "exclusion", "text"})
"""Columns that hold a part together, and name nothing that a person knows."""


class Standing(StrEnum):
    """What became of an entry: it holds, it was undone, or it led to the record as it is now."""

    HOLDS = "holds"
    UNDONE = "undone"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in words; ``searched`` is what is looked through, folded."""

    entry: Entry
    when: str
    title: str
    standing: Standing
    searched: str


@dataclass(frozen=True, slots=True)
class Line:
    """One field that an entry changed; ``what`` names the thing and what was done to it."""

    what: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry changed, and how the record gets back to what it was after it.

    ``back`` steps are taken back, ``again`` done again; ``known`` is False when the history no longer tells the way.
    """

    entry: Entry
    lines: tuple[Line, ...]
    more: bool
    known: bool
    back: int = 0
    again: int = 0


@dataclass(frozen=True, slots=True)
class Past:
    """Every entry, the latest first, and the ways between the states that the record was in."""

    rows: tuple[Row, ...]
    line: Timeline


def read(case: Case) -> Past:
    """The history as it is now."""
    with case.read() as reading:
        entries = history.entries(reading)
        line = timeline.read(reading.connection)
    here, undone = line.here(), line.undone()
    return Past(tuple(_row(entry, _standing(entry, here, undone)) for entry in reversed(entries)), line)


def told(case: Case, entry: Entry, snapshot: Snapshot, line: Timeline) -> Told:
    """What an entry changed; things are named as they are called now, or as the entry left them."""
    with case.read() as reading:
        details = history.details(reading, entry.id, most=MOST + 1)
    lines = tuple(islice(_lines(details, snapshot), MOST + 1))
    more = len(details) > MOST or len(lines) > MOST
    state = line.after(entry.id)
    if state is None:
        return Told(entry, lines[:MOST], more, known=False)
    turns = list(line.way(state))
    back = sum(turn.up for turn in turns)
    return Told(entry, lines[:MOST], more, True, back, len(turns) - back)


def _row(entry: Entry, standing: Standing) -> Row:
    title = history_words.title(entry)
    return Row(entry, _when(entry), title, standing, words.folded(f"{title} {entry.author}"))


def _when(entry: Entry) -> str:
    """The day and the minute by the clock of this machine."""
    return words.date(datetime.fromisoformat(entry.at).astimezone().strftime("%Y-%m-%dT%H:%M"))


def _standing(entry: Entry, here: int, undone: Collection[int]) -> Standing:
    if entry.id == here:
        return Standing.HERE
    return Standing.UNDONE if entry.id in undone else Standing.HOLDS


def _lines(details: Iterable[Detail], snapshot: Snapshot) -> Iterator[Line]:
    details = tuple(details)
    names = _Names(snapshot, details)
    for detail in details:
        what = _what(detail, names)
        fields = history_words.fields(_named(detail, names), LONGEST)
        for name, before, after in fields or [("", "", "")]:
            yield Line(what, name, "" if detail.op == "I" else before, "" if detail.op == "D" else after)


def _what(detail: Detail, names: "_Names") -> str:
    """The thing, the part of it if it is one, and what was done: *Actor Ursuline: changed*."""
    kind = history_words.kind(detail.kind)
    name = names.thing(detail.kind.value, detail.thing)
    whole = f"{kind} {words.isolated(name)}" if name else kind
    done = history_words.done(detail)
    if detail.table == detail.kind.value:
        return _("{thing}: {done}").format(thing=whole, done=done)
    return _("{thing}: {part} {done}").format(thing=whole, part=history_words.part(detail.table), done=done)


def _named(detail: Detail, names: "_Names") -> Detail:
    """The same with names in place of the numbers of other things."""
    return replace(detail, before=_readable(detail, detail.before, names), after=_readable(detail, detail.after, names))


def _readable(detail: Detail, image: Mapping[str, Any], names: "_Names") -> dict[str, Any]:
    part = detail.table != detail.kind.value
    dropped = _INNER | ({detail.kind.value, "position"} if part else set())
    found = {column: names.value(column, content) for column, content in image.items() if column not in dropped}
    if found.get("holds") == -1:
        del found["holds"]
    return found


class _Names:
    """What the things of a case are called; of those that are gone what the entry itself tells."""

    def __init__(self, snapshot: Snapshot, details: Iterable[Detail]) -> None:
        said = snapshot.statements
        numbers = {id_: _number(number) for id_, number in zip(said.id, said.number, strict=True)}
        self._known: dict[str, dict[int, str]] = {
            "actor": {each.id: each.name for each in snapshot.actors},
            "issue": {each.id: each.name for each in snapshot.issues},
            "factor": {each.id: each.name for each in snapshot.factors},
            "value": {value.id: value.name for factor in snapshot.factors for value in factor.values},
            "scenario": {each.id: each.name for each in snapshot.scenarios},
            "source": {each.id: each.title for each in snapshot.sources},
            "statement": numbers,
            "position": {
                id_: numbers.get(statement, "")
                for id_, statement in zip(snapshot.positions.id, snapshot.positions.statement, strict=True)
            },
            "view": {each.id: each.name for each in snapshot.views},
        }
        for detail in details:
            self._learn(detail)

    def thing(self, noun: str, id_: int | None) -> str:
        """What a thing is called; empty when nobody knows."""
        return self._known.get(noun, {}).get(id_ or 0, "")

    def value(self, column: str, content: Any) -> Any:
        """A column's content; that of a reference is a name."""
        noun = _REFERENCES.get(column)
        if noun is None or not isinstance(content, int):
            return content
        return self.thing(noun, content) or _("one that is gone")

    def _learn(self, detail: Detail) -> None:
        image = {**detail.after, **detail.before}
        number = image.get("number")
        name = _number(number) if number else image.get("name") or image.get("title")
        if name and detail.op != "U":
            self._known.setdefault(detail.table, {}).setdefault(detail.row, str(name))


_REFERENCES = {
    "actor": "actor",
    "member": "actor",
    "of": "actor",
    "speaker": "actor",
    "holder": "actor",
    "issue": "issue",
    "factor": "factor",
    "value": "value",
    "part": "value",
    "scenario": "scenario",
    "parent": "scenario",
    "source": "source",
    "statement": "statement",
    "position": "position",
    "target": "position",
}
"""The columns that hold the number of another thing, and what kind of thing."""


def _number(number: int) -> str:
    return _("no. {n}").format(n=number)
