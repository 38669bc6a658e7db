"""What if as a page of text: where everybody stands, the smallest changes, and where agreement is possible."""

from collections.abc import Iterator, Sequence

from db.vocabulary import NOT_APPLICABLE, Headline, Stance
from desktop import words
from desktop.analysis.agreement import Agreement, Best, Block
from desktop.analysis.exploration import Exploration
from desktop.analysis.extent import TooLarge
from desktop.analysis.moves import Turn, Way
from desktop.analysis.zone import Watch
from desktop.commands import cell_words
from desktop.commands.matrix import as_of
from desktop.commands.terminal import Style, clean, columns, filled, wrapped
from desktop.words import _, count, number

MOST_WAYS = 6
"""The most sets of changes that are printed for one thing."""

MOST_BEST = 6
"""The most of the best combinations of stances that are printed."""


class Page:
    """Tells an exploration."""

    def __init__(self, exploration: Exploration, width: int, style: Style, watch: Watch) -> None:
        self._exploration, self._comparison = exploration, exploration.comparison
        self._width, self._style, self._watch = width, style, watch
        self._actors = {actor.id: clean(actor.name) for actor in self._comparison.actors}
        self._factors = {factor.key: factor for factor in self._comparison.factors}

    def lines(self) -> Iterator[str]:
        """The lines of the page."""
        yield from self._wrapped(clean(self._comparison.snapshot.case.title), look="bold")
        yield from self._wrapped(as_of(self._comparison.as_of))
        yield from self._wrapped(self._start())
        yield ""
        if not self._exploration.possible:
            yield from self._wrapped(_("What is set cannot go together: nobody stands anywhere in it."))
        elif not self._exploration.premise.addressed.any():
            yield from self._wrapped(_("This says nothing on any subject, so nobody stands anywhere: set a factor."))
        else:
            yield from self._standing()
            yield ""
            yield from self._changes()
        yield ""
        try:
            agreement = self._exploration.agreement(self._watch)
        except TooLarge as large:
            yield self._style(_("Where agreement is possible"), "bold")
            yield from self._wrapped(self._too_large(large))
            return
        yield from self._zone(agreement)

    def _start(self) -> str:
        """What it starts from: every factor that is not left open."""
        given = self._exploration.premise.given
        parts = []
        for place, factor in enumerate(self._comparison.factors):
            if given[place] != factor.full:
                parts.append(f"{clean(factor.name)}: {self._values(factor.key, factor.keys(given[place]))}")
        return _("From: {situation}").format(situation="; ".join(parts) or _("everything, nothing is set"))

    def _standing(self) -> Iterator[str]:
        yield self._style(_("Where they stand in it"), "bold")
        room = max(map(columns, self._actors.values()), default=0)
        for place, actor in enumerate(self._comparison.actors):
            told = cell_words.told(self._comparison.workings.cell(place, self._exploration.premise))
            name = filled(self._actors[actor.id], min(room, self._width // 2))
            remarks = f" ({', '.join(told.remarks)})" if told.remarks else ""
            yield f"  {name}  {self._style(f'{told.mark} {told.word}', told.look)}{remarks}"

    def _changes(self) -> Iterator[str]:
        yield self._style(_("The smallest changes that turn them"), "bold")
        weights = self._exploration.weights
        if weights:
            named = [
                f"{clean(each.name)} {weights[each.key]}" for each in self._comparison.factors if each.key in weights
            ]
            told = _("A change counts 1, but of these factors more, being harder to change: {factors}")
            yield from self._wrapped(told.format(factors=", ".join(named)), "  ")
        steady: list[str] = []
        for actor in self._comparison.actors:
            try:
                turns = self._exploration.turns(actor.id)
            except TooLarge as large:
                yield from self._wrapped(f"{self._actors[actor.id]}: {self._not_found(large)}", "  ")
                continue
            if not turns:
                steady.append(self._actors[actor.id])
            for turn in turns:
                yield from self._turn(turn)
        if steady:
            told = _("On the issues that this situation is about, no change turns {actors}.")
            yield from self._wrapped(told.format(actors=words.listing(steady)), "  ")

    def _turn(self, turn: Turn) -> Iterator[str]:
        head = self._size(turn.size, turn.ways)
        headline = words.stance(turn.headline)
        told = _("{actor} → {stance}: {changes}").format(actor=self._actors[turn.actor], stance=headline, changes=head)
        yield from self._wrapped(told, "  ", cell_words.look(turn.headline))
        yield from self._ways(turn.ways, turn.complete)

    def _size(self, size: int, ways: Sequence[Way]) -> str:
        """How many changes, and what they count for where that is something else."""
        many = {len(way.changes) for way in ways}
        if many == {size}:
            return count(size, "{n} change", "{n} changes")
        return count(size, "changes that count {n}", "changes that count {n}")

    def _ways(self, ways: Sequence[Way], complete: bool) -> Iterator[str]:
        for way in ways[:MOST_WAYS]:
            yield from self._wrapped(self._way(way), "     ")
        rest = len(ways) - MOST_WAYS
        if rest > 0 and complete:
            yield from self._wrapped(count(rest, "and {n} more such set", "and {n} more such sets"), "     ", "dim")
        elif not complete:
            yield from self._wrapped(_("and more: no more than {n} are looked at").format(n=number(len(ways))), "     ")

    def _way(self, way: Way) -> str:
        parts = []
        for change in way.changes:
            old, new = (self._values(change.factor, (value,)) for value in (change.old, change.new))
            parts.append(f"{clean(self._factors[change.factor].name)}: {old} → {new}")
        told = "; ".join(parts) or _("nothing but what follows")
        gone, come = (words.listing([clean(self._factors[key].name) for key in keys]) for keys in (way.gone, way.come))
        told += " " + _("(then no longer applicable: {factors})").format(factors=gone) if gone else ""
        return told + (" " + _("(then applicable: {factors})").format(factors=come) if come else "")

    def _zone(self, agreement: Agreement) -> Iterator[str]:
        yield self._style(_("Where agreement is possible"), "bold")
        parties = words.listing([self._actors[actor] for actor in agreement.parties]) or _("nobody")
        yield from self._wrapped(_("Who can block: {actors}").format(actors=parties), "  ")
        told = {
            Stance.REJECTS: _("{n} of {all} consistent combinations are rejected by none of them"),
            Stance.OPPOSES: _("{n} of {all} consistent combinations are rejected or opposed by none of them"),
        }[self._exploration.threshold]
        line = told.format(n=number(agreement.not_rejected), all=number(agreement.consistent))
        yield from self._wrapped(f"{line} ({self._share(agreement.not_rejected, agreement.consistent)}).", "  ")
        if agreement.not_rejected:
            yield from self._open(agreement)
        else:
            yield from self._least(agreement)
        yield from self._blockers(agreement)
        yield from self._wrapped(
            _("These are the words on record. Silence is counted as silence, never as consent."), "  "
        )

    def _open(self, agreement: Agreement) -> Iterator[str]:
        split = _("Of these, for by all: {all}; for by some, the rest silent or neutral: {some}; all silent: {silent}.")
        counts = (agreement.for_all, agreement.for_some, agreement.all_silent)
        told = dict(zip(("all", "some", "silent"), map(number, counts), strict=True))
        yield from self._wrapped(split.format(**told), "  ")
        yield from self._nearest(agreement)
        yield from self._values_left(agreement)
        yield from self._wrapped(_("In blocks, each of which nobody rejects:"), "  ")
        for block in agreement.blocks():
            yield from self._wrapped(self._block(block, agreement.not_rejected), "     ")
        yield from self._best(agreement)

    def _best(self, agreement: Agreement) -> Iterator[str]:
        """The combinations of stances that no other one outdoes."""
        found, complete = agreement.best()
        told = _("The best for the parties: no open combination is as good for every one and better for one.")
        yield from self._wrapped(told, "  ")
        for each in found[:MOST_BEST]:
            yield from self._wrapped(self._stances(agreement.parties, each), "     ")
        rest = len(found) - MOST_BEST
        if not complete:
            yield from self._wrapped(
                _("and more: no more than {n} are looked at").format(n=number(len(found))), "     "
            )
        elif rest > 0:
            told = count(rest, "and {n} more such combination of stances", "and {n} more such combinations of stances")
            yield from self._wrapped(told, "     ", "dim")

    def _stances(self, parties: Sequence[int], best: Best) -> str:
        """Who says what, who is for it first."""
        groups: dict[Headline, list[str]] = {}
        pairs = zip(parties, best.headlines, strict=True)
        for actor, headline in sorted(pairs, key=lambda pair: (pair[1] is Headline.SILENT, -pair[1])):
            groups.setdefault(headline, []).append(self._actors[actor])
        told = "; ".join(f"{words.stance(each)}: {words.listing(names)}" for each, names in groups.items())
        return f"{told} ({count(best.worlds, '{n} combination', '{n} combinations')})"

    def _nearest(self, agreement: Agreement) -> Iterator[str]:
        nearest = self._exploration.nearest(agreement)
        if nearest is None:
            return
        if nearest.size == 0 and not nearest.ways:
            yield from self._wrapped(_("Where this starts, it is so already, or can be."), "  ")
            return
        told = _("From here it takes {changes}:").format(changes=self._size(nearest.size, nearest.ways))
        yield from self._wrapped(told, "  ")
        yield from self._ways(nearest.ways, nearest.complete)

    def _values_left(self, agreement: Agreement) -> Iterator[str]:
        """What is always and what is never so in them."""
        always, never = [], []
        for key, counts in agreement.values().items():
            name = clean(self._factors[key].name)
            there = [value for value, worlds in counts.items() if worlds]
            gone = [value for value, worlds in counts.items() if not worlds]
            if there == [NOT_APPLICABLE]:
                continue  # it follows from what is told of the others
            if len(there) == 1:
                always.append(f"{name}: {self._values(key, there)}")
            elif gone:
                never.append(f"{name}: {self._values(key, gone)}")
        if always:
            yield from self._wrapped(_("Always: {values}").format(values="; ".join(always)), "  ")
        if never:
            yield from self._wrapped(_("Never: {values}").format(values="; ".join(never)), "  ")

    def _block(self, block: Block, whole: int) -> str:
        parts = [f"{clean(self._factors[key].name)}: {self._values(key, values)}" for key, values in block.when]
        told = "; ".join(parts) or _("in any case")
        size = count(block.worlds, "{n} combination", "{n} combinations")
        covered = _("{share} told so far").format(share=self._share(block.covered, whole))
        return f"{told} ({size}; {covered})"

    def _least(self, agreement: Agreement) -> Iterator[str]:
        least = agreement.least_rejected()
        if least is None or not least.by:
            return
        by = words.listing([self._actors[actor] for actor in least.by])
        told = _("The least rejected: {n} combinations, which only some of {actors} block.")
        yield from self._wrapped(told.format(n=number(least.worlds), actors=by), "  ")
        sets = [words.listing([self._actors[actor] for actor in each]) for each in least.leaving[:MOST_WAYS]]
        yield from self._wrapped(_("It would open without: {sets}").format(sets=_(" or without ").join(sets)), "  ")

    def _blockers(self, agreement: Agreement) -> Iterator[str]:
        told = _("{actor} blocks {share}, {alone} alone")
        parts = [
            told.format(
                actor=self._actors[each.actor],
                share=self._share(each.worlds, agreement.consistent),
                alone=self._share(each.alone, agreement.consistent),
            )
            for each in agreement.blockers()
            if each.worlds
        ]
        if parts:
            yield from self._wrapped("; ".join(parts) + ".", "  ")

    def _too_large(self, large: TooLarge) -> str:
        told = _("There are {n} combinations, more than the {most} that are looked at: set some factors first.")
        return told.format(n=number(large.worlds), most=number(large.most))

    def _not_found(self, large: TooLarge) -> str:
        if large.within is None:
            return self._too_large(large)
        one = "no change of up to {n} factor turns it; more than that was not looked at."
        return count(large.within, one, "no change of up to {n} factors turns it; more than that was not looked at.")

    def _values(self, factor: str, keys: Sequence[str]) -> str:
        """The names of some values of a factor."""
        names = {value.key: clean(value.name) for value in self._factors[factor].values}
        named = [names.get(key, _("not applicable")) for key in keys]
        return (
            named[0] if len(named) == 1 else _("{first} or {last}").format(first=", ".join(named[:-1]), last=named[-1])
        )

    @staticmethod
    def _share(part: int, whole: int) -> str:
        if not whole:
            return "0\u202f%"
        share = 100 * part / whole
        return f"{share:.0f}\u202f%" if share >= 1 or not part else "<\u202f1\u202f%"

    def _wrapped(self, text: str, indent: str = "", look: str = "") -> Iterator[str]:
        for line in wrapped(text, max(10, self._width - len(indent))):
            yield indent + self._style(line, look)
