"""A bar that floats above the foot of a table: how many are selected, and the keys for all of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import theme
from desktop.widgets.controls import Button, IconButton, Key
from desktop.widgets.text import Label
from desktop.words import _

SHADOW = 10

Deed = tuple[str, str, Sequence[str], Callable[[], object] | None]
"""Words, an icon or none, keys, and what it does; without that it only names the keys."""


class ManyBar(QWidget):
    """Stays above the foot of its host."""

    def __init__(self, host: QWidget, deeds: Sequence[Deed], clear: Callable[[], object]) -> None:
        super().__init__(host)
        self._host = host
        self._told = Label(role="strong")
        self.buttons: list[Button] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(SHADOW + 14, SHADOW + 5, SHADOW + 6, SHADOW + 5)
        row.setSpacing(4)
        row.addWidget(self._told)
        for text, icon, keys, do in deeds:
            row.addSpacing(8)
            row.addWidget(Label(text) if do is None else self._button(text, icon, do))
            for place, key in enumerate(keys):
                if place:
                    row.addWidget(Label("–"))
                row.addWidget(Key(key))
        row.addSpacing(8)
        self.cross = IconButton("x", _("Clear the selection"), "Esc")
        self.cross.clicked.connect(lambda _checked=False: clear())
        row.addWidget(self.cross)
        host.installEventFilter(self)
        theme.current().changed.connect(self.arrange)
        self.hide()

    def tell(self, text: str) -> None:
        """Says how many are selected; hides when there is nothing to say."""
        self._told.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.arrange()

    def text(self) -> str:
        """What it says."""
        return self._told.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays with its host."""
        if event.type() == QEvent.Type.Resize:
            self.arrange()
        return super().eventFilter(watched, event)

    def arrange(self) -> None:
        """Goes to its place."""
        if self.isHidden():
            return
        layout = self.layout()
        if layout is not None:
            layout.activate()
        size = self.sizeHint()
        left = max(0, (self._host.width() - size.width()) // 2)
        self.setGeometry(left, self._host.height() - size.height() - 6, size.width(), size.height())
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A raised panel with a soft shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        panel = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(SHADOW, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 14 if theme.current().dark else 6))
            painter.drawRoundedRect(panel.adjusted(-step, -step + 2, step, step), 8 + step, 8 + step)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(panel.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _button(self, text: str, icon: str, do: Callable[[], object]) -> Button:
        button = Button(text, icon, "flat")
        button.clicked.connect(lambda _checked=False: do())
        self.buttons.append(button)
        return button
