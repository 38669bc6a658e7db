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
    from desktop.moved_pages import MovedPages

Part = tuple[float, float, float, float]
Begun = tuple["Viewer", tuple[tuple[float, float], ...], "PageMap | MovedPages | None"]


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
        self._alive: list[Viewer] = []
        self._data = b""
        self._text = ""
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

        def answer(found: "tuple[bytes, PageMap | None, str]") -> None:
            if source == self._source:
                self._data, self._map, self._text = found
                self.unlock(None)

        self._workspace.ask(lambda case: _kept(case, source), answer)

    def unlock(self, password: str | None) -> None:
        """Opens it with a password, which is kept only in memory and only while the source is read."""
        self._end_viewer()
        source, data, paged, text = self._source, self._data, self._map, self._text

        def begin() -> "Begun":
            from desktop.exchange.documents.pdf_viewer import Viewer

            viewer = Viewer(data, password=password)
            self._alive.append(viewer)
            try:
                return viewer, viewer.sizes(), _led(paged, data, password, text)
            except BaseException:
                self._drop(viewer)
                raise

        def answer(begun: "Begun") -> None:
            if source != self._source:
                self._worker.do(lambda: self._drop(begun[0]))
                return
            self._viewer = begun[0]
            self.ready.emit(begun[1], begun[2])

        self._worker.do(begin, answer, lambda error: self._refuse(source, error))

    def want(self, wishes: Sequence[Wish]) -> None:
        """What is wanted now, the most urgent first; what was wanted before and is not any more is left."""
        self._wishes = list(wishes)
        self._go_on()

    def close(self) -> None:
        """No pages any more."""
        self._source = None
        self._data, self._text, self._map, self._wishes = b"", "", None, []
        self._end_viewer()

    def stop(self) -> None:
        """Ends the process and the thread, at the end of the program."""
        self._viewer, self._wishes, self._source = None, [], None
        self._worker.stop(last=self._drop_all)

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
            self._worker.do(lambda: self._drop(viewer))

    def _drop(self, viewer: "Viewer") -> None:
        """Runs on the worker, as all that touches ``_alive``."""
        self._alive.remove(viewer)
        viewer.close()

    def _drop_all(self) -> None:
        while self._alive:
            self._drop(self._alive[-1])


def _kept(case: "Case", source: int) -> "tuple[bytes, PageMap | None, str]":
    """Runs on the case's worker."""
    from db import sources
    from desktop.exchange.documents.page_map import PageMap

    with case.read() as reading:
        packed, data = sources.pages(reading, source), sources.original(reading, source) or b""
        text = sources.text(reading, source)
    try:
        return data, PageMap.unpacked(packed) if packed else None, text
    except ValueError:  # a case from elsewhere has something else in its place
        return data, None, text


def _led(paged: "PageMap | None", data: bytes, password: str | None, text: str) -> "PageMap | MovedPages | None":
    """The way from the text to the pages; through the text as it was read where it was edited since."""
    if paged is None or paged.length == len(text):
        return paged
    from desktop.exchange.documents.reading import read
    from desktop.moved_pages import MovedPages

    return MovedPages(paged, read(data, "pages.pdf", password=password).text, text)


def _picture(viewer: "Viewer", wish: Wish) -> QImage:
    """Runs on the pages' worker."""
    drawn = viewer.picture(wish.page, wish.scale, wish.part)
    made = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
    return made.copy()
