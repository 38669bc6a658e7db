"""What the record shows, in plain sentences that claim no more than the cells say.

A stance counts here only where it is firm. Silence is told as silence, and never as consent or neutrality. Each finding
names the statements that it rests on; one about silence rests on none.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from db.records import Actor, Scenario
from db.vocabulary import CellKind, Headline
from desktop.analysis.cells import Cell
from desktop.reports.fields import either_of
from desktop.reports.pieces import Piece, Rich, aside, listing, name, names, phrase, refs, titles
from desktop.reports.record import NEGATIVE, POSITIVE, Record
from desktop.words import _, count

SHOWN = 3
"""How many scenarios a sentence names before it only counts them."""


Outcome = tuple[tuple[Headline, ...], tuple[str, ...]]
"""What an open cell may say, and the factors it depends on."""

_ADJECTIVES = (Headline.CONTESTED, Headline.NEUTRAL, Headline.SILENT)


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence; ``kind`` tells what it is about, ``numbers`` the statements that it rests on."""

    kind: str
    sentence: Rich
    numbers: tuple[int, ...]


def find(record: Record) -> tuple[Finding, ...]:
    """All findings, the weightiest first."""
    found: list[Finding] = []
    for part in (_stances(Headline.REJECTS), _clashes, _stances(Headline.SUPPORTS), _contested, _all_silent):
        found += part(record)
    for part in (_stances(Headline.ACCEPTS), _stances(Headline.OPPOSES), _gaps, _open, _mixed, _impossible):
        found += part(record)
    return tuple(found)


def _stances(headline: Headline) -> Callable[[Record], list[Finding]]:
    def part(record: Record) -> list[Finding]:
        return [f for issue in record.issue_names for f in _on_issue(record, issue, headline)]

    return part


def _on_issue(record: Record, issue: str, headline: Headline) -> list[Finding]:
    """Who has this stance on an issue, actors with the same scenarios together."""
    addressed = [s for s in record.scenarios if any(issue in record.issues_addressed(c) for _a, c in record.column(s))]
    groups: dict[tuple[int, ...], list[Actor]] = {}
    for actor in record.parties:
        where = tuple(s.id for s in addressed if record.firm_on(actor, s, issue) == headline)
        if where:
            groups.setdefault(where, []).append(actor)
    return [_stance(record, issue, headline, addressed, where, actors) for where, actors in groups.items()]


def _stance(
    record: Record,
    issue: str,
    headline: Headline,
    addressed: Sequence[Scenario],
    where: tuple[int, ...],
    actors: Sequence[Actor],
) -> Finding:
    chosen = [scenario for scenario in addressed if scenario.id in where]
    told = [_told(record, actor, chosen, issue) for actor in actors]
    parts = {"actors": listing(told), "issue": name(record.issue_names[issue]), "scenarios": _few(record, chosen)}
    sentence = phrase(_stance_pattern(headline, len(actors), len(chosen), len(addressed)), **parts)
    return Finding(headline.word, sentence, _resting(record, actors, chosen, issue))


def _stance_pattern(headline: Headline, actors: int, here: int, addressed: int) -> str:
    verb = _verb(headline, actors)
    if here == addressed == 1:
        return _("On {{issue}}, {{actors}} {verb} the one scenario that addresses it, {{scenarios}}.").format(verb=verb)
    if here == addressed == 2:
        return _("On {{issue}}, {{actors}} {verb} both scenarios that address it.").format(verb=verb)
    if here == addressed:
        return _("On {{issue}}, {{actors}} {verb} all {all} scenarios that address it.").format(
            verb=verb, all=addressed
        )
    if here <= SHOWN:
        pattern = _("On {{issue}}, {{actors}} {verb} {here} of the {all} scenarios that address it: {{scenarios}}.")
    else:
        pattern = _("On {{issue}}, {{actors}} {verb} {here} of the {all} scenarios that address it.")
    return pattern.format(verb=verb, here=here, all=addressed)


def _verb(headline: Headline, actors: int) -> str:
    one, many = {
        Headline.REJECTS: (_("rejects"), _("reject")),
        Headline.OPPOSES: (_("opposes"), _("oppose")),
        Headline.ACCEPTS: (_("accepts"), _("accept")),
        Headline.SUPPORTS: (_("supports"), _("support")),
    }[headline]
    return one if actors == 1 else many


def _clashes(record: Record) -> list[Finding]:
    """Who stands against whom on one issue, in which scenarios."""
    found: dict[tuple[str, tuple[Actor, ...], tuple[Actor, ...]], list[Scenario]] = {}
    for scenario in record.scenarios:
        for issue in record.issue_names:
            sides = _sides(record, scenario, issue)
            if all(sides):
                found.setdefault((issue, *sides), []).append(scenario)
    return [_clash(record, issue, against, backing, s) for (issue, against, backing), s in found.items()]


def _sides(record: Record, scenario: Scenario, issue: str) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    stances = [(actor, record.firm_on(actor, scenario, issue)) for actor in record.parties]
    against = tuple(actor for actor, stance in stances if stance in NEGATIVE)
    return against, tuple(actor for actor, stance in stances if stance in POSITIVE)


def _clash(
    record: Record, issue: str, against: Sequence[Actor], backing: Sequence[Actor], where: Sequence[Scenario]
) -> Finding:
    them = count(len(where), "it", "them")
    pattern = _("On {{issue}}, {{against}} {are} against {{scenarios}}; {{backing}} {support} {them}.")
    sentence = phrase(
        pattern.format(are=_be(len(against)), support=_for(len(backing)), them=them),
        issue=name(record.issue_names[issue]),
        against=listing([_told(record, actor, where, issue) for actor in against]),
        backing=listing([_told(record, actor, where, issue) for actor in backing]),
        scenarios=_few_or_count(record, where),
    )
    return Finding("clash", sentence, _resting(record, (*against, *backing), where, issue))


def _be(actors: int) -> str:
    return _("is") if actors == 1 else _("are")


def _for(actors: int) -> str:
    return _("is for") if actors == 1 else _("are for")


def _contested(record: Record) -> list[Finding]:
    """Where words of equal standing of one party pull both ways."""
    found = []
    for actor in record.parties:
        chosen = [scenario for scenario, cell in record.row(actor) if _firm(cell, Headline.CONTESTED)]
        if chosen:
            pattern = _("{actor} is contested in {scenarios}: words of equal standing pull both ways.{refs}")
            found.append(_of_actor(record, "contested", pattern, actor, chosen, _resting(record, [actor], chosen)))
    return found


def _mixed(record: Record) -> list[Finding]:
    """Where a party stands firmly against one part of a scenario and firmly for another."""
    found = []
    for actor in record.parties:
        sides = {scenario.id: _pulls(record, actor, scenario) for scenario in record.scenarios}
        chosen = [scenario for scenario in record.scenarios if sides[scenario.id]]
        numbers = {n for s in chosen for issue in sides[s.id] for n in _resting(record, [actor], [s], issue)}
        if chosen:
            pattern = _("{actor} is for one part of {scenarios} and against another.{refs}")
            found.append(_of_actor(record, "mixed", pattern, actor, chosen, tuple(sorted(numbers))))
    return found


def _pulls(record: Record, actor: Actor, scenario: Scenario) -> list[str]:
    """The issues on which a party takes a side, where it takes both; else none."""
    stances = {issue: record.firm_on(actor, scenario, issue) for issue in record.issue_names}
    sided = {issue: stance in POSITIVE for issue, stance in stances.items() if stance in NEGATIVE | POSITIVE}
    return list(sided) if len(set(sided.values())) == 2 else []


def _of_actor(
    record: Record, kind: str, pattern: str, actor: Actor, where: Sequence[Scenario], numbers: tuple[int, ...]
) -> Finding:
    scenarios = _few_or_count(record, where)
    return Finding(
        kind, phrase(pattern, actor=name(record.actor_name(actor.id)), scenarios=scenarios, refs=refs(numbers)), numbers
    )


def _all_silent(record: Record) -> list[Finding]:
    """The scenarios to which nobody's words apply."""
    quiet = [s for s in record.scenarios if record.parties and all(_silent(c) for _a, c in record.column(s))]
    if not quiet:
        return []
    aside = _("Silence is neither consent nor refusal.")
    if len(quiet) == len(record.scenarios):
        told = phrase(_("No words on record apply to any of the scenarios. {aside}"), aside=aside)
    else:
        told = phrase(
            _("No words on record apply to {scenarios}: every party is silent there. {aside}"),
            scenarios=_few_or_count(record, quiet),
            aside=aside,
        )
    return [Finding("all-silent", told, ())]


def _gaps(record: Record) -> list[Finding]:
    """Where a party is silent though it has spoken on a subject that the scenario addresses."""
    found = []
    for actor in record.parties:
        chosen = [s for s, cell in record.row(actor) if _silent(cell) and cell.fails and not _quiet(record, s)]
        if chosen:
            numbers = record.numbers({p for s in chosen for p in record.cell(actor, s).fails})
            sentence = phrase(
                _("{actor} has spoken on the subject,{refs} but nothing it said applies to {scenarios}: silent there."),
                actor=name(record.actor_name(actor.id)),
                refs=refs(numbers),
                scenarios=_few_or_count(record, chosen),
            )
            found.append(Finding("gap", sentence, numbers))
    return found


def _quiet(record: Record, scenario: Scenario) -> bool:
    return all(_silent(cell) for _actor, cell in record.column(scenario))


def _open(record: Record) -> list[Finding]:
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
    return [_left_open(record, actors, outcome, ids) for (ids, outcome), actors in groups.items()]


def _left_open(record: Record, actors: Sequence[Actor], outcome: Outcome, ids: tuple[int, ...]) -> Finding:
    where = [scenario for scenario in record.scenarios if scenario.id in ids]
    headlines, factors = outcome
    sentence = phrase(
        _("In {scenarios}, {actors} {outcomes}, depending on {factors}."),
        scenarios=_few_or_count(record, where),
        actors=listing([_told(record, actor, where) for actor in actors]),
        outcomes=outcomes(headlines, len(actors)),
        factors=names(factor_names(record, factors)) or _("what is left open"),
    )
    return Finding("open", sentence, _resting(record, actors, where))


def outcomes(headlines: Sequence[Headline], actors: int = 1) -> str:
    """What an open cell may say, as verbs: *rejects or is silent*."""
    be = _be(actors)
    told = [
        {
            Headline.CONTESTED: _("{be} contested"),
            Headline.NEUTRAL: _("{be} neutral"),
            Headline.SILENT: _("{be} silent"),
        }[headline].format(be=be)
        if headline in _ADJECTIVES
        else _verb(headline, actors)
        for headline in headlines
    ]
    return either_of(told)


def factor_names(record: Record, keys: Iterable[str]) -> list[str]:
    """The names of compiled factors."""
    known = {factor.key: factor.name for factor in record.comparison.factors}
    return [known.get(key, key) for key in keys]


def _impossible(record: Record) -> list[Finding]:
    """Scenarios that the case's own rules exclude."""
    column = record.column
    broken = [s for s in record.scenarios if any(c.kind == CellKind.IMPOSSIBLE for _a, c in column(s))]
    if not broken:
        return []
    pattern = _("By the case's own rules {scenarios} cannot come about; nothing is said of it.")
    return [Finding("impossible", phrase(pattern, scenarios=_few_or_count(record, broken)), ())]


def _firm(cell: Cell, headline: Headline) -> bool:
    return cell.kind == CellKind.FIRM and cell.headlines[0] == headline


def _silent(cell: Cell) -> bool:
    return cell.kind == CellKind.SILENT


def _told(record: Record, actor: Actor, where: Iterable[Scenario], issue: str | None = None) -> Rich:
    """An actor's name with the statements that decide it there."""
    return (name(record.actor_name(actor.id)), *refs(_resting(record, [actor], where, issue)))


def _resting(
    record: Record, actors: Iterable[Actor], where: Iterable[Scenario], issue: str | None = None
) -> tuple[int, ...]:
    chosen = list(where)
    return record.numbers({p for actor in actors for s in chosen for p in record.deciding(actor, s, issue)})


def _few(record: Record, scenarios: Sequence[Scenario]) -> Rich:
    return titles(record.full_name(scenario) for scenario in scenarios)


def _few_or_count(record: Record, scenarios: Sequence[Scenario]) -> Rich:
    if len(scenarios) <= SHOWN:
        return _few(record, scenarios)
    return (Piece(count(len(scenarios), "{n} scenario", "{n} scenarios")),)


def lead(as_of: str) -> Piece:
    """What all findings are measured by."""
    return aside(_("On the record as of {date}.").format(date=as_of) if as_of else _("No statement is dated."))
