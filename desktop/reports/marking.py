"""Highlights and answers as PDF annotations, with everything that makes all readers show them alike.

Each has its own appearance, the flag to be printed, a name for good, and a sum of its words, by which it is known later
whether somebody has changed them. There is no Popup: PDF/UA would want it tagged and PDF/A forbids to hide it; viewers
show the comment of the annotation itself.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from db.moments import instant

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""

PRINT, NO_ZOOM, NO_ROTATE = 4, 8, 16

SUM = Name("/RapporteurSum")
"""Where the sum of the words of a comment stands."""

ANSWER = 12.0
"""Points of the side of an answer, which shows nothing on the page."""


def highlight(
    document: Pdf,
    page: Object,
    boxes: Sequence[Box],
    comment: Mapping[str, Any],
    colour: Sequence[float],
    place: int = 0,
) -> Object:
    """A highlight over boxes, one a line; not yet in the page's list.

    Args:
        document: the file.
        page: where it goes.
        boxes: what is covered.
        comment: with ``uid``, ``author``, ``at``, ``contents``, ``subject``; absent ones are empty.
        colour: red, green and blue from 0 to 1.
        place: how many highlights this comment has already.
    """
    made = _annotation(page, Name.Highlight, around(boxes), comment, place)
    made.F = PRINT
    made.C = Array(colour)
    made.QuadPoints = Array([number for box in boxes for number in _quad(box)])
    made.AP = Dictionary(N=_washed(document, boxes, colour))
    return document.make_indirect(made)


def answer(document: Pdf, page: Object, root: Object, comment: Mapping[str, Any]) -> Object:
    """An answer to a comment: part of its thread, with nothing of its own on the page."""
    left, _bottom, _right, top = (float(number) for number in root.Rect)
    made = _annotation(page, Name.Text, [left, top - ANSWER, left + ANSWER, top], comment, 0)
    made.F = PRINT | NO_ZOOM | NO_ROTATE
    made.C = root.C
    made.Name = Name.Comment
    made.IRT = root
    made.RT = Name.R
    made.AP = Dictionary(N=_nothing(document, made.Rect))
    return document.make_indirect(made)


def join(annotation: Object, first: Object) -> None:
    """Makes a highlight on a further page one with the first of the same comment."""
    annotation.IRT = first
    annotation.RT = Name.Group


def around(boxes: Sequence[Box]) -> list[float]:
    """The box that holds them all."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return [min(x0), min(y0), max(x1), max(y1)]


def words_sum(contents: str) -> str:
    """A short sum of the words of a comment, the same whatever an editor does to line ends and blanks."""
    return hashlib.sha256(" ".join(contents.split()).encode("utf-8", "replace")).hexdigest()[:16]


def rgb(colour: str) -> tuple[float, ...]:
    """``#RRGGBB`` as red, green and blue from 0 to 1."""
    return tuple(round(int(colour[start : start + 2], 16) / 255, 4) for start in (1, 3, 5))


def _annotation(page: Object, kind: Name, box: Sequence[float], comment: Mapping[str, Any], place: int) -> Dictionary:
    contents = str(comment.get("contents") or "")
    made = Dictionary(Type=Name.Annot, Subtype=kind, P=page, Rect=Array(box), Contents=String(contents))
    made.NM = String(_name(str(comment.get("uid") or ""), place))
    made[SUM] = String(words_sum(contents))
    if comment.get("subject"):
        made.Subj = String(str(comment["subject"]))
    if comment.get("author"):
        made.T = String(str(comment["author"]))
    if comment.get("at"):
        made.CreationDate = made.M = String(f"{instant(str(comment['at'])):D:%Y%m%d%H%M%SZ}")
    return made


def _washed(document: Pdf, boxes: Sequence[Box], colour: Sequence[float]) -> Object:
    """What every viewer draws: the boxes, multiplied with the words beneath."""
    fills = "".join(f"{x0:.3f} {y0:.3f} {x1 - x0:.3f} {y1 - y0:.3f} re\n" for x0, y0, x1, y1 in boxes)
    tint = " ".join(f"{part:.4f}" for part in colour)
    form = document.make_stream(f"/G gs\n{tint} rg\n{fills}f\n".encode("ascii"))
    form.Type = Name.XObject
    form.Subtype = Name.Form
    form.BBox = Array(around(boxes))
    form.Resources = Dictionary(ExtGState=Dictionary(G=Dictionary(Type=Name.ExtGState, BM=Name.Multiply)))
    form.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    return form


def _nothing(document: Pdf, box: Object) -> Object:
    form = document.make_stream(b"")
    form.Type = Name.XObject
    form.Subtype = Name.Form
    form.BBox = Array([0, 0, *(float(box[at + 2]) - float(box[at]) for at in (0, 1))])
    return form


def _quad(box: Box) -> list[float]:
    """Upper left, upper right, lower left, lower right: the order that viewers expect."""
    x0, y0, x1, y1 = box
    return [x0, y1, x1, y1, x0, y0, x1, y0]


def _name(uid: str, place: int) -> str:
    """The name of an annotation: the comment's own identity at its first place, one made of it at further ones."""
    try:
        own = UUID(uid)
    except ValueError:
        own = uuid5(NAMESPACE_URL, uid)
    return f"urn:uuid:{uuid5(own, str(place)) if place else own}"
