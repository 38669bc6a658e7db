"""Writes a brief to a file: all of it or nothing, and never at the price of the file that was there.

``write_brief`` is what the window and the commands call.
"""

import contextlib
import errno
import os
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from dataclasses import replace as replaced
from pathlib import Path

from db.errors import DiskFull, FolderNotWritable, WorldError
from db.records import Statement
from desktop.analysis.cells import Comparison
from desktop.reports import drafting, need
from desktop.reports.brief import build
from desktop.reports.options import Options
from desktop.reports.scripts import lacking
from desktop.reports.typeset import Typeset, typeset
from desktop.words import _, count

Progress = Callable[[str, int, int], None]
"""Told what is going on, how much is done, and of how much (0: unknown)."""


MOST_AT_ONCE = 400 << 20
"""Bytes of memory for one file of a brief that is made in parts, however little is free."""

LISTED = 1_000
"""Statements that one file lists, of a brief that is made in parts."""

TOGETHER = 200
"""Statements up to which their list stays with the other parts: each entry looks up the pages that lead to it."""

_HELD = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


class TargetNotWritable(WorldError):
    """The file at ``path`` cannot be replaced; it is as it was (``detail``)."""

    default = "target-not-writable"


class HeldElsewhere(TargetNotWritable):
    """The file at ``path`` is held open by another program, which does not let it be replaced."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the file, how many comments it holds, and what is to be said about it.

    ``path`` is another one than asked for when the file that was there is held open elsewhere. ``replaced`` are
    characters that no font has, ``scripts`` names what they are of, ``tagged`` is false when the pages could not be
    made accessible, ``volumes`` are further files when the machine lacks the memory for a single one.
    """

    path: Path
    comments: int
    tagged: bool
    replaced: tuple[str, ...]
    scripts: tuple[str, ...] = ()
    volumes: tuple[Path, ...] = ()


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
    chosen = options or Options()
    gathering = _("Gathering the findings")
    large = need.is_large(comparison)
    if large:
        tell(gathering, 0, 0)
        wanted = drafting.foreseen(comparison, statements, chosen, cancel)
    else:
        brief = build(comparison, statements, chosen, lambda done, total: tell(gathering, done, total))
        wanted = need.need(brief)
    told = count(wanted.pages, "Typesetting about {n} page", "Typesetting about {n} pages")
    volumes = [chosen]
    if not need.fits(wanted, need.available()):
        volumes = _volumes(comparison, statements, chosen, wanted)
        told = _("{told}, in parts since memory is short").format(told=told)
    tell(told, 0, 0)
    done = []
    for number, one in enumerate(volumes, 1):
        if large:
            made = drafting.written(comparison, statements, one, cancel=cancel)
        else:
            made = typeset(brief if one is chosen else build(comparison, statements, one), cancel=cancel)
        done.append((placed(_volume(path, number), made.pdf), made))
        if len(volumes) > 1:
            tell(told, number, len(volumes))
    return _written(done)


def _written(done: Sequence[tuple[Path, Typeset]]) -> Written:
    """What is told of all files together."""
    replaced = tuple(sorted({character for _path, made in done for character in made.replaced}))
    return Written(
        done[0][0],
        sum(made.comments for _path, made in done),
        all(made.tagged for _path, made in done),
        replaced,
        lacking(replaced),
        tuple(path for path, _made in done[1:]),
    )


def _volumes(
    comparison: Comparison, statements: Sequence[Statement], chosen: Options, wanted: need.Need
) -> list[Options]:
    """The same brief in several: everything but the sections of scenarios, and these by the dozen; a long list of
    statements by itself.
    """
    scenarios = need.printed(comparison, chosen) if chosen.has("scenarios") else []
    apart = {"scenarios"} if len(scenarios) > 1 else set()
    lists = _lists(statements) if chosen.has("statements") else []
    apart |= {"statements"} if len(statements) > TOGETHER and lists else set()
    rest = tuple(part for part in chosen.parts if part not in apart)
    volumes = [replaced(chosen, parts=rest)] if rest else []
    if "statements" in apart:
        volumes += [replaced(chosen, parts=("statements",), numbers=each) for each in lists]
    if "scenarios" in apart:
        room = max(MOST_AT_ONCE, int(need.room(need.available())))
        at_once = max(1, len(scenarios) // max(2, -(-wanted.memory // room)))
        groups = [tuple(scenarios[start : start + at_once]) for start in range(0, len(scenarios), at_once)]
        volumes += [replaced(chosen, parts=("scenarios",), scenarios=group) for group in groups]
    return volumes if apart else [chosen]


def _lists(statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """The first and the last number of as many statements as go into a file."""
    numbers = sorted(statement.number for statement in statements)
    parts = [numbers[start : start + LISTED] for start in range(0, len(numbers), LISTED)]
    return [(part[0], part[-1]) for part in parts]


def _volume(path: Path, number: int) -> Path:
    return (
        path
        if number == 1
        else path.with_name(_("{name} (part {number})").format(name=path.stem, number=number) + path.suffix)
    )


def placed(path: Path, content: bytes) -> Path:
    """Puts a file in its place, or beside it under a new name when what is there is held open elsewhere."""
    try:
        replace(path, content)
    except HeldElsewhere:
        other = next(free for number in range(2, 1000) if not (free := _numbered(path, number)).exists())
        replace(other, content)
        return other
    return path


def _numbered(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem} ({number}){path.suffix}")


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
    kind = HeldElsewhere if fault.errno in _HELD else TargetNotWritable
    return kind(path=str(path), detail=fault.strerror or str(fault))
