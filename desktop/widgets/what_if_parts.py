"""The parts of What if: switches of factors, lines of parties, changes and combinations that can be taken."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QListView, QSizePolicy, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets import icons, marks
from desktop.widgets.actor_header import KIND_ICONS
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.flow import Flow
from desktop.widgets.pair_delegate import LEADING, RTL, RowDelegate, mirrored, strong
from desktop.widgets.text import Elided, Label, Paragraph
from desktop.widgets.tile import Tile
from desktop.widgets.wrapping import lines_of
from desktop.words import _

Index = QModelIndex | QPersistentModelIndex


class FactorSwitch(QWidget):
    """A factor with a tile for each value, and one for *any*. One Tab stop; the arrows walk, Space takes."""

    chosen = Signal(str, str, bool)
    """A factor and a value (empty: any); whether it stands beside the others."""
    resetWanted = Signal(str)
    walked = Signal(int, int)
    """Up (-1) or down (1), from the place of a tile."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self._changed = False
        self.name = Label(role="strong")
        self.was = Elided(role="dense", token="ink2")  # noqa: S106 - a colour
        self.back = IconButton("rotate-ccw", _("Back to the scenario"))
        self.tiles: list[Tile] = []
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.name)
        head.addWidget(self.was, 1)
        head.addWidget(self.back)
        self._values = QWidget()
        self._flow = Flow(self._values)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._values)
        self.back.clicked.connect(lambda: self.resetWanted.emit(self.key))

    def show_factor(self, line: Any) -> None:
        """Shows a factor; tiles that are there stay, so that the keyboard keeps its place."""
        self.key, self._changed = line.key, bool(line.was)
        self.name.setText(line.name)
        self.was.setText(_("was {value}").format(value=line.was) if line.was else "")
        self.was.setVisible(bool(line.was))
        self.back.setVisible(bool(line.was))
        self.setAccessibleName(f"{line.name}: {line.now}")
        while len(self.tiles) > len(line.choices):
            gone = self.tiles.pop()
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.tiles) < len(line.choices):
            self._add_tile()
        for place, (tile, choice) in enumerate(zip(self.tiles, line.choices, strict=True)):
            on = choice.look in ("set", "partly", "opened")
            told = f"{line.name}: {choice.name}"
            tile.show_value(place, choice.name, -1, choice.look, told, checked=on)
            tile.setProperty("value", choice.key)
        self._tab_stop(self._current())
        self.update()

    def focus_tile(self, place: int) -> None:
        """The keyboard goes to a tile, or the nearest there is."""
        place = max(0, min(place, len(self.tiles) - 1))
        self._tab_stop(place)
        self.tiles[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tinted, with an edge, where something else is chosen than the scenario says."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sel" if self._changed else "base"))
        if self._changed:
            edge = QRect(0, 0, 3, self.height())
            if self.layoutDirection() == RTL:
                edge.moveRight(self.rect().right())
            painter.fillRect(edge, theme.color("accent"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("hair"))

    def _current(self) -> int:
        focused = next((n for n, tile in enumerate(self.tiles) if tile.hasFocus()), -1)
        checked = next((n for n, tile in enumerate(self.tiles) if tile.isChecked()), 0)
        return focused if focused >= 0 else checked

    def _tab_stop(self, place: int) -> None:
        for number, tile in enumerate(self.tiles):
            stop = Qt.FocusPolicy.StrongFocus if number == place else Qt.FocusPolicy.ClickFocus
            tile.setFocusPolicy(stop)

    def _add_tile(self) -> None:
        tile = Tile()
        tile.chosen.connect(lambda beside, tile=tile: self._take(tile, beside))
        tile.keyed.connect(lambda event, tile=tile: self._walk(tile, event))
        self.tiles.append(tile)
        self._flow.addWidget(tile)

    def _take(self, tile: Tile, beside: bool) -> None:
        self.chosen.emit(self.key, tile.property("value"), beside)

    def _walk(self, tile: Tile, event: QKeyEvent) -> None:
        place = self.tiles.index(tile)
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            forward = (key == Qt.Key.Key_Right) == (self.layoutDirection() != RTL)
            self.focus_tile(place + (1 if forward else -1))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(1 if key == Qt.Key.Key_Down else -1, place)
        elif key == Qt.Key.Key_Backspace:
            self.chosen.emit(self.key, "", False)
        else:
            event.ignore()


class LinesDelegate(RowDelegate):
    """A party on its lane: hollow where it stands before, its mark where it stands now, a bar with an arrow between."""

    STEPS = 5

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines of words."""
        height = QFontMetrics(strong()).lineSpacing() + QFontMetrics(theme.font("dense")).lineSpacing()
        return QSize(self._view.viewport().width(), height + 16)

    def lanes(self, rect: QRect) -> tuple[QRect, QRect, int, QRect]:
        """The name, the five lanes, the place of the silent lane, the words of the move."""
        inside = rect.adjusted(16, 6, -16, -6)
        name = max(130, inside.width() * 24 // 100)
        move = max(120, inside.width() * 20 // 100)
        silent = 56
        five = QRect(
            inside.left() + name, inside.top(), max(120, inside.width() - name - move - silent), inside.height()
        )
        words = QRect(five.right() + 1 + silent, inside.top(), move, inside.height())
        return QRect(inside.left(), inside.top(), name - 8, inside.height()), five, five.right() + silent // 2, words

    def place(self, five: QRect, silent: int, step: int | None) -> int:
        """Where a step is; the silent lane for None."""
        side = marks.size()
        if step is None:
            return silent
        return five.left() + side + step * (five.width() - 2 * side) // (self.STEPS - 1)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Any) -> None:
        """Name, lanes, words."""
        name, five, silent, move = self.lanes(option.rect)
        self._paint_name(painter, option, mirrored(name, option), row)
        flip = _flipper(option)
        y = option.rect.center().y()
        painter.setPen(QPen(theme.color("hair"), 1))
        for step in (*range(self.STEPS), None):
            x = flip(self.place(five, silent, step))
            painter.drawLine(x, option.rect.top() + 8, x, option.rect.bottom() - 8)
        before, now = flip(self.place(five, silent, row.before.step)), flip(self.place(five, silent, row.now.step))
        if row.moves:
            self._paint_move(painter, before, now, y, row)
        side = marks.size()
        under = QRectF(now - side / 2, y - side / 2, side, side)
        marks.paint_mark(painter, under, row.now.mark)
        self._paint_words(painter, mirrored(move, option), row)

    def _paint_name(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, row: Any) -> None:
        side = icons.size(16)
        at = room.right() + 1 - side if option.direction == RTL else room.left()
        icons.paint_icon(
            painter, QRectF(at, room.center().y() - side / 2 + 1, side, side), KIND_ICONS[row.kind], "ink2"
        )
        text = room.adjusted(0, 0, -side - 8, 0) if option.direction == RTL else room.adjusted(side + 8, 0, 0, 0)
        painter.setFont(strong())
        painter.setPen(theme.color("ink"))
        cut = QFontMetrics(strong()).elidedText(row.name, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, LEADING, cut)

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
        painter.drawText(mirrored(name, option), LEADING, _("Party"))
        painter.drawText(mirrored(move, option), LEADING, _("Now"))
        middle = flip(silent)
        painter.drawText(QRect(middle - 40, 0, 80, self.height()), Qt.AlignmentFlag.AlignCenter, _("Silent"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))


class TakeRow(Button):
    """Something that can be taken with Enter or a click: a number, words, a mark with its word at the end."""

    def __init__(self, number: str, title: str, text: str, mark: str = "", word: str = "", more: str = "") -> None:
        self._number, self._title, self._told, self._mark, self._word, self._more = (
            number,
            title,
            text,
            mark,
            word,
            more,
        )
        super().__init__(title, kind="flat")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        parts = (title, number, text, word, more)
        self.setAccessibleName(", ".join(part for part in parts if part))

    def sizeHint(self) -> QSize:
        """As high as its words in its width."""
        small = QFontMetrics(theme.font("dense"))
        head = QFontMetrics(strong()).lineSpacing() if self._title else 0
        return QSize(200, head + len(self._lines()) * small.lineSpacing() + 14)

    def minimumSizeHint(self) -> QSize:
        """The same height in little width."""
        return QSize(120, self.sizeHint().height())

    def heightForWidth(self, _width: int) -> int:
        """As high as its words."""
        return self.sizeHint().height()

    def resizeEvent(self, event: Any) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        self.setFixedHeight(self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("hover" if self.underMouse() or self.hasFocus() else "base"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("hair"))
        room = self.rect().adjusted(16, 6, -16, -6)
        top = room.top()
        if self._title:
            self._paint_head(painter, room)
            top += QFontMetrics(strong()).lineSpacing()
        small = QFontMetrics(theme.font("dense"))
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink2" if self._title else "ink"))
        for line in self._lines():
            painter.drawText(self._mirrored(QRect(room.left(), top, room.width(), small.height())), LEADING, line)
            top += small.lineSpacing()

    def _paint_head(self, painter: QPainter, room: QRect) -> None:
        metrics = QFontMetrics(strong())
        side = marks.size()
        end = room.right() + 1
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink"))
        if self._word:
            width = QFontMetrics(theme.font("body")).horizontalAdvance(self._word)
            place = QRect(end - width, room.top(), width + 1, metrics.height())
            painter.drawText(self._mirrored(place), LEADING, self._word)
            end -= width + side + 7
            if self._mark:
                box = QRect(end, room.top() + (metrics.height() - side) // 2, side, side)
                marks.paint_mark(painter, QRectF(self._mirrored(box)), self._mark)
            end -= 10
        painter.setFont(strong())
        title = QRect(room.left(), room.top(), max(20, end - room.left()), metrics.height())
        cut = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, title.width())
        painter.drawText(self._mirrored(title), LEADING, cut)

    def _lines(self) -> list[str]:
        told = " · ".join(part for part in (self._number, self._told, self._more) if part)
        return lines_of(told, theme.font("dense"), max(100, self.width() - 32), 3) if told else []


class ShareBar(QWidget):
    """How large a part of a whole is."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(8)

    def show_share(self, share: float) -> None:
        """Shows a share from 0 to 1."""
        self._share = share
        self.setAccessibleName(_("{n} %").format(n=round(100 * share)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setBrush(theme.color("accent"))
        width = max(3.0, self.width() * self._share) if self._share else 0.0
        left = self.width() - width if self.layoutDirection() == RTL else 0.0
        painter.drawRoundedRect(QRectF(left, 0, width, self.height()), 4, 4)


def paragraphs(texts: Sequence[str], role: str = "dense") -> list[Paragraph]:
    """Sentences one under the other."""
    return [Paragraph(text, role) for text in texts if text]


class Ground(QWidget):
    """A page on the ground of a token."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color(self._token))
