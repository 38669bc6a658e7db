"""Marks that somebody made in a PDF elsewhere: highlights, comments and their answers, and what they are on.

``read`` does it in a confined worker, since the file is not ours. Read ``Mark`` first; ``returned.py`` finds out what
the comments in a brief of ours are on.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from db.confined import Worker
from db.errors import ChildFailed
from desktop.exchange.documents.reading import PasswordNeeded, refusal
from desktop.exchange.documents.text import NotADocument

SECONDS, CPU, MEMORY = 60.0, 45.0, 1 << 30
"""What a PDF may take to be searched for marks."""

_ARGV = (sys.executable, "-m", "desktop.exchange.marks_worker")

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points, as on the page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight or a comment.

    Attributes:
        page: from 0.
        kind: as PDF names it, in lower case: ``highlight``, ``underline``, ``strikeout``, ``text``, ``freetext`` ...
        name: the name that its maker gave it for good; may be empty.
        author: who made it; may be empty.
        at: when, such as ``2025-09-06T09:12:00Z``; empty when it is not told.
        contents: what was written; empty for a bare highlight.
        boxes: what it covers.
        words: the words beneath a mark on words; of another one those of the line it stands beside.
        start: where these are in the text of the file, half-open with ``end``; equal when there are none.
        end: see ``start``.
        answers: the place in the list of the mark that it answers; None for the head of a thread.
        own: whether the program itself wrote it, with these very words.
        edited: whether the program wrote it and somebody changed its words.
        shown: where it is on the page as it is shown: left, top, width and height in points from the upper left corner.
    """

    page: int
    kind: str
    name: str
    author: str
    at: str
    contents: str
    boxes: tuple[Box, ...]
    words: str
    start: int
    end: int
    answers: int | None
    own: bool
    edited: bool
    shown: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A named place on a page: ``name`` as the file has it; ``box`` is None where only a point is named."""

    name: str
    page: int
    box: Box | None
    top: float


@dataclass(frozen=True, slots=True)
class Marked:
    """All marks of a file in reading order, and its named places."""

    marks: tuple[Mark, ...]
    places: tuple[Place, ...]
    pages: int


def read(
    data: bytes, *, password: str | None = None, words: bool = True, cancel: Callable[[], bool] | None = None
) -> Marked:
    """The marks in a PDF.

    Args:
        data: the file.
        password: opens it, if it needs one; it is not kept.
        words: whether to find the words beneath, which takes as long as reading the text.
        cancel: asked now and then whether to stop.

    Raises:
        PasswordNeeded: it is encrypted.
        NotADocument: it is no PDF that can be read.
        ChildCancelled: ``cancel`` said so.
    """
    job = {"password": password, "words": words}
    with Worker(_ARGV, seconds=SECONDS, cpu=CPU, memory=MEMORY) as worker:
        try:
            told, _data = worker.do(job, data, cancel=cancel)
        except ChildFailed as fault:
            raise refusal(fault) from fault
    if "error" in told:
        kind = PasswordNeeded if str(told["error"]).startswith("password-") else NotADocument
        raise kind(str(told["error"]), **told.get("facts", {}))
    return unpacked(told)


def roots(found: Sequence[Mark]) -> list[int]:
    """For each mark the place in the list of the head of its thread; of a ring one of its marks is the head."""
    heads = [-1] * len(found)
    for number in range(len(found)):
        path: dict[int, None] = {}
        at = number
        while heads[at] < 0 and at not in path:
            path[at] = None
            above = found[at].answers
            if above is None:
                break
            at = above
        head = heads[at] if heads[at] >= 0 else at
        heads[at] = head
        for one in path:
            heads[one] = head
    return heads


def unpacked(told: dict[str, Any]) -> Marked:
    """What the child told."""
    found = tuple(
        Mark(**one | {key: tuple(map(tuple, one[key])) for key in ("boxes", "shown")}) for one in told["marks"]
    )
    places = tuple(Place(**one | {"box": tuple(one["box"]) if one["box"] else None}) for one in told["places"])
    return Marked(found, places, told["pages"])
