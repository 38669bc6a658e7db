"""How the file of a case is opened, read and written.

A rollback journal and ``synchronous=EXTRA``, never a write-ahead log: the one file, copied at rest, is complete, and
what was committed outlives a power cut. Never open a case by its path with anything but SQLite: closing such a handle
drops the locks that SQLite holds for the whole process.
"""

import json
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Connection, Engine, Select, create_engine, event, func, select, text
from sqlalchemy.engine import Dialect, ExceptionContext
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import StaticPool
from sqlalchemy.util import LRUCache

from db.errors import BadRequest
from db.sqlite import faults

APPLICATION_ID = 0x52505452
"""``RPTR``, in the header of every case."""

PATIENCE = 5.0
"""Seconds to wait for somebody else who is writing."""

_SETTINGS = (
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "synchronous=EXTRA",
    "journal_mode=DELETE",
    "query_only=ON",
)
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 200_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 10,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
}


_COMPILED: LRUCache[Any, Any] = LRUCache(1_000)
"""What SQLAlchemy has made of our questions: every case asks the same ones, and making them costs more than asking."""


@compiles(Boolean, "sqlite")
def _boolean(element: Boolean, compiler: Any, **options: Any) -> str:
    """STRICT tables know no BOOLEAN."""
    return "INTEGER"


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Opens a file with the settings of a case, reading only until ``writing`` says otherwise.

    Args:
        path: an absolute path.
        mode: ``ro``, ``rw`` or ``rwc`` (created when missing).
    """
    connection = sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, timeout=PATIENCE, isolation_level=None)
    try:
        for limit, most in _LIMITS.items():
            connection.setlimit(limit, most)
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def identity(connection: sqlite3.Connection) -> tuple[int, int]:
    """The application id and the version of the tables, as the header of the file tells them."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return application, version


def identify(connection: sqlite3.Connection, version: int) -> None:
    """Writes the header of a case."""
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={version}")


def writing(connection: sqlite3.Connection, allowed: bool) -> None:
    """Lets the connection write, or only read."""
    connection.execute(f"PRAGMA query_only={'OFF' if allowed else 'ON'}")


def await_writers(connection: sqlite3.Connection) -> None:
    """Waits until nobody is writing; SQLITE_BUSY when that takes too long."""
    writing(connection, True)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")
    writing(connection, False)


def save(connection: sqlite3.Connection, path: Path) -> None:
    """Writes all that a connection sees to a new file, also when the file under it was moved or deleted."""
    target = sqlite3.connect(f"{path.as_uri()}?mode=rwc", uri=True, isolation_level=None)
    try:
        target.execute("PRAGMA synchronous=OFF")  # whoever asked waits for the disk once, at the end
        connection.backup(target)
    finally:
        target.close()


def compact(connection: sqlite3.Connection) -> None:
    """Writes the file anew without holes; as safe as any change."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
    try:
        writing(connection, True)
        connection.execute("VACUUM")
    finally:
        writing(connection, False)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)


def size(connection: sqlite3.Connection) -> int:
    """The bytes of the file, as SQLite counts them."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (each,) = connection.execute("PRAGMA page_size").fetchone()
    return int(pages) * int(each)


def quick_check(connection: sqlite3.Connection) -> str | None:
    """What is wrong with the structure of the file, if anything."""
    (first,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return None if first == "ok" else str(first)


def integrity(connection: Connection) -> list[str]:
    """Everything that is wrong with the structure of the file: pages, indices, types, constraints."""
    found = connection.exec_driver_sql("PRAGMA integrity_check(100)").scalars().all()
    return [] if found == ["ok"] else [str(each) for each in found]


def dangling(connection: Connection) -> list[tuple[str, str]]:
    """References that lead nowhere: the table of the row, and the table it refers to."""
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [(row[0], row[2]) for row in rows]


def shape(connection: sqlite3.Connection) -> dict[str, str]:
    """Every table, index, view and trigger in the file, by name, as it was declared."""
    found = connection.execute("SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return dict(found.fetchall())


def engine(connection: sqlite3.Connection, path: Path) -> Engine:
    """SQLAlchemy on this one connection: BEGIN as asked for, and our errors instead of SQLite's."""
    made = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    made.dialect = dialect()
    event.listen(made, "begin", _begin)
    event.listen(made, "before_cursor_execute", _look_at_texts)
    event.listen(made, "handle_error", lambda context: _raise_ours(context, path))
    return made.execution_options(compiled_cache=_COMPILED)


@lru_cache(maxsize=1)
def dialect() -> Dialect:
    """The one dialect under which compiled questions are kept; it has looked at SQLite once."""
    probe = create_engine("sqlite://")
    with probe.connect() as connection:
        found = connection.dialect
    probe.dispose()
    return found


def _look_at_texts(
    connection: Connection, _cursor: Any, _statement: str, given: Any, _context: Any, many: bool
) -> None:
    """No text of a case holds a NUL: half of what reads texts would take it for the end."""
    if connection.info.get("writing"):
        for row in given if many else (given,):
            for value in row:
                if isinstance(value, str) and "\x00" in value:
                    raise BadRequest("bad-text", detail="NUL")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("writing") else "BEGIN")


def _raise_ours(context: ExceptionContext, path: Path) -> None:
    info = context.connection.info if context.connection is not None else {}
    ours = faults.sort(context.original_exception, path, editing=bool(info.get("writing")))
    if ours is not None:
        raise ours from context.original_exception


def driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection."""
    found = connection.connection.driver_connection
    if not isinstance(found, sqlite3.Connection):
        raise TypeError(found)
    return found


def listed(ids: Iterable[int | str]) -> Select[tuple[int]]:
    """A question whose rows are these ids, or digests: one bound parameter, however many there are."""
    return select(func.json_each(json.dumps(list(ids))).table_valued("value").c.value)


def next_id(connection: Connection, table: str) -> int:
    """The first of ids of a table that were never given before; giving them, in this transaction, keeps them."""
    last = text(
        f"SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = :name), 0),"  # noqa: S608 - our own names
        f' coalesce((SELECT max(id) FROM "{table}"), 0))'
    )
    found: int = connection.execute(last, {"name": table}).scalar_one()
    return found + 1


def defer_references(connection: Connection) -> None:
    """Lets rows refer to rows that come later, until the end of the transaction."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
