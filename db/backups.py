"""Backups of cases: when one is due, where it is, which are kept, what is in one, and how it comes back.

They are in a folder of the program's own, not beside the case, and each is looked at before it counts: one that is not
sound is thrown away, and never pushes a good one out.
"""

import contextlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from db import clock, copies, files, log, whole
from db.case import Case
from db.drafts import Contents
from db.errors import BackupFailed, RapporteurError
from db.sqlite import connections, faults

EVERY = timedelta(minutes=30)
"""How long after the last backup another one is due, when something was changed."""

ALL_OF = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9
"""Which are kept: all of two days, then the last of so many days, weeks and months."""

TIMES, MOST = 20, 5 << 30
"""How much they may take: so many times the largest of them, and never more bytes than this; one is always kept."""

_NAME = re.compile(r"(\d{8}T\d{6})Z(?:-(\d+))?\.rapporteur")
_STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: where it is, when it was made (UTC), how large it is."""

    path: Path
    at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What a backup and a case have of one noun: only in the backup, only in the case, in both but not alike.

    Each is a name as the case has it.
    """

    noun: str
    lost: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]


class Backups:
    """The backups of all cases, in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, uid: str) -> tuple[Backup, ...]:
        """The backups of a case, the newest first."""
        with contextlib.suppress(OSError):
            found = (_backup(path) for path in (self._folder / _plain(uid)).iterdir())
            return tuple(sorted((each for each in found if each), key=lambda each: each.path.stem, reverse=True))
        return ()

    def at_open(self, case: Case) -> Backup | None:
        """Makes a backup of a case that was just opened, unless the last one is the same; returns it."""
        return None if self._is_saved(case) else self.make(case)

    def when_due(self, case: Case) -> Backup | None:
        """Makes a backup when the last one is old enough and something was changed since."""
        newest = next(iter(self.of(_uid(case))), None)
        if newest is not None and clock.now() - newest.at < EVERY:
            return None
        return self.at_open(case)

    def make(self, case: Case) -> Backup:
        """Makes a backup now, as before something that cannot be taken back, and lets old ones go.

        Raises:
            BackupFailed: it is not sound, and was thrown away; those before it were kept.
            FolderNotWritable, DiskFull, DiskFault: as it says; those before it were kept.
        """
        folder = self._folder / _plain(_uid(case))
        with files.telling(folder / "x"):
            folder.mkdir(parents=True, exist_ok=True)
        path = _free(folder, clock.now().strftime(_STAMP))
        with files.replacement(path, overwrite=False) as new:
            copies.write(case, new)
        made = _backup(path)
        assert made is not None
        self._rotate(_uid(case), made)
        return made

    def preview(self, backup: Backup, case: Case) -> tuple[Difference, ...]:
        """How a backup differs from an open case, noun by noun; empty when the records are the same."""
        with Case.open(backup.path, read_only=True) as old, old.read() as reading:
            before = whole.read(reading)
        with case.read() as reading:
            return differences(before, whole.read(reading))

    def restore(self, backup: Backup, path: Path) -> Path | None:
        """Lets a backup take the place of a case, which must be closed; returns where that is kept as it was.

        Raises:
            BackupFailed: the backup is not sound; the case was not touched.
            CaseLocked: somebody has the case open.
        """
        path = path.absolute()
        trouble = copies.unsound(backup.path)
        if trouble is not None:
            raise BackupFailed(path=backup.path, detail=trouble)
        if not path.exists():
            with files.replacement(path, overwrite=False) as new:
                _pour(backup.path, new)
            return None
        kept = files.free(path.with_name(f"{path.stem} (before restoring){path.suffix}"))
        new = path.with_name(f".{path.name}.restored")
        with _locked(path), files.telling(path):
            try:
                _pour(backup.path, new)
                files.put_in_place(new, path, keep=kept)
            finally:
                new.unlink(missing_ok=True)
        return kept

    def _is_saved(self, case: Case) -> bool:
        newest = next(iter(self.of(_uid(case))), None)
        with case.read() as reading:
            return newest is not None and _seal(newest.path) == log.head(reading.connection)

    def _rotate(self, uid: str, made: Backup) -> None:
        there = self.of(uid)
        stay = kept([each.at for each in there], clock.now())
        room = min(MOST, TIMES * max(each.size for each in there))
        for each in there:
            room -= each.size
            if each.path != made.path and (each.at not in stay or room < 0):
                with contextlib.suppress(OSError):
                    each.path.unlink()


def kept(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which of some backups are kept."""
    newest_first = sorted(times, reverse=True)
    stay = {each for each in newest_first if now - each <= ALL_OF}
    rest = [each for each in newest_first if each not in stay]
    for size, most in ((_day, DAILY), (_week, WEEKLY), (_month, MONTHLY)):
        stay |= _last_of_each(rest, size, most)
    return stay


def _last_of_each(newest_first: Sequence[datetime], size: Callable[[datetime], Any], most: int) -> set[datetime]:
    found: dict[Any, datetime] = {}
    for each in newest_first:
        found.setdefault(size(each), each)
    return set(list(found.values())[:most])


def _day(moment: datetime) -> Any:
    return moment.date()


def _week(moment: datetime) -> Any:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Any:
    return moment.year, moment.month


def differences(before: Contents, now: Contents) -> tuple[Difference, ...]:
    """How two records differ, noun by noun; the nouns are called as in exchange files."""
    found = []
    for each in fields(Contents):
        if each.name != "case":
            old, new = (_named(getattr(contents, each.name)) for contents in (before, now))
            lost = tuple(_name(old[key]) for key in old if key not in new)
            added = tuple(_name(new[key]) for key in new if key not in old)
            changed = tuple(_name(new[key]) for key in new if key in old and old[key] != new[key])
            if lost or added or changed:
                found.append(Difference(each.name, lost, added, changed))
    return tuple(found)


def _named(things: Iterable[Any]) -> dict[Any, Any]:
    """Things by what makes each the same in another copy: its key, or all of it where it has none."""
    return {getattr(each, "key", None) or repr(each): each for each in things}


def _name(thing: Any) -> str:
    for name in ("name", "title", "number", "reason", "body", "role", "key"):
        found = getattr(thing, name, None)
        if found:
            return str(found)
    return type(thing).__name__.removesuffix("Draft").lower()


def _uid(case: Case) -> str:
    with case.read() as reading:
        return reading.info().uid


def _plain(uid: str) -> str:
    """A folder's name of a uid, which in a file from elsewhere may be anything."""
    return re.sub("[^0-9A-Za-z-]", "_", uid)[:64] or "_"


def _free(folder: Path, stamp: str) -> Path:
    """A name that no backup has; names sort as they were made."""
    path, number = folder / f"{stamp}Z{files.SUFFIX}", 1
    while path.exists():
        path, number = folder / f"{stamp}Z-{number:03}{files.SUFFIX}", number + 1
    return path


def _backup(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    with contextlib.suppress(OSError, ValueError):
        at = datetime.strptime(match.group(1), _STAMP).replace(tzinfo=UTC)
        return Backup(path, at, path.stat().st_size)
    return None


def _seal(path: Path) -> str | None:
    """The seal of a file that is not open; None when it cannot be read."""
    try:
        with faults.sorting(path):
            connection = connections.connect(path, "ro")
            try:
                with connections.engine(connection, path).connect() as reading:
                    return log.head(reading)
            finally:
                connection.close()
    except RapporteurError:
        return None


def _pour(source: Path, new: Path) -> None:
    with faults.sorting(source):
        connection = connections.connect(source, "ro")
        try:
            connections.save(connection, new)
        finally:
            connection.close()
    files.sync(new)


@contextlib.contextmanager
def _locked(path: Path) -> Any:
    from db import lock

    held = lock.take(path, "")
    try:
        yield
    finally:
        held.release()
