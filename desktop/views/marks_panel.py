"""The marks that were made elsewhere in the file of the source: a list, each to be taken over as a note or coded."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QGridLayout, QListView, QVBoxLayout, QWidget

from desktop import theme
from desktop.dialogs.asking import PasswordDialog
from desktop.marked import Marked
from desktop.models.foreign_marks import MARK, ForeignMarks, MarkLine
from desktop.widgets.controls import Button
from desktop.widgets.line import Line
from desktop.widgets.mark_delegate import MarkDelegate, row_height
from desktop.widgets.text import Label, Paragraph
from desktop.words import _

ROWS = 3.5
"""So many rows are in sight."""


class MarksPanel(QWidget):
    """One Tab stop for the list: arrows move, N takes over as notes, A codes, Enter goes there."""

    looked = Signal(object)
    """The MarkLine that is looked at."""
    coded = Signal(int, int)
    """A span is to be coded."""

    def __init__(self, marked: Marked, model: ForeignMarks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._marked = marked
        self._writable = True
        self._name = ""
        self._away = False
        self.title = Label(role="label", token="ink2")  # noqa: S106 - a colour
        self.told = Paragraph(role="dense")
        self.list = _MarkList()
        self.list.setModel(model)
        self.list.setItemDelegate(MarkDelegate(self.list, MARK))
        self.note = Button(_("Take over as note"), "sticky-note", keys="N")
        self.code = Button(_("Code as statement"), "quote", keys="A")
        self.all = Button(_("All as notes"), kind="flat")
        self.password = Button(_("Password …"), "lock-open")
        self._lay_out()
        self._connect()
        self.password.hide()
        self.told.hide()
        self._show()

    def allow(self, writable: bool) -> None:
        """Whether anything can be taken over."""
        self._writable = writable
        self._tell()

    def give_way(self, away: bool) -> None:
        """Is not to be seen while something is coded, even where there are marks."""
        self._away = away
        self._fit()

    def name(self, name: str) -> None:
        """The name of the file, to ask for its password."""
        self._name = name

    def begin(self) -> None:
        """Another source is read: nothing is known of it yet."""
        self.password.hide()
        self.told.hide()
        self.model.show(())

    def choose(self, row: int) -> None:
        """Looks at a mark, and gives the list the keyboard."""
        self.list.setCurrentIndex(self.model.index(row))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        """Takes the chosen marks over as notes, as one action."""
        if self._writable:
            chosen = {index.data(MARK).mark.key for index in self.list.selectionModel().selectedIndexes()}
            self._marked.take([mark for mark in self.model.left() if mark.key in chosen])  # type: ignore[misc]

    def take_all(self) -> None:
        """Takes all of them over, as one action."""
        if self._writable:
            self._marked.take(self.model.left())  # type: ignore[arg-type]  # the model knows only what it shows

    def code_current(self) -> None:
        """Wants the words of the mark that is looked at coded."""
        line = self._current()
        if self._writable and line is not None and line.placed:
            self.coded.emit(line.mark.start, line.mark.end)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("chrome"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        column.addWidget(Line())
        self.title.setContentsMargins(16, 2, 16, 0)
        self.title.setBuddy(self.list)
        self.told.setContentsMargins(16, 0, 16, 0)
        buttons = QGridLayout()
        buttons.setContentsMargins(14, 0, 14, 0)
        buttons.setHorizontalSpacing(6)
        buttons.setVerticalSpacing(4)
        for place, button in enumerate((self.note, self.all, self.code, self.password)):
            buttons.addWidget(button, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
        buttons.setColumnStretch(1, 1)
        for part in (self.title, self.told, self.list):
            column.addWidget(part)
        column.addLayout(buttons)

    def _connect(self) -> None:
        """Every connection of the panel."""
        marked, model = self._marked, self.model
        marked.found.connect(lambda _source, _found: self.password.hide())
        marked.locked.connect(self._lock)
        marked.failed.connect(self._fail)
        model.modelReset.connect(self._show)
        model.dataChanged.connect(self._tell)
        self.list.selectionModel().currentChanged.connect(self._look)
        self.list.selectionModel().selectionChanged.connect(self._tell)
        self.list.activated.connect(self._look)
        self.list.noteWanted.connect(self.take)
        self.list.codeWanted.connect(self.code_current)
        self.note.clicked.connect(self.take)
        self.code.clicked.connect(self.code_current)
        self.all.clicked.connect(self.take_all)
        self.password.clicked.connect(self._ask_password)
        theme.current().changed.connect(self._fit)

    def _show(self) -> None:
        there = self.model.rowCount() > 0
        self.title.setText((self.model.told() if there else _("Marks in the file")).upper())
        for part in (self.list, self.note, self.code, self.all):
            part.setVisible(there)
        self._fit()
        self._tell()

    def _fit(self) -> None:
        anything = self.model.rowCount() > 0 or not self.password.isHidden() or not self.told.isHidden()
        self.setVisible(anything and not self._away)
        self.list.setFixedHeight(round(min(ROWS, self.model.rowCount()) * row_height()) + 1)

    def _tell(self) -> None:
        """What can be done with what is chosen."""
        line = self._current()
        left = {mark.key for mark in self.model.left()}
        chosen = [index.data(MARK) for index in self.list.selectionModel().selectedIndexes()]
        self.note.setEnabled(self._writable and any(each.mark.key in left for each in chosen))
        self.code.setEnabled(self._writable and line is not None and line.placed)
        self.all.setEnabled(self._writable and bool(left))

    def _current(self) -> MarkLine | None:
        line = self.list.currentIndex().data(MARK)
        return line if isinstance(line, MarkLine) else None

    def _look(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        line = index.data(MARK)
        if isinstance(line, MarkLine):
            self.looked.emit(line)
        self._tell()

    def _lock(self, wrong: bool) -> None:
        self.told.setText(_("That password is wrong.") if wrong else _("The file may hold marks; it has a password."))
        self.told.show()
        self.password.show()
        self._show()

    def _fail(self, told: str) -> None:
        self.told.setText(_("The marks in the file could not be read: {why}").format(why=told))
        self.told.show()
        self._show()

    def _ask_password(self) -> None:
        dialog = PasswordDialog(self._name, self.window())
        dialog.given.connect(self._marked.unlock)
        dialog.open()


class _MarkList(QListView):
    """Letters are deeds here, not a search."""

    noteWanted = Signal()
    codeWanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Marks in the file"))
        self.setAccessibleDescription(_("N takes over as note, A codes as statement"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N and A; J and K move as in the suggestions."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        deeds = {Qt.Key.Key_N: self.noteWanted, Qt.Key.Key_A: self.codeWanted}
        steps = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
        if plain and event.key() in deeds:
            deeds[Qt.Key(event.key())].emit()
        elif plain and event.key() in steps:
            self._step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first one is looked at, if none was."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and self.model().rowCount():
            self._step(0)

    def keyboardSearch(self, _typed: str) -> None:
        """No search."""

    def _step(self, by: int) -> None:
        row = max(0, min(self.model().rowCount() - 1, self.currentIndex().row() + by))
        there = self.model().index(row, 0)
        self.selectionModel().setCurrentIndex(there, QItemSelectionModel.SelectionFlag.ClearAndSelect)
