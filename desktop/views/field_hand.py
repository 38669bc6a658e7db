"""What a person does to the field, from a key or a menu to the case: panels and dialogs ask for what is missing."""

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QMenu, QWidget

from db.records import Factor, Snapshot
from desktop import keymap
from desktop.views import factor_edits as edits
from desktop.views import scenario_edits
from desktop.views.field import FieldView
from desktop.views.issue_hand import IssueHand
from desktop.views.model_actions import Action
from desktop.views.model_menus import add, pop_up
from desktop.views.rule_hand import RuleHand
from desktop.views.value_questions import ValueQuestions
from desktop.widgets.field_drags import HEAD, OPEN
from desktop.words import _
from desktop.workspace import Workspace


class FieldHand(QObject):
    """One for a view. ``scenario`` is the one whose field is shown; None when there is none."""

    gone = Signal(str)
    """Something was taken away, which can be undone."""
    noted = Signal(int)
    """A note on a factor is wanted."""
    refused = Signal(str)
    """Something cannot be done, and why."""

    def __init__(self, workspace: Workspace, view: QWidget, field: FieldView) -> None:
        super().__init__(view)
        self._workspace, self._field = workspace, field
        self.view = view
        self.values = ValueQuestions(workspace, self, field)
        self.rules = RuleHand(workspace, self)
        self.issues = IssueHand(workspace, self, field)
        self.scenario: int | None = None
        self._connect()

    def _connect(self) -> None:
        """What a person wants of the field, told by its signals."""
        field, table = self._field, self._field.table
        table.chosen.connect(self.press)
        table.opened.connect(self.leave_open)
        table.named.connect(self.rename)
        table.added.connect(lambda factor, name: self.do(edits.add_value(factor, name)))
        table.moved.connect(self.move)
        table.removed.connect(self.values.remove)
        table.menuWanted.connect(lambda factor, value, at: pop_up(self.menu(factor, value), at))
        field.factorNamed.connect(lambda name: self.do(edits.new_factor(name)))
        field.ruleWanted.connect(self.rules.edit_rule)
        field.ruleRemoved.connect(self.rules.remove_rule)
        field.issueOpened.connect(self.issues.open)
        field.issueMerged.connect(self.issues.merge_at)
        field.issueMade.connect(self.issues.make_factor)
        field.issueMenuWanted.connect(lambda index, at: pop_up(self.issues.menu_at(index), at))

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
            self.refused.emit(keymap.current().told(_("There is no scenario to set it in: make one with Ctrl+Shift+N")))
        elif value == OPEN:
            self.do(scenario_edits.as_above(self.scenario, factor, found.name))
        else:
            name = f"{found.name}: {_name(found, value)}"
            self.do(scenario_edits.press(self.scenario, factor, value, name, beside=beside))

    def leave_open(self, factor: int, value: int) -> None:
        """Leaves a factor open."""
        found = self.factor(factor)
        if found is not None and self.scenario is not None:
            self.do(scenario_edits.leave_open(self.scenario, factor, value, found.name))

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

    def menu(self, factor: int, value: int) -> QMenu:
        """What can be done with a value, or with ``HEAD`` a factor."""
        menu, table = QMenu(self.view), self._field.table
        found = self.factor(factor)
        if found is None or self._workspace.read_only:
            return menu
        if value == HEAD:
            add(menu, _("&Rename"), "F2", lambda: table.rename(factor, HEAD), "type")
            add(menu, _("&Add a value"), "+", lambda: table.add_value(factor), "plus")
            add(menu, _("&Leave open"), "Backspace", lambda: self.leave_open(factor, OPEN), "circle-dashed")
            menu.addSeparator()
            add(menu, _("&More about it"), "Space", lambda: table.entered.emit(factor), "info")
            add(menu, _("Write a &note"), "N", lambda: self.noted.emit(factor), "sticky-note")
            add(menu, _("&Delete"), "Del", lambda: self.values.remove(factor, HEAD), "trash-2")
            return menu
        add(menu, _("&Set or clear"), "Space", lambda: self.press(factor, value, False), "check")
        if value == OPEN:
            return menu
        if not found.several:
            add(menu, _("Set &beside the others"), "Ctrl+Space", lambda: self.press(factor, value, True), "circle-dot")
        add(menu, _("&Leave open"), "Backspace", lambda: self.leave_open(factor, value), "circle-dashed")
        menu.addSeparator()
        add(menu, _("&Rename"), "F2", lambda: table.rename(factor, value), "type")
        add(menu, _("S&plit in two …"), "", lambda: self.values.split(factor, value), "git-branch")
        if len(found.values) > 2:
            add(menu, _("&Merge into another …"), "", lambda: self.values.merge(factor, value), "arrow-left-right")
        add(menu, _("&Delete"), "Del", lambda: self.values.remove(factor, value), "trash-2")
        return menu

    def factor(self, number: int) -> Factor | None:
        """A factor by id, as the record has it now."""
        return next((each for each in self.snapshot().factors if each.id == number), None)

    def snapshot(self) -> Snapshot:
        """The record."""
        found = self._workspace.snapshot
        assert found is not None
        return found

    def window(self) -> QWidget:
        """The window in which dialogs and panels open."""
        return self.view.window()

    def anchor(self) -> QRect:
        """Where a panel opens: under what has the focus."""
        window = self.window()
        focus = window.focusWidget() or self._field
        return QRect(focus.mapTo(window, QPoint(0, 0)), focus.size()) if focus is not window else focus.rect()


def _name(factor: Factor, value: int) -> str:
    return next((each.name for each in factor.values if each.id == value), "")
