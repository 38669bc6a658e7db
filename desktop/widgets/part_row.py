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
        for button in (self.add, self.take_away):
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

    def show_parts(self, names: Sequence[str], current: int, *, addable: bool = True) -> None:
        """Shows parts; a single one needs no row of its own."""
        held = any(part.hasFocus() for part in self.parts) or self.add.hasFocus() or self.take_away.hasFocus()
        self._current = current
        for button in (self.add, self.take_away, self._after):
            if button is not None:
                self._flow.removeWidget(button)
        self._flow.clear()
        several = len(names) > 1
        self.parts = [_Part(name) for name in names] if several else []
        for place, part in enumerate(self.parts):
            part.setChecked(place == current)
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if place == current else Qt.FocusPolicy.ClickFocus)
            part.clicked.connect(lambda _on=False, place=place: self.chosen.emit(place))
            part.walked.connect(self._walk)
            part.dropped.connect(lambda place=place: self.removed.emit(place))
            self._flow.addWidget(part)
        if several:
            self._flow.addWidget(self.take_away)
        self.take_away.setVisible(several)
        if self._can_add and addable:
            self._flow.addWidget(self.add)
        self.add.setVisible(self._can_add and addable)
        if self._after is not None:
            self._flow.addWidget(self._after)
        self.setVisible(several or self._after is not None or (self._can_add and addable))
        self._flow.invalidate()
        self._flow.activate()
        if held and several:
            self.parts[current].setFocus(Qt.FocusReason.OtherFocusReason)

    def _walk(self, step: int) -> None:
        if self.parts:
            self.chosen.emit((self._current + step) % len(self.parts))


class _Part(Button):
    walked = Signal(int)
    dropped = Signal()

    def __init__(self, name: str) -> None:
        shown = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
        super().__init__(shown, kind="plain")
        self.role = "dense"
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(as_tooltip(name) if shown != name else "")
        self._dress()

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
