"""A box to find in what is listed: it tells what is typed when the hand rests, and gives way to the list."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import theme
from desktop.words import _

REST = 140
"""Milliseconds without a key before what was typed is asked for."""


class FindBox(QLineEdit):
    """``asked`` gives the words, ``backed`` that Backspace was pressed where nothing stands, ``left`` the way down."""

    asked = Signal(str)
    backed = Signal()
    left = Signal()

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._glass = self.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._cross = QAction(theme.icon("x"), _("Clear"), self)
        self._cross.triggered.connect(self.clear)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.ask_now)
        self._told = ""
        self.textChanged.connect(self._typed)
        theme.current().changed.connect(self._dress)

    def show_text(self, text: str) -> None:
        """Shows words that are asked for already."""
        self._told = text
        if text != self.text():
            self.setText(text)
        self._rest.stop()

    def ask_now(self) -> None:
        """Tells what stands there, if it is new."""
        self._rest.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.asked.emit(self._told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter lead to the list, Esc clears, Backspace in the empty box takes away what stands before it."""
        key, empty = event.key(), not self.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and not event.modifiers():
            self.ask_now()
            self.left.emit()
        elif key == Qt.Key.Key_Backspace and empty:
            self.backed.emit()
        elif key == Qt.Key.Key_Escape and not empty:
            self.clear()
            self.ask_now()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._rest.start()
        if text and self._cross not in self.actions():
            self.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        elif not text:
            self.removeAction(self._cross)

    def _dress(self) -> None:
        self._glass.setIcon(theme.icon("search"))
        self._cross.setIcon(theme.icon("x"))
