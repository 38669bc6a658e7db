"""Is the file sound, and does every quotation stand where it should: what ``check`` asks, and what can be repaired."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import select, update

from db import page_ways, replay, scenarios, search, sources
from db.case import Case
from db.quoting import find
from db.reading import Editing, Reading
from db.schema import OriginalRow, QuotationRow, SourceRow, StatementRow, TextRow
from db.sqlite import connections

MOST = 100
"""How many rows that contradict the history are told one by one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: a code with facts for a sentence; ``repairable`` without any loss."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)
    repairable: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with what a check needs of it."""

    id: int
    number: int
    source: int
    title: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def check(case: Case) -> tuple[Finding, ...]:
    """Everything that is wrong with an open case, worst first."""
    with case.read() as reading:
        return tuple(_findings(reading))


def repair(editing: Editing) -> int:
    """Moves every quotation that stands elsewhere in its source to where it stands; returns how many."""
    moved = 0
    for quotation, place in _displaced(editing):
        if place is not None:
            where = {"start": place, "end": place + len(quotation.exact)}
            editing.connection.execute(update(QuotationRow).where(QuotationRow.id == quotation.id).values(**where))
            moved += 1
    return moved


def displaced(reading: Reading) -> int:
    """How many quotations do not stand where they say."""
    return sum(1 for _found in _displaced(reading))


def _findings(reading: Reading) -> Iterator[Finding]:
    for trouble in connections.integrity(reading.connection):
        yield Finding("structure", {"detail": trouble})
    for table, target in connections.dangling(reading.connection):
        yield Finding("reference", {"table": table, "target": target})
    yield from _history(reading)
    yield from _texts(reading)
    if search.stale(reading.connection):
        yield Finding("index-stale", repairable=True)
    yield from _rings(reading)
    for quotation, place in _displaced(reading):
        facts = {"number": quotation.number, "source": quotation.title, "start": quotation.start, "end": quotation.end}
        yield Finding("anchor-lost" if place is None else "anchor-moved", facts, repairable=place is not None)


def _history(reading: Reading) -> Iterator[Finding]:
    """Entries that were changed after they were sealed, and rows that are not what the history made of them."""
    broken = replay.broken_seal(reading.connection)
    if broken is not None:
        yield Finding("history-broken", {"entry": broken.id, "label": broken.label, "at": broken.at})
    for table, row in islice(replay.contradictions(reading.connection), MOST):
        yield Finding("history-differs", {"table": table, "row": row}, repairable=broken is None)


def _texts(reading: Reading) -> Iterator[Finding]:
    """Texts that are no longer those that were read."""
    digests: dict[int, str] = dict(
        reading.tuples(select(SourceRow.id, TextRow.digest).join(TextRow, TextRow.id == SourceRow.text))
    )
    titles: dict[int, str] = dict(reading.tuples(select(SourceRow.id, SourceRow.title)))
    for source, text in sources.texts(reading).items():
        if hashlib.sha256(text.encode()).hexdigest() != digests[source]:
            yield Finding("text-changed", {"source": titles[source]})
    for digest, body, pages in reading.tuples(select(OriginalRow.digest, OriginalRow.body, OriginalRow.pages)):
        changed = hashlib.sha256(body).hexdigest() != digest
        if changed or (pages is not None and page_ways.opened(pages, digest) is None):
            named = select(SourceRow.title).where(SourceRow.original == digest)
            for (title,) in reading.tuples(named):
                yield Finding("original-changed" if changed else "pages-changed", {"source": title})


def _rings(reading: Reading) -> Iterator[Finding]:
    """Scenarios that are their own ancestors."""
    known = {scenario.id: scenario for scenario in scenarios.read(reading)}
    for scenario in known.values():
        step, seen = scenario.parent, set[int]()
        while step is not None and step != scenario.id and step not in seen:
            seen.add(step)
            step = known[step].parent
        if step == scenario.id:
            yield Finding("parents-ring", {"scenario": scenario.name})


def _displaced(reading: Reading) -> Iterator[tuple[Quoted, int | None]]:
    """Quotations whose span does not hold their words, and the nearest place where these stand, if any."""
    row = QuotationRow
    asked = (
        select(
            row.id,
            StatementRow.number,
            row.source,
            SourceRow.title,
            row.start,
            row.end,
            row.exact,
            row.prefix,
            row.suffix,
        )
        .join(StatementRow, StatementRow.id == row.statement)
        .join(SourceRow, SourceRow.id == row.source)
        .order_by(row.source, row.id)
    )
    source, text = None, ""
    for found in reading.tuples(asked):
        quotation = Quoted(*found)
        if quotation.source != source:
            source, text = quotation.source, sources.text(reading, quotation.source)
        if text[quotation.start : quotation.end] != quotation.exact:
            yield quotation, find(text, quotation.exact, quotation.prefix, quotation.suffix, near=quotation.start)
