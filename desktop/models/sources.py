"""The sources of a case as a list: title, where and when it was published, its grade, how much of it is coded."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import Snapshot, Source
from desktop import words
from desktop.words import _, count

LISTED = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Listed:
    """A source as a row: ``coded`` is how many statements are quoted from it."""

    source: Source
    title: str
    facts: str
    grade: str
    coded: int


class SourceList(QAbstractListModel):
    """All sources, in the case's order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Listed] = []
        self._rows: list[Listed] = []
        self._found: frozenset[int] | None = None
        self._uncoded = False

    def show(self, snapshot: Snapshot | None) -> None:
        """Shows the sources of a record; where they are the same, the list stays as it is."""
        self._all = [] if snapshot is None else _listed(snapshot)
        self._renew()

    def narrow(self, found: frozenset[int] | None, *, uncoded: bool = False) -> None:
        """Lists only these sources, or only those of which nothing is coded; None lists all."""
        self._found, self._uncoded = found, uncoded
        self._renew()

    def total(self) -> int:
        """How many sources there are, listed or not."""
        return len(self._all)

    def source(self, source: int) -> Listed | None:
        """A source by id, listed or not; None when there is none."""
        return next((row for row in self._all if row.source.id == source), None)

    def _renew(self) -> None:
        rows = [
            row
            for row in self._all
            if (self._found is None or row.source.id in self._found) and not (self._uncoded and row.coded)
        ]
        if rows == self._rows:
            return
        if [row.source.id for row in rows] == [row.source.id for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def listed(self, row: int) -> Listed:
        """A row."""
        return self._rows[row]

    def row_of(self, source: int) -> int:
        """The row of a source by id; -1 when there is none."""
        return next((number for number, row in enumerate(self._rows) if row.source.id == source), -1)

    def uncoded(self) -> int:
        """How many sources nothing is quoted from."""
        return sum(not row.coded for row in self._all)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The sources."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title; the row; all of it in a sentence."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == LISTED:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, row.facts, row.grade, coded(row.coded)) if part)
        return row.title if role == Qt.ItemDataRole.DisplayRole else None


def coded(number: int) -> str:
    """How many statements are coded, in words."""
    return count(number, "{n} statement coded", "{n} statements coded") if number else _("not coded")


def facts(source: Source) -> str:
    """Where a source was published, and when."""
    kind = words.source_kind(source.kind) if source.kind is not None else ""
    published = words.date(source.published) if source.published is not None else ""
    return " · ".join(part for part in (source.publisher.strip() or kind, published) if part)


def _listed(snapshot: Snapshot) -> list[Listed]:
    quoted = snapshot.quotations
    pairs = set(zip(quoted.source, quoted.statement, strict=True))
    by_source = Counter(source for source, _statement in pairs)
    return [
        Listed(
            source=source,
            title=source.title.strip() or _("Untitled"),
            facts=facts(source),
            grade=str(source.reliability or ""),
            coded=by_source[source.id],
        )
        for source in snapshot.sources
    ]
