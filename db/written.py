"""Rows as an edit writes them: plain statements, made once for the same columns of a table.

Making them anew with SQLAlchemy takes many times as long as running them.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection

from db.columns import Base
from db.sqlite import connections


class _Words(NamedTuple):
    """A statement, and what makes of our records' words, grades and dates what the driver takes."""

    statement: str
    makers: tuple[tuple[int, Callable[[Any], Any]], ...]

    def given(self, values: Iterable[Any]) -> tuple[Any, ...]:
        """Values as the driver takes them."""
        made = list(values)
        for place, make in self.makers:
            made[place] = make(made[place])
        return tuple(made)


def insert(connection: Connection, table: type[Base], values: Mapping[str, Any]) -> int:
    """Adds a row; returns its id."""
    words = _inserting(table, tuple(values))
    return int(connection.exec_driver_sql(words.statement, words.given(values.values())).lastrowid)


def insert_all(connection: Connection, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows that all have the same columns."""
    names = tuple(rows[0])
    words = _inserting(table, names)
    connection.exec_driver_sql(words.statement, [words.given(map(row.__getitem__, names)) for row in rows])


def update(connection: Connection, table: type[Base], row: int, values: Mapping[str, Any]) -> bool:
    """Writes some columns of a row; whether there is one."""
    words = _updating(table, tuple(values))
    return connection.exec_driver_sql(words.statement, (*words.given(values.values()), row)).rowcount == 1


def delete(connection: Connection, table: type[Base], ids: Iterable[int]) -> None:
    """Takes rows away."""
    connection.exec_driver_sql(_deleting(table), (json.dumps(list(ids)),))


@lru_cache(maxsize=500)
def _inserting(table: type[Base], names: tuple[str, ...]) -> _Words:
    listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    statement = f'INSERT INTO "{table.__tablename__}" ({listed}) VALUES ({marks})'  # noqa: S608 - our own names
    return _Words(statement, _makers(table, names))


@lru_cache(maxsize=500)
def _updating(table: type[Base], names: tuple[str, ...]) -> _Words:
    given = ", ".join(f'"{name}" = ?' for name in names)
    return _Words(f'UPDATE "{table.__tablename__}" SET {given} WHERE id = ?', _makers(table, names))  # noqa: S608


@lru_cache(maxsize=500)
def _deleting(table: type[Base]) -> str:
    return f'DELETE FROM "{table.__tablename__}" WHERE id IN (SELECT value FROM json_each(?))'  # noqa: S608


def _makers(table: type[Base], names: Sequence[str]) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    dialect = connections.dialect()
    types = [table.__table__.columns[name].type.dialect_impl(dialect) for name in names]
    made = (each.bind_processor(dialect) for each in types)
    return tuple((place, each) for place, each in enumerate(made) if each is not None)
