"""How a case file comes to be, and what is looked at before one is trusted."""

import sqlite3
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from sqlalchemy import MetaData, create_engine, insert
from sqlalchemy.pool import StaticPool

from db import log
from db.columns import Base, new_uid
from db.errors import CaseDamaged, CaseNewer, NotACase, ReadOnly
from db.schema import VERSION, CaseRow
from db.sqlite import connections, faults, fulltext, triggers

fulltext.declare(Base.metadata)


def lay_out(path: Path, *, title: str, language: str, author: str) -> None:
    """Writes a new file with all tables and the one row of the case."""
    connection = connections.connect(path, "rwc")
    try:
        make_tables(connection, path, title=title, language=language, author=author)
    finally:
        connection.close()


def make_tables(connection: sqlite3.Connection, path: Path, *, title: str, language: str, author: str) -> None:
    """All tables, the header and the one row of the case, in one transaction; with this its history begins."""
    connections.writing(connection, True)
    engine = connections.engine(connection, path)
    with engine.begin() as transaction:
        Base.metadata.create_all(transaction)
        triggers.install(connection, Base.metadata)
        action = log.begin(transaction, kind=log.CREATE, label=title, author=author)
        triggers.start(connection, action.id, log.CREATE)
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
        log.seal(transaction, action, 0)
        triggers.stop(connection)
        connections.identify(connection, VERSION)


def connect(path: Path, *, writable: bool, read_only: bool) -> sqlite3.Connection:
    """Opens a file and makes sure that it is a sound case of this version."""
    mode = "rw" if writable else "ro"
    connection = connections.connect(path, mode)
    try:
        if _version(connection, path) < VERSION:
            connection.close()
            connection = _updated(path, mode, read_only=read_only)
        _vet(connection, path)
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
    if version > VERSION:
        raise CaseNewer(path=path, version=version, known=VERSION)
    if version < 1:
        raise CaseDamaged(path=path, detail="no version")
    return version


def _vet(connection: sqlite3.Connection, path: Path) -> None:
    trouble = connections.quick_check(connection)
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
