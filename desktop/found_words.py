"""What the search of a case gives the command palette; runs on the case's worker."""

from db import search, statements
from db.case import Case
from db.search import Place
from desktop.models.palette import FoundWords, Hit


def look(case: Case, asked: str, most: int, *, statements_alone: bool) -> FoundWords:
    """The statements, sources and notes that have what was asked for, the newest first; the last word may go on."""
    with case.read() as reading:
        quoted = search.find(reading, asked, places=(Place.QUOTATION,), most=most, typing=True, counted=False).hits
        read = {each.id: each for each in statements.read(reading, tuple(hit.id for hit in quoted))} if quoted else {}
        said = tuple(read[hit.id] for hit in quoted if hit.id in read)
        if statements_alone:
            return FoundWords(said)
        texts = search.find(
            reading, asked, places=(Place.TITLE, Place.SOURCE), most=most, typing=True, counted=False
        ).hits
        notes = search.find(reading, asked, places=(Place.NOTE,), most=most, typing=True, counted=False).hits
    return FoundWords(said, tuple(map(_hit, texts)), tuple(map(_hit, notes)))


def by_number(case: Case, asked: str, most: int) -> FoundWords:
    """The statements whose numbers begin with some digits, the latest first."""
    said = case.snapshot().statements
    ids = [each for each, number in zip(said.id, said.number, strict=True) if str(number).startswith(asked)]
    with case.read() as reading:
        found = statements.read(reading, tuple(reversed(ids))[:most]) if ids else ()
    return FoundWords(tuple(sorted(found, key=lambda each: -each.number)))


def _hit(hit: search.Hit) -> Hit:
    return Hit(hit.id, hit.excerpt, hit.hits, hit.start, hit.end, hit.where is Place.TITLE)
