"""Draws a file on its way into the case: icon, name, what became of it, how much of it is read."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop import theme
from desktop.widgets import icons
from desktop.widgets.wrapping import lines_of

SIDE, TOP, BAR = 16, 9, 90
MOST_LINES = 3
"""So many lines of what is told have room."""

Index = QModelIndex | QPersistentModelIndex
Row = tuple[str, str, str, str, float, int]
"""Icon, its colour, name, what is told, the share that is read (negative: no bar), pixels kept free at the end."""


class ImportDelegate(QStyledItemDelegate):
    """Rows of the import list; ``row`` gives what is drawn of an index."""

    def __init__(self, view: QListView, row: Callable[[Index], Row]) -> None:
        super().__init__(view)
        self._view = view
        self._row = row

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line for the name, as many as need be for the rest."""
        width = self._view.viewport().width()
        lines = len(self._lines(self._row(index), width))
        high = QFontMetrics(_medium()).height() + lines * QFontMetrics(theme.font("dense")).height()
        return QSize(width, max(44, high + 2 * TOP + 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A row."""
        row = self._row(index)
        icon, token, name, _told, share, _free = row
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        rect, mirrored = option.rect, option.direction == Qt.LayoutDirection.RightToLeft
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.color("sel" if chosen else "base"))
        painter.setPen(theme.color("hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        side = icons.size(16)
        sign = QRect(rect.left() + SIDE, rect.top() + (rect.height() - side) // 2, side, side)
        icons.paint_icon(painter, QRectF(_turned(sign, rect, mirrored)), icon, token)
        room = self._room(row, rect)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        metrics = QFontMetrics(_medium())
        line = QRect(room.left(), rect.top() + TOP, room.width(), metrics.height())
        painter.setFont(_medium())
        painter.setPen(theme.color("ink"))
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(_turned(line, rect, mirrored), align, shown)
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink2"))
        for text in self._lines(row, rect.width()):
            line = QRect(line.left(), line.bottom() + 1, line.width(), QFontMetrics(theme.font("dense")).height())
            painter.drawText(_turned(line, rect, mirrored), align, text)
        if share >= 0:
            self._paint_bar(
                painter, _turned(QRect(room.right() + 12, rect.center().y() - 2, BAR, 5), rect, mirrored), share
            )
        painter.restore()

    def _paint_bar(self, painter: QPainter, bar: QRect, share: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(QRectF(bar), 2, 2)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(QRectF(bar.x(), bar.y(), bar.width() * share, bar.height()), 2, 2)

    def _room(self, row: Row, rect: QRect) -> QRect:
        left = rect.left() + SIDE + icons.size(16) + 14
        end = SIDE + (BAR + 12 if row[4] >= 0 else row[5])
        return QRect(left, rect.top(), max(60, rect.right() - end - left), rect.height())

    def _lines(self, row: Row, width: int) -> list[str]:
        room = self._room(row, QRect(0, 0, width, 0)).width()
        return lines_of(row[3], theme.font("dense"), room, MOST_LINES) if row[3] else []


def _turned(rect: QRect, inside: QRect, mirrored: bool) -> QRect:
    if not mirrored:
        return rect
    return QRect(inside.left() + inside.right() - rect.right(), rect.top(), rect.width(), rect.height())


def _medium() -> QFont:
    font = theme.font("body")
    font.setWeight(QFont.Weight.Medium)
    return font
