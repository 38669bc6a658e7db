"""A filter as a short sentence in a frame: *Said | since | 1 Feb 2025*, to be changed or taken away."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import theme
from desktop.widgets import icons
from desktop.widgets.controls import RADIUS, Button
from desktop.words import _

WIDEST = 260


class FilterChip(QWidget):
    """``changing`` when it is pressed, ``dropped`` when it is taken away."""

    changing = Signal()
    dropped = Signal()

    def __init__(self, parts: tuple[str, str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        told = " ".join(parts)
        self.sentence = _Sentence(parts)
        self.sentence.setAccessibleName(told)
        self.sentence.setAccessibleDescription(_("Enter changes this filter, Delete takes it away"))
        self.cross = _Cross()
        self.cross.setAccessibleName(_("Take away the filter {filter}").format(filter=told))
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self.sentence)
        row.addWidget(self.cross)
        self.sentence.clicked.connect(self.changing)
        self.sentence.deleted.connect(self.dropped)
        self.cross.clicked.connect(self.dropped)

    def holds_focus(self) -> bool:
        """Whether the keyboard is on it."""
        return self.sentence.hasFocus() or self.cross.hasFocus()

    def anchor(self) -> QRect:
        """Its place in the window."""
        return QRect(self.mapTo(self.window(), QPoint(0, 0)), self.size())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline round both."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


class _Sentence(Button):
    deleted = Signal()

    def __init__(self, parts: tuple[str, str, str]) -> None:
        self._parts = parts
        super().__init__(" ".join(parts), kind="flat")
        self.role = "dense"
        self._dress()

    def sizeHint(self) -> QSize:
        """Its three parts with rules between them."""
        widths = self._widths()
        return QSize(sum(widths), max(26, QFontMetrics(self.font()).height() + 10))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the filter away."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What, how, which."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        painter.setFont(self.font())
        x = 0
        metrics = QFontMetrics(self.font())
        for place, (text, width) in enumerate(zip(self._parts, self._widths(), strict=True)):
            painter.setPen(theme.color("ink2" if place == 1 else "ink"))
            room = self._mirrored(QRect(x + 8, 0, width - 16, self.height()))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, shown)
            x += width
            line = self._mirrored(QRect(x - 1, 0, 1, self.height()))
            painter.fillRect(line, theme.color("line"))

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(self.font())
        return [min(WIDEST, metrics.horizontalAdvance(part) + 2) + 16 for part in self._parts]


class _Cross(Button):
    def __init__(self) -> None:
        super().__init__("", "x", "flat")

    def sizeHint(self) -> QSize:
        """A little lower than a button."""
        side = max(26, icons.size() + 10)
        return QSize(side, side)
