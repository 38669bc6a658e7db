"""How a case file comes to be, and what is looked at before one is trusted."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, MetaData, create_engine, insert
from sqlalchemy.pool import StaticPool

from db import log, schema
from db.columns import Base, new_uid
from db.errors import CaseDamaged, CaseNewer, NotACase, ReadOnly
from db.schema import CaseRow
from db.sqlite import connections, faults, fulltext, triggers

fulltext.declare(Base.metadata)


@contextmanager
def fresh(path: Path) -> Iterator[tuple[sqlite3.Connection, Connection]]:
    """A new file with all tables and no rows, in one transaction that lands at the end of the block."""
    connection = connections.connect(path, "rwc")
    try:
        connections.writing(connection, True)
        with connections.engine(connection, path).begin() as transaction:
            Base.metadata.create_all(transaction)
            connections.identify(connection, schema.VERSION)
            yield connection, transaction
    finally:
        connection.close()


def lay_out(path: Path, *, title: str, language: str, author: str) -> None:
    """Writes a new file with all tables and the one row of the case; with this its history begins."""
    with fresh(path) as (connection, transaction):
        triggers.install(connection, Base.metadata)
        action = log.begin(transaction, kind=log.CREATE, label=title, author=author)
        triggers.start(connection, action.id, log.CREATE)
        describe(transaction, title=title, language=language)
        log.seal(transaction, action, 0)


def describe(transaction: Connection, *, title: str, language: str) -> None:
    """Writes the one row of a new case."""
    transaction.execute(
        insert(CaseRow).values(
            id=1,
            uid=new_uid(),
            title=title,
            description="",
            language=language,
            as_of=None,
            reliabilities=(),
            credibilities=(),
            revision=0,
        )
    )


QUICK = 20_000_000
"""Up to so many bytes the structure of a file is looked at whenever it is opened: that takes a tenth of a second."""


def connect(path: Path, *, writable: bool, read_only: bool, looked: bool = False) -> sqlite3.Connection:
    """Opens a file and makes sure that it is a sound case of this version.

    The pages of a large one that were ``looked`` at lately are not all read before; that is done again while the case
    is open (see ``db/verifying.py``).
    """
    mode = "rw" if writable else "ro"
    connection = connections.connect(path, mode)
    try:
        if _version(connection, path) < schema.VERSION:
            connection.close()
            connection = _updated(path, mode, read_only=read_only)
        _vet(connection, path, pages=not looked or connections.size(connection) <= QUICK)
    except BaseException:
        connection.close()
        raise
    return connection


def _updated(path: Path, mode: str, *, read_only: bool) -> sqlite3.Connection:
    if read_only:
        raise ReadOnly("case-needs-migration", path=path)
    from db import migrations  # Alembic takes long to load, and is hardly ever wanted

    migrations.migrate(path)
    return connections.connect(path, mode)


def _version(connection: sqlite3.Connection, path: Path) -> int:
    application, version = connections.identity(connection)
    if application != connections.APPLICATION_ID:
        raise NotACase(path=path)
    if version > schema.VERSION:
        raise CaseNewer(path=path, version=version, known=schema.VERSION)
    if version < 1:
        raise CaseDamaged(path=path, detail="no version")
    return version


def _vet(connection: sqlite3.Connection, path: Path, *, pages: bool) -> None:
    trouble = connections.quick_check(connection) if pages else None
    if trouble is not None:
        raise CaseDamaged(path=path, detail=trouble)
    if connections.shape(connection) != shape():
        raise CaseDamaged("foreign-tables", path=path, detail="its tables are not those of a case")
    (rows,) = connection.execute('SELECT count(*) FROM "case"').fetchone()
    if rows != 1:
        raise CaseDamaged(path=path, detail="it does not describe itself")


@lru_cache(maxsize=1)
def shape() -> dict[str, str]:
    """What a file of this version declares."""
    return declared(Base.metadata)


def declared(metadata: MetaData) -> dict[str, str]:
    """What a file with these tables declares."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    engine = create_engine("sqlite://", creator=lambda: memory, poolclass=StaticPool)
    with engine.begin() as transaction:
        metadata.create_all(transaction)
    found = connections.shape(memory)
    engine.dispose()
    memory.close()
    return found


def watch(connection: sqlite3.Connection) -> None:
    """Makes the triggers that see every edit."""
    connections.writing(connection, True)
    triggers.install(connection, Base.metadata)
    connections.writing(connection, False)


def wait_for_others(path: Path) -> None:
    """Makes sure that nobody is writing the file that is to be replaced; CaseLocked when somebody is."""
    with suppress(NotACase), faults.sorting(path):
        connection = connections.connect(path, "rw")
        try:
            connections.writing(connection, True)
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
        finally:
            connection.close()
