"""A PDF's own side of ``marks``: its annotations and named places, read with care, since anybody may have made them.

Runs in the confined worker.
"""

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, NameTree, Object, PasswordError, Pdf, PdfError, String

from desktop.exchange.documents import pdf, pdf_boxes
from desktop.exchange.documents.page_boxes import Geometry, PageBoxes, Rect
from desktop.exchange.documents.page_map import PageMap
from desktop.exchange.documents.text import NotADocument, normalised
from desktop.exchange.marks import Box

MOST_MARKS = 20_000
MOST_PLACES = 200_000
MOST_BOXES = 1_000
"""The most boxes of a mark; one has as many as it has lines."""
LONGEST = 100_000
"""The most characters of a comment."""

REACH = 60.0
"""Points that a comment may be away from the words it stands beside."""

NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
"""The box of a comment whose own one makes no sense."""

LINES = frozenset({"/Highlight", "/Underline", "/Squiggly", "/StrikeOut"})
"""Marks on words."""

NOTES = frozenset({"/Text", "/FreeText", "/Caret", "/Square", "/Circle", "/Ink", "/Stamp", "/Line", "/Polygon"})
"""Marks that are of interest when something is written in them."""

SUM = Name("/RapporteurSum")
"""Where the program keeps a sum of the words of a comment that it wrote (see ``reports.marking``)."""

_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([Zz+\-])(?:(\d\d)'?(\d\d)?'?)?)?")


def read(data: bytes, password: str | None = None, *, words: bool = True) -> dict[str, Any]:
    """All marks and places of a file, as plain data; NotADocument when it cannot be opened."""
    try:
        with Pdf.open(BytesIO(data), password=password or "") as document:
            marks = _marks(document)
            places = list(_places(document))
            pages = len(document.pages)
    except PasswordError as fault:
        raise NotADocument("password-wrong" if password else "password-needed") from fault
    except PdfError as fault:
        raise NotADocument("document-damaged", detail=str(fault)) from fault
    if words and marks:
        _find_words(data, password, marks)
    return {"marks": marks, "places": places, "pages": pages}


def words_sum(contents: str) -> str:
    """The sum of the words of a comment, the same as the program made when it wrote them."""
    return hashlib.sha256(" ".join(contents.split()).encode("utf-8", "replace")).hexdigest()[:16]


_KINDS_OF_WORDS = frozenset(kind[1:].lower() for kind in LINES)


def _marks(document: Pdf) -> list[dict[str, Any]]:
    """The marks in the order of the pages; ``answers`` is a place in this list."""
    found: list[dict[str, Any]] = []
    numbers: dict[tuple[int, int], int] = {}
    heads: list[Object | None] = []
    for number, page in enumerate(document.pages):
        for annotation in _annotations(page.obj):
            mark = _mark(annotation, number)
            if mark is None or len(found) >= MOST_MARKS:
                continue
            if annotation.is_indirect:
                numbers[annotation.objgen] = len(found)
            heads.append(annotation.get(Name.IRT) if annotation.get(Name.RT) != Name.Group else None)
            found.append(mark)
    for mark, head in zip(found, heads, strict=True):
        if isinstance(head, Dictionary) and head.is_indirect:
            mark["answers"] = numbers.get(head.objgen)
    return found


def _annotations(page: Object) -> list[Object]:
    listed = page.get(Name.Annots)
    return [one for one in listed if isinstance(one, Dictionary)] if isinstance(listed, Array) else []


def _mark(annotation: Object, page: int) -> dict[str, Any] | None:
    """One mark; None for what is no mark, says nothing, or goes with another one on a further page."""
    kind = str(annotation.get(Name.Subtype, ""))
    contents = _contents(annotation)
    if kind not in LINES and not (kind in NOTES and contents):
        return None
    if Name.StateModel in annotation or annotation.get(Name.RT) == Name.Group:
        return None
    boxes = _boxes(annotation) or ([NOWHERE] if contents else [])
    if not boxes:
        return None
    told = annotation.get(SUM)
    kept = told is not None and str(told) == words_sum(contents)
    return {
        "page": page,
        "kind": kind[1:].lower(),
        "name": _text(annotation.get(Name.NM))[:200],
        "author": _text(annotation.get(Name.T))[:200],
        "at": _date(_text(annotation.get(Name.M)) or _text(annotation.get(Name.CreationDate))),
        "contents": contents,
        "boxes": boxes,
        "shown": [],
        "words": "",
        "start": 0,
        "end": 0,
        "answers": None,
        "own": kept,
        "edited": told is not None and not kept,
    }


def _contents(annotation: Object) -> str:
    """What was written: plain, else out of the rich form."""
    plain = _text(annotation.get(Name.Contents))
    return plain or _Bare.of(_text(annotation.get(Name.RC)))


def _text(value: Any) -> str:
    if not isinstance(value, String):
        return ""
    with suppress(UnicodeError, ValueError):
        return normalised(str(value)[:LONGEST]).strip()
    return ""


def _boxes(annotation: Object) -> list[Box]:
    """What a mark covers: its boxes a line, else its rectangle."""
    quads = _numbers(annotation.get(Name.QuadPoints))
    corners = [quads[at : at + 8] for at in range(0, min(len(quads) - 7, 8 * MOST_BOXES), 8)]
    if corners:
        return [(min(c[::2]), min(c[1::2]), max(c[::2]), max(c[1::2])) for c in corners]
    rect = _numbers(annotation.get(Name.Rect))
    if len(rect) != 4:
        return []
    x0, y0, x1, y1 = rect
    return [(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))]


def _numbers(value: Any) -> list[float]:
    if not isinstance(value, Array) or len(value) > 8 * MOST_BOXES:
        return []
    with suppress(TypeError, ValueError, OverflowError):
        return [float(one) for one in value]
    return []


def _date(told: str) -> str:
    """A PDF's date as an instant in UTC; empty when it is none."""
    match = _DATE.match(told)
    if match is None:
        return ""
    parts = [int(part) if part else least for part, least in zip(match.groups()[:6], (0, 1, 1, 0, 0, 0), strict=True)]
    offset = timedelta(hours=int(match[8] or 0), minutes=int(match[9] or 0))
    zone = timezone(-offset if match[7] == "-" else offset) if offset < timedelta(hours=24) else UTC
    with suppress(ValueError, OverflowError):
        return datetime(*parts, tzinfo=zone).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # type: ignore[arg-type, misc]
    return ""


def _places(document: Pdf) -> Iterator[dict[str, Any]]:
    """The named places, as far as they lead to a page."""
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    names = document.Root.get(Name.Names)
    tree = names.get(Name.Dests) if isinstance(names, Dictionary) else None
    if not isinstance(tree, Dictionary):
        return
    for count, (name, target) in enumerate(NameTree(tree).items()):
        if count >= MOST_PLACES:
            return
        place = target.get(Name.D) if isinstance(target, Dictionary) else target
        if isinstance(place, Array) and len(place) > 1 and isinstance(place[0], Dictionary):
            number = pages.get(place[0].objgen)
            if number is not None:
                yield _place(str(name), number, place)


def _place(name: str, page: int, target: Array) -> dict[str, Any]:
    numbers = [float(one) for one in list(target)[2:] if _is_number(one)]
    fits = target[1] == Name.FitR and len(numbers) == 4
    top = numbers[3] if fits else numbers[1] if len(numbers) > 1 else 0.0
    return {"name": name, "page": page, "box": tuple(numbers) if fits else None, "top": top}


def _is_number(value: Any) -> bool:
    with suppress(TypeError, ValueError):
        float(value)
        return True
    return False


def _find_words(data: bytes, password: str | None, marks: Sequence[dict[str, Any]]) -> None:
    """Puts in where each mark is to be seen, the words beneath or beside it, and where they are in the text."""
    parsed = pdf.read(data, password)
    assert parsed.pages is not None
    document = pdf.opened(data, password)
    known: dict[int, _Letters | None] = {}
    try:
        for mark in marks:
            page = mark["page"]
            if page not in known:
                known[page] = _letters(document, page, parsed.pages)
            letters = known[page]
            if letters is None:
                continue
            on_words = mark["kind"] in _KINDS_OF_WORDS
            start, end = letters.span(mark["boxes"]) if on_words else letters.line(mark["boxes"], parsed.text)
            shown = letters.shown(mark["boxes"])
            mark |= {"start": start, "end": end, "words": " ".join(parsed.text[start:end].split()), "shown": shown}
    finally:
        document.close()


def _letters(document: Any, page: int, pages: PageMap) -> "_Letters | None":
    """The letters of a page; None of one that cannot be read."""
    with suppress(NotADocument):
        return _Letters(pdf_boxes.boxes(document, page), pages)
    return None


class _Letters:
    """The letters of a page, by the height of their middle: a file may have many marks on a page of many letters."""

    def __init__(self, boxes: PageBoxes, pages: PageMap) -> None:
        self._boxes, self._pages = boxes, pages
        middles = []
        for index in range(boxes.count):
            if boxes.solid[index]:
                left, bottom, right, top = boxes.box(index)
                middles.append(((bottom + top) / 2, (left + right) / 2, index))
        self._middles = sorted(middles)

    def span(self, covered: Sequence[Box]) -> tuple[int, int]:
        """The place in the text of the characters whose middle lies in a mark; an empty one where there are none."""
        inside = [index for box in covered for index in self._within(box)]
        if not inside:
            return 0, 0
        return self._offset(min(inside)), self._offset(max(inside)) + 1

    def line(self, covered: Sequence[Box], text: str) -> tuple[int, int]:
        """The place in the text of the line beside which a mark stands; an empty one where none is near."""
        left, bottom, right, top = covered[0]
        hit = self._boxes.hit((left + right) / 2, (bottom + top) / 2, REACH)
        if hit is None:
            return 0, 0
        offset = self._offset(hit)
        end = text.find("\n", offset)
        start = text.rfind("\n", 0, offset) + 1
        first, last = self._pages.span(self._boxes.page)
        return max(start, first), min(len(text) if end < 0 else end, last)

    def shown(self, covered: Sequence[Box]) -> list[Box]:
        """Where a mark lies on the page as it is shown: left, top, width, height; nothing that is off the page."""
        return [seen for box in covered if (seen := _seen(self._boxes.geometry, box)) is not None]

    def _within(self, box: Box) -> list[int]:
        left, bottom, right, top = box
        first = bisect_left(self._middles, (bottom,))
        last = bisect_right(self._middles, (top, float("inf"), 0))
        return [index for _y, x, index in self._middles[first:last] if left <= x <= right]

    def _offset(self, index: int) -> int:
        return self._pages.offset(self._boxes.page, index)


def _seen(geometry: Geometry, box: Box) -> Box | None:
    left, top, wide, high = geometry.shown(Rect(*box))
    right, low = min(geometry.width, left + wide), min(geometry.height, top + high)
    left, top = max(0.0, left), max(0.0, top)
    return (left, top, right - left, low - top) if left < right and top < low else None


class _Bare(HTMLParser):
    """The bare words of rich text."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    @classmethod
    def of(cls, rich: str) -> str:
        """The words of some rich text."""
        parser = cls()
        parser.feed(rich)
        parser.close()
        return "".join(parser.parts).strip()

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "div", "br"):
            self.parts.append("\n")
