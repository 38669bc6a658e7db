"""The regions of many positions at once: where each was said to hold, as cubes in columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from desktop.analysis.bitmaps import Places, ranges, starts
from desktop.analysis.columns import Columns
from desktop.analysis.conditions import Coding
from desktop.analysis.factors import Cube, Frame
from desktop.analysis.rules import Masks


@dataclass(frozen=True)
class Regions:
    """The regions of some positions, each the union of its cubes (none: nowhere).

    ``cubes`` tells how many cubes each position has, ``atoms`` how many factors each cube restricts; ``factor`` and
    ``mask`` are those restrictions, one cube after another and in the factors' order.
    """

    frame: Frame
    cubes: Places
    atoms: Places
    factor: Places
    mask: Masks

    @cached_property
    def first_cube(self) -> Places:
        """Where the cubes of each position start."""
        return starts(self.cubes)

    @cached_property
    def first_atom(self) -> Places:
        """Where the atoms of each cube start."""
        return starts(self.atoms)

    @cached_property
    def position(self) -> Places:
        """The position of each cube."""
        return np.repeat(np.arange(len(self.cubes)), self.cubes)

    @cached_property
    def cube(self) -> Places:
        """The cube of each atom."""
        return np.repeat(np.arange(len(self.atoms)), self.atoms)

    def of(self, position: int) -> tuple[Cube, ...]:
        """The cubes of one position."""
        first = int(self.first_cube[position])
        return tuple(self._cube(cube) for cube in range(first, first + int(self.cubes[position])))

    def all(self) -> list[tuple[Cube, ...]]:
        """The cubes of every position."""
        pairs = list(zip(self.factor.tolist(), self.mask.tolist(), strict=True))
        cubes = [tuple(pairs[part]) for part in _parts(self.first_atom, self.atoms)]
        return [tuple(cubes[part]) for part in _parts(self.first_cube, self.cubes)]

    def chosen(self, positions: Places) -> "Regions":
        """The regions of some of the positions."""
        cubes = ranges(self.first_cube[positions], self.cubes[positions])
        atoms = ranges(self.first_atom[cubes], self.atoms[cubes])
        return Regions(self.frame, self.cubes[positions], self.atoms[cubes], self.factor[atoms], self.mask[atoms])

    def replaced(self, cubes: Mapping[int, Sequence[Cube]]) -> "Regions":
        """The same with the cubes of some positions replaced."""
        regions = [cubes.get(place, ()) or self.of(place) for place in range(len(self.cubes))]
        part = _columns((place, cube) for place, region in enumerate(regions) for cube in region)
        return _sorted(self.frame, len(regions), [part])

    def boxes(self) -> Masks:
        """Every cube as a box: a mask for every factor."""
        found = np.empty((len(self.atoms), len(self.frame.full)), np.uint32)
        found[:] = self.frame.full
        found[self.cube, self.factor] = self.mask
        return found

    def _cube(self, cube: int) -> Cube:
        first = int(self.first_atom[cube])
        atoms = slice(first, first + int(self.atoms[cube]))
        return tuple(zip(self.factor[atoms].tolist(), self.mask[atoms].tolist(), strict=True))


def compiled(frame: Frame, columns: Columns, positions: Places) -> Regions:
    """The regions of these positions (rows of the columns)."""
    coding = Coding(frame, columns, columns.clauses_of(positions))
    counts = columns.clauses[positions]
    owner = np.repeat(np.arange(len(positions)), counts)
    split = coding.split_clauses()
    clause, factor, mask = coding.simple(split)
    atoms = np.bincount(clause, minlength=len(owner)).astype(np.int64)
    if not len(split) and counts.all():
        return Regions(frame, counts, atoms, factor, mask)
    whole = np.ones(len(owner), np.bool_)
    whole[split] = False
    parts = [(owner[whole], atoms[whole], factor, mask)]
    parts.append(_columns([(place, ()) for place in np.flatnonzero(counts == 0).tolist()]))
    parts.append(_columns((int(owner[place]), cube) for place in split.tolist() for cube in coding.alternatives(place)))
    return _sorted(frame, len(positions), parts)


def _parts(first: Places, counts: Places) -> Iterator[slice]:
    return map(slice, first.tolist(), (first + counts).tolist())


Part = tuple[Places, Places, Places, Masks]
"""Some cubes: the position and the number of atoms of each, and all their atoms."""


def _columns(cubes: Iterable[tuple[int, Cube]]) -> Part:
    """Cubes with their positions, as columns."""
    listed = list(cubes)
    pairs = [pair for _, cube in listed for pair in cube]
    return (
        np.array([position for position, _ in listed], np.int64),
        np.array([len(cube) for _, cube in listed], np.int64),
        np.array([place for place, _ in pairs], np.int64),
        np.array([mask for _, mask in pairs], np.uint32),
    )


def _sorted(frame: Frame, count: int, parts: Sequence[Part]) -> Regions:
    """The cubes of all parts, by position."""
    owner, atoms, factor, mask = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.argsort(owner, kind="stable")
    moved = ranges(starts(atoms)[order], atoms[order])
    cubes = np.bincount(owner, minlength=count).astype(np.int64)
    return Regions(frame, cubes, atoms[order], factor[moved], mask[moved])
