"""How high each block of a long text is: guessed until it was laid out; sums are found without walking them all."""

from array import array
from collections.abc import Iterable

_CHUNK = 256


class BlockHeights:
    """Heights in pixels, one a block, with the place of each from the top of the text."""

    def __init__(self, heights: Iterable[int] = ()) -> None:
        self._heights = array("l", heights)
        self._sums = [sum(self._heights[first : first + _CHUNK]) for first in range(0, len(self._heights), _CHUNK)]
        self.total = sum(self._sums)

    def __getitem__(self, number: int) -> int:
        return self._heights[number]

    def __len__(self) -> int:
        return len(self._heights)

    def set(self, number: int, height: int) -> int:
        """Says how high a block is; returns by how much more than it was thought to be."""
        more = height - self._heights[number]
        if more:
            self._heights[number] = height
            self._sums[number // _CHUNK] += more
            self.total += more
        return more

    def top(self, number: int) -> int:
        """How far from the top of the text a block begins."""
        chunk = number // _CHUNK
        return sum(self._sums[:chunk]) + sum(self._heights[chunk * _CHUNK : number])

    def at(self, height: int) -> tuple[int, int]:
        """The block at a height, and where it begins."""
        top = chunk = 0
        while chunk + 1 < len(self._sums) and top + self._sums[chunk] <= height:
            top += self._sums[chunk]
            chunk += 1
        number = chunk * _CHUNK
        last = len(self._heights) - 1
        while number < last and top + self._heights[number] <= height:
            top += self._heights[number]
            number += 1
        return number, top
