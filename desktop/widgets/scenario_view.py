"""The tree of scenarios under the hand: keys and drags say where one is wanted; a line shows where it would go."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from desktop import theme
from desktop.words import _

Place = QAbstractItemView.DropIndicatorPosition
NESTING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ScenarioView(QTreeView):
    """Enter goes to the field, F2 renames, Delete takes away, Alt with Up or Down moves, Ctrl+Shift+Right nests."""

    entered = Signal()
    removed = Signal()
    noted = Signal()
    """A note on the current scenario is wanted."""
    shifted = Signal(int)
    """One further up (-1) or down (1) among its siblings."""
    nested = Signal(int)
    """Below the one before it (1), or out of the one it is below (-1)."""
    menuWanted = Signal(object)
    """The place of a menu, on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = QModelIndex()
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(18)
        self.setMouseTracking(True)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setAccessibleName(_("Scenarios"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the tree; letters do not search."""
        alone, alt = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
        keypad = Qt.KeyboardModifier.KeypadModifier
        key, held = Qt.Key(event.key()), event.modifiers() & ~keypad
        if self.state() == QAbstractItemView.State.EditingState:
            return  # the field for a name lets Enter through
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held == alone:
            self.entered.emit()
        elif key == Qt.Key.Key_Delete and held == alone:
            self.removed.emit()
        elif key == Qt.Key.Key_N and held == alone:
            self.noted.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held == alt:
            self.shifted.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and held == NESTING:
            away = Qt.Key.Key_Right if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else Qt.Key.Key_Left
            self.nested.emit(-1 if key == away else 1)
        elif event.text() and event.text().isprintable() and held in (alone, Qt.KeyboardModifier.ShiftModifier):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the scenario under the mouse, or with the current one."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.setCurrentIndex(index)
            self.menuWanted.emit(event.globalPos())
        else:
            self.menuWanted.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft()))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Shows where it would go."""
        super().dragMoveEvent(event)
        self._over = self.indexAt(event.position().toPoint())
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing is held over it any more."""
        super().dragLeaveEvent(event)
        self._end_drag()

    def dropEvent(self, event: QDropEvent) -> None:
        """The model says where it is wanted."""
        super().dropEvent(event)
        event.setDropAction(Qt.DropAction.IgnoreAction)
        self._end_drag()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and a line or a frame where what is dragged would go."""
        super().paintEvent(event)
        if self.state() != QAbstractItemView.State.DraggingState or not self.showDropIndicator():
            return
        rect = self.visualRect(self._over) if self._over.isValid() else QRect()
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.color("accent"), 2))
        where = self.dropIndicatorPosition()
        if where == Place.OnItem:
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        elif where in (Place.AboveItem, Place.BelowItem):
            y = rect.top() + 1 if where == Place.AboveItem else rect.bottom()
            painter.drawLine(rect.left(), y, self.viewport().width(), y)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """The ground of the row goes on to the edge."""
        if self.selectionModel().isSelected(index):
            painter.fillRect(QRect(0, rect.top(), rect.right() + 1, rect.height()), theme.color("sel"))
            bar = QRect(0, rect.top(), 3, rect.height())
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                bar.moveRight(self.viewport().width() - 1)
            painter.fillRect(bar, theme.color("accent"))
        super().drawBranches(painter, rect, index)

    def _end_drag(self) -> None:
        self._over = QModelIndex()
        self.viewport().update()
