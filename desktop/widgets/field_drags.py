"""Factors and values dragged to another place in their field, and the line that shows where they would go."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget

from desktop.widgets.factor_row import DropLine, FactorRow

FACTOR_MIME, VALUE_MIME = "application/x-rapporteur-factor", "application/x-rapporteur-value"
HEAD, OPEN = -1, 0
"""What stands for a value where a factor's name, or *left open*, is meant."""


class FieldDrags:
    """For one table; ``rows`` gives the rows it has now, ``allowed`` tells whether anything may be moved."""

    def __init__(self, table: QWidget, rows: Callable[[], Sequence[FactorRow]], allowed: Callable[[], bool]) -> None:
        self._table, self._rows, self._allowed = table, rows, allowed
        self._line = DropLine(table)

    def show(self, data: QMimeData, at: QPoint) -> bool:
        """Shows where a dragged thing would go; whether it can go there."""
        place = self.target(data, at)
        if place is None:
            self._line.hide()
            return False
        self._line.show_at(place[1])
        return True

    def end(self) -> None:
        """Nothing is held over the table any more."""
        self._line.hide()

    def begin(self, factor: int, value: int, cell: QWidget) -> None:
        """A value, or with ``HEAD`` a factor, is taken with the mouse."""
        if not self._allowed():
            return
        mime = FACTOR_MIME if value == HEAD else VALUE_MIME
        data = QMimeData()
        data.setData(mime, QByteArray(f"{factor} {value}".encode()))
        drag = QDrag(self._table)
        drag.setMimeData(data)
        drag.setPixmap(cell.grab())
        drag.exec(Qt.DropAction.MoveAction)
        self._line.hide()

    def target(self, data: QMimeData, at: QPoint) -> tuple[int, QRect] | None:
        """Before what a dragged thing would go (0: last), and where the line that shows it lies."""
        found = dragged(data)
        rows = self._rows()
        row = next((each for each in rows if found is not None and each.factor == found[0]), None)
        if found is None or row is None:
            return None
        if found[1] == HEAD:
            below = next((each for each in rows if at.y() < each.geometry().center().y()), None)
            y = below.y() if below is not None else rows[-1].geometry().bottom()
            return (below.factor if below is not None else 0), QRect(0, max(0, y - 1), self._table.width(), 2)
        if not row.geometry().contains(at):
            return None
        return self._gap(row, at)

    def _gap(self, row: FactorRow, at: QPoint) -> tuple[int, QRect]:
        """The gap between two tiles of a row that is nearest."""
        mirrored = self._table.layoutDirection() == Qt.LayoutDirection.RightToLeft
        tiles = [tile for tile in row.tiles if tile.key != OPEN]
        places = [QRect(tile.mapTo(self._table, QPoint(0, 0)), tile.size()) for tile in tiles]
        for tile, place in zip(tiles, places, strict=True):
            before = at.x() > place.center().x() if mirrored else at.x() < place.center().x()
            if place.top() - 3 <= at.y() <= place.bottom() + 3 and before:
                x = place.right() + 3 if mirrored else place.left() - 4
                return tile.key, QRect(x, place.top(), 2, place.height())
        x = places[-1].left() - 4 if mirrored else places[-1].right() + 3
        return 0, QRect(x, places[-1].top(), 2, places[-1].height())


def dragged(data: QMimeData) -> tuple[int, int] | None:
    """Factor and value that are dragged, or ``HEAD`` for the factor itself."""
    for mime in (FACTOR_MIME, VALUE_MIME):
        if data.hasFormat(mime):
            factor, value = bytes(data.data(mime).data()).split()
            return int(factor), int(value)
    return None
