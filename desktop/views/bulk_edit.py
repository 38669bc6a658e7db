"""The inspector of the statements: what the selected ones have in common, and one form that changes them all."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from db.records import Snapshot
from db.vocabulary import PositionState, SpeechAct, Stance
from desktop import theme, words
from desktop.models import bulk
from desktop.models.bulk import Common, Edit
from desktop.models.foresight import Foresight
from desktop.views.bulk_conditions import ConditionRows
from desktop.widgets.blank import Blank
from desktop.widgets.controls import Button
from desktop.widgets.date_field import DateField
from desktop.widgets.line import Line
from desktop.widgets.moves_panel import MovesPanel
from desktop.widgets.pick_field import PickField
from desktop.widgets.pick_panel import Option, PickPanel, fitting
from desktop.widgets.text import Label, Paragraph
from desktop.words import _, count

FIELDS = ("speaker", "stance", "issue", "holder", "act", "credibility", "state")


class BulkEdit(QWidget):
    """Shows what statements have; ``edited`` gives an edit each time it is another one, ``wanted`` asks to make it."""

    edited = Signal(object)
    wanted = Signal(object)
    stopped = Signal()
    """The edit that is being made is not wanted any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = Edit()
        self.common: Common | None = None
        self._snapshot: Snapshot | None = None
        self._panel: PickPanel | None = None
        self._asking = ""
        self._making = False
        self._title, self._about = Label(role="title"), Paragraph(role="dense")
        self.fields = {name: PickField(text) for name, text in field_names().items() if name in FIELDS}
        self.said = DateField(field_names()["said_on"])
        self.conditions = ConditionRows()
        self.on = PickField(_("Positions on"))
        self._on_row = QWidget()
        self.moves = MovesPanel()
        self.apply = Button(kind="primary", keys="Ctrl+Return")
        self.cancel = Button(_("Cancel"), kind="flat")
        self.nothing = Blank("quote")
        self.nothing.tell(_("No statement selected"), _("Select one or many: the form here changes all of them."))
        self._form = QWidget()
        self._lay_out()
        self._connect()
        self.show_common(None, None)

    def show_common(self, common: Common | None, snapshot: Snapshot | None) -> None:
        """Shows other statements; what was to be changed is forgotten."""
        self.common, self._snapshot = common, snapshot
        there = common is not None and snapshot is not None
        for part in (self._head, self._form_area, self._foot):
            part.setVisible(there)
        self.nothing.setVisible(not there)
        if common is not None and snapshot is not None:
            self._title.setText(count(common.count, "{n} statement selected", "{n} statements selected"))
            about = (
                _("Change a field: it changes in this statement.")
                if common.count == 1
                else _("Change one field, and it changes in all.")
            )
            self._about.setText(about)
            self.conditions.show_factors(snapshot.factors)
        self._set(Edit())

    def set_field(self, name: str, value: Any) -> None:
        """Sets a field of all statements."""
        if self.common is not None:
            same = self.common.fields.get(name) == (value,)
            kept = {each: to for each, to in self.edit.fields.items() if each != name}
            self._set(replace(self.edit, fields=kept if same else {**kept, name: value}))

    def show_foresight(self, foresight: Foresight) -> None:
        """Shows what the edit would move."""
        self.moves.show_foresight(foresight if self.edit else None)

    def show_making(self) -> None:
        """The edit is being made; until then nothing else can be changed."""
        many = self.common.count if self.common is not None else 0
        self.apply.setText(count(many, "Changing {n} statement …", "Changing {n} statements …"))
        self.apply.updateGeometry()
        self.apply.setEnabled(False)
        self._making = True
        self.cancel.setText(_("Stop"))
        self.cancel.setEnabled(True)

    def show_again(self) -> None:
        """The edit was not made: it stands there still."""
        self._set(self.edit)

    def forget(self) -> None:
        """Nothing is to be changed any more."""
        self._set(Edit())

    def make(self) -> None:
        """Asks to make the edit, once everything typed is understood."""
        if self.said.commit() and self.edit and self.common is not None:
            self.wanted.emit(self.edit)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))

    def _set(self, edit: Edit) -> None:
        self.edit = edit
        self._making = False
        self.cancel.setText(_("Cancel"))
        common = self.common
        if common is None or self._snapshot is None:
            return
        for name, field in self.fields.items():
            self._show_field(name, field)
        self._show_said()
        self._show_on()
        self.conditions.show_edit(common, edit)
        self.apply.setText(count(common.count, "Change {n} statement", "Change {n} statements"))
        self.apply.updateGeometry()
        self.apply.setEnabled(bool(edit))
        self.cancel.setEnabled(bool(edit))
        if edit:
            self.moves.show_pending()
        else:
            self.moves.show_foresight(None)
        self.edited.emit(edit)

    def _show_field(self, name: str, field: PickField) -> None:
        assert self.common is not None
        assert self._snapshot is not None
        new = name in self.edit.fields
        values = (self.edit.fields[name],) if new else self.common.fields[name]
        field.setEnabled(bool(values))
        if len(values) == 1:
            field.show_value(*value_told(name, values[0], self._snapshot), changed=new)
        elif not values:
            field.show_value(_("takes no position") if name != "credibility" else _("unsourced"), quiet=True)
        else:
            told = [value_told(name, each, self._snapshot)[0] for each in values]
            listed = ", ".join(told)
            field.show_value(listed if len(listed) < 24 else _("{n} different").format(n=len(told)), quiet=True)

    def _show_said(self) -> None:
        assert self.common is not None
        if "said_on" in self.edit.fields:
            self.said.show_date(self.edit.fields["said_on"], _("undated"))
            return
        values = self.common.fields["said_on"]
        one = values[0] if len(values) == 1 else None
        hint = _("{n} different").format(n=len(values)) if len(values) > 1 else _("undated")
        self.said.show_date(one, hint)

    def _show_on(self) -> None:
        """Which positions are meant, where statements take several."""
        assert self.common is not None
        assert self._snapshot is not None
        self._on_row.setVisible(self.common.several > 0)
        names = {issue.id: issue.name for issue in self._snapshot.issues}
        told = _("all their subjects") if self.edit.on is None else names.get(self.edit.on, _("the whole situation"))
        self.on.show_value(told, changed=self.edit.on is not None)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._head, self._foot = QWidget(), QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addWidget(self._about)
        self._form_area = QScrollArea()
        self._form_area.setWidgetResizable(True)
        self._form_area.setFrameShape(QFrame.Shape.NoFrame)
        self._form_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._form_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._form_area.viewport().setAutoFillBackground(False)
        self._form_area.setWidget(self._form)
        self._form.setAutoFillBackground(False)
        self._lay_out_form()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(10)
        foot.addWidget(self.moves)
        buttons = QHBoxLayout()
        buttons.addWidget(self.apply)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        foot.addLayout(buttons)
        for part in (self._head, Line(), self._form_area, Line(), self._foot, self.nothing):
            whole.addWidget(part, part in (self._form_area, self.nothing))

    def _lay_out_form(self) -> None:
        column = QVBoxLayout(self._form)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        rows: list[tuple[str, QWidget]] = [
            (text, self.said if name == "said_on" else self.fields[name]) for name, text in field_names().items()
        ]
        for place, (text, field) in enumerate(rows):
            label = Label(text, "dense", "ink2")
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(field, place, 1)
        column.addLayout(grid)
        on = QHBoxLayout(self._on_row)
        on.setContentsMargins(0, 0, 0, 0)
        on.addWidget(Label(_("Positions on"), "dense", "ink2"))
        on.addWidget(self.on, 1)
        column.addWidget(self._on_row)
        column.addSpacing(4)
        column.addWidget(self.conditions)
        column.addStretch(1)

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.clicked.connect(partial(self._ask, name))
        self.on.clicked.connect(partial(self._ask, "on"))
        self.said.dated.connect(partial(self.set_field, "said_on"))
        self.conditions.pressed.connect(self._press)
        self.conditions.added.connect(self._add)
        self.conditions.narrowed.connect(self._narrow)
        self.conditions.passed.connect(lambda: self.apply.setFocus(Qt.FocusReason.TabFocusReason))
        self.apply.clicked.connect(self.make)
        self.cancel.clicked.connect(self._leave)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.make)

    def _leave(self) -> None:
        """Takes back what was chosen; stops the edit while it is being made."""
        if self._making:
            self.cancel.setEnabled(False)
            self.stopped.emit()
        else:
            self.forget()

    def _press(self, value: bulk.Value) -> None:
        if self.common is not None:
            self._set(bulk.pressed(self.edit, self.common, value))

    def _add(self, value: bulk.Value) -> None:
        """A value that was typed is added, or, when it was added already, no longer."""
        if self.common is not None:
            wanted = None if self.edit.values.get(value) else True
            self._set(bulk.with_value(self.edit, self.common, value, wanted))

    def _narrow(self, factor: int, on: bool) -> None:
        self._set(bulk.narrowing(self.edit, factor, on))

    def _ask(self, name: str) -> None:
        if self._snapshot is None or self.common is None:
            return
        if self._panel is None:
            self._panel = PickPanel(self.window())
            self._panel.picked.connect(self._picked)
        self._asking = name
        field = self.on if name == "on" else self.fields[name]
        values = self.common.fields.get(name, ())
        chosen = (self.edit.fields[name],) if name in self.edit.fields else values if len(values) == 1 else ()
        title = _("Positions on") if name == "on" else field_names()[name]
        self._panel.ask(field.anchor(), title, fitting(options(name, self._snapshot)), chosen=chosen)

    def _picked(self, keys: tuple[Any, ...]) -> None:
        if self._asking == "on":
            self._set(replace(self.edit, on=keys[0]))
        else:
            self.set_field(self._asking, keys[0])


def field_names() -> dict[str, str]:
    """The fields, in their order."""
    return {
        "speaker": _("Speaker"),
        "stance": _("Stance"),
        "issue": _("On"),
        "holder": _("Speaks for"),
        "act": _("Speech act"),
        "said_on": _("Said on"),
        "credibility": _("Credibility"),
        "state": _("State"),
    }


def value_told(name: str, value: Any, snapshot: Snapshot) -> tuple[str, str]:
    """A value in words, and its mark."""
    if name in ("speaker", "holder"):
        return next((each.name for each in snapshot.actors if each.id == value), ""), ""
    if name == "issue":
        return next((each.name for each in snapshot.issues if each.id == value), _("the whole situation")), ""
    if name == "stance":
        return words.stance(value), value.word
    if name == "act":
        return words.act(value) or _("not given"), ""
    if name == "state":
        return words.position_state(value), ""
    return (f"{value}, {words.credibility(value)}" if value else words.credibility(None)), ""


def options(name: str, snapshot: Snapshot) -> Sequence[Option]:
    """What a field can hold."""
    listed: dict[str, Callable[[], list[Any]]] = {
        "speaker": lambda: [each.id for each in snapshot.actors],
        "holder": lambda: [each.id for each in snapshot.actors],
        "issue": lambda: [*(each.id for each in snapshot.issues), None],
        "stance": lambda: list(Stance),
        "act": lambda: [*SpeechAct, None],
        "credibility": lambda: [*range(1, 7), None],
        "state": lambda: list(PositionState),
    }
    if name == "on":
        every = Option(None, _("all their subjects"))
        return [every, *(Option(each.id, each.name) for each in snapshot.issues)]
    details = {each.id: " · ".join(each.aliases) for each in snapshot.actors}
    found = []
    for value in listed[name]():
        text, mark = value_told(name, value, snapshot)
        found.append(Option(value, text, details.get(value, "") if name in ("speaker", "holder") else "", mark))
    return found
