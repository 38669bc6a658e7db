"""A small panel to give a name in: Enter takes it, Esc leaves it."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.widgets.controls import Button
from desktop.widgets.popover import Popover
from desktop.widgets.text import Label


class NamePanel(Popover):
    """``named`` gives the name."""

    named = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._title = Label(role="strong")
        self.field = QLineEdit()
        self.field.setMinimumWidth(300)
        self.button = Button(kind="primary", keys="Return")
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(self._title)
        inside.addWidget(self.field)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.button)
        inside.addLayout(foot)
        self.content.addLayout(inside)
        self.field.returnPressed.connect(self._take)
        self.button.clicked.connect(self._take)
        self.field.textChanged.connect(lambda text: self.button.setEnabled(bool(text.strip())))

    def ask(self, anchor: QRect, title: str, name: str, deed: str) -> None:
        """Asks for a name under a rectangle of the window."""
        self._title.setText(title)
        self.field.setAccessibleName(title)
        self.field.setText(name)
        self.field.selectAll()
        self.button.setText(deed)
        self.button.setEnabled(bool(name))
        self.open_at(anchor, self.field)

    def _take(self) -> None:
        name = self.field.text().strip()
        if name:
            self.dismiss()
            self.named.emit(name)
