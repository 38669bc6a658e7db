"""The matrix for a table: rows of actors that open to their speakers, columns of scenarios, a look for each cell.

``look`` and ``tally`` are the fast way for the delegate: they read a number and hand out an object made once. ``wants``
gathers the cells that somebody looked at before they were worked out; the view has them worked out and ``put``s them.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop import words
from desktop.models import looks
from desktop.models.outline import Path, Row
from desktop.models.sheet import PENDING, Column, Sheet, same_columns
from desktop.words import _, as_tooltip, count

AnyIndex = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()

MOST_WANTED = 2_000
"""Of more cells that are wanted, the first ones are forgotten: they have been scrolled away."""


class MatrixModel(QAbstractTableModel):
    """Actors x scenarios. It holds a sheet and which rows are open, and never asks the case."""

    wanted = Signal()
    """A cell was looked at that is not worked out yet: see ``wants``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._rows: list[Row] = []
        self._opened: set[Path] = set()
        self._wants: dict[tuple[int, int], None] = {}
        self._assessed_first = False
        self._newest: tuple[tuple[int, int], str] = ((0, 0), "")

    @property
    def sheet(self) -> Sheet | None:
        """What is shown; None before the first one."""
        return self._sheet

    def show(self, sheet: Sheet | None) -> None:
        """Shows another sheet. Where only cells are new, selection and place stay."""
        self._wants.clear()
        if same_columns(self._sheet, sheet):
            self._sheet = sheet
            self._repaint()
            return
        self.beginResetModel()
        same_case = self._sheet is not None and sheet is not None and _uid(self._sheet) == _uid(sheet)
        if not same_case:
            self._opened.clear()
        self._sheet = sheet
        self._rows = [] if sheet is None else sheet.outline.rows(self._opened)
        self.endResetModel()

    def put(self, sheet: Sheet, codes: Mapping[tuple[int, int], int]) -> None:
        """Enters cells that were worked out for a sheet; those of a sheet that is gone are dropped."""
        if sheet is not self._sheet:
            return
        sheet.put(codes)
        actors = {actor for actor, _column in codes}
        across = [column for _actor, column in codes]
        for number, row in enumerate(self._rows):
            if row.place in actors:
                self.dataChanged.emit(self.index(number, min(across)), self.index(number, max(across)))

    def take_wants(self, most: int) -> list[tuple[int, int]]:
        """The latest of the cells that are wanted, as places for ``Sheet.worked_out``; they are no longer wanted."""
        latest = list(self._wants)[:-MOST_WANTED:-1]
        self._wants = dict.fromkeys(reversed(latest[most:]))
        return latest[:most]

    def show_assessments_first(self, first: bool) -> None:
        """Which is large: the record or the assessment."""
        if first != self._assessed_first:
            self._assessed_first = first
            self._repaint()

    def look(self, row: int, column: int) -> looks.Look | None:
        """How a cell is drawn; None in a heading."""
        sheet, place = self._sheet, self._rows[row].place
        if sheet is None or place < 0:
            return None
        code = int(sheet.codes[place, column])
        if code & PENDING:
            self._want(place, column)
        return looks.look(code, self._assessed_first)

    def tally(self, row: int, column: int) -> int:
        """How many statements are counted in a cell."""
        sheet, place = self._sheet, self._rows[row].place
        return 0 if sheet is None or place < 0 else sheet.tally(place, column)

    def nested(self, row: int) -> bool:
        """Whether a row stands below another one."""
        return self._rows[row].depth > 0

    def begins(self, column: int) -> bool:
        """Whether another branch of scenarios begins with a column."""
        return column == 0 or self.column(column - 1).branch != self.column(column).branch

    def tell_newest(self, actor: int, scenario: int, said: str) -> None:
        """Lets a cell be described with its newest words, which are read from the case when it is looked at."""
        self._newest = ((actor, scenario), said)

    def row(self, number: int) -> Row:
        """A row."""
        return self._rows[number]

    def column(self, number: int) -> Column:
        """A column."""
        assert self._sheet is not None
        return self._sheet.columns[number]

    def statements_of(self, row: int) -> int:
        """How many statements count for the actor of a row."""
        place = self._rows[row].place
        return 0 if self._sheet is None or place < 0 else self._sheet.statements[place]

    def cell_of(self, index: AnyIndex) -> tuple[int, int] | None:
        """The ids of actor and scenario; None outside the cells."""
        if not index.isValid() or self._rows[index.row()].heading:
            return None
        return self._rows[index.row()].path[-1], self.column(index.column()).scenario

    def index_of(self, actor: int, scenario: int) -> QModelIndex:
        """The index of a cell, whose row is opened when it stands below another; invalid when there is none."""
        sheet = self._sheet
        if sheet is None:
            return QModelIndex()
        columns = [number for number, column in enumerate(sheet.columns) if column.scenario == scenario]
        row = self._row_of(actor)
        return self.index(row, columns[0]) if columns and row >= 0 else QModelIndex()

    def set_open(self, row: int, opened: bool) -> bool:
        """Opens an actor to its speakers, or closes it; whether that changed anything."""
        before = self._rows[row]
        if self._sheet is None or not before.speakers or before.opened == opened:
            return False
        outline = self._sheet.outline
        below = self._below(row)
        if opened:
            self._opened.add(before.path)
            branch = list(outline.branch(before.path, self._opened))
            self.beginInsertRows(NOWHERE, row + 1, row + len(branch) - 1)
            self._rows[row : row + 1] = branch
            self.endInsertRows()
        else:
            self._opened.discard(before.path)
            self.beginRemoveRows(NOWHERE, row + 1, row + below)
            self._rows[row : row + 1 + below] = outline.branch(before.path, self._opened)
            self.endRemoveRows()
        self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)
        return True

    def parent_row(self, row: int) -> int:
        """The row below which this one stands; -1 for none."""
        path = self._rows[row].path[:-1]
        return self._at(path) if path else -1

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """The rows that are to be seen, headings included."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """The scenarios."""
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.columns)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid() or self._rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        """The word of a cell, and all of it in a sentence for those who listen."""
        if not index.isValid() or self._sheet is None or self._rows[index.row()].heading:
            return None
        if role == Role.DisplayRole:
            found = self.look(index.row(), index.column())
            return found.word if found else None
        if role == Role.AccessibleTextRole:
            return self._told(index.row(), index.column())
        if role == Role.ToolTipRole:
            return as_tooltip(self._told(index.row(), index.column()))
        if role == Role.AccessibleDescriptionRole and self.cell_of(index) == self._newest[0]:
            return self._newest[1]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Names of scenarios and actors."""
        if self._sheet is None or section < 0:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._scenario_told(section, role) if section < len(self._sheet.columns) else None
        return self._actor_told(section, role) if section < len(self._rows) else None

    def _told(self, row: int, column: int) -> str:
        """A cell in one sentence."""
        assert self._sheet is not None
        code = int(self._sheet.codes[self._rows[row].place, column])
        found = looks.look(code, False)
        told = [looks.said(code).lower(), *self._counted(self._rows[row].place, column)]
        if found.could_turn:
            told.append(_("could turn"))
        if found.by_hand == 2:
            told.append(_("assessed {stance}").format(stance=found.second.lower()))
        elif found.second:
            told.append(found.second)
        if found.note:
            told.append(_("with a note"))
        who, what = self._rows[row].title, self.column(column).title
        return _("{actor}, {scenario}: {told}").format(actor=who, scenario=what, told=", ".join(told))

    def _counted(self, actor: int, column: int) -> list[str]:
        """How many statements apply and how many might, in words."""
        assert self._sheet is not None
        apply, might = int(self._sheet.applying[actor, column]), int(self._sheet.open[actor, column])
        told = [count(apply, "{n} statement applies", "{n} statements apply")] if apply else []
        if might:
            told.append(_("{n} might").format(n=might) if told else count(might, "{n} might apply", "{n} might apply"))
        return told

    def _scenario_told(self, section: int, role: int) -> str | None:
        column = self.column(section)
        if role == Role.DisplayRole:
            return column.title
        if role not in (Role.ToolTipRole, Role.AccessibleTextRole):
            return None
        told = _("{set} of {all} factors are set").format(set=sum(column.squares), all=len(column.squares))
        named = f"{column.label}: {column.title}" if column.label not in ("", column.title) else column.title
        return as_tooltip(f"{named}\n{told}") if role == Role.ToolTipRole else f"{named}, {told}"

    def _actor_told(self, section: int, role: int) -> str | None:
        row = self._rows[section]
        if role == Role.DisplayRole or (row.heading and role == Role.AccessibleTextRole):
            return row.title
        if role not in (Role.ToolTipRole, Role.AccessibleTextRole) or row.kind is None:
            return None
        told = [row.title, words.actor_kind(row.kind).lower()]
        told.append(count(self.statements_of(section), "{n} statement", "{n} statements"))
        if row.speakers:
            speakers = count(row.speakers, "{n} speaker", "{n} speakers")
            told.append(_("{speakers} shown below").format(speakers=speakers) if row.opened else speakers)
        return as_tooltip(", ".join(told)) if role == Role.ToolTipRole else ", ".join(told)

    def _want(self, actor: int, column: int) -> None:
        if not self._wants:
            self.wanted.emit()
        self._wants[actor, column] = None

    def _row_of(self, actor: int) -> int:
        assert self._sheet is not None
        shown = [number for number, row in enumerate(self._rows) if row.path and row.path[-1] == actor]
        if shown:
            return shown[0]
        try:
            path = self._sheet.outline.path(actor)
        except KeyError:
            return -1
        for depth in range(1, len(path)):
            self.set_open(self._at(path[:depth]), True)
        return self._at(path)

    def _at(self, path: Path) -> int:
        return next(number for number, row in enumerate(self._rows) if row.path == path)

    def _below(self, row: int) -> int:
        """How many rows stand below one."""
        depth = len(self._rows[row].path)
        after = range(row + 1, len(self._rows))
        return next((number for number in after if len(self._rows[number].path) <= depth), len(self._rows)) - row - 1

    def _repaint(self) -> None:
        if self._rows and self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._rows) - 1)


def _uid(sheet: Sheet) -> str:
    return sheet.comparison.snapshot.case.uid
