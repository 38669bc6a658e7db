"""Marks that somebody made elsewhere in a file that became a source: where they stand in its text, and how they become
notes of the case.

Read ``foreign`` first, then ``take``. What the program wrote itself into an annotated source is none of them.
"""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from db import notes
from db.case import Editing
from db.records import Note, NoteTarget
from desktop.exchange.marks import Box, Mark, Marked, roots
from desktop.words import _

LONGEST_FOUND = 5_000
"""Words under a mark that are longer are not looked for in a text that was edited."""


@dataclass(frozen=True, slots=True)
class ForeignAnswer:
    """An answer to a mark; ``key`` is that of the note it becomes, ``answers`` the key of what it answers."""

    key: str
    answers: str
    author: str
    at: str
    body: str


@dataclass(frozen=True, slots=True)
class ForeignMark:
    """A mark with its answers.

    Attributes:
        key: that of the note it becomes: the same for the same mark whenever its file is read.
        kind: as ``marks.Mark`` has it.
        author: who made it; may be empty.
        at: when; may be empty.
        body: what was written; empty for a bare highlight.
        words: the words it is on or beside.
        page: from 0.
        shown: where it is on the page as it is shown: left, top, width, height in points.
        start: where it stands in the source's text, half-open with ``end``; equal when that is not known.
        end: see ``start``.
        answers: the thread beneath it.
    """

    key: str
    kind: str
    author: str
    at: str
    body: str
    words: str
    page: int
    shown: tuple[Box, ...]
    start: int
    end: int
    answers: tuple[ForeignAnswer, ...] = ()


def foreign(marked: Marked, text: str, source: str) -> tuple[ForeignMark, ...]:
    """The marks of a file, as they stand in the text of its source.

    Args:
        marked: what the file holds.
        text: the source's text, which may have been edited since the file was read.
        source: the source's identity for good.
    """
    words = _Words(text)
    keys = [_key(mark, source) for mark in marked.marks]
    heads = roots(marked.marks)
    threads: dict[int, list[ForeignAnswer]] = {}
    for number, (mark, root) in enumerate(zip(marked.marks, heads, strict=True)):
        if root != number and mark.contents and not mark.own and mark.answers is not None:
            answer = ForeignAnswer(keys[number], keys[mark.answers], mark.author, mark.at, mark.contents)
            threads.setdefault(root, []).append(answer)
    return tuple(
        _foreign(mark, keys[number], words, tuple(threads.get(number, ())))
        for number, mark in enumerate(marked.marks)
        if heads[number] == number and (not mark.own or number in threads)
    )


def take(editing: Editing, source: int, chosen: Sequence[ForeignMark]) -> int:
    """Makes notes of marks, with their answers; those that are notes already are left as they are.

    Args:
        editing: the change that they are part of.
        source: the id of the source.
        chosen: its marks.

    Returns:
        How many notes were made.
    """
    there = {note.key: note.id for note in notes.read(editing)}
    before = len(there)
    for mark in chosen:
        placed = mark.start < mark.end
        on = NoteTarget(source=source, start=mark.start if placed else None, end=mark.end if placed else None)
        if mark.key not in there:
            body = mark.body or _("Marked in the file")
            there[mark.key] = notes.save(editing, Note(0, "", on, body, mark.author, mark.at or None, (), mark.key))
        for each in mark.answers:
            if each.key not in there:
                head = there.get(each.answers, there[mark.key])
                note = Note(0, "", on, each.body, each.author, each.at or None, (), each.key, head)
                there[each.key] = notes.save(editing, note)
    return len(there) - before


def _foreign(mark: Mark, key: str, words: "_Words", answers: tuple[ForeignAnswer, ...]) -> ForeignMark:
    start, end = words.span(mark)
    return ForeignMark(
        key, mark.kind, mark.author, mark.at, mark.contents, mark.words, mark.page, mark.shown, start, end, answers
    )


class _Words:
    """A source's text, to find again what a mark is on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._solid: str | None = None
        self._places = array("q")

    def span(self, mark: Mark) -> tuple[int, int]:
        """Where a mark stands: where the file says, if these words are there, else where they are nearest to it."""
        if mark.start >= mark.end or not mark.words:
            return 0, 0
        if " ".join(self.text[mark.start : mark.end].split()) == mark.words:
            return mark.start, mark.end
        return self._nearest(mark.words, mark.start) if len(mark.words) <= LONGEST_FOUND else (0, 0)

    def _nearest(self, words: str, near: int) -> tuple[int, int]:
        if self._solid is None:
            self._places.extend(at for at, letter in enumerate(self.text) if not letter.isspace())
            self._solid = "".join(self.text.split())
        wanted = "".join(words.split())
        after = self._solid.find(wanted, max(0, self._rank(near)))
        before = self._solid.rfind(wanted, 0, max(0, self._rank(near)) + len(wanted))
        found = [at for at in (before, after) if at >= 0]
        if not found:
            return 0, 0
        at = min(found, key=lambda each: abs(self._places[each] - near))
        return self._places[at], self._places[at + len(wanted) - 1] + 1

    def _rank(self, point: int) -> int:
        """How many letters stand before a place."""
        return bisect_left(self._places, point)


def _key(mark: Mark, source: str) -> str:
    told = (
        source,
        mark.page,
        mark.kind,
        mark.name,
        mark.author,
        mark.contents,
        [tuple(map(round, b)) for b in mark.boxes],
    )
    return str(uuid5(NAMESPACE_URL, "rapporteur:" + repr(told)))
