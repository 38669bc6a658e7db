"""Where every actor stands in one situation, at once: the rule of the model on the few positions that hold in it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.vocabulary import CellKind, Headline, Stance
from desktop.analysis.bitmaps import Places, ranges, starts
from desktop.analysis.covering import Covering
from desktop.analysis.ledger import Ledger
from desktop.analysis.premises import Premise
from desktop.analysis.record import Record
from desktop.analysis.rules import Masks

Codes = NDArray[np.int8]
Truths = NDArray[np.bool_]
Words = NDArray[np.uint64]


@dataclass(frozen=True)
class Column:
    """One cell of every actor, in arrays in the case's order; the fields are those of ``Grid``."""

    headline: Codes
    best: Codes
    kind: Codes
    mixed: Truths
    dissent: Truths
    applies_count: Places
    might_count: Places
    exact: Truths


class Columnist:
    """Works out columns; what does not change with the situation is laid out beforehand."""

    def __init__(self, record: Record) -> None:
        self._record = record
        actors = len(record.snapshot.actors)
        self._ledger = ledger = Ledger(record, np.arange(actors))
        self._covering = Covering(ledger.regions, record.rules)
        self._cubes = np.ascontiguousarray(self._covering.cubes.T)
        self._beyond = ~self._cubes
        self._position = ledger.regions.position
        self._several = ledger.regions.cubes > 1
        self._rows = np.argsort(ledger.row, kind="stable")
        self._row_count = np.bincount(ledger.row, minlength=len(ledger.positions)).astype(np.int64)
        self._first_row = starts(self._row_count)
        self._wider()
        self._group = np.repeat(np.arange(len(ledger.groups.counts)), ledger.groups.counts)
        issues = max(1, len(record.frame.issues))
        pairs, self._pair = np.unique(ledger.entries.actor * issues + ledger.issue, return_inverse=True)
        self._pair_actor = pairs // issues
        bit = (2 - ledger.entries.standing.astype(np.int64)) * 5 + ledger.stance + 2
        self._bit = np.left_shift(1, bit).astype(np.int16)
        self._moment: int | None = None

    def column(self, premise: Premise) -> Column:
        """Where every actor stands."""
        count = len(self._record.snapshot.actors)
        if premise.situation is None:
            return _impossible(count)
        self._judge_at(premise)
        holding, open_ones = self._positions(premise)
        words = self._words(self._rows_of(holding, premise.addressed))
        sure, might = (self._rows_of(each, premise.addressed) for each in (holding, open_ones))
        actor = self._ledger.entries.actor
        applies_count = np.bincount(actor[sure], minlength=count)
        might_count = np.bincount(actor[might], minlength=count)
        headline, mixed, dissent = self._headlines(words, count)
        exact = might_count == 0
        kind = np.where(headline == Headline.SILENT, CellKind.SILENT.code, CellKind.FIRM.code)
        worst, best = self._bounds(sure, might, count)
        return Column(
            np.where(exact, headline, worst),
            np.where(exact, headline, np.where(applies_count > 0, best, np.int8(Headline.SILENT))),
            np.where(exact, kind, CellKind.OPEN.code).astype(np.int8),
            mixed & exact,
            dissent & exact,
            applies_count,
            might_count,
            exact,
        )

    def _wider(self) -> None:
        """For each row the rows of its group that it outdoes wherever it holds."""
        counts, inner = self._ledger.narrower()
        outer = np.repeat(np.arange(len(counts)), counts)
        order = np.argsort(inner, kind="stable")
        self._outdone = outer[order]
        self._outdone_count = np.bincount(inner, minlength=len(counts)).astype(np.int64)
        self._first_outdone = starts(self._outdone_count)

    def _judge_at(self, premise: Premise) -> None:
        if premise.moment != self._moment:
            self._moment = premise.moment
            self._valid = premise.valid(self._record, self._ledger.positions)

    def _positions(self, premise: Premise) -> tuple[Places, Places]:
        """The positions that apply, and those that might."""
        box: Masks = np.array([premise.box], np.uint32).reshape(1, -1)
        packing, words = self._covering.packing, self._covering.packing.packed(box)
        met = self._beyond[0] & words[0, 0] == 0
        for column in range(1, len(self._beyond)):
            met &= self._beyond[column] & words[0, column] == 0
        holding = _heads(self._position[np.flatnonzero(met)])
        if all(mask & mask - 1 == 0 for mask in premise.box):
            return holding[self._valid[holding]], holding[:0]
        meets = np.ones(len(met), np.bool_)
        for column, (low, guard) in enumerate(zip(packing.low, packing.guard, strict=True)):
            meets &= (self._cubes[column] & words[0, column]) + low & guard == guard
        meeting = _heads(self._position[np.flatnonzero(meets)])
        undecided = np.setdiff1d(meeting, holding, assume_unique=True)
        holding, undecided = self._decided(holding, undecided, words)
        return holding[self._valid[holding]], undecided[self._valid[undecided]]

    def _decided(self, holding: Places, undecided: Places, words: Words) -> tuple[Places, Places]:
        """Decides exactly what single cubes and three-valued logic leave open."""
        asked = undecided if self._covering.ruled else undecided[self._several[undecided]]
        if not len(asked):
            return holding, undecided
        which = np.zeros(len(asked), np.int64)
        inside = asked[self._covering.covered(asked, words, which)]
        rest = np.setdiff1d(undecided, inside, assume_unique=True)
        if self._covering.ruled:
            rest = rest[self._covering.meets(rest, words, np.zeros(len(rest), np.int64))]
        return np.union1d(holding, inside), rest

    def _rows_of(self, positions: Places, addressed: Truths) -> Places:
        """The rows of positions on addressed issues, in the ledger's order."""
        rows = self._rows[ranges(self._first_row[positions], self._row_count[positions])]
        return np.sort(rows[addressed[self._ledger.issue[rows]]])

    def _words(self, rows: Places) -> Places:
        """The rows that are the word of their voice: of those outdone by no narrower one the latest."""
        outdone = np.zeros(len(self._pair), np.bool_)
        outdone[self._outdone[ranges(self._first_outdone[rows], self._outdone_count[rows])]] = True
        narrow = rows[~outdone[rows]]
        group, said = self._group[narrow], self._ledger.groups.said[narrow]
        heads = np.flatnonzero(np.diff(group, prepend=-1))
        last = np.repeat(said[heads], np.diff(heads, append=len(narrow)))
        found: Places = narrow[said == last]
        return found

    def _headlines(self, words: Places, count: int) -> tuple[Codes, Truths, Truths]:
        """The headline of every actor, and whether it is mixed or has dissent."""
        codes = np.zeros(len(self._pair_actor), np.int16)
        np.bitwise_or.at(codes, self._pair[words], self._bit[words])
        spoken = np.flatnonzero(codes)
        actor, code = self._pair_actor[spoken], codes[spoken]
        headline = np.full(count, Headline.SILENT, np.int8)
        np.minimum.at(headline, actor, HEADLINE[code])
        sides = np.zeros(count, np.int8)
        np.bitwise_or.at(sides, actor, SIDES[code])
        dissent = np.zeros(count, np.bool_)
        dissent[actor[DISSENT[code]]] = True
        return headline, sides == 3, dissent

    def _bounds(self, sure: Places, might: Places, count: int) -> tuple[Codes, Codes]:
        """The worst and the best headline that any position could bring about."""
        worst, best = np.full(count, Headline.SILENT, np.int8), np.full(count, Headline.REJECTS, np.int8)
        for rows in (sure, might) if len(might) else ():
            headline = OF_STANCE[self._ledger.stance[rows] + 2]
            np.minimum.at(worst, self._ledger.entries.actor[rows], headline)
            np.maximum.at(best, self._ledger.entries.actor[rows], headline)
        return worst, best


OF_STANCE = np.array([Headline.of(stance) for stance in Stance], np.int8)


def _heads(positions: Places) -> Places:
    """Places in order, each once."""
    found: Places = positions[np.diff(positions, prepend=-1) != 0]
    return found


def _impossible(count: int) -> Column:
    silent, no = np.full(count, Headline.SILENT, np.int8), np.zeros(count, np.bool_)
    kind, none = np.full(count, CellKind.IMPOSSIBLE.code, np.int8), np.zeros(count, np.int64)
    return Column(silent, silent, kind, no, no, none, none, ~no)


def _tables() -> tuple[Codes, Codes, Truths]:
    """For every set of words on an issue, as bits by standing and stance: the headline, its side, and dissent."""
    codes = np.arange(1 << 15)
    by_standing = [codes >> 5 * rank & 31 for rank in range(3)]
    said = np.where(by_standing[0] > 0, by_standing[0], np.where(by_standing[1] > 0, by_standing[1], by_standing[2]))
    against, favour = said & 0b00011, said & 0b11000
    one_sided = [against * (favour == 0) > 0, favour * (against == 0) > 0]
    headline = np.select(
        [
            (against > 0) & (favour > 0),
            said & 0b00001 > 0,
            against > 0,
            said & 0b10000 > 0,
            favour > 0,
            said > 0,
        ],
        [Headline.CONTESTED, Headline.REJECTS, Headline.OPPOSES, Headline.SUPPORTS, Headline.ACCEPTS, Headline.NEUTRAL],
        Headline.SILENT,
    )
    lower = by_standing[1]
    dissent = (by_standing[0] > 0) & (one_sided[0] & (lower & 0b11000 > 0) | one_sided[1] & (lower & 0b00011 > 0))
    side = one_sided[0] * 1 + one_sided[1] * 2
    return headline.astype(np.int8), side.astype(np.int8), dissent


HEADLINE, SIDES, DISSENT = _tables()
