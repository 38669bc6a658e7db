"""Briefs of large cases, put together and typeset in a child process: that takes long and much memory, and the window
that asks is neither held up nor made larger.

``Drafter`` starts the child of drafts, ``written`` that of a file; the child knows the record alone, as it was given,
and opens no case.
"""

import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from db import child
from db.confined import LARGEST, Worker
from db.errors import ChildFailed
from db.records import Statement
from desktop.analysis.cells import Comparison
from desktop.analysis.counting import Counting
from desktop.reports import contents, need, typeset
from desktop.reports.brief import build
from desktop.reports.contents import Draft, Entry
from desktop.reports.options import Options
from desktop.reports.typeset import MEMORY, SECONDS, Shown, Typeset, Typesetter

_ARGV = (sys.executable, "-m", "desktop.reports.drafting", "--worker")
_AT_ONCE = 100
"""Statements that are packed in one go: other threads of a window wait so long."""


class Drafter:
    """The child of one draft after another: each gets a new one, which may be started before it is wanted."""

    def __init__(self) -> None:
        self._worker = _worker()
        self._typesetter = Typesetter()
        self._fronted = False

    def start(self, comparison: Comparison) -> None:
        """Starts the child that a draft of a comparison will want."""
        if need.is_large(comparison):
            self._worker.start()
        if not (need.is_large(comparison) and self._fronted):
            self._typesetter.start()

    def close(self) -> None:
        """Ends the child."""
        self._worker.close()
        self._typesetter.close()

    def cover(self, comparison: Comparison, statements: Sequence[Statement], options: Options) -> bytes:
        """The first page alone, as PDF, of a large case without its findings; ChildFailed, or one of its kinds, when
        there is none.
        """
        make = contents.cover
        if need.is_large(comparison):
            make, self._fronted = contents.front, True
        return make(comparison, statements, options, self._typesetter)

    def draft(
        self,
        comparison: Comparison,
        statements: Sequence[Statement],
        options: Options,
        cancel: Callable[[], bool] | None = None,
    ) -> Draft:
        """What is chosen, typeset.

        Raises:
            ChildFailed: or one of its kinds, when there are no pages.
        """
        if not need.is_large(comparison):
            return contents.draft(comparison, statements, options, cancel, self._typesetter)
        with tempfile.TemporaryDirectory() as folder:
            job = {"folder": folder, "wanted": "draft"}
            told, pdf = self._worker.do(job, packed(comparison, statements, options), cancel=cancel)
        return unpacked(told, pdf)


def foreseen(
    comparison: Comparison,
    statements: Sequence[Statement],
    options: Options,
    cancel: Callable[[], bool] | None = None,
) -> need.Need:
    """What a brief of a large case will need, found out in a child of its own; ChildFailed when it cannot be told."""
    with _worker() as worker:
        told, _none = worker.do({"wanted": "need"}, packed(comparison, statements, options), cancel=cancel)
    try:
        return need.Need(**told)
    except TypeError as fault:
        raise ChildFailed(detail="no answer came back") from fault


def written(
    comparison: Comparison,
    statements: Sequence[Statement],
    options: Options,
    *,
    progress: Callable[[float], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Typeset:
    """A brief of a large case, put together and typeset in a child of its own.

    Raises:
        ChildFailed: or one of its kinds, when there are no pages.
    """
    with tempfile.TemporaryDirectory() as folder, _worker() as worker:
        job = {"folder": folder, "wanted": "file"}
        told, pdf = worker.do(job, packed(comparison, statements, options), progress=progress, cancel=cancel)
    return typeset.unpacked(told, pdf)


def _worker() -> Worker:
    cpu = SECONDS * (os.cpu_count() or 1)
    return Worker(_ARGV, seconds=SECONDS, memory=MEMORY, cpu=cpu, jobs=1, files=LARGEST)


def packed(comparison: Comparison, statements: Sequence[Statement], options: Options) -> bytes:
    """What the child is given: the record as it is read now, its words, and what is chosen."""
    lens = comparison.counting == Counting.of(comparison.snapshot.case)
    head = pickle.dumps((comparison.snapshot, comparison.as_of, lens, options))
    starts = range(0, len(statements), _AT_ONCE)
    return pickle.dumps([head, *(pickle.dumps(tuple(statements[at : at + _AT_ONCE])) for at in starts)])


def unpacked(told: dict[str, Any], pdf: bytes) -> Draft:
    """The child's answer; ChildFailed when it is none."""
    try:
        shown = tuple(Shown(**one | {"boxes": tuple(map(tuple, one["boxes"]))}) for one in told["shown"])
        entries = tuple(Entry(**one) for one in told["entries"])
        more = {"entries": entries, "warnings": tuple(told["warnings"]), "shown": shown}
        return Draft(**told | more | {"pdf": pdf})
    except (ValueError, KeyError, TypeError) as fault:
        raise ChildFailed(detail="no pages came back") from fault


class _Here:
    """Typesets in this very process, which is the child already."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def asked(self, request: dict[str, Any], *, cancel: Callable[[], bool] | None = None) -> Typeset:
        """What is made of a request; nobody can ask to stop but by ending the process."""
        return typeset.make(request, self._folder)


def handle(job: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Makes a draft, or what is to be written, of what its own parent packed; or tells what that will need."""
    head, *parts = pickle.loads(data)  # noqa: S301 - from the program itself
    snapshot, as_of, lens, options = pickle.loads(head)  # noqa: S301
    statements = tuple(one for part in parts for one in pickle.loads(part))  # noqa: S301
    comparison = Comparison(snapshot, as_of, lens=lens)
    if job["wanted"] == "need":
        return asdict(need.foreseen(comparison, statements, options)), b""
    here = _Here(job["folder"])
    if job["wanted"] == "file":
        brief = build(comparison, statements, options, lambda done, whole: child.report(done / max(1, whole)))
        return typeset.packed(here.asked(typeset.request_of(brief)))
    made = contents.draft(comparison, statements, options, None, here)
    told = asdict(made)
    del told["pdf"]
    return told, made.pdf


if __name__ == "__main__" and "--worker" in sys.argv[1:]:
    typeset.ready()
    child.serve(handle)
