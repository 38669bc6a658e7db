"""Widgets one after another in lines, as words in a paragraph: what does not fit goes to the next line."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from shiboken6 import isValid


class Flow(QLayout):
    """Its height follows its width; it runs from right to left where reading does."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6, line_gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self._alone = parent is not None  # a layout in another one is not told at once that its height is new
        self._heights: dict[int, int] = {}
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
        self._heights.clear()
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def clear(self) -> None:
        """Takes all widgets away for good."""
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def expandingDirections(self) -> Qt.Orientation:
        """None."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines in a width; Qt asks again and again while it lays out."""
        found = self._heights.get(width) if self._alone else None
        if found is None:
            found = self._heights[width] = self._arranged(QRect(0, 0, width, 0), place=False)
        return found

    def invalidate(self) -> None:
        """Something in it is new."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Puts the widgets into their lines."""
        super().setGeometry(rect)
        self._arranged(rect, place=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """The widest of them."""
        found = QSize()
        for item in self._shown():
            found = found.expandedTo(item.minimumSize())
        return found

    def _shown(self) -> list[QLayoutItem]:
        # while a window is taken down, Qt may ask once more after the items are gone
        return [item for item in self._items if isValid(item) and not item.isEmpty()]

    def _arranged(self, rect: QRect, *, place: bool) -> int:
        x, y, height = 0, 0, 0
        lines: list[list[tuple[QLayoutItem, QRect]]] = [[]]
        for item in self._shown():
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(rect.width(), item.minimumSize().width())))
            if x and x + size.width() > rect.width():
                x, y, height = 0, y + height + self._line_gap, 0
                lines.append([])
            lines[-1].append((item, QRect(QPoint(x, y), size)))
            x += size.width() + self._gap
            height = max(height, size.height())
        if place:
            for line in lines:
                self._place(rect, line)
        return y + height

    def _place(self, rect: QRect, line: list[tuple[QLayoutItem, QRect]]) -> None:
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        tallest = max((room.height() for _item, room in line), default=0)
        for item, room in line:
            there = room.translated(rect.topLeft() + QPoint(0, (tallest - room.height()) // 2))
            if mirrored:
                there.moveRight(rect.right() - room.left())
            item.setGeometry(there)
