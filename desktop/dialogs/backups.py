"""The backups of a case: how each differs from it, and how one comes back; also of one that is damaged or gone."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from shiboken6 import isValid

from desktop import words
from desktop.dialogs.dialog import Dialog
from desktop.widgets.controls import Button
from desktop.widgets.row_table import RowTable
from desktop.widgets.text import Label, Paragraph
from desktop.words import _, count, listing
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.backups import Backup, Difference

NAMED = 12
"""Names of things that are told for each noun; of the rest how many there are."""


class BackupsDialog(Dialog):
    """A list of the backups, the newest first; below it what restoring the chosen one would change."""

    restored = Signal(object)
    """A backup took the place of the case: where that is kept as it was."""

    def __init__(self, workspace: Workspace, path: Path, parent: QWidget | None = None) -> None:
        """``path`` is where the case is, or was: it may be closed, damaged or gone."""
        super().__init__(_("Backups"), parent)
        self.resize(720, 560)
        self._workspace, self._path = workspace, path
        self._backups: tuple[Backup, ...] = ()
        self.model = QStandardItemModel(0, 1, self)
        self.model.setHorizontalHeaderLabels([_("Made")])
        self.said = Paragraph(_("Looking for backups …"))
        self.table = RowTable(self.model, _("Backups, the newest first"), (0,))
        self.heading = Label("", "strong")
        self.changes = QPlainTextEdit()
        self.changes.setReadOnly(True)
        self.changes.setTabChangesFocus(True)
        self.changes.setAccessibleName(_("What restoring it would change"))
        for part, stretch in ((self.said, 0), (self.table, 1), (self.heading, 0), (self.changes, 1)):
            self.content.addWidget(part, stretch)
        self.add_button(_("Close")).clicked.connect(self.reject)
        self.main: Button = self.add_button(_("Restore this backup"), main=True)
        self.main.setDefault(False)  # Enter in the list would be too easy
        self.main.setEnabled(False)
        self.main.clicked.connect(self._restore)
        self.table.moved.connect(self._compare)
        workspace.closed.connect(self.reject)
        workspace.failed.connect(self._tell_failed)
        workspace.custody.backups(path, self._show_all)

    def _show_all(self, found: "tuple[Backup, ...]") -> None:
        if not isValid(self):
            return
        self._backups = found
        for each in found:
            made = words.date(each.at.astimezone().strftime("%Y-%m-%dT%H:%M"))
            told = _("{made} · {n} kB").format(made=made, n=max(1, each.size // 1024))
            self.model.appendRow(QStandardItem(told))
        if found:
            told = _(
                "{name}. Each was looked at when it was made. The case as it is now is kept when one is restored."
            ).format(name=words.isolated(self._path.name))
            self.said.setText(told)
            self.table.walk_to(0)
            self.table.setFocus()
        else:
            told = _("There is no backup of {name} on this computer.").format(name=words.isolated(self._path.name))
            self.said.setText(told)

    def _compare(self) -> None:
        row = self.table.currentIndex().row()
        self.main.setEnabled(False)
        self.heading.setText(_("Comparing …"))
        self.changes.clear()
        if 0 <= row < len(self._backups):
            backup = self._backups[row]
            self._workspace.custody.compare(self._path, backup, lambda found: self._show_changes(row, found))

    def _show_changes(self, row: int, found: "Sequence[Difference] | None") -> None:
        if not isValid(self) or row != self.table.currentIndex().row():
            return
        if found is None:
            self.heading.setText(_("There is no case to compare it with: it is gone, or cannot be read any more."))
            self.main.setEnabled(True)
            return
        self.heading.setText(_("Restoring it would") if found else _("It holds the same as the case now."))
        self.changes.setPlainText("\n".join(line for each in found for line in _told(each)))
        self.main.setEnabled(bool(found) and not (self._is_open() and self._workspace.read_only))

    def _is_open(self) -> bool:
        return self._workspace.path == self._path

    def _restore(self) -> None:
        self.main.setEnabled(False)
        backup = self._backups[self.table.currentIndex().row()]
        self._workspace.custody.restore(self._path, backup, self._restored)

    def _tell_failed(self, told: str, _details: str) -> None:
        self.heading.setText(told)

    def _restored(self, kept: Path | None) -> None:
        self.restored.emit(kept)
        if isValid(self):
            self.accept()


def _told(each: "Difference") -> list[str]:
    """What would happen to the things of one noun, a line for each kind of change."""
    forms = (
        (each.lost, _("bring back {noun}: {names}")),
        (each.added, _("take away {noun}: {names}")),
        (each.changed, _("change {noun}: {names}")),
    )
    return [form.format(noun=_noun(each.noun), names=_names(names)) for names, form in forms if names]


def _names(names: Sequence[str]) -> str:
    shown = [words.isolated(name) for name in names[:NAMED]]
    rest = len(names) - len(shown)
    return listing([*shown, count(rest, "{n} more", "{n} more")] if rest > 0 else shown)


def _noun(noun: str) -> str:
    return {
        "actors": _("actors"),
        "affiliations": _("affiliations"),
        "issues": _("issues"),
        "factors": _("factors"),
        "exclusions": _("what cannot go together"),
        "scenarios": _("scenarios"),
        "sources": _("sources"),
        "statements": _("statements"),
        "links": _("links between statements"),
        "assessments": _("assessments"),
        "notes": _("notes"),
        "views": _("saved views"),
    }.get(noun, noun)
