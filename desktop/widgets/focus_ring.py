"""The ring round what has the focus: 2 px of accent, 1.5 px away, over whatever lies there."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from shiboken6 import isValid

from desktop import theme

_REACH = 4


class FocusRing(QObject):
    """Follows the focus in the whole program. What shows the focus inside itself gets none: item views, texts, and
    fields named *bare*.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        self._target: QWidget | None = None
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays round its target."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        elif event.type() in (QEvent.Type.Hide, QEvent.Type.ParentChange):
            self._leave()
        return False

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        if isinstance(now, QAbstractButton | QLineEdit | QComboBox) and now.objectName() != "bare":
            self._target = now
            now.installEventFilter(self)
            self._place()

    def _leave(self) -> None:
        if self._target is not None and isValid(self._target):
            self._target.removeEventFilter(self)
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._target = self._ring = None

    def _place(self) -> None:
        target = self._target
        host = target.parentWidget() if target is not None and target.isVisible() else None
        if target is None or host is None:
            return
        if self._ring is None or not isValid(self._ring) or self._ring.parentWidget() is not host:
            self._ring = _Ring(host)
        self._ring.setGeometry(_around(target, host))
        self._ring.raise_()
        self._ring.show()


class _Ring(QWidget):
    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("focus ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)


def _around(target: QWidget, host: QWidget) -> QRect:
    """The room of the ring, within its host: where it has no room, the ring comes closer."""
    wanted = QRect(target.mapTo(host, QPoint(0, 0)), target.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)
    return wanted.intersected(host.rect())
