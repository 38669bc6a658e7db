"""One situation that changes under the hand, and where every actor stands in it at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from db.records import Setting
from desktop.analysis.cells import Comparison
from desktop.analysis.column import Column, Columnist
from desktop.analysis.factors import NO, YES
from desktop.analysis.premises import Premise, of_box
from desktop.analysis.results import Cell, Reason
from desktop.analysis.rules import Masks

MOST_YIELDING = 2
"""The most other choices that are looked for together when one is impossible."""


@dataclass(frozen=True, slots=True)
class State:
    """A situation to come back to: the scenario it started from, and what is left of every factor."""

    scenario: int | None
    given: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Switch:
    """What a factor offers: the keys of the values (``n/a`` last) that are chosen, and of those that could be chosen
    with all the other choices as they are.
    """

    factor: str
    chosen: tuple[str, ...]
    possible: tuple[str, ...]


class Live:
    """A situation with a switch for every factor; quick enough to follow every touch.

    Args:
        comparison: the record as of a date.
        scenario: the id of the scenario to start from; None for a blank situation.
    """

    def __init__(self, comparison: Comparison, scenario: int | None = None) -> None:
        self._comparison, self._record = comparison, comparison.record
        self._keys = {factor.key: place for place, factor in enumerate(comparison.factors)}
        self._masks = [
            {key: 1 << bit for bit, key in enumerate(factor.keys(factor.full))} for factor in comparison.factors
        ]
        self.columnist = Columnist(self._record)
        self._premise: Premise | None = None
        self._cells: dict[int, Cell] = {}
        self.start(scenario)

    def start(self, scenario: int | None) -> None:
        """Begins anew, from a scenario or blank."""
        place = None if scenario is None else self._comparison.scenario_place(scenario)
        self._put(scenario, self._record.situations.laid(place))

    @property
    def state(self) -> State:
        """The situation as it is."""
        return State(self._scenario, self._given)

    def restore(self, state: State) -> None:
        """Puts an earlier situation back."""
        self._put(state.scenario, state.given)

    def choose(self, factor: str, values: Iterable[str]) -> None:
        """Leaves a factor these values, by their keys; all of them, n/a included, opens it.

        Raises:
            KeyError: there is no such factor or value.
        """
        place = self._keys[factor]
        self._put(self._scenario, self._one(place, self._mask(place, values)))

    def opened(self, factor: str) -> None:
        """Leaves a factor everything that it can be."""
        place = self._keys[factor]
        self._put(self._scenario, self._one(place, self._record.frame.full[place]))

    @property
    def premise(self) -> Premise:
        """The situation as the rest of the analysis takes it."""
        if self._premise is None:
            place = None if self._scenario is None else self._comparison.scenario_place(self._scenario)
            self._premise = of_box(self._record, self._given, place)
        return self._premise

    @property
    def possible(self) -> bool:
        """Whether the choices can be together."""
        return self.premise.situation is not None

    def column(self) -> Column:
        """Where every actor stands; see ``Column.exact``."""
        return self.columnist.column(self.premise)

    def cell(self, actor: int) -> Cell:
        """The exact cell of an actor, by id."""
        if actor not in self._cells:
            self._cells[actor] = self._comparison.workings.cell(self._comparison.actor_place(actor), self.premise)
        return self._cells[actor]

    def reasons(self, actor: int) -> tuple[Reason, ...]:
        """Why every position that an actor (by id) holds, speaks or joins in counts or does not."""
        return self._comparison.workings.reasons(self._comparison.actor_place(actor), self.premise)

    def switches(self) -> tuple[Switch, ...]:
        """What every factor offers as things are."""
        factors = self._comparison.factors
        rows = np.repeat(np.array([self._given], np.uint32).reshape(1, -1), len(factors), axis=0)
        np.fill_diagonal(rows, self._record.frame.full)
        tight, _ = self._record.rules.tight_all(rows)
        return tuple(
            Switch(factor.key, factor.keys(self._given[place]), factor.keys(int(tight[place, place])))
            for place, factor in enumerate(factors)
        )

    def yielding(self, factor: str, value: str) -> tuple[tuple[str, ...], ...]:
        """The choices that must be given up for a factor to have a value that the others leave impossible: every
        smallest set of factors. Without any, when it is possible as things are, or never is.
        """
        place = self._keys[factor]
        wanted = self._with(self._given, {place: self._mask(place, [value])})
        full = self._record.frame.full
        chosen = [other for other, mask in enumerate(self._given) if mask != full[other] and other != place]
        for size in range(min(MOST_YIELDING, len(chosen)) + 1):
            sets = list(combinations(chosen, size))
            rows = [self._with(wanted, {other: full[other] for other in each}) for each in sets]
            found = [each for each, possible in zip(sets, self._possible(rows), strict=True) if possible]
            if found:
                return tuple(tuple(self._comparison.factors[other].key for other in each) for each in found if each)
        rows = [self._with(wanted, {other: full[other] for other in chosen})]
        if self._possible(rows)[0]:
            return (tuple(self._comparison.factors[other].key for other in chosen),)
        return ()

    def settings(self, parent: int | None = None) -> tuple[Setting, ...]:
        """What a scenario sets that tells this situation; or a branch of a scenario, by its id."""
        place = None if parent is None else self._comparison.scenario_place(parent)
        base = self._record.situations.laid(place)
        pairs = enumerate(zip(base, self._given, strict=True))
        return tuple(self._setting(factor, mask) for factor, (before, mask) in pairs if before != mask)

    def _setting(self, place: int, mask: int) -> Setting:
        factor, full = self._comparison.factors[place], self._record.frame.full[place]
        if mask == full:
            return Setting(factor.factor, part=factor.part, opened=True)
        if factor.part is not None:
            holds = tuple(answer for bit, answer in ((NO, False), (YES, True)) if mask & bit)
            return Setting(factor.factor, part=factor.part, holds=holds)
        ids = next(each for each in self._comparison.snapshot.factors if each.id == factor.factor).values
        return Setting(factor.factor, tuple(value.id for bit, value in enumerate(ids) if mask >> bit & 1))

    def _mask(self, place: int, values: Iterable[str]) -> int:
        masks, found = self._masks[place], 0
        for value in values:
            found |= masks[value]
        return found

    def _possible(self, rows: Sequence[tuple[int, ...]]) -> NDArray[np.bool_]:
        boxes: Masks = np.array(rows, np.uint32).reshape(len(rows), len(self._given))
        return self._record.rules.tight_all(boxes)[1]

    def _put(self, scenario: int | None, given: tuple[int, ...]) -> None:
        self._scenario, self._given = scenario, given
        self._premise = None
        self._cells.clear()

    def _one(self, place: int, mask: int) -> tuple[int, ...]:
        """The situation with one factor left something else."""
        return (*self._given[:place], mask, *self._given[place + 1 :])

    @staticmethod
    def _with(given: Sequence[int], changes: Mapping[int, int]) -> tuple[int, ...]:
        return tuple(changes.get(place, mask) for place, mask in enumerate(given))
