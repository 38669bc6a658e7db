"""Where the inspector of the view is: beside it, over it in a narrow window, in a window of its own, or put away."""

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop import theme
from desktop.widgets.inspector_side import InspectorSide

OVERLAYS_BELOW = 1100
"""The inspector lies over the view in narrower windows."""
USUAL = 1440
"""The width of a window before it is known."""


class InspectorPlace(QObject):
    """Keeps the side of a workbench where it is wanted: the second part of its splitter, or elsewhere."""

    def __init__(self, body: QWidget, splitter: QSplitter, header: QWidget) -> None:
        super().__init__(body)
        self.side = InspectorSide()
        self._body = body
        self._splitter = splitter
        self._header = header
        self._wanted = True
        self._folded_out = False
        self._apart = False
        self._apart_at = QRect()
        self._scale = theme.current().scale
        splitter.addWidget(self.side)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([1000, self.side.room(USUAL)])

    def is_wanted(self) -> bool:
        """Whether it is wanted where there is room for it."""
        return self._wanted

    def want(self, wanted: bool) -> None:
        """Whether it is to be shown where there is room for it."""
        self._wanted = wanted

    def is_shown(self) -> bool:
        """Whether it is shown where a view has one."""
        return self._folded_out if self._lies_over() else self._wanted

    def show(self, shown: bool) -> None:
        """Shows it or not, where it is now; ``arrange`` makes it so."""
        if self._lies_over():
            self._folded_out = shown
        else:
            self._wanted = shown

    def is_apart(self) -> bool:
        """Whether it stands in a window of its own."""
        return self._apart

    def part(self, apart: bool) -> None:
        """Into a window of its own, or back; ``arrange`` makes it so."""
        self._apart = apart
        if apart:
            self._wanted = True
        elif self.side.is_alone():
            self._apart_at = self.side.geometry()
            self.side.come_back(self._body)

    def fold_back(self) -> bool:
        """Away with it where it lies over the view; whether it did."""
        folds = self._lies_over() and self._folded_out
        if folds:
            self._folded_out = False
        return folds

    def resized(self, before: int, now: int) -> None:
        """Another width of the workbench, in pixels: over the view it comes only when asked for anew."""
        if (before < OVERLAYS_BELOW) != (now < OVERLAYS_BELOW):
            self._folded_out = False

    def arrange(self, inspector: QWidget | None) -> None:
        """Shows the inspector of the view there is, where it belongs now."""
        if inspector is None or not self.is_shown():
            self.side.hide()
            return
        self.side.setCurrentWidget(inspector)
        if self._apart:
            place = self._apart_at if self._apart_at.isValid() else self._over_the_side()
            self.side.stand_alone(self._body.window(), place)
        elif self._lies_over():
            self._lay_over()
        else:
            self._put_beside()
        self.side.show()

    def dress(self) -> None:
        """Makes room for text of another size."""
        self.side.dress(self._body.width())
        if self._scale != theme.current().scale:
            self._scale = theme.current().scale
            self._share()

    def _lies_over(self) -> bool:
        return self._body.width() < OVERLAYS_BELOW and not self._apart

    def _lay_over(self) -> None:
        self.side.lie_over(True)
        self.side.setParent(self._body)
        room, below = self._splitter.geometry(), self._header.height()
        wide = self.side.room(self._body.width())
        rtl = self._body.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = room.left() if rtl else room.right() + 1 - wide
        self.side.setGeometry(QRect(left, below, wide, room.height() - below))
        self.side.raise_()

    def _put_beside(self) -> None:
        self.side.lie_over(False)
        if self._splitter.indexOf(self.side) < 0:
            self._splitter.addWidget(self.side)
            self._share()

    def _share(self) -> None:
        wide = self.side.room(self._body.width())
        if self._splitter.indexOf(self.side) >= 0:
            self._splitter.setSizes([self._splitter.width() - wide, wide])

    def _over_the_side(self) -> QRect:
        """Where its own window comes first, on the screen: over the place it had."""
        wide, below = self.side.room(self._body.width()), self._header.height()
        corner = self._body.mapToGlobal(QPoint(self._body.width() - wide, below))
        return QRect(corner, QSize(wide, self._body.height() - below))
