"""What is kept in the file although it can be made anew, since loading it is many times faster: the columns of the last
snapshot, and what others keep under names of their own.

The body of the columns is plain numbers behind a line of JSON, never anything that could be run, and it is checked on
loading: what does not fit, or was changed by anybody or anything, is as good as not there.
"""

import hashlib
import json
import zlib
from array import array
from dataclasses import fields
from itertools import chain

from sqlalchemy import Connection, delete, insert, select

from db import log
from db.reading import Reading
from db.records import (
    ClauseColumns,
    ConditionColumns,
    PositionColumns,
    QuotationColumns,
    Snapshot,
    StatementColumns,
)
from db.schema import CacheRow
from db.snapshot import Columns, build

NAME, FORMAT = "columns", "2"
FEWEST = 2_000
"""Below so many positions reading them anew is as fast."""
LARGEST = 2 << 30
"""Bytes of columns that are loaded at all."""

_BYTES = {"precision", "act", "stance", "state", "holds", "credibility"}
"""The columns of small numbers."""

_SHAPES = (StatementColumns, PositionColumns, ClauseColumns, ConditionColumns, QuotationColumns)


def load(reading: Reading) -> Snapshot | None:
    """The snapshot of this very revision; None when the file does not remember it."""
    body = read(reading.connection, NAME, FORMAT)
    columns = None if body is None else _unpacked(_inflated(body))
    return None if columns is None else build(reading, columns)


def keep(connection: Connection, snapshot: Snapshot) -> bool:
    """Remembers the columns of a snapshot; returns whether there was anything to write."""
    revision = snapshot.case.revision
    if len(snapshot.positions.id) < FEWEST or read(connection, NAME, FORMAT) is not None:
        return False
    return write(connection, NAME, FORMAT, revision, _packed(snapshot))


def read(connection: Connection, name: str, key: str) -> bytes | None:
    """What is remembered under a name of the record as it stands; None when it is not of this record and this key."""
    asked = select(CacheRow.body, CacheRow.digest).where(
        CacheRow.name == name, CacheRow.revision == log.revision(connection)
    )
    found = connection.execute(asked).one_or_none()
    return None if found is None or _digest(connection, name, key, found.body) != found.digest else found.body


def write(connection: Connection, name: str, key: str, revision: int, body: bytes) -> bool:
    """Remembers something of a revision; not when that is no longer the record as it stands."""
    if revision != log.revision(connection):
        return False
    connection.execute(delete(CacheRow).where(CacheRow.name == name))
    digest = _digest(connection, name, key, body)
    connection.execute(insert(CacheRow).values(name=name, revision=revision, digest=digest, body=body))
    return True


def forget(connection: Connection) -> None:
    """Throws away all that is remembered."""
    connection.execute(delete(CacheRow))


def is_empty(connection: Connection) -> bool:
    """Whether nothing is remembered."""
    return connection.execute(select(CacheRow.id).limit(1)).first() is None


def _digest(connection: Connection, name: str, key: str, body: bytes) -> str:
    """What ties a body to its name, its key, and the very history of the case."""
    found = hashlib.sha256(json.dumps([name, key, log.head(connection)]).encode())
    found.update(body)
    return found.hexdigest()


def _packed(snapshot: Snapshot) -> bytes:
    parts = (snapshot.statements, snapshot.positions, snapshot.clauses, snapshot.conditions, snapshot.quotations)
    arrays: list[array[int]] = [getattr(part, each.name) for part in parts for each in fields(part)]
    head = {"lengths": [len(each) for each in arrays], "keys": snapshot.position_keys}
    whole = b"\n".join((json.dumps(head).encode("ascii"), b"".join(each.tobytes() for each in arrays)))
    return zlib.compress(whole, 1)


def _inflated(body: bytes) -> bytes:
    """A body as it was before it was packed; nothing when it is none, or larger than any case."""
    try:
        return zlib.decompressobj().decompress(body, LARGEST)
    except zlib.error:
        return b""


def _unpacked(body: bytes) -> Columns | None:
    try:
        end = body.index(b"\n")
        head = json.loads(body[:end])
        lengths, keys = [int(each) for each in head["lengths"]], tuple(map(str, head["keys"]))
        parts, rest, left = [], memoryview(body)[end + 1 :], iter(lengths)
        for shape in _SHAPES:
            found = {}
            for each, length in zip(fields(shape), left, strict=False):
                column = array("b" if each.name in _BYTES else "q")
                size = length * column.itemsize
                column.frombytes(rest[:size])
                rest = rest[size:]
                found[each.name] = column
            parts.append(shape(**found))
    except (ValueError, KeyError, TypeError):
        return None
    columns: Columns = (*parts, keys)  # type: ignore[assignment]
    return columns if len(rest) == 0 and _fits(columns) else None


def _fits(columns: Columns) -> bool:
    """Whether the columns belong together: each as long as the others of its kind, and their counts add up."""
    said, positions, clauses, conditions, quotations, keys = columns
    alike = chain(
        ((said.id, getattr(said, each.name)) for each in fields(said) if each.name != "parties"),
        ((positions.id, getattr(positions, each.name)) for each in fields(positions)),
        ((conditions.factor, getattr(conditions, each.name)) for each in fields(conditions)),
        ((quotations.statement, getattr(quotations, each.name)) for each in fields(quotations)),
    )
    return (
        all(len(one) == len(other) for one, other in alike)
        and sum(said.party_count) == len(said.parties)
        and sum(positions.clauses) == len(clauses.conditions)
        and sum(clauses.conditions) == len(conditions.factor)
        and len(keys) == len(positions.id)
    )
