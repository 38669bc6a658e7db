"""What if: a situation under the hand, where every party stands in it, and what would change that.

``Situation`` and ``explored`` work on the analysis and belong on a worker; what they give is read on the window's
thread.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.records import Scenario, Setting
from db.vocabulary import NOT_APPLICABLE, ActorKind, Headline, Stance
from desktop import words
from desktop.analysis import comparison as side_by_side
from desktop.analysis.agreement import Agreement, Block
from desktop.analysis.cells import Cell, Comparison
from desktop.analysis.exploration import Exploration
from desktop.analysis.extent import TooLarge
from desktop.analysis.live import Live, State
from desktop.analysis.moves import Nearest, Turn, Way
from desktop.models import looks
from desktop.models.sheet import code_of
from desktop.words import _, count

if TYPE_CHECKING:
    from desktop.analysis.factors import CompiledFactor

ANY = ""
"""The key of the choice that leaves a factor open."""

MOST_PARTIES = 60
"""The smallest changes are looked for of so many parties at most."""

MOST_WAYS = 20
"""So many ways of one change are told."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a factor may be given: its key, name, and how it looks (a look of a tile)."""

    key: str
    name: str
    look: str


@dataclass(frozen=True, slots=True)
class FactorLine:
    """A factor with its choices; ``was`` tells what the scenario says of it, where that is something else."""

    key: str
    name: str
    choices: tuple[Choice, ...]
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a party stands: its place on the line of five (None: silent or impossible), mark and word."""

    step: int | None
    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party before and now."""

    actor: int
    name: str
    kind: ActorKind
    before: Stand
    now: Stand
    moves: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A situation as it is shown."""

    scenario: int | None
    title: str
    factors: tuple[FactorLine, ...]
    parties: tuple[PartyLine, ...]
    changes: int
    possible: bool
    told: str
    settings: tuple[Setting, ...]

    @property
    def moving(self) -> int:
        """How many parties move."""
        return sum(each.moves for each in self.parties)


class Situation:
    """The live situation of one comparison, with what it is held against and the states tried."""

    def __init__(self, comparison: Comparison, scenario: int | None, state: State | None = None) -> None:
        self.comparison = comparison
        self.live = Live(comparison, scenario)
        self._base = self.live.state
        self._frozen: State | None = None
        self._tried = [self.live.state]
        self._place = 0
        if state is not None and len(state.given) == len(self.live.state.given):
            self._go(state)

    def choose(self, factor: str, value: str, *, beside: bool = False) -> tuple[str, ...]:
        """Gives a factor a value, or leaves it open; ``beside``: as well as those that it has. Gives the names of the
        factors that must give way when it cannot be, and does nothing then.
        """
        if value == ANY:
            self.live.opened(factor)
        else:
            switch = next(each for each in self.live.switches() if each.factor == factor)
            if value not in switch.possible:
                return tuple(self._yielding(factor, value))
            chosen = {value}
            if beside and len(switch.chosen) < len(self._keys(factor)):
                chosen = set(switch.chosen) ^ {value} or {value}
            self.live.choose(factor, chosen)
        self._note()
        return ()

    def give_way(self, factor: str, value: str) -> None:
        """Gives a factor a value, and leaves open what must give way: the fewest, the first of them."""
        for other in next(iter(self.live.yielding(factor, value)), ()):
            self.live.opened(other)
        self.live.choose(factor, (value,))
        self._note()

    def apply(self, changes: Iterable[tuple[str, str]]) -> None:
        """Gives several factors a value each; what cannot stay beside them is left open."""
        wanted = list(changes)
        for factor, _value in wanted:
            self.live.opened(factor)
        for factor, value in wanted:
            if value not in next(each for each in self.live.switches() if each.factor == factor).possible:
                for other in next(iter(self.live.yielding(factor, value)), ()):
                    self.live.opened(other)
            self.live.choose(factor, (value,))
        self._note()

    def narrow(self, when: Mapping[str, Collection[str]]) -> None:
        """Goes to the combinations of a block: everything that it does not name is left open."""
        for factor in self.comparison.factors:
            if factor.key in when:
                self.live.choose(factor.key, when[factor.key])
            else:
                self.live.opened(factor.key)
        self._note()

    def reset(self, factor: str | None = None) -> None:
        """Puts a factor, or everything, back to what the scenario says."""
        if factor is None:
            self._go(self._base)
        else:
            place = next(n for n, each in enumerate(self.comparison.factors) if each.key == factor)
            given = list(self.live.state.given)
            given[place] = self._base.given[place]
            self._go(State(self.live.state.scenario, tuple(given)))

    def freeze(self, frozen: bool) -> None:
        """Holds what comes against the situation as it is now, or against the scenario again."""
        self._frozen = self.live.state if frozen else None

    def step(self, step: int) -> bool:
        """Goes back (-1) or forward (1) through the situations tried; False at the end."""
        there = self._place + step
        if not 0 <= there < len(self._tried):
            return False
        self._place = there
        self.live.restore(self._tried[there])
        return True

    def shown(self) -> Shown:
        """The situation as it is shown."""
        state = self.live.state
        base = self._frozen or self._base
        before = self._cells(base)
        now = self._cells(state)
        lines = tuple(_line(self.comparison, actor, before[actor], now[actor]) for actor in before)
        scenario = state.scenario
        title = _("Blank situation") if scenario is None else self.comparison.scenario(scenario).name
        changes = sum(one != other for one, other in zip(state.given, self._base.given, strict=True))
        return Shown(
            scenario=scenario,
            title=title,
            factors=tuple(self._factors()),
            parties=lines,
            changes=changes,
            possible=self.live.possible,
            told=_told(lines, self.live.possible),
            settings=self.live.settings(scenario),
        )

    def whole_settings(self) -> tuple[Setting, ...]:
        """What a scenario of its own sets that tells this situation."""
        return self.live.settings(None)

    def exploration(self, blocking: Collection[int] | None, threshold: Stance) -> Exploration:
        """The question that the panels at the side answer."""
        scenario = self.live.state.scenario
        return Exploration(self.comparison, scenario, self.live.settings(scenario), blocking, threshold)

    def _cells(self, state: State) -> dict[int, Cell]:
        here = self.live.state
        listed = side_by_side.parties(self.comparison)
        self.live.restore(state)
        try:
            return {actor.id: self.live.cell(actor.id) for actor in listed}
        finally:
            self.live.restore(here)

    def _factors(self) -> Iterator[FactorLine]:
        given, base = self.live.state.given, self._base.given
        switches = {each.factor: each for each in self.live.switches()}
        for place, factor in enumerate(self.comparison.factors):
            switch = switches[factor.key]
            keys, changed = self._keys(factor.key), given[place] != base[place]
            names = dict(zip(keys, value_names(factor), strict=True))
            was = set(factor.keys(base[place])) if base[place] != factor.full else set()
            whole = len(switch.chosen) == len(keys)
            choices = [Choice(ANY, _("Any"), "opened" if whole else "open")]
            for key in keys:
                if key == NOT_APPLICABLE:
                    continue  # it follows from the rules; nobody chooses it
                if key not in switch.possible:
                    look = "excluded"
                elif key in switch.chosen and not whole:
                    look = "set" if len(switch.chosen) == 1 else "partly"
                else:
                    look = "was" if changed and key in was else "free"
                choices.append(Choice(key, names[key], look))
            told = words.listing([names[key] for key in factor.keys(base[place])]) if was else _("any")
            now = _("any") if whole else words.listing([names[key] for key in switch.chosen])
            yield FactorLine(factor.key, factor.name, tuple(choices), told if changed else "", now)

    def _keys(self, factor: str) -> tuple[str, ...]:
        found = next(each for each in self.comparison.factors if each.key == factor)
        return found.keys(found.full)

    def _yielding(self, factor: str, value: str) -> Iterator[str]:
        names = {each.key: each.name for each in self.comparison.factors}
        ways = self.live.yielding(factor, value)
        for way in ways[:1]:
            yield from (names[other] for other in way)
        if not ways:
            yield ""

    def _go(self, state: State) -> None:
        self.live.restore(state)
        self._note()

    def _note(self) -> None:
        if self.live.state != self._tried[self._place]:
            self._tried = [*self._tried[: self._place + 1], self.live.state]
            self._place += 1


@dataclass(frozen=True, slots=True)
class TurnLine:
    """The smallest change that turns a party: how many factors, which, and what it says then; ``ways`` are all."""

    actor: int
    name: str
    size: int
    changes: str
    mark: str
    word: str
    ways: tuple[tuple[tuple[str, str], ...], ...]
    more: str
    complete: bool


@dataclass(frozen=True, slots=True)
class BlockLine:
    """Combinations that nobody rejects: what they have in common, how many they are."""

    text: str
    worlds: int
    covered: int
    when: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ZoneTold:
    """The zone of agreement in words and numbers."""

    worlds: int
    consistent: int
    not_rejected: int
    left: int | None
    always: tuple[str, ...]
    never: tuple[str, ...]
    split: str
    blockers: tuple[str, ...]
    nearest: str
    nearest_changes: tuple[tuple[str, str], ...]
    least: str
    capped: str


@dataclass(frozen=True, slots=True)
class Told:
    """What cannot be worked out, in a sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class PivotLine:
    """A party, and the factors whose change alone can change what it says, with the share of combinations."""

    name: str
    factors: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A condition of a position read otherwise: the factor, the mask of values, and both in words."""

    position: int
    factor: str
    mask: int
    text: str


Answer = TurnLine | BlockLine | ZoneTold | PivotLine | Told
"""What an exploration gives, one after another."""


def explored(exploration: Exploration, watch: Callable[[int, int], None]) -> Iterator[Answer]:
    """The answers about a situation, the quick ones first: turns, the zone, its blocks. ``watch`` may raise to stop."""
    comparison = exploration.comparison
    yield from _turns(exploration, watch)
    try:
        agreement = exploration.agreement(watch)
        yield _zone(exploration, agreement)
        for block in agreement.blocks():
            watch(0, 0)
            yield _block(comparison, block)
        yield from _pivots(exploration, watch)
    except TooLarge as large:
        told = _("There are {n} combinations, more than can be looked at one by one ({most}). Fix a factor first.")
        yield Told(told.format(n=words.number(large.worlds), most=words.number(large.most)))


def _turns(exploration: Exploration, watch: Callable[[int, int], None]) -> Iterator[Answer]:
    comparison = exploration.comparison
    listed = side_by_side.parties(comparison)[:MOST_PARTIES]
    steady = []
    for number, actor in enumerate(listed):
        watch(number, len(listed))
        try:
            turns = exploration.turns(actor.id)
        except TooLarge:
            yield Told(_("{actor}: too many combinations to find what would turn it.").format(actor=actor.name))
            continue
        if turns:
            yield _turn(comparison, turns)
        else:
            steady.append(actor.name)
    if steady:
        yield Told(_("No change turns {actors}.").format(actors=words.listing(steady)))


def _pivots(exploration: Exploration, watch: Callable[[int, int], None]) -> Iterator[PivotLine]:
    comparison = exploration.comparison
    names = {factor.key: factor.name for factor in comparison.factors}
    for actor in side_by_side.parties(comparison)[:MOST_PARTIES]:
        watch(0, 0)
        told = [f"{names[each.factor]} {round(100 * each.share)} %" for each in exploration.pivots(actor.id)]
        if told:
            yield PivotLine(actor.name, ", ".join(told[:4]))


def readings(comparison: Comparison, position: int) -> tuple[Reading, ...]:
    """How the conditions of a position could be read wider (in any case) or otherwise (one value alone)."""
    record = comparison.record
    found = []
    named = {place: mask for cube in record.region(comparison.position_row(position)) for place, mask in cube}
    for place, mask in sorted(named.items()):
        factor = comparison.factors[place]
        names = value_names(factor)
        wide = _("{factor}: in any case").format(factor=factor.name)
        found.append(Reading(position, factor.key, factor.full, wide))
        for bit in range(len(factor.values)):
            if mask != 1 << bit:
                text = _("{factor}: {value} alone").format(factor=factor.name, value=names[bit])
                found.append(Reading(position, factor.key, 1 << bit, text))
    return tuple(found)


def reread(exploration: Exploration, reading: Reading) -> str:
    """What the zone would be if a condition were read otherwise; the record stays as it is."""
    now = exploration.agreement()
    then = exploration.reread(reading.position, reading.factor, reading.mask).agreement()
    told = _(
        "Read as “{reading}”, nobody would reject {then} combinations; as it is coded, {now}. "
        "The record is not changed."
    )
    return told.format(reading=reading.text, then=words.number(then.not_rejected), now=words.number(now.not_rejected))


def summary(shown: Shown, zone: ZoneTold | None, turns: Sequence[TurnLine]) -> str:
    """What was found, as the body of a note, with what it assumes."""
    chosen = [f"{line.name}: {line.now}" for line in shown.factors if line.now != _("any")]
    parts = [_("What if, from “{scenario}”.").format(scenario=shown.title)]
    parts.append("- " + (" · ".join(chosen) or _("everything open")))
    parts.append("- " + shown.told)
    parts += [_("- {actor} turns with: {changes}").format(actor=each.name, changes=each.changes) for each in turns[:8]]
    if zone is not None:
        told = _("- {n} of {all} combinations that nobody rejects")
        parts.append(told.format(n=words.number(zone.not_rejected), all=words.number(zone.consistent)))
    parts.append(_("Assumes that the words on record stand as coded; silence is not consent."))
    return "\n".join(parts)


def _turn(comparison: Comparison, turns: Sequence[Turn]) -> TurnLine:
    turn = turns[0]
    ways = list({_news(way): way for each in turns for way in each.ways}.values())
    look = looks.look(_code(turn.headline), False)
    pairs = tuple(_news(way) for way in ways[:MOST_WAYS])
    others = len(ways) - 1
    more = count(others, "{n} more way", "{n} more ways") if others else ""
    return TurnLine(
        actor=turn.actor,
        name=comparison.actor(turn.actor).name,
        size=turn.size,
        changes=_way(comparison, ways[0]),
        mark=look.mark,
        word=look.word,
        ways=pairs,
        more=more,
        complete=all(each.complete for each in turns),
    )


def _news(way: Way) -> tuple[tuple[str, str], ...]:
    """What a way changes factors to, whatever they were."""
    return tuple((each.factor, each.new) for each in way.changes)


def _zone(exploration: Exploration, agreement: Agreement) -> ZoneTold:
    comparison = exploration.comparison
    values, open_worlds = agreement.values(), agreement.not_rejected
    always, never = [], []
    for factor in comparison.factors:
        names = dict(zip(factor.keys(factor.full), value_names(factor), strict=True))
        told = {key: worlds for key, worlds in values[factor.key].items() if key != NOT_APPLICABLE}
        if not open_worlds or not any(told.values()):
            continue
        for key, worlds in told.items():
            if worlds == open_worlds:
                always.append(f"{factor.name}: {names[key]}")
            elif worlds == 0:
                never.append(f"{factor.name}: {names[key]}")
    nearest = exploration.nearest(agreement) if open_worlds else None
    return ZoneTold(
        worlds=agreement.worlds,
        consistent=agreement.consistent,
        not_rejected=open_worlds,
        left=exploration.left(),
        always=tuple(always),
        never=tuple(never),
        split=_split(agreement),
        blockers=tuple(_blockers(comparison, agreement)),
        nearest=_nearest(comparison, nearest),
        nearest_changes=_first_way(nearest),
        least=_least(comparison, agreement),
        capped="",
    )


def _split(agreement: Agreement) -> str:
    told = _(
        "{all} with everybody on record for it, {some} with some for it and the others silent or neutral, "
        "{silent} on which all are silent"
    )
    return told.format(
        all=words.number(agreement.for_all),
        some=words.number(agreement.for_some),
        silent=words.number(agreement.all_silent),
    )


def _blockers(comparison: Comparison, agreement: Agreement) -> Iterator[str]:
    for each in agreement.blockers():
        if each.worlds and agreement.consistent:
            share = round(100 * each.worlds / agreement.consistent)
            alone = round(100 * each.alone / agreement.consistent)
            told = _("{actor} closes {share} %, {alone} % alone")
            yield told.format(actor=comparison.actor(each.actor).name, share=share, alone=alone)


def _nearest(comparison: Comparison, nearest: Nearest | None) -> str:
    if nearest is None:
        return ""
    if nearest.size == 0:
        return _("This situation is in the zone already, or can be.")
    told = count(nearest.size, "Nearest: {n} change, {{changes}}", "Nearest: {n} changes, {{changes}}")
    return told.format(changes=_way(comparison, nearest.ways[0]))


def _first_way(nearest: Nearest | None) -> tuple[tuple[str, str], ...]:
    if nearest is None or not nearest.ways:
        return ()
    return _news(nearest.ways[0])


def _least(comparison: Comparison, agreement: Agreement) -> str:
    least = agreement.least_rejected()
    if least is None:
        return ""
    by = words.listing([comparison.actor(each).name for each in least.by])
    told = _("Nobody’s words allow any combination. Fewest block {n} of them: {actors}.")
    sentence = told.format(n=words.number(least.worlds), actors=by)
    if least.leaving:
        names = [words.listing([comparison.actor(each).name for each in group]) for group in least.leaving[:3]]
        sentence += " " + _("Without {actors} the zone would open.").format(actors=_(" or ").join(names))
    return sentence


def _block(comparison: Comparison, block: Block) -> BlockLine:
    factors = {each.key: each for each in comparison.factors}
    parts = []
    for key, chosen in block.when:
        names = dict(zip(factors[key].keys(factors[key].full), value_names(factors[key]), strict=True))
        parts.append(f"{factors[key].name}: {words.listing([names[each] for each in chosen])}")
    return BlockLine(" · ".join(parts) or _("any combination"), block.worlds, block.covered, block.when)


def _way(comparison: Comparison, way: Way) -> str:
    factors = {each.key: each for each in comparison.factors}
    parts = []
    for change in way.changes:
        factor = factors[change.factor]
        names = dict(zip(factor.keys(factor.full), value_names(factor), strict=True))
        parts.append(f"{factor.name}: {names[change.new]}")
    forced = [factors[each].name for each in way.gone]
    told = " + ".join(parts)
    return f"{told} ({_('then without: {factors}').format(factors=words.listing(forced))})" if forced else told


def value_names(factor: "CompiledFactor") -> list[str]:
    """The names of everything that a factor can be, ``n/a`` last."""
    names = [getattr(value, "name", "") or str(getattr(value, "key", value)) for value in factor.values]
    return [*names, _("not applicable")] if factor.optional else names


def proposed(name: str, parent: int | None, settings: tuple[Setting, ...]) -> Scenario:
    """A scenario that tells a situation."""
    return Scenario(0, "", "", name, parent, settings, None, "")


def _line(comparison: Comparison, actor: int, before: Cell, now: Cell) -> PartyLine:
    who = comparison.actor(actor)
    moves = (before.kind, before.headlines) != (now.kind, now.headlines)
    return PartyLine(actor, who.name, who.kind, _stand(before), _stand(now), moves)


def _stand(cell: Cell) -> Stand:
    look = looks.look(code_of(cell), False)
    return Stand(side_by_side.step(cell), look.mark, look.word)


def _code(headline: Headline) -> int:
    return int(headline)


def _told(lines: Sequence[PartyLine], possible: bool) -> str:
    """A sentence on what silence does."""
    if not possible:
        return _("These choices cannot be together: nothing is said of such a situation.")
    rejecting = [each.name for each in lines if each.now.mark == "rejects"]
    eased = [each.name for each in lines if each.before.mark == "rejects" and each.now.mark != "rejects"]
    quiet = [each for each in lines if each.now.step is None]
    fallen = [each for each in quiet if each.before.step is not None and each.before.step > 2]
    parts = []
    if eased:
        told = count(len(eased), "{{actors}} no longer rejects", "{{actors}} no longer reject")
        parts.append(told.format(actors=words.listing(eased)))
    elif rejecting:
        told = count(len(rejecting), "{{actors}} rejects it", "{{actors}} reject it")
        parts.append(told.format(actors=words.listing(rejecting[:4])))
    else:
        parts.append(_("Nobody on record rejects it"))
    if fallen:
        told = "{n} party that was for it has said nothing about this one"
        many = "{n} parties that were for it have said nothing about this one"
        parts.append(count(len(fallen), told, many))
    elif quiet:
        parts.append(count(len(quiet), "{n} party has said nothing", "{n} parties have said nothing"))
    return f"{', but '.join(parts) if fallen else '; '.join(parts)}. {_('Silence is not consent.')}"
