"""Where every actor stands in one situation, at once: the rule of the model on the few positions that hold in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from db.vocabulary import CellKind, Headline, Stance
from desktop.analysis.bitmaps import Bitmaps, Places, ranges, starts
from desktop.analysis.conditioning import Conditions, bits_of, places_in, places_of
from desktop.analysis.covering import Covering
from desktop.analysis.ledger import Ledger
from desktop.analysis.premises import Premise
from desktop.analysis.record import Record
from desktop.analysis.rules import Masks

Codes = NDArray[np.int8]
Truths = NDArray[np.bool_]


WORD = 64

CODE = 16
"""Bits of the code of an issue: what an actor says of it, by standing and stance."""

MOST_KEPT = 1_000
"""How many kinds of situations are remembered."""


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
    """Works out columns; what does not change with the situation is laid out beforehand.

    Sets of the ledger's rows are integers with a bit for each row, and a free bit after each group, which takes up what
    an addition within the group carries over. The bits of every actor start a new word.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._ledger = ledger = Ledger(record, np.arange(len(record.snapshot.actors)))
        self.regions = ledger.regions
        self._covering = Covering(ledger.regions, record.rules)
        groups = ledger.groups
        self._group = np.repeat(np.arange(len(groups.counts)), groups.counts)
        self._start_actors()
        self._row = self._spread(ledger.row, -1)
        self._conditions = Conditions(ledger.regions, self._row)
        self._several = self._of(ledger.regions.cubes[ledger.row] > 1)
        self._all, self._first = self._of(np.ones(len(ledger.row), np.bool_)), self._set(self._place[groups.first])
        self._same = list(self._runs(groups.said))
        self._by_issue = {int(issue): self._of(ledger.issue == issue) for issue in np.unique(ledger.issue)}
        self._counting: dict[tuple[int, bytes], int] = {}
        self._wider()
        self._lay_codes()

    def column(self, premise: Premise) -> Column:
        """Where every actor stands."""
        count = self._shape[0]
        if premise.situation is None:
            return _impossible(count)
        sure, might = self._rows(premise)
        rows = self._in_words(sure)
        headline, mixed, dissent = self._headlines(places_of(self._words(sure, rows), self._size))
        none, counts = np.zeros(count, np.int64), self._counts(rows)
        found = Column(headline, headline, KIND.take(headline), mixed, dissent, counts, none, none == 0)
        return self._bounded(found, sure, might) if might else found

    # what is laid out

    def _start_actors(self) -> None:
        """Gives every row its place among the bits."""
        count, actor = len(self._record.snapshot.actors), self._ledger.entries.actor
        rows = np.bincount(actor, minlength=count)
        groups = np.bincount(actor[self._ledger.groups.first], minlength=count)
        words = np.maximum(1, -(-(rows + groups) // WORD))
        self._first_word = starts(words)
        before = starts(rows) + starts(groups)
        self._place = np.arange(len(actor)) + self._group + (self._first_word * WORD - before)[actor]
        self._size = int(words.sum()) * WORD

    def _spread(self, values: NDArray[np.int64], free: int = 0) -> NDArray[np.int64]:
        """Values of the rows at the places of their bits."""
        found = np.full(self._size, free, np.int64)
        found[self._place] = values
        return found

    def _set(self, places: Places) -> int:
        found = np.zeros(self._size, np.bool_)
        found[places] = True
        return bits_of(found)

    def _of(self, rows: Truths) -> int:
        return self._set(self._place[rows])

    def _runs(self, said: NDArray[np.int64]) -> Iterable[int]:
        """The rows said at the same moment as the row of their group before them; as the second before them and the one
        between; and so on, twice as many each time.
        """
        same = (said[1:] == said[:-1]) & (self._group[1:] == self._group[:-1])
        found, by = self._of(np.concatenate([np.zeros(min(1, len(said)), np.bool_), same])), 1
        while found:
            yield found
            found &= found << by
            by *= 2

    def _wider(self) -> None:
        """For each row the rows of its group that it outdoes wherever it holds."""
        counts, inner = self._ledger.narrower()
        outer = np.repeat(np.arange(len(counts)), counts)
        order = np.argsort(inner, kind="stable")
        outdone_count = np.bincount(inner, minlength=len(counts)).astype(np.int64)
        self._outdone = self._place[outer[order]]
        self._outdone_count, self._first_outdone = self._spread(outdone_count), self._spread(starts(outdone_count))
        self._outdoes = self._in_words(self._of(outdone_count > 0))

    def _lay_codes(self) -> None:
        """Where the word of each row goes in a table of actors and issues, and as which bit."""
        ledger = self._ledger
        spoken, issue = np.unique(ledger.issue, return_inverse=True)
        self._shape = (len(self._record.snapshot.actors), max(1, len(spoken)))
        self._actor = self._spread(ledger.entries.actor)
        self._pair = self._spread(ledger.entries.actor * self._shape[1] + issue)
        bit = (2 - ledger.entries.standing.astype(np.int64)) * 5 + ledger.stance + 2
        self._bit = self._pair * CODE + self._spread(bit)
        self._stance = self._spread(ledger.stance + 2)

    # one situation

    def _rows(self, premise: Premise) -> tuple[int, int]:
        """The rows that apply, and those that might; on addressed issues, and while they are valid."""
        counts = self._counted(premise)
        sure = self._conditions.met(premise.box) & counts
        if all(mask & mask - 1 == 0 for mask in premise.box):
            return sure, 0
        might = self._conditions.meets(premise.box) & counts & ~sure
        return self._decided(sure, might, premise)

    def _counted(self, premise: Premise) -> int:
        """The rows on addressed issues that are valid then."""
        key = (premise.moment, premise.addressed.tobytes())
        if key not in self._counting:
            if len(self._counting) > MOST_KEPT:
                self._counting.clear()
            found = 0
            for issue, rows in self._by_issue.items():
                found |= rows if premise.addressed[issue] else 0
            valid = premise.valid(self._record, self._ledger.positions)
            self._counting[key] = found & self._of(valid[self._ledger.row])
        return self._counting[key]

    def _decided(self, sure: int, might: int, premise: Premise) -> tuple[int, int]:
        """Decides exactly what single cubes and three-valued logic leave open."""
        asked = places_of(might if self._covering.ruled else might & self._several, self._size)
        if not len(asked):
            return sure, might
        positions, where = np.unique(self._row[asked], return_inverse=True)
        box: Masks = np.array([premise.box], np.uint32).reshape(1, -1)
        boxes = self._covering.boxes(box)
        which = np.zeros(len(positions), np.int64)
        inside = self._set(asked[self._covering.covered(positions, boxes, which)[where]])
        if self._covering.ruled:
            might &= self._set(asked[self._covering.meets(positions, boxes.words, which)[where]])
        return sure | inside, might & ~inside

    def _in_words(self, rows: int) -> Bitmaps:
        """The bits of rows in words of the machine."""
        return np.frombuffer(rows.to_bytes(self._size // 8, "little"), "<u8")

    def _words(self, rows: int, same: Bitmaps) -> int:
        """The rows that are the word of their voice: of those outdone by no narrower one the latest.

        Adding a group's first bit to what it lacks carries up to the first that it has. ``same`` are the same rows.
        """
        outdoing = places_in(same & self._outdoes)
        if len(outdoing):
            lists = ranges(self._first_outdone.take(outdoing), self._outdone_count.take(outdoing))
            rows &= ~self._set(self._outdone.take(lists))
        latest, by = rows & ((self._all & ~rows) + self._first), 1
        for run in self._same:
            latest |= (latest << by) & run
            by *= 2
        return rows & latest

    def _headlines(self, words: Places) -> tuple[Codes, Truths, Truths]:
        """The headline of every actor, and whether it is mixed or has dissent."""
        bits = np.zeros(self._shape[0] * self._shape[1] * CODE, np.bool_)
        bits[self._bit.take(words)] = True
        codes = np.packbits(bits, bitorder="little").view("<u2")
        found = np.bitwise_or.reduce(MEANING.take(codes.reshape(self._shape)), axis=1)
        mixed: Truths = found & BOTH_SIDES == BOTH_SIDES
        return WORST.take(found & 127), mixed, found & DISSENT != 0

    def _counts(self, words: Bitmaps) -> Places:
        """How many rows of each actor there are."""
        if not len(words):
            return np.zeros(0, np.int64)
        found: Places = np.add.reduceat(np.bitwise_count(words), self._first_word, dtype=np.int64)
        return found

    def _bounded(self, found: Column, sure: int, might: int) -> Column:
        """The same with bounds where a position might apply: the worst and the best that any could bring about."""
        count, might_count = self._shape[0], self._counts(self._in_words(might))
        exact = might_count == 0
        worst, best = np.full(count, Headline.SILENT, np.int8), np.full(count, Headline.REJECTS, np.int8)
        for each in (sure, might):
            rows = places_of(each, self._size)
            headline = OF_STANCE.take(self._stance.take(rows))
            np.minimum.at(worst, self._actor[rows], headline)
            np.maximum.at(best, self._actor[rows], headline)
        torn = ~exact & (worst == Headline.OPPOSES) & (best >= Headline.ACCEPTS)
        if torn.any():
            worst[torn & self._pulled_both_ways(sure | might)] = Headline.CONTESTED
        best[found.applies_count == 0] = Headline.SILENT
        return replace(
            found,
            headline=np.where(exact, found.headline, worst),
            best=np.where(exact, found.headline, best),
            kind=np.where(exact, found.kind, np.int8(CellKind.OPEN.code)),
            mixed=found.mixed & exact,
            dissent=found.dissent & exact,
            might_count=might_count,
            exact=exact,
        )

    def _pulled_both_ways(self, rows: int) -> Truths:
        """For every actor, whether some of the rows are against and some for the same issue."""
        places = places_of(rows, self._size)
        stances, pairs = self._stance.take(places), self._pair.take(places)
        against, favour = np.zeros((2, self._shape[0] * self._shape[1]), np.bool_)
        against[pairs[stances < NEUTRAL]] = True
        favour[pairs[stances > NEUTRAL]] = True
        found: Truths = np.logical_or.reduce((against & favour).reshape(self._shape), axis=1)
        return found


NEUTRAL = 2
"""A stance is kept as its number and two."""
KIND = np.array(
    [(CellKind.SILENT if headline is Headline.SILENT else CellKind.FIRM).code for headline in Headline], np.int8
)
OF_STANCE = np.array([Headline.of(stance) for stance in Stance], np.int8)


def _impossible(count: int) -> Column:
    silent, no = np.full(count, Headline.SILENT, np.int8), np.zeros(count, np.bool_)
    kind, none = np.full(count, CellKind.IMPOSSIBLE.code, np.int8), np.zeros(count, np.int64)
    return Column(silent, silent, kind, no, no, none, none, ~no)


def _meaning() -> NDArray[np.int16]:
    """For every set of words on an issue, as bits by standing and stance: the bit of the headline, those of the side
    that it is on, and that of dissent.
    """
    codes = np.arange(1 << 15)
    binding, lower, former = (codes >> 5 * rank & 31 for rank in range(3))
    said = np.where(binding > 0, binding, np.where(lower > 0, lower, former))
    against, favour = said & AGAINST > 0, said & FAVOUR > 0
    headline = np.select(
        [against & favour, said & 1 > 0, against, said & 16 > 0, favour, said > 0],
        [Headline.CONTESTED, Headline.REJECTS, Headline.OPPOSES, Headline.SUPPORTS, Headline.ACCEPTS, Headline.NEUTRAL],
        Headline.SILENT,
    )
    opposite = (against & ~favour & (lower & FAVOUR > 0)) | (favour & ~against & (lower & AGAINST > 0))
    sides = (against & ~favour) * 128 + (favour & ~against) * 256
    return np.asarray((1 << headline) + sides + (opposite & (binding > 0)) * DISSENT, np.int16)


AGAINST, FAVOUR, BOTH_SIDES, DISSENT = 0b00011, 0b11000, 128 + 256, 512
MEANING = _meaning()
WORST = np.array([0, *((bits & -bits).bit_length() - 1 for bits in range(1, 128))], np.int8)
"""The worst of some headlines, given as bits."""
