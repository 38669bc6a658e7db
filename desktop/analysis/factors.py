"""Factors as the analysis sees them: every one with one value at a time, its values as bits, its needs as cubes.

A factor with several values at once becomes one yes/no factor ``F.v`` per value. A *mask* is a set of values of one
factor as bits, in its order; the bit after the last value is ``n/a``, for a factor with needs. A *cube* is a set of
worlds: a mask for each factor that it restricts, as pairs in the factors' order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from db.records import Clause, Condition, Exclusion, Factor, Issue
from db.vocabulary import NOT_APPLICABLE, SITUATION

Cube = tuple[tuple[int, int], ...]
"""Pairs of a factor's place and a mask."""

NO, YES = 1, 2
"""The masks of the two values of a factor ``F.v``."""


@dataclass(frozen=True, slots=True)
class FactorValue:
    """A value of a compiled factor."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class IssueName:
    """An issue, listed or made by a factor; ``id`` is None when the case does not list it."""

    key: str
    name: str
    id: int | None


@dataclass(frozen=True, slots=True)
class CompiledFactor:
    """A factor with one value at a time. ``factor`` and ``part`` are the ids of the factor, and of the value of a
    several factor, that it stands for; ``issue`` is a place in the list of issues; ``optional``: it can be ``n/a``.
    """

    key: str
    name: str
    values: tuple[FactorValue, ...]
    optional: bool
    issue: int
    factor: int
    part: int | None

    @property
    def stated(self) -> int:
        """The mask of all its values but ``n/a``."""
        return (1 << len(self.values)) - 1

    @property
    def absent(self) -> int:
        """The mask of ``n/a``; 0 when it has none."""
        return 1 << len(self.values) if self.optional else 0

    @property
    def full(self) -> int:
        """The mask of everything it can be."""
        return self.stated | self.absent

    def keys(self, mask: int) -> tuple[str, ...]:
        """The ids of the values in a mask, ``n/a`` last."""
        named = tuple(value.key for place, value in enumerate(self.values) if mask >> place & 1)
        return (*named, NOT_APPLICABLE) if mask & self.absent else named


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value of the record stands: a compiled factor, and the mask of that value (``YES`` of ``F.v``)."""

    factor: int
    mask: int
    several: bool


class Frame:
    """All factors, the rules between them, and the issues that they express; from the record's own nouns.

    ``forbidden`` are cubes that no consistent world lies in: exclusions, and what the needs rule out.
    """

    def __init__(self, factors: Sequence[Factor], exclusions: Sequence[Exclusion], issues: Sequence[Issue]) -> None:
        self.source = (tuple(factors), tuple(exclusions), tuple(issues))
        self.issues = _issues(factors, issues)
        self.factors = _compiled(factors, self.issues)
        self.full = tuple(factor.full for factor in self.factors)
        self.absent = tuple(factor.absent for factor in self.factors)
        self.slots = _slots(self.factors, factors)
        self.parts = {factor.id: _places(self.factors, factor.id) for factor in factors}
        self.own_factors = tuple(
            tuple(place for place, factor in enumerate(self.factors) if factor.issue == issue)
            for issue in range(len(self.issues))
        )
        self.issue_places = {issue.id: place for place, issue in enumerate(self.issues) if issue.id is not None}
        self.situation = next(place for place, issue in enumerate(self.issues) if issue.key == SITUATION)
        self.forbidden = tuple(dict.fromkeys((*self._excluded(exclusions), *self._out_of_needs(factors))))

    def cubes(self, clause: Clause) -> tuple[Cube, ...]:
        """The cubes of a clause: one, or more where it names several values of a several factor; empty ones left out.

        Of a several factor ``F: [a, b]`` means that a or b holds.
        """
        choices = [self._alternatives(condition) for condition in clause]
        found = (merged(pairs) for pairs in product(*choices))
        return tuple(dict.fromkeys(cube for cube in found if cube is not None))

    def ruling(self) -> tuple[tuple[Exclusion | Factor, tuple[Cube, ...]], ...]:
        """Where the forbidden cubes come from: each exclusion, and each factor with needs, with its own."""
        factors, exclusions, _issues = self.source
        rules = [(each, self.cubes(each.when)) for each in exclusions]
        needs = [(each, tuple(self._out_of_needs((each,)))) for each in factors if each.needs]
        return (*rules, *needs)

    def _alternatives(self, condition: Condition) -> list[tuple[int, int]]:
        if condition.part is not None:
            mask = sum(YES if holds else NO for holds in set(condition.holds))
            return [(self.slots[condition.part].factor, mask)]
        slots = [self.slots[value] for value in dict.fromkeys(condition.values)]
        if slots and slots[0].several:
            return [(slot.factor, slot.mask) for slot in slots]
        return [(self.parts[condition.factor][0], sum(slot.mask for slot in slots))]

    def _excluded(self, exclusions: Iterable[Exclusion]) -> Iterable[Cube]:
        for exclusion in exclusions:
            yield from self.cubes(exclusion.when)

    def _out_of_needs(self, factors: Iterable[Factor]) -> Iterable[Cube]:
        """A factor is n/a exactly when its needs fail: never where one of them holds, always where none does."""
        for factor in factors:
            if not factor.needs:
                continue
            needs = [cube for clause in factor.needs for cube in self.cubes(clause)]
            failing = self._none_of(needs)
            for place in self.parts[factor.id]:
                own = self.factors[place]
                for cube in needs:
                    yield from _kept(merged([*cube, (place, own.absent)]))
                for cube in failing:
                    yield from _kept(merged([*cube, (place, own.stated)]))

    def _none_of(self, cubes: Sequence[Cube]) -> list[Cube]:
        """The worlds in none of these cubes, as cubes."""
        outside: list[Cube] = [()]
        for cube in cubes:
            beyond = [(place, self.full[place] & ~mask) for place, mask in cube]
            outside = _absorbed(_kept_all(merged([*one, pair]) for one in outside for pair in beyond))
        return outside


def merged(pairs: Iterable[tuple[int, int]]) -> Cube | None:
    """The cube of all these restrictions together; None when no world fits."""
    masks: dict[int, int] = {}
    for place, mask in pairs:
        masks[place] = masks.get(place, mask) & mask
    return None if 0 in masks.values() else tuple(sorted(masks.items()))


def within(inner: Cube, outer: Cube) -> bool:
    """Whether a cube lies within another as written."""
    masks = dict(inner)
    return all(place in masks and masks[place] & ~mask == 0 for place, mask in outer)


def _kept(cube: Cube | None) -> tuple[Cube, ...]:
    return () if cube is None else (cube,)


def _kept_all(cubes: Iterable[Cube | None]) -> list[Cube]:
    return [cube for cube in dict.fromkeys(cubes) if cube is not None]


def _absorbed(cubes: list[Cube]) -> list[Cube]:
    """Without those that lie within another."""
    found: list[Cube] = []
    for cube in sorted(cubes, key=len):
        if not any(within(cube, other) for other in found):
            found.append(cube)
    return found


def _issues(factors: Sequence[Factor], listed: Sequence[Issue]) -> tuple[IssueName, ...]:
    """Those of the list, those that factors without one make, and the situation as a whole."""
    found = {issue.key: IssueName(issue.key, issue.name, issue.id) for issue in listed}
    for factor in factors:
        if factor.issue is None:
            found.setdefault(factor.key, IssueName(factor.key, factor.name, None))
    found.setdefault(SITUATION, IssueName(SITUATION, "The situation as a whole", None))
    return tuple(found.values())


def _compiled(factors: Sequence[Factor], issues: Sequence[IssueName]) -> tuple[CompiledFactor, ...]:
    by_id = {issue.id: place for place, issue in enumerate(issues) if issue.id is not None}
    by_key = {issue.key: place for place, issue in enumerate(issues)}
    return tuple(
        compiled
        for factor in factors
        for compiled in _split(factor, by_key[factor.key] if factor.issue is None else by_id[factor.issue])
    )


def _split(factor: Factor, issue: int) -> Iterable[CompiledFactor]:
    optional = bool(factor.needs)
    if not factor.several:
        values = tuple(FactorValue(value.key, value.name) for value in factor.values)
        yield CompiledFactor(factor.key, factor.name, values, optional, issue, factor.id, None)
        return
    answers = (FactorValue("no", "No"), FactorValue("yes", "Yes"))
    for value in factor.values:
        key, name = f"{factor.key}.{value.key}", f"{factor.name}: {value.name}"
        yield CompiledFactor(key, name, answers, optional, issue, factor.id, value.id)


def _slots(compiled: Sequence[CompiledFactor], factors: Iterable[Factor]) -> dict[int, Slot]:
    """Where each value stands, by its id."""
    found: dict[int, Slot] = {}
    for factor in factors:
        places = _places(compiled, factor.id)
        for order, value in enumerate(factor.values):
            if factor.several:
                found[value.id] = Slot(places[order], YES, True)
            else:
                found[value.id] = Slot(places[0], 1 << order, False)
    return found


def _places(compiled: Sequence[CompiledFactor], factor: int) -> tuple[int, ...]:
    return tuple(place for place, each in enumerate(compiled) if each.factor == factor)
