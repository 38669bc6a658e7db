"""The record as it would be if some statements were put otherwise, or two actors were one: before anything is done."""

from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from db.moments import NEVER, UNDATED
from db.records import (
    Changes,
    Clause,
    ClauseColumns,
    ConditionColumns,
    Note,
    Position,
    PositionColumns,
    QuotationColumns,
    Snapshot,
    Statement,
    StatementColumns,
)
from db.vocabulary import Kind
from desktop.analysis.columns import view

T = TypeVar("T")
Ids = NDArray[np.int64]


def supposed(
    snapshot: Snapshot, statements: Iterable[Statement], gone: Collection[int] = ()
) -> tuple[Snapshot, Changes]:
    """The record with these statements in place of those with their ids and without those gone, and what that is."""
    new = _Written(sorted(statements, key=lambda each: each.id))
    touched = frozenset({*new.statements.id, *gone})
    mixer = _Mixer(snapshot, new, touched)
    record = replace(snapshot, **mixer.parts())
    return record, Changes("", snapshot.case.revision + 1, {Kind.STATEMENT: touched})


def united(snapshot: Snapshot, keep: int, gone: int) -> tuple[Snapshot, Changes]:
    """The record in which one actor is another one too."""

    def one(actor: int) -> int:
        return keep if actor == gone else actor

    said, positions = snapshot.statements, snapshot.positions
    record = replace(
        snapshot,
        actors=tuple(each for each in snapshot.actors if each.id != gone),
        affiliations=tuple(
            replace(each, member=one(each.member), of=one(each.of))
            for each in snapshot.affiliations
            if one(each.member) != one(each.of)
        ),
        assessments=tuple(replace(each, actor=one(each.actor)) for each in snapshot.assessments),
        notes=tuple(_moved(each, gone, keep) for each in snapshot.notes),
        statements=replace(said, speaker=_with(said.speaker, gone, keep), parties=_with(said.parties, gone, keep)),
        positions=replace(positions, holder=_with(positions.holder, gone, keep)),
    )
    return record, Changes("", snapshot.case.revision + 1, {Kind.ACTOR: frozenset({keep, gone})})


class _Written:
    """Statements as columns."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements, self.positions = StatementColumns(), PositionColumns()
        self.clauses, self.conditions = ClauseColumns(), ConditionColumns()
        self.quotations = QuotationColumns()
        self.keys: list[str] = []
        for statement in statements:
            self._statement(statement)

    def _statement(self, statement: Statement) -> None:
        day = statement.said_on
        _put(
            self.statements,
            id=statement.id,
            number=statement.number,
            speaker=statement.speaker,
            said=UNDATED if day is None else day.first,
            precision=0 if day is None else day.precision,
            act=-1 if statement.act is None else statement.act.code,
            party_count=len(statement.parties),
        )
        self.statements.parties.extend(statement.parties)
        for quotation in statement.quotations:
            grade = quotation.credibility or 0
            _put(self.quotations, statement=statement.id, source=quotation.source, credibility=grade)
        for position in statement.positions:
            self._position(statement.id, position)

    def _position(self, statement: int, position: Position) -> None:
        self.keys.append(position.key)
        _put(
            self.positions,
            id=position.id,
            statement=statement,
            holder=position.holder or 0,
            issue=position.issue or 0,
            stance=position.stance,
            state=position.state.code,
            since=UNDATED if position.since is None else position.since.first,
            until=NEVER if position.until is None else position.until.first,
            clauses=len(position.regions),
        )
        for clause in position.regions:
            self._clause(clause)

    def _clause(self, clause: Clause) -> None:
        before = len(self.conditions.factor)
        for condition in clause:
            if condition.part is None:
                for value in condition.values:
                    _put(self.conditions, factor=condition.factor, value=value, holds=-1)
            else:
                for holds in condition.holds:
                    _put(self.conditions, factor=condition.factor, value=condition.part, holds=holds)
        _put(self.clauses, conditions=len(self.conditions.factor) - before)


class _Mixer:
    """Puts rows of statements in the places of others: every column stays sorted by statement."""

    def __init__(self, old: Snapshot, new: _Written, touched: frozenset[int]) -> None:
        self._old, self._new = old, new
        self._touched = np.array(sorted(touched), np.int64)

    def parts(self) -> dict[str, Any]:
        """The columns of the snapshot that comes of it."""
        old, new = self._old, self._new
        owners, fresh = _Owners(old), _Owners(new)
        said = self._mixed(old.statements, new.statements, owners.statements, fresh.statements, leave="parties")
        parties = self._column(old.statements.parties, new.statements.parties, owners.parties, fresh.parties)
        return {
            "statements": replace(said, parties=parties),
            "positions": self._mixed(old.positions, new.positions, owners.positions, fresh.positions),
            "clauses": self._mixed(old.clauses, new.clauses, owners.clauses, fresh.clauses),
            "conditions": self._mixed(old.conditions, new.conditions, owners.conditions, fresh.conditions),
            "quotations": self._mixed(old.quotations, new.quotations, owners.quotations, fresh.quotations),
            "position_keys": self._keys(owners.positions, fresh.positions),
        }

    def _mixed(self, old: T, new: T, owner: Ids, fresh: Ids, leave: str = "") -> T:
        order, kept = self._order(owner, fresh)
        found = {
            each.name: _taken(getattr(old, each.name), getattr(new, each.name), kept, order)
            for each in fields(old)  # type: ignore[arg-type]
            if each.name != leave
        }
        return replace(old, **found)  # type: ignore[type-var]

    def _column(self, old: "array[int]", new: "array[int]", owner: Ids, fresh: Ids) -> "array[int]":
        order, kept = self._order(owner, fresh)
        return _taken(old, new, kept, order)

    def _keys(self, owner: Ids, fresh: Ids) -> tuple[str, ...]:
        order, kept = self._order(owner, fresh)
        keys = [self._old.position_keys[row] for row in np.flatnonzero(kept).tolist()] + self._new.keys
        return tuple(keys[place] for place in order.tolist())

    def _order(self, owner: Ids, fresh: Ids) -> tuple[Ids, NDArray[np.bool_]]:
        kept = ~np.isin(owner, self._touched)
        return np.argsort(np.concatenate([owner[kept], fresh]), kind="stable"), kept


class _Owners:
    """The statement of each row of all columns."""

    def __init__(self, record: Snapshot | _Written) -> None:
        self.statements = view(record.statements.id)
        self.parties = np.repeat(self.statements, view(record.statements.party_count))
        self.positions = view(record.positions.statement)
        self.clauses = np.repeat(self.positions, view(record.positions.clauses))
        self.conditions = np.repeat(self.clauses, view(record.clauses.conditions))
        self.quotations = view(record.quotations.statement)


def _taken(old: "array[int]", new: "array[int]", kept: NDArray[np.bool_], order: Ids) -> "array[int]":
    kind = np.dtype(old.typecode)
    both = np.concatenate([np.array(old, kind)[kept], np.array(new, kind)])[order]
    return array(old.typecode, both.astype(kind).tobytes())


def _moved(note: Note, gone: int, keep: int) -> Note:
    return replace(note, on=replace(note.on, actor=keep)) if note.on.actor == gone else note


def _with(column: "array[int]", old: int, new: int) -> "array[int]":
    return array(column.typecode, [new if each == old else each for each in column])


def _put(columns: Any, **row: int) -> None:
    for name, value in row.items():
        getattr(columns, name).append(int(value))
