"""What a person does to actors: each an action with its name, as ``Workspace.change`` wants it.

An edit reads the case as it is when its turn comes, so that quick hands do not undo themselves.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from db import actors
from db.case import Case
from db.moments import Moment
from db.reading import Editing
from db.records import Actor, Affiliation
from db.vocabulary import ActorKind, Standing
from desktop.words import _

Edit = Callable[[Editing], None]
Action = tuple[str, Edit]
"""The name of an action as the history shows it, and what it does."""


def add(name: str, kind: ActorKind, made: list[int]) -> Action:
    """A new actor, whose id is put into ``made``."""

    def edit(editing: Editing) -> None:
        made.append(actors.save(editing, Actor(0, "", "", name, "", kind, (), False, "")))

    return _("New actor {name}").format(name=name), edit


def describe(actor: Actor, what: str, field: str, value: Any) -> Action:
    """Says something else about an actor; ``what`` is the name of the field."""

    def edit(editing: Editing) -> None:
        found = next((each for each in actors.read(editing) if each.id == actor.id), None)
        if found is not None and getattr(found, field) != value:
            changed: Any = {field: value}
            actors.save(editing, replace(found, **changed))

    return _("Change the {field} of {name}").format(field=what, name=actor.name), edit


def named_in(case: Case, actor: int) -> int:
    """How many statements name an actor: it cannot be taken away while they do."""
    with case.read() as reading:
        return actors.named_in(reading, actor)


def remove(actor: int, name: str) -> Action:
    """Takes an actor away."""
    return _("Delete {name}").format(name=name), lambda editing: actors.remove(editing, actor)


def merge(keep: Actor, gone: Actor) -> Action:
    """Makes two actors one."""
    label = _("Merge {gone} into {keep}").format(gone=gone.name, keep=keep.name)
    return label, lambda editing: actors.merge(editing, keep.id, gone.id)


def affiliate(member: int, of: int, standing: Standing, name: str) -> Action:
    """A new affiliation, without dates yet."""
    new = Affiliation(0, "", member, of, "", standing, None, None)

    def edit(editing: Editing) -> None:
        actors.save_affiliation(editing, new)

    return _("Say to whom {name} belongs").format(name=name), edit


def restate(affiliation: int, name: str, **values: Moment | Standing | str | int | None) -> Action:
    """Says something else about an affiliation."""

    def edit(editing: Editing) -> None:
        found = next((each for each in actors.affiliations(editing) if each.id == affiliation), None)
        if found is not None and any(getattr(found, key) != value for key, value in values.items()):
            changed: Any = values
            actors.save_affiliation(editing, replace(found, **changed))

    return _("Change to whom {name} belongs").format(name=name), edit


def part(affiliation: int, name: str) -> Action:
    """Takes an affiliation away."""
    label = _("Change to whom {name} belongs").format(name=name)
    return label, lambda editing: actors.remove_affiliation(editing, affiliation)
