"""What a brief will need before it is made: about how many pages, how much memory, and whether the machine has it.

Measured: a page takes some 4.3 MB while it is typeset, tagged or not, beside 140 MB for the typesetter itself.
"""

import contextlib
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.reports.brief import Brief
from desktop.reports.pieces import Rich, words_of

A_PAGE = 4_500_000
ITSELF = 150_000_000
"""Bytes of memory for a page, and for the typesetter and its fonts."""

SPARED = 0.8
"""How much of what is free a brief may take."""

_FULL = 3000
"""Characters of a page that is full."""


@dataclass(frozen=True, slots=True)
class Need:
    """About how many pages, and how many bytes of memory while they are typeset."""

    pages: int
    memory: int


def need(brief: Brief) -> Need:
    """What a brief will need."""
    pages = _pages(brief)
    return Need(pages, ITSELF + pages * A_PAGE)


def available() -> int | None:
    """Bytes of memory that are free now; None where that cannot be told."""
    with contextlib.suppress(OSError, ValueError, IndexError, AttributeError):
        if sys.platform == "win32":
            return _windows()
        return _linux() if sys.platform == "linux" else _unix()
    return None


def fits(wanted: Need, free: int | None) -> bool:
    """Whether the machine has what is needed; where that cannot be told it is tried."""
    return free is None or wanted.memory <= free * SPARED


def _pages(brief: Brief) -> int:
    counts = {
        "cover": 1,
        "matrix": len(brief.grid.tables) + len(brief.grid.notes) // 60,
        "more": _filled([brief.more]),
        "scenarios": sum(
            _filled(
                [row.quotes + row.asides for row in one.rows] + [tuple(n.text for n in one.notes)], 130 * len(one.rows)
            )
            for one in brief.sections
        ),
        "sides": sum(1 + len(pair.rows) // 12 for pair in brief.sides.pairs),
        "statements": _filled(
            [tuple(p.words for p in entry.passages) for entry in brief.statements], 330 * len(brief.statements)
        ),
        "sources": 1 + len(brief.sources) // 12,
        "remarks": 1 + len(brief.remarks) // 8,
    }
    for id_, told in brief.chapters.items():
        counts[id_] = _filled(
            [block.items + tuple(cell for row in block.rows for cell in row) for block in told.blocks],
            60 * sum(len(block.rows) for block in told.blocks),
        )
    return sum(counts.get(part, 1) for part in brief.parts)


def _filled(groups: Iterable[tuple[Rich, ...]], more: int = 0) -> int:
    """The pages that so many words fill, one at least."""
    return 1 + (more + sum(len(words_of(rich)) for group in groups for rich in group)) // _FULL


def _linux() -> int:
    told = Path("/proc/meminfo").read_text("ascii").partition("MemAvailable:")[2]
    return int(told.split()[0]) * 1024


def _unix() -> int:
    import os

    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2


def _windows() -> int:
    import ctypes

    told = (ctypes.c_uint64 * 8)()
    ctypes.cast(told, ctypes.POINTER(ctypes.c_uint32))[0] = ctypes.sizeof(told)
    windll = getattr(ctypes, "windll")  # noqa: B009 (elsewhere there is none)
    windll.kernel32.GlobalMemoryStatusEx(told)
    return int(told[2])  # ullAvailPhys, behind dwLength with dwMemoryLoad and ullTotalPhys
