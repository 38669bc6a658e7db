"""The whole matrix at once, on bitmaps over scenarios: exact wherever no open position is involved."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.vocabulary import CellKind, Headline
from desktop.analysis.bitmaps import ALL, Bitmaps, Places, fold, packed, starts, unpacked
from desktop.analysis.ledger import Ledger
from desktop.analysis.living import valid
from desktop.analysis.precedence import latest, specific
from desktop.analysis.record import Record
from desktop.analysis.regions import compiled
from desktop.analysis.verdicts import held

STANCES = (-2, -1, 0, 1, 2)
UNASSESSED = -3
"""What ``assessed`` says of a cell without an assessment."""

Codes = NDArray[np.int8]
Truths = NDArray[np.bool_]
Counts = NDArray[np.int32]


@dataclass(frozen=True)
class Grid:
    """Every cell in arrays of actors x scenarios, in the case's order.

    ``headline`` is the worst headline and ``best`` the last one possible, in the order of ``Headline``; ``kind`` a code
    of ``CellKind``; ``assessed`` a stance or ``UNASSESSED``. Where ``exact`` is False a position might apply and the
    cell has not been worked out yet: ``headline`` and ``best`` are then bounds, ``kind`` is open, and ``mixed``,
    ``dissent`` and ``could_turn`` are False. ``Comparison.cell`` works it out, and puts the answer here.
    """

    headline: Codes
    best: Codes
    kind: Codes
    mixed: Truths
    dissent: Truths
    could_turn: Truths
    applies_count: Counts
    might_count: Counts
    assessed: Codes
    exact: Truths

    @classmethod
    def blank(cls, shape: tuple[int, int]) -> "Grid":
        """All silent."""
        return cls(
            headline=np.full(shape, Headline.SILENT, np.int8),
            best=np.full(shape, Headline.SILENT, np.int8),
            kind=np.full(shape, CellKind.SILENT.code, np.int8),
            mixed=np.zeros(shape, np.bool_),
            dissent=np.zeros(shape, np.bool_),
            could_turn=np.zeros(shape, np.bool_),
            applies_count=np.zeros(shape, np.int32),
            might_count=np.zeros(shape, np.int32),
            assessed=np.full(shape, UNASSESSED, np.int8),
            exact=np.ones(shape, np.bool_),
        )

    def copied(self) -> "Grid":
        """The same in arrays of its own."""
        return Grid(*(getattr(self, name).copy() for name in self.__dataclass_fields__))

    def packed(self) -> bytes:
        """All of it but the assessments, which the record tells; also while cells are being worked out elsewhere."""
        exact = self.exact.copy()  # first, since it is the last that is set of a cell
        parts = {name: getattr(self, name).copy() for name in _PACKED} | {"exact": exact}
        parts["kind"][~exact] = CellKind.OPEN.code
        for name in ("mixed", "dissent", "could_turn"):
            parts[name] &= exact
        return b"".join(np.ascontiguousarray(parts[name]).tobytes() for name in _PACKED)

    def take_over(self, before: "Grid", actors: Places, scenarios: Places) -> None:
        """Takes the cells of some actors in some scenarios from the grid before an edit, which is of the same shape."""
        rows = actors[:, None]
        for name in self.__dataclass_fields__:
            getattr(self, name)[rows, scenarios] = getattr(before, name)[rows, scenarios]

    @classmethod
    def unpacked(cls, body: bytes, shape: tuple[int, int]) -> "Grid | None":
        """A grid of this shape as it was packed; None when the body is another one's."""
        found = cls.blank(shape)
        arrays = [getattr(found, name) for name in _PACKED]
        if len(body) != sum(each.nbytes for each in arrays):
            return None
        start = 0
        for each in arrays:
            each[:] = np.frombuffer(body, each.dtype, each.size, start).reshape(shape)
            start += each.nbytes
        return found


_PACKED = ("headline", "best", "kind", "mixed", "dissent", "could_turn", "applies_count", "might_count", "exact")


def fill(grid: Grid, record: Record, actors: Places) -> Ledger:
    """Works out the rows of these actors, in place; their assessments stay. Returns what counts for the actors."""
    sheet = _Sheet(record, actors)
    words = sheet.words()
    planes = _Planes(sheet, words)
    count = len(record.situations.source)
    undecided = unpacked(sheet.by_actor(sheet.might), count)
    impossible = ~record.situations.possible
    grid.headline[actors] = _first(planes.headlines, count)
    grid.best[actors] = grid.headline[actors]
    silent = grid.headline[actors] == Headline.SILENT
    kind = np.where(silent, CellKind.SILENT.code, CellKind.FIRM.code)
    kind[:, impossible] = CellKind.IMPOSSIBLE.code
    grid.kind[actors] = np.where(undecided, CellKind.OPEN.code, kind)
    grid.mixed[actors] = unpacked(planes.mixed, count) & ~undecided
    grid.dissent[actors] = unpacked(planes.dissent, count) & ~undecided
    grid.could_turn[actors] = False
    grid.exact[actors] = ~undecided
    _bound(grid, sheet, undecided)
    grid.applies_count[actors] = sheet.count(sheet.applies)
    grid.might_count[actors] = sheet.count(sheet.might)
    return sheet.ledger


def reach(record: Record, statements: Iterable[int]) -> Truths:
    """The scenarios in which some position of these statements, by id, applies or might, for whomever it counts."""
    positions = record.columns.rows_of(statements)
    regions = compiled(record.frame, record.columns, positions).all()
    counts = record.addressed_bitmaps[record.issue[positions]] & _validity(record, positions)
    found = np.zeros(record.addressed_bitmaps.shape[1], np.uint64)
    for row, region in zip(counts, regions, strict=True):
        for cube in region:
            there = row
            for factor, mask in cube:
                there = there & record.situations.restricted(factor, mask)[1]
            found |= there
    return unpacked(found, len(record.situations.source)) & record.situations.possible


class _Sheet:
    """The rows of a ledger against all scenarios."""

    def __init__(self, record: Record, actors: Places) -> None:
        self.record, self.actors = record, actors
        self.ledger = ledger = Ledger(record, actors)
        self.entries, self.issue, self.stance = ledger.entries, ledger.issue, ledger.stance
        self._judge()
        self._per_actor = np.bincount(np.searchsorted(actors, self.entries.actor), minlength=len(actors))

    def words(self) -> Bitmaps:
        """Where each position is the word of its voice, as far as positions apply for certain."""
        counts, which = self.ledger.within
        return latest(specific(self.applies, counts, which), self.ledger.groups)

    def by_actor(self, rows: Bitmaps) -> Bitmaps:
        """Rows of the sheet put together by actor."""
        return fold(np.bitwise_or, rows, None, self._per_actor, np.uint64(0))

    def count(self, rows: Bitmaps) -> Counts:
        """How many rows of each actor are set, per scenario."""
        scenarios = len(self.record.situations.source)
        found = np.zeros((len(self.actors), scenarios), np.int32)
        first = starts(self._per_actor)
        for place, (start, many) in enumerate(zip(first.tolist(), self._per_actor.tolist(), strict=True)):
            if many:
                found[place] = _counted(rows[start : start + many], scenarios)
        return found

    def _judge(self) -> None:
        """Sets where each row applies and might apply: on addressed issues, and while valid."""
        record, ledger = self.record, self.ledger
        verdicts = held(ledger.regions, record.situations, record.rules)
        counts = record.addressed_bitmaps[record.issue[ledger.positions]] & _validity(record, ledger.positions)
        applies = verdicts.applies & counts
        might = np.bitwise_and(verdicts.possible, counts) ^ applies
        self.applies: Bitmaps = applies.take(ledger.row, axis=0)
        self.might: Bitmaps = might.take(ledger.row, axis=0)


def _counted(rows: Bitmaps, scenarios: int) -> Counts:
    """How many rows are set, per scenario; summed in bytes, which hold 255 rows."""
    found = np.zeros(scenarios, np.int32)
    for start in range(0, len(rows), 255):
        bytes_ = unpacked(rows[start : start + 255], scenarios).view(np.uint8)
        found += bytes_.sum(axis=0, dtype=np.uint8)
    return found


def _validity(record: Record, positions: Places) -> Bitmaps:
    """The scenarios at whose date each position is valid."""
    dates = record.situations.dates
    if not len(dates):
        return np.zeros((len(positions), 0), np.uint64)
    kinds, where = np.unique(record.moments, return_inverse=True)
    if len(kinds) == 1:
        rows = valid(record.columns, positions, int(kinds[0]))
        return np.broadcast_to(np.where(rows, ALL, np.uint64(0))[:, None], (len(positions), -(-len(dates) // 64)))
    by_kind = np.array([valid(record.columns, positions, int(kind)) for kind in kinds])
    if by_kind.all():
        return np.full((1, -(-len(dates) // 64)), ALL)
    return packed(by_kind.T[:, where])


class _Planes:
    """The headlines of all cells of a sheet as bitmaps, from the words that apply."""

    def __init__(self, sheet: _Sheet, words: Bitmaps) -> None:
        issues = len(sheet.record.frame.issues)
        pair = sheet.entries.actor * issues + sheet.issue
        pairs, where = np.unique(pair, return_inverse=True)
        slot = (where * 3 + (2 - sheet.entries.standing)) * 5 + sheet.stance + 2
        counts = np.bincount(slot, minlength=len(pairs) * 15).astype(np.int64)
        rows = fold(np.bitwise_or, words, np.argsort(slot, kind="stable"), counts, np.uint64(0))
        by_issue = self._issues(rows.reshape(len(pairs), 3, 5, words.shape[1]))
        actors = np.bincount(np.searchsorted(sheet.actors, pairs // issues), minlength=len(sheet.actors))
        whole = [fold(np.bitwise_or, plane, None, actors, np.uint64(0)) for plane in by_issue]
        self.headlines, self.dissent = whole[:6], whole[6]
        rejects, _, opposes, _, accepts, supports = self.headlines
        self.mixed = (rejects | opposes) & (accepts | supports)

    @staticmethod
    def _issues(words: Bitmaps) -> list[Bitmaps]:
        """For each actor and issue: one plane for each headline but silence, and one for dissent.

        Args:
            words: by pair of actor and issue, standing (the highest first), stance.
        """
        spoken = np.bitwise_or.reduce(words, axis=2)
        open_to = np.stack([np.full_like(spoken[:, 0], ALL), ~spoken[:, 0], ~(spoken[:, 0] | spoken[:, 1])], axis=1)
        said = np.bitwise_or.reduce(words & open_to[:, :, None], axis=1)
        rejects, opposes, neutral, accepts, supports = (said[:, place] for place in range(5))
        against, favour = rejects | opposes, accepts | supports
        lower_against, lower_favour = words[:, 1, 0] | words[:, 1, 1], words[:, 1, 3] | words[:, 1, 4]
        dissent = spoken[:, 0] & ((against & ~favour & lower_favour) | (favour & ~against & lower_against))
        return [
            rejects & ~favour,
            against & favour,
            opposes & ~rejects & ~favour,
            neutral & ~against & ~favour,
            accepts & ~supports & ~against,
            supports & ~against,
            dissent,
        ]


def _first(planes: list[Bitmaps], count: int) -> Codes:
    """The worst headline of each cell."""
    found = np.full((len(planes[0]), count), Headline.SILENT, np.int8)
    for code in range(len(planes) - 1, -1, -1):
        found[unpacked(planes[code], count)] = code
    return found


def _bound(grid: Grid, sheet: _Sheet, undecided: Truths) -> None:
    """Puts bounds where a position might apply: the worst and the best that any position could bring about."""
    if not undecided.any():
        return
    count = undecided.shape[1]
    possible = sheet.applies | sheet.might
    rows = np.searchsorted(sheet.actors, sheet.entries.actor)
    worst = np.full(undecided.shape, Headline.SILENT, np.int8)
    best = np.full(undecided.shape, Headline.REJECTS, np.int8)
    for stance, headline in zip(reversed(STANCES), (5, 4, 3, 2, 0), strict=True):
        of_it = np.flatnonzero(sheet.stance == stance)
        many = np.bincount(rows[of_it], minlength=len(sheet.actors)).astype(np.int64)
        there = unpacked(fold(np.bitwise_or, possible, of_it, many, np.uint64(0)), count)
        worst[there] = headline
        best = np.where(there, np.maximum(best, headline), best).astype(np.int8)
    torn = undecided & (worst == Headline.OPPOSES) & (best >= Headline.ACCEPTS)
    if torn.any():
        worst[torn & unpacked(_pulled_both_ways(sheet, possible), count)] = Headline.CONTESTED
    sure = unpacked(sheet.by_actor(sheet.applies), count)
    best[~sure] = Headline.SILENT
    whole = grid.headline[sheet.actors], grid.best[sheet.actors]
    grid.headline[sheet.actors] = np.where(undecided, worst, whole[0])
    grid.best[sheet.actors] = np.where(undecided, best, whole[1])


def _pulled_both_ways(sheet: _Sheet, rows: Bitmaps) -> Bitmaps:
    """By actor: where some of the rows are against and some for the same issue."""
    pair = sheet.entries.actor * len(sheet.record.frame.issues) + sheet.issue
    pairs, where = np.unique(pair, return_inverse=True)
    found = np.full((len(pairs), rows.shape[1]), ALL)
    for side in (sheet.stance < 0, sheet.stance > 0):
        of_it = np.flatnonzero(side)
        order = of_it[np.argsort(where[of_it], kind="stable")]
        counts = np.bincount(where[of_it], minlength=len(pairs)).astype(np.int64)
        found &= fold(np.bitwise_or, rows, order, counts, np.uint64(0))
    actors = np.bincount(
        np.searchsorted(sheet.actors, pairs // len(sheet.record.frame.issues)), minlength=len(sheet.actors)
    )
    return fold(np.bitwise_or, found, None, actors, np.uint64(0))
