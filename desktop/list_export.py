"""Statements as a table or as a text, written beside the window."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import WorldError
from desktop import words
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.records import Statement
    from desktop.analysis.cells import Comparison

TABLE, QUOTATIONS = ".csv", ".md"
"""The suffixes of what can be written."""


def write(workspace: Workspace, path: Path, done: Callable[[Path], None]) -> None:
    """Writes all statements, as the suffix of the file says; ``done`` gets the file, which may have another name."""
    comparison = workspace.comparison
    if comparison is None:
        return

    def answer(written: Path | WorldError) -> None:
        if isinstance(written, WorldError):
            workspace.failed.emit(words.error(written), "")
        else:
            done(written)

    def begin(said: "tuple[Statement, ...]") -> None:
        workspace.aside(partial(_written, path, comparison, said), answer)

    workspace.all_statements(begin)


def _written(path: Path, comparison: "Comparison", said: "tuple[Statement, ...]") -> Path | WorldError:
    """Runs beside the window."""
    from desktop.exchange import csv_table
    from desktop.reports import export, lists

    try:
        if path.suffix == QUOTATIONS:
            return export.placed(path, lists.quotations(comparison, said).encode("utf-8", "replace"))
        return csv_table.write(path, lists.statements(comparison, said))
    except WorldError as fault:
        return fault
