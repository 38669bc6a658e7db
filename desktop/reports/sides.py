"""Side by side: where each of two stands in every row, with the newest words that decide it; here two parties."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from db.records import Actor, Scenario
from db.vocabulary import CellKind
from desktop.analysis import comparison
from desktop.analysis.cells import Cell
from desktop.reports import looks
from desktop.reports.passages import Footnote, footnotes, words_of
from desktop.reports.pieces import Piece, Rich, aside, name, numbers_in, phrase, refs, text
from desktop.reports.record import NEGATIVE, POSITIVE, Record
from desktop.reports.remarks import Anchors
from desktop.words import _, count

WORDS = 150
"""Characters of a quotation in this table."""


@dataclass(frozen=True, slots=True)
class Side:
    """One party in one scenario; ``step`` is its place on the line, -1 when it is silent."""

    mark: str
    word: str
    step: int
    words: Rich
    at: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """A row with both sides, how far apart they are, in words, and through which words a party moves."""

    row: Piece
    left: Side
    right: Side
    apart: str
    through: Rich = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """What stands side by side: the names of both, what is to be said first, all rows, and what these are called.

    The names are heads that further pages repeat, so they hold no links.
    """

    left: Piece
    right: Piece
    summary: tuple[Rich, ...]
    rows: tuple[Pairing, ...]
    heading: Rich = ()
    first: str = ""


@dataclass(frozen=True, slots=True)
class Sides:
    """The part of the brief."""

    pairs: tuple[Pair, ...]
    notes: tuple[Footnote, ...]


def of_parties(record: Record, anchors: Anchors) -> tuple[Pair, ...]:
    """The pairs of parties that were chosen; the two furthest apart when nothing is chosen to stand side by side."""
    known = {actor.id: actor for actor in record.comparison.actors}
    asked = anchors.chosen
    chosen = [(known[a], known[b]) for a, b in asked.pairs if a in known and b in known and a != b]
    if not (chosen or asked.shifts or asked.since):
        chosen = furthest(record)
    return tuple(_pair(record, a, b, anchors) for a, b in chosen)


def part(record: Record, pairs: tuple[Pair, ...], anchors: Anchors) -> Sides:
    """The part of the brief with these pairs."""
    told = [r for pair in pairs for row in pair.rows for r in (row.left.words, row.right.words, row.through)]
    cited = numbers_in([*told, *(rich for pair in pairs for rich in pair.summary)])
    return Sides(pairs, footnotes(record, cited, anchors))


def furthest(record: Record) -> list[tuple[Actor, Actor]]:
    """The two parties with the most steps between them over all scenarios; none when no two differ."""
    weighed = [(_distance(record, a, b), a, b) for a, b in combinations(record.parties, 2)]
    best = max(weighed, key=lambda found: found[0], default=None)
    return [(best[1], best[2])] if best is not None and best[0] > 0 else []


def _distance(record: Record, one: Actor, other: Actor) -> int:
    pairs = [(record.cell(one, s), record.cell(other, s)) for s in record.scenarios]
    return sum(abs(_step(a) - _step(b)) for a, b in pairs if _firm(a) and _firm(b))


def _pair(record: Record, one: Actor, other: Actor, anchors: Anchors) -> Pair:
    quoted: set[tuple[int, int]] = set()
    rows = tuple(_pairing(record, one, other, scenario, anchors, quoted) for scenario in record.scenarios)
    left, right = name(record.actor_name(one.id)), name(record.actor_name(other.id))
    return Pair(left, right, _summary(record, one, other), rows, first=_("Scenario"))


def _pairing(
    record: Record, one: Actor, other: Actor, scenario: Scenario, anchors: Anchors, quoted: set[tuple[int, int]]
) -> Pairing:
    cells = record.comparison.cell(one.id, scenario.id), record.comparison.cell(other.id, scenario.id)
    left, right = (side_of(record, cell, anchors, quoted, _place(record, cell)) for cell in cells)
    title = name(record.full_name(scenario), at=record.at("scenario", scenario.id))
    return Pairing(title, left, right, apart(*cells))


def _place(record: Record, cell: Cell) -> str:
    return record.at("cell", cell.actor, cell.scenario)


def side_of(record: Record, cell: Cell, anchors: Anchors, quoted: set[tuple[int, int]], at: str) -> Side:
    """A side with its newest words; words that were quoted already are only named. ``at`` is its place in the brief."""
    newest = record.newest_first(cell.decisive)[:1]
    said: Rich = ()
    for statement in newest:
        known = (cell.actor, statement.id) in quoted
        quoted.add((cell.actor, statement.id))
        shown = aside(_("the same words")) if known else words_of(record, statement, WORDS, anchors)
        said = (shown, *refs([statement.number]))
        if rest := [n for n in record.numbers(cell.decisive) if n != statement.number]:
            said = (*said, aside(" " + _("also")), *refs(rest))
    return Side(looks.mark(cell), looks.word(cell), _step(cell), said, at)


def _step(cell: Cell) -> int:
    """Where a cell stands on the line; -1 for a silent or impossible one."""
    found = comparison.step(cell)
    return -1 if found is None else found


def _firm(cell: Cell) -> bool:
    return cell.kind == CellKind.FIRM


def apart(one: Cell, other: Cell) -> str:
    """How far apart two cells are, in words; with a question mark when one of them may be elsewhere."""
    if -1 in (_step(one), _step(other)):
        return _("one is silent") if _step(one) != _step(other) else _("both are silent")
    steps = abs(_step(one) - _step(other))
    told = count(steps, "{n} step apart", "{n} steps apart") if steps else _("the same")
    return told if _firm(one) and _firm(other) else f"{told}?"


def _summary(record: Record, one: Actor, other: Actor) -> tuple[Rich, ...]:
    """In how many scenarios they stand against each other, on one side, or cannot be compared."""
    pairs = [(record.comparison.cell(one.id, s.id), record.comparison.cell(other.id, s.id)) for s in record.scenarios]
    against = [pair for pair in pairs if _opposed(*pair)]
    together = [pair for pair in pairs if _together(*pair)]
    told = [
        count(
            len(against),
            "They stand against each other in {n} scenario",
            "They stand against each other in {n} scenarios",
        ),
        count(len(together), "on the same side in {n}", "on the same side in {n}"),
        count(
            len(pairs) - len(against) - len(together),
            "in {n} it cannot be told, since one is silent, open or neutral",
            "in {n} it cannot be told, since one is silent, open or neutral",
        ),
    ]
    return (phrase("{told}.", told="; ".join(told)), *_silent_throughout(record, (one, other)))


def _silent_throughout(record: Record, actors: Sequence[Actor]) -> tuple[Rich, ...]:
    return tuple(
        text(_("{actor} is silent throughout.").format(actor=record.actor_name(actor.id)))
        for actor in actors
        if all(record.comparison.cell(actor.id, s.id).kind == CellKind.SILENT for s in record.scenarios)
    )


def _opposed(one: Cell, other: Cell) -> bool:
    return _firm(one) and _firm(other) and {_half(one), _half(other)} == {-1, 1}


def _together(one: Cell, other: Cell) -> bool:
    return _firm(one) and _firm(other) and _half(one) == _half(other) != 0


def _half(cell: Cell) -> int:
    headline = cell.headlines[0]
    return -1 if headline in NEGATIVE else 1 if headline in POSITIVE else 0
