"""The comparison brief as data: everything that is printed, in words, in the order of the pages.

Read ``build`` first. Nothing here knows how pages are made; ``typeset.py`` does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from db.records import Statement
from desktop.analysis.cells import Comparison
from desktop.reports import cover, findings, gaps, method, moves, passages, remarks, sections, shifts, sides, zone
from desktop.reports.chapter import Chapter
from desktop.reports.cover import Cover, as_of
from desktop.reports.findings import Finding
from desktop.reports.grid import Grid, grid
from desktop.reports.labels import labels, legend
from desktop.reports.options import PARTS, Options
from desktop.reports.passages import Entry, Footnote, SourceEntry
from desktop.reports.pieces import Rich, language, numbers_in, text, words_of
from desktop.reports.record import Record
from desktop.reports.remarks import Anchors, Remark
from desktop.reports.sections import Section
from desktop.reports.sides import Sides
from desktop.words import _, count

__all__ = ["Brief", "Options", "build"]

MORE = 30
"""Findings after the matrix; of more than these it is told how many there are."""

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much (0: unknown)."""

Words = dict[str, str]
Legend = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Brief:
    """The whole brief: what it is, and its parts as far as they are in ``parts``.

    ``findings`` are those that are told, ``labels`` the fixed words of the pages, by name; ``chapters`` the parts in
    prose and tables, by name.
    """

    title: str
    language: str
    as_of: str
    timestamp: int
    signed: str
    paper: str
    colour: bool
    fonts: str
    parts: tuple[str, ...]
    labels: Words
    legend: Legend
    findings: tuple[Finding, ...]
    cover: Cover
    grid: Grid
    more: tuple[Rich, ...] = ()
    more_notes: tuple[Footnote, ...] = ()
    sections: tuple[Section, ...] = ()
    sides: Sides = field(default_factory=lambda: Sides((), ()))
    chapters: dict[str, Chapter] = field(default_factory=dict)
    statements: tuple[Entry, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    remarks: tuple[Remark, ...] = ()


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
    return _Builder(Record(comparison, statements), chosen, progress).brief()


def front(comparison: Comparison, statements: Sequence[Statement], options: Options) -> Brief:
    """The first page of a large brief, to be looked at before anything is compared: its findings come later."""
    made = _blank(Record(comparison, statements), replace(options, parts=("cover",)))
    made.labels |= {"no_findings": _("The findings are being gathered …")}
    return made


def _blank(record: Record, chosen: Options) -> Brief:
    """A brief with no part in it yet, and a cover without findings."""
    return Brief(
        title=words_of((cover.title(record, chosen),)),
        language=language(record.case.case.language) or "en",
        as_of=as_of(record.comparison),
        timestamp=_timestamp(record.comparison, chosen),
        signed=chosen.signed,
        paper=chosen.paper,
        colour=chosen.colour,
        fonts=chosen.fonts,
        parts=tuple(part for part in dict.fromkeys(chosen.parts) if part in PARTS),
        labels=labels(),
        legend=legend(),
        findings=(),
        cover=cover.cover(record, (), chosen, Anchors((), chosen), pictured=False),
        grid=Grid(across=False, tables=(), notes=()),
    )


class _Builder:
    """Makes the parts in the order of the pages, since a remark on words belongs where they are quoted first."""

    def __init__(self, record: Record, chosen: Options, progress: Progress | None) -> None:
        self.record = record
        self.chosen = chosen
        self.progress = progress
        self.everything = remarks.collect(record, chosen)
        self.anchors = Anchors(self.everything, chosen)
        self.shown = self._on_cover()

    @cached_property
    def found(self) -> findings.Findings:
        """What the record shows; sought when a part tells of it."""
        return findings.find(self.record)

    def brief(self) -> Brief:
        """The brief with all its parts; the lists of words and sources come last, since they tell who cites them."""
        made = _blank(self.record, self.chosen)
        parts = {
            "cover": self._cover,
            "matrix": self._matrix,
            "more": self._more,
            "scenarios": self._sections,
            "sides": self._sides,
            "moves": self._chapter(moves.moves),
            "agreement": self._chapter(zone.agreement),
            "gaps": self._chapter(gaps.gaps),
            "method": self._chapter(method.method),
        }
        for part in made.parts:
            if part in parts:
                parts[part](made)
        cited = _cited(made)
        if "statements" in made.parts:
            made.statements = passages.entries(self.record, cited, self.anchors)
        if "sources" in made.parts:
            made.sources = passages.sources(self.record, self.anchors)
        made.remarks = self._appendix()
        made.parts = tuple(part for part in made.parts if _filled(made, part))
        return made

    def _on_cover(self) -> int:
        """How many findings go on the cover; the others are told after it."""
        if not self.chosen.has("cover"):
            return 0
        entries = sum(part not in ("cover", "scenarios") for part in self.chosen.parts)
        entries += len(self._printed()) if self.chosen.has("scenarios") else 0
        return cover.first(self.found, entries, len(self.record.parties))

    def _printed(self) -> list[int]:
        """The ids of the scenarios that get a section."""
        known = [scenario.id for scenario in self.record.scenarios]
        return known if self.chosen.scenarios is None else [id_ for id_ in self.chosen.scenarios if id_ in known]

    def _cover(self, made: Brief) -> None:
        found = self.found[: self.shown]
        made.findings = (*found, *made.findings)
        made.cover = cover.cover(self.record, found, self.chosen, self.anchors)

    def _matrix(self, made: Brief) -> None:
        made.grid = grid(self.record, self.anchors)

    def _more(self, made: Brief) -> None:
        """The findings after the cover's; of very many, the weightiest, and how many there are."""
        found = self.found[self.shown : self.shown + MORE]
        told = tuple(finding.sentence for finding in found)
        left = len(self.found) - self.shown - len(told)
        made.findings = (*made.findings, *found)
        one = "{n} further finding of these kinds can be read from the matrix."
        many = "{n} further findings of these kinds can be read from the matrix."
        made.more = (*told, text(count(left, one, many))) if left else told
        made.more_notes = passages.footnotes(self.record, numbers_in(made.more), self.anchors)

    def _sections(self, made: Brief) -> None:
        numbers = {scenario.id: number for number, scenario in enumerate(self.record.scenarios, 1)}
        chosen = self._printed()
        told = []
        for done, id_ in enumerate(chosen, 1):
            told.append(sections.section(self.record, self.record.scenarios_by_id[id_], numbers[id_], self.anchors))
            if self.progress is not None:
                self.progress(done, len(chosen))
        made.sections = tuple(told)

    def _sides(self, made: Brief) -> None:
        found = (*sides.of_parties(self.record, self.anchors), *shifts.over_parties(self.record, self.anchors))
        made.sides = sides.part(self.record, found, self.anchors)

    def _chapter(self, make: Callable[[Record, Anchors], Chapter | None]) -> Callable[[Brief], None]:
        def put(made: Brief) -> None:
            told = make(self.record, self.anchors)
            if told is not None:
                made.chapters[told.id] = told

        return put

    def _appendix(self) -> tuple[Remark, ...]:
        """All remarks; one whose subject stands nowhere else gets its own line as its place."""
        left = self.anchors.left()
        told = (remarks.placed(remark) if remark.id in left else remark for remark in self.everything)
        return tuple(replace(remark, named=self.record.at_place(remark.place)) for remark in told)


def _filled(made: Brief, part: str) -> bool:
    """Whether a part has something to print; the others go without a page."""
    kept: dict[str, object] = {
        "more": made.more,
        "scenarios": made.sections,
        "sides": made.sides.pairs,
        "remarks": made.remarks,
        "moves": "moves" in made.chapters,
        "agreement": "agreement" in made.chapters,
    }
    return bool(kept.get(part, True))


def _cited(made: Brief) -> dict[int, tuple[str, ...]]:
    """Where each statement is cited: the ids of the footnote blocks, in the order of the pages."""
    blocks = {
        "cover": [("cover", made.cover.notes)],
        "matrix": [("matrix", made.grid.notes)],
        "more": [("more", made.more_notes)],
        "scenarios": [(section.id, section.notes) for section in made.sections],
        "sides": [("sides", made.sides.notes)],
    }
    blocks |= {id_: [(id_, told.notes)] for id_, told in made.chapters.items()}
    found: dict[int, tuple[str, ...]] = {}
    for part in made.parts:
        for block, notes in blocks.get(part, ()):
            for note in notes:
                found[note.number] = (*found.get(note.number, ()), block)
    return found


def _timestamp(comparison: Comparison, chosen: Options) -> int:
    if chosen.timestamp is not None:
        return chosen.timestamp
    return max(0, comparison.as_of.first * 60) if comparison.as_of else 0
