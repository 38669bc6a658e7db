"""Every source of the open case as a PDF with its coded passages marked, one after another beside the window."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from db.errors import WorldError
from desktop import words
from desktop.jobs import Worker
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.case import Case
    from db.records import Source, Statement
    from desktop.analysis.cells import Comparison
    from desktop.reports.options import Options


@dataclass(slots=True)
class _Run:
    """What is being written: where to, and what is left."""

    folder: Path
    comparison: "Comparison"
    options: "Options"
    left: list["Source"]
    whole: int
    statements: "tuple[Statement, ...]" = ()
    faults: list[str] = field(default_factory=list)


class SourceExport(QObject):
    """Writes into one folder at a time; a source that fails does not stop the others."""

    began = Signal(int, int)
    """How many are written, of how many."""
    done = Signal(object, int, object)
    """The folder, how many were written, and a sentence for each that was not."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._worker = Worker("sources", self)
        self._run: _Run | None = None
        workspace.closed.connect(self.cancel)
        workspace.opened.connect(self.cancel)
        workspace.at_end(self._worker.stop)

    def under_way(self) -> bool:
        """Whether sources are being written."""
        return self._run is not None

    def write(self, folder: Path, options: "Options", chosen: Collection[int] | None = None) -> None:
        """Writes the sources with these ids into a folder; all of them when none are named."""
        comparison = self._workspace.comparison
        if comparison is None or self._run is not None:
            return
        sources = [each for each in comparison.snapshot.sources if chosen is None or each.id in chosen]
        self._run = _Run(folder, comparison, options, sources, len(sources))
        self._workspace.all_statements(partial(self._begin, self._run))

    def cancel(self) -> None:
        """Leaves the rest; what is written stays."""
        self._run = None

    def _begin(self, run: _Run, statements: "tuple[Statement, ...]") -> None:
        run.statements = statements
        self._next(run)

    def _next(self, run: _Run) -> None:
        if run is not self._run:
            return
        written = run.whole - len(run.left) - len(run.faults)
        if not run.left:
            self._run = None
            self.done.emit(run.folder, written, run.faults)
            return
        self.began.emit(run.whole - len(run.left), run.whole)
        source = run.left.pop(0)
        self._workspace.ask(partial(_kept, source.id), partial(self._mark, run, source))

    def _mark(self, run: _Run, source: "Source", kept: tuple[str, bytes | None, bytes | None]) -> None:
        work = partial(_write, run.folder, run.comparison, run.statements, run.options, source, kept)
        self._worker.do(work, lambda _path: self._next(run), partial(self._failed, run, source))

    def _failed(self, run: _Run, source: "Source", error: BaseException) -> None:
        if not isinstance(error, WorldError):
            self._run = None
            raise error
        run.faults.append(f"{source.title}: {words.error(error)}")
        self._next(run)


def _kept(source: int, case: "Case") -> tuple[str, bytes | None, bytes | None]:
    """Runs on the case's worker."""
    from db import sources

    with case.read() as reading:
        ask: tuple[Callable[..., Any], ...] = (sources.text, sources.original, sources.pages)
        text, original, pages = (each(reading, source) for each in ask)
        return text, original, pages


def _write(
    folder: Path,
    comparison: "Comparison",
    statements: "tuple[Statement, ...]",
    options: "Options",
    source: "Source",
    kept: tuple[str, bytes | None, bytes | None],
) -> Path:
    """Runs on the worker of the sources."""
    from desktop.reports import source_pdf
    from desktop.reports.record import Record

    record = Record(comparison, statements)
    text, original, pages = kept
    path = folder / source_pdf.file_name(record, source)
    with source_pdf.Annotator(record, options) as annotator:
        source_pdf.write(path, annotator.annotate(source, text, original, pages=pages))
    return path
