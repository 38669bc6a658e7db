"""The table of the matrix: cells, the frozen actors, the scenarios above, and the walk through them by keyboard.

The keyboard is on a cell, or on an actor (left of the first column); ``on_actor`` tells which.
"""

from functools import partial

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
from desktop.widgets.actor_header import ActorHeader, Corner
from desktop.widgets.cell_painter import CellPainter
from desktop.widgets.matrix_grid import Grid
from desktop.widgets.matrix_walk import Walk
from desktop.widgets.scenario_header import ScenarioHeader
from desktop.words import _

WIDEST = 168
"""Columns are stretched to fill the view up to so many pixels at 100 % text."""

Index = QModelIndex | QPersistentModelIndex


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
        self._walk = Walk(self, grid)
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

    def in_sight(self) -> tuple[range, range]:
        """The rows and the columns of which something is on the screen."""
        size, model = self.viewport().size(), self.model()
        rows = _between(self.rowAt(0), self.rowAt(size.height() - 1), model.rowCount())
        return rows, _between(self.columnAt(0), self.columnAt(size.width() - 1), model.columnCount())

    def go(self, row: int, column: int) -> None:
        """Makes a cell the current one."""
        self.stand(on_actor=False)
        self.setCurrentIndex(self.model().index(row, column))

    def go_first(self) -> None:
        """Makes the first cell the current one, when none is."""
        if not self.currentIndex().isValid() and self.model().columnCount():
            self.jump(self._walk.edge_row(1), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walks through cells and actors; letters are left to others."""
        if event.key() == Qt.Key.Key_Escape and any([self.actors.drag.cancel(), self.scenarios.drag.cancel()]):
            return
        if not self._walk.took(event):
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
        self.stand(on_actor=False)
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

    def jump(self, row: int, column: int) -> None:
        """Makes a cell the current one, wherever the keyboard was; -1 is no row."""
        self.stand(on_actor=False)
        if row >= 0:
            self.setCurrentIndex(self.model().index(row, column))

    def _choose_actor(self, row: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.setCurrentIndex(self.model().index(row, max(0, self.currentIndex().column())))
        self.stand(on_actor=True)

    def _choose_scenario(self, column: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        row = self.currentIndex().row()
        self.jump(row if row >= 0 else self._walk.edge_row(1), column)

    def stand(self, *, on_actor: bool) -> None:
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


def _between(first: int, last: int, count: int) -> range:
    """From the first line to the last one; without it to the end, which is where the lines end before the screen."""
    return range(max(0, first), last + 1 if last >= 0 else count)
