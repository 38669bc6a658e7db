"""Parts of one thing in a row, of which one is shown below: positions, alternatives, quotations; one can be added."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.controls import Button
from desktop.widgets.flow import Flow
from desktop.widgets.giving import GivingButton
from desktop.words import _, as_tooltip

LONGEST = 30


class PartRow(QWidget):
    """``chosen`` tells the part to be shown, ``removed`` the one to be taken away (Del, or its button)."""

    chosen = Signal(int)
    added = Signal()
    removed = Signal(int)

    def __init__(self, name: str, add: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.parts: list[_Part] = []
        self._current = 0
        self._after: QWidget | None = None
        self._row = QWidget()
        self._flow = Flow(self._row, gap=5, line_gap=5)
        self.add = GivingButton(add, "plus", self._row)
        self.take_away = GivingButton(_("Take away"), "x", self._row)
        for button in (self.take_away, self.add):
            self._flow.addWidget(button)
            button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._row)
        self.add.clicked.connect(self.added)
        self.take_away.clicked.connect(lambda: self.removed.emit(self._current))
        self._can_add = bool(add)

    def set_after(self, widget: QWidget) -> None:
        """What stands after all of them."""
        widget.setParent(self._row)
        self._after = widget
        self._flow.addWidget(widget)

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab visits, in order."""
        return (*self.parts, self.take_away, self.add, *([self._after] if self._after is not None else []))

    def show_parts(self, names: Sequence[str], current: int, *, addable: bool = True) -> None:
        """Shows parts; a single one needs no row of its own."""
        several = len(names) > 1
        self._current = current
        held = any(part.hasFocus() for part in self.parts)
        if len(self.parts) != (len(names) if several else 0):
            self._make(len(names) if several else 0)
        for place, (part, name) in enumerate(zip(self.parts, names, strict=False)):
            part.show_name(name)
            part.setChecked(place == current)
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if place == current else Qt.FocusPolicy.ClickFocus)
        self.take_away.setVisible(several)
        self.add.setVisible(self._can_add and addable)
        self.setVisible(several or self._after is not None or (self._can_add and addable))
        if held and several:
            self.parts[current].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, number: int) -> None:
        """So many parts, before what stands after them."""
        after = [each for each in (self.take_away, self.add, self._after) if each is not None]
        for widget in after:
            self._flow.removeWidget(widget)
        self._flow.clear()
        self.parts = [_Part() for _place in range(number)]
        for place, part in enumerate(self.parts):
            part.clicked.connect(lambda _on=False, place=place: self.chosen.emit(place))
            part.walked.connect(self._walk)
            part.dropped.connect(lambda place=place: self.removed.emit(place))
            self._flow.addWidget(part)
            part.show()
        for widget in after:
            self._flow.addWidget(widget)

    def _walk(self, step: int) -> None:
        if self.parts:
            self.chosen.emit((self._current + step) % len(self.parts))


class _Part(Button):
    walked = Signal(int)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__(kind="plain")
        self.role = "dense"
        self.setCheckable(True)
        self._dress()

    def show_name(self, name: str) -> None:
        """Its name, cut where it is long."""
        shown = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
        self.setText(shown)
        self.setAccessibleName(name)
        self.setToolTip(as_tooltip(name) if shown != name else "")
        self.updateGeometry()

    def nextCheckState(self) -> None:
        """The row tells which one is on."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose the neighbour, Del takes it away."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if step:
            self.walked.emit(-step if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else step)
        elif event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)
