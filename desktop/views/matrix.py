"""The matrix: every actor against every scenario, and the words behind the current cell at its side."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop import words
from desktop.models.layout import Group, Layout, ordered
from desktop.models.matrix import MatrixModel
from desktop.models.sheet import Sheet
from desktop.views.cell_inspector import CellInspector
from desktop.views.matrix_copy import MatrixCopy
from desktop.views.matrix_layout import LayoutKeeper
from desktop.views.matrix_tools import MatrixTools
from desktop.views.view import View
from desktop.widgets.announce import announce
from desktop.widgets.blank import Blank
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.legend import Legend
from desktop.widgets.line import Line
from desktop.widgets.matrix_table import MatrixTable
from desktop.widgets.pick_panel import Option
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
        self.choices = MatrixTools()
        self.transpose = Button(_("Transpose"), "arrow-left-right", "flat", keys="T")
        self.transpose.setCheckable(True)
        self._keeper = LayoutKeeper(workspace, self)
        self._copying = MatrixCopy(workspace, self.model, self)
        self._meaning = IconButton("circle-help", _("Legend"))
        self._meaning.setCheckable(True)
        self._meaning.setChecked(True)
        self._wished: tuple[int | None, int | None] = (None, None)
        self._asking = False
        self._asked: Comparison | None = None
        self._pages = QStackedWidget()
        self._rule = Line()
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
        told = [f"{actors} × {scenarios}", count(sheet.counted, "{n} statement counted", "{n} statements counted")]
        if self.model.only_disputed:
            told.insert(
                1, count(self.model.hidden, "{n} without disagreement hidden", "{n} without disagreement hidden")
            )
        return " · ".join(told)

    def keys(self) -> str:
        """The keys that work here."""
        return _("Enter: open the quotations") if self.model.rowCount() and self.model.columnCount() else ""

    def tools(self) -> list[QWidget]:
        """Rows and columns exchanged; the legend."""
        return [self.transpose, self._meaning]

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

    def clear(self) -> bool:
        """Esc: of several cells that are selected only the current one stays."""
        if self.table.rectangle() is None:
            return False
        here = self.table.currentIndex()
        self.table.selectionModel().select(here, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        return True

    def first(self) -> QWidget:
        """The table, or what stands in its place."""
        return self.table if self._pages.currentIndex() == 0 else self.blank

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
        self.choices.largeChosen.connect(lambda way: self.model.show_assessments_first(way == 1))
        self.choices.actorsWanted.connect(self._choose_actors)
        self.choices.scenariosWanted.connect(self._choose_scenarios)
        self.choices.picked.connect(self._picked)
        self.choices.grouped.connect(self._group)
        self.choices.disputedToggled.connect(self._arrange)
        self.transpose.toggled.connect(self._arrange)
        self.table.stepped.connect(self._step)
        self.table.dropped.connect(self._drop)
        self.table.copied.connect(lambda: self._copying.copy(self.table.rectangle()))
        self._copying.copied.connect(self._tell_copied)
        self._meaning.toggled.connect(self.legend.setVisible)

    def _forget(self) -> None:
        """Another case, or none."""
        self._asking, self._asked = False, None
        self._keeper.forget()
        self.choices.show_disputed(False)
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
            before = self.model.sheet
            self.workspace.ask(lambda _case: Sheet.of(comparison, before), self._show)

    def _show(self, sheet: Sheet) -> None:
        if sheet.comparison is not self.workspace.comparison:
            return
        before = self.place()
        self.model.show(sheet)
        self._apply(self._keeper.read())
        if self._wished == (None, None) and before:
            self._wished = (before["actor"], before["scenario"])
        self._show_page()
        self._grant()
        self.table.go_first()
        self.cells.renew()
        self.told.emit()

    def _apply(self, layout: Layout) -> None:
        """Lays the table out, and tells how."""
        transposed, only = self.transpose.isChecked(), self.choices.disputed.isChecked()
        self.model.lay_out(layout, transposed=transposed, only_disputed=only)
        sheet = self.model.sheet
        if sheet is not None:
            actors = [actor.key for actor in sheet.outline.outermost()]
            scenarios = [column.key for column in sheet.columns]
            shown = [key for key in actors if key not in layout.without_actors]
            chosen = [key for key in scenarios if key not in layout.without_scenarios]
            self.choices.tell((len(shown), len(actors)), (len(chosen), len(scenarios)), layout.group)

    def _arrange(self) -> None:
        """Shows the same sheet otherwise; the current cell stays current where it is shown."""
        if self.model.sheet is None:
            return
        before = self.place()
        self._apply(self._keeper.layout)
        index = self.model.index_of(before["actor"], before["scenario"]) if before else self.table.currentIndex()
        if index.isValid():
            self.table.go(index.row(), index.column())
        self._show_page()
        self.table.go_first()
        if not self.table.currentIndex().isValid():
            self._moved()
        self.told.emit()

    def _keep(self, layout: Layout | None, label: str) -> None:
        """Lays the table out in another way, which the case keeps."""
        if layout is not None:
            self._keeper.keep(layout, label)
            self._arrange()

    def _choose_actors(self) -> None:
        """Asks whom to show."""
        sheet, layout = self.model.sheet, self._keeper.layout
        if sheet is not None:
            listed = sheet.outline.outermost(layout)
            options = [Option(each.key, each.name, words.actor_kind(each.kind)) for each in listed]
            self.choices.ask("actors", options, [key for key in _keys(options) if key not in layout.without_actors])

    def _choose_scenarios(self) -> None:
        """Asks which scenarios to show."""
        sheet, layout = self.model.sheet, self._keeper.layout
        if sheet is not None:
            listed = ordered(sheet.columns, layout.scenarios)
            options = [Option(each.key, each.title, each.label if each.label != each.title else "") for each in listed]
            chosen = [key for key in _keys(options) if key not in layout.without_scenarios]
            self.choices.ask("scenarios", options, chosen)

    def _picked(self, of: str, keys: tuple[str, ...]) -> None:
        sheet, layout = self.model.sheet, self._keeper.layout
        if sheet is None:
            return
        if of == "actors":
            offered = [actor.key for actor in sheet.outline.outermost()]
            self._keep(layout.choosing_actors(offered, keys), _("Choose the actors of the matrix"))
        else:
            offered = [column.key for column in sheet.columns]
            self._keep(layout.choosing_scenarios(offered, keys), _("Choose the scenarios of the matrix"))

    def _group(self, group: Group) -> None:
        self._keep(replace(self._keeper.layout, group=group), _("Group the actors of the matrix"))

    def _step(self, orientation: Qt.Orientation, section: int, step: int) -> None:
        """Moves a row or a column by one; those who listen are told where it stands."""
        self._reorder(self.model.shifted(orientation, section, step))

    def _drop(self, orientation: Qt.Orientation, section: int, before: int) -> None:
        self._reorder(self.model.dropped(orientation, section, before))

    def _reorder(self, layout: Layout | None) -> None:
        self._keep(layout, _("Order the matrix"))
        if layout is not None:
            announce(self, self._told_place())

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
            self.blank.tell(*(_missing(sheet) if nothing else _left_out()))
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
        if not index.isValid():
            index = self._revealed(actor, scenario)
        if index.isValid():
            self.table.go(index.row(), index.column())

    def _revealed(self, actor: int, scenario: int) -> QModelIndex:
        """A cell that is left out is shown for now, since somebody goes there."""
        sheet = self.model.sheet
        assert sheet is not None
        try:
            outermost = sheet.outline.path(actor)[0]
            keys = sheet.comparison.actor(outermost).key, sheet.comparison.scenario(scenario).key
        except KeyError:
            return QModelIndex()
        self._keeper.show_too(*keys)
        number = next(column.number for column in sheet.columns if column.scenario == scenario)
        if not sheet.disputed(sheet.parties(self._keeper.layout))[number]:
            self.choices.show_disputed(False)
        self._apply(self._keeper.layout)
        self.told.emit()
        return self.model.index_of(actor, scenario)

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

    def _toggle(self, line: int, opened: bool) -> None:
        self.model.set_open(line, opened)

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


def _left_out() -> tuple[str, str]:
    """What a matrix lacks whose cells are all left out, and what helps."""
    helps = _("Turn off “Only disagreements”, or choose other actors or scenarios.")
    return _("Nothing of this kind to show"), helps


def _keys(options: list[Option]) -> list[str]:
    return [option.key for option in options]


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
