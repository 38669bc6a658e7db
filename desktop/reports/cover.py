"""The first page: what the case is about, the matrix in miniature, what the record shows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop import words
from desktop.analysis.cells import Comparison
from desktop.reports import findings, looks, passages
from desktop.reports.findings import Finding
from desktop.reports.options import Options
from desktop.reports.passages import Footnote
from desktop.reports.pieces import Piece, Rich, name, numbers_in, words_of
from desktop.reports.record import Record
from desktop.reports.remarks import CASE, Anchors
from desktop.words import _, count

ON_COVER = 6
"""Findings on the cover at most; the others follow the matrix."""

COVER_LINES = 20
"""Lines that findings, their footnotes (two a line) and the contents share on the cover."""

PICTURED = 24
"""Parties in the small matrix of the cover."""

LINE = 84
"""Characters of a line of findings, about."""


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


def first(found: Sequence[Finding], entries: int, parties: int) -> int:
    """How many findings go on the cover beside the entries of the contents; one at least."""
    left = COVER_LINES - -(-entries // (2 if entries <= 16 else 3)) - max(0, min(parties, PICTURED) - 6) // 2
    cited: set[int] = set()
    for place, finding in enumerate(found[:ON_COVER]):
        cited.update(finding.numbers)
        left -= -(-len(words_of(finding.sentence)) // LINE)
        if left < len(cited) // 2:
            return max(1, place)
    return min(len(found), ON_COVER)


def title(record: Record, chosen: Options) -> Piece:
    """What the brief is called."""
    return name(chosen.title or record.case.case.title or _("Untitled case"))


def cover(
    record: Record, found: Sequence[Finding], chosen: Options, anchors: Anchors, *, pictured: bool = True
) -> Cover:
    """The first page with these findings; without the picture nothing has to be compared."""
    sentences = tuple(finding.sentence for finding in found)
    day = as_of(record.comparison)
    return Cover(
        title=replace(title(record, chosen), remarks=anchors.on(*CASE), at=record.at("case")),
        subtitle=_subtitle(record, day),
        prepared=_("prepared {date}").format(date=chosen.prepared) if chosen.prepared else "",
        picture=_picture(record) if pictured else (),
        counts=_counts(record),
        lead=findings.lead(day) if record.statements else Piece(""),
        findings=sentences,
        notes=passages.footnotes(record, numbers_in(sentences), anchors),
    )


def _picture(record: Record) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(looks.mark(cell) for _s, cell in record.row(actor)) for actor in record.parties[:PICTURED])


def _subtitle(record: Record, day: str) -> str:
    parties, scenarios = len(record.parties), len(record.scenarios)
    if not record.statements or not parties:
        return _("A case with nothing on the record yet")
    who = count(parties, "one party has", "{n} parties have").replace(str(parties), numeral(parties), 1)
    told = _("What {who} said, on record").format(who=who)
    if day:
        told = _("{told} as of {date}").format(told=told, date=day)
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
    return (*rows, ("", _counted(record)))


def _counted(record: Record) -> str:
    """What is counted, and how much is not."""
    left = record.comparison.left_out
    if not record.counted:
        return _grades(record)
    hidden = count(left, "{n} statement is left out", "{n} statements are left out")
    return _("Counted: {what}; {hidden}").format(what=record.counted, hidden=hidden)


def _grades(record: Record) -> str:
    """Which grades are among the statements counted."""
    found = sorted({str(s.reliability) for s in record.case.sources if s.reliability})
    if not found:
        return _("Counted: all statements, not graded")
    if len(found) == 1:
        return _("Counted: all statements, sources of grade {grade}").format(grade=found[0])
    return _("Counted: all statements, sources of grade {first} to {last}").format(first=found[0], last=found[-1])


def as_of(comparison: Comparison) -> str:
    """The date that the comparison is of, in words; empty when there is none."""
    return words.date(comparison.as_of) if comparison.as_of else ""
