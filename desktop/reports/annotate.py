"""Turns the links that a template laid round words into real comments of the PDF, and into names for places.

The typesetter knows where words stand, in any script and over any number of lines; so a link is the ruler, and no text
is searched for. A comment becomes a Highlight on each page where its words stand, its answers a thread beneath it. A
link whose id begins with ``@`` names what stands there (a cell, a statement): it becomes a named destination, invisible
to readers, by which ``exchange.returned`` finds out later what a colleague's comment is on.
"""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, BinaryIO

from pikepdf import AccessMode, Array, Dictionary, Name, NameTree, Object, ObjectStreamMode, Pdf, String

from desktop.reports import marking
from desktop.reports.marking import Box
from desktop.reports.tags import Tags

SCHEME = "rapporteur:"
"""The address of a link that stands for comments and places: this, and their ids joined by ``+``."""

NAMED = "@"
"""How the id of a named place begins."""

LEAF = 64
"""Names in a leaf of the tree of names."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """The PDF, how many comments it got (answers and further pages count), and the ids of those it has no words for.

    ``pages``, ``starts`` (the first page of each named part, from 0) and ``shown`` (what ``typeset.Shown`` holds, one
    for each highlight) are told when they were asked for.
    """

    pdf: bytes
    comments: int
    missing: tuple[str, ...]
    pages: int = 0
    starts: Mapping[str, int] = field(default_factory=dict)
    shown: tuple[dict[str, Any], ...] = ()


def annotate(pdf: bytes, comments: Sequence[Mapping[str, Any]], colour: str, *, told: bool = False) -> Annotated:
    """Writes the comments.

    Args:
        pdf: pages from the typesetter.
        comments: each with ``id``, ``uid``, ``author``, ``at``, ``contents``, ``subject``; ``answers`` with the same
            keys, and a ``colour`` of its own, where it has them.
        colour: of the highlights, as ``#RRGGBB``.
        told: whether to tell also what is on which page.
    """
    with (
        _file(pdf) as file,
        Pdf.open(
            file, access_mode=AccessMode.stream if isinstance(file, BytesIO) else AccessMode.mmap_only
        ) as document,
    ):
        writer = _Writer(document, {str(comment["id"]): comment for comment in comments}, colour)
        for page in document.pages:
            writer.page(page.obj)
        facts = (len(document.pages), _starts(document), tuple(writer.shown)) if told else ()
        if not writer.touched:
            return Annotated(pdf, 0, tuple(writer.comments), *facts)
        writer.close()
        out = BytesIO()
        document.save(
            out,
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.generate,
            fix_metadata_version=False,  # it stays what the typesetter wrote
        )
    missing = tuple(id_ for id_ in writer.comments if id_ not in writer.placed)
    return Annotated(out.getvalue(), writer.written, missing, *facts)


def _file(pdf: bytes) -> BinaryIO:
    """The pages as the parser reads them quickest: as a file in memory, which it maps, where the system has such."""
    if sys.platform != "linux":
        return BytesIO(pdf)
    try:
        descriptor = os.memfd_create("pages")
    except OSError:  # a sandbox may not have it
        return BytesIO(pdf)
    file = os.fdopen(descriptor, "w+b")
    file.write(pdf)
    file.seek(0)
    return file


class _Writer:
    """Goes through the pages in order; ``placed`` holds the highlights of each comment, ``written`` counts all."""

    def __init__(self, document: Pdf, comments: dict[str, Mapping[str, Any]], colour: str) -> None:
        self.document = document
        self.comments = comments
        self.colour = colour
        self.placed: dict[str, list[Object]] = {}
        self.written = 0
        self.touched = False
        self.shown: list[dict[str, Any]] = []
        self._number = -1
        self.tags = Tags(document)
        self._places: list[tuple[str, Object]] = []
        self._named: dict[str, int] = {}

    def page(self, page: Object) -> None:
        """Replaces the links of one page."""
        self._number += 1
        kept, links = [], []
        for annotation in page.get(Name.Annots, Array()):
            ids = _ids(annotation)
            if ids:
                links.append((annotation, ids))
            else:
                kept.append(annotation)
        if not links:
            return
        self.touched = True
        found: dict[str, tuple[list[Box], Object | None]] = {}
        names: dict[str, list[Box]] = {}
        for link, ids in links:
            boxes = _boxes(link)
            known = [id_ for id_ in ids if id_ in self.comments]
            element = self.tags.release(link, Name.Span if known else Name.NonStruct)
            for id_ in known:
                found.setdefault(id_, ([], element))[0].extend(boxes)
            for id_ in ids:
                if id_.startswith(NAMED):
                    names.setdefault(id_[len(NAMED) :], []).extend(boxes)
        made = [one for id_, (boxes, element) in found.items() for one in self._thread(page, id_, boxes, element)]
        page.Annots = Array([*kept, *made])
        for name, boxes in names.items():
            self._name(page, name, boxes)

    def close(self) -> None:
        """Writes what was gathered on the way."""
        self.tags.close()
        if self._places:
            if Name.Names not in self.document.Root:
                self.document.Root.Names = self.document.make_indirect(Dictionary())
            names = self.document.Root.Names
            before = NameTree(names.Dests).items() if Name.Dests in names else ()
            names.Dests = _tree(self.document, {**dict(before), **dict(self._places)})

    def _thread(self, page: Object, id_: str, boxes: list[Box], element: Object | None) -> list[Object]:
        """The highlight of a comment on a page, with its answers where it is the first."""
        comment = self.comments[id_]
        before = self.placed.setdefault(id_, [])
        colour = marking.rgb(str(comment.get("colour") or self.colour))
        made = [marking.highlight(self.document, page, joined(boxes), comment, colour, len(before))]
        if before:
            marking.join(made[0], before[0])
        else:
            made += [marking.answer(self.document, page, made[0], one) for one in comment.get("answers", ())]
        before.append(made[0])
        self.shown.append(self._seen(page, joined(boxes), comment))
        for annotation in made:
            self.tags.adopt(annotation, element, page)
        self.written += len(made)
        return made

    def _seen(self, page: Object, boxes: Sequence[Box], comment: Mapping[str, Any]) -> dict[str, Any]:
        """A highlight as it is to be seen: measured from the upper left corner."""
        top = float(page.MediaBox[3])
        answers = [
            f"{one.get('author') or ''}: {one['contents']}".removeprefix(": ") for one in comment.get("answers", ())
        ]
        return {
            "page": self._number,
            "boxes": [(x0, top - y1, x1 - x0, y1 - y0) for x0, y0, x1, y1 in boxes],
            "author": str(comment.get("author") or ""),
            "at": str(comment.get("at") or ""),
            "contents": "\n\n".join([str(comment.get("contents") or ""), *answers]),
        }

    def _name(self, page: Object, name: str, boxes: list[Box]) -> None:
        """Names each of the parts of a place: those on different lines, or in different corners of the page."""
        for left, bottom, right, top in joined(boxes):
            number = self._named[name] = self._named.get(name, 0) + 1
            box = [round(value, 1) for value in (left, bottom, right, top)]
            self._places.append((f"{SCHEME}{name}.{number}", Array([page, Name.FitR, *box])))


def _starts(document: Pdf) -> dict[str, int]:
    """The first page of each named part; the names of places within parts have a colon."""
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    names = document.Root.get(Name.Names)
    if names is None or Name.Dests not in names:
        return {}
    found = ((str(name), place) for name, place in NameTree(names.Dests).items())
    return {name: pages[place[0].objgen] for name, place in found if ":" not in name}


def _tree(document: Pdf, places: Mapping[str, Object]) -> Object:
    """A tree of names with all its leaves, written at once: to put them in one by one takes as long as the rest."""
    names = sorted((bytes(String(name)), place) for name, place in places.items())
    leaves = []
    for start in range(0, len(names), LEAF):
        part = names[start : start + LEAF]
        listed = Array([one for name, place in part for one in (String(name), place)])
        limits = Array([String(part[0][0]), String(part[-1][0])])
        leaves.append(document.make_indirect(Dictionary(Limits=limits, Names=listed)))
    return document.make_indirect(Dictionary(Kids=Array(leaves)))


def joined(boxes: Sequence[Box]) -> list[Box]:
    """Neighbours on a line as one box: more than half of the height in common, less than 3 pt between them."""
    lines: list[Box] = []
    for box in boxes:
        last = lines[-1] if lines else None
        if last is not None and _neighbours(last, box):
            box = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
            lines.pop()
        lines.append(box)
    return lines


def _ids(annotation: Object) -> list[str]:
    """The ids that a link of ours stands for; none for all other annotations."""
    if Name.A not in annotation or annotation.get(Name.Subtype) != Name.Link:
        return []
    address = str(annotation.A.get(Name.URI, ""))
    return address.removeprefix(SCHEME).split("+") if address.startswith(SCHEME) else []


def _boxes(link: Object) -> Iterable[Box]:
    """The boxes of a link: one for each line fragment where the typesetter gives them, else the whole."""
    quads = [float(number) for number in link.get(Name.QuadPoints, Array())]
    if not quads:
        x0, y0, x1, y1 = (float(number) for number in link.Rect)
        return [(x0, y0, x1, y1)]
    corners = [quads[start : start + 8] for start in range(0, len(quads), 8)]
    return [(min(c[::2]), min(c[1::2]), max(c[::2]), max(c[1::2])) for c in corners]


def _neighbours(one: Box, other: Box) -> bool:
    common = min(one[3], other[3]) - max(one[1], other[1])
    gap = max(one[0], other[0]) - min(one[2], other[2])
    return common > 0.5 * min(one[3] - one[1], other[3] - other[1]) and gap < 3
