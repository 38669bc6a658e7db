"""The file around a case: is it there, may it be written, is it the same one, and how a new one takes its place."""

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db.errors import (
    CaseExists,
    CaseMoved,
    CaseNotFound,
    DiskFault,
    DiskFull,
    FolderNotWritable,
    NoAccess,
    NotACase,
)

SUFFIX = ".rapporteur"


def look(path: Path) -> None:
    """Raises what is wrong with a file before anybody opens it."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CaseNotFound(path=path) from error
    except (OSError, ValueError) as error:
        raise NoAccess(path=path, detail=str(error)) from error
    if stat.S_ISDIR(mode):
        raise NotACase("is-a-folder", path=path)
    if not stat.S_ISREG(mode):
        raise NotACase(path=path)
    if not os.access(path, os.R_OK):
        raise NoAccess(path=path)


def may_write(path: Path) -> bool:
    """Whether the file, and the journal beside it, may be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)


def mark(path: Path) -> tuple[int, int]:
    """Which file it is, whatever it is called; CaseMoved when it is gone."""
    try:
        found = path.stat()
    except OSError as error:
        raise CaseMoved(path=path) from error
    return found.st_dev, found.st_ino


def state(path: Path) -> tuple[int, ...]:
    """Which file it is and how it was last written, as far as the system tells; CaseMoved when it is gone."""
    try:
        found = path.stat()
    except OSError as error:
        raise CaseMoved(path=path) from error
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def journal(path: Path) -> Path:
    """Where the rollback journal of a case is while somebody writes."""
    return path.with_name(path.name + "-journal")


@contextmanager
def replacement(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """A new file beside ``path`` that takes its place at the end; nothing is left of it when that fails.

    Args:
        path: the file to be.
        overwrite: whether a file that is there goes; else CaseExists.
    """
    if not path.parent.is_dir():
        raise FolderNotWritable("folder-not-there", folder=path.parent, path=path)
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        yield new
        _move(new, path, overwrite=overwrite)
        sync_folder(path.parent)
    except OSError as error:
        raise _sorted(error, path) from error
    finally:
        for left in (new, journal(new)):
            with suppress(OSError):
                left.unlink()


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Raises our errors where the system's would come out."""
    try:
        yield
    except OSError as error:
        raise _sorted(error, path) from error


def copied(path: Path, folder: Path) -> Path:
    """A copy of a file that nobody here has open, in a folder of its own."""
    with telling(path):
        return Path(shutil.copyfile(path, folder / f"copy{SUFFIX}"))


def free(path: Path) -> Path:
    """This name, or one like it that no file has."""
    number, found = 2, path
    while os.path.lexists(found):
        found = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return found


def put_in_place(new: Path, path: Path, *, keep: Path) -> None:
    """Lets a complete file take the place of another one, which is kept under another name.

    At no moment is there no file at ``path``, where the file system knows links. A journal goes with the old file:
    it would be played into the new one.
    """
    sync(new)
    try:
        os.link(path, keep)
    except OSError:
        shutil.copyfile(path, keep)
        sync(keep)
    if journal(path).exists():
        os.replace(journal(path), journal(keep))
    os.replace(new, path)
    sync_folder(path.parent)


def sync(path: Path) -> None:
    """Waits until a file is on the disk. Never for a case that is open: closing it here would drop SQLite's locks."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _move(new: Path, path: Path, *, overwrite: bool) -> None:
    if overwrite:
        os.replace(new, path)
        # A journal that was left by the old file would be played into the new one.
        journal(path).unlink(missing_ok=True)
        return
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise CaseExists(path=path) from None
        os.rename(new, path)


def _sorted(error: OSError, path: Path) -> Exception:
    if isinstance(error, FileExistsError):
        return CaseExists(path=path)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(path=path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return FolderNotWritable(folder=path.parent, path=path)
    return DiskFault(path=path, detail=str(error))


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk, where the system can say so."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
