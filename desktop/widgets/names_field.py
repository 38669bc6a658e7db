"""Other names of somebody, in any script: each a chip that can be taken away, and a field to add one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.widgets.controls import Button
from desktop.widgets.flow import Flow
from desktop.widgets.text import Paragraph
from desktop.words import _


class NamesField(QWidget):
    """``changed`` gives all names after one was added or taken away."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names: tuple[str, ...] = ()
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Other names"))
        self.line.setPlaceholderText(_("Another name, Enter"))
        self._warning = Paragraph(role="dense", token="hand")  # noqa: S106 - a colour
        self._warning.hide()
        self._chips = QWidget()
        self._flow = Flow(self._chips, gap=5, line_gap=5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self._chips)
        column.addWidget(self.line)
        column.addWidget(self._warning)
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self._add)
        self.line.editingFinished.connect(self._add)

    def show_names(self, names: Sequence[str], warning: str = "") -> None:
        """Shows the names, and what is odd about them."""
        if tuple(names) != self.names:
            self.names = tuple(names)
            self._flow.clear()
            for name in self.names:
                chip = Button(name, "x", "plain")
                chip.role = "dense"
                chip.setFont(chip.font())
                chip.setAccessibleName(_("Take away the name {name}").format(name=name))
                chip.clicked.connect(partial(self._drop, name))
                self._flow.addWidget(chip)
        self._chips.setVisible(bool(self.names))
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))

    def chips(self) -> list[Button]:
        """The names that stand there."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Button)]

    def warning(self) -> str:
        """What is odd about the names; empty when nothing is."""
        return self._warning.text()

    def _add(self) -> None:
        name = " ".join(self.line.text().split())
        self.line.clear()
        if name and name not in self.names:
            self.changed.emit((*self.names, name))

    def _drop(self, name: str) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(tuple(each for each in self.names if each != name))
