"""The place on the welcome page where files are dropped, or chosen."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.controls import Button
from desktop.widgets.icons import paint_icon
from desktop.widgets.text import Paragraph
from desktop.words import _


class _Tray(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(36, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), QRectF(self.rect()).adjusted(2, 2, -2, -2), "download", "ink2")


class DropArea(QWidget):
    """Shows where to drop; the window takes the files. ``choose`` asks for a dialog instead."""

    choose = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._active = False
        self.setAccessibleName(_("Drop files here to start a case from them"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.button = Button(_("Choose files …"))
        self.button.clicked.connect(self.choose)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        words.addStretch(1)
        self._lines = (
            Paragraph(_("Drop files here to start a case from them"), "title", "ink"),
            Paragraph(_("Web pages, PDF, Word and other texts, mails, a case as .json; a case file opens"), "dense"),
        )
        for line in self._lines:
            words.addWidget(line)
        words.addSpacing(4)
        words.addWidget(self.button)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(20)
        row.addStretch(1)
        row.addWidget(_Tray())
        row.addWidget(self._words, 100)
        row.addStretch(1)
        theme.current().changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        """Room for its words and some more."""
        return super().sizeHint().expandedTo(QSize(300, 136))

    def _dress(self) -> None:
        """The words stand in the middle, on one line where there is room."""
        longest = max(line.fontMetrics().horizontalAdvance(line.text()) for line in self._lines)
        self._words.setMaximumWidth(longest + 8)

    def set_active(self, active: bool) -> None:
        """Whether files are held over the window."""
        self._active = active
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed frame; while files are held over the window, one of accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._active:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(theme.color("sel"))
        else:
            pen = QPen(theme.color("field"), 1)
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
