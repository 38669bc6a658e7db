"""Scenarios as boxes: what each leaves possible, as given and under the rules, and at which date it is judged."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from db.moments import Moment
from db.records import Scenario, Setting
from desktop.analysis.bitmaps import Bitmaps, packed
from desktop.analysis.covering import Boxes, Covering
from desktop.analysis.factors import NO, YES, Cube, Frame
from desktop.analysis.rules import Box, Masks, Rules, tied

MOST_KEPT = 20_000
"""How many restrictions are remembered."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One scenario. ``box`` is tight; ``rules`` are what is left of the rules in it, between its open factors, and
    ``groups`` the open factors that they tie together, by factor.
    """

    box: Box
    rules: tuple[Cube, ...]
    groups: Mapping[int, tuple[int, ...]]

    def closure(self, factors: Collection[int]) -> tuple[int, ...]:
        """These open factors and those tied to them, in the case's order."""
        found = set(factors)
        for factor in factors:
            found.update(self.groups.get(factor, ()))
        return tuple(sorted(found))


class Situations:
    """All scenarios of a case. ``given`` are the boxes as set, own and inherited; ``tight`` those under the rules."""

    def __init__(self, frame: Frame, rules: Rules, scenarios: Sequence[Scenario]) -> None:
        self.source = tuple(scenarios)
        self.frame, self._rules = frame, rules
        self._by_id = {scenario.id: scenario for scenario in scenarios}
        boxes: dict[int, Box] = {}
        for scenario in scenarios:
            self._lay(scenario, boxes)
        shape = (len(scenarios), len(frame.full))
        self.given: Masks = np.array([boxes[each.id] for each in scenarios], np.uint32).reshape(shape)
        self.tight, self.possible = rules.tight_all(self.given)
        self.dates = tuple(self._date(scenario) for scenario in scenarios)
        self._seen: dict[int, Situation] = {}
        self._boxes: Boxes | None = None
        self._restricted: dict[tuple[int, int], Bitmaps] = {}

    def laid(self, place: int | None, sets: Iterable[Setting] = ()) -> Box:
        """The box of a scenario with settings laid over it as a branch's are; None: of no scenario."""
        box = list(self.frame.full) if place is None else self.given[place].tolist()
        self._set_all(box, tuple(sets))
        return tuple(box)

    def addressed(self, factors: Collection[int]) -> NDArray[np.bool_]:
        """Which scenarios narrow at least one of these factors."""
        columns = sorted(factors)
        full = np.array([self.frame.full[place] for place in columns], np.uint32)
        narrowed: NDArray[np.bool_] = (self.given[:, columns] != full).any(axis=1)
        return narrowed

    @cached_property
    def tied(self) -> Bitmaps:
        """For each factor the scenarios in which a rule still ties it to another open factor."""
        found = np.zeros((len(self.frame.full), len(self.source)), np.bool_)
        for cube in self._rules.forbidden:
            meets = self.possible.copy()
            for place, mask in cube:
                meets &= self.tight[:, place] & mask != 0
            for place, mask in cube:
                found[place] |= meets & (self.tight[:, place] & ~np.uint32(mask) != 0)
        return packed(found)

    def restricted(self, factor: int, mask: int) -> Bitmaps:
        """The scenarios that leave a factor only values of a mask, and those that leave it some."""
        known = self._restricted.get((factor, mask))
        if known is None:
            left = self.tight[:, factor]
            known = packed(np.array([left & ~np.uint32(mask) == 0, left & np.uint32(mask) != 0]))
            if len(self._restricted) >= MOST_KEPT:
                self._restricted.clear()
            self._restricted[factor, mask] = known
        return known

    def boxes(self, covering: Covering) -> Boxes:
        """All scenarios as boxes that regions can be held against."""
        if self._boxes is None:
            self._boxes = covering.boxes(self.tight)
        return self._boxes

    def situation(self, place: int) -> Situation:
        """The scenario at a place in the list; it must be possible."""
        if place not in self._seen:
            self._seen[place] = self.of(tuple(self.tight[place].tolist()))
        return self._seen[place]

    def of(self, box: Box) -> Situation:
        """The situation of a tight box."""
        rules = tuple(_residual(box, self._rules.forbidden))
        groups = {member: group for group in tied(len(box), rules) for member in group}
        return Situation(box, rules, groups)

    def _lay(self, scenario: Scenario, boxes: dict[int, Box]) -> None:
        """Puts the box of a scenario, after its parents', into ``boxes``."""
        line: list[Scenario] = []
        step: Scenario | None = scenario
        while step is not None and step.id not in boxes:
            line.append(step)
            step = self._by_id.get(step.parent) if step.parent is not None else None
        for each in reversed(line):
            box = list(self.frame.full if each.parent is None else boxes[each.parent])
            self._set_all(box, each.sets)
            boxes[each.id] = tuple(box)

    def _set_all(self, box: list[int], sets: Sequence[Setting]) -> None:
        for setting in sets:
            if setting.part is None:
                self._set(box, setting)
        for setting in sets:
            if setting.part is not None:
                self._set_part(box, setting)

    def _set_part(self, box: list[int], setting: Setting) -> None:
        """Sets one of the values of a several factor."""
        assert setting.part is not None
        place = self.frame.slots[setting.part].factor
        holds = sum(YES if each else NO for each in set(setting.holds))
        box[place] = self.frame.full[place] if setting.opened else holds

    def _set(self, box: list[int], setting: Setting) -> None:
        frame = self.frame
        places = frame.parts[setting.factor]
        if setting.opened:
            for place in places:
                box[place] = frame.full[place]
        elif frame.factors[places[0]].part is None:
            mask = 0
            for value in setting.values:
                mask |= frame.slots[value].mask
            box[places[0]] = mask
        else:
            holding = {frame.slots[value].factor for value in setting.values}
            for place in places:
                box[place] = YES if place in holding else NO

    def _date(self, scenario: Scenario) -> Moment | None:
        """Its own date, else its parent's."""
        step: Scenario | None = scenario
        while step is not None and step.date is None:
            step = self._by_id.get(step.parent) if step.parent is not None else None
        return None if step is None else step.date


def _residual(box: Box, forbidden: Sequence[Cube]) -> list[Cube]:
    """What forbidden cubes still say within a tight box: pairs of the factors that can leave them."""
    found = []
    for cube in forbidden:
        if all(box[place] & mask for place, mask in cube):
            found.append(tuple((place, mask) for place, mask in cube if box[place] & ~mask))
    return list(dict.fromkeys(found))
