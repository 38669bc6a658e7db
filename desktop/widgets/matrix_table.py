"""The table of the matrix: cells, the frozen actors, the scenarios above, and the walk through them by keyboard.

The keyboard is on a cell, or on an actor (left of the first column); ``on_actor`` tells which.
"""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from desktop import theme
from desktop.widgets.actor_header import ActorHeader, ActorRow, Corner
from desktop.widgets.cell_drawing import Look
from desktop.widgets.cell_painter import CellPainter
from desktop.widgets.scenario_header import ScenarioColumn, ScenarioHeader
from desktop.words import _

WIDEST = 168
"""Columns are stretched to fill the view up to so many pixels at 100 % text."""

Index = QModelIndex | QPersistentModelIndex


class Grid(Protocol):
    """What the table asks of its model beside what every item model answers."""

    def look(self, row: int, column: int) -> Look | None:
        """How a cell is drawn."""

    def tally(self, row: int, column: int) -> int:
        """The number at its end."""

    def nested(self, row: int) -> bool:
        """Whether a row stands below another one."""

    def begins(self, column: int) -> bool:
        """Whether a group of columns begins here."""

    def row(self, number: int) -> ActorRow:
        """A row."""

    def column(self, number: int) -> ScenarioColumn:
        """A column."""

    def told_beside(self, line: int) -> str:
        """The number after an actor's name."""

    @property
    def transposed(self) -> bool:
        """Whether the scenarios are the rows and the actors the columns."""

    def parent_row(self, row: int) -> int:
        """The row below which a row stands; -1 for none."""


class MatrixTable(QTableView):
    """Shows the cells of a model that is a grid too."""

    entered_cell = Signal()
    """Enter or a double click: the words behind the cell are wanted."""
    toggled = Signal(int, bool)
    """An actor, by its row or column, is to be opened, or closed."""
    stepped = Signal(object, int, int)
    """A row (vertical) or a column is to stand one place further on (1) or back (-1)."""
    dropped = Signal(object, int, int)
    """A row (vertical) or a column is to stand before another one."""
    copied = Signal()
    """The selected cells are to be copied, or all of them when one is selected."""
    moved = Signal()
    """Another cell or actor is the current one."""

    def __init__(self, model: QAbstractItemModel, grid: Grid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self.on_actor = False
        self.scenarios = ScenarioHeader(grid, self)
        self.actors = ActorHeader(grid, self)
        self.setHorizontalHeader(self.scenarios)
        self.setVerticalHeader(self.actors)
        self.cells = CellPainter(grid)
        self.corner = Corner(self)
        self.setModel(model)
        self._behave()
        self.actors.toggled.connect(self.toggle)
        self.scenarios.toggled.connect(self.toggle)
        self.actors.dropped.connect(partial(self.dropped.emit, Qt.Orientation.Vertical))
        self.scenarios.dropped.connect(partial(self.dropped.emit, Qt.Orientation.Horizontal))
        self.actors.chosen.connect(self._choose_actor)
        self.scenarios.chosen.connect(self._choose_scenario)
        model.modelReset.connect(self.renew)
        model.rowsInserted.connect(self._renew_rows)
        model.rowsRemoved.connect(self._renew_rows)
        model.columnsInserted.connect(self._renew_columns)
        model.columnsRemoved.connect(self._renew_columns)
        model.headerDataChanged.connect(self.actors.forget)
        theme.current().changed.connect(self._dress)
        self.renew()

    def renew(self) -> None:
        """Measures everything again, for another table."""
        self.on_actor = False
        self.cells.frame_current = True
        self._name_heads()
        self._renew_rows()
        self._renew_columns()
        self._show_place()

    def toggle(self, line: int) -> None:
        """Opens an actor, by its row or column, to its speakers, or closes it."""
        told = self._grid.column(line) if self._grid.transposed else self._grid.row(line)
        if told.speakers:
            self.toggled.emit(line, not told.opened)

    def copy(self) -> None:
        """Has the selected cells copied, or the whole table."""
        self.copied.emit()

    def selectAll(self) -> None:
        """Selects every cell, from the first one."""
        super().selectAll()
        self.viewport().update()

    def rectangle(self) -> tuple[int, int, int, int] | None:
        """The first row and column and the last ones of what is selected; None for one cell or none."""
        cells = self.selectionModel().selectedIndexes()
        if len(cells) < 2:
            return None
        rows, columns = {cell.row() for cell in cells}, {cell.column() for cell in cells}
        return min(rows), min(columns), max(rows), max(columns)

    def go(self, row: int, column: int) -> None:
        """Makes a cell the current one."""
        self._stand(on_actor=False)
        self.setCurrentIndex(self.model().index(row, column))

    def go_first(self) -> None:
        """Makes the first cell the current one, when none is."""
        if not self.currentIndex().isValid() and self.model().columnCount():
            self._jump(self._edge_row(1), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walks through cells and actors; letters are left to others."""
        key, plain = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        here = self.currentIndex()
        if key == Qt.Key.Key_Escape and any([self.actors.drag.cancel(), self.scenarios.drag.cancel()]):
            return
        if here.isValid() and self._stepped(self._turned(key), plain):
            return
        if not here.isValid() or not self._handled(key, plain == Qt.KeyboardModifier.ControlModifier, not plain):
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here; typing does not search."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Marks the row and the column of the current cell."""
        super().currentChanged(current, previous)
        self.cells.current = (current.row(), current.column()) if current.isValid() else None
        self._show_place()
        self.moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click leads from the actor to the cell; on a heading it does nothing, or no selection could be extended."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        self._stand(on_actor=False)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the words behind a cell."""
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).flags() & Qt.ItemFlag.ItemIsSelectable:
            self.entered_cell.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is a current cell as soon as there is any."""
        super().focusInEvent(event)
        self.go_first()
        self._show_place()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The actor loses its frame."""
        super().focusOutEvent(event)
        self._show_place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells that are to be seen."""
        self.cells.paint(self, event.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns fill the view."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit_columns()

    def updateGeometries(self) -> None:
        """Puts the corner between the heads."""
        super().updateGeometries()
        corner = self.corner if hasattr(self, "corner") else None
        if corner is not None:
            side, top = self.actors.geometry(), self.scenarios.geometry()
            corner.setGeometry(QRect(side.left(), top.top(), side.width(), top.height()))

    def sizeHint(self) -> QSize:
        """Takes what there is."""
        return QSize(640, 400)

    def _behave(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Matrix"))

    def _dress(self) -> None:
        self.cells.renew()
        self.scenarios.renew()
        self.actors.renew()
        self._renew_rows()
        self._fit_columns()
        self.viewport().update()

    def _renew_rows(self) -> None:
        """Gives each row its height."""
        heading, row, nested = self.actors.heading_height(), self.cells.height(False), self.cells.height(True)
        self.actors.setDefaultSectionSize(row)
        for number in range(self.model().rowCount()):
            height = heading if self._grid.row(number).heading else nested if self._grid.nested(number) else row
            self.actors.resizeSection(number, height)
        self.actors.forget()
        self._show_place()

    def _renew_columns(self) -> None:
        """Measures the columns."""
        self.scenarios.measure()
        self._fit_columns()

    def _name_heads(self) -> None:
        """Says which of the two are the rows."""
        names = _("Actors"), _("Scenarios")
        rows, columns = names[::-1] if self._grid.transposed else names
        self.actors.setAccessibleName(rows)
        self.scenarios.setAccessibleName(columns)
        self.corner.transposed = self._grid.transposed
        self.corner.update()

    def _fit_columns(self) -> None:
        """Gives each column what it needs, and all of them more when there is room."""
        least = self.cells.narrowest()
        widths = [max(least, width) for width in self.scenarios.widths]
        spare = self.viewport().width() - sum(widths)
        most = max(WIDEST, WIDEST * theme.current().scale // 100)
        if widths and spare > 0:
            widths = [max(width, min(most, width + spare // len(widths))) for width in widths]
        if widths == [self.scenarios.sectionSize(column) for column in range(len(widths))]:
            return
        if widths:
            self.scenarios.setDefaultSectionSize(widths[0])
        for column, width in enumerate(widths):
            if width != widths[0]:
                self.scenarios.resizeSection(column, width)
        self.scenarios.forget()
        self.updateGeometries()

    def _handled(self, key: Qt.Key, with_ctrl: bool, plain: bool) -> bool:
        """Whether a key is one of the walk."""
        here = self.currentIndex()
        if with_ctrl:
            return self._leap(self._turned(key))
        if not plain:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_cell.emit()
        elif key == Qt.Key.Key_Space:
            self.toggle(here.column() if self._grid.transposed else here.row())
        elif key == Qt.Key.Key_Home:
            self._jump(here.row(), 0)
        elif key == Qt.Key.Key_End:
            self._jump(here.row(), self.model().columnCount() - 1)
        elif self.on_actor and self._turned(key) in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._walk_tree(forward=self._turned(key) == Qt.Key.Key_Right)
        elif self._turned(key) == Qt.Key.Key_Left and here.column() == 0:
            self._stand(on_actor=True)
        else:
            return False
        return True

    def _stepped(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Alt with Up and Down moves a row; Alt and Shift with Left and Right a column: Alt alone goes back."""
        alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
        across = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if held == alt and key in down:
            self.stepped.emit(Qt.Orientation.Vertical, self.currentIndex().row(), down[key])
        elif held == alt | shift and key in across:
            self.stepped.emit(Qt.Orientation.Horizontal, self.currentIndex().column(), across[key])
        else:
            return False
        return True

    def _leap(self, key: Qt.Key) -> bool:
        """With Ctrl: to the edges of the table."""
        here, last = self.currentIndex(), self.model().columnCount() - 1
        places = {
            Qt.Key.Key_Home: (self._edge_row(1), 0),
            Qt.Key.Key_End: (self._edge_row(-1), last),
            Qt.Key.Key_Left: (here.row(), 0),
            Qt.Key.Key_Right: (here.row(), last),
            Qt.Key.Key_Up: (self._edge_row(1), here.column()),
            Qt.Key.Key_Down: (self._edge_row(-1), here.column()),
        }
        if key not in places:
            return False
        self._jump(*places[key])
        return True

    def _jump(self, row: int, column: int) -> None:
        self._stand(on_actor=False)
        if row >= 0:
            self.setCurrentIndex(self.model().index(row, column))

    def _walk_tree(self, *, forward: bool) -> None:
        """On an actor: right opens it and then goes to its cells, left closes it and then goes to who stands above."""
        row = self.currentIndex().row()
        told = self._grid.row(row)
        above = self._grid.parent_row(row)
        if told.speakers and told.opened != forward:
            self.toggled.emit(row, forward)
        elif forward:
            self._stand(on_actor=False)
        elif above >= 0:
            self.setCurrentIndex(self.model().index(above, 0))

    def _edge_row(self, step: int) -> int:
        """The first actor (1), or the last (-1); -1 for none."""
        rows = range(self.model().rowCount())[::step]
        return next((row for row in rows if not self._grid.row(row).heading), -1)

    def _turned(self, key: Qt.Key) -> Qt.Key:
        """Left is right where reading goes from right to left."""
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}.get(key, key)
        return key

    def _choose_actor(self, row: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.setCurrentIndex(self.model().index(row, max(0, self.currentIndex().column())))
        self._stand(on_actor=True)

    def _choose_scenario(self, column: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        row = self.currentIndex().row()
        self._jump(row if row >= 0 else self._edge_row(1), column)

    def _stand(self, *, on_actor: bool) -> None:
        """On an actor or on a cell."""
        if on_actor == self.on_actor:
            return
        self.on_actor = on_actor
        self.cells.frame_current = not on_actor
        self._show_place()
        self.moved.emit()
        self.viewport().update()

    def _show_place(self) -> None:
        """Marks the current row and column in the heads."""
        here = self.currentIndex()
        self.actors.mark(here.row(), focused=self.on_actor and self.hasFocus())
        self.scenarios.mark(-1 if self.on_actor else here.column())
        if self.actors.focused and here.isValid():
            self._say(here.row())

    def _say(self, row: int) -> None:
        """Tells those who listen which actor they are on: a head cannot have the focus."""
        role = Qt.ItemDataRole.AccessibleTextRole
        told = self.model().headerData(row, Qt.Orientation.Vertical, role)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, str(told)))
