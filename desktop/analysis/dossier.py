"""Everything on record for one actor: the positions that count for it, and those only attributed to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from db.vocabulary import Stance
from desktop.analysis.bitmaps import Places, starts
from desktop.analysis.factors import Cube
from desktop.analysis.precedence import narrower, sorted_groups
from desktop.analysis.record import Record
from desktop.analysis.regions import compiled


@dataclass(frozen=True, slots=True)
class Entry:
    """A position that counts for the actor. ``row`` is its row in the columns; ``narrower`` are the entries of the same
    voice on the same issue whose regions lie strictly within its own.
    """

    row: int
    voice: int
    standing: int
    issue: int
    stance: Stance
    said: int
    region: tuple[Cube, ...]
    narrower: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """One actor's living positions in the case's order.

    ``groups`` are the entries of each voice on each issue, the latest first; ``attributed`` the rows of the living
    positions that the actor holds but that do not count for it.
    """

    actor: int
    entries: Sequence[Entry]
    groups: Sequence[Sequence[int]]
    attributed: Sequence[int]

    def rows(self) -> Places:
        """The rows of the entries."""
        return np.array([entry.row for entry in self.entries], np.int64)


def dossier(record: Record, actor: int, readings: Mapping[int, Sequence[Cube]] | None = None) -> Dossier:
    """What is on record for an actor (a place in the snapshot's list).

    Args:
        record: the record.
        actor: the actor.
        readings: cubes in which positions (rows of the columns) are taken to hold instead of their own.
    """
    columns = record.columns
    chosen = record.entries.chosen(np.flatnonzero(record.entries.actor == actor))
    rows = chosen.position
    issue, said = record.issue[rows], columns.said[columns.statement[rows]]
    order, groups = sorted_groups([chosen.voice, issue], said)
    regions = compiled(record.frame, columns, rows)
    if readings:
        regions = regions.replaced({place: readings[row] for place, row in enumerate(rows.tolist()) if row in readings})
    counts, inner = narrower(regions, record.rules, order, groups)
    within: list[tuple[int, ...]] = [()] * len(rows)
    bounds = [*starts(counts).tolist(), len(inner)]
    for place, start, many in zip(order.tolist(), bounds, counts.tolist(), strict=False):
        within[place] = tuple(order[inner[start : start + many]].tolist())
    plain = zip(
        rows.tolist(),
        chosen.voice.tolist(),
        chosen.standing.tolist(),
        issue.tolist(),
        map(Stance, columns.stance[rows].tolist()),
        said.tolist(),
        (regions.of(place) for place in range(len(rows))),
        within,
        strict=True,
    )
    held = np.flatnonzero((record.holders.holder == actor) & record.alive)
    return Dossier(
        actor,
        [Entry(*each) for each in plain],
        [part.tolist() for part in np.split(order, groups.first[1:])],
        np.setdiff1d(held, rows).tolist(),
    )
