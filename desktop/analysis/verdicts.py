"""Whether positions hold in scenarios: three-valued logic on bitmaps, and exactly where that leaves it open.

A position *applies* when every consistent completion of the scenario lies in its region, *fails* when none does, and
*might* apply otherwise. Strong Kleene logic on tight boxes decides nearly all; it can only fail to decide where a
region has several cubes, or where rules tie two open factors that one position restricts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from desktop.analysis.bitmaps import ALL, Bitmaps, Places, fold, packed, ranges, starts, unpacked
from desktop.analysis.covering import Boxes, Covering
from desktop.analysis.factors import Cube
from desktop.analysis.regions import Regions
from desktop.analysis.rules import Box, Masks, Rules, search
from desktop.analysis.situations import Situations
from desktop.analysis.worlds import Space, TooManyWorlds, classes

ROWS_AT_ONCE = 4_096
"""How many positions are decided exactly in one go."""


@dataclass(frozen=True)
class Held:
    """For each position the scenarios in which it applies, and those in which it does or might."""

    applies: Bitmaps
    possible: Bitmaps


def held(regions: Regions, situations: Situations, rules: Rules) -> Held:
    """The exact verdicts of many positions in all scenarios; in an impossible scenario all fail."""
    kleene = Kleene(regions, situations)
    applies, possible = kleene.applies, kleene.possible
    undecided = _Open(kleene, situations).bitmaps
    rows = np.flatnonzero(undecided.any(axis=1))
    if len(rows):
        covering = Covering(regions, rules)
        boxes = situations.boxes(covering)
        for some in np.array_split(rows, -(-len(rows) // ROWS_AT_ONCE)):
            _decide(covering, boxes, some, Held(applies, possible), undecided[some])
    return Held(applies, possible)


def _decide(covering: Covering, boxes: Boxes, rows: Places, found: Held, undecided: Bitmaps) -> None:
    """Puts exact verdicts where they are undecided."""
    flags = unpacked(undecided, len(boxes.words))
    row, scenario = np.nonzero(flags)
    inside, outside = np.zeros_like(flags), np.zeros_like(flags)
    inside[row, scenario] = covering.covered(rows[row], boxes, scenario)
    found.applies[rows] |= packed(inside)
    if covering.ruled:
        outside[row, scenario] = ~covering.meets(rows[row], boxes.words, scenario)
        found.possible[rows] &= ~packed(outside)


class Kleene:
    """Verdicts by three-valued logic: ``applies`` and ``possible`` of positions, and what they come from.

    ``atom`` gives, for every restriction of every cube, the row of its bitmaps in ``met`` (the scenario leaves only
    values that it allows) and ``meets`` (it leaves one of them).
    """

    def __init__(self, regions: Regions, situations: Situations) -> None:
        self.regions = regions
        self.possible_scenarios = packed(situations.possible[None, :])[0]
        self.atom, self.met, self.meets, self.factor = _atoms(regions.factor, regions.mask, situations)
        both = np.concatenate([self.met, self.meets], axis=1)
        self.width = self.met.shape[1]
        self.cubes = fold(np.bitwise_and, both, self.atom, regions.atoms, ALL)
        rows = fold(np.bitwise_or, self.cubes, None, regions.cubes, np.uint64(0))
        self.applies = rows[:, : self.width] & self.possible_scenarios
        self.possible = rows[:, self.width :] & self.possible_scenarios

    @property
    def cube_possible(self) -> Bitmaps:
        """The scenarios in which each cube might hold."""
        return self.cubes[:, self.width :]


class _Open:
    """Where three-valued logic may have failed to decide: ``bitmaps``, for each position."""

    def __init__(self, kleene: Kleene, situations: Situations) -> None:
        self._kleene = kleene
        self._situations = situations
        regions = kleene.regions
        undecided = kleene.possible & ~kleene.applies
        self.bitmaps = np.zeros_like(undecided)
        self._tied = situations.tied
        if self._tied.any():
            self.bitmaps |= self._rules_involved()
        several = np.flatnonzero(regions.cubes > 1)
        if len(several):
            self.bitmaps[several] |= ~self._holes(several)
        self.bitmaps &= undecided

    def _rules_involved(self) -> Bitmaps:
        """Where a position restricts two open factors that rules tie to something."""
        kleene, regions = self._kleene, self._kleene.regions
        tied = kleene.meets & ~kleene.met & self._tied[kleene.factor]
        atoms = np.bincount(regions.position, regions.atoms, len(regions.cubes)).astype(np.int64)
        return _two_of(tied, kleene.atom, atoms)

    def _holes(self, several: Places) -> Bitmaps:
        """Where a union of cubes surely leaves out a completion, when no rules are involved: each cube that might
        hold restricts a factor of which a value remains that no cube of the position allows.
        """
        kleene, regions = self._kleene, self._kleene.regions.chosen(several)
        owner = regions.position[regions.cube]
        code = owner * max(1, len(regions.frame.full)) + regions.factor
        order = np.argsort(code, kind="stable")
        first = np.flatnonzero(np.diff(code[order], prepend=-1))
        union = np.bitwise_or.reduceat(regions.mask[order], first) if len(first) else regions.mask
        joined = np.empty_like(regions.mask)
        joined[order] = np.repeat(union, np.diff(first, append=len(order)))
        atom, met, _, _ = _atoms(regions.factor, joined, self._situations)
        left = fold(np.bitwise_or, ~met, atom, regions.atoms, np.uint64(0))
        all_cubes = ranges(kleene.regions.first_cube[several], regions.cubes)
        left |= ~kleene.cube_possible[all_cubes]
        return fold(np.bitwise_and, left, None, regions.cubes, ALL)


def _two_of(rows: Bitmaps, chosen: Places, counts: Places) -> Bitmaps:
    """Where at least two of the chosen rows of a segment are set."""
    once = np.zeros((len(counts), rows.shape[1]), np.uint64)
    twice = np.zeros_like(once)
    first, step = starts(counts), 0
    some = np.flatnonzero(counts)
    while len(some):
        more = rows[chosen[first[some] + step]]
        twice[some] |= once[some] & more
        once[some] |= more
        step += 1
        some = some[counts[some] > step]
    return twice


def _atoms(factor: Places, mask: Masks, situations: Situations) -> tuple[Places, Bitmaps, Bitmaps, Places]:
    """The distinct restrictions among many: the place of each among them, their bitmaps, and their factors."""
    widths = np.array([1 << full.bit_length() for full in situations.frame.full], np.int64)
    base = starts(widths)
    code = base[factor] + mask
    seen = np.zeros(int(widths.sum()) + 1, np.bool_)
    seen[code] = True
    codes = np.flatnonzero(seen)
    place = np.zeros(len(seen), np.int64)
    place[codes] = np.arange(len(codes))
    factors = np.searchsorted(base, codes, "right") - 1
    masks = codes - base[factors] if len(codes) else codes
    rows = [situations.restricted(*pair) for pair in zip(factors.tolist(), masks.tolist(), strict=True)]
    both = np.array(rows, np.uint64).reshape(len(rows), 2, -(-len(situations.source) // 64))
    return place[code], both[:, 0], both[:, 1], factors


def exactly(rules: Rules, cubes: Iterable[Cube], box: Box) -> tuple[bool, bool]:
    """Whether all, and whether some, of the consistent worlds in a tight box lie in a union of cubes."""
    region = tuple(cubes)
    named = {place for cube in region for place, _ in cube}
    touched = {rules.component_of[place] for place in named} - {-1}
    places = sorted(named.union(*(rules.components[number].places for number in touched)))
    forbidden = [cube for cube in rules.forbidden if cube and rules.component_of[cube[0][0]] in touched]
    try:
        space = _space(rules, places, forbidden, region)
    except TooManyWorlds:
        return _searched(forbidden, region, box)
    inside = 0
    for cube in region:
        inside |= space.inside(cube)
    worlds = space.overlapping([box[place] for place in places])
    return worlds & ~inside == 0, worlds & inside != 0


def _space(rules: Rules, places: list[int], forbidden: list[Cube], region: Iterable[Cube]) -> Space:
    cuts: dict[int, set[int]] = {place: set() for place in places}
    for cube in (*forbidden, *region):
        for place, mask in cube:
            cuts[place].add(mask)
    domains = [classes(rules.full[place], cuts[place], 0) for place in places]
    return Space(places, domains, forbidden, most=1 << 14)


def _searched(forbidden: Sequence[Cube], region: Sequence[Cube], box: Sequence[int]) -> tuple[bool, bool]:
    """The same for one box, by trying out; for rules that tie too many factors together."""
    parts = [_narrowed(box, cube) for cube in region]
    some = any(all(part) and search(part, forbidden) is not None for part in parts)
    return search(box, [*forbidden, *region]) is None, some


def _narrowed(box: Sequence[int], cube: Cube) -> list[int]:
    found = list(box)
    for place, mask in cube:
        found[place] &= mask
    return found
