"""The sources of the case, and the one that is read."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from db.records import Quotation, Source, Statement
from desktop.dialogs.asking import PasteDialog
from desktop.intake import Intake
from desktop.models.import_rows import brief, outcome
from desktop.models.passages import note_places, passages
from desktop.models.sources import LISTED, Listed, SourceList
from desktop.models.spans import Blocks
from desktop.models.unfinished import Typed
from desktop.views import source_edits
from desktop.views.coding_form import CodingForm
from desktop.views.import_list import ImportList
from desktop.views.original_pages import OriginalPages
from desktop.views.source_editor import SourceEditor
from desktop.views.source_finder import SourceFinder
from desktop.views.source_hand import SourceHand
from desktop.views.source_inspector import SourceInspector
from desktop.views.source_keeping import SourceKeeping
from desktop.views.source_marks import SourceMarks
from desktop.views.source_page import PAGES, TEXT, SourcePage
from desktop.views.source_pane import SourcePane
from desktop.views.source_side import Coding, SourceSide
from desktop.views.source_tools import SourceTools
from desktop.views.view import View
from desktop.widgets.announce import announce
from desktop.widgets.blank import Blank
from desktop.widgets.undo_bar import UndoBar
from desktop.words import _, count
from desktop.workspace import Workspace

LIST_WIDTH = 268


@dataclass(frozen=True)
class Parts:
    """What takes long to be made."""

    page: SourcePage
    facts: SourceInspector
    form: CodingForm


class Sources(View):
    """A list of sources, and a page to read. Texts and statements are read beside the window."""

    addWanted = Signal()
    """Files are to be chosen."""
    annotatedWanted = Signal(int)
    """The source with this id is to be exported with its marks."""
    imported = Signal(str)
    """Files were taken in: how many, in a sentence."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, parts: Parts | None = None) -> None:
        super().__init__(workspace, parent)
        parts = parts or Parts(SourcePage(), SourceInspector(workspace), CodingForm(workspace))
        self.model = SourceList(self)
        self.intake = Intake(workspace, self)
        self.pane = SourcePane(workspace, self.model)
        self.list = self.pane.list
        self.page = parts.page
        self.editor = SourceEditor()
        self.imports = ImportList(self.intake)
        self.side = SourceSide(parts.facts, parts.form)
        self.facts = self.side.facts
        self.blank = Blank("book-open")
        self.blank.tell(
            _("No sources yet"),
            _("Add files or folders with Ctrl+Shift+O, drop them anywhere, or paste a text with Ctrl+V."),
        )
        self.original = OriginalPages(workspace, self.page.pages)
        self.bar = SourceTools(self.original.zoom)
        self.hand = SourceHand(workspace, self.page, self.source)
        self.finder = SourceFinder(workspace, self.page)
        self.undo = UndoBar(self)
        self.coding = Coding(self.side, self.page, workspace)
        self.keeping = SourceKeeping(self)
        self.marks = SourceMarks(workspace, self.page)
        self.side.add_marks(self.marks.panel)
        self._center = QStackedWidget()
        self._whole = QStackedWidget()
        self._shown: int | None = None
        self._digest = ""
        self._late = False
        self._page_count = 0
        self._wished: Quotation | None = None
        self._lay_out()
        self._connect()
        self._renew()

    @classmethod
    def made_in_steps(cls, workspace: Workspace) -> Generator[None, None, Self]:
        """Its parts that take long, one a step, then the view."""
        page = SourcePage()
        yield
        facts = SourceInspector(workspace)
        yield
        form = CodingForm(workspace)
        yield
        return cls(workspace, parts=Parts(page, facts, form))

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
        if self._shown is None:
            return {}
        passage = self._wished or self.page.passage
        return {"source": self._shown} if passage is None else {"passage": passage}

    def go(
        self,
        source: int | None = None,
        passage: Quotation | None = None,
        files: Sequence[Path] = (),
        **_place: Any,
    ) -> None:
        """Shows a source, or the passage of a quotation in it; or takes files in."""
        if files:
            self.take(files)
        wanted = passage.source if passage is not None else source
        if wanted is None or self.model.source(wanted) is None:
            return
        if self.model.row_of(wanted) < 0:
            self.pane.widen()
        self._wished = passage
        self._center.setCurrentWidget(self.page)
        if wanted == self._shown:
            self._look()
        self.list.setCurrentIndex(self.model.index(self.model.row_of(wanted)))

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
            self._close_imports()
        elif not self.page.clear():
            return False
        return True

    def take(self, files: Sequence[Path]) -> None:
        """Takes files and folders in, and shows what becomes of them."""
        if self.workspace.path is not None and not self.workspace.read_only:
            if not self.intake.busy():
                self.intake.clear()
            self.intake.add(files)
            self._show_imports()

    def ask_text(self, text: str = "") -> None:
        """Asks for the title of a text that is to become a source."""
        if self.workspace.path is None or self.workspace.read_only:
            return
        dialog = PasteDialog(text, self.window())
        dialog.given.connect(self.intake.add_text)
        dialog.open()

    def source(self) -> Source | None:
        """The source that is read."""
        listed = self.model.source(self._shown) if self._shown is not None else None
        return listed.source if listed is not None else None

    def showEvent(self, event: QShowEvent) -> None:
        """Now the source is read, if it was not yet."""
        super().showEvent(event)
        source = self.source()
        if self._late and source is not None:
            self._load(source)

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
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for part in (self.page, self.editor, self.imports):
            self._center.addWidget(part)
        splitter.addWidget(self.pane)
        splitter.addWidget(self._center)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST_WIDTH, 780])
        self._whole.addWidget(splitter)
        self._whole.addWidget(self.blank)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)

    def _connect(self) -> None:
        """Every connection of the view."""
        workspace, page, pane, facts, intake = self.workspace, self.page, self.pane, self.facts, self.intake
        workspace.opened.connect(self._forget)
        workspace.closed.connect(self._forget)
        workspace.compared.connect(self._renew)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.clicked.connect(lambda _index: self._center.setCurrentWidget(page))
        self.list.activated.connect(self._read_on)
        self.list.pasted.connect(self.ask_text)
        self.list.filesPasted.connect(self.take)
        self.list.deleteWanted.connect(self._delete)
        pane.addWanted.connect(self.addWanted)
        pane.pasteWanted.connect(self.ask_text)
        pane.importShown.connect(self._show_imports)
        page.passageTold.connect(self.selectionTold)
        page.passageSeen.connect(self._tell_passage)
        page.noted.connect(self.hand.note)
        self.coding.wanted.connect(self.inspect)
        self.coding.left.connect(self._read_on)
        self.coding.left.connect(self.inspected)
        page.cited.connect(self.hand.cite)
        page.lettered.connect(self._letter)
        self.bar.shown_as.connect(self._show_as)
        self.bar.finder.clicked.connect(self.finder.open)
        self.bar.annotated.clicked.connect(lambda: self.annotatedWanted.emit(self._shown or 0))
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
        self.original.left.connect(lambda: self._show_as(TEXT))
        self.imports.opened.connect(lambda source: self.go(source=source))
        self.imports.closed.connect(self._close_imports)
        intake.listed.connect(self._tell_imports)
        intake.moved.connect(lambda _row: self._tell_imports())
        intake.taken.connect(self._show_taken)
        intake.ended.connect(lambda: self.imported.emit(outcome(intake)))

    def _forget(self) -> None:
        """Another case, or none."""
        self._shown = self._wished = None
        self._digest = ""
        self.original.forget()
        self._center.setCurrentWidget(self.page)
        self._show_as(TEXT)
        self._renew()

    def _renew(self) -> None:
        """The record is new: the list, and what is shown of the source that is read."""
        self.page.writable = not self.workspace.read_only
        self.model.show(self.workspace.snapshot)
        there = self.model.source(self._shown) if self._shown is not None else None
        busy = bool(self.intake.items)
        self._whole.setCurrentIndex(0 if self.model.total() or busy else 1)
        if there is not None:
            self._reread(there)
        elif self.model.rowCount():
            self._shown = None
            self.list.setCurrentIndex(QModelIndex())
            self.list.setCurrentIndex(self.model.index(0))
        else:
            self._shown = None
            self._tell_source()
        self.told.emit()

    def _reread(self, there: Listed) -> None:
        """The source that is read may have other facts, another text, other passages."""
        with QSignalBlocker(self.list.selectionModel()):
            self.list.setCurrentIndex(self.model.index(self.model.row_of(there.source.id)))
        self._tell_source()
        if there.source.digest != self._digest:
            self._load(there.source)
        elif self.isVisible():
            self.workspace.quoting(there.source.id, self._with_source(there.source.id, self._tint))
        else:
            self._late = True

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        listed = index.data(LISTED)
        if not isinstance(listed, Listed) or listed.source.id == self._shown:
            return
        self._shown = listed.source.id
        if self._wished is not None and self._wished.source != self._shown:
            self._wished = None
        self.original.forget()
        self._show_as(TEXT)
        self.selectionTold.emit(listed.title)
        self._tell_source()
        self._load(listed.source)

    def _load(self, source: Source) -> None:
        """Reads the text and what is quoted from it; not before anybody looks."""
        self._late = not self.isVisible()
        if self._late:
            return
        self._digest = source.digest
        answer = self._with_source(source.id, self._show)
        self.workspace.ask(lambda case: source_edits.text_of(case, source.id), answer)
        self.workspace.quoting(source.id, self._with_source(source.id, self._tint))

    def _show(self, read: tuple[Blocks, Any]) -> None:
        source = self.source()
        if source is not None:
            blocks, paged = read
            self._page_count = paged.count if paged is not None else 0
            place, passage = self.page.text.seen()[0], self.page.passage
            again = self.page.shown_source == source.id
            self.page.show_source(source, blocks, paged)
            if again:  # the same source with another text: the reader stays where it was
                self.page.keep_looking_at(passage)
                self.page.text.show_place(place, 0.0)
            self.finder.stop()
            self._tell_source()
            self.marks.read(source, blocks.text, paged=paged is not None)

    def _tint(self, statements: tuple[Statement, ...]) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is not None and self._shown is not None:
            notes = note_places(self._shown, snapshot.notes)
            self.page.show_passages(passages(self._shown, statements, snapshot.actors, snapshot.factors), notes)
            self.marks.renew(self._shown, statements)
            self._look()
            self._tell_passage()
            if self._shown is not None and self._shown == self.page.shown_source:
                self.coding.read(self._shown)

    def _look(self) -> None:
        """Goes to the passage that was wished for, once its text is there."""
        if self._wished is not None:
            wished, self._wished = self._wished, None
            self.page.look_at(wished)

    def _tell_source(self) -> None:
        """The inspector and the tools, for the source that is read."""
        listed = self.model.source(self._shown) if self._shown is not None else None
        if listed is not None:
            self.page.tell_source(listed.source)
        self.facts.show_source(
            listed.source if listed is not None else None, listed.coded if listed is not None else 0, self._page_count
        )
        self.bar.allow_pages(listed is not None and self._page_count > 0)
        self._tell_passage()

    def _tell_passage(self) -> None:
        self.bar.tell(self.page.number(), len(self.page.passages))

    def _read_on(self) -> None:
        self._center.setCurrentWidget(self.page)
        self.page.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_as(self, how: int) -> None:
        """As text, or on the original pages."""
        source = self.source()
        if how == PAGES and source is not None:
            self.original.show(source.id, source.file or source.title, self.page.blocks.text)
        had = self.page.reader.hasFocus()
        self.page.show_as(how)
        self.bar.show_how(how)
        if had:
            self.page.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _letter(self, letter: str) -> None:
        if letter == "N":
            self.hand.note(None, None)
        else:
            self.coding.letter(letter)

    def _delete(self) -> None:
        listed = self.model.source(self._shown) if self._shown is not None else None
        if listed is not None:
            self.hand.delete(listed.coded)

    def _save_text(self, text: str) -> None:
        self.hand.retext(text, done=self.keeping.saving())
        self._leave_editor()

    def _leave_editor(self) -> None:
        self._center.setCurrentWidget(self.page)
        self.page.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_taken(self, source: int) -> None:
        """A text that was pasted is read at once."""
        if not self.imports.isVisible():
            self.go(source=source)

    def _show_imports(self) -> None:
        self._whole.setCurrentIndex(0)
        self._center.setCurrentWidget(self.imports)
        self.imports.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_imports(self) -> None:
        self._center.setCurrentWidget(self.page)
        if not self.intake.busy():
            self.intake.clear()
        self._renew()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_imports(self) -> None:
        """What is on its way in, above the list."""
        self.pane.tell_under_way(brief(self.intake))

    def _tell(self, told: str) -> None:
        self.selectionTold.emit(told)
        announce(self, told)

    def _with_source(self, source: int, then: Any) -> Any:
        """An answer about a source that is dropped when another one is read by then."""

        def answer(found: Any) -> None:
            if source == self._shown:
                then(found)

        return answer
