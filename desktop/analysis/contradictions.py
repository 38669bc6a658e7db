"""Contradictions and gaps: words of one voice that pull both ways, members that diverge, cells nobody has spoken to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from db.vocabulary import ActorKind, CellKind, Headline, Reliability
from desktop.analysis import comparison as side_by_side
from desktop.analysis.cells import Comparison
from desktop.analysis.columns import view
from desktop.analysis.dossier import Entry

POOR_SOURCES = frozenset({Reliability.D, Reliability.E})
POOR_ITEMS = frozenset({4, 5})
"""Grades on which alone no cell should rest; F and 6 say that nobody can tell."""

MOST_PAIRS = 2_000
"""Of one actor at most so many pairs of positions are compared."""


@dataclass(frozen=True, slots=True)
class Pull:
    """Two positions of one voice on one issue that point to different sides, and a world in which both were said to
    hold: the keys of factors with the one value left, the free ones not named.
    """

    actor: int
    first: int
    second: int
    issue: str
    world: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Divergence:
    """Members of a coalition on different sides of a scenario."""

    coalition: int
    scenario: int
    against: tuple[int, ...]
    favouring: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What nobody has said: ``quiet`` are scenarios to which nobody's words apply, ``silent`` parties whose words apply
    nowhere; ``unconditional`` positions without any condition on an issue where the others have one; ``thin`` cells
    that rest on one statement of low grade, with its position.
    """

    quiet: tuple[int, ...]
    silent: tuple[int, ...]
    unconditional: tuple[int, ...]
    thin: tuple[tuple[int, int, int], ...]


def pulls(comparison: Comparison) -> Iterator[Pull]:
    """Every pair of words that pull both ways."""
    for actor in comparison.actors:
        papers = comparison.workings.dossier(comparison.actor_place(actor.id))
        tried = 0
        for group in papers.groups:
            for one, other in combinations([papers.entries[place] for place in group], 2):
                if one.stance * other.stance < 0 and tried < MOST_PAIRS:
                    tried += 1
                    world = _common_world(comparison, one, other)
                    if world is not None:
                        yield _pull(comparison, actor.id, one, other, world)


def divergences(comparison: Comparison) -> Iterator[Divergence]:
    """Where members of one coalition stand on both sides."""
    record = comparison.record
    for coalition in comparison.actors:
        if coalition.kind is not ActorKind.COALITION:
            continue
        belonging = record.affiliations.members(comparison.actor_place(coalition.id), record.now).tolist()
        members = [comparison.actors[place] for place in belonging]
        parties = [each.id for each in members if each.kind is not ActorKind.PERSON]
        for scenario in comparison.scenarios:
            sides = {each: side_by_side.side(comparison.cell(each, scenario.id)) for each in parties}
            against = tuple(each for each, side in sides.items() if side < 0)
            favouring = tuple(each for each, side in sides.items() if side > 0)
            if against and favouring:
                yield Divergence(coalition.id, scenario.id, against, favouring)


def gaps(comparison: Comparison) -> Gaps:
    """What nobody has said, and what rests on little."""
    listed = side_by_side.parties(comparison)
    cells = {(a.id, s.id): comparison.cell(a.id, s.id) for a in listed for s in comparison.scenarios}
    spoken = {key for key, cell in cells.items() if cell.kind not in (CellKind.SILENT, CellKind.IMPOSSIBLE)}
    thin = _poor_positions(comparison)
    return Gaps(
        quiet=tuple(s.id for s in comparison.scenarios if not any((a.id, s.id) in spoken for a in listed)),
        silent=tuple(a.id for a in listed if not any((a.id, s.id) in spoken for s in comparison.scenarios)),
        unconditional=tuple(_unconditional(comparison)),
        thin=tuple(
            (*key, cell.decisive[0])
            for key, cell in cells.items()
            if cell.kind is CellKind.FIRM
            and cell.headlines[0] is not Headline.SILENT
            and len(cell.decisive) == 1
            and cell.decisive[0] in thin
        ),
    )


def _common_world(comparison: Comparison, one: Entry, other: Entry) -> tuple[int, ...] | None:
    """A tight box in which both regions hold; None when there is none."""
    rules, full = comparison.record.rules, comparison.record.frame.full
    for first in one.region:
        for second in other.region:
            box = list(full)
            for place, mask in (*first, *second):
                box[place] &= mask
            if all(box):
                tight, possible = rules.tight_all(np.array([box], np.uint32).reshape(1, -1))
                if possible[0]:
                    return tuple(int(each) for each in tight[0])
    return None


def _pull(comparison: Comparison, actor: int, one: Entry, other: Entry, world: Sequence[int]) -> Pull:
    ids, frame = comparison.record.columns.id, comparison.record.frame
    named = {place for entry in (one, other) for cube in entry.region for place, _mask in cube}
    told = []
    for place in sorted(named):
        keys = frame.factors[place].keys(world[place])
        if len(keys) < len(frame.factors[place].keys(frame.full[place])):
            told.append((frame.factors[place].name, " / ".join(_names(frame.factors[place], world[place]))))
    earlier, later = sorted((one, other), key=lambda entry: entry.said)
    issue = frame.issues[one.issue].name
    return Pull(actor, int(ids[earlier.row]), int(ids[later.row]), issue, tuple(told))


def _names(factor: object, mask: int) -> list[str]:
    values: Sequence[object] = getattr(factor, "values", ())
    return [str(getattr(value, "name", value)) for place, value in enumerate(values) if mask >> place & 1]


def _unconditional(comparison: Comparison) -> Iterator[int]:
    """Living positions that name no condition, on issues where most of the others do."""
    record = comparison.record
    rows = np.flatnonzero(record.alive)
    bare: dict[int, list[int]] = {}
    conditioned: dict[int, int] = {}
    for row in rows.tolist():
        issue = int(record.issue[row])
        if any(not cube for cube in record.region(row)):
            bare.setdefault(issue, []).append(int(record.columns.id[row]))
        else:
            conditioned[issue] = conditioned.get(issue, 0) + 1
    for issue, listed in bare.items():
        if conditioned.get(issue, 0) > len(listed):
            yield from listed


def _poor_positions(comparison: Comparison) -> frozenset[int]:
    """The positions of statements that no quotation tells better than doubtfully."""
    snapshot = comparison.snapshot
    reliable: Mapping[int, bool] = {each.id: each.reliability not in POOR_SOURCES for each in snapshot.sources}
    good: dict[int, bool] = {}
    quotations = snapshot.quotations
    for statement, source, credibility in zip(
        quotations.statement, quotations.source, quotations.credibility, strict=True
    ):
        fine = reliable.get(source, True) and credibility not in POOR_ITEMS
        good[statement] = good.get(statement, False) or fine
    poor = {statement for statement, fine in good.items() if not fine}
    positions = snapshot.positions
    marked = np.isin(view(positions.statement), list(poor))
    return frozenset(view(positions.id)[marked].tolist())
