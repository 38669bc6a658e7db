"""The matrix: every actor against every scenario, and the words behind the current cell at its side."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.models import matrix_words
from desktop.models.matrix import MatrixModel
from desktop.models.pair_choice import Way
from desktop.models.sheet import Sheet
from desktop.models.unfinished import JudgementTyped, NoteTyped
from desktop.views.cell_inspector import CellInspector
from desktop.views.matrix_arranging import MatrixArranging
from desktop.views.matrix_blank import MatrixBlank
from desktop.views.matrix_copy import MatrixCopy
from desktop.views.matrix_work import OpenCells
from desktop.views.view import View
from desktop.widgets.announce import announce
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.legend import Legend
from desktop.widgets.line import Line
from desktop.widgets.matrix_table import MatrixTable
from desktop.words import _, as_tooltip

if TYPE_CHECKING:
    from desktop.analysis.cells import Comparison


class Matrix(View):
    """Who stands where. The numbers are made beside the window; rows and cells are handed out as they are seen."""

    whatIfWanted = Signal(int)
    """What if is wanted, from a scenario."""
    scenariosWanted = Signal(str)
    """Something is to be done at the scenarios: ``new_scenario`` or ``propose``."""
    screenWanted = Signal(str)
    """Another screen is wanted, which begins with what is selected."""

    def make(self) -> Iterator[None]:
        """The inspector, the table, then what works on them."""
        workspace = self.workspace
        self.cells = CellInspector(workspace)
        yield
        self.model = MatrixModel(self)
        self.table = MatrixTable(self.model, self.model)
        self.legend = Legend()
        self.blank = MatrixBlank(workspace)
        yield
        self.arranging = MatrixArranging(workspace, self.model, self.table, self)
        self.choices, self.transpose = self.arranging.choices, self.arranging.transpose
        self._copying = MatrixCopy(workspace, self.model, self)
        self._work = OpenCells(workspace, self.model, self.table, self)
        self.compare = Button(_("Compare two"), "columns-2", keys="Ctrl+6")
        self.compare.setToolTip(as_tooltip(_("Sets the two selected actors or scenarios side by side")))
        self._meaning = IconButton("circle-help", _("Legend"))
        self._meaning.setCheckable(True)
        self._meaning.setChecked(True)
        self._wished: tuple[int | None, int | None] = (None, None)
        self._last: tuple[int, int] | None = None
        self._left: tuple[int, int] | None = None
        self._asked: Comparison | None = None
        self._pages = QStackedWidget()
        self._rule = Line()
        self._lay_out()
        yield
        self._connect()
        if workspace.comparison is not None:
            self._compared()

    def title(self) -> str:
        """The name of the view."""
        return _("Matrix")

    def count(self) -> str:
        """How many actors and scenarios, and how many statements count."""
        return matrix_words.counted(self.model)

    def keys(self) -> str:
        """The keys that work here."""
        return _("Enter: open the quotations") if self.model.rowCount() and self.model.columnCount() else ""

    def tools(self) -> list[QWidget]:
        """Rows and columns exchanged, two of them compared; the legend."""
        return [self.transpose, self.compare, self._meaning]

    def inspector(self) -> QWidget | None:
        """The words behind the current cell."""
        return self.cells

    def place(self) -> dict[str, Any]:
        """The current cell, and which way the table is shown."""
        return {} if self.model.sheet is None else {**self._cell(), **self.arranging.ways()}

    def go(
        self,
        actor: int | None = None,
        scenario: int | None = None,
        transposed: bool | None = None,
        only_disputed: bool | None = None,
        **_place: Any,
    ) -> None:
        """Goes to a cell; with one of the two alone, along the row or the column of the current cell."""
        self.arranging.look(transposed, only_disputed)
        self._wished = (actor, scenario)
        self._grant()

    def handed(self, screen: str) -> dict[str, Any]:
        """Of a selection of several actors, or of one in several scenarios, the two at its ends are side by side."""
        ends = self.table.rectangle()
        if screen != "sides" or ends is None:
            return {}
        first, last = (self.model.cell_of(self.model.index(*place)) for place in (ends[:2], ends[2:]))
        if first is None or last is None:
            return {}
        way = Way.PARTIES if first[0] != last[0] else Way.SCENARIOS
        return {"way": int(way), "chosen": (first[way], last[way])}

    def clear(self) -> bool:
        """Esc: of several cells that are selected only the current one stays."""
        if self.table.rectangle() is None:
            return False
        here = self.table.currentIndex()
        self.table.selectionModel().select(here, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        return True

    def first(self) -> QWidget:
        """The table, or what stands in its place."""
        return self.table if self._pages.currentIndex() == 0 else self.blank.first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """E assesses the cell, N writes a note on it, W asks what if, T exchanges rows and columns; from the table and
        from the words at its side.
        """
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            wishes = {
                Qt.Key.Key_E: self.assess,
                Qt.Key.Key_N: self.note,
                Qt.Key.Key_W: self.what_if,
                Qt.Key.Key_T: self.transpose.toggle,
            }
            wish = wishes.get(Qt.Key(event.key()))
            if wish is not None:
                wish()
                return True
        return super().eventFilter(watched, event)

    def assess(self) -> None:
        """Judges the current cell."""
        self.inspect.emit()
        self.cells.assess()

    def resume(self, typed: JudgementTyped | NoteTyped) -> None:
        """Opens the form of something unfinished on the cell to which the view just went."""
        self.inspect.emit()
        self.cells.resume(typed)

    def what_if(self) -> None:
        """Starts What if from the scenario of the current cell."""
        cell = self.model.cell_of(self.table.currentIndex())
        if cell is not None:
            self.whatIfWanted.emit(cell[1])

    def note(self) -> None:
        """Writes a note on the current cell."""
        self.inspect.emit()
        self.cells.note()

    def export_csv(self, path: Path, done: Callable[[Path], None]) -> None:
        """Writes what is shown as comma-separated values."""
        self._copying.write(path, done)

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
        whole.setSpacing(0)
        whole.addWidget(self.choices)
        whole.addWidget(self._rule)
        whole.addWidget(self._pages, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        """Every connection of the view."""
        self.compare.clicked.connect(lambda: self.screenWanted.emit("sides"))
        self.workspace.opened.connect(self._forget)
        self.workspace.closed.connect(self._forget)
        self.workspace.renewed.connect(self._compared)
        self.workspace.compared.connect(self._compared)
        self.workspace.failed.connect(self._failed)
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
        self.blank.scenariosWanted.connect(self.scenariosWanted)
        self.arranging.arranged.connect(self._arranged)
        self.arranging.turned.connect(lambda ways: self.visited.emit({**_told(self._left), **ways}))
        self.arranging.reordered.connect(lambda: announce(self, self._told_place()))
        self.table.copied.connect(lambda: self._copying.copy(self.table.rectangle()))
        self._copying.copied.connect(self._tell_copied)
        self._meaning.toggled.connect(self.legend.setVisible)

    def _forget(self) -> None:
        """Another case, or none."""
        self._asked = self._last = self._left = None
        self.model.show(None)
        self.arranging.forget()
        self.cells.forget()
        self.told.emit()

    def _failed(self) -> None:
        """What was asked may not be answered: it is asked again when it is wanted again."""
        self._asked = None

    def _compared(self) -> None:
        """The record is new: its sheet is made on the worker, whose arrays nobody else touches."""
        comparison = self.workspace.comparison
        if comparison is not None and comparison is not self._asked:
            self._asked = comparison
            before = self.model.sheet
            seen = None if self.model.only_disputed else self.model.cells(*self.table.in_sight())
            self.workspace.show_first(lambda: Sheet.of(comparison, before, seen), self._show)

    def _show(self, sheet: Sheet) -> None:
        if sheet.comparison is not self.workspace.comparison:
            return
        before = self._cell()
        self.model.show(sheet)
        self.arranging.renew()
        if self._wished == (None, None) and before:
            self._wished = (before["actor"], before["scenario"])
        self._show_page()
        self._grant()
        self.table.go_first()
        self.cells.renew()
        self.told.emit()

    def _arranged(self) -> None:
        """The same sheet otherwise; the current cell stays current where it is shown."""
        before = self._left = self._last
        index = self.model.index_of(*before) if before else self.table.currentIndex()
        if index.isValid():
            self.table.go(index.row(), index.column())
        self._show_page()
        self.table.go_first()
        if not self.table.currentIndex().isValid():
            self._moved()
        self.told.emit()

    def _tell_copied(self, rows: int, columns: int) -> None:
        told = _("{rows} × {columns} cells copied").format(rows=rows, columns=columns)
        announce(self, told)
        self.selectionTold.emit(told)

    def _show_page(self) -> None:
        """The table, or why there is none."""
        sheet = self.model.sheet
        assert sheet is not None
        nothing = not sheet.columns or not sheet.comparison.actors
        empty = nothing or not (self.model.rowCount() and self.model.columnCount())
        had_focus = self.first().hasFocus()
        self._pages.setCurrentIndex(1 if empty else 0)
        for part in (self.choices, self._rule):
            part.setHidden(nothing)
        if empty:
            self.blank.tell_missing(sheet.comparison) if nothing else self.blank.tell_left_out()
            self.cells.show_nothing()
        if had_focus:
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _grant(self) -> None:
        """Goes where somebody wished to go, as soon as that is there."""
        sheet = self.model.sheet
        if sheet is None or self._wished == (None, None) or not sheet.columns or not sheet.comparison.actors:
            return
        here = self._cell()
        actor = here.get("actor", sheet.comparison.actors[0].id) if self._wished[0] is None else self._wished[0]
        scenario = here.get("scenario", sheet.columns[0].scenario) if self._wished[1] is None else self._wished[1]
        self._wished = (None, None)
        index = self.model.index_of(actor, scenario)
        if not index.isValid():
            index = self.arranging.reveal(sheet, actor, scenario)
            self.told.emit()
        if index.isValid():
            self.table.go(index.row(), index.column())

    def _moved(self) -> None:
        cell = self.model.cell_of(self.table.currentIndex())
        if cell is None:
            self.cells.show_nothing()
            self.selectionTold.emit("")
            return
        self._last = cell
        self.cells.show_cell(*cell)
        self.selectionTold.emit(self._told_place())

    def _told_place(self) -> str:
        """Row and column in words."""
        here = self.table.currentIndex()
        return matrix_words.place(self.model, here.row(), None if self.table.on_actor else here.column())

    def _cell(self) -> dict[str, Any]:
        """The current cell, as a place."""
        return _told(self.model.cell_of(self.table.currentIndex()))

    def _toggle(self, line: int, opened: bool) -> None:
        self.model.set_open(line, opened)

    def _come_back(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _told(cell: tuple[int, int] | None) -> dict[str, Any]:
    return {} if cell is None else {"actor": cell[0], "scenario": cell[1]}
