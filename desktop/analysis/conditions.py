"""The conditions of many clauses, brought from the record's columns to compiled factors and masks."""

from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.analysis.bitmaps import Places
from desktop.analysis.columns import Columns, Finder, taken
from desktop.analysis.factors import Cube, Frame, merged
from desktop.analysis.rules import Masks


class Coding:
    """Conditions in columns, sorted by clause and factor. ``clause`` counts within the clauses asked for; ``any_of``
    marks a value of a several factor that need only hold if no other one of the same list does.
    """

    def __init__(self, frame: Frame, columns: Columns, clauses: Places) -> None:
        self._frame = frame
        slots = _slots(frame)
        rows = columns.conditions_of(clauses)
        self.clause = np.repeat(np.arange(len(clauses)), columns.conditions[clauses])
        conditions = columns.snapshot.conditions
        self._whole = taken(conditions.factor, rows)
        holds = taken(conditions.holds, rows)
        place = slots.find(taken(conditions.value, rows))
        self.factor, stated = slots.factor[place], slots.mask[place]
        self.mask = np.where(holds < 0, stated, np.uint32(1) << np.maximum(holds, 0).astype(np.uint32))
        self.any_of = (holds < 0) & slots.several[place]
        self._sort()

    def narrows(self) -> tuple[Places, Places]:
        """Clause and factor of the conditions that leave out a value the factor can take."""
        full = np.array(self._frame.full, np.uint32)
        first = np.flatnonzero(self._heads)
        first = first[self._joined[first] != full[self.factor[first]]]
        return self.clause[first], self.factor[first]

    def split_clauses(self) -> Places:
        """The clauses that may be several cubes, or none: they name several values that may hold together, or one of
        them twice.
        """
        one_factor = (self.clause[1:] == self.clause[:-1]) & (self._whole[1:] == self._whole[:-1])
        found = one_factor & (self.any_of[1:] | self.any_of[:-1])
        clauses: Places = self.clause[1:][found]
        heads: Places = clauses[np.diff(clauses, prepend=-1) != 0]
        return heads

    def simple(self, split: Places) -> tuple[Places, Places, Masks]:
        """Clause, factor and mask of every restriction of all clauses but the split ones."""
        first = np.flatnonzero(self._heads)
        if len(split):
            first = first[~np.isin(self.clause[first], split)]
        return self.clause[first], self.factor[first], self._joined[first]

    def alternatives(self, clause: int) -> tuple[Cube, ...]:
        """The cubes of one clause."""
        rows = range(*np.searchsorted(self.clause, [clause, clause + 1]).tolist())
        groups: dict[tuple[bool, int], list[tuple[int, int]]] = {}
        for row in rows:
            any_of, place = bool(self.any_of[row]), int(self.factor[row])
            key = (any_of, int(self._whole[row]) if any_of else place)
            groups.setdefault(key, []).append((place, int(self.mask[row])))
        cubes: list[Cube] = [()]
        for (any_of, place), pairs in groups.items():
            choices = pairs if any_of else [(place, _together(pairs))]
            wider = [merged([*cube, pair]) for cube in cubes for pair in choices]
            cubes = [cube for cube in dict.fromkeys(wider) if cube is not None]
        return tuple(cubes)

    def _sort(self) -> None:
        code = (self.clause * max(1, len(self._frame.full)) + self.factor) * 2 + self.any_of
        if (code[1:] < code[:-1]).any():
            order = np.argsort(code, kind="stable")
            for name in ("clause", "factor", "mask", "any_of", "_whole"):
                setattr(self, name, getattr(self, name)[order])
            code = code[order]
        self._code = code

    @cached_property
    def _heads(self) -> NDArray[np.bool_]:
        """Where a run of conditions of one clause on one factor begins."""
        found = np.ones(len(self._code), np.bool_)
        found[1:] = self._code[1:] != self._code[:-1]
        return found

    @cached_property
    def _joined(self) -> Masks:
        """The mask of a run, at its first condition."""
        found = self.mask.copy()
        first = np.flatnonzero(self._heads)
        if len(first):
            found[first] = np.bitwise_or.reduceat(self.mask, first)
        return found


class _Slots(NamedTuple):
    """What each value stands for: its factor, its mask, and whether it is one of a several factor."""

    find: Finder
    factor: Places
    mask: Masks
    several: NDArray[np.bool_]


@lru_cache(maxsize=2)
def _slots(frame: Frame) -> _Slots:
    listed = list(frame.slots.values())
    return _Slots(
        Finder(frame.slots),
        np.array([slot.factor for slot in listed], np.int64),
        np.array([slot.mask for slot in listed], np.uint32),
        np.array([slot.several for slot in listed], np.bool_),
    )


def _together(pairs: list[tuple[int, int]]) -> int:
    mask = 0
    for _, each in pairs:
        mask |= each
    return mask
