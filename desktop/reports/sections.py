"""One section a scenario: what it sets, and for each party its stance and the words that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Actor, Assessment, Scenario
from db.vocabulary import CellKind, Headline, Kind
from desktop import words
from desktop.analysis.cells import Cell
from desktop.reports import fields
from desktop.reports.passages import Footnote, footnotes
from desktop.reports.pieces import Piece, Rich, name, names, numbers_in, phrase, shortened, text
from desktop.reports.record import Record
from desktop.reports.remarks import Anchors, assessed, signed
from desktop.reports.rows import Row, row
from desktop.words import _

CHIP = 60
"""Characters of a chip."""

DEEPEST = 6
"""The deepest level of a heading in PDF; branches below it stay on it."""


@dataclass(frozen=True, slots=True)
class ChipShown:
    """A factor with its value, or open; ``remarks`` are on the factor."""

    name: str
    value: str
    open: bool
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The analyst's assessment of a party here, never part of the record."""

    party: Piece
    mark: str
    verdict: str
    rationale: str
    signed: str


@dataclass(frozen=True, slots=True)
class Section:
    """A scenario's section; ``id`` names it in the document, ``level`` is its depth among the branches, from 1.

    ``title`` is told with the parent's name where it needs that, ``short`` is the scenario's own.
    """

    id: str
    level: int
    kicker: str
    title: Piece
    short: str
    description: str
    chips: tuple[ChipShown, ...]
    rows: tuple[Row, ...]
    silent: Rich
    judgements: tuple[Judgement, ...]
    notes: tuple[Footnote, ...]


def section(record: Record, scenario: Scenario, number: int, anchors: Anchors) -> Section:
    """The section of one scenario, which is ``number`` in the order of the brief."""
    title = name(
        record.full_name(scenario), anchors.on(Kind.SCENARIO, scenario.id), at=record.at("scenario", scenario.id)
    )
    shown = _chips(record, scenario, anchors)
    told, quiet = _split(record, scenario)
    rows = tuple(row(record, actor, scenario, anchors) for actor in told)
    judged = tuple(_judgement(record, one, anchors) for one in latest(record, scenario) if anchors.chosen.assessments)
    cited = numbers_in([rich for one in rows for rich in (*one.quotes, *one.asides)])
    quoted = {statement for one in rows for rich in one.quotes for piece in rich[1:2] for statement in piece.numbers}
    notes = footnotes(record, cited, anchors, quoted=quoted)
    kicker = _kicker(record, scenario, number)
    silent = _together(record, scenario, quiet)
    return Section(
        f"s{number}",
        _level(record, scenario),
        kicker,
        title,
        record.short_name(scenario),
        scenario.description,
        shown,
        rows,
        silent,
        judged,
        notes,
    )


def latest(record: Record, scenario: Scenario) -> list[Assessment]:
    """The latest assessment of each cell of a scenario, in the order of the rows."""
    found: dict[int, Assessment] = {}
    for one in record.case.assessments:
        if one.scenario == scenario.id and (one.at or "") >= (found[one.actor].at or "" if one.actor in found else ""):
            found[one.actor] = one
    return [found[actor.id] for actor in record.comparison.actors if actor.id in found]


def _level(record: Record, scenario: Scenario) -> int:
    parents = {one.id: one.parent for one in record.scenarios}
    level, above = 1, scenario.parent
    while above in parents and level < DEEPEST:
        level, above = level + 1, parents[above]
    return level


def _kicker(record: Record, scenario: Scenario, number: int) -> str:
    told = _("Scenario {number} of {all}").format(number=number, all=len(record.scenarios))
    parent = next((one.name for one in record.scenarios if one.id == scenario.parent), "")
    branch = _("a branch of {parent}").format(parent=parent) if parent else ""
    when = _("as on {date}").format(date=words.date(scenario.date)) if scenario.date else ""
    return " · ".join(part for part in (told, branch, when) if part)


def _chips(record: Record, scenario: Scenario, anchors: Anchors) -> tuple[ChipShown, ...]:
    found = fields.chips(scenario, record.comparison.scenarios, record.case.factors)
    return tuple(
        ChipShown(shortened(c.name, CHIP), shortened(c.value, CHIP), c.open, anchors.on(Kind.FACTOR, c.factor))
        for c in found
    )


def _split(record: Record, scenario: Scenario) -> tuple[list[Actor], list[Actor]]:
    """The parties with something to tell, and those that are silent with nothing to add."""
    told: list[Actor] = []
    quiet: list[Actor] = []
    for actor, cell in record.column(scenario):
        (quiet if _nothing(cell) else told).append(actor)
    return told, quiet


def _nothing(cell: Cell) -> bool:
    bare = not cell.fails and not cell.attributed and not cell.by_members and cell.assessed is None
    return cell.kind in (CellKind.SILENT, CellKind.IMPOSSIBLE) and bare


def _together(record: Record, scenario: Scenario, quiet: Sequence[Actor]) -> Rich:
    """The parties of whom nothing is to be told, in one line, and what silence is."""
    if all(cell.kind != CellKind.SILENT for _actor, cell in record.column(scenario)):
        return ()
    meaning = text(_("Silence is neither consent nor refusal."))
    if not quiet:
        return meaning
    who = names(record.actor_name(actor.id) for actor in quiet)
    return (*phrase(_("Silent, with no position of their own about it: {who}. "), who=who), *meaning)


def _judgement(record: Record, one: Assessment, anchors: Anchors) -> Judgement:
    mark = Headline.of(one.stance).word
    party = name(record.actor_name(one.actor))
    return Judgement(
        party, mark, assessed(one), one.rationale, signed(one.author if anchors.chosen.authors else "", one.at)
    )
