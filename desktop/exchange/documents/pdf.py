"""The text of a PDF, one code point for each character that PDFium numbers, with the map back to its pages.

Runs in the confined worker: PDFium may crash on what it is given.
"""

import ctypes
from array import array
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from db.moments import Moment
from desktop.exchange.documents import dates, titles
from desktop.exchange.documents.document import Notice, Parsed, Proposal
from desktop.exchange.documents.page_map import PageMap
from desktop.exchange.documents.running_lines import Line, running
from desktop.exchange.documents.text import NotADocument, normalised

SAMPLED = 32
"""How many characters of a page are asked for their direction."""

# 2 and 0xFFFE are PDFium's signs for a hyphen at the end of a line, where the word goes on in the next one
_SPECIAL = (("\0", "\ufffd"), ("\x02", "\u00ad"), ("\f", " "), ("\ufffe", "\u00ad"), ("\uffff", "\ufffd"))
_MAY_COPY = 1 << 4
_WRONG_PASSWORD = 4
_LONGEST_NAME = 1024  # bytes
_BRIEF = "rapporteur:case."
_EDGE = 3  # lines at either end of a page that may be running headers and footers


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    ends: list[int]
    height: float
    turns: int
    edges: list[Line]


def read(data: bytes, password: str | None = None, report: Callable[[float], None] | None = None) -> Parsed:
    """Text, map and metadata of a PDF.

    Raises:
        NotADocument: password-needed, password-wrong or document-damaged.
    """
    document = opened(data, password)
    try:
        pages = []
        for number in range(len(document)):
            pages.append(_page(document, number))
            if report is not None and number % 16 == 15:
                report((number + 1) / len(document))
        text, pages_map = _joined(pages)
        return Parsed(text, _proposal(document, text), _notices(document, pages, text), pages=pages_map)
    finally:
        document.close()


def opened(data: bytes, password: str | None = None) -> Any:
    """The document for PDFium; NotADocument when it does not open."""
    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as fault:
        if getattr(fault, "err_code", None) == _WRONG_PASSWORD:
            raise NotADocument("password-wrong" if password else "password-needed") from fault
        raise NotADocument("document-damaged", detail=str(fault)) from fault
    if len(document) == 0:
        document.close()
        raise NotADocument("document-empty")
    return document


def upright(document: Any, number: int) -> tuple[Any, Any, int]:
    """A page turned so that most of its text runs from left to right, its text page, and the quarter turns it took."""
    page = document[number]
    text_page = page.get_textpage()
    turns = _quarter_turns(text_page.raw)
    rotation, wanted = page.get_rotation(), (4 - turns) % 4 * 90
    if rotation != wanted:
        text_page.close()
        page.set_rotation(wanted)
        text_page = page.get_textpage()
        page.set_rotation(rotation)  # it is kept in the document, and the page is to be drawn as before
    return page, text_page, turns


def _page(document: Any, number: int) -> _Page:
    try:
        page, text_page, turns = upright(document, number)
    except pypdfium2.PdfiumError:  # one bad page does not spoil the others
        return _Page("", [], 0.0, 0, [])
    text, ends = _lines_joined(letters(text_page.raw))
    edges = _edges(text_page.raw, text, ends, number, turns)
    height = page.get_height()
    text_page.close()
    page.close()
    return _Page(text, ends, height, turns, edges)


def _quarter_turns(text_page: Any) -> int:
    """The most frequent direction of the letters in quarter turns; 0 when there are none."""
    size = pdfium.FPDFText_CountChars(text_page)
    counts = [0, 0, 0, 0]
    for index in range(0, max(size, 0), max(1, size // SAMPLED)):
        angle = pdfium.FPDFText_GetCharAngle(text_page, index)
        if angle >= 0:
            counts[round(angle / 1.5707963) % 4] += 1
    return max(range(4), key=counts.__getitem__)


def letters(text_page: Any) -> str:
    """The characters of a page, one code point for each that PDFium numbers."""
    size = max(0, pdfium.FPDFText_CountChars(text_page))
    buffer = _buffer(size + 1)
    written = pdfium.FPDFText_GetText(text_page, 0, size, buffer) - 1
    raw = ctypes.string_at(buffer, 2 * size).decode("utf-16-le", "surrogatepass")
    if written != size or len(raw) != size:
        raw = "".join(_letter(pdfium.FPDFText_GetUnicode(text_page, index)) for index in range(size))
    for special, letter in _SPECIAL:
        raw = raw.replace(special, letter)
    return raw


@lru_cache(maxsize=4)
def _room(units: int) -> Any:
    return (ctypes.c_ushort * units)()


def _buffer(units: int) -> Any:
    """Room for so many units of UTF-16; the same one again and again, since making one takes long."""
    return _room(1 << max(14, (units - 1).bit_length()))


def _letter(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _lines_joined(numbered: str) -> tuple[str, list[int]]:
    """The text with line ends of one character, and the places of those that had two."""
    lines = numbered.split("\r\n")
    ends, place = [], -1
    for line in lines[:-1]:
        place += len(line) + 1
        ends.append(place)
    return normalised("\n".join(lines).replace("\r", "\n")), ends


def _edges(text_page: Any, text: str, ends: list[int], number: int, turns: int) -> list[Line]:
    """The first and the last lines of a page, with the height at which each stands."""
    places, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            places.append((start, start + len(line)))
        start += len(line) + 1
    if len(places) > 2 * _EDGE:
        places = places[:_EDGE] + places[-_EDGE:]
    return [
        Line(number, first, last, text[first:last], _level(text_page, first, ends, turns)) for first, last in places
    ]


def _level(text_page: Any, place: int, ends: list[int], turns: int) -> float:
    """Where across the lines a character stands, in points."""
    x, y = ctypes.c_double(), ctypes.c_double()
    index = place + bisect_left(ends, place)
    if not pdfium.FPDFText_GetCharOrigin(text_page, index, x, y):
        return 0.0
    return x.value if turns % 2 else y.value


def _joined(pages: list[_Page]) -> tuple[str, PageMap]:
    """All pages as one text with form feeds between them, and the map of it."""
    starts, ends, place = array("I"), array("I"), 0
    for page in pages:
        starts.append(place)
        ends.extend(place + end for end in page.ends)
        place += len(page.text) + 1
    text = "\f".join(page.text for page in pages)
    furniture = array("I")
    for line in running([line for page in pages for line in page.edges], len(pages)):
        furniture.extend((starts[line.page] + line.start, starts[line.page] + line.end))
    heights = array("f", (page.height for page in pages))
    turns = bytes(page.turns for page in pages)
    return text, PageMap(starts, heights, turns, ends, furniture, len(text), engine())


def engine() -> str:
    """The version of PDFium: another one may number the characters of a page otherwise."""
    return str(pypdfium2.version.PDFIUM_INFO)


def _proposal(document: Any, text: str) -> Proposal:
    told = document.get_metadata_dict(skip_empty=True)
    return Proposal(
        title=titles.cleaned(told.get("Title", "")),
        author=titles.line(told.get("Author", "")),
        published=_date(told.get("CreationDate", "")),
        language=_language(document),
    )


def _date(told: str) -> Moment | None:
    return dates.compact(told.removeprefix("D:"))


def _language(document: Any) -> str:
    size = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < size < 200:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\x00")


def _notices(document: Any, pages: list[_Page], text: str) -> tuple[Notice, ...]:
    empty = [number for number, page in enumerate(pages, 1) if not page.text.strip("\ufffd \n\t")]
    notices = []
    if len(empty) == len(pages):
        notices.append(Notice("pages-all-without-text", {"count": len(pages)}))
    elif empty:
        notices.append(Notice("pages-without-text", {"pages": _ranges(empty), "count": len(empty)}))
    if text.count("\ufffd") > len(text) // 50:
        notices.append(Notice("letters-without-meaning"))
    if not pdfium.FPDF_GetDocUserPermissions(document.raw) & _MAY_COPY:
        notices.append(Notice("copying-not-allowed"))
    attached = pdfium.FPDFDoc_GetAttachmentCount(document.raw)
    if attached > 0:
        notices.append(Notice("attachments-left-out", {"count": attached}))
    if _is_brief(document):
        notices.append(Notice("brief"))
    return tuple(notices)


def _is_brief(document: Any) -> bool:
    """Whether it names the places of a case, as our briefs do; the names are sorted, so a few are looked at."""
    low, high = 0, pdfium.FPDF_CountNamedDests(document.raw)
    while low < high:
        middle = (low + high) // 2
        if _place(document, middle) < _BRIEF:
            low = middle + 1
        else:
            high = middle
    return _place(document, low).startswith(_BRIEF)


def _place(document: Any, number: int) -> str:
    """The name of a place; empty when there is none."""
    size = ctypes.c_long(_LONGEST_NAME)
    buffer = ctypes.create_string_buffer(_LONGEST_NAME)
    if not pdfium.FPDF_GetNamedDest(document.raw, number, buffer, size) or not 0 < size.value <= _LONGEST_NAME:
        return ""
    return buffer.raw[: size.value].decode("utf-16-le", "replace").rstrip("\x00")


def _ranges(numbers: list[int]) -> str:
    """Numbers as a reader writes them: *3, 5–8*."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
