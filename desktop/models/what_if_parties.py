"""The parties of What if, as a list whose order stays while the hand is on the switches."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.models.what_if_shown import PartyLine
from desktop.words import _

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
LINE = Qt.ItemDataRole.UserRole
"""The PartyLine of a row."""


class PartiesModel(QAbstractListModel):
    """The parties. Their order stays while the hand is on the switches: nothing jumps under it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[PartyLine] = []

    def show(self, lines: Sequence[PartyLine], *, keep_order: bool) -> None:
        """Shows other lines; those who move first, unless the order is to stay."""
        new = {line.actor: line for line in lines}
        if keep_order and self._lines and new.keys() == {line.actor for line in self._lines}:
            before, self._lines = self._lines, [new[line.actor] for line in self._lines]
            for row, (old, line) in enumerate(zip(before, self._lines, strict=True)):
                if old != line:
                    here = self.createIndex(row, 0)
                    self.dataChanged.emit(here, here)
            return
        self.beginResetModel()
        self._lines = sorted(lines, key=lambda line: not line.moves)
        self.endResetModel()

    def settle(self) -> None:
        """Those who move come first, now that the hand has left the switches."""
        wanted = sorted(self._lines, key=lambda line: not line.moves)
        if wanted != self._lines:
            self.layoutAboutToBeChanged.emit()
            self._lines = wanted
            self.layoutChanged.emit()

    def line(self, row: int) -> PartyLine | None:
        """A party; None beyond the end."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The parties."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A line, and what it says."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            was = _("was {word}").format(word=line.before.word.lower()) if line.moves else _("as before")
            return f"{line.name}: {line.now.word}, {was}"
        return None
