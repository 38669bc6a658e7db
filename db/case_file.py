"""The open file of a case: its one connection, its transactions, and what is looked at before each write.

``Case`` is made of this, of ``db/case_steps.py`` and of how a case is made, opened and closed (``db/case.py``).
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from db import files, log
from db.errors import BadRequest, CaseClosed, CaseMoved, ReadOnly, WrongThread
from db.keystrokes import Typing
from db.lock import Lock
from db.reading import Reading
from db.sqlite import connections, faults, triggers
from db.stacks import Stacks

R = TypeVar("R", bound=Reading)


class OpenFile:
    """A case as a file that is open; belongs to the thread that opened it."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, author: str, held: Lock | None) -> None:
        """Without a lock it is for reading."""
        self.path = path
        self.author = author
        self.read_only = held is None
        self._lock = held
        self._driver = connection
        self._engine = connections.engine(connection, path)
        self._connection = self._engine.connect()
        self._file = files.mark(path)
        self._thread = threading.get_ident()
        self._inside: Reading | None = None
        self._stacks: Stacks | None = None
        self._typing = Typing()
        self._closed = False

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """One consistent state of the case; inside a change, what was edited so far."""
        self._check()
        if self._inside is not None:
            with ended(Reading(self._connection)) as reading:
                yield reading
            return
        with self._transaction(writing=False), ended(Reading(self._connection)) as reading, self._in(reading):
            yield reading

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

    def trouble(self) -> str | None:
        """What is wrong with the structure of the file, if anything; reads all of it."""
        self._check()
        with faults.sorting(self.path):
            return connections.quick_check(self._driver)

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


@contextmanager
def ended(reading: R) -> Iterator[R]:
    """A reading that is over when the block is."""
    try:
        yield reading
    finally:
        reading.end()
