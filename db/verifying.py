"""Looks at a whole case beside the work on it: a copy is made through the open file, and a child looks at that.

The seals, the record against its history, every text and every quotation: it takes seconds where a case is large, and
nobody waits for it.
"""

import contextlib
import json
import secrets
import sys
import tempfile
from pathlib import Path
from typing import Any

from db import child, confined, files, integrity
from db.case import Case
from db.confined import Cancel
from db.errors import ChildFailed, RapporteurError
from db.integrity import Finding

MEMORY = 1_500 << 20
SECONDS = 60
"""For each 100 MB of a copy, and at least once."""

_ARGV = (sys.executable, "-m", "db.verifying")


def copy(case: Case, folder: Path) -> Path:
    """A copy of an open case, as it is on the disk now; whoever asked for it takes it away. Errors as ``save_copy``."""
    with files.telling(folder / "x"):
        folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{secrets.token_hex(8)}{files.SUFFIX}"
    try:
        with case.read():
            case.pour(path)
    except BaseException:
        forget(path)
        raise
    return path


def look(path: Path, *, cancel: Cancel | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong with a copy, worst first; the copy is taken away.

    Raises:
        ChildFailed: the look did not come to an end, which tells nothing.
    """
    try:
        size = path.stat().st_size
        answer = confined.run(
            _ARGV,
            input=str(path).encode(),
            seconds=SECONDS * (1 + size // 100_000_000),
            memory=MEMORY,
            files=size + (64 << 20),
            cancel=cancel,
            largest=1 << 20,
        )
        told = json.loads(answer)
        return tuple(Finding(str(each["code"]), dict(each["facts"]), bool(each["repairable"])) for each in told)
    except (ValueError, TypeError, KeyError, OSError) as error:
        raise ChildFailed(detail=str(error)) from error
    finally:
        forget(path)


def look_at(path: Path) -> tuple[Finding, ...]:
    """Everything that is wrong with a file that could not be opened, looked at through a copy. Errors as ``look``."""
    with tempfile.TemporaryDirectory(prefix="rapporteur-") as folder:
        return look(files.copied(path, Path(folder)))


def forget(path: Path) -> None:
    """Takes a copy away, with what a look may have left beside it."""
    for each in (path, files.journal(path)):
        with contextlib.suppress(OSError):
            each.unlink()


def main() -> None:
    """Looks at the copy whose path standard input gives."""
    child.begin()
    found = _found(Path(sys.stdin.buffer.read().decode()))
    sys.stdout.write(json.dumps(found, default=str))


def _found(path: Path) -> list[dict[str, Any]]:
    try:
        with Case.open(path, read_only=True) as case:
            listed = integrity.check(case)
    except RapporteurError as error:  # so little is left of it that it does not open
        listed = (Finding("structure", {"detail": str(error.facts.get("detail") or error.code)}),)
    return [{"code": each.code, "facts": each.facts, "repairable": each.repairable} for each in listed[:200]]


if __name__ == "__main__":
    main()
