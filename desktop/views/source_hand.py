"""What a person does to the source that is read: code, note, cite, put its text right, read it again, delete it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QGuiApplication

from db.errors import WorldError
from db.records import NoteTarget, Source
from db.retexting import Retexted
from desktop import words
from desktop.models import passages as places
from desktop.models.citation import citation, page_place, paragraph_place
from desktop.models.unfinished import NoteTyped
from desktop.views import source_edits
from desktop.views.source_page import SourcePage
from desktop.widgets.note_panel import NotePanel
from desktop.words import _, count
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.exchange.documents.document import Document


class SourceHand(QObject):
    """Acts on the source that ``source`` gives."""

    told = Signal(str)
    """What came of it, in a sentence."""
    undoable = Signal(str)
    """Something is gone that can be had back."""

    def __init__(self, workspace: Workspace, page: SourcePage, source: Callable[[], Source | None]) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._page = page
        self._source = source
        self._panel: NotePanel | None = None
        self._span: tuple[int, int] | None = None
        self._begun: NoteTyped | None = None

    def cite(self) -> None:
        """Copies the selection with where it stands."""
        source, selection = self._source(), self._page.selection
        if source is None or selection.empty:
            return
        start, end = selection.start, selection.end
        text = self._page.blocks.text
        passage = places.around(self._page.passages, start, end)
        page = self._page.page_of(start)
        place = page_place(page) if page is not None else paragraph_place(text, start)
        speaker = passage.speaker if passage is not None else ""
        QGuiApplication.clipboard().setText(citation(source, text[start:end], speaker, place))
        self.told.emit(_("Copied with its source."))

    def note(self, start: int | None, end: int | None) -> None:
        """Asks for a note on a span of the source, or on all of it."""
        if self._source() is None or self._workspace.read_only:
            return
        self._span = (start, end) if start is not None and end is not None else None
        if self._panel is None:
            self._panel = NotePanel(self._page.window())
            self._panel.written.connect(self._noted)
            self._panel.typed.connect(self._keep)
            self._panel.closed.connect(self._workspace.keeper.settle)
        self._begun = self._note_on()
        kept = self._workspace.keeper.kept(self._begun.name)
        title = _("Note on these words") if self._span else _("Note on the source")
        self._panel.ask(self._anchor(), title, kept.body if kept is not None else "")

    def delete(self, coded: int) -> None:
        """Takes the source away; one that is quoted stays, and it is told why."""
        source = self._source()
        if source is None or self._workspace.read_only:
            return
        if coded:
            quoted = count(coded, "{n} statement is quoted from it", "{n} statements are quoted from it")
            self.told.emit(_("“{title}” stays: {quoted}.").format(title=source.title, quoted=quoted))
            return
        self._workspace.change(*source_edits.remove((source.id,)))
        self.undoable.emit(_("“{title}” deleted").format(title=source.title or _("Untitled")))

    def retext(self, text: str, encoding: str | None = None, done: Callable[[], object] = lambda: None) -> None:
        """Gives the source another text; what became of its quotations is told. ``done`` when it is saved."""
        source = self._source()
        if source is None or (text == self._page.blocks.text and encoding in (None, source.encoding)):
            done()
            return
        became: list[Retexted] = []
        self._workspace.change(*source_edits.retext(source.id, text, became, encoding=encoding), done=done)
        self._workspace.ask(lambda _case: tuple(became), self._tell_retexted)

    def read_as(self, encoding: str) -> None:
        """Reads the source again from its file, in another encoding."""
        source = self._source()
        if source is None or encoding == source.encoding:
            return

        def answer(data: bytes) -> None:
            if data:
                self._workspace.aside(lambda: _read(data, source.file, encoding), self._take_read)

        self._workspace.ask(lambda case: source_edits.original_of(case, source.id), answer)

    def _take_read(self, read: "Document | WorldError") -> None:
        if isinstance(read, WorldError):
            self.told.emit(words.error(read))
        else:
            self.retext(read.text, read.encoding)

    def _tell_retexted(self, became: tuple[Retexted, ...]) -> None:
        for each in became:
            parts = [_("Text saved.")]
            if each.changed:
                changed = count(len(each.changed), "{n} quotation has new words", "{n} quotations have new words")
                parts.append(f"{changed}.")
            if each.lost:
                told = count(
                    len(each.lost),
                    "{n} quotation no longer stands in the text and kept its old words.",
                    "{n} quotations no longer stand in the text and kept their old words.",
                )
                parts.append(told)
            if not each.changed and not each.lost:
                parts.append(_("All quotations kept their places."))
            self.told.emit(" ".join(parts))

    def _noted(self, body: str) -> None:
        source, begun, keeper = self._source(), self._begun, self._workspace.keeper
        if source is not None and begun is not None:
            start, end = self._span or (None, None)
            keeper.hold(replace(begun, body=body))
            note = source_edits.note(source.id, start, end, body)
            self._workspace.change(*note, done=lambda: keeper.over(begun.name))

    def _note_on(self) -> NoteTyped:
        """The note that is begun, as it is kept while it is typed."""
        source = self._source()
        start, end = self._span or (None, None)
        on = NoteTarget(source=source.id if source is not None else None, start=start, end=end)
        return NoteTyped(on, _("Note on these words") if self._span else _("Note on the source"))

    def _keep(self) -> None:
        """Something was typed into the panel."""
        begun, panel = self._begun, self._panel
        if begun is not None and panel is not None:
            self._workspace.keeper.typed(begun.name, lambda: _typed(begun, panel.field.toPlainText()))

    def _anchor(self) -> QRect:
        """Where a panel belongs: under the selection, else at the top of the page."""
        view, window = self._page.reader, self._page.window()
        rects = view.rects_of(*self._span) if self._span else []
        if rects:
            return QRect(view.viewport().mapTo(window, rects[-1].topLeft().toPoint()), rects[-1].size().toSize())
        return QRect(view.mapTo(window, QPoint(40, 0)), view.size() / 8)


def _typed(begun: NoteTyped, body: str) -> NoteTyped | None:
    return replace(begun, body=body) if body.strip() else None


def _read(data: bytes, name: str, encoding: str) -> "Document | WorldError":
    """Runs beside the window."""
    from desktop.exchange.documents.reading import read

    try:
        return read(data, Path(name).name or "source.txt", encoding=encoding)
    except WorldError as fault:
        return fault
