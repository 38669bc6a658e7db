"""What is asked before a value or a factor goes, or is divided: what takes its place, with what that changes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect

from db import modelling
from db.case import Case
from db.records import Factor, Snapshot, Value
from desktop.dialogs.replace_value import FactorDialog, ValueDialog
from desktop.dialogs.split_value import SplitDialog
from desktop.models.field import naming, statements_naming, statements_of_factor
from desktop.models.splitting import Held, held_by
from desktop.models.standing import Foresight, foresee
from desktop.views import factor_edits as edits
from desktop.views.field import FieldView
from desktop.views.model_actions import Action
from desktop.widgets.field_drags import HEAD
from desktop.widgets.inline_name import InlineName
from desktop.words import _, count
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.views.field_hand import FieldHand

Uses = dict[str, int]


class ValueQuestions(QObject):
    """Part of the hand of a view."""

    def __init__(self, workspace: Workspace, hand: "FieldHand", field: FieldView) -> None:
        super().__init__(hand)
        self._workspace, self._hand, self._field = workspace, hand, field

    def remove(self, factor: int, value: int) -> None:
        """Takes a value or a factor away; where something uses it, asks what takes its place."""
        found = self._hand.factor(factor)
        if found is None or self._workspace.read_only:
            return
        if value == HEAD:
            self._ask_uses(found, lambda uses: self._remove_factor(found, uses))
            return
        if len(found.values) <= (1 if found.several else 2):
            self._hand.refused.emit(_("A factor has at least two values: rename this one, or delete the factor"))
            return
        gone = next(each for each in found.values if each.id == value)
        self._workspace.ask(lambda case: _uses(case, [value]), lambda uses: self._remove_value(found, gone, uses))

    def merge(self, factor: int, value: int) -> None:
        """Asks into which other value one is merged."""
        found = self._hand.factor(factor)
        gone = next((each for each in found.values if each.id == value), None) if found else None
        if found is not None and gone is not None:
            self._ask_instead(
                found,
                gone,
                _("Merge “{name}” into …").format(name=gone.name),
                _("What names it names the other."),
                _("Merge"),
            )

    def split(self, factor: int, value: int) -> None:
        """Asks for the name of a second value beside one; where something uses that, how it is to be understood."""
        found = self._hand.factor(factor)
        first = next((each for each in found.values if each.id == value), None) if found else None
        if found is not None and first is not None and not self._workspace.read_only:
            self._workspace.ask(lambda case: _uses(case, [value]), lambda uses: self._split(found, first, uses))

    def _split(self, factor: Factor, first: Value, uses: Uses) -> None:
        snapshot = self._hand.snapshot()
        said = naming(snapshot, first.id)
        having = held_by(snapshot.scenarios, snapshot.factors, factor.id, first.id)

        def take(chosen: tuple[str, Held]) -> None:
            self._hand.do(edits.split_value(factor.id, first.id, *chosen, said))
            told = count(len(said), "{n} statement names both now", "{n} statements name both now")
            self._hand.gone.emit(_("“{name}” split off: {told}").format(name=chosen[0], told=told))

        if not any(uses.values()) and not having:
            self._name_second(factor, first, lambda name: take((name, Held.BOTH)))
            return

        def action(chosen: Any) -> Action:
            return edits.split_value(factor.id, first.id, chosen[0] or "…", chosen[1], said)

        told, foresee_it = _split_told(len(said), len(having)), self._foresee(action)
        dialog = SplitDialog(first.name, told, factor.several, bool(having), foresee_it, self._hand.window())
        dialog.taken.connect(take)
        dialog.open()

    def _name_second(self, factor: Factor, first: Value, take: Callable[[str], None]) -> None:
        """Nothing uses the value: its name is all that is to be asked, on the spot."""
        row = next((row for row in self._field.table.rows if row.factor == factor.id), None)
        tile = row.tile_of(first.id) if row is not None else None
        if tile is not None:
            place = QRect(tile.mapTo(self._field.table, QPoint(0, 0)), tile.size())
            InlineName(self._field.table, place, "", _("Name of the second value"), take)

    def _remove_value(self, factor: Factor, gone: Value, uses: Uses) -> None:
        if not any(uses.values()):
            self._hand.do(edits.remove_value(gone.id, gone.name, None))
            self._hand.gone.emit(_("The value “{name}” is deleted").format(name=gone.name))
            return
        title = _("What takes the place of “{name}”?").format(name=gone.name)
        self._ask_instead(
            factor, gone, title, _uses_told(self._hand.snapshot(), gone.id, uses), _("Replace and delete")
        )

    def _ask_instead(self, factor: Factor, gone: Value, title: str, told: str, main: str) -> None:
        others = [each for each in factor.values if each.id != gone.id]
        place = factor.values.index(gone)
        near = factor.values[place + 1 if place + 1 < len(factor.values) else place - 1]
        dialog = ValueDialog(
            title,
            told,
            main,
            others,
            near.id,
            self._foresee(lambda chosen: edits.remove_value(gone.id, gone.name, chosen)),
            self._hand.window(),
        )

        def take(chosen: int) -> None:
            self._hand.do(edits.remove_value(gone.id, gone.name, chosen))
            other = next(each.name for each in others if each.id == chosen)
            self._hand.gone.emit(_("“{other}” takes the place of “{name}”").format(other=other, name=gone.name))

        dialog.taken.connect(take)
        dialog.open()

    def _ask_uses(self, factor: Factor, answer: Callable[[Uses], None]) -> None:
        values = [each.id for each in factor.values]
        self._workspace.ask(lambda case: _uses(case, values), answer)

    def _remove_factor(self, factor: Factor, uses: Uses) -> None:
        scenarios = sum(any(s.factor == factor.id for s in each.sets) for each in self._hand.snapshot().scenarios)
        if not any(uses.values()) and not scenarios:
            self._hand.do(edits.remove_factor(factor.id, factor.name, {}))
            self._hand.gone.emit(_("The factor “{name}” is deleted").format(name=factor.name))
            return
        named = statements_of_factor(self._hand.snapshot(), factor.id)
        told = count(named, "{n} statement names its values", "{n} statements name its values")
        told += ", " + count(scenarios, "{n} scenario says something of it.", "{n} scenarios say something of it.")
        dialog = FactorDialog(
            _("Delete the factor “{name}”").format(name=factor.name),
            told,
            _("Delete"),
            factor,
            [each for each in self._hand.snapshot().factors if each.id != factor.id and each.several == factor.several],
            self._foresee(lambda chosen: edits.remove_factor(factor.id, factor.name, chosen)),
            self._hand.window(),
        )

        def take(chosen: dict[int, int | None]) -> None:
            self._hand.do(edits.remove_factor(factor.id, factor.name, chosen))
            self._hand.gone.emit(_("The factor “{name}” is deleted").format(name=factor.name))

        dialog.taken.connect(take)
        dialog.open()

    def _foresee(self, action: Callable[[Any], Action]) -> Callable[[object, Callable[[Foresight], None]], None]:
        """Works out beside the window what an action would move."""

        def look(chosen: object, answer: Callable[[Foresight], None]) -> None:
            edit = action(chosen)[1]
            self._workspace.rehearse(edit, lambda both: self._workspace.ask(lambda _case: foresee(*both), answer))

        return look


def _uses(case: Case, values: list[int]) -> Uses:
    """How many things of each kind name some values."""
    with case.read() as reading:
        each = [modelling.uses(reading, value) for value in values]
    return {kind: sum(one[kind] for one in each) for kind in (each[0] if each else {})}


def _uses_told(snapshot: Snapshot, value: int, uses: Uses) -> str:
    named = statements_naming(snapshot).get(value, 0)
    parts = [count(named, "{n} statement names it", "{n} statements name it")] if named else []
    for kind, one, many in (
        ("setting", "{n} scenario sets it", "{n} scenarios set it"),
        ("exclusion", "{n} rule names it", "{n} rules name it"),
        ("need", "{n} factor needs it", "{n} factors need it"),
    ):
        if uses.get(kind):
            parts.append(count(uses[kind], one, many))
    return _("{uses}. All of that will name what you choose.").format(uses=", ".join(parts) or _("Something uses it"))


def _split_told(said: int, having: int) -> str:
    """What a division means for what uses the value."""
    told = []
    if said:
        told.append(
            count(
                said,
                "{n} statement names it: it means either of the two then, as it did.",
                "{n} statements name it: they mean either of the two then, as they did.",
            )
        )
    if having:
        told.append(count(having, "{n} scenario has it.", "{n} scenarios have it."))
    return " ".join(told) or _("What names it means either of the two then, as it did.")
