"""What the record shows, in plain sentences that claim no more than the cells say.

A stance counts here only where it is firm. Each finding names the statements that it rests on. Read ``find`` first;
what the record leaves unsaid is in ``limits.py``.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import zip_longest
from typing import overload

from db.records import Actor, Scenario
from db.vocabulary import Headline
from desktop.reports import limits
from desktop.reports.pieces import Piece, Rich, aside, listing, name, phrase
from desktop.reports.record import NEGATIVE, POSITIVE, Record
from desktop.reports.telling import SHOWN, Finding, Later, be, be_for, few, few_or_count, resting, told, verb
from desktop.words import _, count

__all__ = ["Finding", "Findings", "find", "lead"]


class Findings(Sequence[Finding]):
    """All findings, each put into words when it is asked for."""

    def __init__(self, later: Sequence[Later]) -> None:
        self._later = tuple(later)
        self._told: dict[int, Finding] = {}

    def __len__(self) -> int:
        return len(self._later)

    @overload
    def __getitem__(self, place: int) -> Finding: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Finding, ...]: ...

    def __getitem__(self, place: int | slice) -> Finding | tuple[Finding, ...]:
        if isinstance(place, slice):
            return tuple(map(self._one, range(len(self))[place]))
        return self._one(range(len(self))[place])

    def _one(self, place: int) -> Finding:
        if place not in self._told:
            self._told[place] = self._later[place]()
        return self._told[place]


def find(record: Record) -> Findings:
    """All findings: the weightiest of each kind first, then the second of each kind, and so on."""
    parts = (
        _stances(Headline.REJECTS),
        _stances(Headline.SUPPORTS),
        limits.contested,
        limits.gaps,
        limits.all_silent,
        _clashes,
        _stances(Headline.OPPOSES),
        _stances(Headline.ACCEPTS),
        limits.left_open,
        limits.mixed,
        limits.impossible,
    )
    rounds = zip_longest(*(part(record) for part in parts))
    return Findings([finding for one in rounds for finding in one if finding is not None])


def _stances(headline: Headline) -> Callable[[Record], list[Later]]:
    def part(record: Record) -> list[Later]:
        found = [pair for issue in record.issue_names for pair in _on_issue(record, issue, headline)]
        return [finding for _weight, finding in sorted(found, key=lambda pair: -pair[0])]

    return part


def _on_issue(record: Record, issue: str, headline: Headline) -> list[tuple[int, Later]]:
    """Who has this stance on an issue, actors with the same scenarios together; with the number of cells."""
    addressed = record.addressing(issue)
    groups: dict[tuple[int, ...], list[Actor]] = {}
    for actor in record.parties:
        where = tuple(s.id for s in addressed if record.firm_on(actor, s, issue) == headline)
        if where:
            groups.setdefault(where, []).append(actor)
    return [
        (len(where) * len(actors), partial(_stance, record, issue, headline, addressed, where, actors))
        for where, actors in groups.items()
    ]


def _stance(
    record: Record,
    issue: str,
    headline: Headline,
    addressed: Sequence[Scenario],
    where: tuple[int, ...],
    actors: Sequence[Actor],
) -> Finding:
    chosen = [scenario for scenario in addressed if scenario.id in where]
    who = listing([told(record, actor, chosen, issue) for actor in actors])
    parts: dict[str, Rich | Piece] = {
        "actors": who,
        "issue": name(record.issue_names[issue]),
        "scenarios": few(record, chosen),
    }
    sentence = phrase(_stance_pattern(headline, len(actors), len(chosen), len(addressed)), **parts)
    return Finding(headline.word, sentence, resting(record, actors, chosen, issue))


def _stance_pattern(headline: Headline, actors: int, here: int, addressed: int) -> str:
    does = verb(headline, actors)
    if here == addressed == 1:
        return _("On {{issue}}, {{actors}} {verb} the one scenario that addresses it, {{scenarios}}.").format(verb=does)
    if here == addressed == 2:
        return _("On {{issue}}, {{actors}} {verb} both scenarios that address it.").format(verb=does)
    if here == addressed:
        return _("On {{issue}}, {{actors}} {verb} all {all} scenarios that address it.").format(
            verb=does, all=addressed
        )
    if here <= SHOWN:
        pattern = _("On {{issue}}, {{actors}} {verb} {here} of the {all} scenarios that address it: {{scenarios}}.")
    else:
        pattern = _("On {{issue}}, {{actors}} {verb} {here} of the {all} scenarios that address it.")
    return pattern.format(verb=does, here=here, all=addressed)


def _clashes(record: Record) -> list[Later]:
    """Who stands against whom on one issue, in which scenarios."""
    found: dict[tuple[str, tuple[Actor, ...], tuple[Actor, ...]], list[Scenario]] = {}
    for scenario in record.scenarios:
        for issue in record.issue_names:
            sides = _sides(record, scenario, issue)
            if all(sides):
                found.setdefault((issue, *sides), []).append(scenario)
    return [partial(_clash, record, issue, against, backing, s) for (issue, against, backing), s in found.items()]


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
        pattern.format(are=be(len(against)), support=be_for(len(backing)), them=them),
        issue=name(record.issue_names[issue]),
        against=listing([told(record, actor, where, issue) for actor in against]),
        backing=listing([told(record, actor, where, issue) for actor in backing]),
        scenarios=few_or_count(record, where),
    )
    return Finding("clash", sentence, resting(record, (*against, *backing), where, issue))


def lead(as_of: str) -> Piece:
    """What all findings are measured by."""
    return aside(_("On the record as of {date}.").format(date=as_of) if as_of else _("No statement is dated."))
