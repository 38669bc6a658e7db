"""A PDF's own side of its pages: where its characters stand, how a page lies in its view, and the page as a picture.

All of this calls PDFium, which may crash on what it is given: run it in a confined process (``pdf_viewer`` does).
"""

import ctypes
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from desktop.exchange.documents import pdf
from desktop.exchange.documents.page_boxes import Geometry, PageBoxes, Picture, Rect
from desktop.exchange.documents.page_map import PageMap

MOST_PIXELS = 24_000_000
"""The most pixels of a picture; a page that would have more is drawn smaller."""

_FINE = 10_000  # view units of the question how a page lies


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of a span on one page: one rectangle for each of its lines."""

    page: int
    rects: tuple[Rect, ...]


def boxes(document: Any, number: int) -> PageBoxes:
    """Where the characters of a page stand."""
    shown = geometry(document, number)
    page, text_page, turns = pdf.upright(document, number)
    try:
        letters = pdf.letters(text_page.raw)
        places = array("f", bytes(16 * len(letters)))
        solid = bytearray(len(letters))
        rect = pdfium.FS_RECTF()
        found = ctypes.byref(rect)
        raw, box_of = text_page.raw, pdfium.FPDFText_GetLooseCharBox
        for index, letter in enumerate(letters):
            if letter.isspace() or not box_of(raw, index, found):
                continue
            if rect.right > rect.left and rect.top > rect.bottom:
                solid[index] = 1
                places[4 * index : 4 * index + 4] = array("f", (rect.left, rect.bottom, rect.right, rect.top))
        return PageBoxes(number, turns, shown, places, bytes(solid))
    finally:
        text_page.close()
        page.close()


def geometry(document: Any, number: int) -> Geometry:
    """How a page lies in its view."""
    page = document[number]
    try:
        width, height = page.get_size()
        x, y = _on_page(page, 0, 0)
        right, down = _on_page(page, _FINE, 0), _on_page(page, 0, _FINE)
        across, along = max(width, 1e-3), max(height, 1e-3)
        return Geometry(
            width,
            height,
            x,
            y,
            (right[0] - x) / across,
            (right[1] - y) / across,
            (down[0] - x) / along,
            (down[1] - y) / along,
        )
    finally:
        page.close()


def placed(document: Any, pages: PageMap, spans: Sequence[tuple[int, int]]) -> list[list[Placed]]:
    """For each span of the text the pages it lies on, with one rectangle a line; running headers are left out."""
    known: dict[int, PageBoxes] = {}
    found = []
    for start, end in spans:
        parts: dict[int, list[Rect]] = {}
        for piece in pages.pieces(start, end):
            if piece.page not in known:
                known[piece.page] = boxes(document, piece.page)
            parts.setdefault(piece.page, []).extend(known[piece.page].rects(piece.first, piece.last))
        found.append([Placed(page, tuple(rects)) for page, rects in parts.items() if rects])
    return found


def picture(document: Any, number: int, scale: float, part: tuple[float, float, float, float] | None = None) -> Picture:
    """A page drawn with so many pixels to a point.

    Args:
        document: the opened PDF.
        number: the page, from 0.
        scale: pixels of a point.
        part: left, top, width and height of what is to be drawn, in points of the view; else the whole page.
    """
    page = document[number]
    try:
        width, height = page.get_size()
        left, top, wide, high = part or (0.0, 0.0, width, height)
        scale = min(scale, (MOST_PIXELS / max(1.0, wide * high)) ** 0.5)
        crop = (left, max(0.0, height - top - high), max(0.0, width - left - wide), top)
        bitmap = page.render(scale=scale, crop=crop, prefer_bgrx=True)
        try:
            return Picture(bitmap.width, bitmap.height, bitmap.stride, scale, bytes(bitmap.buffer))
        finally:
            bitmap.close()
    finally:
        page.close()


def _on_page(page: Any, across: int, down: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDF_DeviceToPage(page.raw, 0, 0, _FINE, _FINE, 0, across, down, x, y)
    return x.value, y.value
