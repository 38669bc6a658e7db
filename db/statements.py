"""Statements with their quotations and positions, and the links between positions."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select

from db.asked import Asked
from db.clauses import clause, factors_of_values, grouped
from db.reading import Reading
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

_STATEMENTS = Asked(lambda: select(StatementRow.__table__).order_by(StatementRow.id), StatementRow.id)
_PARTIES, _REPORTERS = (
    Asked(lambda row=row: select(row.statement, row.actor).order_by(row.statement, row.id), row.statement)  # type: ignore[misc]
    for row in (PartyRow, ReporterRow)
)
_LINKS = Asked(lambda: select(LinkRow.__table__).order_by(LinkRow.id))
_LINKS_OF = Asked(
    lambda: select(LinkRow.__table__).join(PositionRow, PositionRow.id == LinkRow.position).order_by(LinkRow.id),
    PositionRow.statement,
)


def _quotations() -> Any:
    row = QuotationRow
    place = (row.id, row.uid, row.statement, row.source, row.start, row.end, row.exact, row.prefix, row.suffix)
    told = (row.wording, row.credibility, row.language, row.translation, row.translator)
    return select(*place, *told).order_by(row.statement, row.place, row.id)


def _positions() -> Any:
    row = PositionRow
    what = (row.id, row.uid, row.key, row.statement, row.holder, row.issue, row.stance)
    told = (row.since, row.until, row.state, row.announces, row.comment)
    return select(*what, *told).order_by(row.statement, row.place, row.id)


def _regions() -> Any:
    region, value = RegionRow, RegionValueRow
    asked = select(region.position, region.id, value.value, value.holds)
    joined = asked.join(PositionRow, PositionRow.id == region.position).outerjoin(value, value.region == region.id)
    return joined.order_by(region.position, region.place, region.id, value.id)


def _emphases() -> Any:
    row = EmphasisValueRow
    asked = select(row.position, row.value, row.holds).join(PositionRow, PositionRow.id == row.position)
    return asked.order_by(row.position, row.id)


_QUOTATIONS = Asked(_quotations, QuotationRow.statement)
_POSITIONS = Asked(_positions, PositionRow.statement)
_REGIONS = Asked(_regions, PositionRow.statement)
_EMPHASES = Asked(_emphases, PositionRow.statement)


def read(reading: Reading, ids: Collection[int] | None = None) -> tuple[Statement, ...]:
    """All statements, or those with these ids, in the case's order; a fixed number of questions."""
    quotations, positions = _quoted(reading, ids), _taken(reading, ids)
    parties, reporters = (_people(reading.ask(each, ids)) for each in (_PARTIES, _REPORTERS))
    return tuple(
        Statement(
            id=number,
            uid=uid,
            key=key,
            number=shown,
            speaker=speaker,
            reported_by=reporters.get(number, ()),
            parties=parties.get(number, ()),
            said_on=said_on,
            venue=venue,
            act=act,
            quotations=quotations.get(number, ()),
            positions=positions.get(number, ()),
        )
        for number, uid, key, shown, speaker, said_on, venue, act in reading.ask(_STATEMENTS, ids)
    )


def of_positions(reading: Reading, positions: Iterable[int]) -> tuple[Statement, ...]:
    """The statements that take some positions, in the case's order."""
    asked = select(PositionRow.statement).where(PositionRow.id.in_(listed(positions))).distinct()
    return read(reading, [number for (number,) in reading.tuples(asked)])


def links(reading: Reading) -> tuple[Link, ...]:
    """All links between positions, in the case's order."""
    return tuple(Link(*row) for row in reading.ask(_LINKS))


def links_of(reading: Reading, statement: int) -> tuple[Link, ...]:
    """The links by which the positions of a statement end others."""
    return tuple(Link(*row) for row in reading.ask(_LINKS_OF, (statement,)))


def _people(rows: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    return {statement: tuple(actor for (actor,) in found) for statement, found in grouped(rows).items()}


def _quoted(reading: Reading, ids: Collection[int] | None) -> dict[int, tuple[Quotation, ...]]:
    found: dict[int, list[Quotation]] = {}
    for row in reading.ask(_QUOTATIONS, ids):
        quotation = Quotation(*row)
        found.setdefault(quotation.statement, []).append(quotation)
    return {number: tuple(each) for number, each in found.items()}


def _taken(reading: Reading, ids: Collection[int] | None) -> dict[int, tuple[Position, ...]]:
    factors = factors_of_values(reading)
    regions = {
        position: tuple(_clause(named, factors) for named in grouped(found).values())
        for position, found in grouped(reading.ask(_REGIONS, ids)).items()
    }
    emphasis = {number: clause(found, factors) for number, found in grouped(reading.ask(_EMPHASES, ids)).items()}
    taken: dict[int, list[Position]] = {}
    for number, uid, key, statement, holder, issue, stance, *told in reading.ask(_POSITIONS, ids):
        where = regions.get(number, ()), emphasis.get(number, ())
        position = Position(number, uid, key, statement, holder, issue, stance, *where, *told)
        taken.setdefault(statement, []).append(position)
    return {statement: tuple(each) for statement, each in taken.items()}


def _clause(named: list[tuple[Any, ...]], factors: Mapping[int, int]) -> Clause:
    """The clause of a region; one without values holds in any case."""
    return clause([] if named[0][0] is None else named, factors)
