"""The confined child that takes in a case from elsewhere, or saves what it can of a damaged one.

It works on a copy of the file alone (a journal beside it could do harm), looks at everything, and writes what may cross
into a fresh file. It answers with one JSON object. ``db/received.py`` and ``db/salvage.py`` start it.
"""

import hashlib
import json
import shutil
import sqlite3
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from db import child, opening, page_ways, replay, rows, saving, schema, search
from db.errors import CaseDamaged, CaseNewer, NotACase, RapporteurError, RequestError, WorldError
from db.schema import OriginalRow, TextRow
from db.sqlite import connections, faults


def main() -> None:
    """Does what standard input asks for."""
    child.begin()
    sys.stdout.write(json.dumps(answer(json.loads(sys.stdin.buffer.read()))))


def answer(job: dict[str, Any]) -> dict[str, Any]:
    """What came of a job: what is told of it, or what is wrong with the file."""
    source, work, new = (Path(job[name]) for name in ("source", "work", "new"))
    try:
        with faults.sorting(source):
            shutil.copyfile(source, work)
            return saving.save(work, new) if job["salvage"] else receive(work, new)
    except WorldError as error:
        return _refusal(type(error).__name__, error)
    except RequestError as error:  # rows that could not have been written by us
        return _refusal(CaseDamaged.__name__, error)


def _refusal(kind: str, error: RapporteurError) -> dict[str, Any]:
    code = error.code if isinstance(error, WorldError) else "odd-row"
    return {"error": kind, "code": code, "facts": {name: str(fact) for name, fact in error.facts.items()}}


def receive(work: Path, new: Path) -> dict[str, Any]:
    """Copies what may cross into a fresh file; tells what stayed behind.

    Raises:
        NotACase, CaseNewer, CaseDamaged: nothing of it may be trusted.
    """
    connection = connections.connect(work, "rw")
    try:
        version = _vetted(connection, work)
        left = _left_behind(connection)
        child.report(0.2)
        if version < schema.VERSION:
            from db import migrations

            migrations.bring_up(work, new, work)
        else:
            _compare(connection, work)
            with opening.fresh(new) as (target, transaction):
                rows.copy(connection, target)
                search.rebuild(transaction)
        child.report(0.7)
        _prove(new)
    finally:
        connection.close()
    return {"version": version, "left": left}


def _vetted(connection: sqlite3.Connection, path: Path) -> int:
    application, version = connections.identity(connection)
    if application != connections.APPLICATION_ID:
        raise NotACase(path=path)
    if version > schema.VERSION:
        raise CaseNewer(path=path, version=version, known=schema.VERSION)
    trouble = connections.quick_check(connection)
    if trouble is not None or version < 1:
        raise CaseDamaged(path=path, detail=trouble or "no version")
    return version


def _left_behind(connection: sqlite3.Connection) -> list[str]:
    """What the file declares beyond the tables and indices of a case."""
    return sorted(set(connections.shape(connection)) - set(opening.shape()))[:100]


def _compare(connection: sqlite3.Connection, path: Path) -> None:
    """Makes sure that the tables are ours to the letter, so that asking them for rows does nothing else."""
    found, ours = connections.shape(connection), opening.shape()
    for table in rows.tables():
        name = f"table {table.name}"
        if found.get(name) != ours[name]:
            raise CaseDamaged("foreign-tables", path=path, detail="its tables are not those of a case")


def _prove(new: Path) -> None:
    """Looks at the fresh file as a whole: structure, references, history, texts."""
    connection = opening.connect(new, writable=True, read_only=False)
    try:
        with connections.engine(connection, new).connect() as reading:
            for trouble in (*connections.integrity(reading), *map(str, connections.dangling(reading))):
                raise CaseDamaged(path=new, detail=trouble)
            if replay.broken_seal(reading) is not None or next(replay.contradictions(reading), None) is not None:
                raise CaseDamaged("history-broken", path=new)
            if changed_texts(reading):
                raise CaseDamaged("history-broken", path=new)
    finally:
        connection.close()


def changed_texts(reading: Connection) -> int:
    """How many texts, originals and ways to pages are not what their digests say."""
    changed = 0
    for digest, length, body in reading.execute(select(TextRow.digest, TextRow.length, TextRow.body)):
        changed += length != len(body) or digest != hashlib.sha256(body.encode()).hexdigest()
    for digest, data, pages in reading.execute(select(OriginalRow.digest, OriginalRow.body, OriginalRow.pages)):
        changed += digest != hashlib.sha256(data).hexdigest()
        changed += pages is not None and page_ways.opened(pages, digest) is None
    return changed


if __name__ == "__main__":
    main()
