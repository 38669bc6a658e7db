"""Scenarios to begin with: the conditions under which people said what they said, each as a hypothesis.

``proposals`` works on the analysis and belongs on a worker; ``ProposalList`` lets a person tick those wanted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from db.records import Scenario, Setting
from desktop.analysis.cells import Comparison
from desktop.analysis.columns import Columns
from desktop.analysis.factors import YES, Cube, Frame
from desktop.analysis.regions import compiled
from desktop.models import telling
from desktop.words import _, count

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MOST = 40
"""The most scenarios that are proposed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A scenario that nobody made yet, and how many statements name its conditions."""

    scenario: Scenario
    statements: int


def proposals(comparison: Comparison) -> tuple[Proposal, ...]:
    """The distinct conditions of all positions that can go together and are no scenario yet, the commonest first."""
    ground, snapshot = comparison.ground, comparison.snapshot
    frame, columns = ground.frame, Columns(snapshot)
    regions = compiled(frame, columns, np.arange(len(columns.id)))
    naming: dict[Cube, set[int]] = {}
    for row in range(len(columns.id)):
        for cube in regions.of(row):
            if cube:
                naming.setdefault(cube, set()).add(int(columns.statement_of[row]))
    there = {tuple(box) for box in ground.situations.given.tolist()}
    common = sorted(naming, key=lambda cube: (-len(naming[cube]), len(cube), cube))
    possible = [cube for cube in common if _box(frame, cube) not in there and _fits(comparison, cube)]
    return tuple(Proposal(_scenario(frame, cube), len(naming[cube])) for cube in possible[:MOST])


def _box(frame: Frame, cube: Cube) -> tuple[int, ...]:
    box = list(frame.full)
    for place, mask in cube:
        box[place] = mask
    return tuple(box)


def _fits(comparison: Comparison, cube: Cube) -> bool:
    boxes = np.array([_box(comparison.ground.frame, cube)], np.uint32)
    return bool(comparison.ground.rules.tight_all(boxes)[1][0])


def _scenario(frame: Frame, cube: Cube) -> Scenario:
    """A cube as a scenario, named by its values."""
    settings, names = [], []
    ids = {(slot.factor, slot.mask): value for value, slot in frame.slots.items()}
    for place, mask in cube:
        factor = frame.factors[place]
        if factor.part is not None:
            holds = mask == YES
            settings.append(Setting(factor.factor, part=factor.part, holds=(holds,)))
            value = factor.name.rpartition(": ")[2]
            names.append(value if holds else _("not {value}").format(value=value))
            continue
        bits = [1 << order for order in range(len(factor.values)) if mask >> order & 1]
        settings.append(Setting(factor.factor, tuple(ids[place, bit] for bit in bits)))
        names.append(_value_told(factor.name, [factor.values[bit.bit_length() - 1].name for bit in bits]))
    return Scenario(0, "", "", ", ".join(names), None, tuple(settings), None, "")


def _value_told(factor: str, values: Sequence[str]) -> str:
    """Values by their own names; a bare *yes*, *no* or *none* with the factor's."""
    told = telling.either_of(values)
    bare = {_("Yes").lower(), _("No").lower(), _("None").lower()}
    return f"{factor}: {told}" if any(value.lower() in bare for value in values) else told


class ProposalList(QAbstractListModel):
    """Proposals with a box to tick each."""

    ticked = Signal()
    """Others are ticked now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listed: tuple[Proposal, ...] = ()
        self._chosen: set[int] = set()

    def show(self, listed: Iterable[Proposal]) -> None:
        """Shows other proposals, none of them ticked."""
        self.beginResetModel()
        self._listed, self._chosen = tuple(listed), set()
        self.endResetModel()
        self.ticked.emit()

    def chosen(self) -> tuple[Scenario, ...]:
        """The scenarios that are ticked."""
        return tuple(each.scenario for row, each in enumerate(self._listed) if row in self._chosen)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The proposals."""
        return 0 if parent.isValid() else len(self._listed)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All can be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        box = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | box

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name with the number of statements, and whether it is ticked."""
        if not index.isValid() or not 0 <= index.row() < len(self._listed):
            return None
        found = self._listed[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if index.row() in self._chosen else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            said = count(found.statements, "{n} statement", "{n} statements")
            return f"{found.scenario.name}  ·  {said}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ticks or unticks."""
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._chosen.add(index.row())
        else:
            self._chosen.discard(index.row())
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True
