"""What keeps a case safe, on the worker's thread and without Qt: backups, rescue, salvage, verification, trimming.

``Desk`` has one; the window reaches it through ``desktop/custody.py``.
"""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from db import copies, integrity, mending, received, trimming, unfinished, verifying
from db.backups import Backup, Backups, Difference
from db.case import Case
from db.errors import CaseClosed, WorldError
from db.integrity import Finding
from db.known import Known
from db.mending import Mended
from db.trimming import Cost, Trimmed
from desktop import places
from desktop.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk, State


class Vault:
    """Of the case on the desk, or of one that is not open, by its path."""

    def __init__(self, desk: "Desk", kept: Path | None) -> None:
        """``kept`` is the folder of what the program keeps: without it every case is trusted and none is backed up."""
        self._desk = desk
        self.known = None if kept is None else Known(places.known(kept))
        self._backups = None if kept is None else Backups(places.backups(kept))

    def back_up(self, *, due: bool = False) -> Path | None:
        """Backs the open case up unless the last backup is the same; with ``due`` only when that one is old enough."""
        case = self._desk.opened()
        if self._backups is None or case is None or case.read_only:
            return None
        made = self._backups.when_due(case) if due else self._backups.at_open(case)
        return None if made is None else made.path

    def backups(self, path: Path) -> tuple[Backup, ...]:
        """The backups of a case, the newest first; it may be damaged or gone."""
        if self._backups is None:
            return ()
        uid = self._uid(path)
        return () if uid is None else self._backups.of(uid)

    def compare(self, path: Path, backup: Backup) -> tuple[Difference, ...] | None:
        """How a backup differs from a case; None when the case cannot be read any more."""
        if self._backups is None:
            return None
        case = self._desk.at(path)
        if case is not None:
            return self._backups.preview(backup, case)
        try:
            with Case.open(path, read_only=True, known=self.known) as there:
                return self._backups.preview(backup, there)
        except WorldError:
            return None

    def restore(self, path: Path, backup: Backup, author: str) -> tuple["State", Path | None]:
        """Lets a backup take the place of a case, and opens that; also tells where the case is kept as it was."""
        if self._backups is None:
            raise CaseClosed
        here = self._desk.at(path) is not None
        if here:
            self._desk.close()
        try:
            kept = self._backups.restore(backup, path)
        except WorldError:
            if here:
                self._desk.open(path, author)
            raise
        if self.known is not None:
            received.trust(path, self.known)  # it is ours, though of an earlier day
        return self._desk.open(path, author), kept

    def rescue(self, path: Path, author: str, typed: dict[str, str]) -> "State":
        """Writes the open case to another file, through the open one, and goes on there; ``typed`` goes along."""
        copies.save_copy(self._desk.case, path, overwrite=True, unfinished=True)
        if self.known is not None:
            received.trust(path, self.known)
        self._desk.close()
        with Case.open(path, author=author) as copy:
            for name, body in typed.items():
                unfinished.keep(copy, name, body)
        return self._desk.open(path, author)

    def mend(self) -> Mended:
        """Repairs what can be repaired without any loss, after a backup."""
        if self._backups is not None:
            self._backups.make(self._desk.case)
        return mending.mend(self._desk.case, _("Repair"))

    def check(self) -> tuple[Finding, ...]:
        """Everything that is wrong with the open case, worst first."""
        return integrity.check(self._desk.case)

    def copy_to_verify(self, folder: Path) -> Path | None:
        """A copy of the open case for a look beside it; None when there is no room, or no case."""
        case = self._desk.opened()
        if case is None:
            return None
        with contextlib.suppress(WorldError, OSError):
            return verifying.copy(case, folder)
        return None

    def look_at_pages(self) -> tuple[Finding, ...]:
        """What is wrong with the structure of the open case, where there is no room for a copy of it."""
        case = self._desk.opened()
        trouble = None if case is None else case.trouble()
        return () if trouble is None else (Finding("structure", {"detail": trouble}),)

    def looked(self, path: Path, at: str) -> None:
        """Notes when all of a case was looked at and nothing was found; nothing when something was."""
        case = self._desk.at(path)
        if case is not None:
            case.looked = at

    def trim_cost(self) -> Cost:
        """What trimming the history of the open case would take away."""
        return trimming.cost(self._desk.case)

    def trim(self) -> Trimmed:
        """Trims the history of the open case, after a backup."""
        if self._backups is None:
            raise CaseClosed
        return trimming.trim(self._desk.case, self._backups)

    def _uid(self, path: Path) -> str | None:
        """Which case is, or was, at a path."""
        case = self._desk.at(path)
        if case is not None:
            with case.read() as reading:
                return reading.info().uid
        told = None if self.known is None else self.known.uid_at(path)
        return told or (received.uid_of(path) if path.exists() else None)
