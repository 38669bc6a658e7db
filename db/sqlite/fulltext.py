"""The full-text index of a case, as SQLite keeps it: texts by number, found by words.

It holds folded texts of its own and is written at the end of an action, never by a trigger: with ``trusted_schema=OFF``
SQLite refuses that. What is in it can always be made anew.
"""

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import DDL, Connection, MetaData, event, text

from db.sqlite import connections

_CREATE = "CREATE VIRTUAL TABLE search USING fts5(body, mark UNINDEXED, tokenize = 'unicode61 remove_diacritics 0')"

BEST_OF = 400
"""How many of the newest hits are weighed when the best are asked for; after them come the others, the newest first."""

MANY = 5_000
"""So many new texts at once leave the index in parts that every search would go through; they are joined then."""

KINDS = 5
"""How many kinds of texts there are; who wants all of them needs no look at each number."""


def declare(metadata: MetaData) -> None:
    """Makes the index a part of the tables."""
    event.listen(metadata, "after_create", DDL(_CREATE).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]


def put(connection: Connection, texts: Mapping[int, tuple[str, str]]) -> None:
    """Indexes folded texts that are not there, each with a mark that tells whether it is still the same."""
    if texts:
        rows = [{"number": number, "body": body, "mark": mark} for number, (body, mark) in texts.items()]
        connection.execute(text("INSERT INTO search(rowid, body, mark) VALUES (:number, :body, :mark)"), rows)
    if len(texts) >= MANY:
        connection.execute(text("INSERT INTO search(search) VALUES ('optimize')"))


def drop(connection: Connection, numbers: Iterable[int]) -> None:
    """Takes texts out of the index."""
    rows = [{"number": number} for number in numbers]
    if rows:
        connection.execute(text("DELETE FROM search WHERE rowid = :number"), rows)


def clear(connection: Connection) -> None:
    """Takes everything out of the index."""
    connection.execute(text("DELETE FROM search"))


def marks(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The marks of those of these texts that are indexed."""
    asked = "SELECT rowid, mark FROM search WHERE rowid IN (SELECT value FROM json_each(?))"
    return dict(connections.driver(connection).execute(asked, (json.dumps(list(numbers)),)))


def all_marks(connection: Connection) -> dict[int, str]:
    """The marks of all texts that are indexed."""
    return {row[0]: row[1] for row in connection.execute(text("SELECT rowid, mark FROM search"))}


def newest(connection: Connection, asked: str, kinds: Iterable[int], most: int, skip: int) -> list[int]:
    """The numbers of the texts that fit, the highest first; ``kinds`` are the remainders of the numbers wanted."""
    wanted = tuple(kinds)
    question = (
        f"SELECT rowid FROM search WHERE search MATCH :asked{_of(wanted)}"  # noqa: S608
        " ORDER BY rowid DESC LIMIT :most OFFSET :skip"
    )
    return list(connection.execute(text(question), {"asked": asked, "most": most, "skip": skip}).scalars())


def best(connection: Connection, asked: str, kinds: Iterable[int], most: int, skip: int) -> list[int]:
    """The same, best first (BM25), of the newest hits."""
    wanted = tuple(kinds)
    question = (
        "SELECT rowid, bm25(search) FROM search"  # noqa: S608
        f" WHERE search MATCH :asked{_of(wanted)} ORDER BY rowid DESC LIMIT :most"
    )
    result = connection.execute(text(question), {"asked": asked, "most": BEST_OF})
    rows = result.cursor.fetchall() if result.cursor is not None else []
    result.close()
    ranked = sorted(rows, key=lambda row: (row[1], -row[0]))
    found = [row[0] for row in ranked[skip : skip + most]]
    if len(found) < most and len(rows) == BEST_OF:
        found += newest(connection, asked, wanted, most - len(found), max(skip, BEST_OF))
    return found


def count(connection: Connection, asked: str, kinds: Iterable[int]) -> int:
    """How many texts fit."""
    wanted = tuple(kinds)
    question = f"SELECT count(*) FROM search WHERE search MATCH :asked{_of(wanted)}"  # noqa: S608
    return int(connection.execute(text(question), {"asked": asked}).scalar_one())


def _of(wanted: tuple[int, ...]) -> str:
    """The condition that a text is of one of some kinds."""
    kinds = {int(each) for each in wanted}
    return "" if len(kinds) == KINDS else f" AND rowid % 8 IN ({', '.join(map(str, sorted(kinds)))})"
