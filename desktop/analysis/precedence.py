"""Which position of a voice outdoes which: the narrower one first, then the later one.

Regions are compared as sets of the consistent worlds of the whole case.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.analysis.bitmaps import SHORT, Bitmaps, Places, fold, heads, ranges, starts
from desktop.analysis.covering import Covering
from desktop.analysis.regions import Regions
from desktop.analysis.rules import Rules

Truths = NDArray[np.bool_]

PAIRS_AT_ONCE = 1 << 20
"""How many pairs of positions are compared in one go."""

FEW_PAIRS = 1 << 16
"""Up to so many pairs, groups of all sizes are looked at together, each as if it were as long as the longest."""


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


def narrower(regions: Regions, rules: Rules, chosen: Places, groups: Groups) -> tuple[Places, Places]:
    """The narrower ones of the same group, for each of the chosen positions.

    Returns:
        How many there are for each, and which, as places in ``chosen``.
    """
    cover = Cover(regions, rules)
    outer, inner = cover.candidates(chosen, groups)
    covers = cover.covers(chosen[outer], chosen[inner])
    code: Places = np.sort(outer[covers] * len(chosen) + inner[covers])
    outer, inner = np.divmod(code, max(1, len(chosen)))
    reverse = inner * len(chosen) + outer
    near = np.minimum(np.searchsorted(code, reverse), len(code) - 1)
    strictly = code[near] != reverse
    return np.bincount(outer[strictly], minlength=len(chosen)).astype(np.int64), inner[strictly]


class Cover:
    """Whether one region covers another, for many pairs."""

    def __init__(self, regions: Regions, rules: Rules) -> None:
        self._regions = regions
        self._covering = Covering(regions, rules)
        self._left = self._covering.boxes(rules.tight_all(regions.boxes())[0])
        self._hulls = fold(np.bitwise_or, self._left.words, None, regions.cubes, np.uint64(0))

    def candidates(self, chosen: Places, groups: Groups) -> tuple[Places, Places]:
        """The pairs of two of one group of which the first may cover the second: all that it may be lies within what
        the first may be. Positions that hold nowhere are left out.
        """
        found = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
        several = np.flatnonzero(groups.counts > 1)
        first, counts = groups.first[several], groups.counts[several]
        longest = int(counts.max(initial=0))
        few = len(several) * longest**2 <= FEW_PAIRS
        for size in [longest] if few else np.unique(counts).tolist():
            some = slice(None) if few else counts == size
            step = max(1, PAIRS_AT_ONCE // max(1, size**2))
            for start in range(0, len(first[some]), step):
                part = slice(start, start + step)
                found.extend(self._within(first[some][part], counts[some][part], chosen, size))
        outer, inner = zip(*found, strict=True)
        return np.concatenate(outer), np.concatenate(inner)

    def _within(self, first: Places, counts: Places, chosen: Places, size: int) -> Iterator[tuple[Places, Places]]:
        """Pairs of places in the same group, groups of up to a size, some of the outer ones at a time."""
        there = np.arange(size) < counts[:, None]
        members = np.where(there, first[:, None] + np.arange(size), 0)
        hulls = self._hulls[chosen[members]]
        somewhere: Truths = there & (hulls[:, :, 0] != 0)
        step = max(1, PAIRS_AT_ONCE // max(1, members.size))
        for start in range(0, size, step):
            outer = hulls[:, start : start + step]
            inside = np.repeat(somewhere[:, None], outer.shape[1], axis=1)
            for column in range(hulls.shape[2]):
                inside &= hulls[:, None, :, column] & ~outer[:, :, None, column] == 0
            row, one, other = np.nonzero(inside)
            apart = (one + start != other) & there[row, one + start]
            row, one, other = row[apart], one[apart] + start, other[apart]
            yield members[row, one], members[row, other]

    def covers(self, outer: Places, inner: Places) -> Truths:
        """Whether every consistent world of each inner region lies in the outer one, where it may; where the outer one
        is one cube, it does.
        """
        regions = self._regions
        found: Truths = regions.cubes[outer] == 1
        several = np.flatnonzero(~found)
        if not len(several):
            return found
        several = several[self._covering.in_one(outer[several], self._left.low[regions.first_cube[inner[several]]])]
        parts = regions.cubes[inner[several]]
        pair = np.repeat(np.arange(len(several)), parts)
        part = ranges(regions.first_cube[inner[several]], parts)
        covered = self._covering.covered(outer[several][pair], self._left, part)
        found[several] = np.bincount(pair[~covered], minlength=len(several)) == 0
        return found


def specific(applies: Bitmaps, counts: Places, narrower_ones: Places) -> Bitmaps:
    """Where positions hold and no narrower one of their group does."""
    return applies & ~fold(np.bitwise_or, applies, narrower_ones, counts, np.uint64(0))


def latest(held: Bitmaps, groups: Groups) -> Bitmaps:
    """Where positions hold and no later one of their group does; of equal dates all stay."""
    if len(groups.said) > SHORT * len(groups.counts):
        return _latest_of_long(held, groups)
    order, heights = _by_step(groups.counts)
    rows, said = held.take(order, axis=0), groups.said[order]
    before = rows[: heights[0]].copy() if len(heights) else rows
    later = np.zeros_like(before)
    start = 0
    for height, above in zip(heights[1:].tolist(), heights.tolist(), strict=False):
        part, last = slice(start + above, start + above + height), slice(start, start + height)
        new = said[part] != said[last]
        later[:height][new] = before[:height][new]
        before[:height] |= rows[part]
        rows[part] &= ~later[:height]
        start += above
    found = np.empty_like(held)
    found[order] = rows
    return found


def _latest_of_long(held: Bitmaps, groups: Groups) -> Bitmaps:
    """The same, one group after another."""
    found, so_far = held.copy(), np.empty_like(held)
    for first, count in zip(groups.first.tolist(), groups.counts.tolist(), strict=True):
        np.bitwise_or.accumulate(held[first : first + count], axis=0, out=so_far[first : first + count])
    own = np.repeat(groups.first, groups.counts)
    row = np.arange(len(own))
    begins = (row == own) | heads(groups.said)
    head = np.maximum.accumulate(np.where(begins, row, 0))
    some = np.flatnonzero(head > own)
    found[some] &= ~so_far[head[some] - 1]
    return found


def _by_step(counts: Places) -> tuple[Places, Places]:
    """An order that puts the first ones of all groups first, then all second ones and so on, the longest group always
    at the head; and how many there are at each step.
    """
    largest = np.argsort(-counts, kind="stable")
    step = ranges(np.zeros(len(counts), np.int64), counts[largest])
    row = ranges(starts(counts)[largest], counts[largest])
    return row[np.argsort(step, kind="stable")], np.bincount(step)


def sorted_groups(keys: Sequence[NDArray[np.int64]], said: NDArray[np.int64]) -> tuple[Places, Groups]:
    """An order that puts things with equal keys together, the latest first, and the groups they then form."""
    code = np.zeros(len(said), np.int64)
    for key in keys:
        code = code * (int(key.max(initial=0)) + 1) + key
    order = np.lexsort((-said, code))
    code = code[order]
    first = np.flatnonzero(heads(code))
    counts = np.empty(len(first), np.int64)
    counts[:-1] = first[1:] - first[:-1]
    counts[-1:] = len(code) - first[-1:]
    return order, Groups(counts, said[order])
