"""What the first lines of a plain text say about it: a byline, a date, and the title above them. Only ever guesses.

A line counts when it is short and stands among the first: a day in a sentence is not that of the text.
"""

import re
from collections.abc import Iterator

from db.moments import Moment
from desktop.exchange.documents import dates, titles
from desktop.exchange.documents.document import Proposal

LINES, SHORT, TITLE = 5, 90, 160
"""How many of the first lines are read; the most characters of one that says something, and of a title."""
_HEAD = 4_000

_BYLINE = re.compile(
    r"(?:by|par|von|автор(?:ка)?:?|текст:)\s+(?P<name>[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4})\s*(?=[,|·–—-]|$)",
    re.IGNORECASE,
)
_SMALL = frozenset("de del di da du la le van von der den zu af and und et і та и".split())  # noqa: SIM905
_MONTHS = (
    ("january", "janvier", "januar", "jänner", "січня", "января"),
    ("february", "février", "fevrier", "februar", "лютого", "февраля"),
    ("march", "mars", "märz", "березня", "марта"),
    ("april", "avril", "квітня", "апреля"),
    ("may", "mai", "травня", "мая"),
    ("june", "juin", "juni", "червня", "июня"),
    ("july", "juillet", "juli", "липня", "июля"),
    ("august", "août", "aout", "серпня", "августа"),
    ("september", "septembre", "вересня", "сентября"),
    ("october", "octobre", "oktober", "жовтня", "октября"),
    ("november", "novembre", "листопада", "ноября"),
    ("december", "décembre", "decembre", "dezember", "грудня", "декабря"),
)
_NAMED = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_SHORTENED = {names[0][:3]: number for number, names in enumerate(_MONTHS, 1)} | {"sept": 9}
_NAMES = "|".join(sorted({*_NAMED, *_SHORTENED}, key=len, reverse=True))
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})(?:er|\.|st|nd|rd|th)?\s+({_NAMES})\.?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b({_NAMES})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")


def proposal(text: str) -> Proposal:
    """Title, author and date, as far as the first lines tell them."""
    lines = list(_first(text))
    author, published, told = "", None, 0
    for place, line in enumerate(lines):
        if len(line) > SHORT:
            break
        byline, day = _author(line), _day(line)
        if byline or day is not None:
            author, published, told = author or byline, published or day, told or place
    title = lines[0] if told and len(lines[0]) <= TITLE and not lines[0].endswith((".", ":", ";", ",")) else ""
    return Proposal(title=titles.line(title), author=titles.line(author), published=published)


def _first(text: str) -> Iterator[str]:
    lines = (line.strip() for line in text[:_HEAD].split("\n"))
    for number, line in enumerate(line for line in lines if line):
        if number >= LINES:
            return
        yield line


def _author(line: str) -> str:
    found = _BYLINE.match(line)
    if found is None:
        return ""
    words = found["name"].split()
    named = all(word[0].isupper() or word in _SMALL for word in words) and words[-1][0].isupper()
    return found["name"] if named else ""


def _day(line: str) -> Moment | None:
    if (found := _DAY_FIRST.search(line)) is not None:
        return dates.moment(found[3], str(_month(found[2])), found[1])
    if (found := _MONTH_FIRST.search(line)) is not None:
        return dates.moment(found[3], str(_month(found[1])), found[2])
    if (found := _ISO.search(line)) is not None:
        return dates.moment(found[1], found[2], found[3])
    if (found := _DOTTED.search(line)) is not None:
        return dates.moment(found[3], found[2], found[1])
    return None


def _month(name: str) -> int:
    name = name.lower()
    return _NAMED.get(name) or _SHORTENED[name]
