"""Where an actor stands in every world: its words drawn on planes, as the rule of the model puts them together."""

from collections.abc import Iterator, Sequence

import numpy as np

from db.vocabulary import Headline, Stance
from desktop.analysis.factors import Cube
from desktop.analysis.speeches import Speech, Voice, Word
from desktop.analysis.tensors import Index, Piece, Tensor, Words

Drawn = Sequence[tuple[Stance, Piece]]
"""The words on one issue that count, drawn: where each is said with the standing that decides. They may overlap."""


class Canvas:
    """Draws what an actor says, for one layout. Only what words touch is ever looked at."""

    def __init__(self, tensor: Tensor) -> None:
        self.tensor = tensor
        self._later, self._higher = tensor.empty(), tensor.empty()

    def issues(self, speech: Speech) -> Iterator[Drawn]:
        """What counts on each issue of a speech: the highest standing that speaks decides."""
        for ranks in speech.issues.values():
            if len(ranks) > 1:
                for voices in ranks.values():
                    for word in (each for voice in voices for each in voice):
                        for piece in self._pieces(word):
                            self._higher[piece.index] = 0
            drawn: list[tuple[Stance, Piece]] = []
            for number, voices in enumerate(ranks.values(), 1):
                spoken = [each for voice in voices for each in self._voice(voice, lower=number > 1)]
                if number < len(ranks):
                    for _stance, piece in spoken:
                        self._higher[piece.index] |= piece.words
                drawn += spoken
            yield drawn

    def headlines(self, speech: Speech, consistent: Words) -> dict[Headline, Words]:
        """The consistent worlds of every headline."""
        found = {headline: self.tensor.empty() for headline in Headline}
        planes = {stance: self.tensor.empty() for stance in Stance}
        for drawn in self.issues(speech):
            boxes = {_bounds(piece.index): piece.index for _stance, piece in drawn}.values()
            for index in boxes:
                for plane in planes.values():
                    plane[index] = 0
            for stance, piece in drawn:
                planes[stance][piece.index] |= piece.words
            for index in boxes:
                _stand(found, index, *(planes[stance][index] for stance in Stance))
        left = consistent.copy()
        for headline in Headline:
            if headline is Headline.SILENT:
                found[headline] = left
            else:
                found[headline] &= left
                left &= ~found[headline]
        return found

    def _pieces(self, word: Word) -> Iterator[Piece]:
        for cube in word.region:
            yield from self.tensor.pieces(cube)

    def _voice(self, voice: Voice, *, lower: bool) -> Iterator[tuple[Stance, Piece]]:
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
                same.append(Piece(piece.index, words))
                yield word.stance, same[-1]

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


def _stand(
    found: dict[Headline, Words],
    index: Index,
    rejects: Words,
    opposes: Words,
    neutral: Words,
    accepts: Words,
    supports: Words,
) -> None:
    """Adds what one issue comes to in a box."""
    against, favour = rejects | opposes, accepts | supports
    found[Headline.REJECTS][index] |= rejects & ~favour
    found[Headline.CONTESTED][index] |= against & favour
    found[Headline.OPPOSES][index] |= opposes & ~rejects & ~favour
    found[Headline.NEUTRAL][index] |= neutral & ~against & ~favour
    found[Headline.ACCEPTS][index] |= accepts & ~supports & ~against
    found[Headline.SUPPORTS][index] |= supports & ~against


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
