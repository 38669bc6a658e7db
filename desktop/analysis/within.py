"""Where parties stand in a part of the worlds: when a smallest change is taken, and in a block of the zone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from db.vocabulary import NOT_APPLICABLE, Headline
from desktop.analysis.agreement import Agreement, Block
from desktop.analysis.exploration import Exploration
from desktop.analysis.factors import CompiledFactor
from desktop.analysis.moves import Way
from desktop.analysis.premises import Premise, of_box
from desktop.analysis.results import Cell

OBJECTING = frozenset({Headline.REJECTS, Headline.CONTESTED, Headline.OPPOSES})


@dataclass(frozen=True, slots=True)
class Heard:
    """Of the parties that can block: how many say something in every world of a block, and how many in some; and who
    (by id) is against it in some, or contested, though not so strongly as to block it.
    """

    always: int
    sometimes: int
    objecting: tuple[int, ...]


def taken(exploration: Exploration, actor: int, way: Way) -> Cell | None:
    """The cell of an actor (by id) when changes are laid over the situation, and what only follows is left open; None
    when the rest of the situation does not go with them.
    """
    comparison, premise = exploration.comparison, exploration.premise
    changed = {change.factor: (change.new,) for change in way.changes}
    given = list(premise.given)
    for place, factor in enumerate(comparison.factors):
        if factor.key in changed:
            given[place] = _mask(factor, changed[factor.key])
        elif factor.key in (*way.gone, *way.come):
            given[place] = factor.full
    there = of_box(comparison.record, tuple(given), exploration.place)
    if there.situation is None:
        return None
    return comparison.workings.cell(comparison.actor_place(actor), there)


def heard(exploration: Exploration, agreement: Agreement, block: Block) -> Heard:
    """Who speaks in a block, on any issue, and who is against it."""
    comparison = exploration.comparison
    premise = _everywhere(exploration, dict(block.when))
    cells = {
        actor: comparison.workings.cell(comparison.actor_place(actor), premise).headlines for actor in agreement.parties
    }
    return Heard(
        always=sum(Headline.SILENT not in each for each in cells.values()),
        sometimes=sum(any(one is not Headline.SILENT for one in each) for each in cells.values()),
        objecting=tuple(actor for actor, each in cells.items() if OBJECTING & set(each)),
    )


def _everywhere(exploration: Exploration, when: Mapping[str, Sequence[str]]) -> Premise:
    """A box of worlds, judged on every issue that some world addresses."""
    comparison = exploration.comparison
    given = tuple(_mask(each, when[each.key]) if each.key in when else each.full for each in comparison.factors)
    premise = of_box(comparison.record, given, exploration.place)
    every = np.array([bool(factors) for factors in comparison.record.expressed], np.bool_)
    return replace(premise, addressed=every)


def _mask(factor: CompiledFactor, keys: Sequence[str]) -> int:
    named = sum(1 << place for place, value in enumerate(factor.values) if value.key in keys)
    return named | (factor.absent if NOT_APPLICABLE in keys else 0)
