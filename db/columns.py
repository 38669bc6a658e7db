"""What the tables are made of: the base, the types of columns, references, and whose noun a row belongs to.

Nothing here is SQLite's own (that is in ``db/sqlite.py``); options named ``sqlite_…`` are read by that dialect alone.
"""

import json
import secrets
import time
from collections.abc import Callable
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import CheckConstraint, Dialect, ForeignKey, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeDecorator

from db.moments import Moment
from db.vocabulary import Kind

parse_moment: Callable[[str], Moment] = lru_cache(maxsize=20_000)(Moment.parse)
"""``Moment.parse`` with a memory: a case has far fewer dates than rows."""

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def new_uids(count: int) -> list[str]:
    """As many UUIDv7 as asked for, from the time and secrets: they sort by time and name no machine."""
    stamp = f"{time.time_ns() // 1_000_000:012x}"
    head = f"{stamp[:8]}-{stamp[8:]}-7"
    noise = secrets.token_hex(count * 10)
    parts = (noise[start : start + 20] for start in range(0, count * 20, 20))
    return [f"{head}{part[:3]}-{'89ab'[int(part[3], 16) & 3]}{part[4:7]}-{part[7:19]}" for part in parts]


def new_uid() -> str:
    """One UUIDv7."""
    return new_uids(1)[0]


class MomentText(TypeDecorator[Moment]):
    """A coarse date as ISO text, which sorts as moments do."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Moment | None, dialect: Dialect) -> str | None:
        """The text of a moment."""
        return None if value is None else value.text

    def process_result_value(self, value: str | None, dialect: Dialect) -> Moment | None:
        """The moment of a text."""
        return None if value is None else parse_moment(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A short list of plain words that nothing refers to, as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """The JSON text of the words."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """The words of a JSON text."""
        return None if value is None else tuple(json.loads(value))


class Word(TypeDecorator[StrEnum]):
    """A word of a closed vocabulary, as text."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """The text of a word; ValueError when it is none of them."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """The word of a text."""
        return None if value is None else self.words(value)


class Grade(TypeDecorator[IntEnum]):
    """A step of an ordered scale, as an integer."""

    impl = Integer
    cache_ok = True

    def __init__(self, steps: type[IntEnum]) -> None:
        super().__init__()
        self.steps = steps

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """The number of a step; ValueError when it is none of them."""
        return None if value is None else int(self.steps(value))

    def process_result_value(self, value: int | None, dialect: Dialect) -> IntEnum | None:
        """The step of a number."""
        return None if value is None else self.steps(value)


class Base(DeclarativeBase):
    """All tables of a case; every row has an ``id`` that is never given twice."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {str: Text, Moment: MomentText, tuple[str, ...]: Words}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-3)


class HasUid:
    """What is a thing of its own, the same one in every copy of the case."""

    uid: Mapped[str] = mapped_column(unique=True, sort_order=-2)


class HasKey(HasUid):
    """What has an id in exchange files, unique among its kind; ``F.v`` names a factor's value, so none holds a dot."""

    key: Mapped[str] = mapped_column(
        CheckConstraint("key <> '' AND key NOT LIKE '%.%'", name="key"), unique=True, sort_order=-1
    )


def table(*items: SchemaItem, noun: Kind | None = None, owner: str | None = None, **info: Any) -> tuple[Any, ...]:
    """The arguments of a table.

    Args:
        *items: constraints and indices.
        noun: the kind of thing that a row is; an edit of the row is an edit of that thing.
        owner: instead of a noun, the column with the row that this one is a part of.
        **info: more that the triggers want to know (see ``db/sqlite/triggers.py``): ``guarded=False`` when anybody may
            write it, ``fixed`` when its rows are only added, ``unwatched`` columns that are no edit, ``lens`` columns
            that undo leaves as they are when they were changed since.
    """
    return (
        *items,
        {"sqlite_strict": True, "sqlite_autoincrement": True, "info": {"noun": noun, "owner": owner, **info}},
    )


def reference(target: str, *, cascade: bool = False, index: bool = True) -> MappedColumn[Any]:
    """A column that refers to a table; with ``cascade`` the row goes when that one goes.

    Deferrable, since undo and PostgreSQL put rows back in another order. Without ``index`` the table has a wider one.
    """
    key = ForeignKey(f"{target}.id", ondelete="CASCADE" if cascade else None, deferrable=True, initially="IMMEDIATE")
    return mapped_column(key, index=index)


def word(name: str, words: type[StrEnum]) -> MappedColumn[Any]:
    """A column with a word of a closed vocabulary."""
    listed = ", ".join(f"'{each.value}'" for each in words)
    return mapped_column(name, Word(words), CheckConstraint(f"{name} IN ({listed})", name=name))


def grade(name: str, steps: type[IntEnum]) -> MappedColumn[Any]:
    """A column with a step of an ordered scale."""
    between = f"{name} BETWEEN {int(min(steps))} AND {int(max(steps))}"
    return mapped_column(name, Grade(steps), CheckConstraint(between, name=name))
