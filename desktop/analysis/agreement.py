"""Where agreement is possible: the consistent worlds that nobody who can block rejects, counted and told in blocks.

These are the stated words, not what anybody might accept in the end; silence is counted as silence.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from db.vocabulary import Headline, Stance
from desktop.analysis import pareto
from desktop.analysis.blocks import Look, blocks, unlooked
from desktop.analysis.extent import Extent, by_value
from desktop.analysis.factors import Frame
from desktop.analysis.pareto import MOST_BEST
from desktop.analysis.rules import Rules
from desktop.analysis.speeches import Speech
from desktop.analysis.tensors import Tensor
from desktop.analysis.zone import Watch, Zone

MOST_BLOCKS = 12


@dataclass(frozen=True, slots=True)
class Blocker:
    """A party, and in how many consistent worlds it blocks, and alone blocks."""

    actor: int
    worlds: int
    alone: int


@dataclass(frozen=True, slots=True)
class LeastRejected:
    """The worlds that the fewest parties block, when some party blocks every world. ``by`` are the parties that block
    in one of them; ``leaving`` the sets of parties without which one would be open (``complete``: all of them).
    """

    worlds: int
    by: tuple[int, ...]
    leaving: tuple[tuple[int, ...], ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Worlds that nobody rejects: the values that each named factor may have, how many worlds that are, how many of
    them are in no block before it, and how many all blocks so far hold together.
    """

    when: tuple[tuple[str, tuple[str, ...]], ...]
    worlds: int
    gain: int
    covered: int


@dataclass(frozen=True, slots=True)
class Best:
    """One combination of the parties' headlines that no other open one outdoes, and in how many open worlds it is."""

    headlines: tuple[Headline, ...]
    worlds: int


class Agreement:
    """What some parties leave open, over all issues that some world addresses. Counts are of the whole case."""

    def __init__(
        self,
        frame: Frame,
        rules: Rules,
        extent: Extent,
        tensor: Tensor,
        speeches: Sequence[Speech],
        actors: Sequence[int],
        threshold: Stance,
        watch: Watch,
    ) -> None:
        self._frame, self._rules, self._extent = frame, rules, extent
        self._beyond = extent.beyond(tensor.places)
        self.parties = tuple(actors)
        self.zone = Zone(tensor, rules.forbidden, speeches, threshold, watch)
        self.worlds = extent.worlds
        tally = self.zone.tally
        self.consistent = tally.consistent * self._beyond
        self.not_rejected = tally.not_rejected * self._beyond
        self.for_all, self.for_some = tally.for_all * self._beyond, tally.for_some * self._beyond
        self.all_silent = tally.all_silent * self._beyond

    def values(self) -> Mapping[str, Mapping[str, int]]:
        """How many open worlds have each value, by the keys of factors and values."""
        inside = by_value(self.zone.tensor, self.zone.open)
        found = {}
        for place, factor in enumerate(self._frame.factors):
            if place in inside:
                counts = [count * self._beyond for count in inside[place]]
            else:
                whole, parts = self._extent.share(place)
                counts = [self.not_rejected * part // whole if whole else 0 for part in parts]
            found[factor.key] = dict(zip(factor.keys(factor.full), counts, strict=True))
        return found

    def blockers(self) -> tuple[Blocker, ...]:
        """The parties by how many worlds they block, the most first."""
        tally = self.zone.tally
        found = [
            Blocker(actor, worlds * self._beyond, alone * self._beyond)
            for actor, worlds, alone in zip(self.parties, tally.blocked, tally.alone, strict=True)
        ]
        return tuple(sorted(found, key=lambda each: (-each.worlds, -each.alone)))

    def least_rejected(self) -> LeastRejected | None:
        """The least blocked worlds; None when some are open."""
        if self.not_rejected:
            return None
        fewest = self.zone.fewest() if self.consistent else None
        if fewest is None:
            return LeastRejected(0, (), (), True)
        by = tuple(self.parties[place] for place in sorted(fewest.by))
        leaving = sorted(tuple(sorted(each)) for each in fewest.sets)
        sets = tuple(tuple(self.parties[place] for place in each) for each in leaving)
        return LeastRejected(fewest.worlds * self._beyond, by, sets, fewest.complete)

    def blocks(self, most: int = MOST_BLOCKS, look: Look = unlooked) -> Iterator[Block]:
        """The open worlds in readable blocks, each as it is found; ``look`` is called often and may raise to end it."""
        tensor = self.zone.tensor
        if not self.not_rejected:
            return
        follow = {place for place, mask in enumerate(self._rules.absent) if mask}
        for number, found in enumerate(blocks(tensor, self.zone.open, self.zone.closed, follow, look), 1):
            when = []
            for place, chosen in sorted(zip(tensor.places, found.classes, strict=True)):
                domain = tensor.domains[tensor.axis[place]]
                mask = sum(each for bit, each in enumerate(domain) if chosen >> bit & 1)
                if mask != self._rules.full[place]:
                    factor = self._frame.factors[place]
                    when.append((factor.key, factor.keys(mask)))
            counts = (count * self._beyond for count in (found.worlds, found.gain, found.covered))
            yield Block(tuple(when), *counts)
            if number == most:
                return

    def best(self, most: int = MOST_BEST) -> tuple[tuple[Best, ...], bool]:
        """The combinations of headlines that no other open one outdoes, the most common first; and whether these are
        all. Each is one of the best, also when there are more.
        """
        counts, complete = pareto.best(self.zone, most) if self.not_rejected else ({}, True)
        found = [Best(each, worlds * self._beyond) for each, worlds in counts.items()]
        return tuple(sorted(found, key=lambda each: (-each.worlds, each.headlines))), complete
