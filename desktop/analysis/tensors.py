"""Sets of worlds as bits: an array with an axis for each factor, whose last factors are the bits of its words.

A *plane* is a set of worlds: words in the shape of the leading axes and one *run*, the axis of the factors that come
last, so that whole runs are put together at once. A factor's values come in classes (see ``worlds.py``).
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from desktop.analysis.factors import Cube

Words = NDArray[np.uint64]
Index = tuple[slice, ...]
"""A box of a plane's leading axes."""

WORD = 64
RUN = 64
"""How many words a run has at least, when there are that many worlds."""

SLAB = 1 << 18
"""How many words are worked on in one go."""


class Piece:
    """A part of a cube: the same words in every run of a box."""

    __slots__ = ("index", "words")

    def __init__(self, index: Index, words: Words) -> None:
        self.index, self.words = index, words


class Tensor:
    """How the worlds over some factors are laid out.

    Args:
        places: the factors.
        domains: the classes of values of each.
        used: how often each is named; what is named most leads.
    """

    def __init__(self, places: Sequence[int], domains: Sequence[Sequence[int]], used: Sequence[int] = ()) -> None:
        use = list(used) or [0] * len(places)
        sizes = [len(domain) for domain in domains]
        inner = _inner(sizes, use)
        outer = sorted(set(range(len(places))) - set(inner), key=lambda axis: (-use[axis], axis))
        run = len(outer)
        while run and prod(sizes[axis] for axis in outer[run:]) < RUN:
            run -= 1
        self._lay([*outer[:run]], [*outer[run:]], inner, places, domains)

    def _lay(
        self,
        lead: Sequence[int],
        run: Sequence[int],
        inner: Sequence[int],
        places: Sequence[int],
        domains: Sequence[Sequence[int]],
    ) -> None:
        order = [*lead, *run, *inner]
        self.places = tuple(places[axis] for axis in order)
        self.domains = tuple(tuple(domains[axis]) for axis in order)
        self.sizes = tuple(len(domain) for domain in self.domains)
        self.axis = {place: axis for axis, place in enumerate(self.places)}
        self.leading, self.outer = len(lead), len(lead) + len(run)
        self.weights = [np.array([mask.bit_count() for mask in domain], np.int64) for domain in self.domains]
        self.length = prod(self.sizes[self.leading : self.outer])
        self.shape = (*self.sizes[: self.leading], self.length)
        self.word = (1 << prod(self.sizes[self.outer :])) - 1
        self._plain = all((each == 1).all() for each in self.weights)
        self._known: dict[Cube, list[Piece]] = {}
        self._whole: tuple[Tensor, tuple[int, ...]] | None = None
        self._vectors: dict[tuple[int, int], Words] = {}
        self._patterns: dict[tuple[int, int], int] = {}
        self._kind = np.int64 if prod(int(each.sum()) for each in self.weights) < 1 << 62 else object

    @property
    def size(self) -> int:
        """How many worlds there are, a class counting once."""
        return prod(self.sizes)

    def empty(self) -> Words:
        """No world."""
        return np.zeros(self.shape, np.uint64)

    def full(self) -> Words:
        """Every world."""
        return np.full(self.shape, self.word, np.uint64)

    def slabs(self, most: int | None = None) -> Iterator[tuple[Index, "Tensor"]]:
        """Parts that are worked on one by one, of fewer words where that is asked for: where each stands in a plane,
        and its own layout.
        """
        fixed, room = 0, SLAB if most is None else min(most, SLAB)
        while fixed < self.leading and prod(self.shape[fixed:]) > room:
            fixed += 1
        for choice in product(*(range(size) for size in self.sizes[:fixed])):
            domains = [(domain[value],) for domain, value in zip(self.domains, choice, strict=False)]
            part = object.__new__(Tensor)
            axes = range(len(self.places))
            part._lay(
                axes[: self.leading],
                axes[self.leading : self.outer],
                axes[self.outer :],
                self.places,
                [*domains, *self.domains[fixed:]],
            )
            part._whole = (self, choice)
            yield tuple(slice(value, value + 1) for value in choice), part

    def classes(self, place: int, mask: int) -> int:
        """Which classes of a factor share a value with a mask, as bits."""
        domain = self.domains[self.axis[place]]
        return sum(1 << number for number, each in enumerate(domain) if each & mask)

    def pieces(self, cube: Cube) -> list[Piece]:
        """A cube as parts that do not overlap; what it says of factors that are not in this layout is passed over."""
        known = self._known.get(cube)
        if known is None:
            known = self._cut(cube) if self._whole is None else self._cut_from(*self._whole, cube)
            self._known[cube] = known
        return known

    def _cut_from(self, whole: "Tensor", choice: tuple[int, ...], cube: Cube) -> list[Piece]:
        """The pieces of the whole layout as far as they lie in a part of it."""
        one, count = (slice(0, 1),) * len(choice), len(choice)
        return [
            Piece((*one, *piece.index[count:]), piece.words)
            for piece in whole.pieces(cube)
            if all(part.start <= value < part.stop for part, value in zip(piece.index, choice, strict=False))
        ]

    def _cut(self, cube: Cube) -> list[Piece]:
        choices: list[list[slice]] = [[slice(0, size)] for size in self.sizes[: self.leading]]
        words = self.vector(-1, 0)
        for place, mask in cube:
            if place not in self.axis:
                continue
            axis, chosen = self.axis[place], self.classes(place, mask)
            if not chosen:
                return []
            if chosen == (1 << self.sizes[axis]) - 1:
                continue
            if axis < self.leading:
                choices[axis] = _stretches(chosen)
            else:
                words = words & self.vector(axis, chosen)
        return [Piece(index, words) for index in product(*choices)]

    def draw(self, plane: Words, cubes: Iterable[Cube]) -> Words:
        """Adds cubes to a plane."""
        for cube in cubes:
            for piece in self.pieces(cube):
                plane[piece.index] |= piece.words
        return plane

    def clear(self, plane: Words, cubes: Iterable[Cube]) -> Words:
        """Takes cubes out of a plane."""
        for cube in cubes:
            for piece in self.pieces(cube):
                plane[piece.index] &= ~piece.words
        return plane

    def consistent(self, forbidden: Iterable[Cube]) -> Words:
        """The worlds that lie in no forbidden cube; of cubes with other factors nothing is known."""
        return self.clear(self.full(), (cube for cube in forbidden if all(place in self.axis for place, _ in cube)))

    def vector(self, axis: int, chosen: int) -> Words:
        """The run of the worlds in which a factor of the run or of the words has some classes; of -1 all."""
        if (axis, chosen) not in self._vectors:
            found = np.full(self.length, self.word, np.uint64)
            if axis >= self.outer:
                found &= np.uint64(self.pattern(axis, chosen))
            elif axis >= 0:
                number = np.unravel_index(np.arange(self.length), self.sizes[self.leading : self.outer])
                held = np.array([chosen >> value & 1 for value in range(self.sizes[axis])], np.bool_)
                found[~held[number[axis - self.leading]]] = 0
            self._vectors[axis, chosen] = found
        return self._vectors[axis, chosen]

    def stride(self, axis: int) -> int:
        """How far apart the bits of a factor's classes are in a word."""
        return prod(self.sizes[axis + 1 :])

    def pattern(self, axis: int, chosen: int) -> int:
        """The bits of a word in which a factor has some classes."""
        known = self._patterns.get((axis, chosen))
        if known is None:
            stride, size = self.stride(axis), self.sizes[axis]
            block = sum((1 << stride) - 1 << value * stride for value in range(size) if chosen >> value & 1)
            known = sum(block << start for start in range(0, self.word.bit_length(), stride * size))
            self._patterns[axis, chosen] = known
        return known

    # how many

    def count(self, plane: Words, index: Sequence[slice | list[int]] = ()) -> int:
        """How many worlds a plane holds, each with all its values; or the box of one at an index."""
        if self._plain:
            return int(np.bitwise_count(plane).sum(dtype=np.int64))
        return int(self._over_leading(self._over_run(self._popped(plane)), index))

    def marginals(self, plane: Words) -> dict[int, list[int]]:
        """How many worlds of a plane have each class, by factor."""
        popped = self._popped(plane)
        found = {}
        by_lead = self._over_run(popped)
        for axis in range(self.leading):
            found[axis] = self._along(by_lead, self.weights[: self.leading], axis)
        by_run = self._over_leading(popped).reshape(self.sizes[self.leading : self.outer])
        for axis in range(self.leading, self.outer):
            found[axis] = self._along(by_run, self.weights[self.leading : self.outer], axis - self.leading)
        for axis in range(self.outer, len(self.sizes)):
            found[axis] = [self.count(plane & self.vector(axis, 1 << value)) for value in range(self.sizes[axis])]
        return {self.places[axis]: counts for axis, counts in found.items()}

    def _popped(self, plane: Words) -> NDArray[np.int64]:
        """How many worlds each word holds, as far as the word tells."""
        found = np.zeros(plane.shape, np.int64)
        for weight, mask in self._weighed.items():
            found += np.bitwise_count(plane & np.uint64(mask)).astype(np.int64) * weight
        return found.astype(self._kind, copy=False)

    @cached_property
    def _weighed(self) -> dict[int, int]:
        """The bits of a word by how many worlds each stands for."""
        kinds: dict[int, int] = {}
        for bit, choice in enumerate(product(*(each.tolist() for each in self.weights[self.outer :]))):
            weight = prod(choice)
            kinds[weight] = kinds.get(weight, 0) | 1 << bit
        return kinds

    def _over_run(self, popped: NDArray[np.int64]) -> NDArray[np.int64]:
        weights = np.ones(1, self._kind)
        for each in self.weights[self.leading : self.outer]:
            weights = np.multiply.outer(weights, each.astype(self._kind)).ravel()
        return np.asarray(popped @ weights)

    def _over_leading(self, popped: NDArray[np.int64], index: Sequence[slice | list[int]] = ()) -> NDArray[np.int64]:
        for axis, each in enumerate(self.weights[: self.leading]):
            weights = each[index[axis]] if index else each
            popped = np.tensordot(weights.astype(self._kind), popped, axes=(0, 0))
        return popped

    def _along(self, popped: NDArray[np.int64], weights: Sequence[NDArray[np.int64]], kept: int) -> list[int]:
        """Counts along one axis of an array of counts."""
        found = np.moveaxis(popped, kept, -1)
        for axis, each in enumerate(weights):
            if axis != kept:
                found = np.tensordot(each.astype(self._kind), found, axes=(0, 0))
        return [int(count) * int(weight) for count, weight in zip(found, weights[kept], strict=True)]


def _inner(sizes: Sequence[int], used: Sequence[int]) -> list[int]:
    """The factors that share a word: as many worlds as fit, of equals the factors that are named least."""
    best: dict[int, tuple[int, tuple[int, ...]]] = {1: (0, ())}
    for axis, size in enumerate(sizes):
        for worlds, (use, chosen) in list(best.items()):
            more = (use + used[axis], (*chosen, axis))
            if worlds * size <= WORD and more < best.get(worlds * size, (1 << 62, ())):
                best[worlds * size] = more
    return list(best[max(best)][1])


def _stretches(chosen: int) -> list[slice]:
    """Places of bits as slices of neighbours."""
    found, start = [], 0
    while chosen >> start:
        if chosen >> start & 1:
            stop = start
            while chosen >> stop & 1:
                stop += 1
            found.append(slice(start, stop))
            start = stop
        start += 1
    return found
