"""The matrix for a table: actors that open to their speakers against scenarios, a look for each cell.

``look`` and ``tally`` are the fast way for the delegate: they read a number and hand out an object made once. ``wants``
gathers the cells that somebody looked at before they were worked out; the view has them worked out and ``put``s them.
A layout says what is shown; transposed, the scenarios are the rows and the actors the columns.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.models import looks
from desktop.models.layout import Layout, ordered
from desktop.models.matrix_columns import Column, with_headings
from desktop.models.matrix_telling import actor_told, cell_told, scenario_told
from desktop.models.matrix_wants import Wants
from desktop.models.outline import Path, Row
from desktop.models.sheet import PENDING, Sheet
from desktop.words import as_tooltip

AnyIndex = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()
NONE = Qt.ItemFlag.NoItemFlags
CELL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class MatrixModel(QAbstractTableModel):
    """It holds a sheet, how it is laid out and which actors are open, and never asks the case."""

    wanted = Signal()
    """A cell was looked at that is not worked out yet: see ``wants``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._actors: list[Row] = []
        self._scenarios: list[Column] = []
        self._opened: set[Path] = set()
        self._wants = Wants()
        self._assessed_first = False
        self._newest: tuple[tuple[int, int], str] = ((0, 0), "")
        self.layout = Layout()
        self.transposed = False
        self.only_disputed = False
        self.hidden = 0

    @property
    def sheet(self) -> Sheet | None:
        """What is shown; None before the first one."""
        return self._sheet

    def show(self, sheet: Sheet | None) -> None:
        """Shows another sheet. Where only cells are new, selection and place stay."""
        self._wants.clear()
        same_case = self._sheet is not None and sheet is not None and _uid(self._sheet) == _uid(sheet)
        if not same_case:
            self._opened.clear()
        self._sheet = sheet
        self._arrange(same_case)

    def lay_out(self, layout: Layout, *, transposed: bool, only_disputed: bool) -> None:
        """Shows the sheet in another way; ``hidden`` then tells how many scenarios are left out for want of dispute."""
        if (layout, transposed, only_disputed) == (self.layout, self.transposed, self.only_disputed):
            return
        turned = transposed != self.transposed
        self.layout, self.transposed, self.only_disputed = layout, transposed, only_disputed
        self._arrange(not turned)

    def _arrange(self, may_stand: bool) -> None:
        """Makes the lines anew; where they are the same as before the table stands, and only cells are told."""
        actors, scenarios, hidden = self._lines()
        if may_stand and (actors, scenarios) == (self._actors, self._scenarios):
            self.hidden = hidden
            self._repaint()
            return
        self.beginResetModel()
        self._actors, self._scenarios, self.hidden = actors, scenarios, hidden
        self.endResetModel()

    def _lines(self) -> tuple[list[Row], list[Column], int]:
        """The lines of both axes, and how many chosen scenarios are hidden."""
        sheet = self._sheet
        if sheet is None:
            return [], [], 0
        actors = sheet.outline.rows(self._opened, self.layout)
        chosen = [each for each in sheet.columns if each.key not in self.layout.without_scenarios]
        columns = ordered(chosen, self.layout.scenarios)
        if self.only_disputed:
            disputed = sheet.disputed(sheet.parties(self.layout))
            columns = [each for each in columns if disputed[each.number]]
        hidden = len(chosen) - len(columns)
        if self.transposed:
            actors, columns = [row for row in actors if not row.heading], with_headings(columns)
        return actors, columns, hidden

    def place(self, row: int, column: int) -> tuple[int, int]:
        """The place of a cell in the sheet: of its actor and of its scenario, one of them negative in a heading."""
        if self.transposed:
            row, column = column, row
        return self._actors[row].place, self._scenarios[column].number

    @property
    def _rows(self) -> Sequence[Row | Column]:
        return self._scenarios if self.transposed else self._actors

    @property
    def _columns(self) -> Sequence[Row | Column]:
        return self._actors if self.transposed else self._scenarios

    def put(self, sheet: Sheet, codes: Mapping[tuple[int, int], int]) -> None:
        """Enters cells that were worked out for a sheet; those of a sheet that is gone are dropped."""
        if sheet is not self._sheet:
            return
        sheet.put(codes)
        actors, numbers = {actor for actor, _column in codes}, {column for _actor, column in codes}
        across = [place for place, each in enumerate(self._scenarios) if each.number in numbers]
        for line, row in enumerate(self._actors):
            if across and row.place in actors:
                first, last = (line, across[0]), (line, across[-1])
                if self.transposed:
                    first, last = first[::-1], last[::-1]
                self.dataChanged.emit(self.index(*first), self.index(*last))

    def take_wants(self, most: int) -> list[tuple[int, int]]:
        """The latest of the cells that are wanted, as places for ``Sheet.worked_out``; they are no longer wanted."""
        return self._wants.take(most)

    def want_still(self, sheet: Sheet, cells: Sequence[tuple[int, int]]) -> None:
        """Wants cells that were taken and not worked out, before those that were looked at since."""
        if sheet is self._sheet:
            self._wants.put_back(cells)

    def show_assessments_first(self, first: bool) -> None:
        """Which is large: the record or the assessment."""
        if first != self._assessed_first:
            self._assessed_first = first
            self._repaint()

    def look(self, row: int, column: int) -> looks.Look | None:
        """How a cell is drawn; None in a heading."""
        sheet, (actor, number) = self._sheet, self.place(row, column)
        if sheet is None or actor < 0 or number < 0:
            return None
        code = int(sheet.codes[actor, number])
        if code & PENDING:
            self._want(actor, number)
        return looks.look(code, self._assessed_first)

    def tally(self, row: int, column: int) -> int:
        """How many statements are counted in a cell."""
        sheet, (actor, number) = self._sheet, self.place(row, column)
        return 0 if sheet is None or actor < 0 or number < 0 else sheet.tally(actor, number)

    def nested(self, row: int) -> bool:
        """Whether a row stands below another one."""
        return self._rows[row].depth > 0

    def begins(self, column: int) -> bool:
        """Whether another branch of scenarios, or group of actors, begins with a column."""
        return column == 0 or self._columns[column - 1].branch != self._columns[column].branch

    def tell_newest(self, actor: int, scenario: int, said: str) -> None:
        """Lets a cell be described with its newest words, which are read from the case when it is looked at."""
        self._newest = ((actor, scenario), said)

    def row(self, number: int) -> Row | Column:
        """A row."""
        return self._rows[number]

    def column(self, number: int) -> Row | Column:
        """A column."""
        return self._columns[number]

    def statements_of(self, line: int) -> int:
        """How many statements count for the actor of a line."""
        place = self._actors[line].place
        return 0 if self._sheet is None or place < 0 else self._sheet.statements[place]

    def told_beside(self, line: int) -> str:
        """What stands after the name of an actor, be it a row or a column."""
        return str(self.statements_of(line))

    def cell_of(self, index: AnyIndex) -> tuple[int, int] | None:
        """The ids of actor and scenario; None outside the cells."""
        if not index.isValid() or self._rows[index.row()].heading:
            return None
        row, column = (index.column(), index.row()) if self.transposed else (index.row(), index.column())
        return self._actors[row].path[-1], self._scenarios[column].scenario

    def cells(self, rows: range, columns: range) -> list[tuple[int, int]]:
        """The cells of some rows and columns, each as ``cell_of`` has it."""
        there = (self.cell_of(self.index(row, column)) for row in rows for column in columns)
        return [cell for cell in there if cell is not None]

    def index_of(self, actor: int, scenario: int) -> QModelIndex:
        """The index of a cell, whose actor is opened to when it stands below another; invalid when it is not shown."""
        if self._sheet is None:
            return QModelIndex()
        columns = [
            place for place, each in enumerate(self._scenarios) if each.scenario == scenario and not each.heading
        ]
        row = self._line_of(actor)
        if not columns or row < 0:
            return QModelIndex()
        return self.index(columns[0], row) if self.transposed else self.index(row, columns[0])

    def set_open(self, line: int, opened: bool) -> bool:
        """Opens an actor, by its line, to its speakers, or closes it; whether that changed anything."""
        before = self._actors[line]
        if self._sheet is None or not before.speakers or before.opened == opened:
            return False
        below = self._below(line)
        (self._opened.add if opened else self._opened.discard)(before.path)
        branch = list(self._sheet.outline.branch(before.path, self._opened, before.label, before.branch))
        if opened:
            begin = self.beginInsertColumns if self.transposed else self.beginInsertRows
            begin(NOWHERE, line + 1, line + len(branch) - 1)
            self._actors[line : line + 1] = branch
            (self.endInsertColumns if self.transposed else self.endInsertRows)()
        else:
            begin = self.beginRemoveColumns if self.transposed else self.beginRemoveRows
            begin(NOWHERE, line + 1, line + below)
            self._actors[line : line + 1 + below] = branch
            (self.endRemoveColumns if self.transposed else self.endRemoveRows)()
        self.headerDataChanged.emit(self._side_of_actors(), line, line)
        return True

    def parent_row(self, row: int) -> int:
        """The row below which this one stands; -1 for none."""
        path = () if self.transposed else self._actors[row].path[:-1]
        return self._line_at(path) if path else -1

    def axis(self, orientation: Qt.Orientation) -> Sequence[Row | Column]:
        """The rows (vertical) or the columns."""
        return self._rows if orientation == Qt.Orientation.Vertical else self._columns

    def _side_of_actors(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal if self.transposed else Qt.Orientation.Vertical

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """The rows that are to be seen, headings included."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """The scenarios, or the actors when they are the columns."""
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        return NONE if not index.isValid() or self._rows[index.row()].heading else CELL

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        """The word of a cell, and all of it in a sentence for those who listen."""
        if not index.isValid() or self._sheet is None or self._rows[index.row()].heading:
            return None
        if role == Role.DisplayRole:
            found = self.look(index.row(), index.column())
            return found.word if found else None
        if role == Role.AccessibleTextRole:
            return cell_told(self, index.row(), index.column())
        if role == Role.ToolTipRole:
            return as_tooltip(cell_told(self, index.row(), index.column()))
        if role == Role.AccessibleDescriptionRole and self.cell_of(index) == self._newest[0]:
            return self._newest[1]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Names of scenarios and actors."""
        if self._sheet is None or not 0 <= section < len(self.axis(orientation)):
            return None
        if orientation == self._side_of_actors():
            return actor_told(self._actors[section], self.statements_of(section), role)
        return scenario_told(self._scenarios[section], role)

    def _want(self, actor: int, column: int) -> None:
        if not self._wants:
            self.wanted.emit()
        self._wants.add((actor, column))

    def _line_of(self, actor: int) -> int:
        """The line of an actor, which is opened to; -1 when it is not shown."""
        assert self._sheet is not None
        shown = [line for line, row in enumerate(self._actors) if row.path and row.path[-1] == actor]
        if shown:
            return shown[0]
        try:
            path = self._sheet.outline.path(actor)
        except KeyError:
            return -1
        if not any(row.path == path[:1] for row in self._actors):
            return -1
        for depth in range(1, len(path)):
            self.set_open(self._line_at(path[:depth]), True)
        return self._line_at(path)

    def _line_at(self, path: Path) -> int:
        return next(line for line, row in enumerate(self._actors) if row.path == path)

    def _below(self, line: int) -> int:
        """How many lines stand below one."""
        depth = len(self._actors[line].path)
        after = range(line + 1, len(self._actors))
        return next((each for each in after if len(self._actors[each].path) <= depth), len(self._actors)) - line - 1

    def _repaint(self) -> None:
        if self._rows and self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))
        if self._actors:
            self.headerDataChanged.emit(self._side_of_actors(), 0, len(self._actors) - 1)


def _uid(sheet: Sheet) -> str:
    return sheet.comparison.snapshot.case.uid
