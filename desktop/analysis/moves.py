"""The smallest changes in the words of the case: which factors change from what to what, and which follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product

from db.vocabulary import Headline
from desktop.analysis.factors import Frame
from desktop.analysis.flips import Reach, Step
from desktop.analysis.nearby import Nearby, Triples
from desktop.analysis.tensors import Tensor, Words

MOST_CHANGES = 1_000
"""The most sets of changes that are listed."""


@dataclass(frozen=True, slots=True)
class Change:
    """A factor that changes from one value to another, by their keys."""

    factor: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Way:
    """Changes that together are enough. ``gone`` and ``come`` are the factors that follow: n/a then, or no longer."""

    changes: tuple[Change, ...]
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """The smallest changes after which an actor has another headline; ``complete``: all of them."""

    actor: int
    size: int
    headline: Headline
    ways: tuple[Way, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Nearest:
    """The smallest changes that reach the open worlds; none when one of them is there already."""

    size: int
    ways: tuple[Way, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Pivot:
    """In what share of the consistent worlds a change of a factor alone changes an actor's headline."""

    factor: str
    share: float


def ways(frame: Frame, tensor: Tensor, reach: Reach, cost: int, targets: Words) -> tuple[tuple[Way, ...], bool]:
    """All ways of a cost into some worlds, in the case's order, and whether these are all."""
    steps = list(islice(reach.ways(cost, targets), MOST_CHANGES + 1))
    by_changes: dict[tuple[tuple[int, int, int], ...], list[Step]] = {}
    for step in steps:
        by_changes.setdefault(step.changes, []).append(step)
    found: dict[tuple[tuple[int, int, int], ...], Way] = {}
    for changes, same in by_changes.items():
        gone, come = (_always(frame, [getattr(step, name) for step in same]) for name in ("gone", "come"))
        for values in product(*(_values(tensor, *change) for change in changes)):
            ordered = tuple(sorted(values))
            found.setdefault(ordered, Way(tuple(_change(frame, *each) for each in ordered), gone, come))
            if len(found) > MOST_CHANGES:
                return _told(found), False
    return _told(found), len(steps) <= MOST_CHANGES


def near_ways(frame: Frame, nearby: Nearby, triples: Sequence[Triples]) -> tuple[tuple[Way, ...], bool]:
    """The same of sets of changes that were found by trying."""
    listed = []
    for each in triples[:MOST_CHANGES]:
        gone, come = (tuple(frame.factors[place].key for place in places) for places in nearby.follows(each))
        listed.append(Way(tuple(_change(frame, *change) for change in each), gone, come))
    return tuple(listed), len(triples) <= MOST_CHANGES


def _told(found: dict[tuple[tuple[int, int, int], ...], Way]) -> tuple[Way, ...]:
    return tuple(found[key] for key in sorted(found)[:MOST_CHANGES])


def _always(frame: Frame, sets: list[frozenset[int]]) -> tuple[str, ...]:
    return tuple(frame.factors[place].key for place in sorted(frozenset.intersection(*sets)))


def _values(tensor: Tensor, place: int, old: int, new: int) -> Iterable[tuple[int, int, int]]:
    """The changes of values that a change of classes stands for."""
    domain = tensor.domains[tensor.axis[place]]
    bits = [[bit for bit in range(mask.bit_length()) if mask >> bit & 1] for mask in (domain[old], domain[new])]
    return ((place, one, other) for one, other in product(*bits))


def _change(frame: Frame, place: int, old: int, new: int) -> Change:
    factor = frame.factors[place]
    return Change(factor.key, factor.values[old].key, factor.values[new].key)
