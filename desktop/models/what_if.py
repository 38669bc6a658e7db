"""What if: a situation under the hand, where every party stands in it, and the situations tried.

It works on the analysis and belongs on a worker; what ``shown`` gives is read on the window's thread. What would change
where parties stand is told by ``what_if_answers.py``.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from db.records import Scenario, Setting
from db.vocabulary import NOT_APPLICABLE, Stance
from desktop import words
from desktop.analysis import comparison as side_by_side
from desktop.analysis.cells import Comparison
from desktop.analysis.exploration import MOST_WEIGHT, Exploration
from desktop.analysis.factors import CompiledFactor
from desktop.analysis.live import Live, State, Switch
from desktop.models.what_if_names import Names, either
from desktop.models.what_if_shown import Choice, FactorLine, Shown, Stand, Tried, exactly, party_lines, quickly, told
from desktop.words import _

ANY = ""
"""The key of the choice that leaves a factor open."""

MOST_AT_ONCE = 1_000
"""So many statements that might apply are looked at before a situation is shown; of more, it is shown first."""

IN_ONE_GO = 12
"""So many parties are worked out in one go after that."""

MOST_LINES = 1_000
"""So many lines of factors are kept: of a flip, most are as they were."""


class Situation:
    """The live situation of one comparison, with what it is held against and the situations tried."""

    def __init__(self, comparison: Comparison, scenario: int | None, back: Tried | None = None) -> None:
        self.comparison = comparison
        self.live = Live(comparison, scenario)
        self.parties = side_by_side.parties(comparison)
        self._names = Names(comparison)
        self._places = {each.id: comparison.actor_place(each.id) for each in self.parties}
        self._base = self.live.state
        self._frozen: State | None = None
        self._weights: dict[str, int] = {}
        self._lines: dict[object, FactorLine] = {}
        self._stands: dict[State, dict[int, Stand]] = {}
        self._tried = [self.here]
        self._place = 0
        if back is not None and len(back.state.given) == len(self.live.state.given):
            self._weights = {key: weight for key, weight in back.weights if key in self._names.factors}
            self._go(back.state)

    @property
    def here(self) -> Tried:
        """The situation as it is, to come back to."""
        return Tried(self.live.state, tuple(sorted(self._weights.items())))

    def choose(self, factor: str, value: str, *, beside: bool = False) -> tuple[str, ...]:
        """Gives a factor a value, or leaves it open; ``beside``: as well as those that it has. Gives the names of the
        factors that must give way when it cannot be, and does nothing then.
        """
        if value == ANY:
            self.live.opened(factor)
        else:
            switch = self._switch(factor)
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
            if value not in self._switch(factor).possible:
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

    def weigh(self, factor: str, weight: int) -> None:
        """Lets a change of a factor count for so many, as far as that goes: it is harder to change."""
        self._weights[factor] = max(1, min(weight, MOST_WEIGHT))
        if self._weights[factor] == 1:
            del self._weights[factor]
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

    def hold(self, held: State | None) -> None:
        """Holds what comes against some situation, as far as it still is one; None: against the scenario."""
        self._frozen = held if held is not None and len(held.given) == len(self._base.given) else None

    def step(self, step: int) -> bool:
        """Goes back (-1) or forward (1) through the situations tried; False at the end."""
        there = self._place + step
        if not 0 <= there < len(self._tried):
            return False
        self._place = there
        self.live.restore(self._tried[there].state)
        self._weights = dict(self._tried[there].weights)
        return True

    @property
    def ways(self) -> tuple[bool, bool]:
        """Whether there is a situation to go back to, and one to go forward to."""
        return self._place > 0, self._place + 1 < len(self._tried)

    def shown(self) -> Shown:
        """The situation as it is shown: at once, with parties pending where too much might apply."""
        state, base = self.live.state, self._frozen or self._base
        self._stands = {each: self._stands.get(each) or self._quickly(each) for each in {base, state}}
        scenario = state.scenario
        lines = party_lines(self.parties, self._stands[base], self._stands[state])
        title = _("Blank situation") if scenario is None else self.comparison.scenario(scenario).name
        return Shown(
            scenario=scenario,
            title=title,
            factors=tuple(self._factors()),
            parties=lines,
            changes=self._changes(),
            possible=self.live.possible,
            told=told(lines, possible=self.live.possible),
            settings=self.live.settings(scenario),
            whole=self.live.settings(None),
            held=self._frozen,
            ways=self.ways,
            here=self.here,
            weighing=_weighing(self._names, self._weights),
            moving=sum(each.moves for each in lines),
            pending=any(each.pending for each in lines),
        )

    def work_out(self, first: Collection[int], wanted: Callable[[], bool] = lambda: True) -> None:
        """Works out some parties that are pending, of some (by id) first, as long as it is ``wanted``."""
        left = IN_ONE_GO
        for state, stands in self._stands.items():
            pending = [actor for actor, stand in stands.items() if stand.pending]
            some = sorted(pending, key=lambda actor: actor not in first)[:left]
            left -= len(some)
            for actor in some:
                if wanted():
                    stands |= self._exactly(state, [actor])

    def behind(self, actor: int) -> tuple[tuple[int, ...], bool]:
        """The positions (by id) behind where a party stands: those that decide, else those that might; where there are
        none, those that did before, and True.
        """
        cell = self.live.cell(actor)
        found = cell.decisive or cell.might
        if found:
            return found, False
        with _At(self.live, self._frozen or self._base):
            before = self.live.cell(actor)
        return before.decisive or before.might, True

    def exploration(self, blocking: Collection[int] | None, threshold: Stance) -> Exploration:
        """The question that the panels at the side answer."""
        scenario = self.live.state.scenario
        settings, weights = self.live.settings(scenario), dict(self._weights)
        return Exploration(self.comparison, scenario, settings, blocking, threshold, weights=weights)

    def _changes(self) -> int:
        """How many factors were changed; one that was opened since the others leave it no value only follows."""
        premise, frame = self.live.premise, self.comparison.record.frame
        return sum(
            now != before and not (now == full and absent and left == absent)
            for now, before, left, full, absent in zip(
                premise.given, self._base.given, premise.box, frame.full, frame.absent, strict=True
            )
        )

    def _quickly(self, state: State) -> dict[int, Stand]:
        """Where the parties stand, those that take long as far as it is known."""
        with _At(self.live, state):
            column = self.live.column()
        stands = quickly(column, self._places)
        pending = [actor for actor, stand in stands.items() if stand.pending]
        if sum(int(column.might_count[self._places[actor]]) for actor in pending) <= MOST_AT_ONCE:
            stands |= self._exactly(state, pending)
        return stands

    def _exactly(self, state: State, actors: Iterable[int]) -> dict[int, Stand]:
        with _At(self.live, state):
            return {actor: exactly(self.live.cell(actor)) for actor in actors}

    def _factors(self) -> Iterator[FactorLine]:
        given, base = self.live.state.given, self._base.given
        if len(self._lines) > MOST_LINES:
            self._lines.clear()
        for place, switch in enumerate(self.live.switches()):
            weight = self._weights.get(switch.factor, 1)
            key = (place, given[place], base[place], switch.possible, weight)
            if key not in self._lines:
                self._lines[key] = self._factor(self.comparison.factors[place], switch, given[place], base[place])
            yield self._lines[key]

    def _factor(self, factor: CompiledFactor, switch: Switch, given: int, base: int) -> FactorLine:
        keys, changed = factor.keys(factor.full), given != base
        was = set(factor.keys(base)) if base != factor.full else set()
        whole = len(switch.chosen) == len(keys)
        choices = [Choice(ANY, _("Any"), "opened" if whole else "open")]
        for key in keys:
            if key != NOT_APPLICABLE:  # it follows from the rules; nobody chooses it
                look = _look(key, switch, whole=whole, was=changed and key in was)
                choices.append(Choice(key, self._names.value(factor.key, key), look))
        before = self._listed(factor, factor.keys(base)) if was else _("any")
        now = _("any") if whole else self._listed(factor, switch.chosen)
        weight = self._weights.get(factor.key, 1)
        return FactorLine(factor.key, factor.name, tuple(choices), before if changed else "", now, weight)

    def _listed(self, factor: CompiledFactor, keys: Iterable[str]) -> str:
        return either([self._names.value(factor.key, key) for key in keys])

    def _switch(self, factor: str) -> Switch:
        return next(each for each in self.live.switches() if each.factor == factor)

    def _keys(self, factor: str) -> tuple[str, ...]:
        found = next(each for each in self.comparison.factors if each.key == factor)
        return found.keys(found.full)

    def _yielding(self, factor: str, value: str) -> Iterator[str]:
        ways = self.live.yielding(factor, value)
        for way in ways[:1]:
            yield from (self._names.factors[other] for other in way)
        if not ways:
            yield ""

    def _go(self, state: State) -> None:
        self.live.restore(state)
        self._note()

    def _note(self) -> None:
        if self.here != self._tried[self._place]:
            self._tried = [*self._tried[: self._place + 1], self.here]
            self._place += 1


class _At:
    """The live situation at another state, for as long as is needed."""

    def __init__(self, live: Live, state: State) -> None:
        self._live, self._state, self._here = live, state, live.state

    def __enter__(self) -> None:
        if self._state != self._here:
            self._live.restore(self._state)

    def __exit__(self, *_raised: object) -> None:
        if self._state != self._here:
            self._live.restore(self._here)


def _look(key: str, switch: Switch, *, whole: bool, was: bool) -> str:
    """How the tile of a value looks."""
    if key not in switch.possible:
        return "excluded"
    if key in switch.chosen and not whole:
        return "set" if len(switch.chosen) == 1 else "partly"
    return "was" if was else "free"


def _weighing(names: Names, weights: Mapping[str, int]) -> str:
    """Which factors count for more, as the smallest changes take them; nothing when none does."""
    listed = [
        _("{factor} counts {n}").format(factor=name, n=weights[key])
        for key, name in names.factors.items()
        if key in weights
    ]
    return _("Harder to change: {factors}.").format(factors=words.listing(listed)) if listed else ""


def proposed(name: str, parent: int | None, settings: tuple[Setting, ...]) -> Scenario:
    """A scenario that tells a situation."""
    return Scenario(0, "", "", name, parent, settings, None, "")
