"""Findings on what the record does not settle: silence, openness, contest, and scenarios that cannot come about.

Silence is told as silence, and never as consent or neutrality; such a finding rests on no statement.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from db.records import Actor, Scenario
from db.vocabulary import CellKind, Headline
from desktop.analysis.cells import Cell
from desktop.reports.pieces import listing, name, names, phrase, refs
from desktop.reports.record import NEGATIVE, POSITIVE, Record
from desktop.reports.telling import Finding, Later, factor_names, few_or_count, outcomes, resting, told
from desktop.words import _, count

Outcome = tuple[tuple[Headline, ...], tuple[str, ...]]
"""What an open cell may say, and the factors it depends on."""


def contested(record: Record) -> list[Later]:
    """Where words of equal standing of one party pull both ways."""
    found: list[Later] = []
    for actor in record.parties:
        chosen = [scenario for scenario, cell in record.row(actor) if _firm(cell, Headline.CONTESTED)]
        if chosen:
            pattern = _("{actor} is contested in {scenarios}: words of equal standing pull both ways.{refs}")
            on: dict[int, list[str | None]] = {scenario.id: [None] for scenario in chosen}
            found.append(partial(_of_actor, record, "contested", pattern, actor, chosen, on))
    return found


def mixed(record: Record) -> list[Later]:
    """Where a party stands firmly against one part of a scenario and firmly for another."""
    found: list[Later] = []
    for actor in record.parties:
        sides: dict[int, list[str | None]] = {s.id: [*_pulls(record, actor, s)] for s in record.scenarios}
        chosen = [scenario for scenario in record.scenarios if sides[scenario.id]]
        if chosen:
            pattern = _("{actor} is for one part of {scenarios} and against another.{refs}")
            found.append(partial(_of_actor, record, "mixed", pattern, actor, chosen, sides))
    return found


def _pulls(record: Record, actor: Actor, scenario: Scenario) -> list[str]:
    """The issues on which a party takes a side, where it takes both; else none."""
    stances = {issue: record.firm_on(actor, scenario, issue) for issue in record.issue_names}
    sided = {issue: stance in POSITIVE for issue, stance in stances.items() if stance in NEGATIVE | POSITIVE}
    return list(sided) if len(set(sided.values())) == 2 else []


def _of_actor(
    record: Record,
    kind: str,
    pattern: str,
    actor: Actor,
    where: Sequence[Scenario],
    on: Mapping[int, Sequence[str | None]],
) -> Finding:
    """A finding on a party in some scenarios; ``on`` names the issues that it is about in each, None for all."""
    numbers = tuple(sorted({n for s in where for issue in on[s.id] for n in resting(record, [actor], [s], issue)}))
    named, scenarios = name(record.actor_name(actor.id)), few_or_count(record, where)
    return Finding(kind, phrase(pattern, actor=named, scenarios=scenarios, refs=refs(numbers)), numbers)


def all_silent(record: Record) -> list[Later]:
    """The scenarios to which nobody's words apply."""
    quiet = [s for s in record.scenarios if record.parties and all(_silent(c) for _a, c in record.column(s))]
    if not quiet:
        return []
    aside = _("Silence is neither consent nor refusal.")
    if len(quiet) == len(record.scenarios):
        sentence = phrase(_("No position on record applies to any of the scenarios. {aside}"), aside=aside)
    else:
        sentence = phrase(
            _("No position on record applies to {scenarios}: every party is silent there. {aside}"),
            scenarios=few_or_count(record, quiet),
            aside=aside,
        )
    return [partial(Finding, "all-silent", sentence, ())]


def gaps(record: Record) -> list[Later]:
    """Where parties are silent though they spoke on a subject that the scenario addresses, those alike together."""
    groups: dict[tuple[int, ...], list[Actor]] = {}
    for actor in record.parties:
        where = [s.id for s, cell in record.row(actor) if _silent(cell) and cell.fails and not _quiet(record, s)]
        if where:
            groups.setdefault(tuple(where), []).append(actor)
    return [partial(_gap, record, actors, ids) for ids, actors in groups.items()]


def _gap(record: Record, actors: Sequence[Actor], ids: tuple[int, ...]) -> Finding:
    where = [scenario for scenario in record.scenarios if scenario.id in ids]
    spoken = {actor.id: _spoken(record, actor, where) for actor in actors}
    pattern = count(
        len(actors),
        "{{actors}} has spoken on the subject, but no position it took applies to {{scenarios}}: it is silent there.",
        "{{actors}} have spoken on the subject, but no position they took applies to {{scenarios}}: "
        "they are silent there.",
    )
    sentence = phrase(
        pattern,
        actors=listing([(name(record.actor_name(a.id)), *refs(spoken[a.id])) for a in actors]),
        scenarios=few_or_count(record, where),
    )
    return Finding("gap", sentence, tuple(sorted({number for numbers in spoken.values() for number in numbers})))


def _spoken(record: Record, actor: Actor, where: Sequence[Scenario]) -> tuple[int, ...]:
    return record.numbers({position for s in where for position in record.cell(actor, s).fails})


def _quiet(record: Record, scenario: Scenario) -> bool:
    return all(_silent(cell) for _actor, cell in record.column(scenario))


def left_open(record: Record) -> list[Later]:
    """Where stances depend on what a scenario leaves open, actors alike together."""
    groups: dict[tuple[tuple[int, ...], Outcome], list[Actor]] = {}
    for actor in record.parties:
        where: dict[Outcome, tuple[int, ...]] = {}
        for scenario, cell in record.row(actor):
            if cell.kind == CellKind.OPEN:
                outcome = (cell.headlines, cell.depends_on)
                where[outcome] = (*where.get(outcome, ()), scenario.id)
        for outcome, ids in where.items():
            groups.setdefault((ids, outcome), []).append(actor)
    return [partial(_depending, record, actors, outcome, ids) for (ids, outcome), actors in groups.items()]


def _depending(record: Record, actors: Sequence[Actor], outcome: Outcome, ids: tuple[int, ...]) -> Finding:
    where = [scenario for scenario in record.scenarios if scenario.id in ids]
    headlines, factors = outcome
    sentence = phrase(
        _("In {scenarios}, {actors} {outcomes}, depending on {factors}."),
        scenarios=few_or_count(record, where),
        actors=listing([told(record, actor, where) for actor in actors]),
        outcomes=outcomes(headlines, len(actors)),
        factors=names(factor_names(record, factors)) or _("what is left open"),
    )
    return Finding("open", sentence, resting(record, actors, where))


def impossible(record: Record) -> list[Later]:
    """Scenarios that the case's own rules exclude."""
    column = record.column
    broken = [s for s in record.scenarios if any(c.kind == CellKind.IMPOSSIBLE for _a, c in column(s))]
    if not broken:
        return []
    pattern = _("By the case's own rules {scenarios} cannot come about; nothing is said of it.")
    return [partial(Finding, "impossible", phrase(pattern, scenarios=few_or_count(record, broken)), ())]


def _firm(cell: Cell, headline: Headline) -> bool:
    return cell.kind == CellKind.FIRM and cell.headlines[0] == headline


def _silent(cell: Cell) -> bool:
    return cell.kind == CellKind.SILENT
