"""The large buttons of the welcome page: icon, name, one more line, key."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import icons
from desktop.widgets.controls import Button, key_size, paint_key

_WIDEST = 360
"""Words that are longer are cut."""


class Choice(Button):
    """As wide as there is room; ``kind`` is plain or primary."""

    def __init__(self, text: str, detail: str, icon: str, kind: str = "plain", keys: str = "") -> None:
        self._detail = detail
        super().__init__(text, icon, kind, keys)
        self.setAccessibleDescription(detail)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines high."""
        high = QFontMetrics(theme.font("strong")).height() + QFontMetrics(theme.font("dense")).height() + 24
        return QSize(self._words_width() + 18 + 44 + 16, max(54, high))

    def _words_width(self) -> int:
        upper, lower = QFontMetrics(theme.font("strong")), QFontMetrics(theme.font("dense"))
        return min(_WIDEST, max(upper.horizontalAdvance(self.text()), lower.horizontalAdvance(self._detail)) + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, icon, two lines, key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        side = icons.size(18)
        ink = self._ink()
        icon = QRect(16, (self.height() - side) // 2, side, side)
        icons.paint_icon(painter, QRectF(self._mirrored(icon)), self._icon, ink)
        right = self.width() - 14
        size = key_size(self._keys)
        if self._keys and self.width() >= self.sizeHint().width() + size.width() + 8:
            key = QRect(QPoint(right - size.width(), (self.height() - size.height()) // 2), size)
            primary = self.kind == "primary"
            paint_key(
                painter,
                self._mirrored(key),
                self._keys,
                ink if primary else "ink2",
                "ink3" if primary else "line",
            )
            right = key.left() - 8
        self._paint_lines(painter, QRect(16 + side + 14, 0, right - side - 30, self.height()), ink)

    def _paint_lines(self, painter: QPainter, room: QRect, ink: str) -> None:
        upper, lower = QFontMetrics(theme.font("strong")), QFontMetrics(theme.font("dense"))
        top = (self.height() - upper.height() - lower.height() - 2) // 2
        align = QWidget.style(self).visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        for metrics, role, token, text, place in (
            (upper, "strong", ink, self.text(), top),
            (lower, "dense", ink if self.kind == "primary" else "ink2", self._detail, top + upper.height() + 2),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(token))
            line = QRect(room.left(), place, room.width(), metrics.height())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(self._mirrored(line), align, shown)
