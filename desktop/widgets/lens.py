"""The lens: the date as of which the record is read; a button in the menu row and a small panel beneath it."""

from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.moments import Moment
from desktop import words
from desktop.widgets.controls import Button
from desktop.widgets.popover import Popover
from desktop.widgets.text import Label, Paragraph
from desktop.words import _


class LensButton(Button):
    """Says as of when the record is read; it is filled when that hides something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("As of"), "calendar", keys="", parent=parent)
        self.setCheckable(True)
        self.tell(None, hides=False)

    def tell(self, moment: Moment | None, *, hides: bool) -> None:
        """The date in force, and whether statements are hidden because they were said later."""
        text = _("As of {date}").format(date=words.date(moment)) if moment is not None else _("As of the latest")
        self.setText(text)
        self.setChecked(hides)
        self.setAccessibleName(text)
        self.setAccessibleDescription(_("Opens the choice of the date as of which the record is read"))
        self.setToolTip(_("Read the record as of a date  (Ctrl D)"))
        self.updateGeometry()

    def _opens(self) -> bool:
        return True

    def nextCheckState(self) -> None:
        """A click opens the panel; it does not turn the button on or off."""


class LensPanel(Popover):
    """Takes a coarse date; ``chosen`` gives it, or None for the latest in the record."""

    chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._field = QLineEdit()
        self._field.setAccessibleName(_("Read the record as of"))
        self._field.setPlaceholderText(_("2025, 2025-09 or 2025-09-05"))
        self._fault = Label(role="dense", token="bad")  # noqa: S106 - a colour
        self._hint = Paragraph(role="dense")
        self._apply = Button(_("Read as of this date"), kind="primary", keys="Return")
        self._latest = Button(_("Latest in the record"), "rotate-ccw")
        self._field.returnPressed.connect(self._take)
        self._field.textEdited.connect(self._forgive)
        self._apply.clicked.connect(self._take)
        self._latest.clicked.connect(self._reset)
        self._lay_out()

    def open_for(self, anchor: QRect, moment: Moment | None, latest: Moment | None) -> None:
        """Opens beneath the button with the date in force."""
        self._field.setText(str(moment) if moment is not None else "")
        self._field.selectAll()
        self._forgive()
        told = _("The latest in this record is {date}.").format(date=words.date(latest))
        self._hint.setText(f"{_('What was said later does not count.')} {told if latest else ''}".strip())
        self.open_at(anchor, self._field)

    def field(self) -> QLineEdit:
        """Where the date is typed."""
        return self._field

    def fault(self) -> str:
        """What is wrong with what was typed; empty when nothing is."""
        return self._fault.text()

    def _lay_out(self) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 14, 16, 14)
        inside.setSpacing(8)
        inside.addWidget(Label(_("Read the record as of"), "strong"))
        inside.addWidget(self._field)
        inside.addWidget(self._fault)
        inside.addWidget(self._hint)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._latest)
        buttons.addStretch(1)
        buttons.addWidget(self._apply)
        inside.addSpacing(4)
        inside.addLayout(buttons)
        self.content.addLayout(inside)
        self.panel.setMinimumWidth(380)

    def _take(self) -> None:
        text = self._field.text().strip()
        if not text:
            self._reset()
            return
        moment = read_date(text)
        if moment is None:
            told = _("“{text}” is no date. Write it as 2025, 2025-09 or 2025-09-05.")
            self._fault.setText(told.format(text=text[:40]))
            self._fault.show()
            self._field.setAccessibleDescription(self._fault.text())
            self._field.selectAll()
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.arrange()
            return
        self.dismiss()
        self.chosen.emit(moment)

    def _reset(self) -> None:
        self.dismiss()
        self.chosen.emit(None)

    def _forgive(self) -> None:
        self._fault.clear()
        self._fault.hide()
        self._field.setAccessibleDescription("")
        self.arrange()


def read_date(text: str) -> Moment | None:
    """A coarse date as people type it: as in files, or as *Sep 2025*, *5 Sep 2025*; None when it is none."""
    wanted = _from_words(text) or text
    try:
        return Moment.parse(wanted)
    except ValueError:
        return None


def _from_words(text: str) -> str | None:
    """``5 Sep 2025`` as ``2025-09-05``; None when it is not of that form."""
    parts = text.replace(".", " ").replace(",", " ").split()
    names = [name.casefold() for name in words.months()]
    if len(parts) not in (2, 3) or not parts[-1].isdigit():
        return None
    months = [place for place, name in enumerate(names, 1) if parts[-2].casefold().startswith(name)]
    if not months:
        return None
    if len(parts) == 2:
        return f"{parts[1]}-{months[0]:02}"
    try:
        return date(int(parts[2]), months[0], int(parts[0])).isoformat()
    except ValueError:
        return text
