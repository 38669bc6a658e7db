"""What is selected of a source's text: one selection, whether the text is read as text or on the pages of a PDF."""

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """A span of code points, from where it began (``anchor``) to where it was led (``place``)."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.anchor = self.place = 0

    @property
    def start(self) -> int:
        """Where it begins."""
        return min(self.anchor, self.place)

    @property
    def end(self) -> int:
        """Where it ends; the character there no longer belongs to it."""
        return max(self.anchor, self.place)

    @property
    def empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor == self.place

    def select(self, anchor: int, place: int) -> None:
        """Selects a span."""
        if (anchor, place) != (self.anchor, self.place):
            self.anchor, self.place = anchor, place
            self.changed.emit()

    def lead(self, place: int) -> None:
        """Leads it to a place; it begins where it began."""
        self.select(self.anchor, place)

    def put(self, place: int) -> None:
        """Selects nothing, at a place."""
        self.select(place, place)
