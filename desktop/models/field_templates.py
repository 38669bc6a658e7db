"""Fields to start from: factors with their values, needs, issues and rules, as data files that anybody can add to.

A file is written as those parts of a case as JSON are, with a title and a description beside them.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import resources
from db.records import Clause, Condition

KIND = "templates/fields"

WrittenClause = Mapping[str, list[str]]
Ids = Mapping[tuple[str, str], tuple[int, int]]
"""Ids of factor and value, by their keys in the file."""


@dataclass(frozen=True, slots=True)
class TemplateFactor:
    """A factor in a template; ``issue`` is the key of an issue of the template, or empty."""

    key: str
    name: str
    short: str
    issue: str
    ordered: bool
    several: bool
    values: tuple[tuple[str, str], ...]
    needs: tuple[WrittenClause, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A field to start from."""

    title: str
    description: str
    issues: tuple[tuple[str, str], ...]
    factors: tuple[TemplateFactor, ...]
    exclusions: tuple[tuple[WrittenClause, str], ...]

    def clause(self, written: WrittenClause, ids: Ids) -> Clause:
        """A clause of the file, with ids; KeyError when it names what is not there yet."""
        return tuple(_condition(name, values, ids) for name, values in written.items())


def templates() -> tuple[Template, ...]:
    """All templates that are shipped, in the order of their files' names."""
    return tuple(read(resources.text(KIND, name)) for name in resources.names(KIND))


def read(text: str) -> Template:
    """A template from its file."""
    found = json.loads(text)
    return Template(
        title=found["title"],
        description=found["description"],
        issues=tuple((each["id"], each["name"]) for each in found.get("issues", ())),
        factors=tuple(_factors(found["factors"])),
        exclusions=tuple((each["when"], each.get("reason", "")) for each in found.get("exclusions", ())),
    )


def _factors(written: Iterable[Mapping[str, object]]) -> Iterable[TemplateFactor]:
    for each in written:
        values: list[dict[str, str]] = each["values"]  # type: ignore[assignment]
        needs: list[WrittenClause] = each.get("needs", [])  # type: ignore[assignment]
        yield TemplateFactor(
            key=str(each["id"]),
            name=str(each["name"]),
            short=str(each.get("short", "")),
            issue=str(each.get("issue", "")),
            ordered=bool(each.get("ordered", False)),
            several=bool(each.get("several", False)),
            values=tuple((value["id"], value["name"]) for value in values),
            needs=tuple(needs),
        )


def _condition(name: str, values: list[str], ids: Ids) -> Condition:
    factor, _dot, part = name.partition(".")
    if part:
        number, value = ids[factor, part]
        return Condition(number, part=value, holds=tuple(each == "yes" for each in values))
    found = [ids[factor, value] for value in values]
    return Condition(found[0][0], tuple(value for _factor, value in found))
