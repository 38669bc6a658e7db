"""A field for a coarse date: as in files, or as *Sep 2025*; a clear word when it is none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from db.moments import Moment
from desktop import words
from desktop.widgets.lens import read_date
from desktop.widgets.text import Paragraph
from desktop.words import _


class DateField(QWidget):
    """``dated`` gives the date that was typed, or None when the field was emptied."""

    dated = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(_("2025, 2025-09 or 2025-09-05"))
        self._fault = Paragraph(role="dense", token="bad")  # noqa: S106 - a colour
        self._fault.hide()
        self._shown = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.line)
        column.addWidget(self._fault)
        self.setFocusProxy(self.line)
        self.line.editingFinished.connect(self._take)
        self.line.textEdited.connect(self._forgive)

    def show_date(self, moment: Moment | None, hint: str = "") -> None:
        """Shows a date; without one the hint, such as *3 different*."""
        self._shown = "" if moment is None else words.date(moment)
        self.line.setText(self._shown)
        self.line.setPlaceholderText(hint or _("2025, 2025-09 or 2025-09-05"))
        self._forgive()

    def fault(self) -> str:
        """What is wrong with what was typed; empty when nothing is."""
        return self._fault.text()

    def commit(self) -> bool:
        """Takes what stands there; False when it is no date."""
        self._take()
        return not self.fault()

    def _take(self) -> None:
        text = self.line.text().strip()
        if text == self._shown:
            return
        moment = read_date(text) if text else None
        if text and moment is None:
            told = _("“{text}” is no date. Write it as 2025, 2025-09 or 2025-09-05.").format(text=text[:40])
            self._fault.setText(told)
            self._fault.show()
            self.line.setAccessibleDescription(told)
            return
        self._shown = text
        self._forgive()
        self.dated.emit(moment)

    def _forgive(self) -> None:
        self._fault.clear()
        self._fault.hide()
        self.line.setAccessibleDescription("")
