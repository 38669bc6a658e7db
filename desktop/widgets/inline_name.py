"""A field that lies over something while its name is typed: Enter takes the name, Esc leaves it as it was."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from desktop import theme

NARROWEST = 150


class InlineName(QLineEdit):
    """Opens over a rectangle of its parent, and is gone when the name is taken or left."""

    def __init__(self, parent: QWidget, place: QRect, text: str, what: str, take: Callable[[str], None]) -> None:
        super().__init__(text, parent)
        self._take = take
        self._before = text
        self._opener = parent.window().focusWidget()
        self._over = False
        self.setFont(theme.font("body"))
        self.setAccessibleName(what)
        self.setPlaceholderText(what)
        height = max(place.height(), self.sizeHint().height())
        width = max(place.width() + 24, NARROWEST)
        left = place.left()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft or left + width > parent.width():
            left = max(0, min(left, place.right() + 1 - width))
        self.setGeometry(left, place.center().y() - height // 2, min(width, parent.width()), height)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(taken=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._end(taken=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is taken when the focus goes elsewhere, but to a menu of the field."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._end(taken=True, back=False)

    def _end(self, *, taken: bool, back: bool = True) -> None:
        if self._over:
            return
        self._over = True
        name = self.text().strip()
        if back and self._opener is not None and isValid(self._opener) and self._opener.isVisible():
            self._opener.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.deleteLater()
        if taken and name and name != self._before:
            self._take(name)
