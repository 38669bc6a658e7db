"""Rich text of the brief: runs that know what they are (a name, words on record, footnote numbers), never markup."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import Formatter

from desktop.words import _

NAME = 160
"""Characters of a name; only a hostile one is longer."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of one kind.

    ``kind`` is ``text``, ``name``, ``title`` (of a scenario, within a sentence), ``quote`` (as spoken), ``retold`` (a
    source's words for it), ``aside`` (small, the program's), ``mark`` (``text`` names a stance mark), or ``refs`` (then
    ``numbers`` are statement numbers). ``remarks`` are the ids of the notes and assessments that belong to these very
    words, ``at`` names what stands here, so that comments made by others find their way back.
    """

    text: str = ""
    kind: str = "text"
    language: str = ""
    rtl: bool = False
    remarks: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    at: str = ""


Rich = tuple[Piece, ...]
"""Runs one after another, with no blanks between them but their own."""


def right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def fenced(words: str) -> str:
    """A name for use within a sentence of the program: a mark of direction keeps what follows from joining its run."""
    return f"{words}\u200e" if right_to_left(words) else words


def language(code: str) -> str:
    """A language as PDF and hyphenation know it, such as ``uk``; empty when it is none."""
    main = code.replace("_", "-").split("-")[0].lower()
    return main if re.fullmatch("[a-z]{2,3}", main) else ""


def text(words: str) -> Rich:
    """Plain words of the program."""
    return (Piece(words),) if words else ()


def aside(words: str) -> Piece:
    """A remark of the program beside words on record."""
    return Piece(words, "aside", rtl=right_to_left(words))


def name(words: str, remarks: tuple[str, ...] = (), limit: int = NAME, at: str = "") -> Piece:
    """The name of something in the case; it keeps its own direction, and is cut when it is very long."""
    return Piece(shortened(words, limit), "name", rtl=right_to_left(words), remarks=remarks, at=at)


def stance_mark(which: str) -> Piece:
    """A stance mark, which a word beside it tells as well."""
    return Piece(which, "mark")


def shortened(words: str, limit: int) -> str:
    """The words, cut between two of them with an ellipsis when they are longer than the limit (0: none)."""
    if not limit or len(words) <= limit:
        return words
    cut = words[: limit - 1]
    return cut[: cut.rfind(" ")] + " …" if cut.rfind(" ") > limit // 2 else cut + "…"


def titles(words: Iterable[str]) -> Rich:
    """The names of scenarios in one phrase, set apart from the sentence."""
    return listing([(Piece(shortened(word, NAME), "title", rtl=right_to_left(word)),) for word in words])


def refs(numbers: Iterable[int]) -> Rich:
    """The footnote numbers of these statements, ascending; nothing when there are none."""
    ordered = tuple(sorted(set(numbers)))
    return (Piece(kind="refs", numbers=ordered),) if ordered else ()


def phrase(pattern: str, **parts: Rich | Piece | str) -> Rich:
    """A sentence whose ``{places}`` are filled with runs, in the order of the reader's language."""
    found: list[Piece] = []
    for literal, place, _spec, _conversion in Formatter().parse(pattern):
        found.extend(text(literal))
        if place is not None:
            part = parts[place]
            found.extend(text(part) if isinstance(part, str) else (part,) if isinstance(part, Piece) else part)
    return tuple(found)


def listing(items: Sequence[Rich]) -> Rich:
    """Several runs in one phrase: *a*, *a and b*, *a, b and c*."""
    if not items:
        return ()
    head = items[0]
    for item in items[1:-1]:
        head = (*head, Piece(", "), *item)
    return head if len(items) == 1 else phrase(_("{first} and {last}"), first=head, last=items[-1])


def names(words: Iterable[str]) -> Rich:
    """Several names in one phrase."""
    return listing([(name(word),) for word in words])


def words_of(pieces: Rich) -> str:
    """The bare words of a run, for outlines, comments and tests; footnote numbers in square brackets."""
    return "".join(f"[{', '.join(map(str, p.numbers))}]" if p.kind == "refs" else _bare(p) for p in pieces)


def numbers_in(sentences: Iterable[Rich]) -> set[int]:
    """The statements that these sentences cite."""
    return {number for rich in sentences for piece in rich for number in piece.numbers}


def _bare(piece: Piece) -> str:
    return "" if piece.kind == "mark" else piece.text
