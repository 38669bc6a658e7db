"""The sources of a case, each to be turned on or off."""

from collections import Counter
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import Snapshot, Source
from desktop.words import _, count

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ASIDE = Qt.ItemDataRole.UserRole
"""How many passages of it are coded."""


class SourceChoice(QAbstractListModel):
    """All are on at first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources: tuple[Source, ...] = ()
        self._coded: Counter[int] = Counter()
        self._off: set[int] = set()

    def show(self, snapshot: Snapshot | None) -> None:
        """Shows the sources of a record; what was turned off stays off."""
        self.beginResetModel()
        self._sources = tuple(snapshot.sources) if snapshot is not None else ()
        self._coded = Counter(snapshot.quotations.source) if snapshot is not None else Counter()
        self._off &= {source.id for source in self._sources}
        self.endResetModel()

    def chosen(self) -> tuple[int, ...]:
        """The ids of those that are on."""
        return tuple(source.id for source in self._sources if source.id not in self._off)

    def turn_all(self, *, on: bool) -> None:
        """Turns all of them on or off."""
        self._off = set() if on else {source.id for source in self._sources}
        if self._sources:
            self.dataChanged.emit(self.index(0), self.index(len(self._sources) - 1))

    def choose_only(self, source: int) -> None:
        """Turns all of them off but one."""
        self._off = {each.id for each in self._sources if each.id != source}
        if self._sources:
            self.dataChanged.emit(self.index(0), self.index(len(self._sources) - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The sources."""
        return 0 if parent.isValid() else len(self._sources)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, check mark, and how much is coded."""
        if not index.isValid() or index.row() >= len(self._sources):
            return None
        source = self._sources[index.row()]
        title = source.title.strip() or _("Untitled")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return title
        if role == ASIDE:
            coded = self._coded[source.id]
            return count(coded, "{n} passage", "{n} passages") if coded else ""
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Unchecked if source.id in self._off else Qt.CheckState.Checked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Turns one on or off."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        source = self._sources[index.row()].id
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._off.discard(source)
        else:
            self._off.add(source)
        self.dataChanged.emit(self.index(index.row()), self.index(index.row()))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Each can be checked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        can = Qt.ItemFlag
        return can.ItemIsEnabled | can.ItemIsSelectable | can.ItemIsUserCheckable | can.ItemNeverHasChildren
