"""A small panel over the window, with a soft shadow; Esc or a click elsewhere closes it, and the focus goes back.

It is a child of the window and no window of its own: it needs no compositor, and the focus cannot get lost behind it.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop import theme

RADIUS = 8
SHADOW = 14


class Popover(QWidget):
    """Covers its window; what is to be shown goes into ``panel``."""

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.panel = QWidget(self)
        self.content = QVBoxLayout(self.panel)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(0)
        self._opener: QWidget | None = None
        self._anchor = QRect()
        self.hide()
        window.installEventFilter(self)

    def open_at(self, anchor: QRect, focus: QWidget) -> None:
        """Shows it under a rectangle of the window, as far inside the window as it can be."""
        self._opener = QApplication.focusWidget()
        self._anchor = anchor
        self._arrange()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Closes it; the focus returns to where it was."""
        if not self.isVisible():
            return
        opener, self._opener = self._opener, None
        inside = QApplication.focusWidget()
        self.hide()
        if opener is not None and opener.isVisible() and (inside is None or self.isAncestorOf(inside)):
            opener.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays with the window when its size changes."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._arrange()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it; no other key goes through to the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes it."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays in the panel."""
        stops = [each for each in self.panel.findChildren(QWidget) if _takes_tab(each)]
        here = QApplication.focusWidget()
        if not stops:
            return True
        place = stops.index(here) if here in stops else -1
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shadow and the panel's ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        panel = QRectF(self.panel.geometry())
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(SHADOW, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 12 if theme.current().dark else 5))
            spread = panel.adjusted(-step, -step + 4, step, step + 4)
            painter.drawRoundedRect(spread, RADIUS + step, RADIUS + step)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(panel.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def arrange(self) -> None:
        """Fits the panel to what is in it now."""
        if self.isVisible():
            self._arrange()
            self.update()

    def _arrange(self) -> None:
        window = self._window
        self.setGeometry(window.rect())
        size = self.panel.sizeHint().boundedTo(window.rect().adjusted(16, 16, -16, -16).size())
        left = self._anchor.left()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft or left + size.width() > window.width() - 16:
            left = self._anchor.right() + 1 - size.width()
        left = max(16, min(left, window.width() - size.width() - 16))
        top = min(self._anchor.bottom() + 5, window.height() - size.height() - 16)
        self.panel.setGeometry(QRect(QPoint(left, max(8, top)), size))


def _takes_tab(widget: QWidget) -> bool:
    wanted = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return wanted and widget.isVisible() and widget.isEnabled()
