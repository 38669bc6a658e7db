"""The pictures of the matrix's cells: drawn once for each way a cell can look, and copied to wherever a cell looks so.

Of 200,000 cells there are seldom more than some hundred looks, and copying is much quicker than drawing. Counts are
pictures of their own, or there would be one of each look for every count.
"""

from PySide6.QtGui import QPainter, QPixmap

from desktop.widgets.cell_drawing import CellDrawing, Look, Place, blank

MOST_KEPT = 16_000_000
"""Pixels of all the pictures that are kept; with more of them all are forgotten."""


class CellPictures:
    """Pictures in the fonts and colours of the theme as it was when this was made."""

    def __init__(self) -> None:
        self.drawing = CellDrawing()
        self._cells: dict[tuple[Look | None, int, Place], QPixmap] = {}
        self._numbers: dict[tuple[int, float], tuple[QPixmap, int]] = {}
        self._kept = 0

    def paint(self, painter: QPainter, x: int, y: int, look: Look | None, tally: int, place: Place) -> None:
        """Paints a cell, or the ground of a heading when it has no look."""
        painter.drawPixmap(x, y, self._picture_of(look, _digits(look, tally), place))
        if look is not None and look.counts and tally:
            number, width = self._number(tally, place.ratio)
            left, top = self.drawing.number_place(look, width, place)
            painter.drawPixmap(x + left, y + top, number)

    def _picture_of(self, look: Look | None, digits: int, place: Place) -> QPixmap:
        """The picture of a cell without its number, for which there is room."""
        found = self._cells.get((look, digits, place))
        if found is None:
            found = self._fresh(place)
            painter = QPainter(found)
            self.drawing.cell(painter, look, digits, place)
            painter.end()
            self._cells[look, digits, place] = found
        return found

    def _fresh(self, place: Place) -> QPixmap:
        """An empty picture, for which room is made."""
        pixmap = blank(place.width, place.height, place.ratio, self.drawing.colors["base"])
        self._kept += pixmap.width() * pixmap.height()
        if self._kept > MOST_KEPT:
            self._cells.clear()
            self._kept = pixmap.width() * pixmap.height()
        return pixmap

    def _number(self, tally: int, ratio: float) -> tuple[QPixmap, int]:
        """The picture of a count, and how wide it is."""
        found = self._numbers.get((tally, ratio))
        if found is None:
            found = self._numbers[tally, ratio] = self.drawing.number(tally, ratio)
        return found


def _digits(look: Look | None, tally: int) -> int:
    """For how many figures there is to be room."""
    return len(str(tally)) if look is not None and look.counts and tally else 0
