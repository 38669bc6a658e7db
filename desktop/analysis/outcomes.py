"""One cell, exactly: the words of all voices over every completion of a scenario that makes a difference.

Sets of completions are integers with a bit per completion (see ``worlds.py``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from db.vocabulary import Headline, Stance, Verdict
from desktop.analysis.dossier import Dossier, Entry
from desktop.analysis.factors import Cube
from desktop.analysis.rules import Box, Rules
from desktop.analysis.situations import Situation
from desktop.analysis.verdicts import exactly
from desktop.analysis.worlds import Space, classes

SPOKEN = tuple(Headline)[:-1]
"""All headlines but silence, the worst first."""

REJECTS_FIRST = tuple(sorted(Stance))
NEUTRAL = REJECTS_FIRST.index(Stance.NEUTRAL)
"""Where the neutral stance stands among all; a stance is its distance from there."""

SURE: tuple[Cube, ...] = ((),)
"""What is left of a region that holds for certain."""


@dataclass(frozen=True)
class IssueOutcome:
    """An actor's stance on one issue: the completions of each headline, those that each standing decides, and those
    in which a lower voice says the opposite.
    """

    stances: Mapping[Headline, int]
    decided_by: Sequence[int]
    dissent: int


@dataclass(frozen=True)
class Outcome:
    """What an actor's words come to in a scenario; by the places of its dossier's entries.

    ``holds`` are the completions in which a position applies, ``specific`` those in which no narrower one of its voice
    does, ``words`` those in which it is the voice's word.
    """

    space: Space
    elsewhere: list[int]
    holds: Mapping[int, int]
    specific: dict[int, int] = field(default_factory=dict)
    words: dict[int, int] = field(default_factory=dict)
    issues: dict[int, IssueOutcome] = field(default_factory=dict)
    headlines: dict[Headline, int] = field(default_factory=dict)

    def verdict(self, place: int) -> Verdict:
        """Whether an entry's position applies."""
        if place not in self.holds:
            return Verdict.ELSEWHERE
        if not self.holds[place]:
            return Verdict.FAILS
        return Verdict.APPLIES if self.holds[place] == self.space.all else Verdict.MIGHT

    @property
    def mixed(self) -> bool:
        """Whether somewhere one issue is on one side and another on the other."""
        against = favour = 0
        for issue in self.issues.values():
            against |= issue.stances[Headline.REJECTS] | issue.stances[Headline.OPPOSES]
            favour |= issue.stances[Headline.ACCEPTS] | issue.stances[Headline.SUPPORTS]
        return bool(against & favour)

    @property
    def dissent(self) -> bool:
        """Whether somewhere a lower voice says the opposite of the deciding one."""
        return any(issue.dissent for issue in self.issues.values())


def outcome(
    dossier: Dossier,
    living: Sequence[int],
    addressed: Sequence[bool],
    situation: Situation,
    rules: Rules,
    *,
    brief: bool = False,
) -> Outcome:
    """Works out a cell.

    Args:
        dossier: the actor's positions.
        living: the places of the entries that are valid.
        addressed: for each issue whether the scenario addresses it.
        situation: the scenario.
        rules: the rules of the case.
        brief: whether the entries that hold nowhere are left out.
    """
    entries, box = dossier.entries, situation.box
    left = {place: undecided(entries[place].region, box) for place in living if addressed[entries[place].issue]}
    if brief:
        left = {place: cubes for place, cubes in left.items() if cubes}
    space = _space(situation, rules, left.values())
    found = Outcome(space, [], {place: _holds(space, cubes) for place, cubes in left.items()})
    if not brief:
        found.elsewhere.extend(place for place in living if place not in left)
    for group in dossier.groups:
        _speak(dossier, [place for place in group if place in left], found)
    by_issue: dict[int, list[tuple[int, Entry]]] = {}
    for place in left:
        by_issue.setdefault(entries[place].issue, []).append((place, entries[place]))
    for issue, named in by_issue.items():
        found.issues[issue] = _issue(named, found.words)
    _lead(found)
    return found


def undecided(region: Sequence[Cube], box: Box) -> Sequence[Cube]:
    """What a situation leaves to be decided of a region: of every cube that may hold the restrictions that may fail.
    None of a cube: it holds for certain, and then it is the only one. No cube: the region does not hold.
    """
    found: list[Cube] = []
    for cube in region:
        rest = []
        for place, mask in cube:
            if not box[place] & mask:
                break
            if box[place] & ~mask:
                rest.append((place, mask))
        else:
            if not rest:
                return SURE
            found.append(tuple(rest))
    return found


def _space(situation: Situation, rules: Rules, regions: Iterable[Sequence[Cube]]) -> Space:
    """The completions of a scenario, as far as what is undecided of regions, or is tied to it, tells them apart."""
    cuts: dict[int, set[int]] = {}
    for region in regions:
        for cube in region:
            for place, mask in cube:
                cuts.setdefault(place, set()).add(mask)
    places = situation.closure(cuts)
    inside = set(places)
    forbidden = [cube for cube in situation.rules if cube[0][0] in inside]
    for cube in forbidden:
        for place, mask in cube:
            cuts.setdefault(place, set()).add(mask)
    domains = [classes(situation.box[place], cuts.get(place, ()), rules.absent[place]) for place in places]
    return Space(places, domains, forbidden)


def _holds(space: Space, region: Sequence[Cube]) -> int:
    if region is SURE:
        return space.all
    found = 0
    for cube in region:
        found |= space.inside(cube)
    return found


def _speak(dossier: Dossier, group: Sequence[int], found: Outcome) -> None:
    """The word of a voice on an issue: the narrowest of its positions, of these the latest."""
    before = later = 0
    said = None
    for place in group:
        holds = found.holds[place]
        if not holds:
            found.specific[place] = found.words[place] = 0
            continue
        entry = dossier.entries[place]
        for other in entry.narrower:
            holds &= ~found.holds.get(other, 0)
        found.specific[place] = holds
        if entry.said != said:
            said, later = entry.said, before
        found.words[place] = holds & ~later
        before |= holds


def _issue(entries: Sequence[tuple[int, Entry]], words: Mapping[int, int]) -> IssueOutcome:
    """The stance on one issue: the highest standing that speaks decides."""
    by_standing = [[0] * len(REJECTS_FIRST) for _ in range(3)]
    for place, entry in entries:
        if words[place]:
            by_standing[entry.standing][entry.stance + NEUTRAL] |= words[place]
    decided_by, said, spoken = [0, 0, 0], [0] * len(REJECTS_FIRST), 0
    for standing in (2, 1, 0):
        of_it = 0
        for stance, worlds in enumerate(by_standing[standing]):
            if worlds:
                of_it |= worlds
                said[stance] |= worlds & ~spoken
        decided_by[standing] = of_it & ~spoken
        spoken |= of_it
    rejects, opposes, neutral, accepts, supports = said
    against, favour = rejects | opposes, accepts | supports
    lower_rejects, lower_opposes, _, lower_accepts, lower_supports = by_standing[1]
    opposite = (against & ~favour & (lower_accepts | lower_supports)) | (
        favour & ~against & (lower_rejects | lower_opposes)
    )
    stances = {
        Headline.REJECTS: rejects & ~favour,
        Headline.CONTESTED: against & favour,
        Headline.OPPOSES: opposes & ~rejects & ~favour,
        Headline.NEUTRAL: neutral & ~against & ~favour,
        Headline.ACCEPTS: accepts & ~supports & ~against,
        Headline.SUPPORTS: supports & ~against,
    }
    return IssueOutcome(stances, decided_by, decided_by[2] & opposite)


def _lead(found: Outcome) -> None:
    """The worst issue leads in each completion."""
    left = found.space.all
    for headline in SPOKEN:
        worlds = 0
        for issue in found.issues.values():
            worlds |= issue.stances[headline]
        found.headlines[headline] = worlds & left
        left &= ~worlds
    found.headlines[Headline.SILENT] = left


def verdict(region: Sequence[Cube], situation: Situation, rules: Rules) -> Verdict:
    """Whether one position applies in a scenario that addresses its issue."""
    box = situation.box
    if any(all(box[place] & ~mask == 0 for place, mask in cube) for cube in region):
        return Verdict.APPLIES
    possible = [cube for cube in region if all(box[place] & mask for place, mask in cube)]
    if not possible:
        return Verdict.FAILS
    all_in, some_in = exactly(rules, possible, box)
    return Verdict.APPLIES if all_in else Verdict.MIGHT if some_in else Verdict.FAILS


def carries(outcome: Outcome, dossier: Dossier, place: int, headline: Headline) -> int:
    """The completions in which an entry carries its issue's stance, as a word at the deciding standing."""
    entry = dossier.entries[place]
    sided = entry.stance != Stance.NEUTRAL
    if not (sided if headline is Headline.CONTESTED else Headline.of(entry.stance) is headline):
        return 0
    issue = outcome.issues[entry.issue]
    return outcome.words[place] & issue.decided_by[entry.standing] & issue.stances[headline]
