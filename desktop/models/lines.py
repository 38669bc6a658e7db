"""A short list of lines: rules, issues, clauses; each with an id, its words and what else there is to say of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.words import as_tooltip

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """A line: ``parts`` stand with a cross between them when they cannot go together, or alone."""

    key: Any
    parts: tuple[str, ...]
    detail: str = ""
    icon: str = ""
    ink: str = "ink2"

    @property
    def told(self) -> str:
        """All of it, for those who listen."""
        return ", ".join(part for part in ("  ×  ".join(self.parts), self.detail) if part)


class LineList(QAbstractListModel):
    """Lines in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Iterable[Line]) -> None:
        """Shows other lines."""
        new = tuple(lines)
        if new == self._lines:
            return
        if [each.key for each in new] == [each.key for each in self._lines]:
            self._lines = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._lines = new
        self.endResetModel()

    def line(self, row: int) -> Line:
        """A line."""
        return self._lines[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All can be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line, and all of it in words."""
        if not index.isValid() or not 0 <= index.row() < len(self._lines):
            return None
        found = self._lines[index.row()]
        if role == LINE:
            return found
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tooltip(found.told)
        return found.told if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
