"""The actors of a case as a tree by kind: names, for whom they speak, how many statements, where they stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import Actor, Snapshot
from db.vocabulary import ActorKind
from desktop import words
from desktop.models import affiliations, looks
from desktop.models.looks import Look
from desktop.models.outline import kinds
from desktop.models.register import Register
from desktop.models.sheet import Sheet
from desktop.words import count

AnyIndex = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
LISTED = Role.UserRole
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor as a row, or the heading of a kind, which has no actor. ``strip`` is where it stands, by scenario."""

    title: str
    kind: ActorKind
    count: int
    actor: Actor | None = None
    detail: str = ""
    strip: tuple[Look, ...] = ()


@dataclass(frozen=True)
class Standings:
    """What is worked out beside the window: for each actor how many statements are its, and its looks."""

    snapshot: Snapshot
    statements: Mapping[int, int]
    scenarios: tuple[tuple[int, str], ...]
    strips: Mapping[int, tuple[Look, ...]]

    @classmethod
    def of(cls, sheet: Sheet) -> "Standings":
        """The standings of a matrix; slow enough to be made on a worker."""
        snapshot = sheet.comparison.snapshot
        strips = {
            actor.id: tuple(_look(int(code)) for code in row)
            for actor, row in zip(snapshot.actors, sheet.codes, strict=True)
        }
        scenarios = tuple((column.scenario, column.title) for column in sheet.columns)
        return cls(snapshot, said_by(Register.of(snapshot)), scenarios, strips)


def said_by(register: Register) -> dict[int, int]:
    """How many statements each actor speaks, joins in or holds, by id."""
    size, columns = len(register), register.columns
    joined = np.repeat(np.arange(size), columns.party_count)
    statement = np.concatenate([np.arange(size), joined, columns.statement])
    actor = np.concatenate([register.speaker, columns.parties, register.holder_of])
    pairs = np.unique(actor * max(1, size) + statement)
    many = np.bincount(pairs // max(1, size), minlength=len(register.snapshot.actors))
    return {each.id: int(many[place]) for place, each in enumerate(register.snapshot.actors)}


def statements_of(register: Register, actor: int) -> list[int]:
    """The ids of the statements that an actor speaks, joins in or holds, the latest first."""
    places = [place for place, each in enumerate(register.snapshot.actors) if each.id == actor]
    held = register.any_position(np.isin(register.holder_of, places)) | np.isin(register.speaker, places)
    rows = np.flatnonzero(held | register.joined_by(places))
    order = np.lexsort((-register.number[rows], -register.said[rows]))
    return [int(register.id[row]) for row in rows[order]]


class ActorTree(QAbstractItemModel):
    """Kinds, and the actors of each; an internal id of 0 is a kind, else the place of the kind from 1."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[tuple[Listed, list[Listed]]] = []

    def show(self, snapshot: Snapshot | None, standings: Standings | None = None, asked: str = "") -> None:
        """Shows the actors that have every word asked for in a name or in what is said of them."""
        groups = [] if snapshot is None else _grouped(snapshot, standings, asked)
        if _shape(groups) == _shape(self._groups):
            self._groups = groups
            self._repaint()
            return
        self.beginResetModel()
        self._groups = groups
        self.endResetModel()

    def index_of(self, actor: int | None) -> QModelIndex:
        """The index of an actor by id; invalid when it is not shown."""
        for group, (_heading, listed) in enumerate(self._groups):
            for row, each in enumerate(listed):
                if each.actor is not None and each.actor.id == actor:
                    return self.index(row, 0, self.index(group, 0))
        return QModelIndex()

    def actor(self, index: AnyIndex) -> Actor | None:
        """The actor of a row; None on a kind."""
        listed = self.listed(index)
        return listed.actor if listed is not None else None

    def listed(self, index: AnyIndex) -> Listed | None:
        """A row."""
        if not index.isValid():
            return None
        group = index.internalId()
        return self._groups[index.row()][0] if not group else self._groups[group - 1][1][index.row()]

    def total(self) -> int:
        """How many actors are shown."""
        return sum(len(listed) for _heading, listed in self._groups)

    def index(self, row: int, column: int, parent: AnyIndex = NOWHERE) -> QModelIndex:
        """An index."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: AnyIndex = NOWHERE) -> QModelIndex:  # type: ignore[override]
        """The kind of an actor."""
        group = index.internalId() if index.isValid() else 0
        return self.createIndex(group - 1, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Kinds, or the actors of one."""
        if not parent.isValid():
            return len(self._groups)
        return 0 if parent.internalId() or parent.column() else len(self._groups[parent.row()][1])

    def columnCount(self, _parent: AnyIndex = NOWHERE) -> int:
        """One."""
        return 1

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Kinds can be opened and closed; actors are chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found | Qt.ItemFlag.ItemNeverHasChildren if index.internalId() else found

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        """The name; the row; all of it in a sentence."""
        listed = self.listed(index)
        if listed is None:
            return None
        if role == LISTED:
            return listed
        if role == Role.AccessibleTextRole:
            return told(listed)
        return listed.title if role == Role.DisplayRole else None

    def _repaint(self) -> None:
        for group in range(len(self._groups)):
            parent = self.index(group, 0)
            self.dataChanged.emit(parent, parent)
            last = self.rowCount(parent) - 1
            if last >= 0:
                self.dataChanged.emit(self.index(0, 0, parent), self.index(last, 0, parent))


def told(listed: Listed) -> str:
    """A row in a sentence."""
    if listed.actor is None:
        return f"{listed.title}, {listed.count}"
    statements = count(listed.count, "{n} statement", "{n} statements")
    kind = words.actor_kind(listed.kind).lower()
    return ", ".join(part for part in (listed.title, kind, listed.detail, statements) if part)


def detail(actor: Actor, snapshot: Snapshot) -> str:
    """What is said of an actor beside its name: for whom it speaks, its other names."""
    spoken = affiliations.in_short(actor.id, snapshot.actors, snapshot.affiliations)
    return " · ".join(part for part in (spoken, ", ".join(actor.aliases)) if part)


def with_alias(actor: Actor, alias: str) -> Actor:
    """An actor with one more name."""
    kept = [each for each in actor.aliases if each != alias]
    return replace(actor, aliases=(*kept, alias)) if alias and alias != actor.name else actor


def _grouped(snapshot: Snapshot, standings: Standings | None, asked: str) -> list[tuple[Listed, list[Listed]]]:
    fits = _fits(asked)
    by_kind: dict[ActorKind, list[Listed]] = {kind: [] for kind in kinds()}
    for actor in snapshot.actors:
        listed = _listed(actor, snapshot, standings)
        if fits(" ".join((actor.name, actor.short, listed.detail))):
            by_kind[actor.kind].append(listed)
    titles = kinds()
    return [(Listed(titles[kind], kind, len(listed)), listed) for kind, listed in by_kind.items() if listed]


def _listed(actor: Actor, snapshot: Snapshot, standings: Standings | None) -> Listed:
    many = standings.statements.get(actor.id, 0) if standings is not None else 0
    strip = standings.strips.get(actor.id, ()) if standings is not None else ()
    return Listed(actor.name, actor.kind, many, actor, detail(actor, snapshot), strip)


def _fits(asked: str) -> Callable[[str], bool]:
    wanted = words.folded(asked).split()

    def fits(text: str) -> bool:
        folded = words.folded(text)
        return all(word in folded for word in wanted)

    return fits


def _shape(groups: Sequence[tuple[Listed, Sequence[Listed]]]) -> list[tuple[str, list[int]]]:
    return [(head.title, [each.actor.id for each in listed if each.actor is not None]) for head, listed in groups]


def _look(code: int) -> Look:
    return looks.look(code, False)
