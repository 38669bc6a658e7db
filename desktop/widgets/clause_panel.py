"""A small panel in which values of several factors are picked that hold together: a rule, or what a factor needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from db.records import Clause, Condition, Factor
from desktop.widgets.controls import Button
from desktop.widgets.field_table import FieldTable
from desktop.widgets.popover import Popover
from desktop.widgets.text import Label, Paragraph
from desktop.words import _

YES, NO = "set", "no"
WIDE = 540
"""Pixels of its width, where there is room."""


@dataclass(frozen=True, slots=True)
class _PickTile:
    value: int
    name: str
    look: str
    told: str
    uses: int = -1

    @property
    def checked(self) -> bool:
        return self.look == YES


@dataclass(frozen=True, slots=True)
class _PickRow:
    factor: Factor
    tiles: tuple[_PickTile, ...]
    line: str = ""
    instead: str = ""
    note: str = ""
    broken: bool = False


class ClausePanel(Popover):
    """Values of one factor are alternatives, those of different factors go together."""

    saved = Signal(object, str)
    """The clause, and the reason that was typed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._factors: Sequence[Factor] = ()
        self._picked: dict[int, str] = {}
        self._least = 1
        self._title = Label(role="title")
        self._hint = Paragraph(role="dense")
        self.table = FieldTable(only_choose=True)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Why not? (may stay empty)"))
        self.reason.setAccessibleName(_("Reason"))
        self.save_button = Button(_("Save"), kind="primary", keys="Ctrl+Return")
        self._cancel = Button(_("Cancel"), keys="Esc")
        self._lay_out()
        self.table.chosen.connect(self._choose)
        self.save_button.clicked.connect(self._save)
        self._cancel.clicked.connect(self.dismiss)
        self.reason.returnPressed.connect(self._save)

    def ask(
        self,
        anchor: QRect,
        title: str,
        hint: str,
        factors: Iterable[Factor],
        clause: Clause = (),
        reason: str | None = None,
        least: int = 1,
    ) -> None:
        """Opens under a rectangle of the window; ``reason`` None asks for none, ``least`` factors are to be named."""
        self._factors, self._least = tuple(factors), least
        self._title.setText(title)
        self._hint.setText(hint)
        self.reason.setVisible(reason is not None)
        self.reason.setText(reason or "")
        self._picked = picked(clause)
        self._show()
        width = min(WIDE, self._window.width() - 96)
        self._scroll.setFixedWidth(width)
        self._column.activate()
        self._scroll.setFixedHeight(min(self._column.heightForWidth(width) + 4, max(160, self._window.height() - 320)))
        self.open_at(anchor, self.table)
        self.table.enter()

    def clause(self) -> Clause:
        """What is picked."""
        return built(self._factors, self._picked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
        else:
            super().keyPressEvent(event)

    def _choose(self, factor: int, value: int, _beside: bool) -> None:
        several = next(each.several for each in self._factors if each.id == factor)
        look = self._picked.pop(value, "")
        if not look:
            self._picked[value] = YES
        elif look == YES and several:
            self._picked[value] = NO
        self._show()

    def _show(self) -> None:
        self.table.show_rows([self._row(factor) for factor in self._factors], editable=True)
        named = {condition.factor for condition in self.clause()}
        self.save_button.setEnabled(len(named) >= self._least)

    def _row(self, factor: Factor) -> _PickRow:
        tiles = []
        for value in factor.values:
            look = self._picked.get(value.id, "free")
            state = {YES: _("picked"), NO: _("picked as not holding")}.get(look, _("not picked"))
            tiles.append(_PickTile(value.id, value.name, look, f"{factor.name}: {value.name}, {state}"))
        return _PickRow(factor, tuple(tiles))

    def _save(self) -> None:
        if self.save_button.isEnabled():
            clause, reason = self.clause(), self.reason.text().strip()
            self.dismiss()
            self.saved.emit(clause, reason)

    def _lay_out(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        column = self._column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addStretch(1)
        self._scroll.setWidget(page)
        page.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.save_button)
        for part in (self._title, self._hint, self._scroll, self.reason):
            inside.addWidget(part)
        inside.addLayout(foot)
        self.content.addLayout(inside)


def picked(clause: Clause) -> dict[int, str]:
    """The values that a clause names, and how."""
    found: dict[int, str] = {}
    for condition in clause:
        if condition.part is None:
            found.update(dict.fromkeys(condition.values, YES))
        else:
            found[condition.part] = YES if set(condition.holds) == {True} else NO
    return found


def built(factors: Iterable[Factor], values: dict[int, str]) -> Clause:
    """The clause that names these values."""
    found: list[Condition] = []
    for factor in factors:
        wanted = tuple(value.id for value in factor.values if values.get(value.id) == YES)
        if wanted:
            found.append(Condition(factor.id, wanted))
        not_held = (value.id for value in factor.values if values.get(value.id) == NO)
        found.extend(Condition(factor.id, part=value, holds=(False,)) for value in not_held)
    return tuple(found)


def can_be_picked(factors: Iterable[Factor], clause: Clause) -> bool:
    """Whether the panel can show a clause without changing what it says."""
    listed = tuple(factors)
    again = built(listed, picked(clause))
    return {_key(each) for each in again} == {_key(each) for each in clause}


def _key(condition: Condition) -> tuple[int, int | None, frozenset[int], frozenset[bool]]:
    if condition.part is not None and set(condition.holds) == {True}:
        return condition.factor, None, frozenset({condition.part}), frozenset()
    return condition.factor, condition.part, frozenset(condition.values), frozenset(condition.holds)
