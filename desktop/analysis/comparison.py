"""Two parties, two scenarios or two dates held side by side: how far apart, who moves, and through which words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from db.moments import Moment
from db.records import Actor, Scenario
from db.vocabulary import ActorKind, CellKind, Headline
from desktop.analysis.cells import Cell, Comparison

STEPS = {
    Headline.REJECTS: 0,
    Headline.OPPOSES: 1,
    Headline.CONTESTED: 2,
    Headline.NEUTRAL: 2,
    Headline.ACCEPTS: 3,
    Headline.SUPPORTS: 4,
}
"""Where a headline stands on the line from rejects to supports; a contest is in its middle."""

AGAINST = frozenset({Headline.REJECTS, Headline.OPPOSES})
FOR = frozenset({Headline.ACCEPTS, Headline.SUPPORTS})

MOST_TRIED = 24
"""Of more parties or scenarios only so many, the most talkative, are tried to find the pair furthest apart."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two cells side by side. ``apart`` is the number of steps between them on the line of five, None when one has
    no place on it; ``sure`` when both are firm.
    """

    left: Cell
    right: Cell
    apart: int | None
    sure: bool

    @property
    def opposed(self) -> bool:
        """Whether both are firm and one is for and the other against."""
        return self.sure and {side(self.left), side(self.right)} == {-1, 1}

    @property
    def together(self) -> bool:
        """Whether both are firm and on one side."""
        return self.sure and side(self.left) == side(self.right) != 0

    @property
    def one_silent(self) -> bool:
        """Whether one of them, or both, says nothing."""
        return CellKind.SILENT in (self.left.kind, self.right.kind)

    @property
    def open(self) -> bool:
        """Whether one of them depends on a factor left open."""
        return CellKind.OPEN in (self.left.kind, self.right.kind)

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return (self.left.kind, self.left.headlines) != (self.right.kind, self.right.headlines)


@dataclass(frozen=True, slots=True)
class Shift:
    """What happens to a party between two scenarios, or two dates: its cells, the position that decides the second one
    and not the first (or the first and not the second), and the factors named by it that the two scenarios set apart.
    """

    actor: int
    pairing: Pairing
    through: int | None
    factors: tuple[str, ...]

    @property
    def moves(self) -> bool:
        """Whether the party says something else."""
        return self.pairing.differs


def pairing(left: Cell, right: Cell) -> Pairing:
    """Two cells side by side."""
    places = step(left), step(right)
    apart = None if None in places else abs((places[0] or 0) - (places[1] or 0))
    return Pairing(left, right, apart, left.kind is CellKind.FIRM and right.kind is CellKind.FIRM)


def step(cell: Cell) -> int | None:
    """Where a cell stands on the line from 0 (rejects) to 4 (supports): an open one where its worst outcome is, in
    the middle when it may fall on either side; None for a silent or impossible one.
    """
    spoken = [headline for headline in cell.headlines if headline is not Headline.SILENT]
    if not spoken:
        return None
    both = set(spoken) & AGAINST and set(spoken) & FOR
    return 2 if both else STEPS[spoken[0]]


def side(cell: Cell) -> int:
    """-1 against, 1 for, 0 neither; of an open cell that of its worst outcome."""
    first = cell.headlines[0] if cell.headlines else Headline.SILENT
    return -1 if first in AGAINST else 1 if first in FOR else 0


def parties(comparison: Comparison) -> tuple[Actor, ...]:
    """Everybody but persons; persons too where there is nobody else."""
    found = tuple(actor for actor in comparison.actors if actor.kind is not ActorKind.PERSON)
    return found or comparison.actors


def two_parties(comparison: Comparison, one: int, other: int) -> tuple[Pairing, ...]:
    """Two actors, by id, in every scenario."""
    return tuple(pairing(comparison.cell(one, s.id), comparison.cell(other, s.id)) for s in comparison.scenarios)


def two_scenarios(comparison: Comparison, one: int, other: int) -> tuple[Shift, ...]:
    """Every party in two scenarios, by id: those who move first, the furthest first."""
    found = [_shift(comparison, comparison, actor.id, one, other) for actor in parties(comparison)]
    return _movers_first(found)


def two_dates(before: Comparison, after: Comparison, scenario: int) -> tuple[Shift, ...]:
    """Every party in one scenario, as of two dates: those who moved first."""
    found = [_shift(before, after, actor.id, scenario, scenario) for actor in parties(after)]
    return _movers_first(found)


def said_between(comparison: Comparison, since: Moment | None, until: Moment | None) -> tuple[int, ...]:
    """The ids of the statements said after the end of one date and by the end of another."""
    said = comparison.snapshot.statements
    first = -(2**62) if since is None else since.end
    last = 2**62 if until is None else until.end
    return tuple(number for number, moment in zip(said.id, said.said, strict=True) if first <= moment < last)


def furthest_parties(comparison: Comparison) -> tuple[int, int] | None:
    """The two parties with the most steps between them over all scenarios; None when there are not two."""
    tried = _most_spoken(comparison, parties(comparison))
    best = max(
        combinations(tried, 2),
        key=lambda pair: _distance(two_parties(comparison, pair[0].id, pair[1].id)),
        default=None,
    )
    return None if best is None else (best[0].id, best[1].id)


def furthest_scenarios(comparison: Comparison) -> tuple[int, int] | None:
    """The two scenarios between which most parties move; None when there are not two."""
    tried = comparison.scenarios[:MOST_TRIED]

    def moves(pair: tuple[Scenario, Scenario]) -> int:
        cells = ((comparison.cell(a.id, pair[0].id), comparison.cell(a.id, pair[1].id)) for a in parties(comparison))
        return sum(pairing(*both).differs for both in cells)

    best = max(combinations(tried, 2), key=moves, default=None)
    return None if best is None else (best[0].id, best[1].id)


def differences(
    comparison: Comparison, one: int, other: int
) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """The factors in which two scenarios differ: the name of each, and the names of the values left in either."""
    frame, situations = comparison.record.frame, comparison.record.situations
    boxes = [situations.given[comparison.scenario_place(number)].tolist() for number in (one, other)]
    found = []
    for factor, left, right in zip(frame.factors, *boxes, strict=True):
        if left != right:
            found.append((factor.name, _names(factor.values, left), _names(factor.values, right)))
    return tuple(found)


def _names(values: Sequence[object], mask: int) -> tuple[str, ...]:
    """The names of the values left; none when all of them are."""
    named = [getattr(value, "name", str(value)) for place, value in enumerate(values) if mask >> place & 1]
    return () if len(named) == len(values) else tuple(named)


def _shift(before: Comparison, after: Comparison, actor: int, one: int, other: int) -> Shift:
    left, right = before.cell(actor, one), after.cell(actor, other)
    found = pairing(left, right)
    if not found.differs:
        return Shift(actor, found, None, ())
    new = [each for each in right.decisive if each not in left.decisive]
    gone = [each for each in left.decisive if each not in right.decisive]
    through = next(iter([*reversed(new), *reversed(gone)]), None)
    factors = () if through is None else tuple(_named(after, through, one, other))
    return Shift(actor, found, through, factors)


def _named(comparison: Comparison, position: int, one: int, other: int) -> Iterator[str]:
    """The factors that a position names and that two scenarios set apart."""
    frame = comparison.record.frame
    situations = comparison.record.situations
    places = [comparison.scenario_place(number) for number in (one, other)]
    named = {factor for cube in comparison.record.region(comparison.position_row(position)) for factor, _mask in cube}
    for place, factor in enumerate(frame.factors):
        if place in named and situations.given[places[0]][place] != situations.given[places[1]][place]:
            yield factor.name


def _movers_first(found: Sequence[Shift]) -> tuple[Shift, ...]:
    def weight(shift: Shift) -> tuple[bool, int]:
        return not shift.moves, -(shift.pairing.apart or 0)

    return tuple(sorted(found, key=weight))


def _distance(pairings: Sequence[Pairing]) -> int:
    return sum(each.apart or 0 for each in pairings if each.sure)


def _most_spoken(comparison: Comparison, listed: Sequence[Actor]) -> Sequence[Actor]:
    if len(listed) <= MOST_TRIED:
        return listed
    grid = comparison.grid()
    counted = {actor.id: int(grid.applies_count[comparison.actor_place(actor.id)].sum()) for actor in listed}
    return sorted(listed, key=lambda actor: -counted[actor.id])[:MOST_TRIED]
