"""Reads the whole record into one Snapshot: the small nouns as records, the many in columns."""

from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import select

from db import actors, assessments, factors, notes, scenarios, sources, statements, views
from db.asked import Asked
from db.columns import parse_moment
from db.moments import NEVER, UNDATED
from db.reading import Reading
from db.records import (
    ClauseColumns,
    ConditionColumns,
    PositionColumns,
    QuotationColumns,
    Snapshot,
    StatementColumns,
)
from db.schema import PartyRow, PositionRow, QuotationRow, RegionRow, RegionValueRow, StatementRow, ValueRow
from db.vocabulary import PositionState, SpeechAct

Columns = tuple[StatementColumns, PositionColumns, ClauseColumns, ConditionColumns, QuotationColumns, tuple[str, ...]]
"""What a Snapshot holds of statements: all its columns, and the keys of the positions."""


SAID = frozenset(row.__tablename__ for row in (StatementRow, PartyRow))
TAKEN = frozenset(row.__tablename__ for row in (PositionRow, RegionRow, RegionValueRow))
QUOTED = frozenset({QuotationRow.__tablename__})
EVERYTHING = SAID | TAKEN | QUOTED
"""The tables behind the columns: those of statements, of positions with clauses and conditions, of quotations."""

Rows = Callable[[Asked], list[tuple[Any, ...]]]
"""Asks a question, about all statements or about some."""


def _asked_statements() -> Any:
    row = StatementRow
    return select(row.id, row.number, row.speaker, row.said_on, row.act).order_by(row.id)


def _asked_positions() -> Any:
    row = PositionRow
    names = (row.id, row.key, row.statement, row.holder, row.issue, row.stance, row.state, row.since, row.until)
    return select(*names).order_by(row.statement, row.place, row.id)


def _asked_clauses() -> Any:
    row, region = PositionRow, RegionRow
    asked = select(region.position, region.id).join(row, row.id == region.position)
    return asked.order_by(row.statement, row.place, row.id, region.place, region.id)


def _asked_conditions() -> Any:
    row, region, named = PositionRow, RegionRow, RegionValueRow
    asked = (
        select(named.region, ValueRow.factor, named.value, named.holds)
        .join(ValueRow, ValueRow.id == named.value)
        .join(region, region.id == named.region)
        .join(row, row.id == region.position)
    )
    return asked.order_by(row.statement, row.place, row.id, region.place, region.id, named.id)


def _asked_quotations() -> Any:
    row = QuotationRow
    return select(row.statement, row.source, row.credibility).order_by(row.statement, row.place, row.id)


_STATEMENTS = Asked(_asked_statements, StatementRow.id)
_PARTIES = Asked(
    lambda: select(PartyRow.statement, PartyRow.actor).order_by(PartyRow.statement, PartyRow.id), PartyRow.statement
)
_POSITIONS = Asked(_asked_positions, PositionRow.statement)
_CLAUSES = Asked(_asked_clauses, PositionRow.statement)
_CONDITIONS = Asked(_asked_conditions, PositionRow.statement)
_QUOTATIONS = Asked(_asked_quotations, QuotationRow.statement)


def build(reading: Reading, columns: Columns | None = None) -> Snapshot:
    """The record as it stands; ``columns`` when they are known already."""
    said, positions, clauses, conditions, quotations, keys = columns or read_columns(reading)
    return Snapshot(
        case=reading.info(),
        actors=actors.read(reading),
        affiliations=actors.affiliations(reading),
        issues=factors.issues(reading),
        factors=factors.read(reading),
        exclusions=factors.exclusions(reading),
        scenarios=scenarios.read(reading),
        sources=sources.read(reading),
        links=statements.links(reading),
        assessments=assessments.read(reading),
        notes=notes.read(reading),
        views=views.read(reading),
        statements=said,
        positions=positions,
        clauses=clauses,
        conditions=conditions,
        quotations=quotations,
        position_keys=keys,
    )


def read_columns(reading: Reading, ids: Collection[int] | None = None, tables: frozenset[str] = EVERYTHING) -> Columns:
    """The columns of all statements, or of those with these ids; those behind which are none of these tables empty."""

    def rows(asked: Asked) -> list[tuple[Any, ...]]:
        return asked.tuples(reading.connection, ids)

    said = _statements(rows) if SAID & tables else StatementColumns()
    quotations = _quotations(rows) if QUOTED & tables else QuotationColumns()
    if not TAKEN & tables:
        return said, PositionColumns(), ClauseColumns(), ConditionColumns(), quotations, ()
    clauses = rows(_CLAUSES)
    positions, keys = _positions(rows, clauses)
    return said, positions, *_clauses(rows, clauses), quotations, keys


def _statements(rows: Rows) -> StatementColumns:
    ids, numbers, speakers, dates, acts = _turned(rows(_STATEMENTS), 5)
    moments = [None if text is None else parse_moment(text) for text in dates]
    codes = {None: -1} | {act.value: act.code for act in SpeechAct}
    joined, parties = _turned(rows(_PARTIES), 2)
    return StatementColumns(
        id=array("q", ids),
        number=array("q", numbers),
        speaker=array("q", speakers),
        said=array("q", [UNDATED if each is None else each.first for each in moments]),
        precision=array("b", [0 if each is None else each.precision for each in moments]),
        act=array("b", [codes[act] for act in acts]),
        party_count=_counts(ids, joined),
        parties=array("q", parties),
    )


def _positions(rows: Rows, clauses: Sequence[tuple[int, int]]) -> tuple[PositionColumns, tuple[str, ...]]:
    ids, keys, said, holders, issues, stances, states, since, until = _turned(rows(_POSITIONS), 9)
    codes = {state.value: state.code for state in PositionState}
    columns = PositionColumns(
        id=array("q", ids),
        statement=array("q", said),
        holder=array("q", [each or 0 for each in holders]),
        issue=array("q", [each or 0 for each in issues]),
        stance=array("b", stances),
        state=array("b", [codes[state] for state in states]),
        since=array("q", [UNDATED if text is None else parse_moment(text).first for text in since]),
        until=array("q", [NEVER if text is None else parse_moment(text).first for text in until]),
        clauses=_counts(ids, [position for position, _id in clauses]),
    )
    return columns, tuple(keys)


def _clauses(rows: Rows, clauses: Sequence[tuple[int, int]]) -> tuple[ClauseColumns, ConditionColumns]:
    named, factor, value, holds = _turned(rows(_CONDITIONS), 4)
    conditions = ConditionColumns(array("q", factor), array("q", value), array("b", holds))
    return ClauseColumns(_counts([number for _position, number in clauses], named)), conditions


def _quotations(rows: Rows) -> QuotationColumns:
    said, source, credibility = _turned(rows(_QUOTATIONS), 3)
    return QuotationColumns(array("q", said), array("q", source), array("b", [each or 0 for each in credibility]))


def _turned(rows: Sequence[Sequence[Any]], width: int) -> Sequence[Sequence[Any]]:
    """Rows as columns."""
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _counts(owners: Iterable[int], parts: Iterable[int]) -> "array[int]":
    """How many parts each owner has."""
    found: dict[int, int] = dict.fromkeys(owners, 0)
    for owner in parts:
        found[owner] += 1
    return array("q", found.values())
