"""Since when a cell says what it says: worked out day by day on the worker, a little at a time."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.models.turns import in_words
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.moments import Moment
    from desktop.analysis.cells import Cell
    from desktop.models.story import Story

AT_ONCE = 0.04
"""So many seconds the worker gives to it before others have their turn."""


class CellHistory(QObject):
    """Follows the last story it is given; what was under way for another one is left."""

    told = Signal(str)
    """The history in a line; nothing when the cell never said anything else."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._story: Story | None = None

    def follow(self, story: "Story | None") -> None:
        """Works out the history of a cell."""
        self._story = story
        if story is None:
            return

        def days() -> "tuple[Moment, ...]":
            from desktop.analysis import past

            return past.days(story.comparison, story.actor.id)

        self._workspace.ask(lambda _case: days(), lambda found: self._go_on(story, found, []))

    def _go_on(self, story: "Story", left: "Sequence[Moment]", done: "list[tuple[Moment, Cell]]") -> None:
        """The next days, as long as nobody looks at another cell."""
        if story is not self._story:
            return
        if not left:
            self._tell(story, done)
            return

        def work() -> "list[tuple[Moment, Cell]]":
            from desktop.analysis import past

            begun, found = time.monotonic(), []
            for moment in left:
                found.append((moment, past.as_of_day(story.comparison, moment, story.actor.id, story.scenario.id)))
                if time.monotonic() - begun > AT_ONCE:
                    break
            return found

        self._workspace.ask(lambda _case: work(), lambda found: self._go_on(story, left[len(found) :], [*done, *found]))

    def _tell(self, story: "Story", done: "list[tuple[Moment, Cell]]") -> None:
        from desktop.analysis import past

        self.told.emit(in_words(past.turns(done, story.cell, story.comparison.as_of)))
