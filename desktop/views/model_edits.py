"""What a person does to factors, scenarios, rules and issues: each an action with its name, as ``Workspace.change``
wants it. An edit reads the case as it is when its turn comes, so that quick hands do not undo themselves.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from db import factors, modelling, scenarios
from db.moments import Moment
from db.reading import Editing
from db.records import Clause, Exclusion, Factor, Issue, Scenario, Setting, Value
from desktop.models import choices
from desktop.models.field_templates import Template
from desktop.words import _, count

Edit = Callable[[Editing], None]
Action = tuple[str, Edit]
"""The name of an action as the history shows it, and what it does."""

Noun = TypeVar("Noun", Scenario, Factor, Exclusion, Issue)


def press(scenario: int, factor: int, value: int, name: str, *, beside: bool) -> Action:
    """Sets a value in a scenario, or clears it; see ``choices.pressed``."""

    def edit(editing: Editing) -> None:
        all_scenarios, all_factors = scenarios.read(editing), factors.read(editing)
        if _there(all_scenarios, scenario) and any(v.id == value for f in all_factors for v in f.values):
            wanted = choices.pressed(all_scenarios, all_factors, scenario, factor, value, beside=beside)
            scenarios.save(editing, choices.changed(all_scenarios, all_factors, scenario, wanted))

    return _("Set {value}").format(value=name), edit


def leave_open(scenario: int, factor: int, value: int, name: str) -> Action:
    """Leaves a factor open in a scenario; of several that may hold one value."""

    def edit(editing: Editing) -> None:
        all_scenarios, all_factors = scenarios.read(editing), factors.read(editing)
        if _there(all_scenarios, scenario) and _there(all_factors, factor):
            wanted = choices.opened(all_factors, factor, value or None)
            scenarios.save(editing, choices.changed(all_scenarios, all_factors, scenario, wanted))

    return _("Leave {factor} open").format(factor=name), edit


def as_above(scenario: int, factor: int, name: str) -> Action:
    """Takes away what a scenario says of a factor: it is as in its parent."""

    def edit(editing: Editing) -> None:
        found = _there(scenarios.read(editing), scenario)
        if found:
            sets = tuple(each for each in found.sets if each.factor != factor)
            scenarios.save(editing, replace(found, sets=sets))

    return _("Clear {factor}").format(factor=name), edit


def new_scenario(name: str, parent: int | None) -> Action:
    """Makes a scenario that says nothing yet; below another it is a branch."""

    def edit(editing: Editing) -> None:
        scenarios.save(editing, Scenario(0, "", "", name, parent, (), None, ""))

    return (_("New scenario {name}") if parent is None else _("Branch {name}")).format(name=name), edit


def take_scenarios(wanted: Sequence[Scenario]) -> Action:
    """Makes scenarios that were proposed."""

    def edit(editing: Editing) -> None:
        for each in wanted:
            scenarios.save(editing, each)

    return count(len(wanted), "Take {n} proposed scenario", "Take {n} proposed scenarios"), edit


def describe(scenario: int, *, name: str | None = None, words: str | None = None) -> Action:
    """Gives a scenario another name, or other words."""

    def edit(editing: Editing) -> None:
        found = _there(scenarios.read(editing), scenario)
        if found:
            named = replace(found, name=found.name if name is None else name)
            scenarios.save(editing, replace(named, description=found.description if words is None else words))

    return _("Rename a scenario") if name is not None else _("Describe a scenario"), edit


def date_scenario(scenario: int, date: Moment | None) -> Action:
    """Says when a scenario plays; without a date it is its parent's, else that of the record."""

    def edit(editing: Editing) -> None:
        found = _there(scenarios.read(editing), scenario)
        if found:
            scenarios.save(editing, replace(found, date=date))

    return _("Date a scenario"), edit


def move_scenario(scenario: int, parent: int | None, before: int | None) -> Action:
    """Puts a scenario below another one, or none, before a third or last; see ``choices.moved``."""

    def edit(editing: Editing) -> None:
        there, all_factors = scenarios.read(editing), factors.read(editing)
        found = _there(there, scenario)
        if not found or parent in choices.descendants(there, scenario):
            return
        if parent != found.parent:
            scenarios.save(editing, choices.moved(there, all_factors, scenario, parent))
        now = scenarios.read(editing)
        order = choices.placed_before(now, scenario, before if before is not None else _after(now, scenario, parent))
        if order != [each.id for each in now]:
            scenarios.reorder(editing, order)

    return _("Move a scenario"), edit


def remove_scenario(scenario: int, name: str) -> Action:
    """Takes a scenario away; its branches keep what they had from it."""

    def edit(editing: Editing) -> None:
        if _there(scenarios.read(editing), scenario):
            scenarios.remove(editing, scenario)

    return _("Delete the scenario {name}").format(name=name), edit


def new_factor(name: str) -> Action:
    """Adds a factor with the values no and yes, to be renamed and added to."""

    def edit(editing: Editing) -> None:
        values = tuple(Value(0, "", "", each) for each in (_("No"), _("Yes")))
        modelling.save_factor(editing, Factor(0, "", "", name, "", None, False, False, (), values))

    return _("New factor {name}").format(name=name), edit


def change_factor(factor: int, label: str, **given: Any) -> Action:
    """Changes a factor's name, short name, issue, order or needs, as they are named in the record."""

    def edit(editing: Editing) -> None:
        found = _there(factors.read(editing), factor)
        if found:
            modelling.save_factor(editing, replace(found, **given))

    return label, edit


def allow_several(factor: int, several: bool) -> Action:
    """Says whether several of a factor's values may hold at once.

    Scenarios that say which one value holds go on saying so; where one of several was allowed nothing is said any more.
    """

    def edit(editing: Editing) -> None:
        found = _there(factors.read(editing), factor)
        if not found or found.several == several:
            return
        for scenario in scenarios.read(editing):
            sets = tuple(each for each in scenario.sets if each.factor != factor or _stays(each))
            scenarios.save(editing, replace(scenario, sets=sets))
        modelling.save_factor(editing, replace(found, several=several))

    return _("Say whether several may hold"), edit


def move_factor(factor: int, before: int | None) -> Action:
    """Puts a factor before another one, or last."""

    def edit(editing: Editing) -> None:
        modelling.reorder_factors(editing, _before([each.id for each in factors.read(editing)], factor, before))

    return _("Move a factor"), edit


def add_value(factor: int, name: str) -> Action:
    """Adds a value to a factor, as its last."""

    def edit(editing: Editing) -> None:
        found = _there(factors.read(editing), factor)
        if found:
            modelling.save_factor(editing, replace(found, values=(*found.values, Value(0, "", "", name))))

    return _("Add the value {name}").format(name=name), edit


def rename_value(factor: int, value: int, name: str) -> Action:
    """Gives a value another name."""

    def edit(editing: Editing) -> None:
        found = _there(factors.read(editing), factor)
        if found:
            values = tuple(replace(each, name=name) if each.id == value else each for each in found.values)
            modelling.save_factor(editing, replace(found, values=values))

    return _("Rename a value"), edit


def move_value(factor: int, value: int, before: int | None) -> Action:
    """Puts a value before another one of its factor, or last."""

    def edit(editing: Editing) -> None:
        found = _there(factors.read(editing), factor)
        if found:
            known = {each.id: each for each in found.values}
            order = _before(list(known), value, before)
            modelling.save_factor(editing, replace(found, values=tuple(known[each] for each in order)))

    return _("Move a value"), edit


def split_value(value: int, name: str) -> Action:
    """Makes a second value beside one; whatever names the one names both."""

    def edit(editing: Editing) -> None:
        modelling.split_value(editing, value, name)

    return _("Split a value off: {name}").format(name=name), edit


def remove_value(value: int, name: str, instead: int | None) -> Action:
    """Takes a value away; whatever names it names another one."""

    def edit(editing: Editing) -> None:
        modelling.remove_value(editing, value, instead)

    return _("Delete the value {name}").format(name=name), edit


def remove_factor(factor: int, name: str, instead: Mapping[int, int | None]) -> Action:
    """Takes a factor away; conditions that name its values name those given instead, or nothing."""

    def edit(editing: Editing) -> None:
        if any(instead.values()):
            modelling.replace_factor(editing, factor, instead)
        else:
            modelling.remove_factor(editing, factor)

    return _("Delete the factor {name}").format(name=name), edit


def save_rule(rule: int, when: Clause, reason: str) -> Action:
    """Says what cannot go together, and why; 0 is a new rule."""

    def edit(editing: Editing) -> None:
        if not rule or _there(factors.exclusions(editing), rule):
            modelling.save_exclusion(editing, Exclusion(rule, "", when, reason))

    return _("Say what cannot go together") if not rule else _("Change what cannot go together"), edit


def remove_rule(rule: int) -> Action:
    """Lets values go together again."""

    def edit(editing: Editing) -> None:
        if _there(factors.exclusions(editing), rule):
            modelling.remove_exclusion(editing, rule)

    return _("Let values go together"), edit


def rename_issue(issue: int | None, factor: int | None, key: str, name: str) -> Action:
    """Gives an issue another name; one that a factor makes is listed then."""

    def edit(editing: Editing) -> None:
        _listed_issue(editing, issue, factor, key, name)

    return _("Rename an issue"), edit


def merge_issues(gone: tuple[int | None, int | None], into: tuple[int | None, int | None, str, str]) -> Action:
    """Puts all that is on one issue on another: ids of the issue and of the factor that makes it, then key and name."""

    def edit(editing: Editing) -> None:
        target = _listed_issue(editing, *into)
        issue, factor = gone
        if factor is not None:
            found = _there(factors.read(editing), factor)
            if found:
                modelling.save_factor(editing, replace(found, issue=target))
        if issue is not None:
            modelling.remove_issue(editing, issue, target)

    return _("Merge two issues"), edit


def file_factor(factor: int, issue: int | None, maker: int | None, key: str, name: str) -> Action:
    """Lets a factor express an issue, which is listed if it is not yet."""

    def edit(editing: Editing) -> None:
        target = _listed_issue(editing, issue, maker, key, name)
        found = _there(factors.read(editing), factor)
        if found:
            modelling.save_factor(editing, replace(found, issue=target))

    return _("Say what a factor is about"), edit


def factor_of_issue(issue: int, name: str) -> Action:
    """Makes a bare subject a factor, with the values no and yes, so that scenarios can address it."""

    def edit(editing: Editing) -> None:
        values = tuple(Value(0, "", "", each) for each in (_("No"), _("Yes")))
        modelling.save_factor(editing, Factor(0, "", "", name, "", issue, False, False, (), values))

    return _("Make {name} a factor").format(name=name), edit


def take_template(template: Template) -> Action:
    """Takes over the factors, issues and rules of a template."""

    def edit(editing: Editing) -> None:
        issues = {key: modelling.save_issue(editing, Issue(0, "", "", name)) for key, name in template.issues}
        ids: dict[tuple[str, str], tuple[int, int]] = {}
        for each in template.factors:
            needs = tuple(template.clause(clause, ids) for clause in each.needs)
            values = tuple(Value(0, "", "", name) for _key, name in each.values)
            issue = issues.get(each.issue)
            flags = (each.ordered, each.several)
            number = modelling.save_factor(
                editing, Factor(0, "", "", each.name, each.short, issue, *flags, needs, values)
            )
            saved = _there(factors.read(editing), number)
            assert saved is not None
            for (key, _name), value in zip(each.values, saved.values, strict=True):
                ids[each.key, key] = (number, value.id)
        for when, reason in template.exclusions:
            modelling.save_exclusion(editing, Exclusion(0, "", template.clause(when, ids), reason))

    return _("Start from the template {name}").format(name=template.title), edit


def _there(listed: Iterable[Noun], number: int) -> Noun | None:
    return next((each for each in listed if each.id == number), None)


def _stays(setting: Setting) -> bool:
    """Whether a setting means the same of one value at a time as of several."""
    return setting.opened or (setting.part is None and len(setting.values) == 1)


def _before(order: list[int], moving: int, before: int | None) -> list[int]:
    rest = [each for each in order if each != moving]
    place = rest.index(before) if before in rest else len(rest)
    return [*rest[:place], moving, *rest[place:]]


def _after(there: Sequence[Scenario], scenario: int, parent: int | None) -> int | None:
    """The scenario that follows all branches of a parent, in the order of the tree."""
    order = [each.id for each in choices.in_tree_order(there)]
    if parent is None:
        return None
    below = choices.descendants(there, parent) | choices.descendants(there, scenario)
    last = max(order.index(each) for each in choices.descendants(there, parent))
    return next((each for each in order[last + 1 :] if each not in below), None)


def _listed_issue(editing: Editing, issue: int | None, factor: int | None, key: str, name: str) -> int:
    """The id of an issue, under this name; one that a factor makes is listed, and the factor put on it."""
    if issue is not None:
        known = _there(factors.issues(editing), issue)
        if known is not None and known.name != name:
            modelling.save_issue(editing, replace(known, name=name))
        return issue
    number = modelling.save_issue(editing, Issue(0, "", key, name))
    found = _there(factors.read(editing), factor) if factor is not None else None
    if found:
        modelling.save_factor(editing, replace(found, issue=number))
    return number
