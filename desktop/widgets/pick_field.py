"""A field whose value is picked from a list: it says what it is, what it holds, or how many different it holds."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import icons, marks
from desktop.widgets.controls import RADIUS, Button
from desktop.words import isolated


class PickField(Button):
    """Looks like an input and opens like a menu; ``clicked`` asks for the list. Down and letters open it too."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._name, self._mark = name, ""
        self._quiet = self._changed = False
        super().__init__("", kind="plain", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_value("")

    def show_value(self, text: str, mark: str = "", *, quiet: bool = False, changed: bool = False) -> None:
        """The value; ``quiet`` when it is none of its own, such as *3 different*; ``changed`` when it is new."""
        self.setText(text)
        self._mark, self._quiet, self._changed = mark, quiet, changed
        self.setAccessibleName(f"{self._name}: {text}" if text else self._name)
        self.setToolTip("")
        self.update()

    def anchor(self) -> QRect:
        """Its place in the window, to open a list under it."""
        return QRect(self.mapTo(self.window(), QPoint(0, 0)), self.size())

    def sizeHint(self) -> QSize:
        """As high as an input."""
        return QSize(140, max(30, QFontMetrics(self.font()).height() + 13))

    def minimumSizeHint(self) -> QSize:
        """It may be narrow: the value is cut."""
        return QSize(72, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens it, as in every such field."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """An input with an arrow at its end."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if self._changed else "field" if self.isEnabled() else "line"
        painter.setPen(QPen(theme.color(edge), 1.5 if self._changed else 1))
        painter.setBrush(theme.color("hover" if self.underMouse() and self.isEnabled() else "base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        inside = self.rect().adjusted(9, 0, -9, 0)
        arrow = icons.size(12)
        place = QRect(inside.right() - arrow + 1, (self.height() - arrow) // 2, arrow, arrow)
        icons.paint_icon(painter, QRectF(self._mirrored(place)), "chevron-down", "ink2")
        inside.setRight(place.left() - 6)
        if self._mark:
            side = marks.size()
            place = QRect(inside.left(), (self.height() - side) // 2, side, side)
            marks.paint_mark(painter, QRectF(self._mirrored(place)), self._mark)
            inside.setLeft(place.right() + 7)
        painter.setFont(self.font())
        painter.setPen(theme.color("ink3" if self._quiet else "ink"))
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(self._mirrored(inside), align, isolated(shown))
