"""A table of cells in text: as many columns side by side as there is room for, the others in blocks below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.commands.cell_words import Told
from desktop.commands.terminal import Style, clean, columns, cut, filled, wrapped

GAP = "  "
LEAST = 12
"""The least room for the name of a row, when it needs as much."""

NAME_LINES = 4
"""The most lines that the name of a column takes."""

COMFORTABLE = 16
"""The room that a column takes when there is enough, so that its name needs few lines."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its id, to ask about it, and its name."""

    key: str
    name: str


def lines(
    rows: Sequence[str], heads: Sequence[Head], cells: Sequence[Sequence[Told]], width: int, style: Style
) -> list[str]:
    """The lines of a table; ``cells`` holds a row of cells for every row."""
    return list(_Table(rows, heads, cells, width, style).lines())


class _Table:
    def __init__(
        self, rows: Sequence[str], heads: Sequence[Head], cells: Sequence[Sequence[Told]], width: int, style: Style
    ) -> None:
        self._cells = cells
        self._style = style
        self._heads = [Head(clean(head.key), clean(head.name)) for head in heads]
        names = [clean(row) for row in rows]
        longest = max(map(columns, names), default=0)
        self._label = min(longest, max(LEAST, width // 4))
        self._names = [cut(name, self._label) for name in names]
        room = width - self._label - len(GAP)
        told = [each for row in cells for each in row]
        self._words = self._widest(told, words=True) <= room
        self._size = min(room, max(self._widest(told, words=self._words), COMFORTABLE if self._words else 0))
        self._count = max(1, (room + len(GAP)) // (self._size + len(GAP)))

    def _widest(self, told: Sequence[Told], *, words: bool) -> int:
        texts = [_text(each, words=words) for each in told] + [r for each in told if words for r in each.remarks]
        return max(map(columns, texts), default=1)

    def lines(self) -> Iterator[str]:
        for start in range(0, len(self._heads), self._count):
            if start:
                yield ""
            yield from self._block(slice(start, start + self._count))

    def _block(self, part: slice) -> Iterator[str]:
        heads = [[cut(head.key, self._size), *wrapped(head.name, self._size, NAME_LINES)] for head in self._heads[part]]
        for row in range(max(map(len, heads))):
            texts = [head[row] if row < len(head) else "" for head in heads]
            yield self._line("", [(text, "dim" if row == 0 else "bold") for text in texts])
        for name, row_cells in zip(self._names, self._cells, strict=True):
            told = row_cells[part]
            yield self._line(name, [(_text(each, words=self._words), each.look) for each in told])
            for depth in range(max((len(each.remarks) for each in told), default=0) if self._words else 0):
                remarks = [each.remarks[depth] if depth < len(each.remarks) else "" for each in told]
                yield self._line(
                    "", [(cut(text, self._size), "hand" if text[:1] == "[" else "dim") for text in remarks]
                )

    def _line(self, name: str, texts: Sequence[tuple[str, str]]) -> str:
        """A line with looks, and no blanks at its end."""
        while texts and not texts[-1][0]:
            texts = texts[:-1]
        if not texts:
            return name
        fields = [filled(text, self._size).replace(text, self._style(text, look), 1) for text, look in texts[:-1]]
        fields.append(self._style(*texts[-1]))
        return GAP.join([filled(name, self._label), *fields])


def _text(told: Told, *, words: bool) -> str:
    return f"{told.mark} {told.word}" if words else told.mark
