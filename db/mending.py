"""Repairs what can be repaired without any loss: rows that the history knows better, places of quotations, the index.

A row that is not what the history made of it was changed by damage, or past this program. The history is sealed, so
what it says is what was; a row whose whole story it no longer tells is left as it is.
"""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from db import integrity, log, replay, search
from db.case import Case
from db.columns import Base
from db.schema import ChangeRow
from db.sqlite import connections, triggers


@dataclass(frozen=True, slots=True)
class Mended:
    """How many rows were put back as the history says, how many quotations were moved, whether the index is new."""

    rows: int
    quotations: int
    index: bool

    @property
    def nothing(self) -> bool:
        """Whether there was nothing to repair."""
        return not (self.rows or self.quotations or self.index)


def mend(case: Case, label: str) -> Mended:
    """Repairs an open case; only moving quotations is an edit, with this label. Errors as ``Case.change``."""
    before = _displaced(case)
    with case.aside(log.MEND) as connection:
        rows = put_back(connection)
        index = search.stale(connection)
        if index or rows:
            search.rebuild(connection)
        if rows:
            log.count_up(connection, log.revision(connection) + 1)
            _note(connection, case.author, label)
    with case.change(label) as editing:
        integrity.repair(editing)
    return Mended(rows, before - _displaced(case), index)


def put_back(connection: Connection) -> int:
    """Puts rows back as the history says, past the log; returns how many."""
    if replay.broken_seal(connection) is not None:
        return 0
    driver = connections.driver(connection)
    wrong = [(tbl, rid) for tbl, rid in replay.contradictions(connection) if tbl in Base.metadata.tables and rid]
    told = [(Base.metadata.tables[tbl], rid, _expected(connection, tbl, rid)) for tbl, rid in wrong]
    known = [(table, rid, image) for table, rid, image in told if image is not _UNKNOWN]
    if known:
        connections.defer_references(connection)
        with triggers.suspended(driver, Base.metadata):
            for table, rid, image in known:
                _write(connection, table, rid, image)
    return len(known)


_UNKNOWN: dict[str, Any] = {"unknown": True}


def _expected(connection: Connection, tbl: str, rid: int) -> dict[str, Any] | None:
    """What the history made of a row; None when it is gone, ``_UNKNOWN`` when it no longer tells."""
    row = ChangeRow
    asked = select(row.op, row.new).where(row.tbl == tbl, row.rid == rid).order_by(row.id)
    image: dict[str, Any] | None = _UNKNOWN if replay.base(connection)[1] else None
    for op, new in connection.execute(asked).all():
        told = json.loads(new) if new else None
        if op == "D":
            image = None
        elif told is None:
            image = _UNKNOWN
        elif op == "I":
            image = told
        elif image is not None and image is not _UNKNOWN:
            image = image | told
    return image


def _write(connection: Connection, table: Table, rid: int, image: dict[str, Any] | None) -> None:
    """Writes one row past the log; what refers to it stays as it is."""
    name = table.name
    there = connection.exec_driver_sql(f'SELECT 1 FROM "{name}" WHERE id = ?', (rid,)).first()  # noqa: S608
    if image is None:
        connection.exec_driver_sql(f'DELETE FROM "{name}" WHERE id = ?', (rid,))  # noqa: S608
    elif there is not None:
        given = ", ".join(f'"{column}" = ?' for column in image)
        connection.exec_driver_sql(f'UPDATE "{name}" SET {given} WHERE id = ?', (*image.values(), rid))  # noqa: S608
    else:
        unwatched = dict.fromkeys(table.info.get("unwatched", ()), 0)
        row = image | unwatched
        listed, marks = ", ".join(f'"{column}"' for column in row), ", ".join("?" * len(row))
        connection.exec_driver_sql(f'INSERT INTO "{name}" ({listed}) VALUES ({marks})', tuple(row.values()))  # noqa: S608


def _note(connection: Connection, author: str, label: str) -> None:
    action = log.begin(connection, kind=log.MEND, label=label, author=author)
    log.seal(connection, action, log.revision(connection))


def _displaced(case: Case) -> int:
    with case.read() as reading:
        return integrity.displaced(reading)
