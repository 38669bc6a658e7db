"""Rows from one file into a fresh one: what is in the tables of a case crosses, and nothing else.

Whatever else a file holds (triggers, views, planted rows of an index, statistics, counters) stays behind: the fresh
file has our own tables, and its indices are made anew from the rows. Every value is looked at on the way.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import LargeBinary, Table

from db.columns import Base
from db.errors import CaseDamaged

LARGEST_ID = 2**53
LONGEST_TEXT = 50_000_000
"""Bytes of one text."""
AT_ONCE = 2_000
"""Rows written with one call."""
LEFT_BEHIND = ("cache", "draft")
"""Tables whose rows never cross: they can be made anew, or are nobody else's business."""

Row = tuple[Any, ...]


class Odd(Exception):
    """A value that cannot be in a case; its text says what is odd."""


def tables() -> Iterator[Table]:
    """The tables that cross, what is referred to before what refers to it."""
    return (table for table in Base.metadata.sorted_tables if table.name not in LEFT_BEHIND)


def copy(source: sqlite3.Connection, target: sqlite3.Connection) -> dict[str, int]:
    """Copies every row of every table; returns how many of each.

    Raises:
        CaseDamaged: a value cannot be in a case, or the rows do not go together.
    """
    source.text_factory = bytes
    counts = {}
    target.execute("PRAGMA defer_foreign_keys=ON")
    for table in tables():
        try:
            counts[table.name] = _copy_table(source, target, table)
        except Odd as error:
            raise CaseDamaged("odd-row", table=table.name, detail=str(error)) from error
        except (sqlite3.IntegrityError, sqlite3.OperationalError, sqlite3.DataError) as error:
            raise CaseDamaged("odd-row", table=table.name, detail=str(error)) from error
    count_on(target)
    return counts


def _copy_table(source: sqlite3.Connection, target: sqlite3.Connection, table: Table) -> int:
    rows = source.execute(question(table))
    copied = 0
    while chunk := rows.fetchmany(AT_ONCE):
        target.executemany(insertion(table), [checked(table, row) for row in chunk])
        copied += len(chunk)
    return copied


def question(table: Table) -> str:
    """Asks for the rows themselves, past all indices."""
    listed = ", ".join(f'"{name}"' for name in table.columns.keys())  # noqa: SIM118
    return f'SELECT {listed} FROM main."{table.name}" NOT INDEXED ORDER BY rowid'  # noqa: S608 - our own names


def insertion(table: Table) -> str:
    """Adds a row."""
    names = table.columns.keys()
    listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    return f'INSERT INTO main."{table.name}" ({listed}) VALUES ({marks})'  # noqa: S608


def checked(table: Table, row: Iterable[Any]) -> Row:
    """A row as it may be written; ``Odd`` when it holds something that cannot be in a case.

    Texts come as bytes; what is wrong beyond that, the tables themselves refuse.
    """
    given = tuple(row)
    if not isinstance(given[0], int) or not 0 < given[0] < LARGEST_ID:
        raise Odd(f"a row with the id {given[0]!r:.40}")
    return tuple(
        value if isinstance(column.type, LargeBinary) else _told(column.name, value)
        for column, value in zip(table.columns, given, strict=True)
    )


def _told(name: str, value: Any) -> Any:
    if not isinstance(value, bytes):
        return value
    if len(value) > LONGEST_TEXT:
        raise Odd(f"{name}: a text of {len(value)} bytes")
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        raise Odd(f"{name}: a text that is no UTF-8") from None
    if "\x00" in text:
        raise Odd(f"{name}: a text with a NUL")
    return text


def count_on(target: sqlite3.Connection) -> None:
    """Sets the counters of ids after the highest that the rows or the log know, so that none is given twice."""
    highest = dict(target.execute("SELECT tbl, max(rid) FROM log_change GROUP BY tbl").fetchall())
    for table in Base.metadata.sorted_tables:
        (own,) = target.execute(f'SELECT coalesce(max(id), 0) FROM "{table.name}"').fetchone()  # noqa: S608
        last = max(own, min(highest.get(table.name) or 0, LARGEST_ID))
        target.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table.name,))
        target.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table.name, last))
