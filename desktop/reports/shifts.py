"""All parties over two scenarios, or over two dates: who says something else, and through which words."""

from collections.abc import Callable, Sequence

from db.moments import Moment
from db.records import Scenario
from db.vocabulary import CellKind
from desktop import words
from desktop.analysis import comparison as side_by_side
from desktop.analysis.cells import Cell
from desktop.analysis.comparison import Shift
from desktop.reports.pieces import Piece, Rich, listing, name, names, phrase, refs, text
from desktop.reports.record import Record
from desktop.reports.remarks import Anchors
from desktop.reports.sides import Pair, Pairing, apart, side_of
from desktop.words import _, count


def over_parties(record: Record, anchors: Anchors) -> tuple[Pair, ...]:
    """What was chosen: pairs of scenarios, and dates before the one in force, each with a scenario."""
    known = {scenario.id: scenario for scenario in record.scenarios}
    chosen = anchors.chosen
    scenarios = [(known[a], known[b]) for a, b in chosen.shifts if a in known and b in known and a != b]
    dates = [(Moment.parse(since), known[id_]) for since, id_ in chosen.since if id_ in known]
    return (
        *(_two_scenarios(record, one, other, anchors) for one, other in scenarios),
        *(_two_dates(record, since, scenario, anchors) for since, scenario in dates),
    )


def _two_scenarios(record: Record, one: Scenario, other: Scenario, anchors: Anchors) -> Pair:
    comparison = record.comparison
    shifts = side_by_side.two_scenarios(comparison, one.id, other.id)
    left, right = (name(record.full_name(each)) for each in (one, other))
    changes = [
        phrase("{factor}: {left} → {right}", factor=name(factor), left=_values(before), right=_values(after))
        for factor, before, after in side_by_side.differences(comparison, one.id, other.id)
    ]
    told = (phrase(_("What changes: {changes}."), changes=listing(changes)),) if changes else ()
    places = (record.at("scenario", one.id), record.at("scenario", other.id))
    return Pair(
        left,
        right,
        (*told, *_summary(record, shifts)),
        _rows(record, shifts, anchors, lambda cell: record.at("cell", cell.actor, cell.scenario)),
        heading=phrase(_("{one} and {other}"), one=name(left.text, at=places[0]), other=name(right.text, at=places[1])),
        first=_("Party"),
    )


def _two_dates(record: Record, since: Moment, scenario: Scenario, anchors: Anchors) -> Pair:
    now = record.comparison
    before = now.at(since)
    shifts = side_by_side.two_dates(before, now, scenario.id)
    new = len(side_by_side.said_between(now, before.as_of, now.as_of))
    told = text(count(new, "{n} statement was said since.", "{n} statements were said since."))
    heading = phrase(
        _("{scenario}: the record as of {then} and as of {now}"),
        scenario=name(record.full_name(scenario), at=record.at("scenario", scenario.id)),
        then=words.date(before.as_of),
        now=words.date(now.as_of),
    )
    return Pair(
        name(_("As of {date}").format(date=words.date(before.as_of))),
        name(_("As of {date}").format(date=words.date(now.as_of))),
        (told, *_summary(record, shifts)),
        _rows(record, shifts, anchors, lambda _cell: ""),
        heading=heading,
        first=_("Party"),
    )


def _summary(record: Record, shifts: Sequence[Shift]) -> tuple[Rich, ...]:
    """How many move, and who is silent on both sides, who has no row."""
    moving = sum(shift.moves for shift in shifts)
    told = count(moving, "{n} party says something else, of {{all}}.", "{n} parties say something else, of {{all}}.")
    silent = [record.actor_name(shift.actor) for shift in shifts if _silent(shift)]
    found = [text(told.format(all=len(shifts)))]
    if silent:
        found.append(phrase(_("Silent on both sides: {parties}."), parties=names(silent)))
    return tuple(found)


def _rows(
    record: Record, shifts: Sequence[Shift], anchors: Anchors, place: Callable[[Cell], str]
) -> tuple[Pairing, ...]:
    quoted: set[tuple[int, int]] = set()
    return tuple(_row(record, shift, anchors, quoted, place) for shift in shifts if not _silent(shift))


def _row(
    record: Record, shift: Shift, anchors: Anchors, quoted: set[tuple[int, int]], place: Callable[[Cell], str]
) -> Pairing:
    cells = shift.pairing.left, shift.pairing.right
    left, right = (side_of(record, cell, anchors, quoted, place(cell)) for cell in cells)
    return Pairing(name(record.actor_name(shift.actor)), left, right, apart(*cells), _through(record, shift))


def _through(record: Record, shift: Shift) -> Rich:
    """The statement that makes the difference, and the factors through which it does."""
    if shift.through is None:
        return ()
    cited = refs(record.numbers([shift.through]))
    if not shift.factors:
        return phrase(_("through{number}"), number=cited)
    return phrase(_("through {factors}{number}"), factors=names(shift.factors), number=cited)


def _silent(shift: Shift) -> bool:
    return shift.pairing.left.kind is shift.pairing.right.kind is CellKind.SILENT


def _values(found: tuple[str, ...]) -> Rich | Piece:
    return name(" / ".join(found)) if found else text(_("left open"))
