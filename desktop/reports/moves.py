"""What would move them: for every scenario the smallest changes after which a party's stance is another one."""

from collections.abc import Sequence
from dataclasses import replace

from db.records import Actor, Scenario
from db.vocabulary import CellKind, Headline
from desktop import words
from desktop.analysis.exploration import Exploration
from desktop.analysis.extent import TooLarge
from desktop.analysis.moves import Turn, Way
from desktop.reports import looks
from desktop.reports.chapter import Block, Chapter, chapter
from desktop.reports.pieces import Piece, Rich, listing, names, refs, stance_mark, text
from desktop.reports.record import Record
from desktop.reports.remarks import Anchors
from desktop.words import _, count

WAYS = 2
"""Ways that are told for each stance; of the others, how many there are."""

SCENARIOS = 24
"""Scenarios that are asked about; of more, the first."""


def moves(record: Record, anchors: Anchors) -> Chapter | None:
    """The part of the brief; None where no party takes a stance that a scenario asks about."""
    asked = record.scenarios[:SCENARIOS]
    blocks = [block for scenario in asked if (block := _block(record, scenario)) is not None]
    if not blocks:
        return None
    left = len(record.scenarios) - len(asked)
    if left > 0:
        blocks.append(
            Block("", text(count(left, "{n} further scenario is not told.", "{n} further scenarios are not told.")))
        )
    return chapter(record, anchors, "moves", _("What would move them"), text(_assumed()), blocks)


def _assumed() -> str:
    return _(
        "The fewest factors that would have to be otherwise for a party’s own words to say something else. All factors "
        "count alike, whoever decides them; nothing is assumed beyond the words on record. That a party would be "
        "silent means only that none of its words would apply, not that it would consent."
    )


def _block(record: Record, scenario: Scenario) -> Block | None:
    """A scenario's table; parties that stand alike and are moved alike share a row."""
    exploration = Exploration(record.comparison, scenario.id)
    groups: dict[tuple[str, tuple[Turn, ...] | None], list[Actor]] = {}
    for actor, cell in record.column(scenario):
        if cell.kind in (CellKind.FIRM, CellKind.OPEN):
            groups.setdefault((looks.mark(cell), _turns(exploration, actor)), []).append(actor)
    rows = [row for (_m, turns), actors in groups.items() for row in _rows(record, scenario, actors, turns)]
    heads = (_("Party"), _("Here"), _("The smallest change"), _("After it"))
    title = record.full_name(scenario)
    return Block(title, heads=heads, rows=tuple(rows), widths=(1.3, 1.1, 3.6, 1)) if rows else None


def _turns(exploration: Exploration, actor: Actor) -> tuple[Turn, ...] | None:
    """What turns a party, whichever it is; None when it would take too long to find out."""
    try:
        return tuple(replace(turn, actor=0) for turn in exploration.turns(actor.id))
    except TooLarge:
        return None


def _rows(
    record: Record, scenario: Scenario, actors: Sequence[Actor], turns: tuple[Turn, ...] | None
) -> list[tuple[Rich, ...]]:
    """The rows of parties alike: one for each stance that the smallest change can lead to."""
    cells = [record.cell(actor, scenario) for actor in actors]
    numbers = record.numbers({position for cell in cells for position in cell.decisive})
    here = (stance_mark(looks.mark(cells[0])), Piece(f" {looks.word(cells[0])}"), *refs(numbers))
    who = names(record.actor_name(actor.id) for actor in actors)
    if turns is None:
        return [(who, here, text(_("There are too many combinations to look at.")), ())]
    if not turns:
        return [
            (
                who,
                here,
                text(_("On the issues that this scenario is about, no change of factors gives another stance.")),
                (),
            )
        ]
    found: list[tuple[Rich, ...]] = []
    for turn in turns:
        shown = ((), ()) if found else (who, here)
        found.append((*shown, _ways(record, turn), _after(turn.headline)))
    return found


def _ways(record: Record, turn: Turn) -> Rich:
    told = [told_way(record, way) for way in turn.ways[:WAYS]]
    joined: Rich = ()
    for place, one in enumerate(told):
        joined = (*joined, Piece(_(", or else ")), *one) if place else one
    left = len(turn.ways) - len(told)
    if not left:
        return joined
    pattern = count(left, " (or {n} other way)", " (or {n} other ways)")
    return (*joined, Piece(pattern if turn.complete else _(" (or in many other ways)")))


def told_way(record: Record, way: Way) -> Rich:
    """Changes that together are enough, in words."""
    factors = {factor.key: factor for factor in record.comparison.factors}
    told = []
    for change in way.changes:
        factor = factors[change.factor]
        values = {value.key: value.name for value in factor.values}
        old, new = (values.get(key, key) for key in (change.old, change.new))
        told.append(text(_("{factor}: {new} instead of {old}").format(factor=factor.name, new=new, old=old)))
    return listing(told)


def _after(headline: Headline) -> Rich:
    return (stance_mark(headline.word), Piece(f" {words.stance(headline)}"))
