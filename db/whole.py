"""The whole case as drafts that refer by key: what exchange files hold."""

from collections.abc import Iterable
from typing import TypeVar

from db import actors, assessments, factors, notes, scenarios, sources, statements, views
from db.drafts import (
    ActorDraft,
    AffiliationDraft,
    AssessmentDraft,
    CaseDraft,
    ClauseDraft,
    ConditionDraft,
    Contents,
    ExclusionDraft,
    FactorDraft,
    IssueDraft,
    LinkDraft,
    NoteDraft,
    PositionDraft,
    QuotationDraft,
    ScenarioDraft,
    SettingDraft,
    SourceDraft,
    SpanDraft,
    StatementDraft,
    TargetDraft,
    ValueDraft,
    ViewDraft,
)
from db.reading import Reading
from db.records import (
    Actor,
    Clause,
    Factor,
    Issue,
    Note,
    Position,
    Quotation,
    Scenario,
    Setting,
    Source,
    Statement,
)
from db.vocabulary import Credibility, Reliability

Keyed = TypeVar("Keyed", Actor, Issue, Factor, Scenario, Source, Statement, Position, Note)


def read(reading: Reading) -> Contents:
    """Everything that the case holds, in its order."""
    return Drafter(reading).contents()


class Drafter:
    """Makes drafts of records: ids become keys."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._actors = actors.read(reading)
        self._issues = factors.issues(reading)
        self._factors = factors.read(reading)
        self._scenarios = scenarios.read(reading)
        self._sources = sources.read(reading)
        self._statements = statements.read(reading)
        self._notes = notes.read(reading)
        said = [position for statement in self._statements for position in statement.positions]
        self.actor_keys = _keys(self._actors)
        self.issue_keys = _keys(self._issues)
        self.factor_keys = _keys(self._factors)
        self.scenario_keys = _keys(self._scenarios)
        self.source_keys = _keys(self._sources)
        self.statement_keys = _keys(self._statements)
        self.position_keys = _keys(said)
        self.note_keys = _keys(self._notes)
        self.value_keys = {value.id: value.key for factor in self._factors for value in factor.values}

    def contents(self) -> Contents:
        """All drafts."""
        info, texts = self._reading.info(), sources.texts(self._reading)
        return Contents(
            case=CaseDraft(
                title=info.title,
                description=info.description,
                language=info.language,
                as_of=info.as_of,
                reliabilities=tuple(map(Reliability, info.reliabilities)),
                credibilities=tuple(Credibility(int(each)) for each in info.credibilities),
            ),
            actors=tuple(map(_actor, self._actors)),
            affiliations=tuple(self._affiliations()),
            issues=tuple(IssueDraft(each.key, each.name) for each in self._issues),
            factors=tuple(map(self.factor, self._factors)),
            exclusions=tuple(
                ExclusionDraft(self.clause(each.when), each.reason) for each in factors.exclusions(self._reading)
            ),
            scenarios=tuple(map(self.scenario, self._scenarios)),
            sources=tuple(_source(each, texts[each.id]) for each in self._sources),
            statements=tuple(map(self.statement, self._statements)),
            links=tuple(
                LinkDraft(each.kind, self.position_keys[each.position], self.position_keys[each.target])
                for each in statements.links(self._reading)
            ),
            assessments=tuple(self._assessments()),
            notes=tuple(map(self.note, self._notes)),
            views=tuple(ViewDraft(each.kind, each.name, each.body) for each in views.read(self._reading)),
        )

    def clause(self, clause: Clause) -> ClauseDraft:
        """A clause by keys."""
        return tuple(
            ConditionDraft(self.factor_keys[each.factor], *self._named(each.values, each.part), each.holds)
            for each in clause
        )

    def factor(self, factor: Factor) -> FactorDraft:
        """A factor by keys."""
        return FactorDraft(
            key=factor.key,
            name=factor.name,
            short=factor.short,
            issue=None if factor.issue is None else self.issue_keys[factor.issue],
            ordered=factor.ordered,
            several=factor.several,
            needs=tuple(map(self.clause, factor.needs)),
            values=tuple(ValueDraft(value.key, value.name) for value in factor.values),
        )

    def scenario(self, scenario: Scenario) -> ScenarioDraft:
        """A scenario by keys."""
        return ScenarioDraft(
            key=scenario.key,
            name=scenario.name,
            parent=None if scenario.parent is None else self.scenario_keys[scenario.parent],
            sets=tuple(map(self._setting, scenario.sets)),
            date=scenario.date,
            description=scenario.description,
        )

    def statement(self, statement: Statement) -> StatementDraft:
        """A statement by keys."""
        return StatementDraft(
            key=statement.key,
            speaker=self.actor_keys[statement.speaker],
            number=statement.number,
            reported_by=tuple(self.actor_keys[each] for each in statement.reported_by),
            parties=tuple(self.actor_keys[each] for each in statement.parties),
            said_on=statement.said_on,
            venue=statement.venue,
            act=statement.act,
            quotations=tuple(map(self.quotation, statement.quotations)),
            positions=tuple(map(self.position, statement.positions)),
        )

    def quotation(self, quotation: Quotation) -> QuotationDraft:
        """A quotation by keys."""
        credibility = quotation.credibility
        return QuotationDraft(
            source=self.source_keys[quotation.source],
            start=quotation.start,
            end=quotation.end,
            exact=quotation.exact,
            prefix=quotation.prefix,
            suffix=quotation.suffix,
            wording=quotation.wording,
            credibility=None if credibility is None else Credibility(credibility),
            language=quotation.language,
            translation=quotation.translation,
            translator=quotation.translator,
        )

    def position(self, position: Position) -> PositionDraft:
        """A position by keys."""
        return PositionDraft(
            key=position.key,
            stance=position.stance,
            holder=None if position.holder is None else self.actor_keys[position.holder],
            issue=None if position.issue is None else self.issue_keys[position.issue],
            regions=tuple(map(self.clause, position.regions)),
            emphasis=self.clause(position.emphasis),
            since=position.since,
            until=position.until,
            state=position.state,
            announces=position.announces,
            comment=position.comment,
        )

    def note(self, note: Note) -> NoteDraft:
        """A note by keys."""
        on = note.on
        target = TargetDraft(
            statement=self.statement_keys.get(on.statement or 0),
            position=self.position_keys.get(on.position or 0),
            actor=self.actor_keys.get(on.actor or 0),
            scenario=self.scenario_keys.get(on.scenario or 0),
            factor=self.factor_keys.get(on.factor or 0),
            issue=self.issue_keys.get(on.issue or 0),
            source=self.source_keys.get(on.source or 0),
            start=on.start,
            end=on.end,
        )
        return NoteDraft(
            on=target,
            body=note.body,
            author=note.author,
            at=note.at,
            tags=note.tags,
            key=note.key,
            reply_to=self.note_keys.get(note.reply_to or 0),
            done=note.done,
        )

    def _affiliations(self) -> Iterable[AffiliationDraft]:
        for each in actors.affiliations(self._reading):
            member, of = self.actor_keys[each.member], self.actor_keys[each.of]
            yield AffiliationDraft(member, of, each.standing, each.role, each.since, each.until)

    def _assessments(self) -> Iterable[AssessmentDraft]:
        for each in assessments.read(self._reading):
            yield AssessmentDraft(
                actor=self.actor_keys[each.actor],
                scenario=self.scenario_keys[each.scenario],
                stance=each.stance,
                confidence=each.confidence,
                rationale=each.rationale,
                author=each.author,
                at=each.at,
            )

    def _setting(self, setting: Setting) -> SettingDraft:
        values, part = self._named(setting.values, setting.part)
        return SettingDraft(self.factor_keys[setting.factor], values, part, setting.holds, setting.opened)

    def _named(self, values: Iterable[int], part: int | None) -> tuple[tuple[str, ...], str | None]:
        return tuple(self.value_keys[each] for each in values), None if part is None else self.value_keys[part]


def _keys(things: Iterable[Keyed]) -> dict[int, str]:
    return {each.id: each.key for each in things}


def _actor(actor: Actor) -> ActorDraft:
    return ActorDraft(
        key=actor.key,
        name=actor.name,
        kind=actor.kind,
        short=actor.short,
        aliases=actor.aliases,
        can_block=actor.can_block,
        description=actor.description,
    )


def _source(source: Source, text: str) -> SourceDraft:
    return SourceDraft(
        key=source.key,
        title=source.title,
        kind=source.kind,
        publisher=source.publisher,
        author=source.author,
        published=source.published,
        url=source.url,
        language=source.language,
        reliability=source.reliability,
        text=text,
        original=source.original,
        file=source.file,
        encoding=source.encoding,
        skipped=tuple(SpanDraft(start, end) for start, end in source.skipped),
    )
