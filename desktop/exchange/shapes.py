"""What a value of a case file can look like: the shapes that ``case_shape`` puts the format together from."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from typing import Any, Final

from db.vocabulary import Stance

REQUIRED: Final = object()
"""Stands for the default of a key that has none."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words; ``told`` ones say something, a ``body`` has LF line ends alone, since places in it are counted."""

    told: bool = False
    body: bool = False


@dataclass(frozen=True, slots=True)
class Id:
    """The id of the thing itself, unique among its kind."""

    kind: str


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of another thing."""

    kind: str


@dataclass(frozen=True, slots=True)
class Word:
    """One of a closed list of words."""

    words: type[StrEnum] | type[Stance]

    @property
    def known(self) -> dict[str, StrEnum | Stance]:
        """The words of the file, in order, and what they become."""
        return _known(self.words)


@cache
def _known(words: type[StrEnum] | type[Stance]) -> dict[str, StrEnum | Stance]:
    return {item.word if isinstance(item, Stance) else item.value: item for item in words}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two, both included; ``steps`` when it is a step of a scale."""

    least: int
    most: int
    steps: type[IntEnum] | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Date:
    """A coarse date."""


@dataclass(frozen=True, slots=True)
class Instant:
    """The time of an edit, with a zone or in UTC."""


@dataclass(frozen=True, slots=True)
class Digest:
    """A SHA-256 in lower-case hex digits."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Factors with the values that they may have; ``told`` ones name a factor at least."""

    told: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Factors with what a scenario leaves possible."""


@dataclass(frozen=True, slots=True)
class Plain:
    """An object of any content, kept as JSON text."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list; ``distinct`` when nothing may stand in it twice."""

    item: "Shape"
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class Const:
    """What always stands there."""

    value: str | int


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record: ``attribute`` is its name in the draft; without a default it must be there.

    Where the default is null, or the key is ``nullable``, null stands for a missing value.
    """

    name: str
    shape: "Shape"
    default: Any = REQUIRED
    attribute: str = ""
    nullable: bool = False

    @property
    def field(self) -> str:
        """The name in the draft."""
        return self.attribute or self.name

    @property
    def null(self) -> bool:
        """Whether null may stand for a missing value."""
        return self.nullable or self.default is None


class Record:
    """An object with known keys. ``name`` tells the parser which further checks it needs."""

    def __init__(self, name: str, make: Callable[..., Any], *keys: Key) -> None:
        self.name = name
        self.make = make
        self.keys = keys
        self.by_name = {key.name: key for key in keys}
        self.required = tuple(key for key in keys if key.default is REQUIRED)
        self.defaults = {key.field: key.default for key in keys if key.default is not REQUIRED}


Shape = (
    Text
    | Id
    | Ref
    | Word
    | Whole
    | Flag
    | Date
    | Instant
    | Digest
    | Clause
    | Settings
    | Plain
    | Listed
    | Const
    | Record
)
