"""Where keys are changed: every letter and every command with its key, one press for another, conflicts told."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop import keymap, theme
from desktop.dialogs.dialog import Dialog
from desktop.keymap import Deed
from desktop.widgets.announce import announce
from desktop.widgets.controls import Button
from desktop.widgets.row_table import RowTable
from desktop.widgets.text import Paragraph
from desktop.words import _, folded

_HELD = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_unknown}


class KeyField(QLineEdit):
    """Takes the next key that is pressed; Tab and Esc leave it."""

    pressed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setPlaceholderText(_("Press the new key"))
        self.setAccessibleName(_("New key"))

    def event(self, event: QEvent) -> bool:
        """No shortcut takes the key away."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key: a letter alone as it is written, others with what is held."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape and plain:
            self.left.emit()
        elif event.key() not in _HELD:
            letter = keymap.large(event.text())
            struck = letter if plain and keymap.is_letter(letter) else QKeySequence(event.keyCombination()).toString()
            self.pressed.emit(struck)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """It waits for a key."""
        super().focusInEvent(event)
        self.setPlaceholderText(_("Press the new key, Esc leaves"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It waits no more."""
        super().focusOutEvent(event)
        self.setPlaceholderText(_("Press the new key"))


class KeysDialog(Dialog):
    """A list of what keys do; Enter asks for another key, Del gives the usual one back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Change keys"), parent)
        self.resize(max(760, 90 * QFontMetrics(theme.font("body")).averageCharWidth()), 640)
        self._keys = keymap.current()
        self._shown: list[Deed] = []
        self._offer: tuple[str, str] | None = None
        self.find_box = QLineEdit()
        self.find_box.setPlaceholderText(_("Find a key or what it does"))
        self.find_box.setAccessibleName(self.find_box.placeholderText())
        self.find_box.setClearButtonEnabled(True)
        self.model = QStandardItemModel(0, 3, self)
        self.model.setHorizontalHeaderLabels([_("What it does"), _("Key"), _("Where")])
        self.table = RowTable(self.model, _("Keys"), (0,))
        self.field = KeyField()
        self.told = Paragraph("", token="ink")  # noqa: S106 - a colour
        self.usual = Button(_("Usual key"), "undo-2", keys="Del")
        self.change = Button(_("Exchange the two"), "arrow-left-right")
        self._lay_out()
        self._connect()
        self._fill()
        self.table.walk_to(0)
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the list asks for another key; Del gives the usual one back."""
        if self.table.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.table.hasFocus() and event.key() == Qt.Key.Key_Delete:
            self._reset()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.change)
        row.addWidget(self.usual)
        self.content.addWidget(self.find_box)
        self.content.addWidget(self.table, 1)
        self.content.addLayout(row)
        self.content.addWidget(self.told)
        self.all_usual = self.add_button(_("All keys as usual"), start=True)
        self.close_button = self.add_button(_("Close"), main=True)
        self.close_button.setDefault(False)  # Enter on the list asks for a key

    def _connect(self) -> None:
        self.find_box.textChanged.connect(lambda _text: self._fill())
        self.find_box.returnPressed.connect(self.table.setFocus)
        self.table.moved.connect(self._moved)
        self.table.doubleClicked.connect(lambda _index: self.field.setFocus(Qt.FocusReason.OtherFocusReason))
        self.field.pressed.connect(self._take)
        self.field.left.connect(self.table.setFocus)
        self.usual.clicked.connect(self._reset)
        self.change.clicked.connect(self._exchange)
        self.all_usual.clicked.connect(self._reset_all)
        self.close_button.clicked.connect(self.accept)

    def _fill(self) -> None:
        """The rows that fit what is asked; the current one stays."""
        here = self.current()
        asked = folded(self.find_box.text()).split()
        self._shown = [each for each in self._keys.deeds.values() if self._fits(each, asked)]
        self.model.setRowCount(0)
        for deed in self._shown:
            self.model.appendRow([QStandardItem(text) for text in (deed.text, self.keys_of(deed.id), deed.heading)])
        at = next((row for row, deed in enumerate(self._shown) if here is not None and deed.id == here.id), 0)
        if self._shown:
            self.table.walk_to(at)
        self._moved()

    def _fits(self, deed: Deed, asked: list[str]) -> bool:
        text = folded(f"{deed.text} {self.keys_of(deed.id)} {deed.heading}")
        return all(word in text for word in asked)

    def keys_of(self, name: str) -> str:
        """The keys of a deed as the platform writes them."""
        return ", ".join(_written(key) for key in self._keys.keys(name))

    def current(self) -> Deed | None:
        """What the current row does."""
        row = self.table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _moved(self) -> None:
        deed = self.current()
        self._offer = None
        self.change.hide()
        self.field.setEnabled(deed is not None)
        self.usual.setEnabled(deed is not None and deed.id in self._keys.own())
        self.all_usual.setEnabled(bool(self._keys.own()))
        self.told.setText(_("Enter, then the new key. Keys that were changed are kept on this computer, in no case."))

    def _take(self, key: str) -> None:
        """A key was pressed: it is given, or it is said why not."""
        deed = self.current()
        if deed is None:
            return
        if not self._keys.fits(deed.id, key):
            self._tell(
                _("Here only a letter alone will do.")
                if deed.letter
                else _("A command needs Ctrl or Alt with its key, or a function key.")
            )
        elif key in self._keys.keys(deed.id):
            self._tell(_("That is its key already."))
        else:
            self._ask(deed, key, lambda: self._keys.give(deed.id, key))

    def _ask(self, deed: Deed, key: str, give: Callable[[], None]) -> None:
        """Gives a key that is free; offers to exchange one that is not."""
        rival = self._keys.rival(deed.id, key)
        if not rival:
            give()
            self._done(_("{what}: {key}").format(what=deed.text, key=self.keys_of(deed.id)))
            return
        other = self._keys.rival_deed(deed.id, key)
        able = bool(other) and self._keys.deeds[other].letter == deed.letter and bool(self._keys.keys(deed.id))
        self._tell(_("{key} is taken: {what}.").format(key=_written(key), what=rival))
        self._offer = (deed.id, other) if able else None
        self.change.setVisible(able)
        if able:
            self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _exchange(self) -> None:
        if self._offer is not None:
            self._keys.exchange(*self._offer)
            told = [f"{self._keys.deeds[name].text}: {self.keys_of(name)}" for name in self._offer]
            self._done("; ".join(told))

    def _reset(self) -> None:
        deed = self.current()
        if deed is None or deed.id not in self._keys.own():
            return
        usual = next(iter(deed.usual), "")
        self._ask(deed, usual, lambda: self._keys.reset(deed.id))

    def _reset_all(self) -> None:
        self._keys.reset_all()
        self._done(_("All keys are as usual."))

    def _done(self, told: str) -> None:
        self._fill()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell(told)

    def _tell(self, told: str) -> None:
        self.told.setText(told)
        announce(self, told)


def _written(key: str) -> str:
    """A key as the platform writes it; a letter of any script as it is."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
