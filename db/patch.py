"""The snapshot after an edit: what was touched is read anew, the rest is taken over."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from db import actors, assessments, factors, notes, scenarios, sources, statements, views
from db.reading import Reading
from db.records import Changes, ClauseColumns, ConditionColumns, PositionColumns, Snapshot, StatementColumns
from db.snapshot import EVERYTHING, QUOTED, SAID, TAKEN, Columns, build, read_columns
from db.vocabulary import Kind

Rows = tuple[slice, ...]
"""Rows of one noun or of several."""

TAKEN_PARTS = ("positions", "clauses", "conditions")

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
        new |= _columns(reading, old, touched, EVERYTHING if changes.tables is None else changes.tables)
    return replace(old, **new)


def _columns(reading: Reading, old: Snapshot, touched: frozenset[int], tables: frozenset[str]) -> dict[str, Any]:
    names = ("statements", "positions", "clauses", "conditions", "quotations", "position_keys")
    if len(touched) > MOST:
        return dict(zip(names, read_columns(reading), strict=True))
    return _spliced(old, touched, read_columns(reading, touched, tables), tables)


def _spliced(old: Snapshot, touched: Iterable[int], new: Columns, tables: frozenset[str]) -> dict[str, Any]:
    """The old columns with the rows of these statements taken out and the new ones put in their places."""
    said, positions, clauses, conditions, quotations, keys = new
    last_first = sorted(touched, reverse=True)
    found: dict[str, Any] = {}
    if SAID & tables:
        there, here = _Said(old.statements), _Said(said)
        found["statements"] = _part(old.statements, said, [(there.of(each), here.of(each)) for each in last_first])
    if TAKEN & tables:
        before = _Taken(old.positions, old.clauses, old.conditions)
        after = _Taken(positions, clauses, conditions)
        runs = [(before.of(each), after.of(each)) for each in last_first]
        for place, (name, part) in enumerate(zip(TAKEN_PARTS, (positions, clauses, conditions), strict=True)):
            spans = [((olds[place],), (news[place],)) for olds, news in runs]
            found[name] = _part(getattr(old, name), part, spans)
        found["position_keys"] = _column(old.position_keys, keys, [(olds[0], news[0]) for olds, news in runs])
    if QUOTED & tables:
        quoted = old.quotations.statement, quotations.statement
        spans = [((_span(quoted[0], each),), (_span(quoted[1], each),)) for each in last_first]
        found["quotations"] = _part(old.quotations, quotations, spans)
    return found


def _part(old: Any, new: Any, runs: Sequence[tuple[Rows, Rows]]) -> Any:
    """Columns of one noun; where nothing is new, those that there are."""
    found = {}
    for each in fields(old):
        which = -1 if each.name == "parties" else 0
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


class _Said:
    """Where the row of a statement is, and those of its parties."""

    def __init__(self, said: StatementColumns) -> None:
        self._said = said.id
        self._parties = _Starts(said.party_count, len(said.parties))

    def of(self, statement: int) -> Rows:
        said = _span(self._said, statement)
        return said, slice(self._parties[said.start], self._parties[said.stop])


class _Taken:
    """Where the positions of a statement are, their clauses and their conditions."""

    def __init__(self, positions: PositionColumns, clauses: ClauseColumns, conditions: ConditionColumns) -> None:
        self._positions = positions.statement
        self._clauses = _Starts(positions.clauses, len(clauses.conditions))
        self._conditions = _Starts(clauses.conditions, len(conditions.factor))

    def of(self, statement: int) -> Rows:
        positions = _span(self._positions, statement)
        clauses = slice(self._clauses[positions.start], self._clauses[positions.stop])
        return positions, clauses, slice(self._conditions[clauses.start], self._conditions[clauses.stop])


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
