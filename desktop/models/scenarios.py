"""The tree of scenarios: each with its branches below it, and which factors it sets.

The model changes nothing: it tells what a person wants (``moved``, ``named``), and shows what came of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from db.records import Scenario, Snapshot
from desktop.models import choices, telling
from desktop.words import _, count

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
LISTED = Qt.ItemDataRole.UserRole
MIME = "application/x-rapporteur-scenario"
DRAFT = 0
"""The id of a scenario that has no name yet: it is in no case."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A scenario as it is listed: ``squares`` tell which factors it sets, in the case's order."""

    id: int
    title: str
    branch: bool
    squares: tuple[bool, ...]
    impossible: bool


class ScenarioTree(QAbstractItemModel):
    """All scenarios of a record. Indexes hold ids."""

    moved = Signal(int, object, object)
    """A scenario is wanted below another (None: below none), before a third (None: last)."""
    named = Signal(int, str)
    """Another name is wanted for a scenario; 0 is the one that is being made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listed: dict[int, Listed] = {}
        self._parents: dict[int, int | None] = {}
        self._below: dict[int | None, list[int]] = {None: []}
        self._scenarios: tuple[Scenario, ...] = ()
        self._draft: tuple[int | None, int] | None = None
        self._editable = True

    def show(self, snapshot: Snapshot | None, impossible: Sequence[int] = (), *, editable: bool = True) -> None:
        """Shows the scenarios of a record. Where only names or squares are new, what is open stays open."""
        self.drop_draft()
        self._editable = editable
        scenarios = () if snapshot is None else snapshot.scenarios
        listed = {} if snapshot is None else {each.id: _listed(snapshot, each, impossible) for each in scenarios}
        order = choices.in_tree_order(scenarios)
        parents = {each.id: each.parent if each.parent in listed else None for each in order}
        same = list(parents.items()) == list(self._parents.items())
        self._scenarios = scenarios
        if same:
            self._renew(listed)
            return
        self.beginResetModel()
        self._listed, self._parents = listed, parents
        self._below = {None: []}
        for number, above in parents.items():
            self._below.setdefault(number, [])
            self._below.setdefault(above, []).append(number)
        self.endResetModel()

    def begin_draft(self, parent: int | None) -> QModelIndex:
        """A row for a scenario that is to be named, last below another or below none."""
        self.drop_draft()
        siblings = self._below.setdefault(parent, [])
        self.beginInsertRows(self.index_of(parent), len(siblings), len(siblings))
        squares = self._listed[parent].squares if parent is not None else ()
        self._listed[DRAFT] = Listed(DRAFT, "", parent is not None, squares, False)
        self._parents[DRAFT], self._below[DRAFT] = parent, []
        siblings.append(DRAFT)
        self._draft = (parent, len(siblings) - 1)
        self.endInsertRows()
        return self.index_of(DRAFT)

    def drop_draft(self) -> bool:
        """Takes the row away that was to be named; whether there was one."""
        if self._draft is None:
            return False
        parent, row = self._draft
        self._draft = None
        self.beginRemoveRows(self.index_of(parent), row, row)
        self._below[parent].pop(row)
        for held in (self._listed, self._parents, self._below):
            held.pop(DRAFT)
        self.endRemoveRows()
        return True

    def has_draft(self) -> bool:
        """Whether a scenario is being named."""
        return self._draft is not None

    def listed(self, index: Index) -> Listed:
        """What is listed at an index."""
        return self._listed[index.internalId()]

    def index_of(self, scenario: int | None) -> QModelIndex:
        """The index of a scenario; invalid when there is none."""
        if scenario is None or scenario not in self._parents:
            return QModelIndex()
        return self.createIndex(self._below[self._parents[scenario]].index(scenario), 0, scenario)

    def order(self) -> list[int]:
        """All scenarios, each followed by its branches."""
        return [each for each in self._parents if each != DRAFT]

    def siblings(self, scenario: int) -> tuple[int, ...]:
        """The scenarios below the same one, in their order."""
        return tuple(self._below[self._parents[scenario]])

    def parent_of(self, scenario: int) -> int | None:
        """The scenario of which one is a branch."""
        return self._parents[scenario]

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """The index of a row below another one."""
        siblings = self._below.get(parent.internalId() if parent.isValid() else None, [])
        if column != 0 or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row])

    def parent(self, index: Index = NOWHERE) -> QModelIndex:  # type: ignore[override]
        """The index above."""
        return self.index_of(self._parents.get(index.internalId())) if index.isValid() else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many branches a scenario has; how many scenarios are none."""
        if parent.isValid() and parent.column() != 0:
            return 0
        return len(self._below.get(parent.internalId() if parent.isValid() else None, []))

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """One."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All can be chosen, named and dragged."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._editable:
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDropEnabled
            if index.internalId() != DRAFT:
                flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name, and all there is to say for those who listen."""
        if not index.isValid() or index.internalId() not in self._listed:
            return None
        found = self._listed[index.internalId()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return found.title
        if role == LISTED:
            return found
        return _told(found) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Asks for another name."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        name, scenario = str(value).strip(), index.internalId()
        if not name or name == self._listed[scenario].title:
            return False
        self.named.emit(scenario, name)
        return True

    def supportedDropActions(self) -> Qt.DropAction:
        """Scenarios are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """What can be dropped."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The scenario that is dragged."""
        found = QMimeData()
        found.setData(MIME, QByteArray(str(indexes[0].internalId()).encode()))
        found.setText(self.listed(indexes[0]).title)
        return found

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Not below itself or its own branches."""
        scenario = dragged(data)
        if scenario not in self._parents:
            return False
        below = parent.internalId() if parent.isValid() else None
        return below not in choices.descendants(self._scenarios, scenario)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tells where a scenario is wanted; nothing moves until the case has it so."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        below = parent.internalId() if parent.isValid() else None
        siblings = self._below.get(below, [])
        before = siblings[row] if 0 <= row < len(siblings) else None
        self.moved.emit(dragged(data), below, before)
        return False

    def _renew(self, listed: dict[int, Listed]) -> None:
        changed = [number for number, each in listed.items() if self._listed[number] != each]
        self._listed = listed
        for number in changed:
            self.dataChanged.emit(self.index_of(number), self.index_of(number))


def dragged(data: QMimeData) -> int:
    """The id of the scenario that is dragged; -1 when something else is."""
    raw = bytes(data.data(MIME).data()) if data.hasFormat(MIME) else b""
    return int(raw) if raw.isdigit() else -1


def squares_told(squares: Sequence[bool]) -> str:
    """How many factors are set, such as *3 of 12*."""
    return _("{set} of {all}").format(set=sum(squares), all=len(squares))


def _listed(snapshot: Snapshot, scenario: Scenario, impossible: Sequence[int]) -> Listed:
    states = choices.stated(snapshot.factors, snapshot.scenarios, scenario.id)
    squares = tuple(not telling.is_open(factor, states) for factor in snapshot.factors)
    return Listed(scenario.id, scenario.name, scenario.parent is not None, squares, scenario.id in impossible)


def _told(found: Listed) -> str:
    told = [found.title or _("New scenario"), _("branch") if found.branch else ""]
    told.append(count(sum(found.squares), "{n} factor set", "{n} factors set"))
    told.append(_("impossible") if found.impossible else "")
    return ", ".join(each for each in told if each)
