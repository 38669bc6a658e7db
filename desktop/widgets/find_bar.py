"""Find in what is read: a field, how many hits there are, and the way from one to the next."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop import theme
from desktop.widgets.controls import IconButton
from desktop.widgets.text import Label
from desktop.words import _, count

PAUSE = 150
"""Milliseconds after the last key before it looks."""


class FindBar(QWidget):
    """Stands above the text while something is looked for; Esc closes it."""

    asked = Signal(str)
    """What is to be found; told once the hand rests."""
    stepped = Signal(int)
    """The next hit is wanted (1), or the one before (-1)."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Find in this source"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setClearButtonEnabled(True)
        self.told = Label(role="dense", token="ink2")  # noqa: S106 - a colour
        self.before = IconButton("chevron-up", _("Previous hit"), "Shift+F3")
        self.next = IconButton("chevron-down", _("Next hit"), "F3")
        self.close_button = IconButton("x", _("Close"), "Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        for part in (self.told, self.before, self.next, self.close_button):
            row.addWidget(part)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self.asked.emit(self.field.text()))
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button.clicked.connect(self.dismiss)
        self.hide()

    def open_with(self, words: str) -> None:
        """Shows it, with words to look for if there are any."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Closes it."""
        self._pause.stop()
        self.hide()
        self.closed.emit()

    def tell(self, current: int, hits: int) -> None:
        """Which hit is looked at, of how many; none is told too."""
        if not self.field.text():
            self.told.setText("")
        elif not hits:
            self.told.setText(_("Nothing found"))
        else:
            self.told.setText(_("{n} of {hits}").format(n=current + 1, hits=count(hits, "{n} hit", "{n} hits")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive():
                self._pause.stop()
                self.asked.emit(self.field.text())
            else:
                self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, and a hairline beneath."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("chrome"))
        painter.setPen(theme.color("hair"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
