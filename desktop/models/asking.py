"""What is asked of the statements: words, filters, order, groups; as a saved view keeps it, and what comes of it.

``Lines.of`` works on arrays beside the window; what it gives is what the table shows.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from db.moments import UNDATED, Moment
from db.records import SavedView
from db.vocabulary import Stance
from desktop import words
from desktop.models import filters
from desktop.models.filters import Filter
from desktop.models.register import NO_STANCE, Mask, Register, Rows
from desktop.words import _

KIND = "statements"
"""The kind of saved views that are of the statements."""

FIND = "find"
"""Stands for the words asked for where a filter is named."""


class Group(StrEnum):
    """By what statements are grouped."""

    NONE = "none"
    ACTOR = "actor"
    SOURCE = "source"
    STANCE = "stance"
    DATE = "date"


class Sort(StrEnum):
    """By what they are ordered, within their groups."""

    SAID = "said"
    NUMBER = "number"
    STANCE = "stance"
    SPEAKER = "speaker"
    GRADE = "grade"


class Column(StrEnum):
    """The columns of the table, in their order."""

    CHECK = "check"
    NUMBER = "number"
    STANCE = "stance"
    WORDS = "words"
    SPEAKER = "speaker"
    SAID = "said"
    WHEN = "when"
    VENUE = "venue"
    GRADE = "grade"
    ADDED = "added"


AT_FIRST = (Column.CHECK, Column.STANCE, Column.WORDS, Column.SPEAKER, Column.SAID, Column.WHEN, Column.GRADE)
ALWAYS = frozenset({Column.CHECK, Column.WORDS})


@dataclass(frozen=True, slots=True)
class Asked:
    """What the table is to show."""

    find: str = ""
    filters: tuple[Filter, ...] = ()
    group: Group = Group.ACTOR
    sort: Sort = Sort.SAID
    descending: bool = True
    columns: tuple[Column, ...] = AT_FIRST

    def without(self, which: Filter | str) -> "Asked":
        """The same without a filter, or without the words asked for."""
        if which == FIND:
            return replace(self, find="")
        return replace(self, filters=tuple(each for each in self.filters if each != which))

    def with_filter(self, new: Filter, instead: Filter | None = None) -> "Asked":
        """The same with one more filter, or with one in place of another."""
        if instead is None:
            return replace(self, filters=(*(each for each in self.filters if each != new), new))
        return replace(self, filters=tuple(new if each == instead else each for each in self.filters))

    def parts(self) -> tuple[Filter | str, ...]:
        """What narrows it."""
        return (*((FIND,) if self.find.strip() else ()), *self.filters)

    def written(self) -> dict[str, Any]:
        """What a saved view keeps of it."""
        return {
            "find": self.find,
            "filters": [filters.written_filter(each) for each in self.filters],
            "group": str(self.group),
            "sort": str(self.sort),
            "descending": self.descending,
            "columns": [str(each) for each in self.columns],
        }

    @classmethod
    def read(cls, data: Any) -> "Asked":
        """What was kept; what is not understood is left out."""
        if not isinstance(data, dict):
            return cls()
        listed = data.get("filters")
        kept = [filters.read_filter(each) for each in listed] if isinstance(listed, list) else []
        find = data.get("find")
        shown = data.get("columns")
        return cls(
            find=find if isinstance(find, str) else "",
            filters=tuple(each for each in kept if each is not None),
            group=_member(Group, data.get("group"), Group.ACTOR),
            sort=_member(Sort, data.get("sort"), Sort.SAID),
            descending=data.get("descending") is not False,
            columns=_columns(shown) if isinstance(shown, list) else AT_FIRST,
        )


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved view of the statements; 0 is *All*."""

    id: int
    name: str
    asked: Asked


def tabs(views: Collection[SavedView]) -> tuple[Tab, ...]:
    """All statements, and the saved views."""
    found = [Tab(0, _("All"), Asked())]
    for each in views:
        if each.kind == KIND:
            found.append(Tab(each.id, each.name, Asked.read(_json(each.body))))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group; ``key`` is the same as long as the group is."""

    key: int
    title: str
    count: int


@dataclass(frozen=True)
class Lines:
    """The rows of a register that are shown, in their order, by group; one group without a title when there are none.

    ``removes`` tells, when nothing is shown, what removes most, and how many there would be without it.
    """

    register: Register
    asked: Asked
    order: Rows
    groups: tuple[Heading, ...]
    starts: Rows
    removes: tuple[Filter | str, int] | None = None

    @classmethod
    def of(cls, register: Register, asked: Asked, found: Collection[int] | None) -> "Lines":
        """The lines.

        Args:
            register: the statements.
            asked: what is asked for.
            found: the ids of the statements that have the words; None when none are asked for.
        """
        masks = part_masks(register, asked, found)
        rows = np.flatnonzero(_all(masks, len(register)))
        order, groups, starts = _grouped(register, asked, rows)
        removes = None if len(rows) or not masks else _removes_most(asked, masks)
        return cls(register, asked, order, groups, starts, removes)

    def __len__(self) -> int:
        return len(self.order)

    def drawn(self, closed: Collection[int] = ()) -> NDArray[np.int64]:
        """The table line by line: a row of the register, or -1 - n for the heading of the n-th group."""
        if not self.groups:
            return self.order
        parts = []
        ends = [*self.starts[1:].tolist(), len(self.order)]
        for number, (group, start, end) in enumerate(zip(self.groups, self.starts.tolist(), ends, strict=True)):
            parts.append(np.array([-1 - number], np.int64))
            if group.key not in closed:
                parts.append(self.order[start:end])
        return np.concatenate(parts) if parts else self.order


def part_masks(register: Register, asked: Asked, found: Collection[int] | None) -> dict[Filter | str, Mask]:
    """What each part of what is asked for lets through."""
    masks: dict[Filter | str, Mask] = {each: filters.mask(each, register) for each in asked.filters}
    if found is not None:
        words_in = np.zeros(len(register), np.bool_)
        words_in[register.rows_of(found)] = True
        masks = {FIND: words_in, **masks}
    return masks


def count(register: Register, asked: Asked, found: Collection[int] | None) -> int:
    """How many statements there would be."""
    return int(_all(part_masks(register, asked, found), len(register)).sum())


def _all(masks: Mapping[Filter | str, Mask], size: int) -> Mask:
    found = np.ones(size, np.bool_)
    for mask in masks.values():
        found &= mask
    return found


def _removes_most(asked: Asked, masks: Mapping[Filter | str, Mask]) -> tuple[Filter | str, int]:
    """The part without which most would be left; of equals the one that lets through least by itself."""
    size = len(next(iter(masks.values())))
    ranked = []
    for place, part in enumerate(asked.parts()):
        if part in masks:
            others = {each: mask for each, mask in masks.items() if each != part}
            ranked.append((-int(_all(others, size).sum()), int(masks[part].sum()), place, part))
    most, _alone, _place, part = min(ranked)
    return part, -most


def _grouped(register: Register, asked: Asked, rows: Rows) -> tuple[Rows, tuple[Heading, ...], Rows]:
    sort = _sort_key(register, asked)[rows]
    number = register.number[rows]
    if asked.descending:
        sort, number = -sort, -number
    key = _group_key(register, asked)[rows]
    order = np.lexsort((number, sort, key))
    ordered = rows[order]
    if asked.group is Group.NONE or not len(ordered):
        return ordered, (), np.zeros(0, np.int64)
    keys, starts, counts = np.unique(key[order], return_index=True, return_counts=True)
    names = _Names(register, asked.group)
    groups = tuple(
        Heading(each, names(each, int(ordered[start])), many)
        for each, start, many in zip(keys.tolist(), starts.tolist(), counts.tolist(), strict=True)
    )
    return ordered, groups, starts.astype(np.int64)


def _sort_key(register: Register, asked: Asked) -> Rows:
    if asked.sort is Sort.SAID:
        return register.said
    if asked.sort is Sort.NUMBER:
        return register.number
    if asked.sort is Sort.STANCE:
        return register.stance
    if asked.sort is Sort.SPEAKER:
        return _alphabetical(register)[register.speaker]
    reliability = np.where(register.reliability < 0, 9, register.reliability)
    found: Rows = reliability * 16 + np.where(register.credibility == 0, 9, register.credibility)
    return found


def _alphabetical(register: Register) -> Rows:
    """The place of each actor by name."""
    names = [words.folded(actor.name) for actor in register.snapshot.actors]
    places = np.zeros(len(names) + 1, np.int64)
    places[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return places


def _group_key(register: Register, asked: Asked) -> Rows:
    size = len(register)
    if asked.group is Group.ACTOR:
        return register.holder
    if asked.group is Group.SOURCE:
        return np.where(register.source < 0, len(register.snapshot.sources), register.source)
    if asked.group is Group.STANCE:
        return register.stance
    if asked.group is Group.DATE:
        months = _months(register)
        return -months if asked.descending or asked.sort is not Sort.SAID else months
    return np.zeros(size, np.int64)


def _months(register: Register) -> Rows:
    """The month of each date, counted from 1970, twice, and one more unless only the year is known; the least number
    without a date.
    """
    dated = register.said != UNDATED
    minutes = np.where(dated, register.said, 0).astype("datetime64[m]")
    months = minutes.astype("datetime64[M]").astype(np.int64)
    return np.where(dated, 2 * months + (register.columns.precision > 0), -(2**40))


class _Names:
    """The titles of groups."""

    def __init__(self, register: Register, group: Group) -> None:
        self._register, self._group = register, group

    def __call__(self, key: int, row: int) -> str:
        """The title of a group with this key, of which this is a row."""
        snapshot = self._register.snapshot
        if self._group is Group.ACTOR:
            return snapshot.actors[key].name
        if self._group is Group.SOURCE:
            there = key < len(snapshot.sources)
            return (snapshot.sources[key].title.strip() or _("Untitled")) if there else _("Unsourced")
        if self._group is Group.STANCE:
            return _("No position") if key == NO_STANCE else words.stance(Stance(key))
        date = self._register.date(row)
        return _("Undated") if date is None else words.date(Moment.of(date.first, min(date.precision, 1)))


def _member(kind: type[Any], value: Any, otherwise: Any) -> Any:
    try:
        return kind(value)
    except ValueError:
        return otherwise


def _columns(listed: list[Any]) -> tuple[Column, ...]:
    return tuple(each for each in Column if each in ALWAYS or str(each) in listed)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
