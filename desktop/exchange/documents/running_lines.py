"""Running headers and footers: lines that stand at the same height on page after page, but for their numbers."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

FEWEST = 3
"""On how many pages a line must stand, in documents that have as many."""

_NEAR = 2  # pages; left and right pages may have their own lines
_SAME = 3.0  # points
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)


class Line(NamedTuple):
    """A line of a page: its places in the page's text, its words and its height in points."""

    page: int
    start: int
    end: int
    words: str
    level: float


def running(lines: Sequence[Line], pages: int) -> list[Line]:
    """Those of the lines that are running headers and footers, in order."""
    alike: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        alike[_NUMBER.sub("#", " ".join(line.words.split()))].append(line)
    found = []
    for group in alike.values():
        repeated = [line for line in group if _repeats(line, group)]
        if len({line.page for line in repeated}) >= min(FEWEST, max(2, pages)):
            found.extend(repeated)
    return sorted(found)


def _repeats(line: Line, group: Sequence[Line]) -> bool:
    return any(0 < abs(other.page - line.page) <= _NEAR and abs(other.level - line.level) < _SAME for other in group)
