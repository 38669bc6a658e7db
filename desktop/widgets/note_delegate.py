"""Draws a note in the list: what it is about, its first lines in the analyst's colour, who wrote it when."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop import theme
from desktop.widgets import icons
from desktop.widgets.wrapping import lines_of

SIDE, TOP = 16, 10
LINES = 3

Index = QModelIndex | QPersistentModelIndex


class NoteDelegate(QStyledItemDelegate):
    """Rows of notes; the data of ``role`` has ``about``, ``note.body``, ``note.done`` and ``signed``."""

    def __init__(self, view: QListView, role: int) -> None:
        super().__init__(view)
        self._view, self._role = view, role

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its lines."""
        line = index.data(self._role)
        width = self._view.viewport().width()
        body = len(self._lines(line.note.body, width)) * QFontMetrics(theme.font("body")).lineSpacing()
        small = QFontMetrics(theme.font("dense")).lineSpacing()
        return QSize(width, body + 2 * small + 2 * TOP + 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A row."""
        line = index.data(self._role)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        self._ground(painter, option)
        inside = option.rect.adjusted(SIDE, TOP, -SIDE, -TOP)
        place = self._head(painter, inside, line, option.direction)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink2" if line.note.done else "hand"))
        metrics = QFontMetrics(theme.font("body"))
        for text in self._lines(line.note.body, option.rect.width()):
            row = QRect(inside.left(), place, inside.width(), metrics.height())
            painter.drawText(row, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, text)
            place += metrics.lineSpacing()
        small = QFontMetrics(theme.font("dense"))
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink2"))
        foot = QRect(inside.left(), place + 3, inside.width(), small.height())
        told = small.elidedText(line.signed, Qt.TextElideMode.ElideRight, foot.width())
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, told)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(option.rect, theme.color("sel" if chosen else "hover" if over else "base"))
        painter.fillRect(option.rect.adjusted(0, option.rect.height() - 1, 0, 0), theme.color("hair"))

    def _head(self, painter: QPainter, inside: QRect, line: object, direction: Qt.LayoutDirection) -> int:
        """What it is about, with a tick when it is done; gives where the next line begins."""
        font = QFont(theme.font("dense"))
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        done = line.note.done  # type: ignore[attr-defined]
        side = icons.size(14)
        at = inside.left() if direction == Qt.LayoutDirection.LeftToRight else inside.right() + 1 - side
        top = inside.top() + (metrics.height() - side) / 2
        icon, token = ("circle-check", "ok") if done else ("sticky-note", "hand")
        icons.paint_icon(painter, QRectF(at, top, side, side), icon, token)
        room = inside.adjusted(side + 7, 0, 0, 0)
        if direction == Qt.LayoutDirection.RightToLeft:
            room = inside.adjusted(0, 0, -side - 7, 0)
        room.setHeight(metrics.height())
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        about = metrics.elidedText(line.about, Qt.TextElideMode.ElideRight, room.width())  # type: ignore[attr-defined]
        painter.drawText(room, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, about)
        return inside.top() + metrics.lineSpacing() + 3

    def _lines(self, body: str, width: int) -> list[str]:
        return lines_of(" ".join(body.split()), theme.font("body"), max(80, width - 2 * SIDE), LINES)
