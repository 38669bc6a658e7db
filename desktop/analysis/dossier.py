"""Everything on record for one actor: the positions that count for it, and those only attributed to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from db.vocabulary import Stance
from desktop.analysis.bitmaps import Places, starts
from desktop.analysis.factors import Cube
from desktop.analysis.ledger import Ledger
from desktop.analysis.living import alive
from desktop.analysis.record import Record

STANCES = {stance.value: stance for stance in Stance}


class Entry(NamedTuple):
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


def dossier(
    record: Record, actor: int, readings: Mapping[int, Sequence[Cube]] | None = None, ledger: Ledger | None = None
) -> Dossier:
    """What is on record for an actor (a place in the snapshot's list).

    Args:
        record: the record.
        actor: the actor.
        readings: cubes in which positions (rows of the columns) are taken to hold instead of their own.
        ledger: a ledger in which this actor is, when there is one.
    """
    there = ledger or Ledger(record, np.array([actor]))
    if readings:
        cubes = {place: readings[row] for place, row in enumerate(there.positions.tolist()) if row in readings}
        there.regions = there.regions.replaced(cubes)
    first, last = np.searchsorted(there.entries.actor, [actor, actor + 1]).tolist()
    rows = first + np.argsort(there.entries.position[first:last])
    place_of = np.empty(last, np.int64)
    place_of[rows] = np.arange(len(rows))
    entries = there.entries.chosen(rows)
    counting = np.zeros(len(record.columns.id), np.bool_)
    counting[entries.position] = True
    others = np.flatnonzero((record.holders.holder == actor) & ~counting)
    return Dossier(
        actor,
        list(_entries(there, rows, place_of)),
        _groups(there, first, last, place_of),
        others[alive(record.columns, record.ends, record.now, others)].tolist(),
    )


def _entries(ledger: Ledger, rows: Places, place_of: Places) -> Iterator[Entry]:
    """The rows of a ledger that are one actor's, in this order."""
    entries = ledger.entries.chosen(rows)
    plain = zip(
        entries.position.tolist(),
        entries.voice.tolist(),
        entries.standing.tolist(),
        ledger.issue[rows].tolist(),
        map(STANCES.__getitem__, ledger.stance[rows].tolist()),
        ledger.said[rows].tolist(),
        ledger.regions.chosen(ledger.row[rows]).all(),
        _narrower(ledger, rows, place_of),
        strict=True,
    )
    return map(Entry._make, plain)


def _narrower(ledger: Ledger, rows: Places, place_of: Places) -> list[tuple[int, ...]]:
    counts, inner = ledger.within
    first = starts(counts)[rows]
    some = np.flatnonzero(counts[rows])
    found: list[tuple[int, ...]] = [()] * len(rows)
    for place, start, many in zip(some.tolist(), first[some].tolist(), counts[rows[some]].tolist(), strict=True):
        found[place] = tuple(place_of[inner[start : start + many]].tolist())
    return found


def _groups(ledger: Ledger, first: int, last: int, place_of: Places) -> list[list[int]]:
    """The groups among the rows of one actor, in the ledger's order."""
    heads = ledger.groups.first
    inside = heads[(first < heads) & (heads < last)]
    return [part.tolist() for part in np.split(place_of[first:last], inside - first)]
