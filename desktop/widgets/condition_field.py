"""Where values are met by typing a part of them: Enter takes the one that is offered, Up and Down go to another."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.widgets.pick_panel import Option, fitting
from desktop.widgets.text import Elided
from desktop.words import _


class ConditionField(QWidget):
    """``taken`` gives the key of a value, ``passed`` that Enter was pressed in the empty field."""

    taken = Signal(object)
    passed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _Line()
        self.line.setAccessibleName(_("Said to hold when"))
        self.line.setPlaceholderText(_("Type a value"))
        self._told = Elided(role="dense", token="ink2")  # noqa: S106 - a colour
        self._offers = fitting(())
        self._found: Sequence[Option] = ()
        self._place = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.line)
        column.addWidget(self._told)
        self.setFocusProxy(self.line)
        self._told.hide()
        self.line.textChanged.connect(self._find)
        self.line.stepped.connect(self._step)
        self.line.entered.connect(self._take)

    def offer(self, options: Sequence[Option]) -> None:
        """What can be taken."""
        self._offers = fitting(options)
        self._find(self.line.text())

    def offered(self) -> Option | None:
        """What Enter takes."""
        return self._found[self._place] if self._found else None

    def told(self) -> str:
        """What it says below."""
        return self._told.text()

    def _find(self, text: str) -> None:
        self._found = self._offers(text) if text.strip() else ()
        self._place = 0
        self._tell()

    def _step(self, step: int) -> None:
        if self._found:
            self._place = (self._place + step) % len(self._found)
            self._tell()

    def _tell(self) -> None:
        option = self.offered()
        typed = bool(self.line.text().strip())
        if option is not None:
            told = _("Enter: {value}").format(value=", ".join(part for part in (option.text, option.detail) if part))
        else:
            told = _("No value is called so.") if typed else ""
        self._told.setText(told)
        self._told.setVisible(typed)
        self.line.setAccessibleDescription(told)

    def _take(self) -> None:
        option = self.offered()
        if option is not None:
            self.line.clear()
            self.taken.emit(option.key)
        elif not self.line.text().strip():
            self.passed.emit()


class _Line(QLineEdit):
    stepped = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Up and Down go on; Esc clears."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self.stepped.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
