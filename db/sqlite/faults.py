"""SQLite's error codes, sorted into our errors: the one place that knows them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.errors import (
    BadRequest,
    CaseDamaged,
    CaseLocked,
    CaseMoved,
    DiskFault,
    DiskFull,
    EditOutsideChange,
    FolderNotWritable,
    KeyTaken,
    NoAccess,
    NotACase,
    RapporteurError,
    ReadOnly,
    StillUsed,
    WrongThread,
)

OUTSIDE = "edit outside a change"
"""What the triggers raise when no change is open."""

FIXED = "texts are never changed"
"""What the triggers raise when a row is changed that is only ever added."""

_EXACT: dict[int, tuple[type[RapporteurError], str]] = {
    sqlite3.SQLITE_READONLY_DBMOVED: (CaseMoved, "case-moved"),
    sqlite3.SQLITE_READONLY_DIRECTORY: (FolderNotWritable, "folder-not-writable"),
    sqlite3.SQLITE_READONLY_ROLLBACK: (ReadOnly, "case-needs-recovery"),
    sqlite3.SQLITE_READONLY_RECOVERY: (ReadOnly, "case-needs-recovery"),
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: (StillUsed, "still-used"),
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: (KeyTaken, "key-taken"),
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: (KeyTaken, "key-taken"),
}
_FAMILY: dict[int, tuple[type[RapporteurError], str]] = {
    sqlite3.SQLITE_BUSY: (CaseLocked, "case-locked"),
    sqlite3.SQLITE_LOCKED: (CaseLocked, "case-locked"),
    sqlite3.SQLITE_NOTADB: (NotACase, "not-a-case"),
    sqlite3.SQLITE_CORRUPT: (CaseDamaged, "case-damaged"),
    sqlite3.SQLITE_FULL: (DiskFull, "disk-full"),
    sqlite3.SQLITE_READONLY: (ReadOnly, "case-read-only"),
    sqlite3.SQLITE_IOERR: (DiskFault, "disk-fault"),
    sqlite3.SQLITE_CONSTRAINT: (BadRequest, "bad-value"),
    sqlite3.SQLITE_MISMATCH: (BadRequest, "bad-value"),
    sqlite3.SQLITE_TOOBIG: (BadRequest, "too-big"),
}


def sort(error: BaseException, path: Path, *, editing: bool) -> RapporteurError | None:
    """Our error for one of SQLite's or of its driver's; None when it is a defect of ours.

    Args:
        error: what was raised.
        path: the file concerned.
        editing: whether a change was open; outside, SQLite itself refuses to write.
    """
    if isinstance(error, UnicodeEncodeError):
        return BadRequest("bad-text", detail=str(error))
    if isinstance(error, UnicodeDecodeError):  # the driver could not even read what SQLite said of the file
        return CaseDamaged(path=path, detail="a text in it is no UTF-8")
    if isinstance(error, OverflowError):
        return BadRequest("bad-value", detail=str(error))
    if isinstance(error, sqlite3.ProgrammingError) and "thread" in str(error):
        return WrongThread(path=path)
    if not isinstance(error, sqlite3.Error):
        return None
    return _by_code(error, path, editing=editing)


def _by_code(error: sqlite3.Error, path: Path, *, editing: bool) -> RapporteurError | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    detail = str(error)
    if code is None:
        return _without_code(error, path)
    if OUTSIDE in detail or FIXED in detail or (code == sqlite3.SQLITE_READONLY and not editing):
        return EditOutsideChange(path=path)
    if code & 0xFF == sqlite3.SQLITE_CANTOPEN:
        return FolderNotWritable(folder=path.parent, path=path) if editing else NoAccess(path=path)
    if "unsupported file format" in detail:  # the header says so; SQLite has no code of its own for it
        return CaseDamaged(path=path, detail=detail)
    known = _EXACT.get(code) or _FAMILY.get(code & 0xFF)
    return known and known[0](known[1], path=path, folder=path.parent, detail=detail)


def _without_code(error: sqlite3.Error, path: Path) -> RapporteurError | None:
    """For what the driver finds out by itself."""
    if isinstance(error, sqlite3.DataError):
        return BadRequest("too-big", detail=str(error))
    if "Could not decode to UTF-8" in str(error):
        return CaseDamaged(path=path, detail="a text in it is no UTF-8")
    return None


@contextmanager
def sorting(path: Path, *, editing: bool = False) -> Iterator[None]:
    """Raises our errors where SQLite's would come out."""
    try:
        yield
    except RapporteurError:
        raise
    except Exception as error:
        ours = sort(error, path, editing=editing)
        if ours is None:
            raise
        raise ours from error
