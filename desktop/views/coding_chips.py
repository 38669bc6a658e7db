"""A factor with its values as chips."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from db.records import Clause, Factor
from desktop import theme
from desktop.models import conditions
from desktop.models.conditions import EITHER, FREE, NAMED, NOT
from desktop.widgets.chips import ALL, NONE, SOME
from desktop.widgets.flow import Flow
from desktop.widgets.giving import GivingChip
from desktop.widgets.text import Paragraph
from desktop.words import _, as_tooltip

NAME_WIDTH, BESIDE_FROM = 104, 290
"""Pixels of the name of a factor, and from which width on its chips stand beside it, at 100 % text."""


class FactorChips(QWidget):
    """A factor with its values as chips; ``pressed`` gives the value."""

    pressed = Signal(int)

    def __init__(self, factor: Factor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._factor = factor
        self.named = False
        """Whether something of it is named or guessed."""
        self._name = Paragraph(factor.name, "dense", "ink2")
        self._name.setToolTip(as_tooltip(factor.name))
        self.chips = {value.id: GivingChip(value.name) for value in factor.values}
        self._texts = {value: chip.text() for value, chip in self.chips.items()}
        chips = QWidget()
        flow = Flow(chips, gap=5, line_gap=5)
        for value, chip in self.chips.items():
            chip.clicked.connect(partial(self._press, value))
            flow.addWidget(chip)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(5)
        self._row.addWidget(self._name)
        self._row.addWidget(chips, 1)
        self._fit()

    def show_clause(self, clause: Clause, guessed: Iterable[int]) -> None:
        """Shows what a clause names, and what is guessed."""
        self.named = bool(guessed) or any(each.factor == self._factor.id for each in clause)
        for value, chip in self.chips.items():
            look = conditions.look(clause, self._factor.id, value)
            guess = look == FREE and value in guessed
            told = {NAMED: _("named"), NOT: _("named as not holding"), EITHER: _("either way")}.get(look, "")
            text = self._texts[value]
            chip.setText(_("not {value}").format(value=text) if look == NOT else text)
            state = {NAMED: ALL, NOT: ALL, EITHER: SOME}.get(look, NONE)
            chip.show_state(state, told or (_("guessed, not taken") if guess else _("not named")), guess=guess)
            chip.setAccessibleDescription(self._factor.name)
            chip.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the name stands over its chips."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        scale = theme.current().scale / 100
        beside = self.width() >= BESIDE_FROM * scale
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._row.setAlignment(self._name, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))
        wide = round(NAME_WIDTH * scale)
        self._name.setMinimumWidth(wide if beside else 0)
        self._name.setMaximumWidth(wide if beside else 16_000)

    def _press(self, value: int, _on: bool = False) -> None:
        self.pressed.emit(value)
