"""Data to PDF pages, in a child process: typesetting takes memory that only the end of a process gives back.

``typeset`` starts the child and is all that others need, unless they want it started ahead (``Typesetter``); ``make``
is what the child does. The typesetter sees the shipped template, the shipped fonts and an empty folder; all words come
as data. The child loads no more than it needs, so much is imported late.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, cast

import resources
from db import child
from db.confined import LARGEST, Worker
from db.errors import ChildFailed

if TYPE_CHECKING:
    from desktop.reports.brief import Brief

SECONDS = 900.0
"""How long a brief may take; 465 pages take some 20 seconds."""

_ARGV = (sys.executable, "-m", "desktop.reports.typeset", "--worker")

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
    no place, ``tagged`` whether it is accessible (PDF/UA) and archival (PDF/A). ``pages`` are how many there are,
    ``starts`` the first page of each named part, ``shown`` the comments as they are to be seen on the pages (see
    ``Shown``); they are told only when they were asked for.
    """

    pdf: bytes
    tagged: bool
    comments: int
    replaced: tuple[str, ...]
    missing: tuple[str, ...]
    pages: int = 0
    starts: Mapping[str, int] = field(default_factory=dict)
    shown: "tuple[Shown, ...]" = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment on a page: its words and who made it when; where it is, as left, top, width and height in points."""

    page: int
    boxes: tuple[tuple[float, float, float, float], ...]
    author: str
    at: str
    contents: str


class Typesetter:
    """The child of one request after another: each gets a new one, which may be started before it is wanted."""

    def __init__(self) -> None:
        cpu = SECONDS * (os.cpu_count() or 1)
        self._worker = Worker(_ARGV, seconds=SECONDS, memory=MEMORY, cpu=cpu, jobs=1, files=LARGEST)

    def __enter__(self) -> "Typesetter":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def start(self) -> None:
        """Starts the child ahead of its request."""
        self._worker.start()

    def close(self) -> None:
        """Ends the child."""
        self._worker.close()

    def asked(
        self,
        request: dict[str, Any],
        *,
        progress: Callable[[float], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> Typeset:
        """What a child makes of a request.

        Raises:
            ChildFailed: or one of its kinds, when the child gave no pages.
        """
        data = _json(request).encode("utf-8", "replace")
        with tempfile.TemporaryDirectory() as folder:  # ours, since a child that is killed takes nothing away
            told, pdf = self._worker.do({"folder": folder}, data, progress=progress, cancel=cancel)
        return unpacked(told, pdf)


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
    with Typesetter() as typesetter:
        return typesetter.asked(request, progress=progress, cancel=cancel)


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


def make(request: dict[str, Any], folder: str | None = None) -> Typeset:
    """Typesets and annotates, with an empty folder in ``folder`` for a root; for the child, and for tests."""
    from desktop.reports.annotate import annotate
    from desktop.reports.drawings import GREY, HIGHLIGHT, looks
    from desktop.reports.letters import Letters, bare

    letters = Letters(resources.folder("fonts"), request.get("fonts", ""))
    colour = bool(request.get("colour", True))
    data = letters.fit(request["pages"]) | looks(colour=colour) | {"families": letters.families}
    template = str(request.get("template", BRIEF))
    plain, tagged = _compiled(template, data, int(request["timestamp"]), letters.folders, folder)
    tint = HIGHLIGHT if colour else GREY
    done = annotate(plain, bare(request["comments"]), tint, told=bool(request.get("told")))
    shown = tuple(Shown(**one) for one in done.shown)
    replaced = tuple(sorted(letters.replaced))
    return Typeset(done.pdf, tagged, done.comments, replaced, done.missing, done.pages, done.starts, shown)


def packed(done: Typeset) -> tuple[dict[str, Any], bytes]:
    """What the child answers: plain data, and the PDF."""
    told = {each.name: getattr(done, each.name) for each in fields(done) if each.name != "pdf"}
    return told | {"shown": [asdict(each) for each in done.shown]}, done.pdf


def unpacked(told: dict[str, Any], pdf: bytes) -> Typeset:
    """The child's answer; ChildFailed when it is none."""
    if not pdf.startswith(b"%PDF-"):
        raise ChildFailed(detail="no pages came back")
    try:
        shown = tuple(Shown(**one | {"boxes": tuple(map(tuple, one["boxes"]))}) for one in told["shown"])
        listed = {key: tuple(told[key]) for key in ("replaced", "missing")}
        return Typeset(**told | {"pdf": pdf, "shown": shown} | listed)
    except (ValueError, KeyError, TypeError) as fault:
        raise ChildFailed(detail="no pages came back") from fault


def _compiled(
    template: str, data: dict[str, Any], timestamp: int, fonts: Sequence[str], folder: str | None
) -> tuple[bytes, bool]:
    """The pages as PDF, and whether they are tagged; the typesetter's error when every way fails."""
    import typst

    failure: Exception | None = None
    for tagged, hyphenate in LADDER:
        try:
            pdf = _once(template, data | {"hyphenate": hyphenate}, timestamp, fonts, folder, tagged=tagged)
        except typst.TypstError as fault:
            failure = fault
        else:
            return pdf, tagged
    raise failure or AssertionError


def _once(
    template: str,
    data: dict[str, Any],
    timestamp: int,
    folders: Sequence[str],
    folder: str | None,
    *,
    tagged: bool,
) -> bytes:
    """One try, with an empty folder for a root: the template has no file to read and no package to load."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
    with tempfile.TemporaryDirectory(dir=folder) as root:
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


def _json(value: Any, depth: int = 4) -> str:
    """Plain data as JSON, made in pieces: one call for all of it would hold up the other threads of a window."""
    if depth and isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{_json(one, depth - 1)}" for key, one in value.items()) + "}"
    if depth and isinstance(value, list):
        return "[" + ",".join(_json(one, depth - 1) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def handle(job: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Answers a request; a place for its empty folder is given, since to look for one a file would be written."""
    return packed(make(json.loads(data), job["folder"]))


def ready() -> None:
    """Loads what every request needs, before there is one."""
    import typst  # noqa: F401

    from desktop.reports import annotate, drawings, letters  # noqa: F401


if __name__ == "__main__" and "--worker" in sys.argv[1:]:
    ready()
    child.serve(handle)
