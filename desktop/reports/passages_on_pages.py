"""Where passages stand on the pages of a PDF: only their own letters are looked at, since a page has many more.

Runs in the confined worker: the file is not ours.
"""

import ctypes
import hashlib
from array import array
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium

from db import quoting
from desktop.exchange.documents import pdf
from desktop.exchange.documents.page_boxes import Geometry, PageBoxes, Rect
from desktop.exchange.documents.page_map import PageMap, Piece
from desktop.exchange.documents.pdf_boxes import Placed

_NOWHERE = Geometry(0, 0, 0, 0, 1, 0, 0, 1)
"""Lines are joined in the page's own coordinates, so how it is shown does not matter."""

_UNSURE = {0x00AD, 0xFFFD, 0x02, 0x00, 0xFFFE, 0xFFFF}
"""Code points that the stored text writes otherwise than PDFium."""


def placed(
    data: bytes, marks: Sequence[dict[str, Any]], digest: str, password: str | None, kept: PageMap | None
) -> list[list[Placed]]:
    """For each passage where it stands, a rectangle a line; nothing when its words are not on the pages.

    Args:
        data: the file.
        marks: each with ``start``, ``end``, ``exact``, ``prefix`` and ``suffix``.
        digest: SHA-256 of the text that the places are of.
        password: opens the file.
        kept: the map that was made when the file was read; it is believed where it leads to the very words.
    """
    if kept is not None and kept.engine == pdf.engine():
        found = _looked_up(data, password, kept, [(mark["start"], mark["end"]) for mark in marks])
        if all(_letters(mark["exact"]) == letters for mark, (_parts, letters) in zip(marks, found, strict=True)):
            return [parts for parts, _letters_there in found]
    parsed = pdf.read(data, password)
    assert parsed.pages is not None
    same = hashlib.sha256(parsed.text.encode("utf-8")).hexdigest() == digest
    spans = [_span(parsed.text, mark, same) for mark in marks]
    return [parts for parts, _letters_there in _looked_up(data, password, parsed.pages, spans)]


def _looked_up(
    data: bytes, password: str | None, pages: PageMap, spans: Sequence[tuple[int, int]]
) -> list[tuple[list[Placed], str]]:
    """For each span where it stands, and the letters that are there."""
    wanted: dict[int, list[tuple[int, Piece]]] = {}
    for number, (start, end) in enumerate(spans):
        if 0 <= start < end <= pages.length:
            for piece in pages.pieces(start, end):
                wanted.setdefault(piece.page, []).append((number, piece))
    parts: list[list[Placed]] = [[] for _span in spans]
    letters = [""] * len(spans)
    document = pdf.opened(data, password)
    try:
        for page in sorted(page for page in wanted if page < len(document)):
            for number, rects, there in _on_page(document, page, wanted[page]):
                letters[number] += there
                if rects:
                    parts[number].append(Placed(page, rects))
    finally:
        document.close()
    return list(zip(parts, letters, strict=True))


def _on_page(document: Any, page: int, wanted: Sequence[tuple[int, Piece]]) -> list[tuple[int, tuple[Rect, ...], str]]:
    raw_page, text_page, turns = pdf.upright(document, page)
    try:
        size = pdfium.FPDFText_CountChars(text_page.raw)
        boxes, solid = array("f", bytes(16 * size)), bytearray(size)
        found: dict[int, tuple[list[Rect], str]] = {}
        read = [(number, piece, _read(text_page.raw, piece, boxes, solid)) for number, piece in wanted]
        known = PageBoxes(page, turns, _NOWHERE, boxes, bytes(solid))
        for number, piece, letters in read:
            rects, before = found.get(number, ([], ""))
            found[number] = ([*rects, *known.rects(piece.first, piece.last)], before + letters)
        return [(number, tuple(rects), letters) for number, (rects, letters) in found.items()]
    finally:
        text_page.close()
        raw_page.close()


def _read(text: Any, piece: Piece, boxes: "array[float]", solid: bytearray) -> str:
    """Puts the boxes of the letters of a passage into their places; returns the letters."""
    rect = pdfium.FS_RECTF()
    codes = []
    for index in range(piece.first, min(piece.last, len(solid))):
        code = pdfium.FPDFText_GetUnicode(text, index)
        codes.append(code)
        if chr(code).isspace() or not pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(rect)):
            continue
        if rect.right > rect.left and rect.top > rect.bottom:
            solid[index] = 1
            boxes[4 * index : 4 * index + 4] = array("f", (rect.left, rect.bottom, rect.right, rect.top))
    return _letters("".join(map(chr, codes)))


def _letters(words: str) -> str:
    """What two readings of the same words have in common: the letters, without blanks and hyphens at line ends."""
    return "".join(c for c in words if not c.isspace() and ord(c) not in _UNSURE and not 0xD800 <= ord(c) < 0xE000)


def _span(text: str, mark: dict[str, Any], same: bool) -> tuple[int, int]:
    """The span of a passage; an empty one when its words are not in the text."""
    start, end, exact = mark["start"], mark["end"], mark["exact"]
    if same or text[start:end] == exact:
        return start, end
    for prefix, suffix in ((mark["prefix"], mark["suffix"]), ("", "")):
        found = quoting.find(text, exact, prefix, suffix, near=start)
        if found is not None:
            return found, found + len(exact)
    return 0, 0
