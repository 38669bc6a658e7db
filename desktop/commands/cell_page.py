"""A cell with its reasons as a page of text: what it says, and under each verdict the words, conditions and why."""

from collections.abc import Iterator, Sequence

from db.records import Actor, Assessment, Quotation, Scenario, Statement
from db.vocabulary import CellKind, Headline, Verdict
from desktop import words
from desktop.analysis.cells import Cell, Comparison, ConditionResult, Reason
from desktop.commands import cell_words
from desktop.commands.matrix import as_of
from desktop.commands.terminal import Style, clean, wrapped
from desktop.words import _


class Page:
    """Tells cells of a comparison; ``said`` are the statements of the positions that are shown."""

    def __init__(self, comparison: Comparison, said: Sequence[Statement], width: int, style: Style) -> None:
        self._comparison = comparison
        self._case = comparison.snapshot
        self._width = width
        self._style = style
        self._actors = {actor.id: clean(actor.name) for actor in self._case.actors}
        self._sources = {source.id: source for source in self._case.sources}
        self._issues = {issue.key: clean(issue.name) for issue in comparison.issues}
        self._factors = {factor.key: factor for factor in comparison.factors}
        self._statement = {position.id: each for each in said for position in each.positions}

    def lines(self, actor: Actor, scenario: Scenario) -> Iterator[str]:
        """The lines of a cell."""
        cell = self._comparison.cell(actor.id, scenario.id)
        yield from self._wrapped(f"{self._actors[actor.id]}: {self._scenario(scenario)}", look="bold")
        yield as_of(self._comparison.as_of)
        yield ""
        yield from self._says(cell)
        reasons = self._comparison.reasons(actor.id, scenario.id)
        if not reasons:
            yield _("Nothing on record, for any scenario.")
        for verdict in Verdict:
            listed = [reason for reason in reasons if reason.verdict is verdict]
            if listed:
                yield ""
                yield self._style(f"{words.verdict(verdict)} ({len(listed)})", "bold")
            for reason in listed:
                yield from self._reason(reason)

    def _scenario(self, scenario: Scenario) -> str:
        """A scenario's name, a branch's after its parent's."""
        names, parents = [clean(scenario.name)], {each.id: each for each in self._case.scenarios}
        while scenario.parent is not None:
            scenario = parents[scenario.parent]
            names.insert(0, clean(scenario.name))
        return " ".join(names)

    def _says(self, cell: Cell) -> Iterator[str]:
        told = cell_words.told(cell)
        yield self._style(f"{told.mark} {told.word}", told.look)
        if cell.kind is CellKind.OPEN:
            outcomes = _listed_or([words.stance(headline) for headline in cell.headlines])
            on = words.listing([clean(self._factors[key].name) for key in cell.depends_on])
            yield from self._wrapped(_("{outcomes}: it depends on {factors}.").format(outcomes=outcomes, factors=on))
        for key, headlines in cell.profile:
            stances = _listed_or([words.stance(headline) for headline in headlines])
            yield from self._wrapped(f"{self._issues[key]}: {stances}", "  ")
        if cell.mixed:
            yield from self._wrapped(_("Mixed: for on one issue, against on another."), "  ")
        if cell.dissent:
            yield from self._wrapped(_("Dissent: a lower voice says the opposite."), "  ")
        if cell.by_members is not None:
            members = cell.by_members
            told_of = _("{side} ({n} of {all} members are on record)")
            line = told_of.format(side=cell_words.side(members.side), n=members.on_record, all=members.members)
            yield from self._wrapped(line, "  ")
        if cell.headlines == (Headline.SILENT,):
            yield from self._wrapped(_("Silence is not consent, not rejection and not neutrality."), "  ")
        for assessment in self._assessments(cell):
            yield from self._wrapped(self._assessed(assessment), "  ", "hand")

    def _assessments(self, cell: Cell) -> list[Assessment]:
        return [each for each in self._case.assessments if (each.actor, each.scenario) == (cell.actor, cell.scenario)]

    def _assessed(self, assessment: Assessment) -> str:
        signed = words.listing(
            [each for each in (clean(assessment.author), words.confidence(assessment.confidence)) if each]
        )
        told = _("Assessment: {stance}").format(stance=words.stance(assessment.stance))
        told += f" ({signed})" if signed else ""
        return f"{told}. {clean(assessment.rationale)}"

    def _reason(self, reason: Reason) -> Iterator[str]:
        statement = self._statement[reason.position]
        headline = Headline.of(reason.stance)
        mark = f"{words.plain(headline):<2}"
        yield from self._wrapped(f"{mark} {self._head(reason, statement)}", "  ", cell_words.look(headline))
        for quotation in statement.quotations:
            yield from self._wrapped(self._quoted(quotation), "     ")
        if not statement.quotations:
            yield from self._wrapped(_("Unsourced: no quotation stands for it."), "     ", "dim")
        for number, clause in enumerate(reason.conditions):
            yield from self._wrapped(self._clause(clause, first=number == 0), "     ")
        yield from self._wrapped(words.why(reason.why, self._other(reason.by)), "     ", "dim")

    def _head(self, reason: Reason, statement: Statement) -> str:
        speaker, holder = self._actors[reason.speaker], self._actors[reason.holder]
        who = speaker if speaker == holder else _("{speaker} for {holder}").format(speaker=speaker, holder=holder)
        parts = [
            _("no. {n}").format(n=statement.number),
            f"{words.stance(reason.stance)}: {self._issues.get(reason.issue, reason.issue)}",
            who,
            words.act(statement.act),
            words.date(statement.said_on),
            clean(statement.venue),
        ]
        return " · ".join(part for part in parts if part)

    def _quoted(self, quotation: Quotation) -> str:
        source = self._sources[quotation.source]
        graded = words.grade(source.reliability, quotation.credibility)
        origin = ", ".join(each for each in (clean(source.title), words.wording(quotation.wording), graded) if each)
        return f"{words.quoted(clean(quotation.exact))} ({origin})"

    def _clause(self, clause: Sequence[ConditionResult], *, first: bool) -> str:
        told = "; ".join(self._condition(each) for each in clause) or _("in any case")
        return told if first else _("or: {condition}").format(condition=told)

    def _condition(self, condition: ConditionResult) -> str:
        factor = self._factors[condition.factor]
        names = {value.key: clean(value.name) for value in factor.values}
        said = _listed_or([names.get(key, key) for key in condition.values])
        result = {"met": _("met"), "failed": _("failed"), "open": _("left open")}[str(condition.result)]
        return _("{factor}: {values} ({result})").format(factor=clean(factor.name), values=said, result=result)

    def _other(self, position: int | None) -> str:
        """The statement that outdoes a position, by its number."""
        statement = self._statement.get(position) if position is not None else None
        return _("no. {n}").format(n=statement.number) if statement else ""

    def _wrapped(self, text: str, indent: str = "", look: str = "") -> Iterator[str]:
        for line in wrapped(text, max(10, self._width - len(indent))):
            yield indent + self._style(line, look)


def _listed_or(names: Sequence[str]) -> str:
    """Several things of which one holds: *a*, *a or b*, *a, b or c*."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} or {last}").format(first=", ".join(names[:-1]), last=names[-1])
