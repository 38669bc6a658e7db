"""The marks made elsewhere, in the reader: on the page, in the text, in the margin, and in their list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.records import Source, Statement
from desktop.marked import Marked
from desktop.models.foreign_marks import SHOWN, ForeignMarks, MarkLine
from desktop.views.marks_panel import MarksPanel
from desktop.views.source_page import PAGES, SourcePage
from desktop.widgets.page_comments import PageComment
from desktop.words import _, date
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.exchange.foreign_marks import ForeignMark


class SourceMarks(QObject):
    """Leads from the file of the source that is read to what is shown of its marks."""

    def __init__(self, workspace: Workspace, page: SourcePage) -> None:
        super().__init__(page)
        self._workspace, self._page = workspace, page
        self.marked = Marked(workspace, self)
        self.model = ForeignMarks(self)
        self.panel = MarksPanel(self.marked, self.model)
        self._source: int | None = None
        self._statements: tuple[Statement, ...] = ()
        workspace.compared.connect(self._renew)
        self.marked.found.connect(self._show)
        self.model.modelReset.connect(self._tint)
        self.model.dataChanged.connect(self._tint)
        self.panel.looked.connect(self._look)
        self.panel.coded.connect(page.coded)
        page.foreignChosen.connect(self._choose)
        page.pages.comments.chosen.connect(self.panel.choose)

    def read(self, source: Source, text: str, *, paged: bool) -> None:
        """Another source is read, or its text is another."""
        self._source, self._statements = source.id, ()
        self.panel.name(source.file or source.title)
        self.panel.begin()
        self._page.pages.comments.show(())
        self.marked.read(source, text, paged=paged)

    def renew(self, source: int, statements: Sequence[Statement]) -> None:
        """What is a note and what is coded may be others."""
        if source == self._source:
            self._statements = tuple(statements)
            self._renew()

    def _show(self, source: int, found: "tuple[ForeignMark, ...]") -> None:
        if source == self._source:
            self.model.show(found)
            self._renew()
            self._page.pages.comments.show([_comment(line) for line in self.model.lines])

    def _renew(self) -> None:
        snapshot = self._workspace.snapshot
        if snapshot is not None:
            self.model.renew(snapshot.notes, self._source, self._statements)
        self.panel.allow(not self._workspace.read_only)

    def _tint(self) -> None:
        """What is still to be taken over stands in the text; what is a note stands there as one."""
        self._page.show_foreign([line for line in self.model.lines if line.open and line.placed])

    def _look(self, line: MarkLine) -> None:
        """Goes there, on the page or in the text."""
        if self._page.views.currentIndex() == PAGES:
            self._page.pages.comments.look_at(self.model.lines.index(line))
        elif line.placed:
            self._page.selection.select(line.mark.start, line.mark.end)
            self._page.bar.hide()
            self._page.reader.show_place(line.mark.start)

    def _choose(self, key: str) -> None:
        row = next((row for row, line in enumerate(self.model.lines) if line.mark.key == key), -1)
        if row >= 0:
            self.panel.choose(row)


def _comment(line: MarkLine) -> PageComment:
    mark = line.mark
    answers = "".join(f"\n\n{each.author or _('Answer')}: {each.body[:SHOWN]}" for each in mark.answers[:20])
    day = date(mark.at[:10]) if mark.at else ""
    return PageComment(mark.page, mark.shown, mark.author or _("Mark"), day, (mark.body or line.body) + answers)
