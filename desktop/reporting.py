"""Briefs as they are put together: typeset beside the window while a person chooses, and drawn page by page.

One draft is under way at a time; a newer choice stops it. Pages are drawn in a confined process.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

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
    from desktop.exchange.documents.pdf_viewer import Drawer, Viewer
    from desktop.reports.contents import Draft, Entry
    from desktop.reports.drafting import Drafter
    from desktop.reports.options import Options
    from desktop.reports.presets import Preset

REST = 250
"""Milliseconds that a choice must rest before pages are made of it."""

HEAD_START = 700
"""Milliseconds at most that the first page is given before all of them are made."""

Area = tuple[float, float, float, float]
Sizes = tuple[tuple[float, float], ...]
"""Width and height of each page in points."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A part of a page that is to be drawn, with so many pixels to a point."""

    page: int
    scale: float
    area: Area


class Reporting(QObject):
    """The draft of the open case's brief."""

    ready = Signal()
    """What is needed to choose is loaded."""
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
        self._children: list[_Children] = []
        self._loaded = False
        self._task: Task | None = None
        self._drawing: Task | None = None
        self._wishes: list[Wish] = []
        self._options: Options | None = None
        self.seal = ""
        self._first = True
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._begin)
        self._later: Callable[[], None] | None = None
        self._head_start = QTimer(self, singleShot=True, interval=HEAD_START)
        self._head_start.timeout.connect(self._begin_rest)
        workspace.closed.connect(self.forget)
        workspace.opened.connect(self.forget)
        workspace.at_end(self.stop)

    def load(self) -> None:
        """Loads beside the window what is needed to choose; ``ready`` tells."""
        self._maker.do(_load, self._ready)

    def loaded(self) -> bool:
        """Whether it is loaded."""
        return self._loaded

    def warm(self) -> None:
        """Starts the processes that will be wanted at once."""
        comparison = self._workspace.comparison
        if comparison is not None:
            self._maker.do(partial(_warm, self._children, comparison))

    def cool(self) -> None:
        """Ends the processes until pages are wanted again; what is still to be drawn is no longer wanted."""
        self._wishes = []
        self._maker.do(partial(_cool, self._children))

    def presets(self) -> "tuple[Preset, ...]":
        """The choices that are shipped, the usual one first, and those that were saved in the open case."""
        from desktop.reports.presets import own, shipped

        snapshot = self._workspace.snapshot
        return (*shipped(), *own(snapshot.views if snapshot is not None else ()))

    def read(self, text: str) -> "Options":
        """The choices that were kept of an earlier brief; the usual ones when there are none."""
        from desktop.reports.presets import read

        return read(text)

    def kept(self, options: "Options") -> str:
        """Choices as text, to be kept."""
        from desktop.reports.presets import written

        return written(options)

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
        self._later = None
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
        self._options, self._wishes, self._first, self._later = None, [], True, None
        self._head_start.stop()
        self._show(None)

    def stop(self) -> None:
        """Ends threads and processes, at the end of the program."""
        self._rest.stop()
        self._head_start.stop()
        self._viewer, self._wishes = None, []
        self._drawer.stop()
        self._maker.stop(last=partial(_cool, self._children))

    def _ready(self, _done: None) -> None:
        self._loaded = True
        self.ready.emit()

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
            first = partial(_cover, comparison, statements, sealed, self._children)
            self._maker.do(first, partial(self._open_first, options), self._refuse)
            self._later = partial(self._make_all, comparison, options, statements, sealed)
            self._head_start.start()
            return
        self._make_all(comparison, options, statements, sealed)

    def _make_all(
        self, comparison: "Comparison", options: "Options", statements: "tuple[Statement, ...]", sealed: "Options"
    ) -> None:
        if options is not self._options:
            return
        task: list[Task] = []
        work = partial(_draft, comparison, statements, sealed, task, self._children)
        self._task = self._maker.do(work, partial(self._take, options), self._refuse)
        task.append(self._task)

    def _begin_rest(self) -> None:
        """The first page is to be seen, or took too long: now all of them."""
        later, self._later = self._later, None
        self._head_start.stop()
        if later is not None:
            later()

    def _open_first(self, options: "Options", made: "tuple[Viewer, Sizes]") -> None:
        if self._options is options:
            self._show(*made)

    def _take(self, options: "Options", made: "tuple[Draft, tuple[Viewer, Sizes]]") -> None:
        if options is self._options:
            self._show(*made[1])
            self.drafted.emit(made[0])

    def _show(self, viewer: "Viewer | None", sizes: "Sizes" = ()) -> None:
        """Pages are drawn by this viewer from now on."""
        self._viewer = viewer
        if self._drawing is not None:
            self._drawing.cancel()
            self._drawing = None
        self._wishes = []
        if viewer is not None:
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
        self._begin_rest()

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


@dataclass(frozen=True, slots=True)
class _Children:
    """The processes that make pages and draw them."""

    drafter: "Drafter"
    drawer: "Drawer"


def _load() -> None:
    """Runs on the maker's thread."""
    import desktop.exchange.documents.pdf_viewer
    import desktop.reports.drafting
    import desktop.reports.presets  # noqa: F401


def _warm(children: "list[_Children]", comparison: "Comparison") -> "_Children":
    """Runs on the maker's thread, as all that touches the processes; gives them, started."""
    from desktop.exchange.documents.pdf_viewer import Drawer
    from desktop.reports.drafting import Drafter

    if not children:
        children.append(_Children(Drafter(), Drawer()))
    children[0].drafter.start(comparison)
    children[0].drawer.start()
    return children[0]


def _cool(children: "list[_Children]") -> None:
    """Runs on the maker's thread. They stay known, since whoever still draws may start one again."""
    for each in children:
        each.drafter.close()
        each.drawer.close()


def _cover(
    comparison: "Comparison", statements: "tuple[Statement, ...]", options: "Options", children: "list[_Children]"
) -> "tuple[Viewer, Sizes]":
    """Runs on the maker's thread."""
    running = _warm(children, comparison)
    made = running.drafter.cover(comparison, statements, options)
    running.drafter.start(comparison)  # the next one will be wanted at once
    return _opened(made, running)


def _opened(pdf: bytes, running: _Children) -> "tuple[Viewer, Sizes]":
    from desktop.exchange.documents.pdf_viewer import Viewer

    viewer = Viewer(pdf, drawer=running.drawer)
    return viewer, viewer.sizes()


def _draft(
    comparison: "Comparison",
    statements: "tuple[Statement, ...]",
    options: "Options",
    task: list[Task],
    children: "list[_Children]",
) -> "tuple[Draft, tuple[Viewer, Sizes]]":
    """Runs on the maker's thread; ``task`` holds the job itself, to see whether it is still wanted."""

    def stopped() -> bool:
        return bool(task) and task[0].cancelled()

    if stopped():
        raise ChildCancelled
    running = _warm(children, comparison)
    found = running.drafter.draft(comparison, statements, options, stopped)
    return found, _opened(found.pdf, running)


def _done(_id: int) -> None:
    """An edit gives nothing back."""


def _picture(viewer: "Viewer", wish: Wish) -> QImage:
    """Runs on the drawer's thread."""
    drawn = viewer.picture(wish.page, wish.scale, wish.area)
    made = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
    return made.copy()
