"""Which worlds are consistent: what no rule forbids, and what the rules leave possible within a box.

A *box* is a mask for every factor. It is *tight* when every value in it occurs in a consistent world within it. The
rules tie factors into components that have nothing to do with each other; each is handled alone.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from desktop.analysis.factors import Cube
from desktop.analysis.worlds import TooManyWorlds, table

Box = tuple[int, ...]
"""A mask for every factor."""

Masks = NDArray[np.uint32]
"""Boxes as rows."""

MOST_TABLED = 1 << 14
"""The most consistent worlds of a component that are kept as a table; larger ones are searched."""

MOST_KNOWN = 100_000
"""How many boxes of a component are remembered."""

_CHUNK = 1 << 21


def search(box: Sequence[int], forbidden: Sequence[Cube]) -> list[int] | None:
    """A box within this one that meets no forbidden cube; None when there is none."""
    stack = [list(box)]
    while stack:
        current = stack.pop()
        if not _propagate(current, forbidden):
            continue
        split = _undecided(current, forbidden)
        if split is None:
            return current
        place, mask = split
        inside, outside = current.copy(), current
        inside[place] &= mask
        outside[place] &= ~mask
        stack += (inside, outside)
    return None


def _propagate(box: list[int], forbidden: Sequence[Cube]) -> bool:
    """Takes away, in place, what cubes forbid that only one factor can still leave; False when nothing remains."""
    changed = True
    while changed:
        changed = False
        for cube in forbidden:
            ways = [(place, mask) for place, mask in cube if box[place] & ~mask]
            if not ways:
                return False
            place, mask = ways[0]
            if len(ways) == 1 and box[place] & mask:
                box[place] &= ~mask
                changed = True
    return True


def _undecided(box: Sequence[int], forbidden: Sequence[Cube]) -> tuple[int, int] | None:
    """A factor that can leave a forbidden cube which the box still meets, and the cube's mask of it."""
    for cube in forbidden:
        if all(box[place] & mask for place, mask in cube):
            return next((place, mask) for place, mask in cube if box[place] & ~mask)
    return None


class Component:
    """Factors that rules tie together; boxes of it hold masks of its own factors only, in the order of ``places``."""

    def __init__(self, places: tuple[int, ...], full: Sequence[int], forbidden: Sequence[Cube]) -> None:
        self.places = places
        self.full = tuple(full[place] for place in places)
        local = {place: order for order, place in enumerate(places)}
        self._forbidden = [tuple((local[place], mask) for place, mask in cube) for cube in forbidden]
        self._known: dict[Box, Box | None] = {}
        self._bitmaps = self._tabled()

    def tight(self, box: Box) -> Box | None:
        """The tight box of the consistent worlds in a box; None when there are none."""
        if box not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[box] = self._searched(box) if self._bitmaps is None else self._looked_up(box)
        return self._known[box]

    def tight_all(self, boxes: Masks) -> Masks:
        """The tight boxes of many; all masks are 0 where there are no worlds."""
        kinds, where = distinct(boxes)
        if self._bitmaps is None:
            found = [self.tight(tuple(box)) or (0,) * len(box) for box in kinds.tolist()]
            return np.array(found, np.uint32).reshape(kinds.shape)[where]
        step = max(1, _CHUNK // self._bitmaps[0].shape[1])
        parts = [self._from_table(kinds[start : start + step]) for start in range(0, len(kinds), step)]
        return np.concatenate([np.empty((0, len(self.places)), np.uint32), *parts])[where]

    def _tabled(self) -> list[NDArray[np.uint64]] | None:
        """For each factor and value the consistent worlds with it, as bitmaps; None when there are too many."""
        domains = [[1 << place for place in range(mask.bit_length())] for mask in self.full]
        try:
            rows = table(domains, self._forbidden, MOST_TABLED)
        except TooManyWorlds:
            return None
        width = -(-max(len(rows), 1) // 64) * 8
        found = []
        for order, domain in enumerate(domains):
            packed = np.zeros((len(domain), width), np.uint8)
            held = np.packbits(rows[:, order] == np.arange(len(domain))[:, None], axis=1, bitorder="little")
            packed[:, : held.shape[1]] = held
            found.append(packed.view(np.uint64))
        return found

    def _looked_up(self, box: Box) -> Box | None:
        row: Masks = np.array([box], np.uint32)
        found = tuple(self._from_table(row)[0].tolist())
        return found if all(found) else None

    def _from_table(self, boxes: Masks) -> Masks:
        assert self._bitmaps is not None
        worlds = np.full((len(boxes), self._bitmaps[0].shape[1]), ~np.uint64(0))
        for order, values in enumerate(self._bitmaps):
            masks, where = np.unique(boxes[:, order], return_inverse=True)
            worlds &= np.array([_union(values, mask) for mask in masks.tolist()])[where]
        tight = np.zeros(boxes.shape, np.uint32)
        for order, values in enumerate(self._bitmaps):
            for place, value in enumerate(values):
                tight[:, order] |= (worlds & value).any(axis=1).astype(np.uint32) << np.uint32(place)
        return tight

    def _searched(self, box: Box) -> Box | None:
        left, covered = list(box), [0] * len(box)
        if not _propagate(left, self._forbidden):
            return None
        for order in range(len(box)):
            for bit in _single(left[order]):
                if covered[order] & bit:
                    continue
                found = search([*left[:order], bit, *left[order + 1 :]], self._forbidden)
                if found is None:
                    left[order] &= ~bit
                else:
                    covered = [mask | more for mask, more in zip(covered, found, strict=True)]
            if not left[order]:
                return None
        return tuple(left)


class Rules:
    """All rules of a case. ``full`` and ``absent`` are each factor's masks of everything and of ``n/a``;
    ``component_of`` tells each factor's component, -1 when no rule names it.
    """

    def __init__(self, full: Sequence[int], absent: Sequence[int], forbidden: Sequence[Cube]) -> None:
        self.full, self.absent = tuple(full), tuple(absent)
        self.forbidden = tuple(forbidden)
        groups = tied(len(full), self.forbidden)
        self.components = tuple(
            Component(group, full, [cube for cube in self.forbidden if cube and cube[0][0] in group])
            for group in groups
        )
        self.component_of = [-1] * len(full)
        for number, group in enumerate(groups):
            for place in group:
                self.component_of[place] = number

    def tight(self, box: Box) -> Box | None:
        """The tight box of the consistent worlds in a box; None when there are none."""
        if 0 in box or () in self.forbidden:
            return None
        found = list(box)
        for component in self.components:
            part = component.tight(tuple(box[place] for place in component.places))
            if part is None:
                return None
            for place, mask in zip(component.places, part, strict=True):
                found[place] = mask
        return tuple(found)

    def tight_all(self, boxes: Masks) -> tuple[Masks, NDArray[np.bool_]]:
        """The tight boxes of many, and which of them hold a consistent world; the masks of the others are 0."""
        found = boxes.copy()
        possible = (boxes != 0).all(axis=1) & (() not in self.forbidden)
        for component in self.components:
            columns = list(component.places)
            found[:, columns] = component.tight_all(boxes[:, columns])
            possible &= found[:, columns[0]] != 0
        found[~possible] = 0
        return found, possible


def tied(count: int, cubes: Iterable[Cube]) -> list[tuple[int, ...]]:
    """The groups of factors that cubes tie together, one after another; those in no cube are left out."""
    leader = list(range(count))

    def find(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    named = set()
    for cube in cubes:
        for place, _ in cube:
            named.add(place)
            leader[find(place)] = find(cube[0][0])
    groups: dict[int, list[int]] = {}
    for place in sorted(named):
        groups.setdefault(find(place), []).append(place)
    return [tuple(group) for group in groups.values()]


def distinct(rows: Masks) -> tuple[Masks, NDArray[np.intp]]:
    """The distinct rows, and for every row the place of its like among them."""
    codes = np.zeros(len(rows), np.int64)
    kinds = 1
    for column in rows.T:
        values, where = np.unique(column, return_inverse=True)
        if kinds * len(values) >= 1 << 62:
            seen, codes = np.unique(codes, return_inverse=True)
            kinds = len(seen)
        codes = codes * len(values) + where
        kinds *= len(values)
    _, first, where = np.unique(codes, return_index=True, return_inverse=True)
    return rows[first], where


def _single(mask: int) -> Iterable[int]:
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


def _union(values: NDArray[np.uint64], mask: int) -> NDArray[np.uint64]:
    chosen = [value for place, value in enumerate(values) if mask >> place & 1]
    return np.bitwise_or.reduce(chosen) if chosen else np.zeros_like(values[0])
