"""The matrix: every actor against every scenario, and the words behind the current cell at its side."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.models.matrix import MatrixModel
from desktop.models.sheet import Sheet
from desktop.views.cell_inspector import CellInspector
from desktop.views.view import View
from desktop.widgets.blank import Blank
from desktop.widgets.controls import IconButton, Segmented
from desktop.widgets.legend import Legend
from desktop.widgets.matrix_table import MatrixTable
from desktop.words import _, count
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.analysis.cells import Comparison

AT_ONCE = 60
"""So many cells that came into sight are worked out in one go."""


class Matrix(View):
    """Who stands where. The numbers are made beside the window; rows and cells are handed out as they are seen."""

    whatIfWanted = Signal(int)
    """What if is wanted, from a scenario."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.model = MatrixModel(self)
        self.table = MatrixTable(self.model, self.model)
        self.legend = Legend()
        self.blank = Blank()
        self.cells = CellInspector(workspace)
        self._ways = Segmented((_("On the record"), _("With assessments")), _("What is large in a cell"))
        self._ways.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._meaning = IconButton("circle-help", _("Legend"))
        self._meaning.setCheckable(True)
        self._meaning.setChecked(True)
        self._wished: tuple[int | None, int | None] = (None, None)
        self._asking = False
        self._asked: Comparison | None = None
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        if workspace.comparison is not None:
            self._compared()

    def title(self) -> str:
        """The name of the view."""
        return _("Matrix")

    def count(self) -> str:
        """How many actors and scenarios, and how many statements count."""
        sheet = self.model.sheet
        if sheet is None:
            return ""
        actors = count(len(sheet.comparison.actors), "{n} actor", "{n} actors")
        scenarios = count(len(sheet.columns), "{n} scenario", "{n} scenarios")
        counted = count(sheet.counted, "{n} statement counted", "{n} statements counted")
        return f"{actors} × {scenarios} · {counted}"

    def keys(self) -> str:
        """The keys that work here."""
        return _("Enter: open the quotations") if self.model.rowCount() and self.model.columnCount() else ""

    def tools(self) -> list[QWidget]:
        """Record or assessment large; the legend."""
        return [self._ways, self._meaning]

    def inspector(self) -> QWidget | None:
        """The words behind the current cell."""
        return self.cells

    def place(self) -> dict[str, Any]:
        """The current cell."""
        cell = self.model.cell_of(self.table.currentIndex())
        return {} if cell is None else {"actor": cell[0], "scenario": cell[1]}

    def go(self, actor: int | None = None, scenario: int | None = None, **_place: Any) -> None:
        """Goes to a cell; with one of the two alone, along the row or the column of the current cell."""
        self._wished = (actor, scenario)
        self._grant()

    def first(self) -> QWidget:
        """The table, or what stands in its place."""
        return self.table if self._pages.currentIndex() == 0 else self.blank

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """E assesses the cell, N writes a note on it, W asks what if, from the table and from the words at its side."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            wishes = {Qt.Key.Key_E: self.assess, Qt.Key.Key_N: self.note, Qt.Key.Key_W: self.what_if}
            wish = wishes.get(Qt.Key(event.key()))
            if wish is not None:
                wish()
                return True
        return super().eventFilter(watched, event)

    def assess(self) -> None:
        """Judges the current cell."""
        self.inspect.emit()
        self.cells.assess()

    def what_if(self) -> None:
        """Starts What if from the scenario of the current cell."""
        cell = self.model.cell_of(self.table.currentIndex())
        if cell is not None:
            self.whatIfWanted.emit(cell[1])

    def note(self) -> None:
        """Writes a note on the current cell."""
        self.inspect.emit()
        self.cells.note()

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.legend)
        self._pages.addWidget(page)
        self._pages.addWidget(self.blank)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        """Every connection of the view."""
        self.workspace.opened.connect(self._forget)
        self.workspace.closed.connect(self._forget)
        self.workspace.compared.connect(self._compared)
        self.workspace.failed.connect(self._failed)
        self.model.wanted.connect(self._work_out)
        self.table.moved.connect(self._moved)
        self.table.entered_cell.connect(self.inspect)
        self.table.entered_cell.connect(self.cells.enter)
        self.table.toggled.connect(self._toggle)
        self.cells.openPassage.connect(self.openPassage)
        self.cells.what_if_button.clicked.connect(self.what_if)
        self.cells.left.connect(self.inspected)
        self.cells.left.connect(self._come_back)
        self.cells.shown.connect(self.model.tell_newest)
        for watched in (self.table, self.cells.cards):
            watched.installEventFilter(self)
        self._ways.chosen.connect(lambda way: self.model.show_assessments_first(way == 1))
        self._meaning.toggled.connect(self.legend.setVisible)

    def _forget(self) -> None:
        """Another case, or none."""
        self._asking, self._asked = False, None
        self.model.show(None)
        self.cells.forget()
        self.told.emit()

    def _failed(self) -> None:
        """What was asked may not be answered: it is asked again when it is wanted again."""
        self._asking, self._asked = False, None

    def _compared(self) -> None:
        """The record is new: its sheet is made on the worker, whose arrays nobody else touches."""
        comparison = self.workspace.comparison
        if comparison is not None and comparison is not self._asked:
            self._asked = comparison
            self.workspace.ask(lambda _case: Sheet.of(comparison), self._show)

    def _show(self, sheet: Sheet) -> None:
        if sheet.comparison is not self.workspace.comparison:
            return
        before = self.place()
        self.model.show(sheet)
        if self._wished == (None, None) and before:
            self._wished = (before["actor"], before["scenario"])
        self._show_page()
        self._grant()
        self.table.go_first()
        self.cells.renew()
        self.told.emit()

    def _show_page(self) -> None:
        """The table, or why there is none."""
        sheet = self.model.sheet
        assert sheet is not None
        empty = not sheet.columns or not sheet.comparison.actors
        had_focus = self.first().hasFocus()
        self._pages.setCurrentIndex(1 if empty else 0)
        if empty:
            self.blank.tell(*_missing(sheet))
            self.cells.show_nothing()
        if had_focus:
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _grant(self) -> None:
        """Goes where somebody wished to go, as soon as that is there."""
        sheet = self.model.sheet
        if sheet is None or self._wished == (None, None) or not sheet.columns or not sheet.comparison.actors:
            return
        here = self.place()
        actor = here.get("actor", sheet.comparison.actors[0].id) if self._wished[0] is None else self._wished[0]
        scenario = here.get("scenario", sheet.columns[0].scenario) if self._wished[1] is None else self._wished[1]
        self._wished = (None, None)
        index = self.model.index_of(actor, scenario)
        if index.isValid():
            self.table.go(index.row(), index.column())

    def _moved(self) -> None:
        cell = self.model.cell_of(self.table.currentIndex())
        if cell is None:
            self.cells.show_nothing()
            self.selectionTold.emit("")
            return
        self.cells.show_cell(*cell)
        self.selectionTold.emit(self._told_place())

    def _told_place(self) -> str:
        """Row and column in words."""
        here = self.table.currentIndex()
        actor = self.model.row(here.row()).title
        if self.table.on_actor:
            return _("Row {actor}").format(actor=actor)
        told = _("Row {actor}, column {n} of {all}")
        return told.format(actor=actor, n=here.column() + 1, all=self.model.columnCount())

    def _toggle(self, row: int, opened: bool) -> None:
        self.model.set_open(row, opened)

    def _come_back(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _work_out(self) -> None:
        """Has the cells worked out that came into sight, when the painting is over."""
        if not self._asking:
            self._asking = True
            QTimer.singleShot(0, self, self._ask)

    def _ask(self) -> None:
        sheet, wants = self.model.sheet, self.model.take_wants(AT_ONCE)
        if sheet is None or not wants:
            self._asking = False
            return

        def answer(codes: dict[tuple[int, int], int]) -> None:
            self.model.put(sheet, codes)
            self._ask()

        self.workspace.ask(lambda _case: dict(sheet.worked_out(wants)), answer)


def _missing(sheet: Sheet) -> tuple[str, str]:
    """What a matrix without cells lacks, and what helps."""
    comparison = sheet.comparison
    helps = _("Import a case file that has them (File, Import files): it is merged into this case.")
    if not comparison.actors:
        return _("Nobody is on record yet"), _("The matrix shows who stands where. {helps}").format(helps=helps)
    statements = count(len(comparison.snapshot.statements.id), "{n} statement", "{n} statements")
    speakers = count(len(set(comparison.snapshot.statements.speaker)), "{n} speaker", "{n} speakers")
    text = _(
        "This case has {statements} by {speakers}. A scenario says which factors hold; "
        "the matrix then shows who stands where. {helps}"
    )
    return _("No scenario to hold the statements against"), text.format(
        statements=statements, speakers=speakers, helps=helps
    )
