"""What a view shows when there is nothing to show: a faint drawing, what is missing, and what helps."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import keymap, theme
from desktop.widgets.text import Label, Paragraph


class Blank(QWidget):
    """Text in the middle, below an empty grid or an icon."""

    def __init__(self, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(role="title")
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text = Paragraph(role="body")
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setMaximumWidth(420)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(3)
        column.addWidget(_Drawing(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(10)
        column.addWidget(self._title)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._text, 100)
        row.addStretch(1)
        column.addLayout(row)
        self._offers = QHBoxLayout()
        self._offers.setSpacing(8)
        column.addLayout(self._offers)
        column.addStretch(4)

    def tell(self, title: str, text: str) -> None:
        """What is missing, and what helps."""
        text = keymap.current().told(text)
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title}. {text}")

    def offer(self, *buttons: QWidget) -> None:
        """What can be done about it: these stand below the words."""
        self._offers.setContentsMargins(0, 10, 0, 0)
        self._offers.addStretch(1)
        for button in buttons:
            self._offers.addWidget(button)
        self._offers.addStretch(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))


class _Drawing(QWidget):
    """A grid of dashed cells, or an icon."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(48, 48) if self._icon else QSize(211, 78)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._icon:
            theme.current().renderer(self._icon, "line").render(painter, self.rect().toRectF())
            return
        pen = QPen(theme.color("line"), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        for row in range(4):
            for column in range(7):
                painter.drawRect(QRect(column * 30, row * 19, 29, 18))
