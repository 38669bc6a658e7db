"""The keys of the letters: what each letter does in the views, and a field in which another key is given to it."""

from functools import partial
from string import ascii_uppercase

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QWidget

from desktop import letters
from desktop.dialogs.dialog import Dialog
from desktop.view_keys import view_keys
from desktop.widgets.announce import announce
from desktop.widgets.text import Label
from desktop.words import _

WIDTH, HEIGHT = 620, 560


class LettersDialog(Dialog):
    """A line for every letter that does something; what is chosen holds at once and is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Keys that are letters"), parent)
        self.resize(WIDTH, HEIGHT)
        self._letters = letters.current()
        self.fields: dict[str, QLineEdit] = {}
        self.content.addWidget(
            _wrapped(_("Type another letter into a field. Whichever had it gets the one that is free."))
        )
        self.content.addWidget(self._scrolled(), 1)
        self.told = _wrapped("")
        self.content.addWidget(self.told)
        self.reset_button = self.add_button(_("Give each its own"), start=True)
        self.reset_button.clicked.connect(self._reset)
        self.add_button(_("Close"), main=True).clicked.connect(self.accept)
        self._letters.changed.connect(self._fill)
        self._fill()
        next(iter(self.fields.values())).setFocus()

    def _scrolled(self) -> QScrollArea:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        for line, (letter, deeds) in enumerate(uses().items()):
            grid.addWidget(_wrapped("\n".join(deeds)), line, 0)
            field = self.fields[letter] = _Field(
                _("Key of {letter}: {deeds}").format(letter=letter, deeds="; ".join(deeds))
            )
            field.textEdited.connect(partial(self._give, letter))
            grid.addWidget(field, line, 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(self.fields), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(_("Letters and what they do"))
        scroll.setWidget(page)
        return scroll

    def _give(self, letter: str, typed: str) -> None:
        key = typed.upper()
        if not typed:
            return
        if key not in ascii_uppercase:
            self._tell(_("Only the letters A to Z can be given."))
            self._fill()
        elif key != self._letters.pressed(letter):
            before = self._letters.pressed(letter)
            other = self._letters.give(letter, key)
            told = _("{key} now does what {letter} did.").format(key=key, letter=before)
            if other in self.fields:
                told += " " + _("{letter} does what {key} did.").format(key=key, letter=before)
            self._tell(told)
        self.fields[letter].selectAll()

    def _reset(self) -> None:
        self._letters.reset()
        self._tell(_("Each letter has its own key again."))

    def _tell(self, told: str) -> None:
        self.told.setText(told)
        announce(self, told)

    def _fill(self) -> None:
        for letter, field in self.fields.items():
            field.setText(self._letters.pressed(letter))
        self.reset_button.setEnabled(not self._letters.own)


class _Field(QLineEdit):
    """One letter, marked when the keyboard comes, so that the next one takes its place."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setMaxLength(1)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(48)
        self.setAccessibleName(name)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Marks the letter."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A field that was emptied shows its key again."""
        super().focusOutEvent(event)
        if not self.text():
            letters.current().changed.emit()


def uses() -> dict[str, list[str]]:
    """What each letter does, by view; in the order of the alphabet."""
    found: dict[str, list[str]] = {}
    for title, rows in view_keys():
        for text, keys in rows:
            for key in keys.split(", "):
                if len(key) == 1 and key in ascii_uppercase:
                    found.setdefault(key, []).append(f"{title}: {text}")
    return dict(sorted(found.items()))


def _wrapped(text: str) -> Label:
    label = Label(text)
    label.setWordWrap(True)
    return label
