"""Bitmaps over scenarios: rows of truth values packed into words, folded many at a time."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Bitmaps = NDArray[np.uint64]
"""One row of words per thing; bit k of word w is scenario 64 w + k."""

Places = NDArray[np.int64]
"""Places in another array."""

ALL = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


def packed(rows: NDArray[np.bool_]) -> Bitmaps:
    """Truth values as bitmaps; bits beyond the last scenario are 0."""
    words = -(-rows.shape[1] // 64)
    found = np.zeros((len(rows), words * 8), np.uint8)
    narrow = np.packbits(rows, axis=1, bitorder="little")
    found[:, : narrow.shape[1]] = narrow
    return found.view(np.uint64)


def unpacked(bitmaps: Bitmaps, count: int) -> NDArray[np.bool_]:
    """Bitmaps as truth values of so many scenarios."""
    raw = np.ascontiguousarray(bitmaps).view(np.uint8)
    return np.unpackbits(raw, axis=-1, count=count, bitorder="little").view(np.bool_)


def starts(counts: Places) -> Places:
    """Where each segment starts when segments of these lengths follow one another."""
    found = np.zeros(len(counts), np.int64)
    np.cumsum(counts[:-1], out=found[1:])
    return found


def ranges(first: Places, counts: Places) -> Places:
    """The places of many runs, one run after another."""
    total = int(counts.sum())
    shift = np.repeat(first - starts(counts), counts)
    found: Places = np.arange(total, dtype=np.int64) + shift
    return found


def fold(
    operation: Callable[..., Bitmaps], rows: Bitmaps, chosen: Places | None, counts: Places, empty: np.uint64
) -> Bitmaps:
    """One row per segment: its chosen rows put together.

    Args:
        operation: ``np.bitwise_and`` or ``np.bitwise_or``.
        rows: the rows to choose from.
        chosen: the rows of all segments, one segment after another; None for all rows in order.
        counts: how many rows belong to each segment.
        empty: the word of a segment without rows.
    """
    found = np.full((len(counts), rows.shape[1]), empty)
    first = starts(counts)
    some = np.flatnonzero(counts)
    found[some] = rows[first[some] if chosen is None else chosen[first[some]]]
    step = 1
    while len(some):
        some = some[counts[some] > step]
        there = first[some] + step
        more = rows[there if chosen is None else chosen[there]]
        found[some] = operation(found[some], more, out=more)
        step += 1
    return found
