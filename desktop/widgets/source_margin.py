"""The labels beside a source's text: who says each coded passage, and how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop import theme
from desktop.widgets import marks
from desktop.widgets.source_text import SourceText
from desktop.words import as_tooltip

APART = 6


@dataclass(frozen=True, slots=True)
class MarginLabel:
    """A label at a place of the document; ``told`` is all of it in words."""

    position: int
    mark: str
    edge: str
    speaker: str
    act: str
    told: str


class SourceMargin(QWidget):
    """Follows the text beside which it stands; a label is never painted over another one."""

    chosen = Signal(int)
    """A label was clicked: its number."""

    def __init__(self, text: SourceText) -> None:
        super().__init__(text)
        self._text = text
        self._labels: tuple[MarginLabel, ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        text.scrolled.connect(self.update)

    def show_labels(self, labels: Sequence[MarginLabel]) -> None:
        """Shows these labels, sorted by their places."""
        self._labels = tuple(labels)
        self.update()

    def wanted_width(self) -> int:
        """The room that labels need."""
        return 15 * QFontMetrics(theme.font("strong")).averageCharWidth() + marks.size() + 20

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The labels in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, rect in self._placed():
            self._paint_label(painter, self._labels[number], rect)

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
        height, lowest, found = self._height(), 0, []
        for number, label in enumerate(self._labels):
            if first <= label.position <= last:
                top = max(lowest, self._text.top_of(label.position) + 2)
                found.append((number, QRect(QPoint(0, top), QSize(self.width(), height))))
                lowest = top + height + APART
        return found

    def _at(self, place: QPoint) -> int:
        return next((number for number, rect in self._placed() if rect.contains(place)), -1)

    def _height(self) -> int:
        return QFontMetrics(theme.font("strong")).height() + QFontMetrics(theme.font("meta")).height() + 2

    def _paint_label(self, painter: QPainter, label: MarginLabel, rect: QRect) -> None:
        mirrored = self._text.from_right
        bar = QRect(rect.left() + 8, rect.top(), 2, rect.height())
        side = marks.size() - 2
        strong, small = theme.font("strong"), theme.font("meta")
        strong.setPointSizeF(theme.font("dense").pointSizeF())
        metrics, below = QFontMetrics(strong), QFontMetrics(small)
        sign = QRect(bar.right() + 8, rect.top() + (metrics.height() - side) // 2, side, side)
        name = QRect(sign.right() + 6, rect.top(), rect.right() - sign.right() - 8, metrics.height())
        act = QRect(name.left(), name.bottom() + 1, name.width(), below.height())
        if mirrored:
            bar, sign, name, act = (self._turned(each) for each in (bar, sign, name, act))
        painter.fillRect(bar, theme.color(label.edge))
        marks.paint_mark(painter, QRectF(sign), label.mark)
        side_of = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        leading = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | side_of
        painter.setFont(strong)
        painter.setPen(theme.color("ink"))
        painter.drawText(name, leading, metrics.elidedText(label.speaker, Qt.TextElideMode.ElideRight, name.width()))
        painter.setFont(small)
        painter.setPen(theme.color("ink2"))
        painter.drawText(act, leading, below.elidedText(label.act, Qt.TextElideMode.ElideRight, act.width()))

    def _turned(self, rect: QRect) -> QRect:
        return QRect(self.width() - rect.right() - 1, rect.top(), rect.width(), rect.height())
