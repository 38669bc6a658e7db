"""Dragging a row or a column by its head: a line shows where it would go; Esc leaves it where it is."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QHeaderView

from desktop import theme


class HeaderDrag:
    """Where a drag began and where it is now, in one header."""

    def __init__(self, header: QHeaderView) -> None:
        self._header = header
        self._section, self._start = -1, QPoint()
        self.before = -1
        """The section before which it would go; -1 when nothing is dragged."""

    def press(self, section: int, place: QPoint) -> None:
        """The mouse went down on a head."""
        self._section, self._start, self.before = section, place, -1

    def move(self, place: QPoint) -> bool:
        """The mouse went on; whether a head is dragged."""
        if self._section < 0:
            return False
        far = (place - self._start).manhattanLength() >= QApplication.startDragDistance()
        if self.before >= 0 or far:
            self.before = self._gap(place)
            self._header.viewport().update()
        return self.before >= 0

    def release(self) -> tuple[int, int] | None:
        """The mouse came up: what was dragged, and before which section; None when nothing was."""
        found = (self._section, self.before) if self.before >= 0 else None
        self.cancel()
        return found

    def cancel(self) -> bool:
        """Leaves it where it is; whether something was dragged."""
        dragged = self.before >= 0
        self._section = self.before = -1
        self._header.viewport().update()
        return dragged

    def paint(self, painter: QPainter) -> None:
        """The line where it would go."""
        if self.before < 0:
            return
        header = self._header
        last = self.before >= header.count()
        section = header.count() - 1 if last else self.before
        start = header.sectionViewportPosition(section)
        end = start + header.sectionSize(section)
        mirrored = self._across() and header.layoutDirection() == Qt.LayoutDirection.RightToLeft
        edge = end if last != mirrored else start
        room = header.viewport().rect()
        line = QRect(edge - 1, 0, 2, room.height()) if self._across() else QRect(0, edge - 1, room.width(), 2)
        painter.fillRect(line, theme.color("accent"))

    def _across(self) -> bool:
        return self._header.orientation() == Qt.Orientation.Horizontal

    def _gap(self, place: QPoint) -> int:
        """The section before which a place stands: the nearer edge of the section under it."""
        header = self._header
        at = place.x() if self._across() else place.y()
        section = header.logicalIndexAt(place)
        mirrored = self._across() and header.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if section < 0:
            return 0 if (at < 0) != mirrored else header.count()
        middle = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
        return section + ((at > middle) != mirrored)
