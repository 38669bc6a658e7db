"""What a person does to the tree of scenarios: names, moves, branches, deletes."""

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from desktop import theme
from desktop.models.scenarios import DRAFT
from desktop.views import scenario_edits as edits
from desktop.views.field_hand import FieldHand
from desktop.views.model_menus import pop_up
from desktop.views.scenario_side import ScenarioSide
from desktop.words import _
from desktop.workspace import Workspace


class TreeHand(QObject):
    """One for a view; the current scenario is that of the field's hand."""

    made = Signal(str, object)
    """A scenario with this name is wanted, below another one or none."""
    dropped = Signal()
    """A scenario was to be made, and got no name."""
    leaving = Signal(object)
    """The current scenario goes; the one that is the next, or none."""
    noted = Signal()
    """A note on the current scenario is wanted."""
    branchWanted = Signal()
    matrixWanted = Signal()

    def __init__(self, workspace: Workspace, side: ScenarioSide, hand: FieldHand) -> None:
        super().__init__(side)
        self._workspace, self._side, self._hand = workspace, side, hand
        self._model = side.model
        self._name = ""
        side.tree.removed.connect(self.remove)
        side.tree.shifted.connect(self.shift)
        side.tree.nested.connect(self.nest)
        side.tree.menuWanted.connect(self.show_menu)
        side.named.connect(self._end)
        side.model.named.connect(self._take)
        side.model.moved.connect(lambda *where: hand.do(edits.move_scenario(*where)))

    def begin(self, parent: int | None) -> None:
        """A row for the name of a scenario, below another one or none."""
        if self._workspace.read_only or self._workspace.snapshot is None:
            return
        index = self._model.begin_draft(parent)
        self._side.show_tree()
        self._side.tree.expand(index.parent())
        self._side.tree.scrollTo(index)
        self._side.tree.edit(index)

    def remove(self) -> None:
        """Takes the current scenario away; it can be undone."""
        gone = self._hand.scenario
        if gone is None or self._workspace.read_only:
            return
        name = self._model.listed(self._model.index_of(gone)).title
        siblings = self._model.siblings(gone)
        place = siblings.index(gone)
        near = siblings[place + 1 : place + 2] or siblings[max(0, place - 1) : place]
        self.leaving.emit(near[0] if near else self._model.parent_of(gone))
        self._hand.do(edits.remove_scenario(gone, name))
        self._hand.gone.emit(_("The scenario “{name}” is deleted").format(name=name))

    def shift(self, step: int) -> None:
        """Up (-1) or down (1) among its siblings."""
        moving = self._hand.scenario
        if moving is None:
            return
        siblings = self._model.siblings(moving)
        there = siblings.index(moving) + step
        if 0 <= there < len(siblings):
            after = there if step < 0 else there + 1
            before = siblings[after] if after < len(siblings) else None
            self._hand.do(edits.move_scenario(moving, self._model.parent_of(moving), before))

    def nest(self, step: int) -> None:
        """Below the sibling before it (1), or out of the one it is below (-1)."""
        moving = self._hand.scenario
        if moving is None:
            return
        siblings, parent = self._model.siblings(moving), self._model.parent_of(moving)
        place = siblings.index(moving)
        if step > 0 and place > 0:
            self._hand.do(edits.move_scenario(moving, siblings[place - 1], None))
        elif step < 0 and parent is not None:
            aunts = self._model.siblings(parent)
            after = aunts.index(parent) + 1
            before = aunts[after] if after < len(aunts) else None
            self._hand.do(edits.move_scenario(moving, self._model.parent_of(parent), before))

    def menu(self) -> QMenu:
        """What can be done with the current scenario."""
        menu = QMenu(self._side)
        if self._hand.scenario is None:
            return menu
        tree = self._side.tree
        if not self._workspace.read_only:
            for icon, text, do in (
                ("type", _("&Rename"), lambda: tree.edit(tree.currentIndex())),
                ("git-branch", _("&Branch"), self.branchWanted.emit),
                ("arrow-up", _("Move &up"), lambda: self.shift(-1)),
                ("arrow-down", _("Move &down"), lambda: self.shift(1)),
                ("corner-down-right", _("Make it a branch of the one &above"), lambda: self.nest(1)),
                ("corner-down-left", _("Take it &out of its parent"), lambda: self.nest(-1)),
                ("sticky-note", _("Write a &note"), self.noted.emit),
                ("trash-2", _("D&elete"), self.remove),
            ):
                menu.addAction(theme.icon(icon), text).triggered.connect(lambda _on=False, do=do: do())
        menu.addAction(theme.icon("table-2"), _("Show in &matrix")).triggered.connect(self.matrixWanted)
        return menu

    def show_menu(self, at: QPoint) -> None:
        """The menu, at a place of the screen."""
        pop_up(self.menu(), at)

    def _take(self, scenario: int, name: str) -> None:
        """Another name; of one that is being made it is taken when its field is closed."""
        if scenario == DRAFT:
            self._name = name
        else:
            self._hand.do(edits.describe(scenario, name=name))

    def _end(self) -> None:
        """The field for a name is closed."""
        name, self._name = self._name, ""
        if not self._model.has_draft():
            return
        parent = self._model.parent_of(DRAFT)
        self._model.drop_draft()
        if name:
            self.made.emit(name, parent)
        else:
            self.dropped.emit()
