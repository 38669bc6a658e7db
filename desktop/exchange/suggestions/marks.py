"""What stands in quotation marks, in the conventions of many languages (“ ” « » » « „ “ „ ” ‚ ‘ ‹ › 「 」 and more)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 3_000
"""The most characters between two marks; more means that one of them is missing."""

_MARK = re.compile("[“”„‟«»‹›‘’‚‛「」『』〝〞〟＂\"']")
_CLOSES = {
    "“": "”“",
    "„": '“”‟"',
    "‟": "”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "‚": "‘’‛",
    "’": "’",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    '"': '"',
    "'": "'",
    "＂": "＂",
}
"""What may close each mark that opens."""

_MOST_MARKS = 80  # between one that opens and the one that closes it
_TURNED = "»›”’"  # marks that open in some languages and close in most
_APOSTROPHES = "'’‘"
_BREAK = re.compile(r"\n[ \t]*\n|\f")
_BLANKS = " \t\n\r\f\v\u00a0\u2009\u202f\u2002\u2003\u200a"


class Quoted(NamedTuple):
    """Words between two marks: the places of the marks, and of the words without the blanks inside the marks."""

    outer: int
    start: int
    end: int
    after: int
    marks: str


def quoted(text: str) -> list[Quoted]:
    """What stands in quotation marks, in order; marks inside others are not looked at."""
    found: list[Quoted] = []
    for start, end, goes_on in _paragraphs(text):
        found.extend(_in_paragraph(text, start, end, goes_on))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int, bool]]:
    """The paragraphs, and whether the next one begins with an opening mark, as it does when a quotation goes on."""
    ends = [(match.start(), match.end()) for match in _BREAK.finditer(text)]
    starts = [0, *(end for _start, end in ends)]
    stops = [*(start for start, _end in ends), len(text)]
    for number, (start, stop) in enumerate(zip(starts, stops, strict=True)):
        following = text[starts[number + 1] : starts[number + 1] + 3].lstrip() if number + 1 < len(starts) else ""
        yield start, stop, following[:1] in ("“", "«", "„", "‘", '"', "»")


def _in_paragraph(text: str, start: int, end: int, goes_on: bool) -> Iterator[Quoted]:
    marks = [match.start() for match in _MARK.finditer(text, start, end)]
    number = 0
    while number < len(marks):
        at = marks[number]
        if not _opens(text, at, end):
            number += 1
            continue
        closing = _closing(text, marks, number, end)
        if closing is not None:
            yield _made(text, at, marks[closing])
            number = closing + 1
            continue
        if goes_on and text[at] in '“«„‘"»' and not any(_opens(text, mark, end) for mark in marks[number + 1 :]):
            yield _made(text, at, end)
        number += 1


def _opens(text: str, at: int, end: int) -> bool:
    """Whether a mark can open: something follows it at once, and nothing of a word stands before it."""
    mark = text[at]
    if mark not in _CLOSES or at + 1 >= end:
        return False
    before, after = text[at - 1 : at], text[at + 1]
    if mark in "「『〝":
        return True
    if before and (before.isalnum() or before in ".,;:!?…)”"):
        return mark in "“„«" and not before.isalnum() and before not in "”"
    if mark in "«" and after in _BLANKS:
        return True
    if mark in _TURNED:
        return after.isalnum() or after in "¿¡…([„“"
    return after not in _BLANKS


def _closing(text: str, marks: list[int], number: int, end: int) -> int | None:
    """Which of the marks closes the one at ``number``, with whatever opens and closes in between."""
    opened = text[marks[number]]
    depth, candidate = 1, None
    for place in range(number + 1, min(number + 1 + _MOST_MARKS, len(marks))):
        at = marks[place]
        if at - marks[number] > LONGEST:
            break
        mark = text[at]
        if mark in _CLOSES[opened] and _closes(text, at, end, opened):
            depth -= 1
            if depth == 0:
                if opened in "‘'’" and _may_be_plural(text, at):
                    candidate, depth = (place if candidate is None else candidate), 1
                    continue
                return place
        elif mark == opened and mark not in "\"'" and _opens(text, at, end):
            depth += 1
    return candidate


def _closes(text: str, at: int, end: int, opened: str) -> bool:
    """Whether a mark can close: no blank before it, and no word goes on after it."""
    mark, before = text[at], text[at - 1]
    after = text[at + 1] if at + 1 < end else " "
    if mark in _APOSTROPHES and opened in _APOSTROPHES + "‚":
        return not after.isalnum() and before not in _BLANKS
    if mark == "“" and opened == "“":
        return not after.isalnum() and before not in _BLANKS
    if mark == '"':
        return before not in _BLANKS or after in _BLANKS + ".,;:"
    return True


def _may_be_plural(text: str, at: int) -> bool:
    """Whether an apostrophe may be that of a plural (*the ministers’ talks*) and the quotation goes on."""
    return text[at - 1] == "s" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower()


def _made(text: str, opening: int, closing: int) -> Quoted:
    start, end = opening + 1, closing
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    after = closing + 1 if closing < len(text) and text[closing] in "”“„»«›‹’‘‛「」『』〞〟＂\"'" else closing
    return Quoted(
        opening, start, end, after, text[opening] + text[after - 1 : after] if after > closing else text[opening]
    )
