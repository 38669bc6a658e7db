"""A source's text is put right, and what stands in it keeps its place, or is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import select, update

from db import sources
from db.quoting import find
from db.reading import Editing
from db.schema import NoteRow, QuotationRow, SkippedRow, SourceRow

AROUND = 32
"""Characters of the text before and after its words that a quotation remembers."""
MOST_COMPARED = 20_000
"""Up to so many changed characters are compared letter by letter."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Retexted:
    """What became of the quotations: ids of those whose words changed, and of those that no longer stand there."""

    changed: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()


class Moves:
    """Where the characters of an old text are in a new one."""

    def __init__(self, old: str, new: str) -> None:
        self._head = _common(old, new)
        tail = _common(old[self._head :][::-1], new[self._head :][::-1])
        self._old_end, self._new_end = len(old) - tail, len(new) - tail
        before, after = old[self._head : self._old_end], new[self._head : self._new_end]
        self._blocks = list(_blocks(before, after)) if max(len(before), len(after)) <= MOST_COMPARED else []

    def span(self, start: int, end: int) -> Span | None:
        """The half-open span where what stood at one stands now; None when nothing of it is left."""
        first, last = self._place(start, later=True), self._place(end, later=False)
        return (first, last) if first < last else None

    def _place(self, place: int, *, later: bool) -> int:
        if place <= self._head and not (later and place == self._head):
            return place
        if place >= self._old_end:
            return place - self._old_end + self._new_end
        inner = place - self._head
        for old, new, size in self._blocks:
            if old <= inner <= old + size and not (later and inner == old + size):
                return self._head + new + inner - old
            if old > inner:
                return self._head + (new if later else _end_before(self._blocks, old))
        return self._new_end if later else self._head + _end_before(self._blocks, self._old_end)


def retext(editing: Editing, source: int, text: str) -> Retexted:
    """Gives a source another text; quotations, notes and skipped spans move along.

    A quotation stays where its words stand. Where they themselves were changed it gets the new ones; where nothing of
    them is left it keeps its old words and is told as lost.
    """
    old = sources.text(editing, source)
    moves = Moves(old, text)
    editing.connection.execute(
        update(SourceRow).where(SourceRow.id == source).values(text=sources.keep_text(editing, text))
    )
    for table in (NoteRow, SkippedRow):
        _move_spans(editing, table, source, moves)
    return _move_quotations(editing, source, moves, text)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What a quotation remembers of the text before and after its words."""
    return text[max(start - AROUND, 0) : start], text[end : end + AROUND]


def _move_quotations(editing: Editing, source: int, moves: Moves, text: str) -> Retexted:
    row = QuotationRow
    asked = select(row.id, row.start, row.end, row.exact, row.prefix, row.suffix).where(row.source == source)
    changed, lost = [], []
    for number, start, end, exact, prefix, suffix in editing.tuples(asked):
        span = moves.span(start, end)
        if span is None or text[span[0] : span[1]] != exact:
            found = find(text, exact, prefix, suffix, near=span[0] if span else start)
            span = span if found is None else (found, found + len(exact))
        if span is None:
            lost.append(number)
            continue
        words = text[span[0] : span[1]]
        if words != exact:
            changed.append(number)
        before, after = around(text, *span)
        values = {"start": span[0], "end": span[1], "exact": words, "prefix": before, "suffix": after}
        editing.connection.execute(update(row).where(row.id == number).values(**values))
    return Retexted(tuple(changed), tuple(lost))


def _move_spans(editing: Editing, table: type[NoteRow] | type[SkippedRow], source: int, moves: Moves) -> None:
    """Notes on a span that is gone are on the source as a whole; a skipped span that is gone goes."""
    asked = select(table.id, table.start, table.end).where(table.source == source, table.start.is_not(None))
    for number, start, end in editing.tuples(asked):
        span = moves.span(start, end)
        if span is None and table is SkippedRow:
            editing.drop(table, (number,))
        else:
            first, last = span or (None, None)
            editing.connection.execute(update(table).where(table.id == number).values(start=first, end=last))


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _blocks(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    yield from ((block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size)


def _end_before(blocks: list[tuple[int, int, int]], place: int) -> int:
    """Where, in the new text, the last block that begins before a place of the old one ends."""
    return max((new + size for old, new, size in blocks if old < place), default=0)
