"""The worlds that nobody in a group of parties rejects, counted out; worked on slab by slab.

A party *blocks* a world when it says something on some issue that reaches the threshold, with the standing that
decides, be it contested or not.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from db.vocabulary import Stance
from desktop.analysis.canvas import Canvas
from desktop.analysis.factors import Cube
from desktop.analysis.speeches import Speech
from desktop.analysis.tensors import Index, Piece, Tensor, Words

MOST_SETS = 100
"""The most sets of blocking parties that are told apart."""

Watch = Callable[[int, int], None]
"""Is told how much is done, of how much; stops the work by raising an error."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of worlds. ``blocked`` and ``alone`` are those that each party blocks, and blocks alone."""

    consistent: int
    not_rejected: int
    for_all: int
    for_some: int
    all_silent: int
    blocked: tuple[int, ...]
    alone: tuple[int, ...]

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(
            self.consistent + other.consistent,
            self.not_rejected + other.not_rejected,
            self.for_all + other.for_all,
            self.for_some + other.for_some,
            self.all_silent + other.all_silent,
            tuple(map(sum, zip(self.blocked, other.blocked, strict=True))),
            tuple(map(sum, zip(self.alone, other.alone, strict=True))),
        )


@dataclass(frozen=True, slots=True)
class Fewest:
    """The worlds that the fewest parties block: how many parties and worlds, and the sets of parties (places in the
    group); ``complete`` says that all sets are listed.
    """

    parties: int
    worlds: int
    sets: tuple[frozenset[int], ...]
    by: frozenset[int]
    complete: bool


class Zone:
    """What some parties leave open.

    Args:
        tensor: the layout of the worlds that their words tell apart.
        forbidden: the cubes without consistent worlds.
        speeches: what counts for each party.
        threshold: the weakest stance that blocks.
        watch: is told how far the work is.
    """

    def __init__(
        self,
        tensor: Tensor,
        forbidden: Sequence[Cube],
        speeches: Sequence[Speech],
        threshold: Stance,
        watch: Watch,
    ) -> None:
        self.tensor, self.forbidden = tensor, tuple(forbidden)
        self.speeches, self._threshold = tuple(speeches), threshold
        self._watch = watch
        self.open, self.closed = tensor.empty(), tensor.empty()
        none = (0,) * len(self.speeches)
        self.tally = Tally(0, 0, 0, 0, 0, none, none)
        for index, part in self._heard():
            self.open[index], self.closed[index] = part.open, part.consistent & ~part.open
            self.tally = self.tally.plus(part.tally())

    def fewest(self) -> Fewest | None:
        """The least blocked worlds; None when there is no consistent world."""
        best, worlds, sets = len(self.speeches) + 1, 0, dict[frozenset[int], int]()
        by, complete = set[int](), True
        for _, part in self._heard():
            least, plane = part.least()
            if least > best:
                continue
            if least < best:
                best, worlds, sets, by, complete = least, 0, {}, set(), True
            worlds += part.tensor.count(plane)
            by |= part.blocking(plane)
            complete &= part.tell_apart(plane, sets)
        if best > len(self.speeches):
            return None
        return Fewest(best, worlds, tuple(sets), frozenset(by), complete)

    def _heard(self) -> Iterator[tuple[Index, "_Slab"]]:
        """The parts, when all parties have been heard there."""
        for index, slab, watch in self.slabs():
            part = _Slab(slab, self.forbidden, self._threshold)
            for number, speech in enumerate(self.speeches):
                watch(number)
                part.hear(speech)
            yield index, part

    def slabs(self, most: int | None = None) -> Iterator[tuple[Index, Tensor, Callable[[int], None]]]:
        """The parts that are worked on one by one, of so many words at most where that can be; each with what is to be
        told how many parties have been heard there.
        """
        slabs, parties = list(self.tensor.slabs(most)), len(self.speeches)
        whole = max(1, len(slabs) * parties)
        for number, (index, slab) in enumerate(slabs):
            yield index, slab, partial(self._tell, number * parties, whole)
        self._watch(whole, whole)

    def _tell(self, before: int, whole: int, heard: int) -> None:
        self._watch(before + heard, whole)


class _Slab:
    """One part of the worlds while the parties are heard, one after another."""

    def __init__(self, tensor: Tensor, forbidden: Sequence[Cube], threshold: Stance) -> None:
        self.tensor, self._canvas, self._threshold = tensor, Canvas(tensor), threshold
        self.consistent = tensor.consistent(forbidden)
        self._once, self._twice = tensor.empty(), tensor.empty()
        self._against, self._spoken, self._some_for = tensor.empty(), tensor.empty(), tensor.empty()
        self._all_for = self.consistent.copy()
        self._own, self._room = tensor.empty(), tensor.empty()
        self._blocks: list[list[Piece]] = []

    @property
    def open(self) -> Words:
        """The consistent worlds that nobody blocks."""
        return self.consistent & ~self._once

    def hear(self, speech: Speech) -> None:
        """Adds one party."""
        block, favour, neutral = list[Piece](), list[Piece](), list[Piece]()
        for drawn in self._canvas.issues(speech):
            good = [piece for stance, piece in drawn if stance > 0]
            mild = [piece for stance, piece in drawn if stance == 0]
            bad = [piece for stance, piece in drawn if stance < 0]
            block += [piece for stance, piece in drawn if stance <= self._threshold]
            favour += good
            neutral += self._without(mild, good)
            for plane, pieces in ((self._against, bad), (self._spoken, good), (self._spoken, mild)):
                for piece in pieces:
                    plane[piece.index] |= piece.words
        self._blocks.append(list(self._blocked(block)))
        self._for(self._without(favour, neutral))

    def _without(self, pieces: list[Piece], others: list[Piece]) -> list[Piece]:
        """Pieces without what lies in others."""
        if not pieces or not others:
            return pieces
        for piece in (*pieces, *others):
            self._room[piece.index] = 0
        for piece in others:
            self._room[piece.index] |= piece.words
        return [Piece(piece.index, piece.words & ~self._room[piece.index]) for piece in pieces]

    def _blocked(self, pieces: list[Piece]) -> Iterator[Piece]:
        """Counts what a party blocks; gives it in pieces that do not overlap."""
        several = len(pieces) > 1
        for piece in pieces if several else ():
            self._own[piece.index] = 0
        for piece in pieces:
            index, words = piece.index, piece.words
            if several:
                words = words & ~self._own[index]
                self._own[index] |= words
            self._twice[index] |= self._once[index] & words
            self._once[index] |= words
            yield Piece(index, words)

    def _for(self, pieces: list[Piece]) -> None:
        """Counts where a party is for it, as far as nobody is against."""
        everywhere = self._all_for.any()
        for_all = self.tensor.empty() if everywhere else self._all_for
        for piece in pieces:
            self._some_for[piece.index] |= piece.words
            if everywhere:
                for_all[piece.index] |= self._all_for[piece.index] & piece.words
        self._all_for = for_all

    def tally(self) -> Tally:
        """The counts."""
        count, good = self.tensor.count, self.consistent & ~self._against
        for_all = self._all_for & good
        blocked = [self._counted(pieces, self.consistent) for pieces in self._blocks]
        once = self.consistent & ~self._twice
        alone = [self._counted(pieces, once) for pieces in self._blocks]
        return Tally(
            count(self.consistent),
            count(self.open),
            count(for_all),
            count(good & self._some_for & ~for_all),
            count(good & ~self._spoken),
            tuple(blocked),
            tuple(alone),
        )

    def least(self) -> tuple[int, Words]:
        """The fewest parties that block a consistent world, and where that is so; many when there is none."""
        digits = [self.tensor.empty() for _ in range(len(self._blocks).bit_length())]
        for pieces in self._blocks:
            for piece in pieces:
                carry = piece.words
                for digit in digits:
                    digit[piece.index], carry = digit[piece.index] ^ carry, digit[piece.index] & carry
        left, least = self.consistent, 0
        if not left.any():
            return len(self._blocks) + 2, left
        for place in range(len(digits) - 1, -1, -1):
            without = left & ~digits[place]
            if without.any():
                left = without
            else:
                least += 1 << place
        return least, left

    def blocking(self, plane: Words) -> set[int]:
        """The parties that block some of these worlds."""
        return {
            party
            for party, pieces in enumerate(self._blocks)
            if any((plane[piece.index] & piece.words).any() for piece in pieces)
        }

    def tell_apart(self, plane: Words, sets: dict[frozenset[int], int]) -> bool:
        """Adds the sets of parties that block these worlds; False when there are too many to list."""
        parts: dict[frozenset[int], Words] = {frozenset(): plane}
        for party in self.blocking(plane):
            block = self.tensor.empty()
            for piece in self._blocks[party]:
                block[piece.index] |= piece.words
            inside = {known | {party}: words & block for known, words in parts.items()}
            outside = {known: words & ~block for known, words in parts.items()}
            parts = {known: words for known, words in (inside | outside).items() if words.any()}
            if len(parts) > MOST_SETS:
                return False
        for known in parts:
            if known in sets or len(sets) < MOST_SETS:
                sets[known] = 1
            else:
                return False
        return True

    def _counted(self, pieces: Sequence[Piece], among: Words) -> int:
        return sum(self.tensor.count(piece.words & among[piece.index], piece.index) for piece in pieces)
