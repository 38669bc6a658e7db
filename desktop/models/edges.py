"""Where the edge of a selection goes when a key moves it: by words, or by letters as a reader counts them."""

from PySide6.QtCore import QTextBoundaryFinder

REACH = 400
"""Code points on either side that are looked at; no word is longer."""

Kind = QTextBoundaryFinder.BoundaryType


def by_word(text: str, place: int, step: int) -> int:
    """The place one word on (1) or back (-1): the end of a word going on, its start going back."""
    while True:
        there = _moved(text, place, step, Kind.Word)
        between = text[min(place, there) : max(place, there)]
        if there == place or any(letter.isalnum() for letter in between):
            return there
        place = there


def by_letter(text: str, place: int, step: int) -> int:
    """The place one letter on (1) or back (-1), with the marks that belong to it."""
    return _moved(text, place, step, Kind.Grapheme)


def _moved(text: str, place: int, step: int, kind: Kind) -> int:
    first = max(0, place - REACH)
    part = text[first : place + REACH]
    finder = QTextBoundaryFinder(kind, part)
    finder.setPosition(_units(part[: place - first]))
    there = finder.toNextBoundary() if step > 0 else finder.toPreviousBoundary()
    if there < 0:
        return place
    return first + _points(part, there)


def _units(text: str) -> int:
    """Qt counts in UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _points(text: str, units: int) -> int:
    count = 0
    for place, letter in enumerate(text):
        if count >= units:
            return place
        count += 2 if letter > "\uffff" else 1
    return len(text)
