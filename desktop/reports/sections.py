"""One section a scenario: what it sets, and for each party its stance and the words that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Actor, Assessment, Scenario, Statement
from db.vocabulary import CellKind, Headline, Kind, Wording
from desktop import words
from desktop.analysis.cells import Cell
from desktop.analysis.factors import CompiledFactor
from desktop.reports import fields, looks
from desktop.reports.passages import LONG, Footnote, footnotes, words_of
from desktop.reports.pieces import Piece, Rich, aside, listing, name, names, phrase, refs, shortened, text
from desktop.reports.record import Record
from desktop.reports.remarks import Anchors, assessed, signed
from desktop.reports.telling import factor_names, outcomes
from desktop.words import _

QUOTED = 3
"""How many statements a party's row quotes; the others are named by number."""


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
class Row:
    """A party's stance in the scenario with the words that decide it, and what else is to be said."""

    party: Piece
    mark: str
    word: str
    remarks: tuple[str, ...]
    quotes: tuple[Rich, ...]
    asides: tuple[Rich, ...]


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
    title = name(record.full_name(scenario), anchors.on(Kind.SCENARIO, scenario.id))
    shown = _chips(record, scenario, anchors)
    told, quiet = _split(record, scenario)
    rows = tuple(_row(record, actor, scenario, anchors) for actor in told)
    judged = tuple(_judgement(record, one, anchors) for one in latest(record, scenario) if anchors.chosen.assessments)
    cited = {n for row in rows for rich in (*row.quotes, *row.asides) for piece in rich for n in piece.numbers}
    quoted = {statement for row in rows for rich in row.quotes for piece in rich[1:2] for statement in piece.numbers}
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


def _row(record: Record, actor: Actor, scenario: Scenario, anchors: Anchors) -> Row:
    cell = record.cell(actor, scenario)
    remarks = anchors.on("cell", actor.id, scenario.id)
    party = name(record.actor_name(actor.id))
    quotes = _quotes(record, record.newest_first(cell.decisive), anchors)
    asides = tuple(rich for rich in _asides(record, actor, scenario, cell) if rich)
    return Row(party, looks.mark(cell), looks.word(cell), remarks, quotes, asides)


def _quotes(record: Record, decisive: Sequence[Statement], anchors: Anchors) -> tuple[Rich, ...]:
    found = []
    for statement in decisive[:QUOTED]:
        shown = words_of(record, statement, LONG, anchors)
        found.append((shown, *refs([statement.number]), Piece(" "), aside(_speaker(record, statement))))
    rest = refs(statement.number for statement in decisive[QUOTED:])
    if rest:
        found.append((aside(_("Also")), *rest))
    return tuple(found)


def _speaker(record: Record, statement: Statement) -> str:
    quotation = record.main_quotation(statement)
    speaker = record.actor_name(statement.speaker)
    how = {
        Wording.TRANSLATION: _("{speaker}, translated"),
        Wording.PARAPHRASE: _("{speaker}, as paraphrased"),
        Wording.SUMMARY: _("{speaker}, as summarised"),
        Wording.HEADLINE: _("{speaker}, from a headline"),
    }
    pattern = how.get(quotation.wording, "{speaker}") if quotation else "{speaker}"
    return pattern.format(speaker=speaker)


def _asides(record: Record, actor: Actor, scenario: Scenario, cell: Cell) -> list[Rich]:
    """What is to be said beside the words: what it depends on, other voices, silence."""
    if cell.kind == CellKind.IMPOSSIBLE:
        return [text(_("By the case's own rules this scenario cannot come about."))]
    return [
        _depends(record, cell),
        _profile(record, actor, scenario, cell),
        _silence(record, actor, scenario, cell),
        _members(cell),
        text(_("A voice of lower standing differs.")) if cell.dissent else (),
        _turn(record, cell),
        _attributed(record, cell),
    ]


def _depends(record: Record, cell: Cell) -> Rich:
    if cell.kind != CellKind.OPEN:
        return ()
    factors = names(factor_names(record, cell.depends_on)) or text(_("what is left open"))
    return phrase(
        _("Depends on {factors}, left open here: {outcomes}."), factors=factors, outcomes=outcomes(cell.headlines)
    )


def _profile(record: Record, actor: Actor, scenario: Scenario, cell: Cell) -> Rich:
    """Stance by issue with the statements behind it, when there is more than one."""
    if len(cell.profile) < 2:
        return ()
    told = [_on_issue(record, actor, scenario, issue, stances) for issue, stances in cell.profile]
    return phrase(_("By subject: {told}."), told=listing(told))


def _on_issue(record: Record, actor: Actor, scenario: Scenario, issue: str, stances: Sequence[Headline]) -> Rich:
    numbers = record.numbers(record.deciding(actor, scenario, issue))
    shown = name(record.issue_names.get(issue, issue))
    return phrase(_("{issue} {stance}{refs}"), issue=shown, stance=_either(stances), refs=refs(numbers))


def _either(stances: Sequence[Headline]) -> str:
    return fields.either_of([words.stance(stance).lower() for stance in stances])


def _silence(record: Record, actor: Actor, scenario: Scenario, cell: Cell) -> Rich:
    """That nothing applies, and the words that come nearest with the condition they fail."""
    if cell.kind != CellKind.SILENT:
        return ()
    silent = text(_("No position it took applies here."))
    nearest = record.comparison.nearest(actor.id, scenario.id)
    near = record.numbers([nearest]) if nearest is not None else ()
    if not near or nearest is None:
        return silent
    failed = _failed(record, actor, scenario, nearest)
    pattern = _(" Its nearest words{refs} are about {condition}.") if failed else _(" Its nearest words{refs} do not.")
    return (*silent, *phrase(pattern, condition=failed, refs=refs(near)))


def _failed(record: Record, actor: Actor, scenario: Scenario, position: int) -> Rich:
    """The conditions of a position that this scenario does not meet, such as *Hostilities: Ceasefire*."""
    reasons = record.comparison.reasons(actor.id, scenario.id)
    clauses = next((reason.conditions for reason in reasons if reason.position == position), ())
    compiled = {factor.key: factor for factor in record.comparison.factors}
    ranked = sorted(clauses, key=lambda results: sum(result.result == "failed" for result in results))
    told = []
    for result in ranked[0] if ranked else ():
        if result.result == "failed":
            told.append(text(_asked(compiled[result.factor], result.values)))
    return listing(told)


def _asked(factor: CompiledFactor, values: Sequence[str]) -> str:
    """A condition in words; one value of a several factor is named alone, or denied."""
    if "." in factor.key and len(values) == 1:
        return factor.name if values[0] == "yes" else _("not {value}").format(value=factor.name)
    names_of = {value.key: value.name for value in factor.values}
    return f"{factor.name}: {fields.either_of([names_of.get(value, value) for value in values])}"


def _members(cell: Cell) -> Rich:
    if cell.by_members is None:
        return ()
    side = {
        "for": _("for it"),
        "against": _("against it"),
        "neutral": _("neutral"),
        "divided": _("divided"),
    }[cell.by_members.side]
    told = _("By members: {side} ({on_record} of {members} on record).")
    return text(told.format(side=side, on_record=cell.by_members.on_record, members=cell.by_members.members))


def _turn(record: Record, cell: Cell) -> Rich:
    """Words that may turn a firm cell; nothing when they are told already."""
    might = set(record.numbers(cell.might)) - set(record.numbers(cell.decisive))
    if not cell.could_turn or not might:
        return ()
    return phrase(_("Could turn: other words might apply.{refs}"), refs=refs(might))


def _attributed(record: Record, cell: Cell) -> Rich:
    numbers = record.numbers(cell.attributed)
    if not numbers:
        return ()
    return phrase(_("Attributed to it by others, and not counted.{refs}"), refs=refs(numbers))


def _judgement(record: Record, one: Assessment, anchors: Anchors) -> Judgement:
    mark = Headline.of(one.stance).word
    party = name(record.actor_name(one.actor))
    return Judgement(
        party, mark, assessed(one), one.rationale, signed(one.author if anchors.chosen.authors else "", one.at)
    )
