"""Draws two sides of a row: the words of each and the line of five steps between them."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop import theme
from desktop.widgets import marks
from desktop.widgets.wrapping import lines_of

Index = QModelIndex | QPersistentModelIndex
SIDE, TOP, GAP = 18, 12, 16
LINES = 2
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


class RowDelegate(QStyledItemDelegate):
    """What both kinds of rows share: the ground, and rectangles that follow the reading direction."""

    def __init__(self, view: QListView, role: int) -> None:
        super().__init__(view)
        self._view, self._role = view, role

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A row."""
        row = index.data(self._role)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(option.rect, theme.color("sel" if chosen else "hover" if over else "base"))
        if chosen:
            bar = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            painter.fillRect(mirrored(bar, option), theme.color("accent"))
        painter.fillRect(option.rect.adjusted(0, option.rect.height() - 1, 0, 0), theme.color("hair"))
        self.paint_row(painter, option, row)
        painter.restore()

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Any) -> None:
        """What is in it."""
        raise NotImplementedError


def mirrored(rect: QRect, option: QStyleOptionViewItem) -> QRect:
    """A rectangle where it is when reading goes the other way."""
    if option.direction == LTR:
        return rect
    found = QRect(rect)
    found.moveRight(option.rect.left() + option.rect.right() - rect.left())
    return found


def strong() -> QFont:
    """The font of a word."""
    font = QFont(theme.font("body"))
    font.setWeight(QFont.Weight.DemiBold)
    return font


class PartiesDelegate(RowDelegate):
    """A scenario: the words of one party, the line between them, the words of the other."""

    def __init__(self, view: QListView, role: int) -> None:
        super().__init__(view, role)
        self.names = ("", "")

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the longer side."""
        row, width = index.data(self._role), self._view.viewport().width()
        column = self._columns(QRect(0, 0, width, 10))[0].width()
        lines = max(len(self._lines(half.said, column)) for half in (row.left, row.right)) if row else 1
        quote = QFontMetrics(theme.font("quotation")).lineSpacing()
        head = QFontMetrics(strong()).lineSpacing()
        small = QFontMetrics(theme.font("dense")).lineSpacing()
        return QSize(width, max(head + lines * quote + 4, head + small + marks.size() + 12) + 2 * TOP)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Any) -> None:
        """The two sides and the line."""
        left, middle, right = self._columns(option.rect)
        self._paint_half(painter, option, left, row.left, towards_middle=True)
        self._paint_half(painter, option, right, row.right, towards_middle=False)
        self._paint_line(painter, option, middle, row)

    def _columns(self, rect: QRect) -> tuple[QRect, QRect, QRect]:
        inside = rect.adjusted(SIDE, TOP, -SIDE, -TOP)
        line = max(200, min(300, inside.width() // 4))
        column = (inside.width() - line - 2 * GAP) // 2
        left = QRect(inside.left(), inside.top(), column, inside.height())
        middle = QRect(left.right() + 1 + GAP, inside.top(), line, inside.height())
        return left, middle, QRect(middle.right() + 1 + GAP, inside.top(), column, inside.height())

    def _lines(self, said: str, width: int) -> list[str]:
        return lines_of(said, theme.font("quotation"), max(80, width), LINES) if said else [""]

    def _paint_half(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, half: Any, *, towards_middle: bool
    ) -> None:
        align = TRAILING if towards_middle else LEADING
        metrics, side = QFontMetrics(strong()), marks.size()
        width = metrics.horizontalAdvance(half.word)
        start = room.right() + 1 - width - side - 7 if towards_middle else room.left()
        mark = QRect(QPoint(start, room.top() + (metrics.height() - side) // 2), QSize(side, side))
        marks.paint_mark(painter, QRectF(mirrored(mark, option)), half.mark)
        painter.setFont(strong())
        painter.setPen(theme.color("ink" if half.said or half.fill else "ink2"))
        word = QRect(start + side + 7, room.top(), width + 1, metrics.height())
        painter.drawText(mirrored(word, option), LEADING, half.word)
        self._paint_by(painter, option, room, half.by, start, word.right() + 10, towards_middle)
        font = theme.font("quotation")
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        top = room.top() + metrics.lineSpacing() + 2
        for text in self._lines(half.said, room.width()):
            line = QRect(room.left(), top, room.width(), QFontMetrics(font).height())
            painter.drawText(mirrored(line, option), align, text)
            top += QFontMetrics(font).lineSpacing()

    def _paint_by(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        told: str,
        start: int,
        end: int,
        towards_middle: bool,
    ) -> None:
        font = theme.font("dense")
        metrics = QFontMetrics(font)
        place = QRect(room.left(), room.top(), start - room.left() - 10, metrics.height() + 2)
        if not towards_middle:
            place = QRect(end, room.top(), room.right() - end, metrics.height() + 2)
        painter.setFont(font)
        painter.setPen(theme.color("ink2"))
        cut = metrics.elidedText(told, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(mirrored(place, option), TRAILING if towards_middle else LEADING, cut)

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, row: Any) -> None:
        """The scenario's name, the five steps, both marks; equal marks stand beside each other."""
        metrics, small = QFontMetrics(strong()), QFontMetrics(theme.font("dense"))
        painter.setFont(strong())
        painter.setPen(theme.color("ink"))
        head = QRect(room.left(), room.top(), room.width(), metrics.height())
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(head, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, title)
        side = marks.size()
        y = room.top() + metrics.lineSpacing() + side // 2 + 2
        first, last = room.left() + side, room.right() - side
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(first, y, last, y)
        for number in range(5):
            x = first + number * (last - first) // 4
            painter.drawLine(x, y - 3, x, y + 3)
        places = self._places(row, first, last, side, option)
        if len(places) == 2 and row.left.step != row.right.step:
            pen = QPen(theme.color("ink"), 4)
            if not row.sure:
                pen.setDashPattern([1.5, 1])
            painter.setPen(pen)
            painter.drawLine(places[0][0], y, places[1][0], y)
        for x, half in places:
            painter.fillRect(QRect(x - side // 2 - 1, y - side // 2 - 1, side + 2, side + 2), self._under(option))
            marks.paint_mark(painter, QRectF(x - side / 2, y - side / 2, side, side), half.mark)
        self._paint_names(painter, room, y + side // 2 + 2, [x for x, _half in places], self._names(row))
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink2"))
        foot = QRect(room.left(), y + side // 2 + 2, room.width(), small.height())
        painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, row.apart)

    def _under(self, option: QStyleOptionViewItem) -> Any:
        return theme.color("sel" if option.state & QStyle.StateFlag.State_Selected else "base")

    def _names(self, row: Any) -> list[str]:
        halves = zip((row.left, row.right), self.names, strict=True)
        return [name for half, name in halves if half.step is not None]

    def _places(
        self, row: Any, first: int, last: int, side: int, option: QStyleOptionViewItem
    ) -> list[tuple[int, Any]]:
        found = []
        for order, half in enumerate((row.left, row.right)):
            if half.step is not None:
                step = 4 - half.step if option.direction == RTL else half.step
                x = first + step * (last - first) // 4
                if row.left.step == row.right.step:
                    beside = side // 2 + 2
                    x = max(first + beside, min(last - beside, x)) + (-beside if order == 0 else beside)
                found.append((x, half))
        return found

    def _paint_names(self, painter: QPainter, room: QRect, top: int, marked: list[int], names: list[str]) -> None:
        """The names below the marks; where those are near each other the names give way to either side."""
        font = theme.font("meta")
        metrics = QFontMetrics(font)
        texts = [metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width() // 3) for name in names]
        widths = [metrics.horizontalAdvance(text) for text in texts]
        painter.setFont(font)
        painter.setPen(theme.color("ink2"))
        for left, width, text in zip(apart(marked, widths, room.left(), room.right()), widths, texts, strict=True):
            place = QRect(left, top, width + 2, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def apart(marked: list[int], widths: list[int], first: int, last: int, gap: int = 8) -> list[int]:
    """Where words of these widths begin, each under its mark, within bounds, and two of them never on each other."""
    lefts = [max(first, min(x - width // 2, last - width)) for x, width in zip(marked, widths, strict=True)]
    if len(lefts) < 2:
        return lefts
    one, other = (0, 1) if marked[0] <= marked[1] else (1, 0)
    over = lefts[one] + widths[one] + gap - lefts[other]
    if over > 0:
        lefts[one] = max(first, lefts[one] - over // 2)
        lefts[other] = min(max(lefts[other], lefts[one] + widths[one] + gap), last - widths[other])
        lefts[one] = max(first, min(lefts[one], lefts[other] - gap - widths[one]))
    return lefts
