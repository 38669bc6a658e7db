"""The original pages of the source that is read: drawn in a confined process, asked for beside the window.

One question is under way at a time; what is wanted no longer is forgotten, so that quick scrolling asks only for what
is in sight at its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from db.errors import WorldError
from desktop import words
from desktop.jobs import Task, Worker
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.case import Case
    from desktop.exchange.documents.page_map import PageMap
    from desktop.exchange.documents.pdf_viewer import Viewer

Part = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Wish:
    """A page, or a part of one, that is to be drawn; without a scale only its letters' places are wanted."""

    page: int
    scale: float = 0.0
    part: Part | None = None


class Pages(QObject):
    """The pages of one source at a time."""

    ready = Signal(object, object)
    """The sizes of the pages, and the map from the text to them."""
    drawn = Signal(object, object)
    """A wish, and its picture."""
    placed = Signal(int, object)
    """A page, and where its letters stand."""
    locked = Signal(bool)
    """A password is needed; True when the one that was given is wrong."""
    failed = Signal(str)
    """The pages cannot be shown, and why."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._worker = Worker("pages", self)
        self._viewer: Viewer | None = None
        self._data = b""
        self._map: PageMap | None = None
        self._source: int | None = None
        self._wishes: list[Wish] = []
        self._under_way: Task | None = None
        workspace.closed.connect(self.close)
        workspace.opened.connect(self.close)
        workspace.at_end(self.stop)

    def open(self, source: int) -> None:
        """Opens the file that a source was read from; ``ready``, ``locked`` or ``failed`` answers."""
        self.close()
        self._source = source

        def answer(found: "tuple[bytes, PageMap | None]") -> None:
            if source == self._source:
                self._data, self._map = found
                self.unlock(None)

        self._workspace.ask(lambda case: _kept(case, source), answer)

    def unlock(self, password: str | None) -> None:
        """Opens it with a password, which is kept only in memory and only while the source is read."""
        self._end_viewer()
        source, data = self._source, self._data

        def begin() -> "tuple[Viewer, tuple[tuple[float, float], ...]]":
            from desktop.exchange.documents.pdf_viewer import Viewer

            viewer = Viewer(data, password=password)
            try:
                return viewer, viewer.sizes()
            except BaseException:
                viewer.close()
                raise

        def answer(begun: "tuple[Viewer, tuple[tuple[float, float], ...]]") -> None:
            if source != self._source:
                self._worker.do(begun[0].close)
                return
            self._viewer = begun[0]
            self.ready.emit(begun[1], self._map)

        self._worker.do(begin, answer, lambda error: self._refuse(source, error))

    def want(self, wishes: Sequence[Wish]) -> None:
        """What is wanted now, the most urgent first; what was wanted before and is not any more is left."""
        self._wishes = list(wishes)
        self._go_on()

    def close(self) -> None:
        """No pages any more."""
        self._source = None
        self._data, self._map, self._wishes = b"", None, []
        self._end_viewer()

    def stop(self) -> None:
        """Ends the process and the thread, at the end of the program."""
        viewer, self._viewer = self._viewer, None
        self._wishes = []
        self._source = None
        self._worker.stop(last=viewer.close if viewer is not None else None)

    def _go_on(self) -> None:
        viewer = self._viewer
        if viewer is None or self._under_way is not None or not self._wishes:
            return
        wish = self._wishes.pop(0)
        work = (lambda: _picture(viewer, wish)) if wish.scale else (lambda: viewer.boxes(wish.page))
        self._under_way = self._worker.do(work, lambda found: self._take(wish, found), self._skip)

    def _take(self, wish: Wish, found: object) -> None:
        self._under_way = None
        if wish.scale:
            self.drawn.emit(wish, found)
        else:
            self.placed.emit(wish.page, found)
        self._go_on()

    def _skip(self, error: BaseException) -> None:
        """A page that cannot be drawn stays white; the others go on."""
        self._under_way = None
        if not isinstance(error, WorldError):
            raise error
        self.failed.emit(words.error(error))
        self._go_on()

    def _refuse(self, source: int | None, error: BaseException) -> None:
        if not isinstance(error, WorldError):
            raise error
        if source != self._source:
            return
        if error.code.startswith("password-"):
            self.locked.emit(error.code == "password-wrong")
        else:
            self.failed.emit(words.error(error))

    def _end_viewer(self) -> None:
        viewer, self._viewer = self._viewer, None
        if self._under_way is not None:
            self._under_way.cancel()
            self._under_way = None
        if viewer is not None:
            self._worker.do(viewer.close)


def _kept(case: "Case", source: int) -> "tuple[bytes, PageMap | None]":
    """Runs on the case's worker."""
    from db import sources
    from desktop.exchange.documents.page_map import PageMap

    with case.read() as reading:
        packed = sources.pages(reading, source)
        return sources.original(reading, source) or b"", PageMap.unpacked(packed) if packed else None


def _picture(viewer: "Viewer", wish: Wish) -> QImage:
    """Runs on the pages' worker."""
    drawn = viewer.picture(wish.page, wish.scale, wish.part)
    made = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
    return made.copy()
