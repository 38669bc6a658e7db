"""Spaces of consistent worlds: all combinations of a few factors' values that no rule forbids, as sets of bits.

A factor's values come in *classes*: sets of values that nothing at hand tells apart, each a mask. A set of worlds is
one integer with a bit per combination of classes, so that sets are put together by ``&``, ``|`` and ``~``.
"""

from collections.abc import Iterable, Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

from desktop.analysis.factors import Cube

MOST_DENSE = 1 << 21
"""The most combinations for which every one gets a bit; beyond, only the consistent ones do."""

MOST_ROWS = 1 << 21
"""The most rows that a table is given; beyond, ``TooManyWorlds``."""

Table = NDArray[np.uint8]


class TooManyWorlds(Exception):
    """A table would have more rows than allowed."""


def classes(mask: int, cuts: Iterable[int], absent: int) -> tuple[int, ...]:
    """The values of a mask, put together as far as no cut divides them; ``n/a`` stands alone and last."""
    found = [mask & ~absent] if mask & ~absent else []
    for cut in set(cuts):
        found = [part for each in found for part in (each & cut, each & ~cut) if part]
    found.sort(key=lambda part: part & -part)
    return (*found, mask & absent) if mask & absent else tuple(found)


class Space:
    """The consistent worlds over some factors.

    Args:
        places: the factors.
        domains: the classes of each.
        forbidden: cubes of these factors in which no world lies.
        most: the most rows.

    Raises:
        TooManyWorlds: there are more than ``most``.
    """

    def __init__(
        self,
        places: Sequence[int],
        domains: Sequence[Sequence[int]],
        forbidden: Sequence[Cube],
        most: int = MOST_ROWS,
    ) -> None:
        self.places = tuple(places)
        self.domains = [tuple(domain) for domain in domains]
        self._column = {place: column for column, place in enumerate(self.places)}
        self._known: dict[tuple[int, int], int] = {}
        local = [tuple((self._column[place], mask) for place, mask in cube) for cube in forbidden]
        self._sizes = [len(domain) for domain in self.domains]
        self._rows = None if prod(self._sizes) <= MOST_DENSE else table(self.domains, local, most)
        self.size = prod(self._sizes) if self._rows is None else len(self._rows)
        self.all = (1 << self.size) - 1
        if self._rows is None:
            for cube in forbidden:
                self.all &= ~self.inside(cube)

    def where(self, place: int, mask: int) -> int:
        """The worlds in which a factor has a value of a class that shares one with a mask."""
        known = self._known.get((place, mask))
        if known is None:
            column = self._column[place]
            known = self._dense(column, mask) if self._rows is None else self._listed(column, mask)
            self._known[place, mask] = known
        return known

    def inside(self, cube: Iterable[tuple[int, int]]) -> int:
        """The worlds in a cube, of whose factors those that are none of the space are passed over."""
        found = self.all
        for place, mask in cube:
            if place in self._column:
                found &= self.where(place, mask)
        return found

    def overlapping(self, masks: Sequence[int]) -> int:
        """The worlds of all classes that a mask per factor shares a value with."""
        found = self.all
        for place, mask in zip(self.places, masks, strict=True):
            found &= self.where(place, mask)
        return found

    def rows(self) -> tuple[Table, NDArray[np.intp]]:
        """The consistent worlds as rows of places of classes, and the bit of each."""
        if self._rows is not None:
            return self._rows, np.arange(self.size)
        bits = np.flatnonzero(truths(self.all, self.size))
        columns = np.unravel_index(bits, self._sizes) if self._sizes else ()
        rows = np.empty((len(bits), len(self._sizes)), np.uint8)
        for place, column in enumerate(columns):
            rows[:, place] = column
        return rows, bits

    def _dense(self, column: int, mask: int) -> int:
        """Every so many bits of a regular pattern: the last factor runs fastest."""
        inner, outer = prod(self._sizes[column + 1 :]), prod(self._sizes[:column])
        block = 0
        for number, each in enumerate(self.domains[column]):
            if each & mask:
                block |= ((1 << inner) - 1) << (number * inner)
        return _repeated(block, inner * self._sizes[column], outer)

    def _listed(self, column: int, mask: int) -> int:
        assert self._rows is not None
        held = _column_in(self._rows[:, column], self.domains[column], mask)
        return int.from_bytes(np.packbits(held, bitorder="little").tobytes(), "little")


def _repeated(block: int, period: int, times: int) -> int:
    """Bits repeated so many times, twice as many in each step."""
    found, there = block, 1
    while there * 2 <= times:
        found |= found << period * there
        there *= 2
    rest = times - there
    return found | (found & ((1 << period * rest) - 1)) << period * there if rest else found


def truths(worlds: int, size: int) -> NDArray[np.bool_]:
    """Whether each of so many worlds is in a set."""
    raw = np.frombuffer(worlds.to_bytes((size + 7) // 8, "little"), np.uint8)
    return np.unpackbits(raw, count=size, bitorder="little").view(np.bool_)


def table(domains: Sequence[Sequence[int]], forbidden: Sequence[Cube], most: int = MOST_ROWS) -> Table:
    """All rows over these classes that lie in no forbidden cube; the cubes' places are those of ``domains``.

    Raises:
        TooManyWorlds: there are more than ``most``.
    """
    order = _order(len(domains), forbidden)
    rank = {place: step for step, place in enumerate(order)}
    due: list[list[Cube]] = [[] for _ in order]
    for cube in forbidden:
        due[max(rank[place] for place, _ in cube)].append(cube)
    columns: dict[int, Table] = {}
    height = 1
    for step, place in enumerate(order):
        width = len(domains[place])
        if height * width > most:
            raise TooManyWorlds
        columns = {other: np.repeat(column, width) for other, column in columns.items()}
        columns[place] = np.tile(np.arange(width, dtype=np.uint8), height)
        height *= width
        for cube in due[step]:
            parts = [_column_in(columns[other], domains[other], mask) for other, mask in cube]
            allowed = ~np.logical_and.reduce(parts)
            columns = {other: column[allowed] for other, column in columns.items()}
            height = int(np.count_nonzero(allowed))
    rows = np.empty((height, len(domains)), np.uint8)
    for place, column in columns.items():
        rows[:, place] = column
    return rows


def _column_in(column: Table, domain: Sequence[int], mask: int) -> NDArray[np.bool_]:
    """For each row whether its class lies in a mask that divides no class."""
    lies: NDArray[np.bool_] = np.array([bool(each & mask) for each in domain])[column]
    return lies


def _order(count: int, forbidden: Sequence[Cube]) -> list[int]:
    """An order of the factors in which rules can be checked early: neighbours of those there are come first."""
    near: list[set[int]] = [set() for _ in range(count)]
    for cube in forbidden:
        for place, _ in cube:
            near[place].update(other for other, _ in cube if other != place)
    left, order, linked = set(range(count)), list[int](), [0] * count
    while left:
        place = max(left, key=lambda each: (linked[each], len(near[each]), -each))
        left.discard(place)
        order.append(place)
        for other in near[place]:
            linked[other] += 1
    return order
