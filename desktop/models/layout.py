"""How the matrix is laid out: who and what is shown, in which order, by what the actors are grouped.

A layout names actors and scenarios by their keys. What is new in the case is not named yet: it is shown, at the end.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from db.records import SavedView

KIND = "matrix"
"""The kind of saved view that keeps a layout."""


class Group(StrEnum):
    """By what the actors are grouped."""

    ROLE = "role"
    KIND = "kind"
    NONE = "none"


class Keyed(Protocol):
    """An actor or a scenario."""

    @property
    def key(self) -> str:
        """Its exchange id."""


K = TypeVar("K", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Layout:
    """Orders, and what is left out; everything in the case's order at first."""

    actors: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    without_actors: frozenset[str] = frozenset()
    without_scenarios: frozenset[str] = frozenset()
    group: Group = Group.ROLE

    def choosing_actors(self, offered: Iterable[str], chosen: Collection[str]) -> "Layout":
        """With some of the actors offered, and no others of them."""
        return replace(self, without_actors=_without(self.without_actors, offered, chosen))

    def choosing_scenarios(self, offered: Iterable[str], chosen: Collection[str]) -> "Layout":
        """With some of the scenarios offered, and no others of them."""
        return replace(self, without_scenarios=_without(self.without_scenarios, offered, chosen))

    def written(self) -> dict[str, Any]:
        """For a saved view."""
        return {
            "actors": list(self.actors),
            "scenarios": list(self.scenarios),
            "without_actors": sorted(self.without_actors),
            "without_scenarios": sorted(self.without_scenarios),
            "group": str(self.group),
        }

    @classmethod
    def read(cls, data: Any) -> "Layout":
        """What was kept; what is not understood is left out."""
        if not isinstance(data, Mapping):
            return cls()
        group = data.get("group")
        return cls(
            actors=_keys(data.get("actors")),
            scenarios=_keys(data.get("scenarios")),
            without_actors=frozenset(_keys(data.get("without_actors"))),
            without_scenarios=frozenset(_keys(data.get("without_scenarios"))),
            group=Group(group) if group in tuple(Group) else Group.ROLE,
        )


def kept(views: Iterable[SavedView]) -> tuple[str, Layout]:
    """The name of the saved view that keeps the layout, and the layout; without one, no name and the usual layout."""
    found = next((each for each in views if each.kind == KIND), None)
    if found is None:
        return "", Layout()
    try:
        return found.name, Layout.read(json.loads(found.body))
    except ValueError:
        return found.name, Layout()


def ordered(things: Iterable[K], order: Sequence[str]) -> list[K]:
    """In an order by key; those that it does not name come last, as they stood."""
    places = {key: place for place, key in enumerate(order)}
    return sorted(things, key=lambda thing: places.get(thing.key, len(places)))


def put_before(order: Sequence[str], siblings: Sequence[str], key: str, place: int) -> tuple[str, ...]:
    """An order in which one of some siblings stands before the one at a place among them; the others keep theirs."""
    here = siblings.index(key)
    moved = [each for each in siblings if each != key]
    moved.insert(place - (place > here), key)
    among, replaced = set(siblings), iter(moved)
    return tuple(next(replaced) if each in among else each for each in order)


def _without(before: frozenset[str], offered: Iterable[str], chosen: Collection[str]) -> frozenset[str]:
    listed = frozenset(offered)
    return (before - listed) | (listed - frozenset(chosen))


def _keys(listed: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in listed if isinstance(each, str))) if isinstance(listed, list) else ()
