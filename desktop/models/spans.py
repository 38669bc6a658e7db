"""Places in a text: code points, as the record counts them, against UTF-16 units, as Qt counts them.

The only file that turns one into the other. ``Blocks`` also cuts long lines for display (a line of millions of
characters takes Qt seconds) and knows where every code point of the source's text stands in the document shown.
"""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from PySide6.QtCore import QTextBoundaryFinder

LONGEST = 3_000
"""The most code points of a block on the screen."""

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_UNSHOWABLE = dict.fromkeys((0x0000, 0x2028, 0x2029, 0xFDD0, 0xFDD1, *range(0xD800, 0xE000)), "\ufffd")
"""What Qt would take for the end of a line, or drop; each is shown as one character, so that places stay right."""


class Units:
    """A text whose places are wanted in UTF-16 units, or back in code points."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._points = [] if text.isascii() else [found.start() for found in _ASTRAL.finditer(text)]
        self._units = [point + number + 1 for number, point in enumerate(self._points)]

    def unit(self, point: int) -> int:
        """The UTF-16 place of a code point; places outside the text are moved to its ends."""
        point = max(0, min(point, self.length))
        return point + bisect_left(self._points, point)

    def point(self, unit: int) -> int:
        """The code point at a UTF-16 place; the middle of a pair belongs to its start."""
        return max(0, min(unit - bisect_right(self._units, unit), self.length)) if self._units else self._clamped(unit)

    def _clamped(self, unit: int) -> int:
        return max(0, min(unit, self.length))


class Blocks:
    """A source's text as it is shown: ``shown`` has the same characters, and more line ends where lines are long.

    Args:
        text: the source's text, whose code points quotations count.
        longest: the most code points of a block.
    """

    def __init__(self, text: str, longest: int = LONGEST) -> None:
        cuts = _cuts(text, longest)
        pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        self.shown = "\n".join(pieces).translate(_UNSHOWABLE)
        self._cuts = cuts
        self._units = Units(text)

    def position(self, point: int) -> int:
        """The place in the document of the start of a code point."""
        return self._units.unit(point) + bisect_right(self._cuts, point)

    def end(self, point: int) -> int:
        """The place in the document where a span ends that ends before this code point."""
        return self._units.unit(point) + bisect_left(self._cuts, point)

    def point(self, position: int) -> int:
        """The code point at a place in the document."""
        low, high = 0, len(self._cuts)
        while low < high:
            middle = (low + high) // 2
            if self._units.unit(self._cuts[middle]) + middle < position:
                low = middle + 1
            else:
                high = middle
        return self._units.point(position - low)


def _cuts(text: str, longest: int) -> list[int]:
    """Where lines that are too long are cut, in code points."""
    found: list[int] = []
    lines = text.split("\n")
    for start, line in zip(accumulate((len(line) + 1 for line in lines), initial=0), lines, strict=False):
        done = 0
        while len(line) - done > longest:
            done += _cut(line[done : done + longest + 1])
            found.append(start + done)
    return found


def _cut(window: str) -> int:
    """How much of the window stays on the line: up to its last space, else up to a whole character as people see it."""
    longest = len(window) - 1
    space = window.rfind(" ", longest // 2, longest)
    if space >= 0:
        return space + 1
    units = Units(window)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, window)
    finder.setPosition(units.unit(longest))
    at = finder.position() if finder.isAtBoundary() else finder.toPreviousBoundary()
    return units.point(at) if at > 0 else longest
