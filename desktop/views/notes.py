"""All notes of the case: found, filtered, answered, ticked off; each leads to what it is about."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.records import Note, NoteTarget
from desktop import theme
from desktop.models.notes import NOTE, NoteLine, NotesModel, Which
from desktop.models.unfinished import Typed
from desktop.views.remark_edits import remarks_of
from desktop.views.remark_writer import RemarkWriter
from desktop.views.view import View
from desktop.widgets.blank import Blank
from desktop.widgets.controls import Button, Segmented
from desktop.widgets.flow import Flow
from desktop.widgets.hand import HandPanel
from desktop.widgets.note_delegate import NoteDelegate
from desktop.widgets.pick_panel import Option, PickPanel, fitting
from desktop.widgets.text import Paragraph
from desktop.words import _, count
from desktop.workspace import Workspace


class Notes(View):
    """A list of notes; the inspector has the whole thread and what it is about."""

    openThing = Signal(object)
    """What a note is about is to be shown: its NoteTarget."""

    def make(self) -> Iterator[None]:
        """The list and its tools, then the talk about a note."""
        workspace = self.workspace
        self.model = NotesModel(self)
        self.find_box = QLineEdit()
        self.find_box.setPlaceholderText(_("Find in notes"))
        self.find_box.setAccessibleName(_("Find in notes"))
        self.find_box.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.which = Segmented((_("All"), _("Open"), _("Done")), _("Which notes"))
        self.tag_button = Button(_("All tags"), "tag", "plain")
        self.new_button = Button(_("New note on the case"), "sticky-note", "plain", "N")
        yield
        self.list = _NoteList(self.model)
        self.blank = Blank("sticky-note")
        yield
        self.side = NoteThread(workspace)
        yield
        self._tag = ""
        self._tags: PickPanel | None = None
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._renew()

    def title(self) -> str:
        """The name of the view."""
        return _("Notes")

    def count(self) -> str:
        """How many notes are shown, of how many."""
        shown, total = self.model.rowCount(), self.model.total()
        if shown == total:
            return count(total, "{n} note", "{n} notes") if total else ""
        return _("{n} of {all} notes").format(n=shown, all=total)

    def keys(self) -> str:
        """The keys that work here."""
        return _("Enter: show what it is about · N: new note") if self.model.total() else ""

    def inspector(self) -> QWidget | None:
        """The thread of the current note."""
        return self.side

    def place(self) -> dict[str, Any]:
        """The current note."""
        line = self._current()
        return {} if line is None else {"note": line.note.id}

    def go(self, note: int | None = None, **_place: Any) -> None:
        """Goes to a note."""
        row = -1 if note is None else self.model.row_of(note)
        if row < 0 and note is not None:
            self.find_box.clear()
            self.which.choose(Which.ALL)
            row = self.model.row_of(note)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))

    def first(self) -> QWidget:
        """The list."""
        return self.list if self._pages.currentIndex() == 0 else self.blank

    def resume(self, typed: Typed) -> None:
        """Opens the form of an unfinished note."""
        self.inspect.emit()
        self.side.resume(typed)

    def write(self) -> None:
        """A new note, on the case as a whole."""
        if not self.workspace.read_only:
            self.inspect.emit()
            self.side.begin(NoteTarget(), _("Note on the case"))

    def _lay_out(self) -> None:
        tools = Flow(gap=10)
        self.find_box.setFixedWidth(260)
        self.which.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for part in (self.find_box, self.which, self.tag_button, self.new_button):
            tools.addWidget(part)
        above = QVBoxLayout()
        above.setContentsMargins(16, 10, 16, 10)
        above.addLayout(tools)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        self._pages.addWidget(page)
        self._pages.addWidget(self.blank)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(above)
        whole.addWidget(self._pages, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.workspace.opened.connect(self._renew)
        self.workspace.closed.connect(self._renew)
        self.workspace.compared.connect(self._renew)
        self.find_box.textChanged.connect(self._ask)
        self.which.chosen.connect(self._ask)
        self.tag_button.clicked.connect(self._choose_tag)
        self.new_button.clicked.connect(self.write)
        self.list.wanted.connect(self._open)
        self.list.written.connect(self.write)
        self.list.selectionModel().currentChanged.connect(lambda *_indices: self._show())
        self.side.opened.connect(self.openThing)
        self.side.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))

    def _renew(self) -> None:
        """The record is new: the current note stays, if it is still there."""
        here = self.place().get("note")
        self.new_button.setEnabled(self.workspace.snapshot is not None and not self.workspace.read_only)
        self.model.show(self.workspace.snapshot)
        self._after(here)

    def _ask(self) -> None:
        here = self.place().get("note")
        self.model.ask(self.find_box.text(), Which(self.which.current()), self._tag)
        self._after(here)

    def _after(self, note: int | None) -> None:
        row = self.model.row_of(note) if note is not None else -1
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(max(row, 0)))
        self._pages.setCurrentIndex(0 if self.model.rowCount() else 1)
        if not self.model.rowCount():
            self.blank.tell(*self._missing())
        self._show()
        self.told.emit()

    def _missing(self) -> tuple[str, str]:
        if self.model.total():
            return _("No note fits"), _("Take a word away, or choose all notes and all tags.")
        return _("No notes yet"), _("Press N on a cell, a statement, an actor or a passage to write one.")

    def _choose_tag(self) -> None:
        if self._tags is None:
            self._tags = PickPanel(self.window())
            self._tags.picked.connect(self._took_tag)
        everything = Option("", _("All tags"))
        options = [everything, *(Option(tag, tag, str(many)) for tag, many in self.model.tags())]
        corner = self.tag_button.mapTo(self.window(), self.tag_button.rect().topLeft())
        self._tags.ask(QRect(corner, self.tag_button.size()), _("Tag"), fitting(options))

    def _took_tag(self, keys: Any) -> None:
        self._tag = str(next(iter(keys), "")) if isinstance(keys, list | tuple | set) else str(keys)
        self.tag_button.setText(self._tag or _("All tags"))
        self.tag_button.updateGeometry()
        self._ask()

    def _current(self) -> NoteLine | None:
        return self.model.line(self.list.currentIndex().row())

    def _show(self) -> None:
        line = self._current()
        self.side.show_line(line)
        self.selectionTold.emit("" if line is None else line.about)

    def _open(self, index: QModelIndex) -> None:
        line = self.model.line(index.row())
        if line is not None:
            self.openThing.emit(line.note.on)


class _NoteList(QListView):
    """Enter opens what a note is about; N writes one."""

    wanted = Signal(QModelIndex)
    written = Signal()

    def __init__(self, model: NotesModel) -> None:
        super().__init__()
        self.setModel(model)
        self._delegate = NoteDelegate(self, NOTE)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Notes"))
        self.doubleClicked.connect(self.wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Notes are as high as their words in the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and N; other letters do not search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.wanted.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_N and not event.modifiers():
            self.written.emit()
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)


class NoteThread(QWidget):
    """One note with its answers, and the form for more."""

    opened = Signal(object)
    """What the note is about is to be shown."""
    left = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._line: NoteLine | None = None
        self.about = Paragraph(role="strong", token="ink")  # noqa: S106 - a colour
        self.go_button = Button(_("Show it"), "arrow-right", "plain", "Return")
        self.hand = HandPanel()
        self.writing = RemarkWriter(workspace)
        self.nothing = Blank("sticky-note")
        self.nothing.tell(_("No note chosen"), _("Choose a note to read and answer it."))
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(16, 14, 16, 8)
        head.setSpacing(8)
        head.addWidget(self.about)
        head.addWidget(self.go_button, 0, Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._head, self.hand, self.writing, self.nothing):
            column.addWidget(part, 1 if part is self.nothing else 0)
        column.addStretch(0)
        self.go_button.clicked.connect(self._go)
        self.hand.wished.connect(self._wish)
        self.writing.closed.connect(self._written)
        self.show_line(None)

    def show_line(self, line: NoteLine | None) -> None:
        """Shows another note, or none."""
        self._line = line
        self._head.setVisible(line is not None)
        self.nothing.setVisible(line is None and self.writing.isHidden())
        notes: tuple[Note, ...] = () if line is None else (line.note, *line.answers)
        self.about.setText("" if line is None else line.about)
        self.hand.show_remarks(remarks_of((), notes, not self._workspace.read_only))

    def begin(self, on: NoteTarget, title: str) -> None:
        """Opens the form for a new note."""
        self.nothing.hide()
        self.writing.note(on, title)

    def resume(self, typed: Typed) -> None:
        """Opens the form of something unfinished."""
        if self.writing.resume(typed):
            self.nothing.hide()

    def _go(self) -> None:
        if self._line is not None:
            self.opened.emit(self._line.note.on)

    def _wish(self, kind: str, number: int, tool: str) -> None:
        self.writing.wish(kind, number, tool)

    def _written(self) -> None:
        self.nothing.setVisible(self._line is None)
        self.left.emit()
