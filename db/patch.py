"""The snapshot after an edit: what was touched is read anew, the rest is taken over."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from db import actors, assessments, factors, notes, scenarios, sources, statements, views
from db.reading import Reading
from db.records import Changes, Snapshot
from db.snapshot import Columns, build, read_columns
from db.vocabulary import Kind

Rows = tuple[slice, slice]
"""Rows of a noun; of statements also those of their parties, else the same twice."""

MOST = 2_000
"""Above so many statements touched all are read anew."""

_READ = {
    Kind.ACTOR: (("actors", actors.read),),
    Kind.AFFILIATION: (("affiliations", actors.affiliations),),
    Kind.ISSUE: (("issues", factors.issues),),
    Kind.FACTOR: (("factors", factors.read), ("exclusions", factors.exclusions)),
    Kind.EXCLUSION: (("exclusions", factors.exclusions),),
    Kind.SCENARIO: (("scenarios", scenarios.read),),
    Kind.SOURCE: (("sources", sources.read),),
    Kind.LINK: (("links", statements.links),),
    Kind.ASSESSMENT: (("assessments", assessments.read),),
    Kind.NOTE: (("notes", notes.read),),
    Kind.VIEW: (("views", views.read),),
}


def patched(reading: Reading, old: Snapshot, changes: Changes) -> Snapshot:
    """The record after one change to the one in ``old``; reads all of it when that is not the one just before."""
    info = reading.info()
    if info.uid != old.case.uid or info.revision != changes.revision or old.case.revision != changes.revision - 1:
        return build(reading)
    new: dict[str, Any] = {"case": info}
    for kind in changes.ids:
        for name, read in _READ.get(kind, ()):
            new[name] = read(reading)
    touched = changes.ids.get(Kind.STATEMENT)
    if touched is not None:
        new |= _columns(reading, old, touched)
    return replace(old, **new)


def _columns(reading: Reading, old: Snapshot, touched: frozenset[int]) -> dict[str, Any]:
    columns = read_columns(reading) if len(touched) > MOST else _spliced(old, touched, read_columns(reading, touched))
    names = ("statements", "positions", "clauses", "conditions", "quotations", "position_keys")
    return dict(zip(names, columns, strict=True))


def _spliced(old: Snapshot, touched: Iterable[int], new: Columns) -> Columns:
    """The old columns with the rows of these statements taken out and the new ones put in their places."""
    before = (old.statements, old.positions, old.clauses, old.conditions, old.quotations)
    there, here = _Bounds(before), _Bounds(new[:5])
    runs = [(there.of(statement), here.of(statement)) for statement in sorted(touched, reverse=True)]
    parts = [
        _part(part, fresh, [(olds[place], news[place]) for olds, news in runs])
        for place, (part, fresh) in enumerate(zip(before, new[:5], strict=True))
    ]
    keys = _column(old.position_keys, new[5], [(olds[1][0], news[1][0]) for olds, news in runs])
    result: Columns = (*parts, keys)
    return result


def _part(old: Any, new: Any, runs: Sequence[tuple[Rows, Rows]]) -> Any:
    """Columns of one noun; where nothing is new, those that there are."""
    found = {}
    for each in fields(old):
        which = 1 if each.name == "parties" else 0
        column = getattr(old, each.name)
        put = _column(column, getattr(new, each.name), [(olds[which], news[which]) for olds, news in runs])
        if put is not column:
            found[each.name] = put
    return replace(old, **found) if found else old


def _column(old: Any, new: Any, runs: Sequence[tuple[slice, slice]]) -> Any:
    """A column, an array or a tuple, with new rows in place of some runs, the last one first, so that the others keep
    their places; the very same one when nothing is new.
    """
    if all(old[olds] == new[news] for olds, news in runs):
        return old
    found = list(old) if isinstance(old, tuple) else old[:]
    for olds, news in runs:
        found[olds] = new[news]
    return tuple(found) if isinstance(old, tuple) else found


class _Bounds:
    """Where the rows of a statement are in each of the columns."""

    def __init__(self, parts: Sequence[Any]) -> None:
        said, positions, clauses, conditions, quotations = parts
        self._said, self._positions, self._quotations = said.id, positions.statement, quotations.statement
        self._parties = _Starts(said.party_count, len(said.parties))
        self._clauses = _Starts(positions.clauses, len(clauses.conditions))
        self._conditions = _Starts(clauses.conditions, len(conditions.factor))

    def of(self, statement: int) -> tuple[Rows, ...]:
        """The rows of each noun."""
        said = _span(self._said, statement)
        positions = _span(self._positions, statement)
        clauses = slice(self._clauses[positions.start], self._clauses[positions.stop])
        conditions = slice(self._conditions[clauses.start], self._conditions[clauses.stop])
        quotations = _span(self._quotations, statement)
        parties = slice(self._parties[said.start], self._parties[said.stop])
        return ((said, parties), *((each, each) for each in (positions, clauses, conditions, quotations)))


class _Starts:
    """Where the rows start that belong to each of other rows, by how many belong to each. Counts from the row asked for
    last, or from the nearer end.
    """

    def __init__(self, counts: "array[int]", total: int) -> None:
        self._counts = counts
        self._known = [(0, 0), (len(counts), total)]

    def __getitem__(self, row: int) -> int:
        near, start = min(self._known, key=lambda known: abs(known[0] - row))
        between = sum(self._counts[min(near, row) : max(near, row)])
        found = start + between if near <= row else start - between
        self._known[2:] = [(row, found)]
        return found


def _span(column: "array[int]", value: int) -> slice:
    start = bisect_left(column, value)
    return slice(start, bisect_left(column, value + 1, start))
