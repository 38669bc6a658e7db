"""What a person does to scenarios: each an action with its name, as ``Workspace.change``
wants it. An edit reads the case as it is when its turn comes, so that quick hands do not undo themselves.
"""

from collections.abc import Sequence
from dataclasses import replace

from db import factors, scenarios
from db.moments import Moment
from db.reading import Editing
from db.records import Scenario
from desktop.models import choices
from desktop.views.model_actions import Action, there
from desktop.words import _, count


def press(scenario: int, factor: int, value: int, name: str, *, beside: bool) -> Action:
    """Sets a value in a scenario, or clears it; see ``choices.pressed``."""

    def edit(editing: Editing) -> None:
        all_scenarios, all_factors = scenarios.read(editing), factors.read(editing)
        if there(all_scenarios, scenario) and any(v.id == value for f in all_factors for v in f.values):
            wanted = choices.pressed(all_scenarios, all_factors, scenario, factor, value, beside=beside)
            scenarios.save(editing, choices.changed(all_scenarios, all_factors, scenario, wanted))

    return _("Set {value}").format(value=name), edit


def leave_open(scenario: int, factor: int, value: int, name: str) -> Action:
    """Leaves a factor open in a scenario; of several that may hold one value."""

    def edit(editing: Editing) -> None:
        all_scenarios, all_factors = scenarios.read(editing), factors.read(editing)
        if there(all_scenarios, scenario) and there(all_factors, factor):
            wanted = choices.opened(all_factors, factor, value or None)
            scenarios.save(editing, choices.changed(all_scenarios, all_factors, scenario, wanted))

    return _("Leave {factor} open").format(factor=name), edit


def as_above(scenario: int, factor: int, name: str) -> Action:
    """Takes away what a scenario says of a factor: it is as in its parent."""

    def edit(editing: Editing) -> None:
        found = there(scenarios.read(editing), scenario)
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
        found = there(scenarios.read(editing), scenario)
        if found:
            named = replace(found, name=found.name if name is None else name)
            scenarios.save(editing, replace(named, description=found.description if words is None else words))

    return _("Rename a scenario") if name is not None else _("Describe a scenario"), edit


def date_scenario(scenario: int, date: Moment | None) -> Action:
    """Says when a scenario plays; without a date it is its parent's, else that of the record."""

    def edit(editing: Editing) -> None:
        found = there(scenarios.read(editing), scenario)
        if found:
            scenarios.save(editing, replace(found, date=date))

    return _("Date a scenario"), edit


def move_scenario(scenario: int, parent: int | None, before: int | None) -> Action:
    """Puts a scenario below another one, or none, before a third or last; see ``choices.moved``."""

    def edit(editing: Editing) -> None:
        listed, all_factors = scenarios.read(editing), factors.read(editing)
        found = there(listed, scenario)
        if not found or parent in choices.descendants(listed, scenario):
            return
        if parent != found.parent:
            scenarios.save(editing, choices.moved(listed, all_factors, scenario, parent))
        now = scenarios.read(editing)
        order = choices.placed_before(now, scenario, before if before is not None else _after(now, scenario, parent))
        if order != [each.id for each in now]:
            scenarios.reorder(editing, order)

    return _("Move a scenario"), edit


def remove_scenario(scenario: int, name: str) -> Action:
    """Takes a scenario away; its branches keep what they had from it."""

    def edit(editing: Editing) -> None:
        if there(scenarios.read(editing), scenario):
            scenarios.remove(editing, scenario)

    return _("Delete the scenario {name}").format(name=name), edit


def _after(listed: Sequence[Scenario], scenario: int, parent: int | None) -> int | None:
    """The scenario that follows all branches of a parent, in the order of the tree."""
    order = [each.id for each in choices.in_tree_order(listed)]
    if parent is None:
        return None
    below = choices.descendants(listed, parent) | choices.descendants(listed, scenario)
    last = max(order.index(each) for each in choices.descendants(listed, parent))
    return next((each for each in order[last + 1 :] if each not in below), None)
