"""Scenarios and factors: the tree of hypotheses, the field of the current one, and what it comes to."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from db.records import Changes, NoteTarget
from db.vocabulary import Kind
from desktop import theme
from desktop.analysis.cells import Comparison
from desktop.models.field import Field
from desktop.models.proposals import ProposalList
from desktop.models.scenarios import ScenarioTree
from desktop.models.standing import Standing
from desktop.views import factor_edits as edits
from desktop.views import scenario_edits
from desktop.views.field import FieldView
from desktop.views.field_hand import FieldHand
from desktop.views.field_start import FieldStart
from desktop.views.note_hand import NoteHand
from desktop.views.proposing import Proposing
from desktop.views.scenario_inspector import ScenarioInspector
from desktop.views.scenario_side import ScenarioSide
from desktop.views.tree_hand import TreeHand
from desktop.views.view import View
from desktop.widgets.announce import announce
from desktop.widgets.field_drags import HEAD
from desktop.widgets.field_table import PLUS
from desktop.widgets.tile import Tile
from desktop.widgets.undo_bar import UndoBar
from desktop.words import _, count

SIDE_WIDTH = 270
Known = tuple[Comparison, int | None]


class Scenarios(View):
    """The field is worked out beside the window; what is shown is always that of the record as it is."""

    openScenario = Signal(int)
    """A scenario is to be shown in the matrix."""

    def make(self) -> Iterator[None]:
        """The tree, the field, the side, then what works on them."""
        workspace = self.workspace
        self.model, self.proposals = ScenarioTree(self), ProposalList(self)
        self.side = ScenarioSide(self.model, self.proposals)
        self.undo = UndoBar(self)
        yield
        self._lay_out()
        yield
        self.field = FieldView(self._pages)
        self._pages.addWidget(self.field)
        yield
        self.start = FieldStart(self._pages)
        self._pages.addWidget(self.start)
        yield
        self.hand = FieldHand(workspace, self, self.field)
        self.sides = ScenarioInspector(self.hand)
        yield from self.sides.make()
        self.page, self.factors = self.sides.page, self.sides.factors
        yield
        self.tree = TreeHand(workspace, self.side, self.hand)
        self._proposing = Proposing(workspace, self.side, self.hand)
        self.notes = NoteHand(workspace, self)
        self._scenario: int | None = None
        self._asked: Known | None = None
        self._expecting = False
        yield
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
        return self.sides

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

    def note(self) -> None:
        """Begins a note on the current scenario."""
        if self._scenario is not None:
            self.notes.ask(NoteTarget(scenario=self._scenario), _("Note on the scenario"))

    def propose(self) -> None:
        """Offers scenarios from the conditions already coded."""
        self._proposing.propose()

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._pages = QStackedWidget(splitter)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.side)
        splitter.addWidget(self._pages)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([SIDE_WIDTH * max(100, theme.current().scale) // 100, 700])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)

    def _connect(self) -> None:
        """Every connection of the view."""
        workspace, hand, table = self.workspace, self.hand, self.field.table
        workspace.opened.connect(self._forget)
        workspace.closed.connect(self._forget)
        workspace.changed.connect(self._changed)
        workspace.compared.connect(self._edited)
        workspace.failed.connect(self._failed)
        self.side.tree.selectionModel().currentChanged.connect(self._choose)
        self.side.tree.entered.connect(table.enter)
        self.side.tree.noted.connect(self.note)
        self.tree.noted.connect(self.note)
        self.hand.noted.connect(self._note_factor)
        self.tree.made.connect(self._make)
        self.tree.dropped.connect(self._stay)
        self.tree.leaving.connect(self._leave)
        self.tree.branchWanted.connect(self.branch)
        self.tree.matrixWanted.connect(self._to_matrix)
        self.side.newWanted.connect(self.new_scenario)
        self.side.branchWanted.connect(self.branch)
        table.explained.connect(self._explain)
        table.noted.connect(self._note_factor)
        table.here.connect(self._here)
        table.entered.connect(self._show_factor)
        self.start.chosen.connect(lambda template: hand.do(edits.take_template(template)))
        self.start.named.connect(lambda name: hand.do(edits.new_factor(name)))
        page = self.page
        page.parentWanted.connect(lambda number: self.go(scenario=number))
        page.cellWanted.connect(self.openCell)
        page.branchWanted.connect(self.branch)
        page.matrixWanted.connect(self._to_matrix)
        page.removeWanted.connect(self.tree.remove)
        hand.gone.connect(self.undo.tell)
        hand.refused.connect(self._refuse)
        self.undo.wanted.connect(workspace.undo)

    def _forget(self) -> None:
        """Another case, or none."""
        self._scenario = self._asked = None
        self._expecting = False
        self.sides.forget()
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

    def _edited(self) -> None:
        self.in_time(self._compared)

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
        self.sides.factor = None
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
        self.sides.renew_factor(field, editable=not self.workspace.read_only)
        if field.scenario is None:
            self.sides.show_page()
        self.selectionTold.emit(self._told_place())
        self.told.emit()

    def _tell_standing(self, standing: Standing | None) -> None:
        if standing is None or self._asked != (standing.comparison, standing.scenario.id):
            return
        field = self.field.field()
        broken = field.broken if field is not None else ()
        self.sides.show_standing(standing, broken, editable=not self.workspace.read_only)
        if standing.pending:
            comparison, scenario = standing.comparison, standing.scenario.id
            self.workspace.ask(lambda _case: Standing.of(comparison, scenario), self._tell_standing)

    def _note_factor(self, factor: int) -> None:
        self.notes.ask(NoteTarget(factor=factor), _("Note on the factor"))

    def _show_factor(self, factor: int) -> None:
        """All about a factor at the side, with the focus there."""
        self.sides.factor = factor
        field = self.field.field()
        if field is not None:
            self.sides.renew_factor(field, editable=not self.workspace.read_only)
            self.inspect.emit()

    def _make(self, name: str, parent: int | None) -> None:
        """A scenario got its name: it is made, and its field waits for keys."""
        self._expecting = True
        self.field.table.hold()
        self.hand.do(scenario_edits.new_scenario(name, parent))
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

    def _to_matrix(self) -> None:
        if self._scenario is not None:
            self.openScenario.emit(self._scenario)

    def _explain(self, tile: Tile) -> None:
        """Says why a value cannot be set, when somebody asks."""
        field = self.field.field()
        if field is not None and tile.look == "excluded" and not tile.tip():
            tile.explain(field.why_excluded(tile.key))

    def _here(self, _factor: int, value: int) -> None:
        if value != HEAD and self.sides.factor is not None:
            self.sides.show_page()
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


def _id(field: Field) -> int | None:
    return None if field.scenario is None else field.scenario.id
