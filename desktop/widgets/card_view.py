"""The list in which cards are walked: Up and Down from card to card, Enter or a click on the words opens them."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from desktop import theme
from desktop.widgets.card_delegate import CardDelegate
from desktop.words import _


class CardView(QListView):
    """Shows the rows that a model gives under ``role``."""

    opened = Signal(QModelIndex)
    """A row is to be opened."""
    left = Signal()
    """Esc: back to where the cell is."""

    def __init__(self, model: QAbstractItemModel, role: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.delegate = CardDelegate(self, role)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Quotations"))
        theme.current().changed.connect(self._dress)

    def enter(self) -> None:
        """Goes to the first card."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.currentIndex().isValid():
            self._go(0, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walks, opens, leaves."""
        key = event.key()
        last = self.model().rowCount() - 1
        here = self.currentIndex().row()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Down:
            self._go(here + 1, 1)
        elif key == Qt.Key.Key_Up:
            self._go(here - 1, -1)
        elif key == Qt.Key.Key_Home:
            self._go(0, 1)
        elif key == Qt.Key.Key_End:
            self._go(last, -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here; typing does not search."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over words that can be opened."""
        super().mouseMoveEvent(event)
        hand = self._opens(event)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on words opens them."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._opens(event):
            self._open(self.indexAt(event.position().toPoint()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is a current card as soon as there is any."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self._go(0, 1)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The current card is no longer marked."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Another width, other heights."""
        if event.type() == QEvent.Type.Resize:
            self.scheduleDelayedItemsLayout()
        return super().viewportEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Room for a card."""
        return QSize(200, 96)

    def _go(self, row: int, step: int) -> None:
        """To the first row from here on that can be chosen; beyond the ends of the list the view is scrolled."""
        model = self.model()
        while 0 <= row < model.rowCount():
            index = model.index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                self.setCurrentIndex(index)
                return
            row += step
        bar = self.verticalScrollBar()
        bar.setValue(bar.minimum() if step < 0 else bar.maximum())

    def _opens(self, event: QMouseEvent) -> bool:
        """Whether a click here opens something."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return False
        return self.delegate.words_at(place, index) or self.delegate.offers_more(index)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index)

    def _dress(self) -> None:
        self.delegate.renew()
        self.scheduleDelayedItemsLayout()
