"""Paints the cells of the matrix: fill, mark, word, count, what is open and what the analyst said.

``paint`` is the hot path of scrolling: it asks for one object by row and column, and draws with fonts, colours and
pictures that were made when the theme was last new.
"""

from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.vocabulary import Headline
from desktop import theme, words
from desktop.widgets import icons, marks

EDGE = 8
GAP = 6


class Look(Protocol):
    """How a cell is drawn; see ``Look`` of the model that gives it."""

    @property
    def mark(self) -> str:
        """The name of its mark."""

    @property
    def word(self) -> str:
        """Its word."""

    @property
    def fill(self) -> str:
        """The token that covers it."""

    @property
    def frame(self) -> str:
        """The token of its dashed frame."""

    @property
    def stripes(self) -> bool:
        """Whether it is striped."""

    @property
    def ink(self) -> str:
        """The token of the word."""

    @property
    def second(self) -> str:
        """What stands below the word."""

    @property
    def second_mark(self) -> str:
        """The mark before that."""

    @property
    def by_hand(self) -> int:
        """Which line is the analyst's: 0 none, 1 the word, 2 the second line."""

    @property
    def could_turn(self) -> bool:
        """Whether the word is underlined with dots."""

    @property
    def note(self) -> bool:
        """Whether there is a note."""

    @property
    def counts(self) -> bool:
        """Whether it has a number."""


class Cells(Protocol):
    """Who tells how the cells look; rows that are no cells have no look."""

    def look(self, row: int, column: int) -> Look | None:
        """How a cell is drawn."""

    def tally(self, row: int, column: int) -> int:
        """The number at its end."""

    def nested(self, row: int) -> bool:
        """Whether the row stands below another one, and is smaller."""

    def begins(self, column: int) -> bool:
        """Whether a group of columns begins here."""


class StanceDelegate(QStyledItemDelegate):
    """Draws cells. ``frame_current`` is off while the keyboard is on an actor and not on a cell; ``current`` is the row
    and column of the current cell, whose frame is thicker than those of others that are selected with it.
    """

    def __init__(self, cells: Cells, parent: QWidget) -> None:
        super().__init__(parent)
        self._cells = cells
        self.frame_current = True
        self.current: tuple[int, int] | None = None
        self.renew()

    def renew(self) -> None:
        """Takes fonts, colours and pictures from the theme again."""
        self._colors = {token: theme.color(token) for token in theme.current().tokens}
        self._word = _medium(theme.font("dense"))
        self._plain = theme.font("dense")
        self._small = theme.font("meta")
        self._word_metrics, self._small_metrics = QFontMetrics(self._word), QFontMetrics(self._small)
        self._pictures: dict[tuple[str, str, int, float], QPixmap] = {}
        self._dashed = {token: _dashed(self._colors[token]) for token in ("rej", "neu", "acc", "line")}
        self._stripes = QBrush(_stripes(self._colors["oppCell"], self._colors["accCell"]))
        self._contrast = theme.current().high_contrast()
        self._mark = marks.size()
        self._icon = icons.size(12)

    def narrowest(self) -> int:
        """The width that every cell needs: its widest word with a mark, a count of two digits and a note."""
        sides = [each for each in Headline if each not in (Headline.CONTESTED, Headline.SILENT)]
        told = [words.stance(each) for each in Headline] + [words.might(each) for each in sides]
        widest = max(self._word_metrics.horizontalAdvance(word) for word in (*told, words.either()))
        count = self._small_metrics.horizontalAdvance("00")
        return EDGE + self._mark + GAP + widest + GAP + count + EDGE

    def height(self, nested: bool) -> int:
        """The height of a row: that of two lines, or of one line where it is nested."""
        if nested:
            return max(26, self._word_metrics.height() + 10)
        return max(34, self._word_metrics.height() + self._small_metrics.height() + 4)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The least a cell needs."""
        return QSize(self.narrowest(), self.height(self._cells.nested(index.row())))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws a cell, or the ground of a heading."""
        row, column = index.row(), index.column()
        look = self._cells.look(row, column)
        rect: QRect = option.rect
        if look is None:
            painter.fillRect(rect, self._colors["chrome"])
            self._rule(painter, rect, "line")
            return
        state: QStyle.StateFlag = option.state
        direction: Qt.LayoutDirection = option.direction
        mirrored = direction == Qt.LayoutDirection.RightToLeft
        self._ground(painter, rect, look)
        self._rule(painter, rect, "hair")
        painter.setPen(self._colors["line" if self._cells.begins(column) else "hair"])
        x = rect.right() if mirrored else rect.left()
        painter.drawLine(x, rect.top(), x, rect.bottom())
        self._content(painter, rect, look, self._cells.tally(row, column), self._cells.nested(row), mirrored)
        if self.frame_current and state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if self.current in (None, (row, column)):
                painter.setPen(QPen(self._colors["accent"], 2))
                painter.drawRect(rect.adjusted(2, 1, -1, -2))
            else:
                painter.setPen(QPen(self._colors["accent"], 1))
                painter.drawRect(rect.adjusted(1, 0, -1, -1))

    def _rule(self, painter: QPainter, rect: QRect, token: str) -> None:
        painter.setPen(self._colors[token])
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())

    def _ground(self, painter: QPainter, rect: QRect, look: Look) -> None:
        if self._contrast:
            if look.fill or look.stripes:
                painter.setPen(QPen(self._colors["ink"], 2))
                painter.drawRect(rect.adjusted(4, 3, -3, -4))
        elif look.stripes:
            painter.setBrushOrigin(rect.topLeft())
            painter.fillRect(rect, self._stripes)
        elif look.fill:
            painter.fillRect(rect, self._colors[look.fill])
        if look.by_hand == 1:
            painter.fillRect(QRect(rect.left() + 1, rect.top(), 3, rect.height()), self._colors["handMark"])
        if look.frame:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._dashed[look.frame])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(4.5, 3.5, -3.5, -4.5), 3, 3)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _content(self, painter: QPainter, rect: QRect, look: Look, tally: int, nested: bool, mirrored: bool) -> None:
        """Mark, word and second line from the start; count and note from the end."""
        two = bool(look.second) and not nested
        line = rect
        if two:
            top = rect.top() + (rect.height() - self._word_metrics.height() - self._small_metrics.height()) // 2
            line = QRect(rect.left(), top, rect.width(), self._word_metrics.height())
        side = self._mark - (2 if nested else 0)
        left = rect.left() + EDGE
        self._picture(painter, rect, "mark", look.mark, QRect(left, 0, side, side), rect, mirrored)
        x = left + self._mark + GAP
        self._text(painter, rect, look, x, line, nested, mirrored)
        if two:
            below = QRect(rect.left(), line.bottom() + 1, rect.width(), self._small_metrics.height())
            self._second(painter, rect, look, x, below, mirrored)
        end = rect.right() - EDGE + 2
        if look.counts and tally:
            told = str(tally)
            end -= self._small_metrics.horizontalAdvance(told)
            painter.setFont(self._small)
            painter.setPen(self._colors["ink2"])
            self._write(painter, rect, told, end, line, self._small_metrics, mirrored)
        if look.note:
            place = QRect(end - self._icon - 2, 0, self._icon, self._icon)
            self._picture(painter, rect, "hand", "sticky-note", place, line, mirrored)

    def _text(
        self, painter: QPainter, rect: QRect, look: Look, x: int, line: QRect, nested: bool, mirrored: bool
    ) -> None:
        firm = look.ink == "ink" and not nested
        painter.setFont(self._word if firm else self._plain)
        painter.setPen(self._colors[look.ink])
        baseline = self._write(painter, rect, look.word, x, line, self._word_metrics, mirrored)
        if look.could_turn:
            width = self._word_metrics.horizontalAdvance(look.word)
            start = rect.left() + rect.right() - x - width if mirrored else x
            painter.setPen(QPen(self._colors["ink"], 1, Qt.PenStyle.DotLine))
            painter.drawLine(start, baseline + 3, start + width, baseline + 3)

    def _second(self, painter: QPainter, rect: QRect, look: Look, x: int, line: QRect, mirrored: bool) -> None:
        """The smaller line: the analyst's judgement, the record below it, or a remark."""
        if look.by_hand == 2:
            place = QRect(x, 0, self._icon, self._icon)
            self._picture(painter, rect, "hand", "pencil-line", place, line, mirrored)
            x += self._icon + 3
        elif look.second_mark:
            place = QRect(x, 0, self._icon, self._icon)
            self._picture(painter, rect, "mark", look.second_mark, place, line, mirrored)
            x += self._icon + 3
        by_hand = look.by_hand == 2 and look.fill not in ("rejCell", "supCell")
        painter.setFont(self._small)
        painter.setPen(self._colors["hand" if by_hand else "ink2"])
        self._write(painter, rect, look.second, x, line, self._small_metrics, mirrored)

    def _write(
        self, painter: QPainter, rect: QRect, text: str, x: int, line: QRect, metrics: QFontMetrics, mirrored: bool
    ) -> int:
        """Writes one line from x on, counted from the reading start; returns its baseline."""
        if mirrored:
            x = rect.left() + rect.right() - x - metrics.horizontalAdvance(text)
        baseline = line.top() + (line.height() - metrics.height()) // 2 + metrics.ascent()
        painter.drawText(QPointF(x, baseline), text)
        return baseline

    def _picture(
        self, painter: QPainter, rect: QRect, kind: str, name: str, place: QRect, line: QRect, mirrored: bool
    ) -> None:
        """Draws a mark, or an icon in the colour that ``kind`` names, in the middle of a line."""
        if not name:
            return
        x = rect.left() + rect.right() - place.right() if mirrored else place.left()
        y = line.top() + (line.height() - place.height()) // 2
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(x, y, self._drawn(kind, name, place.width(), ratio))

    def _drawn(self, kind: str, name: str, side: int, ratio: float) -> QPixmap:
        key = (kind, name, side, ratio)
        if key not in self._pictures:
            pixmap = QPixmap(round(side * ratio), round(side * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            area = QRectF(0, 0, side, side)
            if kind == "mark":
                marks.paint_mark(painter, area, name)
            else:
                icons.paint_icon(painter, area, name, kind)
            painter.end()
            self._pictures[key] = pixmap
        return self._pictures[key]


def _medium(font: QFont) -> QFont:
    font.setWeight(QFont.Weight.Medium)
    return font


def _dashed(color: QColor) -> QPen:
    pen = QPen(color, 1)
    pen.setDashPattern([3, 2])
    return pen


def _stripes(first: QColor, second: QColor) -> QPixmap:
    """A tile of diagonal stripes."""
    side = 16
    tile = QPixmap(side, side)
    tile.fill(first)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(second, side / 2 * 0.7071, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift - 2, side + 2), QPointF(shift + side + 2, -2))
    painter.end()
    return tile
