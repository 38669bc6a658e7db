"""A text of any length to read: only what is in sight is laid out, so that ten megabytes open as fast as a page.

Heights of blocks that were never in sight are guesses; when one comes into sight its height is put right so that
nothing in sight moves.
"""

from collections import OrderedDict
from dataclasses import dataclass
from math import ceil
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontInfo, QFontMetrics, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop import theme
from desktop.widgets.block_heights import BlockHeights
from desktop.widgets.text_block import Piece, TextBlock
from desktop.widgets.wrapping import runs_right_to_left

MEASURE = 68
"""The most characters of a line."""
LINE_HEIGHT = 1.55
"""Times the size of the letters."""
LEAST_MARGIN = 28
PAD = 24
"""Pixels above the first and below the last line."""
_KEPT = 300
"""So many blocks stay laid out."""
_SAMPLE = 20_000


class Shown(Protocol):
    """A text as it is shown, block by block."""

    text: str

    @property
    def count(self) -> int:
        """How many blocks there are."""

    def lengths(self) -> list[int]:
        """How many code points each block has."""

    def number(self, point: int) -> int:
        """The block in which a code point stands."""

    def piece(self, number: int) -> Piece:
        """A block, to be shown."""

    def ends_line(self, number: int) -> bool:
        """Whether a line of the text ends with a block."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A block in sight, and its place in the viewport."""

    number: int
    block: TextBlock
    left: int
    top: int


@dataclass(frozen=True, slots=True)
class _Spacing:
    line: float
    blank: float
    below: float


class LongText(QAbstractScrollArea):
    """Shows blocks in a narrow column; ``room`` pixels where its lines end are free, ``from_right`` tells how it is
    read.
    """

    scrolled = Signal()
    """What is shown stands elsewhere now: scrolled, resized or laid out anew."""
    resized = Signal()
    """There is more or less room; whoever keeps ``room`` free looks again."""

    def __init__(self, blocks: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = 0
        self.from_right = False
        self.seen_blocks: list[Seen] = []
        self._blocks = blocks
        self._heights = BlockHeights([1])
        self._spacing = _Spacing(1, 1, 0)
        self._kept: OrderedDict[int, TextBlock] = OrderedDict()
        self._left, self._width = 0, 100
        self._settling = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        theme.current().changed.connect(self._dress)

    @property
    def length(self) -> int:
        """How many code points the text has."""
        return len(self._blocks.text)

    def show_blocks(self, blocks: Shown) -> None:
        """Shows a text from its beginning."""
        self._blocks = blocks
        self.from_right = runs_right_to_left(blocks.text[:_SAMPLE])
        self._settling = True
        self.verticalScrollBar().setValue(0)
        self._settling = False
        self._renew()

    def column_width(self) -> int:
        """The width of a full line."""
        return QFontMetrics(theme.font("reader")).averageCharWidth() * MEASURE

    def fit(self) -> tuple[int, int]:
        """Puts the column in the middle of what the labels leave; returns the room on its left and on its right."""
        width = self.viewport().width()
        column = max(60, min(self.column_width(), width - self.room - 2 * LEAST_MARGIN))
        start = max(LEAST_MARGIN, (width - column - self.room) // 2)
        end = max(LEAST_MARGIN, width - start - column)
        if self.from_right:
            start, end = end, start
        if (start, column) != (self._left, self._width):
            anew = column != self._width
            self._left, self._width = start, column
            if anew:
                self._keep_place()
            else:
                self._settle()
        return start, width - start - column

    def show_place(self, point: int, share: float = 1 / 3) -> None:
        """Scrolls so that a place of the text stands in the upper third, or at another share of the height."""
        self._scroll_to(point, round(self.viewport().height() * share))

    def bring_into_sight(self, point: int) -> None:
        """Scrolls as little as need be until a place of the text is in sight."""
        line = round(self._spacing.line)
        top, height = self.top_of(point), self.viewport().height()
        if top < 0:
            self._scroll_to(point, line // 2)
        elif top + line > height:
            self._scroll_to(point, height - line - line // 2)

    def seen(self) -> tuple[int, int]:
        """The first and the last place of the text that are in sight."""
        if not self.seen_blocks:
            return 0, 0
        return self.point_at(QPoint(self._left, 0)), self.point_at(
            QPoint(self._left + self._width, self.viewport().height())
        )

    def top_of(self, point: int) -> int:
        """The height in the viewport at which the line of a place of the text stands."""
        number = self._blocks.number(point)
        block = self._block(number)
        return round(PAD + self._heights.top(number) - self._value() + block.caret(point).y())

    def caret_rect(self, point: int) -> QRectF:
        """Where a caret before a place of the text stands in the viewport."""
        number = self._blocks.number(point)
        rect = self._block(number).caret(point)
        return rect.translated(self._left, PAD + self._heights.top(number) - self._value())

    def rects_of(self, start: int, end: int) -> list[QRectF]:
        """Where the code points [start, end) stand in the viewport, as far as they are in sight."""
        found = []
        for seen in self.seen_blocks:
            piece = seen.block.piece
            if piece.start < end and start < piece.end:
                found += [rect.translated(seen.left, seen.top) for rect in seen.block.rects(start, end)]
        return found

    def point_at(self, place: QPoint | QPointF) -> int:
        """The code point nearest to a place of the viewport."""
        if not self.seen_blocks:
            return 0
        y = place.y()
        seen = next((each for each in self.seen_blocks if y < each.top + each.block.height), self.seen_blocks[-1])
        return seen.block.point_at(place.x() - seen.left, max(0.0, y - seen.top))

    def block_of(self, point: int) -> TextBlock:
        """The block in which a place of the text stands, laid out."""
        return self._block(self._blocks.number(point))

    def line_up(self, point: int, by: int, x: float) -> int:
        """The place so many lines further down (or up) that is nearest to a height of the column."""
        number = self._blocks.number(point)
        block = self._block(number)
        line = block.line_of(block.piece.unit(point)) + by
        while line < 0 and number > 0:
            number -= 1
            block = self._block(number)
            line += len(block.lines)
        while line >= len(block.lines) and number + 1 < self._blocks.count:
            line -= len(block.lines)
            number += 1
            block = self._block(number)
        line = max(0, min(line, len(block.lines) - 1))
        return block.point_at(x - self._left, (line + 0.5) * block.line_height)

    def lines_in_sight(self) -> int:
        """How many lines have room."""
        return max(1, int(self.viewport().height() // self._spacing.line) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column stays narrow, and what was on top stays there."""
        super().resizeEvent(event)
        self.resized.emit()
        self.fit()
        self._settle()

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        """Lays out what comes into sight."""
        if not self._settling:
            self._settle()

    def _value(self) -> int:
        return self.verticalScrollBar().value()

    def _renew(self) -> None:
        """Everything is laid out anew."""
        self._kept.clear()
        self._spacing = self._spaced()
        self._heights = BlockHeights(self._guesses())
        self._settle()

    def _keep_place(self) -> None:
        """Everything is laid out anew; what stood on top stays there."""
        if not self.seen_blocks or self._value() == 0:
            self._renew()
            return
        point = self.point_at(QPoint(self._left, 0))
        self._renew()
        self._scroll_to(point, 0)

    def _dress(self) -> None:
        self.fit()
        self._keep_place()
        self.viewport().update()

    def _spaced(self) -> _Spacing:
        """The distances of lines: paragraphs without empty lines between them are set apart."""
        line = round(QFontInfo(theme.font("reader")).pixelSize() * LINE_HEIGHT)
        sample = self._blocks.text[:_SAMPLE]
        lines = sample.count("\n") + 1
        apart = "\n\n" not in sample and len(sample) / lines > MEASURE * 1.5
        return _Spacing(line, round(line * 0.55), round(line * 0.4) if apart else 0)

    def _guesses(self) -> list[int]:
        """How high the blocks may be, by the length of what stands in them."""
        spacing = self._spacing
        sample = "".join(self._blocks.text[:_SAMPLE].split("\n"))[:2_000]
        letter = QFontMetricsF(theme.font("reader")).horizontalAdvance(sample) / max(1, len(sample)) or 8.0
        share = letter * 1.04 / max(1, self._width)
        line, blank, below = int(spacing.line), int(spacing.blank), int(spacing.below)
        return [ceil(length * share) * line + below if length else blank + below for length in self._blocks.lengths()]

    def _block(self, number: int) -> TextBlock:
        """A block, laid out."""
        found = self._kept.get(number)
        if found is not None:
            self._kept.move_to_end(number)
            return found
        spacing = self._spacing
        piece = self._blocks.piece(number)
        line = spacing.line if piece.shown else spacing.blank
        below = spacing.below if self._blocks.ends_line(number) else 0
        found = self._kept[number] = TextBlock(piece, theme.font("reader"), self._width, line, below)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found

    def _settle(self) -> None:
        """Lays out what is in sight, and puts the heights right without moving it."""
        if self._settling:
            return
        self._settling = True
        bar = self.verticalScrollBar()
        value, at_end = bar.value(), bar.maximum() > 0 and bar.value() >= bar.maximum()
        for _round in range(8):
            before = self._heights.total
            value = self._lay_out_from(value)
            most = max(0, self._heights.total + 2 * PAD - self.viewport().height())
            if self._heights.total == before and value <= most:
                break
            value = most if at_end else min(value, most)
        bar.setPageStep(max(1, self.viewport().height() - round(self._spacing.line)))
        bar.setSingleStep(round(self._spacing.line))
        bar.setRange(0, max(0, self._heights.total + 2 * PAD - self.viewport().height()))
        bar.setValue(value)
        self._settling = False
        self.viewport().update()
        self.scrolled.emit()

    def _lay_out_from(self, value: int) -> int:
        """Lays out what is in sight at a scroll position; returns the position at which nothing has moved."""
        number, top = self._heights.at(max(0, value - PAD))
        block = self._block(number)
        more = self._heights.set(number, block.height)
        if more and value - PAD > top:
            value = max(top + PAD, value + more)
        y = PAD + top - value
        self.seen_blocks = []
        height = self.viewport().height()
        while y < height:
            block = self._block(number)
            self._heights.set(number, block.height)
            self.seen_blocks.append(Seen(number, block, self._left, y))
            y += block.height
            number += 1
            if number >= self._blocks.count:
                break
        return value

    def _scroll_to(self, point: int, height: int) -> None:
        """Puts the line of a place at a height of the viewport; heights on the way there may turn out other ones."""
        bar = self.verticalScrollBar()
        for _round in range(4):
            number = self._blocks.number(point)
            block = self._block(number)
            self._heights.set(number, block.height)
            bar.setRange(0, max(0, self._heights.total + 2 * PAD - self.viewport().height()))
            wanted = max(0, round(PAD + self._heights.top(number) + block.caret(point).y()) - height)
            wanted = min(wanted, bar.maximum())
            if bar.value() == wanted:
                break
            bar.setValue(wanted)
        self._settle()
