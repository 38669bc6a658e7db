"""Data to PDF pages, in a child process: typesetting takes memory that only the end of a process gives back.

``typeset`` starts the child and is all that others need; ``make`` is what the child does. The typesetter sees the
shipped template, the shipped fonts and an empty folder; all words come as data. The child loads no more than it
needs, so much is imported late.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import resources
from db import child, confined
from db.errors import ChildFailed

if TYPE_CHECKING:
    from desktop.reports.brief import Brief

SECONDS = 900.0
"""How long a brief may take; 465 pages take some 20 seconds."""

MEMORY = 6 << 30
"""Bytes of address space of the child: about 4 MB a page, and what the fonts and libraries map."""

BRIEF = "brief.typ"
"""The template of a request that names none."""

LADDER: tuple[tuple[bool, bool], ...] = ((True, True), (True, False), (False, False))
"""Whether to tag and whether to hyphenate, tried in turn: the typesetter may fail on tags at a break within a word."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF and what is to be said of it.

    ``replaced`` are the characters that no font has (printed by code point), ``missing`` the ids of remarks that found
    no place, ``tagged`` whether it is accessible (PDF/UA) and archival (PDF/A).
    """

    pdf: bytes
    tagged: bool
    comments: int
    replaced: tuple[str, ...]
    missing: tuple[str, ...]


def typeset(
    brief: "Brief",
    *,
    progress: Callable[[float], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Typeset:
    """The pages of a brief, with its remarks as comments; the same as ``asked`` with ``request_of``."""
    return asked(request_of(brief), progress=progress, cancel=cancel)


def asked(
    request: dict[str, Any],
    *,
    progress: Callable[[float], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Typeset:
    """What a child makes of a request.

    Raises:
        ChildFailed: or one of its kinds, when the child gave no pages.
    """
    argv = [sys.executable, "-m", "desktop.reports.typeset", "--worker"]
    told = json.dumps(request, ensure_ascii=False).encode("utf-8", "replace")
    answer = confined.run(argv, input=told, seconds=SECONDS, memory=MEMORY, progress=progress, cancel=cancel)
    return unpacked(answer)


def request_of(brief: "Brief") -> dict[str, Any]:
    """What the child is asked to make."""
    from desktop.reports import pages

    return {
        "pages": pages.pages(brief),
        "comments": pages.comments(brief),
        "timestamp": brief.timestamp,
        "colour": brief.colour,
        "fonts": brief.fonts,
    }


def make(request: dict[str, Any]) -> Typeset:
    """Typesets and annotates; for the child, and for tests."""
    from desktop.reports.annotate import annotate
    from desktop.reports.drawings import GREY, HIGHLIGHT, looks
    from desktop.reports.letters import Letters, bare

    letters = Letters(resources.folder("fonts"), request.get("fonts", ""))
    colour = bool(request.get("colour", True))
    data = letters.fit(request["pages"]) | looks(colour=colour) | {"families": letters.families}
    template = str(request.get("template", BRIEF))
    plain, tagged = _compiled(template, data, int(request["timestamp"]), letters.folders)
    done = annotate(plain, bare(request["comments"]), HIGHLIGHT if colour else GREY)
    return Typeset(done.pdf, tagged, done.comments, tuple(sorted(letters.replaced)), done.missing)


def packed(done: Typeset) -> bytes:
    """What the child answers: a line of JSON, then the PDF."""
    told = {
        "tagged": done.tagged,
        "comments": done.comments,
        "replaced": [ord(character) for character in done.replaced],
        "missing": list(done.missing),
    }
    return json.dumps(told).encode("ascii") + b"\n" + done.pdf


def unpacked(answer: bytes) -> Typeset:
    """The child's answer; ChildFailed when it is none."""
    head, _line, pdf = answer.partition(b"\n")
    try:
        told = json.loads(head)
        replaced = tuple(map(chr, told["replaced"]))
        found = Typeset(pdf, told["tagged"], told["comments"], replaced, tuple(told["missing"]))
    except (ValueError, KeyError, TypeError) as fault:
        raise ChildFailed(detail="no pages came back") from fault
    if not pdf.startswith(b"%PDF-"):
        raise ChildFailed(detail="no pages came back")
    return found


def _compiled(template: str, data: dict[str, Any], timestamp: int, fonts: Sequence[str]) -> tuple[bytes, bool]:
    """The pages as PDF, and whether they are tagged; the typesetter's error when every way fails."""
    import typst

    failure: Exception | None = None
    for tagged, hyphenate in LADDER:
        try:
            return _once(template, data | {"hyphenate": hyphenate}, timestamp, fonts, tagged=tagged), tagged
        except typst.TypstError as fault:
            failure = fault
    raise failure or AssertionError


def _once(template: str, data: dict[str, Any], timestamp: int, folders: Sequence[str], *, tagged: bool) -> bytes:
    """One try, with an empty folder for a root: the template has no file to read and no package to load."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
    with tempfile.TemporaryDirectory() as root:
        pdf = typst.compile(
            cast(Any, resources.text("templates", template).encode("utf-8")),
            root=root,
            font_paths=fonts,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"] if tagged else [],
            pdf_tags=tagged,
            timestamp=timestamp,
            package_path=root,
            package_cache_path=root,
        )
    return bytes(pdf) if isinstance(pdf, bytes) else b"".join(pdf or ())


def _worker() -> None:
    """Reads a request from standard input and answers on standard output."""
    child.begin()
    done = make(json.loads(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(packed(done))
    sys.stdout.buffer.flush()


if __name__ == "__main__" and "--worker" in sys.argv[1:]:
    _worker()
