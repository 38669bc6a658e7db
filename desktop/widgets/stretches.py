"""Stretches of a source's text that are tinted, underlined or dotted; of thousands those in sight are found at once."""

import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

LONGEST = 4_000
"""No suggestion has so many code points."""


class Spanned(Protocol):
    """Code points [start, end) of the text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text: a tint, an edge beneath in a lane, whether it is the one looked for, or a suggestion."""

    start: int
    end: int
    fill: str
    edge: str
    lane: int = 0
    found: bool = False
    dotted: bool = False


class Stretches:
    """What is coded, and what is suggested: the latter in reading order, one of them ``at_hand`` by its number."""

    def __init__(
        self, coded: Sequence[Stretch] = (), suggested: Sequence[Spanned] = (), at_hand: int | None = None
    ) -> None:
        self.coded = tuple(sorted(coded, key=_over))
        self.suggested = suggested
        self.at_hand = at_hand

    def with_suggested(self, suggested: Sequence[Spanned], at_hand: int | None) -> "Stretches":
        """The same, with other suggestions."""
        found = Stretches((), suggested, at_hand)
        found.coded = self.coded
        return found

    def near(self, first: int, last: int) -> list[Stretch]:
        """What lies between two places, the longest first, the one looked for last."""
        found = [each for each in self.coded if each.start < last and each.end > first]
        row = bisect_left(self.suggested, first - LONGEST, key=lambda each: each.start)
        while row < len(self.suggested) and self.suggested[row].start < last:
            each = self.suggested[row]
            if each.end > first:
                found.append(Stretch(each.start, each.end, "", "ink3", 0, row == self.at_hand, dotted=True))
            row += 1
        return sorted(found, key=_over)

    def all(self) -> list[Stretch]:
        """Everything."""
        return self.near(0, sys.maxsize)


def _over(each: Stretch) -> tuple[bool, int]:
    return each.found, each.start - each.end
