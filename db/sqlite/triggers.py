"""TEMP triggers that note which things an edit touches, and refuse every edit outside a change.

They are made from the tables' own description whenever a case is opened for writing, so the file holds nothing that
could be attacked or forgotten in a migration, and they see every row: ORM edits, bulk statements, raw SQL, cascades.
"""

import sqlite3
from collections.abc import Iterator

from sqlalchemy import MetaData, Table

from db.sqlite.faults import OUTSIDE
from db.vocabulary import Kind

_GUARD = f"SELECT RAISE(ABORT, '{OUTSIDE}') WHERE NOT EXISTS (SELECT 1 FROM temp.action);"  # noqa: S608 - our own words


def install(connection: sqlite3.Connection, metadata: MetaData) -> None:
    """Makes the triggers, and the two tables they work with, for this connection alone."""
    connection.execute("CREATE TEMP TABLE action (label TEXT NOT NULL)")
    connection.execute("CREATE TEMP TABLE touched (kind INTEGER NOT NULL, id INTEGER)")
    for table in metadata.sorted_tables:
        if table.info.get("guarded", True):
            for statement in _triggers(table):
                connection.execute(statement)


def _triggers(table: Table) -> Iterator[str]:
    for event, images in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
        notes = "".join(_note(table, image) for image in images if table.info.get("noun"))
        when = f" WHEN {_differs(table)}" if event == "UPDATE" else ""
        yield (
            f'CREATE TEMP TRIGGER "touch {table.name} {event.lower()}" AFTER {event} ON main."{table.name}"{when}'
            f" BEGIN {_GUARD}{notes} END"
        )


def _differs(table: Table) -> str:
    watched = [name for name in table.columns.keys() if name not in table.info.get("unwatched", ())]  # noqa: SIM118
    return " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in watched)


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


def start(connection: sqlite3.Connection, label: str) -> None:
    """Opens the action that the triggers ask for."""
    connection.execute("INSERT INTO temp.action VALUES (?)", (label,))


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
