"""The matrix as compact numbers: a code and a count for each cell, made off the window's thread.

``Sheet.of`` reads a comparison's grid; ``worked_out`` completes cells that the grid leaves to ``Comparison.cell``. The
bits of a code are named below; ``looks.py`` says how each code is drawn.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from db.records import Snapshot
from db.vocabulary import ActorKind, CellKind, Headline
from desktop.analysis.cells import UNASSESSED, Cell, Comparison, Gist, Grid
from desktop.models.layout import Layout
from desktop.models.matrix_columns import Column, columns_of
from desktop.models.outline import Outline

Codes = NDArray[np.int32]

HEADLINE = 0b111
MODE = 0b11 << 3
PENDING = 1 << 5
COULD_TURN = 1 << 6
MIXED = 1 << 7
DISSENT = 1 << 8
ASSESSED = 0b111 << 9
NOTE = 1 << 12
MEMBERS = 0b111 << 13

SIDES = ("for", "against", "neutral", "divided")
"""What the members of a silent coalition say; the bits of ``MEMBERS`` hold a place in this list from 1."""

MOST_AT_ONCE = 2_000
"""Up to so many open cells are read when the sheet is made; of more, those on the screen first."""

SOON = 0.004
"""Seconds of work on open cells after which an edit is shown, be they all worked out or not."""

AGAINST = frozenset({Headline.REJECTS, Headline.OPPOSES})
FOR = frozenset({Headline.ACCEPTS, Headline.SUPPORTS})


class Mode(IntEnum):
    """How far a cell is decided."""

    FIRM = 0
    MIGHT = 1
    EITHER = 2
    IMPOSSIBLE = 3


@dataclass(frozen=True)
class Sheet:
    """The matrix of one comparison by actor (the case's order) and column: ``codes``, and how many statements apply
    there and how many might.
    """

    comparison: Comparison
    outline: Outline
    columns: tuple[Column, ...]
    codes: Codes
    applying: NDArray[np.int32]
    open: NDArray[np.int32]
    statements: tuple[int, ...]
    """How many statements count for each actor."""
    counted: int
    """How many statements count for anybody."""

    @classmethod
    def of(
        cls, comparison: Comparison, before: "Sheet | None" = None, seen: Sequence[tuple[int, int]] | None = None
    ) -> "Sheet":
        """The sheet of a comparison; slow enough to be made on a worker, less so with the one ``before`` an edit.

        Args:
            comparison: the comparison.
            before: the sheet before an edit, if it came of one.
            seen: the cells on the screen, by the ids of actor and scenario. What an edit left open of them is worked
                out first, and of the rest no more than there is time for.
        """
        columns, outline = _lines(comparison.snapshot, before)
        codes, applying, might = _numbers(comparison, columns, before)
        *by_actor, counted = comparison.record.spoken.tolist()
        sheet = cls(comparison, outline, columns, codes, applying, might, tuple(by_actor), counted)
        hurried = seen is not None and before is not None and _follows(comparison, before)
        sheet.put(sheet.worked_out(within(sheet._first(seen or ()), SOON) if hurried else sheet._at_once()))
        return sheet

    def _first(self, seen: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The open cells on the screen, and after them all others if they are few."""
        actors = {actor.id: place for place, actor in enumerate(self.comparison.actors)}
        numbers = {column.scenario: number for number, column in enumerate(self.columns)}
        there = ((actors.get(actor, -1), numbers.get(scenario, -1)) for actor, scenario in seen)
        first = dict.fromkeys(place for place in there if min(place) >= 0 and self.codes[place] & PENDING)
        yield from first
        if np.count_nonzero(self.codes & PENDING) <= MOST_AT_ONCE:
            yield from (place for place in self._pending() if place not in first)

    def _pending(self) -> list[tuple[int, int]]:
        return [(actor, column) for actor, column in np.argwhere(self.codes & PENDING).tolist()]

    def _at_once(self) -> list[tuple[int, int]]:
        """The open cells that are read when the sheet is made: all if they are few, else those known already."""
        if np.count_nonzero(self.codes & PENDING) <= MOST_AT_ONCE:
            return self._pending()
        numbers = {column.place: number for number, column in enumerate(self.columns)}
        known = [(actor, numbers[scenario]) for actor, scenario in self.comparison.known(MOST_AT_ONCE)]
        return [place for place in known if self.codes[place] & PENDING]

    def worked_out(self, cells: Iterable[tuple[int, int]]) -> Mapping[tuple[int, int], int]:
        """The codes of some cells, exactly, each given by the actor's place and the column."""
        found = {}
        for actor, column in cells:
            gist = self.comparison.gist(self.comparison.actors[actor].id, self.columns[column].scenario)
            found[actor, column] = (int(self.codes[actor, column]) & (ASSESSED | NOTE)) | code_of(gist)
        return found

    def tally(self, actor: int, column: int) -> int:
        """The number that a cell shows: of an open cell also the statements that might apply."""
        apply = int(self.applying[actor, column])
        mode = (int(self.codes[actor, column]) & MODE) >> 3
        return apply + int(self.open[actor, column]) if mode in (Mode.MIGHT, Mode.EITHER) else apply

    def put(self, codes: Mapping[tuple[int, int], int]) -> None:
        """Enters cells that were worked out."""
        for place, code in codes.items():
            self.codes[place] = code

    def parties(self, layout: Layout) -> list[int]:
        """The places of the parties that a layout shows or that can be opened in it: everybody but persons."""
        persons, without = ActorKind.PERSON, layout.without_actors
        keys = {actor.id: actor.key for actor in self.comparison.actors}
        return [
            place
            for place, actor in enumerate(self.comparison.actors)
            if actor.kind is not persons and keys[self.outline.path(actor.id)[0]] not in without
        ]

    def disputed(self, actors: Sequence[int]) -> NDArray[np.bool_]:
        """For each column whether two of some actors, by place, stand on different sides there or may.

        A contested cell is on both sides. What is open and not worked out may fall on either side of its worst word.
        """
        codes = self.codes[list(actors)]
        headline, mode = codes & HEADLINE, (codes & MODE) >> 3
        said = mode != Mode.IMPOSSIBLE
        both = (mode == Mode.EITHER) | (headline == Headline.CONTESTED)
        against = said & (both | np.isin(headline, list(AGAINST)))
        waiting = (mode == Mode.MIGHT) & ((codes & PENDING) > 0) & (headline != Headline.SILENT)
        favour = said & (both | waiting | np.isin(headline, list(FOR)))
        found: NDArray[np.bool_] = against.sum(0) * favour.sum(0) > (against & favour).sum(0)
        return found


def _lines(snapshot: Snapshot, before: Sheet | None) -> tuple[tuple[Column, ...], Outline]:
    """Columns and rows; those of the sheet before where scenarios or actors are the same."""
    old = None if before is None else before.comparison.snapshot
    if before is None or old is None:
        return columns_of(snapshot), Outline(snapshot.actors, snapshot.affiliations)
    same_columns = old.scenarios is snapshot.scenarios and old.factors is snapshot.factors
    same_rows = old.actors is snapshot.actors and old.affiliations is snapshot.affiliations
    return (
        before.columns if same_columns else columns_of(snapshot),
        before.outline if same_rows else Outline(snapshot.actors, snapshot.affiliations),
    )


def within(cells: Iterable[tuple[int, int]], seconds: float) -> Iterator[tuple[int, int]]:
    """These cells, until this thread has worked on them for so long; at least one."""
    end = time.thread_time() + seconds
    for place in cells:
        yield place
        if time.thread_time() > end:
            return


def code_of(cell: Cell | Gist) -> int:
    """The code of an exact cell, without assessment and note."""
    if cell.kind is CellKind.IMPOSSIBLE:
        return Headline.SILENT | Mode.IMPOSSIBLE << 3
    members = 0 if cell.by_members is None else SIDES.index(cell.by_members.side) + 1
    return (
        cell.headlines[0]
        | _mode(cell) << 3
        | (COULD_TURN if cell.could_turn else 0)
        | (MIXED if cell.mixed else 0)
        | (DISSENT if cell.dissent else 0)
        | members << 13
    )


def both_ways(headlines: Iterable[Headline]) -> bool:
    """Whether an open cell may fall on both sides, or be contested."""
    found = set(headlines)
    return Headline.CONTESTED in found or bool(found & AGAINST and found & FOR)


def _mode(cell: Cell | Gist) -> Mode:
    if cell.kind is not CellKind.OPEN:
        return Mode.FIRM
    return Mode.EITHER if both_ways(cell.headlines) else Mode.MIGHT


def _numbers(
    comparison: Comparison, columns: Sequence[Column], before: Sheet | None
) -> tuple[Codes, NDArray[np.int32], NDArray[np.int32]]:
    """The codes of all cells, and how many statements apply and might; of a sheet just before an edit the
    cells that it does not touch are taken over.
    """
    grid, snapshot = comparison.grid(), comparison.snapshot
    order = np.array([column.place for column in columns], np.int64)
    renewed = None if before is None else comparison.renewed(before.comparison)
    if before is None or renewed is None or not _follows(comparison, before):
        every = np.arange(len(snapshot.actors))
        return _codes(grid, snapshot, every)[:, order], grid.applies_count[:, order], grid.might_count[:, order]
    found = before.codes.copy(), before.applying.copy(), before.open.copy()
    actors, scenarios = renewed
    numbers = np.flatnonzero(np.isin(order, scenarios))
    new = _codes(grid, snapshot, actors), grid.applies_count[actors], grid.might_count[actors]
    for whole, part in zip(found, new, strict=True):
        whole[np.ix_(actors, numbers)] = part[:, order[numbers]]
    return found


def _follows(comparison: Comparison, before: Sheet) -> bool:
    """Whether a comparison comes of a sheet's by an edit that left most cells as they were, and no note on any."""
    notes = before.comparison.snapshot.notes is comparison.snapshot.notes
    return notes and comparison.renewed(before.comparison) is not None


def _codes(grid: Grid, snapshot: Snapshot, rows: NDArray[np.int64]) -> Codes:
    """The codes of the cells of some actors, as far as the grid tells."""
    kind = grid.kind[rows]
    codes = grid.headline[rows].astype(np.int32)
    codes |= (kind == CellKind.IMPOSSIBLE.code) * np.int32(Mode.IMPOSSIBLE << 3)
    codes |= (kind == CellKind.OPEN.code) * np.int32(Mode.MIGHT << 3 | PENDING)
    for truths, bit in ((grid.could_turn, COULD_TURN), (grid.mixed, MIXED), (grid.dissent, DISSENT)):
        codes |= truths[rows] * np.int32(bit)
    codes |= (grid.assessed[rows].astype(np.int32) - UNASSESSED) << 9
    coalitions = [row for row, place in enumerate(rows) if snapshot.actors[place].kind is ActorKind.COALITION]
    codes[coalitions] |= (kind[coalitions] == CellKind.SILENT.code) * np.int32(PENDING)
    places = {int(place): row for row, place in enumerate(rows)}
    for actor, scenario in _noted(snapshot):
        if actor in places:
            codes[places[actor], scenario] |= NOTE
    return codes


def _noted(snapshot: Snapshot) -> list[tuple[int, int]]:
    """The cells with a note on them, by the places of actor and scenario."""
    noted = [note.on for note in snapshot.notes if note.on.actor is not None and note.on.scenario is not None]
    if not noted:
        return []
    actors = {actor.id: place for place, actor in enumerate(snapshot.actors)}
    scenarios = {scenario.id: place for place, scenario in enumerate(snapshot.scenarios)}
    return [(actors[on.actor], scenarios[on.scenario]) for on in noted if on.actor and on.scenario]
