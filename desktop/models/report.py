"""The contents of a brief as a list that is checked and put in order: its parts, and its scenarios among them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.words import _, count

LEVEL = Qt.ItemDataRole.UserRole + 1
"""How deep an entry stands: 0 for a part, 1 for a scenario."""
PAGES = Qt.ItemDataRole.UserRole + 2
"""How many pages it takes, or why it takes none, in a few words."""

START = Qt.ItemDataRole.UserRole + 3
"""Its first page, from 0; None when it has none."""

Index = QModelIndex | QPersistentModelIndex


class Entry(Protocol):
    """A part or a scenario, as ``reports.contents`` gives it."""

    @property
    def part(self) -> str: ...  # noqa: D102
    @property
    def scenario(self) -> int | None: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def on(self) -> bool: ...  # noqa: D102
    @property
    def pages(self) -> int: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def lacks(self) -> str: ...  # noqa: D102


class Contents(QAbstractListModel):
    """What is printed, in its order; scenarios follow the part that they belong to."""

    chosen = Signal()
    """A person checked something or put it in another place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def renew(self, entries: Sequence[Entry]) -> None:
        """What is told of the entries is new; they stay where a person put them."""
        places = {(one.part, one.scenario): place for place, one in enumerate(self._entries)}
        if {(one.part, one.scenario) for one in entries} == set(places):
            entries = sorted(entries, key=lambda one: places[one.part, one.scenario])
        self.show(entries)

    def show(self, entries: Sequence[Entry]) -> None:
        """Shows other entries; where they are the same in the same order, only what is told of them is new."""
        same = [(one.part, one.scenario) for one in entries] == [(one.part, one.scenario) for one in self._entries]
        if same:
            self._entries = list(entries)
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def parts(self) -> tuple[str, ...]:
        """The parts that are on, in their order."""
        return tuple(one.part for one in self._entries if one.scenario is None and one.on)

    def scenarios(self) -> tuple[int, ...] | None:
        """The ids of the scenarios that are on, in their order; None when all are."""
        known = [one for one in self._entries if one.scenario is not None]
        return None if all(one.on for one in known) else tuple(one.scenario for one in known if one.on and one.scenario)

    def move(self, row: int, step: int) -> int:
        """Puts an entry before (-1) or behind (1) its neighbour; returns its new row."""
        block = self._block(row)
        near = self._neighbour(block, step)
        if near is None:
            return row
        first, second = (near, block) if step < 0 else (block, near)
        self.layoutAboutToBeChanged.emit()
        order = [*range(second.start, second.stop), *range(first.start, first.stop)]
        kept = [self._entries[place] for place in order]
        moved = {place: first.start + at for at, place in enumerate(order)}
        self._entries[first.start : second.stop] = kept
        before = self.persistentIndexList()
        self.changePersistentIndexList(before, [self.index(moved.get(one.row(), one.row())) for one in before])
        self.layoutChanged.emit()
        self.chosen.emit()
        return moved[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many entries there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, check mark, depth and pages."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if entry.on else Qt.CheckState.Unchecked
        if role == LEVEL:
            return 0 if entry.scenario is None else 1
        if role == START:
            return entry.start if entry.pages else None
        if role == PAGES:
            return _pages(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.title, _pages(entry)) if part)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Turns an entry on or off; a scenario that is turned on brings its part with it."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        self._turn(index.row(), on=on)
        if on and self._entries[index.row()].scenario is not None:
            self._turn(self._head(index.row()), on=True)
        self.chosen.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be checked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        can = Qt.ItemFlag
        return can.ItemIsEnabled | can.ItemIsSelectable | can.ItemIsUserCheckable | can.ItemNeverHasChildren

    def _turn(self, row: int, *, on: bool) -> None:
        entry = cast(Any, self._entries[row])
        self._entries[row] = replace(entry, on=on, pages=0, lacks="")
        self.dataChanged.emit(self.index(row), self.index(row))

    def _head(self, row: int) -> int:
        """The part that a scenario belongs to."""
        while self._entries[row].scenario is not None:
            row -= 1
        return row

    def _block(self, row: int) -> range:
        """The rows that go together: a part with its scenarios, or one scenario."""
        if self._entries[row].scenario is not None:
            return range(row, row + 1)
        stop = row + 1
        while stop < len(self._entries) and self._entries[stop].scenario is not None:
            stop += 1
        return range(row, stop)

    def _neighbour(self, block: range, step: int) -> range | None:
        row = block.start - 1 if step < 0 else block.stop
        if not 0 <= row < len(self._entries):
            return None
        if self._entries[block.start].scenario is not None:
            return range(row, row + 1) if self._entries[row].scenario is not None else None
        return self._block(self._head(row))


def _pages(entry: Entry) -> str:
    if entry.lacks:
        return entry.lacks
    return count(entry.pages, "{n} p.", "{n} p.") if entry.pages else (_("off") if not entry.on else "")
