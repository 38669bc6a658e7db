"""The header of a view: back and forward, its name, how much there is, its tools."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import theme
from desktop.widgets.controls import IconButton
from desktop.widgets.text import Elided, Label
from desktop.words import _

HEIGHT = 46


class ViewHeader(QWidget):
    """One header for all views; the window tells it which one is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = IconButton("arrow-left", _("Back"), "Alt+Left")
        self.forward = IconButton("arrow-right", _("Forward"), "Alt+Right")
        self.panel = IconButton("panel-right", _("Inspector"), "Ctrl+I")
        self.panel.setCheckable(True)
        self._title = Label(role="title")
        self._count = Elided(role="dense", token="ink2")  # noqa: S106 - a colour
        self._notice = Elided(role="dense", token="accent")  # noqa: S106 - a colour
        self._tools: list[QWidget] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 0, 12, 0)
        self._layout.setSpacing(4)
        for part in (self.back, self.forward, self._title, self._count, self._notice):
            self._layout.addWidget(part)
        self._layout.insertSpacing(2, 6)
        self._layout.insertSpacing(4, 8)
        self._layout.insertSpacing(6, 8)
        self._layout.addStretch(1)
        self._layout.addWidget(self.panel)
        theme.current().changed.connect(self._dress)
        self._dress()

    def tell(self, title: str, count: str, notice: str = "") -> None:
        """The name of the view, how much there is, and what the lens does when it is not as usual."""
        self._title.setText(title)
        self._count.setText(count)
        self._notice.setText(notice)

    def set_tools(self, tools: Sequence[QWidget]) -> None:
        """The tools of the view that is shown; those of others are kept, hidden."""
        for tool in self._tools:
            self._layout.removeWidget(tool)
            tool.hide()
        self._tools = list(tools)
        for tool in self._tools:
            self._layout.insertWidget(self._layout.count() - 1, tool)
            tool.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, and a hairline beneath."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("base"))
        painter.setPen(theme.color("hair"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _dress(self) -> None:
        for label in (self._title, self._count, self._notice):
            label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(max(HEIGHT, self._title.sizeHint().height() + 22))
