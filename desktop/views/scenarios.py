"""Scenarios and factors: the tree of hypotheses, the field of the current one, and what it comes to."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from db.records import Changes
from db.vocabulary import Kind
from desktop.analysis.cells import Comparison
from desktop.models.field import Field
from desktop.models.proposals import Proposal, ProposalList, proposals
from desktop.models.scenarios import ScenarioTree
from desktop.models.standing import Standing
from desktop.views import model_edits as edits
from desktop.views.factor_page import FactorPage
from desktop.views.field import FieldView
from desktop.views.field_hand import FieldHand
from desktop.views.field_start import FieldStart
from desktop.views.scenario_page import ScenarioPage
from desktop.views.scenario_side import ScenarioSide
from desktop.views.tree_hand import TreeHand, pop_up
from desktop.views.view import View
from desktop.widgets.announce import announce
from desktop.widgets.blank import Blank
from desktop.widgets.field_table import HEAD, PLUS
from desktop.widgets.tile import Tile
from desktop.widgets.undo_bar import UndoBar
from desktop.words import _, count
from desktop.workspace import Workspace

SIDE_WIDTH = 270
Known = tuple[Comparison, int | None]


class Scenarios(View):
    """The field is worked out beside the window; what is shown is always that of the record as it is."""

    openScenario = Signal(int)
    """A scenario is to be shown in the matrix."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.model, self.proposals = ScenarioTree(self), ProposalList(self)
        self.side = ScenarioSide(self.model, self.proposals)
        self.field, self.start = FieldView(), FieldStart()
        self.page, self.factors, self.nothing = ScenarioPage(), FactorPage(), Blank("shapes")
        self.nothing.tell(_("No scenario chosen"), _("Choose a scenario to see what it comes to."))
        self.hand = FieldHand(workspace, self, self.field)
        self.tree = TreeHand(workspace, self.side, self.hand)
        self.undo = UndoBar(self)
        self._scenario: int | None = None
        self._factor: int | None = None
        self._asked: Known | None = None
        self._expecting = False
        self._pages, self._inspector = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self._connect()
        if workspace.comparison is not None:
            self._compared()

    def title(self) -> str:
        """The name of the current scenario, or of the view."""
        field = self.field.field()
        return field.scenario.name if field is not None and field.scenario is not None else _("Scenarios")

    def count(self) -> str:
        """How many factors are set, of how many."""
        field = self.field.field()
        if field is None or not field.rows:
            return ""
        if field.scenario is None:
            return count(len(field.rows), "{n} factor", "{n} factors")
        return _("{set} of {all} factors set").format(set=field.answered, all=len(field.rows))

    def keys(self) -> str:
        """The keys that work where the focus is."""
        if not self.field.table.isAncestorOf(self.focusWidget() or self):
            return _("Enter: to the field · F2: rename · Alt+Up: move up") if self.model.order() else ""
        if self.field.table.current()[1] == HEAD:
            return _("Enter: rename · Space: more about it · Alt+Up: move the factor")
        return _("Space: set or clear · Backspace: leave open · Enter: rename")

    def inspector(self) -> QWidget | None:
        """What the scenario comes to, or all about a factor."""
        return self._inspector

    def place(self) -> dict[str, Any]:
        """The current scenario."""
        return {} if self._scenario is None else {"scenario": self._scenario}

    def go(self, scenario: int | None = None, **_place: Any) -> None:
        """Goes to a scenario."""
        index = self.model.index_of(scenario)
        if index.isValid():
            self.side.tree.setCurrentIndex(index)

    def first(self) -> QWidget:
        """The tree, or what stands in its place."""
        snapshot = self.workspace.snapshot
        if snapshot is not None and not snapshot.factors:
            return self.start.first()
        return self.side.first()

    def new_scenario(self) -> None:
        """Asks for the name of a scenario of its own."""
        self.tree.begin(None)

    def branch(self) -> None:
        """Asks for the name of a branch of the current scenario."""
        self.tree.begin(self._scenario)

    def propose(self) -> None:
        """Offers scenarios from the conditions already coded."""
        comparison = self.workspace.comparison
        if comparison is not None:
            self.workspace.ask(lambda _case: proposals(comparison), self._offer)

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.side)
        splitter.addWidget(self._pages)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([SIDE_WIDTH, 700])
        self._pages.addWidget(self.field)
        self._pages.addWidget(self.start)
        for part in (self.nothing, self.page, self.factors):
            self._inspector.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)

    def _connect(self) -> None:
        """Every connection of the view."""
        workspace, hand, table = self.workspace, self.hand, self.field.table
        workspace.opened.connect(self._forget)
        workspace.closed.connect(self._forget)
        workspace.changed.connect(self._changed)
        workspace.compared.connect(self._compared)
        workspace.failed.connect(self._failed)
        self.side.tree.selectionModel().currentChanged.connect(self._choose)
        self.side.tree.entered.connect(table.enter)
        self.tree.made.connect(self._make)
        self.tree.dropped.connect(self._stay)
        self.tree.leaving.connect(self._leave)
        self.tree.branchWanted.connect(self.branch)
        self.tree.matrixWanted.connect(self._to_matrix)
        self.side.newWanted.connect(self.new_scenario)
        self.side.branchWanted.connect(self.branch)
        self.side.proposalsWanted.connect(self.propose)
        self.side.takeWanted.connect(self._take)
        table.chosen.connect(hand.press)
        table.opened.connect(hand.leave_open)
        table.named.connect(hand.rename)
        table.added.connect(lambda factor, name: hand.do(edits.add_value(factor, name)))
        table.moved.connect(hand.move)
        table.removed.connect(hand.remove)
        table.menuWanted.connect(lambda factor, value, at: pop_up(hand.menu(factor, value), at))
        table.explained.connect(self._explain)
        table.here.connect(self._here)
        table.entered.connect(self._show_factor)
        self.field.factorNamed.connect(lambda name: hand.do(edits.new_factor(name)))
        self.field.ruleWanted.connect(hand.edit_rule)
        self.field.ruleRemoved.connect(hand.remove_rule)
        self.field.issueOpened.connect(self._open_issue)
        self.field.issueMerged.connect(self._merge_issue)
        self.field.issueMade.connect(hand.make_factor)
        self.field.issueMenuWanted.connect(self._show_issue_menu)
        self.start.chosen.connect(lambda template: hand.do(edits.take_template(template)))
        self.start.named.connect(lambda name: hand.do(edits.new_factor(name)))
        self._connect_inspector()
        hand.gone.connect(self.undo.tell)
        hand.refused.connect(self._refuse)
        self.undo.wanted.connect(workspace.undo)

    def _connect_inspector(self) -> None:
        hand, page, factors = self.hand, self.page, self.factors
        page.named.connect(lambda number, name: hand.do(edits.describe(number, name=name)))
        page.described.connect(
            lambda number, words: hand.do(edits.describe(number, words=words), f"scenario {number} words")
        )
        page.dated.connect(lambda number, date: hand.do(edits.date_scenario(number, date)))
        page.parentWanted.connect(lambda number: self.go(scenario=number))
        page.cellWanted.connect(self.openCell)
        page.branchWanted.connect(self.branch)
        page.matrixWanted.connect(self._to_matrix)
        page.removeWanted.connect(self.tree.remove)
        factors.named.connect(lambda number, name: hand.rename(number, HEAD, name))
        factors.shortened.connect(
            lambda number, short: hand.do(edits.change_factor(number, _("Shorten a factor"), short=short))
        )
        factors.orderedWanted.connect(
            lambda number, on: hand.do(edits.change_factor(number, _("Say whether values are in order"), ordered=on))
        )
        factors.severalWanted.connect(lambda number, on: hand.do(edits.allow_several(number, on)))
        factors.issueWanted.connect(lambda number: hand.file_factor(number, factors.issue.anchor()))
        factors.needWanted.connect(hand.edit_need)
        factors.needRemoved.connect(hand.remove_need)
        factors.removeWanted.connect(lambda number: hand.remove(number, HEAD))
        factors.left.connect(self._show_page)

    def _forget(self) -> None:
        """Another case, or none."""
        self._scenario = self._factor = self._asked = None
        self._expecting = False
        self.page.forget()
        self.factors.forget()
        self.undo.dismiss()
        self.field.table.release()
        self.model.show(None)
        self.told.emit()

    def _failed(self) -> None:
        """What was asked may not be answered: the record is as it was."""
        self._asked, self._expecting = None, False
        self.field.table.release()
        self._compared()

    def _changed(self, changes: Changes) -> None:
        """A scenario that was just made becomes the current one."""
        snapshot = self.workspace.snapshot
        if snapshot is None or not self._expecting:
            return
        known = set(self.model.order())
        new = [each.id for each in snapshot.scenarios if each.id not in known]
        if new and changes.touches(Kind.SCENARIO):
            self._scenario = new[0]

    def _compared(self) -> None:
        """The record is new: the tree at once, the field as soon as it is worked out."""
        comparison = self.workspace.comparison
        if comparison is None:
            return
        possible = comparison.ground.situations.possible.tolist()
        impossible = [each.id for each, fits in zip(comparison.scenarios, possible, strict=True) if not fits]
        editable = not self.workspace.read_only
        self.model.show(comparison.snapshot, impossible, editable=editable)
        self.side.set_editable(editable)
        self.start.set_editable(editable)
        self.side.tree.expandAll()
        started = self.start.isAncestorOf(self.window().focusWidget() or self)
        self._pages.setCurrentIndex(0 if comparison.snapshot.factors else 1)
        if started and comparison.snapshot.factors:
            self._expecting = True  # the keyboard goes from the fields offered to the one that was taken
        self._select()
        if self.model.order():
            self.side.show_tree()
        else:
            self.propose()
        self._ask()

    def _select(self) -> None:
        """The current scenario stays; where it is gone, the first one is."""
        order = self.model.order()
        if self._scenario not in order:
            self._scenario = order[0] if order else None
        index = self.model.index_of(self._scenario)
        model = self.side.tree.selectionModel()
        model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.hand.scenario = self._scenario

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not index.isValid() or self.model.has_draft() or self.model.listed(index).id == self._scenario:
            return
        self._scenario = self.hand.scenario = self.model.listed(index).id
        self._factor = None
        self.field.table.hold()
        self._ask()

    def _ask(self) -> None:
        """Has the field of the current scenario worked out, and then what it comes to."""
        comparison, scenario = self.workspace.comparison, self._scenario
        if comparison is None or self._asked == (comparison, scenario):
            return
        self._asked = (comparison, scenario)
        self.workspace.ask(lambda _case: Field.of(comparison, scenario), self._show)
        if scenario is not None:
            self.workspace.ask(lambda _case: Standing.of(comparison, scenario), self._tell_standing)

    def _show(self, field: Field) -> None:
        if self._asked is None or field.comparison is not self._asked[0] or _id(field) != self._asked[1]:
            return
        was_broken = self.field.field() is not None and bool(self.field.field().broken)  # type: ignore[union-attr]
        self.field.show_field(field, editable=not self.workspace.read_only)
        if self._expecting:
            self._expecting = False
            self.field.table.enter()
        self.field.table.release()
        if field.broken and not was_broken:
            announce(self, self.field.broken.text())
        self._renew_factor(field)
        if field.scenario is None:
            self._show_page()
        self.selectionTold.emit(self._told_place())
        self.told.emit()

    def _tell_standing(self, standing: Standing | None) -> None:
        if standing is None or self._asked != (standing.comparison, standing.scenario.id):
            return
        field = self.field.field()
        broken = field.broken if field is not None else ()
        self.page.show_scenario(standing, broken, editable=not self.workspace.read_only)
        if self._factor is None:
            self._inspector.setCurrentWidget(self.page)
        if standing.pending:
            comparison, scenario = standing.comparison, standing.scenario.id
            self.workspace.ask(lambda _case: Standing.of(comparison, scenario), self._tell_standing)

    def _show_factor(self, factor: int) -> None:
        """All about a factor at the side, with the focus there."""
        self._factor = factor
        field = self.field.field()
        if field is not None:
            self._renew_factor(field)
            self.inspect.emit()

    def _renew_factor(self, field: Field) -> None:
        row = next((row for row in field.rows if row.factor.id == self._factor), None)
        if row is None:
            self._factor = None
            return
        issue = next((each for each in field.issues if _expresses(each.id, each.factor, row.factor)), None)
        self.factors.show_factor(
            field.snapshot, row.factor, issue.name if issue else "", editable=not self.workspace.read_only
        )
        self._inspector.setCurrentWidget(self.factors)

    def _show_page(self) -> None:
        """The scenario at the side again."""
        self._factor = None
        self._inspector.setCurrentWidget(self.page if self._scenario is not None else self.nothing)

    def _make(self, name: str, parent: int | None) -> None:
        """A scenario got its name: it is made, and its field waits for keys."""
        self._expecting = True
        self.field.table.hold()
        self.hand.do(edits.new_scenario(name, parent))
        self.field.table.enter()

    def _stay(self) -> None:
        """A scenario got no name: there is none."""
        self.side.show_tree()
        if not self.model.order():
            self.propose()
        self.side.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self, scenario: int | None) -> None:
        """The current scenario goes: this one is the next."""
        self._scenario = scenario

    def _offer(self, found: tuple[Proposal, ...]) -> None:
        self.proposals.show(found)
        had_focus = self.side.isAncestorOf(self.window().focusWidget() or self)
        self.side.show_offers(first=not self.model.order(), editable=not self.workspace.read_only)
        if had_focus:
            self.side.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        """Makes the scenarios that are ticked."""
        chosen = self.proposals.chosen()
        if chosen:
            self.hand.do(edits.take_scenarios(chosen))

    def _to_matrix(self) -> None:
        if self._scenario is not None:
            self.openScenario.emit(self._scenario)

    def _explain(self, tile: Tile) -> None:
        """Says why a value cannot be set, when somebody asks."""
        field = self.field.field()
        if field is not None and tile.look == "excluded" and not tile.tip():
            tile.explain(field.why_excluded(tile.key))

    def _here(self, _factor: int, value: int) -> None:
        if value != HEAD and self._factor is not None:
            self._show_page()
        self.selectionTold.emit(self._told_place())
        self.told.emit()

    def _told_place(self) -> str:
        """The value where the focus is, in words; why it is excluded."""
        factor, value = self.field.table.current()
        row = next((row for row in self.field.table.rows if row.factor == factor), None)
        if row is None or value == PLUS:
            return ""
        tile = row.tile_of(value)
        return row.head.accessibleName() if tile is None else tile.accessibleDescription() or tile.accessibleName()

    def _refuse(self, why: str) -> None:
        self.selectionTold.emit(why)
        announce(self, why)

    def _open_issue(self, index: QModelIndex) -> None:
        issue = self.field.issue(index)
        if not self.workspace.read_only:
            self.field.name_issue(index, lambda name: self.hand.name_issue(issue, name))

    def _merge_issue(self, index: QModelIndex) -> None:
        self.hand.merge_issue(self.field.issue(index), self._anchor(index))

    def _show_issue_menu(self, index: QModelIndex, at: QPoint) -> None:
        menu = self.hand.issue_menu(self.field.issue(index), lambda: self._open_issue(index), self._anchor(index))
        pop_up(menu, at)

    def _anchor(self, index: QModelIndex) -> QRect:
        rect = self.field.issue_list.visualRect(index)
        return QRect(self.field.issue_list.viewport().mapTo(self.window(), rect.topLeft()), rect.size())


def _id(field: Field) -> int | None:
    return None if field.scenario is None else field.scenario.id


def _expresses(issue: int | None, maker: int | None, factor: Any) -> bool:
    """Whether an issue is the one that a factor is about."""
    return bool(maker == factor.id if factor.issue is None else issue == factor.issue)
