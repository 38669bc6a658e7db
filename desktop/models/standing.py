"""What a scenario comes to for everybody: who stands where, what it changes from its parent, and whom that moves.

``Standing.of`` works on the analysis and belongs on a worker; what comes out is read on the window's thread.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from db.records import Actor, Scenario
from db.vocabulary import ActorKind
from desktop.analysis.cells import Cell, Comparison
from desktop.models import choices, looks, telling
from desktop.models.sheet import code_of
from desktop.words import _

MOST_COMPARED = 20_000
"""Up to so many cells are worked out to tell what an edit moves."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What a cell says, as it is drawn: a mark, a word and the colour of its fill or frame; how many statements apply
    in it does not tell one from another.
    """

    mark: str
    word: str
    fill: str
    frame: str = ""
    stripes: bool = False
    tally: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Move:
    """An actor whose cell another scenario, or an edit, changes; ``scenario`` is empty when all are of one."""

    who: int
    actor: str
    before: Stand
    after: Stand
    scenario: str = ""

    @property
    def word(self) -> bool:
        """Whether more moves than the number of statements."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Foresight:
    """What an edit moves: ``unsure`` are the cells that were not compared, beyond ``MOST_COMPARED``."""

    moves: tuple[Move, ...]
    unsure: int

    @property
    def total(self) -> int:
        """How many cells move."""
        return len(self.moves)


@dataclass(frozen=True, slots=True)
class Change:
    """What a branch says of a factor, and what its parent says."""

    factor: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Group:
    """Who stands at one place: ids and names of actors."""

    stand: Stand
    actors: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Standing:
    """All that the inspector of a scenario tells."""

    comparison: Comparison
    scenario: Scenario
    parent: Scenario | None
    changes: tuple[Change, ...]
    moves: tuple[Move, ...]
    groups: tuple[Group, ...]

    @classmethod
    def of(cls, comparison: Comparison, scenario: int) -> "Standing | None":
        """The standing in a scenario, by id; None when it is gone."""
        known = {each.id: each for each in comparison.scenarios}
        if scenario not in known:
            return None
        this = known[scenario]
        parent = known.get(this.parent) if this.parent is not None else None
        parties = _parties(comparison.actors)
        here = [comparison.cell(actor.id, this.id) for actor in parties]
        there = [comparison.cell(actor.id, parent.id) for actor in parties] if parent else here
        moves = tuple(_moves(parties, there, here))
        return cls(comparison, this, parent, tuple(_changes(comparison, this, parent)), moves, _groups(parties, here))


def foresee(before: Comparison, after: Comparison) -> Foresight:
    """The cells, of actors and scenarios in both records, that say something else after an edit."""
    found: list[Move] = []
    pairs, unsure = _suspects(before, after)
    for actor, scenario in pairs:
        old, new = stand(before.cell(actor.id, scenario.id)), stand(after.cell(actor.id, scenario.id))
        if old != new:
            found.append(Move(actor.id, actor.name, old, new, after.scenario(scenario.id).name))
    return Foresight(tuple(found), unsure)


def stand(cell: Cell) -> Stand:
    """What a cell says, without the analyst's assessment."""
    look = looks.look(code_of(cell), False)
    word = _("{word}, could turn").format(word=look.word) if look.could_turn else look.word
    return Stand(look.mark, word, look.fill, look.frame, look.stripes, len(cell.applies))


def _suspects(before: Comparison, after: Comparison) -> tuple[list[tuple[Actor, Scenario]], int]:
    """The cells that may differ: those that the grids tell apart, and those that either leaves open; how many more."""
    actors = _shared([each.id for each in before.actors], [each.id for each in after.actors])
    scenarios = _shared([each.id for each in before.scenarios], [each.id for each in after.scenarios])
    one, other = before.grid(), after.grid()
    rows, columns = np.ix_(actors[0], scenarios[0]), np.ix_(actors[1], scenarios[1])
    differ = ~(one.exact[rows] & other.exact[columns])
    for name in ("headline", "kind", "could_turn", "mixed", "dissent"):
        differ |= getattr(one, name)[rows] != getattr(other, name)[columns]
    found = np.argwhere(differ)
    listed = [(before.actors[actors[0][a]], before.scenarios[scenarios[0][s]]) for a, s in found[:MOST_COMPARED]]
    return listed, len(found) - len(listed)


def _shared(one: Sequence[int], other: Sequence[int]) -> tuple[list[int], list[int]]:
    """The places in two lists of ids of what is in both."""
    places = {number: place for place, number in enumerate(other)}
    pairs = [(place, places[number]) for place, number in enumerate(one) if number in places]
    return [first for first, _ in pairs], [second for _, second in pairs]


def _parties(actors: Sequence[Actor]) -> list[Actor]:
    """Whoever is spoken for; persons only where there is nobody else."""
    found = [actor for actor in actors if actor.kind is not ActorKind.PERSON]
    return found or list(actors)


def _moves(parties: Iterable[Actor], before: Iterable[Cell], after: Iterable[Cell]) -> Iterator[Move]:
    for actor, old, new in zip(parties, before, after, strict=True):
        was, now = stand(old), stand(new)
        if was != now:
            yield Move(actor.id, actor.name, was, now)


def _changes(comparison: Comparison, scenario: Scenario, parent: Scenario | None) -> Iterator[Change]:
    if parent is None:
        return
    snapshot = comparison.snapshot
    now = choices.stated(snapshot.factors, snapshot.scenarios, scenario.id)
    below = choices.stated(snapshot.factors, snapshot.scenarios, parent.id)
    for factor in snapshot.factors:
        if any(now[slot] != below[slot] for slot in choices.slots(factor)):
            yield Change(factor.name, telling.answer(factor, below), telling.answer(factor, now))


def _groups(parties: Sequence[Actor], cells: Sequence[Cell]) -> tuple[Group, ...]:
    """Who stands where, the worst first; firm before open."""
    found: dict[Stand, list[tuple[int, str]]] = {}
    ranked = sorted(
        zip(parties, cells, strict=True), key=lambda pair: (pair[1].headlines[:1] or (9,), len(pair[1].headlines))
    )
    for actor, cell in ranked:
        found.setdefault(stand(cell), []).append((actor.id, actor.name))
    return tuple(Group(each, tuple(names)) for each, names in found.items())
