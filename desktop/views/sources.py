"""The sources of the case, and the one that is read."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from db.records import Quotation, Source
from desktop.intake import Intake
from desktop.models.sources import SourceList
from desktop.models.unfinished import Typed
from desktop.views.original_pages import OriginalPages
from desktop.views.source_editor import SourceEditor
from desktop.views.source_finder import SourceFinder
from desktop.views.source_hand import SourceHand
from desktop.views.source_imports import SourceImports
from desktop.views.source_keeping import SourceKeeping
from desktop.views.source_marks import SourceMarks
from desktop.views.source_page import TEXT, SourcePage
from desktop.views.source_pane import SourcePane
from desktop.views.source_reading import Reading
from desktop.views.source_side import Coding, SourceSide
from desktop.views.source_tools import SourceTools
from desktop.views.view import View
from desktop.widgets.announce import announce
from desktop.widgets.blank import Blank
from desktop.widgets.undo_bar import UndoBar
from desktop.words import _, count

LIST_WIDTH = 268


class Sources(View):
    """A list of sources, and a page to read. Texts and statements are read beside the window."""

    addWanted = Signal()
    """Files are to be chosen."""
    annotatedWanted = Signal(int)
    """The source with this id is to be exported with its marks."""
    imported = Signal(str)
    """Files were taken in: how many, in a sentence."""

    def make(self) -> Iterator[None]:
        """The list, the page, the side, then what leads from one to the other."""
        workspace = self.workspace
        self.model = SourceList(self)
        self.intake = Intake(workspace, self)
        self.undo = UndoBar(self)
        self._lay_out()
        self.pane = SourcePane(workspace, self.model)
        self.list = self.pane.list
        self._splitter.insertWidget(0, self.pane)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([LIST_WIDTH, 780])
        yield
        self.page = SourcePage(self._center)
        self._center.addWidget(self.page)
        yield
        self.editor = SourceEditor(self._center)
        self.importing = SourceImports(self)
        self.imports = self.importing.page
        for part in (self.editor, self.imports):
            self._center.addWidget(part)
        yield
        self.side = SourceSide(workspace)
        yield from self.side.make()
        self.facts = self.side.facts
        yield
        self.blank = Blank("book-open")
        self.blank.tell(
            _("No sources yet"),
            _("Add files or folders with Ctrl+Shift+O, drop them anywhere, or paste a text with Ctrl+V."),
        )
        self._whole.addWidget(self.blank)
        self.reading = Reading(self)
        self.original = OriginalPages(workspace, self.page.pages)
        self.bar = SourceTools(self.original.zoom)
        self.hand = SourceHand(workspace, self.page, self.source)
        self.finder = SourceFinder(workspace, self.page)
        yield
        self.coding = Coding(self.side, self.page, workspace)
        self.keeping = SourceKeeping(self)
        self.marks = SourceMarks(workspace, self.page)
        self.side.add_marks(self.marks.panel)
        yield
        self._connect()
        self.renew()

    def title(self) -> str:
        """The name of the view."""
        return _("Sources")

    def count(self) -> str:
        """How many, and how many nothing is quoted from yet."""
        told = count(self.model.total(), "{n} source", "{n} sources")
        left = self.model.uncoded()
        return _("{sources}, {n} not coded yet").format(sources=told, n=left) if left else told

    def keys(self) -> str:
        """The keys that work here."""
        if not self.model.total():
            return _("Ctrl+V: new source from text")
        return _("S: this sentence · Ctrl+Enter: code it · J, K: suggestions · A: code, X: skip")

    def tools(self) -> list[QWidget]:
        """Text or pages, find, and the coded passages."""
        return [self.bar]

    def inspector(self) -> QWidget:
        """What is known of the source, or the coding form."""
        return self.side

    def place(self) -> dict[str, Any]:
        """The source, and the passage that is looked at."""
        source = self.reading.shown
        if source is None:
            return {}
        passage = self.reading.wished or self.page.passage
        return {"source": source} if passage is None else {"passage": passage}

    def go(
        self,
        source: int | None = None,
        passage: Quotation | None = None,
        files: Sequence[Path] = (),
        **_place: Any,
    ) -> None:
        """Shows a source, or the passage of a quotation in it; or takes files in."""
        if files:
            self.importing.take(files)
        wanted = passage.source if passage is not None else source
        if wanted is None or self.model.source(wanted) is None:
            return
        if self.model.row_of(wanted) < 0:
            self.pane.widen()
        self._center.setCurrentWidget(self.page)
        self.reading.go(wanted, passage)

    def first(self) -> QWidget:
        """The text when a passage is looked at, else the list."""
        if self._whole.currentWidget() is self.blank:
            return self.blank
        if self._center.currentWidget() is self.imports:
            return self.imports.list
        return self.page.reader if self.place().get("passage") is not None else self.list

    def clear(self) -> bool:
        """Esc: closes what is open, then takes back the selection."""
        if not self.page.finder.isHidden():
            self.page.finder.dismiss()
        elif self._center.currentWidget() is self.imports and not self.intake.busy():
            self.importing.close()
        elif not self.page.clear():
            return False
        return True

    def source(self) -> Source | None:
        """The source that is read."""
        return self.reading.source()

    def take(self, files: Sequence[Path]) -> None:
        """Takes files and folders in, and shows what becomes of them."""
        self.importing.take(files)

    def ask_text(self, text: str = "") -> None:
        """Asks for the title of a text that is to become a source."""
        self.importing.ask_text(text)

    def show_part(self, part: QWidget) -> None:
        """The page, the editor or the list of imports in the middle."""
        self._whole.setCurrentIndex(0)
        self._center.setCurrentWidget(part)

    def showEvent(self, event: QShowEvent) -> None:
        """Now the source is read, if it was not yet."""
        super().showEvent(event)
        self.reading.wake()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the reader, wherever the focus is in the view."""
        control = Qt.KeyboardModifier.ControlModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        keys: dict[tuple[int, Qt.KeyboardModifier], Callable[[], object]] = {
            (Qt.Key.Key_F, control): self.finder.open,
            (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier): lambda: self.finder.step(1),
            (Qt.Key.Key_F3, shift): lambda: self.finder.step(-1),
            (Qt.Key.Key_Return, control): self.page.chosen.code,
            (Qt.Key.Key_Enter, control): self.page.chosen.code,
            (Qt.Key.Key_C, control | shift): self.hand.cite,
        }
        do = keys.get((event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        if do is None or self._center.currentWidget() is not self.page:
            super().keyPressEvent(event)
        else:
            do()

    def edit_text(self) -> None:
        """Edits the text of the source, round what is in sight."""
        if self.source() is not None and not self.workspace.read_only:
            point = self.page.selection.place if not self.page.selection.empty else self.page.reader.seen()[0]
            self.keeping.edit(self.page.blocks.text, point)
            self.show_editor()

    def show_editor(self) -> None:
        """The editor takes the place of the page."""
        self._center.setCurrentWidget(self.editor)
        self.editor.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def resume(self, typed: Typed) -> None:
        """Opens something unfinished in its form."""
        self.keeping.resume(typed)

    def _lay_out(self) -> None:
        """Places for the list and the page; for what comes instead where there is no source."""
        self._whole = QStackedWidget(self)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self._whole)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._center = QStackedWidget(self._splitter)
        self._splitter.addWidget(self._center)
        self._whole.addWidget(self._splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)

    def _connect(self) -> None:
        """Every connection of the view."""
        workspace, page, pane, facts = self.workspace, self.page, self.pane, self.facts
        workspace.opened.connect(self._forget)
        workspace.closed.connect(self._forget)
        workspace.compared.connect(self.renew)
        self.list.selectionModel().currentChanged.connect(self.reading.choose)
        self.list.clicked.connect(lambda _index: self._center.setCurrentWidget(page))
        self.list.activated.connect(self._read_on)
        self.list.pasted.connect(self.ask_text)
        self.list.filesPasted.connect(self.take)
        self.list.deleteWanted.connect(self._delete)
        pane.addWanted.connect(self.addWanted)
        pane.pasteWanted.connect(self.ask_text)
        pane.importShown.connect(self.importing.show)
        page.passageTold.connect(self.selectionTold)
        page.passageSeen.connect(self.reading.tell_passage)
        page.noted.connect(self.hand.note)
        self.coding.wanted.connect(self.inspect)
        self.coding.left.connect(self._read_on)
        self.coding.left.connect(self.inspected)
        page.cited.connect(self.hand.cite)
        page.lettered.connect(self._letter)
        self.bar.shown_as.connect(self.reading.show_as)
        self.bar.finder.clicked.connect(self.finder.open)
        self.bar.annotated.clicked.connect(lambda: self.annotatedWanted.emit(self.reading.shown or 0))
        self.bar.before.clicked.connect(lambda: page.step(-1))
        self.bar.after.clicked.connect(lambda: page.step(1))
        facts.editWanted.connect(self.edit_text)
        facts.noteWanted.connect(lambda: self.hand.note(None, None))
        facts.encodingChosen.connect(self.hand.read_as)
        facts.deleteWanted.connect(self._delete)
        self.hand.told.connect(self._tell)
        self.hand.undoable.connect(self.undo.tell)
        self.undo.wanted.connect(workspace.undo)
        self.editor.saved.connect(self._save_text)
        self.editor.left.connect(self._leave_editor)
        self.original.failed.connect(self._tell)
        self.original.left.connect(lambda: self.reading.show_as(TEXT))

    def _forget(self) -> None:
        """Another case, or none."""
        self._center.setCurrentWidget(self.page)
        self.reading.forget()
        self.renew()

    def renew(self) -> None:
        """The record is new: the list, and what is shown of the source that is read."""
        self.page.writable = not self.workspace.read_only
        self.model.show(self.workspace.snapshot)
        self._whole.setCurrentIndex(0 if self.model.total() or self.intake.items else 1)
        self.reading.renew()
        self.told.emit()

    def _read_on(self) -> None:
        self._center.setCurrentWidget(self.page)
        self.page.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _letter(self, letter: str) -> None:
        if letter == "N":
            self.hand.note(None, None)
        else:
            self.coding.letter(letter)

    def _delete(self) -> None:
        listed = self.reading.listed()
        if listed is not None:
            self.hand.delete(listed.coded)

    def _save_text(self, text: str) -> None:
        self.hand.retext(text, done=self.keeping.saving())
        self._leave_editor()

    def _leave_editor(self) -> None:
        self._center.setCurrentWidget(self.page)
        self.page.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, told: str) -> None:
        self.selectionTold.emit(told)
        announce(self, told)
