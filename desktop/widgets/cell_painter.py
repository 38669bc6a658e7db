"""Paints the cells of the matrix that are to be seen, and frames what is selected.

This is the hot path of scrolling: a table view would ask for each cell anew how it stands and what it shows. Here rows
and columns are asked once, and a cell costs one object, one number and the copy of a picture.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QTableView

from desktop.widgets.cell_drawing import Look, Place
from desktop.widgets.cell_pictures import CellPictures

Lines = Sequence[tuple[int, int, int]]
"""Rows or columns: the number of each, where it begins in the viewport, and how long it is."""


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


class CellPainter:
    """Draws cells. ``frame_current`` is off while the keyboard is on an actor and not on a cell; ``current`` is the row
    and column of the current cell, whose frame is thicker than those of others that are selected with it.
    """

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self.frame_current = True
        self.current: tuple[int, int] | None = None
        self.renew()

    def renew(self) -> None:
        """Takes fonts, colours and pictures from the theme again."""
        self._pictures = CellPictures()

    def narrowest(self) -> int:
        """The width that every cell needs."""
        return self._pictures.drawing.narrowest()

    def height(self, nested: bool) -> int:
        """The height of a row: that of two lines, or of one line where it is nested."""
        return self._pictures.drawing.height(nested)

    def paint(self, table: QTableView, part: QRect) -> None:
        """Paints a part of a table's viewport."""
        painter = QPainter(table.viewport())
        rows, columns = list(_rows(table, part)), list(_columns(table, part))
        self._fill(painter, table, rows, columns)
        if self.frame_current:
            self._frames(painter, table, rows, columns)
        painter.end()

    def _fill(self, painter: QPainter, table: QTableView, rows: Lines, columns: Lines) -> None:
        cells, pictures = self._cells, self._pictures
        mirrored, ratio = table.layoutDirection() == Qt.LayoutDirection.RightToLeft, table.devicePixelRatioF()
        for row, y, height in rows:
            nested = cells.nested(row)
            for column, x, width in columns:
                look = cells.look(row, column)
                tally = cells.tally(row, column) if look is not None and look.counts else 0
                place = Place(width, height, nested, cells.begins(column), mirrored, ratio)
                pictures.paint(painter, x, y, look, tally, place)

    def _frames(self, painter: QPainter, table: QTableView, rows: Lines, columns: Lines) -> None:
        """Frames the selected cells, the current one more strongly."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        selection = table.selectionModel().selection()
        for block in map(selection.at, range(selection.count())):
            for row, y, height in (line for line in rows if block.top() <= line[0] <= block.bottom()):
                for column, x, width in (line for line in columns if block.left() <= line[0] <= block.right()):
                    if self._cells.look(row, column) is not None:
                        self._frame(painter, QRect(x, y, width, height), current=self.current in (None, (row, column)))

    def _frame(self, painter: QPainter, rect: QRect, *, current: bool) -> None:
        accent = self._pictures.drawing.colors["accent"]
        if current:
            painter.setPen(QPen(accent, 2))
            painter.drawRect(rect.adjusted(2, 1, -1, -2))
        else:
            painter.setPen(QPen(accent, 1))
            painter.drawRect(rect.adjusted(1, 0, -1, -1))


def _rows(table: QTableView, part: QRect) -> Iterator[tuple[int, int, int]]:
    """The rows in a part of the viewport: number, top and height."""
    first, last = table.rowAt(part.top()), table.rowAt(part.bottom())
    if first >= 0:
        for row in range(first, last + 1 if last >= 0 else table.model().rowCount()):
            yield row, table.rowViewportPosition(row), table.rowHeight(row)


def _columns(table: QTableView, part: QRect) -> Iterator[tuple[int, int, int]]:
    """The columns in a part of the viewport: number, left edge and width."""
    ends = table.columnAt(part.left()), table.columnAt(part.right())
    if table.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        ends = ends[::-1]
    first, last = ends
    if first >= 0:
        for column in range(first, last + 1 if last >= 0 else table.model().columnCount()):
            yield column, table.columnViewportPosition(column), table.columnWidth(column)
