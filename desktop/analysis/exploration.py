"""What if: the smallest changes that turn a party or reach agreement, and which factor decides whose stance."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import count

import numpy as np

from db.records import Setting
from db.vocabulary import ActorKind, Headline, Stance
from desktop.analysis.agreement import Agreement
from desktop.analysis.canvas import Canvas
from desktop.analysis.cells import Comparison
from desktop.analysis.dossier import Dossier, dossier
from desktop.analysis.extent import Extent, TooLarge, bounded
from desktop.analysis.factors import Cube
from desktop.analysis.flips import Reach
from desktop.analysis.moves import Nearest, Pivot, Turn, near_ways, ways
from desktop.analysis.nearby import Nearby
from desktop.analysis.premises import of_box
from desktop.analysis.speeches import Readings, Speech, layout, speech
from desktop.analysis.tensors import Tensor, Words
from desktop.analysis.worlds import TooManyWorlds
from desktop.analysis.zone import Watch

MOST_TURNED = 1 << 26
"""The most worlds that are looked at for one actor."""

MOST_WEIGHT = 9
"""The most that a change of a factor can count for."""


def unwatched(_done: int, _of: int) -> None:
    """Nobody asks how far the work is."""


class Exploration:
    """Questions about a situation: a scenario with settings laid over it, as a branch of it would be.

    Args:
        comparison: the record as of a date.
        scenario: the id of the scenario to start from; None to start from everything.
        sets: what is set on top of it.
        blocking: the ids of the actors that can block; None for those flagged, else all but persons.
        threshold: the weakest stance that blocks.
        readings: cubes in which positions (by id) are taken to hold instead of their own; a what-if.
        weights: what a change of a factor costs, by its key; 1 where nothing is said.
    """

    def __init__(
        self,
        comparison: Comparison,
        scenario: int | None = None,
        sets: Sequence[Setting] = (),
        blocking: Collection[int] | None = None,
        threshold: Stance = Stance.REJECTS,
        readings: Mapping[int, Sequence[Cube]] | None = None,
        weights: Mapping[str, int] | None = None,
    ) -> None:
        self.comparison, self.threshold = comparison, threshold
        self._asked = (scenario, tuple(sets), blocking, dict(readings or {}), dict(weights or {}))
        self._record = record = comparison.record
        situations = record.situations
        self.place = None if scenario is None else comparison.scenario_place(scenario)
        self.premise = of_box(record, situations.laid(self.place, sets), self.place)
        self._box = self.premise.box
        self._moment = self.premise.moment
        self._readings: Readings = {comparison.position_row(number): cubes for number, cubes in self._asked[3].items()}
        self._chosen = blocking

    @property
    def weights(self) -> Mapping[str, int]:
        """What changes of factors count for, by their keys, where that is not 1."""
        return {key: weight for key, weight in self._asked[4].items() if weight != 1}

    @property
    def possible(self) -> bool:
        """Whether the situation can be."""
        return self.premise.situation is not None

    @cached_property
    def extent(self) -> Extent:
        """How many worlds there are."""
        return Extent(self._record.rules)

    def left(self) -> int:
        """How many consistent worlds the situation leaves; TooLarge when there are too many to look at."""
        if not self.possible:
            return 0
        rules = self._record.rules
        tensor = bounded(layout(rules, rules.forbidden, self._box))
        inside = tensor.count(self._start(tensor, tensor.consistent(rules.forbidden)))
        return inside * self.extent.beyond(tensor.places)

    @cached_property
    def parties(self) -> tuple[int, ...]:
        """The ids of the actors that can block, in the case's order."""
        actors = self.comparison.actors
        if self._chosen is not None:
            return tuple(actor.id for actor in actors if actor.id in set(self._chosen))
        flagged = tuple(actor.id for actor in actors if actor.can_block)
        return flagged or tuple(actor.id for actor in actors if actor.kind is not ActorKind.PERSON)

    def reread(self, position: int, factor: str, mask: int) -> "Exploration":
        """The same question with one condition of a position read wider or narrower, which changes no record.

        Args:
            position: the id of the position.
            factor: the key of the factor whose values change, in every cube of its region.
            mask: the values under which it is now taken to hold.
        """
        place = next(n for n, each in enumerate(self.comparison.factors) if each.key == factor)
        row = self.comparison.position_row(position)
        scenario, sets, blocking, readings, weights = self._asked
        cubes = readings.get(position, self._record.region(row))
        full = self._record.frame.full[place]
        kept = [[pair for pair in cube if pair[0] != place] for cube in cubes]
        new = [tuple(sorted([*cube, (place, mask)] if mask != full else cube)) for cube in kept]
        readings = {**readings, position: tuple(dict.fromkeys(new))}
        return Exploration(self.comparison, scenario, sets, blocking, self.threshold, readings, weights)

    def speeches(self, watch: Watch = unwatched) -> list[Speech]:
        """What counts for each party that can block, on all issues."""
        found = []
        for actor in self.parties:
            watch(0, len(self.parties))
            found.append(self._speech(self.comparison.actor_place(actor), self._every_issue))
        return found

    def agreement(self, watch: Watch = unwatched, known: dict[Hashable, Agreement] | None = None) -> Agreement:
        """What the parties leave open; TooLarge when there are too many worlds to look at.

        Args:
            watch: is told how far the work is.
            known: what was found for other situations, the same parties being asked: those that tell the same worlds
                apart share it.
        """
        rules, speeches = self._record.rules, self.speeches(watch)
        tensor = bounded(layout(rules, (cube for each in speeches for cube in each.cubes()), self._box))
        key = (self._moment, tensor.places, tensor.domains)
        found = (known or {}).get(key)
        if found is None:
            frame, parties = self._record.frame, self.parties
            found = Agreement(frame, rules, self.extent, tensor, speeches, parties, self.threshold, watch)
            if known is not None:
                known[key] = found
        return found

    def nearest(self, agreement: Agreement) -> Nearest | None:
        """The smallest changes that reach what the parties leave open; None when nothing does."""
        zone = agreement.zone
        if not self.possible or not zone.open.any():
            return None
        start = self._start(zone.tensor, zone.open | zone.closed)
        if (start & zone.open).any():
            return Nearest(0, (), True)
        reach = self._reach(zone.tensor, start)
        cost = self._least(reach, zone.open)
        reached = reach.within(cost)
        assert reached is not None
        frame = self._record.frame
        return Nearest(cost, *ways(frame, zone.tensor, reach, cost, reached & zone.open))

    def turns(self, actor: int) -> tuple[Turn, ...]:
        """The smallest changes that turn an actor (by id); none when nothing does. Where there are too many worlds, few
        changes are tried.

        Raises:
            TooLarge: there are too many worlds to look at, and no few changes turn it.
        """
        said = self._speech(self.comparison.actor_place(actor), self._addressed)
        if not self.possible or not said.issues:
            return ()
        tensor = layout(self._record.rules, said.cubes(), self._box)
        if tensor.size > MOST_TURNED:
            return self._turns_nearby(actor, tensor)
        consistent = tensor.consistent(self._record.rules.forbidden)
        planes = Canvas(tensor).headlines(said, consistent)
        start = self._start(tensor, consistent)
        others = [each for each in Headline if planes[each].any() and not (planes[each] & start).any()]
        if not others:
            return ()
        reach = self._reach(tensor, start)
        cost = self._least(reach, np.bitwise_or.reduce([planes[each] for each in others]))
        reached = reach.within(cost)
        assert reached is not None
        frame = self._record.frame
        hit = [each for each in others if (planes[each] & reached).any()]
        return tuple(Turn(actor, cost, each, *ways(frame, tensor, reach, cost, reached & planes[each])) for each in hit)

    def pivots(self, actor: int) -> tuple[Pivot, ...]:
        """The factors whose change alone can change an actor's headline over all issues, the most decisive first.

        Raises:
            TooLarge: there are too many worlds to look at.
        """
        said = self._speech(self.comparison.actor_place(actor), self._every_issue)
        if of_box(self._record, self._record.frame.full).situation is None:
            return ()
        tensor = bounded(layout(self._record.rules, said.cubes()), MOST_TURNED)
        consistent = tensor.consistent(self._record.rules.forbidden)
        planes = Canvas(tensor).headlines(said, consistent)
        whole = tensor.count(consistent)
        found = []
        turned = {place: tensor.empty() for place in tensor.places}
        for plane in planes.values():
            if plane.any():
                reach = self._anywhere(tensor, consistent & ~plane)
                for place in tensor.places:
                    reached = reach.by_one(place)
                    if reached is not None:
                        turned[place] |= plane & reached
        for place in tensor.places:
            worlds = tensor.count(turned[place])
            if worlds:
                found.append(Pivot(self._record.frame.factors[place].key, worlds / whole))
        return tuple(sorted(found, key=lambda each: -each.share))

    @cached_property
    def _every_issue(self) -> frozenset[int]:
        """The issues that some world addresses: all but bare subjects."""
        return frozenset(issue for issue, factors in enumerate(self._expressed) if factors)

    @cached_property
    def _addressed(self) -> frozenset[int]:
        """The issues that the situation addresses."""
        full = self._record.frame.full
        narrowed = {place for place, mask in enumerate(self.premise.given) if mask != full[place]}
        return frozenset(issue for issue, factors in enumerate(self._expressed) if narrowed & set(factors))

    @cached_property
    def _expressed(self) -> tuple[tuple[int, ...], ...]:
        """The factors that express each issue, as the positions are read here."""
        record = self._record
        found = list(record.expressed)
        for issue in {int(record.issue[row]) for row in self._readings}:
            if not record.frame.own_factors[issue]:
                row, factor = record.narrowed(np.flatnonzero(record.issue == issue))
                narrowed = set(zip(row.tolist(), factor.tolist(), strict=True))
                for each, cubes in self._readings.items():
                    before, after = (self._narrowed(part) for part in (record.region(each), cubes))
                    narrowed -= {(each, place) for place in before - after}
                    narrowed |= {(each, place) for place in after - before if int(record.issue[each]) == issue}
                found[issue] = tuple(sorted({place for _, place in narrowed}))
        return tuple(found)

    def _narrowed(self, cubes: Sequence[Cube]) -> set[int]:
        full = self._record.frame.full
        return {place for cube in cubes for place, mask in cube if mask != full[place]}

    def _papers(self, actor: int) -> Dossier:
        """What is on record for an actor, as the positions are read here."""
        papers = self.comparison.workings.dossier(actor)
        if set(papers.rows().tolist()) & set(self._readings):
            return dossier(self._record, actor, self._readings)
        return papers

    def _speech(self, actor: int, issues: Collection[int]) -> Speech:
        return speech(self._record, self._papers(actor), self._moment, issues)

    def _turns_nearby(self, actor: int, tensor: Tensor) -> tuple[Turn, ...]:
        if self._asked[4]:
            raise TooLarge(tensor.size, MOST_TURNED)
        papers = self._papers(self.comparison.actor_place(actor))
        addressed = np.array([issue in self._addressed for issue in range(len(self._expressed))], np.bool_)
        premise = replace(self.premise, addressed=addressed)
        try:
            nearby = Nearby(self._record, papers, premise, sorted(tensor.places))
            found = nearby.search()
        except TooManyWorlds:
            raise TooLarge(tensor.size, MOST_TURNED) from None
        if not found.ways:
            raise TooLarge(tensor.size, MOST_TURNED, found.size)
        frame = self._record.frame
        return tuple(
            Turn(actor, found.size, headline, *near_ways(frame, nearby, triples))
            for headline, triples in found.ways.items()
        )

    def _start(self, tensor: Tensor, consistent: Words) -> Words:
        """The worlds of the situation."""
        cube = tuple((place, self._box[place]) for place in tensor.places)
        return tensor.draw(tensor.empty(), [cube]) & consistent

    def _reach(self, tensor: Tensor, start: Words) -> Reach:
        box = [tensor.classes(place, self._box[place]) for place in tensor.places]
        weights, factors = self._asked[4], self._record.frame.factors
        costs = [weights.get(factors[place].key, 1) for place in tensor.places]
        return Reach(tensor, start, box, self._absent(tensor), costs)

    def _anywhere(self, tensor: Tensor, start: Words) -> Reach:
        """What can be reached from worlds that may lie anywhere."""
        everything = [(1 << size) - 1 for size in tensor.sizes]
        return Reach(tensor, start, everything, self._absent(tensor), [1] * len(tensor.sizes))

    def _absent(self, tensor: Tensor) -> list[int]:
        """The class of n/a of each factor of a layout, which is its last; -1 when it has none."""
        absent = self._record.frame.absent
        domains = zip(tensor.places, tensor.domains, strict=True)
        return [len(domain) - 1 if domain[-1] & absent[place] else -1 for place, domain in domains]

    @staticmethod
    def _least(reach: Reach, targets: Words) -> int:
        for cost in count():
            reached = reach.within(cost)
            if reached is not None and (reached & targets).any():
                return cost
        raise AssertionError
