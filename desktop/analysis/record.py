"""The record as of a date, ready to be asked: what is alive, for whom it counts, and against which scenarios."""

from collections.abc import Collection
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from db.moments import Moment
from db.records import Snapshot
from desktop.analysis.bitmaps import Bitmaps, Places, heads, packed, ranges
from desktop.analysis.columns import Columns, Finder, view
from desktop.analysis.conditions import Coding
from desktop.analysis.counting import EVERYTHING, Counting
from desktop.analysis.factors import Cube, Frame
from desktop.analysis.living import Ends, alive, ends, judged_at, last_moment, latest
from desktop.analysis.regions import compiled
from desktop.analysis.rules import Rules
from desktop.analysis.situations import Situations
from desktop.analysis.splice import Splice
from desktop.analysis.voices import Affiliations, Entries, Holders, entries, holders


class Ground:
    """Factors, rules and scenarios: what stays when statements change."""

    def __init__(self, snapshot: Snapshot, before: "Ground | None" = None) -> None:
        """Compiles a snapshot; of another one ``before`` it takes what is the same, with all it has found out."""
        source = (snapshot.factors, snapshot.exclusions, snapshot.issues)
        known = before if before is not None and before.frame.source == source else None
        self.frame: Frame = known.frame if known else Frame(*source)
        frame = self.frame
        self.rules: Rules = known.rules if known else Rules(frame.full, frame.absent, frame.forbidden)
        self.situations = Situations(self.frame, self.rules, snapshot.scenarios)

    def fits(self, snapshot: Snapshot) -> bool:
        """Whether it is the ground of another snapshot too."""
        return (
            self.frame.source == (snapshot.factors, snapshot.exclusions, snapshot.issues)
            and self.situations.source == snapshot.scenarios
        )


class Record:
    """A snapshot as of a date; None: the date of the case, else of its latest statement.

    With ``counting`` only statements of some grades count.
    """

    def __init__(
        self, snapshot: Snapshot, as_of: Moment | None, ground: Ground, counting: Counting = EVERYTHING
    ) -> None:
        self.snapshot = snapshot
        self.ground = ground
        self.frame, self.rules, self.situations = ground.frame, ground.rules, ground.situations
        self.columns = Columns(snapshot)
        self.counting = counting
        if not counting.everything:
            self.columns.counted = counting.statements(snapshot)[self.columns.statement]
        self._regions: dict[int, tuple[Cube, ...]] = {}
        self.as_of = as_of or snapshot.case.as_of or latest(self.columns)
        self.now = last_moment(self.as_of)

    def follow(self, old: "Record", statements: Collection[int]) -> Collection[int] | None:
        """Takes over from the record before an edit of these statements whose the other positions are, where everything
        else on which that rests is the same.

        Returns:
            The statements that may count otherwise: these, and those that another now ends, or no longer. None when
            nothing could be taken over.
        """
        if (self.now, self.snapshot.actors, self.snapshot.affiliations, self.counting) != (
            old.now,
            old.snapshot.actors,
            old.snapshot.affiliations,
            old.counting,
        ):
            return None
        self.columns.follow(old.columns)
        columns, edited = self.columns, self._ended_otherwise(old).union(statements)
        first, last = columns.spans(edited)
        spliced, rows = Splice(*old.columns.spans(edited), last - first), ranges(first, last - first)
        if not np.array_equal(spliced.put(old.columns.id, columns.id[rows]), columns.id):
            return None
        self.affiliations = old.affiliations
        if self.situations is old.situations:
            self.moments = old.moments
        self.issue = spliced.put(old.issue, self._issues(rows))
        gone = old.columns.rows_of(edited)
        self.narrowing = old.narrowing - old.narrowing_of(gone) + self.narrowing_of(rows)
        if self.situations is old.situations and self.expressed == old.expressed:
            self.addressed, self.addressed_bitmaps = old.addressed, old.addressed_bitmaps
        new = holders(columns, self.affiliations, rows)
        self.holders = old.holders.spliced(spliced, new)
        added = entries(columns, self.affiliations, rows, new, self.now)
        self.all_entries = old.all_entries.spliced(spliced, added)
        self.spoken = (
            old.spoken - old.spoken_in(old.living(old.all_entries.at(gone))) + self.spoken_in(self.living(added))
        )
        return edited

    def holds_as(self, old: "Record") -> bool:
        """Whether every position holds where it did in the record before an edit: nothing of that is new."""
        new, before = self.snapshot, old.snapshot
        names = ("id", "statement", "issue", "since", "until", "clauses")
        same = all(getattr(new.positions, name) is getattr(before.positions, name) for name in names)
        return same and new.clauses is before.clauses and new.conditions is before.conditions

    def _ended_otherwise(self, old: "Record") -> set[int]:
        """The statements of positions that are ended here and not there, or the other way round."""
        here, there = ({int(each.columns.id[row]): row for row in each.ends.by} for each in (self, old))
        found = {int(self.columns.statement_of[row]) for position, row in here.items() if position not in there}
        return found | {int(old.columns.statement_of[row]) for position, row in there.items() if position not in here}

    @cached_property
    def affiliations(self) -> Affiliations:
        """Who belongs to whom."""
        return Affiliations(self.columns, self.snapshot.affiliations)

    @cached_property
    def everything(self) -> Places:
        """The rows of all positions."""
        return np.arange(len(self.columns.id))

    @cached_property
    def ends(self) -> Ends:
        """The links in force."""
        return ends(self.columns, self.snapshot, self.now)

    @cached_property
    def alive(self) -> NDArray[np.bool_]:
        """Which positions are alive, whenever they are valid."""
        return alive(self.columns, self.ends, self.now, self.everything)

    def living(self, chosen: Entries) -> Entries:
        """Those of some entries whose positions are alive."""
        return chosen.chosen(np.flatnonzero(alive(self.columns, self.ends, self.now, chosen.position)))

    @cached_property
    def holders(self) -> Holders:
        """Whose the positions are."""
        return holders(self.columns, self.affiliations, self.everything)

    @cached_property
    def all_entries(self) -> Entries:
        """For whom each position counts, alive or not."""
        return entries(self.columns, self.affiliations, self.everything, self.holders, self.now)

    @cached_property
    def entries(self) -> Entries:
        """For whom each living position counts."""
        return self.all_entries.chosen(np.flatnonzero(self.alive[self.all_entries.position]))

    @cached_property
    def spoken(self) -> Places:
        """How many statements count for each actor and, last, how many for anybody."""
        return self.spoken_in(self.entries)

    def spoken_in(self, chosen: Entries) -> Places:
        """The same of some entries, all those of each statement."""
        said, actors = self.columns.statements_of(chosen.position), len(self.snapshot.actors)
        order = np.argsort(chosen.actor.astype(np.min_scalar_type(actors)), kind="stable")
        actor, by_actor = chosen.actor[order], said[order]
        first = heads(actor) | heads(by_actor)
        anybody = np.count_nonzero(heads(said))
        return np.append(np.bincount(actor[first], minlength=actors), anybody)

    @cached_property
    def issue(self) -> Places:
        """The issue of each position, as a place in the list of issues."""
        return self._issues(self.everything)

    def _issues(self, rows: Places) -> Places:
        given = self.columns.issue_id[rows]
        places = self.frame.issue_places
        found = Finder(places)(given)
        listed = np.fromiter(places.values(), np.int64, len(places))
        if not len(listed):
            return np.full(len(found), self.frame.situation)
        return np.where(given == 0, self.frame.situation, listed[found])

    @cached_property
    def expressed(self) -> tuple[tuple[int, ...], ...]:
        """The factors that express each issue: its own, else those that narrow some position on it."""
        narrowing = zip(self.frame.own_factors, self.narrowing, strict=True)
        return tuple(own or tuple(np.flatnonzero(counts).tolist()) for own, counts in narrowing)

    @cached_property
    def narrowing(self) -> NDArray[np.int64]:
        """How often a position on each issue without factors of its own narrows each factor."""
        return self.narrowing_of(self.everything)

    def narrowing_of(self, rows: Places) -> NDArray[np.int64]:
        """The same of some positions."""
        own, factors = self.frame.own_factors, len(self.frame.full)
        bare = np.array([not each for each in own], np.bool_)
        found = np.zeros((len(own), factors), np.int64)
        rows = rows[bare[self.issue[rows]]]
        if len(rows):
            row, factor = self.narrowed(rows)
            np.add.at(found, (self.issue[row], factor), 1)
        return found

    def narrowed(self, rows: Places) -> tuple[Places, Places]:
        """The factors that each of these positions narrows: pairs of a row and a factor."""
        clauses = self.columns.clauses_of(rows)
        row = np.repeat(rows, self.columns.clauses[rows])
        clause, factor = Coding(self.frame, self.columns, clauses).narrows()
        return row[clause], factor

    @cached_property
    def moments(self) -> NDArray[np.int64]:
        """The moment at which each scenario is judged."""
        return np.array([judged_at(date, self.now) for date in self.situations.dates], np.int64)

    @cached_property
    def addressed(self) -> NDArray[np.bool_]:
        """Which issues each scenario addresses, by issue and scenario."""
        rows = [self.situations.addressed(factors) for factors in self.expressed]
        return np.array(rows, np.bool_).reshape(len(rows), len(self.situations.source))

    @cached_property
    def addressed_bitmaps(self) -> Bitmaps:
        """The same as bitmaps over scenarios."""
        return packed(self.addressed)

    @cached_property
    def situation_named(self) -> bool:
        """Whether a position is on the situation as a whole."""
        return bool((view(self.snapshot.positions.issue) == 0).any())

    def region(self, row: int) -> tuple[Cube, ...]:
        """Where one position was said to hold."""
        if row not in self._regions:
            self._regions[row] = compiled(self.frame, self.columns, np.array([row])).of(0)
        return self._regions[row]
