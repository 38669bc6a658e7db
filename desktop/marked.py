"""The marks that somebody made elsewhere in the file of the source that is read: looked for beside the window.

What was found is kept while the case is open, so that a source that is read again costs nothing.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.errors import WorldError
from desktop import words
from desktop.jobs import Task, Worker
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.case import Case, Editing
    from db.records import Source
    from desktop.exchange.foreign_marks import ForeignMark

Key = tuple[int, str]
"""A source's id and the sum of its text."""


class Marked(QObject):
    """Answers for one source at a time; the answer for one that is no longer read is dropped."""

    found = Signal(int, object)
    """The id of a source, and its marks."""
    locked = Signal(bool)
    """A password is needed to look for marks; True when the one that was given is wrong."""
    failed = Signal(str)
    """They cannot be looked for, and why."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._worker = Worker("marks", self)
        self._known: dict[Key, tuple[ForeignMark, ...]] = {}
        self._source: Source | None = None
        self._text, self._data = "", b""
        self._task: Task | None = None
        workspace.opened.connect(self.forget)
        workspace.closed.connect(self.forget)
        workspace.at_end(self._worker.stop)

    def read(self, source: "Source", text: str, *, paged: bool) -> None:
        """Looks for the marks in the file that a source was read from; one without pages has none."""
        self._stop()
        self._source, self._text = source, text
        known = self._known.get((source.id, source.digest))
        if known is not None or not paged:
            self.found.emit(source.id, known or ())
            return
        self._workspace.ask(partial(_original, source.id), partial(self._begin, source))

    def unlock(self, password: str) -> None:
        """Looks for them in a file that needs a password, which is not kept."""
        if self._source is not None and self._data:
            self._look(self._source, self._data, password)

    def take(self, marks: "Sequence[ForeignMark]") -> None:
        """Takes marks over as notes, as one action."""
        source = self._source
        if source is None or not marks or self._workspace.read_only:
            return
        label = words.count(len(marks), "Take over {n} mark as a note", "Take over {n} marks as notes")
        self._workspace.change(label, partial(_take, source.id, tuple(marks)))

    def forget(self) -> None:
        """Another case, or none."""
        self._stop()
        self._known.clear()

    def _stop(self) -> None:
        self._source, self._text, self._data = None, "", b""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _begin(self, source: "Source", data: bytes) -> None:
        if source is self._source and data:
            self._look(source, data, None)

    def _look(self, source: "Source", data: bytes, password: str | None) -> None:
        def answer(found: "tuple[ForeignMark, ...]") -> None:
            self._known[source.id, source.digest] = found
            if source is self._source:
                self._data = b""
                self.found.emit(source.id, found)

        def failed(error: BaseException) -> None:
            self._refuse(source, data, error)

        task: list[Task] = []
        work = partial(_read, data, password, self._text, source.uid, task)
        self._task = self._worker.do(work, answer, failed)
        task.append(self._task)

    def _refuse(self, source: "Source", data: bytes, error: BaseException) -> None:
        if not isinstance(error, WorldError):
            raise error
        if source is not self._source or error.code == "child-cancelled":
            return
        if error.code.startswith("password-"):
            self._data = data
            self.locked.emit(error.code == "password-wrong")
        else:
            self.failed.emit(words.error(error))


def _original(source: int, case: "Case") -> bytes:
    """Runs on the case's worker."""
    from db import sources

    with case.read() as reading:
        return sources.original(reading, source) or b""


def _read(data: bytes, password: str | None, text: str, source: str, task: list[Task]) -> "tuple[ForeignMark, ...]":
    """Runs on the worker of the marks."""
    from desktop.exchange import foreign_marks, marks

    def stopped() -> bool:
        return bool(task) and task[0].cancelled()

    return foreign_marks.foreign(marks.read(data, password=password, cancel=stopped), text, source)


def _take(source: int, chosen: "tuple[ForeignMark, ...]", editing: "Editing") -> None:
    """Runs on the case's worker."""
    from desktop.exchange import foreign_marks

    foreign_marks.take(editing, source, chosen)
