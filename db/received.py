"""A case from elsewhere: looked at in a confined child, and copied row by row into a fresh file that takes its place.

The file as it came stays beside it. What this machine left here itself is known (``db/known.py``) and only checked.
"""

import contextlib
import json
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import confined, errors, files
from db.confined import Cancel, Progress
from db.errors import CaseDamaged, ChildFailed, RapporteurError
from db.known import Known
from db.sqlite import connections, faults

MEMORY = 1_500 << 20
SECONDS = 30
"""For each 100 MB of a file, and at least once."""
LARGEST = 4 << 30
"""Bytes of a file that is taken in at all."""

_ARGV = (sys.executable, "-m", "db.reception")
_LOOK = 'SELECT uid FROM "case" LIMIT 1', "SELECT digest FROM log_action ORDER BY id"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A case that was taken in: where it is kept as it came, what in it stayed behind, and its version then."""

    original: Path
    left: tuple[str, ...]
    version: int


def is_known(path: Path, known: Known) -> bool:
    """Whether a file is a case as this machine left it."""
    uid, seals = _looked(path)
    return uid is not None and bool(seals) and known.knows(path, uid, set(seals), seals[-1])


def trust(path: Path, known: Known) -> None:
    """Remembers a file that we have just written ourselves, such as a backup that was put back."""
    uid, seals = _looked(path)
    if uid is not None and seals:
        known.remember(path, uid, seals[-1])


def uid_of(path: Path) -> str | None:
    """Which case a file says it is; None when it cannot be read."""
    return _looked(path)[0]


def _looked(path: Path) -> tuple[str | None, list[str]]:
    """Which case a file says it is, with its seals; nothing when it cannot be read."""
    try:
        with faults.sorting(path):
            connection = connections.connect(path, "ro")
            try:
                found = connection.execute(_LOOK[0]).fetchone()
                seals = [row[0] for row in connection.execute(_LOOK[1])]
            finally:
                connection.close()
    except (RapporteurError, sqlite3.Error):
        return None, []
    uid = found[0] if found else None
    return (uid if isinstance(uid, str) else None), seals


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
