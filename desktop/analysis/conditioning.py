"""Which of many rows hold in one situation: conditions as sets of rows, each an integer with a bit per row."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from desktop.analysis.bitmaps import Bitmaps, Places
from desktop.analysis.regions import Regions

MOST_KEPT = 2_000
"""How many masks are remembered."""


def bits_of(truths: NDArray[np.bool_]) -> int:
    """Truth values as an integer with a bit for each."""
    return int.from_bytes(np.packbits(truths, bitorder="little").tobytes(), "little")


def places_of(bits: int, count: int) -> Places:
    """The places of the bits that are set, of so many."""
    raw = np.frombuffer(bits.to_bytes(-(-count // 8), "little"), np.uint8)
    return np.unpackbits(raw, count=count, bitorder="little").view(np.bool_).nonzero()[0]


def places_in(words: Bitmaps) -> Places:
    """The places of the bits that are set in words."""
    return np.unpackbits(words.view(np.uint8), bitorder="little").view(np.bool_).nonzero()[0]


class Conditions:
    """The conditions of rows, each of a position; -1 for a row that never holds. A row holds where one of the cubes of
    its position does; the first cubes of all rows are one layer, the second ones another, and so on.
    """

    def __init__(self, regions: Regions, row: Places) -> None:
        self._full = regions.frame.full
        self._layers: list[_Layer] = []
        boxes = regions.boxes()
        for number in range(int(regions.cubes.max(initial=0))):
            there = (row >= 0) & (regions.cubes[row] > number)
            cube = np.where(there, regions.first_cube[row] + number, 0)
            self._layers.append(_Layer(boxes.take(cube, axis=0), there))

    def met(self, box: Sequence[int]) -> int:
        """The rows of which one cube holds in the whole of a tight box."""
        found = 0
        for layer in self._layers:
            rows = layer.there
            for factor, mask in enumerate(box):
                rows &= layer.allowing_all(factor, mask)
            found |= rows
        return found

    def meets(self, box: Sequence[int]) -> int:
        """The rows of which one cube may hold in a tight box."""
        found = 0
        for layer in self._layers:
            rows = layer.there
            for factor, mask in enumerate(box):
                if mask != self._full[factor]:
                    rows &= layer.allowing_some(factor, mask)
            found |= rows
        return found


class _Layer:
    """One cube of every row that has so many; ``there`` are these rows."""

    def __init__(self, boxes: NDArray[np.uint32], there: NDArray[np.bool_]) -> None:
        self._boxes = np.ascontiguousarray(boxes.T)
        self.there = bits_of(there)
        self._all: dict[tuple[int, int], int] = {}
        self._some: dict[tuple[int, int], int] = {}

    def allowing_all(self, factor: int, mask: int) -> int:
        """The rows that allow every value of a mask."""
        known = self._all.get((factor, mask))
        if known is None:
            known = bits_of(~self._boxes[factor] & np.uint32(mask) == 0)
            _keep(self._all, (factor, mask), known)
        return known

    def allowing_some(self, factor: int, mask: int) -> int:
        """The rows that allow some value of a mask."""
        known = self._some.get((factor, mask))
        if known is None:
            known = bits_of(self._boxes[factor] & np.uint32(mask) != 0)
            _keep(self._some, (factor, mask), known)
        return known


def _keep(known: dict[tuple[int, int], int], key: tuple[int, int], rows: int) -> None:
    if len(known) >= MOST_KEPT:
        known.clear()
    known[key] = rows
