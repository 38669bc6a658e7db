"""Where inspectors are shown: at the side of the view, over it, or in a window of its own."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets.page_stack import PageStack
from desktop.words import _

WIDE = 344
"""Its width with text of the usual size, in pixels."""
NARROW = 300
"""The least that is of use then."""


class InspectorSide(PageStack):
    """One inspector at a time, as wide as the size of the text asks for."""

    shut = Signal()
    """Its own window was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Inspector"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.dress(0)

    def dress(self, window: int) -> None:
        """The narrowest it may be in a window so wide, with text of the size in force."""
        self.setMinimumWidth(min(_scaled(NARROW), max(NARROW, window // 3)))

    def room(self, window: int) -> int:
        """The width it is given in a window so wide: more for larger text, yet never near half of the window."""
        return min(_scaled(WIDE), max(WIDE, window * 2 // 5))

    def lie_over(self, over: bool) -> None:
        """An edge where it lies over the view."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setContentsMargins(int(over and not rtl), int(over), int(over and rtl), 0)

    def stand_alone(self, window: QWidget, place: QRect) -> None:
        """A window of its own beside another, in which the keys of that one work as well."""
        if self.is_alone():
            return
        self.lie_over(False)
        self.setParent(window, Qt.WindowType.Tool)
        self.setWindowTitle(_("Inspector"))
        self.setGeometry(place)

    def is_alone(self) -> bool:
        """Whether it stands in a window of its own."""
        return self.isWindow() and self.parentWidget() is not None

    def come_back(self, parent: QWidget) -> None:
        """Into a widget again."""
        if self.is_alone():
            self.setParent(parent, Qt.WindowType.Widget)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing its own window puts it back to the side."""
        super().closeEvent(event)
        if self.is_alone():
            self.shut.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """An edge, and the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("line"))
        painter.fillRect(self.contentsRect(), theme.color("base"))


def _scaled(pixels: int) -> int:
    return round(pixels * max(1.0, theme.current().scale / 100))
