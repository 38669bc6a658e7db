"""What coding writes: statements with their quotations and positions, and the links between positions."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select, update

from db import statements
from db.asked import Asked
from db.clauses import named
from db.columns import Base, new_uid
from db.errors import BadRequest, NotThere
from db.reading import Editing
from db.records import Clause, Position, Quotation, Statement
from db.schema import (
    EmphasisValueRow,
    LinkRow,
    NoteRow,
    PartyRow,
    PositionRow,
    QuotationRow,
    RegionRow,
    RegionValueRow,
    ReporterRow,
    StatementRow,
)
from db.vocabulary import Kind, LinkKind

_OF_STATEMENT: dict[type[PartyRow] | type[ReporterRow], Asked] = {
    PartyRow: Asked(lambda: select(PartyRow.id), PartyRow.statement),
    ReporterRow: Asked(lambda: select(ReporterRow.id), ReporterRow.statement),
}
_REGIONS = Asked(lambda: select(RegionRow.id), RegionRow.position)
_EMPHASES = Asked(lambda: select(EmphasisValueRow.id), EmphasisValueRow.position)


def save(editing: Editing, statement: Statement) -> int:
    """Adds a statement when its id is 0, else writes it; returns its id.

    Its quotations and positions become exactly those given: ones with the id 0 are added, ones with an id are written,
    others that it had are taken away with their links and notes. A new statement without number gets the next.
    """
    values: dict[str, Any] = {
        "key": statement.key or new_uid(),
        "number": statement.number or next_number(editing),
        "speaker": statement.speaker,
        "said_on": statement.said_on,
        "venue": statement.venue,
        "act": statement.act,
    }
    old = _read(editing, statement.id) if statement.id else None
    number = _save(editing, StatementRow, statement.id, old, values)
    _write_people(editing, PartyRow, number, old.parties if old else (), statement.parties)
    _write_people(editing, ReporterRow, number, old.reported_by if old else (), statement.reported_by)
    _write_quotations(editing, number, old.quotations if old else (), statement.quotations)
    _write_positions(editing, number, old.positions if old else (), statement.positions)
    return number


def remove(editing: Editing, ids: Iterable[int]) -> None:
    """Takes statements away, with their quotations, positions, links and notes."""
    editing.drop(StatementRow, ids)


def join(editing: Editing, keep: int, gone: int) -> None:
    """Makes two statements one that is attested twice: ``keep`` gets the quotations and notes of ``gone``.

    The positions of ``gone`` go with it, unless ``keep`` has none.
    """
    kept, other = _read(editing, keep), _read(editing, gone)
    if keep == gone:
        raise NotThere(kind=Kind.STATEMENT, id=gone)
    first = len(kept.quotations)
    for place, quotation in enumerate(other.quotations, first):
        _update(editing, QuotationRow, quotation.id, statement=keep, place=place)
    if not kept.positions:
        editing.connection.execute(update(PositionRow).where(PositionRow.statement == gone).values(statement=keep))
    editing.connection.execute(update(NoteRow).where(NoteRow.statement == gone).values(statement=keep))
    editing.drop(StatementRow, (gone,))


def link(editing: Editing, kind: LinkKind, position: int, target: int) -> int:
    """Says that a position ends another one; returns the id of the link, also of one that was there."""
    if position == target:
        raise BadRequest("link-to-itself")
    same = (LinkRow.kind == kind, LinkRow.position == position, LinkRow.target == target)
    found: int | None = editing.connection.execute(select(LinkRow.id).where(*same)).scalar_one_or_none()
    return found or editing.put(LinkRow, uid=new_uid(), kind=kind, position=position, target=target)


def unlink(editing: Editing, number: int) -> None:
    """Takes a link away."""
    editing.drop(LinkRow, (number,))


def next_number(editing: Editing) -> int:
    """The number after the highest one."""
    return int(editing.connection.execute(select(func.coalesce(func.max(StatementRow.number), 0) + 1)).scalar_one())


def _read(editing: Editing, number: int) -> Statement:
    found = statements.read(editing, (number,))
    if not found:
        raise NotThere(kind=Kind.STATEMENT, id=number)
    return found[0]


def _update(editing: Editing, table: type[Base], number: int, **values: Any) -> None:
    editing.connection.execute(update(table).where(table.id == number).values(**values))


def _write_people(
    editing: Editing,
    table: type[PartyRow] | type[ReporterRow],
    statement: int,
    old: Sequence[int],
    new: Sequence[int],
) -> None:
    """The people of a statement, whose order matters: all anew when they differ."""
    if tuple(old) == tuple(new):
        return
    editing.drop(table, _ids(editing, _OF_STATEMENT[table], statement))
    editing.put_all(table, [{"statement": statement, "actor": actor} for actor in new])


def _write_quotations(editing: Editing, statement: int, old: Sequence[Quotation], new: Sequence[Quotation]) -> None:
    kept = {quotation.id for quotation in new}
    editing.drop(QuotationRow, [each.id for each in old if each.id not in kept])
    before = {(each.id, place): each for place, each in enumerate(old)}
    for place, each in enumerate(new):
        there = before.get((each.id, place))
        values = {"statement": statement} | _quotation(each) | ({"place": place} if there is None else {})
        _save(editing, QuotationRow, each.id, there, values)


def _quotation(quotation: Quotation) -> dict[str, Any]:
    names = ("source", "start", "end", "exact", "prefix", "suffix", "wording", "credibility")
    return {name: getattr(quotation, name) for name in (*names, "language", "translation", "translator")}


def _write_positions(editing: Editing, statement: int, old: Sequence[Position], new: Sequence[Position]) -> None:
    kept = {position.id for position in new}
    editing.drop(PositionRow, [each.id for each in old if each.id not in kept])
    places = {each.id: place for place, each in enumerate(old)}
    for place, each in enumerate(new):
        there = old[places[each.id]] if each.id in places else None
        moved = {} if places.get(each.id) == place else {"place": place}
        number = _save(editing, PositionRow, each.id, there, {"statement": statement, **_position(each), **moved})
        if there is None or there.regions != each.regions:
            _write_regions(editing, number, each.regions)
        if there is None or there.emphasis != each.emphasis:
            _write_emphasis(editing, number, each.emphasis)


def _save(editing: Editing, table: type[Base], number: int, old: object, values: dict[str, Any]) -> int:
    """Adds a row, or writes what is not as it was; returns its id."""
    if old is None:
        return editing.save(table, number, **values)
    editing.amend(table, number, old, **values)
    return number


def _position(position: Position) -> dict[str, Any]:
    names = ("holder", "issue", "stance", "since", "until", "state", "announces", "comment")
    return {"key": position.key or new_uid()} | {name: getattr(position, name) for name in names}


def _write_regions(editing: Editing, position: int, regions: Sequence[Clause]) -> None:
    editing.drop(RegionRow, _ids(editing, _REGIONS, position))
    for place, clause in enumerate(regions):
        region = editing.put(RegionRow, position=position, place=place)
        editing.put_all(RegionValueRow, [{"region": region, "value": v, "holds": h} for v, h in named(clause)])


def _write_emphasis(editing: Editing, position: int, emphasis: Clause) -> None:
    editing.drop(EmphasisValueRow, _ids(editing, _EMPHASES, position))
    editing.put_all(EmphasisValueRow, [{"position": position, "value": v, "holds": h} for v, h in named(emphasis)])


def _ids(editing: Editing, asked: Asked, owner: int) -> list[int]:
    return [number for (number,) in editing.ask(asked, (owner,))]
