"""What an open cell depends on: the factors in which its closest completions with different headlines differ.

The distance of two completions is the number of factors that differ, changes to or from ``n/a`` not counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

from db.vocabulary import Headline
from desktop.analysis.worlds import Space, Table, truths

MOST_PAIRED = 1 << 22
"""Up to so many comparisons all pairs of completions are compared one by one."""

MOST_CELLS = 1 << 26
"""The largest array that distances are spread over."""

Codes = NDArray[np.int8]
Costs = NDArray[np.uint16]
FAR = 30_000
"""A distance that no two completions have."""


def depends_on(space: Space, headlines: Mapping[Headline, int], absent: Sequence[int]) -> tuple[int, ...]:
    """The factors that a cell depends on; none when it has one headline.

    Args:
        space: the completions.
        headlines: those of each headline.
        absent: every factor's mask of ``n/a``.
    """
    if sum(1 for worlds in headlines.values() if worlds) < 2:
        return ()
    if not any(absent[place] & domain[-1] for place, domain in zip(space.places, space.domains, strict=True)):
        alone = _alone(space, headlines)
        if alone:
            return alone
    rows, bits = space.rows()
    codes = np.zeros(len(rows), np.int8)
    for headline, worlds in headlines.items():
        codes[truths(worlds, space.size)[bits]] = headline
    last = [absent[place] & domain[-1] != 0 for place, domain in zip(space.places, space.domains, strict=True)]
    sizes = [len(domain) for domain in space.domains]
    axes = [axis for axis, size in enumerate(sizes) if size - last[axis] > 1]
    rows, sizes, last = rows[:, axes], [sizes[axis] for axis in axes], [last[axis] for axis in axes]
    spread = len(rows) ** 2 * len(axes) > MOST_PAIRED and prod(sizes) <= MOST_CELLS
    differing = _spread(rows, codes, sizes, last) if spread else _paired(rows, codes, sizes, last)
    return tuple(space.places[axes[axis]] for axis in sorted(differing))


def _alone(space: Space, headlines: Mapping[Headline, int]) -> tuple[int, ...]:
    """The factors whose change alone makes a difference, where none can be n/a."""
    sizes = [len(domain) for domain in space.domains]
    if space.size != prod(sizes):
        return ()
    codes = np.full(space.size, -1, np.int8)
    for headline, worlds in headlines.items():
        codes[truths(worlds, space.size)] = headline
    codes = codes.reshape(sizes)
    return tuple(place for axis, place in enumerate(space.places) if _varies(np.moveaxis(codes, axis, 0)))


def _varies(codes: Codes) -> bool:
    """Whether two entries of the first axis differ somewhere, both being there."""
    high = codes.max(axis=0)
    low = np.where(codes < 0, np.int8(127), codes).min(axis=0)
    return bool((low < high).any())


def _paired(rows: Table, codes: Codes, sizes: Sequence[int], last: Sequence[bool]) -> set[int]:
    """By comparing all pairs, some rows at a time."""
    step = max(1, MOST_PAIRED // max(1, len(rows) * len(sizes)))
    best, found = FAR, set[int]()
    for start in range(0, len(rows), step):
        part = slice(start, start + step)
        differs = [
            _differs(rows[part, axis], rows[:, axis], size - 1 if last[axis] else size)
            for axis, size in enumerate(sizes)
        ]
        distance = np.where(codes[part, None] == codes, FAR, sum(each.astype(np.uint16) for each in differs))
        least = int(distance.min())
        if least > best or least == FAR:
            continue
        if least < best:
            best, found = least, set()
        nearest = distance == least
        found |= {axis for axis, each in enumerate(differs) if (each & nearest).any()}
    return found


def _differs(some: Table, others: Table, absent: int) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (some[:, None] != others) & (some[:, None] != absent) & (others != absent)
    return found


def _spread(rows: Table, codes: Codes, sizes: Sequence[int], last: Sequence[bool]) -> set[int]:
    """By spreading distances over the whole array, axis by axis: what the nearest completion of one headline costs,
    and what it costs when one factor has to differ.
    """
    kinds, counts = np.unique(codes, return_counts=True)
    kinds = np.delete(kinds, np.argmax(counts))
    where = tuple(rows.T)
    axes = list(range(len(sizes)))
    best, found = FAR, set[int]()
    for kind in kinds:
        costs = np.full(sizes, FAR, np.uint16)
        own = codes == kind
        costs[tuple(column[own] for column in where)] = 0
        others = tuple(column[~own] for column in where)
        least = int(_freed(costs, axes, last)[others].min())
        if least > best:
            continue
        if least < best:
            best, found = least, set()
        found |= {axis for axis, cost in _forced(costs, axes, last, others) if cost == best}
    return found


def _forced(
    costs: Costs, axes: Sequence[int], last: Sequence[bool], others: tuple[Table, ...]
) -> Iterator[tuple[int, int]]:
    """For each axis the least cost of the others when that axis has to differ; halves share what they can."""
    if len(axes) == 1:
        yield axes[0], int(_differing(costs, axes[0], last[axes[0]])[others].min())
        return
    half = len(axes) // 2
    yield from _forced(_freed(costs, axes[half:], last), axes[:half], last, others)
    yield from _forced(_freed(costs, axes[:half], last), axes[half:], last, others)


def _freed(costs: Costs, axes: Sequence[int], last: Sequence[bool]) -> Costs:
    """The least cost of getting anywhere when these axes may change: one each, to and from n/a nothing."""
    for axis in axes:
        stated = np.moveaxis(costs, axis, 0)[: -1 if last[axis] else None]
        changed = stated.min(axis=0) + np.uint16(1)
        found = costs.copy()
        moved = np.moveaxis(found, axis, 0)
        if last[axis]:
            absent = moved[-1].copy()
            moved[-1] = np.minimum(absent, changed - np.uint16(1))
            changed = np.minimum(changed, absent)
        part = moved[: len(stated)]
        np.minimum(part, changed, out=part)
        costs = found
    return costs


def _differing(costs: Costs, axis: int, absent: int) -> Costs:
    """The least cost of getting anywhere when this axis has to change, not from or to n/a."""
    found = np.full_like(costs, FAR)
    moved, given = np.moveaxis(found, axis, 0), np.moveaxis(costs, axis, 0)
    size = len(given) - absent
    for place in range(size):
        rest = [given[other] for other in range(size) if other != place]
        moved[place] = np.minimum.reduce(rest) + np.uint16(1)
    return found
