"""What the rules do to one box: how many combinations they leave in it, and which of them leave none."""

from collections.abc import Sequence
from functools import lru_cache
from math import prod

import numpy as np

from db.records import Exclusion, Factor
from desktop.analysis.factors import Cube, Frame
from desktop.analysis.rules import Box, search, tied
from desktop.analysis.worlds import TooManyWorlds, classes, table

MOST_COUNTED = 1 << 20
"""Up to so many rows of a table are counted."""

Rule = tuple[Exclusion | Factor, tuple[Cube, ...]]
"""An exclusion, or a factor with needs; and the cubes that it forbids."""


@lru_cache(maxsize=256)
def combinations(forbidden: tuple[Cube, ...], box: Box, absent: Box) -> int | None:
    """How many consistent worlds lie in a box; None when they are too many to be counted.

    Args:
        forbidden: the cubes in which no consistent world lies.
        box: a mask for every factor.
        absent: the mask of ``n/a`` of every factor, 0 without one.
    """
    if 0 in box:
        return 0
    left = _within(forbidden, box)
    if () in left:
        return 0
    groups = tied(len(box), left)
    grouped = {place for group in groups for place in group}
    counted = prod(mask.bit_count() for place, mask in enumerate(box) if place not in grouped)
    for group in groups:
        found = _counted(group, [cube for cube in left if cube[0][0] in group], box, absent)
        if found is None:
            return None
        counted *= found
    return counted


def breaking(frame: Frame, box: Sequence[int]) -> tuple[Exclusion | Factor, ...]:
    """The rules that together leave nothing of a box, as few as can be; none when something is left."""
    rules = frame.ruling()
    if 0 not in box and _possible(rules, box):
        return ()
    for rule in rules:
        if not _possible((rule,), box):
            return (rule[0],)
    needed = list(rules)
    for rule in rules:
        fewer = [each for each in needed if each is not rule]
        if not _possible(fewer, box):
            needed = fewer
    return tuple(source for source, _cubes in needed)


def _possible(rules: Sequence[Rule], box: Sequence[int]) -> bool:
    return search(box, [cube for _source, cubes in rules for cube in cubes]) is not None


def _within(forbidden: Sequence[Cube], box: Box) -> list[Cube]:
    """What forbidden cubes still say within a box."""
    found = []
    for cube in forbidden:
        if all(box[place] & mask for place, mask in cube):
            found.append(tuple((place, mask) for place, mask in cube if box[place] & ~mask))
    return list(dict.fromkeys(found))


def _counted(group: Sequence[int], forbidden: Sequence[Cube], box: Box, absent: Box) -> int | None:
    """The consistent worlds of factors that rules tie together, whose values are counted in classes."""
    cuts: dict[int, set[int]] = {place: set() for place in group}
    for cube in forbidden:
        for place, mask in cube:
            cuts[place].add(mask)
    domains = [classes(box[place], cuts[place], absent[place]) for place in group]
    column = {place: number for number, place in enumerate(group)}
    local = [tuple((column[place], mask) for place, mask in cube) for cube in forbidden]
    try:
        rows = table(domains, local, MOST_COUNTED)
    except TooManyWorlds:
        return None
    sizes = np.ones(len(rows), object if prod(map(len, domains)) > 1 << 40 else np.int64)
    for number, domain in enumerate(domains):
        sizes *= np.array([each.bit_count() for each in domain], np.int64)[rows[:, number]]
    return int(sizes.sum())
