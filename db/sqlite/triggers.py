"""TEMP triggers that log every edit, note which things it touches, and refuse every edit outside a change.

They are made from the tables' own description whenever a case is opened for writing, so the file holds nothing that
could be attacked or forgotten in a migration, and they see every row: ORM edits, bulk statements, raw SQL, cascades.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import MetaData, Table

from db.sqlite.faults import FIXED, OUTSIDE
from db.vocabulary import Kind

_GUARD = f"SELECT RAISE(ABORT, '{OUTSIDE}') WHERE NOT EXISTS (SELECT 1 FROM temp.action);"  # noqa: S608 - our own words
_FIXED = f"SELECT RAISE(ABORT, '{FIXED}') WHERE (SELECT kind FROM temp.action) IS NOT 'trim';"  # noqa: S608


def install(connection: sqlite3.Connection, metadata: MetaData) -> None:
    """Makes the triggers, and the two tables they work with, for this connection alone."""
    connection.execute("CREATE TEMP TABLE action (id INTEGER NOT NULL, kind TEXT NOT NULL)")
    connection.execute("CREATE TEMP TABLE touched (kind INTEGER NOT NULL, id INTEGER)")
    _make(connection, metadata)


def _make(connection: sqlite3.Connection, metadata: MetaData) -> None:
    for table in guarded(metadata):
        for statement in _triggers(table):
            connection.execute(statement)


@contextmanager
def suspended(connection: sqlite3.Connection, metadata: MetaData) -> Iterator[None]:
    """Lets rows be put right past the log, in a transaction that, when it fails, brings the triggers back."""
    found = connection.execute("SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'").fetchall()
    for (name,) in found:
        connection.execute(f'DROP TRIGGER temp."{name}"')
    yield
    _make(connection, metadata)


def guarded(metadata: MetaData) -> Iterable[Table]:
    """The tables that are edited in a change alone."""
    return [table for table in metadata.sorted_tables if table.info.get("guarded", True)]


def logged(metadata: MetaData) -> Iterable[Table]:
    """The tables whose edits are in the log."""
    return [table for table in guarded(metadata) if not table.info.get("fixed")]


def columns(table: Table) -> list[str]:
    """The columns of a logged table whose edits count, ``id`` first."""
    return [name for name in table.columns.keys() if name not in table.info.get("unwatched", ())]  # noqa: SIM118


def _triggers(table: Table) -> Iterator[str]:
    fixed = table.info.get("fixed")
    for event, images in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
        notes = "".join(_note(table, image) for image in images if table.info.get("noun"))
        when = f" WHEN {_differs(table)}" if event == "UPDATE" and not fixed else ""
        entry = "" if fixed else _entry(table, event)
        guard = _GUARD if event == "INSERT" or not fixed else _FIXED
        yield (
            f'CREATE TEMP TRIGGER "touch {table.name} {event.lower()}" AFTER {event} ON main."{table.name}"{when}'
            f" BEGIN {guard}{entry}{notes} END"
        )


def _differs(table: Table) -> str:
    return " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns(table))


def _entry(table: Table, event: str) -> str:
    """The statement that logs one row."""
    row = "OLD" if event == "DELETE" else "NEW"
    old, new = {
        "INSERT": ("NULL", _whole(table, "NEW")),
        "UPDATE": (_part(table, "OLD"), _part(table, "NEW")),
        "DELETE": (_whole(table, "OLD"), "NULL"),
    }[event]
    return (
        f"INSERT INTO log_change (action, tbl, rid, op, old, new) VALUES ((SELECT id FROM temp.action),"  # noqa: S608
        f" '{table.name}', {row}.id, '{event[0]}', {old}, {new});"
    )


def _whole(table: Table, image: str) -> str:
    parts = (f"""'{name}', {image}."{name}" """ for name in columns(table))
    return f"json_object({', '.join(parts)})"


def _part(table: Table, image: str) -> str:
    """The JSON of the columns that an update changes; plain joining is a third of the time of an aggregate."""
    parts = (
        f"""CASE WHEN OLD."{name}" IS NOT NEW."{name}" THEN ',"{name}":' || json_quote({image}."{name}") ELSE '' END"""
        for name in columns(table)
    )
    return f"'{{' || substr({' || '.join(parts)}, 2) || '}}'"


def _note(table: Table, image: str) -> str:
    # No conflict clause: inside a trigger that of the outer statement would count. Doubles are dropped on reading.
    kind: Kind = table.info["noun"]
    return f"INSERT INTO touched VALUES ({kind.code}, {_thing(table, image)});"  # noqa: S608 - our own names


def _thing(table: Table, row: str) -> str:
    """The id of the thing that a row is a part of; null when that is gone already, and so was noted itself."""
    owner = table.info.get("owner")
    if owner is None:
        return f'{row}."id"'
    (key,) = table.columns[owner].foreign_keys
    parent = key.column.table
    if parent.info.get("owner") is None:
        return f'{row}."{owner}"'
    return f'(SELECT {_thing(parent, parent.name)} FROM main."{parent.name}" WHERE id = {row}."{owner}")'  # noqa: S608


def start(connection: sqlite3.Connection, action: int, kind: str) -> None:
    """Opens the action that the triggers ask for, in place of any other."""
    connection.execute("DELETE FROM temp.action")
    connection.execute("INSERT INTO temp.action VALUES (?, ?)", (action, kind))


def stop(connection: sqlite3.Connection) -> None:
    """Closes the action and forgets what it touched."""
    connection.execute("DELETE FROM temp.action")
    connection.execute("DELETE FROM temp.touched")


def take(connection: sqlite3.Connection) -> dict[Kind, frozenset[int]]:
    """What was touched since the last time: the ids of each kind."""
    found: dict[Kind, set[int]] = {}
    for code, id_ in connection.execute("SELECT DISTINCT kind, id FROM temp.touched WHERE id IS NOT NULL"):
        found.setdefault(Kind.by_code(code), set()).add(id_)
    connection.execute("DELETE FROM temp.touched")
    return {kind: frozenset(found[kind]) for kind in Kind if kind in found}
