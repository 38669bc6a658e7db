"""Buttons that give way: where they have no room, their words end in an ellipsis, and the tooltip says all of them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.chips import ValueChip
from desktop.widgets.controls import Button
from desktop.words import as_tooltip

LEAST = 64


def cut(button: Button, whole: str) -> str:
    """The words of a button as far as they have room in it."""
    missing = button.sizeHint().width() - button.width()
    if missing <= 0:
        return whole
    metrics = QFontMetrics(button.font())
    return metrics.elidedText(whole, Qt.TextElideMode.ElideRight, metrics.horizontalAdvance(whole) - missing)


class GivingButton(Button):
    """A quiet button in dense type."""

    def __init__(self, text: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        self._shown: str | None = None
        super().__init__(text, icon, kind="flat", parent=parent)
        self.role = "dense"
        self._dress()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Its words; while it is painted, those that have room."""
        return super().text() if self._shown is None else self._shown

    def minimumSizeHint(self) -> QSize:
        """It may be narrow."""
        return QSize(LEAST, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """What has room."""
        whole = super().text()
        self._shown = cut(self, whole)
        self.setToolTip(as_tooltip(whole) if self._shown != whole else "")
        super().paintEvent(event)
        self._shown = None


class GivingChip(ValueChip):
    """A chip that may be narrower than its words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        self._shown: str | None = None
        super().__init__(text, parent)

    def text(self) -> str:
        """Its words; while it is painted, those that have room."""
        return super().text() if self._shown is None else self._shown

    def minimumSizeHint(self) -> QSize:
        """It may be narrow."""
        hint = self.sizeHint()
        return QSize(min(LEAST, hint.width()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """What has room."""
        whole = super().text()
        self._shown = cut(self, whole)
        super().paintEvent(event)
        self._shown = None
