"""What the brief asks of a comparison, looked up once: parties, cells, and the statements that positions stand in."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from db.records import Actor, Factor, Position, Quotation, Scenario, Source, Statement
from db.vocabulary import SITUATION, ActorKind, CellKind, Headline, Standing, Verdict, Why
from desktop.analysis.cells import Cell, Comparison, Reason
from desktop.reports.fields import either_of
from desktop.words import _

NEGATIVE = frozenset({Headline.REJECTS, Headline.OPPOSES})
POSITIVE = frozenset({Headline.ACCEPTS, Headline.SUPPORTS})


class Record:
    """A comparison with the words that it rests on.

    Args:
        comparison: who stands where.
        statements: all statements of the case.
    """

    def __init__(self, comparison: Comparison, statements: Sequence[Statement]) -> None:
        self.comparison = comparison
        self.case = comparison.snapshot
        self.statements = tuple(sorted(statements, key=lambda statement: statement.number))
        self.actors = {actor.id: actor for actor in self.case.actors}
        self.sources = {source.id: source for source in self.case.sources}
        self.source_codes = {source.id: f"S{place}" for place, source in enumerate(self.case.sources, 1)}
        self.said_in = {position.id: s for s in self.statements for position in s.positions}
        self.by_number = {statement.number: statement for statement in self.statements}
        self.issue_names = {issue.key: issue.name for issue in comparison.issues}
        self._issue_keys = {issue.id: issue.key for issue in self.case.issues}
        self._positions = {position.id: position for s in self.statements for position in s.positions}
        self._cells: dict[tuple[int, int], Cell] = {}
        self._reasons: dict[tuple[int, int], tuple[Reason, ...]] = {}
        self._addressing: dict[str, tuple[Scenario, ...]] = {}

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The scenarios in the case's order, each branch after its parent."""
        return _branches_in_order(self.comparison.scenarios)

    @cached_property
    def parties(self) -> tuple[Actor, ...]:
        """The rows of the matrix: all actors but those who only speak for others."""
        return tuple(actor for actor in self._candidates() if not self._only_speaks(actor))

    def cell(self, actor: Actor, scenario: Scenario) -> Cell:
        """The exact cell of a party in a scenario, worked out when it is wanted first."""
        pair = (actor.id, scenario.id)
        if pair not in self._cells:
            self._cells[pair] = self.comparison.cell(*pair)
        return self._cells[pair]

    def row(self, actor: Actor) -> list[tuple[Scenario, Cell]]:
        """A party's cells with their scenarios."""
        return [(scenario, self.cell(actor, scenario)) for scenario in self.scenarios]

    def column(self, scenario: Scenario) -> list[tuple[Actor, Cell]]:
        """A scenario's cells with their parties."""
        return [(actor, self.cell(actor, scenario)) for actor in self.parties]

    def numbers(self, positions: Iterable[int]) -> tuple[int, ...]:
        """The numbers of the statements that these positions stand in, ascending."""
        return tuple(sorted({self.said_in[p].number for p in positions if p in self.said_in}))

    def newest_first(self, positions: Iterable[int]) -> list[Statement]:
        """The statements of these positions, the latest first, of one day the highest number first."""
        found = {self.said_in[p].id: self.said_in[p] for p in positions if p in self.said_in}
        return sorted(found.values(), key=_newest, reverse=True)

    def reasons(self, actor: int, scenario: int) -> tuple[Reason, ...]:
        """Why each position of an actor counts in a scenario or does not; worked out once."""
        pair = (actor, scenario)
        if pair not in self._reasons:
            self._reasons[pair] = self.comparison.reasons(*pair)
        return self._reasons[pair]

    def issue_of(self, position: int) -> str:
        """The key of the issue that a position is on."""
        issue = self._positions[position].issue
        return SITUATION if issue is None else self._issue_keys[issue]

    def addressing(self, issue: str) -> tuple[Scenario, ...]:
        """The scenarios that address an issue, also those that cannot come about; none when nobody spoke on it."""
        if issue not in self._addressing:
            self._addressing[issue] = self._where_addressed(issue)
        return self._addressing[issue]

    def _where_addressed(self, issue: str) -> tuple[Scenario, ...]:
        example = next((p for p in self._positions.values() if self.issue_of(p.id) == issue), None)
        if example is None:
            return ()
        speaker = self.said_in[example.id].speaker
        return tuple(s for s in self.scenarios if self._verdict(speaker, s, example.id) != Verdict.ELSEWHERE)

    def _verdict(self, actor: int, scenario: Scenario, position: int) -> Verdict:
        reasons = self.reasons(actor, scenario.id)
        return next(reason.verdict for reason in reasons if reason.position == position)

    def firm_on(self, actor: Actor, scenario: Scenario, issue: str) -> Headline | None:
        """A cell's stance on one issue where it is the same in every completion; else None.

        It is, when the issue shows one stance and is never silent: a position on it applies throughout, or the cell is
        firm and no other issue shows its headline.
        """
        cell = self.cell(actor, scenario)
        stances = dict(cell.profile).get(issue, ())
        if len(stances) != 1:
            return None
        holders = [key for key, shown in cell.profile if set(shown) & set(cell.headlines)]
        leads = cell.kind == CellKind.FIRM and holders == [issue]
        spoken = any(self.issue_of(position) == issue for position in cell.applies)
        return stances[0] if leads or spoken else None

    def deciding(self, actor: Actor, scenario: Scenario, issue: str | None = None) -> tuple[int, ...]:
        """The positions that decide a cell, or its stance on one issue, also where that is not the headline."""
        cell = self.cell(actor, scenario)
        if issue is None:
            return cell.decisive
        found = tuple(position for position in cell.decisive if self.issue_of(position) == issue)
        return found or self._counting(actor, scenario, issue)

    def _counting(self, actor: Actor, scenario: Scenario, issue: str) -> tuple[int, ...]:
        stances = set(dict(self.cell(actor, scenario).profile).get(issue, ()))
        return tuple(
            reason.position
            for reason in self.reasons(actor.id, scenario.id)
            if reason.issue == issue
            and reason.why in (Why.DECISIVE, Why.COUNTS)
            and (Headline.of(reason.stance) in stances or Headline.CONTESTED in stances)
        )

    def position(self, id_: int) -> Position:
        """A position by id."""
        return self._positions[id_]

    def main_quotation(self, statement: Statement) -> Quotation | None:
        """The quotation that stands for a statement: as spoken before retold, then the first."""
        ranked = sorted(statement.quotations, key=lambda quotation: quotation.wording.code)
        return ranked[0] if ranked else None

    def source(self, quotation: Quotation) -> Source | None:
        """The source of a quotation."""
        return self.sources.get(quotation.source)

    def actor_name(self, actor: int | None) -> str:
        """The name of an actor; empty when there is none."""
        return (self.actors[actor].name.strip() or _("Nameless")) if actor in self.actors else ""

    def short_name(self, scenario: Scenario) -> str:
        """A scenario's own name."""
        return scenario.name.strip() or _("Nameless scenario")

    def at(self, kind: str, *ids: int) -> str:
        """The name of a place in the brief: a kind and the identities for good of what stands there."""
        known: dict[str, Mapping[int, Actor | Scenario | Source | Statement | Factor]] = {
            "actor": self.actors,
            "scenario": self.scenarios_by_id,
            "statement": self.statements_by_id,
            "source": self.sources,
            "factor": {factor.id: factor for factor in self.case.factors},
        }
        if kind == "case":
            return f"case.{self.case.case.uid}"
        kinds = ("actor", "scenario") if kind == "cell" else (kind,)
        return ".".join([kind, *(known[each][id_].uid for each, id_ in zip(kinds, ids, strict=True))])

    def at_place(self, place: tuple[Any, ...]) -> str:
        """The name of what a remark is on; empty for what stands nowhere of its own."""
        return "" if place[0] == "issue" else self.at(*place)

    @cached_property
    def counted(self) -> str:
        """Which grades count, in words; empty when all statements do."""
        counting = self.comparison.counting
        sources = either_of(sorted(counting.reliabilities))
        items = either_of([str(digit) for digit in sorted(counting.credibilities)])
        told = [_("sources of grade {grades}").format(grades=sources)] if sources else []
        told += [_("words of grade {grades}").format(grades=items)] if items else []
        return ", ".join(told)

    @cached_property
    def scenarios_by_id(self) -> dict[int, Scenario]:
        """The scenarios by id."""
        return {scenario.id: scenario for scenario in self.scenarios}

    @cached_property
    def statements_by_id(self) -> dict[int, Statement]:
        """The statements by id."""
        return {statement.id: statement for statement in self.statements}

    def full_name(self, scenario: Scenario) -> str:
        """A scenario's name; one that begins with an ellipsis is told after its parent's."""
        parent = self.scenarios_by_id.get(scenario.parent or 0)
        if parent is None or not scenario.name.startswith("…"):
            return self.short_name(scenario)
        return f"{self.full_name(parent)} {scenario.name}"

    def _candidates(self) -> list[Actor]:
        """Everybody but persons who speak for somebody; everybody when that leaves nobody."""
        speakers = {a.member for a in self.case.affiliations if a.standing != Standing.NONE}
        found = [a for a in self.comparison.actors if a.kind != ActorKind.PERSON or a.id not in speakers]
        return found or list(self.comparison.actors)

    def _only_speaks(self, actor: Actor) -> bool:
        """Whether this is an office that speaks for another party and is on record nowhere itself."""
        homes = [a.of for a in self.case.affiliations if a.member == actor.id and a.standing != Standing.NONE]
        if not any(self.actors[home].kind != ActorKind.COALITION for home in homes):
            return False
        cells = (self.cell(actor, scenario) for scenario in self.scenarios)
        return all(cell.kind in (CellKind.SILENT, CellKind.IMPOSSIBLE) and cell.assessed is None for cell in cells)


def _newest(statement: Statement) -> tuple[bool, int, int]:
    said = statement.said_on
    return (said is not None, said.first if said else 0, statement.number)


def _branches_in_order(scenarios: Sequence[Scenario]) -> tuple[Scenario, ...]:
    children: dict[int | None, list[Scenario]] = {}
    known = {scenario.id for scenario in scenarios}
    for scenario in scenarios:
        children.setdefault(scenario.parent if scenario.parent in known else None, []).append(scenario)
    ordered: list[Scenario] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        scenario = waiting.pop()
        ordered.append(scenario)
        waiting.extend(reversed(children.get(scenario.id, [])))
    return tuple(ordered)
