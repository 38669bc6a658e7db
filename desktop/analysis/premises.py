"""What is supposed: one scenario, or a situation that no scenario tells."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.analysis.bitmaps import Places
from desktop.analysis.living import judged_at, valid
from desktop.analysis.record import Record
from desktop.analysis.rules import Box
from desktop.analysis.situations import Situation

NONE = 0
"""The id of a situation that is no scenario."""


@dataclass(frozen=True)
class Premise:
    """``given`` is what is set, ``situation`` what the rules leave of it, None when that is impossible; ``addressed``
    the issues it is about, and ``moment`` when it is judged. ``scenario`` is the id of a scenario.
    """

    given: Box
    situation: Situation | None
    addressed: NDArray[np.bool_]
    moment: int
    scenario: int = NONE

    @property
    def box(self) -> Box:
        """What is left possible; as given when nothing is."""
        return self.given if self.situation is None else self.situation.box

    def valid(self, record: Record, rows: Places) -> NDArray[np.bool_]:
        """Which positions are valid then."""
        return valid(record.columns, rows, self.moment)


def of_scenario(record: Record, place: int) -> Premise:
    """A scenario, by its place in the list."""
    situations = record.situations
    return Premise(
        tuple(situations.given[place].tolist()),
        situations.situation(place) if situations.possible[place] else None,
        record.addressed[:, place],
        judged_at(situations.dates[place], record.now),
        situations.source[place].id,
    )


def of_box(record: Record, given: Box, place: int | None = None) -> Premise:
    """A situation, judged at the date of a scenario."""
    tight = record.rules.tight(given)
    situation = None if tight is None else record.situations.of(tight)
    narrowed = {factor for factor, mask in enumerate(given) if mask != record.frame.full[factor]}
    addressed = [not narrowed.isdisjoint(factors) for factors in record.expressed]
    date = None if place is None else record.situations.dates[place]
    return Premise(given, situation, np.array(addressed, np.bool_), judged_at(date, record.now))
