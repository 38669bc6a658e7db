"""Older cases become cases of this version: on a copy, checked, and only then in place of the old one, which is kept.

``migrate`` first. A step from one version to the next is a file in ``versions``.
"""

import importlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, update

from db import files, log, opening, replay, rows, schema, search
from db.errors import CaseDamaged, MigrationFailed, RapporteurError
from db.schema import ActionRow
from db.sqlite import connections, faults

Upgrade = Callable[[Operations], None]


def migrate(path: Path) -> Path:
    """Brings an older case up to date; returns where the file is kept as it was.

    Raises:
        MigrationFailed: the case is as it was.
    """
    work, new = _beside(path, "migrating"), _beside(path, "migrated")
    try:
        version = _copied(path, work)
        bring_up(work, new, path)
        old = files.free(path.with_name(f"{path.stem} (before v{schema.VERSION}){path.suffix}"))
        files.put_in_place(new, path, keep=old)
    except (RapporteurError, sqlite3.Error, OSError) as error:
        raise MigrationFailed(path=path, detail=str(error)) from error
    finally:
        for left in (work, new):
            for each in (left, files.journal(left)):
                with suppress(OSError):
                    each.unlink()
    assert version < schema.VERSION
    return old


def bring_up(work: Path, new: Path, path: Path) -> None:
    """Makes a fresh file of this version of an older one, which is changed on the way and good for nothing then."""
    connection = connections.connect(work, "rw")
    try:
        _application, version = connections.identity(connection)
        upgrade(connection, version, work)
        with opening.fresh(new) as (target, transaction):
            rows.copy(connection, target)
            _begin_anew(transaction)
            search.rebuild(transaction)
        _verify(new, path)
    finally:
        connection.close()


def upgrade(connection: sqlite3.Connection, version: int, path: Path) -> None:
    """Takes the tables of a file from a version to this one, all the steps or none."""
    connections.writing(connection, True)
    connection.execute("PRAGMA foreign_keys=OFF")
    with _engine(connection, path) as transaction:
        _strip(connection)
        context = MigrationContext.configure(transaction, opts={"transactional_ddl": True})
        for number in range(version + 1, schema.VERSION + 1):
            step(number)(Operations(context))
        connections.identify(connection, schema.VERSION)


def step(version: int) -> Upgrade:
    """What leads to a version from the one before it."""
    module = importlib.import_module(f"db.migrations.versions.v{version:04}")
    found: Upgrade = module.upgrade
    return found


@contextmanager
def _engine(connection: sqlite3.Connection, path: Path) -> Iterator[Connection]:
    with faults.sorting(path), connections.engine(connection, path).begin() as transaction:
        yield transaction


def _copied(path: Path, work: Path) -> int:
    """Copies the case as it is, by SQLite itself; returns its version."""
    source = connections.connect(path, "rw")
    try:
        connections.save(source, work)
        return connections.identity(source)[1]
    finally:
        source.close()


def _strip(connection: sqlite3.Connection) -> None:
    """Takes away what could act by itself while the tables change."""
    found = connection.execute("SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view')").fetchall()
    for kind, name in found:
        quoted = name.replace('"', '""')
        connection.execute(f'DROP {kind} "{quoted}"')


def _begin_anew(transaction: Connection) -> None:
    """What was logged before tells of other tables, so from here on there is no undoing it."""
    last = log.last(transaction)
    revision = log.revision(transaction) + 1
    transaction.execute(update(ActionRow).values(kept=False))
    action = log.begin(transaction, kind=log.MIGRATE, label=f"v{schema.VERSION}", author="", target=last)
    log.count_up(transaction, revision)
    log.seal(transaction, action, revision, replay.state_after(transaction, action.id))


def _verify(new: Path, path: Path) -> None:
    connection = opening.connect(new, writable=True, read_only=False)
    try:
        with connections.engine(connection, new).connect() as reading:
            trouble = [*connections.integrity(reading), *map(str, connections.dangling(reading))]
            if replay.broken_seal(reading) is not None or list(replay.contradictions(reading)):
                trouble.append("its history")
        if trouble:
            raise CaseDamaged(path=path, detail=trouble[0])
    finally:
        connection.close()


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f"{path.name}.{what}")
