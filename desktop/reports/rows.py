"""A party in the section of a scenario: its stance, the words that decide it, and what else is to be said."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Actor, Scenario, Statement
from db.vocabulary import CellKind, Headline, Wording
from desktop import words
from desktop.analysis.cells import Cell
from desktop.analysis.factors import CompiledFactor
from desktop.reports import fields, looks
from desktop.reports.passages import LONG, translated, words_of
from desktop.reports.pieces import Piece, Rich, aside, listing, name, names, phrase, refs, shortened, text
from desktop.reports.record import Record
from desktop.reports.remarks import Anchors
from desktop.reports.telling import factor_names, outcomes
from desktop.words import _

QUOTED = 3
"""How many statements a party's row quotes; the others are named by number."""

TERMS = 300
"""Characters of a condition or an announcement."""


@dataclass(frozen=True, slots=True)
class Row:
    """A party's stance in the scenario with the words that decide it, and what else is to be said."""

    party: Piece
    mark: str
    word: str
    remarks: tuple[str, ...]
    at: str
    quotes: tuple[Rich, ...]
    asides: tuple[Rich, ...]


def row(record: Record, actor: Actor, scenario: Scenario, anchors: Anchors) -> Row:
    """The row of a party in the section of a scenario."""
    cell = record.cell(actor, scenario)
    remarks = anchors.on("cell", actor.id, scenario.id)
    at = record.at("cell", actor.id, scenario.id)
    party = name(record.actor_name(actor.id), at=at)
    quotes = _quotes(record, record.newest_first(cell.decisive), anchors)
    asides = tuple(rich for rich in _asides(record, actor, scenario, cell) if rich)
    return Row(party, looks.mark(cell), looks.word(cell), remarks, at, quotes, asides)


def _quotes(record: Record, decisive: Sequence[Statement], anchors: Anchors) -> tuple[Rich, ...]:
    found = []
    for statement in decisive[:QUOTED]:
        shown = words_of(record, statement, LONG, anchors)
        found.append((shown, *refs([statement.number]), Piece(" "), aside(_speaker(record, statement))))
        if beneath := translated(record.main_quotation(statement), LONG):
            found.append(beneath)
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
        *_terms(record, cell),
        _depends(record, cell),
        _profile(record, actor, scenario, cell),
        _silence(record, actor, scenario, cell),
        _members(cell),
        text(_("A voice of lower standing differs.")) if cell.dissent else (),
        _turn(record, cell),
        _attributed(record, cell),
    ]


def _terms(record: Record, cell: Cell) -> list[Rich]:
    """The conditions that the deciding words name, and what they announce; those of the same conditions together."""
    factors = {factor.id: factor for factor in record.case.factors}
    conditions: dict[str, list[int]] = {}
    announced: dict[str, list[int]] = {}
    for position in map(record.position, cell.decisive):
        conditions.setdefault(shortened(fields.condition(position.regions, factors), TERMS), []).append(position.id)
        if position.announces:
            announced.setdefault(shortened(position.announces, TERMS), []).append(position.id)
    several = len(conditions) > 1
    told = [
        _term(_("Said to hold when {words}."), asked, record.numbers(ids), several)
        for asked, ids in conditions.items()
        if asked
    ]
    return told + [
        _term(_("Announced: {words}."), what, record.numbers(ids), len(announced) > 1)
        for what, ids in announced.items()
    ]


def _term(pattern: str, said: str, numbers: Sequence[int], several: bool) -> Rich:
    """A sentence on what words say, with their numbers where not all of them say it."""
    return (*phrase(pattern, words=said.rstrip(".")), *(refs(numbers) if several else ()))


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
    reasons = record.reasons(actor.id, scenario.id)
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
