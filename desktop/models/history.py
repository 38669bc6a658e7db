"""The history as a table, the latest entry first; and what one entry changed, field by field.

Rows are shown a few hundred at a time: the view fetches more when it is scrolled there.
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from desktop import theme
from desktop.words import _, as_tooltip, folded

if TYPE_CHECKING:
    from desktop.past import Line, Row

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()
AT_ONCE = 200
"""Rows that are fetched together."""
WHEN, WHO, WHAT, STANDING = range(4)
ALIKE = 30
"""Characters with which two values may begin alike before they are cut."""
TOOLTIP = 4000
"""Characters that a tooltip shows at most."""


def standing(row: "Row") -> str:
    """What became of an entry, in words; nothing when it simply holds."""
    return {"undone": _("undone"), "here": _("the record is here")}.get(row.standing, "")


class HistoryModel(QAbstractTableModel):
    """When, who, what, and what became of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Row] = ()
        self._found: Sequence[Row] = ()
        self._asked = ""
        self._shown = 0

    def show_rows(self, rows: Sequence["Row"]) -> None:
        """Another history, filtered as before."""
        self._all = rows
        self._renew()

    def find(self, asked: str) -> None:
        """Only entries that have every word, in what was done or in the author's name."""
        self._asked = asked
        self._renew()

    def row(self, line: int) -> "Row":
        """The entry on a line."""
        return self._found[line]

    def line_of(self, entry: int) -> int:
        """The line of an entry, which is fetched for it; -1 when it is not among those found."""
        line = next((line for line, row in enumerate(self._found) if row.entry.id == entry), -1)
        while self._shown <= line:
            self.fetchMore()
        return line

    def latest(self) -> int:
        """The latest entry of all; 0 when there is none."""
        return self._all[0].entry.id if self._all else 0

    def counts(self) -> tuple[int, int]:
        """How many entries were found, of how many."""
        return len(self._found), len(self._all)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The rows fetched so far."""
        return 0 if parent.isValid() else self._shown

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """The four columns."""
        return 0 if parent.isValid() else 4

    def canFetchMore(self, parent: Index = NOWHERE) -> bool:
        """Whether there are more rows."""
        return not parent.isValid() and self._shown < len(self._found)

    def fetchMore(self, parent: Index = NOWHERE) -> None:
        """A few more rows."""
        if self.canFetchMore(parent):
            end = min(len(self._found), self._shown + AT_ONCE)
            self.beginInsertRows(QModelIndex(), self._shown, end - 1)
            self._shown = end
            self.endInsertRows()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Role.DisplayRole or not 0 <= section < 4:
            return None
        return (_("When"), _("Who"), _("What"), _("Now"))[section]

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The words; what was undone is dimmed, and said."""
        if not index.isValid() or not 0 <= index.row() < self._shown:
            return None
        row = self.row(index.row())
        if role == Role.DisplayRole:
            return (row.when, row.entry.author, row.title, standing(row))[index.column()]
        if role == Role.ForegroundRole and row.standing == "undone":
            return theme.color("ink3")
        if role == Role.FontRole and row.standing == "here":
            return _strong()
        if role == Role.AccessibleTextRole and index.column() == WHEN:
            return ", ".join(filter(None, (row.title, standing(row), row.entry.author, row.when)))
        if role == Role.ToolTipRole and index.column() == WHAT:
            return as_tooltip(row.title[:TOOLTIP])
        return None

    def _renew(self) -> None:
        self.beginResetModel()
        wanted = folded(self._asked).split()
        self._found = (
            [row for row in self._all if all(word in row.searched for word in wanted)] if wanted else self._all
        )
        self._shown = min(AT_ONCE, len(self._found))
        self.endResetModel()


class LinesModel(QAbstractTableModel):
    """What an entry changed: the thing, the field, before and after."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence["Line"]) -> None:
        """The lines of another entry."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """A row for each field."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """The four columns."""
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Role.DisplayRole or not 0 <= section < 4:
            return None
        return (_("Changed"), _("Field"), _("Before"), _("After"))[section]

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The words; the thing is named on the first of its lines."""
        if not index.isValid() or not 0 <= index.row() < len(self._lines):
            return None
        line = self._lines[index.row()]
        text = (line.what, line.field, line.before, line.after)[index.column()]
        if role == Role.DisplayRole:
            return self._shown(index.row(), index.column())
        if role == Role.AccessibleTextRole and index.column() == 0:
            return _told(line)
        if role == Role.ToolTipRole and text:
            return as_tooltip(text[:TOOLTIP])
        return None

    def _shown(self, row: int, column: int) -> str:
        line = self._lines[row]
        if column == 0:
            return "" if self._goes_on(row) else line.what
        return (line.field, *apart(line.before, line.after))[column - 1]

    def _goes_on(self, row: int) -> bool:
        """Whether a line is of the same thing as the one above it."""
        return row > 0 and self._lines[row - 1].what == self._lines[row].what


def apart(before: str, after: str) -> tuple[str, str]:
    """Two values as a narrow column shows them: what both begin with gives way to where they differ."""
    same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    if same <= ALIKE:
        return before, after
    cut = before.rfind(" ", 0, same - ALIKE // 2) + 1 or same - ALIKE // 2
    return f"…{before[cut:]}", f"…{after[cut:]}"


def _strong() -> QFont:
    """The list's own font, bold."""
    font = QFont(theme.font("dense"))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _told(line: "Line") -> str:
    """A line read aloud."""
    change = " → ".join(filter(None, (line.before, line.after)))
    return ". ".join(filter(None, (line.what, f"{line.field}: {change}" if line.field else "")))
