"""Asks how a second value beside one is called, and which of the two scenarios have that have the one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from desktop.dialogs.replace_value import Foresee, ReplaceDialog
from desktop.models.splitting import Held
from desktop.widgets.text import Label
from desktop.words import _

Choice = tuple[str, Held]
"""The name of the second value, and what scenarios have."""


class SplitDialog(ReplaceDialog):
    """A name, and a choice when scenarios have the value. ``taken`` gives a Choice."""

    def __init__(
        self, name: str, told: str, several: bool, in_scenarios: bool, foresee: Foresee, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Split “{name}” in two").format(name=name), told, _("Split"), foresee, parent)
        self._first, self._several = name, several
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name of the second value"))
        self.name.setPlaceholderText(_("Name of the second value"))
        self.choices.addWidget(self.name)
        self._group = QButtonGroup(self)
        self._buttons: dict[Held, QRadioButton] = {}
        if in_scenarios:
            self.choices.addSpacing(6)
            self.choices.addWidget(Label(_("Scenarios that have it have"), "dense", "ink2"))
            for held in self._offered():
                self._offer(held)
        self.name.textChanged.connect(self._named)
        self._group.buttonToggled.connect(lambda _button, on: self.look_again() if on else None)
        self._named("")
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look_again()

    def choice(self) -> Choice:
        """The name, and what scenarios have."""
        held = next((held for held, button in self._buttons.items() if button.isChecked()), Held.BOTH)
        return self.name.text().strip(), held

    def button(self, held: Held) -> QRadioButton:
        """The button of a choice; KeyError where it is not offered."""
        return self._buttons[held]

    def _offered(self) -> tuple[Held, ...]:
        """A factor with one value at a time that has both of them possible is open between the two already."""
        return tuple(Held) if self._several else (Held.BOTH, Held.FIRST, Held.SECOND)

    def _offer(self, held: Held) -> None:
        button = QRadioButton()
        button.setMinimumHeight(24)
        button.setChecked(held is Held.BOTH)
        self._group.addButton(button)
        self._buttons[held] = button
        self.choices.addWidget(button)

    def _named(self, name: str) -> None:
        second = name.strip() or _("the second value")
        self.main.setEnabled(bool(name.strip()))
        for held, button in self._buttons.items():
            button.setText(self._told(held, second).replace("&", "&&"))

    def _told(self, held: Held, second: str) -> str:
        both = _("both of them") if self._several else _("one of the two: left open between them")
        return {
            Held.BOTH: both,
            Held.FIRST: _("“{name}” alone").format(name=self._first),
            Held.SECOND: _("“{name}” alone").format(name=second),
            Held.OPEN: _("either, both or none: left open"),
        }[held]
