"""A case: one file, one door for reading and one for writing.

A case belongs to the thread that opened it. ``read`` gives a consistent state; ``change`` is one action: a transaction
that lands whole or not at all and tells what it touched. Inside a change another one is a savepoint, and reading sees
what was edited so far.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from sqlalchemy import Connection

from db import cache, files, lock, log, opening, search, stacks, timeline
from db.errors import (
    BadRequest,
    CaseClosed,
    CaseExists,
    CaseMoved,
    NotACase,
    NothingToUndo,
    ReadOnly,
    StillUsed,
    UndoConflict,
    WorldError,
    WrongThread,
)
from db.keystrokes import Typing
from db.known import Known
from db.lock import Lock
from db.patch import patched
from db.reading import UNCHANGED, Editing, Reading, Unchanged
from db.records import Changes, Snapshot
from db.snapshot import build
from db.sqlite import connections, faults, triggers
from db.stacks import Stacks, Step

if TYPE_CHECKING:
    from db.received import Arrival

__all__ = ["UNCHANGED", "Case", "Editing", "Reading", "Step", "Unchanged"]

R = TypeVar("R", bound=Reading)


class Case:
    """An open case. ``read_only`` also when the file, or its folder, cannot be written."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, author: str, held: Lock | None) -> None:
        """Called by ``create`` and ``open``; without a lock it is for reading."""
        self.path = path
        self.author = author
        self.read_only = held is None
        self.arrival: Arrival | None = None
        self._lock = held
        self._known: Known | None = None
        self._driver = connection
        self._engine = connections.engine(connection, path)
        self._connection = self._engine.connect()
        self._file = files.mark(path)
        self._thread = threading.get_ident()
        self._inside: Reading | None = None
        self._snapshot: Snapshot | None = None
        self._stacks: Stacks | None = None
        self._typing = Typing()
        self._closed = False

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        title: str,
        author: str = "",
        language: str = "en",
        overwrite: bool = False,
        known: Known | None = None,
    ) -> "Case":
        """Makes an empty case and opens it.

        Raises:
            NotACase: the suffix is not ``.rapporteur``, or the path is a folder.
            CaseExists: there is a file, and ``overwrite`` was not asked for.
            CaseLocked: the file to be overwritten is being written.
            FolderNotWritable: the folder is missing or takes no new files.
            DiskFull: nothing was left behind.
        """
        path = path.absolute()
        if path.suffix.lower() != files.SUFFIX:
            raise NotACase("wrong-suffix", path=path, suffix=files.SUFFIX)
        if os.path.isdir(path):
            raise NotACase("is-a-folder", path=path)
        if os.path.exists(path):
            if not overwrite:
                raise CaseExists(path=path)
            lock.take(path, author).release()
            opening.wait_for_others(path)
        elif os.path.exists(files.journal(path)):
            raise CaseExists("journal-exists", path=files.journal(path))
        with files.replacement(path, overwrite=overwrite) as new, faults.sorting(path, editing=True):
            opening.lay_out(new, title=title, language=language, author=author)
        made = cls.open(path, author=author)
        made._know(known)
        return made

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        author: str = "",
        read_only: bool = False,
        take_over: bool = False,
        known: Known | None = None,
    ) -> "Case":
        """Opens a case; an older one is brought up to date first, and the file as it was is kept beside it.

        Args:
            path: where it is.
            author: who signs what is changed.
            read_only: whether to leave it alone; then nobody else is kept from writing.
            take_over: whether to take it from whoever has it open for writing.
            known: the cases of this machine. One that is to be written and is not among them is taken in first:
                ``arrival`` tells what became of it, and where it is kept as it came.

        Raises:
            CaseNotFound: there is no such file.
            NoAccess: it may not be read.
            NotACase: it is something else.
            CaseNewer: a newer Rapporteur made it.
            CaseDamaged: it is not sound, or its tables are not those of a case.
            CaseLocked: somebody else has it open for writing (``case-held``), and it was not to be taken over; or
                keeps it locked.
        """
        path = path.absolute()
        files.look(path)
        writable = files.may_write(path)
        held = lock.take(path, author, take_over=take_over) if writable and not read_only else None
        try:
            arrival = None if held is None or known is None else _taken_in(path, known)
            opened = cls._opened(path, author, held, writable=writable, take_over=take_over)
            opened.arrival = arrival
            opened._know(known)
            return opened
        except BaseException:
            if held is not None:
                held.release()
            raise

    @classmethod
    def _opened(cls, path: Path, author: str, held: Lock | None, *, writable: bool, take_over: bool) -> "Case":
        with faults.sorting(path):
            connection = opening.connect(path, writable=writable, read_only=held is None)
            try:
                if held is not None:
                    opening.watch(connection)
                if take_over:
                    connections.await_writers(connection)  # whoever lost the lock may be in the middle of it
                return cls(path, connection, author=author, held=held)
            except BaseException:
                connection.close()
                raise

    def close(self) -> None:
        """Closes the file; a second time does nothing."""
        if self._closed:
            return
        self._check_thread()
        if self._inside is not None:
            raise BadRequest("close-inside", path=self.path)
        if self._snapshot is not None:
            self._keep(self._snapshot)
        if not self.read_only:
            self._know(self._known)
        self._closed = True
        self._connection.close()
        self._engine.dispose()
        self._driver.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """One consistent state of the case; inside a change, what was edited so far."""
        self._check()
        if self._inside is not None:
            with _ended(Reading(self._connection)) as reading:
                yield reading
            return
        with self._transaction(writing=False), _ended(Reading(self._connection)) as reading, self._in(reading):
            yield reading

    @contextmanager
    def change(self, label: str, *, kind: str = "edit", merge: str = "") -> Iterator[Editing]:
        """One action on the case, as the analyst would name it; an exception takes all of it back.

        Args:
            label: what is done, as the history will show it.
            kind: ``edit``, ``import`` and the like; ``view`` is no step for undo.
            merge: names what is being typed in, such as ``note 7 body``: what follows of the same within 30 seconds,
                and before ``settle``, becomes one step with it.

        Raises:
            ReadOnly: the case was opened for reading, or cannot be written.
            CaseLocked: somebody else is writing.
            CaseMoved: the file is no longer there, or another one is.
            DiskFull: nothing was lost; this change was not saved.
        """
        self._check_writable()
        if self._inside is None:
            with self._action(label, kind, merge) as editing:
                yield editing
        elif isinstance(self._inside, Editing):
            with self._part(self._inside, label, kind) as editing:
                yield editing
        else:
            raise BadRequest("change-inside-read", path=self.path)

    def settle(self) -> None:
        """Ends a step of typing: what is typed next is another one."""
        self._typing.end()

    def can_undo(self) -> Step | None:
        """What ``undo`` would take back; None when there is nothing."""
        steps = self._steps().undo
        return steps[-1] if steps else None

    def can_redo(self) -> Step | None:
        """What ``redo`` would do again; None when there is nothing."""
        steps = self._steps().redo
        return steps[-1] if steps else None

    def undo(self, steps: int = 1) -> Changes:
        """Takes back the last steps, also those of an earlier day.

        Raises:
            NothingToUndo: there are not so many.
            UndoConflict: the record is not as the history says; nothing was undone.
        """
        return self._turn(log.UNDO, steps)

    def redo(self, steps: int = 1) -> Changes:
        """Does again what was undone last; errors as ``undo``."""
        return self._turn(log.REDO, steps)

    def go_back(self, action: int) -> Changes:
        """Makes the record what it was after an action, by undoing, and doing again, what lies between.

        It can be the state of a branch that was undone and left. Every step on the way can be undone.

        Raises:
            NothingToUndo: the history does not tell that state, or no longer.
            UndoConflict: the record is not as the history says; nothing was changed.
        """
        with self.read() as reading:
            line = timeline.read(reading.connection)
        state = line.after(action)
        if state is None:
            raise NothingToUndo("history-trimmed", path=self.path)
        with self._turning(state.label) as editing:
            for turn in line.way(state):
                found = self._steps_in(editing)
                again = log.REDO if found.redo and found.redo[-1].id == turn.action else log.RETURN
                with self._step(log.UNDO if turn.up else again, turn.label, turn.action):
                    log.turn_back(editing.connection, [turn.action], self.path, turn.label)
        return editing.changes

    @contextmanager
    def aside(self, kind: str = "aside") -> Iterator[Connection]:
        """For ``db`` alone: writes what is no edit and no step, such as drafts; an exception takes it back."""
        self._check_writable()
        if self._inside is not None:
            raise BadRequest("aside-inside", path=self.path)
        with self._transaction(writing=True):
            if kind in (log.TRIM, log.MEND):
                triggers.start(self._driver, 0, kind)
            yield self._connection
            triggers.stop(self._driver)
            self._check_file()
            self._connection.commit()
            self._stacks = self._stacks if kind == "aside" else None

    def pour(self, path: Path) -> None:
        """For ``db`` alone: writes all that is open to a new file, inside a reading."""
        with faults.sorting(path, editing=True):
            connections.save(self._driver, path)

    def compact(self) -> None:
        """Gives the room that is no longer used back to the disk."""
        self._check_writable()
        self._check_file()
        with faults.sorting(self.path, editing=True):
            connections.compact(self._driver)

    def size(self) -> int:
        """The bytes of the file."""
        self._check()
        return connections.size(self._driver)

    def snapshot(self) -> Snapshot:
        """The whole record without words: from what the file remembers when that is of this revision, else anew."""
        with self.read() as reading:
            if isinstance(self._inside, Editing):
                return build(reading)
            kept = cache.load(reading)
            self._snapshot = kept or build(reading)
        if kept is None:
            self._keep(self._snapshot)
        return self._snapshot

    def patched(self, old: Snapshot, changes: Changes) -> Snapshot:
        """The snapshot after one change: rereads what it touched, all when ``old`` is not the one just before it."""
        with self.read() as reading:
            self._snapshot = patched(reading, old, changes)
        return self._snapshot

    @contextmanager
    def _action(self, label: str, kind: str, merge: str) -> Iterator[Editing]:
        with self._transaction(writing=True):
            last = self._typing.resumed(self._connection, kind, merge, self.author)
            action = last or log.begin(self._connection, kind=kind, label=label, author=self.author)
            triggers.start(self._driver, action.id, kind)
            editing = self._editing(label, kind)
            with _ended(editing), self._in(editing):
                yield editing
            if last is not None:
                log.compress(self._connection, action.id)
            if self._landed(editing, action):
                self._typing.go_on(merge, action.id, self.author)
                if last is None and self._stacks is not None:
                    self._stacks.note(kind, Step(action.id, label))

    @contextmanager
    def _turning(self, label: str) -> Iterator[Editing]:
        """A transaction for undo and its like: several actions with one commit, or none."""
        self._check_writable()
        if self._inside is not None:
            raise BadRequest("undo-inside", path=self.path)
        self._steps()
        self._typing.end()
        try:
            with self._transaction(writing=True):
                editing = self._editing(label, log.UNDO)
                with _ended(editing), self._in(editing):
                    yield editing
                self._landed(editing)
        except BaseException as error:
            self._stacks = None  # they may have got ahead of what is in the file
            if isinstance(error, StillUsed):
                raise UndoConflict(path=self.path, label=label) from error
            raise

    def _turn(self, kind: str, steps: int) -> Changes:
        found = self._steps()
        if not 0 < steps <= len(found.of(kind)):
            raise NothingToUndo(f"nothing-to-{kind}", path=self.path)
        with self._turning(found.of(kind)[-steps].label) as editing:
            for _step in range(steps):
                target = self._steps_in(editing).of(kind)[-1]
                with self._step(kind, target.label, target.id):
                    log.turn_back(editing.connection, [target.id], self.path, target.label)
        return editing.changes

    @contextmanager
    def _step(self, kind: str, label: str, target: int) -> Iterator[None]:
        """One action of its own inside ``_turning``."""
        action = log.begin(self._connection, kind=kind, label=label, author=self.author, target=target)
        triggers.start(self._driver, action.id, kind)
        yield
        log.seal(self._connection, action, log.revision(self._connection) + 1)
        if self._stacks is not None:
            self._stacks.note(kind, Step(action.id, label))

    def _editing(self, label: str, kind: str) -> Editing:
        revision = log.revision(self._connection)
        return Editing(self._connection, label=label, kind=kind, author=self.author, revision=revision)

    def _landed(self, editing: Editing, action: log.Action | None = None) -> bool:
        """Commits what was edited, if anything was; ``action`` is sealed first."""
        editing.gather(triggers.take(self._driver))
        triggers.stop(self._driver)
        if not editing.touched:
            return False
        revision = editing.changes.revision + 1
        editing.changes = Changes(editing.label, revision, editing.touched)
        if action is not None:
            log.seal(self._connection, action, revision)
        search.sync(self._connection, editing.touched)
        log.count_up(self._connection, revision)
        self._check_file()
        self._connection.commit()
        if self._stacks is not None:
            self._stacks.revision = revision
        return True

    def _steps(self) -> Stacks:
        """What can be undone and redone; read from the log the first time, and when somebody else has written."""
        with self.read() as reading:
            return self._steps_in(reading)

    def _steps_in(self, reading: Reading) -> Stacks:
        revision = log.revision(reading.connection)
        if self._stacks is None or self._stacks.revision != revision:
            self._stacks = stacks.read(reading.connection, revision)
        return self._stacks

    @contextmanager
    def _part(self, outer: Editing, label: str, kind: str) -> Iterator[Editing]:
        outer.gather(triggers.take(self._driver))
        revision = outer.changes.revision
        editing = Editing(self._connection, label=label, kind=kind, author=self.author, revision=revision)
        with self._connection.begin_nested():
            with _ended(editing), self._in(editing):
                yield editing
            editing.gather(triggers.take(self._driver))
        if editing.touched:
            editing.changes = Changes(label, revision + 1, editing.touched)
        outer.gather(editing.touched)

    @contextmanager
    def _transaction(self, *, writing: bool) -> Iterator[None]:
        """A transaction that is taken back unless somebody commits it."""
        info = self._connection.info
        with faults.sorting(self.path, editing=writing):
            try:
                connections.writing(self._driver, writing)
                info["writing"] = writing
                self._connection.begin()
                yield
            finally:
                try:
                    self._connection.rollback()
                    if self._driver.in_transaction:  # a commit that failed is over for SQLAlchemy, not for SQLite
                        self._driver.execute("ROLLBACK")
                finally:
                    info["writing"] = False
                    connections.writing(self._driver, False)

    @contextmanager
    def _in(self, reading: Reading) -> Iterator[None]:
        before, self._inside = self._inside, reading
        try:
            yield
        finally:
            self._inside = before

    def _keep(self, snapshot: Snapshot) -> None:
        """Remembers a snapshot in the file, if it can; no harm if not."""
        if self.read_only or self._inside is not None:
            return
        try:
            self._check_file()
            with self._transaction(writing=True):
                if cache.keep(self._connection, snapshot):
                    self._connection.commit()
        except WorldError:
            return

    def _know(self, known: Known | None) -> None:
        """Remembers what the case is like now, so that it is trusted when it is opened again."""
        self._known = known
        if known is None:
            return
        try:
            with self.read() as reading:
                known.remember(self.path, reading.info().uid, log.head(reading.connection))
        except WorldError:
            return

    def _check_writable(self) -> None:
        self._check()
        if self.read_only:
            raise ReadOnly(path=self.path, folder=self.path.parent)

    def _check(self) -> None:
        if self._closed:
            raise CaseClosed(path=self.path)
        self._check_thread()

    def _check_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise WrongThread(path=self.path)

    def _check_file(self) -> None:
        """Whether the path still names the file that is open, and it is ours to write; else it would be lost."""
        if files.mark(self.path) != self._file:
            raise CaseMoved(path=self.path)
        if self._lock is not None:
            self._lock.check()


def _taken_in(path: Path, known: Known) -> "Arrival | None":
    """Takes a case in that comes from elsewhere; None when this machine knows it."""
    from db import received  # its child is hardly ever wanted

    return None if received.is_known(path, known) else received.take_in(path)


@contextmanager
def _ended(reading: R) -> Iterator[R]:
    try:
        yield reading
    finally:
        reading.end()
