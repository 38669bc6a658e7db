"""A factor of What if: its values as tiles, what it was, what it decides, and how hard it is to change."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.controls import IconButton
from desktop.widgets.flow import Flow
from desktop.widgets.pair_delegate import RTL
from desktop.widgets.text import Elided, Label
from desktop.widgets.tile import Tile
from desktop.words import _, count

WEIGHTS = (1, 2, 3, 5, 9)
"""For how many changes a change can count, as the menu offers it."""


class FactorSwitch(QWidget):
    """A factor with a tile for each value, and one for *any*. One Tab stop; the arrows walk, Space takes."""

    chosen = Signal(str, str, bool)
    """A factor and a value (empty: any); whether it stands beside the others."""
    resetWanted = Signal(str)
    walked = Signal(int, int)
    """Up (-1) or down (1), from the place of a tile."""
    weighed = Signal(str, int)
    """For how many changes a change of the factor is to count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self._line: Any = None
        self._changed, self._weight = False, 1
        self.name = Elided(role="strong")
        self.was = Elided(role="dense", token="ink2")  # noqa: S106 - a colour
        self.weight = Label(role="meta", token="ink2")  # noqa: S106 - a colour
        self.decides = Elided(role="dense", token="ink2")  # noqa: S106 - a colour
        self.back = IconButton("rotate-ccw", _("Back to the scenario"))
        kept = self.back.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # nothing below moves when a factor is changed, or changed back
        self.back.setSizePolicy(kept)
        self.more = IconButton("ellipsis", _("Harder to change …"))
        self.more.setFixedSize(28, 24)
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the menu key of a tile opens the same
        self.tiles: list[Tile] = []
        self._menu = QMenu(self)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.name)
        head.addWidget(self.weight)
        head.addWidget(self.was, 1)
        head.addWidget(self.back)
        head.addWidget(self.more)
        self._values = QWidget()
        self._flow = Flow(self._values)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._values)
        column.addWidget(self.decides)
        self.weight.hide()
        self.decides.hide()
        self.more.clicked.connect(lambda: self.open_menu(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.back.clicked.connect(lambda: self.resetWanted.emit(self.key))

    def show_factor(self, line: Any) -> None:
        """Shows a factor; tiles that are there stay, so that the keyboard keeps its place."""
        if line == self._line:
            return
        self._line = line
        self.key, self._changed = line.key, bool(line.was)
        self.name.setText(line.name)
        self.was.setText(_("was {value}").format(value=line.was) if line.was else "")
        self.back.setVisible(bool(line.was))
        self._weight = line.weight
        told = count(line.weight, "counts {n} change", "counts {n} changes")
        self.weight.setText(f"×{line.weight}")
        self.weight.setToolTip(told)
        self.weight.setVisible(line.weight > 1)
        self.setAccessibleName(f"{line.name}: {line.now}" + (f", {told}" if line.weight > 1 else ""))
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

    def tell_decides(self, told: str) -> None:
        """Whose stance a change of this factor alone can change, and in what share of combinations."""
        self.decides.setText(told)
        self.decides.setVisible(bool(told))
        self.setAccessibleDescription(told)

    def open_menu(self, place: QPoint) -> None:
        """Opens the menu at a place of the screen."""
        self.menu().popup(place)

    def menu(self) -> QMenu:
        """How hard the factor is to change, and the ways back."""
        self._menu.clear()
        self._menu.addAction(_("Any"), lambda: self.chosen.emit(self.key, "", False))
        back = self._menu.addAction(_("Back to the scenario"), lambda: self.resetWanted.emit(self.key))
        back.setEnabled(self._changed)
        self._menu.addSeparator()
        group = QActionGroup(self._menu)
        for weight in WEIGHTS:
            told = count(weight, "Harder to change: counts {n}", "Harder to change: counts {n}")
            text = _("As hard to change as others") if weight == 1 else told
            action = self._menu.addAction(text, partial(self.weighed.emit, self.key, weight))
            action.setCheckable(True)
            action.setChecked(weight == self._weight)
            group.addAction(action)
        return self._menu

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
        tile = Tile(plain=True)
        tile.chosen.connect(lambda beside, tile=tile: self._take(tile, beside))
        tile.keyed.connect(lambda event, tile=tile: self._walk(tile, event))
        tile.menuWanted.connect(self.open_menu)
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
        elif event.text() in ("+", "-"):
            self.weighed.emit(self.key, self._weight + (1 if event.text() == "+" else -1))
        else:
            event.ignore()
