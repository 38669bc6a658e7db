"""The way from a line of the table to its source, and the menu of what its keys do."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from desktop.models.statement_rows import Told
from desktop.views import record_edits
from desktop.words import _

if TYPE_CHECKING:
    from desktop.views.statements import Statements


class LineDeeds(QObject):
    """What is done with one line."""

    def __init__(self, view: "Statements") -> None:
        super().__init__(view)
        self._view = view

    def open(self, line: int) -> None:
        """Shows the words on a line in their source."""
        entry = self._view.model.entry(line)
        if entry is not None and entry.told is not None:
            self._open_told(entry.told)
        elif entry is not None:
            statement = entry.id
            ask = partial(record_edits.told, ids=(statement,), find="", added=False)
            self._view.workspace.ask(ask, lambda told: self._open_told(told[statement]) if statement in told else None)

    def _open_told(self, told: Told) -> None:
        if told.quotation is not None:
            self._view.openPassage.emit(told.quotation)
        else:
            self._view.selectionTold.emit(_("Unsourced: no words on record stand for it"))

    def open_menu(self, where: QPoint) -> None:
        """The keys as a menu."""
        line = self._view.table.currentIndex().row()
        menu = QMenu(self._view)
        for text, deed in (
            (_("Show in its source"), partial(self.open, line)),
            (_("All the words"), partial(self._view.table.peek, line)),
            (_("Copy with the source"), self._view.selected.copy),
            (_("Add a condition …"), partial(self._view.command, "C")),
            (_("Note …"), partial(self._view.command, "N")),
            (_("Delete"), partial(self._view.command, "Del")),
        ):
            menu.addAction(text).triggered.connect(lambda _checked=False, deed=deed: deed())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)
