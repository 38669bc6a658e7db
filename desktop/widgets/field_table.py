"""The field: a row for each factor, its values as tiles. One Tab stop; arrows move, and the keys of a value work on it.

What a person wants is told by signals; the field shows what the record says, and changes nothing itself.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.widgets.controls import IconButton
from desktop.widgets.factor_row import FactorRow, ShownRow
from desktop.widgets.field_drags import HEAD, OPEN, FieldDrags, dragged
from desktop.widgets.inline_name import InlineName
from desktop.widgets.tile import Tile
from desktop.words import _

PLUS = -2
"""What stands for a value where the focus is on the button for one more value."""

Key = Qt.Key
ENTER = (Key.Key_Return, Key.Key_Enter)
STEPS = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, -1), Key.Key_Down: (0, 1)}
STEPS |= {Key.Key_Home: (-99, 0), Key.Key_End: (99, 0)}
MOST_VALUES = 16


class FieldTable(QWidget):
    """Rows of tiles. Factors and values are told by id."""

    chosen = Signal(int, int, bool)
    """A value was pressed: factor, value, and whether beside those that are allowed already."""
    opened = Signal(int, int)
    """A factor is to be left open; the value where the focus was."""
    named = Signal(int, int, str)
    """A value, or with ``HEAD`` the factor, is to have another name."""
    added = Signal(int, str)
    """A value is to be added to a factor."""
    moved = Signal(int, int, int)
    """A value, or with ``HEAD`` the factor, is to stand before another one; 0: last."""
    removed = Signal(int, int)
    """A value, or with ``HEAD`` the factor, is to go."""
    menuWanted = Signal(int, int, QPoint)
    """What can be done with a value, or with ``HEAD`` a factor, is wanted at a place of the screen."""
    explained = Signal(object)
    """The words behind a tile's look are wanted."""
    here = Signal(int, int)
    """The focus is on a value, or on ``HEAD``, ``OPEN`` or ``PLUS`` of a factor."""
    entered = Signal(int)
    """More of a factor is wanted: its name was pressed."""
    noted = Signal(int)
    """A note on a factor is wanted."""

    def __init__(self, parent: QWidget | None = None, *, only_choose: bool = False) -> None:
        super().__init__(parent)
        self.rows: list[FactorRow] = []
        self._only_choose = only_choose
        self._current = (0, HEAD)
        self._editable = True
        self._held: list[QKeyEvent] | None = None
        self._drags = FieldDrags(self, lambda: self.rows, self._can_drag)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Factors and their values"))

    def show_rows(self, shown: Sequence[ShownRow], *, editable: bool) -> None:
        """Shows other rows; where factors and values are the same only their looks change."""
        self._editable = editable
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self._match([row.factor.id for row in shown])
        for row, facts in zip(self.rows, shown, strict=True):
            room = sum(tile.value > 0 for tile in facts.tiles) < MOST_VALUES
            for tile in row.show_row(facts, editable=editable and room and not self._only_choose):
                self._connect_tile(row, tile)
        self._settle()
        cell = self._cell()
        if had_focus and cell is not None and not isinstance(focus, InlineName):
            cell.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> tuple[int, int]:
        """Factor and value where the focus is, or was last."""
        return self._current

    def go(self, factor: int, value: int) -> None:
        """Puts the focus on a value."""
        self._current = (factor, value)
        self._settle()
        cell = self._cell()
        if cell is not None:
            cell.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Puts the focus where it was, the first time on what is set of the first factor."""
        if not self._current[0] and self.rows:
            tiles = [tile for tile in self.rows[0].tiles if tile.isChecked()] or self.rows[0].tiles
            self._current = (self.rows[0].factor, tiles[0].key if tiles else HEAD)
        self.go(*self._current)

    def hold(self) -> None:
        """Keeps the keys that are pressed until ``release``: another scenario is on its way."""
        if self._held is None:
            self._held = []

    def release(self) -> None:
        """The scenario is there: the keys that were pressed meanwhile are pressed now."""
        held, self._held = self._held or [], None
        for event in held:
            self._press(event)

    def rename(self, factor: int, value: int) -> None:
        """Opens a field over a value, or with ``HEAD`` over the factor's name."""
        row = self._row(factor)
        cell = self._cell_of(row, value) if row is not None else None
        if row is None or cell is None or not self._editable or self._only_choose or value in (OPEN, PLUS):
            return
        text = row.head.text() if value == HEAD else row.tile_of(value).text()  # type: ignore[union-attr]
        place = QRect(cell.mapTo(self, QPoint(0, 0)), cell.size())
        what = _("Name of the factor") if value == HEAD else _("Name of the value")
        InlineName(self, place, text, what, partial(self.named.emit, factor, value))

    def add_value(self, factor: int) -> None:
        """Opens a field for one more value."""
        row = self._row(factor)
        if row is None or row.plus.isHidden():
            return
        last = row.tiles[-1] if row.tiles else row.head
        place = QRect(last.mapTo(self, QPoint(0, 0)), last.size())
        room = row.plus.mapTo(self, QPoint(0, 0))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveLeft(max(room.x() + row.plus.width(), place.left() - 160))
        else:
            place.moveLeft(min(place.right() + 7, room.x() - 160))
        place.setWidth(130)
        InlineName(self, place, "", _("Name of the value"), partial(self.added.emit, factor))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Factors and values may be put elsewhere."""
        if self._can_drag() and dragged(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Shows where it would go."""
        event.setAccepted(self._drags.show(event.mimeData(), event.position().toPoint()))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Nothing is held over it any more."""
        self._drags.end()

    def dropEvent(self, event: QDropEvent) -> None:
        """Says where it is wanted."""
        self._drags.end()
        place = self._drags.target(event.mimeData(), event.position().toPoint())
        found = dragged(event.mimeData())
        if place is not None and found is not None:
            event.acceptProposedAction()
            self.moved.emit(*found, place[0])

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Notes where the focus is; the button for one more value has the keys of the field too."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._note(watched)
        if isinstance(watched, IconButton) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._walk(event)
        return False

    def _match(self, factors: Sequence[int]) -> None:
        """A row for each factor, in this order; those that stay are kept."""
        if [row.factor for row in self.rows] == list(factors):
            return
        kept = {row.factor: row for row in self.rows if row.factor in factors}
        for row in self.rows:
            self._column.removeWidget(row)
            if row.factor not in kept:
                row.hide()
                row.setParent(None)
                row.deleteLater()
        self.rows = [kept.get(factor) or self._new_row() for factor in factors]
        for row in self.rows:
            self._column.addWidget(row)
            row.show()

    def _new_row(self) -> FactorRow:
        row = FactorRow()
        row.head.keyed.connect(self._press)
        row.head.clicked.connect(lambda: self.entered.emit(row.factor))
        row.head.grabbed.connect(lambda: self._drags.begin(row.factor, HEAD, row.head))
        row.head.menuWanted.connect(lambda place: self.menuWanted.emit(row.factor, HEAD, place))
        row.plus.clicked.connect(lambda: self.add_value(row.factor))
        row.head.installEventFilter(self)
        row.plus.installEventFilter(self)
        return row

    def _connect_tile(self, row: FactorRow, tile: Tile) -> None:
        tile.chosen.connect(lambda beside: self._choose(row, tile, beside))
        tile.keyed.connect(self._press)
        tile.explained.connect(lambda: self.explained.emit(tile))
        tile.grabbed.connect(lambda: self._drags.begin(row.factor, tile.key, tile))
        tile.menuWanted.connect(lambda place: self.menuWanted.emit(row.factor, tile.key, place))
        tile.installEventFilter(self)

    def _choose(self, row: FactorRow, tile: Tile, beside: bool) -> None:
        self._current = (row.factor, tile.key)
        self._settle()
        if self._held is not None:
            held = Qt.KeyboardModifier.ControlModifier if beside else Qt.KeyboardModifier.NoModifier
            self._held.append(QKeyEvent(QEvent.Type.KeyPress, Key.Key_Space, held, " "))
        elif self._editable:
            self.chosen.emit(row.factor, tile.key, beside)

    def _press(self, event: QKeyEvent) -> None:
        """A key of the field."""
        if self._held is not None:
            self._held.append(event.clone())
            return
        factor, value = self._current
        if not self._walk(event) and not (self._editable and self._act(event, factor, value)):
            event.ignore()

    def _walk(self, event: QKeyEvent) -> bool:
        key, held = Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in STEPS and held == Qt.KeyboardModifier.NoModifier:
            self._step(*STEPS[key])
        elif key in (Key.Key_Home, Key.Key_End) and held == Qt.KeyboardModifier.ControlModifier:
            self._step(0, -99 if key == Key.Key_Home else 99)
        elif key in (Key.Key_PageUp, Key.Key_PageDown):
            self._step(0, -4 if key == Key.Key_PageUp else 4)
        else:
            return False
        return True

    def _act(self, event: QKeyEvent, factor: int, value: int) -> bool:
        key, alt = Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Key.Key_Space and value == HEAD:
            self.entered.emit(factor)
        elif key == Key.Key_Space and value >= OPEN:
            self.chosen.emit(factor, value, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif self._only_choose:
            return False
        elif key == Key.Key_Backspace:
            self.opened.emit(factor, max(value, OPEN))
        elif key in (*ENTER, Key.Key_F2) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.rename(factor, value)
        elif key == Key.Key_Delete and value not in (OPEN, PLUS):
            self.removed.emit(factor, value)
        elif key == Key.Key_N and not event.modifiers():
            self.noted.emit(factor)
        elif event.text() == "+":
            self.add_value(factor)
        elif alt and key in (Key.Key_Up, Key.Key_Down):
            self._shift(factor, value, -1 if key == Key.Key_Up else 1)
        else:
            return False
        return True

    def _step(self, across: int, down: int) -> None:
        """The cell so far from the current one; up and down keep to the place on the screen."""
        row = self._row(self._current[0])
        if row is None:
            self.enter()
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft and abs(across) == 1:
            across = -across
        if across:
            cells = row.cells()
            cell = self._cell()
            place = cells.index(cell) if cell in cells else 0
            cells[max(0, min(len(cells) - 1, place + across))].setFocus(Qt.FocusReason.TabFocusReason)
            return
        place = self.rows.index(row)
        there = self.rows[max(0, min(len(self.rows) - 1, place + down))]
        if there is not row:
            self._nearest(there).setFocus(Qt.FocusReason.TabFocusReason)

    def _nearest(self, row: FactorRow) -> QWidget:
        """The cell of a row below or above the current one."""
        cell = self._cell()
        if cell is None or self._current[1] == HEAD:
            return row.head
        middle = cell.mapTo(self, cell.rect().center()).x()
        return min(row.cells()[1:], key=lambda each: abs(each.mapTo(self, each.rect().center()).x() - middle))

    def _shift(self, factor: int, value: int, step: int) -> None:
        """Moves a factor up or down, or a value back or on."""
        row = self._row(factor)
        if row is None or value in (OPEN, PLUS):
            return
        order = [each.factor for each in self.rows]
        if value != HEAD:
            order = [tile.key for tile in row.tiles if tile.key != OPEN]
        here = order.index(factor if value == HEAD else value)
        there = here + step
        if 0 <= there < len(order):
            after = there if step < 0 else there + 1
            self.moved.emit(factor, value, order[after] if after < len(order) else 0)

    def _can_drag(self) -> bool:
        return self._editable and not self._only_choose

    def _row(self, factor: int) -> FactorRow | None:
        return next((row for row in self.rows if row.factor == factor), None)

    def _cell(self) -> QWidget | None:
        row = self._row(self._current[0])
        return None if row is None else self._cell_of(row, self._current[1])

    def _cell_of(self, row: FactorRow, value: int) -> QWidget | None:
        if value == HEAD:
            return row.head
        return row.plus if value == PLUS else row.tile_of(value)

    def _note(self, cell: QWidget) -> None:
        row = next((each for each in self.rows if each.isAncestorOf(cell)), None)
        if row is None:
            return
        value = cell.key if isinstance(cell, Tile) else HEAD if cell is row.head else PLUS
        self._current = (row.factor, value)
        self._settle()
        if isinstance(cell, Tile):
            self.explained.emit(cell)
        self.here.emit(row.factor, value)

    def _settle(self) -> None:
        """One Tab stop: the current cell, or where that is gone the nearest that is left."""
        row = self._row(self._current[0]) or (self.rows[0] if self.rows else None)
        if row is None:
            self._current = (0, HEAD)
            return
        if self._current[0] and (self._row(self._current[0]) is None or self._cell() is None):
            checked = [tile for tile in row.tiles if tile.isChecked()]
            self._current = (row.factor, checked[0].key if checked else HEAD)
        here = self._cell() or row.head
        for each in self.rows:
            for cell in each.cells():
                cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if cell is here else Qt.FocusPolicy.ClickFocus)
