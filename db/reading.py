"""What ``Case.read`` and ``Case.change`` hand out: a transaction that noun modules read from, and one they edit in."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, Final, cast

from sqlalchemy import CompoundSelect, Connection, Select, func, select, update

from db import written
from db.asked import Asked
from db.columns import Base, new_uid
from db.errors import CaseClosed, NotThere
from db.moments import Moment
from db.records import CaseInfo, Changes
from db.schema import CaseRow
from db.vocabulary import Kind

Question = Select[*tuple[Any, ...]]
"""A question of any columns."""


class Unchanged(Enum):
    """Stands for a field that an edit leaves alone, where None would be a value."""

    UNCHANGED = "unchanged"


UNCHANGED: Final = Unchanged.UNCHANGED

_CASE = Asked(lambda: select(CaseRow.__table__))


class Reading:
    """One consistent state of the case, until the with-block ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection: Connection | None = connection

    @property
    def connection(self) -> Connection:
        """For ``db`` alone: where questions are asked."""
        if self._connection is None:
            raise CaseClosed
        return self._connection

    def end(self) -> None:
        """Called by the case when the with-block ends."""
        self._connection = None

    def rows(self, question: Question) -> Sequence[Any]:
        """All answers to a question; fetched at once, since an open question keeps others from writing."""
        return self.connection.execute(question).all()

    def tuples(self, question: Question | CompoundSelect[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """All answers as the driver gives them: plain numbers and texts, for the columns of many rows."""
        result = self.connection.execute(question)
        assert result.cursor is not None  # it is a question, so there are answers
        found = cast("list[tuple[Any, ...]]", result.cursor.fetchall())
        result.close()
        return found

    def ask(self, asked: Asked, ids: Collection[int] | None = None) -> list[tuple[Any, ...]]:
        """The answers to a question that is asked often: about everything, or about the things with these ids."""
        return asked.rows(self.connection, ids)

    def info(self) -> CaseInfo:
        """The case as a whole."""
        ((*_id, uid, title, description, language, as_of, reliabilities, credibilities, revision),) = self.ask(_CASE)
        return CaseInfo(uid, title, description, language, as_of, revision, reliabilities, credibilities)


class Editing(Reading):
    """A change in the making. ``changes`` is set when the with-block has ended: what it touched."""

    def __init__(self, connection: Connection, *, label: str, kind: str, author: str, revision: int) -> None:
        super().__init__(connection)
        self.label = label
        self.kind = kind
        self.author = author
        self.changes = Changes(label, revision)
        self.touched: dict[Kind, frozenset[int]] = {}

    def gather(self, touched: Mapping[Kind, frozenset[int]]) -> None:
        """Called by the case: notes what was touched so far."""
        self.touched = {
            kind: self.touched.get(kind, frozenset()) | touched.get(kind, frozenset())
            for kind in Kind
            if kind in self.touched or kind in touched
        }

    def describe(
        self,
        *,
        title: str | None = None,
        description: str | None = None,
        language: str | None = None,
        reliabilities: Sequence[str] | None = None,
        credibilities: Sequence[str] | None = None,
        as_of: Moment | Unchanged | None = UNCHANGED,
    ) -> None:
        """Changes what the case says of itself; what is not given stays. ``as_of=None`` takes the date away."""
        texts = {"title": title, "description": description, "language": language}
        grades = {"reliabilities": reliabilities, "credibilities": credibilities}
        given: dict[str, Any] = {name: text for name, text in texts.items() if text is not None}
        given |= {name: tuple(each) for name, each in grades.items() if each is not None}
        if as_of is not UNCHANGED:
            given["as_of"] = as_of
        if given:
            self.connection.execute(update(CaseRow).values(**given))

    def put(self, table: type[Base], /, **values: Any) -> int:
        """Adds a row; returns its id."""
        return written.insert(self.connection, table, values)

    def put_all(self, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Adds many rows at once."""
        if rows:
            written.insert_all(self.connection, table, rows)

    def save(self, table: type[Base], row: int, /, **values: Any) -> int:
        """Adds a row when ``row`` is 0, else writes the one with this id; returns its id.

        Raises:
            NotThere: there is no such row.
        """
        if not row:
            return self.put(table, uid=new_uid(), **values)
        if not written.update(self.connection, table, row, values):
            raise NotThere(kind=table.__tablename__, id=row)
        return row

    def amend(self, table: type[Base], row: int, before: Any, /, **values: Any) -> None:
        """Writes what of a row is not as in the record ``before``, or not in it at all; errors as ``save``."""
        new = {name: value for name, value in values.items() if getattr(before, name, UNCHANGED) != value}
        if new:
            self.save(table, row, **new)

    def drop(self, table: type[Base], ids: Iterable[int]) -> None:
        """Takes rows away, with what is a part of them; StillUsed when something else refers to one."""
        gone = tuple(ids)
        if gone:
            written.delete(self.connection, table, gone)

    def reorder(self, table: type[Any], ids: Sequence[int]) -> None:
        """Puts some rows in this order, at the places that they have among themselves."""
        rows = self.tuples(select(table.place).where(table.id.in_(tuple(ids))).order_by(table.place, table.id))
        for number, (place,) in zip(ids, rows, strict=True):
            self.connection.execute(update(table).where(table.id == number).values(place=place))

    def next_place(self, table: type[Any]) -> int:
        """The place after the last one of a noun."""
        return int(self.connection.execute(select(func.coalesce(func.max(table.place), 0) + 1)).scalar_one())
