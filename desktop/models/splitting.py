"""One value of a factor becomes two: what conditions and scenarios say then.

What was said of the one was said of either of the two, so conditions go on meaning the same. A scenario assumes
something, so a person says which of the two it has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from db.records import Clause, Condition, Factor, Scenario
from desktop.models import choices
from desktop.models.choices import NO, YES, Slot, State

NO_VALUE: frozenset[int] = frozenset()


class Held(StrEnum):
    """What a scenario has of the two, where it had the one."""

    BOTH = "both"
    FIRST = "first"
    SECOND = "second"
    OPEN = "open"


def clauses(told: Iterable[Clause], old: int, new: int) -> tuple[Clause, ...]:
    """Clauses, any of which holds, after the value ``old`` was divided into itself and ``new``."""
    return tuple(each for one in told for each in clause(one, old, new))


def clause(told: Clause, old: int, new: int) -> tuple[Clause, ...]:
    """A clause after the division: one, or two of which either holds when one cannot say it."""
    alone = next((each for each in told if each.part == old), None)
    whole = tuple(replace(each, values=_with(each.values, old, new)) for each in told)
    if alone is None or len(alone.holds) != 1:
        return (whole,)
    if not alone.holds[0]:
        return ((*whole, replace(alone, part=new)),)
    if all(each.factor != alone.factor or each.part is not None for each in told):
        either = Condition(alone.factor, (old, new))
        return (tuple(either if each.part == old else each for each in told),)
    return (whole, tuple(replace(each, part=new) if each.part == old else each for each in whole))


def named(told: Iterable[Clause], old: int) -> bool:
    """Whether clauses name a value."""
    return any(each.part == old or old in each.values for one in told for each in one)


def held_by(scenarios: Sequence[Scenario], factors: Sequence[Factor], factor: int, value: int) -> list[Scenario]:
    """The scenarios in which a value holds, or may be the one that does, since they say so or have it from above."""
    slot = _slot(factors, factor, value)
    having = YES if slot[1] is not None else {value}
    return [each for each in scenarios if having <= (choices.stated(factors, scenarios, each.id)[slot] or NO_VALUE)]


def divided(
    scenarios: Sequence[Scenario], before: Sequence[Factor], after: Sequence[Factor], old: int, new: int, held: Held
) -> list[Scenario]:
    """The scenarios that say something of the factor, as they are after the division, parents first; ``after`` are the
    factors with both values.
    """
    factor = next(each for each in before if any(value.id == old for value in each.values))
    now = list(scenarios)
    found = []
    for each in choices.in_tree_order(scenarios):
        if not any(setting.factor == factor.id for setting in each.sets):
            continue
        state = choices.stated(before, scenarios, each.id)
        wanted = {slot: state.get(slot) for one in after for slot in choices.slots(one)} | _wanted(
            factor, state[_slot(before, factor.id, old)], old, new, held
        )
        below = choices.stated(after, now, each.parent)
        changed = choices.written(each, after, wanted, below)
        now = [changed if one.id == each.id else one for one in now]
        found.append(changed)
    return found


def _wanted(factor: Factor, state: State, old: int, new: int, held: Held) -> dict[Slot, State]:
    """What is left possible of the two, or of the factor that has them."""
    if factor.several:
        first: State = state
        second: State = state
        if state == YES:
            first = None if held is Held.OPEN else NO if held is Held.SECOND else YES
            second = None if held is Held.OPEN else NO if held is Held.FIRST else YES
        return {(factor.id, old): first, (factor.id, new): second}
    if state is None or old not in state or held is Held.FIRST:
        return {(factor.id, None): state}
    return {(factor.id, None): state - {old} | {new} if held is Held.SECOND else state | {new}}


def _with(values: tuple[int, ...], old: int, new: int) -> tuple[int, ...]:
    return tuple(one for each in values for one in ((each, new) if each == old else (each,)))


def _slot(factors: Sequence[Factor], factor: int, value: int) -> Slot:
    several = next(each.several for each in factors if each.id == factor)
    return (factor, value if several else None)
