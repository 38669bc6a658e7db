"""Keys that are letters alone, such as S and N in the reader, can be switched off: they are then as if not pressed.

Who speaks to the machine, or hits keys unawares, would do something with every word. Each is in a menu or on a button.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop.settings import Settings

NAME = "letters"
_TYPED_IN = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)


class LetterKeys(QObject):
    """Follows the focus; while letters are off none reaches what is not typed into. Menus keep theirs."""

    def __init__(self, parent: QObject, settings: Settings) -> None:
        super().__init__(parent)
        self._settings = settings
        self._watched: QWidget | None = None
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
        """Holds letters back."""
        if self.on or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        return letter and plain and not isinstance(watched, _TYPED_IN)

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
