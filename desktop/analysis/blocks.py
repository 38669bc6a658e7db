"""A set of worlds told in a few readable blocks: cubes to which no value can be added, the largest gain first.

A block is found by taking from the whole space, again and again, the value that has most of the wrong worlds and least
of the right ones that are not told yet, until no wrong one is left; then every value is given back that brings none.
In small spaces this is done by several measures. What is found and not chosen is kept, and may be chosen later.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.analysis.tensors import Tensor, Words

Measure = Callable[[float, float], float]
"""How good it is to take a value, from its shares of the wrong and of the right worlds."""

MEASURES: tuple[Measure, ...] = (
    lambda wrong, right: wrong - right,
    lambda wrong, right: wrong - 2 * right,
    lambda wrong, right: wrong / (right + 0.1),
    lambda wrong, right: wrong / (right + 0.01),
)
MOST_MEASURED = 1 << 21
"""The most worlds of a space that is small enough for all measures."""

MOST_KEPT = 16
"""How many blocks are kept that were not chosen."""


@dataclass(frozen=True, slots=True)
class Found:
    """A block: for each factor of the layout the classes that it allows; how many worlds of the set lie in it, how
    many of these in none before it, and how many all blocks so far tell together.
    """

    classes: tuple[int, ...]
    worlds: int
    gain: int
    covered: int


Look = Callable[[], object]
"""Is called often while a block is sought; what it raises ends the search."""


def unlooked() -> None:
    """Nobody ends the search."""


def blocks(
    tensor: Tensor, inside: Words, outside: Words, follow: Collection[int] = (), look: Look = unlooked
) -> Iterator[Found]:
    """Blocks that lie among some worlds and outside others, until all of the first are told; the rest do not matter.

    Args:
        tensor: the layout.
        inside: the worlds to be told.
        outside: those that lie in no block.
        follow: factors that follow from others; they are rather left unsaid.
        look: is called before each pass over the worlds.
    """
    left, covered = inside.copy(), 0
    measures = MEASURES if tensor.size <= MOST_MEASURED else MEASURES[:1]
    pool: list[Choice] = []
    while left.any():
        for each in measures:
            chosen = _tight(tensor, inside, _Peeling(tensor, left, outside, each).chosen(look), look)
            pool.append(_widened(tensor, outside, chosen, follow, look))
        gains = [_count(tensor, left, chosen) for chosen in pool]
        best = gains.index(max(gains))
        chosen = pool[best]
        covered += gains[best]
        classes = tuple(sum(1 << value for value in values) for values in chosen)
        yield Found(classes, _count(tensor, inside, chosen), gains[best], covered)
        index, words = _box(tensor, chosen)
        left[index] &= ~words
        pool = [each for each, gain in zip(pool, gains, strict=True) if gain and each != chosen][-MOST_KEPT:]


Choice = list[list[int]]
"""For each factor of a layout the classes that are left."""

Places = tuple[NDArray[np.int64], ...]


def _box(tensor: Tensor, chosen: Choice) -> tuple[Places, Words]:
    """Where a box stands among the leading axes, and its words in each run."""
    words = tensor.vector(-1, 0)
    for axis in range(tensor.leading, len(tensor.sizes)):
        words = words & tensor.vector(axis, sum(1 << value for value in chosen[axis]))
    return np.ix_(*chosen[: tensor.leading]), words


def _count(tensor: Tensor, plane: Words, chosen: Choice) -> int:
    """How many worlds of a plane lie in a box."""
    index, words = _box(tensor, chosen)
    return tensor.count(plane[index] & words, chosen[: tensor.leading])


def _tight(tensor: Tensor, inside: Words, chosen: Choice, look: Look) -> Choice:
    """Takes away the values that no right world has."""
    found = []
    for axis, values in enumerate(chosen):
        look()
        boxes = [[*chosen[:axis], [value], *chosen[axis + 1 :]] for value in values]
        found.append([value for value, box in zip(values, boxes, strict=True) if _meets(tensor, inside, box)])
    return found


def _meets(tensor: Tensor, plane: Words, chosen: Choice) -> bool:
    index, words = _box(tensor, chosen)
    return bool((plane[index] & words).any())


def _widened(tensor: Tensor, outside: Words, chosen: Choice, follow: Collection[int], look: Look) -> Choice:
    """Gives back every value that brings no wrong world: first of the factors that follow from others, then of those of
    which least is missing.
    """
    found = [list(values) for values in chosen]
    missing = [tensor.sizes[axis] - len(values) for axis, values in enumerate(found)]
    for axis in sorted(range(len(found)), key=lambda axis: (tensor.places[axis] not in follow, missing[axis], axis)):
        look()
        kept = found[axis]
        for value in sorted(set(range(tensor.sizes[axis])) - set(kept)):
            found[axis] = [value]
            if not _meets(tensor, outside, found):
                kept = sorted([*kept, value])
        found[axis] = kept
    return found


class _Peeling:
    """The way from the whole space to a box without wrong worlds; only what is left of it is looked at."""

    def __init__(self, tensor: Tensor, right: Words, wrong: Words, measure: Measure) -> None:
        self._tensor, self._measure = tensor, measure
        self._right, self._wrong = right, wrong
        self._left: Choice = [list(range(size)) for size in tensor.sizes]

    def chosen(self, look: Look) -> Choice:
        """The box that is left in the end."""
        while True:
            look()
            wrong = self._counts(self._wrong)
            bad = sum(wrong[0]) if wrong else int(self._wrong.any())
            if not bad:
                return self._left
            right = self._counts(self._right)
            good = sum(right[0])
            best: tuple[float, int, int] | None = None
            for axis, counts in enumerate(wrong):
                for row, many in enumerate(counts):
                    kept = right[axis][row]
                    if many and kept < good:
                        score = (self._measure(many / bad, kept / good), -axis, -row)
                        best = score if best is None or score > best else best
            assert best is not None
            self._drop(-best[1], -best[2])

    def _drop(self, axis: int, row: int) -> None:
        tensor = self._tensor
        value = self._left[axis].pop(row)
        if axis < tensor.leading:
            self._right = np.delete(self._right, row, axis=axis)
            self._wrong = np.delete(self._wrong, row, axis=axis)
            return
        words = ~tensor.vector(axis, 1 << value)
        self._right = self._right & words
        self._wrong = self._wrong & words

    def _counts(self, plane: Words) -> list[list[int]]:
        """How many worlds have each class that is left, by factor; a class counts as one value."""
        tensor = self._tensor
        popped = np.bitwise_count(plane)
        by_lead = popped.sum(axis=-1, dtype=np.int64)
        found = [_along(by_lead, axis) for axis in range(tensor.leading)]
        by_run = popped.sum(axis=tuple(range(tensor.leading)), dtype=np.int64)
        by_run = by_run.reshape(tensor.sizes[tensor.leading : tensor.outer])
        found += [_along(by_run, axis) for axis in range(tensor.outer - tensor.leading)]
        for axis in range(tensor.outer, len(tensor.sizes)):
            found.append(
                [
                    int(np.bitwise_count(plane & tensor.vector(axis, 1 << c)).sum(dtype=np.int64))
                    for c in range(tensor.sizes[axis])
                ]
            )
        for axis in range(tensor.leading, len(tensor.sizes)):
            found[axis] = [found[axis][value] for value in self._left[axis]]
        return found


def _along(counts: NDArray[np.int64], kept: int) -> list[int]:
    axes = tuple(axis for axis in range(counts.ndim) if axis != kept)
    return [int(count) for count in counts.sum(axis=axes)]
