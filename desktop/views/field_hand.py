"""What a person does to the field, from a key or a menu to the case: panels and dialogs ask for what is missing."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from db import modelling
from db.case import Case
from db.records import Clause, Factor, Snapshot, Value
from desktop import theme
from desktop.dialogs.replace_value import FactorDialog, ValueDialog
from desktop.models.field import IssueFacts, statements_naming, statements_of_factor
from desktop.models.standing import Foresight, foresee
from desktop.views import model_edits as edits
from desktop.views.field import FieldView
from desktop.views.model_edits import Action
from desktop.widgets.clause_panel import ClausePanel, can_be_picked
from desktop.widgets.field_table import HEAD, OPEN
from desktop.widgets.inline_name import InlineName
from desktop.widgets.pick_panel import Option, PickPanel, fitting
from desktop.words import _, count
from desktop.workspace import Workspace

Uses = dict[str, int]


class FieldHand(QObject):
    """One for a view. ``scenario`` is the one whose field is shown; None when there is none."""

    gone = Signal(str)
    """Something was taken away, which can be undone."""
    refused = Signal(str)
    """Something cannot be done, and why."""

    def __init__(self, workspace: Workspace, view: QWidget, field: FieldView) -> None:
        super().__init__(view)
        self._workspace, self._view, self._field = workspace, view, field
        self._clauses: ClausePanel | None = None
        self._picks: PickPanel | None = None
        self._taking: Callable[[Any], None] | None = None
        self.scenario: int | None = None

    def do(self, action: Action, merge: str = "") -> None:
        """Does something to the case, unless it can only be read."""
        if not self._workspace.read_only:
            self._workspace.change(*action, merge=merge)

    def press(self, factor: int, value: int, beside: bool) -> None:
        """Sets a value or clears it; what was left open here is as above again."""
        found = self.factor(factor)
        if found is None:
            return
        if self.scenario is None:
            self.refused.emit(_("There is no scenario to set it in: make one with Ctrl+Shift+N"))
        elif value == OPEN:
            self.do(edits.as_above(self.scenario, factor, found.name))
        else:
            name = f"{found.name}: {_name(found, value)}"
            self.do(edits.press(self.scenario, factor, value, name, beside=beside))

    def leave_open(self, factor: int, value: int) -> None:
        """Leaves a factor open."""
        found = self.factor(factor)
        if found is not None and self.scenario is not None:
            self.do(edits.leave_open(self.scenario, factor, value, found.name))

    def rename(self, factor: int, value: int, name: str) -> None:
        """Gives a value or a factor another name."""
        if value == HEAD:
            self.do(edits.change_factor(factor, _("Rename a factor"), name=name))
        else:
            self.do(edits.rename_value(factor, value, name))

    def move(self, factor: int, value: int, before: int) -> None:
        """Puts a value or a factor before another one."""
        if value == HEAD:
            self.do(edits.move_factor(factor, before or None))
        else:
            self.do(edits.move_value(factor, value, before or None))

    def remove(self, factor: int, value: int) -> None:
        """Takes a value or a factor away; where something uses it, asks what takes its place."""
        found = self.factor(factor)
        if found is None or self._workspace.read_only:
            return
        if value == HEAD:
            self._ask_uses(found, lambda uses: self._remove_factor(found, uses))
            return
        if len(found.values) <= (1 if found.several else 2):
            self.refused.emit(_("A factor has at least two values: rename this one, or delete the factor"))
            return
        gone = next(each for each in found.values if each.id == value)
        self._workspace.ask(lambda case: _uses(case, [value]), lambda uses: self._remove_value(found, gone, uses))

    def merge(self, factor: int, value: int) -> None:
        """Asks into which other value one is merged."""
        found = self.factor(factor)
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
        """Asks for the name of a second value beside one."""
        found = self.factor(factor)
        row = next((row for row in self._field.table.rows if row.factor == factor), None)
        tile = row.tile_of(value) if row is not None else None
        if found is None or found.several or tile is None or self._workspace.read_only:
            return
        named = statements_naming(self.snapshot()).get(value, 0)

        def take(name: str) -> None:
            self.do(edits.split_value(value, name))
            told = count(named, "{n} statement names both now", "{n} statements name both now")
            self.gone.emit(_("“{name}” split off: {told}").format(name=name, told=told))

        place = QRect(tile.mapTo(self._field.table, QPoint(0, 0)), tile.size())
        InlineName(self._field.table, place, "", _("Name of the second value"), take)

    def edit_rule(self, rule: int) -> None:
        """Asks what cannot go together; 0: a new pair."""
        snapshot = self.snapshot()
        old = next((each for each in snapshot.exclusions if each.id == rule), None)
        if self._workspace.read_only or (rule and old is None):
            return
        if old is not None and not can_be_picked(snapshot.factors, old.when):
            self.refused.emit(_("This rule says more than can be picked here; it can be deleted"))
            return
        self._ask_clause(
            _("What cannot go together"),
            _("Pick values of two or more factors. Several values of one factor are alternatives."),
            old.when if old else (),
            lambda when, reason: self.do(edits.save_rule(rule, when, reason)),
            reason=old.reason if old else "",
            least=2,
        )

    def remove_rule(self, rule: int) -> None:
        """Lets values go together again."""
        if not self._workspace.read_only:
            self.do(edits.remove_rule(rule))
            self.gone.emit(_("A pair may go together again"))

    def edit_need(self, factor: int, place: int) -> None:
        """Asks for a clause of what a factor needs; -1: one more."""
        found = self.factor(factor)
        if found is None or self._workspace.read_only:
            return
        old: Clause = found.needs[place] if 0 <= place < len(found.needs) else ()
        others = [each for each in self.snapshot().factors if each.id not in self._needing(factor)]
        if not can_be_picked(self.snapshot().factors, old):
            self.refused.emit(_("This condition says more than can be picked here; it can be deleted"))
            return

        def save(when: Clause, _reason: str) -> None:
            clauses = list(found.needs)
            clauses[place : place + 1] = [when] if 0 <= place < len(clauses) else []
            needs = tuple(clauses if 0 <= place < len(found.needs) else (*clauses, when))
            self.do(edits.change_factor(factor, _("Say what a factor needs"), needs=needs))

        hint = _("Pick values; of several factors all must hold. Several values of one factor are alternatives.")
        title = _("{name} applies only with …").format(name=found.name)
        self._ask_clause(title, hint, old, save, factors=others)

    def remove_need(self, factor: int, place: int) -> None:
        """Takes away a clause of what a factor needs."""
        found = self.factor(factor)
        if found is not None and 0 <= place < len(found.needs):
            needs = tuple(each for number, each in enumerate(found.needs) if number != place)
            self.do(edits.change_factor(factor, _("Say what a factor needs"), needs=needs))

    def file_factor(self, factor: int, anchor: QRect) -> None:
        """Asks what a factor is about."""
        field = self._field.field()
        if field is None:
            return
        own = Option((None, ""), _("Its own issue"))
        listed = [
            Option((each.key, each.name), each.name, ", ".join(each.factors)) for each in field.issues if not each.bare
        ]
        among = fitting([own, *listed])

        def offers(typed: str) -> list[Option]:
            found = list(among(typed))
            name = typed.strip()
            new = name and all(name.casefold() != each.name.casefold() for each in field.issues)
            return [*found, Option(("", name), _("New issue “{name}”").format(name=name))] if new else found

        def take(picked: tuple[tuple[str | None, str], ...]) -> None:
            key, name = picked[0]
            if key is None:
                self.do(edits.change_factor(factor, _("Say what a factor is about"), issue=None))
                return
            issue = next((each for each in field.issues if key and each.key == key), None)
            if issue is None:
                self.do(edits.file_factor(factor, None, None, "", name))
            elif issue.factor != factor:
                self.do(edits.file_factor(factor, issue.id, issue.factor, issue.key, issue.name))

        self._pick(anchor, _("What the factor is about"), offers, take)

    def name_issue(self, issue: IssueFacts, name: str) -> None:
        """Gives an issue another name."""
        self.do(edits.rename_issue(issue.id, issue.factor, issue.key, name))

    def merge_issue(self, issue: IssueFacts, anchor: QRect) -> None:
        """Asks into which other issue one is merged."""
        field = self._field.field()
        if field is None or self._workspace.read_only:
            return
        others = {each.key: each for each in field.issues if each.key != issue.key}
        options = [Option(each.key, each.name, ", ".join(each.factors)) for each in others.values()]

        def take(picked: tuple[str, ...]) -> None:
            into = others[picked[0]]
            target = (into.id, into.factor, into.key, into.name)
            self.do(edits.merge_issues((issue.id, issue.factor), target))
            self.gone.emit(_("“{name}” merged into “{other}”").format(name=issue.name, other=into.name))

        title = _("Merge “{name}” into …").format(name=issue.name)
        self._pick(anchor, title, fitting(options), take)

    def make_factor(self, issue: IssueFacts) -> None:
        """Makes a bare subject a factor."""
        if issue.id is not None:
            self.do(edits.factor_of_issue(issue.id, issue.name))

    def menu(self, factor: int, value: int) -> QMenu:
        """What can be done with a value, or with ``HEAD`` a factor."""
        menu, table = QMenu(self._view), self._field.table
        found = self.factor(factor)
        if found is None or self._workspace.read_only:
            return menu
        if value == HEAD:
            _add(menu, _("&Rename"), "F2", lambda: table.rename(factor, HEAD), "type")
            _add(menu, _("&Add a value"), "+", lambda: table.add_value(factor), "plus")
            _add(menu, _("&Leave open"), "Backspace", lambda: self.leave_open(factor, OPEN), "circle-dashed")
            menu.addSeparator()
            _add(menu, _("&More about it"), "Space", lambda: table.entered.emit(factor), "info")
            _add(menu, _("&Delete"), "Del", lambda: self.remove(factor, HEAD), "trash-2")
            return menu
        _add(menu, _("&Set or clear"), "Space", lambda: self.press(factor, value, False), "check")
        if value == OPEN:
            return menu
        if not found.several:
            _add(menu, _("Set &beside the others"), "Ctrl+Space", lambda: self.press(factor, value, True), "circle-dot")
        _add(menu, _("&Leave open"), "Backspace", lambda: self.leave_open(factor, value), "circle-dashed")
        menu.addSeparator()
        _add(menu, _("&Rename"), "F2", lambda: table.rename(factor, value), "type")
        if not found.several:
            _add(menu, _("S&plit in two …"), "", lambda: self.split(factor, value), "git-branch")
        if len(found.values) > 2:
            _add(menu, _("&Merge into another …"), "", lambda: self.merge(factor, value), "arrow-left-right")
        _add(menu, _("&Delete"), "Del", lambda: self.remove(factor, value), "trash-2")
        return menu

    def issue_menu(self, issue: IssueFacts, rename: Callable[[], None], anchor: QRect) -> QMenu:
        """What can be done with an issue."""
        menu = QMenu(self._view)
        if not self._workspace.read_only:
            _add(menu, _("&Rename"), "F2", rename, "type")
            _add(menu, _("&Merge into another …"), "Del", lambda: self.merge_issue(issue, anchor), "arrow-left-right")
            if issue.bare and issue.id is not None:
                _add(menu, _("Make it a &factor"), "", lambda: self.make_factor(issue), "shapes")
        return menu

    def factor(self, number: int) -> Factor | None:
        """A factor by id, as the record has it now."""
        return next((each for each in self.snapshot().factors if each.id == number), None)

    def snapshot(self) -> Snapshot:
        """The record."""
        found = self._workspace.snapshot
        assert found is not None
        return found

    def _remove_value(self, factor: Factor, gone: Value, uses: Uses) -> None:
        if not any(uses.values()):
            self.do(edits.remove_value(gone.id, gone.name, None))
            self.gone.emit(_("The value “{name}” is deleted").format(name=gone.name))
            return
        title = _("What takes the place of “{name}”?").format(name=gone.name)
        self._ask_instead(factor, gone, title, _uses_told(self.snapshot(), gone.id, uses), _("Replace and delete"))

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
            self._view.window(),
        )

        def take(chosen: int) -> None:
            self.do(edits.remove_value(gone.id, gone.name, chosen))
            other = next(each.name for each in others if each.id == chosen)
            self.gone.emit(_("“{other}” takes the place of “{name}”").format(other=other, name=gone.name))

        dialog.taken.connect(take)
        dialog.open()

    def _ask_uses(self, factor: Factor, answer: Callable[[Uses], None]) -> None:
        values = [each.id for each in factor.values]
        self._workspace.ask(lambda case: _uses(case, values), answer)

    def _remove_factor(self, factor: Factor, uses: Uses) -> None:
        scenarios = sum(any(s.factor == factor.id for s in each.sets) for each in self.snapshot().scenarios)
        if not any(uses.values()) and not scenarios:
            self.do(edits.remove_factor(factor.id, factor.name, {}))
            self.gone.emit(_("The factor “{name}” is deleted").format(name=factor.name))
            return
        named = statements_of_factor(self.snapshot(), factor.id)
        told = count(named, "{n} statement names its values", "{n} statements name its values")
        told += ", " + count(scenarios, "{n} scenario says something of it.", "{n} scenarios say something of it.")
        dialog = FactorDialog(
            _("Delete the factor “{name}”").format(name=factor.name),
            told,
            _("Delete"),
            factor,
            [each for each in self.snapshot().factors if each.id != factor.id and each.several == factor.several],
            self._foresee(lambda chosen: edits.remove_factor(factor.id, factor.name, chosen)),
            self._view.window(),
        )

        def take(chosen: dict[int, int | None]) -> None:
            self.do(edits.remove_factor(factor.id, factor.name, chosen))
            self.gone.emit(_("The factor “{name}” is deleted").format(name=factor.name))

        dialog.taken.connect(take)
        dialog.open()

    def _foresee(self, action: Callable[[Any], Action]) -> Callable[[object, Callable[[Foresight], None]], None]:
        """Works out beside the window what an action would move."""

        def look(chosen: object, answer: Callable[[Foresight], None]) -> None:
            edit = action(chosen)[1]
            self._workspace.rehearse(edit, lambda both: self._workspace.ask(lambda _case: foresee(*both), answer))

        return look

    def _needing(self, factor: int) -> set[int]:
        """A factor, and those that need it, however indirectly: it cannot need them."""
        found, more = {factor}, True
        while more:
            more = False
            for each in self.snapshot().factors:
                needs = {condition.factor for clause in each.needs for condition in clause}
                if each.id not in found and needs & found:
                    found.add(each.id)
                    more = True
        return found

    def _ask_clause(
        self,
        title: str,
        hint: str,
        clause: Clause,
        save: Callable[[Clause, str], None],
        *,
        factors: list[Factor] | None = None,
        reason: str | None = None,
        least: int = 1,
    ) -> None:
        if self._clauses is None:
            self._clauses = ClausePanel(self._view.window())
            self._clauses.saved.connect(lambda when, why: self._taking((when, why)) if self._taking else None)
        self._taking = lambda both: save(*both)
        listed = self.snapshot().factors if factors is None else factors
        self._clauses.ask(self.anchor(), title, hint, listed, clause, reason, least)

    def _pick(self, anchor: QRect, title: str, offers: Callable[[str], Any], take: Callable[[Any], None]) -> None:
        if self._picks is None:
            self._picks = PickPanel(self._view.window())
            self._picks.picked.connect(lambda keys: self._taking(keys) if self._taking else None)
        self._taking = take
        self._picks.ask(anchor, title, offers)

    def anchor(self) -> QRect:
        """Where a panel opens: under what has the focus."""
        window = self._view.window()
        focus = window.focusWidget() or self._field
        return QRect(focus.mapTo(window, QPoint(0, 0)), focus.size()) if focus is not window else focus.rect()


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


def _name(factor: Factor, value: int) -> str:
    return next((each.name for each in factor.values if each.id == value), "")


def _add(menu: QMenu, text: str, keys: str, do: Callable[[], object], icon: str) -> None:
    action = menu.addAction(theme.icon(icon), text)
    action.triggered.connect(lambda: do())
    if keys:
        action.setShortcut(QKeySequence(keys))
        action.setShortcutVisibleInContextMenu(True)
