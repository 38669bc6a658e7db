"""The matrix copied as a table, and written for spreadsheets; cells that nobody looked at yet are worked out first."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop.exchange import csv_table
from desktop.models import matrix_words
from desktop.models.matrix import MatrixModel
from desktop.models.matrix_words import Rectangle
from desktop.workspace import Workspace

AT_ONCE = 500
"""So many cells are worked out before others have their turn."""


class MatrixCopy(QObject):
    """Puts words on the clipboard or into a file."""

    copied = Signal(int, int)
    """How many rows and columns are on the clipboard."""

    def __init__(self, workspace: Workspace, model: MatrixModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._model = workspace, model

    def copy(self, within: Rectangle | None) -> None:
        """Copies a part of the table, or all of it."""
        self._finish(within, partial(self._put, within))

    def write(self, path: Path, done: Callable[[Path], None]) -> None:
        """Writes all that is shown as comma-separated values."""

        def write() -> None:
            rows = matrix_words.table(self._model)
            self._workspace.ask(lambda _case: csv_table.write(path, rows), done)

        self._finish(None, write)

    def _finish(self, within: Rectangle | None, then: Callable[[], None]) -> None:
        """Has what is missing worked out, a part at a time, as long as the sheet is the same."""
        sheet, missing = self._model.sheet, matrix_words.unfinished(self._model, within)
        if sheet is None:
            return
        if not missing:
            then()
            return

        def answer(codes: dict[tuple[int, int], int]) -> None:
            self._model.put(sheet, codes)
            if self._model.sheet is sheet:
                self._finish(within, then)

        part = missing[:AT_ONCE]
        self._workspace.ask(lambda _case: dict(sheet.worked_out(part)), answer)

    def _put(self, within: Rectangle | None) -> None:
        rows = matrix_words.table(self._model, within)
        data = QMimeData()
        data.setText(matrix_words.tabbed(rows, csv_table.safe))
        data.setHtml(matrix_words.as_html(rows, csv_table.safe))
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.emit(len(rows) - 1, len(rows[0]) - 1)
