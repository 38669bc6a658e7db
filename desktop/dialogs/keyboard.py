"""The keyboard map: every command with its keys, made from the actions, and the keys that work in the views."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop import keymap
from desktop.actions import Command, titles, view_keys
from desktop.dialogs.dialog import Dialog
from desktop.widgets.controls import Key, shown_keys
from desktop.widgets.text import Label
from desktop.words import _, folded

Group = tuple[str, Sequence[tuple[str, str]]]
"""A heading, and keys with what they do."""


class KeyboardDialog(Dialog):
    """Two columns of keys, and a field that finds one."""

    changeWanted = Signal()
    """Keys are to be changed: the map has made room."""

    def __init__(self, commands: Iterable[Command], parent: QWidget | None = None) -> None:
        super().__init__(_("Keyboard map"), parent)
        self.resize(820, 620)
        self._groups = groups(commands)
        self.find_box = QLineEdit()
        self.find_box.setPlaceholderText(_("Find a key or what it does"))
        self.find_box.setAccessibleName(self.find_box.placeholderText())
        self.find_box.setClearButtonEnabled(True)
        self.find_box.textChanged.connect(self._fill)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(_("Keys"))
        self.content.addWidget(self.find_box)
        self.content.addWidget(self._scroll, 1)
        self.change = self.add_button(_("Change keys …"), start=True)
        self.change.clicked.connect(self._change)
        self.add_button(_("Close"), main=True).clicked.connect(self.accept)
        self._fill("")

    def shown(self) -> list[tuple[str, str]]:
        """The keys that are shown, with what they do."""
        return [row for _title, rows in self._found for row in rows]

    def _change(self) -> None:
        self.accept()
        self.changeWanted.emit()

    def _fill(self, text: str) -> None:
        self._found = [(title, rows) for title, rows in _fitting(self._groups, text) if rows]
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setSpacing(40)
        half = (sum(len(rows) + 2 for _title, rows in self._found) + 1) // 2
        columns.addLayout(_column([group for group, top in _stacked(self._found) if top < half]), 1)
        columns.addLayout(_column([group for group, top in _stacked(self._found) if top >= half]), 1)
        self._scroll.setWidget(page)


def groups(commands: Iterable[Command]) -> list[Group]:
    """The keys of the commands by menu, then those of the views."""
    listed = list(commands)
    found: list[Group] = []
    for menu, title in titles().items():
        rows = [(command.name, told) for command in listed if command.menu is menu and (told := _told(command))]
        if rows:
            found.append((title.replace("&", ""), rows))
    return [*found, *((title, rows) for title, rows in view_keys())]


def _told(command: Command) -> str:
    return ", ".join(keymap.current().hints(command))


def _fitting(all_groups: Sequence[Group], text: str) -> list[Group]:
    asked = folded(text).split()
    return [
        (
            title,
            [row for row in rows if all(word in folded(f"{row[0]} {shown_keys(row[1])} {row[1]}") for word in asked)],
        )
        for title, rows in all_groups
    ]


def _stacked(found: Sequence[Group]) -> list[tuple[Group, int]]:
    """Each group with how many lines stand above it."""
    stacked, top = [], 0
    for group in found:
        stacked.append((group, top))
        top += len(group[1]) + 2
    return stacked


def _column(found: Sequence[Group]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    for title, rows in found:
        heading = Label(title, "label", "ink3")
        heading.setContentsMargins(0, 8, 0, 2)
        column.addWidget(heading)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(4)
        for line, (text, keys) in enumerate(rows):
            label = Label(text)
            label.setWordWrap(True)
            grid.addWidget(label, line, 0)
            grid.addLayout(
                _keys(keys, answers=title == _("While coding")),
                line,
                1,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            )
        column.addLayout(grid)
    column.addStretch(1)
    return column


def _keys(keys: str, *, answers: bool) -> QHBoxLayout:
    """Keys side by side; the letters of answers are others than those of the views."""
    row = QHBoxLayout()
    row.setSpacing(4)
    for key in keys.split(", "):
        row.addWidget(Key(keymap.ANSWER + key if answers and keymap.is_letter(key) else key))
    return row
