"""What can be done with the words that are selected: a small bar under them that never takes the keyboard."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import theme
from desktop.widgets.controls import Button
from desktop.words import _

BELOW = 8
"""Pixels between the selection and the bar."""
SHADOW = 8
CODE, NOTE, CITE = "Ctrl+Return", "N", "Ctrl+Shift+C"


class SelectionBar(QWidget):
    """Lies over the page; it is shown 8 px below the selection, or above where there is no room."""

    code = Signal()
    note = Signal()
    cite = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.buttons = (
            Button(_("Code statement"), "quote", "primary", CODE),
            Button(_("Note"), "sticky-note", "flat", NOTE),
            Button(_("Copy with citation"), "copy", "flat", CITE),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(SHADOW + 6, SHADOW + 5, SHADOW + 6, SHADOW + 5)
        row.setSpacing(4)
        for button, wish in zip(self.buttons, (self.code, self.note, self.cite), strict=True):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(wish)
            row.addWidget(button)
        self.hide()

    def show_under(self, first: QRect, last: QRect, *, writable: bool = True) -> None:
        """Shows it under the last line of a selection; above its first one where there is no room below."""
        for button in self.buttons[:2]:
            button.setVisible(writable)
        area = self._page.rect()
        self._fit(area.width() + SHADOW)
        top = last.bottom() + 1 + BELOW - SHADOW
        if top + self.height() - SHADOW > area.height():
            top = max(0, first.top() - BELOW - self.height() + SHADOW)
        left = max(4 - SHADOW, min(last.left() - SHADOW, area.width() - self.width() + SHADOW - 4))
        self.move(QPoint(left, top))
        self.show()
        self.raise_()

    def _fit(self, room: int) -> None:
        """Where the keys find no room, the words stand alone."""
        for told in (True, False):
            for button, keys in zip(self.buttons, (CODE, NOTE, CITE), strict=True):
                button.show_keys(keys if told else "")
            self.adjustSize()
            if self.width() <= room:
                return

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shadow and the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        panel = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(SHADOW, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 14 if theme.current().dark else 7))
            painter.drawRoundedRect(panel.adjusted(-step, -step + 3, step, step), 8 + step, 8 + step)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(panel.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
