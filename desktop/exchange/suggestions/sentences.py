"""Where sentences end, outside quotation marks: what is quoted counts as a part of the sentence that quotes it."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from desktop.exchange.suggestions.marks import Quoted

HIDDEN = "\x01"
"""Stands for every character between quotation marks, so that nothing in there is taken for a speaker or a verb."""

LONGEST = 4_000
"""The most characters of a sentence; more is cut, since it is none."""

_END = re.compile(
    r"[.!?…]+[\"'”’»“)\]]*(?:\[\w{1,4}\])*(?=\s+(?:[\"'“„«»‘‚(\[—–-]\s?)*(?:\x01|[^\W\d_a-zа-яёіїєґàâäçéèêëîïôöùûüßœæ]))"
    r"|[。！？]+[」』”’）]*|\n[ \t]*\n|\f|\n(?=\s*[—–]\s)"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:[^\W\d_]|mr|mrs|ms|dr|prof|gen|lt|col|sen|rep|gov|st|no|vs|etc|e\.g|i\.e|jr|sr|mm|mme|mlle|m|bzw|z\.b|u\.a|"
    r"ca|nr|hr|fr|ім|вул|ст|р|рр|тис|млн|млрд|т\.д|т\.п|т\.е|им|ул|г|гг|проф|гр|п|пп|см|кв|а\.м|u\.s|u\.n|e\.u))$",
    re.IGNORECASE,
)


class Sentences:
    """The sentences of a text, found once: ``masked`` is the text with what is quoted hidden."""

    def __init__(self, text: str, quotations: Sequence[Quoted]) -> None:
        self.text = text
        self.masked = _masked(text, quotations)
        self.low = self.masked.replace("İ", "I").lower()  # as long as the text itself: patterns run faster on it
        self._starts, self._ends = _cut(self.masked)

    def __len__(self) -> int:
        return len(self._starts)

    def at(self, place: int) -> int:
        """The number of the sentence in which a place lies."""
        return max(0, bisect_right(self._starts, place) - 1)

    def span(self, number: int) -> tuple[int, int]:
        """Where a sentence starts and ends, without the blanks round it."""
        return self._starts[number], self._ends[number]

    def same_paragraph(self, one: int, other: int) -> bool:
        """Whether no empty line stands between two sentences."""
        between = self.masked[self._ends[one] : self._starts[other]]
        return one == other or (one < other and "\n\n" not in between.replace(" ", "") and "\f" not in between)


def _masked(text: str, quotations: Sequence[Quoted]) -> str:
    parts, place = [], 0
    for each in quotations:
        parts.append(text[place : each.start])
        ended = text[each.end - 1 : each.end] if each.end > each.start else ""
        hidden = HIDDEN * (each.end - each.start)
        parts.append(hidden[:-1] + ended if ended in (".", "!", "?", "…") else hidden)
        place = each.end
    parts.append(text[place:])
    return "".join(parts)


def _cut(masked: str) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    for match in _END.finditer(masked):
        if match[0] == "." and _ABBREVIATED.search(masked, max(0, match.start() - 8), match.start()):
            continue
        _add(masked, place, match.end(), starts, ends)
        place = match.end()
    _add(masked, place, len(masked), starts, ends)
    return starts, ends


def _add(masked: str, start: int, end: int, starts: list[int], ends: list[int]) -> None:
    while start < end:
        stop = end if end - start <= LONGEST else _blank(masked, start + LONGEST // 2, start + LONGEST)
        part = masked[start:stop]
        if part.strip():
            starts.append(start + len(part) - len(part.lstrip()))
            ends.append(start + len(part.rstrip()))
        start = stop


def _blank(masked: str, low: int, high: int) -> int:
    """Where to cut what is too long for a sentence: behind the last blank, and not between quotation marks."""
    blank = masked.rfind(" ", low, high)
    return blank + 1 if blank >= 0 else high
