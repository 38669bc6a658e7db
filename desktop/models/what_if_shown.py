"""A situation of What if as it is shown: what every factor offers, where every party stands before and now."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.records import Actor, Setting
from db.vocabulary import ActorKind, CellKind, Headline
from desktop import words
from desktop.analysis import comparison as side_by_side
from desktop.analysis.cells import Cell
from desktop.analysis.column import Column
from desktop.analysis.live import State
from desktop.models import looks
from desktop.models.sheet import FOR, PENDING, Mode, code_of
from desktop.words import _, count

MOST_NAMED = 4
"""So many parties are named in a sentence; of more, the others are counted."""

SILENT = (Headline.SILENT,)
IMPOSSIBLE = CellKind.IMPOSSIBLE.code


@dataclass(frozen=True, slots=True)
class Tried:
    """A situation to come back to: what is chosen, and for how many changes the change of a factor counts there."""

    state: State
    weights: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a factor may be given: its key, name, and how it looks (a look of a tile)."""

    key: str
    name: str
    look: str


@dataclass(frozen=True, slots=True)
class FactorLine:
    """A factor with its choices; ``was`` tells what the scenario says of it, where that is something else, and
    ``weight`` for how many changes a change of it counts.
    """

    key: str
    name: str
    choices: tuple[Choice, ...]
    was: str
    now: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a party stands: its place on the line of five (None: silent or impossible), mark and word; its headlines,
    which are bounds while it is ``pending``.
    """

    step: int | None
    mark: str
    word: str
    headlines: tuple[Headline, ...]
    pending: bool = False


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party before and now."""

    actor: int
    name: str
    kind: ActorKind
    before: Stand
    now: Stand

    @property
    def pending(self) -> bool:
        """Whether it is still worked out."""
        return self.before.pending or self.now.pending

    @property
    def moves(self) -> bool:
        """Whether it says something else now, as far as that is known."""
        return not self.pending and self.before.headlines != self.now.headlines


@dataclass(frozen=True, slots=True)
class Shown:
    """A situation as it is shown.

    ``settings`` tell it as a branch of the scenario, ``whole`` on its own. ``held`` is the situation that it is held
    against, None for the scenario. ``ways``: whether there is one to go back to, and one to go forward to.
    ``weighing`` tells which factors are harder to change, ``moving`` how many parties move, ``pending`` whether some
    are still worked out.
    """

    scenario: int | None
    title: str
    factors: tuple[FactorLine, ...]
    parties: tuple[PartyLine, ...]
    changes: int
    possible: bool
    told: str
    settings: tuple[Setting, ...]
    whole: tuple[Setting, ...]
    held: State | None
    ways: tuple[bool, bool]
    here: Tried
    weighing: str
    moving: int
    pending: bool


def exactly(cell: Cell) -> Stand:
    """Where a party stands by its exact cell."""
    look = looks.look(code_of(cell), False)
    return Stand(side_by_side.step(cell), look.mark, look.word, cell.headlines)


def quickly(column: Column, places: Mapping[int, int]) -> dict[int, Stand]:
    """Where actors (by id, with their places) stand as far as a column tells."""
    kinds, worst = column.kind.tolist(), column.headline.tolist()
    best, exact = column.best.tolist(), column.exact.tolist()
    return {
        actor: _quick(kinds[place] == IMPOSSIBLE, worst[place], best[place], exact[place])
        for actor, place in places.items()
    }


@functools.lru_cache(maxsize=256)  # parties stand in few ways: what stands alike is one object, and quick to compare
def _quick(impossible: bool, worst_code: int, best_code: int, exact: bool) -> Stand:
    worst, best = Headline(worst_code), Headline(best_code)
    if impossible:
        look = looks.look(Headline.SILENT | Mode.IMPOSSIBLE << 3, False)
        return Stand(None, look.mark, look.word, ())
    if exact:
        look = looks.look(worst_code, False)
        return Stand(side_by_side.STEPS.get(worst), look.mark, look.word, (worst,))
    look = looks.look(worst | Mode.MIGHT << 3 | PENDING, False)
    return Stand(side_by_side.STEPS.get(worst), look.mark, look.word, (worst, best), pending=True)


def party_lines(
    actors: Iterable[Actor], before: Mapping[int, Stand], now: Mapping[int, Stand]
) -> tuple[PartyLine, ...]:
    """The parties."""
    return tuple(PartyLine(each.id, each.name, each.kind, before[each.id], now[each.id]) for each in actors)


def told(lines: Sequence[PartyLine], *, possible: bool) -> str:
    """Who rejects it, who does no longer, and what silence does."""
    if not possible:
        return _("These choices cannot be together: nothing is said of such a situation.")
    if any(each.pending for each in lines):
        return _("Looking …")
    fallen = [each for each in lines if each.now.headlines == SILENT and set(each.before.headlines) & FOR]
    quiet = [each for each in lines if each.now.headlines == SILENT]
    said = "; ".join(_rejecting(lines))
    if fallen:
        one = "but {n} party that was for it has said nothing about this one"
        many = "but {n} parties that were for it have said nothing about this one"
        said += ", " + count(len(fallen), one, many)
    elif quiet:
        told = count(len(quiet), "{n} party has said nothing about it", "{n} parties have said nothing about it")
        said += "; " + told
    return f"{said}. {_('Silence is not consent.')}"


def _rejecting(lines: Sequence[PartyLine]) -> list[str]:
    """Who no longer rejects it, who does, who may."""
    rejects = Headline.REJECTS
    eased = [each for each in lines if rejects in each.before.headlines and rejects not in each.now.headlines]
    sure = [each for each in lines if each.now.headlines == (rejects,)]
    maybe = [each for each in lines if rejects in each.now.headlines and each not in sure]
    parts = []
    if eased:
        told = count(len(eased), "{{actors}} no longer rejects it", "{{actors}} no longer reject it")
        parts.append(told.format(actors=some(each.name for each in eased)))
    if sure:
        told = count(len(sure), "{{actors}} rejects it", "{{actors}} reject it")
        parts.append(told.format(actors=some(each.name for each in sure)))
    if maybe:
        told = _("{actors} may reject it, as some factors are open")
        parts.append(told.format(actors=some(each.name for each in maybe)))
    return parts or [_("Nobody on record rejects it")]


def some(names: Iterable[str]) -> str:
    """A few names, and how many more."""
    listed = list(names)
    if len(listed) > MOST_NAMED:
        rest = len(listed) - MOST_NAMED + 1
        listed = [*listed[: MOST_NAMED - 1], count(rest, "{n} other", "{n} others")]
    return words.listing(listed)
