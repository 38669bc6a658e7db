"""The table of statements: headings of groups and rows, which are made when they are seen and soon forgotten.

Arrays tell everything but words. ``wanted`` tells that rows were looked at whose words are not there: the view has them
read and ``put``s them.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.models.asking import Column, Group, Heading, Lines
from desktop.models.condition_words import ConditionWords
from desktop.models.register import Rows
from desktop.models.statement_rows import Entry, Told, cell_told, column_names, made, sentence, tooltip
from desktop.words import _, count

AnyIndex = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()

MOST_KEPT = 600
"""So many statements are kept with their words; the ones looked at longest ago are forgotten."""
MOST_WANTED = 200
"""Of more rows that are wanted the first ones are forgotten: they have been scrolled away."""


class StatementTable(QAbstractTableModel):
    """Rows are lines of ``Lines.drawn``; columns those that are asked for."""

    wanted = Signal()
    """Rows were looked at whose words are not there: see ``take_wants``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Lines | None = None
        self._drawn: Rows = np.zeros(0, np.int64)
        self._columns: tuple[Column, ...] = ()
        self._closed: dict[tuple[Group, int], None] = {}
        self._entries: OrderedDict[int, Entry] = OrderedDict()
        self._told: OrderedDict[int, Told] = OrderedDict()
        self._stale: set[int] = set()
        self._wants: dict[int, None] = {}
        self._words: ConditionWords | None = None

    @property
    def lines(self) -> Lines | None:
        """What is shown; None before the first."""
        return self._lines

    def show(self, lines: Lines | None, *, forget: Collection[int] | None = None) -> None:
        """Shows other lines; ``forget`` are the ids of statements that are to be read anew, None: all of them."""
        self.beginResetModel()
        if forget is None:
            self._told.clear()
            self._stale.clear()
        self._stale |= set(forget or ()) & set(self._told)
        self._entries.clear()
        self._wants.clear()
        self._lines = lines
        self._columns = () if lines is None else lines.asked.columns
        self._words = None if lines is None else ConditionWords(lines.register.snapshot.factors)
        self._draw()
        self.endResetModel()

    def find_anew(self) -> None:
        """Other words are asked for: all rows are read again when they are seen; until then they stay as they are."""
        self._stale = set(self._told)

    def put(self, told: Mapping[int, Told]) -> None:
        """Enters what was read of some statements, by id."""
        self._told |= told
        self._stale -= set(told)
        while len(self._told) > MOST_KEPT:
            self._told.popitem(last=False)
        if self._lines is None:
            return
        rows = self._lines.register.rows_of(told)
        for row in rows.tolist():
            self._entries.pop(row, None)
        lines = np.flatnonzero(np.isin(self._drawn, rows))
        if len(lines):
            self.dataChanged.emit(
                self.index(int(lines[0]), 0), self.index(int(lines[-1]), max(0, len(self._columns) - 1))
            )

    def take_wants(self) -> tuple[int, ...]:
        """The ids of the statements that are wanted, the latest first; they are no longer wanted."""
        latest = tuple(reversed(list(self._wants)[-MOST_WANTED:]))
        self._wants.clear()
        return latest

    def column(self, place: int) -> Column:
        """A column."""
        return self._columns[place]

    def place_of(self, column: Column) -> int:
        """Where a column is shown; -1 when it is not."""
        return self._columns.index(column) if column in self._columns else -1

    def heading(self, line: int) -> Heading | None:
        """The heading on a line; None on a statement."""
        number = int(self._drawn[line])
        assert self._lines is not None
        return None if number >= 0 else self._lines.groups[-1 - number]

    def headings(self) -> list[int]:
        """The lines with headings."""
        return np.flatnonzero(self._drawn < 0).tolist()

    def entry(self, line: int) -> Entry | None:
        """The statement on a line; None on a heading."""
        row = int(self._drawn[line])
        if row < 0 or self._lines is None:
            return None
        if row in self._entries:
            self._entries.move_to_end(row)
            return self._entries[row]
        entry = self._made(row)
        if len(self._entries) >= MOST_KEPT:
            self._entries.popitem(last=False)
        self._entries[row] = entry
        return entry

    def look(self, line: int) -> Entry | None:
        """The same for who shows it: its words are wanted."""
        entry = self.entry(line)
        if entry is not None and (entry.told is None or entry.id in self._stale):
            if not self._wants:
                self.wanted.emit()
            self._wants[entry.id] = None
        return entry

    def statement(self, line: int) -> int | None:
        """The id of the statement on a line."""
        row = int(self._drawn[line]) if 0 <= line < len(self._drawn) else -1
        return None if row < 0 or self._lines is None else int(self._lines.register.id[row])

    def rows_between(self, first: int, last: int) -> Rows:
        """The rows of the register on some lines."""
        found: Rows = self._drawn[first : last + 1]
        return found[found >= 0]

    def line_of(self, statement: int) -> int:
        """The line of a statement by id, -1 when it is not shown."""
        row = -1 if self._lines is None else self._lines.register.row_of(statement)
        found = np.flatnonzero(self._drawn == row)
        return int(found[0]) if row >= 0 and len(found) else -1

    def lines_of(self, statements: Iterable[int]) -> list[tuple[int, int]]:
        """The lines of some statements, as stretches from first to last."""
        if self._lines is None:
            return []
        rows = self._lines.register.rows_of(statements)
        lines = np.flatnonzero(np.isin(self._drawn, rows))
        parts = np.split(lines, np.flatnonzero(np.diff(lines) > 1) + 1)
        return [(int(part[0]), int(part[-1])) for part in parts if len(part)]

    def is_closed(self, line: int) -> bool:
        """Whether the group of a heading is closed."""
        heading = self.heading(line)
        return heading is not None and self._group(heading) in self._closed

    def set_closed(self, line: int, closed: bool) -> bool:
        """Closes the group of a heading, or opens it; whether that changed anything."""
        heading = self.heading(line)
        if heading is None or self._lines is None or (self._group(heading) in self._closed) == closed:
            return False
        if closed:
            self.beginRemoveRows(NOWHERE, line + 1, line + heading.count)
            self._closed[self._group(heading)] = None
            self._draw()
            self.endRemoveRows()
        else:
            self.beginInsertRows(NOWHERE, line + 1, line + heading.count)
            self._closed.pop(self._group(heading))
            self._draw()
            self.endInsertRows()
        self.dataChanged.emit(self.index(line, 0), self.index(line, len(self._columns) - 1))
        return True

    def open_to(self, statement: int) -> int:
        """The line of a statement, whose group is opened when it is closed; -1 when it is not among the lines."""
        line = self.line_of(statement)
        if line >= 0 or self._lines is None:
            return line
        row = self._lines.register.row_of(statement)
        there = np.flatnonzero(self._lines.order == row)
        if row < 0 or not len(there):
            return -1
        group = int(np.searchsorted(self._lines.starts, there[0], "right")) - 1
        self.set_closed(int(np.flatnonzero(self._drawn == -1 - group)[0]), False)
        return self.line_of(statement)

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Statements and headings."""
        return 0 if parent.isValid() else len(self._drawn)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """The columns asked for."""
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings cannot be chosen; one can be walked to while it is closed, to be opened."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._drawn[index.row()] >= 0:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        closed = self.is_closed(index.row())
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren if closed else Qt.ItemFlag.NoItemFlags

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        """A cell in words; the row in a sentence for those who listen; all that is cut for those who point at it."""
        if (
            not index.isValid()
            or self._lines is None
            or role
            not in (
                Role.DisplayRole,
                Role.AccessibleTextRole,
                Role.ToolTipRole,
            )
        ):
            return None
        heading = self.heading(index.row())
        if heading is not None:
            return self._heading_told(index.row(), heading, role)
        entry, column = self.entry(index.row()), self._columns[index.column()]
        assert entry is not None
        if role == Role.ToolTipRole:
            return tooltip(entry, column)
        if role == Role.AccessibleTextRole and column in (Column.WORDS, Column.CHECK):
            return sentence(entry)
        return cell_told(entry, column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        told = column_names()[self._columns[section]]
        return told if role in (Role.DisplayRole, Role.AccessibleTextRole) else None

    def _heading_told(self, line: int, heading: Heading, role: int) -> str | None:
        """A heading in words; those who listen hear whether it is closed."""
        if role == Role.ToolTipRole:
            return None
        told = f"{heading.title}, {count(heading.count, '{n} statement', '{n} statements')}"
        spoken = role == Role.AccessibleTextRole and self.is_closed(line)
        return _("{group}, closed").format(group=told) if spoken else told

    def _group(self, heading: Heading) -> tuple[Group, int]:
        assert self._lines is not None
        return self._lines.asked.group, heading.key

    def _draw(self) -> None:
        if self._lines is None:
            self._drawn = np.zeros(0, np.int64)
            return
        group = self._lines.asked.group
        self._drawn = self._lines.drawn({key for of, key in self._closed if of is group})

    def _made(self, row: int) -> Entry:
        assert self._lines is not None
        assert self._words is not None
        register = self._lines.register
        return made(register, row, self._words, self._told.get(int(register.id[row])))
