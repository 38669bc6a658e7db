"""Why each position of an actor counts in a cell, or does not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from db.vocabulary import Stance, Verdict, Why
from desktop.analysis.bitmaps import Places
from desktop.analysis.dossier import Dossier
from desktop.analysis.factors import Cube
from desktop.analysis.living import why_dead
from desktop.analysis.outcomes import SPOKEN, Outcome, carries, verdict
from desktop.analysis.premises import Premise
from desktop.analysis.record import Record
from desktop.analysis.regions import Regions, compiled
from desktop.analysis.results import ConditionResult, Reason

WHY_FAILED = {Verdict.ELSEWHERE: Why.ELSEWHERE, Verdict.FAILS: Why.FAILS}


@dataclass(frozen=True)
class Explained:
    """Why one entry of an outcome counts, and the entry that outdoes it."""

    why: Why
    by: int | None = None


class Involved(NamedTuple):
    """Every position that an actor holds, speaks or joins in, by row, and under what they hold."""

    rows: Places
    regions: Regions


def involved(record: Record, actor: int) -> Involved:
    """The positions of an actor (a place in the snapshot's list), in the case's order."""
    columns = record.columns
    concerned = (record.holders.holder == actor) | (columns.speaker[columns.statement] == actor)
    concerned[record.all_entries.position[record.all_entries.actor == actor]] = True
    rows = np.flatnonzero(concerned)
    return Involved(rows, compiled(record.frame, columns, rows))


def reasons(
    record: Record, dossier: Dossier, premise: Premise, outcome: Outcome | None, found: Involved
) -> tuple[Reason, ...]:
    """The reasons of every position that an actor holds, speaks or joins in, in the case's order.

    Args:
        record: the record.
        dossier: the actor's positions.
        premise: the situation.
        outcome: the cell; None for an impossible situation, and where there are too many completions to look at: then
            whatever may apply counts.
        found: the actor's positions, as ``involved`` gives them.
    """
    page = _Page(record, dossier, premise, outcome, found.regions)
    return tuple(page.reason(place, row) for place, row in enumerate(found.rows.tolist()))


class _Page:
    """The reasons of one cell."""

    def __init__(
        self, record: Record, dossier: Dossier, premise: Premise, outcome: Outcome | None, regions: Regions
    ) -> None:
        self._record, self._dossier, self._outcome, self._regions = record, dossier, outcome, regions
        self._premise = premise
        self._entries = {entry.row: place for place, entry in enumerate(dossier.entries)}

    def reason(self, place: int, row: int) -> Reason:
        """The reason of a position: its place in the regions, and its row."""
        record, columns = self._record, self._record.columns
        region = self._regions.of(place)
        found = self._verdict(row, region)
        why, by = self._why(row, found)
        actors = record.snapshot.actors
        return Reason(
            position=int(columns.id[row]),
            statement=int(columns.statement_of[row]),
            speaker=actors[columns.speaker[columns.statement[row]]].id,
            holder=actors[record.holders.holder[row]].id,
            issue=record.frame.issues[record.issue[row]].key,
            stance=Stance(int(columns.stance[row])),
            verdict=found,
            conditions=tuple(tuple(self._conditions(cube)) for cube in region),
            why=why,
            by=None if by is None else int(columns.id[by]),
        )

    def _verdict(self, row: int, region: Sequence[Cube]) -> Verdict:
        if not self._premise.addressed[self._record.issue[row]]:
            return Verdict.ELSEWHERE
        if self._premise.situation is None:
            return Verdict.FAILS
        return verdict(region, self._premise.situation, self._record.rules)

    def _why(self, row: int, found: Verdict) -> tuple[Why, int | None]:
        """Why, and the row of the position that outdoes it."""
        record = self._record
        dead = why_dead(record.columns, record.ends, row, record.now)
        if dead is not None:
            return dead
        if not self._premise.valid(record, np.array([row]))[0]:
            return Why.NOT_VALID_THEN, None
        if found in WHY_FAILED:
            return WHY_FAILED[found], None
        place = self._entries.get(row)
        if place is None:
            return Why.ATTRIBUTED, None
        if self._outcome is None:
            return Why.COUNTS, None
        explained = explain(self._outcome, self._dossier, place)
        by = None if explained.by is None else self._dossier.entries[explained.by].row
        return explained.why, by

    def _conditions(self, cube: Cube) -> Iterable[ConditionResult]:
        for place, mask in cube:
            factor, left = self._record.frame.factors[place], self._premise.box[place]
            result = "failed" if not left & mask else "open" if left & ~mask else "met"
            yield ConditionResult(factor.key, factor.keys(mask), factor.keys(left), result)


def explain(outcome: Outcome, dossier: Dossier, place: int) -> Explained:
    """Why an entry that applies or might apply counts, or the furthest it gets over the completions."""
    entry = dossier.entries[place]
    word = outcome.words[place]
    if any(carries(outcome, dossier, place, headline) & outcome.headlines[headline] for headline in SPOKEN):
        return Explained(Why.DECISIVE)
    deciding = outcome.issues[entry.issue].decided_by
    if word & deciding[entry.standing]:
        return Explained(Why.COUNTS)
    voice = [other for other in outcome.words if _same_voice(dossier, other, place)]
    if word:
        rivals = [other for other in outcome.words if dossier.entries[other].issue == entry.issue]
        decided = {other: outcome.words[other] & deciding[dossier.entries[other].standing] for other in rivals}
        carried = {other: _carried(outcome, dossier, other) for other in rivals}
        return Explained(Why.LOWER_STANDING, _first(word, carried, decided))
    if outcome.specific[place]:
        words = {other: outcome.words[other] for other in voice}
        return Explained(Why.OLDER, _first(outcome.specific[place], words))
    inner = [other for other in entry.narrower if other in outcome.holds]
    ranks = [{other: sets[other] for other in inner} for sets in (outcome.words, outcome.specific, outcome.holds)]
    return Explained(Why.LESS_SPECIFIC, _first(outcome.holds[place], *ranks))


def _same_voice(dossier: Dossier, one: int, other: int) -> bool:
    first, second = dossier.entries[one], dossier.entries[other]
    return (first.voice, first.issue) == (second.voice, second.issue)


def _carried(outcome: Outcome, dossier: Dossier, place: int) -> int:
    worlds = 0
    for headline in SPOKEN:
        worlds |= carries(outcome, dossier, place, headline)
    return worlds


def _first(worlds: int, *ranks: Mapping[int, int]) -> int | None:
    """The first entry, in the case's order, of the first rank that has one in some of these completions."""
    for rank in ranks:
        for place in sorted(rank):
            if rank[place] & worlds:
                return place
    return None
