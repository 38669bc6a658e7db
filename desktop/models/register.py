"""All statements as arrays, a row each, so that a hundred thousand can be filtered, sorted and grouped at once.

``Register.of`` is made beside the window; words are not in it. Actors, sources and issues are places in the lists of
the snapshot, -1 where there is none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from db.moments import UNDATED, Moment
from db.records import Condition, Factor, Snapshot
from db.vocabulary import PositionState, Reliability, SpeechAct, Stance, Vocabulary
from desktop.analysis.columns import Columns, Finder, view
from desktop.analysis.voices import Affiliations, holders

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]
W = TypeVar("W", bound=Vocabulary)

NO_STANCE = 9
"""The stance of a statement that takes no position."""


@dataclass(frozen=True)
class Register:
    """The statements of a snapshot. ``stance``, ``holder`` and ``issue`` are those of its first position (without
    one the holder is whom its speaker speaks for), ``source`` and ``credibility`` those of its first quotation;
    ``reliability`` is a code, -1 for none.
    """

    snapshot: Snapshot
    columns: Columns
    holder_of: Rows
    """The holder of each position."""
    first: Rows
    """Where the positions of each statement begin."""
    many: Rows
    """How many positions each statement takes."""
    stance: Rows
    holder: Rows
    issue: Rows
    source: Rows
    quotations: Rows
    reliability: Rows
    credibility: Rows
    noted: Mask

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Register":
        """The statements of a snapshot; slow enough to be made on a worker."""
        columns = Columns(snapshot)
        size = len(columns.statement_id)
        everything = np.arange(len(columns.id))
        belonging = Affiliations(columns, snapshot.affiliations)
        held = holders(columns, belonging, everything).holder
        spoken_for = belonging.spoken_for(columns.speaker, columns.said)
        first = np.searchsorted(columns.statement_of, columns.statement_id)
        many = np.searchsorted(columns.statement_of, columns.statement_id, "right") - first
        taking = many > 0
        start = np.minimum(first, max(0, len(everything) - 1))
        issues = Finder(issue.id for issue in snapshot.issues)(columns.issue_id)

        def of_first(values: Rows, missing: Rows | int) -> Rows:
            return np.where(taking, values[start], missing) if len(values) else np.full(size, missing)

        source, credibility, quoted = _first_quotations(snapshot, columns)
        graded = np.array([-1 if s.reliability is None else s.reliability.code for s in snapshot.sources] + [-1])
        return cls(
            snapshot=snapshot,
            columns=columns,
            holder_of=held,
            first=first,
            many=many,
            stance=of_first(columns.stance, NO_STANCE),
            holder=of_first(held, np.where(spoken_for < 0, columns.speaker, spoken_for)),
            issue=of_first(issues, -1),
            source=source,
            quotations=quoted,
            reliability=graded[source],
            credibility=credibility,
            noted=_noted(snapshot, columns),
        )

    def __len__(self) -> int:
        return len(self.id)

    @property
    def id(self) -> Rows:
        """The ids, ascending."""
        return self.columns.statement_id

    @cached_property
    def number(self) -> Rows:
        """The numbers."""
        return view(self.snapshot.statements.number)

    @cached_property
    def act(self) -> Rows:
        """Codes of speech acts, -1 for none."""
        return view(self.snapshot.statements.act)

    @property
    def speaker(self) -> Rows:
        """The speakers."""
        return self.columns.speaker

    @property
    def said(self) -> Rows:
        """The first minutes of the dates."""
        return self.columns.said

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(actor.name for actor in self.snapshot.actors)

    def name(self, place: int) -> str:
        """The name of an actor."""
        return self._names[place]

    def row_of(self, statement: int) -> int:
        """The row of a statement by id; -1 when there is none."""
        row = int(np.searchsorted(self.id, statement))
        return row if row < len(self) and self.id[row] == statement else -1

    def rows_of(self, statements: Iterable[int]) -> Rows:
        """The rows of those of these statements that are there, ascending."""
        wanted = np.fromiter(statements, np.int64)
        return np.flatnonzero(np.isin(self.id, wanted))

    def date(self, row: int) -> Moment | None:
        """When a statement was said."""
        first = int(self.said[row])
        return None if first == UNDATED else Moment.of(first, int(self.columns.precision[row]))

    def speech_act(self, row: int) -> SpeechAct | None:
        """What was done in saying it."""
        return _word(SpeechAct, int(self.act[row]))

    def reliability_of(self, row: int) -> Reliability | None:
        """The grade of its first source."""
        return _word(Reliability, int(self.reliability[row]))

    def positions(self, row: int) -> range:
        """The rows of its positions."""
        start = int(self.first[row])
        return range(start, start + int(self.many[row]))

    def stances(self, row: int) -> tuple[Stance, ...]:
        """The stances it takes, each once, in its order."""
        found = [Stance(int(self.columns.stance[position])) for position in self.positions(row)]
        return tuple(dict.fromkeys(found))

    def regions(self, position: int) -> tuple[tuple[Condition, ...], ...]:
        """The clauses of a position."""
        columns = self.columns
        first = int(columns.first_clause[position])
        return tuple(self._clause(clause) for clause in range(first, first + int(columns.clauses[position])))

    def any_position(self, mask: Mask) -> Mask:
        """The statements of which some position is in a mask."""
        found = np.zeros(len(self), np.bool_)
        found[self.columns.statement[mask]] = True
        return found

    def joined_by(self, actors: Sequence[int]) -> Mask:
        """The statements in which one of these actors joins."""
        found = np.zeros(len(self), np.bool_)
        found[np.repeat(np.arange(len(self)), self.columns.party_count)[np.isin(self.columns.parties, actors)]] = True
        return found

    def naming(self, values: Iterable[int]) -> Mask:
        """The positions that name one of these values as one under which they hold."""
        rows = np.isin(self.condition_value, np.fromiter(values, np.int64)) & (self.condition_holds != 0)
        found = np.zeros(len(self.columns.id), np.bool_)
        found[self.position_of_clause[self.clause_of_condition[rows]]] = True
        return found

    def unconditional(self, factor: int) -> Mask:
        """The positions that hold in any case of a factor."""
        narrowed = np.zeros(len(self.position_of_clause), np.bool_)
        narrowed[self.clause_of_condition[self.condition_factor == factor]] = True
        found: Mask = self.columns.clauses == 0
        found[self.position_of_clause[~narrowed]] = True
        return found

    @cached_property
    def condition_factor(self) -> Rows:
        """The factor of each condition."""
        return view(self.snapshot.conditions.factor)

    @cached_property
    def condition_value(self) -> Rows:
        """The value that each condition names."""
        return view(self.snapshot.conditions.value)

    @cached_property
    def condition_holds(self) -> Rows:
        """Whether the value holds, of a value named as a yes/no factor of its own; -1 of others."""
        return view(self.snapshot.conditions.holds)

    @cached_property
    def position_of_clause(self) -> Rows:
        """The position of each clause."""
        return np.repeat(np.arange(len(self.columns.id)), self.columns.clauses)

    @cached_property
    def clause_of_condition(self) -> Rows:
        """The clause of each condition."""
        return np.repeat(np.arange(len(self.columns.conditions)), self.columns.conditions)

    @cached_property
    def statement_of_condition(self) -> Rows:
        """The row of the statement of each condition."""
        found: Rows = self.columns.statement[self.position_of_clause[self.clause_of_condition]]
        return found

    def _clause(self, clause: int) -> tuple[Condition, ...]:
        start = int(self.columns.first_condition[clause])
        values: dict[tuple[int, int | None], list[int]] = {}
        for row in range(start, start + int(self.columns.conditions[clause])):
            factor, value = int(self.condition_factor[row]), int(self.condition_value[row])
            holds = int(self.condition_holds[row])
            part = None if holds < 0 else value
            values.setdefault((factor, part), []).append(value if part is None else holds)
        return tuple(
            Condition(factor, tuple(found)) if part is None else Condition(factor, (), part, tuple(map(bool, found)))
            for (factor, part), found in values.items()
        )


def factor_of(snapshot: Snapshot, factor: int) -> Factor:
    """A factor by id; StopIteration for an unknown one."""
    return next(each for each in snapshot.factors if each.id == factor)


def draft(register: Register, row: int) -> bool:
    """Whether none of its positions counts yet, though it takes some."""
    states = [int(register.columns.state[position]) for position in register.positions(row)]
    return bool(states) and PositionState.CODED.code not in states


def _word(words: type[W], code: int) -> W | None:
    return None if code < 0 else words.by_code(code)


def _first_quotations(snapshot: Snapshot, columns: Columns) -> tuple[Rows, Rows, Rows]:
    """The source and the credibility of the first quotation of each statement, and how many there are."""
    said, ids = view(snapshot.quotations.statement), columns.statement_id
    start = np.searchsorted(said, ids)
    many = np.searchsorted(said, ids, "right") - start
    if not len(said):
        return np.full(len(ids), -1), np.zeros(len(ids), np.int64), many
    place = np.minimum(start, len(said) - 1)
    sources = Finder(source.id for source in snapshot.sources)(view(snapshot.quotations.source))
    credibility = view(snapshot.quotations.credibility)
    return np.where(many, sources[place], -1), np.where(many, credibility[place], 0), many


def _noted(snapshot: Snapshot, columns: Columns) -> Mask:
    """The statements with a note on them or on a position of theirs."""
    statements = {note.on.statement for note in snapshot.notes if note.on.statement is not None}
    positions = {note.on.position for note in snapshot.notes if note.on.position is not None}
    if positions:
        rows = np.isin(columns.id, list(positions))
        statements |= set(columns.statement_of[rows].tolist())
    found: Mask = np.isin(columns.statement_id, list(statements))
    return found


def union(masks: Sequence[Mask], size: int) -> Mask:
    """What is in one of some masks."""
    found = np.zeros(size, np.bool_)
    for mask in masks:
        found |= mask
    return found
