"""The walk through the matrix by keyboard: cells, edges, the tree of actors, rows and columns moved."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.widgets.matrix_grid import Grid

if TYPE_CHECKING:
    from desktop.widgets.matrix_table import MatrixTable


class Walk:
    """The keys of one table."""

    def __init__(self, table: "MatrixTable", grid: Grid) -> None:
        self._table, self._grid = table, grid

    def took(self, event: QKeyEvent) -> bool:
        """Does what a key means here; whether it means anything."""
        key, plain = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not self._table.currentIndex().isValid():
            return False
        if self._stepped(self._turned(key), plain):
            return True
        return self._handled(key, plain == Qt.KeyboardModifier.ControlModifier, not plain)

    def _handled(self, key: Qt.Key, with_ctrl: bool, plain: bool) -> bool:
        """Whether a key is one of the walk."""
        here = self._table.currentIndex()
        if with_ctrl:
            return self._leap(self._turned(key))
        if not plain:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._table.entered_cell.emit()
        elif key == Qt.Key.Key_Space:
            self._table.toggle(here.column() if self._grid.transposed else here.row())
        elif key == Qt.Key.Key_Home:
            self._table.jump(here.row(), 0)
        elif key == Qt.Key.Key_End:
            self._table.jump(here.row(), self._table.model().columnCount() - 1)
        elif self._table.on_actor and self._turned(key) in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._walk_tree(forward=self._turned(key) == Qt.Key.Key_Right)
        elif self._turned(key) == Qt.Key.Key_Left and here.column() == 0:
            self._table.stand(on_actor=True)
        else:
            return False
        return True

    def _stepped(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Alt with Up and Down moves a row; Alt and Shift with Left and Right a column: Alt alone goes back."""
        alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
        across = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if held == alt and key in down:
            self._table.stepped.emit(Qt.Orientation.Vertical, self._table.currentIndex().row(), down[key])
        elif held == alt | shift and key in across:
            self._table.stepped.emit(Qt.Orientation.Horizontal, self._table.currentIndex().column(), across[key])
        else:
            return False
        return True

    def _leap(self, key: Qt.Key) -> bool:
        """With Ctrl: to the edges of the table."""
        here, last = self._table.currentIndex(), self._table.model().columnCount() - 1
        places = {
            Qt.Key.Key_Home: (self.edge_row(1), 0),
            Qt.Key.Key_End: (self.edge_row(-1), last),
            Qt.Key.Key_Left: (here.row(), 0),
            Qt.Key.Key_Right: (here.row(), last),
            Qt.Key.Key_Up: (self.edge_row(1), here.column()),
            Qt.Key.Key_Down: (self.edge_row(-1), here.column()),
        }
        if key not in places:
            return False
        self._table.jump(*places[key])
        return True

    def _walk_tree(self, *, forward: bool) -> None:
        """On an actor: right opens it and then goes to its cells, left closes it and then goes to who stands above."""
        row = self._table.currentIndex().row()
        told = self._grid.row(row)
        above = self._grid.parent_row(row)
        if told.speakers and told.opened != forward:
            self._table.toggled.emit(row, forward)
        elif forward:
            self._table.stand(on_actor=False)
        elif above >= 0:
            self._table.setCurrentIndex(self._table.model().index(above, 0))

    def edge_row(self, step: int) -> int:
        """The first actor (1), or the last (-1); -1 for none."""
        rows = range(self._table.model().rowCount())[::step]
        return next((row for row in rows if not self._grid.row(row).heading), -1)

    def _turned(self, key: Qt.Key) -> Qt.Key:
        """Left is right where reading goes from right to left."""
        if self._table.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}.get(key, key)
        return key
