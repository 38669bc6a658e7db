"""The list of parties of What if; Enter opens the words behind one."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from desktop.models.what_if_parties import LINE, PartiesModel
from desktop.widgets.what_if_lanes import LinesDelegate
from desktop.words import _

Index = QModelIndex | QPersistentModelIndex


class PartyList(QListView):
    """A line for every party."""

    opened = Signal(QModelIndex)

    def __init__(self, model: PartiesModel) -> None:
        super().__init__()
        self._parties = model
        self.setModel(model)
        self.lines = LinesDelegate(self, LINE)
        self.setItemDelegate(self.lines)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setMinimumWidth(420)
        self.setAccessibleName(_("Where every party stands"))
        self.doubleClicked.connect(self.opened)

    def in_sight(self) -> list[int]:
        """The ids of the parties that are on the screen."""
        top, bottom = self.indexAt(self.viewport().rect().topLeft()), self.indexAt(self.viewport().rect().bottomLeft())
        last = bottom.row() if bottom.isValid() else self._parties.rowCount() - 1
        lines = (self._parties.line(row) for row in range(max(0, top.row()), last + 1))
        return [line.actor for line in lines if line is not None]

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paints what changed: all rows are of one height, so that nothing is to be laid out anew."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters do not search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.currentIndex())
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)
