"""Who did what to the case, when, and what it was before: the audit trail, for reading.

``Case.undo``, ``redo`` and ``go_back`` turn it back. Nothing here changes anything.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, select

from db import log
from db.columns import Base
from db.reading import Reading
from db.schema import ActionRow, ChangeRow
from db.sqlite import triggers
from db.sqlite.connections import listed
from db.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """One action: who did what, and when (UTC). ``target`` is the entry that it undid, redid or went back to;
    ``revision`` is that of the case after it; without ``kept`` nobody knows any more what it did to what.
    """

    id: int
    uid: str
    kind: str
    label: str
    author: str
    at: str
    target: int | None
    revision: int
    kept: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """What an action did to one row: ``op`` is I, U or D (inserted, updated, deleted).

    ``kind`` and ``thing`` are the thing that the row is, or is a part of; ``thing`` is None when that can no longer be
    told. ``before`` and ``after`` give columns: all of what was inserted or deleted, of an update those that differ.
    """

    kind: Kind
    thing: int | None
    table: str
    row: int
    op: str
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def entries(reading: Reading, *, before: int | None = None, most: int | None = None) -> tuple[Entry, ...]:
    """The actions, oldest first: all, or at most the last so many, or those before an entry."""
    asked = select(ActionRow.__table__).order_by(ActionRow.id.desc())
    if before is not None:
        asked = asked.where(ActionRow.id < before)
    if most is not None:
        asked = asked.limit(most)
    rows = reading.rows(asked)
    return tuple(
        Entry(
            id=row.id,
            uid=row.uid,
            kind=row.kind,
            label=row.label,
            author=row.author,
            at=row.at,
            target=row.target,
            revision=row.revision,
            kept=bool(row.kept),
        )
        for row in reversed(rows)
    )


def seal(reading: Reading) -> str:
    """The digest that stands for the whole history, for whoever wants to prove later what was there."""
    return log.head(reading.connection)


def details(reading: Reading, entry: int, *, most: int | None = None) -> tuple[Detail, ...]:
    """What an action did, row by row, in the order of it; at most the first so many rows."""
    row = ChangeRow
    asked = select(row.tbl, row.rid, row.op, row.old, row.new).where(row.action == entry).order_by(row.id)
    found = reading.tuples(asked if most is None else asked.limit(most))
    owners = _Owners(reading)
    return tuple(_detail(owners, *each) for each in found)


def of_thing(reading: Reading, kind: Kind, thing: int) -> tuple[Entry, ...]:
    """The actions on a thing itself, oldest first, also when it is no longer there; not those on its parts alone."""
    (table,) = (each for each in triggers.logged(Base.metadata) if _is(each, kind))
    touched = select(ChangeRow.action).where(ChangeRow.tbl == table.name, ChangeRow.rid == thing)
    rows = reading.rows(select(ActionRow.id).where(ActionRow.id.in_(touched)))
    wanted = {row.id for row in rows}
    return tuple(entry for entry in entries(reading) if entry.id in wanted)


def authors(reading: Reading, kind: Kind, things: Collection[int]) -> dict[int, str]:
    """Who added these things; of those whose beginning the history no longer tells there is nothing."""
    (table,) = (each for each in triggers.logged(Base.metadata) if _is(each, kind))
    change, action = ChangeRow, ActionRow
    asked = (
        select(change.rid, action.author)
        .join(action, action.id == change.action)
        .where(change.tbl == table.name, change.op == "I", change.rid.in_(listed(things)))
        .order_by(change.id)
    )
    return dict(reading.tuples(asked))


def _is(table: Table, kind: Kind) -> bool:
    return table.info.get("noun") == kind and table.info.get("owner") is None


def _detail(owners: "_Owners", tbl: str, rid: int, op: str, old: str | None, new: str | None) -> Detail:
    before, after = json.loads(old or "{}"), json.loads(new or "{}")
    table = Base.metadata.tables[tbl]
    thing = owners.thing(table, rid, after or before)
    return Detail(table.info["noun"], thing, tbl, rid, op, before, after)


class _Owners:
    """Finds the thing that a row is a part of, also of rows that are gone."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[tuple[str, int], int | None] = {}

    def thing(self, table: Table, rid: int, image: Mapping[str, Any]) -> int | None:
        """The id of the thing; None when the history no longer tells."""
        owner = table.info.get("owner")
        if owner is None:
            return rid
        parent = image.get(owner) or self._owner(table, rid, owner)
        (key,) = table.columns[owner].foreign_keys
        return None if parent is None else self.thing(key.column.table, parent, {})

    def _owner(self, table: Table, rid: int, owner: str) -> int | None:
        if (table.name, rid) not in self._known:
            self._known[table.name, rid] = self._there(table, rid, owner) or self._logged(table, rid, owner)
        return self._known[table.name, rid]

    def _there(self, table: Table, rid: int, owner: str) -> int | None:
        asked = select(table.columns[owner]).where(table.columns["id"] == rid)
        found: int | None = self._reading.connection.execute(asked).scalar()
        return found

    def _logged(self, table: Table, rid: int, owner: str) -> int | None:
        row = ChangeRow
        asked = select(row.old, row.new).where(row.tbl == table.name, row.rid == rid, row.op != "U")
        for old, new in self._reading.tuples(asked.order_by(row.id.desc()).limit(1)):
            found = json.loads(new or old or "{}").get(owner)
            return None if found is None else int(found)
        return None
