"""A source that is no PDF, typeset as plain text with the same marks: the data that the template prints."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from db.records import Source
from desktop import words
from desktop.reports.options import Options
from desktop.reports.pieces import language, right_to_left, shortened
from desktop.reports.record import Record
from desktop.reports.source_marks import Mark
from desktop.words import _, count

RUNNING = 80
"""Characters of the title in the head of a page."""


def request(record: Record, source: Source, text: str, marks: Sequence[Mark], chosen: Options) -> dict[str, Any]:
    """What the typesetter's child is asked to make."""
    title = source.title or _("untitled source")
    published = source.published.first * 60 if source.published else 0
    pages = {
        "title": title,
        "running": shortened(title, RUNNING),
        "language": language(source.language) or "en",
        "paper": chosen.paper,
        "signed": chosen.signed,
        "code": record.source_codes[source.id],
        "lines": _lines(source),
        "paragraphs": [paragraph(text, start, end, marks) for start, end in _paragraphs(text)],
        "listed": [_listed(mark) for mark in marks],
        "labels": {
            "listed": _("Statements coded in this source"),
            "footer": _(
                "A reading copy: the text as it was read, with the coded passages marked. The marks are no part of it."
            ),
            "none": _("No passage of this source has been coded."),
        },
        "product": words.PRODUCT,
    }
    comments = [mark.comment | {"id": f"q{place}"} for place, mark in enumerate(marks)]
    timestamp = chosen.timestamp if chosen.timestamp is not None else max(0, published)
    return {
        "template": "source.typ",
        "pages": pages,
        "comments": comments,
        "timestamp": timestamp,
        "colour": chosen.colour,
        "fonts": chosen.fonts,
    }


def paragraph(text: str, start: int, end: int, marks: Sequence[Mark]) -> dict[str, Any]:
    """A line of the text in runs: each with the marks that lie on it, and those that end with it."""
    here = [place for place, mark in enumerate(marks) if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(cut for place in here for cut in _within(marks[place], start, end))})
    runs = [_run(text, one, other, here, marks) for one, other in pairwise(cuts)]
    return {"rtl": right_to_left(text[start:end]), "runs": runs}


def _within(mark: Mark, start: int, end: int) -> tuple[int, int]:
    return max(start, min(mark.start, end)), max(start, min(mark.end, end))


def _run(text: str, start: int, end: int, here: Sequence[int], marks: Sequence[Mark]) -> dict[str, Any]:
    on = [place for place in here if marks[place].start <= start and marks[place].end >= end]
    ended = [place for place in on if marks[place].end == end]
    return {
        "text": text[start:end].replace("\t", " "),
        "ids": [f"q{place}" for place in on],
        "ends": [{"number": str(marks[place].number), "mark": marks[place].mark} for place in ended],
    }


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """The spans of lines with something in them."""
    found = []
    start = 0
    for line in text.replace("\f", "\n").split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _lines(source: Source) -> list[str]:
    """What is known of the source."""
    kind = words.source_kind(source.kind) if source.kind else ""
    told = [kind, source.author, source.publisher, words.date(source.published) if source.published else ""]
    grade = words.reliability(source.reliability)
    graded = _("Reliability: {grade}").format(grade=f"{source.reliability} · {grade}" if source.reliability else grade)
    return [line for line in (" · ".join(part for part in told if part), source.url, graded) if line]


def _listed(mark: Mark) -> dict[str, Any]:
    first, *positions = str(mark.comment["contents"]).split("\n")
    notes = len(mark.comment["answers"])
    told = [count(notes, "{n} note", "{n} notes")] if notes else []
    return {"number": str(mark.number), "mark": mark.mark, "first": first, "positions": [*positions, *told]}
