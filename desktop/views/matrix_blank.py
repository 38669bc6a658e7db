"""What stands in place of the matrix: what it lacks, and the ways to what it needs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.widgets.blank import Blank
from desktop.widgets.controls import Button
from desktop.words import _, count
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.analysis.cells import Comparison


class MatrixBlank(Blank):
    """Without a scenario it offers to make one, or to take those that people already spoke of."""

    scenariosWanted = Signal(str)
    """What is to be done at the scenarios: ``new_scenario`` or ``propose``."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._workspace = workspace
        self._asked: Comparison | None = None
        self.new = Button(_("New scenario"), "plus", "primary", "Ctrl+Shift+N")
        self.propose = Button("", "list-tree")
        self.new.clicked.connect(lambda: self.scenariosWanted.emit("new_scenario"))
        self.propose.clicked.connect(lambda: self.scenariosWanted.emit("propose"))
        self.offer(self.new, self.propose)

    def first(self) -> QWidget:
        """What gets the focus: the first thing that can be done, or the words."""
        return next((each for each in (self.propose, self.new) if not each.isHidden()), self)

    def tell_left_out(self) -> None:
        """All cells are left out by what the person chose."""
        self._offer_scenarios(False)
        helps = _("Turn off “Only disagreements”, or choose other actors or scenarios.")
        self.tell(_("Nothing of this kind to show"), helps)

    def tell_missing(self, comparison: "Comparison") -> None:
        """There are no actors, or no scenarios."""
        self._offer_scenarios(bool(comparison.actors) and not self._workspace.read_only)
        if not comparison.actors:
            text = _("The matrix shows who stands where. Actors appear while statements are coded in the sources.")
            self.tell(_("Nobody is on record yet"), text)
            return
        said = comparison.snapshot.statements
        text = _(
            "This case has {statements} by {speakers}. A scenario says which factors hold; "
            "the matrix then shows who stands where."
        )
        statements = count(len(said.id), "{n} statement", "{n} statements")
        speakers = count(len(set(said.speaker)), "{n} speaker", "{n} speakers")
        self.tell(
            _("No scenario to hold the statements against"), text.format(statements=statements, speakers=speakers)
        )
        self._count_proposals(comparison)

    def _offer_scenarios(self, offered: bool) -> None:
        self.new.setVisible(offered)
        self.propose.hide()

    def _count_proposals(self, comparison: "Comparison") -> None:
        """Says how many scenarios can be proposed, when any can be."""
        self._asked = comparison

        def answer(many: int) -> None:
            if comparison is self._asked and many and not self.new.isHidden():
                told = count(many, "Propose {n} from the conditions used", "Propose {n} from the conditions used")
                self.propose.setText(told)
                self.propose.setAccessibleName(told)
                self.propose.show()
                self.propose.updateGeometry()

        self._workspace.ask(lambda _case: _proposed(comparison), answer)


def _proposed(comparison: "Comparison") -> int:
    """On the worker: how many scenarios would be proposed."""
    from desktop.models.proposals import proposals

    return len(proposals(comparison))
