"""Reading a source: its text and what is quoted from it are fetched, and shown once they are there."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QSignalBlocker, Qt

from db.records import Quotation, Source, Statement
from desktop.models.passages import note_places, passages
from desktop.models.sources import LISTED, Listed
from desktop.models.spans import Blocks
from desktop.views import source_edits
from desktop.views.source_page import PAGES, TEXT

if TYPE_CHECKING:
    from desktop.views.sources import Sources


class Reading(QObject):
    """Which source of the list is read, and at which passage; ``wished`` is looked at once the text is there."""

    def __init__(self, view: "Sources") -> None:
        super().__init__(view)
        self._view = view
        self.shown: int | None = None
        self.wished: Quotation | None = None
        self._digest = ""
        self._late = False
        self._page_count = 0

    def listed(self) -> Listed | None:
        """The source that is read, as the list has it."""
        return self._view.model.source(self.shown) if self.shown is not None else None

    def source(self) -> Source | None:
        """The source that is read."""
        listed = self.listed()
        return listed.source if listed is not None else None

    def forget(self) -> None:
        """Another case, or none."""
        self.shown = self.wished = None
        self._digest = ""
        self._view.original.forget()
        self.show_as(TEXT)

    def renew(self) -> None:
        """The list is new: what was read is read again as far as it changed; else the first one is read."""
        view, there = self._view, self.listed()
        if there is not None:
            self._reread(there)
            return
        self.shown = None
        if view.model.rowCount():
            view.list.setCurrentIndex(QModelIndex())
            view.list.setCurrentIndex(view.model.index(0))
        else:
            self.tell_source()

    def wake(self) -> None:
        """The view is to be seen: what was not read yet is."""
        source = self.source()
        if self._late and source is not None:
            self._load(source)

    def go(self, source: int, passage: Quotation | None) -> None:
        """Reads a source of the list, at a passage if one is given."""
        view = self._view
        self.wished = passage
        if source == self.shown:
            self.look()
        view.list.setCurrentIndex(view.model.index(view.model.row_of(source)))

    def _reread(self, there: Listed) -> None:
        """The source that is read may have other facts, another text, other passages."""
        with QSignalBlocker(self._view.list.selectionModel()):
            self._view.list.setCurrentIndex(self._view.model.index(self._view.model.row_of(there.source.id)))
        self.tell_source()
        if there.source.digest != self._digest:
            self._load(there.source)
        elif self._view.isVisible():
            self._view.workspace.quoting(there.source.id, self._with_source(there.source.id, self._tint))
        else:
            self._late = True

    def choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        """Reads the source that is chosen in the list."""
        listed = index.data(LISTED)
        if not isinstance(listed, Listed) or listed.source.id == self.shown:
            return
        self.shown = listed.source.id
        if self.wished is not None and self.wished.source != self.shown:
            self.wished = None
        self._view.original.forget()
        self.show_as(TEXT)
        self._view.selectionTold.emit(listed.title)
        self.tell_source()
        self._load(listed.source)

    def _load(self, source: Source) -> None:
        """Reads the text and what is quoted from it; not before anybody looks."""
        self._late = not self._view.isVisible()
        if self._late:
            return
        self._digest = source.digest
        answer = self._with_source(source.id, self._show)
        self._view.workspace.ask(lambda case: source_edits.text_of(case, source.id), answer)
        self._view.workspace.quoting(source.id, self._with_source(source.id, self._tint))

    def _show(self, read: tuple[Blocks, Any]) -> None:
        source = self.source()
        if source is not None:
            blocks, paged = read
            self._page_count = paged.count if paged is not None else 0
            place, passage = self._view.page.text.seen()[0], self._view.page.passage
            again = self._view.page.shown_source == source.id
            self._view.page.show_source(source, blocks, paged)
            if again:  # the same source with another text: the reader stays where it was
                self._view.page.keep_looking_at(passage)
                self._view.page.text.show_place(place, 0.0)
            self._view.finder.stop()
            self.tell_source()
            self._view.marks.read(source, blocks.text, paged=paged is not None)

    def _tint(self, statements: tuple[Statement, ...]) -> None:
        snapshot = self._view.workspace.snapshot
        if snapshot is not None and self.shown is not None:
            notes = note_places(self.shown, snapshot.notes)
            self._view.page.show_passages(passages(self.shown, statements, snapshot.actors, snapshot.factors), notes)
            self._view.marks.renew(self.shown, statements)
            self.look()
            self.tell_passage()
            if self.shown is not None and self.shown == self._view.page.shown_source:
                self._view.coding.read(self.shown)

    def look(self) -> None:
        """Goes to the passage that was wished for, once its text is there."""
        if self.wished is not None:
            wished, self.wished = self.wished, None
            self._view.page.look_at(wished)

    def tell_source(self) -> None:
        """The inspector and the tools, for the source that is read."""
        listed = self.listed()
        if listed is not None:
            self._view.page.tell_source(listed.source)
        self._view.facts.show_source(
            listed.source if listed is not None else None, listed.coded if listed is not None else 0, self._page_count
        )
        self._view.bar.allow_pages(listed is not None and self._page_count > 0)
        self.tell_passage()

    def tell_passage(self) -> None:
        """Which coded passage is looked at, in the tools."""
        self._view.bar.tell(self._view.page.number(), len(self._view.page.passages))

    def show_as(self, how: int) -> None:
        """As text, or on the original pages."""
        source = self.source()
        if how == PAGES and source is not None:
            self._view.original.show(source.id, source.file or source.title, self._view.page.blocks.text)
        had = self._view.page.reader.hasFocus()
        self._view.page.show_as(how)
        self._view.bar.show_how(how)
        if had:
            self._view.page.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _with_source(self, source: int, then: Any) -> Any:
        """An answer about a source that is dropped when another one is read by then."""

        def answer(found: Any) -> None:
            if source == self.shown:
                then(found)

        return answer
