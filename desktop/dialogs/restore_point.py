"""Gives the record as it is now a name in the history, to which one can go back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.dialogs.dialog import Dialog
from desktop.widgets.text import Label, Paragraph
from desktop.words import _

LONGEST = 200
"""Characters of a name."""


class RestorePointDialog(Dialog):
    """Asks for the name; Enter takes it."""

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Name a restore point"), parent)
        self.setMinimumWidth(480)
        told = _("Everything is saved already. Under this name the history leads back to the record as it is now.")
        self.content.addWidget(Paragraph(told))
        label = Label(_("Name"), "dense", "ink2")
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(_("Such as: before the merge"))
        label.setBuddy(self.field)
        self.content.addWidget(label)
        self.content.addWidget(self.field)
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.main = self.add_button(_("Keep it"), main=True)
        self.main.clicked.connect(self._take)
        self.field.textChanged.connect(self._allow)
        self._allow()
        self.field.setFocus()

    def _allow(self) -> None:
        self.main.setEnabled(bool(self.field.text().strip()))

    def _take(self) -> None:
        self.named.emit(self.field.text().strip())
        self.accept()
