"""Finding words in one text: without case, accents and spellings of one letter, as the search over all sources does."""

import re
from collections.abc import Iterator

from db.folding import end_place, fold, place

MOST = 5_000
"""So many hits are shown at most."""
_CHUNK = 20_000

Span = tuple[int, int]


def find(text: str, asked: str) -> tuple[Span, ...]:
    """The spans of a text in which the words stand one after another, from its beginning.

    A text is folded in short parts, so that a window stays lively while another thread looks.
    """
    words = fold(asked).split()
    if not words:
        return ()
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    reach = 4 * len(asked) + 64
    found: list[Span] = []
    for start, end in _chunks(text):
        part = text[start : min(len(text), end + reach)]
        for span in _hits(part, pattern):
            if start + span[0] < end and (not found or start + span[0] >= found[-1][1]):
                found.append((start + span[0], start + span[1]))
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def nearest(hits: tuple[Span, ...], point: int) -> int:
    """The number of the first hit from a place on; from the beginning again where there is none."""
    return next((number for number, hit in enumerate(hits) if hit[0] >= point), 0) if hits else -1


def _hits(part: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    folded = fold(part)
    for each in pattern.finditer(folded):
        yield place(part, each.start()), end_place(part, each.end())


def _chunks(text: str) -> Iterator[Span]:
    """The text in parts that end between words."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _CHUNK)
        if end < len(text):
            blank = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
            end = blank + 1 if blank > start else end
        yield start, end
        start = end
