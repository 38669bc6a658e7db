"""Views by name in a row, each with a number: one Tab stop, arrows choose; the current one is underlined."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.widgets.controls import Button
from desktop.widgets.flow import Flow
from desktop.words import _


class TabRow(QWidget):
    """``chosen`` tells the place of the one that was chosen; the menu, F2 and Del are about the one they are on."""

    chosen = Signal(int)
    menuWanted = Signal(int, QPoint)
    renamed = Signal(int)
    removed = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.tabs: list[Tab] = []
        self._flow = Flow(self, gap=4, line_gap=0)
        self._after: QWidget | None = None

    def set_after(self, widget: QWidget) -> None:
        """What stands after the last one."""
        self._after = widget
        self._flow.addWidget(widget)

    def show_tabs(self, names: Sequence[str], counts: Sequence[int | None], current: int) -> None:
        """Shows these, with their numbers as far as they are known; -1: none of them is current."""
        if [tab.name for tab in self.tabs] != list(names):
            self._make(names)
        for place, (tab, number) in enumerate(zip(self.tabs, counts, strict=True)):
            tab.show_number(number, current=place == current)
        stop = current if 0 <= current < len(self.tabs) else 0
        for place, tab in enumerate(self.tabs):
            policy = Qt.FocusPolicy.StrongFocus if place == stop else Qt.FocusPolicy.ClickFocus
            tab.setFocusPolicy(policy)

    def _make(self, names: Sequence[str]) -> None:
        held = any(tab.hasFocus() for tab in self.tabs)
        if self._after is not None:
            self._flow.removeWidget(self._after)
        self._flow.clear()
        self.tabs = [Tab(name) for name in names]
        for place, tab in enumerate(self.tabs):
            tab.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
            tab.walked.connect(lambda step, place=place: self._walk(place, step))
            tab.asked.connect(lambda what, place=place: self._ask(what, place))
            tab.menuWanted.connect(lambda where, place=place: self.menuWanted.emit(place, where))
            self._flow.addWidget(tab)
        if self._after is not None:
            self._flow.addWidget(self._after)
            self._after.show()
        if held and self.tabs:
            self.tabs[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _walk(self, place: int, step: int) -> None:
        there = (place + step) % len(self.tabs)
        self.tabs[there].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(there)

    def _ask(self, what: str, place: int) -> None:
        (self.renamed if what == "rename" else self.removed).emit(place)


class Tab(Button):
    """One of them."""

    walked = Signal(int)
    asked = Signal(str)
    menuWanted = Signal(QPoint)

    def __init__(self, name: str) -> None:
        self.name = name
        self._number = ""
        super().__init__(name, kind="flat")
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """Whoever listens says which one is current."""

    def show_number(self, number: int | None, *, current: bool) -> None:
        """How many it has, and whether it is the current one."""
        self._number = "" if number is None else str(number)
        self.setChecked(current)
        told = _("{name}, {n}").format(name=self.name, n=self._number) if self._number else self.name
        self.setAccessibleName(told)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Name and number."""
        number = QFontMetrics(theme.font("dense")).horizontalAdvance(self._number)
        width = QFontMetrics(self._bold()).horizontalAdvance(self.text()) + 20 + (number + 6 if number else 0)
        return QSize(width, max(34, QFontMetrics(self.font()).height() + 16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose the neighbour; F2 renames, Del removes."""
        key, back = event.key(), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        steps = {Qt.Key.Key_Left: 1 if back else -1, Qt.Key.Key_Right: -1 if back else 1}
        if Qt.Key(key) in steps and not event.modifiers():
            self.walked.emit(steps[Qt.Key(key)])
        elif key == Qt.Key.Key_F2:
            self.asked.emit("rename")
        elif key == Qt.Key.Key_Delete:
            self.asked.emit("remove")
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with it."""
        self.menuWanted.emit(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name, number, and the line of the current one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        ink = "ink" if on or self.underMouse() else "ink2"
        inside = self.rect().adjusted(10, 0, -10, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.setFont(self._bold() if on else self.font())
        painter.setPen(theme.color(ink))
        painter.drawText(self._mirrored(inside), align, self.text())
        inside.setLeft(inside.left() + painter.fontMetrics().horizontalAdvance(self.text()) + 6)
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink2"))
        painter.drawText(self._mirrored(inside), align, self._number)
        if on:
            painter.fillRect(QRect(8, self.height() - 2, self.width() - 16, 2), theme.color("accent"))

    def _bold(self) -> QFont:
        return theme.font("strong")
