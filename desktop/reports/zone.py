"""Where agreement is possible: the combinations that nobody who can block rejects, and how far each scenario is."""

from collections.abc import Hashable

from db.records import Scenario
from db.vocabulary import Headline
from desktop import words
from desktop.analysis.agreement import Agreement, Best
from desktop.analysis.agreement import Block as Open
from desktop.analysis.exploration import Exploration
from desktop.analysis.extent import TooLarge
from desktop.analysis.factors import CompiledFactor
from desktop.reports import fields
from desktop.reports.chapter import Block, Chapter, chapter
from desktop.reports.moves import SCENARIOS, WAYS, told_way
from desktop.reports.pieces import Piece, Rich, name, names, phrase, stance_mark, text
from desktop.reports.record import Record
from desktop.reports.remarks import Anchors
from desktop.words import _, count

BLOCKS = 10
"""Patterns of open combinations that are told."""

BEST = 6
"""Combinations of stances that are told."""


def agreement(record: Record, anchors: Anchors) -> Chapter | None:
    """The part of the brief; None where there are no factors or nobody who could block."""
    exploration = Exploration(record.comparison)
    if not record.comparison.factors or not exploration.parties:
        return None
    title = _("Where agreement is possible")
    try:
        found = exploration.agreement()
    except TooLarge:
        told = text(_("There are too many combinations to look at them all."))
        return chapter(record, anchors, "agreement", title, told, ())
    blocks = (
        Block(_("How much is open"), items=_counts(record, found)),
        _open(record, found),
        _best(record, found),
        _blockers(record, found),
        _distances(record),
    )
    return chapter(record, anchors, "agreement", title, _assumed(record, exploration), blocks)


def _assumed(record: Record, exploration: Exploration) -> Rich:
    who = names(record.actor_name(actor) for actor in exploration.parties)
    told = _(
        "Combinations of the case’s factors that no party able to block rejects, on its own words. These are stated "
        "positions, not what anybody might accept in the end. Silence closes nothing and is never consent. Able to "
        "block: {who}."
    )
    return phrase(told, who=who)


def _counts(record: Record, found: Agreement) -> tuple[Rich, ...]:
    """How many combinations are open, and to whom."""
    pattern = count(
        found.not_rejected,
        "Of {{all}} combinations that the rules of the case allow, {{open}} is rejected by nobody.",
        "Of {{all}} combinations that the rules of the case allow, {{open}} are rejected by nobody.",
    )
    first = pattern.format(all=f"{found.consistent:,}", open=f"{found.not_rejected:,}")
    if not found.not_rejected:
        return (text(first), *_least(record, found))
    parts = [
        _("every party able to block accepts or supports in {n}").format(n=f"{found.for_all:,}"),
        _("some do, and the others are silent or neutral, in {n}").format(n=f"{found.for_some:,}"),
        _("all of them are silent in {n}").format(n=f"{found.all_silent:,}"),
    ]
    return text(first), text(_("Of these, {parts}.").format(parts="; ".join(parts)))


def _least(record: Record, found: Agreement) -> tuple[Rich, ...]:
    """Which parties stand in the way of what the fewest reject."""
    least = found.least_rejected()
    if least is None or not least.worlds:
        return ()
    told = _("The least rejected combinations, {n} of them, are rejected by {who}.")
    by = names(record.actor_name(actor) for actor in least.by)
    return (phrase(told.replace("{n}", f"{least.worlds:,}"), who=by),)


def _open(record: Record, found: Agreement) -> Block:
    factors = {factor.key: factor for factor in record.comparison.factors}
    rows = []
    covered = 0
    for block in found.blocks(BLOCKS):
        rows.append((_when(factors, block), text(f"{block.worlds:,}")))
        covered = block.covered
    left = found.not_rejected - covered
    intro = text(
        _("Each line is a pattern: what it does not name may be anything. Patterns may overlap.")
        + (" " + _("They leave out {n} combinations.").format(n=f"{left:,}") if left else "")
    )
    heads = (_("Combinations that nobody rejects"), _("How many"))
    return Block(_("What is open"), intro if rows else (), heads=heads, rows=tuple(rows), widths=(5, 1))


def _when(factors: dict[str, CompiledFactor], block: Open) -> Rich:
    told = []
    for key, values in block.when:
        factor = factors[key]
        known = {value.key: value.name for value in factor.values} | {"n/a": _("does not arise")}
        told.append(f"{factor.name}: {fields.either_of([known.get(value, value) for value in values])}")
    return text("; ".join(told)) or text(_("Anything"))


def _best(record: Record, found: Agreement) -> Block:
    """The combinations of the parties' stances that no other open one outdoes."""
    best, complete = found.best()
    shown = best[:BEST]
    rows = tuple((_stances(record, found, one), text(f"{one.worlds:,}")) for one in shown)
    told = _("No open combination is as good for every one of them and better for one. Stances are not added up.")
    more = len(best) - len(shown)
    if not complete:
        told += " " + _("There are more than these.")
    elif more:
        told += " " + count(more, "{n} further line is not told.", "{n} further lines are not told.")
    heads = (_("What the parties say where it is best for them"), _("How many"))
    return Block(_("The best that is open"), text(told) if rows else (), heads=heads, rows=rows, widths=(5, 1))


def _stances(record: Record, found: Agreement, one: Best) -> Rich:
    """Who says what, those who are for it first."""
    groups: dict[Headline, list[int]] = {}
    pairs = zip(found.parties, one.headlines, strict=True)
    for actor, headline in sorted(pairs, key=lambda pair: (pair[1] is Headline.SILENT, -pair[1])):
        groups.setdefault(headline, []).append(actor)
    told: Rich = ()
    for headline, actors in groups.items():
        who = names(record.actor_name(actor) for actor in actors)
        told = (
            *told,
            *((Piece("; "),) if told else ()),
            stance_mark(headline.word),
            Piece(f" {words.stance(headline)}: "),
            *who,
        )
    return told


def _blockers(record: Record, found: Agreement) -> Block:
    blocking = [one for one in found.blockers() if one.worlds]
    rows = tuple(
        ((name(record.actor_name(one.actor)),), text(f"{one.worlds:,}"), text(f"{one.alone:,}")) for one in blocking
    )
    heads = (_("Party"), _("Rejects"), _("Rejects alone"))
    return Block(_("Who rejects how many"), heads=heads if rows else (), rows=rows, widths=(4, 1, 1))


def _distances(record: Record) -> Block:
    """How far each scenario is from what nobody rejects."""
    known: dict[Hashable, Agreement] = {}
    rows = [
        ((name(record.full_name(scenario)),), _distance(record, scenario, known))
        for scenario in record.scenarios[:SCENARIOS]
    ]
    heads = (_("Scenario"), _("The smallest change after which nobody rejects it"))
    return Block(_("How far the scenarios are from it"), heads=heads if rows else (), rows=tuple(rows), widths=(2, 3))


def _distance(record: Record, scenario: Scenario, known: dict[Hashable, Agreement]) -> Rich:
    exploration = Exploration(record.comparison, scenario.id)
    if not exploration.possible:
        return text(_("By the case's own rules it cannot come about."))
    try:
        near = exploration.nearest(exploration.agreement(known=known))
    except TooLarge:
        return text(_("There are too many combinations to look at."))
    if near is None:
        return text(_("No change of this case’s factors reaches it."))
    if not near.size:
        return text(_("None: nobody rejects it, or what it leaves open can be filled so that nobody does."))
    told = told_way(record, near.ways[0])
    for way in near.ways[1:WAYS]:
        told = (*told, Piece(_(", or else ")), *told_way(record, way))
    left = len(near.ways) - min(WAYS, len(near.ways))
    return (*told, Piece(count(left, " (or {n} other way)", " (or {n} other ways)"))) if left else told
