"""The best that is left open: the combinations of the parties' stances of which no other open one is better.

One combination is better than another when it is as good for every party and better for one. Silence and neutrality
are equally far from the other stances and not alike, so that neither is better. Stances are never added up.
"""

from collections.abc import Callable

import numpy as np

from db.vocabulary import Headline
from desktop.analysis.canvas import Canvas
from desktop.analysis.tensors import Index, Tensor, Words
from desktop.analysis.zone import Zone

MOST_BEST = 24
"""The most combinations that are told."""

ROOM = 1 << 22
"""How many words the planes of all parties may have together."""

RANK = {
    Headline.REJECTS: 0,
    Headline.CONTESTED: 1,
    Headline.OPPOSES: 2,
    Headline.NEUTRAL: 3,
    Headline.SILENT: 3,
    Headline.ACCEPTS: 4,
    Headline.SUPPORTS: 5,
}
"""How good a headline is in a deal."""

BEST_FIRST = sorted(Headline, key=lambda each: -RANK[each])

Stances = tuple[Headline, ...]
"""The headline of each party."""


def best(zone: Zone, most: int = MOST_BEST) -> tuple[dict[Stances, int], bool]:
    """The combinations in open worlds that none outdoes, each with the number of its worlds; and whether these are all.
    Where there are more than ``most``, none outdoes those that are told all the same.
    """
    found: dict[Stances, int] = {}
    complete = True
    parties = max(1, len(zone.speeches))
    for index, slab, watch in zone.slabs(ROOM // (len(Headline) * parties)):
        if not zone.open[index].any():
            continue
        part = _Part(zone, index, slab, watch)
        found = part.climbed(found)
        left = part.beyond(found)
        while left.any():
            if len(found) >= most:
                complete = False
                break
            watch(len(zone.speeches))
            stances = part.highest(left)
            found[stances] = part.count(stances)
            left &= ~part.under(stances)
    return found, complete


class _Part:
    """The open worlds of one slab, and of every party the planes of its headlines there."""

    def __init__(self, zone: Zone, index: Index, slab: Tensor, watch: Callable[[int], None]) -> None:
        self._slab = slab
        whole = zone.open[index]
        self._some = np.flatnonzero(whole)
        self._open = whole.ravel()[self._some]
        self._planes: list[dict[Headline, Words]] = []
        self._known: dict[tuple[str, int, Headline], Words] = {}
        canvas, consistent = Canvas(slab), slab.consistent(zone.forbidden)
        for number, speech in enumerate(zone.speeches):
            watch(number)
            planes = canvas.headlines(speech, consistent)
            packed = {each: plane.ravel()[self._some] & self._open for each, plane in planes.items()}
            self._planes.append({each: plane for each, plane in packed.items() if plane.any()})

    def climbed(self, found: dict[Stances, int]) -> dict[Stances, int]:
        """What was found elsewhere, with its worlds here; what is outdone here makes way for what outdoes it."""
        kept = {}
        for stances, worlds in found.items():
            here = self._exactly(stances)
            over = self._over(stances) & ~here
            if over.any():
                higher = self.highest(over)
                kept[higher] = self.count(higher)
            else:
                kept[stances] = worlds + self._counted(here)
        return kept

    def beyond(self, found: dict[Stances, int]) -> Words:
        """The worlds that are neither like any of these nor outdone by one."""
        left = self._open.copy()
        for stances in found:
            left &= ~self.under(stances)
        return left

    def highest(self, worlds: Words) -> Stances:
        """A combination in some worlds that no other in them outdoes: each party in turn has the best that is left."""
        chosen = []
        for planes in self._planes:
            headline = next(each for each in BEST_FIRST if each in planes and (worlds & planes[each]).any())
            worlds = worlds & planes[headline]
            chosen.append(headline)
        return tuple(chosen)

    def under(self, stances: Stances) -> Words:
        """The worlds of a combination and of those that it outdoes."""
        return self._where(stances, "under", lambda one, other: _reaches(one, other))

    def count(self, stances: Stances) -> int:
        """How many worlds have a combination."""
        return self._counted(self._exactly(stances))

    def _over(self, stances: Stances) -> Words:
        return self._where(stances, "over", lambda one, other: _reaches(other, one))

    def _exactly(self, stances: Stances) -> Words:
        return self._where(stances, "exactly", lambda one, other: one is other)

    def _where(self, stances: Stances, name: str, fits: Callable[[Headline, Headline], bool]) -> Words:
        """The worlds in which the headline of every party fits to that of a combination."""
        worlds = self._open.copy()
        for party, headline in enumerate(stances):
            known = self._known.get((name, party, headline))
            if known is None:
                there = [plane for each, plane in self._planes[party].items() if fits(headline, each)]
                known = there[0] if len(there) == 1 else np.bitwise_or.reduce(there) if there else np.zeros_like(worlds)
                self._known[name, party, headline] = known
            worlds &= known
        return worlds

    def _counted(self, worlds: Words) -> int:
        plane = self._slab.empty()
        plane.ravel()[self._some] = worlds
        return self._slab.count(plane)


def _reaches(one: Headline, other: Headline) -> bool:
    """Whether a headline is as good as another one, or better."""
    return one is other or RANK[one] > RANK[other]
