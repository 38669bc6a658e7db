"""The inspector of the sources: what is known of the source, or the coding form; what is suggested at its foot."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.records import Quotation
from desktop import theme
from desktop.views.coding_form import CodingForm
from desktop.views.marks_panel import MarksPanel
from desktop.views.source_inspector import SourceInspector
from desktop.views.source_page import SourcePage
from desktop.workspace import Workspace


class SourceSide(QWidget):
    """The facts give way to the form while something is coded; suggestions stay in sight."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """It has its parts once ``make`` was gone through."""
        super().__init__(parent)
        self._workspace = workspace
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._marks: MarksPanel | None = None

    def make(self) -> Iterator[None]:
        """Makes its parts, which take long, a little in a step."""
        self.facts = SourceInspector(self._workspace, self)
        self._column.addWidget(self.facts)
        yield
        self.form = CodingForm(self._workspace, self, whole=False)
        self._column.addWidget(self.form)
        yield from self.form.make()
        self.show_form()

    def add_marks(self, panel: MarksPanel) -> None:
        """Puts the list of marks that were made elsewhere between the facts and what is suggested."""
        self._marks = panel
        self._column.insertWidget(1, panel)
        self.show_form()

    def show_form(self) -> None:
        """The form where something is coded, else the facts."""
        active = self.form.active()
        self.facts.setVisible(not active)
        self._column.setStretch(0, 0 if active else 1)
        self._column.setStretch(self._column.indexOf(self.form), 1 if active else 0)
        if self._marks is not None:
            self._marks.give_way(active)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))


class Coding(QObject):
    """Leads from the page to the form and back: spans, edges, suggestions."""

    wanted = Signal()
    """The inspector is to be shown."""
    left = Signal()
    """The form was left."""
    saved = Signal(int)

    def __init__(self, side: SourceSide, page: SourcePage, workspace: Workspace) -> None:
        super().__init__(side)
        self._side, self._page, self._workspace = side, page, workspace
        form, self._model = side.form, side.form.suggestions
        page.coded.connect(self._begin)
        page.passageOpened.connect(self.open)
        form.spanChanged.connect(page.show_span)
        form.began.connect(self._follow)
        form.finished.connect(self._finish)
        form.cancelled.connect(self._cancel)
        self._model.renewed.connect(self._show)
        self._model.moved.connect(self._go)

    def read(self, source: int) -> None:
        """Another source is read: its suggestions are wanted."""
        self._model.ask(source)

    def letter(self, letter: str) -> bool:
        """A codes the suggestion at hand, X skips it, J and K move; False for other letters."""
        if letter == "J":
            self._model.next()
        elif letter == "K":
            self._model.previous()
        elif letter == "A" and self._model.current is not None and not self._workspace.read_only:
            self._side.form.code(self._model.current)
        elif letter == "X":
            self._model.skip()
        else:
            return False
        return True

    def open(self, quotation: Quotation) -> None:
        """A coded passage opens in the form."""
        self._side.form.edit(quotation.statement)
        self._side.show_form()
        self.wanted.emit()

    def _begin(self, start: int, end: int) -> None:
        source = self._page.shown_source
        if source is not None:
            self._side.form.begin(source, start, end)
            self._side.show_form()
            self.wanted.emit()

    def _follow(self, source: int, start: int, end: int) -> None:
        """The form is about to code a suggestion: its words are shown."""
        if source == self._page.shown_source:
            self._page.show_span(start, end)
            QTimer.singleShot(0, self, self._show_form)

    def _show_form(self) -> None:
        self._side.show_form()
        if self._side.form.active():
            self.wanted.emit()

    def _finish(self, statement: int) -> None:
        self._side.show_form()
        self._page.selection.put(self._page.selection.start)
        self._page.bar.hide()
        self.saved.emit(statement)
        if not self._side.form.active():
            self.left.emit()

    def _cancel(self) -> None:
        self._side.show_form()
        self.left.emit()

    def _show(self) -> None:
        """The suggestions stand in the page with a dotted edge."""
        if self._model.source == self._page.shown_source:
            self._page.show_suggested(self._model.rows, self._model.place)

    def _go(self) -> None:
        self._show()
        current = self._model.current
        if current is not None and self._model.source == self._page.shown_source:
            self._page.bring_into_sight(current.start)
