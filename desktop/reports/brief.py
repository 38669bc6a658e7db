"""The comparison brief as data: everything that is printed, in words, in the order of the pages.

Read ``build`` first. Nothing here knows how pages are made; ``typeset.py`` does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from db.records import Statement
from desktop.analysis.cells import Comparison
from desktop.reports import cover, findings, passages, remarks, sections
from desktop.reports.cover import Cover, as_of, numbers_in
from desktop.reports.findings import Finding
from desktop.reports.grid import Grid, grid
from desktop.reports.labels import labels, legend
from desktop.reports.options import Options
from desktop.reports.passages import Entry, Footnote, SourceEntry
from desktop.reports.pieces import Rich, language, text, words_of
from desktop.reports.record import Record
from desktop.reports.remarks import Anchors, Remark
from desktop.reports.sections import Section
from desktop.words import count

__all__ = ["Brief", "Options", "build"]

MORE = 30
"""Findings after the matrix; of more than these it is told how many there are."""

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much (0: unknown)."""

Words = dict[str, str]
Legend = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole brief. ``labels`` are the fixed words of the pages, by name."""

    title: str
    language: str
    as_of: str
    timestamp: int
    paper: str
    labels: Words
    legend: Legend
    cover: Cover
    findings: tuple[Finding, ...]
    grid: Grid
    more: tuple[Rich, ...]
    more_notes: tuple[Footnote, ...]
    sections: tuple[Section, ...]
    statements: tuple[Entry, ...]
    sources: tuple[SourceEntry, ...]
    remarks: tuple[Remark, ...]


def build(
    comparison: Comparison,
    statements: Sequence[Statement],
    options: Options | None = None,
    progress: Progress | None = None,
) -> Brief:
    """The brief of a comparison.

    Args:
        comparison: who stands where, on which date.
        statements: all statements of the case.
        options: what the reader chose.
        progress: told after each scenario.
    """
    chosen = options or Options()
    record = Record(comparison, statements)
    everything = remarks.collect(record, chosen)
    anchors = Anchors(everything, chosen)  # asked in the order of the pages
    found = findings.find(record)
    shown = cover.first(found, len(record.scenarios), len(record.parties))
    front = cover.cover(record, found[:shown], chosen, anchors)
    matrix = grid(record, anchors)
    more = _more(found[shown:])
    more_notes = passages.footnotes(record, numbers_in(more), anchors)
    told = _sections(record, anchors, progress)
    cited = _cited(front, matrix, more_notes, told)
    return Brief(
        *_head(record, front, chosen),
        cover=front,
        findings=found,
        grid=matrix,
        more=more,
        more_notes=more_notes,
        sections=told,
        statements=passages.entries(record, cited, anchors),
        sources=passages.sources(record, anchors),
        remarks=_appendix(everything, anchors),
    )


def _head(record: Record, front: Cover, chosen: Options) -> tuple[str, str, str, int, str, Words, Legend]:
    """What the document is, and its fixed words."""
    spoken = language(record.case.case.language) or "en"
    timestamp = _timestamp(record.comparison, chosen)
    return words_of((front.title,)), spoken, as_of(record.comparison), timestamp, chosen.paper, labels(), legend()


def _more(found: Sequence[Finding]) -> tuple[Rich, ...]:
    """The findings after the cover's; of very many, the weightiest, and how many there are."""
    told = tuple(finding.sentence for finding in found[:MORE])
    left = len(found) - len(told)
    pattern = "{n} further finding of these kinds can be read from the matrix."
    many = "{n} further findings of these kinds can be read from the matrix."
    return (*told, text(count(left, pattern, many))) if left else told


def _sections(record: Record, anchors: Anchors, progress: Progress | None) -> tuple[Section, ...]:
    told = []
    for number, scenario in enumerate(record.scenarios, 1):
        told.append(sections.section(record, scenario, number, anchors))
        if progress is not None:
            progress(number, len(record.scenarios))
    return tuple(told)


def _cited(cover: Cover, matrix: Grid, more: Sequence[Footnote], told: Sequence[Section]) -> dict[int, tuple[str, ...]]:
    """Where each statement is cited: the ids of the footnote blocks."""
    blocks = [("cover", cover.notes), ("matrix", matrix.notes), ("more", more), *((s.id, s.notes) for s in told)]
    found: dict[int, tuple[str, ...]] = {}
    for block, notes in blocks:
        for note in notes:
            found[note.number] = (*found.get(note.number, ()), block)
    return found


def _appendix(everything: Sequence[Remark], anchors: Anchors) -> tuple[Remark, ...]:
    """All remarks; one whose subject stands nowhere else gets its own line as its place."""
    left = anchors.left()
    return tuple(remarks.placed(remark) if remark.id in left else remark for remark in everything)


def _timestamp(comparison: Comparison, chosen: Options) -> int:
    if chosen.timestamp is not None:
        return chosen.timestamp
    return max(0, comparison.as_of.first * 60) if comparison.as_of else 0
