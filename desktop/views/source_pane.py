"""The left side of the sources: a field that finds in titles and texts, the list, and what is on its way in."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.sources import LISTED, Listed, SourceList
from desktop.views import source_edits
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.line import Line
from desktop.widgets.source_delegate import SourceDelegate
from desktop.widgets.source_list_view import SourceListView
from desktop.widgets.text import Paragraph
from desktop.words import _, count
from desktop.workspace import Workspace

PAUSE = 180
"""Milliseconds after the last key before it looks."""


class SourcePane(QWidget):
    """Lists the sources; what is typed above narrows the list."""

    addWanted = Signal()
    """Files are to be chosen."""
    pasteWanted = Signal()
    importShown = Signal()
    """The import list is to be shown."""

    def __init__(self, workspace: Workspace, model: SourceList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.model = model
        self.field = QLineEdit()
        self.uncoded = IconButton("list-filter", _("Only what is not coded yet"))
        self.add = IconButton("plus", _("Add sources"), "Ctrl+Shift+O")
        self.paste = IconButton("clipboard", _("New source from text"), "Ctrl+V")
        self.list = SourceListView()
        self.under_way = Button("", "loader", "flat")
        self._nothing = Paragraph(role="dense")
        self._delegate = SourceDelegate(self.list, _row)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self.look)
        self.uncoded.toggled.connect(self._narrow)
        self.add.clicked.connect(self.addWanted)
        self.paste.clicked.connect(self.pasteWanted)
        self.under_way.clicked.connect(self.importShown)
        theme.current().changed.connect(self.list.scheduleDelayedItemsLayout)

    def look(self) -> None:
        """Finds what is asked for, in titles and texts."""
        self._pause.stop()
        asked = self.field.text().strip()
        if not asked:
            self._narrow()
            return

        def answer(found: frozenset[int]) -> None:
            if asked == self.field.text().strip():
                self.model.narrow(found, uncoded=self.uncoded.isChecked())
                self._tell()

        self._workspace.ask(lambda case: source_edits.found(case, asked), answer)

    def tell_under_way(self, text: str) -> None:
        """What is on its way in, in a few words; nothing when all is done and seen."""
        self.under_way.setText(text)
        self.under_way.setVisible(bool(text))

    def narrowed(self) -> bool:
        """Whether only a part of the sources is listed."""
        return bool(self.field.text().strip()) or self.uncoded.isChecked()

    def widen(self) -> None:
        """Lists all sources again."""
        self.field.clear()
        self.uncoded.setChecked(False)
        self._narrow()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))

    def _narrow(self) -> None:
        if self.field.text().strip():
            self.look()
            return
        self.model.narrow(None, uncoded=self.uncoded.isChecked())
        self._tell()

    def _tell(self) -> None:
        there = self.model.rowCount()
        self._nothing.setVisible(not there and self.narrowed())
        self.list.setAccessibleDescription(count(there, "{n} source", "{n} sources"))

    def _lay_out(self) -> None:
        self.field.setPlaceholderText(_("Find in titles and text"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setClearButtonEnabled(True)
        self.uncoded.setCheckable(True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self._nothing.setText(_("Nothing fits. Esc or an empty field shows all sources."))
        self._nothing.setContentsMargins(16, 12, 16, 12)
        self._nothing.hide()
        self.under_way.hide()
        self.setMinimumWidth(200)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 8, 8)
        head.setSpacing(2)
        head.addWidget(self.field, 1)
        for part in (self.uncoded, self.paste, self.add):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self.under_way)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)


def _row(index: QModelIndex | QPersistentModelIndex) -> tuple[str, str, str, int]:
    listed: Listed = index.data(LISTED)
    return listed.title, listed.facts, listed.grade, listed.coded
