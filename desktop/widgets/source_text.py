"""The text of a source, read only: serif, in a narrow column, with tinted passages whose edges are drawn beneath.

Places are code points of the source's text. Nothing in the text is ever taken for HTML, and nothing is ever loaded.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop import theme
from desktop.widgets import hidden_signs
from desktop.widgets.hidden_signs import paint_sign
from desktop.widgets.long_text import Shown
from desktop.widgets.selectable_text import SelectableText
from desktop.widgets.selection import Selection
from desktop.widgets.stretches import Stretch, Stretches
from desktop.words import as_tooltip

Span = tuple[int, int]


class SourceText(SelectableText):
    """Shows a text with what is marked in it."""

    def __init__(self, blocks: Shown, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(blocks, selection, parent)
        self.marked = Stretches()
        self._hits: tuple[Span, ...] = ()
        self._hit = -1

    def show_text(self, blocks: Shown) -> None:
        """Shows a text from its beginning."""
        self.marked, self._hits, self._hit = Stretches(), (), -1
        self.forget_caret()
        self.selection.put(0)
        self.show_blocks(blocks)

    def show_stretches(self, stretches: Stretches) -> None:
        """Tints stretches of the text."""
        self.marked = stretches
        self.viewport().update()

    def stretches(self) -> list[Stretch]:
        """What is tinted, the longest first."""
        return self.marked.all()

    def show_hits(self, hits: Sequence[Span], current: int = -1) -> None:
        """Marks what was found in the text, and the one that is looked at."""
        self._hits, self._hit = tuple(hits), current
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tints, the selection, the text, then the edges beneath passages."""
        painter = QPainter(self.viewport())
        area = QRectF(event.rect())
        painter.fillRect(area, theme.color("base"))
        first, last = self._sight()
        near = self.marked.near(first, last)
        for each in near:
            self._fill(painter, (each.start, each.end), "sel" if each.found else "" if each.dotted else each.fill)
        for number, hit in enumerate(self._hits):
            if hit[0] < last and hit[1] > first:
                self._fill(painter, hit, "hit")
                if number == self._hit:
                    self._frame(painter, hit)
        if not self.selection.empty:
            for rect in self.rects_of(self.selection.start, self.selection.end):
                painter.fillRect(_tight(rect), selected_color())
        painter.setPen(theme.color("ink"))
        for seen in self.seen_blocks:
            seen.block.draw(painter, seen.left, seen.top, area)
        for each in near:
            self._edge(painter, each)
        self._paint_hidden(painter)
        self._paint_caret(painter)

    def viewportEvent(self, event: QEvent) -> bool:
        """A tooltip tells what a flag stands for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), as_tooltip(self._sign_at(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def _sign_at(self, place: QPoint) -> str:
        """What hidden sign is flagged at a place of the viewport, in words."""
        for seen in self.seen_blocks:
            for point, sign in seen.block.hidden:
                caret = seen.block.caret(point).translated(seen.left, seen.top)
                if caret.adjusted(-6, 0, 6, 0).contains(place):
                    return hidden_signs.told(sign)
        return ""

    def _paint_hidden(self, painter: QPainter) -> None:
        for seen in self.seen_blocks:
            for point, sign in seen.block.hidden:
                paint_sign(painter, seen.block.caret(point).translated(seen.left, seen.top), sign)

    def _fill(self, painter: QPainter, span: Span, token: str) -> None:
        if token:
            for rect in self.rects_of(*span):
                painter.fillRect(_tight(rect), theme.color(token))

    def _frame(self, painter: QPainter, span: Span) -> None:
        painter.setPen(QPen(theme.color("accent"), 1.5))
        for rect in self.rects_of(*span):
            painter.drawRect(_tight(rect))

    def _edge(self, painter: QPainter, stretch: Stretch) -> None:
        """A line beneath every line of a stretch that is to be seen."""
        pen = QPen(theme.color("accent" if stretch.found else stretch.edge), 2)
        if stretch.dotted:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([1, 1.25])
        painter.setPen(pen)
        for seen in self.seen_blocks:
            piece = seen.block.piece
            if not (piece.start < stretch.end and stretch.start < piece.end):
                continue
            for rect in seen.block.rects(stretch.start, stretch.end):
                y = round(seen.top + seen.block.baseline(rect.top()) + 2 + 3 * stretch.lane)
                painter.drawLine(round(seen.left + rect.left()), y, round(seen.left + rect.right()), y)

    def _paint_caret(self, painter: QPainter) -> None:
        if self.caret and self.hasFocus() and self.selection.empty:
            rect = self.caret_rect(self.selection.place)
            painter.fillRect(QRectF(rect.left() - 1, rect.top() + 4, 2, rect.height() - 8), theme.color("accent"))

    def _sight(self) -> Span:
        if not self.seen_blocks:
            return 0, 0
        return self.seen_blocks[0].block.piece.start, self.seen_blocks[-1].block.piece.end


def selected_color() -> QColor:
    """The ground of a selection: stronger than that of a passage looked for."""
    tint, accent = theme.color("sel"), theme.color("accent")
    tint.setRgbF(*(0.72 * one + 0.28 * other for one, other in zip(_parts(tint), _parts(accent), strict=True)))
    return tint


def _tight(rect: QRectF) -> QRectF:
    """The ground of letters on a line: lines keep a gap between them."""
    return rect.adjusted(0, 2, 0, -1)


def _parts(color: QColor) -> tuple[float, float, float]:
    return color.redF(), color.greenF(), color.blueF()
