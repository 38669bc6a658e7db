"""What a person does to issues: each an action with its name, as ``Workspace.change``
wants it. An edit reads the case as it is when its turn comes, so that quick hands do not undo themselves.
"""

from dataclasses import replace

from db import factors, modelling
from db.reading import Editing
from db.records import Factor, Issue, Value
from desktop.views.model_actions import Action, there
from desktop.words import _


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
            found = there(factors.read(editing), factor)
            if found:
                modelling.save_factor(editing, replace(found, issue=target))
        if issue is not None:
            modelling.remove_issue(editing, issue, target)

    return _("Merge two issues"), edit


def file_factor(factor: int, issue: int | None, maker: int | None, key: str, name: str) -> Action:
    """Lets a factor express an issue, which is listed if it is not yet."""

    def edit(editing: Editing) -> None:
        target = _listed_issue(editing, issue, maker, key, name)
        found = there(factors.read(editing), factor)
        if found:
            modelling.save_factor(editing, replace(found, issue=target))

    return _("Say what a factor is about"), edit


def factor_of_issue(issue: int, name: str) -> Action:
    """Makes a bare subject a factor, with the values no and yes, so that scenarios can address it."""

    def edit(editing: Editing) -> None:
        values = tuple(Value(0, "", "", each) for each in (_("No"), _("Yes")))
        modelling.save_factor(editing, Factor(0, "", "", name, "", issue, False, False, (), values))

    return _("Make {name} a factor").format(name=name), edit


def _listed_issue(editing: Editing, issue: int | None, factor: int | None, key: str, name: str) -> int:
    """The id of an issue, under this name; one that a factor makes is listed, and the factor put on it."""
    if issue is not None:
        known = there(factors.issues(editing), issue)
        if known is not None and known.name != name:
            modelling.save_issue(editing, replace(known, name=name))
        return issue
    number = modelling.save_issue(editing, Issue(0, "", key, name))
    found = there(factors.read(editing), factor) if factor is not None else None
    if found:
        modelling.save_factor(editing, replace(found, issue=number))
    return number
