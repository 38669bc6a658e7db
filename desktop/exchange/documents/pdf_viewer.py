"""A PDF's pages for a window: their sizes, their pictures, and where their characters stand.

Everything is asked of a confined child, so that a hostile page can neither crash the window nor hold it up for ever.
This module loads no PDF library.
"""

import hashlib
import sys
import threading
from typing import Any

from db.confined import Worker
from db.errors import ChildFailed
from desktop.exchange.documents.page_boxes import PageBoxes, Picture
from desktop.exchange.documents.reading import PasswordNeeded, refusal
from desktop.exchange.documents.text import NotADocument

SECONDS, CPU, MEMORY = 30.0, 20.0, 1 << 30
"""What one page may take to be drawn."""

_ARGV = (sys.executable, "-m", "desktop.exchange.documents.viewer_worker")
_JOBS = 2_000
_MISSING = "missing"


class Drawer:
    """The child that answers for one PDF after another; whoever gives it to viewers ends it."""

    def __init__(self) -> None:
        """Nothing is started yet; the child starts with the first question, or with ``start``."""
        self.lock = threading.Lock()
        self.worker = Worker(_ARGV, seconds=SECONDS, cpu=CPU, memory=MEMORY, jobs=_JOBS)

    def start(self) -> None:
        """Starts the child ahead of the first question."""
        with self.lock:
            self.worker.start()

    def close(self) -> None:
        """Ends the child."""
        with self.lock:
            self.worker.close()


class Viewer:
    """The pages of one PDF. Its calls may come from several threads; they wait for each other."""

    def __init__(self, data: bytes, *, password: str | None = None, drawer: Drawer | None = None) -> None:
        """``drawer`` answers, if one is given; else a child of the viewer's own, which ends with it."""
        self._data = data
        self._password = password
        self._name = hashlib.sha256(data).hexdigest()
        self._own = drawer is None
        self._drawer = drawer or Drawer()

    def __enter__(self) -> "Viewer":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the child, if it is its own."""
        if self._own:
            self._drawer.close()

    def sizes(self) -> tuple[tuple[float, float], ...]:
        """The width and height of every page in points, as it is shown.

        Raises:
            PasswordNeeded: it is encrypted.
            NotADocument: it cannot be opened.
        """
        told, _data = self._asked({"ask": "sizes"})
        return tuple((float(width), float(height)) for width, height in told["sizes"])

    def boxes(self, page: int) -> PageBoxes:
        """Where the characters of a page stand, for selecting and marking; NotADocument when it cannot be told."""
        return PageBoxes.unpacked(self._asked({"ask": "boxes", "page": page})[1])

    def picture(self, page: int, scale: float, part: tuple[float, float, float, float] | None = None) -> Picture:
        """A page drawn with so many pixels to a point.

        Args:
            page: its number, from 0.
            scale: pixels of a point.
            part: left, top, width and height of what is to be drawn, in points of the page as shown; else all of it.

        Raises:
            NotADocument: it cannot be drawn within the limits.
        """
        told, data = self._asked({"ask": "picture", "page": page, "scale": scale, "part": part})
        return Picture(told["width"], told["height"], told["stride"], told["scale"], data)

    def _asked(self, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        question = job | {"document": self._name}
        with self._drawer.lock:
            try:
                told, data = self._drawer.worker.do(question)
                if _MISSING in told:
                    told, data = self._drawer.worker.do(question | {"password": self._password}, self._data)
            except ChildFailed as fault:
                raise refusal(fault) from fault
        if "error" in told:
            kind = PasswordNeeded if told["error"].startswith("password-") else NotADocument
            raise kind(told["error"], **told.get("facts", {}))
        return told, data
