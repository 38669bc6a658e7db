"""What a scenario says of each factor, and what a condition asks, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.records import Clause, Condition, Factor, Scenario, Setting
from desktop.words import _, listing

Parts = dict[tuple[int, int | None], tuple[object, ...]]
"""What is left possible: by (factor, None) the ids of values, by (factor, value) the answers for that value."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One factor of a scenario: its name and what is left possible; ``open`` when nothing was decided."""

    factor: int
    name: str
    value: str
    open: bool


def chips(scenario: Scenario, scenarios: Sequence[Scenario], factors: Sequence[Factor]) -> tuple[Chip, ...]:
    """One chip a factor, those decided first; a factor that is not applicable here has none."""
    parts = settled(scenario, scenarios, factors)
    by_id = {factor.id: factor for factor in factors}
    found = [_chip(factor, parts) for factor in factors if _applicable(factor, parts, by_id)]
    return tuple(sorted(found, key=lambda chip: chip.open))


def settled(scenario: Scenario, scenarios: Sequence[Scenario], factors: Sequence[Factor]) -> Parts:
    """What a scenario and its parents leave possible; what they leave open is missing."""
    by_id = {factor.id: factor for factor in factors}
    parts: Parts = {}
    for ancestor in _line(scenario, scenarios):
        for setting in ancestor.sets:
            _settle(parts, setting, by_id[setting.factor])
    return parts


def condition(clauses: Sequence[Clause], factors: Mapping[int, Factor]) -> str:
    """Conditions in words: *Hostilities: Ceasefire or Settlement; Force: None*; empty when they hold in any case."""
    told = [clause(one, factors) for one in clauses]
    return "" if not all(told) else _(", or else ").join(told)


def clause(one: Clause, factors: Mapping[int, Factor]) -> str:
    """The conditions that hold together, in words."""
    return "; ".join(_asked(part, factors[part.factor]) for part in one)


def either_of(items: Sequence[str]) -> str:
    """Several values in one phrase: *a*, *a or b*, *a, b or c*."""
    if len(items) < 2:
        return "".join(items)
    return _("{first} or {last}").format(first=", ".join(items[:-1]), last=items[-1])


def _asked(part: Condition, factor: Factor) -> str:
    names = {value.id: value.name for value in factor.values}
    if part.part is not None:
        answer = either_of([_("yes") if holds else _("no") for holds in part.holds])
        return f"{factor.name}, {names[part.part]}: {answer}"
    return f"{factor.name}: {either_of([names[value] for value in part.values])}"


def _line(scenario: Scenario, scenarios: Sequence[Scenario]) -> list[Scenario]:
    """The scenario and its parents, the oldest first."""
    by_id = {one.id: one for one in scenarios}
    line = [scenario]
    while (parent := by_id.get(line[-1].parent or 0)) is not None and parent not in line:
        line.append(parent)
    return line[::-1]


def _settle(parts: Parts, setting: Setting, factor: Factor) -> None:
    if setting.part is not None:
        _put(parts, (factor.id, setting.part), None if setting.opened else setting.holds)
    elif not factor.several:
        _put(parts, (factor.id, None), None if setting.opened else setting.values)
    else:
        for value in factor.values:
            _put(parts, (factor.id, value.id), None if setting.opened else (value.id in setting.values,))


def _put(parts: Parts, place: tuple[int, int | None], left: tuple[object, ...] | None) -> None:
    parts.pop(place, None)
    if left is not None:
        parts[place] = left


def _applicable(factor: Factor, parts: Parts, factors: Mapping[int, Factor]) -> bool:
    """Whether what a factor needs can hold, judged by the scenario's own settings."""
    return not factor.needs or any(all(_can(part, parts) for part in one) for one in factor.needs)


def _can(asked: Condition, parts: Parts) -> bool:
    if asked.part is not None:
        return bool(set(asked.holds) & set(parts.get((asked.factor, asked.part), (True, False))))
    if (asked.factor, None) in parts:
        return bool(set(asked.values) & set(parts[asked.factor, None]))
    return any(True in parts.get((asked.factor, value), (True, False)) for value in asked.values)


def _chip(factor: Factor, parts: Parts) -> Chip:
    told = _several(factor, parts) if factor.several else _one(factor, parts)
    return Chip(factor.id, factor.short or factor.name, told or _("open"), not told)


def _one(factor: Factor, parts: Parts) -> str:
    left = parts.get((factor.id, None))
    if left is None or len(left) == len(factor.values):
        return ""
    return either_of([value.name for value in factor.values if value.id in left])


def _several(factor: Factor, parts: Parts) -> str:
    answers = {value.name: parts.get((factor.id, value.id), (True, False)) for value in factor.values}
    held = [name for name, answer in answers.items() if set(answer) == {True}]
    absent = [name for name, answer in answers.items() if set(answer) == {False}]
    left = [name for name, answer in answers.items() if len(set(answer)) == 2]
    if len(left) == len(answers):
        return ""
    if len(absent) == len(answers):
        return _("none of them")
    told = [listing(held)] if held else []
    if left:
        told += [_("not {values}").format(values=either_of(absent))] if absent else []
        told.append(_("{values} open").format(values=listing(left)))
    return "; ".join(told)
