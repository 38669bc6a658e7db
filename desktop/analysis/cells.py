"""Who stands where: the cell of every actor in every scenario, with its reasons; the whole matrix."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from itertools import chain, islice, product
from typing import NamedTuple

import numpy as np

from db.moments import Moment, instant
from db.records import Actor, Assessment, Changes, Scenario, Snapshot
from db.vocabulary import ActorKind, CellKind, Headline, Kind, Stance
from desktop.analysis import premises
from desktop.analysis.bitmaps import Places
from desktop.analysis.counting import EVERYTHING, Counting
from desktop.analysis.factors import CompiledFactor, IssueName
from desktop.analysis.grid import UNASSESSED, Grid, fill, reach
from desktop.analysis.record import Ground, Record
from desktop.analysis.results import ByMembers, Cell, ConditionResult, Gist, Reason
from desktop.analysis.workings import Known, Workings

__all__ = ["UNASSESSED", "ByMembers", "Cell", "Comparison", "ConditionResult", "Gist", "Grid", "Reason"]

MOST_REMEMBERED = 20_000
"""The most cells that are kept once worked out."""

MOST_AT_ONCE = 300
"""Up to so many open cells are worked out together with the grid."""

ONE_HEADLINE = (CellKind.FIRM.code, CellKind.SILENT.code)
"""The kinds of cells, as codes, that have one headline."""

NOWHERE: Places = np.zeros(0, np.int64)

GROUND = frozenset({Kind.ACTOR, Kind.AFFILIATION, Kind.ISSUE, Kind.FACTOR, Kind.EXCLUSION, Kind.SCENARIO})
"""The kinds of things on which every cell may rest."""


class Comparison:
    """All actors against all scenarios, as of a date.

    Args:
        snapshot: the record.
        as_of: the date; None for the case's own, else that of its latest statement.
        ground: what an earlier comparison of the same factors and scenarios has compiled.
        lens: whether only the statements of the grades count that the case says; else all do.
        grid: its cells when they are known already; then little is worked out before it is wanted.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        as_of: Moment | None = None,
        ground: Ground | None = None,
        *,
        lens: bool = False,
        grid: Grid | None = None,
    ) -> None:
        self._asked = as_of
        self._lens = lens
        counting = Counting.of(snapshot.case) if lens else EVERYTHING
        self._record = Record(snapshot, as_of, ground or Ground(snapshot), counting)
        self._mark, self._renewed = object(), Renewed()
        self._scenario_places = {scenario.id: place for place, scenario in enumerate(snapshot.scenarios)}
        self._assessed = _assessed(snapshot.assessments)
        self.workings = Workings(self._record)
        self._cells: dict[tuple[int, int], Cell] = {}
        self._gists: dict[tuple[int, int], Gist] = {}
        self._grid: Grid | None = None
        if grid is not None:
            self._put(grid)

    @cached_property
    def _actor_places(self) -> dict[int, int]:
        return {actor.id: place for place, actor in enumerate(self.actors)}

    @cached_property
    def _coalitions(self) -> frozenset[int]:
        kinds = (actor.kind for actor in self.actors)
        return frozenset(place for place, kind in enumerate(kinds) if kind is ActorKind.COALITION)

    @property
    def record(self) -> Record:
        """What the rest of the analysis asks; actors, scenarios and positions are places and rows there."""
        return self._record

    @property
    def snapshot(self) -> Snapshot:
        """The record compared."""
        return self._record.snapshot

    @property
    def ground(self) -> Ground:
        """Its factors, rules and scenarios, compiled."""
        return self._record.ground

    @property
    def as_of(self) -> Moment | None:
        """The date in force; None when nothing is dated."""
        return self._record.as_of

    @property
    def counting(self) -> Counting:
        """Which statements count."""
        return self._record.counting

    @property
    def plain(self) -> bool:
        """Whether the record is read as the case itself says: as of its own date, counting its own grades."""
        return self._asked is None and self._lens

    @cached_property
    def left_out(self) -> int:
        """How many statements do not count since they are not of the grades asked for."""
        return int((~self.counting.statements(self.snapshot)).sum())

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The rows."""
        return self.snapshot.actors

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The columns."""
        return self.snapshot.scenarios

    @property
    def issues(self) -> tuple[IssueName, ...]:
        """The issues, also those that factors make; the situation as a whole only when it is listed or spoken of."""
        named = self._record.situation_named
        situation = self._record.frame.issues[self._record.frame.situation]
        return tuple(each for each in self._record.frame.issues if named or each.id is not None or each != situation)

    @property
    def bare_subjects(self) -> tuple[IssueName, ...]:
        """The issues that positions are on and that no factor expresses: no scenario ever addresses them."""
        spoken, expressed = set(self._record.issue.tolist()), self._record.expressed
        return tuple(
            each for place, each in enumerate(self._record.frame.issues) if place in spoken and not expressed[place]
        )

    @property
    def factors(self) -> tuple[CompiledFactor, ...]:
        """The factors, one yes/no factor for each value of a several factor."""
        return self._record.frame.factors

    def actor(self, number: int) -> Actor:
        """An actor by id; KeyError for an unknown one."""
        return self.actors[self._actor_places[number]]

    def scenario(self, number: int) -> Scenario:
        """A scenario by id; KeyError for an unknown one."""
        return self.scenarios[self._scenario_places[number]]

    def actor_place(self, number: int) -> int:
        """Where an actor stands in the list; KeyError for an unknown one."""
        return self._actor_places[number]

    def scenario_place(self, number: int) -> int:
        """Where a scenario stands in the list; KeyError for an unknown one."""
        return self._scenario_places[number]

    def position_row(self, number: int) -> int:
        """Where a position stands in the columns; KeyError for an unknown one."""
        return self._position_rows[number]

    def position_key(self, number: int) -> str:
        """The exchange id of a position by its own; KeyError for an unknown one."""
        return self.snapshot.position_keys[self._position_rows[number]]

    @cached_property
    def _position_rows(self) -> dict[int, int]:
        return {number: row for row, number in enumerate(self.snapshot.positions.id)}

    def grid(self) -> Grid:
        """Every cell in arrays; large cases leave open cells to ``cell``, see ``Grid.exact``."""
        if self._grid is None:
            grid = Grid.blank((len(self.actors), len(self.scenarios)))
            fill(grid, self._record, np.arange(len(self.actors)))
            self._put(grid)
        assert self._grid is not None
        return self._grid

    def cell(self, actor: int, scenario: int) -> Cell:
        """The exact cell of an actor in a scenario, both by id; KeyError for an unknown one."""
        key = (self._actor_places[actor], self._scenario_places[scenario])
        if key not in self._cells:
            if len(self._cells) >= MOST_REMEMBERED:
                self._cells.clear()
            self._cells[key] = self._worked_out(*key)
        found = self._cells[key]
        if self._grid is not None and not self._grid.exact[key]:
            _enter(self._grid, key, found)
        return found

    def gist(self, actor: int, scenario: int) -> Gist:
        """What the matrix shows of a cell, exactly; both by id, KeyError for an unknown one. Sooner had than a cell."""
        key = (self._actor_places[actor], self._scenario_places[scenario])
        found = self._known(key)
        if found is None:
            premise = premises.of_scenario(self._record, key[1])
            found = self._decided(key, premise) or self.workings.gist(key[0], premise, self._headlines_in(key[1]))
            if len(self._gists) >= MOST_REMEMBERED:
                self._gists.clear()
            self._gists[key] = found
        if self._grid is not None and not self._grid.exact[key]:
            _enter(self._grid, key, found)
        return found

    def renewed(self, before: "Comparison") -> tuple[Places, Places] | None:
        """The places of the actors and of the scenarios whose common cells alone may be shown otherwise than in the
        comparison of which this came by an edit; None when it did not, or when any cell may be another.
        """
        found = self._renewed
        return (found.actors, found.scenarios) if found.mark is before._mark else None

    def known(self, most: int) -> tuple[tuple[int, int], ...]:
        """Of the cells that were worked out exactly the latest ones, by the places of actor and scenario."""
        latest = chain(reversed(self._gists), (key for key in reversed(self._cells) if key not in self._gists))
        return tuple(islice(latest, max(0, most)))

    def reasons(self, actor: int, scenario: int) -> tuple[Reason, ...]:
        """Why every position that the actor holds, speaks or joins in counts in a cell or does not."""
        premise = premises.of_scenario(self._record, self._scenario_places[scenario])
        return self.workings.reasons(self._actor_places[actor], premise)

    def nearest(self, actor: int, scenario: int) -> int | None:
        """For a silent cell the position of the actor that fails by the fewest conditions, of equals the latest."""
        cell = self.cell(actor, scenario)
        if cell.kind is not CellKind.SILENT or not cell.fails:
            return None
        place = self._scenario_places[scenario]
        box = self._record.situations.situation(place).box
        failing = set(cell.fails)
        best: tuple[int, int, int] | None = None
        for entry in self.workings.dossier(self._actor_places[actor]).entries:
            position = int(self._record.columns.id[entry.row])
            if position in failing and entry.region:
                failed = min(sum(not box[factor] & mask for factor, mask in cube) for cube in entry.region)
                rank = (failed, -entry.said, position)
                best = rank if best is None or rank[:2] < best[:2] else best
        return None if best is None else best[2]

    def at(self, as_of: Moment | None) -> "Comparison":
        """The same record as of another date."""
        return Comparison(self.snapshot, as_of, self._record.ground, lens=self._lens)

    def edited(self, snapshot: Snapshot, changes: Changes) -> "Comparison":
        """The comparison after an edit; works out again only the actors that it touches, when only statements changed.

        Args:
            snapshot: the record after the edit.
            changes: what it touched.
        """
        known = self._record.ground
        ground = known if known.fits(snapshot) else Ground(snapshot, known)
        found = Comparison(snapshot, self._asked, ground, lens=self._lens)
        edited = changes.ids.get(Kind.STATEMENT, frozenset())
        if ground is not known or changes.touches(*GROUND):
            return found
        otherwise = found._record.follow(self._record, edited)
        if otherwise is None:
            return found
        if self._record.expressed != found._record.expressed:
            return found
        if changes.touches(Kind.SOURCE) and not self.counting.everything:
            return found  # another grade of a source may let other statements count
        touched = _touched(self._record, found._record, otherwise)
        reached = reach(found._record, otherwise)
        if not found._record.holds_as(self._record):
            reached |= reach(self._record, otherwise)
        if not changes.touches(Kind.ASSESSMENT):
            found._go_on(self, touched, np.flatnonzero(reached))
        if self._grid is not None:
            actors, grid = np.array(sorted(touched), np.int64), self._grid.copied()
            found.workings.use(fill(grid, found._record, actors), touched)
            grid.take_over(self._grid, actors, np.flatnonzero(~reached))
            found._take(grid)
        return found

    def _go_on(self, before: "Comparison", touched: set[int], scenarios: Places) -> None:
        """Takes over what was known before an edit of what some actors said. What is shown of them is the same but in
        these scenarios; a silent coalition may be told otherwise by its members there.
        """
        self._actor_places, self._coalitions = before._actor_places, before._coalitions
        stale = touched | self._coalitions
        self._renewed = Renewed(before._mark, np.array(sorted(stale), np.int64), scenarios)
        self._cells, self._gists = dict(before._cells), dict(before._gists)
        for key in product(stale, range(len(self.scenarios))):
            gone = self._cells.pop(key, None)
            if gone is not None:
                self._gists.setdefault(key, _gist_of(gone))
        for key in product(stale, scenarios.tolist()):
            gist = self._gists.get(key)
            if gist is not None and (key[0] in touched or gist.kind is CellKind.SILENT):
                del self._gists[key]

    def _worked_out(self, actor: int, scenario: int) -> Cell:
        premise = premises.of_scenario(self._record, scenario)
        found = self.workings.cell(actor, premise, self._headlines_in(scenario))
        assessed = self._assessed.get((found.actor, found.scenario))
        return found if assessed is None else replace(found, assessed=assessed)

    def _decided(self, key: tuple[int, int], premise: premises.Premise) -> Gist | None:
        """The gist of a cell that has one headline, as the grid tells; None where it does not."""
        grid, (actor, scenario) = self._grid, key
        if grid is None or not grid.exact[key] or grid.kind[key] not in ONE_HEADLINE:
            return None
        kind, headline = CellKind.by_code(int(grid.kind[key])), Headline(int(grid.headline[key]))
        silent = kind is CellKind.SILENT
        members = self.workings.by_members(actor, premise, self._headlines_in(scenario)) if silent else None
        told = bool(grid.dissent[key]), bool(grid.mixed[key])
        return Gist(kind, (headline,), *told, members, bool(grid.could_turn[key]))

    def _headlines_in(self, scenario: int) -> Known:
        """The headlines of actors in a scenario, as far as they are known."""

        def headlines(actor: int) -> tuple[Headline, ...] | None:
            known, grid, key = self._known((actor, scenario)), self._grid, (actor, scenario)
            if known is None and grid is not None and grid.exact[key] and grid.kind[key] in ONE_HEADLINE:
                return (Headline(grid.headline[key]),)
            return None if known is None else known.headlines

        return headlines

    def _known(self, key: tuple[int, int]) -> Gist | None:
        cell = self._cells.get(key)
        return self._gists.get(key) if cell is None else _gist_of(cell)

    def _put(self, grid: Grid) -> None:
        """Makes this the grid, and works out the open cells if they are few."""
        self._take(grid)
        if grid.exact.size - np.count_nonzero(grid.exact) <= MOST_AT_ONCE:
            for actor, scenario in np.argwhere(~grid.exact).tolist():
                self.gist(self.actors[actor].id, self.scenarios[scenario].id)

    def _take(self, grid: Grid) -> None:
        """Makes this the grid, with the assessments in it."""
        grid.assessed[:] = UNASSESSED
        for (actor, scenario), stance in self._assessed.items():
            grid.assessed[self._actor_places[actor], self._scenario_places[scenario]] = stance
        self._grid = grid


class Renewed(NamedTuple):
    """What an edit renewed: the mark of the comparison before it, and the places of actors and scenarios."""

    mark: object = None
    actors: Places = NOWHERE
    scenarios: Places = NOWHERE


def _gist_of(cell: Cell) -> Gist:
    return Gist(cell.kind, cell.headlines, cell.dissent, cell.mixed, cell.by_members, cell.could_turn)


def _assessed(assessments: Iterable[Assessment]) -> dict[tuple[int, int], Stance]:
    """The latest assessment of each cell, of equals the last listed; one without a time is the oldest."""
    latest: dict[tuple[int, int], Assessment] = {}
    for each in assessments:
        known = latest.get((each.actor, each.scenario))
        if known is None or _time(each) >= _time(known):
            latest[each.actor, each.scenario] = each
    return {key: each.stance for key, each in latest.items()}


def _time(assessment: Assessment) -> float:
    return -1e18 if assessment.at is None else instant(assessment.at).timestamp()


def _enter(grid: Grid, key: tuple[int, int], cell: Cell | Gist) -> None:
    """Puts an exact cell into a grid."""
    grid.headline[key], grid.best[key] = cell.headlines[0], cell.headlines[-1]
    grid.kind[key] = cell.kind.code
    grid.mixed[key], grid.dissent[key], grid.could_turn[key] = cell.mixed, cell.dissent, cell.could_turn
    grid.exact[key] = True


def _touched(old: Record, new: Record, statements: Iterable[int]) -> set[int]:
    """The actors for whom something in these statements counts, before or now, or whose it is."""
    found: set[int] = set()
    for record in (old, new):
        rows = record.columns.rows_of(statements)
        found.update(record.holders.holder[rows].tolist())
        found.update(record.all_entries.at(rows).actor.tolist())
    return found
