"""The hand on a situation: everything that is done to it, on the worker, and what it comes to, on the window's thread.

Of several things done one soon after another only what the last one comes to is shown.
"""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from db.vocabulary import Stance
from desktop.analysis.exploration import Exploration
from desktop.analysis.live import State
from desktop.models.what_if import Situation
from desktop.models.what_if_shown import Shown, Tried
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.analysis.cells import Comparison


class Hand(QObject):
    """Holds the situation; ``shown`` is what is known of it."""

    changed = Signal(object)
    """Another situation is shown: Shown."""
    known = Signal(object)
    """More is known of where parties stand in it: Shown."""
    yielding = Signal(str, str, object)
    """A factor and a value that was wanted, and the names of the factors that must give way; none when it is there."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._asked = 0
        self.situation: Situation | None = None
        self.shown: Shown | None = None

    def forget(self) -> None:
        """Nothing is in the hand."""
        self._asked += 1
        self.situation = self.shown = None

    def begin(
        self, comparison: "Comparison", scenario: int | None, back: Tried | None, held: State | None = None
    ) -> None:
        """Starts from a scenario, or comes back to a situation; ``held``: against one that was held fast."""

        def begin() -> tuple[Situation, Shown]:
            situation = Situation(comparison, scenario, back)
            situation.hold(held)
            return situation, situation.shown()

        def answer(found: tuple[Situation, Shown]) -> None:
            self.situation = found[0]
            self._take(found[1])

        self._ask(begin, answer)

    def do(self, act: Callable[[Situation], Any]) -> None:
        """Does something to the situation."""
        situation = self.situation
        if situation is None:
            return

        def done() -> Shown:
            act(situation)
            return situation.shown()

        self._ask(done, self._take)

    def choose(self, factor: str, value: str, *, beside: bool) -> None:
        """Wants a value; where it cannot be, what must give way is told."""
        situation = self.situation
        if situation is None:
            return

        def choose() -> tuple[tuple[str, ...], Shown]:
            return situation.choose(factor, value, beside=beside), situation.shown()

        def answer(found: tuple[tuple[str, ...], Shown]) -> None:
            self._take(found[1])
            self.yielding.emit(factor, value, found[0])

        self._ask(choose, answer)

    def work_out(self, first: Collection[int]) -> None:
        """Works out some parties that are pending, of some (by id) first."""
        situation, asked = self.situation, self._asked
        if situation is None:
            return

        def work() -> Shown | None:
            if asked != self._asked:
                return None
            situation.work_out(first, lambda: asked == self._asked)
            return situation.shown()

        def answer(found: Shown | None) -> None:
            if found is not None and asked == self._asked:
                self.shown = found
                self.known.emit(found)

        self._workspace.ask(lambda _case: work(), answer)

    def explore(
        self, blocking: Collection[int] | None, threshold: Stance, answer: Callable[[Exploration], None]
    ) -> None:
        """Gives the question that the panels at the side answer."""
        situation, asked = self.situation, self._asked
        if situation is None:
            return

        def wanted(exploration: Exploration) -> None:
            if asked == self._asked:
                answer(exploration)

        self._workspace.ask(lambda _case: situation.exploration(blocking, threshold), wanted)

    def _ask(self, work: Callable[[], Any], answer: Callable[[Any], None]) -> None:
        self._asked += 1
        asked = self._asked

        def wanted(found: Any) -> None:
            if asked == self._asked:
                answer(found)

        self._workspace.ask(lambda _case: work(), wanted)

    def _take(self, shown: Shown) -> None:
        self.shown = shown
        self.changed.emit(shown)
