"""A case from elsewhere: looked at in a confined child, and copied row by row into a fresh file that takes its place.

The file as it came stays beside it. What this machine left here itself is known (``db/known.py``) and only checked.
"""

import contextlib
import json
import re
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from db import clock, confined, errors, files
from db.confined import Cancel, Progress
from db.errors import CaseDamaged, ChildFailed, RapporteurError, ReadOnly
from db.known import Known
from db.sqlite import connections, faults

MEMORY = 1_500 << 20
SECONDS = 30
"""For each 100 MB of a file, and at least once."""
LARGEST = 4 << 30
"""Bytes of a file that is taken in at all."""

LATELY = timedelta(days=1)
"""How long a look at all pages counts for a file that nobody has written since."""

_ARGV = (sys.executable, "-m", "db.reception")
_WORKED_OUT = re.compile(r"\bAS\b", re.IGNORECASE)
"""How a column is declared that is worked out from others."""
_UID = 'SELECT uid FROM "case" LIMIT 1'
_HEAD, _SEALS = "SELECT digest FROM log_action ORDER BY id DESC LIMIT 1", "SELECT digest FROM log_action"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A case that was taken in: where it is kept as it came, what in it stayed behind, and its version then."""

    original: Path
    left: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What this machine knows of a file: whether it is a case as it left it, whether nobody has written it since, and
    when its pages were last looked at.
    """

    known: bool
    as_left: bool = False
    looked: str = ""

    def lately(self) -> bool:
        """Whether its pages were looked at within a day, and are the same."""
        since = clock.now() - LATELY
        return self.as_left and since.strftime(clock.STAMP) < self.looked <= clock.stamp()


def standing(path: Path, known: Known) -> Standing:
    """What this machine knows of a file. One with which it went on until it crashed is known."""
    uid, head = _looked(path)
    if uid is None or not head:
        return Standing(False)
    looked = known.left(path, uid, head)
    if looked is not None:
        return Standing(True, True, looked)
    return Standing(known.knows(path, uid, set(), head) or known.knows(path, uid, set(_asked(path, _SEALS)[0]), head))


def is_known(path: Path, known: Known) -> bool:
    """Whether a file is a case as this machine left it."""
    return standing(path, known).known


def trust(path: Path, known: Known) -> None:
    """Remembers a file that we have just written ourselves, such as a backup that was put back."""
    uid, head = _looked(path)
    if uid is not None and head:
        known.remember(path, uid, head)


def uid_of(path: Path) -> str | None:
    """Which case a file says it is; None when it cannot be read."""
    return _looked(path)[0]


def _looked(path: Path) -> tuple[str | None, str]:
    """Which case a file says it is, with the seal of its history; nothing when it cannot be read."""
    uid, head = (found[0] if found else None for found in _asked(path, _UID, _HEAD))
    return (uid if isinstance(uid, str) else None), (head if isinstance(head, str) else "")


def _asked(path: Path, *questions: str) -> list[list[Any]]:
    """What our questions to a file give; nothing when it cannot be read."""
    nothing: list[list[Any]] = [[] for _question in questions]
    try:
        with faults.sorting(path):
            connection = connections.connect(path, "ro")
            try:
                if not _plain(connection):
                    return nothing
                return [[row[0] for row in connection.execute(question)] for question in questions]
            finally:
                connection.close()
    except (RapporteurError, sqlite3.Error):
        return nothing


def _plain(connection: sqlite3.Connection) -> bool:
    """Whether what is to be looked at are plain tables: a view, or a column that is worked out, could do anything."""
    asked = "SELECT type, sql FROM sqlite_schema WHERE name IN ('case', 'log_action')"
    found = connection.execute(asked).fetchall()
    return len(found) == 2 and all(
        kind == "table" and isinstance(sql, str) and sql.startswith("CREATE TABLE") and not _WORKED_OUT.search(sql)
        for kind, sql in found
    )


def take_in(path: Path, *, progress: Progress | None = None, cancel: Cancel | None = None) -> Arrival:
    """Lets what may cross of a case take its place; the file as it came is kept as ``NAME (as received)``.

    Raises:
        NotACase, CaseNewer, CaseDamaged: it was not touched.
        ChildFailed: looking at it took too long, too much memory, or ended badly; it was not touched.
    """
    with workshop(path) as (work, new):
        told = ask(path, work, new, salvage=False, progress=progress, cancel=cancel)
        original = files.free(path.with_name(f"{path.stem} (as received){path.suffix}"))
        files.put_in_place(new, path, keep=original)
    return Arrival(original, tuple(map(str, told["left"])), int(told["version"]))


def private_copy(path: Path) -> tuple[Path, tuple[str, ...]]:
    """What may cross of a case that is only to be read, as a file in a private folder; whoever asked takes that away.

    With it what stayed behind. One that somebody is writing meanwhile is tried again.

    Raises:
        ReadOnly: ``case-needs-recovery``: somebody was cut off while writing it.
        NotACase, CaseNewer, CaseDamaged, ChildFailed: nothing was left behind.
    """
    folder = Path(tempfile.mkdtemp(prefix="rapporteur-"))
    try:
        for last in (False, False, True):
            before = _moment(path)
            if _is_written(path, patient=not last):
                continue
            try:
                told = ask(path, folder / "copy", folder / "fresh", salvage=False)
                break
            except CaseDamaged:
                if last or _moment(path) == before:
                    raise
        (folder / "copy").unlink(missing_ok=True)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder / "fresh", tuple(map(str, told["left"]))


def _is_written(path: Path, *, patient: bool) -> bool:
    """Whether somebody is in the middle of writing a file, after a moment; who is not patient gets an error."""
    journal = files.journal(path)
    if not (journal.exists() and journal.stat().st_size):
        return False
    if not patient:
        raise ReadOnly("case-needs-recovery", path=path, folder=path.parent)
    time.sleep(0.2)
    return True


def _moment(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


@contextmanager
def workshop(path: Path) -> Iterator[tuple[Path, Path]]:
    """A private folder beside a case: where its copy is looked at, and where the fresh file will be."""
    with files.telling(path):
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        with files.telling(path):
            yield folder / "copy", folder / "fresh"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def ask(
    path: Path, work: Path, new: Path, *, salvage: bool, progress: Progress | None = None, cancel: Cancel | None = None
) -> dict[str, Any]:
    """What the child answers; its refusals are raised here."""
    size = path.stat().st_size
    if size > LARGEST:
        raise CaseDamaged(path=path, detail=f"it has {size} bytes")
    job = {"source": str(path), "work": str(work), "new": str(new), "salvage": salvage}
    answer = confined.run(
        _ARGV,
        input=json.dumps(job).encode(),
        seconds=SECONDS * (1 + size // 100_000_000),
        memory=MEMORY,
        files=4 * size + (64 << 20),
        progress=progress,
        cancel=cancel,
        largest=1 << 20,
    )
    try:
        told: dict[str, Any] = json.loads(answer)
    except ValueError:
        raise ChildFailed(path=path, detail="its answer could not be understood") from None
    if "error" in told:
        raise _refusal(path, told)
    return told


def _refusal(path: Path, told: dict[str, Any]) -> RapporteurError:
    kind = getattr(errors, str(told["error"]), CaseDamaged)
    facts: dict[str, Any] = {**told["facts"], "path": path, "folder": path.parent}
    with contextlib.suppress(KeyError, ValueError):
        facts["version"] = int(facts["version"])
    if not (isinstance(kind, type) and issubclass(kind, RapporteurError)):
        kind = CaseDamaged
    refusal: RapporteurError = kind(str(told["code"]), **facts)
    return refusal
