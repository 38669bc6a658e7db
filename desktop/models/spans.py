"""Places in a text: code points, as the record counts them, against UTF-16 units, as Qt counts them.

The only file that turns one into the other. ``Blocks`` cuts a text into what is laid out at once: its lines, and long
lines once more (a line of millions of characters takes Qt seconds). A ``Piece`` is one of them, ready to be shown.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import add, sub

from PySide6.QtCore import QTextBoundaryFinder

LONGEST = 3_000
"""The most code points of a block on the screen."""

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_LETTER = 64
"""No letter as people see it has so many code points, but for mischief."""
_UNSHOWABLE = dict.fromkeys(
    (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFDD0, 0xFDD1, *range(0xD800, 0xE000)),
    "\ufffd",
)
"""What Qt would take for the end of a line, or drop; each is shown as one character, so that places stay right."""
_UNSHOWABLE |= {0x0B: " ", 0x0C: " ", 0x0D: " "}


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


class Piece:
    """One block: its places [start, end) in the text, what is shown of it, and the way between both."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.shown = text[start:end].translate(_UNSHOWABLE)
        self._units = Units(self.shown)

    def unit(self, point: int) -> int:
        """Where a code point of the whole text stands in what is shown; those outside are moved to its ends."""
        return self._units.unit(point - self.start)

    def point(self, unit: int) -> int:
        """The code point of the whole text at a place of what is shown."""
        return self.start + self._units.point(unit)


class Blocks:
    """A source's text as it is shown, block by block.

    Args:
        text: the source's text, whose code points quotations count.
        longest: the most code points of a block.
    """

    def __init__(self, text: str, longest: int = LONGEST) -> None:
        self.text = text
        lengths = list(map(len, text.split("\n")))
        starts = list(accumulate((length + 1 for length in lengths), initial=0))[:-1]
        if max(lengths) <= longest:
            self._starts = array("q", starts)
            self._ends = array("q", map(add, starts, lengths))
            return
        self._starts, self._ends = array("q"), array("q")
        for start, length in zip(starts, lengths, strict=True):
            self._starts.append(start)
            self._end_line(start + length, longest)

    @property
    def count(self) -> int:
        """How many blocks there are; one at least."""
        return len(self._starts)

    def lengths(self) -> "list[int]":
        """How many code points each block has."""
        return list(map(sub, self._ends, self._starts))

    def number(self, point: int) -> int:
        """The block in which a code point stands; the end of a line belongs to it."""
        return max(0, bisect_right(self._starts, point) - 1)

    def piece(self, number: int) -> Piece:
        """A block, to be shown."""
        return Piece(self.text, self._starts[number], self._ends[number])

    def ends_line(self, number: int) -> bool:
        """Whether a line of the text ends with a block; else the line was too long and goes on."""
        last = number + 1 == len(self._starts)
        return last or self._starts[number + 1] > self._ends[number]

    def _end_line(self, end: int, longest: int) -> None:
        """Ends the line begun last, and cuts it where it is too long."""
        start = self._starts[-1]
        while end - start > longest:
            start = _cut(self.text, start, start + longest)
            self._ends.append(start)
            self._starts.append(start)
        self._ends.append(end)


def _cut(text: str, start: int, last: int) -> int:
    """Where a line that begins at ``start`` is cut: after its last space, else between two letters as people see them;
    at ``last`` at the latest.
    """
    space = text.rfind(" ", (start + last) // 2, last)
    if space >= 0:
        return space + 1
    before = max(start, last - _LETTER)
    window = text[before : last + 1]
    units = Units(window)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, window)
    finder.setPosition(units.unit(last - before))
    at = finder.position() if finder.isAtBoundary() else finder.toPreviousBoundary()
    return before + units.point(at) if at > 0 else last
