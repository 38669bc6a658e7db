"""What was typed and not saved: where each belongs, and its words; one can be opened in its form, or thrown away."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.dialogs.dialog import Dialog
from desktop.models import unfinished
from desktop.widgets.controls import Button
from desktop.widgets.row_table import RowTable
from desktop.widgets.text import Label, Paragraph
from desktop.words import _
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.records import Unfinished
    from desktop.models.unfinished import Typed


class UnfinishedDialog(Dialog):
    """A list, the latest first; below it the words of the chosen one."""

    resumed = Signal(object)
    """One (``Typed``) is to be opened in its form."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Unfinished texts"), parent)
        self.resize(680, 520)
        self._workspace = workspace
        self._listed: tuple[tuple[Unfinished, Typed], ...] = ()
        self.model = QStandardItemModel(0, 2, self)
        self.model.setHorizontalHeaderLabels([_("What it is"), _("Typed")])
        self.said = Paragraph("")
        self.table = RowTable(self.model, _("Unfinished texts, the latest first"), (0,))
        self.heading = Label(_("What you typed"), "strong")
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(_("What you typed"))
        for part, stretch in ((self.said, 0), (self.table, 1), (self.heading, 0), (self.words, 1)):
            self.content.addWidget(part, stretch)
        self.drop: Button = self.add_button(_("Throw it away"), start=True)
        self.add_button(_("Close")).clicked.connect(self.reject)
        self.main: Button = self.add_button(_("Open it"), main=True)
        self.drop.clicked.connect(self._drop)
        self.main.clicked.connect(self._resume)
        self.table.moved.connect(self._show_words)
        workspace.closed.connect(self.reject)
        workspace.keeper.settle()
        self._fill(0)
        self.table.setFocus()

    def _fill(self, row: int) -> None:
        snapshot = self._workspace.snapshot
        self._listed = self._workspace.keeper.all() if snapshot is not None else ()
        self.model.removeRows(0, self.model.rowCount())
        for each, typed in self._listed:
            if snapshot is not None:
                told = unfinished.belongs(typed, snapshot)
                self.model.appendRow([QStandardItem(told), QStandardItem(unfinished.when(each.at))])
        there = bool(self._listed)
        told = _("They are kept with the case until they are saved, or thrown away.")
        self.said.setText(told if there else _("Nothing was left unfinished in this case."))
        for part in (self.table, self.heading, self.words):
            part.setVisible(there)
        if there:
            self.table.walk_to(min(row, len(self._listed) - 1))
        self._show_words()

    def _show_words(self) -> None:
        typed, snapshot = self._chosen(), self._workspace.snapshot
        self.words.setPlainText(typed.body if typed is not None else "")
        there = typed is not None and snapshot is not None and unfinished.there(typed, snapshot)
        gone = typed is not None and not there
        lost = _("What it belongs to is no longer in the record. Its words can be copied from here.")
        self.heading.setText(lost if gone else _("What you typed"))
        self.main.setEnabled(there)
        self.drop.setEnabled(typed is not None)

    def _chosen(self) -> "Typed | None":
        row = self.table.currentIndex().row()
        return self._listed[row][1] if 0 <= row < len(self._listed) else None

    def _drop(self) -> None:
        typed, row = self._chosen(), self.table.currentIndex().row()
        if typed is not None:
            self._workspace.keeper.over(typed.name)
            self._fill(row)

    def _resume(self) -> None:
        typed = self._chosen()
        if typed is not None:
            self.accept()
            self.resumed.emit(typed)
