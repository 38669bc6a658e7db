"""Clauses between rows and records: which rows name which values, and the conditions that they make together."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import select

from db.asked import Asked
from db.reading import Reading
from db.records import Clause, Condition
from db.schema import ValueRow

Named = Sequence[tuple[int, int]]
"""The values that a clause names, in its order: ids of values, and ``holds`` of each (see ``schema.NamesValue``)."""

_FACTORS = Asked(lambda: select(ValueRow.id, ValueRow.factor))


def factors_of_values(reading: Reading) -> dict[int, int]:
    """The factor of each value, by ids."""
    return dict(reading.ask(_FACTORS))


def clause(named: Named, factors: Mapping[int, int]) -> Clause:
    """The conditions that these values make, in the order in which their factors are named first."""
    values: dict[tuple[int, int | None], list[int]] = {}
    for value, holds in named:
        part = None if holds < 0 else value
        values.setdefault((factors[value], part), []).append(value if part is None else holds)
    return tuple(
        Condition(factor, values=tuple(found)) if part is None else Condition(factor, part=part, holds=_answers(found))
        for (factor, part), found in values.items()
    )


def _answers(holds: Iterable[int]) -> tuple[bool, ...]:
    return tuple(map(bool, holds))


def named(conditions: Clause) -> list[tuple[int, int]]:
    """The values that a clause names, as its rows have them."""
    found: list[tuple[int, int]] = []
    for each in conditions:
        if each.part is None:
            found.extend((value, -1) for value in each.values)
        else:
            found.extend((each.part, int(holds)) for holds in each.holds)
    return found


def grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Rows by their first column, which they are sorted by; what is left of each in order."""
    return {key: [row[1:] for row in found] for key, found in groupby(rows, key=lambda row: row[0])}
