"""Reads the whole record into one Snapshot: the small nouns as records, the many in columns."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from db import actors, assessments, factors, notes, scenarios, sources, statements, views
from db.columns import parse_moment
from db.moments import NEVER, UNDATED
from db.reading import Question, Reading
from db.records import (
    ClauseColumns,
    ConditionColumns,
    PositionColumns,
    QuotationColumns,
    Snapshot,
    StatementColumns,
)
from db.schema import PartyRow, PositionRow, QuotationRow, RegionRow, RegionValueRow, StatementRow, ValueRow
from db.sqlite.connections import listed
from db.vocabulary import PositionState, SpeechAct

Columns = tuple[StatementColumns, PositionColumns, ClauseColumns, ConditionColumns, QuotationColumns, tuple[str, ...]]
"""What a Snapshot holds of statements: all its columns, and the keys of the positions."""


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


def read_columns(reading: Reading, ids: Iterable[int] | None = None) -> Columns:
    """The columns of all statements, or of those with these ids."""
    chosen = None if ids is None else listed(ids)

    def rows(question: Question, statement: InstrumentedAttribute[int]) -> list[tuple[Any, ...]]:
        return reading.tuples(question if chosen is None else question.where(statement.in_(chosen)))

    said = _statements(rows)
    positions, keys = _positions(rows)
    clauses, conditions = _clauses(reading, rows, positions)
    return said, positions, clauses, conditions, _quotations(rows), keys


def _statements(rows: Any) -> StatementColumns:
    row = StatementRow
    asked = select(row.id, row.number, row.speaker, row.said_on, row.act).order_by(row.id)
    ids, numbers, speakers, dates, acts = _turned(rows(asked, row.id), 5)
    moments = [None if text is None else parse_moment(text) for text in dates]
    codes = {None: -1} | {act.value: act.code for act in SpeechAct}
    party = select(PartyRow.statement, PartyRow.actor).order_by(PartyRow.statement, PartyRow.id)
    joined, parties = _turned(rows(party, PartyRow.statement), 2)
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


def _positions(rows: Any) -> tuple[PositionColumns, tuple[str, ...]]:
    row = PositionRow
    asked = select(
        row.id, row.key, row.statement, row.holder, row.issue, row.stance, row.state, row.since, row.until
    ).order_by(row.statement, row.place, row.id)
    ids, keys, said, holders, issues, stances, states, since, until = _turned(rows(asked, row.statement), 9)
    codes = {state.value: state.code for state in PositionState}
    region = select(RegionRow.position, RegionRow.id).join(row, row.id == RegionRow.position)
    found = rows(region.order_by(row.statement, row.place, row.id), row.statement)
    columns = PositionColumns(
        id=array("q", ids),
        statement=array("q", said),
        holder=array("q", [each or 0 for each in holders]),
        issue=array("q", [each or 0 for each in issues]),
        stance=array("b", stances),
        state=array("b", [codes[state] for state in states]),
        since=array("q", [UNDATED if text is None else parse_moment(text).first for text in since]),
        until=array("q", [NEVER if text is None else parse_moment(text).first for text in until]),
        clauses=_counts(ids, [position for position, _id in found]),
    )
    return columns, tuple(keys)


def _clauses(reading: Reading, rows: Any, positions: PositionColumns) -> tuple[ClauseColumns, ConditionColumns]:
    row = PositionRow
    order = (row.statement, row.place, row.id, RegionRow.place, RegionRow.id)
    region = select(RegionRow.id).join(row, row.id == RegionRow.position)
    (ids,) = _turned(rows(region.order_by(*order), row.statement), 1)
    asked = (
        select(RegionValueRow.region, ValueRow.factor, RegionValueRow.value, RegionValueRow.holds)
        .join(ValueRow, ValueRow.id == RegionValueRow.value)
        .join(RegionRow, RegionRow.id == RegionValueRow.region)
        .join(row, row.id == RegionRow.position)
    )
    named, factor, value, holds = _turned(rows(asked.order_by(*order, RegionValueRow.id), row.statement), 4)
    conditions = ConditionColumns(array("q", factor), array("q", value), array("b", holds))
    return ClauseColumns(_counts(ids, named)), conditions


def _quotations(rows: Any) -> QuotationColumns:
    row = QuotationRow
    asked = select(row.statement, row.source, row.credibility).order_by(row.statement, row.place, row.id)
    said, source, credibility = _turned(rows(asked, row.statement), 3)
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
