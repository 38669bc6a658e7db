"""What there is to tell of one cell: the cell, and its reasons under each verdict, the newest first.

``Story.of`` works on the analysis and belongs on a worker; what comes out is read on the window's thread.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from db.moments import instant
from db.records import Actor, Assessment, Note, Scenario, Snapshot
from db.vocabulary import CellKind, Verdict
from desktop.analysis.cells import Cell, Comparison, Reason

Written = TypeVar("Written", Assessment, Note)


@dataclass(frozen=True)
class Story:
    """A cell with its reasons. ``groups`` has every verdict; ``rivals`` gives the number of the statement that outdoes
    a position; ``nearest`` is the position of a silent actor that fails by least.
    """

    comparison: Comparison
    actor: Actor
    scenario: Scenario
    cell: Cell
    groups: Mapping[Verdict, tuple[Reason, ...]]
    rivals: Mapping[int, int]
    nearest: Reason | None

    @classmethod
    def of(cls, comparison: Comparison, actor: int, scenario: int) -> "Story | None":
        """The story of a cell; None when actor or scenario is gone."""
        try:
            who, what = comparison.actor(actor), comparison.scenario(scenario)
        except KeyError:
            return None
        snapshot = comparison.snapshot
        cell, reasons = comparison.cell(actor, scenario), comparison.reasons(actor, scenario)
        newest = sorted(reasons, key=lambda reason: _age(snapshot, reason), reverse=True)
        nearest = comparison.nearest(actor, scenario)
        return cls(
            comparison=comparison,
            actor=who,
            scenario=what,
            cell=cell,
            groups={verdict: tuple(each for each in newest if each.verdict is verdict) for verdict in Verdict},
            rivals=_rivals(snapshot, reasons),
            nearest=next((each for each in reasons if each.position == nearest), None),
        )

    @property
    def snapshot(self) -> Snapshot:
        """The record it is told from."""
        return self.comparison.snapshot

    def counted(self, verdict: Verdict) -> tuple[int, ...]:
        """The positions that count for the actor, with one verdict."""
        cell = self.cell
        return {
            Verdict.APPLIES: cell.applies,
            Verdict.MIGHT: cell.might,
            Verdict.FAILS: cell.fails,
            Verdict.ELSEWHERE: cell.elsewhere,
        }[verdict]

    def newest(self) -> Reason | None:
        """The newest of what decides the cell."""
        decisive = set(self.cell.decisive)
        listed = (*self.groups[Verdict.APPLIES], *self.groups[Verdict.MIGHT])
        return next((each for each in listed if each.position in decisive), None)

    def silent(self) -> bool:
        """Whether nothing is on record."""
        return self.cell.kind is CellKind.SILENT

    def assessments(self) -> tuple[Assessment, ...]:
        """What the analyst judged of the cell, the latest first."""
        return judged(self.snapshot, self.actor.id, self.scenario.id)

    def notes(self) -> tuple[Note, ...]:
        """The notes on the cell, the latest first."""
        asked = (self.actor.id, self.scenario.id)
        found = [each for each in self.snapshot.notes if (each.on.actor, each.on.scenario) == asked]
        return tuple(_latest_first(found))

    def notes_on(self, reason: Reason) -> tuple[Note, ...]:
        """The notes on a position or on the statement that takes it."""
        return tuple(
            each
            for each in self.snapshot.notes
            if each.on.position == reason.position or each.on.statement == reason.statement
        )


def judged(snapshot: Snapshot, actor: int, scenario: int) -> tuple[Assessment, ...]:
    """What the analyst judged of a cell, by the ids of actor and scenario, the latest first."""
    found = [each for each in snapshot.assessments if (each.actor, each.scenario) == (actor, scenario)]
    return tuple(_latest_first(found))


def _latest_first(written: Sequence[Written]) -> list[Written]:
    """The latest first, of equals the last listed; those without a time are the oldest."""
    order = sorted(enumerate(written), key=lambda pair: (_time(pair[1].at), pair[0]), reverse=True)
    return [each for _place, each in order]


def _time(at: str | None) -> float:
    return -1e18 if at is None else instant(at).timestamp()


def _age(snapshot: Snapshot, reason: Reason) -> tuple[int, int, int]:
    """What orders reasons from the oldest to the newest."""
    row = bisect_left(snapshot.statements.id, reason.statement)
    return snapshot.statements.said[row], snapshot.statements.number[row], reason.position


def _rivals(snapshot: Snapshot, reasons: Iterable[Reason]) -> dict[int, int]:
    """The numbers of the statements that outdo, by their positions."""
    wanted = {reason.by for reason in reasons if reason.by is not None}
    if not wanted:
        return {}
    said, positions = snapshot.statements, snapshot.positions
    return {
        position: said.number[bisect_left(said.id, statement)]
        for position, statement in zip(positions.id, positions.statement, strict=True)
        if position in wanted
    }
