"""Has the open cells of a matrix worked out that came into sight, some at a time, beside the window.

What is worked out beside the window takes turns with it, and makes late what is painted meanwhile. So the work stops
while the table is scrolled, and begins again with what is in sight when it stands still.
"""

import time
from collections.abc import Iterable, Iterator
from threading import Event

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.models.matrix import MatrixModel
from desktop.workspace import Workspace

AT_ONCE = 60
"""So many cells that came into sight are worked out in one go at most."""

A_WHILE = 0.03
"""No cell is begun in one go after so many seconds: an edit may wait for its turn."""

STILL = 120
"""How many milliseconds a table that was scrolled must stand still."""


class OpenCells(QObject):
    """Asks for what the model wants when the painting is over, one question at a time."""

    def __init__(self, workspace: Workspace, model: MatrixModel, table: QAbstractScrollArea, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._model = workspace, model
        self._asking = False
        self._stop = Event()
        self._moving = QTimer(self, interval=STILL, singleShot=True)
        self._moving.timeout.connect(self._begin)
        model.wanted.connect(self._begin)
        for bar in (table.horizontalScrollBar(), table.verticalScrollBar()):
            bar.valueChanged.connect(self._rest)
        for signal in (workspace.opened, workspace.closed, workspace.failed):
            signal.connect(self._give_up)  # what was asked may not be answered: it is asked again when it is wanted

    def _begin(self) -> None:
        if not self._asking and not self._moving.isActive():
            self._asking = True
            QTimer.singleShot(0, self, self._ask)

    def _rest(self) -> None:
        """The table moves: what is under way ends with the cell that is being worked out."""
        self._stop.set()
        self._moving.start()

    def _give_up(self) -> None:
        self._asking = False

    def _ask(self) -> None:
        sheet = self._model.sheet
        wants = [] if self._moving.isActive() else self._model.take_wants(AT_ONCE)
        if sheet is None or not wants:
            self._asking = False
            return
        self._stop = stop = Event()

        def answer(codes: dict[tuple[int, int], int]) -> None:
            self._model.put(sheet, codes)
            self._model.want_still(sheet, [place for place in wants if place not in codes])
            self._ask()

        self._workspace.ask(lambda _case: dict(sheet.worked_out(for_a_while(wants, stop))), answer)


def for_a_while(wants: Iterable[tuple[int, int]], stop: Event) -> Iterator[tuple[int, int]]:
    """These cells, until somebody says stop or the time is over."""
    end = time.monotonic() + A_WHILE
    for place in wants:
        if stop.is_set():
            return
        yield place
        if time.monotonic() > end:
            return
