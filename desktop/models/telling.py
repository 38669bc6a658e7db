"""Conditions, rules and answers of a scenario in words."""

from collections.abc import Iterable, Sequence

from db.records import Clause, Condition, Exclusion, Factor
from desktop.models.choices import NO, YES, State, States, slots
from desktop.words import _, listing


def either_of(items: Sequence[str]) -> str:
    """Several values of which one holds: *a*, *a or b*, *a, b or c*."""
    if len(items) < 2:
        return "".join(items)
    return _("{first} or {last}").format(first=", ".join(items[:-1]), last=items[-1])


def condition(factors: Iterable[Factor], told: Condition) -> str:
    """A condition in words: *Hostilities: Ceasefire or Settlement*."""
    factor = next(each for each in factors if each.id == told.factor)
    names = {value.id: value.name for value in factor.values}
    if told.part is None:
        return f"{factor.name}: {either_of([names[each] for each in told.values])}"
    if set(told.holds) == {False}:
        return _("{factor}: not {value}").format(factor=factor.name, value=names[told.part])
    return f"{factor.name}: {names[told.part]}"


def clause(factors: Sequence[Factor], told: Clause) -> str:
    """Conditions that hold together."""
    return listing([condition(factors, each) for each in told]) if told else _("in any case")


def needs(factors: Sequence[Factor], factor: Factor) -> str:
    """Where a factor applies."""
    return either_of([clause(factors, each) for each in factor.needs])


def rule(factors: Sequence[Factor], broken: Exclusion | Factor) -> str:
    """A rule: values that cannot go together, or what a factor needs."""
    if isinstance(broken, Factor):
        return _("{factor} applies only with {needs}").format(factor=broken.name, needs=needs(factors, broken))
    together = "  ×  ".join(condition(factors, each) for each in broken.when)
    return f"{together} ({broken.reason.strip()})" if broken.reason.strip() else together


def answer(factor: Factor, states: States) -> str:
    """What is said of a factor: *Ceasefire*, *Ceasefire or Settlement*, *Open*; of several that may hold which do."""
    if not factor.several:
        state = states[factor.id, None]
        return _("Open") if state is None else either_of(_named(factor, state))
    found = {slot[1]: states[slot] for slot in slots(factor)}
    if all(state is None for state in found.values()):
        return _("Open")
    holding = [value.name for value in factor.values if found[value.id] == YES]
    lacking = [_("not {value}").format(value=value.name) for value in factor.values if found[value.id] == NO]
    if all(state == NO for state in found.values()):
        return _("None of them")
    if all(state in (YES, NO) for state in found.values()):
        return listing(holding)
    return ", ".join([*holding, *lacking]) or _("Open")


def is_open(factor: Factor, states: States) -> bool:
    """Whether nothing is said of a factor."""
    return all(states[slot] is None for slot in slots(factor))


def _named(factor: Factor, state: State) -> list[str]:
    return [value.name for value in factor.values if state is not None and value.id in state]
