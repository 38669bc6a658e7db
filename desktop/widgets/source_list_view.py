"""The list of sources: text that is dropped or pasted on it becomes a source."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from desktop import theme
from desktop.words import _


class SourceListView(QListView):
    """Rows that a delegate draws; files are left to the window, which takes them anywhere."""

    pasted = Signal(str)
    """A text is to become a source."""
    filesPasted = Signal(object)
    deleteWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Sources"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles wrap elsewhere, also when only the scroll bar has come."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V makes a source of the clipboard; Del wants the source gone."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.deleteWanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _typed: str) -> None:
        """Letters are commands here; the field above finds."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Text is welcome."""
        self._answer(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Text is welcome anywhere on the list."""
        self._answer(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """As it was."""
        self._hold(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """The text becomes a source, once its title is known."""
        self._hold(False)
        if _is_text(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.pasted.emit(event.mimeData().text())
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, framed while text is held over them."""
        super().paintEvent(event)
        if self._held:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _answer(self, event: QDragMoveEvent) -> None:
        if _is_text(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._hold(True)
        else:
            event.ignore()

    def _hold(self, held: bool) -> None:
        if held != self._held:
            self._held = held
            self.viewport().update()

    def _paste(self) -> None:
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        urls = data.urls() if data is not None else []
        files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if files:
            self.filesPasted.emit(files)
        else:
            self.pasted.emit(data.text() if data is not None else "")


def _is_text(mime: QMimeData) -> bool:
    return mime.hasText() and not any(url.isLocalFile() for url in mime.urls())
