"""The files on their way into the case, as a list."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.intake import NEEDS_A_WORD, Intake, Item, Stage
from desktop.words import _, as_tooltip, count

ITEM = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

ICONS = {
    Stage.WAITING: ("clock", "ink3"),
    Stage.READING: ("loader", "accent"),
    Stage.TAKING: ("loader", "accent"),
    Stage.ADDED: ("circle-check", "ok"),
    Stage.SAME: ("copy", "ink2"),
    Stage.LOCKED: ("lock", "bad"),
    Stage.FAILED: ("triangle-alert", "bad"),
    Stage.STOPPED: ("circle-stop", "ink3"),
}
"""The icon of a stage, and its colour."""


class ImportRows(QAbstractListModel):
    """One row a file."""

    def __init__(self, intake: Intake, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._intake = intake
        self._rows = 0
        intake.listed.connect(self._renew)
        intake.moved.connect(self._moved)

    def item(self, row: int) -> Item:
        """A file."""
        return self._intake.items[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The files."""
        return 0 if parent.isValid() else self._rows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name; the item; all of it in a sentence."""
        if not index.isValid() or not 0 <= index.row() < self._rows:
            return None
        item = self.item(index.row())
        if role == ITEM:
            return item
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.name}. {item.told}"
        if role == Qt.ItemDataRole.ToolTipRole and item.details:
            return as_tooltip(item.details)
        return item.name if role == Qt.ItemDataRole.DisplayRole else None

    def _renew(self) -> None:
        self.beginResetModel()
        self._rows = len(self._intake.items)
        self.endResetModel()

    def _moved(self, row: int) -> None:
        if row < self._rows:
            self.dataChanged.emit(self.index(row), self.index(row))


def summary(intake: Intake) -> tuple[str, str]:
    """How many files there are, and how far they are."""
    done, asking, under_way = intake.counts()
    files = len(intake.items)
    title = count(files, "Adding {n} file", "Adding {n} files") if under_way else count(files, "{n} file", "{n} files")
    parts = [_("{n} done").format(n=done)]
    if asking:
        parts.append(count(asking, "{n} needs a word from you", "{n} need a word from you"))
    if under_way:
        parts.append(_("{n} under way").format(n=under_way))
    told = ", ".join(parts) + "."
    return title, f"{told} {_('You can go on working.')}" if under_way else told


def brief(intake: Intake) -> str:
    """How far all of it is, in two or three words; nothing when there are no files."""
    done, asking, under_way = intake.counts()
    if asking:
        return count(asking, "{n} needs a word from you", "{n} need a word from you")
    if under_way:
        return count(len(intake.items), "Adding {n} file", "Adding {n} files")
    return count(done, "{n} file done", "{n} files done") if done else ""


def outcome(intake: Intake) -> str:
    """What came of all files, in a line."""
    stages = [item.stage for item in intake.items]
    added, failed = stages.count(Stage.ADDED), stages.count(Stage.FAILED)
    if len(stages) == 1:
        return f"{intake.items[0].name}: {intake.items[0].told}"
    parts = [count(added, "{n} file added", "{n} files added")]
    if failed:
        parts.append(count(failed, "{n} could not be read", "{n} could not be read"))
    asking = sum(stage in NEEDS_A_WORD for stage in stages)
    if asking:
        parts.append(count(asking, "{n} needs a word from you", "{n} need a word from you"))
    return ", ".join(parts)


def icon(item: Item) -> tuple[str, str]:
    """The icon of a file, and its colour."""
    return ("scan-text", "hand") if item.scanned and item.stage is Stage.ADDED else ICONS[item.stage]
