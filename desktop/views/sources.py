"""The sources of the case, and the one that is read."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from db.records import Quotation, Statement
from desktop import theme
from desktop.models.passages import passages
from desktop.models.sources import LISTED, Listed, SourceList
from desktop.views.source_page import SourcePage
from desktop.views.view import View
from desktop.widgets.blank import Blank
from desktop.widgets.source_delegate import SourceDelegate
from desktop.words import _, count
from desktop.workspace import Workspace

LIST_WIDTH = 260


class Sources(View):
    """A list of sources, and a page to read. Texts and statements are read beside the window."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.model = SourceList(self)
        self.list = QListView()
        self.page = SourcePage()
        self.blank = Blank("book-open")
        self.blank.tell(
            _("No sources yet"),
            _("Import texts, or a case file (File, Import files), or drop them here. Each text becomes a source."),
        )
        self._delegate = SourceDelegate(self.list, _row)
        self._shown: int | None = None
        self._wished: Quotation | None = None
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._renew()

    def title(self) -> str:
        """The name of the view."""
        return _("Sources")

    def count(self) -> str:
        """How many, and how many nothing is quoted from yet."""
        told = count(self.model.rowCount(), "{n} source", "{n} sources")
        left = self.model.uncoded()
        return _("{sources}, {n} not coded yet").format(sources=told, n=left) if left else told

    def keys(self) -> str:
        """The keys that work here."""
        return _("Enter: read the source") if self.model.rowCount() else ""

    def place(self) -> dict[str, Any]:
        """The source, and the passage that is looked at."""
        if self._shown is None:
            return {}
        passage = self._wished or self.page.passage
        return {"source": self._shown} if passage is None else {"passage": passage}

    def go(self, source: int | None = None, passage: Quotation | None = None, **_place: Any) -> None:
        """Shows a source, or the passage of a quotation in it."""
        wanted = passage.source if passage is not None else source
        row = self.model.row_of(wanted) if wanted is not None else -1
        if row < 0:
            return
        self._wished = passage
        if wanted == self._shown:
            self._look()
        self.list.setCurrentIndex(self.model.index(row))

    def first(self) -> QWidget:
        """The text when a passage is looked at, else the list."""
        if not self.model.rowCount():
            return self.blank
        return self.page.text if self.place().get("passage") is not None else self.list

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setMouseTracking(True)
        self.list.setMinimumWidth(180)
        self.list.setAccessibleName(_("Sources"))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(self.page)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST_WIDTH, 780])
        self._pages.addWidget(splitter)
        self._pages.addWidget(self.blank)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        """Every connection of the view."""
        self.workspace.opened.connect(self._forget)
        self.workspace.closed.connect(self._forget)
        self.workspace.compared.connect(self._renew)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(self._read_on)
        self.page.passageTold.connect(self.selectionTold)
        theme.current().changed.connect(self.list.scheduleDelayedItemsLayout)

    def _forget(self) -> None:
        """Another case, or none."""
        self._shown = self._wished = None
        self._renew()

    def _renew(self) -> None:
        """The record is new: the list, and the passages of the source that is read."""
        self.model.show(self.workspace.snapshot)
        self._pages.setCurrentIndex(0 if self.model.rowCount() else 1)
        if self._shown is not None and self.model.row_of(self._shown) >= 0:
            self.workspace.quoting(self._shown, self._with_source(self._shown, self._tint))
        elif self.model.rowCount():
            self._shown = None
            self.list.setCurrentIndex(QModelIndex())
            self.list.setCurrentIndex(self.model.index(0))
        self.told.emit()

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        listed = index.data(LISTED)
        if not isinstance(listed, Listed) or listed.source.id == self._shown:
            return
        source = self._shown = listed.source.id
        if self._wished is not None and self._wished.source != source:
            self._wished = None
        self.selectionTold.emit(listed.title)
        self.workspace.source_text(source, self._with_source(source, self._show))
        self.workspace.quoting(source, self._with_source(source, self._tint))

    def _show(self, text: str) -> None:
        row = self.model.row_of(self._shown) if self._shown is not None else -1
        if row >= 0:
            self.page.show_source(self.model.listed(row).source, text)

    def _tint(self, statements: tuple[Statement, ...]) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is not None and self._shown is not None:
            self.page.show_passages(passages(self._shown, statements, snapshot.actors))
            self._look()

    def _look(self) -> None:
        """Goes to the passage that was wished for, once its text is there."""
        if self._wished is not None:
            wished, self._wished = self._wished, None
            self.page.look_at(wished)

    def _read_on(self) -> None:
        self.page.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _with_source(self, source: int, then: Any) -> Any:
        """An answer about a source that is dropped when another one is read by then."""

        def answer(found: Any) -> None:
            if source == self._shown:
                then(found)

        return answer


def _row(index: QModelIndex | QPersistentModelIndex) -> tuple[str, str, str, int]:
    listed: Listed = index.data(LISTED)
    return listed.title, listed.facts, listed.grade, listed.coded
