"""The zone of agreement in words and numbers: how much is open, to whom, what is in it, who closes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from db.vocabulary import NOT_APPLICABLE, Headline, Stance
from desktop import words
from desktop.analysis.agreement import MOST_BLOCKS, Agreement, Best, Block
from desktop.analysis.cells import Comparison
from desktop.analysis.exploration import Exploration
from desktop.analysis.moves import Nearest
from desktop.analysis.within import heard
from desktop.models.what_if_names import Names
from desktop.words import _, count

MOST_SHOWN = 8
"""So many of the best combinations of stances are told."""


@dataclass(frozen=True, slots=True)
class ZoneTold:
    """The zone of agreement. ``values`` are the factors that vary in it, with how often they have each value."""

    count: str
    not_rejected: int
    left: int | None
    consistent: int
    always: tuple[str, ...]
    values: tuple[str, ...]
    split: str
    blockers: tuple[str, ...]
    nearest: str
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BlockLine:
    """Combinations that nobody rejects: what they have in common, how many they are, who speaks; ``covered`` tells how
    much the blocks so far hold, ``whole`` whether that is all.
    """

    text: str
    size: str
    heard: str
    covered: str
    whole: bool
    when: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class BestLine:
    """What the parties say where no other open combination is better for them: groups of a mark, its word and names.
    Without groups a sentence on what was left out.
    """

    groups: tuple[tuple[str, str, str], ...]
    size: str


def told(
    exploration: Exploration, agreement: Agreement, watch: Callable[[int, int], None]
) -> Iterator[ZoneTold | BlockLine]:
    """The zone, and its blocks as they are found."""
    names = Names(exploration.comparison)
    yield _zone(exploration, agreement, names, lambda: watch(0, MOST_BLOCKS))
    covered = told = 0

    def look() -> None:
        watch(told, MOST_BLOCKS)

    for block in agreement.blocks(look=look):
        told += 1
        yield _block(exploration, agreement, names, block, block.covered - covered)
        covered = block.covered


def share(part: float) -> str:
    """A share in per cent; one that is small is not nothing, and one that is large not all."""
    if 0 < part < 0.005:
        return _("<\u202f1\u202f%")
    if 0.995 <= part < 1:
        return _(">\u202f99\u202f%")
    return _("{n}\u202f%").format(n=round(100 * part))


def _zone(exploration: Exploration, agreement: Agreement, names: Names, look: Callable[[], None]) -> ZoneTold:
    comparison, whole, inside = exploration.comparison, agreement.consistent, agreement.not_rejected
    nearest = exploration.nearest(agreement) if inside else None
    look()
    always, values = _values(agreement, names)
    look()
    return ZoneTold(
        count=_count(exploration.threshold, inside, whole),
        not_rejected=inside,
        left=exploration.left(),
        consistent=whole,
        always=always,
        values=values,
        split=_split(agreement) if inside else _least(comparison, agreement),
        blockers=tuple(_blockers(comparison, agreement)),
        nearest=_nearest(names, nearest, inside),
        changes=tuple((each.factor, each.new) for way in nearest.ways[:1] for each in way.changes) if nearest else (),
    )


def _count(threshold: Stance, inside: int, whole: int) -> str:
    told = {
        Stance.REJECTS: _("{n} of {all} combinations that nobody rejects"),
        Stance.OPPOSES: _("{n} of {all} combinations that nobody rejects or opposes"),
    }[threshold]
    return told.format(n=words.number(inside), all=words.number(whole))


def _values(agreement: Agreement, names: Names) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is always so in the zone, and how often factors that vary have each value."""
    always, varying = [], []
    if not agreement.not_rejected:
        return (), ()
    for factor, counts in agreement.values().items():
        there = [key for key, worlds in counts.items() if worlds]
        if there == [NOT_APPLICABLE]:
            continue  # it follows from what is told of the others
        if len(there) == 1:
            always.append(names.values(factor, there))
        else:
            parts = (f"{names.value(factor, key)} {words.number(worlds)}" for key, worlds in counts.items())
            varying.append(f"{names.factors[factor]}: {', '.join(parts)}")
    return tuple(always), tuple(varying)


def _split(agreement: Agreement) -> str:
    told = _(
        "Of these {all} with everybody who can close it on record for it, {some} with some for it and the others "
        "silent or neutral, {silent} on which all of them are silent. These are stated words; silence is not consent."
    )
    return told.format(
        all=words.number(agreement.for_all),
        some=words.number(agreement.for_some),
        silent=words.number(agreement.all_silent),
    )


def _blockers(comparison: Comparison, agreement: Agreement) -> Iterator[str]:
    for each in agreement.blockers():
        if each.worlds:
            part, alone = (share(worlds / agreement.consistent) for worlds in (each.worlds, each.alone))
            told = _("{actor} closes {share}, {alone} alone")
            yield told.format(actor=comparison.actor(each.actor).name, share=part, alone=alone)


def _nearest(names: Names, nearest: Nearest | None, inside: int) -> str:
    if nearest is None:
        return _("No change leads there from here.") if inside else ""
    if not nearest.ways:
        return _("This situation is in the zone already, or can be.")
    sizes = {len(way.changes) for way in nearest.ways}
    told = count(nearest.size, "Nearest: {n} change, {{changes}}", "Nearest: {n} changes, {{changes}}")
    if sizes != {nearest.size}:
        told = _("Nearest: changes that count {n}, {{changes}}").format(n=nearest.size)
    told = told.format(changes=names.way(nearest.ways[0]))
    others = len({tuple((each.factor, each.new) for each in way.changes) for way in nearest.ways}) - 1
    if not nearest.complete:
        return told + " " + _("(or many other ways)")
    return told + (" " + count(others, "(or {n} other way)", "(or {n} other ways)") if others else "")


def _least(comparison: Comparison, agreement: Agreement) -> str:
    """Who stands in the way of what the fewest reject, and without whom it would open."""
    least = agreement.least_rejected()
    if least is None or not least.by:
        return _("No combination is consistent: the rules of the case allow none.")
    by = words.listing([comparison.actor(each).name for each in least.by])
    told = _("Nobody’s words allow any combination. Fewest block {n} of them: {actors}.")
    sentence = told.format(n=words.number(least.worlds), actors=by)
    names = [words.listing([comparison.actor(each).name for each in group]) for group in least.leaving[:3]]
    if names:
        sentence += " " + _("Without {actors} the zone would open.").format(actors=_(", or without ").join(names))
    rest = len(least.leaving) - len(names)
    if rest > 0 or not least.complete:
        sentence += " " + _("There are other such groups.")
    return sentence


def _block(exploration: Exploration, agreement: Agreement, names: Names, block: Block, new: int) -> BlockLine:
    """A block; ``new``: how many of its combinations lie in none before it."""
    text = " · ".join(names.values(key, keys) for key, keys in block.when) or _("any combination")
    speaking = heard(exploration, agreement, block)
    low, high, parties = speaking.always, speaking.sometimes, len(agreement.parties)
    spoken = f"{low}\u2013{high}" if low != high else str(low)
    told = _("{n} of {all} have spoken").format(n=spoken, all=parties)
    if speaking.objecting:
        against = words.listing([exploration.comparison.actor(each).name for each in speaking.objecting])
        told += " · " + _("against, or may be: {actors}").format(actors=against)
    size = count(block.worlds, "{n} combination", "{n} combinations")
    if new < block.worlds:
        size += " " + count(new, "({n} new)", "({n} new)")
    covered = share(block.covered / agreement.not_rejected)
    return BlockLine(text, size, told, covered, block.covered == agreement.not_rejected, block.when)


def best(comparison: Comparison, agreement: Agreement) -> Iterator[BestLine]:
    """The combinations of stances that no other open one outdoes."""
    found, complete = agreement.best()
    for one in found[:MOST_SHOWN]:
        size = count(one.worlds, "{n} combination", "{n} combinations")
        yield BestLine(tuple(_groups(comparison, agreement, one)), size)
    rest = len(found) - MOST_SHOWN
    if not complete:
        yield BestLine((), _("and more: no more than {n} were looked for").format(n=len(found)))
    elif rest > 0:
        yield BestLine((), count(rest, "and {n} more", "and {n} more"))


def _groups(comparison: Comparison, agreement: Agreement, one: Best) -> Iterator[tuple[str, str, str]]:
    """Who says what, those who are for it first."""
    groups: dict[Headline, list[str]] = {}
    pairs = zip(agreement.parties, one.headlines, strict=True)
    for actor, headline in sorted(pairs, key=lambda pair: (pair[1] is Headline.SILENT, -pair[1])):
        groups.setdefault(headline, []).append(comparison.actor(actor).name)
    for headline, names in groups.items():
        yield headline.word, words.stance(headline), words.listing(names)
