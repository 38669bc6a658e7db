"""A condition of a position read wider or narrower, and what the zone would be: the record stays as it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop import words
from desktop.analysis.cells import Comparison
from desktop.analysis.exploration import Exploration
from desktop.analysis.extent import TooLarge
from desktop.analysis.factors import CompiledFactor
from desktop.models.what_if_answers import too_large
from desktop.models.what_if_names import Names
from desktop.words import _, count


@dataclass(frozen=True, slots=True)
class Reading:
    """A condition of a position read otherwise: the factor, the mask of values, and in words what it is then."""

    position: int
    factor: str
    mask: int
    text: str


def readings(comparison: Comparison, position: int) -> tuple[Reading, ...]:
    """How a position could be read otherwise: its own conditions wider and narrower, then others laid on it."""
    region = comparison.record.region(comparison.position_row(position))
    if not region:
        return ()
    named = {place: mask for cube in region for place, mask in cube}
    order = [*sorted(named), *(place for place in range(len(comparison.factors)) if place not in named)]
    names = Names(comparison)
    return tuple(
        reading
        for place in order
        for reading in _of_factor(names, comparison.factors[place], position, named.get(place))
    )


def _of_factor(names: Names, factor: CompiledFactor, position: int, mask: int | None) -> Iterator[Reading]:
    """The readings of one condition: without it, with a value more, with one less, with one alone."""
    values = [1 << bit for bit in range(len(factor.values))]
    if mask is None:
        masks = [*values] if len(values) > 1 or factor.optional else []
    else:
        yield Reading(position, factor.key, factor.full, _("wider: {factor} in any case").format(factor=factor.name))
        more = [mask | value for value in values if not mask & value]
        less = [mask & ~value for value in values if mask & value and mask & ~value & factor.stated]
        alone = [value for value in values if mask & value and mask & ~value]
        masks = [each for each in dict.fromkeys([*more, *less, *alone]) if each != factor.full]
    for each in masks:
        told = names.values(factor.key, factor.keys(each))
        wider = mask is not None and each & ~mask
        yield Reading(
            position, factor.key, each, (_("wider: {values}") if wider else _("narrower: {values}")).format(values=told)
        )


def reread(exploration: Exploration, reading: Reading) -> str:
    """What the zone would be if a condition were read otherwise; the record stays as it is."""
    try:
        now = exploration.agreement().not_rejected
        then = exploration.reread(reading.position, reading.factor, reading.mask).agreement().not_rejected
    except TooLarge as large:
        return too_large(large)
    told = count(
        then,
        "Read {{reading}}, nobody would reject {{then}} combination; as it is coded, {{now}}.",
        "Read {{reading}}, nobody would reject {{then}} combinations; as it is coded, {{now}}.",
    )
    sentence = told.format(reading=reading.text, then=words.number(then), now=words.number(now))
    return f"{sentence} {_('The record is not changed.')}"
