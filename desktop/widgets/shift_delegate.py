"""Draws what moves between two sides: both cells of a party, and what makes the move."""

from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop import theme
from desktop.widgets import icons, marks
from desktop.widgets.actor_header import KIND_ICONS
from desktop.widgets.pair_delegate import GAP, LEADING, LTR, RTL, SIDE, TRAILING, Index, RowDelegate, mirrored, strong
from desktop.words import _


class ShiftDelegate(RowDelegate):
    """A party: its cell on either side, an arrow where it moves, and what makes it move."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines."""
        height = QFontMetrics(theme.font("body")).lineSpacing() + QFontMetrics(theme.font("dense")).lineSpacing()
        return QSize(self._view.viewport().width(), height + 2 * 8)

    def columns(self, rect: QRect) -> tuple[QRect, QRect, QRect, QRect, QRect]:
        """Name, left cell, arrow, right cell, reason."""
        inside = rect.adjusted(SIDE, 7, -SIDE, -7)
        grown = max(100, theme.current().scale)  # with larger text the cells, which hold a word, give way
        name = max(150, inside.width() * min(15 * grown // 100, 26) // 100)
        why = max(180, inside.width() * min(20 * grown // 100, 34) // 100)
        arrow = 40
        cell = max(120, (inside.width() - name - why - arrow - GAP) // 2)
        left = inside.left()
        found = []
        for width in (name, cell, arrow, cell, why):
            found.append(QRect(left, inside.top(), width, inside.height()))
            left += width
        found[4].setLeft(found[4].left() + GAP)
        return found[0], found[1], found[2], found[3], found[4]

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Any) -> None:
        """The five columns."""
        name, left, arrow, right, why = (mirrored(each, option) for each in self.columns(option.rect))
        self._paint_actor(painter, option, name, row)
        _paint_cell(painter, option, left, row.left)
        _paint_cell(painter, option, right, row.right)
        side = icons.size(16)
        place = QRectF(arrow.center().x() - side / 2 + 1, arrow.center().y() - side / 2 + 1, side, side)
        if row.differs:
            icons.paint_icon(painter, place, "arrow-left" if option.direction == RTL else "arrow-right", "ink2")
        else:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.color("ink3"))
            painter.drawText(arrow, Qt.AlignmentFlag.AlignCenter, "=")
        self._paint_why(painter, why, row)

    def _paint_actor(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, row: Any) -> None:
        side = icons.size(16)
        at = room.left() if option.direction == LTR else room.right() + 1 - side
        icon = KIND_ICONS.get(row.kind, "user")
        icons.paint_icon(painter, QRectF(at, room.center().y() - side / 2 + 1, side, side), icon, "ink2")
        text = room.adjusted(side + 8, 0, 0, 0) if option.direction == LTR else room.adjusted(0, 0, -side - 8, 0)
        painter.setFont(strong())
        painter.setPen(theme.color("ink"))
        cut = QFontMetrics(strong()).elidedText(row.title, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, LEADING, cut)

    def _paint_why(self, painter: QPainter, room: QRect, row: Any) -> None:
        painter.setFont(theme.font("dense"))
        metrics = QFontMetrics(theme.font("dense"))
        lines = [(row.because, "ink" if row.differs else "ink2"), (row.through, "ink2")]
        shown = [(text, token) for text, token in lines if text]
        top = room.center().y() - len(shown) * metrics.lineSpacing() // 2
        for text, token in shown:
            painter.setPen(theme.color(token))
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.left(), top, room.width(), metrics.height()), LEADING, cut)
            top += metrics.lineSpacing()


def _paint_cell(painter: QPainter, option: QStyleOptionViewItem, room: QRect, half: Any) -> None:
    box = QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5)
    pen = QPen(theme.color(half.frame or "line"), 1)
    if half.frame:
        pen.setDashPattern([3, 2])
    painter.setPen(pen if half.frame else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(half.fill) if half.fill else Qt.BrushStyle.NoBrush)
    if half.stripes:
        painter.setBrush(theme.color("oppCell"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setBrush(QBrush(theme.color("accCell"), Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(box, 4, 4)
    side = marks.size()
    inside = room.adjusted(10, 0, -10, 0)
    at = inside.left() if option.direction == LTR else inside.right() + 1 - side
    marks.paint_mark(painter, QRectF(at, room.center().y() - side / 2 + 1, side, side), half.mark)
    text = inside.adjusted(side + 8, 0, 0, 0) if option.direction == LTR else inside.adjusted(0, 0, -side - 8, 0)
    painter.setFont(theme.font("body"))
    painter.setPen(theme.color("ink"))
    painter.drawText(text, LEADING, half.word)
    if half.tally:
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink2"))
        painter.drawText(text, TRAILING, _("{n} said").format(n=half.tally))
