"""Which positions are alive as of a date: coded, said, counted, not ended by another one; and when each is valid."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.moments import UNDATED, Moment
from db.records import Snapshot
from db.vocabulary import LinkKind, PositionState, Why
from desktop.analysis.bitmaps import Places
from desktop.analysis.columns import Columns, Finder, taken

CODED = PositionState.CODED.code


def latest(columns: Columns) -> Moment | None:
    """The date of the latest statement, the most exact one of those on equal first moments; None without dates."""
    last = int(columns.said.max(initial=UNDATED))
    if last == UNDATED:
        return None
    rows = np.flatnonzero(columns.said == last)
    return Moment.of(last, int(taken(columns.snapshot.statements.precision, rows).max()))


def last_moment(as_of: Moment | None) -> int:
    """The moment at which things are judged as of a date, its last one; UNDATED: whenever."""
    return UNDATED if as_of is None else as_of.end - 1


@dataclass(frozen=True)
class Ends:
    """What ends positions: for each ended one (a row) the row of the first position that ends it, and how."""

    by: dict[int, tuple[int, LinkKind]]

    @property
    def rows(self) -> Places:
        """The rows of the ended positions."""
        return np.array(sorted(self.by), np.int64)


def ends(columns: Columns, snapshot: Snapshot, now: int) -> Ends:
    """The links in force: said by now, by a coded position that counts."""
    if not snapshot.links:
        return Ends({})
    find = Finder(columns.id)
    by = find(np.array([link.position for link in snapshot.links], np.int64))
    target = find(np.array([link.target for link in snapshot.links], np.int64))
    found: dict[int, tuple[int, LinkKind]] = {}
    for link, position, ended in zip(snapshot.links, by.tolist(), target.tolist(), strict=True):
        acts = position >= 0 and ended >= 0 and columns.state[position] == CODED and columns.counted[position]
        if acts and _said(columns, position, now):
            found.setdefault(ended, (position, link.kind))
    return Ends(found)


def alive(columns: Columns, ended: Ends, now: int, rows: Places) -> NDArray[np.bool_]:
    """Which of these positions are alive now, whenever they are valid."""
    found: NDArray[np.bool_] = (taken(columns.snapshot.positions.state, rows) == CODED) & columns.counted[rows]
    if now != UNDATED:
        found = found & (columns.said[columns.statements_of(rows)] <= now)
    if ended.by:
        found &= ~np.isin(rows, ended.rows)
    return found


def valid(columns: Columns, rows: Places, moment: int) -> NDArray[np.bool_]:
    """Which of these positions are valid at a moment; at any when it is UNDATED."""
    if moment == UNDATED:
        return np.ones(len(rows), np.bool_)
    found: NDArray[np.bool_] = (columns.since[rows] <= moment) & (moment < columns.until[rows])
    return found


def judged_at(date: Moment | None, now: int) -> int:
    """The moment at which a scenario's validity is judged: its date's first, else now."""
    return now if date is None else date.first


def why_dead(columns: Columns, ended: Ends, row: int, now: int) -> tuple[Why, int | None] | None:
    """Why a position is not alive, and the row of the one that ends it; None when it is alive."""
    state = PositionState.by_code(int(columns.state[row]))
    if state is not PositionState.CODED:
        return (Why.DRAFT if state is PositionState.DRAFT else Why.DISPUTED), None
    if not _said(columns, row, now):
        return Why.NOT_YET_SAID, None
    if not columns.counted[row]:
        return Why.LEFT_OUT, None
    if row in ended.by:
        by, kind = ended.by[row]
        return (Why.SUPERSEDED if kind is LinkKind.SUPERSEDES else Why.WITHDRAWN), by
    return None


def _said(columns: Columns, row: int, now: int) -> bool:
    return now == UNDATED or bool(columns.said[columns.statement[row]] <= now)
