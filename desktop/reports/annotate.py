"""Turns the links that the template laid round annotated words into real comments of the PDF.

The typesetter knows where words stand, in any script and over any number of lines; so a link is the ruler, and no text
is searched for. Each remark becomes a Highlight on each page where its words stand. There is no Popup: PDF/UA would
want it tagged and PDF/A forbids to hide it; viewers show the comment of the Highlight itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, String

from db.moments import instant

SCHEME = "rapporteur:"
"""The address of a link that stands for remarks: this, and their ids joined by ``+``."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """The PDF with its comments, how many there are, and the ids of remarks whose words it does not hold."""

    pdf: bytes
    comments: int
    missing: tuple[str, ...]


def annotate(pdf: bytes, comments: Sequence[Mapping[str, Any]], colour: str) -> Annotated:
    """Writes the comments.

    Args:
        pdf: pages from the typesetter.
        comments: each with ``id``, ``uid``, ``author``, ``at``, ``contents``, ``subject``.
        colour: of the highlights, as ``#RRGGBB``.
    """
    if not comments:
        return Annotated(pdf, 0, ())
    with Pdf.open(BytesIO(pdf)) as document:
        writer = _Writer(document, {str(comment["id"]): comment for comment in comments}, _rgb(colour))
        for page in document.pages:
            writer.page(page.obj)
        writer.close()
        out = BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    missing = tuple(id_ for id_ in writer.comments if id_ not in writer.placed)
    return Annotated(out.getvalue(), sum(writer.placed.values()), missing)


class _Writer:
    """Goes through the pages in order; ``placed`` counts the annotations of each remark."""

    def __init__(self, document: Pdf, comments: dict[str, Mapping[str, Any]], colour: tuple[float, ...]) -> None:
        self.document = document
        self.comments = comments
        self.colour = colour
        self.placed: dict[str, int] = {}
        self.tags = _Tags(document)

    def page(self, page: Object) -> None:
        """Replaces the links of one page."""
        links = [link for link in page.get(Name.Annots, Array()) if _ids(link)]
        if not links:
            return
        found: dict[str, tuple[list[Box], Object | None]] = {}
        for link in links:
            element = self.tags.release(link)
            for id_ in _ids(link):
                if id_ in self.comments:
                    found.setdefault(id_, ([], element))[0].extend(_boxes(link))
        kept = [annotation for annotation in page.Annots if not _ids(annotation)]
        page.Annots = Array([*kept, *(self._highlight(page, id_, *place) for id_, place in found.items())])

    def close(self) -> None:
        """Writes what was gathered on the way."""
        self.tags.close()

    def _highlight(self, page: Object, id_: str, boxes: list[Box], element: Object | None) -> Object:
        comment = self.comments[id_]
        lines = _joined(boxes)
        made = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Highlight,
            P=page,
            F=4,
            C=Array(self.colour),
            Rect=Array(_around(lines)),
            QuadPoints=Array([number for line in lines for number in _quad(line)]),
            Contents=String(str(comment["contents"])),
            Subj=String(str(comment["subject"])),
            NM=String(_name(str(comment["uid"]), self.placed.get(id_, 0))),
            AP=Dictionary(N=self._appearance(lines)),
        )
        if comment["author"]:
            made.T = String(str(comment["author"]))
        if comment["at"]:
            made.CreationDate = made.M = String(f"{instant(str(comment['at'])):D:%Y%m%d%H%M%SZ}")
        self.placed[id_] = self.placed.get(id_, 0) + 1
        annotation = self.document.make_indirect(made)
        self.tags.adopt(annotation, element, page)
        return annotation

    def _appearance(self, lines: Sequence[Box]) -> Object:
        """What every viewer draws: the boxes, multiplied with the words beneath."""
        fills = "".join(f"{x0:.3f} {y0:.3f} {x1 - x0:.3f} {y1 - y0:.3f} re\n" for x0, y0, x1, y1 in lines)
        colour = " ".join(f"{part:.4f}" for part in self.colour)
        form = self.document.make_stream(f"/G gs\n{colour} rg\n{fills}f\n".encode("ascii"))
        form.Type = Name.XObject
        form.Subtype = Name.Form
        form.BBox = Array(_around(lines))
        form.Resources = Dictionary(ExtGState=Dictionary(G=Dictionary(Type=Name.ExtGState, BM=Name.Multiply)))
        form.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
        return form


class _Tags:
    """The structure tree, as far as annotations hang in it; does nothing in a file without tags."""

    def __init__(self, document: Pdf) -> None:
        self.document = document
        self.root = document.Root.get(Name.StructTreeRoot)
        self.next = 0
        self.parents: dict[int, Object] = {}
        self.changed = False
        if self.root is not None:
            numbers = list(self.root.ParentTree.get(Name.Nums, Array()))
            self.parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
            self.next = int(self.root.get(Name.ParentTreeNextKey, max(self.parents, default=-1) + 1))

    def release(self, link: Object) -> Object | None:
        """Takes a link out of the tree; its words stay as a plain run, which is returned."""
        if self.root is None or Name.StructParent not in link:
            return None
        element = self.parents.pop(int(link.StructParent))
        element.S = Name.Span
        element.K = Array([kid for kid in _kids(element) if not _refers_to(kid, link)])
        self.changed = True
        return element

    def adopt(self, annotation: Object, element: Object | None, page: Object) -> None:
        """Hangs an annotation beneath the run of words that it is about."""
        if element is None:
            return
        reference = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)
        tag = Dictionary(Type=Name.StructElem, S=Name.Annot, P=element, Pg=page, K=Array([reference]))
        made = self.document.make_indirect(tag)
        element.K.append(made)
        annotation.StructParent = self.next
        self.parents[self.next] = made
        self.next += 1

    def close(self) -> None:
        """Writes the numbers back, ascending."""
        if self.root is not None and self.changed:
            ordered = sorted(self.parents.items())
            self.root.ParentTree.Nums = Array([part for pair in ordered for part in pair])
            self.root.ParentTreeNextKey = self.next


def _ids(annotation: Object) -> list[str]:
    """The ids of the remarks that a link stands for; none for all other annotations."""
    if annotation.get(Name.Subtype) != Name.Link or Name.A not in annotation:
        return []
    address = str(annotation.A.get(Name.URI, ""))
    return address.removeprefix(SCHEME).split("+") if address.startswith(SCHEME) else []


def _kids(element: Object) -> list[Object]:
    kids = element.get(Name.K, Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _refers_to(kid: Any, link: Object) -> bool:
    return isinstance(kid, Dictionary) and Name.Obj in kid and kid.Obj.objgen == link.objgen


def _boxes(link: Object) -> Iterable[Box]:
    """The boxes of a link: one for each line fragment where the typesetter gives them, else the whole."""
    quads = [float(number) for number in link.get(Name.QuadPoints, Array())]
    if not quads:
        x0, y0, x1, y1 = (float(number) for number in link.Rect)
        return [(x0, y0, x1, y1)]
    corners = [quads[start : start + 8] for start in range(0, len(quads), 8)]
    return [(min(c[::2]), min(c[1::2]), max(c[::2]), max(c[1::2])) for c in corners]


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Neighbours on a line as one box: more than half of the height in common, less than 3 pt between them."""
    lines: list[Box] = []
    for box in boxes:
        last = lines[-1] if lines else None
        if last is not None and _neighbours(last, box):
            box = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
            lines.pop()
        lines.append(box)
    return lines


def _neighbours(one: Box, other: Box) -> bool:
    common = min(one[3], other[3]) - max(one[1], other[1])
    gap = max(one[0], other[0]) - min(one[2], other[2])
    return common > 0.5 * min(one[3] - one[1], other[3] - other[1]) and gap < 3


def _around(lines: Sequence[Box]) -> list[float]:
    x0, y0, x1, y1 = zip(*lines, strict=True)
    return [min(x0), min(y0), max(x1), max(y1)]


def _quad(line: Box) -> list[float]:
    """Upper left, upper right, lower left, lower right: the order that viewers expect."""
    x0, y0, x1, y1 = line
    return [x0, y1, x1, y1, x0, y0, x1, y0]


def _name(uid: str, place: int) -> str:
    """The name of an annotation: the remark's own identity at its first place, one made of it at further ones."""
    try:
        own = UUID(uid)
    except ValueError:
        own = uuid5(NAMESPACE_URL, uid)
    return f"urn:uuid:{uuid5(own, str(place)) if place else own}"


def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(round(int(colour[start : start + 2], 16) / 255, 4) for start in (1, 3, 5))
