"""What can be held side by side, and what is when nothing was chosen: two parties, two scenarios, two dates."""

from enum import IntEnum
from typing import Any

from db.moments import Moment
from desktop import words
from desktop.analysis import comparison as side_by_side
from desktop.analysis.cells import Comparison
from desktop.models.pairs import Pairs


class Way(IntEnum):
    """What is held side by side."""

    PARTIES = 0
    SCENARIOS = 1
    DATES = 2


def listed(comparison: Comparison, way: Way, side: int) -> list[tuple[Any, str]]:
    """What can stand on a side: keys and names."""
    if way is Way.PARTIES:
        return [(actor.id, actor.name) for actor in comparison.actors]
    if way is Way.SCENARIOS or side == 1:
        return [(scenario.id, scenario.name) for scenario in comparison.scenarios]
    return [(text, words.date(text)) for text in _dates(comparison)]


def worked_out(comparison: Comparison, way: Way, chosen: list[Any]) -> tuple[list[Any], Pairs | None]:
    """On the worker: what was chosen, where that is still there, else what is furthest apart."""
    if way is Way.PARTIES:
        there = {actor.id for actor in comparison.actors}
        pair = list(side_by_side.furthest_parties(comparison) or ()) if not _fits(chosen, there) else chosen
        return pair, Pairs.of_parties(comparison, *pair) if len(pair) == 2 else None
    scenarios = {scenario.id for scenario in comparison.scenarios}
    if way is Way.SCENARIOS:
        pair = list(side_by_side.furthest_scenarios(comparison) or ()) if not _fits(chosen, scenarios) else chosen
        return pair, Pairs.of_scenarios(comparison, *pair) if len(pair) == 2 else None
    dates = _dates(comparison)
    if len(chosen) != 2 or chosen[1] not in scenarios:
        first = next(iter(comparison.scenarios), None)
        chosen = [dates[-1], first.id] if dates and first is not None else []
    if len(chosen) != 2:
        return [], None
    return chosen, Pairs.of_dates(comparison, Moment.parse(chosen[0]), chosen[1])


def _fits(chosen: list[Any], there: set[int]) -> bool:
    return len(chosen) == 2 and set(chosen) <= there


def _dates(comparison: Comparison) -> list[str]:
    """The dates before the one in force on which something was said, the latest first."""
    said = comparison.snapshot.statements
    limit = comparison.as_of.first if comparison.as_of is not None else None
    found = {(first, precision) for first, precision in zip(said.said, said.precision, strict=True) if first > -(2**61)}
    return [Moment.of(*each).text for each in sorted(found, reverse=True) if limit is None or each[0] < limit]
