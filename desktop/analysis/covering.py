"""Whether boxes lie in unions of cubes, many at a time: by what is left of a box when the cubes are taken away.

Boxes are packed: each factor's mask is a field of bits at a fixed place of a word.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from desktop.analysis.bitmaps import Places
from desktop.analysis.regions import Regions
from desktop.analysis.rules import Masks, Rules

Words = NDArray[np.uint64]
Truths = NDArray[np.bool_]

AT_ONCE = 1 << 17
"""How many boxes are looked at in one go."""


class Packing:
    """Where each factor's field stands: in which column of words, and how far from its end. A bit beside each field
    stays free: ``low`` and ``guard`` are for each column all bits of its fields, and all those free ones.
    """

    def __init__(self, full: Sequence[int]) -> None:
        self._full = full
        places, column, shift = [], 0, 0
        for mask in full:
            if shift + mask.bit_length() >= 64:
                column, shift = column + 1, 0
            places.append((column, shift))
            shift += mask.bit_length() + 1
        self._places = places
        self._columns = column + 1
        self.fields = [(column, np.uint64(mask << shift)) for mask, (column, shift) in zip(full, places, strict=True)]

        self.low, self.guard = [np.zeros(column + 1, np.uint64) for _ in range(2)]
        for mask, (column, shift) in zip(full, places, strict=True):
            self.low[column] |= np.uint64(mask << shift)
            self.guard[column] |= np.uint64(1 << shift + mask.bit_length())

    def packed(self, boxes: Masks) -> Words:
        """Boxes as words."""
        found = np.zeros((len(boxes), self._columns), np.uint64)
        for factor, (column, shift) in enumerate(self._places):
            found[:, column] |= boxes[:, factor].astype(np.uint64) << np.uint64(shift)
        return found

    def word(self, box: Sequence[int]) -> Words:
        """One box as words."""
        found = [0] * self._columns
        for mask, (column, shift) in zip(box, self._places, strict=True):
            found[column] |= mask << shift
        return np.array(found, np.uint64)

    def somewhere(self, boxes: Words) -> Truths:
        """Which boxes leave every factor a value: with all bits of a field added, any bit in it sets the one beside."""
        found: Truths = ((boxes + self.low) & self.guard == self.guard).all(axis=1)
        return found

    def unpacked(self, words: Words) -> Masks:
        """Words as boxes."""
        found = np.empty((len(words), len(self._full)), np.uint32)
        for factor, (column, shift) in enumerate(self._places):
            found[:, factor] = words[:, column] >> np.uint64(shift) & np.uint64(self._full[factor])
        return found


def lies(inner: Words, outer: Words) -> Truths:
    """Whether each box lies in another."""
    found: Truths = inner[:, 0] & ~outer[:, 0] == 0
    for column in range(1, inner.shape[1]):
        found &= inner[:, column] & ~outer[:, column] == 0
    return found


class Boxes:
    """Boxes as words, and two worlds of each, of its lowest values and of its next ones; these are blank where they are
    not consistent.
    """

    def __init__(self, words: Words, fields: Sequence[tuple[int, np.uint64]], forbidden: Words) -> None:
        self.words, self._fields, self._forbidden = words, fields, forbidden

    @property
    def low(self) -> Words:
        """The world of each box's lowest values."""
        return self._corners[0]

    @property
    def other(self) -> Words:
        """The other one."""
        return self._corners[1]

    @cached_property
    def _corners(self) -> tuple[Words, Words]:
        boxes, one = self.words, np.uint64(1)
        low, next_ones = np.zeros_like(boxes), np.zeros_like(boxes)
        for column, field in self._fields:
            values = boxes[:, column] & field
            rest = values & (values - one)
            rest = np.where(rest == 0, values, rest)
            low[:, column] |= values & (~values + one)
            next_ones[:, column] |= rest & (~rest + one)
        for corner in (low, next_ones):
            for cube in self._forbidden:
                corner[lies(corner, cube[None, :])] = 0
        return low, next_ones


class Covering:
    """Whether boxes lie in the regions of some positions, as sets of consistent worlds."""

    def __init__(self, regions: Regions, rules: Rules) -> None:
        self._regions, self._rules = regions, rules
        self.packing = Packing(regions.frame.full)
        self.cubes = self.packing.packed(regions.boxes())
        self._forbidden = self.packing.packed(_boxes(rules))

    @property
    def ruled(self) -> bool:
        """Whether any rule says which worlds are consistent."""
        return bool(self._rules.forbidden)

    def covered(self, outer: Places, boxes: Boxes, which: Places) -> Truths:
        """Whether every consistent world of each box lies in the region of a position.

        Args:
            outer: the positions.
            boxes: some boxes.
            which: for each position the place of its box among them.
        """
        found = np.zeros(len(outer), np.bool_)
        if not len(outer):
            return found
        words, low, other = boxes.words, boxes.low, boxes.other
        for start in range(0, len(outer), AT_ONCE):
            part = np.arange(start, min(start + AT_ONCE, len(outer)))
            part = part[self.in_one(outer[part], low[which[part]])]
            found[part] = self.in_one(outer[part], words[which[part]])
            part = part[~found[part] & (self._regions.cubes[outer[part]] > 1)]
            part = part[self.in_one(outer[part], other[which[part]])]
            found[part] = True
            found[part[self._uncovered(outer[part], words[which[part]])]] = False
        return found

    def meets(self, outer: Places, boxes: Words, which: Places) -> Truths:
        """Whether some consistent world of each box lies in the region of a position; see ``covered``."""
        found = np.zeros(len(outer), np.bool_)
        for start in range(0, len(outer), AT_ONCE):
            place, cubes = self._each_cube(outer[start : start + AT_ONCE])
            common = boxes[which[start + place]] & self.cubes[cubes]
            found[start + place[self._consistent(common)]] = True
        return found

    def boxes(self, masks: Masks) -> Boxes:
        """Boxes as words."""
        return Boxes(self.packing.packed(masks), self.packing.fields, self._forbidden)

    def in_one(self, outer: Places, boxes: Words) -> Truths:
        """Which boxes lie in one cube of a region; what is nowhere lies in all."""
        found: Truths = boxes[:, 0] == 0
        counts, first = self._regions.cubes[outer], self._regions.first_cube[outer]
        for step in range(int(counts.max(initial=0))):
            some = np.flatnonzero((counts > step) & ~found)
            found[some] = lies(boxes[some], self.cubes[first[some] + step])
        return found

    def _each_cube(self, outer: Places) -> tuple[Places, Places]:
        counts = self._regions.cubes[outer]
        which = np.repeat(np.arange(len(outer)), counts)
        first = np.repeat(self._regions.first_cube[outer] - np.cumsum(counts) + counts, counts)
        return which, first + np.arange(len(which))

    def _uncovered(self, outer: Places, boxes: Words) -> Places:
        """The places of the boxes of which something is left."""
        which, rest, step = np.arange(len(outer)), boxes, 0
        done = []
        while len(which):
            here = self._regions.cubes[outer[which]] > step
            done.append(which[~here][self._consistent(rest[~here])])
            which, rest = which[here], rest[here]
            cube = self.cubes[self._regions.first_cube[outer[which]] + step]
            parts = list(self._without(rest, cube))
            which = np.concatenate([which[rows] for rows, _ in parts])
            rest = np.concatenate([words for _, words in parts])
            step += 1
        return np.concatenate(done) if done else which

    def _without(self, boxes: Words, cubes: Words) -> Iterator[tuple[Places, Words]]:
        """What is left of each box when a cube is taken away, as disjoint boxes with the places of their origins."""
        together = self.packing.somewhere(boxes & cubes)
        rows = np.flatnonzero(~together)
        yield rows, boxes[rows]
        rows = np.flatnonzero(together)
        inside, beyond = boxes[rows], boxes[rows] & ~cubes[rows]
        for column, field in self.packing.fields:
            there = beyond[:, column] & field
            some = np.flatnonzero(there)
            if len(some):
                part = inside[some]
                part[:, column] = part[:, column] & ~field | there[some]
                yield rows[some], part
                inside[some, column] &= ~there[some]

    def _consistent(self, boxes: Words) -> Truths:
        """Which boxes hold a consistent world."""
        if not len(boxes):
            return np.zeros(0, np.bool_)
        if not self.ruled:
            return self.packing.somewhere(boxes)
        return self._rules.tight_all(self.packing.unpacked(boxes))[1]


def _boxes(rules: Rules) -> Masks:
    """The cubes that rules forbid, as boxes."""
    found = np.empty((len(rules.forbidden), len(rules.full)), np.uint32)
    found[:] = rules.full
    for row, cube in enumerate(rules.forbidden):
        for place, mask in cube:
            found[row, place] = mask
    return found
