"""The conditions of many statements: a field to type values into, a row of chips for each factor that is named."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import Factor
from desktop.models.bulk import Common, Edit, Value
from desktop.models.condition_words import ConditionWords
from desktop.widgets.chips import ALL, NONE, SOME, ValueChip
from desktop.widgets.condition_field import ConditionField
from desktop.widgets.controls import Button
from desktop.widgets.flow import Flow
from desktop.widgets.pick_panel import Option
from desktop.widgets.text import Label, Paragraph
from desktop.words import _, count


class ConditionRows(QWidget):
    """``pressed`` gives a chip's value, ``added`` one that was typed, ``narrowed`` a factor and whether to narrow."""

    pressed = Signal(object)
    added = Signal(object)
    narrowed = Signal(int, bool)
    passed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = ConditionField()
        self.rows: dict[int, FactorRow] = {}
        self.more = Button(kind="flat")
        self.more.setCheckable(True)
        self._factors: Sequence[Factor] = ()
        self._legend = Label(role="meta", token="ink2")  # noqa: S106 - a colour
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(7)
        head = QHBoxLayout()
        head.addWidget(Label(_("Said to hold when"), "label", "ink2"))
        head.addStretch(1)
        head.addWidget(self._legend)
        self._column.addLayout(head)
        self._column.addWidget(self.field)
        self._column.addWidget(self.more)
        self.field.taken.connect(self.added)
        self.field.passed.connect(self.passed)
        self.more.toggled.connect(self._unfold)
        self.setFocusProxy(self.field)

    def show_factors(self, factors: Sequence[Factor]) -> None:
        """Makes a row for each factor, unless they are the same."""
        if tuple(factors) == tuple(self._factors):
            return
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._factors = tuple(factors)
        named = ConditionWords(factors)
        self.field.offer(
            [Option((factor.id, value.id), value.name, factor.name) for factor in factors for value in factor.values]
        )
        self.rows = {factor.id: FactorRow(factor, named) for factor in factors}
        for factor, row in self.rows.items():
            row.pressed.connect(self.pressed)
            row.narrowed.connect(partial(self.narrowed.emit, factor))
            self._column.insertWidget(self._column.count() - 1, row)

    def show_edit(self, common: Common, edit: Edit) -> None:
        """Shows which values all, some or none of the statements name, and what an edit makes of it."""
        for row in self.rows.values():
            row.show_edit(common, edit)
        self._legend.setText(_("hatched: in some of the {n}").format(n=common.count) if common.count > 1 else "")
        self.setEnabled(common.positions > 0)
        self._unfold(self.more.isChecked())

    def _unfold(self, unfolded: bool) -> None:
        """Shows the factors that nobody names too, or not."""
        quiet = [row for row in self.rows.values() if row.quiet]
        for row in self.rows.values():
            row.setVisible(not row.quiet or unfolded)
        self.more.setVisible(bool(quiet))
        told = count(len(quiet), "{n} other factor: in any case", "{n} other factors: in any case")
        self.more.setText(told)
        self.more.set_icon("chevron-up" if unfolded else "chevron-down")
        self.more.updateGeometry()


class FactorRow(QWidget):
    """A factor with its values."""

    pressed = Signal(object)
    narrowed = Signal(bool)

    def __init__(self, factor: Factor, named: ConditionWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._factor = factor
        self.quiet = True
        """Whether no statement names the factor, now or after the edit."""
        self._name = Label(factor.name, "dense", "ink2")
        self._change = Label(role="dense", token="accent")  # noqa: S106 - a colour
        self.chips = {value.id: ValueChip(value.name) for value in factor.values}
        self._told = Paragraph(role="dense")
        self.narrow = Button(kind="plain")
        self.narrow.setCheckable(True)
        self.narrow.toggled.connect(self.narrowed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._name)
        head.addWidget(self._change)
        head.addStretch(1)
        column.addLayout(head)
        chips = QWidget()
        flow = Flow(chips, gap=5, line_gap=5)
        for value, chip in self.chips.items():
            chip.clicked.connect(partial(self._press, value))
            flow.addWidget(chip)
        column.addWidget(chips)
        column.addWidget(self._told)
        column.addWidget(self.narrow)

    def show_edit(self, common: Common, edit: Edit) -> None:
        """Which values are named, and what becomes of it."""
        factor = self._factor.id
        changes = {value: to for (of, value), to in edit.values.items() if of == factor}
        self.quiet = not common.narrowed.get(factor) and not changes
        for value, chip in self.chips.items():
            self._show_chip(chip, common, common.naming.get((factor, value), 0), changes.get(value))
        self._change.setText(count(len(changes), "· {n} change", "· {n} changes") if changes else "")
        self._show_narrowing(common, edit, adds=any(changes.values()))

    def told(self) -> str:
        """What is said of those that hold in any case."""
        return self._told.text()

    def _show_chip(self, chip: ValueChip, common: Common, naming: int, change: bool | None) -> None:
        taking = common.count - common.bare
        state = NONE if not naming else ALL if naming == taking else SOME
        told = [_("in none"), _("in some, {n}").format(n=naming), _("in all")][state]
        if change is not None:
            state, told = (ALL, _("added")) if change else (NONE, _("taken away"))
        chip.show_state(state, told, changed=change is not None)
        chip.updateGeometry()

    def _show_narrowing(self, common: Common, edit: Edit, *, adds: bool) -> None:
        """Those that hold in any case stay so, unless they are to be narrowed in so many words."""
        free, named = common.unconditional.get(self._factor.id, 0), common.narrowed.get(self._factor.id, 0)
        narrows = self._factor.id in edit.narrow
        if not adds or not free:
            told = ""
        elif narrows:
            told = count(
                free,
                "Narrows {n} statement that holds in any case so far.",
                "Narrows {n} statements that hold in any case so far.",
            )
        else:
            told = count(free, "{n} holds in any case, and stays so.", "{n} hold in any case, and stay so.")
        self._told.setText(told)
        self._told.setVisible(bool(told))
        self.narrow.blockSignals(True)
        self.narrow.setChecked(narrows)
        self.narrow.blockSignals(False)
        self.narrow.setText(count(free, "Narrow it too", "Narrow them too"))
        self.narrow.setVisible(bool(told) and named > 0)
        self.narrow.updateGeometry()

    def _press(self, value: int) -> None:
        pressed: Value = (self._factor.id, value)
        self.pressed.emit(pressed)
