"""Questions that are put into words once and then asked of the driver itself.

Making a question anew, and carrying its answers through SQLAlchemy, takes many times as long as SQLite takes to answer
for one thing. So does what is asked in every edit.
"""

import json
from collections.abc import Callable, Collection
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute

from db.sqlite import connections

Row = tuple[Any, ...]
Make = Callable[[Any], Any]
"""Makes what our records hold of what the driver gives."""


class Asked:
    """A question about all things of a kind, about some or about one.

    Args:
        make: makes the question, the first time it is asked.
        of: the column with the id of the thing that a row is about; without it the question is about everything.
    """

    def __init__(
        self, make: Callable[[], Select[*tuple[Any, ...]]], of: "InstrumentedAttribute[int] | None" = None
    ) -> None:
        self._make, self._of = make, of
        self._words = lru_cache(maxsize=None)(self._put)

    def rows(self, connection: Connection, ids: Collection[int] | None = None) -> list[Row]:
        """The answers, with the words, grades and dates of our records in them."""
        found = self.tuples(connection, ids)
        if not found or not self._makers:
            return found
        columns: list[Any] = list(zip(*found, strict=True))
        for place, made in self._makers:
            columns[place] = map(made, columns[place])
        return list(zip(*columns, strict=True))

    def tuples(self, connection: Connection, ids: Collection[int] | None = None) -> list[Row]:
        """The answers as the driver gives them: plain numbers and texts."""
        many = None if ids is None else min(len(ids), 2)
        given = () if ids is None else tuple(ids) if many == 1 else (json.dumps(list(ids)),)
        found: list[Row] = connections.driver(connection).execute(self._words(many), given).fetchall()
        return found

    @cached_property
    def _question(self) -> Select[*tuple[Any, ...]]:
        return self._make()

    @cached_property
    def _makers(self) -> list[tuple[int, Make]]:
        dialect = connections.dialect()
        types = [each.type.dialect_impl(dialect) for each in self._question.selected_columns]
        made = (each.result_processor(dialect, None) for each in types)
        return [(place, each) for place, each in enumerate(made) if each is not None]

    def _put(self, many: int | None) -> str:
        """The words of the question about everything, one thing or several."""
        question = self._question
        if self._of is not None and many == 1:
            question = question.where(self._of == bindparam("id"))
        elif self._of is not None and many is not None:
            listed = func.json_each(bindparam("ids")).table_valued("value")
            question = question.where(self._of.in_(select(listed.c.value)))
        return str(question.compile(dialect=connections.dialect()))
