"""The sources of a case as a list: title, where and when it was published, its grade, how much of it is coded."""

from dataclasses import dataclass
from operator import is_
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import QuotationColumns, Snapshot, Source
from desktop import words
from desktop.analysis.columns import Finder, view
from desktop.words import _, count

LISTED = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Listed:
    """A source as a row: ``coded`` is how many statements are quoted from it."""

    source: Source
    coded: int

    @property
    def title(self) -> str:
        """Its title, or that it has none."""
        return self.source.title.strip() or _("Untitled")

    @property
    def facts(self) -> str:
        """Where it was published, and when."""
        return facts(self.source)

    @property
    def grade(self) -> str:
        """The letter of its grade, if it has one."""
        return str(self.source.reliability or "")


class SourceList(QAbstractListModel):
    """All sources, in the case's order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Listed] = []
        self._rows: list[Listed] = []
        self._found: frozenset[int] | None = None
        self._uncoded = False
        self._shown: tuple[tuple[Source, ...], QuotationColumns] | None = None

    def show(self, snapshot: Snapshot | None) -> None:
        """Shows the sources of a record; where they are the same, the list stays as it is."""
        shown = None if snapshot is None else (snapshot.sources, snapshot.quotations)
        if shown is not None and self._shown is not None and all(map(is_, shown, self._shown)):
            return
        self._shown = shown
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
    return list(map(Listed, snapshot.sources, _quoted(snapshot)))


def _quoted(snapshot: Snapshot) -> list[int]:
    """How many statements are quoted from each source."""
    said, places = view(snapshot.quotations.statement), Finder(source.id for source in snapshot.sources)
    most = int(said.max(initial=0)) + 1
    pairs = np.sort(places(view(snapshot.quotations.source)) * most + said)
    first = np.diff(pairs, prepend=-1) != 0
    counted: list[int] = np.bincount(pairs[first] // most, minlength=len(snapshot.sources)).tolist()
    return counted
