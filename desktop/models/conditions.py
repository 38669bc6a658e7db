"""The conditions of a clause as chips show them: which values it names, and what pressing one makes of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from db.folding import fold
from db.records import Clause, Condition, Factor, Value

NAMED, NOT, EITHER, FREE = "named", "not", "either", ""
"""How a clause names a value."""


def met(typed: str, factors: Iterable[Factor]) -> tuple[tuple[Factor, Value], ...]:
    """The values whose names, or whose factors' names, have every word typed: names that begin so first, then other
    words of names.
    """
    asked = fold(typed).split()
    ranked: list[tuple[int, int, Factor, Value]] = []
    for factor in factors:
        for value in factor.values:
            name = fold(value.name)
            if asked and all(word in f"{name} {fold(factor.name)}" for word in asked):
                first = 0 if name.startswith(asked[0]) else 1 if f" {asked[0]}" in f" {name}" else 2
                ranked.append((first, len(ranked), factor, value))
    return tuple((factor, value) for _first, _place, factor, value in sorted(ranked, key=lambda each: each[:2]))


def look(clause: Clause, factor: int, value: int) -> str:
    """How a clause names a value."""
    for each in clause:
        if each.factor == factor and each.part is None and value in each.values:
            return NAMED
        if each.factor == factor and each.part == value:
            return EITHER if len(each.holds) != 1 else NAMED if each.holds[0] else NOT
    return FREE


def toggled(clause: Clause, factor: Factor, value: int) -> Clause:
    """A clause that names a value, or no longer does."""
    if look(clause, factor.id, value) != FREE:
        return _without(clause, factor.id, value)
    order = [each.id for each in factor.values]
    found = []
    for each in clause:
        if each.factor == factor.id and each.part is None:
            names = sorted({*each.values, value}, key=order.index)
            found.append(replace(each, values=tuple(names)))
        else:
            found.append(each)
    if not any(each.factor == factor.id and each.part is None for each in clause):
        found.append(Condition(factor.id, (value,)))
    return tuple(found)


def pressed(clause: Clause, factor: Factor, value: int) -> Clause:
    """What pressing a chip makes of a clause: where several values may hold at once it can also say *not this one*."""
    if not factor.several or look(clause, factor.id, value) != NAMED:
        return toggled(clause, factor, value)
    return (*_without(clause, factor.id, value), Condition(factor.id, part=value, holds=(False,)))


def emphasised(emphasis: Clause, factors: Iterable[Factor]) -> tuple[tuple[int, int], ...]:
    """The values that are stressed, as pairs of ids."""
    return tuple(
        (factor.id, value.id)
        for factor in factors
        for value in factor.values
        if look(emphasis, factor.id, value.id) == NAMED
    )


def emphasis_of(pairs: Iterable[tuple[int, int]], factors: Sequence[Factor]) -> Clause:
    """The clause that stresses these values."""
    wanted = set(pairs)
    found = []
    for factor in factors:
        names = tuple(value.id for value in factor.values if (factor.id, value.id) in wanted)
        if names:
            found.append(Condition(factor.id, names))
    return tuple(found)


def left(clause: Clause, values: set[int]) -> Clause:
    """A clause of which only some values are left."""
    found = []
    for each in clause:
        kept = tuple(value for value in each.values if value in values)
        if kept or (each.part is not None and each.part in values):
            found.append(replace(each, values=kept))
    return tuple(found)


def _without(clause: Clause, factor: int, value: int) -> Clause:
    found = []
    for each in clause:
        if each.factor == factor and each.part == value:
            continue
        if each.factor == factor and each.part is None and value in each.values:
            left = tuple(number for number in each.values if number != value)
            if left:
                found.append(replace(each, values=left))
            continue
        found.append(each)
    return tuple(found)
