"""What keeps cases safe, as the window asks for it: backups, rescue, salvage, a look at the whole case, trimming.

The work is done by the vault at the desk (``desktop/vault.py``), long looks beside it.
"""

import tempfile
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db import clock
from db.errors import ChildFailed
from desktop import places
from desktop.jobs import Worker
from desktop.words import _

if TYPE_CHECKING:
    from db.backups import Backup, Difference
    from db.integrity import Finding
    from db.mending import Mended
    from db.salvage import Report
    from db.trimming import Cost, Trimmed
    from desktop.desk import State
    from desktop.workspace import Workspace

BACKUPS_ASKED = 5 * 60 * 1000
"""Milliseconds between the questions whether a backup is due."""
AT_LEISURE = 4_000
"""Milliseconds after a case is there before all of it is looked at."""


class Custody(QObject):
    """Of the open case, or of any case by its path."""

    unsound = Signal(object)
    """The look after opening has found something: the findings. When all is well nothing is said."""
    looked = Signal()
    """The look after opening is over."""

    def __init__(self, workspace: "Workspace", kept: Path | None) -> None:
        """``kept`` is the folder of what the program keeps; without it nothing is backed up or verified."""
        super().__init__(workspace)
        self._workspace = workspace
        self._kept = kept
        self._looker = Worker("verifier", self)
        self._halt = threading.Event()
        self._due = QTimer(self, interval=BACKUPS_ASKED)
        self._due.timeout.connect(lambda: self.back_up(due=True))
        self._leisure = QTimer(self, singleShot=True, interval=AT_LEISURE)
        self._leisure.timeout.connect(self.verify)
        workspace.opened.connect(self._opened)
        workspace.closed.connect(self._rest)

    def back_up(self, *, due: bool = False) -> None:
        """Backs the open case up, unless the last backup is the same; with ``due`` when half an hour went by."""
        workspace = self._workspace
        if workspace.path is not None and not workspace.read_only and self._kept is not None:
            workspace.at_desk(lambda desk: desk.vault.back_up(due=due))

    def backups(self, path: Path, answer: Callable[[tuple["Backup", ...]], None]) -> None:
        """The backups of a case, the newest first; it may be closed, damaged or gone."""
        self._workspace.at_desk(lambda desk: desk.vault.backups(path), answer)

    def compare(self, path: Path, backup: "Backup", answer: Callable[[tuple["Difference", ...] | None], None]) -> None:
        """How a backup differs from a case; None when the case cannot be read any more."""
        self._workspace.at_desk(lambda desk: desk.vault.compare(path, backup), answer)

    def restore(self, path: Path, backup: "Backup", done: Callable[[Path | None], None]) -> None:
        """Lets a backup take the place of a case, and opens that; tells where the case is kept as it was."""
        workspace = self._workspace
        workspace.keeper.settle()

        def answer(result: tuple["State", Path | None]) -> None:
            workspace.show(result[0])
            done(result[1])

        what = _("Restoring a backup")
        workspace.at_desk(lambda desk: desk.vault.restore(path, backup, workspace.author), answer, what=what)

    def rescue(self, path: Path, done: Callable[[Path], None]) -> None:
        """Writes the open case to another file, although its own is gone or full, and goes on there."""
        workspace = self._workspace
        workspace.keeper.settle()
        typed = workspace.keeper.bodies()

        def answer(state: "State") -> None:
            workspace.show(state)
            done(state.path)

        what = _("Saving a copy")
        workspace.at_desk(lambda desk: desk.vault.rescue(path, workspace.author, typed), answer, what=what)

    def salvage(self, path: Path, target: Path, done: Callable[["Report"], None]) -> None:
        """Saves what can be saved of a damaged case to another file; it takes a while, beside everything else."""
        what = _("Saving what can be saved of {name}").format(name=path.name)
        self._aside(what, partial(_salvage, path, target, self._halt), done)

    def check(self, done: Callable[[tuple["Finding", ...]], None]) -> None:
        """Everything that is wrong with the open case."""
        self._workspace.at_desk(lambda desk: desk.vault.check(), done, what=_("Checking the case"))

    def mend(self, done: Callable[["Mended", tuple["Finding", ...]], None]) -> None:
        """Repairs what can be repaired without any loss, after a backup; tells that, and what is still wrong."""
        workspace = self._workspace

        def answer(result: tuple["State | None", "Mended"]) -> None:
            workspace.renew(result[0])
            self.check(lambda found: done(result[1], found))

        workspace.at_desk(lambda desk: desk.mend(), answer, what=_("Repairing the case"))

    def trim_cost(self, answer: Callable[["Cost"], None]) -> None:
        """What trimming the history would take away."""
        self._workspace.at_desk(lambda desk: desk.vault.trim_cost(), answer)

    def trim(self, done: Callable[["Trimmed"], None]) -> None:
        """Trims the history of the open case, after a backup."""
        what = _("Trimming the history")
        self._workspace.at_desk(lambda desk: desk.vault.trim(), done, what=what)

    def can_trim(self) -> bool:
        """Whether there is a place for the backup that must be made before."""
        return self._kept is not None and not self._workspace.read_only

    def verify(self) -> None:
        """Has all of the open case looked at, on a copy and in a process of its own."""
        workspace, halt, path = self._workspace, self._halt, self._workspace.path
        folder = places.looks(Path(tempfile.gettempdir()) if self._kept is None else self._kept)

        begun = clock.stamp()

        def answer(found: Sequence["Finding"]) -> None:
            if path is not None and path == workspace.path and not halt.is_set():
                workspace.at_desk(lambda desk: desk.vault.looked(path, "" if found else begun))
                if found:
                    self.unsound.emit(tuple(found))
            self.looked.emit()

        def look(copy: Path | None) -> None:
            if copy is not None:
                self._looker.do(partial(_look, copy, halt), answer, self._unlooked)
            else:
                workspace.at_desk(lambda desk: desk.vault.look_at_pages(), answer)

        if path is not None:
            workspace.at_desk(lambda desk: desk.vault.copy_to_verify(folder), look)

    def end(self) -> None:
        """Ends what is under way, at the end of the program."""
        self._rest()
        self._halt.set()
        self._looker.stop()

    def _aside(self, what: str, work: Callable[[], "Report"], done: Callable[["Report"], None]) -> None:
        workspace = self._workspace
        workspace.begin(what)

        def answer(found: "Report") -> None:
            workspace.end()
            done(found)

        def failed(error: BaseException) -> None:
            workspace.end()
            workspace.tell(error)

        self._looker.do(work, answer, failed)

    def _opened(self) -> None:
        self._rest()
        if self._kept is not None:
            self.back_up()
            self._due.start()
            if not self._workspace.arrival:  # what has just come was looked at on the way in
                self._leisure.start()

    def _rest(self) -> None:
        self._halt.set()
        self._halt = threading.Event()
        self._due.stop()
        self._leisure.stop()

    def _unlooked(self, error: BaseException) -> None:
        """A look that came to no end tells nothing of the case."""
        self.looked.emit()
        if not isinstance(error, ChildFailed):
            raise error


def _look(copy: Path, halt: threading.Event) -> "Sequence[Finding]":
    """Runs beside the window, as the one below."""
    from db import verifying

    return verifying.look(copy, cancel=halt.is_set)


def _salvage(path: Path, target: Path, halt: threading.Event) -> "Report":
    from db import salvage

    return salvage.salvage(path, target, cancel=halt.is_set)
