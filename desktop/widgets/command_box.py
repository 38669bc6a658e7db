"""The command box in the menu row: it looks like a field, and opens the command palette."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.widgets import icons
from desktop.widgets.controls import RADIUS, Button, key_size, paint_key, shown_keys
from desktop.words import _

WIDTH, NARROWEST = 330, 36
_ROOM_FOR_KEY = 150


class CommandBox(Button):
    """A click, Enter or Ctrl+K opens the palette."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._room = WIDTH
        super().__init__(_("Search or run a command"), "search", keys="Ctrl+K", parent=parent)

    def set_room(self, room: int) -> None:
        """How much room there is for it."""
        if room != self._room:
            self._room = room
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Wide enough to look like a place to type in, where there is room."""
        wanted = round(WIDTH * max(1.0, theme.current().scale / 100))
        return QSize(max(NARROWEST, min(wanted, self._room)), super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A field with its hint and its key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("field"), 1))
        painter.setBrush(theme.color("base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        side = icons.size()
        icon = QRect(9, (self.height() - side) // 2, side, side)
        icons.paint_icon(painter, QRectF(self._mirrored(icon)), "search", "ink2")
        end = self._paint_key(painter)
        painter.setFont(self.font())
        painter.setPen(theme.color("ink2"))
        words = QRect(9 + side + 9, 0, max(0, end - side - 26), self.height())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(self._mirrored(words), self.style().visualAlignment(self.layoutDirection(), align), shown)

    def _paint_key(self, painter: QPainter) -> int:
        """The key at the end, where there is room for it; gives where that begins."""
        text = shown_keys("Ctrl+K")
        size = key_size(text)
        if self.width() < size.width() + _ROOM_FOR_KEY:
            return self.width()
        key = QRect(QPoint(self.width() - size.width() - 6, (self.height() - size.height()) // 2), size)
        paint_key(painter, self._mirrored(key), text)
        return key.left()
