"""The whole source as a strip: one tick for each passage, and what is in sight; a click goes there."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop import theme
from desktop.words import as_tooltip

WIDTH = 18
_LEAST = 5


@dataclass(frozen=True, slots=True)
class Tick:
    """A passage on the strip: where it begins and ends in the source (0 to 1), its colour, what it is in words."""

    start: float
    end: float
    token: str
    told: str


class SourceMap(QWidget):
    """As high as the text beside it."""

    chosen = Signal(int)
    """A tick was clicked: its number."""
    wanted = Signal(float)
    """A place between ticks was clicked: its share of the source."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: tuple[Tick, ...] = ()
        self._sight = (0.0, 1.0)
        self._picture: QPixmap | None = None
        self.setFixedWidth(WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.current().changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        """Narrow."""
        return QSize(WIDTH, 100)

    def show_ticks(self, ticks: Sequence[Tick]) -> None:
        """Shows these passages."""
        self._ticks = tuple(ticks)
        self._dress()

    def show_sight(self, start: float, end: float) -> None:
        """Shows which part of the source is in sight."""
        if (start, end) != self._sight:
            self._sight = (start, end)
            self.update()

    def ticks(self) -> list[QRectF]:
        """Where the ticks stand."""
        height = self.height() - 16
        return [
            QRectF(5, 8 + each.start * height, 8, max(_LEAST, (each.end - each.start) * height)) for each in self._ticks
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The strip, what is in sight, the ticks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("base"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("chrome"))
        painter.drawRoundedRect(QRectF(5, 8, 8, self.height() - 16), 3, 3)
        start, end = self._sight
        if end - start < 0.999:
            height = self.height() - 16
            painter.setBrush(theme.color("hair"))
            painter.drawRoundedRect(QRectF(5, 8 + start * height, 8, max(8.0, (end - start) * height)), 3, 3)
        painter.drawPixmap(0, 0, self._drawn())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The ticks stand elsewhere."""
        super().resizeEvent(event)
        self._picture = None

    def _drawn(self) -> QPixmap:
        """The ticks as a picture: there may be thousands, and it is painted with every step of the text."""
        if self._picture is None or self._picture.devicePixelRatio() != self.devicePixelRatioF():
            ratio = self.devicePixelRatioF()
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            height = self.height() - 16
            places = (  # of two that would be painted alike one is enough
                (round(each.start * height), max(_LEAST, round((each.end - each.start) * height)), each.token)
                for each in self._ticks
            )
            for top, high, token in dict.fromkeys(places):
                painter.setBrush(theme.color(token))
                painter.drawRoundedRect(QRectF(5, 8 + top, 8, high), 2, 2)
            painter.end()
        return self._picture

    def _dress(self) -> None:
        self._picture = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes to the passage, or to the place."""
        number = self._at(event.position().y())
        if number >= 0:
            self.chosen.emit(number)
        else:
            self._go(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragged, it scrolls."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().y())

    def _go(self, y: float) -> None:
        self.wanted.emit(max(0.0, min(1.0, (y - 8) / max(1, self.height() - 16))))

    def event(self, event: QEvent) -> bool:
        """A tooltip says what a tick is."""
        if isinstance(event, QHelpEvent):
            number = self._at(event.pos().y())
            QToolTip.showText(event.globalPos(), as_tooltip(self._ticks[number].told) if number >= 0 else "", self)
            return True
        return super().event(event)

    def _at(self, y: float) -> int:
        """The tick at a height; of several the last one, which is painted on top."""
        near = [number for number, rect in enumerate(self.ticks()) if rect.top() - 1 <= y <= rect.bottom() + 1]
        return near[-1] if near else -1
