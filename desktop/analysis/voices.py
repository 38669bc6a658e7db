"""For whom a position counts, in whose voice, and with what standing: from the dated affiliations.

Standing in an actor is 2 (binds), 1 (speaks for it) or 0. Actors are places in the snapshot's list.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.moments import NEVER, UNDATED
from db.records import Affiliation
from db.vocabulary import ActorKind
from desktop.analysis.bitmaps import Places, ranges
from desktop.analysis.columns import Columns
from desktop.analysis.splice import Splice


@dataclass(frozen=True)
class Holders:
    """The holder of each position, given or not, and whether its speaker could speak for it."""

    holder: Places
    owned: NDArray[np.bool_]

    def spliced(self, splice: Splice, new: "Holders") -> "Holders":
        """Those after an edit of some positions, whose are ``new``."""
        return Holders(splice.put(self.holder, new.holder), splice.put(self.owned, new.owned))


@dataclass(frozen=True)
class Entries:
    """That a position counts for an actor, one row each, by position; once per actor."""

    position: Places
    actor: Places
    voice: Places
    standing: NDArray[np.int8]

    def chosen(self, rows: Places | NDArray[np.bool_]) -> "Entries":
        """Some of the rows."""
        return Entries(self.position[rows], self.actor[rows], self.voice[rows], self.standing[rows])

    def of(self, actors: Places) -> "Entries":
        """Those for some actors."""
        wanted = np.zeros(int(self.actor.max(initial=0)) + 1, np.bool_)
        wanted[actors[actors < len(wanted)]] = True
        return self.chosen(np.flatnonzero(wanted[self.actor]))

    def spliced(self, positions: Splice, new: "Entries") -> "Entries":
        """Those after an edit of some positions, for which there are new ones."""
        splice = positions.within(self.position, new.position)
        return Entries(
            splice.put(positions.moved(self.position), new.position),
            splice.put(self.actor, new.actor),
            splice.put(self.voice, new.voice),
            splice.put(self.standing, new.standing),
        )

    def at(self, positions: Places) -> "Entries":
        """Those of some positions, by ascending rows."""
        first = np.searchsorted(self.position, positions)
        return self.chosen(ranges(first, np.searchsorted(self.position, positions, "right") - first))


class Affiliations:
    """Who belongs to whom and when; each member's affiliations in the case's order."""

    def __init__(self, columns: Columns, affiliations: Sequence[Affiliation]) -> None:
        find = columns.actor_places
        self._member = find(np.array([each.member for each in affiliations], np.int64))
        self.of = find(np.array([each.of for each in affiliations], np.int64))
        self.since = np.array([each.since.first if each.since else UNDATED for each in affiliations], np.int64)
        self.until = np.array([each.until.first if each.until else NEVER for each in affiliations], np.int64)
        self.standing = np.array([each.standing.code for each in affiliations], np.int8)
        order = np.argsort(self._member, kind="stable")
        for name in ("_member", "of", "since", "until", "standing"):
            setattr(self, name, getattr(self, name)[order])
        self.listed = order

    def standing_in(self, member: Places, of: Places, moment: NDArray[np.int64]) -> NDArray[np.int8]:
        """The standing of many members in actors at moments (UNDATED: whenever)."""
        query, row = self._joined(member)
        there = (self.of[row] == of[query]) & self._holds(row, moment[query])
        found = np.zeros(len(member), np.int8)
        np.maximum.at(found, query[there], self.standing[row[there]])
        return found

    def spoken_for(self, member: Places, moment: NDArray[np.int64]) -> Places:
        """The actor in which each member has the highest standing, the first one listed of equals; -1 for none."""
        query, row = self._joined(member)
        there = self._holds(row, moment[query]) & (self.standing[row] > 0)
        query, row = query[there], row[there]
        order = np.lexsort((self.listed[row], -self.standing[row], query))
        best, first = np.unique(query[order], return_index=True)
        found = np.full(len(member), -1, np.int64)
        found[best] = self.of[row[order[first]]]
        return found

    def members(self, of: int, moment: int) -> Places:
        """Who belongs to an actor at a moment, whatever the standing."""
        rows = np.flatnonzero(self.of == of)
        return np.unique(self._member[rows[self._holds(rows, np.full(len(rows), moment))]])

    def _joined(self, member: Places) -> tuple[Places, Places]:
        """For each query all affiliations of its member: the query's place and the affiliation's row."""
        first = np.searchsorted(self._member, member, "left")
        counts = np.searchsorted(self._member, member, "right") - first
        return np.repeat(np.arange(len(member)), counts), ranges(first, counts)

    def _holds(self, rows: Places, moment: NDArray[np.int64]) -> NDArray[np.bool_]:
        dated = (self.since[rows] <= moment) & (moment < self.until[rows])
        found: NDArray[np.bool_] = dated | (moment == UNDATED)
        return found


def holders(columns: Columns, affiliations: Affiliations, rows: Places) -> Holders:
    """Whose these positions are."""
    speaker, said = columns.speakers(rows), columns.said[columns.statements_of(rows)]
    holder = columns.holders(rows)
    missing = np.flatnonzero(holder < 0)
    if len(missing):
        spoken_for = affiliations.spoken_for(speaker[missing], said[missing])
        holder[missing] = np.where(spoken_for < 0, speaker[missing], spoken_for)
    owned = holder == speaker
    others = np.flatnonzero(~owned)
    owned[others] = affiliations.standing_in(speaker[others], holder[others], said[others]) > 0
    return Holders(holder, owned)


def entries(columns: Columns, affiliations: Affiliations, rows: Places, held: Holders, as_of: int) -> Entries:
    """For whom these positions count.

    Args:
        columns: the record.
        affiliations: who belongs to whom.
        rows: positions.
        held: whose they are.
        as_of: the moment at which speakers are ranked; UNDATED: whenever.
    """
    speaker = columns.speakers(rows)
    itself = (held.holder == speaker) | (_persons(columns, speaker) & held.owned)
    other = held.owned & (held.holder != speaker)
    by_itself = _itself(rows[itself], speaker[itself])
    ranked = affiliations.standing_in(speaker[other], held.holder[other], np.full(int(other.sum()), as_of))
    for_other = Entries(rows[other], held.holder[other], speaker[other], ranked)
    return _once(columns, [_joining(columns, rows, held), by_itself, for_other])


def _persons(columns: Columns, speakers: Places) -> NDArray[np.bool_]:
    """Which of these speakers are persons."""
    actors = columns.snapshot.actors
    if len(speakers) < len(actors):
        return np.array([actors[place].kind is ActorKind.PERSON for place in speakers.tolist()], np.bool_)
    found: NDArray[np.bool_] = np.array([actor.kind is ActorKind.PERSON for actor in actors] or [False])[speakers]
    return found


def _itself(position: Places, actor: Places) -> Entries:
    """Positions that count for an actor in its own voice."""
    return Entries(position, actor, actor, np.full(len(position), 2, np.int8))


def _joining(columns: Columns, rows: Places, held: Holders) -> Entries:
    """Those that count for actors that join in a statement."""
    statement = columns.statements_of(rows)
    counts = columns.party_count[statement]
    which = np.repeat(np.arange(len(rows)), counts)
    if not len(which):
        return _itself(which, which)
    party = columns.parties[ranges(columns.first_party[statement], counts)]
    joins = held.owned[which] | (party == held.holder[which])
    return _itself(rows[which[joins]], party[joins])


def _once(columns: Columns, parts: Sequence[Entries]) -> Entries:
    """All of them by position, of the rows on one position and actor the first."""
    found = _concatenated(parts)
    code = found.position * max(1, len(columns.snapshot.actors)) + found.actor
    order = np.argsort(code, kind="stable")
    first = np.ones(len(order), np.bool_)
    first[1:] = code[order[1:]] != code[order[:-1]]
    return found.chosen(order[first])


def _concatenated(parts: Sequence[Entries]) -> Entries:
    names = ("position", "actor", "voice", "standing")
    return Entries(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
