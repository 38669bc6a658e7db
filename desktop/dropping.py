"""Files that are held over the window, and dropped: anywhere in it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class Dropping(QObject):
    """Watches a window. ``held`` tells where to show that the files would be taken; ``dropped`` brings them."""

    dropped = Signal(object)

    def __init__(self, window: QWidget, held: Callable[[bool], None]) -> None:
        super().__init__(window)
        self._held = held
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        for field in window.findChildren(QLineEdit):
            field.setAcceptDrops(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes what brings files, and nothing else."""
        if isinstance(event, QDragMoveEvent):  # entering is a kind of moving
            return self._answer(event)
        if event.type() == QEvent.Type.DragLeave:
            self._held(False)
        elif isinstance(event, QDropEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def _answer(self, event: QDragMoveEvent) -> bool:
        if not files_of(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._held(True)
        return True

    def _take(self, event: QDropEvent) -> bool:
        files = files_of(event.mimeData())
        self._held(False)
        if not files:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(files)
        return True


def files_of(mime: QMimeData) -> list[Path]:
    """The files and folders of this computer that something dropped brings."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile() and url.toLocalFile()]
