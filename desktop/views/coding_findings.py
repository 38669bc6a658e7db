"""What coding asks of the record: the words where it begins, what is said already, which earlier positions it meets.

All of it runs on the worker.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from db import sources, statements
from db.case import Case
from db.moments import UNDATED, Moment
from db.records import Issue, Position, Snapshot, Statement
from db.vocabulary import LinkKind, PositionState
from desktop.analysis.cells import Comparison
from desktop.analysis.living import ends
from desktop.analysis.precedence import Groups, narrower
from desktop.analysis.record import Ground, Record
from desktop.analysis.regions import compiled
from desktop.analysis.supposing import supposed
from desktop.models import guesses
from desktop.models.coding import About, Draft, End, about, known_actors, known_factors, written

ALIKE = 0.6
"""So much of the words of two quotations is the same when they may be one remark."""
MOST_ALIKE, MOST_EARLIER = 3, 300
"""So many statements are asked about, and so many earlier ones are offered."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier position of the same voice, with its statement; ``point`` is the place of the one that meets it."""

    point: int
    position: Position
    statement: Statement


@dataclass(frozen=True, slots=True)
class Findings:
    """What the record has to say to a draft: statements that may be the same remark, and narrower earlier positions."""

    alike: tuple[Statement, ...] = ()
    narrower: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What is known where coding begins: the text, the statements quoted from the source, or the statement itself."""

    source: int = 0
    text: str = ""
    statements: tuple[Statement, ...] = ()
    statement: Statement | None = None


def around(case: Case, snapshot: Snapshot, source: int, statement: int | None = None) -> Around:
    """The text of a source and what is quoted from it; or the statement to be changed with the text of a source that
    quotes it: this one, else its first.
    """
    with case.read() as reading:
        listed = statements.read(reading, (statement,)) if statement is not None else ()
        found = listed[0] if listed else None
        quoting = [each.source for each in found.quotations] if found is not None else [source]
        source = source if source in quoting else next(iter(quoting), 0)
        quoted = snapshot.quotations
        ids = {said for said, place in zip(quoted.statement, quoted.source, strict=True) if place == source}
        text = sources.text(reading, source) if source else ""
        return Around(source, text, statements.read(reading, ids) if source else (), found)


def text_of(case: Case, source: int) -> str:
    """The text of a source."""
    with case.read() as reading:
        return sources.text(reading, source)


def look(case: Case, comparison: Comparison, draft: Draft) -> Findings:
    """What the record has to say to a draft."""
    if draft.speaker is None or draft.speaker < 0:
        return Findings()
    own = draft.kept.id if draft.kept else 0
    inner = _narrower(comparison, draft)
    with case.read() as reading:
        same_day = statements.read(reading, _that_day(comparison.snapshot, draft, own)[-MOST_EARLIER:])
        met = statements.of_positions(reading, tuple(number for _place, number in inner))
    known = {position.id: (position, said) for said in met for position in said.positions}
    narrower = tuple(Earlier(place, *known[number]) for place, number in inner if number in known)
    return Findings(_alike(draft, same_day), narrower)


def _that_day(snapshot: Snapshot, draft: Draft, own: int) -> list[int]:
    """What the speaker of a draft may have said on its day, besides itself."""
    said, found = snapshot.statements, []
    for number, who, first, precision in zip(said.id, said.speaker, said.said, said.precision, strict=True):
        if who == draft.speaker and number != own:
            day = None if first == UNDATED else Moment.of(first, precision)
            if _same_day(draft.said_on, day):
                found.append(number)
    return found


def earlier(case: Case, snapshot: Snapshot, speaker: int, own: int) -> tuple[Statement, ...]:
    """All that a speaker has said besides one statement, the newest first."""
    said = snapshot.statements
    ids = [number for number, who in zip(said.id, said.speaker, strict=True) if who == speaker and number != own]
    with case.read() as reading:
        found = statements.read(reading, ids[-MOST_EARLIER:])
    return tuple(sorted(found, key=lambda each: each.said_on.first if each.said_on else UNDATED, reverse=True))


def _alike(draft: Draft, others: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements of the same speaker that may be the same remark: of a day and of words that are alike."""
    if not draft.quotations:
        return ()
    spans = {(each.source, each.start, each.end) for each in draft.quotations}
    ranked = []
    for each in others:
        if any((quotation.source, quotation.start, quotation.end) in spans for quotation in each.quotations):
            continue
        share = max(
            (
                guesses.shared(one.exact, other.exact)
                for one in draft.quotations
                for other in each.quotations
                if _long(one.exact) and _long(other.exact)
            ),
            default=0.0,
        )
        if share >= ALIKE:
            ranked.append((-share, each.number, each))
    return tuple(entry[-1] for entry in sorted(ranked, key=lambda entry: entry[:2])[:MOST_ALIKE])


def _long(text: str) -> bool:
    return len(text.split()) > 2 or len(text) > 12


def _same_day(one: Moment | None, other: Moment | None) -> bool:
    """Whether two coarse dates may be one day."""
    if one is None or other is None:
        return True
    return one.first < other.end and other.first < one.end


def _narrower(comparison: Comparison, draft: Draft) -> list[tuple[int, int]]:
    """The living positions of the same voice, on the same issue, said before and taking another stance, which hold in
    a part of where one of the draft's does: the place of that one, and their ids.
    """
    record, places = _supposed(comparison, draft)
    if record is None:
        return []
    columns = record.columns
    ended = set(ends(columns, record.snapshot, UNDATED).rows.tolist())
    found: list[tuple[int, int]] = []
    targets = {each.target for each in draft.ends}
    for place, row in places.items():
        rows = [
            other
            for other in np.flatnonzero(
                (columns.speaker[columns.statement] == columns.speaker[columns.statement[row]])
                & (record.issue == record.issue[row])
                & (record.holders.holder == record.holders.holder[row])
                & (columns.stance != columns.stance[row])
                & (columns.state == PositionState.CODED.code)
                & (columns.said[columns.statement] < columns.said[columns.statement[row]])
            ).tolist()
            if other not in ended and other not in places.values() and int(columns.id[other]) not in targets
        ]
        if rows:
            found.extend((place, number) for number in _inside(record, row, rows))
    return found


def _inside(record: Record, row: int, rows: Sequence[int]) -> list[int]:
    """The ids of the positions whose regions lie strictly within that of one."""
    chosen = np.array([row, *rows], np.int64)
    regions = compiled(record.frame, record.columns, chosen)
    groups = Groups(np.array([len(chosen)]), record.columns.said[record.columns.statement[chosen]])
    counts, inner = narrower(regions, record.rules, np.arange(len(chosen)), groups)
    return [int(record.columns.id[chosen[place]]) for place in inner[: int(counts[0])].tolist()]


def _supposed(comparison: Comparison, draft: Draft) -> tuple[Record | None, Mapping[int, int]]:
    """The record with the draft in it, and the row of each of its points that takes a position."""
    snapshot = comparison.snapshot
    now = replace(
        snapshot,
        actors=known_actors(snapshot.actors, draft),
        factors=known_factors(snapshot.factors, draft),
        affiliations=(*snapshot.affiliations, *draft.affiliations),
    )
    taken = [place for place, point in enumerate(draft.points) if point.stance is not None]
    if not taken:
        return None, {}
    fresh = max(snapshot.positions.id, default=0) + 1
    abouts = _issues_of(now, draft)
    points = tuple(replace(each, about=about(each, now.factors)) for each in draft.points)
    told = written(replace(draft, points=points), abouts)
    positions = tuple(
        replace(each, id=each.id or fresh + place, state=PositionState.CODED)
        for place, each in enumerate(told.positions)
    )
    number = told.id or max(snapshot.statements.id, default=0) + 1
    record, _changes = supposed(_listing(now, abouts), [replace(told, id=number, positions=positions)])
    ground = comparison.ground if comparison.ground.fits(record) else Ground(record)
    rows = {position: row for row, position in enumerate(record.positions.id)}
    places = {place: rows[position.id] for place, position in zip(taken, positions, strict=True)}
    return Record(record, comparison.as_of, ground), places


def _issues_of(snapshot: Snapshot, draft: Draft) -> dict[About, int | None]:
    """Every subject of a draft as an issue; new ones have ids that nothing else has."""
    fresh = max((each.id for each in snapshot.issues), default=0) + 1
    found: dict[About, int | None] = {}
    for point in draft.points:
        each = about(point, snapshot.factors)
        if each not in found:
            found[each] = each.issue if each.issue or not (each.name or each.factor) else fresh + len(found)
    return found


def _listing(snapshot: Snapshot, abouts: Mapping[About, int | None]) -> Snapshot:
    """The record in which these subjects are listed, and the factors that make them put on them."""
    listed = {issue.id for issue in snapshot.issues}
    names = {factor.id: factor for factor in snapshot.factors}
    issues, filed = list(snapshot.issues), dict(names)
    for each, number in abouts.items():
        if number is None or number in listed:
            continue
        factor = names.get(each.factor) if each.factor is not None else None
        key = factor.key or f"new{number}" if factor is not None else f"new{number}"
        issues.append(Issue(number, "", key, factor.name if factor is not None else each.name))
        if factor is not None:
            filed[factor.id] = replace(factor, issue=number)
    return replace(snapshot, issues=tuple(issues), factors=tuple(filed.values()))


def ends_of(snapshot: Snapshot, statement: Statement) -> tuple[End, ...]:
    """Which earlier positions a statement ends."""
    places = {position.id: place for place, position in enumerate(statement.positions)}
    return tuple(
        End(LinkKind(link.kind), places[link.position], link.target)
        for link in snapshot.links
        if link.position in places
    )
