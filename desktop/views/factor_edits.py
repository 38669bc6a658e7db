"""What a person does to factors, their values and rules: each an action with its name, as ``Workspace.change``
wants it. An edit reads the case as it is when its turn comes, so that quick hands do not undo themselves.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from db import factors, modelling, restating, scenarios, statements
from db.reading import Editing
from db.records import Clause, Exclusion, Factor, Issue, Setting, Statement, Value
from desktop.models import splitting
from desktop.models.field_templates import Template
from desktop.models.splitting import Held
from desktop.views.model_actions import Action, put_before, there
from desktop.words import _


def new_factor(name: str) -> Action:
    """Adds a factor with the values no and yes, to be renamed and added to."""

    def edit(editing: Editing) -> None:
        values = tuple(Value(0, "", "", each) for each in (_("No"), _("Yes")))
        modelling.save_factor(editing, Factor(0, "", "", name, "", None, False, False, (), values))

    return _("New factor {name}").format(name=name), edit


def change_factor(factor: int, label: str, **given: Any) -> Action:
    """Changes a factor's name, short name, issue, order or needs, as they are named in the record."""

    def edit(editing: Editing) -> None:
        found = there(factors.read(editing), factor)
        if found:
            modelling.save_factor(editing, replace(found, **given))

    return label, edit


def allow_several(factor: int, several: bool) -> Action:
    """Says whether several of a factor's values may hold at once.

    Scenarios that say which one value holds go on saying so; where one of several was allowed nothing is said any more.
    """

    def edit(editing: Editing) -> None:
        found = there(factors.read(editing), factor)
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
        modelling.reorder_factors(editing, put_before([each.id for each in factors.read(editing)], factor, before))

    return _("Move a factor"), edit


def add_value(factor: int, name: str) -> Action:
    """Adds a value to a factor, as its last."""

    def edit(editing: Editing) -> None:
        found = there(factors.read(editing), factor)
        if found:
            modelling.save_factor(editing, replace(found, values=(*found.values, Value(0, "", "", name))))

    return _("Add the value {name}").format(name=name), edit


def rename_value(factor: int, value: int, name: str) -> Action:
    """Gives a value another name."""

    def edit(editing: Editing) -> None:
        found = there(factors.read(editing), factor)
        if found:
            values = tuple(replace(each, name=name) if each.id == value else each for each in found.values)
            modelling.save_factor(editing, replace(found, values=values))

    return _("Rename a value"), edit


def move_value(factor: int, value: int, before: int | None) -> Action:
    """Puts a value before another one of its factor, or last."""

    def edit(editing: Editing) -> None:
        found = there(factors.read(editing), factor)
        if found:
            known = {each.id: each for each in found.values}
            order = put_before(list(known), value, before)
            modelling.save_factor(editing, replace(found, values=tuple(known[each] for each in order)))

    return _("Move a value"), edit


def split_value(factor: int, value: int, name: str, held: Held, naming: Collection[int]) -> Action:
    """Makes a second value beside one: conditions that name the one mean either, scenarios have what ``held`` says.

    ``naming`` are the statements that name it.
    """

    def edit(editing: Editing) -> None:
        before, told = factors.read(editing), scenarios.read(editing)
        found = there(before, factor)
        if not found or all(each.id != value for each in found.values):
            return
        if found.several:
            new = _put_beside(editing, found, value, name)
            _divide_conditions(editing, value, new, naming)
        else:
            new = modelling.split_value(editing, value, name)
        for each in splitting.divided(told, before, factors.read(editing), value, new, held):
            scenarios.save(editing, each)

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
        if not rule or there(factors.exclusions(editing), rule):
            modelling.save_exclusion(editing, Exclusion(rule, "", when, reason))

    return _("Say what cannot go together") if not rule else _("Change what cannot go together"), edit


def remove_rule(rule: int) -> Action:
    """Lets values go together again."""

    def edit(editing: Editing) -> None:
        if there(factors.exclusions(editing), rule):
            modelling.remove_exclusion(editing, rule)

    return _("Let values go together"), edit


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
            saved = there(factors.read(editing), number)
            assert saved is not None
            for (key, _name), value in zip(each.values, saved.values, strict=True):
                ids[each.key, key] = (number, value.id)
        for when, reason in template.exclusions:
            modelling.save_exclusion(editing, Exclusion(0, "", template.clause(when, ids), reason))

    return _("Start from the template {name}").format(name=template.title), edit


def _stays(setting: Setting) -> bool:
    """Whether a setting means the same of one value at a time as of several."""
    return setting.opened or (setting.part is None and len(setting.values) == 1)


def _put_beside(editing: Editing, factor: Factor, value: int, name: str) -> int:
    """Adds a value after another one; returns its id."""
    place = 1 + next(place for place, each in enumerate(factor.values) if each.id == value)
    values = (*factor.values[:place], Value(0, "", "", name), *factor.values[place:])
    modelling.save_factor(editing, replace(factor, values=values))
    saved = there(factors.read(editing), factor.id)
    assert saved is not None
    return saved.values[place].id


def _divide_conditions(editing: Editing, old: int, new: int, naming: Collection[int]) -> None:
    """Lets needs, rules and statements that name one value of several name either of the two."""
    for factor in factors.read(editing):
        if splitting.named(factor.needs, old):
            modelling.save_factor(editing, replace(factor, needs=splitting.clauses(factor.needs, old, new)))
    for rule in factors.exclusions(editing):
        if splitting.named((rule.when,), old):
            first, *more = splitting.clause(rule.when, old, new)
            modelling.save_exclusion(editing, replace(rule, when=first))
            for when in more:
                modelling.save_exclusion(editing, Exclusion(0, "", when, rule.reason))
    said = statements.read(editing, naming) if naming else ()
    restating.restate(editing, [(each, _divided(each, old, new)) for each in said])


def _divided(statement: Statement, old: int, new: int) -> Statement:
    positions = [replace(each, regions=splitting.clauses(each.regions, old, new)) for each in statement.positions]
    return replace(statement, positions=tuple(positions))
