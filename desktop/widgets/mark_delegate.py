"""Draws a mark that was made elsewhere: what was written, the words it is on, who made it, and what became of it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop import theme
from desktop.widgets import icons
from desktop.words import quoted

SIDE, TOP = 16, 7
ROLES = ("body", "dense", "meta")
"""The letters of the three lines."""

Index = QModelIndex | QPersistentModelIndex


class MarkDelegate(QStyledItemDelegate):
    """Rows of one height, since there may be thousands; the data of ``role`` has ``body``, ``mark``, ``signed``,
    ``state`` and ``open``.
    """

    def __init__(self, view: QListView, role: int) -> None:
        super().__init__(view)
        self._view, self._role = view, role

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Three lines."""
        return QSize(self._view.viewport().width(), row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A row."""
        line = index.data(self._role)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(option.rect, theme.color("sel" if chosen else "hover" if over else "base"))
        painter.setPen(theme.color("hair"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        inside = self._icon(painter, option, line.open)
        signed = f"{line.state} · {line.signed}" if line.state else line.signed
        on = quoted(line.mark.words[:200]) if line.placed else ""
        tokens = ("hand" if line.open else "ink2", "ink2", "ink2")
        top = inside.top()
        for role, token, text in zip(ROLES, tokens, (line.body, on, signed), strict=True):
            metrics = QFontMetrics(theme.font(role))
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(token))
            room = QRect(inside.left(), top, inside.width(), metrics.height())
            told = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, told)
            top += metrics.lineSpacing() if text else 0
        painter.restore()

    def _icon(self, painter: QPainter, option: QStyleOptionViewItem, still: bool) -> QRect:
        """A bubble, or a tick where nothing is left to do; gives the room beside it."""
        side = icons.size(14)
        inside = option.rect.adjusted(SIDE, TOP, -SIDE, -TOP)
        from_left = option.direction == Qt.LayoutDirection.LeftToRight
        at = inside.left() if from_left else inside.right() + 1 - side
        icon, token = ("message-square", "hand") if still else ("check", "ok")
        icons.paint_icon(painter, QRectF(at, inside.top() + 2, side, side), icon, token)
        return inside.adjusted(side + 8, 0, 0, 0) if from_left else inside.adjusted(0, 0, -side - 8, 0)


def row_height() -> int:
    """The height of a row."""
    return sum(QFontMetrics(theme.font(role)).lineSpacing() for role in ROLES) + 2 * TOP
