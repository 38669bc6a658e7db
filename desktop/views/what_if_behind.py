"""The words behind where a party stands, and what the zone would be if one of their conditions were read otherwise."""

from PySide6.QtCore import QObject

from db.records import Statement
from desktop.analysis.exploration import Exploration
from desktop.models.what_if import Situation
from desktop.models.what_if_readings import Reading, readings, reread
from desktop.models.what_if_shown import PartyLine
from desktop.views.what_if_search import Search
from desktop.views.what_if_words import WordsPanel
from desktop.words import _
from desktop.workspace import Workspace


class Behind(QObject):
    """Fills the panel of the words."""

    def __init__(self, workspace: Workspace, words: WordsPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._words = workspace, words
        self._asked = 0
        self._positions: tuple[int, ...] = ()
        self._before = False
        self._numbers: dict[int, int] = {}

    def open(self, situation: Situation, line: PartyLine) -> None:
        """Shows the words behind a party: those that decide, else those that might, else those that did before."""
        self._asked += 1
        asked = self._asked

        def shown(statements: tuple[Statement, ...]) -> None:
            if asked == self._asked:
                names = {actor.id: actor.name for actor in situation.comparison.actors}
                self._numbers = {each.id: said.number for said in statements for each in said.positions}
                self._words.show_words(line.name, statements, names, before=self._before)

        def positions(found: tuple[tuple[int, ...], bool]) -> None:
            if asked == self._asked:
                self._positions, self._before = found
                self._workspace.statements(self._positions, shown)

        self._workspace.ask(lambda _case: situation.behind(line.actor), positions)

    def close(self) -> None:
        """What is on its way is no longer wanted."""
        self._asked += 1
        self._words.hide()

    def readings(self, situation: Situation) -> list[tuple[Reading, int]]:
        """How the conditions of these words could be read, with the numbers of the statements."""
        found = [each for position in self._positions for each in readings(situation.comparison, position)]
        return [(each, self._numbers.get(each.position, 0)) for each in found]

    def reread(self, exploration: Exploration, reading: Reading) -> None:
        """Tells what the zone would be; the record is not changed."""
        asked, told = self._asked, self._words.told

        def answer(sentence: str) -> None:
            if asked == self._asked:
                told.setText(sentence)

        told.setText(_("Looking …"))
        self._workspace.explore(lambda: reread(exploration, reading), answer, Search.failed)
