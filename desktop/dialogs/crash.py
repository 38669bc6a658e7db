"""Tells of an error in the program: what it means for the work, and details to copy."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop import theme
from desktop.dialogs.dialog import Dialog
from desktop.widgets.text import Paragraph
from desktop.words import _


class CrashDialog(Dialog):
    """Further errors are added to the details of the one that is shown."""

    def __init__(self, line: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Something went wrong that should not"), parent)
        self.setMinimumWidth(560)
        told = _("The case is as it was last saved, and you can go on. The details help whoever is to mend this.")
        self.content.addWidget(Paragraph(told))
        self._line = Paragraph(line, token="ink")  # noqa: S106 - a colour
        self.content.addWidget(self._line)
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setFont(theme.font("dense"))
        self._details.setAccessibleName(_("Details"))
        self._details.setMinimumHeight(220)
        self._details.hide()
        self.content.addWidget(self._details)
        self.content.addStretch(1)
        self.more = self.add_button(_("Show details"), start=True)
        self.more.clicked.connect(self._toggle)
        self.copy = self.add_button(_("Copy details"))
        self.copy.clicked.connect(self._copy)
        self.add_button(_("Go on"), main=True).clicked.connect(self.accept)

    def details(self) -> str:
        """What would be copied."""
        return self._details.toPlainText()

    def add(self, details: str) -> None:
        """One more error."""
        if len(self.details()) < 200_000:
            self._details.appendPlainText(f"\n{details}")

    def _toggle(self) -> None:
        shown = self._details.isHidden()
        self._details.setVisible(shown)
        self.more.setText(_("Hide details") if shown else _("Show details"))
        self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details())
        self.copy.setText(_("Copied"))
