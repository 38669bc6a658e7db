"""A small panel to write a note in: Ctrl+Enter saves it, Esc leaves it."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.controls import Button
from desktop.widgets.popover import Popover
from desktop.widgets.text import Label
from desktop.words import _


class NotePanel(Popover):
    """``written`` gives the text. Whoever opens it is told what is ``typed``, and when it ``closed`` without saving."""

    written = Signal(str)
    typed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._title = Label(role="strong")
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.field.setFont(theme.font("body"))
        self.field.setMinimumSize(360, 96)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.typed)
        self.save = Button(_("Save the note"), kind="primary", keys="Ctrl+Return")
        self.save.clicked.connect(self._save)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(self._title)
        inside.addWidget(self.field)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save)
        inside.addLayout(foot)
        self.content.addLayout(inside)

    def ask(self, anchor: QRect, title: str, begun: str = "") -> None:
        """Opens under a rectangle of the window: empty, or with what was begun."""
        self._title.setText(title)
        self.field.setAccessibleName(title)
        self.field.setPlainText(begun)
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.open_at(anchor, self.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter saves."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._save()
                return True
        return super().eventFilter(watched, event)

    def _save(self) -> None:
        text = self.field.toPlainText().strip()
        self.dismiss()
        if text:
            self.written.emit(text)
