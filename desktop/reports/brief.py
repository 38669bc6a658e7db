"""The comparison brief as data: everything that is printed, in words, in the order of the pages.

Read ``build`` first. Nothing here knows how pages are made; ``typeset.py`` does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from db.records import Statement
from db.vocabulary import Headline
from desktop import words
from desktop.analysis.cells import Comparison
from desktop.reports import findings, looks, passages, remarks, sections
from desktop.reports.findings import Finding
from desktop.reports.grid import Grid, grid
from desktop.reports.passages import Entry, Footnote, SourceEntry
from desktop.reports.pieces import Piece, Rich, language, name, text, words_of
from desktop.reports.record import Record
from desktop.reports.remarks import CASE, Anchors, Remark
from desktop.reports.sections import Section
from desktop.words import _, count

ON_COVER = 6
"""Findings on the cover at most; the others follow the matrix."""

COVER_LINES = 18
"""Lines that findings, their footnotes (two a line) and the contents share on the cover."""

PICTURED = 24
"""Parties in the small matrix of the cover."""

LINE = 84
"""Characters of a line of findings, about."""

MORE = 30
"""Findings after the matrix; of more than these it is told how many there are."""

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much (0: unknown)."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the reader of a brief may choose.

    ``title`` is the case's when empty; ``prepared`` is a day in words, printed on the cover when given; ``paper`` is
    ``a4`` or ``us-letter``; ``timestamp`` (seconds since 1970) is the as-of date's when None, never the clock's.
    """

    title: str = ""
    prepared: str = ""
    paper: str = "a4"
    notes: bool = True
    assessments: bool = True
    authors: bool = True
    timestamp: int | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page; ``picture`` is the matrix in miniature, one mark a cell."""

    title: Piece
    subtitle: str
    prepared: str
    picture: tuple[tuple[str, ...], ...]
    counts: tuple[tuple[str, str], ...]
    lead: Piece
    findings: tuple[Rich, ...]
    notes: tuple[Footnote, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole brief. ``labels`` are the fixed words of the pages, by name."""

    title: str
    language: str
    as_of: str
    timestamp: int
    paper: str
    labels: dict[str, str]
    legend: tuple[tuple[str, str], ...]
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
    everything = remarks.collect(record, notes=chosen.notes, assessments=chosen.assessments, authors=chosen.authors)
    anchors = Anchors(everything)
    found = findings.find(record)
    first = _first(found, len(record.scenarios), len(record.parties))
    cover = _cover(record, found[:first], chosen, anchors)
    matrix = grid(record, anchors)
    more = _more(found[first:])
    more_notes = passages.footnotes(record, _numbers(more), anchors)
    told = _sections(record, anchors, progress)
    cited = _cited(cover, matrix, more_notes, told)
    listed = passages.entries(record, cited, anchors)
    origins = passages.sources(record, anchors)
    return Brief(
        title=words_of((cover.title,)),
        language=language(record.case.case.language) or "en",
        as_of=_as_of(comparison),
        timestamp=_timestamp(comparison, chosen),
        paper=chosen.paper,
        labels=labels(),
        legend=legend(),
        cover=cover,
        findings=found,
        grid=matrix,
        more=more,
        more_notes=more_notes,
        sections=told,
        statements=listed,
        sources=origins,
        remarks=_appendix(everything, anchors),
    )


def legend() -> tuple[tuple[str, str], ...]:
    """Each mark with its word."""
    by_word = {headline.word: words.stance(headline) for headline in Headline}
    told = [(mark, by_word[mark]) for mark in looks.LEGEND]
    return (*told, ("might-accepts", _("Might")), ("either", _("Either way")), ("silent", by_word["silent"]))


def labels() -> dict[str, str]:
    """The fixed words of the pages."""
    return {
        "kind": _("Comparison brief"),
        "running": _("comparison brief"),
        "shows": _("What the record shows"),
        "more": _("What else the record shows"),
        "contents": _("Contents"),
        "matrix": _("Who stands where"),
        "explained": _(
            "Each cell is the stance that the words on record imply for that scenario. A dashed mark means that it "
            "depends on a factor left open here. A dot means that nothing on record applies: silence is neither "
            "consent nor refusal."
        ),
        "party": _("Party"),
        "stance": _("Stance"),
        "words": _("Words on record"),
        "assessment": _("Analyst’s assessment"),
        "statements": _("All statements"),
        "sources": _("Sources"),
        "remarks": _("The analyst’s notes and assessments"),
        "remarked": _("The analyst’s own words, not part of the record. They are comments of this PDF as well."),
        "footer": _(
            "Every stance is derived from the quotations in the footnotes. "
            "The analyst’s own judgement is marked as such."
        ),
        "no_statements": _("No statement has been coded yet."),
        "no_matrix": _("There is nothing to compare yet: a matrix needs at least one party and one scenario."),
        "no_sources": _("No source has been added yet."),
        "no_findings": _("Nothing is on the record yet."),
        "in_list": _("The words stand under their numbers in the list of all statements."),
        "cited": _("On pages"),
        "assessed": _("Assessed"),
        "note": _("Note"),
        "when": _("when"),
        "always": _("in any case"),
        "continued": _("part {number} of {all}"),
        "graded": _("Reliability"),
        "holds": _("Statements"),
        "part_of": _("Footnotes"),
    }


def _cover(record: Record, found: Sequence[Finding], chosen: Options, anchors: Anchors) -> Cover:
    shown = chosen.title or record.case.case.title or _("Untitled case")
    sentences = tuple(finding.sentence for finding in found)
    as_of = _as_of(record.comparison)
    return Cover(
        title=name(shown, anchors.on(*CASE)),
        subtitle=_subtitle(record, as_of),
        prepared=_("prepared {date}").format(date=chosen.prepared) if chosen.prepared else "",
        picture=tuple(tuple(looks.mark(cell) for _s, cell in record.row(actor)) for actor in record.parties[:PICTURED]),
        counts=_counts(record),
        lead=findings.lead(as_of),
        findings=sentences,
        notes=passages.footnotes(record, _numbers(sentences), anchors),
    )


def _subtitle(record: Record, as_of: str) -> str:
    parties, scenarios = len(record.parties), len(record.scenarios)
    if not record.statements or not parties:
        return _("A case with nothing on the record yet")
    who = count(parties, "one party has", "{n} parties have").replace(str(parties), numeral(parties), 1)
    told = _("What {who} said, on record").format(who=who)
    if as_of:
        told = _("{told} as of {date}").format(told=told, date=as_of)
    if not scenarios:
        return told
    where = count(scenarios, "one scenario", "{n} scenarios").replace(str(scenarios), numeral(scenarios), 1)
    return _("{told}, and how it would apply in {where}").format(told=told, where=where)


def numeral(number: int) -> str:
    """A number in words up to twelve, else in figures."""
    small = _("no one two three four five six seven eight nine ten eleven twelve").split()
    return small[number] if number < len(small) else str(number)


def _counts(record: Record) -> tuple[tuple[str, str], ...]:
    """What the brief rests on: a number, and what it counts."""
    speakers = len({statement.speaker for statement in record.statements})
    told = [
        (
            len(record.parties),
            count(len(record.parties), "party", "parties"),
            count(speakers, "{n} speaker", "{n} speakers"),
        ),
        (
            len(record.statements),
            count(len(record.statements), "statement", "statements"),
            count(len(record.case.sources), "from {n} source", "from {n} sources"),
        ),
        (
            len(record.scenarios),
            count(len(record.scenarios), "scenario", "scenarios"),
            count(len(record.case.factors), "over {n} factor", "over {n} factors"),
        ),
    ]
    joints = (", ", " ", " ")
    rows = [
        (str(number), f" {what}{joint}{beside}") for (number, what, beside), joint in zip(told, joints, strict=True)
    ]
    return (*rows, ("", _grades(record)))


def _grades(record: Record) -> str:
    """Which grades are among the statements counted."""
    found = sorted({str(s.reliability) for s in record.case.sources if s.reliability})
    if not found:
        return _("Counted: all statements, not graded")
    if len(found) == 1:
        return _("Counted: all statements, sources of grade {grade}").format(grade=found[0])
    return _("Counted: all statements, sources of grade {first} to {last}").format(first=found[0], last=found[-1])


def _first(found: Sequence[Finding], scenarios: int, parties: int) -> int:
    """How many findings go on the cover beside the contents; one at least."""
    entries = scenarios + 5
    left = COVER_LINES - -(-entries // (2 if entries <= 16 else 3)) - max(0, min(parties, PICTURED) - 10) // 3
    cited: set[int] = set()
    for place, finding in enumerate(found[:ON_COVER]):
        cited.update(finding.numbers)
        left -= -(-len(words_of(finding.sentence)) // LINE)
        if left < len(cited) // 2:
            return max(1, place)
    return min(len(found), ON_COVER)


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


def _numbers(sentences: Sequence[Rich]) -> set[int]:
    return {number for rich in sentences for piece in rich for number in piece.numbers}


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


def _as_of(comparison: Comparison) -> str:
    return words.date(comparison.as_of) if comparison.as_of else ""


def _timestamp(comparison: Comparison, chosen: Options) -> int:
    if chosen.timestamp is not None:
        return chosen.timestamp
    return max(0, comparison.as_of.first * 60) if comparison.as_of else 0
