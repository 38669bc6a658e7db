"""Many statements put right in one go: of each only what differs is written, a table at a time."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select, update

from db.clauses import named
from db.columns import Base
from db.reading import Editing
from db.records import Clause, Position, Statement
from db.schema import PositionRow, QuotationRow, RegionRow, RegionValueRow, StatementRow
from db.sqlite.connections import listed, next_id

OF_STATEMENT = ("speaker", "said_on", "venue", "act")
OF_QUOTATION = ("wording", "credibility", "language", "translation", "translator")
OF_POSITION = ("holder", "issue", "stance", "since", "until", "state", "announces", "comment")
CHUNK = 500

Row = dict[str, Any]


def restate(editing: Editing, pairs: Iterable[tuple[Statement, Statement]]) -> None:
    """Writes statements as they are to be.

    Args:
        editing: the change.
        pairs: each statement as it was read, and as it is to be: with the same quotations and positions, in the same
            order, of which it may say something else.
    """
    statements: list[Row] = []
    quotations: list[Row] = []
    positions: list[Row] = []
    regions: dict[int, tuple[Clause, ...]] = {}
    for before, after in pairs:
        statements += _differing(OF_STATEMENT, [(before, after)])
        quotations += _differing(OF_QUOTATION, zip(before.quotations, after.quotations, strict=True))
        both: list[tuple[Position, Position]] = list(zip(before.positions, after.positions, strict=True))
        positions += _differing(OF_POSITION, both)
        regions |= {new.id: new.regions for old, new in both if old.regions != new.regions}
    for table, columns, rows in (
        (StatementRow, OF_STATEMENT, statements),
        (QuotationRow, OF_QUOTATION, quotations),
        (PositionRow, OF_POSITION, positions),
    ):
        _write(editing, table, columns, rows)
    _write_regions(editing, regions)


def _differing(columns: Sequence[str], pairs: Iterable[tuple[Any, Any]]) -> list[Row]:
    """The rows of those that are not as they were."""
    return [
        {"row": after.id} | {f"new_{name}": getattr(after, name) for name in columns}
        for before, after in pairs
        if any(getattr(before, name) != getattr(after, name) for name in columns)
    ]


def _write(editing: Editing, table: type[Base], columns: Sequence[str], rows: Sequence[Row]) -> None:
    if rows:
        values: Row = {name: bindparam(f"new_{name}") for name in columns}
        edit = update(table.__table__).where(table.__table__.c.id == bindparam("row")).values(values)  # type: ignore[arg-type]
        editing.connection.execute(edit, rows)


def _write_regions(editing: Editing, regions: Mapping[int, tuple[Clause, ...]]) -> None:
    """Puts the regions of positions in place of those they had."""
    asked = select(RegionRow.id).where(RegionRow.position.in_(listed(regions)))
    old = [number for (number,) in editing.tuples(asked)] if regions else []
    for start in range(0, len(old), CHUNK):
        editing.drop(RegionRow, old[start : start + CHUNK])
    number = next_id(editing.connection, RegionRow.__tablename__) if regions else 0
    rows: list[Row] = []
    values: list[Row] = []
    for position, clauses in regions.items():
        for place, clause in enumerate(clauses):
            rows.append({"id": number, "position": position, "place": place})
            values += [{"region": number, "value": value, "holds": holds} for value, holds in named(clause)]
            number += 1
    editing.put_all(RegionRow, rows)
    editing.put_all(RegionValueRow, values)
