"""The way from a source's text to its original pages when the text is no longer the one that was read from them."""

from collections.abc import Sequence
from typing import Any, Protocol

from db.retexting import Moves


class Paged(Protocol):
    """The way from the text that was read to its pages."""

    def page(self, offset: int) -> int:
        """The page on which a place lies."""

    def span(self, page: int) -> tuple[int, int]:
        """The places that a page fills."""

    def offset(self, page: int, index: int) -> int:
        """The place of a letter of a page."""

    def pieces(self, start: int, end: int) -> Sequence[Any]:
        """What of a span lies on which page."""


class MovedPages:
    """Leads through both texts: what was put right stands on the page where the wrong words stand.

    Args:
        paged: the way from the text as it was read.
        read: that text.
        text: the text as it is now.
    """

    def __init__(self, paged: Paged, read: str, text: str) -> None:
        self._paged = paged
        self._back, self._on = Moves(text, read), Moves(read, text)
        self.length, self._read = len(text), len(read)

    def page(self, offset: int) -> int:
        """The page on which a place lies."""
        return self._paged.page(_place(self._back, offset, self._read))

    def span(self, page: int) -> tuple[int, int]:
        """The places that a page fills."""
        start, end = self._paged.span(page)
        return _place(self._on, start, self.length), _place(self._on, end, self.length)

    def offset(self, page: int, index: int) -> int:
        """The place of a letter of a page."""
        return _place(self._on, self._paged.offset(page, index), self.length)

    def pieces(self, start: int, end: int) -> Sequence[Any]:
        """What of a span lies on which page; nothing where none of its words stand on one."""
        span = self._back.span(start, end)
        return () if span is None else self._paged.pieces(*span)


def _place(moves: Moves, place: int, length: int) -> int:
    """Where a place is; one whose letter is gone is where its neighbour is."""
    span = moves.span(place, place + 1) or moves.span(max(0, place - 40), place + 1)
    return max(0, min(length, span[0] if span is not None else place))
