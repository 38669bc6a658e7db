"""Who has a case open for writing: a file beside it that names the person, the machine and the time.

SQLite's own locks last as long as a transaction; this one as long as the case is open, so that two people, or two
windows, do not write on top of each other. Whoever ends badly leaves a lock that is not in the way of the next one on
the same machine; one from another machine stays until somebody takes it over. Whose lock is taken notices before the
next write. Standard library only.
"""

import contextlib
import json
import os
import secrets
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from db import clock
from db.errors import CaseLocked

PATIENCE = 0.5
"""Seconds to wait for a lock that is being written."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: ``process`` is the id of the process, ``began`` tells it from a later one with that id."""

    author: str
    host: str
    since: str
    process: int
    began: str
    token: str

    def lives(self) -> bool:
        """Whether the process may still be there; of another machine nobody knows, so it is."""
        if self.host != host():
            return True
        return _alive(self.process) and _began(self.process) == self.began


class Lock:
    """A lock that is ours."""

    def __init__(self, path: Path, holder: Holder) -> None:
        """Called by ``take``."""
        self._case = path
        self._file = beside(path)
        self._held = _packed(holder)

    def check(self) -> None:
        """Makes sure that it is still ours; CaseLocked when somebody has taken it over."""
        if _read(self._file) == self._held:
            return
        if _put(self._file, self._held):  # somebody has deleted it, and nobody took it
            return
        other = _unpacked(_read(self._file))
        raise CaseLocked("case-taken-over", path=self._case, **_facts(other))

    def release(self) -> None:
        """Gives it up, when it is still ours."""
        if _read(self._file) == self._held:
            with contextlib.suppress(OSError):
                self._file.unlink()


def take(path: Path, author: str, *, take_over: bool = False) -> Lock:
    """Locks a case for writing.

    Raises:
        CaseLocked: somebody holds it, and it was not to be taken over.
    """
    mine = Holder(author, host(), clock.stamp(), os.getpid(), _began(os.getpid()), secrets.token_hex(8))
    end = time.monotonic() + PATIENCE
    while not _put(beside(path), _packed(mine)):
        found = _read(beside(path))
        other = _unpacked(found)
        if other is None and found is not None and time.monotonic() < end:
            time.sleep(0.02)
            continue
        if found is not None and other is not None and other.lives() and not take_over:
            raise CaseLocked("case-held", path=path, **_facts(other))
        _remove(beside(path), found)
    return Lock(path, mine)


def holder(path: Path) -> Holder | None:
    """Who has a case open for writing, if anybody has."""
    found = _unpacked(_read(beside(path)))
    return found if found is not None and found.lives() else None


def beside(path: Path) -> Path:
    """Where the lock of a case is, by whatever name it is opened."""
    path = path.resolve()
    return path.with_name(path.name + ".lock")


def host() -> str:
    """What this machine is called."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def _facts(other: Holder | None) -> dict[str, str]:
    """What a sentence about a holder needs."""
    if other is None:
        return {"author": "?", "host": "?", "since": "?"}
    return {"author": other.author or "?", "host": other.host, "since": other.since}


def _packed(holder: Holder) -> bytes:
    return json.dumps(asdict(holder)).encode()


def _unpacked(data: bytes | None) -> Holder | None:
    try:
        told = json.loads(data or b"")
        texts = {name: str(told[name]) for name in ("author", "host", "since", "began", "token")}
        return Holder(process=int(told["process"]), **texts)
    except (ValueError, TypeError, KeyError):
        return None


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _put(file: Path, data: bytes) -> bool:
    """Makes the file with all of its content at once; False when there is one already."""
    new = file.with_name(f".{file.name}.{secrets.token_hex(4)}.new")
    try:
        new.write_bytes(data)
        return _linked(new, file, data)
    except OSError as error:
        raise CaseLocked(path=file, detail=str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            new.unlink()


def _linked(new: Path, file: Path, data: bytes) -> bool:
    try:
        os.link(new, file)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        try:
            with file.open("xb") as made:
                made.write(data)
        except FileExistsError:
            return False
    return True


def _remove(file: Path, seen: bytes | None) -> None:
    """Takes away a lock that nobody needs; one that somebody else made meanwhile is put back."""
    aside = file.with_name(f".{file.name}.{secrets.token_hex(4)}.old")
    try:
        os.rename(file, aside)
    except OSError:
        return
    found = _read(aside)
    if found is not None and found != seen:
        _linked(aside, file, found)
    with contextlib.suppress(OSError):
        aside.unlink()


def _alive(process: int) -> bool:
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x00100000, False, process)  # SYNCHRONIZE
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _began(process: int) -> str:
    """When a process began, as the system counts; empty where it does not tell."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        told = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return ""
    return f"{boot} {told.rpartition(')')[2].split()[19]}"
