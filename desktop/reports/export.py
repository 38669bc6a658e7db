"""Writes a brief to a file: all of it or nothing, and never at the price of the file that was there.

``write_brief`` is what the window and the commands call.
"""

import contextlib
import errno
import os
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.errors import DiskFull, FolderNotWritable, WorldError
from db.records import Statement
from desktop.analysis.cells import Comparison
from desktop.reports.brief import build
from desktop.reports.options import Options
from desktop.reports.scripts import lacking
from desktop.reports.typeset import typeset
from desktop.words import _

Progress = Callable[[str, int, int], None]
"""Told what is going on, how much is done, and of how much (0: unknown)."""


_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


class TargetNotWritable(WorldError):
    """The file at ``path`` cannot be replaced; it is as it was (``detail``)."""

    default = "target-not-writable"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the file, how many comments it holds, and what is to be said about it.

    ``replaced`` are characters that no font has, ``scripts`` names what they are of, ``tagged`` is false when the pages
    could not be made accessible.
    """

    path: Path
    comments: int
    tagged: bool
    replaced: tuple[str, ...]
    scripts: tuple[str, ...] = ()


def write_brief(
    comparison: Comparison,
    statements: Sequence[Statement],
    path: Path,
    *,
    options: Options | None = None,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Written:
    """Writes the brief of a comparison as PDF.

    Args:
        comparison: who stands where, on which date.
        statements: all statements of the case.
        path: the file to write; one that is there is replaced at the very end.
        options: what the reader chose.
        progress: told what is going on.
        cancel: asked now and then whether to stop.

    Raises:
        FolderNotWritable, TargetNotWritable, DiskFull: the file was not written, and an earlier one is as it was.
        ChildFailed: or one of its kinds; nothing was written.
    """
    _check(path)
    tell = progress or (lambda _what, _done, _all: None)
    gathering = _("Gathering the findings")
    brief = build(comparison, statements, options, lambda done, total: tell(gathering, done, total))
    tell(_("Typesetting the pages"), 0, 0)
    done = typeset(brief, cancel=cancel)
    replace(path, done.pdf)
    return Written(path, done.comments, done.tagged, done.replaced, lacking(done.replaced))


def replace(path: Path, content: bytes) -> None:
    """Puts a file in its place as a whole: written beside it, on the disk, then renamed."""
    _check(path)
    beside = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as fault:
        raise _told(path, fault, folder=True) from fault
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)
    except BaseException as fault:
        with contextlib.suppress(OSError):
            beside.unlink()
        if isinstance(fault, OSError):
            raise _told(path, fault) from fault
        raise


def _check(path: Path) -> None:
    """Refuses at once what cannot be written in the end."""
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise FolderNotWritable(path=str(path), folder=str(path.parent))
    if path.is_dir():
        raise TargetNotWritable(path=str(path), detail=_("it is a folder"))
    if path.exists() and not os.access(path, os.W_OK):
        raise TargetNotWritable(path=str(path), detail=_("it is write-protected"))


def _told(path: Path, fault: OSError, *, folder: bool = False) -> WorldError:
    if fault.errno in _FULL:
        return DiskFull(path=str(path))
    if folder:
        return FolderNotWritable(path=str(path), folder=str(path.parent))
    return TargetNotWritable(path=str(path), detail=fault.strerror or str(fault))
