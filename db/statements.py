"""Statements with their quotations and positions, and the links between positions."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import literal, select, text, union_all
from sqlalchemy.orm import InstrumentedAttribute

from db.clauses import clause, factors_of_values, grouped
from db.reading import Question, Reading
from db.records import Clause, Link, Position, Quotation, Statement
from db.schema import (
    EmphasisValueRow,
    LinkRow,
    PartyRow,
    PositionRow,
    QuotationRow,
    RegionRow,
    RegionValueRow,
    ReporterRow,
    StatementRow,
)
from db.sqlite.connections import listed


def read(reading: Reading, ids: Collection[int] | None = None) -> tuple[Statement, ...]:
    """All statements, or those with these ids, in the case's order; a fixed number of questions."""
    return _Reader(reading, ids).statements()


def of_positions(reading: Reading, positions: Iterable[int]) -> tuple[Statement, ...]:
    """The statements that take some positions, in the case's order."""
    asked = select(PositionRow.statement).where(PositionRow.id.in_(listed(positions))).distinct()
    return read(reading, [number for (number,) in reading.tuples(asked)])


def links(reading: Reading) -> tuple[Link, ...]:
    """All links between positions, in the case's order."""
    rows = reading.rows(select(LinkRow.__table__).order_by(LinkRow.id))
    return tuple(Link(row.id, row.uid, row.kind, row.position, row.target) for row in rows)


class _Reader:
    """Reads each table once and puts statements together."""

    def __init__(self, reading: Reading, ids: Collection[int] | None) -> None:
        self._reading = reading
        self._chosen = None if ids is None else listed(ids)

    def statements(self) -> tuple[Statement, ...]:
        rows = self._reading.rows(
            self._limited(select(StatementRow.__table__).order_by(StatementRow.id), StatementRow.id)
        )
        quotations, positions = self._quotations(), self._positions()
        parties, reporters = self._people()
        return tuple(
            Statement(
                id=row.id,
                uid=row.uid,
                key=row.key,
                number=row.number,
                speaker=row.speaker,
                reported_by=reporters.get(row.id, ()),
                parties=parties.get(row.id, ()),
                said_on=row.said_on,
                venue=row.venue,
                act=row.act,
                quotations=quotations.get(row.id, ()),
                positions=positions.get(row.id, ()),
            )
            for row in rows
        )

    def _limited(self, question: Question, statement: InstrumentedAttribute[int]) -> Question:
        return question if self._chosen is None else question.where(statement.in_(self._chosen))

    def _people(self) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
        """Who joins in each statement, and who reports it, each in order."""
        people: tuple[type[PartyRow] | type[ReporterRow], ...] = (PartyRow, ReporterRow)
        parts = [
            self._limited(select(literal(kind), row.statement, row.id, row.actor), row.statement)
            for kind, row in enumerate(people)
        ]
        found: tuple[dict[int, tuple[int, ...]], ...] = ({}, {})
        for kind, statement, _id, actor in self._reading.tuples(union_all(*parts).order_by(text("1, 2, 3"))):
            found[kind][statement] = (*found[kind].get(statement, ()), actor)
        return found[0], found[1]

    def _quotations(self) -> dict[int, tuple[Quotation, ...]]:
        asked = select(QuotationRow.__table__).order_by(QuotationRow.statement, QuotationRow.place, QuotationRow.id)
        found: dict[int, list[Quotation]] = {}
        for row in self._reading.rows(self._limited(asked, QuotationRow.statement)):
            quotation = Quotation(
                id=row.id,
                uid=row.uid,
                statement=row.statement,
                source=row.source,
                start=row.start,
                end=row.end,
                exact=row.exact,
                prefix=row.prefix,
                suffix=row.suffix,
                wording=row.wording,
                credibility=row.credibility,
                language=row.language,
                translation=row.translation,
                translator=row.translator,
            )
            found.setdefault(row.statement, []).append(quotation)
        return {number: tuple(each) for number, each in found.items()}

    def _positions(self) -> dict[int, tuple[Position, ...]]:
        asked = select(PositionRow.__table__).order_by(PositionRow.statement, PositionRow.place, PositionRow.id)
        factors = factors_of_values(self._reading)
        regions, emphasis = self._regions(factors), self._emphasis(factors)
        found: dict[int, list[Position]] = {}
        for row in self._reading.rows(self._limited(asked, PositionRow.statement)):
            position = Position(
                id=row.id,
                uid=row.uid,
                key=row.key,
                statement=row.statement,
                holder=row.holder,
                issue=row.issue,
                stance=row.stance,
                regions=regions.get(row.id, ()),
                emphasis=emphasis.get(row.id, ()),
                since=row.since,
                until=row.until,
                state=row.state,
                announces=row.announces,
                comment=row.comment,
            )
            found.setdefault(row.statement, []).append(position)
        return {number: tuple(each) for number, each in found.items()}

    def _regions(self, factors: Mapping[int, int]) -> dict[int, tuple[Clause, ...]]:
        region, value = RegionRow, RegionValueRow
        asked = select(region.position, region.id, value.value, value.holds).outerjoin(value, value.region == region.id)
        if self._chosen is not None:
            asked = asked.where(
                region.position.in_(select(PositionRow.id).where(PositionRow.statement.in_(self._chosen)))
            )
        rows = self._reading.tuples(asked.order_by(region.position, region.place, region.id, value.id))
        return {
            position: tuple(_clause(named, factors) for named in grouped(found).values())
            for position, found in grouped(rows).items()
        }

    def _emphasis(self, factors: Mapping[int, int]) -> dict[int, Clause]:
        asked = select(EmphasisValueRow.position, EmphasisValueRow.value, EmphasisValueRow.holds)
        if self._chosen is not None:
            chosen = select(PositionRow.id).where(PositionRow.statement.in_(self._chosen))
            asked = asked.where(EmphasisValueRow.position.in_(chosen))
        rows = self._reading.tuples(asked.order_by(EmphasisValueRow.position, EmphasisValueRow.id))
        return {position: clause(found, factors) for position, found in grouped(rows).items()}


def _clause(named: list[tuple[Any, ...]], factors: Mapping[int, int]) -> Clause:
    """The clause of a region; one without values holds in any case."""
    return clause([] if named[0][0] is None else named, factors)
