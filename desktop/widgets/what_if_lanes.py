"""The parties of What if on their lanes, from rejects to supports, and silent."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QListView, QSizePolicy, QStyleOptionViewItem, QWidget

from db.vocabulary import Headline
from desktop import theme, words
from desktop.widgets import icons, marks
from desktop.widgets.actor_header import KIND_ICONS
from desktop.widgets.pair_delegate import LEADING, RTL, RowDelegate, mirrored, strong
from desktop.widgets.wrapping import name_lines, widest_word
from desktop.words import _

Index = QModelIndex | QPersistentModelIndex

MOST_KEPT = 8_000_000
"""Pixels of all pictures that are kept; with more of them all are forgotten."""


class LinesDelegate(RowDelegate):
    """A party on its lane: hollow where it stands before, its mark where it stands now, a bar with an arrow between."""

    STEPS = 5

    def __init__(self, view: QListView, role: int) -> None:
        super().__init__(view, role)
        self._widest = self._least = self._move = 0
        self._fitted: tuple[object, ...] = ()
        self._drawn: dict[object, QPixmap] = {}
        self._kept = 0
        theme.current().changed.connect(self._forget)

    def fit(self, names: Sequence[str]) -> None:
        """Gives the names the room that they need, as far as there is some."""
        fitted = (theme.current().scale, *names)
        if fitted == self._fitted:
            return
        self._fitted = fitted
        self._forget()
        font = strong()
        metrics = QFontMetrics(font)
        self._widest = max((metrics.horizontalAdvance(name) for name in names), default=0) + icons.size(16) + 18
        self._least = max((widest_word(name, font) for name in names), default=0) + icons.size(16) + 18
        self._move = max(metrics.horizontalAdvance(word) for word in _told()) + 6
        self.sizeHintChanged.emit(QModelIndex())

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines of words, and some room for the lanes beneath the name where they stand there."""
        height = QFontMetrics(strong()).lineSpacing() + QFontMetrics(theme.font("dense")).lineSpacing()
        width = self._view.viewport().width()
        return QSize(width, height + (24 if self.stacked(width) else 16))

    def lanes(self, rect: QRect) -> tuple[QRect, QRect, int, QRect]:
        """The name, the five lanes, the place of the silent lane, the words of the move."""
        inside = rect.adjusted(16, 6, -16, -6)
        tight = 6 * marks.size() + 8
        silent = max(56, QFontMetrics(theme.font("dense")).horizontalAdvance(_("Silent")) + 12)
        move = max(120, self._move, inside.width() * 20 // 100)
        left = inside.width() - move - silent
        told = QRect(inside.right() + 1 - move, inside.top(), move, inside.height())
        if self.stacked(rect.width()):
            head = QFontMetrics(strong()).lineSpacing()
            five = QRect(inside.left(), inside.top() + head, left, inside.height() - head)
            above = QRect(inside.left(), inside.top(), inside.width() - move - 8, head)
            return above, five, five.right() + silent // 2, told
        name = max(min(self._widest, inside.width() * 36 // 100), self._least)
        name = max(100, min(name, left - tight))
        five = QRect(inside.left() + name, inside.top(), left - name, inside.height())
        return QRect(inside.left(), inside.top(), name - 8, inside.height()), five, five.right() + silent // 2, told

    def stacked(self, width: int) -> bool:
        """Whether the names stand over their lanes, since a word of one would have no room beside them."""
        silent = QFontMetrics(theme.font("dense")).horizontalAdvance(_("Silent")) + 12
        beside = width - 32 - max(120, self._move) - max(56, silent) - 6 * marks.size() - 8
        return beside < min(self._least, 220)

    def place(self, five: QRect, silent: int, step: int | None) -> int:
        """Where a step is; the silent lane for None."""
        side = marks.size()
        if step is None:
            return silent
        return five.left() + side + step * (five.width() - 2 * side) // (self.STEPS - 1)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Any) -> None:
        """Name, lanes, words."""
        _name, five, silent, move = self.lanes(option.rect)
        ratio = painter.device().devicePixelRatioF()
        size = option.rect.size().toTuple()
        still = (row.name, row.kind, size, option.direction, ratio)
        draw = partial(self._paint_still, option=option, row=row)
        painter.drawPixmap(option.rect.topLeft(), self._picture(still, option.rect.size(), ratio, option, draw))
        flip = _flipper(option)
        y = five.center().y()
        before, now = flip(self.place(five, silent, row.before.step)), flip(self.place(five, silent, row.now.step))
        if row.moves:
            self._paint_move(painter, before, now, y, row)
        side = marks.size()
        under = QRectF(now - side / 2, y - side / 2, side, side)
        if row.now.mark:
            marks.paint_mark(painter, under, row.now.mark)
        room = mirrored(move, option)
        said = (row.now.word, row.before.word if row.moves else None, room.size().toTuple(), option.direction, ratio)
        tell = partial(self._paint_words, room=QRect(QPoint(0, 0), room.size()), row=row)
        painter.drawPixmap(room.topLeft(), self._picture(said, room.size(), ratio, option, tell))

    def _picture(
        self, key: object, size: QSize, ratio: float, option: QStyleOptionViewItem, draw: Callable[[QPainter], None]
    ) -> QPixmap:
        """What is the same in many rows, or in one row whatever the situation, drawn once."""
        found = self._drawn.get(key)
        if found is None:
            found = QPixmap(size * ratio)
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setLayoutDirection(option.direction)
            draw(painter)
            painter.end()
            self._keep(key, found)
        return found

    def _keep(self, key: object, picture: QPixmap) -> None:
        pixels = picture.width() * picture.height()
        if self._kept + pixels > MOST_KEPT:
            self._forget()
        self._kept += pixels
        self._drawn[key] = picture

    def _forget(self) -> None:
        self._drawn.clear()
        self._kept = 0

    def _paint_still(self, painter: QPainter, option: QStyleOptionViewItem, row: Any) -> None:
        """What stays when a situation changes: the name and the lanes."""
        here = QStyleOptionViewItem(option)
        here.rect = QRect(QPoint(0, 0), option.rect.size())
        name, five, silent, _move = self.lanes(here.rect)
        self._paint_name(painter, here, mirrored(name, here), row)
        flip = _flipper(here)
        painter.setPen(QPen(theme.color("hair"), 1))
        for step in (*range(self.STEPS), None):
            x = flip(self.place(five, silent, step))
            painter.drawLine(x, five.top() + 2, x, five.bottom() - 2)

    def _paint_name(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, row: Any) -> None:
        side = icons.size(16)
        at = room.right() + 1 - side if option.direction == RTL else room.left()
        where = QRectF(at, room.center().y() - side / 2 + 1, side, side)
        icons.paint_icon(painter, where, KIND_ICONS[row.kind], "ink2")
        text = room.adjusted(0, 0, -side - 8, 0) if option.direction == RTL else room.adjusted(side + 8, 0, 0, 0)
        painter.setFont(strong())
        painter.setPen(theme.color("ink"))
        metrics = QFontMetrics(strong())
        lines = name_lines(row.name, strong(), text.width(), 1 if self.stacked(option.rect.width()) else 2)
        top = text.center().y() - len(lines) * metrics.lineSpacing() // 2 + 1
        for number, line in enumerate(lines):
            place = QRect(text.left(), top + number * metrics.lineSpacing(), text.width(), metrics.lineSpacing())
            painter.drawText(place, LEADING, line)

    def _paint_move(self, painter: QPainter, before: int, now: int, y: int, row: Any) -> None:
        known = row.before.step is not None and row.now.step is not None
        better = known and row.now.step > row.before.step
        worse = known and row.now.step < row.before.step
        token = "supCell" if better else "rejCell" if worse else "sunken"
        if before != now:
            left, right = min(before, now), max(before, now)
            painter.fillRect(QRect(left, y - 4, right - left, 9), theme.color(token))
            middle, tip = (before + now) // 2, 4 if now > before else -4
            painter.setPen(QPen(theme.color("ink2"), 1.5))
            painter.drawLine(middle - tip // 2, y - 4, middle + tip // 2, y)
            painter.drawLine(middle + tip // 2, y, middle - tip // 2, y + 4)
        side = marks.size() - 3
        painter.setPen(QPen(theme.color("ink2"), 1.2))
        painter.setBrush(theme.color("base"))
        if row.before.step is None:
            painter.drawEllipse(QRectF(before - 3, y - 3, 6, 6))
        elif before != now:
            painter.drawEllipse(QRectF(before - side / 2, y - side / 2, side, side))

    def _paint_words(self, painter: QPainter, room: QRect, row: Any) -> None:
        metrics, small = QFontMetrics(strong()), QFontMetrics(theme.font("dense"))
        was = _("was {word}").format(word=row.before.word.lower()) if row.moves else ""
        height = metrics.lineSpacing() + (small.lineSpacing() if was else 0)
        top = room.center().y() - height // 2 + 1
        painter.setFont(strong() if row.moves else theme.font("body"))
        painter.setPen(theme.color("ink" if row.moves else "ink2"))
        painter.drawText(QRect(room.left(), top, room.width(), metrics.height()), LEADING, row.now.word)
        if was:
            painter.setFont(theme.font("dense"))
            painter.setPen(theme.color("ink2"))
            line = QRect(room.left(), top + metrics.lineSpacing(), room.width(), small.height())
            painter.drawText(line, LEADING, small.elidedText(was, Qt.TextElideMode.ElideRight, room.width()))


def _told() -> list[str]:
    """What the words at the end of a lane can be."""
    stances = [told for each in Headline for told in (words.stance(each), words.might(each))]
    return [*stances, words.either(), words.impossible()]


def _flipper(option: QStyleOptionViewItem) -> Callable[[int], int]:
    if option.direction != RTL:
        return lambda x: x
    return lambda x: option.rect.left() + option.rect.right() - x


class LanesHead(QWidget):
    """The marks over the lanes."""

    def __init__(self, view: QListView, delegate: LinesDelegate) -> None:
        super().__init__()
        self._view, self._delegate = view, delegate
        self.setFixedHeight(40)
        self.setAccessibleName(_("From rejects to supports, and silent"))
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        """It stands where the lanes stand."""
        if event.type() == QEvent.Type.Resize:
            self.update()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Five marks and a word."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("base"))
        rect = QRect(0, 0, self._view.viewport().width(), self.height())
        name, five, silent, move = self._delegate.lanes(rect)
        option = QStyleOptionViewItem()
        option.rect, option.direction = rect, self.layoutDirection()
        flip = _flipper(option)
        side = marks.size()
        for step, mark in enumerate(("rejects", "opposes", "neutral", "accepts", "supports")):
            x = flip(self._delegate.place(five, silent, step))
            marks.paint_mark(painter, QRectF(x - side / 2, (self.height() - side) / 2, side, side), mark)
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink2"))
        if not self._delegate.stacked(rect.width()):
            painter.drawText(mirrored(name, option), LEADING, _("Party"))
        painter.drawText(mirrored(move, option), LEADING, _("Now"))
        middle = flip(silent)
        painter.drawText(QRect(middle - 40, 0, 80, self.height()), Qt.AlignmentFlag.AlignCenter, _("Silent"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))


class LanesFoot(QWidget):
    """What the signs on the lanes mean."""

    def __init__(self) -> None:
        super().__init__()
        self._held: bool | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_held(held=False)
        theme.current().changed.connect(self.updateGeometry)

    def show_held(self, *, held: bool) -> None:
        """Whether the parties are held against a situation that was held fast, or against the scenario."""
        if held == self._held:
            return
        self._held = held
        self.setAccessibleName(", ".join(text for _mark, text in self._items()))
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(300, max(QFontMetrics(theme.font("dense")).height(), marks.size()) + 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Signs and words, as far as they have room."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("base"))
        painter.setFont(theme.font("dense"))
        option = QStyleOptionViewItem()
        option.rect, option.direction = self.rect(), self.layoutDirection()
        painter.setLayoutDirection(option.direction)
        metrics, side, left = QFontMetrics(theme.font("dense")), marks.size(), 18
        for mark, text in self._items():
            width = metrics.horizontalAdvance(text) + 4
            if left + side + 6 + width > self.width():
                return
            sign = mirrored(QRect(left, (self.height() - side) // 2, side, side), option)
            if mark:
                marks.paint_mark(painter, QRectF(sign), mark)
            else:
                painter.setPen(QPen(theme.color("ink2"), 1.2))
                painter.drawEllipse(QRectF(sign).adjusted(1.5, 1.5, -1.5, -1.5))
            painter.setPen(theme.color("ink2"))
            painter.drawText(mirrored(QRect(left + side + 6, 0, width, self.height()), option), LEADING, text)
            left += side + width + 24

    def _items(self) -> tuple[tuple[str, str], ...]:
        before = _("as held") if self._held else _("in the scenario")
        return ("", before), ("supports", _("now")), ("might-supports", _("might, as a factor is open"))
