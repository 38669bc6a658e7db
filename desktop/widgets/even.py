"""Widgets of one width in rows: all in one where they fit, else in rows as even as can be."""

from math import ceil

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Even(QLayout):
    """Its height follows its width."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """One more at the end."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """How many."""
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        """The item at a place; None beyond the end."""
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        """Takes an item out."""
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes all the width there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows."""
        rows = ceil(len(self._items) / self.columns(width)) if self._items else 0
        return rows * self._cell().height() + max(0, rows - 1) * self._gap

    def columns(self, width: int) -> int:
        """How many stand in a row of a width; the last row is not much shorter than the others."""
        number = max(1, len(self._items))
        fit = max(1, min(number, (width + self._gap) // (self._cell().width() + self._gap)))
        return ceil(number / ceil(number / fit))

    def setGeometry(self, rect: QRect) -> None:
        """Puts the widgets into their rows."""
        super().setGeometry(rect)
        columns = self.columns(rect.width())
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        height = self._cell().height()
        for place, item in enumerate(self._items):
            row, column = divmod(place, columns)
            left = column * (rect.width() + self._gap) // columns
            right = (column + 1) * (rect.width() + self._gap) // columns - self._gap
            cell = QRect(rect.left() + left, rect.top() + row * (height + self._gap), right - left, height)
            if mirrored:
                cell.moveRight(rect.right() - left)
            item.setGeometry(cell)

    def sizeHint(self) -> QSize:
        """All in one row."""
        cell, number = self._cell(), len(self._items)
        return QSize(number * cell.width() + max(0, number - 1) * self._gap, cell.height())

    def minimumSize(self) -> QSize:
        """One of them."""
        return self._cell()

    def _cell(self) -> QSize:
        found = QSize()
        for item in self._items:
            found = found.expandedTo(item.minimumSize())
        return found
