"""One block of a text laid out in lines, with the places of its characters: exact in every script and direction."""

import re
from typing import Any, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextLine, QTextOption

from desktop.widgets.hidden_signs import hidden
from desktop.widgets.wrapping import runs_right_to_left

_TURNING = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters read from right to left, and what turns the direction."""


class Piece(Protocol):
    """What is laid out: a part of a text, and the way between its code points and what Qt counts."""

    start: int
    end: int
    shown: str

    def unit(self, point: int) -> int:
        """Where a code point of the whole text stands in what is shown."""

    def point(self, unit: int) -> int:
        """The code point of the whole text at a place of what is shown."""


class TextBlock:
    """A piece in lines of one height; coordinates are those of the block."""

    def __init__(self, piece: Piece, font: QFont, width: float, line_height: float, below: float) -> None:
        self.piece = piece
        self.from_right = runs_right_to_left(piece.shown)
        self.hidden = [] if piece.shown.isascii() else [(piece.start + at, sign) for at, sign in hidden(piece.shown)]
        """The places of signs that are not to be seen."""
        self.layout = QTextLayout(piece.shown, font)
        self.layout.setTextOption(_option(self.from_right))
        self.layout.setCacheEnabled(True)
        self.lines: list[QTextLine] = []
        self.line_height = line_height
        self._descent = QFontMetricsF(font).descent()
        self._lay_out(width)
        self.height = round(len(self.lines) * line_height + below)

    def draw(self, painter: QPainter, left: float, top: float, clip: QRectF) -> None:
        """Draws the text in the painter's colour."""
        self.layout.draw(painter, QPointF(left, top), [], clip)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Where the code points [start, end) of the whole text stand: a rectangle for each run of them on a line."""
        first, last = self.piece.unit(max(start, self.piece.start)), self.piece.unit(min(end, self.piece.end))
        found = []
        for number, line in enumerate(self.lines):
            low, high = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if low < high:
                top = number * self.line_height
                found += [QRectF(a, top, b - a, self.line_height) for a, b in self._runs(line, low, high)]
        return found

    def caret(self, point: int) -> QRectF:
        """Where a caret before a code point stands."""
        unit = self.piece.unit(point)
        number = self.line_of(unit)
        line = self.lines[number]
        return QRectF(_x(line.cursorToX(unit)), number * self.line_height, 1, self.line_height)

    def baseline(self, top: float) -> float:
        """Where a line beneath the letters of the line at this height runs."""
        line = self.lines[max(0, min(len(self.lines) - 1, round(top / self.line_height)))]
        return line.y() + line.ascent() + self._descent

    def line_of(self, unit: int) -> int:
        """The line in which a place stands."""
        for number, line in enumerate(self.lines):
            if unit < line.textStart() + line.textLength():
                return number
        return len(self.lines) - 1

    def point_at(self, x: float, y: float) -> int:
        """The code point nearest to a place."""
        number = max(0, min(len(self.lines) - 1, int(y // self.line_height)))
        line = self.lines[number]
        unit = line.xToCursor(x)
        last = line.textStart() + line.textLength()
        if unit >= last and number + 1 < len(self.lines):  # the place after the last letter is on the next line
            unit = self.layout.previousCursorPosition(last)
        return self.piece.point(unit)

    def step(self, point: int, by: int, *, words: bool = False) -> int:
        """The place one letter as people see it, or one word, farther (1) or back (-1); None of it is split."""
        mode = QTextLayout.CursorMode.SkipWords if words else QTextLayout.CursorMode.SkipCharacters
        unit = self.piece.unit(point)
        there = self.layout.nextCursorPosition(unit, mode) if by > 0 else self.layout.previousCursorPosition(unit, mode)
        return self.piece.point(there)

    def whole(self, point: int) -> int:
        """A place that splits no letter as people see it: this one or the one before."""
        unit = self.piece.unit(point)
        return point if self.layout.isValidCursorPosition(unit) else self.step(point, -1)

    def _lay_out(self, width: float) -> None:
        self.layout.beginLayout()
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(width)
            rest = max(0.0, self.line_height - line.height()) / 2
            line.setPosition(QPointF(0, len(self.lines) * self.line_height + rest))
            self.lines.append(line)
        self.layout.endLayout()

    def _runs(self, line: QTextLine, low: int, high: int) -> list[tuple[float, float]]:
        """The stretches of a line, from left to right, that some of its letters fill."""
        text = self.piece.shown
        if text.isascii() or not (self.from_right or _TURNING.search(text)):
            one, other = _x(line.cursorToX(low)), _x(line.cursorToX(high))
            if high == line.textStart() + line.textLength():
                other = min(max(other, one), line.naturalTextRect().right())
            return [(min(one, other), max(one, other))]
        low, high = self._on_letters(low, high)
        found: list[tuple[float, float]] = []
        boxes = (run.boundingRect() for run in line.glyphRuns(low, high - low))
        for left, right in sorted((box.left(), box.right()) for box in boxes):
            if found and left <= found[-1][1] + 0.5:
                found[-1] = found[-1][0], max(found[-1][1], right)
            elif right > left:
                found.append((left, right))
        return found

    def _on_letters(self, low: int, high: int) -> tuple[int, int]:
        """A stretch that holds its letters whole: marks belong to the letter before."""
        mode = QTextLayout.CursorMode.SkipCharacters
        if not self.layout.isValidCursorPosition(low):
            low = self.layout.previousCursorPosition(low, mode)
        if not self.layout.isValidCursorPosition(high):
            high = self.layout.nextCursorPosition(high, mode)
        return low, high


def _option(from_right: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft)
    return option


def _x(found: Any) -> float:
    """PySide gives the place and the cursor's own, as a pair."""
    return float(found[0] if isinstance(found, tuple) else found)
