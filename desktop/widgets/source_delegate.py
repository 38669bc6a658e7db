"""Draws a source in its list: title in two lines, facts, grade, how much of it is coded."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop import theme
from desktop.widgets import icons
from desktop.widgets.wrapping import lines_of
from desktop.words import _

SIDE = 14
TOP = 9

Index = QModelIndex | QPersistentModelIndex


class SourceDelegate(QStyledItemDelegate):
    """Rows of a list of sources; ``row`` gives title, facts, grade and the number coded of an index."""

    def __init__(self, view: QListView, row: Callable[[Index], tuple[str, str, str, int]]) -> None:
        super().__init__(view)
        self._view = view
        self._row = row
        self._sizes: _Sizes | None = None
        theme.current().changed.connect(self._dress)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines at most for the title, one for the rest. The view asks for all rows before it shows one."""
        width = self._view.viewport().width()
        title, *_rest = self._row(index)
        sizes = self._sizes = self._sizes or _Sizes()
        lines = 1 if sizes.title.horizontalAdvance(title) < sizes.room(width) else len(self._lines(title, width))
        return QSize(width, lines * sizes.title.lineSpacing() + sizes.rest)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        self._ground(painter, option)
        title, facts, grade, coded = self._row(index)
        inside = option.rect.adjusted(SIDE, TOP, -SIDE, -TOP)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        metrics = QFontMetrics(_medium())
        painter.setFont(_medium())
        painter.setPen(theme.color("ink"))
        for number, line in enumerate(self._lines(title, option.rect.width())):
            place = QRect(
                inside.left(), inside.top() + number * metrics.lineSpacing(), inside.width(), metrics.height()
            )
            if mirrored:
                place.setLeft(inside.left())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, line)
        if grade:
            self._grade(painter, inside, grade, mirrored)
        self._foot(painter, inside, facts, coded, mirrored)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, theme.color("sel" if chosen else "hover" if over else "base"))
        painter.setPen(theme.color("hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen:
            bar = QRect(rect.left(), rect.top(), 3, rect.height() - 1)
            if option.direction == Qt.LayoutDirection.RightToLeft:
                bar.moveRight(rect.right())
            painter.fillRect(bar, theme.color("accent"))

    def _grade(self, painter: QPainter, inside: QRect, grade: str, mirrored: bool) -> None:
        font = theme.font("meta")
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        side = max(metrics.height() + 2, metrics.horizontalAdvance(grade) + 8)
        left = inside.left() if mirrored else inside.right() + 1 - side
        place = QRect(QPoint(left, inside.top()), QSize(side, metrics.height() + 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(QRectF(place), 3, 3)
        painter.setFont(font)
        painter.setPen(theme.color("ink2"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, grade)

    def _foot(self, painter: QPainter, inside: QRect, facts: str, coded: int, mirrored: bool) -> None:
        font = theme.font("dense")
        metrics = QFontMetrics(font)
        line = QRect(inside.left(), inside.bottom() + 1 - metrics.height(), inside.width(), metrics.height())
        told = str(coded) if coded else _("not coded")
        width = metrics.horizontalAdvance(told)
        painter.setFont(font)
        painter.setPen(theme.color("ink2" if coded else "accent"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing, told)
        if coded:
            side = icons.size(13)
            at = line.left() + width + 5 if mirrored else line.right() + 1 - width - 5 - side
            icons.paint_icon(painter, QRectF(at, line.top() + (line.height() - side) / 2, side, side), "quote", "ink2")
            width += side + 5
        room = line.adjusted(width + 10, 0, 0, 0) if mirrored else line.adjusted(0, 0, -width - 10, 0)
        painter.setPen(theme.color("ink2"))
        text = metrics.elidedText(facts, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, text)

    def _lines(self, title: str, width: int) -> list[str]:
        sizes = self._sizes = self._sizes or _Sizes()
        return lines_of(title, _medium(), sizes.room(width), 2)

    def _dress(self) -> None:
        self._sizes = None


class _Sizes:
    """What rows are measured with, in the look in force."""

    def __init__(self) -> None:
        self.title = QFontMetrics(_medium())
        self.rest = QFontMetrics(theme.font("dense")).lineSpacing() + 2 * TOP + 4
        self._badge = QFontMetrics(theme.font("meta")).height() + 14

    def room(self, width: int) -> int:
        """The width of a title in a row so wide."""
        return max(60, width - 2 * SIDE - self._badge)


def _medium() -> QFont:
    font = theme.font("body")
    font.setWeight(QFont.Weight.Medium)
    return font
