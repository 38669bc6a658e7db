"""What a scenario says of each factor, and what is written when a person says otherwise: only what differs from above.

A *slot* is a factor, or one value of a factor of which several may hold: that is a yes/no factor of its own. The
*state* of a slot is what is left possible: ids of values, or 0 and 1 for no and yes; None is open.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from db.moments import Moment
from db.records import Factor, Scenario, Setting

Slot = tuple[int, int | None]
State = frozenset[int] | None
States = Mapping[Slot, State]

YES, NO = frozenset({1}), frozenset({0})
_CYCLE: tuple[State, ...] = (None, YES, NO)


def slots(factor: Factor) -> tuple[Slot, ...]:
    """The slots of a factor."""
    if factor.several:
        return tuple((factor.id, value.id) for value in factor.values)
    return ((factor.id, None),)


def laid(factors: Sequence[Factor], below: States, sets: Iterable[Setting]) -> dict[Slot, State]:
    """What settings make of the states below them."""
    found = dict(below)
    known = {factor.id: factor for factor in factors}
    for setting in sorted(sets, key=lambda each: each.part is not None):
        factor = known[setting.factor]
        if setting.part is not None:
            found[factor.id, setting.part] = None if setting.opened else frozenset(map(int, setting.holds))
        elif setting.opened:
            found.update(dict.fromkeys(slots(factor)))
        elif factor.several:
            found.update({(factor.id, each.id): YES if each.id in setting.values else NO for each in factor.values})
        else:
            found[factor.id, None] = _narrowed(factor, frozenset(setting.values))
    return found


def stated(factors: Sequence[Factor], scenarios: Iterable[Scenario], scenario: int | None) -> dict[Slot, State]:
    """What a scenario says, with what it has from its parents; of none: everything is open."""
    known = {each.id: each for each in scenarios}
    line: list[Scenario] = []
    while scenario is not None and scenario in known and known[scenario] not in line:
        line.append(known[scenario])
        scenario = known[scenario].parent
    found: dict[Slot, State] = {slot: None for factor in factors for slot in slots(factor)}
    for each in reversed(line):
        found = laid(factors, found, each.sets)
    return found


def differences(factor: Factor, wanted: States, below: States) -> tuple[Setting, ...]:
    """The settings that make of the states below what is wanted: of what is the same nothing is written."""
    own = slots(factor)
    changed = [slot for slot in own if wanted[slot] != below[slot]]
    if not changed:
        return ()
    if all(wanted[slot] is None for slot in own):
        return (Setting(factor.id, opened=True),)
    if not factor.several:
        return (Setting(factor.id, values=_in_order(factor, wanted[factor.id, None] or frozenset())),)
    if all(wanted[slot] in (YES, NO) for slot in own) and all(below[slot] is None for slot in own):
        return (Setting(factor.id, tuple(part for _, part in own if part and wanted[factor.id, part] == YES)),)
    return tuple(_part(factor.id, slot[1], wanted[slot]) for slot in changed)


def written(scenario: Scenario, factors: Sequence[Factor], wanted: States, below: States) -> Scenario:
    """A scenario that says what is wanted, on top of what is below it."""
    order = list(dict.fromkeys([*(each.factor for each in scenario.sets), *(each.id for each in factors)]))
    known = {factor.id: factor for factor in factors}
    sets = [each for number in order if number in known for each in differences(known[number], wanted, below)]
    return replace(scenario, sets=tuple(sets))


def changed(
    scenarios: Sequence[Scenario], factors: Sequence[Factor], scenario: int, states: Mapping[Slot, State]
) -> Scenario:
    """A scenario in which these slots have these states, and all others what they have now."""
    this = next(each for each in scenarios if each.id == scenario)
    below = stated(factors, scenarios, this.parent)
    return written(this, factors, {**stated(factors, scenarios, scenario), **states}, below)


def pressed(
    scenarios: Sequence[Scenario], factors: Sequence[Factor], scenario: int, factor: int, value: int, *, beside: bool
) -> dict[Slot, State]:
    """The state that pressing a value leads to.

    A value is set, or when it was set goes back to the parent's; one that is inherited is left open. ``beside`` the
    values allowed already it is allowed too, or no longer. Of several that may hold it goes from open to yes to no.
    """
    this = next(each for each in factors if each.id == factor)
    now = stated(factors, scenarios, scenario)
    if this.several:
        slot: Slot = (factor, value)
        state = now[slot] if now[slot] in _CYCLE else NO
        return {slot: _CYCLE[(_CYCLE.index(state) + 1) % 3]}
    slot = (factor, None)
    parent = next(each for each in scenarios if each.id == scenario).parent
    below = stated(factors, scenarios, parent)[slot]
    state = now[slot]
    if beside:
        allowed = (state or frozenset()) ^ {value}
        return {slot: _narrowed(this, allowed) if allowed else below}
    if state == frozenset({value}):
        return {slot: None if below == state else below}
    return {slot: _narrowed(this, frozenset({value}))}


def opened(factors: Sequence[Factor], factor: int, value: int | None = None) -> dict[Slot, State]:
    """The state that leaves a factor open; of several that may hold one value, when one is given."""
    this = next(each for each in factors if each.id == factor)
    if this.several and value:
        return {(factor, value): None}
    return dict.fromkeys(slots(this))


def moved(scenarios: Sequence[Scenario], factors: Sequence[Factor], scenario: int, parent: int | None) -> Scenario:
    """A scenario below another parent: it keeps what it says itself and has the rest from there; below none it keeps
    all that it has.
    """
    this = next(each for each in scenarios if each.id == scenario)
    if parent == this.parent:
        return this
    now = stated(factors, scenarios, scenario)
    below = stated(factors, scenarios, parent)
    if parent is None:
        date = this.date or _date(scenarios, this.parent)
        return replace(written(this, factors, now, below), parent=None, date=date)
    kept = {slot: now[slot] for setting in this.sets for slot in _touched(factors, setting)}
    return replace(written(this, factors, {**below, **kept}, below), parent=parent)


def descendants(scenarios: Iterable[Scenario], scenario: int) -> set[int]:
    """A scenario and all its branches."""
    listed = list(scenarios)
    found, more = {scenario}, True
    while more:
        more = False
        for each in listed:
            if each.parent in found and each.id not in found:
                found.add(each.id)
                more = True
    return found


def in_tree_order(scenarios: Sequence[Scenario]) -> list[Scenario]:
    """The scenarios, each followed by its branches."""
    known = {each.id for each in scenarios}
    below: dict[int | None, list[Scenario]] = {}
    for each in scenarios:
        below.setdefault(each.parent if each.parent in known else None, []).append(each)
    found: list[Scenario] = []
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        found.append(waiting.pop())
        waiting.extend(reversed(below.get(found[-1].id, [])))
    return found


def placed_before(scenarios: Sequence[Scenario], scenario: int, before: int | None) -> list[int]:
    """The order of all scenarios with one, and its branches, before another; at the end without one."""
    order = [each.id for each in in_tree_order(scenarios)]
    taken = descendants(scenarios, scenario)
    moving = [each for each in order if each in taken]
    rest = [each for each in order if each not in taken]
    place = rest.index(before) if before in rest else len(rest)
    return [*rest[:place], *moving, *rest[place:]]


def _narrowed(factor: Factor, values: frozenset[int]) -> State:
    """All values of a factor that always has one say nothing."""
    return None if not factor.needs and len(values) == len(factor.values) else values


def _in_order(factor: Factor, values: frozenset[int]) -> tuple[int, ...]:
    return tuple(value.id for value in factor.values if value.id in values)


def _part(factor: int, part: int | None, state: State) -> Setting:
    if state is None:
        return Setting(factor, part=part, opened=True)
    return Setting(factor, part=part, holds=tuple(bool(each) for each in sorted(state)))


def _touched(factors: Iterable[Factor], setting: Setting) -> tuple[Slot, ...]:
    if setting.part is not None:
        return ((setting.factor, setting.part),)
    return slots(next(each for each in factors if each.id == setting.factor))


def _date(scenarios: Iterable[Scenario], scenario: int | None) -> Moment | None:
    known = {each.id: each for each in scenarios}
    while scenario is not None and scenario in known:
        if known[scenario].date is not None:
            return known[scenario].date
        scenario = known[scenario].parent
    return None
