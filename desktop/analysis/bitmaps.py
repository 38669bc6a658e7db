"""Bitmaps over scenarios: rows of truth values packed into words, folded many at a time."""

import numpy as np
from numpy.typing import NDArray

Bitmaps = NDArray[np.uint64]
"""One row of words per thing; bit k of word w is scenario 64 w + k."""

Places = NDArray[np.int64]
"""Places in another array."""

ROWS_AT_ONCE = 1 << 12
"""How many rows are folded in one go: few enough to stay near at hand."""

SHORT = 16
"""Up to how many rows a segment has on average where segments are folded side by side."""

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
    counts[:-1].cumsum(out=found[1:])
    return found


def heads(values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each value is another one than the value before it."""
    found = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def ranges(first: Places, counts: Places) -> Places:
    """The places of many runs, one run after another."""
    found: Places = (first - starts(counts)).repeat(counts)
    found += np.arange(len(found))
    return found


def fold(operation: np.ufunc, rows: Bitmaps, chosen: Places | None, counts: Places, empty: np.uint64) -> Bitmaps:
    """One row per segment: its chosen rows put together.

    Args:
        operation: ``np.bitwise_and`` or ``np.bitwise_or``.
        rows: the rows to choose from.
        chosen: the rows of all segments, one segment after another; None for all rows in order.
        counts: how many rows belong to each segment.
        empty: the word of a segment without rows.
    """
    if chosen is not None and len(chosen) < SHORT * len(counts):
        return _stepped(operation, rows, chosen, counts, empty)
    found = np.full((len(counts), rows.shape[1]), empty)
    some = np.flatnonzero(counts)
    ends = np.cumsum(counts[some])
    first = ends - counts[some]
    if len(some) and ends[-1] <= ROWS_AT_ONCE:
        taken = rows[: ends[-1]] if chosen is None else rows.take(chosen, axis=0)
        found[some] = operation.reduceat(taken, first, axis=0)
        return found
    start = 0
    while start < len(some):
        base = int(first[start])
        stop = max(start + 1, int(np.searchsorted(ends, base + ROWS_AT_ONCE, "right")))
        part = slice(base, int(ends[stop - 1]))
        taken = rows[part] if chosen is None else rows.take(chosen[part], axis=0)
        found[some[start:stop]] = operation.reduceat(taken, first[start:stop] - base, axis=0)
        start = stop
    return found


def _stepped(operation: np.ufunc, rows: Bitmaps, chosen: Places, counts: Places, empty: np.uint64) -> Bitmaps:
    """The same for short segments: the first rows of all, then the second ones, and so on."""
    found = np.empty((len(counts), rows.shape[1]), np.uint64)
    first = starts(counts)
    for start in range(0, len(counts), ROWS_AT_ONCE):
        part = slice(start, start + ROWS_AT_ONCE)
        longest = np.argsort(-counts[part], kind="stable")
        heads = first[part][longest]
        heights = np.bincount(counts[part])[::-1].cumsum()[::-1][1:].tolist()
        put = np.full((len(longest), rows.shape[1]), empty)
        for step, height in enumerate(heights):
            taken = rows.take(chosen.take(heads[:height] + step), axis=0)
            if step == 0:
                put[:height] = taken
            else:
                operation(put[:height], taken, out=put[:height])
        found[start + longest] = put
    return found
