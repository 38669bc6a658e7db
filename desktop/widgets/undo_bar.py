"""A small bar over the foot of a view: something is gone, and can be had back; it stays ten seconds."""

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import keymap, theme
from desktop.widgets.announce import announce
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.text import Elided
from desktop.words import _

STAY = 10_000
"""Milliseconds that it is shown."""


class UndoBar(QWidget):
    """Floats over a widget, and stays with it."""

    wanted = Signal()
    """What is gone is to come back."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAccessibleName(_("Message"))
        self._over = over
        self._text = Elided()
        self.button = Button(_("Undo"), keys="Ctrl+Z")
        self.close_button = IconButton("x", _("Close the message"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        for part in (self._text, self.button, self.close_button):
            row.addWidget(part)
        self._stay = QTimer(self, singleShot=True, interval=STAY)
        self._stay.timeout.connect(self.hide)
        self.button.clicked.connect(self._undo)
        self.close_button.clicked.connect(self.dismiss)
        over.installEventFilter(self)
        self.hide()

    def tell(self, text: str) -> None:
        """Says what is gone."""
        self._text.setText(text)
        self.setAccessibleDescription(text)
        self._place()
        self.show()
        self.raise_()
        self._stay.start()
        announce(self, keymap.current().told(_("{what}. Undo with Ctrl+Z")).format(what=text))

    def text(self) -> str:
        """What it says, while it is shown."""
        return "" if self.isHidden() else self._text.text()

    def dismiss(self) -> None:
        """Takes it away."""
        self._stay.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays at the foot when the view has another size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground and frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _place(self) -> None:
        size = self.sizeHint().boundedTo(self._over.size())
        left = (self._over.width() - size.width()) // 2
        self.setGeometry(left, max(0, self._over.height() - size.height() - 16), size.width(), size.height())

    def _undo(self) -> None:
        self.dismiss()
        self.wanted.emit()
