"""A case: one file, one door for reading and one for writing.

A case belongs to the thread that opened it. ``read`` gives a consistent state; ``change`` is one action: a transaction
that lands whole or not at all and tells what it touched. Inside a change another one is a savepoint, and reading sees
what was edited so far.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from sqlalchemy import Connection

from db import cache, clock, files, lock, log, opening
from db.case_steps import Steps
from db.errors import BadRequest, CaseExists, NotACase, WorldError
from db.known import Known
from db.lock import Lock
from db.patch import patched
from db.reading import UNCHANGED, Editing, Reading, Unchanged
from db.records import Changes, Snapshot
from db.snapshot import build
from db.sqlite import connections, faults
from db.stacks import Step

if TYPE_CHECKING:
    from db.received import Arrival

__all__ = ["UNCHANGED", "Case", "Editing", "Reading", "Step", "Unchanged"]


class Case(Steps):
    """An open case. ``read_only`` also when the file, or its folder, cannot be written.

    ``arrival`` tells of a case from elsewhere what became of it on the way in; ``left_aside`` of one that is only read
    what in it is no part of what is read.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, author: str, held: Lock | None) -> None:
        """Called by ``create`` and ``open``."""
        super().__init__(path, connection, author=author, held=held)
        self.arrival: Arrival | None = None
        self.left_aside: tuple[str, ...] = ()
        self._known: Known | None = None
        self._copy: Path | None = None
        self._snapshot: Snapshot | None = None
        self.looked = clock.stamp()
        """When all pages of the file were last looked at and found sound."""
        self._believes = True
        """Whether all that the file remembers of what can be made anew is ours."""

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
            known: the cases of this machine. One that is not among them is looked at in a confined child first. When
                it is to be written it is taken in: ``arrival`` tells what became of it, and where it is kept as it
                came. When it is to be read, that is a private copy of what may cross.

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
        copy = None
        try:
            vetted = _Vetted() if known is None else _vetted(path, known, writing=held is not None)
            if take_over:
                vetted = vetted._replace(looked="", as_left=False)
            copy, as_left = vetted.copy, vetted.as_left
            opened = cls._opened(
                path, author, held, writable=writable, take_over=take_over, copy=copy, looked=vetted.looked
            )
            opened.arrival, opened._copy, opened.left_aside = vetted.arrival, copy, vetted.left
            opened._believes = known is None or as_left or opened._forgot()
            if copy is None:
                opened._know(known, closed=as_left and held is None)
            return opened
        except BaseException:
            _forget(copy)
            if held is not None:
                held.release()
            raise

    @classmethod
    def _opened(
        cls,
        path: Path,
        author: str,
        held: Lock | None,
        *,
        writable: bool,
        take_over: bool,
        copy: Path | None,
        looked: str,
    ) -> "Case":
        with faults.sorting(path):
            connection = opening.connect(copy or path, writable=writable, read_only=held is None, looked=bool(looked))
            try:
                if held is not None:
                    opening.watch(connection)
                if take_over:
                    connections.await_writers(connection)  # whoever lost the lock may be in the middle of it
                opened = cls(path, connection, author=author, held=held)
                opened.looked = looked or opened.looked
                return opened
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
            self._keep(partial(cache.keep, snapshot=self._snapshot))
        if not self.read_only:
            self._know(self._known, closed=self._believes)
        self._closed = True
        self._connection.close()
        self._engine.dispose()
        self._driver.close()
        _forget(self._copy)
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def snapshot(self) -> Snapshot:
        """The whole record without words: from what the file remembers when that is of this revision, else anew."""
        with self.read() as reading:
            if isinstance(self._inside, Editing):
                return build(reading)
            self._snapshot = (cache.load(reading) if self._believes else None) or build(reading)
        return self._snapshot

    def patched(self, old: Snapshot, changes: Changes) -> Snapshot:
        """The snapshot after one change: rereads what it touched, all when ``old`` is not the one just before it."""
        with self.read() as reading:
            self._snapshot = patched(reading, old, changes)
        return self._snapshot

    def kept(self, name: str, key: str) -> bytes | None:
        """What the file remembers under a name of the record as it stands; None when that is nothing, or not ours."""
        with self.read() as reading:
            return cache.read(reading.connection, name, key) if self._believes else None

    def keep(self, name: str, key: str, revision: int, body: bytes) -> None:
        """Remembers something that was made of a revision and can be made anew, if that is the record as it stands.

        No harm if it cannot be written. It never leaves this machine's own file.
        """
        self._keep(partial(cache.write, name=name, key=key, revision=revision, body=body))

    def _keep(self, write: Callable[[Connection], bool]) -> None:
        if self.read_only or not self._believes or self._inside is not None:
            return
        try:
            self._check_file()
            with self._transaction(writing=True):
                if write(self._connection):
                    self._connection.commit()
        except WorldError:
            return

    def _forgot(self) -> bool:
        """Throws away all that the file remembers, since it is not as this machine left it; whether that could be."""
        if self.read_only:
            return False
        try:
            with self.read() as reading:
                empty = cache.is_empty(reading.connection)
            if not empty:
                with self._transaction(writing=True):
                    cache.forget(self._connection)
                    self._connection.commit()
        except WorldError:
            return False
        return True

    def _know(self, known: Known | None, *, closed: bool = False) -> None:
        """Remembers what the case is like now, so that it is trusted when it is opened again."""
        self._known = known
        if known is None:
            return
        try:
            with self.read() as reading:
                known.remember(
                    self.path, reading.info().uid, log.head(reading.connection), closed=closed, looked=self.looked
                )
        except WorldError:
            return


class _Vetted(NamedTuple):
    """What became of a case on the way in.

    Of one from elsewhere: how it was taken in, or a private copy and what of it was left aside. Of a known one: when
    its pages were looked at, if that was lately, and whether it is as it was left.
    """

    arrival: "Arrival | None" = None
    copy: Path | None = None
    left: tuple[str, ...] = ()
    looked: str = ""
    as_left: bool = False


def _vetted(path: Path, known: Known, *, writing: bool) -> _Vetted:
    """Has a case that comes from elsewhere looked at: it is taken in when it is to be written, else copied."""
    from db import received  # its child is hardly ever wanted

    standing = received.standing(path, known)
    if standing.known:
        return _Vetted(looked=standing.looked if standing.lately() else "", as_left=standing.as_left)
    if writing:
        return _Vetted(arrival=received.take_in(path))
    copy, left = received.private_copy(path)
    return _Vetted(copy=copy, left=left)


def _forget(copy: Path | None) -> None:
    if copy is not None:
        shutil.rmtree(copy.parent, ignore_errors=True)
