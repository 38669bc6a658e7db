"""The labels beside a source's text: who says each coded passage, and how it stands."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop import theme
from desktop.widgets import icons, marks
from desktop.widgets.source_text import SourceText
from desktop.widgets.wrapping import lines_of
from desktop.words import as_tooltip

APART = 6
MOST_LINES = 3
"""So many lines below the name have room."""


@dataclass(frozen=True, slots=True)
class MarginLabel:
    """A label at a place of the text; ``told`` is all of it in words; it has the mark of a stance, or an icon."""

    position: int
    mark: str
    edge: str
    speaker: str
    act: str
    told: str
    icon: str = ""


class SourceMargin(QWidget):
    """Follows the text beside which it stands; a label is never painted over another one."""

    chosen = Signal(int)
    """A label was clicked: its number."""

    def __init__(self, text: SourceText) -> None:
        super().__init__(text)
        self._text = text
        self._labels: tuple[MarginLabel, ...] = ()
        self._lines: dict[int, list[str]] = {}
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        text.scrolled.connect(self.update)

    def show_labels(self, labels: Sequence[MarginLabel]) -> None:
        """Shows these labels, sorted by their places."""
        self._labels = tuple(labels)
        self._lines.clear()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere."""
        super().resizeEvent(event)
        self._lines.clear()

    def wanted_width(self) -> int:
        """The room that labels need."""
        return 15 * QFontMetrics(theme.font("strong")).averageCharWidth() + marks.size() + 20

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The labels in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, rect in self._placed():
            self._paint_label(painter, number, rect)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses a label."""
        number = self._at(event.position().toPoint())
        if number >= 0:
            self.chosen.emit(number)

    def event(self, event: QEvent) -> bool:
        """A tooltip tells what is cut off."""
        if isinstance(event, QHelpEvent):
            number = self._at(event.pos())
            QToolTip.showText(event.globalPos(), as_tooltip(self._labels[number].told) if number >= 0 else "", self)
            return True
        return super().event(event)

    def _placed(self) -> list[tuple[int, QRect]]:
        """The labels in sight, each at its passage or below the one before."""
        first, last = self._text.seen()
        lowest, found = 0, []
        begun = bisect_left(self._labels, first, key=lambda label: label.position)
        for number, label in enumerate(self._labels[begun:], begun):
            top = max(lowest, self._text.top_of(label.position) + 2) if label.position <= last else self.height()
            if top >= self.height():
                break
            height = self._height(number)
            found.append((number, QRect(QPoint(0, top), QSize(self.width(), height))))
            lowest = top + height + APART
        return found

    def _at(self, place: QPoint) -> int:
        return next((number for number, rect in self._placed() if rect.contains(place)), -1)

    def _height(self, number: int) -> int:
        below = QFontMetrics(theme.font("meta")).height() * len(self._below(number))
        return QFontMetrics(_name_font()).height() + below + 2

    def _below(self, number: int) -> list[str]:
        """The lines below the name."""
        if number not in self._lines:
            room = max(40, self.width() - marks.size() - 26)
            act = self._labels[number].act
            self._lines[number] = lines_of(act, theme.font("meta"), room, MOST_LINES) if act else []
        return self._lines[number]

    def _paint_label(self, painter: QPainter, number: int, rect: QRect) -> None:
        label = self._labels[number]
        side = marks.size() - 2
        metrics, below = QFontMetrics(_name_font()), QFontMetrics(theme.font("meta"))
        bar = QRect(rect.left() + 8, rect.top(), 2, rect.height())
        sign = QRect(bar.right() + 8, rect.top() + (metrics.height() - side) // 2, side, side)
        line = QRect(sign.right() + 6, rect.top(), rect.right() - sign.right() - 8, metrics.height())
        painter.fillRect(self._turned(bar), theme.color(label.edge))
        if label.icon:
            icons.paint_icon(painter, QRectF(self._turned(sign)), label.icon, "hand")
        else:
            marks.paint_mark(painter, QRectF(self._turned(sign)), label.mark)
        name = metrics.elidedText(label.speaker, Qt.TextElideMode.ElideRight, line.width())
        self._write(painter, line, _name_font(), "hand" if label.icon else "ink", name)
        for text in self._below(number):
            line = QRect(line.left(), line.bottom() + 1, line.width(), below.height())
            self._write(painter, line, theme.font("meta"), "ink2", text)

    def _write(self, painter: QPainter, line: QRect, font: QFont, ink: str, text: str) -> None:
        side = Qt.AlignmentFlag.AlignRight if self._text.from_right else Qt.AlignmentFlag.AlignLeft
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | side
        painter.setFont(font)
        painter.setPen(theme.color(ink))
        painter.drawText(self._turned(line), align, text)

    def _turned(self, rect: QRect) -> QRect:
        """Beside a text that is read from the right, labels are mirrored."""
        if not self._text.from_right:
            return rect
        return QRect(self.width() - rect.right() - 1, rect.top(), rect.width(), rect.height())


def _name_font() -> QFont:
    font = theme.font("dense")
    font.setWeight(QFont.Weight.DemiBold)
    return font
