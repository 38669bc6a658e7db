"""The search for smallest changes and the zone, beside everything else: answers as they come, and it can be stopped."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.analysis.exploration import Exploration
from desktop.jobs import Task
from desktop.models import what_if_answers
from desktop.models.what_if_answers import Answer
from desktop.workspace import Workspace

PAUSE = 0.05
"""Seconds between two times that something is told, so that the window stays lively."""


class Stopped(Exception):
    """A search is no longer wanted."""


class Search(QObject):
    """One search at a time: what begins another one stops the one before."""

    answered = Signal(object)
    """A tuple of answers."""
    progressed = Signal(int, int)
    """How much is done, of how much."""
    ended = Signal()

    _came = Signal(int, object, object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._turn = 0
        self._task: Task | None = None
        self._came.connect(self._deliver)

    def begin(self, exploration: Exploration) -> None:
        """Looks for everything there is to know about a situation."""
        self.stop()
        turn = self._turn
        teller = _Teller(lambda answers, done: self._came.emit(turn, answers, done), lambda: turn == self._turn)

        def work() -> None:
            for answer in what_if_answers.explored(exploration, teller.watch):
                teller.tell(answer)
            teller.flush()

        def done(_nothing: None) -> None:
            if turn == self._turn:
                self.ended.emit()

        self._task = self._workspace.explore(work, done, self.failed)

    def stop(self) -> None:
        """Nothing more is wanted of what is under way."""
        self._turn += 1
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @staticmethod
    def failed(error: BaseException) -> None:
        """That a search was stopped is no fault."""
        if not isinstance(error, Stopped):
            raise error

    def _deliver(self, turn: int, answers: tuple[Answer, ...], done: tuple[int, int]) -> None:
        if turn != self._turn:
            return
        if answers:
            self.answered.emit(answers)
        self.progressed.emit(*done)


class _Teller:
    """Tells answers and progress now and then, on the searching thread."""

    def __init__(self, tell: Callable[[tuple[Answer, ...], tuple[int, int]], None], wanted: Callable[[], bool]) -> None:
        self._tell, self._wanted = tell, wanted
        self._waiting: list[Answer] = []
        self._done = (0, 0)
        self._last = 0.0

    def watch(self, done: int, of: int) -> None:
        """Called by the search now and then."""
        if not self._wanted():
            raise Stopped
        self._done = (done, of)
        if time.monotonic() - self._last > PAUSE:
            self.flush()

    def tell(self, answer: Answer) -> None:
        """Something was found."""
        self._waiting.append(answer)
        self.watch(*self._done)

    def flush(self) -> None:
        """Tells what is waiting."""
        self._last = time.monotonic()
        self._tell(tuple(self._waiting), self._done)
        self._waiting.clear()
