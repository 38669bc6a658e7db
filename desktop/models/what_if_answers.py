"""What would change where parties stand, and where nobody rejects: the answers of an exploration, one by one, in words.

``explored`` belongs on a worker; what it gives is read on the window's thread. The zone is told by ``what_if_zone.py``.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop import words
from desktop.analysis import comparison as side_by_side
from desktop.analysis.exploration import Exploration
from desktop.analysis.extent import TooLarge
from desktop.analysis.moves import Turn, Way
from desktop.analysis.within import taken
from desktop.models import looks, what_if_zone
from desktop.models.sheet import code_of
from desktop.models.what_if_names import Names
from desktop.models.what_if_zone import BestLine, BlockLine, ZoneTold
from desktop.words import _, count

MOST_PARTIES = 60
"""The smallest changes are looked for of so many parties at most."""

MOST_WAYS = 50
"""So many ways of turning one party are listed."""

Watch = Callable[[int, int], None]
"""Is told how much is done, of how much (0: not known); may raise to stop."""


@dataclass(frozen=True, slots=True)
class WayLine:
    """Changes that are enough: pairs of a factor and its new value, the same in words, and what the party says when
    they are made in this situation.
    """

    changes: tuple[tuple[str, str], ...]
    text: str
    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class TurnLine:
    """The smallest changes that turn a party: how many factors (``cost``: for how many they count, where that is
    something else), and the ways; ``more`` tells how many others than the first there are.
    """

    actor: int
    name: str
    size: str
    ways: tuple[WayLine, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Told:
    """What no change does, or what cannot be worked out, in a sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class PivotLine:
    """A party, and the factors whose change alone can change what it says: their keys, names, shares, and these in
    words.
    """

    actor: int
    name: str
    factors: tuple[tuple[str, str, float, str], ...]


Answer = TurnLine | BlockLine | ZoneTold | BestLine | PivotLine | Told
"""What an exploration gives, one after another."""


def explored(exploration: Exploration, watch: Watch) -> Iterator[Answer]:
    """The answers about a situation, the quick ones first: turns, the zone, blocks, pivots, the best that is open."""
    yield from _turns(exploration, watch)
    agreement = None
    try:
        agreement = exploration.agreement(watch)
        yield from what_if_zone.told(exploration, agreement, watch)
    except TooLarge as large:
        yield Told(too_large(large))
    yield from _pivots(exploration, watch)
    if agreement is not None:
        yield from what_if_zone.best(exploration.comparison, agreement)


def too_large(large: TooLarge) -> str:
    """That there are too many combinations, and what to do."""
    told = _("There are {n} combinations, more than can be looked at one by one ({most}). Fix a factor first.")
    return told.format(n=words.number(large.worlds), most=words.number(large.most))


def _turns(exploration: Exploration, watch: Watch) -> Iterator[Answer]:
    comparison, names = exploration.comparison, Names(exploration.comparison)
    everybody = side_by_side.parties(comparison)
    listed = everybody[:MOST_PARTIES]
    steady, unknown = list[str](), dict[int | None, list[str]]()
    for number, actor in enumerate(listed):
        watch(number, len(listed))
        try:
            turns = exploration.turns(actor.id)
        except TooLarge as large:
            unknown.setdefault(large.within, []).append(actor.name)
            continue
        if turns:
            yield _turn(exploration, names, turns)
        else:
            steady.append(actor.name)
    if steady:
        yield Told(
            _("On the issues that this situation is about, no change turns {actors}.").format(
                actors=words.listing(steady)
            )
        )
    for within, actors in unknown.items():
        yield Told(_unknown(within, actors))
    if len(everybody) > len(listed):
        told = _("Only the first {n} of {all} parties were looked at.")
        yield Told(told.format(n=len(listed), all=len(everybody)))


def _unknown(within: int | None, actors: Sequence[str]) -> str:
    told = words.listing(list(actors))
    if within is None:
        return _("{actors}: too many combinations to find what would turn them. Fix a factor first.").format(
            actors=told
        )
    one = "{{actors}}: no change of up to {n} factor turns them; more were not tried."
    return count(within, one, "{{actors}}: no change of up to {n} factors turns them; more were not tried.").format(
        actors=told
    )


def _turn(exploration: Exploration, names: Names, turns: Sequence[Turn]) -> TurnLine:
    """All smallest changes that turn a party; those with the same new values are one, whatever was before."""
    ways = {news(way): (turn, way) for turn in reversed(turns) for way in reversed(turn.ways)}
    listed = list(reversed(ways.values()))
    complete = all(each.complete for each in turns)
    lines = tuple(_way(exploration, names, *pair) for pair in listed[:MOST_WAYS])
    others = len(listed) - 1
    more = count(others, "{n} more way", "{n} more ways") if others else ""
    factors = {len(way.changes) for _turn, way in listed}
    size = count(min(factors), "{n} factor", "{n} factors")
    if factors != {turns[0].size}:
        size = _("counts {n}").format(n=turns[0].size)
    name = exploration.comparison.actor(turns[0].actor).name
    return TurnLine(turns[0].actor, name, size, lines, more if complete else _("many more ways"))


def _way(exploration: Exploration, names: Names, turn: Turn, way: Way) -> WayLine:
    """A way, and what it comes to here: with other factors open it may only be what the party might say."""
    cell = taken(exploration, turn.actor, way)
    code = int(turn.headline) if cell is None or turn.headline not in cell.headlines else code_of(cell)
    look = looks.look(code, False)
    return WayLine(news(way), names.way(way), look.mark, look.word)


def news(way: Way) -> tuple[tuple[str, str], ...]:
    """What a way changes factors to, whatever they were."""
    return tuple((each.factor, each.new) for each in way.changes)


def _pivots(exploration: Exploration, watch: Watch) -> Iterator[Answer]:
    comparison, names = exploration.comparison, Names(exploration.comparison).factors
    unknown = []
    listed = side_by_side.parties(comparison)[:MOST_PARTIES]
    for number, actor in enumerate(listed):
        watch(number, len(listed))
        try:
            pivots = exploration.pivots(actor.id)
        except TooLarge:
            unknown.append(actor.name)
            continue
        if pivots:
            decided = tuple(
                (each.factor, names[each.factor], each.share, what_if_zone.share(each.share)) for each in pivots
            )
            yield PivotLine(actor.id, actor.name, decided)
    if unknown:
        told = _("Too many combinations to find which factor decides: {actors}.")
        yield Told(told.format(actors=words.listing(unknown)))
