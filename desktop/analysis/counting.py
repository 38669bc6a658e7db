"""Which statements the views count: all, or those that a source and an item of chosen Admiralty grades tell.

F and 6 mean that something cannot be judged, not that it is the worst; so grades are sets, never a threshold.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.records import CaseInfo, Snapshot
from desktop.analysis.columns import Finder, view


@dataclass(frozen=True, slots=True)
class Counting:
    """The grades that count; an empty set: all of them, also what nobody graded."""

    reliabilities: frozenset[str] = frozenset()
    credibilities: frozenset[int] = frozenset()

    @classmethod
    def of(cls, case: CaseInfo) -> "Counting":
        """What the case says that its views count."""
        return cls(frozenset(case.reliabilities), frozenset(map(int, case.credibilities)))

    @property
    def everything(self) -> bool:
        """Whether all statements count."""
        return not self.reliabilities and not self.credibilities

    def statements(self, snapshot: Snapshot) -> NDArray[np.bool_]:
        """Which statements count, by their rows: those with a quotation that has both grades."""
        rows = view(snapshot.statements.id)
        if self.everything:
            return np.ones(len(rows), np.bool_)
        quotations = snapshot.quotations
        passing = np.ones(len(quotations.statement), np.bool_)
        if self.reliabilities:
            good = np.array([source.reliability in self.reliabilities for source in snapshot.sources], np.bool_)
            passing &= good[Finder(source.id for source in snapshot.sources)(view(quotations.source))]
        if self.credibilities:
            passing &= np.isin(view(quotations.credibility), list(self.credibilities))
        return np.isin(rows, view(quotations.statement)[passing])


EVERYTHING = Counting()
