"""The matrix pages: rows of cells with mark, word and statement numbers, split into tables that a page can hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Actor, Scenario
from db.vocabulary import Kind
from desktop import words
from desktop.reports import looks
from desktop.reports.passages import Footnote, footnotes
from desktop.reports.pieces import Piece, name
from desktop.reports.record import Record
from desktop.reports.remarks import Anchors

UPRIGHT = 8
"""Scenarios on an upright page; with more the pages lie on their side."""

ACROSS = 11
"""Scenarios on a page on its side."""

HEAD = 90
"""Characters of a scenario's name above its column."""

NUMBERS = 4
"""Statement numbers in a cell; of more, the first and how many there are."""

WORDED = 60
"""Footnotes under the matrix; with more of them the numbers lead to the list of statements alone."""


@dataclass(frozen=True, slots=True)
class Square:
    """A cell: mark and word (never colour alone), the tint, statement numbers, and the analyst's word on it."""

    mark: str
    word: str
    fill: str
    numbers: tuple[int, ...]
    more: int
    turns: bool
    assessed: str
    remarks: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class Line:
    """A party with its cells."""

    party: Piece
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """As many scenarios as go on a page; ``heads`` are their names.

    Heads are repeated on further pages, so they hold neither links nor remarks: what is repeated is no content.
    """

    heads: tuple[Piece, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """All tables of the matrix and the footnotes beneath; ``across`` when the pages lie on their side."""

    across: bool
    tables: tuple[Table, ...]
    notes: tuple[Footnote, ...]


def grid(record: Record, anchors: Anchors) -> Grid:
    """The whole matrix."""
    scenarios = record.scenarios
    across = len(scenarios) > UPRIGHT
    parts = split(scenarios, ACROSS if across else UPRIGHT) if record.parties else []
    tables = tuple(_table(record, part, anchors) for part in parts)
    cited = {n for table in tables for line in table.lines for square in line.squares for n in square.numbers}
    notes = footnotes(record, cited, anchors) if len(cited) <= WORDED else ()
    return Grid(across, tables, notes)


def split(scenarios: Sequence[Scenario], most: int) -> list[list[Scenario]]:
    """Parts of at most so many scenarios, of even size, cut between branches where that is possible."""
    count = -(-len(scenarios) // most)
    parts: list[list[Scenario]] = []
    rest = list(scenarios)
    for left in range(count, 0, -1):
        even = -(-len(rest) // left)
        least = max(1, len(rest) - most * (left - 1))
        cut = _cut(rest, even, least, most) if left > 1 else len(rest)
        parts.append(rest[:cut])
        rest = rest[cut:]
    return parts


def _cut(scenarios: Sequence[Scenario], even: int, least: int, most: int) -> int:
    """The place nearest to ``even`` where a new tree of scenarios begins, if any; else ``even``."""
    least = max(least, even // 2 + 1)
    places = [n for n in range(least, min(most, len(scenarios) - 1) + 1) if scenarios[n].parent is None]
    return min(places, key=lambda place: (abs(place - even), place), default=even)


def square(record: Record, actor: Actor, scenario: Scenario, anchors: Anchors) -> Square:
    """One cell as it is printed."""
    cell = record.cell(actor, scenario)
    numbers = record.numbers(cell.decisive)
    shown = numbers if len(numbers) <= NUMBERS else numbers[: NUMBERS - 1]
    remarks = anchors.on("cell", actor.id, scenario.id)
    assessed = words.stance(cell.assessed) if cell.assessed is not None and anchors.chosen.assessments else ""
    return Square(
        looks.mark(cell),
        looks.word(cell),
        looks.fill(cell),
        shown,
        len(numbers) - len(shown),
        cell.could_turn,
        assessed,
        remarks,
        record.at("cell", actor.id, scenario.id),
    )


def _table(record: Record, scenarios: Sequence[Scenario], anchors: Anchors) -> Table:
    lines = []
    for actor in record.parties:
        squares = tuple(square(record, actor, scenario, anchors) for scenario in scenarios)
        party = name(record.actor_name(actor.id), anchors.on(Kind.ACTOR, actor.id), at=record.at("actor", actor.id))
        lines.append(Line(party, squares))
    heads = tuple(name(record.short_name(scenario), limit=HEAD) for scenario in scenarios)
    return Table(heads, tuple(lines))
