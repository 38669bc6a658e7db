"""The weak spots of a record, to be told before a brief leaves the house, and in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.records import Statement
from db.vocabulary import CellKind, Headline, PositionState, Reliability
from desktop.analysis.cells import Cell
from desktop.reports.record import Record
from desktop.words import count

POOR_SOURCES = frozenset({Reliability.D, Reliability.E})
"""Not usually reliable, and unreliable; F says that nobody can tell, which is no judgement."""

POOR_ITEMS = frozenset({4, 5})
"""Doubtful and improbable; 6 says that nobody can tell."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One kind of weak spot: a sentence, the numbers of the statements it is about, and the cells (actor, scenario)."""

    kind: str
    sentence: str
    numbers: tuple[int, ...]
    cells: tuple[tuple[int, int], ...] = ()


def spots(record: Record) -> tuple[Spot, ...]:
    """All weak spots, the gravest first."""
    found = (
        _thin(record),
        _contested(record),
        _unsourced(record),
        _undated(record),
        _ungraded(record),
        _drafts(record),
    )
    return tuple(spot for spot in found if spot is not None)


def _thin(record: Record) -> Spot | None:
    """Firm cells that rest on one statement of low grade."""
    cells = []
    numbers: set[int] = set()
    for (actor, scenario), cell in _printed(record):
        cited = record.numbers(cell.decisive)
        if cell.kind == CellKind.FIRM and len(cited) == 1 and _poor(record, record.by_number[cited[0]]):
            cells.append((actor, scenario))
            numbers.update(cited)
    one = "{n} cell rests on a single statement of low grade (D or E, 4 or 5)."
    many = "{n} cells rest on a single statement of low grade (D or E, 4 or 5)."
    return _spot("low-grade", len(cells), one, many, numbers, cells)


def _poor(record: Record, statement: Statement) -> bool:
    """Whether no quotation of a statement is better than doubtful."""
    grades = [(record.source(one), one.credibility) for one in statement.quotations]
    return bool(grades) and all(
        (source is not None and source.reliability in POOR_SOURCES) or credibility in POOR_ITEMS
        for source, credibility in grades
    )


def _contested(record: Record) -> Spot | None:
    found = {
        pair: cell
        for pair, cell in _printed(record)
        if cell.kind == CellKind.FIRM and cell.headlines[0] == Headline.CONTESTED
    }
    numbers = {n for cell in found.values() for n in record.numbers(cell.decisive)}
    cells = list(found)
    return _spot("contested", len(cells), "{n} cell is contested.", "{n} cells are contested.", numbers, cells)


def _unsourced(record: Record) -> Spot | None:
    found = [s.number for s in record.statements if not s.quotations]
    return _spot("unsourced", len(found), "{n} statement has no quotation.", "{n} statements have no quotation.", found)


def _undated(record: Record) -> Spot | None:
    found = [s.number for s in record.statements if s.said_on is None]
    one = "{n} statement has no date, and counts as older than every dated one."
    many = "{n} statements have no date, and count as older than every dated one."
    return _spot("undated", len(found), one, many, found)


def _ungraded(record: Record) -> Spot | None:
    found = [s.number for s in record.statements if s.quotations and not _graded(record, s)]
    one = "{n} statement has no grade: neither its source nor its words were judged."
    many = "{n} statements have no grade: neither their sources nor their words were judged."
    return _spot("ungraded", len(found), one, many, found)


def _graded(record: Record, statement: Statement) -> bool:
    return any(
        one.credibility is not None or ((source := record.source(one)) is not None and source.reliability is not None)
        for one in statement.quotations
    )


def _drafts(record: Record) -> Spot | None:
    found = [s.number for s in record.statements for p in s.positions if p.state != PositionState.CODED]
    one = "{n} position is a draft or disputed, and counts nowhere."
    many = "{n} positions are drafts or disputed, and count nowhere."
    return _spot("draft", len(found), one, many, found)


def _printed(record: Record) -> Iterable[tuple[tuple[int, int], Cell]]:
    """The cells of the rows that are printed."""
    return [((a.id, s.id), record.cell(a, s)) for a in record.parties for s in record.scenarios]


def _spot(
    kind: str, number: int, one: str, many: str, numbers: Iterable[int], cells: Iterable[tuple[int, int]] = ()
) -> Spot | None:
    if not number:
        return None
    return Spot(kind, count(number, one, many), tuple(sorted(set(numbers))), tuple(cells))
