"""What a cell said earlier: the days on which it may have changed, and what changed on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from db.moments import UNDATED, Moment
from desktop.analysis.cells import Cell, Comparison

MOST_DAYS = 40
"""Of more days on which something was said only so many are looked at, the latest."""

DAY = 24 * 60
_PRECISION = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """From a date on a cell says something; None for what it said before all that is told."""

    since: Moment | None
    cell: Cell


def days(comparison: Comparison, actor: int) -> tuple[Moment, ...]:
    """The days on which an actor, by id, may have changed: its statements and those who speak for it.

    The first one is the day before all that is told; nothing at all when nothing is dated. A statement of a month or a
    year counts from its first day on, and that day is called by the month or the year.
    """
    record, place = comparison.record, comparison.actor_place(actor)
    entries, said = record.all_entries, comparison.snapshot.statements
    rows = np.unique(record.columns.statement[entries.position[entries.actor == place]]).tolist()
    known = [(said.said[row], said.precision[row]) for row in rows if said.said[row] != UNDATED]
    for each in comparison.snapshot.affiliations:
        if actor in (each.member, each.of):
            known += [(moment.first, moment.precision) for moment in (each.since, each.until) if moment is not None]
    end = comparison.as_of.end if comparison.as_of is not None else 0
    found: dict[int, int] = {}
    for first, precision in known:
        if first < end:
            day = first - first % DAY
            found[day] = min(precision, found.get(day, _PRECISION))
    order = sorted(found)
    if not order:
        return ()
    before = order[0] - DAY if len(order) <= MOST_DAYS else order[-MOST_DAYS - 1]
    return (Moment.of(before, _PRECISION), *(Moment.of(day, found[day]) for day in order[-MOST_DAYS:]))


def turns(told: Iterable[tuple[Moment, Cell]], now: Cell, as_of: Moment | None) -> tuple[Turn, ...]:
    """What a cell said from when on, the earliest first.

    Args:
        told: the days of ``days`` with the cell as of each.
        now: the cell as of the date in force.
        as_of: that date.
    """
    found: list[Turn] = []
    for moment, cell in told:
        if not found:
            found.append(Turn(None, cell))
        elif _differ(found[-1].cell, cell):
            found.append(Turn(moment, cell))
    if found and as_of is not None and _differ(found[-1].cell, now):
        found.append(Turn(as_of, now))
    return tuple(found)


def as_of_day(comparison: Comparison, moment: Moment, actor: int, scenario: int) -> Cell:
    """The cell as it was on the first day of a moment."""
    return comparison.at(Moment.of(moment.first, _PRECISION)).cell(actor, scenario)


def _differ(one: Cell, other: Cell) -> bool:
    return (one.kind, one.headlines) != (other.kind, other.headlines)


def latest_turns(found: Sequence[Turn], most: int) -> tuple[Turn, ...]:
    """The latest turns, and what was said before them."""
    if len(found) <= most + 1:
        return tuple(found)
    kept = found[-most - 1 :]
    return (Turn(None, kept[0].cell), *kept[1:])
