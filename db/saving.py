"""What can be saved of a damaged case: row by row into a fresh file, with a report of what was lost.

Runs in the confined child. The history cannot be saved, since nothing proves it any more: the new one begins here.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from db import log, opening, rows, search
from db.columns import Base
from db.errors import CaseDamaged, NotACase
from db.rows import Odd, Row
from db.sqlite import connections, triggers

_LOG = ("log_action", "log_change")
_FARTHEST = 40
"""How often a gap is widened by twice as much before the rest of a table is given up."""


@dataclass(slots=True)
class Saved:
    """What became of the rows of a table: ``odd`` could not be in a case, ``alone`` belonged to something that was
    lost, ``gaps`` are places where nothing could be read.
    """

    kept: int = 0
    odd: int = 0
    alone: int = 0
    gaps: int = 0


def save(work: Path, new: Path) -> dict[str, Any]:
    """Saves what can be saved; tells for each table what became of it.

    Raises:
        NotACase: it never was one.
        CaseDamaged: nothing of it can be read.
    """
    source = connections.connect(work, "rw")
    middle = new.with_name(f"{new.name}.middle")
    try:
        source.text_factory = bytes
        _check_readable(source, work)
        found: dict[str, Saved] = {}
        with opening.fresh(middle) as (target, _transaction):
            for table in _tables():
                found[table.name] = _table(source, target, table)
            _drop_lonely(target, found)
            title = _title(target)
        _write(middle, new, title)
    finally:
        source.close()
        middle.unlink(missing_ok=True)
    return {"saved": {name: asdict(each) for name, each in found.items()}}


def _tables() -> Iterator[Table]:
    return (table for table in rows.tables() if table.name not in _LOG)


def _check_readable(source: sqlite3.Connection, path: Path) -> None:
    try:
        application, _version = connections.identity(source)
        names = {row[0] for row in source.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    except sqlite3.DatabaseError as error:
        raise CaseDamaged("beyond-saving", path=path, detail=str(error)) from error
    if application != connections.APPLICATION_ID and b"case" not in names:
        raise NotACase(path=path)


def _table(source: sqlite3.Connection, target: sqlite3.Connection, table: Table) -> Saved:
    saved = Saved()
    target.execute("PRAGMA defer_foreign_keys=ON")
    for row in _readable(source, table, saved):
        try:
            target.execute(rows.insertion(table), _right(table, rows.checked(table, row)))
            saved.kept += 1
        except (Odd, sqlite3.Error):
            saved.odd += 1
    return saved


def _right(table: Table, row: Row) -> Row:
    """A text that changed is kept as it is now, under the digest that it has now."""
    if table.name not in ("text", "original"):
        return row
    told = dict(zip(table.columns.keys(), row, strict=True))
    body = told["body"]
    told["digest"] = hashlib.sha256(body if isinstance(body, bytes) else body.encode()).hexdigest()
    if "length" in told:
        told["length"] = len(body)
    return tuple(told.values())


def _readable(source: sqlite3.Connection, table: Table, saved: Saved) -> Iterator[Row]:
    """The rows that can be read, in the order of their ids; steps over what cannot."""
    asked = rows.question(table).replace(" ORDER BY", " WHERE rowid > ? ORDER BY")
    last, step = 0, 0
    while step <= _FARTHEST:
        try:
            for row in source.execute(asked, (last + (1 << step) - 1,)):
                yield row
                last, step = int(row[0]) if isinstance(row[0], int) else last + 1, 0
            return
        except sqlite3.DatabaseError:
            saved.gaps += step == 0
            step += 1


def _drop_lonely(target: sqlite3.Connection, found: dict[str, Saved]) -> None:
    """Takes out rows that refer to something that was lost, until none does."""
    while broken := target.execute("PRAGMA foreign_key_check").fetchall():
        for name, rowid, _parent, _key in broken:
            target.execute(f'DELETE FROM "{name}" WHERE rowid = ?', (rowid,))  # noqa: S608 - our own names
        for name in {name for name, *_rest in broken}:
            (there,) = target.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608
            found[name].alone += found[name].kept - there
            found[name].kept = there


def _title(target: sqlite3.Connection) -> str:
    row = target.execute('SELECT title FROM "case"').fetchone()
    return str(row[0]) if row else ""


def _write(middle: Path, new: Path, title: str) -> None:
    """Writes the saved rows into the fresh file as one action, with which its history begins."""
    source = connections.connect(middle, "ro")
    source.text_factory = bytes
    try:
        with opening.fresh(new) as (target, transaction):
            triggers.install(target, Base.metadata)
            action = log.begin(transaction, kind=log.SALVAGE, label=title, author="")
            triggers.start(target, action.id, log.SALVAGE)
            target.execute("PRAGMA defer_foreign_keys=ON")
            for table in _tables():
                found = source.execute(rows.question(table)).fetchall()
                target.executemany(rows.insertion(table), [rows.checked(table, row) for row in found])
            if not title and target.execute('SELECT count(*) FROM "case"').fetchone() == (0,):
                opening.describe(transaction, title="", language="en")
            rows.count_on(target)
            log.count_up(transaction, 0)
            log.seal(transaction, action, 0)
            triggers.stop(target)
            search.rebuild(transaction)
    finally:
        source.close()
