"""How one cell is worked out: the exact words, what it depends on, and every list that it shows."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from db.vocabulary import ActorKind, CellKind, Headline, Verdict
from desktop.analysis.bounds import bounded
from desktop.analysis.dependence import depends_on
from desktop.analysis.dossier import Dossier, dossier
from desktop.analysis.ledger import Ledger
from desktop.analysis.outcomes import SPOKEN, Outcome, carries, outcome, verdict
from desktop.analysis.premises import Premise
from desktop.analysis.reasons import Involved, involved, reasons
from desktop.analysis.record import Record
from desktop.analysis.results import ByMembers, Cell, Gist, Reason
from desktop.analysis.worlds import TooManyWorlds

SIDES = {
    Headline.REJECTS: "against",
    Headline.OPPOSES: "against",
    Headline.NEUTRAL: "neutral",
    Headline.ACCEPTS: "for",
    Headline.SUPPORTS: "for",
    Headline.CONTESTED: "divided",
}

Known = Callable[[int], tuple[Headline, ...] | None]
"""The headlines of an actor in the same situation, when they are known already."""


def unknown(_actor: int) -> None:
    """Nothing is known yet."""


class Workings:
    """Works out cells of a record. Actors are places in the list."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._dossiers: dict[int, Dossier] = {}
        self._ledger: tuple[frozenset[int], Ledger] | None = None
        self._involved: dict[int, Involved] = {}

    def dossier(self, actor: int) -> Dossier:
        """What is on record for an actor."""
        if actor not in self._dossiers:
            actors, ledger = self._ledger or (frozenset(), None)
            self._dossiers[actor] = dossier(self._record, actor, ledger=ledger if actor in actors else None)
        return self._dossiers[actor]

    def use(self, ledger: Ledger, actors: Iterable[int]) -> None:
        """Takes what is on record for some actors from a ledger that there is already."""
        self._ledger = frozenset(actors), ledger

    def outcome(self, actor: int, premise: Premise, *, brief: bool = False) -> Outcome | None:
        """What the words of an actor come to (``brief``: that hold somewhere); None in an impossible situation."""
        if premise.situation is None:
            return None
        papers = self.dossier(actor)
        living = np.flatnonzero(premise.valid(self._record, papers.rows())).tolist()
        addressed: Sequence[bool] = premise.addressed.tolist()
        return outcome(papers, living, addressed, premise.situation, self._record.rules, brief=brief)

    def reasons(self, actor: int, premise: Premise) -> tuple[Reason, ...]:
        """Why every position that an actor holds, speaks or joins in counts or does not."""
        try:
            found = self.outcome(actor, premise)
        except TooManyWorlds:
            found = None
        if actor not in self._involved:
            self._involved[actor] = involved(self._record, actor)
        return reasons(self._record, self.dossier(actor), premise, found, self._involved[actor])

    def cell(self, actor: int, premise: Premise, known: Known = unknown) -> Cell:
        """The exact cell of an actor, without an assessment; within bounds when it has too many completions."""
        ids = (self._record.snapshot.actors[actor].id, premise.scenario)
        try:
            found = self.outcome(actor, premise)
        except TooManyWorlds:
            papers = self.dossier(actor)
            attributed = self._ids(self._attributed(papers, premise))
            return bounded(self._record, papers, premise, self._ids, attributed)
        if found is None:
            return Cell(*ids, CellKind.IMPOSSIBLE)
        frame, papers = self._record.frame, self.dossier(actor)
        gist, by_verdict = self._gist(actor, found, premise, known), self._by_verdict(papers, found)
        return Cell(
            *ids,
            kind=gist.kind,
            headlines=gist.headlines,
            profile=self._profile(found),
            depends_on=tuple(
                frame.factors[place].key for place in depends_on(found.space, found.headlines, frame.absent)
            ),
            dissent=gist.dissent,
            mixed=gist.mixed,
            by_members=gist.by_members,
            applies=by_verdict[Verdict.APPLIES],
            might=by_verdict[Verdict.MIGHT],
            fails=by_verdict[Verdict.FAILS],
            elsewhere=by_verdict[Verdict.ELSEWHERE],
            decisive=self._ids(papers.entries[place].row for place in _decisive(papers, found)),
            attributed=self._ids(self._attributed(papers, premise)),
            could_turn=gist.could_turn,
        )

    def gist(self, actor: int, premise: Premise, known: Known = unknown) -> Gist:
        """What the matrix shows of a cell, which is found out in a part of the time."""
        try:
            found = self.outcome(actor, premise, brief=True)
        except TooManyWorlds:
            cell = self.cell(actor, premise, known)
            return Gist(cell.kind, cell.headlines)
        return Gist(CellKind.IMPOSSIBLE) if found is None else self._gist(actor, found, premise, known)

    def _gist(self, actor: int, found: Outcome, premise: Premise, known: Known) -> Gist:
        headlines = _headlines(found)
        kind = _kind(headlines)
        return Gist(
            kind,
            headlines,
            found.dissent,
            found.mixed,
            self.by_members(actor, premise, known) if kind is CellKind.SILENT else None,
            kind is CellKind.FIRM and _other_side_might(self.dossier(actor), found, headlines[0]),
        )

    def _by_verdict(self, papers: Dossier, found: Outcome) -> dict[Verdict, tuple[int, ...]]:
        rows: dict[Verdict, list[int]] = {each: [] for each in Verdict}
        for place in sorted([*found.holds, *found.elsewhere]):
            rows[found.verdict(place)].append(papers.entries[place].row)
        return {each: self._ids(listed) for each, listed in rows.items()}

    def _ids(self, rows: Iterable[int]) -> tuple[int, ...]:
        ids = self._record.columns.id
        return tuple(int(ids[row]) for row in rows)

    def _profile(self, found: Outcome) -> tuple[tuple[str, tuple[Headline, ...]], ...]:
        listed = []
        for issue in sorted(found.issues):
            stances = found.issues[issue].stances
            if any(stances.values()):
                key = self._record.frame.issues[issue].key
                listed.append((key, tuple(each for each in SPOKEN if stances[each])))
        return tuple(listed)

    def _attributed(self, papers: Dossier, premise: Premise) -> Iterable[int]:
        """The rows of the positions that are only attributed to the actor, where they apply or might."""
        record, situation = self._record, premise.situation
        assert situation is not None
        rows = np.array(papers.attributed, np.int64)
        rows = rows[premise.addressed[record.issue[rows]]]
        for row in rows[premise.valid(record, rows)].tolist():
            if verdict(record.region(row), situation, record.rules) is not Verdict.FAILS:
                yield row

    def _headlines(self, actor: int, premise: Premise) -> tuple[Headline, ...]:
        try:
            found = self.outcome(actor, premise, brief=True)
        except TooManyWorlds:
            return self.cell(actor, premise).headlines
        return () if found is None else _headlines(found)

    def by_members(self, actor: int, premise: Premise, known: Known) -> ByMembers | None:
        """What the members of a coalition say, each in its own cell; None for others, and when none is on record."""
        record, actors = self._record, self._record.snapshot.actors
        if actors[actor].kind is not ActorKind.COALITION:
            return None
        belonging = record.affiliations.members(actor, record.now).tolist()
        members = [place for place in belonging if actors[place].kind is not ActorKind.PERSON]
        sides: set[str] = set()
        on_record = 0
        for member in members:
            headlines = known(member) or self._headlines(member, premise)
            spoken = [each for each in headlines if each is not Headline.SILENT]
            on_record += bool(spoken)
            sides.update(SIDES[each] for each in spoken)
        if not on_record:
            return None
        return ByMembers(sides.pop() if len(sides) == 1 else "divided", on_record, len(members))


def _headlines(found: Outcome) -> tuple[Headline, ...]:
    return tuple(each for each in Headline if found.headlines[each])


def _kind(headlines: Sequence[Headline]) -> CellKind:
    if len(headlines) > 1:
        return CellKind.OPEN
    return CellKind.SILENT if headlines[0] is Headline.SILENT else CellKind.FIRM


def _decisive(papers: Dossier, found: Outcome) -> Iterable[int]:
    """The entries that carry the stance of an issue which is the headline, in some completion."""
    for place in sorted(place for place, worlds in found.words.items() if worlds):
        stance = papers.entries[place].stance
        sides = (Headline.of(stance), Headline.CONTESTED) if stance else (Headline.of(stance),)
        if any(found.headlines[each] and carries(found, papers, place, each) & found.headlines[each] for each in sides):
            yield place


def _other_side_might(papers: Dossier, found: Outcome, headline: Headline) -> bool:
    side = {"for": 1, "against": -1}.get(SIDES[headline], 0)
    might = (place for place in found.holds if found.verdict(place) is Verdict.MIGHT)
    return any(papers.entries[place].stance * side < 0 for place in might)
