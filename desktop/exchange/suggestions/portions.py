"""A long text looked through portion by portion in a child process, so that nothing else waits for it.

A portion is looked through together with what stands before it: who *he* is was said there.
"""

import contextlib
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from db.confined import Worker
from db.errors import ChildFailed
from db.records import Actor, Affiliation
from desktop.exchange.suggestions.mentions import By
from desktop.exchange.suggestions.suggest import Speech, Suggestion, Why, suggest

PORTION = 60_000
"""So many characters are looked through at once; a shorter text is one portion."""
BEFORE = 2_000
"""So many characters before a portion are read with it."""
AT_ONCE = 40_000
"""The longest text for which no child is started."""

SECONDS, MEMORY = 60.0, 1 << 30
_ARGV = (sys.executable, "-m", "desktop.exchange.suggestions.worker")

Span = tuple[int, int, int]
"""Where a portion begins to be read, where it begins, and where it ends."""


def in_portions(
    text: str,
    actors: Sequence[Actor],
    language: str,
    affiliations: Sequence[Affiliation] = (),
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[Suggestion, ...]]:
    """What may be quotations in a text, portion after portion, in reading order; see ``suggest``.

    A portion for which the child fails has none.
    """
    if len(text) <= AT_ONCE:
        yield suggest(text, actors, language, affiliations)
        return
    known = pickle.dumps((tuple(actors), language, tuple(affiliations)))
    with Worker(_ARGV, seconds=SECONDS, memory=MEMORY, jobs=1_000) as worker:
        for first, start, end in spans(text):
            part = text[first:end]
            job = {"known": len(known), "from": start - first}
            told: dict[str, Any] = {"found": ()}
            with contextlib.suppress(ChildFailed):
                told, _data = worker.do(job, known + part.encode("utf-8", "surrogatepass"), cancel=cancelled)
            yield tuple(_suggestion(part, first, each) for each in told["found"])


def spans(text: str, portion: int = PORTION, before: int = BEFORE) -> Iterator[Span]:
    """The portions of a text: each ends with a line or, where there is none, after a blank, as far as there is one."""
    start = 0
    while start < len(text):
        end = _end(text, start, start + portion)
        yield (_after_blank(text, max(0, start - before), start) if start else 0), start, end
        start = end


def _end(text: str, start: int, last: int) -> int:
    if last >= len(text):
        return len(text)
    for sign in ("\n", ". ", " "):
        found = text.rfind(sign, (start + last) // 2, last)
        if found >= 0:
            return found + len(sign)
    return last


def _after_blank(text: str, first: int, last: int) -> int:
    found = text.find("\n", first, last)
    return first if found < 0 else found + 1


def told(found: Sequence[Suggestion], start: int) -> list[list[Any]]:
    """Suggestions from a place on, as they go over a pipe."""
    return [
        [each.start, each.end, each.speaker, each.name, each.speech, why.found, why.sign, why.cue, why.by, why.mention]
        for each in found
        if each.start >= start
        for why in (each.why,)
    ]


def _suggestion(part: str, first: int, each: Sequence[Any]) -> Suggestion:
    start, end, speaker, name, speech, found, sign, cue, by, mention = each
    why = Why(found, sign, cue, By(by) if by else None, mention)
    return Suggestion(first + start, first + end, part[start:end], speaker, name, Speech(speech), why)
