"""Finding words in the source that is read, beside the window, and walking from hit to hit."""

from PySide6.QtCore import QObject, Qt

from desktop.jobs import Task, Worker
from desktop.models.finding import find, nearest
from desktop.views.source_page import SourcePage
from desktop.workspace import Workspace

LONGEST = 80
"""A selection of so many characters at most is what is looked for at first."""


class SourceFinder(QObject):
    """Leads the field above the page."""

    def __init__(self, workspace: Workspace, page: SourcePage) -> None:
        super().__init__(page)
        self._page, self._bar = page, page.finder
        self._worker = Worker("finding", self)
        self._task: Task | None = None
        self.hits: tuple[tuple[int, int], ...] = ()
        self.hit = -1
        """The number of the hit that is looked at."""
        workspace.at_end(self._worker.stop)
        self._bar.asked.connect(self._find)
        self._bar.stepped.connect(self.step)
        self._bar.closed.connect(self.stop)

    def open(self) -> None:
        """Opens the field, with what is selected."""
        words = self._page.text.exact_selection()
        self._bar.open_with(words if "\n" not in words and len(words) < LONGEST else "")

    def step(self, by: int) -> None:
        """The next hit, or the one before; where nothing was found yet it looks again."""
        if self.hits:
            self._show_hit((self.hit + by) % len(self.hits))
        elif self._bar.field.text():
            self._find(self._bar.field.text())

    def stop(self) -> None:
        """Nothing is looked for any more."""
        had, self.hits, self.hit = bool(self.hits), (), -1
        self._page.show_hits((), -1)
        self._bar.hide()
        if had:
            self._page.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self, words: str) -> None:
        text, source = self._page.blocks.text, self._page.shown_source
        if self._task is not None:
            self._task.cancel()

        def answer(found: tuple[tuple[int, int], ...]) -> None:
            if source == self._page.shown_source and words == self._bar.field.text():
                self._show(found)

        self._task = self._worker.do(lambda: find(text, words), answer)

    def _show(self, found: tuple[tuple[int, int], ...]) -> None:
        self.hits, self.hit = found, -1
        if found:
            self._show_hit(nearest(found, self._page.reader.seen()[0]))
        else:
            self._page.show_hits((), -1)
            self._bar.tell(-1, 0)

    def _show_hit(self, number: int) -> None:
        self.hit = number
        self._page.show_hits(self.hits, number)
        self._bar.tell(number, len(self.hits))
        self._page.reader.show_place(self.hits[number][0])
