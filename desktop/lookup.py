"""The command palette at work: what was typed goes to the model and to the case, what was chosen to the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions import Actions
from desktop.models.palette import OFFER, FoundWords, Kind, Offer, PaletteModel
from desktop.widgets.palette import PalettePanel
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.case import Case

MOST, MOST_ALONE = 6, 60
"""The most of each kind that are listed, and of statements when they alone are asked for."""


class Lookup(QObject):
    """Opens with ``open``; one of the signals tells what was chosen."""

    commandWanted = Signal(str)
    actorWanted = Signal(int)
    scenarioWanted = Signal(int)
    passageWanted = Signal(object)
    sourceWanted = Signal(int)
    noteWanted = Signal(int)

    def __init__(self, window: QWidget, workspace: Workspace, actions: Actions, make_ready: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._actions = actions
        self._searching = False
        self._make_ready = make_ready
        self.model = PaletteModel()
        self.panel = PalettePanel(window, self.model, OFFER)
        self.panel.typed.connect(self._ask)
        self.panel.ran.connect(self._run)
        workspace.compared.connect(self._renew)
        workspace.closed.connect(self._renew)

    def open(self) -> None:
        """Opens the palette with what can be done now."""
        self._searching = False
        self._make_ready()
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
        query, text = self.model.query, self.panel.field.text()
        if self._searching or self._workspace.path is None or not query.words or not query.asks_for(Kind.STATEMENT):
            return
        alone = query.kind is Kind.STATEMENT
        self._searching = True

        def answer(found: FoundWords) -> None:
            self._searching = False
            if self.panel.field.text() != text:
                self._search()
            elif self._workspace.snapshot is not None:
                self.model.set_found(found, self._workspace.snapshot)

        self._workspace.ask(lambda case: _look(case, text, alone=alone), answer)

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
        elif offer.kind is Kind.NOTE:
            self.noteWanted.emit(offer.target)
        elif offer.quotation is not None:
            self.passageWanted.emit(offer.quotation)
        elif offer.kind is Kind.SOURCE:
            self.sourceWanted.emit(offer.target)
        else:
            self.actorWanted.emit(self._speaker(int(offer.target)))

    def _speaker(self, statement: int) -> int:
        """Whose statement it is: where a statement without words leads."""
        snapshot = self._workspace.snapshot
        assert snapshot is not None  # the offer comes from it
        return snapshot.statements.speaker[snapshot.statements.id.index(statement)]


def _look(case: "Case", text: str, *, alone: bool) -> FoundWords:
    """Runs on the case's worker."""
    from desktop import found_words

    asked = text.strip().removeprefix("#").strip() if alone else text.strip()
    if alone and asked.isdigit():
        return found_words.by_number(case, asked, MOST_ALONE)
    return found_words.look(case, asked, MOST_ALONE if alone else MOST, statements_alone=alone)
