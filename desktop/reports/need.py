"""What a brief will need before it is made: about how many pages, how much memory, and whether the machine has it.

Measured: a page takes some 4.3 MB while it is typeset, tagged or not, beside 140 MB for the typesetter; a page of a
large case, on which every line leads somewhere, takes 12 to 20 MB.
To put a large brief together takes long itself, so what it will need is foreseen from a few of its sections.
"""

import contextlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from db.records import Statement
from desktop.analysis.cells import Comparison
from desktop.reports.brief import Brief, build
from desktop.reports.grid import ACROSS, UPRIGHT
from desktop.reports.options import Options
from desktop.reports.pieces import Rich, words_of
from desktop.reports.record import Record

A_PAGE, DENSE = 4_500_000, 12_000_000
ITSELF = 150_000_000
"""Bytes of memory for a page, for one of a large case, and for the typesetter and its fonts. A file may take twice as
much as is foreseen before its child is stopped.
"""

A_NOTE, USUAL = 800_000, 8
"""Bytes of memory for each footnote beyond the usual ones of a page, and how many these are."""

SPARED = 0.8
"""How much of what is free a brief may take."""

MOST = 3 << 30
"""Bytes of memory that one file may take while it is typeset, however much is free."""

STATEMENTS, CELLS = 300, 600
"""Up to so many, a brief is put together where it is asked for, since to load all that into a child takes longer."""

LOOKED_AT = 200
"""Pages up to which a brief is made as a whole to be looked at."""

BEGINNING = 60
"""Pages of sections that are made of a longer one to be looked at."""

SLOW = ("moves", "agreement", "statements")
"""Parts of a very long brief that are not made only to be looked at."""

_UPRIGHT, _ACROSS = 20, 13
"""Parties of a matrix that go on a page, upright and on its side."""

_SAMPLED = 3
"""Sections from which all are foreseen."""

_LISTED = ("scenarios", "statements", "sources", "remarks")
"""Parts that grow with the record; the others have a few pages whatever it holds."""

_FULL, _SMALL = 3000, 8000
"""Characters of a page that is full, and of one that is full of footnotes."""


@dataclass(frozen=True, slots=True)
class Need:
    """About how many pages, and how many bytes of memory while they are typeset; ``section`` are those of a section."""

    pages: int
    memory: int
    section: int = 1


def is_large(comparison: Comparison) -> bool:
    """Whether to put together a brief of it would hold up a window."""
    snapshot = comparison.snapshot
    cells = len(snapshot.actors) * len(snapshot.scenarios)
    return len(snapshot.statements.id) > STATEMENTS or cells > CELLS


def need(brief: Brief) -> Need:
    """What a brief will need."""
    return _need(sum(_pages(brief).values()), _notes(brief))


def foreseen(comparison: Comparison, statements: Sequence[Statement], options: Options) -> Need:
    """About what a brief of a large case will need, from a few of its sections."""
    asked = printed(comparison, options)
    some = asked[:: max(1, -(-len(asked) // _SAMPLED))]
    listed = tuple(part for part in options.parts if part in _LISTED)
    sampled = build(comparison, statements, replace(options, parts=listed, scenarios=tuple(some)))
    told = _pages(sampled)
    section = max(1, told.get("scenarios", 0) // max(1, len(some)))
    more = {"scenarios": section * len(asked)} if options.has("scenarios") else {}
    more |= {"matrix": _foreseen_matrix(comparison)} if options.has("matrix") else {}
    others = {part: 3 for part in options.parts if part not in _LISTED}
    notes = _notes(sampled) * len(asked) // max(1, len(some))
    return _need(sum((others | told | more).values()), notes, section, DENSE)


def printed(comparison: Comparison, options: Options) -> list[int]:
    """The ids of the scenarios that get a section."""
    known = [scenario.id for scenario in comparison.scenarios]
    return known if options.scenarios is None else [id_ for id_ in options.scenarios if id_ in known]


def beginning(comparison: Comparison, options: Options, wanted: Need) -> Options:
    """As much of a very long brief as is made to be looked at: not the lists of words, and the first sections."""
    first = printed(comparison, options)[: max(1, BEGINNING // wanted.section)]
    kept = tuple(part for part in options.parts if part not in SLOW) or options.parts
    return replace(options, parts=kept, scenarios=tuple(first))


def _need(pages: int, notes: int, section: int = 1, a_page: int = A_PAGE) -> Need:
    return Need(pages, ITSELF + pages * a_page + max(0, notes - USUAL * pages) * A_NOTE, section)


def _notes(brief: Brief) -> int:
    """How many footnotes there are, as far as their number grows with the record."""
    blocks = [one.notes for one in brief.sections] + [one.notes for one in brief.chapters.values()]
    return sum(map(len, blocks)) + len(brief.sides.notes)


def available() -> int | None:
    """Bytes of memory that are free now; None where that cannot be told."""
    with contextlib.suppress(OSError, ValueError, IndexError, AttributeError):
        if sys.platform == "win32":
            return _windows()
        return _linux() if sys.platform == "linux" else _unix()
    return None


def fits(wanted: Need, free: int | None) -> bool:
    """Whether the machine has what is needed, and one file may take it; what cannot be told is tried."""
    return wanted.memory <= room(free)


def room(free: int | None) -> float:
    """Bytes of memory that one file may take where so much is free."""
    return MOST if free is None else min(MOST, free * SPARED)


def _pages(brief: Brief) -> dict[str, int]:
    """About how many pages each part has."""
    tables = brief.grid.tables
    lines = max((len(table.lines) for table in tables), default=0)
    counts = {
        "cover": 1,
        "matrix": _matrix(len(tables), lines, across=brief.grid.across) + len(brief.grid.notes) // 60,
        "more": _filled([brief.more]),
        "scenarios": sum(
            _filled([row.quotes + row.asides for row in one.rows], 130 * len(one.rows))
            + sum(len(words_of(note.text)) for note in one.notes) // _SMALL
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
    return {part: counts.get(part, 1) for part in brief.parts}


def _matrix(tables: int, parties: int, *, across: bool) -> int:
    """The pages of the matrix: as many for each of its tables."""
    return max(1, tables * -(-parties // (_ACROSS if across else _UPRIGHT)))


def _foreseen_matrix(comparison: Comparison) -> int:
    scenarios, parties = len(comparison.scenarios), len(Record(comparison, ()).parties)
    across = scenarios > UPRIGHT
    return _matrix(-(-scenarios // (ACROSS if across else UPRIGHT)), parties, across=across)


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
