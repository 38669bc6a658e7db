"""Keys that are letters alone, such as S and N in the reader, can be changed, and switched off as if not pressed.

Who speaks to the machine, or hits keys unawares, would do something with every word. Each is in a menu or on a button.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop import keymap
from desktop.settings import Settings
from desktop.widgets.question import Question

NAME = "letters"
_TYPED_IN = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)


class LetterKeys(QObject):
    """Follows the focus; while letters are off none reaches what is not typed into. Menus keep theirs."""

    def __init__(self, parent: QObject, settings: Settings) -> None:
        super().__init__(parent)
        self._settings = settings
        self._watched: QWidget | None = None
        self._passing = False
        self.on = settings.shown(NAME)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def lead(self, action: QAction) -> None:
        """Shows in a menu whether they are on."""
        action.setChecked(self.on)

    def switch(self, action: QAction) -> None:
        """Switches them as the menu says."""
        self.on = action.isChecked()
        self._settings.set_shown(NAME, self.on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Holds letters back; gives on what a changed letter stands for."""
        if self._passing or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        letter = _letter(event) if plain and not isinstance(watched, _TYPED_IN) else ""
        if not self.on:
            return bool(letter)
        usual = keymap.current().usual(letter) if letter and not _answering(watched) else letter
        if usual == letter:
            return False
        self._give(watched, event, usual)
        return True

    def _give(self, watched: QObject, event: QKeyEvent, usual: str) -> None:
        """The view hears the usual letter; one that lost its meaning is only typed."""
        key = Qt.Key(ord(usual)) if usual else Qt.Key.Key_unknown
        again = QKeyEvent(event.type(), key, event.modifiers(), usual.lower() or event.text(), event.isAutoRepeat())
        self._passing = True
        try:
            QApplication.sendEvent(watched, again)
        finally:
            self._passing = False

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._lose)
        self._watched = now
        if now is not None:
            now.installEventFilter(self)
            now.destroyed.connect(self._lose)

    def _lose(self) -> None:
        self._watched = None


def _letter(event: QKeyEvent) -> str:
    """The letter that was struck, in any script; empty for other keys."""
    if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z:
        return chr(event.key())
    struck = keymap.large(event.text())
    return struck if keymap.is_letter(struck) else ""


def _answering(watched: QObject) -> bool:
    """Whether a question has the focus: it knows its own letters."""
    at: QObject | None = watched
    while at is not None and not isinstance(at, Question):
        at = at.parent()
    return at is not None
