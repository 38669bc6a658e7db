"""Which position of a voice outdoes which: the narrower one first, then the later one.

Regions are compared as sets of the consistent worlds of the whole case.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.analysis.bitmaps import Bitmaps, Places, fold, ranges, starts
from desktop.analysis.regions import Regions, words
from desktop.analysis.rules import Masks, Rules
from desktop.analysis.verdicts import exactly

Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Groups:
    """Things in groups, one group after another; within a group the latest first.

    ``counts`` tells the length of each group, ``said`` when each thing was said.
    """

    counts: Places
    said: NDArray[np.int64]

    @property
    def first(self) -> Places:
        """Where each group starts."""
        return starts(self.counts)

    def pairs(self) -> tuple[Places, Places, Places]:
        """All ordered pairs of two things of one group, and for each the place of the reverse pair."""
        size = np.repeat(self.counts, self.counts)
        first = np.repeat(np.arange(len(size)), size)
        second = ranges(np.repeat(self.first, self.counts), size)
        base = np.repeat(starts(self.counts**2), self.counts**2)
        head = np.repeat(self.first, self.counts**2)
        reverse = base + (second - head) * np.repeat(self.counts, self.counts**2) + (first - head)
        return first, second, reverse


def narrower(regions: Regions, rules: Rules, chosen: Places, groups: Groups) -> tuple[Places, Places]:
    """The narrower ones of the same group, for each of the chosen positions.

    Returns:
        How many there are for each, and which, as places in ``chosen``.
    """
    outer, inner, reverse = groups.pairs()
    covers = Cover(regions, rules).covers(chosen[outer], chosen[inner])
    strictly = covers & ~covers[reverse]
    return np.bincount(outer[strictly], minlength=len(chosen)).astype(np.int64), inner[strictly]


class Cover:
    """Whether one region covers another, for many pairs."""

    def __init__(self, regions: Regions, rules: Rules) -> None:
        self._regions, self._rules = regions, rules
        boxes = regions.boxes()
        self._tight, _ = rules.tight_all(boxes)
        self._given = words(regions.frame, boxes)
        self._left = words(regions.frame, self._tight)

    def covers(self, outer: Places, inner: Places) -> Truths:
        """Whether every consistent world of each inner region lies in the outer one.

        A tight cube lies in a cube exactly when its masks do; and it can lie in a union of cubes that none of them
        covers alone only when it lies in the masks that they have together. Only there worlds are looked at.
        """
        if not len(outer):
            return np.zeros(0, np.bool_)
        regions = self._regions
        parts = regions.cubes[inner]
        pair = np.repeat(np.arange(len(inner)), parts)
        part = ranges(regions.first_cube[inner], parts)
        covered = self._in_one(outer[pair], part)
        maybe = np.flatnonzero(~covered & (regions.cubes[outer[pair]] > 1))
        maybe = maybe[self._in_hull(outer[pair[maybe]], part[maybe])]
        covered[maybe] = self._in_union(outer[pair[maybe]], part[maybe])
        found: Truths = np.bincount(pair[~covered], minlength=len(inner)) == 0
        return found

    def _in_one(self, outer: Places, part: Places) -> Truths:
        """Whether some cube of a region covers a cube."""
        regions = self._regions
        several = regions.cubes[outer]
        if (several == 1).all():
            return self._lies(self._left[part], self._given[regions.first_cube[outer]])
        which = np.repeat(np.arange(len(outer)), several)
        other = ranges(regions.first_cube[outer], several)
        lies = self._lies(self._left[part[which]], self._given[other])
        found: Truths = np.bincount(which[lies], minlength=len(outer)) > 0
        return found | ~self._left[part].any(axis=1)

    def _in_hull(self, outer: Places, part: Places) -> Truths:
        if not len(outer):
            return np.zeros(0, np.bool_)
        hulls, where = np.unique(outer, return_inverse=True)
        cubes = ranges(self._regions.first_cube[hulls], self._regions.cubes[hulls])
        hull = fold(np.bitwise_or, self._left, cubes, self._regions.cubes[hulls], np.uint64(0))
        return self._lies(self._left[part], hull[where])

    def _in_union(self, outer: Places, part: Places) -> Truths:
        known: dict[tuple[int, int], bool] = {}
        for pair in zip(outer.tolist(), part.tolist(), strict=True):
            if pair not in known:
                box: Masks = self._tight[pair[1] : pair[1] + 1]
                known[pair] = exactly(self._rules, self._regions.of(pair[0]), box)[0][0]
        return np.array([known[pair] for pair in zip(outer.tolist(), part.tolist(), strict=True)], np.bool_)

    @staticmethod
    def _lies(inner: NDArray[np.uint64], outer: NDArray[np.uint64]) -> Truths:
        found: Truths = inner[:, 0] & ~outer[:, 0] == 0
        for column in range(1, inner.shape[1]):
            found &= inner[:, column] & ~outer[:, column] == 0
        return found


def specific(applies: Bitmaps, counts: Places, narrower_ones: Places) -> Bitmaps:
    """Where positions hold and no narrower one of their group does."""
    return applies & ~fold(np.bitwise_or, applies, narrower_ones, counts, np.uint64(0))


def latest(held: Bitmaps, groups: Groups) -> Bitmaps:
    """Where positions hold and no later one of their group does; of equal dates all stay."""
    found = held.copy()
    first, step = groups.first, 1
    some = np.flatnonzero(groups.counts > 1)
    before = held[first].copy() if len(first) else held
    later = np.zeros_like(before)
    while len(some):
        rows = first[some] + step
        new = groups.said[rows] != groups.said[rows - 1]
        later[some[new]] = before[some[new]]
        found[rows] &= ~later[some]
        before[some] |= held[rows]
        step += 1
        some = some[groups.counts[some] > step]
    return found


def sorted_groups(keys: Sequence[NDArray[np.int64]], said: NDArray[np.int64]) -> tuple[Places, Groups]:
    """An order that puts things with equal keys together, the latest first, and the groups they then form."""
    code = np.zeros(len(said), np.int64)
    for key in keys:
        code = code * (int(key.max(initial=0)) + 1) + key
    order = np.lexsort((-said, code))
    code = code[order]
    heads = np.flatnonzero(np.diff(code, prepend=-1))
    counts = np.diff(heads, append=len(code)).astype(np.int64)
    return order, Groups(counts, said[order])
