"""Where the characters of a page stand: lines of a span to be drawn or annotated, and the character under a point.

Coordinates are those of the page itself (points, from its lower left corner upwards), whatever its rotation; a
``Geometry`` leads from them to the page as it is shown. Standard library only, so that a window needs no PDF library.
"""

import struct
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

OVERLAP = 0.5
"""How much of the lower of two characters must stand beside the other one to be on its line."""

GAP = 8.0
"""How far apart two characters of a line may stand, in heights of a line; justified lines have wide gaps."""

_HEAD = struct.Struct("<4I8d")


class Rect(NamedTuple):
    """A rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float

    def quad(self) -> tuple[float, ...]:
        """Its corners as annotations name them: upper left, upper right, lower left, lower right."""
        return (self.left, self.top, self.right, self.top, self.left, self.bottom, self.right, self.bottom)

    def joined(self, other: "Rect") -> "Rect":
        """The smallest rectangle that holds both."""
        return Rect(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def turned(self) -> "Rect":
        """With its two directions exchanged."""
        return Rect(self.bottom, self.left, self.top, self.right)


@dataclass(frozen=True, slots=True)
class Geometry:
    """How a page is shown: ``width`` and ``height`` in points, and how its coordinates lie under those of the view.

    The view counts points from the upper left corner downwards. ``x`` and ``y`` are the page's coordinates of that
    corner; ``ax, ay`` is what a point to the right adds to them, ``bx, by`` what a point downwards adds.
    """

    width: float
    height: float
    x: float
    y: float
    ax: float
    ay: float
    bx: float
    by: float

    def on_page(self, across: float, down: float) -> tuple[float, float]:
        """The page's coordinates of a point of the view."""
        return self.x + across * self.ax + down * self.bx, self.y + across * self.ay + down * self.by

    def in_view(self, x: float, y: float) -> tuple[float, float]:
        """The view's coordinates of a point of the page."""
        u, v = x - self.x, y - self.y
        area = self.ax * self.by - self.ay * self.bx
        return (u * self.by - v * self.bx) / area, (v * self.ax - u * self.ay) / area

    def shown(self, rect: Rect) -> tuple[float, float, float, float]:
        """A rectangle of the page in the view: left, top, width, height."""
        one, other = self.in_view(rect.left, rect.bottom), self.in_view(rect.right, rect.top)
        left, top = min(one[0], other[0]), min(one[1], other[1])
        return left, top, abs(one[0] - other[0]), abs(one[1] - other[1])


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, or a part of it, as pixels of four bytes (blue, green, red, unused), row by row.

    ``stride`` are the bytes of a row, ``scale`` the pixels of a point (no more than was asked for).
    """

    width: int
    height: int
    stride: int
    scale: float
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Hit:
    """A character near a point; ``after``: the point is on the side of it where reading goes on."""

    index: int
    after: bool


@dataclass(frozen=True, slots=True)
class _Line:
    first: int
    last: int
    rect: Rect


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """The boxes of all characters of a page by PDFium's index, four numbers each (left, bottom, right, top).

    ``solid`` tells which of them are drawn at all; ``turns`` by how many quarter turns the text is turned.
    """

    page: int
    turns: int
    geometry: Geometry
    boxes: "array[float]"
    solid: bytes
    _lines: list[_Line] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def count(self) -> int:
        """How many characters PDFium numbers on the page."""
        return len(self.solid)

    def box(self, index: int) -> Rect:
        """The box of a character."""
        return Rect(*self.boxes[4 * index : 4 * index + 4])

    def rects(self, first: int, last: int) -> list[Rect]:
        """One rectangle for each line (or part of one) of the characters [first, last)."""
        return [line.rect for line in self._joined(first, last)]

    def hit(self, x: float, y: float, reach: float = 2.0) -> int | None:
        """The character at a point of the page, or no farther from it than ``reach`` points."""
        found = self.nearest(x, y)
        return found.index if found is not None and _distance(self.box(found.index), x, y) <= reach else None

    def nearest(self, x: float, y: float) -> Hit | None:
        """The character nearest to a point, on the line nearest to it; None on a page without characters."""
        if not self._lines:
            self._lines.extend(self._joined(0, self.count))
        if not self._lines:
            return None
        line = min(self._lines, key=lambda each: self._away(each, x, y))
        solid = [index for index in range(line.first, line.last) if self.solid[index]]
        index = min(solid, key=lambda each: _distance(self.box(each), x, y))
        return Hit(index, self._is_after(index, solid, x, y))

    def packed(self) -> bytes:
        """As bytes, for another process."""
        told = self.geometry
        numbers = (told.width, told.height, told.x, told.y, told.ax, told.ay, told.bx, told.by)
        return _HEAD.pack(self.page, self.turns, self.count, 1, *numbers) + self.boxes.tobytes() + self.solid

    @classmethod
    def unpacked(cls, data: bytes) -> "PageBoxes":
        """From the bytes of ``packed``."""
        page, turns, count, _version, *numbers = _HEAD.unpack_from(data)
        boxes = array("f")
        boxes.frombytes(data[_HEAD.size : _HEAD.size + 16 * count])
        return cls(page, turns, Geometry(*numbers), boxes, data[_HEAD.size + 16 * count :])

    def _joined(self, first: int, last: int) -> Iterator[_Line]:
        """Characters joined to lines, in reading order."""
        begun = end = -1
        line = Rect(0, 0, 0, 0)
        for index in range(max(0, first), min(last, self.count)):
            if not self.solid[index]:
                continue
            box = self._level(self.box(index))
            if begun >= 0 and _beside(line, box):
                line, end = line.joined(box), index + 1
                continue
            if begun >= 0:
                yield _Line(begun, end, self._level(line))
            begun, end, line = index, index + 1, box
        if begun >= 0:
            yield _Line(begun, end, self._level(line))

    def _away(self, line: _Line, x: float, y: float) -> float:
        """How far a line is from a point; to leave its height counts more than to go past its end."""
        rect = self._level(line.rect)
        along, across = (y, x) if self.turns % 2 else (x, y)
        past = max(rect.left - along, 0.0, along - rect.right)
        return past + 3 * max(rect.bottom - across, 0.0, across - rect.top)

    def _level(self, rect: Rect) -> Rect:
        """A rectangle as if its line ran from left to right; the same again turns it back."""
        return rect.turned() if self.turns % 2 else rect

    def _is_after(self, index: int, line: Sequence[int], x: float, y: float) -> bool:
        """Whether a point lies on the farther half of a character, in the direction in which its line is read."""
        box = self.box(index)
        place = line.index(index)
        one, other = self.box(line[max(0, place - 1)]), self.box(line[min(len(line) - 1, place + 1)])
        if self.turns % 2:
            upward = other.bottom >= one.bottom if other != one else self.turns == 1
            return (y > (box.bottom + box.top) / 2) == upward
        rightward = other.left >= one.left if other != one else self.turns == 0
        return (x > (box.left + box.right) / 2) == rightward


def _beside(line: Rect, box: Rect) -> bool:
    """Whether a box goes on with a line."""
    height = min(line.top - line.bottom, box.top - box.bottom)
    overlap = min(line.top, box.top) - max(line.bottom, box.bottom)
    gap = max(box.left - line.right, line.left - box.right)
    return overlap > OVERLAP * height and gap < GAP * max(height, 1.0)


def _distance(rect: Rect, x: float, y: float) -> float:
    across = max(rect.left - x, 0.0, x - rect.right)
    along = max(rect.bottom - y, 0.0, y - rect.top)
    return float((across * across + along * along) ** 0.5)
