"""What all dialogs share: plain text, the theme's ground, Esc closes, Ctrl+Enter does the main thing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.widgets.controls import Button
from desktop.widgets.text import Label


class Dialog(QDialog):
    """A dialog with a heading, room for content, and buttons at the foot."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(Label(title, "title"))
        self.content = QVBoxLayout()
        self.content.setSpacing(8)
        layout.addLayout(self.content, 1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        layout.addLayout(self._foot)

    def add_button(self, text: str, *, main: bool = False, start: bool = False) -> Button:
        """A button at the foot; the main one is also done by Ctrl+Enter."""
        button = Button(text, kind="primary" if main else "plain")
        if start:
            self._foot.insertWidget(0, button)
        else:
            self._foot.addWidget(button)
        if main:
            button.setDefault(True)
            QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(button.click)
        return button
