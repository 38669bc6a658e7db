"""Running headers and footers: lines that stand at the same height on page after page, but for the page's number."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

FEWEST = 3
"""On how many pages a line must stand, in documents that have as many."""

_NEAR = 2  # pages; left and right pages may have their own lines
_SAME = 3.0  # points
_NUMBER = re.compile(r"\d{1,9}")
_ROMAN = re.compile(r"[-–— ]*[ivxlc]+[-–— ]*", re.IGNORECASE)


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
        alike[_masked(line.words)].append(line)
    found = []
    for group in alike.values():
        repeated = [line for line in group if any(_repeats(line, other) for other in group)]
        if len({line.page for line in repeated}) >= min(FEWEST, max(2, pages)):
            found.extend(repeated)
    return sorted(found)


def _masked(words: str) -> str:
    return "#" if _ROMAN.fullmatch(words) else _NUMBER.sub("#", " ".join(words.split()))


def _repeats(line: Line, other: Line) -> bool:
    """Whether a line is the same on a page nearby, each number in it the same or counting the pages."""
    apart = other.page - line.page
    if not 0 < abs(apart) <= _NEAR or abs(other.level - line.level) >= _SAME:
        return False
    ours, theirs = _NUMBER.findall(line.words), _NUMBER.findall(other.words)
    return all(int(their) - int(our) in (0, apart) for our, their in zip(ours, theirs, strict=False))
