"""Where an actor stands in every world: its words drawn on planes, as the rule of the model puts them together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from db.vocabulary import Headline, Stance
from desktop.analysis.factors import Cube
from desktop.analysis.speeches import Ranks, Speech, Voice, Word
from desktop.analysis.tensors import Index, Piece, Tensor, Words


@dataclass(frozen=True, slots=True)
class Sides:
    """An actor on one issue in one box: the worlds of each stance that is said with the standing that decides."""

    index: Index
    said: dict[Stance, Words]

    @property
    def against(self) -> Words:
        """Where it is rejected or opposed."""
        return self.said[Stance.REJECTS] | self.said[Stance.OPPOSES]

    @property
    def favour(self) -> Words:
        """Where it is accepted or supported."""
        return self.said[Stance.ACCEPTS] | self.said[Stance.SUPPORTS]


class Canvas:
    """Planes to draw on, for one layout. Only what words touch is ever looked at."""

    def __init__(self, tensor: Tensor) -> None:
        self.tensor = tensor
        self._said = {stance: tensor.empty() for stance in Stance}
        self._later, self._higher = tensor.empty(), tensor.empty()

    def issues(self, speech: Speech) -> Iterator[Sequence[Sides]]:
        """Works out each issue of a speech, and gives the boxes in which something is said on it. They may overlap, and
        are drawn over by the next issue.
        """
        for ranks in speech.issues.values():
            boxes = self._boxes(word for voices in ranks.values() for voice in voices for word in voice)
            for index in boxes:
                for plane in (*self._said.values(), self._higher):
                    plane[index] = 0
            if boxes:
                self._speak(ranks)
                yield [Sides(index, {stance: plane[index] for stance, plane in self._said.items()}) for index in boxes]

    def headlines(self, speech: Speech, consistent: Words) -> dict[Headline, Words]:
        """The consistent worlds of every headline."""
        found = {headline: self.tensor.empty() for headline in Headline}
        for issue in self.issues(speech):
            for box in issue:
                against, favour, said = box.against, box.favour, box.said
                rejects, neutral, supports = said[Stance.REJECTS], said[Stance.NEUTRAL], said[Stance.SUPPORTS]
                found[Headline.REJECTS][box.index] |= rejects & ~favour
                found[Headline.CONTESTED][box.index] |= against & favour
                found[Headline.OPPOSES][box.index] |= against & ~rejects & ~favour
                found[Headline.NEUTRAL][box.index] |= neutral & ~against & ~favour
                found[Headline.ACCEPTS][box.index] |= favour & ~supports & ~against
                found[Headline.SUPPORTS][box.index] |= supports & ~against
        left = consistent.copy()
        for headline in Headline:
            if headline is Headline.SILENT:
                found[headline] = left
            else:
                found[headline] &= left
                left &= ~found[headline]
        return found

    def boxes(self, speech: Speech) -> list[Index]:
        """The boxes that a speech touches, each once."""
        return self._boxes(speech.words())

    def _boxes(self, words: Iterable[Word]) -> list[Index]:
        found = {_bounds(piece.index): piece.index for word in words for piece in self._pieces(word)}
        return list(found.values())

    def _pieces(self, word: Word) -> Iterator[Piece]:
        for cube in word.region:
            yield from self.tensor.pieces(cube)

    def _speak(self, ranks: Ranks) -> None:
        """Draws what is said on an issue: the highest standing that speaks decides."""
        for number, voices in enumerate(ranks.values()):
            spoken = [piece for voice in voices for piece in self._voice(voice, lower=number > 0)]
            if number < len(ranks) - 1:
                for piece in spoken:
                    self._higher[piece.index] |= piece.words

    def _voice(self, voice: Voice, *, lower: bool) -> Iterator[Piece]:
        """Draws the words of a voice: the narrowest, of these the latest, where no higher standing speaks."""
        if len(voice) > 1:
            for word in voice:
                for piece in self._pieces(word):
                    self._later[piece.index] = 0
        same, said, later = list[Piece](), voice[0].said, False
        for word in voice:
            if word.said != said:
                for piece in same:
                    self._later[piece.index] |= piece.words
                same, said, later = [], word.said, True
            for piece in self._pieces(word):
                words = piece.words
                if later:
                    words = words & ~self._later[piece.index]
                if word.narrower:
                    words = self._without(piece.index, words, word.narrower)
                if lower:
                    words = words & ~self._higher[piece.index]
                self._said[word.stance][piece.index] |= words
                same.append(Piece(piece.index, words))
                yield same[-1]

    def _without(self, index: Index, words: Words, regions: Sequence[Sequence[Cube]]) -> Words:
        """Words in a box without those of some regions."""
        shape = [part.stop - part.start for part in index]
        found = np.broadcast_to(words, (*shape, self.tensor.length)).copy()
        for region in regions:
            for cube in region:
                for piece in self.tensor.pieces(cube):
                    common = _common(index, piece.index)
                    if common is not None:
                        found[common] &= ~piece.words
        return found


def _bounds(index: Index) -> tuple[tuple[int, int], ...]:
    return tuple((part.start, part.stop) for part in index)


def _common(outer: Index, inner: Index) -> Index | None:
    """The part of a box that another one shares, as places within the first; None when they are apart."""
    found = []
    for one, other in zip(outer, inner, strict=True):
        start, stop = max(one.start, other.start), min(one.stop, other.stop)
        if start >= stop:
            return None
        found.append(slice(start - one.start, stop - one.start))
    return tuple(found)
