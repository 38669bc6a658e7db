"""Two cases put together: what the second one adds to the first, and where they contradict each other.

The same id with the same content is nothing new; with other content it is a fault. What has no id (memberships, rules,
links, assessments, notes) is new when it is not there as often already. New statements take the numbers that follow.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from db.drafts import CaseDraft, ConditionDraft, Contents, SettingDraft, StatementDraft, ViewDraft
from db.moments import Moment
from desktop.exchange.case_faults import Faults, Place, shown
from desktop.exchange.case_shape import SECTIONS

KEYED = ("actors", "issues", "factors", "scenarios", "sources", "statements", "views")
"""The lists of a case whose things have ids; a saved view is known by its kind and name."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brings: how many new things each list gets, and whether the case got its own keys."""

    added: dict[str, int]
    described: bool

    @property
    def nothing(self) -> bool:
        """Whether everything was there already."""
        return not self.added and not self.described


def additions(there: Contents, more: Contents) -> Contents:
    """What ``more`` adds to the case, numbered; the keys of ``case`` only when the case is empty.

    Raises:
        CaseFaults: an id stands for something else in the case; with places in the file of ``more``.
    """
    faults = Faults()
    new: dict[str, tuple[Any, ...]] = {}
    for name, _ in SECTIONS:
        here, given = getattr(there, name), getattr(more, name)
        new[name] = _new(name, here, given, faults)
    _check_positions(there, more, {statement.key for statement in new["statements"]}, faults)
    faults.settle()
    new["statements"] = numbered(new["statements"], there.statements)
    return Contents(case=more.case if is_empty(there) else CaseDraft(), **new)


def _new(name: str, here: Iterable[Any], given: Iterable[Any], faults: Faults) -> tuple[Any, ...]:
    """What one list brings: things with ids by these, the others by what they say."""
    if name in KEYED:
        return _keyed(name, here, given, faults)
    if name != "notes":
        return _unkeyed(here, given)
    without = [replace(each, key=None) for each in here]
    listed = tuple(given)
    named = set(_keyed(name, here, [each for each in listed if each.key is not None], faults))
    unnamed = Counter(_unkeyed(without, [each for each in listed if each.key is None]))
    return tuple(each for each in listed if each in named or _taken(unnamed, each))


def _taken(left: Counter[Any], each: Any) -> bool:
    left[each] -= 1
    return left[each] >= 0


def is_empty(contents: Contents) -> bool:
    """Whether a case holds nothing but its own keys."""
    return not any(getattr(contents, name) for name, _ in SECTIONS)


def counted(new: Contents, *, described: bool) -> Merged:
    """How much is new."""
    sizes = {name: len(getattr(new, name)) for name, _ in SECTIONS}
    return Merged({name: size for name, size in sizes.items() if size}, described)


def numbered(new: Iterable[StatementDraft], there: Iterable[StatementDraft]) -> tuple[StatementDraft, ...]:
    """New statements with their numbers: those of the file in a case without any, else the ones that follow."""
    statements, highest = tuple(new), max((each.number or 0 for each in there), default=0)
    if highest:
        return tuple(replace(each, number=highest + index) for index, each in enumerate(statements, 1))
    highest = max((each.number or 0 for each in statements), default=0)
    given = []
    for each in statements:
        highest += each.number is None
        given.append(each if each.number is not None else replace(each, number=highest))
    return tuple(given)


def _keyed(name: str, here: Iterable[Any], given: Iterable[Any], faults: Faults) -> tuple[Any, ...]:
    known = {_key(each): each for each in here}
    new = []
    for index, each in enumerate(given):
        other = known.get(_key(each))
        if other is None:
            new.append(each)
            continue
        differing = _differing(other, each)
        if differing:
            place: Place = ((None, name), index)
            what = ", ".join(differing)
            faults.add(place, f"the id {shown(_key(each))} is in the case already, with other content: {what}")
    return tuple(new)


def _key(each: Any) -> str:
    return f"{each.kind}: {each.name}" if isinstance(each, ViewDraft) else str(each.key)


def _unkeyed(here: Iterable[Any], given: Iterable[Any]) -> tuple[Any, ...]:
    """What stands in ``given`` more often than it is there already."""
    left = Counter(_loose(each) for each in here)
    new = []
    for each in given:
        same = _loose(each)
        if left[same]:
            left[same] -= 1
        else:
            new.append(each)
    return tuple(new)


def _check_positions(there: Contents, more: Contents, new: set[str], faults: Faults) -> None:
    """A new statement cannot bring a position whose id another statement of the case uses."""
    taken = {position.key: each.key for each in there.statements for position in each.positions}
    for index, statement in enumerate(more.statements):
        for place, position in enumerate(statement.positions if statement.key in new else ()):
            if position.key in taken:
                where = (((((None, "statements"), index), "positions"), place), "id")
                owner = shown(taken[position.key])
                faults.add(where, f"the id {shown(position.key)} is taken in the case, by the statement {owner}")


def _differing(one: Any, other: Any) -> list[str]:
    """The fields in which two drafts differ; a statement's number is the case's own and does not count."""
    names = [field.name for field in fields(one) if field.name not in ("key", "number")]
    return [name for name in names if _loose(getattr(one, name)) != _loose(getattr(other, name))]


def _loose(value: Any) -> Any:
    """A value to compare and count: conditions hold together in any order, and so do the values they name."""
    if isinstance(value, ConditionDraft | SettingDraft):
        opened = isinstance(value, SettingDraft) and value.opened
        return value.factor, frozenset(value.values), value.part, frozenset(value.holds), opened
    if isinstance(value, tuple):
        parts = tuple(_loose(each) for each in value)
        return frozenset(parts) if value and isinstance(value[0], ConditionDraft | SettingDraft) else parts
    if is_dataclass(value) and not isinstance(value, Moment):
        return tuple(_loose(getattr(value, field.name)) for field in fields(value))
    return value
