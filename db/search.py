"""Full-text search over sources, quotations, notes and actors; what an edit touched is indexed with it."""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from sqlalchemy import Connection, select

from db import query
from db.asked import Asked
from db.folding import end_place, fold, place
from db.query import Query
from db.reading import Reading
from db.records import Changes
from db.schema import ActorRow, NoteRow, QuotationRow, SourceRow, TextRow
from db.sqlite import fulltext
from db.sqlite.connections import listed
from db.vocabulary import Kind

EXCERPT = 160
"""About how many characters of a text are shown round a hit."""


class Place(IntEnum):
    """Where something was found; with the id it makes the number of a text in the index: id * 8 + place."""

    SOURCE = 0
    TITLE = 1
    QUOTATION = 2
    NOTE = 3
    ACTOR = 4


SIZE = 8
PLACES: Mapping[Kind, tuple[Place, ...]] = {
    Kind.SOURCE: (Place.SOURCE, Place.TITLE),
    Kind.STATEMENT: (Place.QUOTATION,),
    Kind.NOTE: (Place.NOTE,),
    Kind.ACTOR: (Place.ACTOR,),
}


def _asked_quotations() -> Any:
    row = QuotationRow
    return select(row.statement, row.exact, row.translation).order_by(row.statement, row.place, row.id)


_ASKED = {
    Place.SOURCE: Asked(
        lambda: select(SourceRow.id, TextRow.body).join(TextRow, TextRow.id == SourceRow.text), SourceRow.id
    ),
    Place.TITLE: Asked(
        lambda: select(SourceRow.id, SourceRow.title, SourceRow.publisher, SourceRow.author), SourceRow.id
    ),
    Place.QUOTATION: Asked(_asked_quotations, QuotationRow.statement),
    Place.NOTE: Asked(lambda: select(NoteRow.id, NoteRow.body), NoteRow.id),
    Place.ACTOR: Asked(lambda: select(ActorRow.id, ActorRow.name, ActorRow.short, ActorRow.aliases), ActorRow.id),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    ``id`` is that of a source, a statement, a note or an actor; ``quotation`` that of the quotation in which it stands.
    The half-open span [start, end) is in the text of the source, the words of the quotation, the body of the note or
    the names of the actor; ``excerpt`` is that text round it, and ``hits`` the spans in the excerpt that fit.
    """

    where: Place
    id: int
    start: int
    end: int
    excerpt: str
    hits: tuple[tuple[int, int], ...]
    quotation: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


def find(
    reading: Reading,
    asked: str,
    *,
    places: Collection[Place] = tuple(Place),
    best_first: bool = False,
    most: int = 50,
    skip: int = 0,
    typing: bool = False,
    counted: bool = True,
) -> Found:
    """What fits some words, the newest first.

    Args:
        reading: the case.
        asked: words, ``"exact phrase"``, ``begin*``, ``or``, ``not``.
        places: where to look.
        best_first: weigh the newest hits and give the best first.
        most: how many hits make a page.
        skip: how many hits were given before.
        typing: whether the last word may be the beginning of one.
        counted: whether it is told how many there are in all; else the total is that of the page.
    """
    wanted = query.parse(asked, typing=typing)
    if wanted.empty:
        return Found((), 0)
    order = fulltext.best if best_first else fulltext.newest
    numbers = order(reading.connection, wanted.asked(), places, most, skip)
    whole = not counted or (not skip and len(numbers) < most)
    total = len(numbers) if whole else fulltext.count(reading.connection, wanted.asked(), places)
    return Found(_hits(reading, numbers, wanted), total)


def ids(reading: Reading, asked: str, where: Place, *, most: int = 1_000_000) -> list[int]:
    """The ids of everything at one place that fits, the newest first."""
    wanted = query.parse(asked, typing=True)
    if wanted.empty:
        return []
    return [number // SIZE for number in fulltext.newest(reading.connection, wanted.asked(), (where,), most, 0)]


def sync(connection: Connection, changes: Changes) -> None:
    """Indexes what an edit touched; part of its transaction."""
    reading, tables = Reading(connection), changes.tables
    for kind, places in PLACES.items():
        worded = kind is not Kind.STATEMENT or tables is None or QuotationRow.__tablename__ in tables
        if kind in changes.ids and worded:
            chosen = tuple(changes.ids[kind])
            for each in places:
                _index(reading, each, chosen)


def rebuild(connection: Connection) -> None:
    """Makes the whole index anew."""
    fulltext.clear(connection)
    reading = Reading(connection)
    for where in Place:
        fulltext.put(connection, _folded(_texts(reading, where, None)))


def stale(connection: Connection) -> bool:
    """Whether the index is not what it would be when made anew."""
    reading, wanted = Reading(connection), dict[int, str]()
    for where in Place:
        wanted |= {number: _mark(text) for number, text in _texts(reading, where, None).items() if text}
    return fulltext.all_marks(connection) != wanted


def _index(reading: Reading, where: Place, chosen: Sequence[int]) -> None:
    numbers = {each * SIZE + where for each in chosen}
    texts = _texts(reading, where, chosen)
    known = fulltext.marks(reading.connection, numbers)
    new = {number: text for number, text in texts.items() if known.get(number) != _mark(text)}
    fulltext.drop(reading.connection, set(known) - (set(texts) - set(new)))
    fulltext.put(reading.connection, _folded(new))


def _folded(texts: Mapping[int, str]) -> dict[int, tuple[str, str]]:
    return {number: (fold(text), _mark(text)) for number, text in texts.items() if text}


def _mark(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _texts(reading: Reading, where: Place, chosen: Sequence[int] | None) -> dict[int, str]:
    """The texts to be indexed, by their numbers in the index."""
    found: dict[int, str] = {}
    for number, *parts in _ASKED[where].tuples(reading.connection, chosen):
        text = "\n".join(filter(None, parts))
        key = number * SIZE + where
        found[key] = f"{found[key]}\n{text}" if key in found else text
    return found


def _hits(reading: Reading, numbers: Sequence[int], wanted: Query) -> tuple[Hit, ...]:
    pattern = wanted.hits()
    texts: dict[int, str] = {}
    for where in Place:
        chosen = [number // SIZE for number in numbers if number % SIZE == where]
        if chosen and where is not Place.QUOTATION:
            texts |= _texts(reading, where, chosen)
    said = [number // SIZE for number in numbers if number % SIZE == Place.QUOTATION]
    quoted = _quotations(reading, said)
    found = []
    for number in numbers:
        where, owner = Place(number % SIZE), number // SIZE
        if where is Place.QUOTATION:
            quotation, text = _quotation(quoted.get(owner, ()), pattern)
            found.append(_hit(where, owner, text, pattern, quotation))
        else:
            found.append(_hit(where, owner, texts.get(number, ""), pattern, None))
    return tuple(found)


def _quotations(reading: Reading, statements: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    row = QuotationRow
    asked = select(row.statement, row.id, row.exact, row.translation).where(row.statement.in_(listed(statements)))
    found: dict[int, list[tuple[int, str]]] = {}
    for statement, number, exact, translation in reading.tuples(asked.order_by(row.statement, row.place, row.id)):
        found.setdefault(statement, []).extend((number, words) for words in (exact, translation) if words)
    return found


def _quotation(quotations: Sequence[tuple[int, str]], pattern: re.Pattern[str]) -> tuple[int | None, str]:
    """The first quotation with a hit, else the first one."""
    for number, text in quotations:
        if pattern.search(fold(text)):
            return number, text
    return quotations[0] if quotations else (None, "")


def _hit(where: Place, owner: int, text: str, pattern: re.Pattern[str], quotation: int | None) -> Hit:
    folded = fold(text)
    first = pattern.search(folded)
    start, end = (place(text, first.start()), end_place(text, first.end())) if first else (0, 0)
    excerpt = _excerpt(text, start, end)
    inner = fold(excerpt)
    spans = tuple((place(excerpt, each.start()), end_place(excerpt, each.end())) for each in pattern.finditer(inner))
    return Hit(where, owner, start, end, excerpt, tuple(span for span in spans if span[0] < span[1]), quotation)


def _excerpt(text: str, start: int, end: int) -> str:
    """The text round a hit, cut between words, in one line."""
    begin = max(start - EXCERPT // 3, 0)
    if begin:
        blank = text.find(" ", begin, start)
        begin = blank + 1 if blank >= 0 else begin
    last = min(max(end, begin + EXCERPT), len(text))
    if last < len(text):
        blank = text.rfind(" ", end, last)
        last = blank if blank > end else last
    shown = re.sub(r"[\n\t\r]", " ", text[begin:last])
    return ("…" if begin else "") + shown + ("…" if last < len(text) else "")
