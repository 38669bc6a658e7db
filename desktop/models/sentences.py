"""The sentence round a place of a text, in any script: as Unicode bounds them, but for abbreviations and initials."""

import re

from PySide6.QtCore import QTextBoundaryFinder

from desktop.models.spans import Units

FARTHEST = 4_000
"""So many code points before and after a place are looked at: no sentence is longer."""

_ABBREVIATED = re.compile(
    r"(?:mr|mrs|ms|dr|prof|sen|rep|gov|gen|col|lt|sgt|capt|adm|st|rev|hon|jr|sr|nos|vol|pp|sec|ed|eds|vs|cf|ca"
    r"|approx|dept|est|inc|ltd|co|corp|u\.s|u\.k|e\.g|i\.e|a\.m|p\.m|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
    r"|z\.b|bzw|nr|str|abs|usw|vgl|mme|mlle|m|mm|av|c\.-à-d|etc"
    r"|г|гг|ул|им|т\.е|т\.к|т\.д|т\.п|др|проф|акад|стр|руб|тыс|млн|млрд|см|напр|р|рр|вул|ім|тис|грн|обл|ст|п)"
)
"""Words whose full stop ends no sentence when more comes on the line."""

_LAST_WORD = re.compile(r"([^\s()\[\]“”„«»\"']+)\.[\s\u00a0]*$")
_ENDS_ANYWAY = re.compile(r"(?:etc|co|inc|ltd|др|т\.д|т\.п|г|гг|a\.m|p\.m|usw)")
"""Those that may also end a sentence: they do when a capital letter follows that begins a word of its own."""
_CLOSING = re.compile(r"^[»”’\"'\)\]」』]+[\s\u00a0]*")

Span = tuple[int, int]


def sentence(text: str, place: int) -> Span:
    """The sentence in which a place stands, without the blanks round it; an empty span on an empty line."""
    start, end = _line(text, place)
    bounds = _bounds(text[start:end])
    inner = max(0, min(place, end) - start)
    number = max((n for n, bound in enumerate(bounds[:-1]) if bound <= inner), default=0)
    return _trimmed(text, start + bounds[number], start + bounds[min(number + 1, len(bounds) - 1)])


def one_more(text: str, start: int, end: int) -> Span:
    """A span with the sentence after it, also of the next line; the same span where the text ends."""
    place = end
    while place < len(text) and text[place].isspace():
        place += 1
    if place >= len(text):
        return start, end
    following = sentence(text, place)
    return start, max(end, following[1])


def _line(text: str, place: int) -> Span:
    start = text.rfind("\n", max(0, place - FARTHEST), place) + 1
    end = text.find("\n", place, place + FARTHEST)
    if not start:
        start = max(0, place - FARTHEST)
    return start, min(len(text), place + FARTHEST) if end < 0 else end


def _bounds(line: str) -> list[int]:
    """Where sentences begin in a line, and where it ends."""
    units = Units(line)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, line)
    found = [0]
    while (at := finder.toNextBoundary()) >= 0:
        place = units.point(at)
        closing = _CLOSING.match(line[place:])
        if closing and 0 < place < len(line) and not line[place - 1].isspace():
            place += closing.end()
        if place > found[-1] and (place >= len(line) or not _goes_on(line[found[-1] : place], line[place:])):
            found.append(place)
    if found[-1] < len(line):
        found.append(len(line))
    return found if len(found) > 1 else [0, len(line)]


def _goes_on(before: str, after: str) -> bool:
    """Whether the full stop at the end of ``before`` is that of an abbreviation or an initial, or a small letter
    follows, as after “No!”.
    """
    if after[:1].islower():
        return True
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last[1].casefold()
    if len(word) == 1 and last[1].isalpha() and last[1].isupper():
        return True
    if _ENDS_ANYWAY.fullmatch(word):
        return not after[:1].isupper()
    return _ABBREVIATED.fullmatch(word) is not None


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
