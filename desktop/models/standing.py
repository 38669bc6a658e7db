"""What a scenario comes to for everybody: who stands where, what it changes from its parent, and whom that moves.

``Standing.of`` works on the analysis and belongs on a worker; what comes out is read on the window's thread.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic

import numpy as np

from db.records import Actor, Scenario
from db.vocabulary import ActorKind, CellKind, Headline
from desktop.analysis.cells import Cell, Comparison
from desktop.models import choices, looks, telling
from desktop.models.sheet import COULD_TURN, Mode, code_of
from desktop.words import _

AT_ONCE = 0.15
"""Seconds after which the cells that are left are put off to another time."""

AT_MOST = 1.5
"""Seconds after which no more cells are compared before an edit."""


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
    """What an edit moves: ``unsure`` are the cells that were not compared, since it took too long."""

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
    """All that the inspector of a scenario tells; ``pending`` when some cells are to be worked out yet: ask again."""

    comparison: Comparison
    scenario: Scenario
    parent: Scenario | None
    changes: tuple[Change, ...]
    moves: tuple[Move, ...]
    groups: tuple[Group, ...]
    pending: bool

    @classmethod
    def of(cls, comparison: Comparison, scenario: int) -> "Standing | None":
        """The standing in a scenario, by id; None when it is gone."""
        known = {each.id: each for each in comparison.scenarios}
        if scenario not in known:
            return None
        this = known[scenario]
        parent = known.get(this.parent) if this.parent is not None else None
        parties, reader = _parties(comparison.actors), _Reader(comparison, AT_ONCE)
        here = [reader.stand(actor.id, this.id) for actor in parties]
        there = [reader.stand(actor.id, parent.id) for actor in parties] if parent else here
        return cls(
            comparison=comparison,
            scenario=this,
            parent=parent,
            changes=tuple(_changes(comparison, this, parent)),
            moves=tuple(_moves(parties, there, here)),
            groups=_groups(parties, here),
            pending=PENDING in here or PENDING in there,
        )


def foresee(before: Comparison, after: Comparison) -> Foresight:
    """The cells, of actors and scenarios in both records, that say something else after an edit."""
    found: list[Move] = []
    was, will = _Reader(before, AT_MOST), _Reader(after, AT_MOST)
    unsure = 0
    for actor, scenario in _suspects(before, after):
        old, new = was.stand(actor.id, scenario.id), will.stand(actor.id, scenario.id)
        if PENDING in (old, new):
            unsure += 1
        elif old != new:
            found.append(Move(actor.id, actor.name, old, new, after.scenario(scenario.id).name))
    return Foresight(tuple(found), unsure)


PENDING = Stand("", "…", "", "line")
"""What stands for a cell that is not worked out yet."""


class _Reader:
    """Reads cells from a comparison; when its time is up, only those that are known already."""

    def __init__(self, comparison: Comparison, seconds: float) -> None:
        self._comparison = comparison
        self._grid = comparison.grid()
        self._actors = {each.id: place for place, each in enumerate(comparison.actors)}
        self._scenarios = {each.id: place for place, each in enumerate(comparison.scenarios)}
        self._end = monotonic() + seconds

    def stand(self, actor: int, scenario: int) -> Stand:
        """What a cell says; ``PENDING`` when that is to be worked out yet."""
        place = self._actors[actor], self._scenarios[scenario]
        grid = self._grid
        if not grid.exact[place] and monotonic() > self._end:
            return PENDING
        if not grid.exact[place] or grid.kind[place] == CellKind.OPEN.code:
            return stand(self._comparison.cell(actor, scenario))
        code = int(grid.headline[place]) | (COULD_TURN if grid.could_turn[place] else 0)
        if grid.kind[place] == CellKind.IMPOSSIBLE.code:
            code = Headline.SILENT | Mode.IMPOSSIBLE << 3
        return _drawn(code, int(grid.applies_count[place]))


def stand(cell: Cell) -> Stand:
    """What a cell says, without the analyst's assessment."""
    return _drawn(code_of(cell), len(cell.applies))


def _drawn(code: int, tally: int) -> Stand:
    look = looks.look(code, False)
    word = _("{word}, could turn").format(word=look.word) if look.could_turn else look.word
    return Stand(look.mark, word, look.fill, look.frame, look.stripes, tally)


def _suspects(before: Comparison, after: Comparison) -> list[tuple[Actor, Scenario]]:
    """The cells that may differ: those that the grids tell apart, and those that either leaves open."""
    actors = _shared([each.id for each in before.actors], [each.id for each in after.actors])
    scenarios = _shared([each.id for each in before.scenarios], [each.id for each in after.scenarios])
    one, other = before.grid(), after.grid()
    rows, columns = np.ix_(actors[0], scenarios[0]), np.ix_(actors[1], scenarios[1])
    differ = ~(one.exact[rows] & other.exact[columns])
    for name in ("headline", "best", "kind", "could_turn"):
        differ |= getattr(one, name)[rows] != getattr(other, name)[columns]
    found = np.argwhere(differ).tolist()
    return [(before.actors[actors[0][actor]], before.scenarios[scenarios[0][place]]) for actor, place in found]


def _shared(one: Sequence[int], other: Sequence[int]) -> tuple[list[int], list[int]]:
    """The places in two lists of ids of what is in both."""
    places = {number: place for place, number in enumerate(other)}
    pairs = [(place, places[number]) for place, number in enumerate(one) if number in places]
    return [first for first, _ in pairs], [second for _, second in pairs]


def _parties(actors: Sequence[Actor]) -> list[Actor]:
    """Whoever is spoken for; persons only where there is nobody else."""
    found = [actor for actor in actors if actor.kind is not ActorKind.PERSON]
    return found or list(actors)


def _moves(parties: Iterable[Actor], before: Iterable[Stand], after: Iterable[Stand]) -> Iterator[Move]:
    for actor, was, now in zip(parties, before, after, strict=True):
        if was != now and PENDING not in (was, now):
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


def _groups(parties: Sequence[Actor], stands: Sequence[Stand]) -> tuple[Group, ...]:
    """Who stands where, the worst first; firm before open, what is not worked out yet last."""
    found: dict[Stand, list[tuple[int, str]]] = {}
    for actor, each in sorted(zip(parties, stands, strict=True), key=lambda pair: _rank(pair[1])):
        found.setdefault(each, []).append((actor.id, actor.name))
    return tuple(Group(each, tuple(names)) for each, names in found.items())


def _rank(stand: Stand) -> tuple[int, bool]:
    """As bad as its worst outcome; what may fall on either side with what is contested."""
    if stand.mark == "either":
        return Headline.CONTESTED, True
    worst = next((headline for headline in Headline if headline.word == stand.mark.removeprefix("might-")), None)
    return len(Headline) if worst is None else worst, stand.mark.startswith("might-")
