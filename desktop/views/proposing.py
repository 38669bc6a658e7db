"""Scenarios offered from the conditions already coded, and taken."""

from PySide6.QtCore import QObject, Qt

from desktop.models.proposals import Proposal, proposals
from desktop.views import scenario_edits
from desktop.views.field_hand import FieldHand
from desktop.views.scenario_side import ScenarioSide
from desktop.workspace import Workspace


class Proposing(QObject):
    """What is proposed stands at the side, in place of the tree."""

    def __init__(self, workspace: Workspace, side: ScenarioSide, hand: FieldHand) -> None:
        super().__init__(side)
        self._workspace, self._side, self._hand = workspace, side, hand
        side.proposalsWanted.connect(self.propose)
        side.takeWanted.connect(self._take)

    def propose(self) -> None:
        """Offers scenarios; worked out beside the window."""
        comparison = self._workspace.comparison
        if comparison is not None:
            self._workspace.ask(lambda _case: proposals(comparison), self._offer)

    def _offer(self, found: tuple[Proposal, ...]) -> None:
        side = self._side
        side.proposals.show(found)
        if side.model.has_draft():
            return  # a scenario is being named already
        had_focus = side.isAncestorOf(side.window().focusWidget() or side)
        side.show_offers(first=not side.model.order(), editable=not self._workspace.read_only)
        if had_focus:
            side.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        """Makes the scenarios that are ticked."""
        chosen = self._side.proposals.chosen()
        if chosen:
            self._hand.do(scenario_edits.take_scenarios(chosen))
