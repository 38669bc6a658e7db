"""How a list comes from the one before an edit: runs of the old one, and between them what is new."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from desktop.analysis.bitmaps import Places, ranges

Number = TypeVar("Number", bound=np.generic)


@dataclass(frozen=True)
class Splice:
    """``first`` and ``last`` are where each run that goes out of the old list starts and ends; ``counts`` tells how
    many things come in its place.
    """

    first: Places
    last: Places
    counts: Places

    @cached_property
    def shifts(self) -> Places:
        """How far the things before, between and after the runs move."""
        grown = self.counts - (self.last - self.first)
        return np.concatenate([np.zeros(1, np.int64), np.cumsum(grown)])

    @property
    def new_first(self) -> Places:
        """Where the things that come in start in the new list, run by run."""
        return self.first + self.shifts[:-1]

    def put(self, old: NDArray[Number], new: NDArray[Number]) -> NDArray[Number]:
        """The new list, the very same one when nothing in it is new; ``new`` are the things that come in, one run after
        another.
        """
        if not self.shifts.any() and np.array_equal(old[ranges(self.first, self.counts)], new):
            return old
        parts: list[NDArray[Number]] = []
        done = start = 0
        for first, last, count in zip(self.first.tolist(), self.last.tolist(), self.counts.tolist(), strict=True):
            parts += (old[done:first], new[start : start + count])
            done, start = last, start + count
        return np.concatenate([*parts, old[done:]])

    def moved(self, places: Places) -> Places:
        """Where things of the old list are in the new one; for those that went out it says nothing."""
        if not self.shifts.any():
            return places
        found: Places = places + self.shifts[np.searchsorted(self.first, places, "right")]
        return found

    def within(self, old: Places, new: Places) -> "Splice":
        """The same of lists of things that belong to these, sorted by where what they belong to stands: ``old`` tells
        that of all, ``new`` of those that come in.
        """
        first, last = np.searchsorted(old, self.first), np.searchsorted(old, self.last)
        start, end = np.searchsorted(new, self.new_first), np.searchsorted(new, self.new_first + self.counts)
        return Splice(first, last, end - start)
