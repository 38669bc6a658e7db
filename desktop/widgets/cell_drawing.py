"""Draws a cell of the matrix: fill, mark, word, what is open and what the analyst said; and a count by itself."""

import math
from typing import NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

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


class Place(NamedTuple):
    """Where a cell is: its size, whether its row stands below another one, whether a group of columns begins with it,
    whether reading goes from right to left, and how many pixels of the screen one of the window takes.
    """

    width: int
    height: int
    nested: bool
    begins: bool
    mirrored: bool
    ratio: float


class CellDrawing:
    """Draws in the fonts and colours of the theme as it was when this was made."""

    def __init__(self) -> None:
        self.colors = {token: theme.color(token) for token in theme.current().tokens}
        self._word = _medium(theme.font("dense"))
        self._plain = theme.font("dense")
        self._small = theme.font("meta")
        self._word_metrics, self._small_metrics = QFontMetrics(self._word), QFontMetrics(self._small)
        self._word_line, self._line = self._word_metrics.height(), self._small_metrics.height()
        self._dashed = {token: _dashed(self.colors[token]) for token in ("rej", "neu", "acc", "line")}
        self._stripes = QBrush(_stripes(self.colors["oppCell"], self.colors["accCell"]))
        self._contrast = theme.current().high_contrast()
        self._mark = marks.size()
        self._icon = icons.size(12)
        self._pictures: dict[tuple[str, str, int, float], QPixmap] = {}

    def narrowest(self) -> int:
        """The width that every cell needs: its widest word with a mark, a count of two digits and a note."""
        sides = [each for each in Headline if each not in (Headline.CONTESTED, Headline.SILENT)]
        told = [words.stance(each) for each in Headline] + [words.might(each) for each in sides]
        widest = max(self._word_metrics.horizontalAdvance(word) for word in (*told, words.either()))
        count = self._small_metrics.horizontalAdvance("00")
        return EDGE + self._mark + GAP + widest + GAP + count + EDGE

    def height(self, nested: bool) -> int:
        """The height of a row: that of two lines, or of one line where it is nested."""
        return max(26, self._word_line + 10) if nested else max(34, self._word_line + self._line + 7)

    def number(self, tally: int, ratio: float) -> tuple[QPixmap, int]:
        """The picture of a count, and how wide it is."""
        metrics, told = self._small_metrics, str(tally)
        width = metrics.horizontalAdvance(told)
        picture = blank(width, metrics.height(), ratio, QColor(Qt.GlobalColor.transparent))
        painter = QPainter(picture)
        painter.setFont(self._small)
        painter.setPen(self.colors["ink2"])
        painter.drawText(QPointF(0, metrics.ascent()), told)
        painter.end()
        return picture, width

    def number_place(self, look: Look, width: int, place: Place) -> tuple[int, int]:
        """Where a count of a width stands in a cell: its left and its top."""
        line = self._first_line(QRect(0, 0, place.width, place.height), look, place.nested)
        left = EDGE - 2 if place.mirrored else place.width - EDGE + 1 - width
        return left, _middle(line, self._line)

    def cell(self, painter: QPainter, look: Look | None, digits: int, place: Place) -> None:
        """A cell, with room for a count of so many figures; the ground of a heading when it has no look."""
        rect = QRect(0, 0, place.width, place.height)
        if look is None:
            painter.fillRect(rect, self.colors["chrome"])
            self._rule(painter, rect, "line")
            return
        self._ground(painter, rect, look)
        self._rule(painter, rect, "hair")
        painter.setPen(self.colors["line" if place.begins else "hair"])
        x = rect.right() if place.mirrored else rect.left()
        painter.drawLine(x, rect.top(), x, rect.bottom())
        self._content(painter, rect, look, digits, place)

    def _rule(self, painter: QPainter, rect: QRect, token: str) -> None:
        painter.setPen(self.colors[token])
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())

    def _ground(self, painter: QPainter, rect: QRect, look: Look) -> None:
        if self._contrast:
            if look.fill or look.stripes:
                painter.setPen(QPen(self.colors["ink"], 2))
                painter.drawRect(rect.adjusted(4, 3, -3, -4))
        elif look.stripes:
            painter.setBrushOrigin(rect.topLeft())
            painter.fillRect(rect, self._stripes)
        elif look.fill:
            painter.fillRect(rect, self.colors[look.fill])
        if look.by_hand == 1:
            painter.fillRect(QRect(rect.left() + 1, rect.top(), 3, rect.height()), self.colors["handMark"])
        if look.frame:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._dashed[look.frame])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(4.5, 3.5, -3.5, -4.5), 3, 3)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _content(self, painter: QPainter, rect: QRect, look: Look, digits: int, place: Place) -> None:
        """Mark, word and second line from the start; a note from the end, before the number."""
        nested, mirrored = place.nested, place.mirrored
        line = self._first_line(rect, look, nested)
        side = self._mark - (2 if nested else 0)
        left = rect.left() + EDGE
        self._picture(painter, rect, "mark", look.mark, QRect(left, 0, side, side), rect, mirrored)
        x = left + self._mark + GAP
        self._text(painter, rect, look, x, line, nested, mirrored)
        if look.second and not nested:
            below = QRect(rect.left(), line.bottom() + 1, rect.width(), self._line)
            self._second(painter, rect, look, x, below, mirrored)
        if look.note:
            end = rect.right() - EDGE + 2 - self._small_metrics.horizontalAdvance("0" * digits)
            spot = QRect(end - self._icon - 2, 0, self._icon, self._icon)
            self._picture(painter, rect, "hand", "sticky-note", spot, line, mirrored)

    def _first_line(self, rect: QRect, look: Look, nested: bool) -> QRect:
        """The line of the word: the upper one of two."""
        if nested or not look.second:
            return rect
        top = rect.top() + (rect.height() - self._word_line - self._line) // 2
        return QRect(rect.left(), top, rect.width(), self._word_line)

    def _text(
        self, painter: QPainter, rect: QRect, look: Look, x: int, line: QRect, nested: bool, mirrored: bool
    ) -> None:
        firm = look.ink == "ink" and not nested
        painter.setFont(self._word if firm else self._plain)
        painter.setPen(self.colors[look.ink])
        baseline = self._write(painter, rect, look.word, x, line, self._word_metrics, mirrored)
        if look.could_turn:
            width = self._word_metrics.horizontalAdvance(look.word)
            start = rect.left() + rect.right() - x - width if mirrored else x
            painter.setPen(QPen(self.colors["ink"], 1, Qt.PenStyle.DotLine))
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
        painter.setPen(self.colors["hand" if by_hand else "ink2"])
        self._write(painter, rect, look.second, x, line, self._small_metrics, mirrored)

    def _write(
        self, painter: QPainter, rect: QRect, text: str, x: int, line: QRect, metrics: QFontMetrics, mirrored: bool
    ) -> int:
        """Writes one line from x on, counted from the reading start; returns its baseline."""
        if mirrored:
            x = rect.left() + rect.right() - x - metrics.horizontalAdvance(text)
        baseline = _middle(line, metrics.height()) + metrics.ascent()
        painter.drawText(QPointF(x, baseline), text)
        return baseline

    def _picture(
        self, painter: QPainter, rect: QRect, kind: str, name: str, place: QRect, line: QRect, mirrored: bool
    ) -> None:
        """Draws a mark, or an icon in the colour that ``kind`` names, in the middle of a line."""
        if not name:
            return
        x = rect.left() + rect.right() - place.right() if mirrored else place.left()
        y = _middle(line, place.height())
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(x, y, self._drawn(kind, name, place.width(), ratio))

    def _drawn(self, kind: str, name: str, side: int, ratio: float) -> QPixmap:
        key = (kind, name, side, ratio)
        if key not in self._pictures:
            pixmap = blank(side, side, ratio, QColor(Qt.GlobalColor.transparent))
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


def _middle(line: QRect, height: int) -> int:
    """The top of what stands in the middle of a line."""
    return line.top() + (line.height() - height) // 2


def blank(width: int, height: int, ratio: float, ground: QColor) -> QPixmap:
    """A picture of one colour, in pixels of the window; ``ratio`` of the screen's stand for each."""
    pixmap = QPixmap(math.ceil(width * ratio), math.ceil(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(ground)
    return pixmap


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
