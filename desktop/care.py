"""Cases in trouble, and text that was not saved: what the message bar says of them, and what it offers to do.

The window makes one; every offer begins with a question to the person and ends at the workspace's custody.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop import words
from desktop.dialogs.opener import DialogOpener
from desktop.errands import SUFFIX, Errands
from desktop.widgets.announce import announce
from desktop.widgets.message_bar import MessageBar, Offer
from desktop.words import _, count, finding
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.integrity import Finding
    from db.mending import Mended
    from db.salvage import Report
    from db.trimming import Cost, Trimmed
    from desktop.models.unfinished import Typed

LOSES_THE_FILE = ("case-moved", "case-taken-over", "case-read-only", "folder-not-writable", "disk-full", "disk-fault")
"""What keeps edits from being saved in the file of the open case."""
DAMAGED = ("case-damaged", "odd-row", "history-broken", "foreign-tables")
"""Why a file is not opened of which something can be saved."""


class Care(QObject):
    """Tells of trouble, with offers; and does what ``Case`` and ``Edit`` in the menu offer for it."""

    resumed = Signal(object)
    """Something unfinished (``Typed``) is to be opened in its form."""
    savedTold = Signal()
    """Whether everything is saved may be new."""

    def __init__(self, workspace: Workspace, message: MessageBar, dialogs: DialogOpener, errands: Errands) -> None:
        super().__init__(message)
        self._workspace, self._custody = workspace, workspace.custody
        self._message, self._dialogs, self._errands = message, dialogs, errands
        self._stuck = False
        workspace.failed.connect(self._failed)
        workspace.refused.connect(self._refused)
        workspace.saved.connect(self._over)
        workspace.opened.connect(self._opened)
        workspace.closed.connect(self._over)
        workspace.custody.unsound.connect(self._unsound)

    def stuck(self) -> bool:
        """Whether the last edit could not be saved."""
        return self._stuck

    def tell(self, told: str, details: str = "", offers: Sequence[Offer] = ()) -> None:
        """Says what went wrong, and what can be done."""
        self._message.tell(told, details, offers)
        announce(self._message, told)

    def show_backups(self, path: Path | None = None) -> None:
        """The backups of a case; of the open one when no other is named."""
        path = path or self._workspace.path
        if path is not None:
            self._dialogs.show_backups(self._workspace, path, self._errands.tell_restored)

    def check(self) -> None:
        """Tells whether the case is sound, its history true, and every quotation where it should be."""
        self._custody.check(self._checked)

    def ask_trimming(self) -> None:
        """Says what trimming the history takes away, and does it when that is wanted."""
        if self._custody.can_trim():
            self._custody.trim_cost(self._ask_trimming)
        else:
            self.tell(_("The history of a case that cannot be changed or backed up is not trimmed."))

    def ask_restore_point(self) -> None:
        """Asks for a name for the record as it is now, and writes it into the history."""
        if self._workspace.read_only:
            self.tell(_("This case is open for reading only; a restore point cannot be written into it."))
        elif self._workspace.path is not None:
            self._dialogs.ask_restore_point(self._mark)

    def _mark(self, name: str) -> None:
        told = _("Kept as a restore point: {name}. Edit, History leads back to it.").format(name=words.isolated(name))
        self._workspace.mark(name, lambda: self._errands.done.emit(told, []))

    def show_unfinished(self) -> None:
        """All that was typed and not saved, with its words; each can be opened or thrown away."""
        self._dialogs.show_unfinished(self._workspace, self.resumed.emit)

    def rescue(self) -> None:
        """Asks for a name, writes the open case there, and goes on in it."""
        path = self._errands.ask_case(_("Save a copy"))
        if path is not None:
            self._custody.rescue(path, self._rescued)

    def _failed(self, told: str, details: str) -> None:
        if self._workspace.fault in LOSES_THE_FILE and self._workspace.path is not None:
            self._stuck = True
            self.savedTold.emit()
            self.tell(told, details, [(_("Save a copy …"), self.rescue)])
        else:
            self.tell(told, details)

    def _over(self) -> None:
        """Something could be written, or there is no case any more."""
        if self._stuck:
            self._stuck = False
            self._message.clear()
            self.savedTold.emit()

    def _rescued(self, path: Path) -> None:
        told = _("You go on in the copy: {name}. Everything is saved there.").format(name=path.name)
        self._errands.done.emit(told, [])

    def _refused(self, path: Path, told: str) -> None:
        fault, offers = self._workspace.fault, []
        if fault in DAMAGED:
            offers.append((_("Save what can be saved …"), partial(self._salvage, path)))
        if fault in (*DAMAGED, "beyond-saving", "case-not-found"):
            offers.append((_("Backups …"), partial(self.show_backups, path)))
        self.tell(told, "", offers)

    def _salvage(self, path: Path) -> None:
        target = self._errands.ask_case(_("Save what can be saved"), f"{path.stem} {_('(saved)')}{SUFFIX}")
        if target is not None:
            self._message.clear()
            self._custody.salvage(path, target, self._salvaged)

    def _salvaged(self, report: "Report") -> None:
        kept = sum(each.kept for each in report.tables)
        told = count(kept, "Saved {n} row to {{name}}.", "Saved {n} rows to {{name}}.").format(name=report.path.name)
        begins = _("Its history begins anew; the damaged file was left as it is.")
        lost = [words.lost(each.table, each.odd, each.alone, each.gaps) for each in report.tables if not each.whole]
        what = _("What was lost is told in the details.") if lost else _("Nothing else is known to be lost.")
        offers = [(_("Open it"), partial(self._workspace.open, report.path))]
        self.tell(f"{told} {begins} {what}", "\n".join(lost), offers)

    def _checked(self, found: "Sequence[Finding]") -> None:
        if not found:
            told = _("The case is sound, its history is true, and every quotation stands where it should.")
            self._errands.done.emit(told, [])
            return
        told = count(len(found), "The check found {n} fault in this case", "The check found {n} faults in this case")
        self._tell_findings(f"{told}.", found, checked=True)

    def _unsound(self, found: "Sequence[Finding]") -> None:
        told = count(
            len(found),
            "Something is wrong with this case: a look at all of it found {n} fault.",
            "Something is wrong with this case: a look at all of it found {n} faults.",
        )
        self._tell_findings(told, found, checked=False)

    def _tell_findings(self, told: str, found: "Sequence[Finding]", *, checked: bool) -> None:
        lines = [finding(each.code, each.facts) for each in found]
        offers: list[Offer] = []
        if any(each.repairable for each in found) and not self._workspace.read_only:
            told = f"{told} {_('What can be repaired without any loss is, after a backup.')}"
            offers.append((_("Repair"), self._mend))
        elif not checked:
            offers.append((_("Check the case"), self.check))
        offers.append((_("Backups …"), self.show_backups))
        self.tell(told, "\n".join(lines), offers)

    def _mend(self) -> None:
        self._message.clear()
        self._custody.mend(self._mended)

    def _mended(self, mended: "Mended", found: "Sequence[Finding]") -> None:
        told = " ".join(words.mended(mended.rows, mended.quotations, mended.index))
        if not found:
            self._errands.done.emit(f"{told} {_('The case is sound now.')}", [])
            return
        left = count(len(found), "{n} fault is left.", "{n} faults are left.")
        lines = [finding(each.code, each.facts) for each in found]
        self.tell(f"{told} {left}".strip(), "\n".join(lines), [(_("Backups …"), self.show_backups)])

    def _ask_trimming(self, cost: "Cost") -> None:
        if cost.actions:
            self._dialogs.ask_trimming(cost, lambda: self._custody.trim(self._trimmed))
        else:
            told = _("There is nothing to trim: the last 200 steps and those of 90 days always stay.")
            self._errands.done.emit(told, [])

    def _trimmed(self, trimmed: "Trimmed") -> None:
        told = count(trimmed.actions, "{n} step lost its details.", "{n} steps lost their details.")
        size = _("The file has {n} kB instead of {before} kB.").format(
            n=trimmed.after // 1024, before=trimmed.before // 1024
        )
        self._errands.done.emit(f"{told} {size}", [])

    def _opened(self) -> None:
        """Says where a case from elsewhere is kept as it came; offers what was being typed when the program ended."""
        self._stuck = False
        self._message.clear()
        if self._workspace.arrival:
            self._message.notice(self._workspace.arrival)
        left = self._workspace.keeper.left()
        snapshot = self._workspace.snapshot
        if not left or snapshot is None:
            return
        if len(left) > 1:
            told = _("{n} texts that you were typing were kept.").format(n=len(left))
            self._offer(told, [(_("Show them"), self.show_unfinished)])
            return
        from desktop.models.unfinished import belongs, when

        ((kept, typed),) = left
        told = _("Text you were typing was kept: {what}, {when}.").format(
            what=belongs(typed, snapshot), when=when(kept.at)
        )
        self._offer(told, [(_("Open it"), partial(self._resume, typed)), (_("Show it"), self.show_unfinished)])

    def _offer(self, told: str, offers: Sequence[Offer]) -> None:
        self._message.notice(told, offers)
        announce(self._message, told)

    def _resume(self, typed: "Typed") -> None:
        self._message.clear()
        self.resumed.emit(typed)
