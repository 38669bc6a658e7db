"""The bar of filters above the statements: words to find, filters as short sentences, by what to group."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from db.records import Snapshot
from desktop import theme, words
from desktop.models import filters
from desktop.models.asking import Asked, Group
from desktop.models.filters import Field, Filter
from desktop.widgets.controls import Button
from desktop.widgets.filter_chip import FilterChip
from desktop.widgets.find_box import FindBox
from desktop.widgets.flow import Flow
from desktop.widgets.lens import read_date
from desktop.widgets.pick_panel import Offers, Option, PickPanel, fitting
from desktop.words import _


class FilterBar(QWidget):
    """``changed`` gives what is asked for now; ``left`` leads to the table."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = Asked()
        self._snapshot: Snapshot | None = None
        self._panel: PickPanel | None = None
        self._step: tuple[str, Any] = ("", None)
        self.find_box = FindBox(_("Find in the words on record"), _("Find words, “exact words”, or, not"))
        self.find_box.setMinimumWidth(240)
        self.find_box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.chips: list[FilterChip] = []
        self.add = Button(_("Filter"), "plus", "flat", keys="F")
        self.group = Button("", kind="flat")
        self._menu = QMenu(self)
        self._groups = self._grouping()
        self.group.setMenu(self._menu)
        self._flow = Flow()
        self._lay_out()
        self.find_box.asked.connect(lambda text: self._ask(replace(self._asked, find=text)))
        self.find_box.backed.connect(self._drop_last)
        self.find_box.left.connect(self.left)
        self.add.clicked.connect(self.add_filter)
        theme.current().changed.connect(self._dress)
        self._dress()

    def show_asked(self, asked: Asked, snapshot: Snapshot | None) -> None:
        """Shows what is asked for."""
        new = asked.filters != self._asked.filters or snapshot is not self._snapshot
        self._asked, self._snapshot = asked, snapshot
        self.find_box.show_text(asked.find)
        self.group.setText(_("Group: {by}").format(by=group_names()[asked.group]))
        self.group.setAccessibleName(self.group.text())
        self.group.updateGeometry()
        self._groups[asked.group].setChecked(True)
        if new:
            self._show_chips()

    def add_filter(self) -> None:
        """Asks what to filter by."""
        if self._snapshot is None:
            return
        self._step = ("first", None)
        anchor = QRect(self.add.mapTo(self.window(), QPoint(0, 0)), self.add.size())
        hint = _("Type a name, a value or a date")
        self._opened().ask(anchor, _("Filter by"), self._first_offers(), hint=hint)

    def change_filter(self, chip: FilterChip) -> None:
        """Asks for other values of a filter."""
        each = self._asked.filters[self.chips.index(chip)]
        self._ask_values(each.field, chip.anchor(), each)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 12, 7)
        row.setSpacing(8)
        self._flow.addWidget(self.find_box)
        self._flow.addWidget(self.add)
        row.addLayout(self._flow, 1)
        row.addWidget(self.group)

    def _grouping(self) -> dict[Group, QAction]:
        choice = QActionGroup(self)
        found = {}
        for group, name in group_names().items():
            action = self._menu.addAction(name)
            action.setCheckable(True)
            action.triggered.connect(partial(self._group_by, group))
            choice.addAction(action)
            found[group] = action
        return found

    def _group_by(self, group: Group) -> None:
        self._ask(replace(self._asked, group=group))

    def _show_chips(self) -> None:
        """A chip for each filter; the focus stays among them."""
        held = next((place for place, chip in enumerate(self.chips) if chip.holds_focus()), -1)
        while self._flow.count() > 1:
            self._flow.takeAt(1)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        snapshot = self._snapshot
        self.chips = [] if snapshot is None else [self._chip(each, snapshot) for each in self._asked.filters]
        for widget in (*self.chips, self.add):
            self._flow.addWidget(widget)
            widget.show()
        if held >= 0:
            stop = self.chips[min(held, len(self.chips) - 1)].sentence if self.chips else self.add
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()

    def _chip(self, each: Filter, snapshot: Snapshot) -> FilterChip:
        chip = FilterChip(filters.told(each, snapshot))
        chip.changing.connect(partial(self.change_filter, chip))
        chip.dropped.connect(partial(self._drop, each))
        return chip

    def _drop(self, each: Filter) -> None:
        self._ask(self._asked.without(each))

    def _drop_last(self) -> None:
        if self._asked.filters:
            self._drop(self._asked.filters[-1])

    def _ask(self, asked: Asked) -> None:
        if asked != self._asked:
            self.changed.emit(asked)

    def _opened(self) -> PickPanel:
        if self._panel is None:
            self._panel = PickPanel(self.window())
            self._panel.picked.connect(self._picked)
            self._panel.back.connect(self._back)
        return self._panel

    def _first_offers(self) -> Offers:
        """Fields as long as nothing is typed; then also every value, and what a date could mean."""
        assert self._snapshot is not None
        named = [Option(("field", field.id), field.name) for field in filters.fields().values()]
        snapshot = self._snapshot
        every: list[Offers] = []

        def offers(typed: str) -> Sequence[Option]:
            if not typed.strip():
                return named
            if not every:
                every.append(fitting([*named, *_values(snapshot)]))
            return [*_dates(typed), *every[0](typed)]

        return offers

    def _ask_values(self, field_id: str, anchor: QRect, instead: Filter | None = None) -> None:
        """Asks for the values of a field."""
        assert self._snapshot is not None
        field = filters.fields()[field_id]
        self._step = ("values", (field, instead))
        op = field.ops.index(instead.op) if instead is not None and instead.op in field.ops else 0
        dated = field.id == "said"
        self._opened().ask(
            anchor,
            field.name,
            _when(self._snapshot) if dated else fitting(_choices(field, self._snapshot)),
            hint=_("2025, 2025-09 or 2025-09-05") if dated else "",
            nothing=_("This is no date. Write it as 2025, 2025-09 or 2025-09-05.") if dated else "",
            several=not dated and len(field.ops) > 1,
            chosen=instead.values if instead is not None else (),
            ops=[filters.op_told(each) for each in field.ops],
            op=op,
        )

    def _picked(self, keys: tuple[Any, ...]) -> None:
        step, about = self._step
        if step == "values":
            field, instead = about
            op = field.ops[self._opened().op()]
            if keys == (filters.NEVER_SAID,):
                op = field.ops[0]
            self._ask(self._asked.with_filter(Filter(field.id, op, tuple(keys)), instead))
            return
        kind, what = keys[0]
        if kind == "filter":
            self._ask(self._asked.with_filter(what))
        else:
            anchor = QRect(self.add.mapTo(self.window(), QPoint(0, 0)), self.add.size())
            self._ask_values(what, anchor)

    def _back(self) -> None:
        """From the values to the fields."""
        if self._step[0] == "values" and self._step[1][1] is None:
            self._opened().dismiss()
            self.add_filter()

    def _dress(self) -> None:
        metrics = self.find_box.fontMetrics()
        self.find_box.setFixedWidth(max(250, metrics.horizontalAdvance(self.find_box.placeholderText()) + 64))


def group_names() -> dict[Group, str]:
    """By what statements can be grouped."""
    return {
        Group.ACTOR: _("Actor"),
        Group.SOURCE: _("Source"),
        Group.STANCE: _("Stance"),
        Group.DATE: _("Date"),
        Group.NONE: _("None"),
    }


def _choices(field: Field, snapshot: Snapshot) -> list[Option]:
    return [Option(each.key, each.text, each.detail, each.mark) for each in filters.offered(field.id, snapshot)]


def _values(snapshot: Snapshot) -> list[Option]:
    """Every value of every field as a filter."""
    found = []
    for field in filters.fields().values():
        for each in filters.offered(field.id, snapshot):
            new = Filter(field.id, field.ops[0], (each.key,))
            found.append(Option(("filter", new), each.text, field.name, each.mark))
    return found


def _dates(typed: str) -> list[Option]:
    """What a date that was typed could mean."""
    moment = read_date(typed.strip())
    if moment is None:
        return []
    field, day = filters.fields()["said"], words.date(moment)
    found = []
    for op in field.ops:
        told = " ".join((field.name, filters.op_told(op), day))
        found.append(Option(("filter", Filter("said", op, (str(moment),))), told))
    return found


def _when(snapshot: Snapshot) -> Offers:
    """A date that was typed, or what has none."""
    undated = [Option(each.key, each.text) for each in filters.choices("said", snapshot)]

    def offers(typed: str) -> Sequence[Option]:
        moment = read_date(typed.strip())
        if moment is not None:
            return [Option(str(moment), words.date(moment))]
        return fitting(undated)(typed)

    return offers
