"""The record's columns as numpy arrays, without copying where the Snapshot has them already."""

from array import array
from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from db.records import Snapshot
from desktop.analysis.bitmaps import Places, ranges, starts

MANY = 4
"""One of 2 to this power, or fewer, are a few."""


_STARTS = (
    ("first_party", "statements", "party_count"),
    ("first_clause", "positions", "clauses"),
    ("first_condition", "clauses", "conditions"),
)


def view(column: "array[int]") -> NDArray[np.int64]:
    """A column as an array, on the same memory where it holds whole words."""
    kind = np.dtype(column.typecode)
    return (np.frombuffer(column, kind) if column else np.zeros(0, kind)).astype(np.int64, copy=False)


def taken(column: "array[int]", rows: Places) -> NDArray[np.int64]:
    """Some rows of a column, without a copy of all of it."""
    kind = np.dtype(column.typecode)
    return (np.frombuffer(column, kind)[rows] if column else np.zeros(0, kind)).astype(np.int64, copy=False)


class Finder:
    """Tells where ids stand in a list, many at a time."""

    def __init__(self, ids: Iterable[int]) -> None:
        listed = ids if isinstance(ids, np.ndarray) else np.fromiter(ids, np.int64)
        self._order = np.argsort(listed, kind="stable")
        self._sorted = listed[self._order]

    def __call__(self, ids: NDArray[np.int64]) -> Places:
        """The place of each id; -1 for one that is not there."""
        if not len(self._sorted):
            return np.full(len(ids), -1, np.int64)
        if self._sorted[-1] - self._sorted[0] < 4 * len(ids) + 64:
            return self._by_table(ids)
        near = np.minimum(np.searchsorted(self._sorted, ids), len(self._sorted) - 1)
        found: Places = np.where(self._sorted[near] == ids, self._order[near], -1)
        return found

    def _by_table(self, ids: NDArray[np.int64]) -> Places:
        least = self._sorted[0]
        table = np.full(int(self._sorted[-1] - least) + 2, -1, np.int64)
        table[self._sorted - least] = self._order
        inside = (ids >= least) & (ids <= self._sorted[-1])
        found: Places = table[np.where(inside, ids - least, -1)]
        return found


class Columns:
    """The statements and positions of a snapshot; people are places in its list of actors."""

    def __init__(self, snapshot: Snapshot) -> None:
        statements, positions = snapshot.statements, snapshot.positions
        self.snapshot = snapshot
        self.actor_places = Finder(actor.id for actor in snapshot.actors)
        self.statement_id = view(statements.id)
        self.said = view(statements.said)
        self.party_count = view(statements.party_count)
        self.id = view(positions.id)
        self.statement_of = view(positions.statement)
        self.issue_id = view(positions.issue)
        self.since = view(positions.since)
        self.until = view(positions.until)
        self.clauses = view(positions.clauses)
        self.counted: NDArray[np.bool_] = np.ones(len(self.id), np.bool_)
        """Which positions the lens counts."""

    def follow(self, old: "Columns") -> None:
        """Takes over from the columns before an edit where things start, where nothing that this rests on is new."""
        for name, part, column in _STARTS:
            same = getattr(getattr(self.snapshot, part), column) is getattr(getattr(old.snapshot, part), column)
            if same and name in vars(old):
                vars(self)[name] = vars(old)[name]

    @cached_property
    def precision(self) -> NDArray[np.int64]:
        """How exact the date of each statement is."""
        return view(self.snapshot.statements.precision)

    @cached_property
    def stance(self) -> NDArray[np.int64]:
        """The stance of each position."""
        return view(self.snapshot.positions.stance)

    @cached_property
    def state(self) -> NDArray[np.int64]:
        """The state of each position."""
        return view(self.snapshot.positions.state)

    @cached_property
    def speaker(self) -> Places:
        """The speaker of each statement."""
        return self.actor_places(view(self.snapshot.statements.speaker))

    def speakers(self, rows: Places) -> Places:
        """The speakers of these positions."""
        if len(rows) == len(self.id):
            return self.speaker[self.statement[rows]]
        return self.actor_places(view(self.snapshot.statements.speaker)[self.statements_of(rows)])

    def holders(self, rows: Places) -> Places:
        """The holders of these positions as given; -1 without one."""
        return self.actor_places(view(self.snapshot.positions.holder)[rows])

    @cached_property
    def parties(self) -> Places:
        """The parties of all statements, one statement after another."""
        return self.actor_places(view(self.snapshot.statements.parties))

    @cached_property
    def statement(self) -> Places:
        """The row of the statement of each position."""
        ids, count = self.statement_id, len(self.statement_id)
        if not count or ids[-1] - ids[0] > 4 * count:
            found: Places = np.searchsorted(ids, self.statement_of)
        else:
            table = np.zeros(int(ids[-1] - ids[0]) + 1, np.int64)
            table[ids - ids[0]] = np.arange(count)
            found = table[self.statement_of - ids[0]]
        return found

    def statements_of(self, positions: Places) -> Places:
        """The rows of the statements of these positions; of a few without those of all."""
        if len(positions) > len(self.id) >> MANY:
            return self.statement[positions]
        return np.searchsorted(self.statement_id, self.statement_of[positions])

    @cached_property
    def first_party(self) -> Places:
        """Where the parties of each statement start."""
        return starts(self.party_count)

    @cached_property
    def first_clause(self) -> Places:
        """Where the clauses of each position start."""
        return starts(self.clauses)

    @cached_property
    def conditions(self) -> NDArray[np.int64]:
        """How many conditions each clause has."""
        return view(self.snapshot.clauses.conditions)

    @cached_property
    def first_condition(self) -> Places:
        """Where the conditions of each clause start."""
        return starts(self.conditions)

    def clauses_of(self, positions: Places) -> Places:
        """The rows of the clauses of these positions."""
        return ranges(self.first_clause[positions], self.clauses[positions])

    def conditions_of(self, clauses: Places) -> Places:
        """The rows of the conditions of these clauses."""
        return ranges(self.first_condition[clauses], self.conditions[clauses])

    def rows_of(self, statements: Iterable[int]) -> Places:
        """The rows of the positions of these statements, by their ids."""
        first, last = self.spans(statements)
        return ranges(first, last - first)

    def spans(self, statements: Iterable[int]) -> tuple[Places, Places]:
        """Where the positions of each of these statements, by ascending id, start and end."""
        wanted = np.array(sorted(statements), np.int64)
        return np.searchsorted(self.statement_of, wanted), np.searchsorted(self.statement_of, wanted, "right")
