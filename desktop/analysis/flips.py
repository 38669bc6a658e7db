"""The smallest changes: the fewest factors to change from some worlds to reach others.

A change of a factor from one value to another costs what the factor weighs, as a rule 1. A factor that becomes ``n/a``,
or is no longer, follows from the others: that is told and costs nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from desktop.analysis.tensors import Tensor, Words

Parts = dict[int, Words]
"""The worlds with each class of one factor, without that factor."""


@dataclass(frozen=True, slots=True)
class Step:
    """One way: the changes as triples of a place and two classes, and the factors that become n/a or are no longer."""

    changes: tuple[tuple[int, int, int], ...] = ()
    gone: frozenset[int] = frozenset()
    come: frozenset[int] = frozenset()


@dataclass
class _Level:
    """The worlds that so much change reaches: after each factor in turn. None where there are none."""

    stages: list[Words | None] = field(default_factory=list)


class Reach:
    """What can be reached from some worlds of a layout.

    Args:
        tensor: the layout.
        start: the worlds to start from.
        box: for each factor of the layout the classes in which they lie, as bits.
        absent: for each factor of the layout the class of n/a, -1 when it has none.
        costs: what a change of each factor costs.
    """

    def __init__(
        self, tensor: Tensor, start: Words, box: Sequence[int], absent: Sequence[int], costs: Sequence[int]
    ) -> None:
        self._tensor, self._absent, self._costs = tensor, absent, costs
        sizes = tensor.sizes
        self._stated = [[c for c in range(size) if c != absent[axis]] for axis, size in enumerate(sizes)]
        self._from = [
            [c for c in range(size) if axis >= tensor.outer or box[axis] >> c & 1] for axis, size in enumerate(sizes)
        ]
        self._order = list(range(len(sizes)))[::-1]  # what grows most comes last
        axes = start.reshape(sizes[: tensor.outer])
        first = axes[np.ix_(*self._from[: tensor.outer])] if tensor.outer else axes
        self._levels: list[_Level] = []
        self._first = first if first.any() else None

    def within(self, cost: int) -> Words | None:
        """The worlds whose change costs exactly this much, by some way; None when there are none."""
        while len(self._levels) <= cost:
            self._levels.append(self._next(len(self._levels)))
        found = self._levels[cost].stages[-1]
        return None if found is None else found.reshape(self._tensor.shape)

    def by_one(self, place: int) -> Words | None:
        """What a change of one factor alone reaches; None when there is nothing."""
        worlds = self._first
        for axis, absent in enumerate(self._absent):
            if absent >= 0 and axis != self._tensor.axis[place]:
                worlds = self._moved(axis, worlds, None)
        found = self._moved(self._tensor.axis[place], None, worlds)
        return None if found is None else found.reshape(self._tensor.shape)

    def ways(self, cost: int, targets: Words) -> Iterator[Step]:
        """All ways of this cost into some of the worlds that it reaches."""
        worlds = targets.reshape(self._tensor.sizes[: self._tensor.outer])
        yield from self._back(cost, len(self._tensor.sizes), worlds, Step())

    def _next(self, cost: int) -> _Level:
        level = _Level([self._first if cost == 0 else None])
        for stage, axis in enumerate(self._order):
            before = cost - self._costs[axis]
            changed = self._levels[before].stages[stage] if before >= 0 else None
            level.stages.append(self._moved(axis, level.stages[stage], changed))
        return level

    def _moved(self, axis: int, same: Words | None, changed: Words | None) -> Words | None:
        """One factor further: worlds in which it stays or follows, and those from which it has been changed."""
        if same is None and changed is None:
            return None
        kept = {} if same is None else self._parts(same, axis, self._from[axis])
        left = {} if changed is None else self._parts(changed, axis, self._from[axis])
        absent, found = self._absent[axis], Parts()
        for number in range(self._tensor.sizes[axis]):
            sources = [kept[number]] if number in kept else []
            if number == absent:
                sources += [kept[other] for other in kept if other != absent]
            else:
                sources += [kept[absent]] if absent in kept else []
                sources += [left[other] for other in left if other not in (number, absent)]
            if sources:
                found[number] = _either(sources)
        if not found:
            return None
        joined = self._joined(found, axis, range(self._tensor.sizes[axis]))
        return joined if joined.any() else None

    def _back(self, cost: int, done: int, worlds: Words, step: Step) -> Iterator[Step]:
        if done == 0:
            yield step
            return
        axis = self._order[done - 1]
        place = self._tensor.places[axis]
        parts = self._parts(worlds, axis, range(self._tensor.sizes[axis]))
        absent, old = self._absent[axis], self._from[axis]
        follows = [(Parts({c: parts[c] for c in old}), step)]
        if absent >= 0:
            stated = _either([parts[c] for c in self._stated[axis]])
            gone = Parts({c: parts[absent] for c in old if c != absent})
            come = Parts({absent: stated}) if absent in old else Parts()
            follows.append((gone, Step(step.changes, step.gone | {place}, step.come)))
            follows.append((come, Step(step.changes, step.gone, step.come | {place})))
        for sources, taken in follows:
            yield from self._further(cost, done - 1, sources, taken)
        for new in self._stated[axis]:
            for each in old:
                if each not in (new, absent) and parts[new].any():
                    change = Step(((place, each, new), *step.changes), step.gone, step.come)
                    yield from self._further(cost - self._costs[axis], done - 1, Parts({each: parts[new]}), change)

    def _further(self, cost: int, done: int, sources: Parts, step: Step) -> Iterator[Step]:
        there = self._levels[cost].stages[done] if cost >= 0 else None
        if there is None or not sources:
            return
        axis = self._order[done]
        worlds = self._joined(sources, axis, self._from[axis]) & there
        if worlds.any():
            yield from self._back(cost, done, worlds, step)

    def _parts(self, worlds: Words, axis: int, present: Sequence[int] | range) -> Parts:
        tensor = self._tensor
        if axis < tensor.outer:
            return Parts({c: worlds.take([row], axis=axis) for row, c in enumerate(present)})
        base, stride = np.uint64(tensor.pattern(axis, 1)), tensor.stride(axis)
        return Parts({c: worlds >> np.uint64(c * stride) & base for c in present})

    def _joined(self, parts: Mapping[int, Words], axis: int, present: Sequence[int] | range) -> Words:
        tensor = self._tensor
        like = next(iter(parts.values()))
        if axis < tensor.outer:
            none = np.zeros_like(like)
            return np.concatenate([parts.get(c, none) for c in present], axis=axis)
        stride = tensor.stride(axis)
        return _either([part << np.uint64(c * stride) for c, part in parts.items()])


def _either(planes: Sequence[Words]) -> Words:
    """The worlds of some planes together; of one, itself: nobody changes a plane of these."""
    return planes[0] if len(planes) == 1 else np.bitwise_or.reduce(planes)
