"""What a case file says that there is: its ids, its factors' values and its texts, gathered before anything is checked.

This pass is lenient: what has the wrong form is passed over here and told by the parser.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from db.vocabulary import SITUATION
from desktop.exchange.case_faults import Place

_KINDS = {
    "actors": "actor",
    "issues": "issue",
    "factors": "factor",
    "scenarios": "scenario",
    "sources": "source",
    "statements": "statement",
    "notes": "note",
}


@dataclass(frozen=True, slots=True)
class KnownFactor:
    """A factor as others may name it; without a list of values there is nothing to check them against."""

    place: int
    several: bool
    values: dict[str, int] | None


@dataclass(slots=True)
class Known:
    """Everything that can be referred to. ``first`` tells where each id of a kind stands for the first time."""

    first: dict[str, dict[str, Place]] = field(default_factory=dict)
    factors: dict[str, KnownFactor] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    implied: dict[str, str] = field(default_factory=dict)
    """The issues that a factor without one makes, by the factor's id, with its name."""

    def has(self, kind: str, key: str) -> bool:
        """Whether something of the kind has this id."""
        return key in self.first[kind] or (kind == "issue" and (key in self.implied or key == SITUATION))

    def names(self, kind: str) -> Collection[str]:
        """The ids of a kind."""
        return {**self.first[kind], **self.implied} if kind == "issue" else self.first[kind]


def gather(document: Any) -> Known:
    """All that a file's values say that there is."""
    known = Known({kind: {} for kind in (*_KINDS.values(), "position")})
    for section, kind in _KINDS.items():
        for place, item in _items(document, section, None):
            _note(known, kind, item, place)
    for place, statement in _items(document, "statements", None):
        for inner, position in _items(statement, "positions", place):
            _note(known, "position", position, inner)
    for place, factor in _items(document, "factors", None):
        _note_factor(known, factor, place)
    for _, source in _items(document, "sources", None):
        if isinstance(source.get("id"), str) and isinstance(source.get("text", ""), str):
            known.texts.setdefault(source["id"], source.get("text", ""))
    return known


def _items(holder: Any, name: str, place: Place) -> Iterator[tuple[Place, dict[str, Any]]]:
    listed = holder.get(name) if isinstance(holder, dict) else None
    for index, item in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(item, dict):
            yield ((place, name), index), item


def _note(known: Known, kind: str, item: dict[str, Any], place: Place) -> None:
    if isinstance(item.get("id"), str):
        known.first[kind].setdefault(item["id"], place)


def _note_factor(known: Known, factor: dict[str, Any], place: Place) -> None:
    key = factor.get("id")
    if not isinstance(key, str) or known.first["factor"].get(key) != place:
        return
    if factor.get("issue") is None:
        name = factor.get("name")
        known.implied[key] = name if isinstance(name, str) else key
    known.factors[key] = KnownFactor(len(known.factors), factor.get("several") is True, _values(factor))


def _values(factor: dict[str, Any]) -> dict[str, int] | None:
    values = factor.get("values")
    if not isinstance(values, list):
        return None
    names = [value.get("id") for value in values if isinstance(value, dict)]
    return {name: index for index, name in enumerate(names) if isinstance(name, str)}
