"""A set of worlds told in a few readable blocks: cubes to which no value can be added, the largest gain first.

Each is found by taking from the whole space the value that has most of the wrong worlds and least of the right ones
that are not told yet, until no wrong one is left; then every value is given back that brings none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from desktop.analysis.tensors import Tensor, Words


@dataclass(frozen=True, slots=True)
class Found:
    """A block: for each factor of the layout the classes that it allows; how many worlds of the set lie in it, how
    many of these in none before it, and how many all blocks so far tell together.
    """

    classes: tuple[int, ...]
    worlds: int
    gain: int
    covered: int


def blocks(tensor: Tensor, inside: Words, outside: Words) -> Iterator[Found]:
    """Blocks that lie among some worlds and outside others, until all of the first are told; the rest do not matter."""
    left, covered = inside.copy(), 0
    while left.any():
        chosen = _Peeling(tensor, left, outside).chosen()
        chosen = _widened(tensor, outside, chosen)
        index, words = _box(tensor, chosen)
        gain = tensor.count(_only(tensor, left, index, words))
        worlds = tensor.count(_only(tensor, inside, index, words))
        covered += gain
        yield Found(tuple(sum(1 << value for value in values) for values in chosen), worlds, gain, covered)
        left[index] &= ~words


Choice = list[list[int]]
"""For each factor of a layout the classes that are left."""

Places = tuple[np.ndarray, ...]


def _box(tensor: Tensor, chosen: Choice) -> tuple[tuple[np.ndarray, ...], Words]:
    """Where a box stands among the leading axes, and its words in each run."""
    words = tensor.vector(-1, 0)
    for axis in range(tensor.leading, len(tensor.sizes)):
        words = words & tensor.vector(axis, sum(1 << value for value in chosen[axis]))
    return np.ix_(*chosen[: tensor.leading]), words


def _only(tensor: Tensor, plane: Words, index: Places, words: Words) -> Words:
    found = tensor.empty()
    found[index] = plane[index] & words
    return found


def _widened(tensor: Tensor, outside: Words, chosen: Choice) -> Choice:
    """Gives back every value that brings no wrong world; of factors first those of which least is missing."""
    found = [list(values) for values in chosen]
    order = sorted(range(len(found)), key=lambda axis: (tensor.sizes[axis] - len(found[axis]), axis))
    for axis in order:
        kept = found[axis]
        for value in sorted(set(range(tensor.sizes[axis])) - set(kept)):
            found[axis] = [value]
            index, words = _box(tensor, found)
            if not (outside[index] & words).any():
                kept = sorted([*kept, value])
        found[axis] = kept
    return found


class _Peeling:
    """The way from the whole space to a box without wrong worlds; only what is left of it is looked at."""

    def __init__(self, tensor: Tensor, right: Words, wrong: Words) -> None:
        self._tensor = tensor
        self._right, self._wrong = right, wrong
        self._left: Choice = [list(range(size)) for size in tensor.sizes]

    def chosen(self) -> Choice:
        """The box that is left in the end."""
        while True:
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
                        score = (many / bad - kept / good, -axis, -row)
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


def _along(counts: np.ndarray, kept: int) -> list[int]:
    axes = tuple(axis for axis in range(counts.ndim) if axis != kept)
    return [int(count) for count in counts.sum(axis=axes)]
