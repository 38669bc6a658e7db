"""Said to hold when: values met by typing a part of them, a row of chips for each factor, alternatives, emphasis."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import Clause, Factor
from desktop.models import coding, conditions, telling
from desktop.models.coding import Draft
from desktop.models.conditions import FREE
from desktop.views.coding_chips import FactorChips
from desktop.views.coding_section import Section, Sight, caption
from desktop.widgets.giving import GivingButton
from desktop.widgets.offer_field import OfferField
from desktop.widgets.part_row import PartRow
from desktop.widgets.pick_field import PickField
from desktop.widgets.pick_panel import Option
from desktop.widgets.text import Elided, Paragraph
from desktop.words import _, count

ROWS, MOST = 3, 20
"""So many factors are shown at least, those that the record names most; so many values are offered at once."""


class ConditionSection(Section):
    """``shown`` asks to show another alternative."""

    shown = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clauses = PartRow(_("Alternatives"), _("or when …"))
        self.field = OfferField(_("Said to hold when"))
        self.told = Paragraph(role="dense")
        self.rows: dict[int, FactorChips] = {}
        self.more = GivingButton()
        self.more.setCheckable(True)
        self.emphasis = PickField(_("Especially"))
        self._factors: tuple[Factor, ...] = ()
        self._often: tuple[int, ...] = ()
        head = QHBoxLayout()
        head.addWidget(caption(_("Said to hold when"), self.field))
        head.addStretch(1)
        head.addWidget(Elided(_("none: in any case"), "dense", "ink2"))
        self._chips = QWidget()
        self._list = QVBoxLayout(self._chips)
        self._list.setContentsMargins(0, 3, 0, 0)
        self._list.setSpacing(7)
        stress = QHBoxLayout()
        stress.setContentsMargins(0, 3, 0, 0)
        stress.addWidget(caption(_("Especially"), self.emphasis))
        stress.addSpacing(8)
        stress.addWidget(self.emphasis, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.field)
        self.column.addWidget(self.told)
        self.column.addWidget(self._chips)
        self.column.addWidget(self.more)
        self.column.addWidget(self.clauses)
        self.column.addLayout(stress)
        self.field.taken.connect(self._take)
        self.field.passed.connect(self.passed)
        self.more.toggled.connect(lambda _on: self._unfold())
        self.emphasis.clicked.connect(self._ask_emphasis)
        self.clauses.chosen.connect(self.shown)
        self.clauses.added.connect(self._add_clause)
        self.clauses.removed.connect(self._remove_clause)

    def stops(self) -> Iterable[QWidget]:
        """The field, all chips, what unfolds more, what adds an alternative, the emphasis."""
        chips = [chip for row in self.rows.values() for chip in row.chips.values()]
        return (self.field.line, *chips, self.more, *self.clauses.stops(), self.emphasis)

    def show_draft(self, sight: Sight) -> None:
        """Shows an alternative of a position."""
        self.field.offer(self._offers, _("Type a part of a value"))
        if sight.factors != self._factors:
            self._make_rows(sight)
        for number, row in self.rows.items():
            guessed = {value for factor, value in sight.guesses if factor == number}
            row.show_clause(sight.conditions, guessed)
        names = [_alternative(sight, place) for place in range(len(sight.here.clauses))]
        self.clauses.show_parts(names, sight.clause, addable=any(sight.here.clauses))
        guesses = self.guesses()
        told = count(
            len(guesses),
            "Dashed: {n} value that the words name. Ctrl+Space takes it.",
            "Dashed: {n} values that the words name. Ctrl+Space takes them.",
        )
        self.told.setText(told)
        self.told.setVisible(bool(guesses))
        pairs = conditions.emphasised(sight.here.emphasis, sight.factors)
        names = [value.name for factor in sight.factors for value in factor.values if (factor.id, value.id) in pairs]
        self.emphasis.show_value(", ".join(names) or _("nothing stressed"), quiet=not names)
        self._unfold()

    def guesses(self) -> tuple[tuple[int, int], ...]:
        """The values that are guessed and not named."""
        sight = self.sight
        if sight is None:
            return ()
        return tuple(pair for pair in sight.guesses if conditions.look(sight.conditions, *pair) == FREE)

    def take_guesses(self) -> bool:
        """Takes the guess that the keyboard is on, else all of them; False when there are none."""
        wanted = self.guesses()
        focus = self.focusWidget()
        for number, row in self.rows.items():
            wanted = next(
                (
                    ((number, value),)
                    for value, chip in row.chips.items()
                    if chip is focus and (number, value) in wanted
                ),
                wanted,
            )
        for factor, value in wanted:
            self._toggle(factor, value)
        return bool(wanted)

    def _make_rows(self, sight: Sight) -> None:
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._factors = sight.factors
        order = sorted(self._factors, key=lambda each: (-sight.known.named.get(each.id, 0), self._factors.index(each)))
        self._often = tuple(each.id for each in order[:ROWS])
        self.rows = {factor.id: FactorChips(factor) for factor in self._factors}
        for number, row in self.rows.items():
            row.pressed.connect(partial(self._press, number))
            self._list.addWidget(row)

    def _unfold(self) -> None:
        """Shows the factors that are named or guessed, the usual ones besides, and all when they are asked for."""
        quiet = []
        busy = [number for number, row in self.rows.items() if row.named]
        usual = [number for number in self._often if number not in busy][: max(0, ROWS - len(busy))]
        for number, row in self.rows.items():
            there = number in busy or number in usual
            if not there:
                quiet.append(number)
            row.setVisible(there or self.more.isChecked())
        told = count(len(quiet), "{n} other factor: in any case", "{n} other factors: in any case")
        self.more.setText(told)
        self.more.set_icon("chevron-up" if self.more.isChecked() else "chevron-down")
        self.more.setVisible(bool(quiet))
        self.more.updateGeometry()
        self._chips.setVisible(bool(self.rows))

    def _offers(self, typed: str) -> list[Option]:
        if self.sight is None:
            return []
        found = [
            Option((factor.id, value.id), value.name, factor.name)
            for factor, value in conditions.met(typed, self.sight.factors)[:MOST]
        ]
        name = " ".join(typed.split())
        if name and not any(each.text.casefold() == name.casefold() for each in found):
            found.append(Option(("new", name), _("New value “{name}” …").format(name=name), icon="plus"))
        return found

    def _take(self, key: Any) -> None:
        self.field.show_text("")
        if key[0] == "new":
            self._ask_factor(str(key[1]))
        else:
            self._toggle(*key)

    def _ask_factor(self, name: str) -> None:
        """Of which factor a new value is; it may be a new one."""
        if self.sight is None:
            return
        options = [
            Option(factor.id, factor.name, ", ".join(value.name for value in factor.values))
            for factor in self.sight.factors
        ]
        options.append(Option(None, _("A new factor …"), icon="plus"))

        def answer(factor: object) -> None:
            if isinstance(factor, int):
                self._add_value(factor, name)
            else:
                self.field.ask_words(_("What is asked? “{name}” is one answer").format(name=name), self._named(name))

        self.field.ask(_("“{name}” is a value of …").format(name=name), options, answer)

    def _named(self, value: str) -> Any:
        """Asks for the other answers to a new question."""

        def answer(factor: object) -> None:
            asked = str(factor).strip()
            if asked:
                self.field.ask_words(
                    _("Other answers to “{factor}”, with commas between").format(factor=asked),
                    lambda others: self._add_factor(asked, value, str(others)),
                    _("No") if value.casefold() == _("Yes").casefold() else _("None"),
                )

        return answer

    def _add_factor(self, name: str, value: str, others: str) -> None:
        if self.sight is None:
            return
        listed = [each.strip() for each in others.split(",") if each.strip()] or [_("None")]
        values = [*dict.fromkeys(each for each in listed if each.casefold() != value.casefold()), value]
        place, which = self.sight.point, self.sight.clause

        def made(draft: Draft) -> Draft:
            found, factor = coding.with_factor(draft, name, values)
            return _with_clause(
                found, place, which, lambda clause: conditions.toggled(clause, factor, factor.values[-1].id)
            )

        self.edit(made)
        self.field.setFocus()

    def _add_value(self, number: int, name: str) -> None:
        if self.sight is None:
            return
        factor, place, which = self.sight.factor(number), self.sight.point, self.sight.clause

        def made(draft: Draft) -> Draft:
            found, wider, value = coding.with_value(draft, factor, name)
            return _with_clause(found, place, which, lambda clause: conditions.toggled(clause, wider, value))

        self.edit(made)
        self.field.setFocus()

    def _toggle(self, number: int, value: int) -> None:
        self._change_clause(number, lambda clause, factor: conditions.toggled(clause, factor, value))

    def _press(self, number: int, value: int) -> None:
        self._change_clause(number, lambda clause, factor: conditions.pressed(clause, factor, value))

    def _change_clause(self, number: int, change: Any) -> None:
        if self.sight is not None:
            factor, place, which = self.sight.factor(number), self.sight.point, self.sight.clause
            self.edit(lambda draft: _with_clause(draft, place, which, lambda clause: change(clause, factor)))

    def _add_clause(self) -> None:
        if self.sight is not None:
            clauses = self.sight.here.clauses
            self.edit_point(clauses=(*clauses, ()))
            self.shown.emit(len(clauses))
            self.field.setFocus()

    def _remove_clause(self, place: int) -> None:
        if self.sight is not None:
            clauses = self.sight.here.clauses
            self.edit_point(clauses=clauses[:place] + clauses[place + 1 :] or ((),))

    def _ask_emphasis(self) -> None:
        if self.sight is None:
            return
        factors = self.sight.factors
        options = [
            Option((factor.id, value.id), value.name, factor.name) for factor in factors for value in factor.values
        ]
        chosen = conditions.emphasised(self.sight.here.emphasis, factors)
        if chosen:
            options.insert(0, Option(None, _("nothing stressed")))

        def take(keys: tuple[Any, ...]) -> None:
            pairs = () if None in keys else keys
            self.edit_point(emphasis=conditions.emphasis_of(pairs, factors))

        self.pick(self.emphasis, _("Especially"), options, take, chosen, several=True)


def _with_clause(draft: Draft, place: int, which: int, change: Any) -> Draft:
    clauses = list(draft.points[place].clauses)
    clauses[which] = change(clauses[which])
    return draft.with_point(place, clauses=tuple(clauses))


def _alternative(sight: Sight, place: int) -> str:
    """An alternative in a few words."""
    clause = sight.here.clauses[place]
    told = ", ".join(_named_values(sight.factors, clause)) if clause else _("nothing named yet")
    return (
        _("when {conditions}").format(conditions=told)
        if not place
        else _("or when {conditions}").format(conditions=told)
    )


def _named_values(factors: Sequence[Factor], clause: Clause) -> list[str]:
    known = {value.id: value.name for factor in factors for value in factor.values}
    found = []
    for each in clause:
        if each.part is None:
            found.append(telling.either_of([known[value] for value in each.values]))
        else:
            name = known[each.part]
            found.append(_("not {value}").format(value=name) if each.holds == (False,) else name)
    return found
