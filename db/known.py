"""Which cases this machine knows, and what each was like when it was last here.

A case that comes from elsewhere is looked at far more closely before it is trusted (``db/received.py``). What is
remembered is in one small file, of which the caller says where it is.
"""

import contextlib
import json
import secrets
from pathlib import Path
from typing import Any

from db import files
from db.errors import CaseMoved

MOST = 1_000
"""Cases that are remembered; the longest unseen is forgotten first."""


class Known:
    """The cases that were made or opened here."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def knows(self, path: Path, uid: str, seals: "set[str]", head: str) -> bool:
        """Whether a file is a case as this machine left it.

        Args:
            path: where it is.
            uid: which case it says it is.
            seals: all seals of its history, for a file that went on where it was: after a crash, say.
            head: the last of them.
        """
        kept = self._read().get(uid)
        if not isinstance(kept, dict) or not head:
            return False
        return kept.get("head") == head or (kept.get("file") == list(files.mark(path)) and kept.get("head") in seals)

    def left(self, path: Path, uid: str, head: str) -> str | None:
        """When the pages of a file were last looked at, or nothing if never; None unless it is the very one that was
        closed in order here, and nobody has written it since.
        """
        kept = self._read().get(uid)
        if not isinstance(kept, dict) or not head or kept.get("head") != head:
            return None
        with contextlib.suppress(CaseMoved):
            return str(kept.get("looked", "")) if kept.get("state") == list(files.state(path)) else None
        return None

    def uid_at(self, path: Path) -> str | None:
        """Which case was at a path when it was last open here; the file may be gone or damaged by now."""
        told = str(path.absolute())
        for uid, kept in reversed(self._read().items()):
            if isinstance(kept, dict) and kept.get("path") == told:
                return uid
        return None

    def remember(self, path: Path, uid: str, head: str, *, closed: bool = False, looked: str = "") -> None:
        """Notes what a case is like now. That it cannot be written down is no trouble: then it is looked at anew.

        Args:
            path: where it is.
            uid: which case it is.
            head: the seal of its history.
            closed: whether it stays so until somebody writes the file.
            looked: when its pages were last looked at.
        """
        with contextlib.suppress(OSError, CaseMoved):
            kept: dict[str, Any] = {"head": head, "file": list(files.mark(path)), "path": str(path.absolute())}
            if closed:
                kept |= {"state": list(files.state(path)), "looked": looked}
            found = self._read()
            if found.get(uid) == kept:
                return
            found.pop(uid, None)
            found[uid] = kept
            self._write(dict(list(found.items())[-MOST:]))

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, found: dict[str, Any]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        new = self._file.with_name(f"{self._file.name}.{secrets.token_hex(4)}.new")
        new.write_text(json.dumps(found), encoding="utf-8")
        new.replace(self._file)
