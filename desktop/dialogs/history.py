"""The history of the case: who did what and when, what it was before and after, and the way back to any point."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop import past
from desktop.dialogs.dialog import Dialog
from desktop.models.history import WHAT, HistoryModel, LinesModel
from desktop.past import Past, Row, Told
from desktop.widgets.announce import announce
from desktop.widgets.controls import Button
from desktop.widgets.row_table import RowTable
from desktop.widgets.text import Elided, Label, Paragraph
from desktop.words import _, count, listing
from desktop.workspace import Workspace


class HistoryDialog(Dialog):
    """A list of what was done, what the chosen entry changed, and a button that goes back there."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("History"), parent)
        self.resize(940, 660)
        self._workspace = workspace
        self._past: Past | None = None
        self._told: Told | None = None
        self._before = 0
        self.model, self.changes = HistoryModel(self), LinesModel(self)
        self.find_box = _FindBox()
        self.counted = Label("", "dense", "ink2")
        self.table = RowTable(self.model, _("What was done, the latest first"), (WHAT,))
        self.title = Elided("", "strong")
        self.lines = RowTable(self.changes, _("What it changed"), (0, 2, 3))
        self.way = Paragraph("", "dense")
        self.said = Paragraph("", "strong", "ink")
        self.take_back: Button = self.add_button(_("Undo going back"), start=True)
        self.go: Button = self.add_button(_("Go back to here"), main=True)
        self.go.setDefault(False)  # Enter in the list or the field would be too easy
        self.add_button(_("Close")).clicked.connect(self.reject)
        self._lay_out()
        self._connect()
        self._read(0)

    def _lay_out(self) -> None:
        self.take_back.hide()
        self.said.hide()
        self.go.setEnabled(False)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.lines, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(below)
        parts.setSizes([360, 220])
        self.content.addWidget(self.find_box)
        self.content.addWidget(self.counted)
        self.content.addWidget(parts, 1)
        self.content.addWidget(self.way)
        self.content.addWidget(self.said)
        self.setTabOrder(self.find_box, self.table)
        self.setTabOrder(self.table, self.lines)
        self.setTabOrder(self.lines, self.take_back)

    def _connect(self) -> None:
        self.find_box.textChanged.connect(self._find)
        self.find_box.left.connect(self._to_table)
        self.table.moved.connect(self._moved)
        self.go.clicked.connect(self._go)
        self.take_back.clicked.connect(self._take_back)
        self._workspace.failed.connect(self._failed)
        self._workspace.closed.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._to_find_box)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.take_back.click)

    def _read(self, chosen: int, told: str = "") -> None:
        """Reads the history again, and chooses an entry; the latest when it is not there."""

        def answer(found: Past) -> None:
            if isValid(self):
                self._past = found
                self._show(found.rows, chosen, told)

        self._workspace.ask(past.read, answer)

    def _show(self, rows: tuple[Row, ...], chosen: int, told: str) -> None:
        self.model.show_rows(rows)
        self._count()
        self._choose(chosen)
        if not self.find_box.hasFocus():
            self._to_table()
        self._say(told)

    def _find(self, asked: str) -> None:
        chosen = self._told.entry.id if self._told is not None else 0
        self.model.find(asked)
        self._count()
        self._choose(chosen)

    def _choose(self, entry: int) -> None:
        if self.model.rowCount():
            self.table.walk_to(max(0, self.model.line_of(entry)))
        else:
            self._moved()

    def _count(self) -> None:
        found, of = self.model.counts()
        told = count(of, "{n} entry", "{n} entries")
        self.counted.setText(told if found == of else _("{found} of {all}").format(found=found, all=told))

    def _moved(self) -> None:
        """Another entry is chosen: what it changed is asked for."""
        self._told = None
        self.go.setEnabled(False)
        line = self.table.currentIndex().row()
        if line < 0:
            self.title.setText("")
            self.changes.show_lines(())
            self._explain(_("No entry has these words."))
            return
        row, snapshot = self.model.row(line), self._workspace.snapshot
        self.title.setText(f"{row.title} · {row.when}")
        if snapshot is not None and self._past is not None:
            asked = partial(past.told, entry=row.entry, snapshot=snapshot, line=self._past.line)
            self._workspace.ask(asked, partial(self._tell, row))

    def _tell(self, row: Row, told: Told) -> None:
        """What the entry changed, and how far it is; unless another one was chosen meanwhile."""
        if not isValid(self) or self._chosen() != row.entry.id:
            return
        self._told = told
        self.changes.show_lines(told.lines)
        self.go.setEnabled(not self._hindrance(told))
        self._explain(" ".join(filter(None, (_kept(told), self._hindrance(told) or _way(told)))))

    def _chosen(self) -> int:
        line = self.table.currentIndex().row()
        return self.model.row(line).entry.id if line >= 0 else 0

    def _hindrance(self, told: Told) -> str:
        """Why the record cannot go there; nothing when it can."""
        if not told.known:
            return _("The history no longer tells what the record was then.")
        if not told.back + told.again:
            return _("The record is now as it was then.")
        if self._workspace.read_only:
            return _("This case is open for reading only, so nothing can be taken back.")
        return ""

    def _explain(self, text: str) -> None:
        self.way.setText(text)
        self.go.setToolTip("" if self.go.isEnabled() else text)
        self.go.setAccessibleDescription(text)

    def _go(self) -> None:
        told = self._told
        if told is not None and not self._hindrance(told):
            self._before = self.model.latest()
            self._turn(told.entry.id, _done(told))

    def _take_back(self) -> None:
        before, self._before = self._before, 0
        if before:
            self._turn(before, _("The record is again as it was before you went back."))

    def _turn(self, entry: int, told: str) -> None:
        self.go.setEnabled(False)
        self.take_back.setEnabled(False)
        self.said.hide()
        self._workspace.go_back(entry, partial(self._turned, entry, told))

    def _turned(self, entry: int, told: str) -> None:
        if isValid(self):
            self.take_back.setEnabled(True)
            self.take_back.setVisible(bool(self._before))
            self._read(entry, told)

    def _say(self, told: str) -> None:
        """What came of it, on the screen and aloud."""
        self.said.setText(told)
        self.said.setVisible(bool(told))
        announce(self, told)

    def _failed(self, told: str, _details: str) -> None:
        self.take_back.setEnabled(True)
        self._moved()
        self._say(told)

    def _to_find_box(self) -> None:
        self.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_box.selectAll()

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


class _FindBox(QLineEdit):
    """Finds entries by words; Down leads to them."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Find what was done, or who did it"))
        self.setAccessibleName(self.placeholderText())
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes on to the list."""
        if event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _kept(told: Told) -> str:
    """What is not shown of what an entry changed."""
    if not told.entry.kept:
        return _("What it did in detail is no longer kept.")
    return _("It changed more than is shown here.") if told.more else ""


def _way(told: Told) -> str:
    """What going there does."""
    back = count(told.back, "takes back {n} step", "takes back {n} steps")
    again = count(told.again, "does {n} step again", "does {n} steps again")
    steps = listing([*([back] if told.back else []), *([again] if told.again else [])])
    return _("Going back to here {steps}. They stay in the history, and it can be undone.").format(steps=steps)


def _done(told: Told) -> str:
    """What going there did."""
    back = count(told.back, "{n} step taken back", "{n} steps taken back")
    again = count(told.again, "{n} step done again", "{n} steps done again")
    steps = listing([*([back] if told.back else []), *([again] if told.again else [])])
    return _("Gone back: {steps}. Ctrl+Z here undoes it.").format(steps=steps)
