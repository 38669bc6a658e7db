"""From the text of a PDF to its pages and back: compact, made once at import and kept with the source.

PDFium numbers the characters of each page; a line ends there with two of them (CR LF), in the text with one. Between
two pages the text has a form feed. Standard library only.
"""

import json
import struct
import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import sub
from typing import Any, NamedTuple

_VERSION = 1
_LARGEST = 64 << 20
_SIZE = struct.Struct("<I")


class Piece(NamedTuple):
    """A part of a span that lies on one page: the half-open range of PDFium's indexes [first, last)."""

    page: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PageMap:
    """Where each page's text starts (``starts``) and how high it is in points (``heights``).

    ``turns`` are the quarter turns by which a page was turned to be read in order, ``ends`` the places of line ends of
    two characters, ``furniture`` the starts and ends of running headers and footers in turn, ``engine`` is PDFium's
    version.
    """

    starts: "array[int]"
    heights: "array[float]"
    turns: bytes
    ends: "array[int]"
    furniture: "array[int]"
    length: int
    engine: str

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.starts)

    def page(self, offset: int) -> int:
        """The page, from 0, on which a place of the text lies; the form feed after a page belongs to it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def span(self, page: int) -> tuple[int, int]:
        """The places of the text that a page fills, without its form feed."""
        last = page + 1 == self.count
        return self.starts[page], self.length if last else self.starts[page + 1] - 1

    def index(self, offset: int) -> tuple[int, int]:
        """The page of a place of the text, and PDFium's index on it."""
        page = self.page(offset)
        start, end = self.span(page)
        place = min(offset, end)
        return page, place - start + bisect_left(self.ends, place) - bisect_left(self.ends, start)

    def offset(self, page: int, index: int) -> int:
        """The place in the text of one of PDFium's indexes; both characters of a line end lead to the same place."""
        start, end = self.span(page)
        before = bisect_left(self.ends, start)
        low, high = start, end
        while low < high:  # the first place whose own index, or that of its second character, is not less
            middle = (low + high) // 2
            if middle - start + bisect_right(self.ends, middle) - before < index:
                low = middle + 1
            else:
                high = middle
        return low

    def pieces(self, start: int, end: int, *, furniture: bool = False) -> tuple[Piece, ...]:
        """What of a span lies on which page, without the running headers and footers that it crosses."""
        return tuple(
            Piece(page, self.index(low)[1], self.index(high)[1])
            for page, low, high in self._ranges(start, end, furniture)
            if low < high
        )

    def within(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The running headers and footers that lie wholly inside a span, and so between its words."""
        pairs = zip(self.furniture[::2], self.furniture[1::2], strict=True)
        return tuple((low, high) for low, high in pairs if start < low and high < end)

    def packed(self) -> bytes:
        """As bytes to be stored; ``unpacked`` reads them."""
        columns = [self.starts, self.ends, self.furniture]
        told = {
            "version": _VERSION,
            "counts": [len(column) for column in columns],
            "length": self.length,
            "engine": self.engine,
        }
        head = json.dumps(told, separators=(",", ":")).encode("ascii")
        parts = [_SIZE.pack(len(head)), head, *map(_steps, columns), _little(self.heights), self.turns]
        return zlib.compress(b"".join(parts), 6)

    @classmethod
    def unpacked(cls, data: bytes) -> "PageMap":
        """A map from its bytes; ValueError when they are none."""
        try:
            raw = zlib.decompressobj().decompress(data, _LARGEST)
            head = _SIZE.size + _SIZE.unpack_from(raw)[0]
            told = json.loads(raw[_SIZE.size : head])
            if told["version"] != _VERSION:
                raise ValueError("a map of another version")
            starts, ends, furniture = told["counts"]
            places = _unsigned(raw[head : head + 4 * (starts + ends + furniture)])
            rest = raw[head + 4 * (starts + ends + furniture) :]
            heights = array("f", rest[: 4 * starts])
            if sys.byteorder == "big":
                heights.byteswap()
            found = cls(
                _sums(places[:starts]),
                heights,
                rest[4 * starts :],
                _sums(places[starts : starts + ends]),
                _sums(places[starts + ends :]),
                int(told["length"]),
                str(told["engine"]),
            )
        except (zlib.error, struct.error, KeyError, TypeError, OverflowError) as fault:
            raise ValueError("no map of pages") from fault
        if not len(found.starts) == starts == len(found.turns) == len(found.heights):
            raise ValueError("no map of pages")
        return found

    def _ranges(self, start: int, end: int, furniture: bool) -> Iterator[tuple[int, int, int]]:
        """Page by page, the places of the span to be kept."""
        cut = () if furniture else self.within(start, end)
        for page in range(self.page(start), self.page(max(start, end - 1)) + 1):
            low, high = max(start, self.span(page)[0]), min(end, self.span(page)[1])
            for first, last in cut:
                if low <= first < high:
                    yield page, low, first
                    low = min(last, high)
            yield page, low, high


def _little(column: "array[Any]") -> bytes:
    if sys.byteorder == "big":
        column = column[:]
        column.byteswap()
    return column.tobytes()


def _unsigned(data: bytes) -> "array[int]":
    column = array("I", data)
    if sys.byteorder == "big":
        column.byteswap()
    return column


def _steps(places: "array[int]") -> bytes:
    """From each place to the next, which packs better than the places."""
    return _little(array("I", map(sub, places, chain((0,), places))))


def _sums(steps: "array[int]") -> "array[int]":
    return array("I", accumulate(steps))
