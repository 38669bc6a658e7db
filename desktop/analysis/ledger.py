"""What counts for some actors, as rows in the order in which it is weighed."""

from functools import cached_property

import numpy as np

from desktop.analysis.bitmaps import Places, heads
from desktop.analysis.columns import taken
from desktop.analysis.precedence import narrower, sorted_groups
from desktop.analysis.record import Record
from desktop.analysis.regions import compiled


class Ledger:
    """One row for each position and actor, by actor, voice and issue, the latest first.

    ``row`` is the place of each row's position among ``positions``, whose regions ``regions`` are; ``groups`` are the
    rows of one voice on one issue for one actor.
    """

    def __init__(self, record: Record, actors: Places) -> None:
        self._record = record
        if len(actors) < len(record.snapshot.actors):
            entries = record.living(record.all_entries.of(actors))
        else:
            entries = record.entries
        columns = record.columns
        issue, said = record.issue[entries.position], columns.said[columns.statements_of(entries.position)]
        first = heads(entries.position)
        order, self.groups = sorted_groups([entries.actor, entries.voice, issue], said)
        self.entries = entries.chosen(order)
        self.issue, self.said = issue[order], self.groups.said
        self.stance = taken(record.snapshot.positions.stance, self.entries.position)
        self.positions, self.row = entries.position[first], (np.cumsum(first) - 1)[order]
        self.regions = compiled(record.frame, columns, self.positions)

    @cached_property
    def within(self) -> tuple[Places, Places]:
        """The same as ``narrower``, found out once."""
        return self.narrower()

    def narrower(self) -> tuple[Places, Places]:
        """For each row how many rows of its group hold only where it does too, and which."""
        return narrower(self.regions, self._record.rules, self.row, self.groups)
