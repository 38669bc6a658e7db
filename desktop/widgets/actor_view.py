"""The tree of actors under the hand: arrows walk, Enter goes to the form, F2 names, Del takes away, M merges."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from desktop import theme
from desktop.widgets.actor_delegate import ActorDelegate
from desktop.words import _

Index = QModelIndex | QPersistentModelIndex


class ActorView(QTreeView):
    """Shows a tree of two levels: kinds, and actors."""

    entered = Signal()
    renamed = Signal()
    removed = Signal()
    merged = Signal()
    noted = Signal()
    moved = Signal()
    menuWanted = Signal(QPoint)

    def __init__(self, model: QAbstractItemModel, role: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(ActorDelegate(self, role))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Actors"))
        model.modelReset.connect(self.expandAll)
        theme.current().changed.connect(self.scheduleDelayedItemsLayout)
        self.expandAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Commands; the walk is Qt's own."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        deeds = {
            Qt.Key.Key_Return: self.entered,
            Qt.Key.Key_Enter: self.entered,
            Qt.Key.Key_F2: self.renamed,
            Qt.Key.Key_Delete: self.removed,
            Qt.Key.Key_M: self.merged,
            Qt.Key.Key_N: self.noted,
        }
        here = self.currentIndex()
        heading = here.isValid() and not here.parent().isValid()
        if held or key not in deeds:
            super().keyPressEvent(event)
        elif heading and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setExpanded(here, not self.isExpanded(here))
        elif here.isValid() and not heading:
            deeds[key].emit()

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here; typing does not search."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a kind opens or closes it."""
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if index.isValid() and not index.parent().isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.setExpanded(index, not self.isExpanded(index))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on an actor goes to its form; on a kind it is two clicks."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.parent().isValid():
            self.entered.emit()
        else:
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with an actor."""
        if self.currentIndex().parent().isValid():
            self.menuWanted.emit(event.globalPos())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another actor."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()
