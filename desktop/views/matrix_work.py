"""Has the open cells of a matrix worked out that came into sight, some at a time, beside the window."""

from PySide6.QtCore import QObject, QTimer

from desktop.models.matrix import MatrixModel
from desktop.workspace import Workspace

AT_ONCE = 60
"""So many cells that came into sight are worked out in one go."""


class OpenCells(QObject):
    """Asks for what the model wants when the painting is over, one question at a time."""

    def __init__(self, workspace: Workspace, model: MatrixModel, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._model = workspace, model
        self._asking = False
        model.wanted.connect(self._begin)
        for signal in (workspace.opened, workspace.closed, workspace.failed):
            signal.connect(self._give_up)  # what was asked may not be answered: it is asked again when it is wanted

    def _begin(self) -> None:
        if not self._asking:
            self._asking = True
            QTimer.singleShot(0, self, self._ask)

    def _give_up(self) -> None:
        self._asking = False

    def _ask(self) -> None:
        sheet, wants = self._model.sheet, self._model.take_wants(AT_ONCE)
        if sheet is None or not wants:
            self._asking = False
            return

        def answer(codes: dict[tuple[int, int], int]) -> None:
            self._model.put(sheet, codes)
            self._ask()

        self._workspace.ask(lambda _case: dict(sheet.worked_out(wants)), answer)
