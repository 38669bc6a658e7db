"""The smallest changes where there are too many worlds to look at: by trying every few factors.

What some changed factors reach from a box is a box again, so that it is worked out like a cell. That holds as long as
no rule ties factors that the situation leaves open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import comb

import numpy as np

from db.vocabulary import Headline
from desktop.analysis.dossier import Dossier
from desktop.analysis.outcomes import outcome
from desktop.analysis.premises import Premise
from desktop.analysis.record import Record
from desktop.analysis.rules import Box
from desktop.analysis.worlds import TooManyWorlds

MOST_CHANGED = 2
"""The most factors that are changed together."""

MOST_TRIES = 200
"""The most sets of factors of one size that are tried."""

Triples = tuple[tuple[int, int, int], ...]
"""Changes: a factor, its old and its new value."""


@dataclass(frozen=True, slots=True)
class Near:
    """What was found: the number of changes, and all sets of changes by the headline that they lead to. None found
    when ``ways`` is empty: then nothing smaller than ``size`` does, nor anything of that size.
    """

    size: int
    ways: dict[Headline, list[Triples]]


class Nearby:
    """An actor near a situation.

    Raises:
        TooManyWorlds: a single try has too many completions, or rules tie open factors of the situation.
    """

    def __init__(self, record: Record, papers: Dossier, premise: Premise, places: Sequence[int]) -> None:
        assert premise.situation is not None
        if premise.situation.rules:
            raise TooManyWorlds
        self._record, self._papers, self._premise = record, papers, premise
        self._places = places
        self._living = np.flatnonzero(premise.valid(record, papers.rows())).tolist()
        self._addressed = premise.addressed.tolist()

    def search(self, most: int = MOST_CHANGED) -> Near:
        """The fewest changes up to some number, and what they lead to."""
        cell = self._headlines(self._premise.box)
        for size in range(most + 1):
            if comb(len(self._places), size) > MOST_TRIES:
                return Near(size - 1, {})
            found: dict[Headline, list[Triples]] = {}
            for factors in combinations(self._places, size):
                if self._headlines(self._changed(factors)) - cell:
                    for headline, triples in self._each(factors, cell):
                        found.setdefault(headline, []).append(triples)
            if found:
                return Near(size, {each: sorted(found[each]) for each in sorted(found)})
        return Near(most, {})

    def follows(self, triples: Triples) -> tuple[list[int], list[int]]:
        """The factors that are always n/a after some changes, and were not; and those that no longer are."""
        values = {place: new for place, _old, new in triples}
        after = self._record.rules.tight(self._changed(tuple(values), values))
        assert after is not None
        gone, come = [], []
        for place, absent in enumerate(self._record.frame.absent):
            before = self._premise.box[place]
            if absent and not before & absent and after[place] == absent:
                gone.append(place)
            if absent and before == absent and not after[place] & absent:
                come.append(place)
        return gone, come

    def _each(self, factors: Sequence[int], cell: set[Headline]) -> Iterator[tuple[Headline, Triples]]:
        """Every choice of new values of some factors that leads to another headline."""
        stated = [self._record.frame.factors[place].stated for place in factors]
        box = self._premise.box
        new = [_bits(mask & ~box[place]) for place, mask in zip(factors, stated, strict=True)]
        old = [_bits(mask & box[place]) for place, mask in zip(factors, stated, strict=True)]
        for values in product(*new):
            chosen = dict(zip(factors, values, strict=True))
            for headline in sorted(self._headlines(self._changed(factors, chosen)) - cell):
                for before in product(*old):
                    yield headline, tuple(zip(factors, before, values, strict=True))

    def _changed(self, factors: Sequence[int], values: dict[int, int] | None = None) -> Box:
        """What is reached when exactly these factors change, n/a following from them; to some values, or to any."""
        frame = self._record.frame
        found = []
        for place, mask in enumerate(self._premise.box):
            stated, absent = frame.factors[place].stated, frame.absent[place]
            if place in factors:
                found.append(1 << values[place] if values else stated & ~mask)
            else:
                found.append(mask | absent | (stated if mask & absent else 0))
        return tuple(found)

    def _headlines(self, given: Box) -> set[Headline]:
        """The headlines in the consistent worlds of a box; of none for an impossible one."""
        tight = self._record.rules.tight(given)
        if tight is None:
            return set()
        record = self._record
        situation = record.situations.of(tight)
        found = outcome(self._papers, self._living, self._addressed, situation, record.rules)
        return {headline for headline, worlds in found.headlines.items() if worlds}


def _bits(mask: int) -> list[int]:
    return [bit for bit in range(mask.bit_length()) if mask >> bit & 1]
