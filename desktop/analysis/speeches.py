"""What an actor has said that counts, in the order in which it is weighed; and the worlds that it tells apart."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from db.vocabulary import Stance
from desktop.analysis.dossier import Dossier
from desktop.analysis.factors import Cube
from desktop.analysis.living import valid
from desktop.analysis.record import Record
from desktop.analysis.rules import Box, Rules
from desktop.analysis.tensors import Tensor
from desktop.analysis.worlds import classes

Readings = Mapping[int, Sequence[Cube]]
"""Other cubes for some positions, by their rows."""


@dataclass(frozen=True, slots=True)
class Word:
    """A position that counts: ``narrower`` are the regions of the same voice's words that outdo it where they hold."""

    said: int
    stance: Stance
    region: tuple[Cube, ...]
    narrower: tuple[tuple[Cube, ...], ...]


Voice = Sequence[Word]
"""What one voice said on one issue, the latest first."""

Ranks = Mapping[int, Sequence[Voice]]
"""The voices on one issue by standing, the highest first."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What counts for an actor, by issue."""

    actor: int
    issues: Mapping[int, Ranks]

    def words(self) -> Iterator[Word]:
        """Everything in it."""
        for ranks in self.issues.values():
            for voices in ranks.values():
                for voice in voices:
                    yield from voice

    def cubes(self) -> Iterator[Cube]:
        """Where it holds."""
        return (cube for word in self.words() for cube in word.region)


def speech(record: Record, papers: Dossier, moment: int, issues: Collection[int]) -> Speech:
    """What counts for an actor on some issues, as of a moment at which it is valid."""
    living = valid(record.columns, papers.rows(), moment).tolist()
    there = [alive and entry.issue in issues for alive, entry in zip(living, papers.entries, strict=True)]
    found: dict[int, dict[int, list[Voice]]] = {}
    for group in papers.groups:
        voice = [_word(papers, place, there) for place in group if there[place]]
        if voice:
            first = papers.entries[group[0]]
            found.setdefault(first.issue, {}).setdefault(first.standing, []).append(voice)
    ranked = {issue: dict(sorted(ranks.items(), reverse=True)) for issue, ranks in sorted(found.items())}
    return Speech(papers.actor, ranked)


def _word(papers: Dossier, place: int, there: Sequence[bool]) -> Word:
    entry = papers.entries[place]
    narrower = tuple(papers.entries[other].region for other in entry.narrower if there[other])
    return Word(entry.said, entry.stance, entry.region, narrower)


def layout(rules: Rules, cubes: Iterable[Cube], box: Box | None = None) -> Tensor:
    """The worlds that cubes tell apart, with all factors that rules tie to theirs; and a box, where it is given.

    Factors of which nothing is said stay out: the worlds that differ in them alone are one.
    """
    cuts: dict[int, set[int]] = {}
    used: dict[int, int] = {}
    for cube in cubes:
        for place, mask in cube:
            if mask != rules.full[place]:
                cuts.setdefault(place, set()).add(mask)
                used[place] = used.get(place, 0) + 1
    for number in {rules.component_of[place] for place in cuts} - {-1}:
        for place in rules.components[number].places:
            cuts.setdefault(place, set())
    for cube in rules.forbidden:
        for place, mask in cube:
            if place in cuts:
                cuts[place].add(mask)
    if box is not None:
        for place in cuts:
            cuts[place].add(box[place])
    places = sorted(cuts)
    domains = [classes(rules.full[place], cuts[place], rules.absent[place]) for place in places]
    return Tensor(places, domains, [used.get(place, 0) for place in places])
