"""What a change would move in the matrix: the cells whose word or number it makes another one.

``foreseen`` works on the analysis and belongs on a worker; what it gives is read on the window's thread.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.records import Changes, Snapshot
from db.vocabulary import Kind
from desktop.analysis.cells import Cell, Comparison
from desktop.models import looks
from desktop.models.sheet import code_of

LISTED = 40
"""So many moves are told one by one."""
PATIENCE = 0.5
"""Seconds in which open cells are worked out to see whether they move; those left are counted."""


@dataclass(frozen=True, slots=True)
class Side:
    """A cell before or after: its mark, its word, and how many statements it counts."""

    mark: str
    word: str
    tally: int


@dataclass(frozen=True, slots=True)
class Move:
    """A cell that moves."""

    actor: str
    scenario: str
    before: Side
    after: Side

    @property
    def word(self) -> bool:
        """Whether its word moves, and not its number alone."""
        return (self.before.mark, self.before.word) != (self.after.mark, self.after.word)


@dataclass(frozen=True, slots=True)
class Foresight:
    """The moves that are told, the words' before the numbers'; how many cells move in all, how many of them in their
    word, and how many open cells might too.
    """

    moves: tuple[Move, ...] = ()
    total: int = 0
    turning: int = 0
    unsure: int = 0


def foreseen(comparison: Comparison, snapshot: Snapshot, changes: Changes) -> Foresight:
    """What the record in ``snapshot``, which is ``changes`` away from that of a comparison, moves in it."""
    after = comparison.edited(snapshot, changes)
    before_rows, after_rows = _shared(comparison, after)
    pairs = _Pairs(comparison, after, before_rows, after_rows, changes)
    return pairs.foresight()


class _Pairs:
    """The cells of the same actors in the same scenarios, before and after."""

    def __init__(
        self,
        before: Comparison,
        after: Comparison,
        rows: NDArray[np.int64],
        there: NDArray[np.int64],
        changes: Changes,
    ) -> None:
        self._before, self._after = before, after
        self._rows, self._there = rows, there
        self._touched = _touched(before, after, changes)

    def foresight(self) -> Foresight:
        """All moves."""
        old, new = self._before.grid(), self._after.grid()
        differs = np.zeros((len(self._rows), len(self._before.scenarios)), np.bool_)
        for name in ("headline", "best", "kind", "applies_count", "might_count"):
            differs |= getattr(old, name)[self._rows] != getattr(new, name)[self._there]
        vague = ~(old.exact[self._rows] & new.exact[self._there])
        vague &= np.isin(self._rows, list(self._touched))[:, None] | differs
        cells = np.argwhere(differs | vague).tolist()
        cells.sort(key=lambda cell: bool(vague[tuple(cell)]))
        turning: list[Move] = []
        counting: list[Move] = []
        unsure, end = 0, time.monotonic() + PATIENCE
        for row, column in cells:
            if vague[row, column] and time.monotonic() > end:
                unsure += 1
                continue
            move = self._move(row, column)
            if move.word:
                turning.append(move)
            elif move.before.tally != move.after.tally:
                counting.append(move)
        total = len(turning) + len(counting)
        return Foresight((*turning, *counting)[:LISTED], total, len(turning), unsure)

    def _move(self, row: int, column: int) -> Move:
        actor, scenario = self._before.actors[self._rows[row]], self._before.scenarios[column]
        sides = (_side(each.cell(actor.id, scenario.id)) for each in (self._before, self._after))
        return Move(actor.name, scenario.name, *sides)


def _side(cell: Cell) -> Side:
    look = looks.look(code_of(cell), False)
    tally = len(cell.applies) + (len(cell.might) if len(cell.headlines) > 1 else 0)
    return Side(look.mark, look.word, tally)


def _shared(before: Comparison, after: Comparison) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows of the actors that both have."""
    places = {actor.id: place for place, actor in enumerate(after.actors)}
    both = [(row, places[actor.id]) for row, actor in enumerate(before.actors) if actor.id in places]
    found = np.array(both, np.int64).reshape(len(both), 2)
    return found[:, 0], found[:, 1]


def _touched(before: Comparison, after: Comparison, changes: Changes) -> set[int]:
    """The rows of the actors that what changed is about."""
    places = {actor.id: row for row, actor in enumerate(before.actors)}
    found = set(changes.ids.get(Kind.ACTOR, ()))
    statements = changes.ids.get(Kind.STATEMENT, frozenset())
    for comparison in (before, after):
        found |= set(_people(comparison.snapshot, statements))
    return {places[actor] for actor in found if actor in places}


def _people(snapshot: Snapshot, statements: frozenset[int]) -> Iterable[int]:
    """Who speaks in some statements, and those for whom they speak."""
    said, positions = snapshot.statements, snapshot.positions
    speakers = {speaker for number, speaker in zip(said.id, said.speaker, strict=True) if number in statements}
    holders = {held for number, held in zip(positions.statement, positions.holder, strict=True) if number in statements}
    spoken_for = {each.of for each in snapshot.affiliations if each.member in speakers}
    return speakers | holders | spoken_for
