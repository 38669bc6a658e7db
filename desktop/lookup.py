"""The command palette at work: what was typed goes to the model and to the case, what was chosen to the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions import Actions
from desktop.models.palette import OFFER, Kind, Offer, PaletteModel
from desktop.widgets.palette import PalettePanel
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.records import Statement

BY_NUMBER = 60
"""The most statements that are listed when statements alone are asked for."""


class Lookup(QObject):
    """Opens with ``open``; one of the signals tells what was chosen."""

    commandWanted = Signal(str)
    actorWanted = Signal(int)
    scenarioWanted = Signal(int)
    passageWanted = Signal(object)

    def __init__(self, window: QWidget, workspace: Workspace, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._actions = actions
        self._searching = False
        self.model = PaletteModel()
        self.panel = PalettePanel(window, self.model, OFFER)
        self.panel.typed.connect(self._ask)
        self.panel.ran.connect(self._run)
        workspace.compared.connect(self._renew)
        workspace.closed.connect(self._renew)

    def open(self) -> None:
        """Opens the palette with what can be done now."""
        self._searching = False
        self.model.set_commands(each for each in self._actions if self._offered(each.id))
        self.panel.open_in(self._window)

    def _offered(self, command: str) -> bool:
        return command != "palette" and self._actions[command].isEnabled()

    def _renew(self) -> None:
        self._searching = False
        self.model.set_record(self._workspace.snapshot)
        if self.panel.isVisible():
            self._ask(self.panel.field.text())

    def _ask(self, text: str) -> None:
        self.model.ask(text)
        self._search()

    def _search(self) -> None:
        """Looks for statements, one search at a time: the last text typed counts."""
        query = self.model.query
        if self._searching or self._workspace.path is None or not query.words or not query.asks_for(Kind.STATEMENT):
            return
        alone = query.kind is Kind.STATEMENT
        most = BY_NUMBER if alone else 6
        self._searching = True

        def found(statements: "tuple[Statement, ...]") -> None:
            self._searching = False
            if self.model.query != query:
                self._search()
            elif self._workspace.snapshot is not None:
                self.model.set_statements(statements, self._workspace.snapshot)

        self._workspace.find_statements(query.words, found, number=alone, most=most)

    def _run(self, index: QModelIndex) -> None:
        offer = index.data(OFFER)
        if not isinstance(offer, Offer):
            return
        if offer.kind is Kind.COMMAND:
            self.commandWanted.emit(offer.target)
        elif offer.kind is Kind.ACTOR:
            self.actorWanted.emit(offer.target)
        elif offer.kind is Kind.SCENARIO:
            self.scenarioWanted.emit(offer.target)
        elif offer.quotation is not None:
            self.passageWanted.emit(offer.quotation)
        else:
            self.actorWanted.emit(self._speaker(int(offer.target)))

    def _speaker(self, statement: int) -> int:
        """Whose statement it is: where a statement without words leads."""
        snapshot = self._workspace.snapshot
        assert snapshot is not None  # the offer comes from it
        return snapshot.statements.speaker[snapshot.statements.id.index(statement)]
