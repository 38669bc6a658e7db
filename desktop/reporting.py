"""Briefs as they are put together: typeset beside the window while a person chooses, and drawn page by page.

One draft is under way at a time; a newer choice stops it. Pages are drawn in a confined process.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from db.errors import ChildCancelled, WorldError
from desktop import words
from desktop.jobs import Task, Worker
from desktop.words import _
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.case import Case
    from db.records import Statement
    from desktop.analysis.cells import Comparison
    from desktop.exchange.documents.pdf_viewer import Viewer
    from desktop.reports.contents import Draft, Entry
    from desktop.reports.options import Options
    from desktop.reports.presets import Preset

REST = 250
"""Milliseconds that a choice must rest before pages are made of it."""

Area = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Wish:
    """A part of a page that is to be drawn, with so many pixels to a point."""

    page: int
    scale: float
    area: Area


class Reporting(QObject):
    """The draft of the open case's brief."""

    begun = Signal()
    """Pages are being made."""
    drafted = Signal(object)
    """The Draft, when its pages can be asked for."""
    shown = Signal(object)
    """The sizes of the pages that can be asked for now: at first of the first one alone."""
    drawn = Signal(object, object)
    """A wish, and its picture."""
    failed = Signal(str)
    """There are no pages, and why."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._maker, self._drawer = Worker("draft", self), Worker("preview", self)
        self._viewer: Viewer | None = None
        self._ending: list[Viewer] = []
        self._task: Task | None = None
        self._drawing: Task | None = None
        self._wishes: list[Wish] = []
        self._options: Options | None = None
        self.seal = ""
        self._first = True
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._begin)
        workspace.closed.connect(self.forget)
        workspace.opened.connect(self.forget)
        workspace.at_end(self.stop)

    def presets(self) -> "tuple[Preset, ...]":
        """The choices that are shipped, the usual one first, and those that were saved in the open case."""
        from desktop.reports.presets import own, shipped

        snapshot = self._workspace.snapshot
        return (*shipped(), *own(snapshot.views if snapshot is not None else ()))

    def save(self, name: str, options: "Options") -> None:
        """Saves a choice in the case under a name, in place of one that has it."""
        from db import views
        from desktop.reports.presets import KIND, kept

        body = kept(options)
        label = _("Save the preset “{name}”").format(name=name)
        self._workspace.change(label, lambda editing: _done(views.save(editing, KIND, name, body)))

    def entries(self, options: "Options") -> "tuple[Entry, ...]":
        """All that may be chosen of the open case."""
        from desktop.reports.contents import entries

        comparison = self._workspace.comparison
        return entries(comparison, options) if comparison is not None else ()

    def make(self, options: "Options", *, at_once: bool = False) -> None:
        """Makes pages of a choice, when it has rested."""
        self._options = options
        if self._task is not None:
            self._task.cancel()
        self._rest.start(0 if at_once else REST)

    def want(self, wishes: Sequence[Wish]) -> None:
        """What is to be drawn now, the most urgent first; what was wanted before is left."""
        self._wishes = list(wishes)
        self._draw()

    def forget(self) -> None:
        """Another case, or none."""
        self._rest.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._options, self._wishes, self._first = None, [], True
        self._show(None)

    def stop(self) -> None:
        """Ends threads and processes, at the end of the program."""
        self._rest.stop()
        left = [*self._ending, *([self._viewer] if self._viewer is not None else [])]
        self._viewer, self._wishes = None, []
        self._maker.stop()
        self._drawer.stop(last=partial(_close, left))

    def _begin(self) -> None:
        comparison, options = self._workspace.comparison, self._options
        if comparison is None or options is None:
            return
        self.begun.emit()
        self._workspace.ask(_asked, partial(self._typeset, comparison, options))

    def _typeset(
        self, comparison: "Comparison", options: "Options", found: "tuple[tuple[Statement, ...], str]"
    ) -> None:
        if options is not self._options:
            return
        statements, self.seal = found
        sealed = replace(options, seal=self.seal)
        if self._first:
            self._first = False
            self._maker.do(partial(_cover, comparison, statements, sealed), self._open_first, self._refuse)
        task: list[Task] = []
        work = partial(_draft, comparison, statements, sealed, task)
        self._task = self._maker.do(work, partial(self._take, options), self._refuse)
        task.append(self._task)

    def _open_first(self, viewer: "Viewer") -> None:
        if self._options is None:
            self._end(viewer)
        else:
            self._show(viewer)

    def _take(self, options: "Options", made: "tuple[Draft, Viewer]") -> None:
        if options is not self._options:
            self._end(made[1])
            return
        self._show(made[1])
        self.drafted.emit(made[0])

    def _show(self, viewer: "Viewer | None") -> None:
        """Pages are drawn by this viewer from now on."""
        before, self._viewer = self._viewer, viewer
        if self._drawing is not None:
            self._drawing.cancel()
            self._drawing = None
        if before is not None:
            self._end(before)
        self._wishes = []
        if viewer is not None:
            self._drawer.do(viewer.sizes, partial(self._sized, viewer), self._refuse)

    def _end(self, viewer: "Viewer") -> None:
        """Ends a viewer's process, after what it has under way; at the end of the program at the latest."""
        self._ending.append(viewer)
        self._drawer.do(viewer.close, lambda _done: self._ending.remove(viewer))

    def _sized(self, viewer: "Viewer", sizes: Any) -> None:
        if viewer is self._viewer:
            self.shown.emit(sizes)

    def _draw(self) -> None:
        viewer = self._viewer
        if viewer is None or self._drawing is not None or not self._wishes:
            return
        wish = self._wishes.pop(0)
        self._drawing = self._drawer.do(partial(_picture, viewer, wish), partial(self._pictured, wish), self._skip)

    def _pictured(self, wish: Wish, image: QImage) -> None:
        self._drawing = None
        self.drawn.emit(wish, image)
        self._draw()

    def _skip(self, error: BaseException) -> None:
        """A page that cannot be drawn stays white."""
        self._drawing = None
        self._refuse(error)
        self._draw()

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, ChildCancelled):
            return
        if not isinstance(error, WorldError):
            raise error
        self.failed.emit(words.error(error))


def _asked(case: "Case") -> "tuple[tuple[Statement, ...], str]":
    """All statements, and the seal of the record; runs on the case's worker."""
    from db import history, statements

    with case.read() as reading:
        return statements.read(reading), history.seal(reading)


def _cover(comparison: "Comparison", statements: "tuple[Statement, ...]", options: "Options") -> "Viewer":
    """Runs on the maker's thread."""
    from desktop.exchange.documents.pdf_viewer import Viewer
    from desktop.reports.contents import cover

    return Viewer(cover(comparison, statements, options))


def _draft(
    comparison: "Comparison", statements: "tuple[Statement, ...]", options: "Options", task: list[Task]
) -> "tuple[Draft, Viewer]":
    """Runs on the maker's thread; ``task`` holds the job itself, to see whether it is still wanted."""
    from desktop.exchange.documents.pdf_viewer import Viewer
    from desktop.reports.contents import draft

    def stopped() -> bool:
        return bool(task) and task[0].cancelled()

    if stopped():
        raise ChildCancelled
    found = draft(comparison, statements, options, stopped)
    return found, Viewer(found.pdf)


def _done(_id: int) -> None:
    """An edit gives nothing back."""


def _close(viewers: "Sequence[Viewer]") -> None:
    """Runs on the drawer's thread, as its last job."""
    for viewer in viewers:
        viewer.close()


def _picture(viewer: "Viewer", wish: Wish) -> QImage:
    """Runs on the drawer's thread."""
    drawn = viewer.picture(wish.page, wish.scale, wish.area)
    made = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
    return made.copy()
