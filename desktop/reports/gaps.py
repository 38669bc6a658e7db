"""Contradictions and gaps: where words pull both ways, where they gave way to others, and what nobody has said."""

from collections.abc import Sequence

from db.records import Actor
from db.vocabulary import CellKind, Headline, Stance, Why
from desktop import words
from desktop.analysis.cells import Reason
from desktop.reports import limits
from desktop.reports.chapter import Block, Chapter, chapter
from desktop.reports.pieces import Piece, Rich, listing, name, names, phrase, refs, stance_mark, text
from desktop.reports.record import Record
from desktop.reports.remarks import Anchors
from desktop.reports.telling import Later, few_or_count
from desktop.reports.weak import Spot, spots
from desktop.words import _, count

MOST = 40
"""Rows of a table and sentences of a kind; of more, it is told how many there are."""

_GIVEN_WAY = (Why.LESS_SPECIFIC, Why.OLDER, Why.LOWER_STANDING, Why.SUPERSEDED, Why.WITHDRAWN)


def gaps(record: Record, anchors: Anchors) -> Chapter:
    """The part of the brief."""
    intro = text(
        _("What the record leaves unsettled. A gap is no stance: silence is told as silence, and openness as openness.")
    )
    blocks = (
        Block(_("Words that pull both ways"), items=_contradictions(record)),
        _given_way(record),
        Block(_("What nobody has said"), items=_unsaid(record)),
        Block(_("What depends on factors left open"), items=_sentences(limits.left_open(record))),
        Block(_("Weak spots"), items=tuple(_spot(spot) for spot in spots(record))),
    )
    nothing = Block("", items=(text(_("Nothing on the record contradicts itself, and every cell is filled.")),))
    filled = [block for block in blocks if block.items or block.rows]
    return chapter(record, anchors, "gaps", _("Contradictions and gaps"), intro, filled or (nothing,))


def _sentences(found: Sequence[Later]) -> tuple[Rich, ...]:
    """So many as are read, and how many more there are."""
    told = tuple(make().sentence for make in found[:MOST])
    left = len(found) - MOST
    return (*told, text(_more(left))) if left > 0 else told


def _more(left: int) -> str:
    return count(left, "{n} more is not listed.", "{n} more are not listed.")


def _contradictions(record: Record) -> tuple[Rich, ...]:
    return (*_sentences(limits.contested(record)), *_sentences(limits.mixed(record)), *_dissent(record))


def _dissent(record: Record) -> tuple[Rich, ...]:
    """Where somebody of lower standing says the contrary of what their party says."""
    found = []
    for actor in record.parties:
        where = [scenario for scenario, cell in record.row(actor) if cell.dissent]
        if where:
            numbers = {n for s in where for n in record.numbers(_outranked(record, actor, s.id))}
            pattern = _("A voice of lower standing differs from {actor} on {scenarios}.{refs}")
            named = name(record.actor_name(actor.id))
            found.append(phrase(pattern, actor=named, scenarios=few_or_count(record, where), refs=refs(numbers)))
    return tuple(found)


def _outranked(record: Record, actor: Actor, scenario: int) -> list[int]:
    reasons = record.reasons(actor.id, scenario)
    return [reason.position for reason in reasons if reason.why == Why.LOWER_STANDING and _crosses(record, reason)]


def _given_way(record: Record) -> Block:
    """Positions that would say the contrary, and why others count in their place."""
    found: dict[tuple[int, int, int, Why], set[int]] = {}
    for actor in record.parties:
        for scenario in record.scenarios:
            for reason in record.reasons(actor.id, scenario.id):
                if reason.why in _GIVEN_WAY and reason.by is not None and _crosses(record, reason):
                    found.setdefault((actor.id, reason.position, reason.by, reason.why), set()).add(scenario.id)
    rows = [_gave_way(record, *key, where) for key, where in found.items()]
    left = len(rows) - MOST
    more = text(_more(left)) if left > 0 else ()
    heads = (_("Party"), _("Words that no longer count"), _("Why"), _("Where"))
    return Block(_("Words that gave way to others"), more, heads=heads, rows=tuple(rows[:MOST]))


def _crosses(record: Record, reason: Reason) -> bool:
    """Whether a position and the one that outdoes it are on different sides."""
    if reason.by is None or reason.by not in record.said_in:
        return False
    return bool(reason.stance * record.position(reason.by).stance < 0)


def _gave_way(record: Record, actor: int, position: int, by: int, why: Why, where: set[int]) -> tuple[Rich, ...]:
    older, newer = record.said_in[position].number, record.said_in[by].number
    other = f"{_('no. {number}').format(number=newer)} ({_stance(record.position(by).stance).lower()})"
    mark = Headline.of(record.position(position).stance).word
    scenarios = few_or_count(record, [s for s in record.scenarios if s.id in where])
    said = (stance_mark(mark), Piece(f" {_stance(record.position(position).stance)}"), *refs([older]))
    return (name(record.actor_name(actor)),), said, (*text(words.why(why, other)), *refs([newer])), scenarios


def _stance(stance: Stance) -> str:
    return words.stance(stance)


def _unsaid(record: Record) -> tuple[Rich, ...]:
    found = [*limits.all_silent(record), *limits.gaps(record), *limits.impossible(record)]
    return (*_sentences(found), *_never_spoke(record), *_unaddressed(record))


def _never_spoke(record: Record) -> tuple[Rich, ...]:
    """The parties with no position that any scenario asks about."""
    quiet = [
        actor
        for actor in record.parties
        if record.scenarios
        and all(
            cell.kind in (CellKind.SILENT, CellKind.IMPOSSIBLE) and not cell.fails for _s, cell in record.row(actor)
        )
    ]
    if not quiet:
        return ()
    pattern = count(
        len(quiet),
        "{{actors}} is on record with no position of its own that these scenarios ask about.",
        "{{actors}} are on record with no position of their own that these scenarios ask about.",
    )
    return (phrase(pattern, actors=names(record.actor_name(actor.id) for actor in quiet)),)


def _unaddressed(record: Record) -> tuple[Rich, ...]:
    """The subjects that somebody spoke on and no scenario asks about."""
    spoken = [p.id for s in record.statements for p in s.positions]
    issues: dict[str, list[int]] = {}
    for position in spoken:
        issue = record.issue_of(position)
        if not record.addressing(issue):
            issues.setdefault(issue, []).append(position)
    if not issues:
        return ()
    told = [
        (name(record.issue_names.get(issue, issue)), *refs(record.numbers(positions)))
        for issue, positions in issues.items()
    ]
    return (phrase(_("No scenario asks about {issues}, on which positions are on record."), issues=listing(told)),)


def _spot(spot: Spot) -> Rich:
    return (*text(spot.sentence), *refs(spot.numbers))
