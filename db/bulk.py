"""Many new things at once, given as drafts that refer by key: one statement for each table, whatever the number."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from itertools import count
from typing import Any

from sqlalchemy import select

from db.columns import Base, HasUid, new_uid, new_uids
from db.drafts import (
    ActorDraft,
    AffiliationDraft,
    AssessmentDraft,
    ClauseDraft,
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
    StatementDraft,
)
from db.errors import NotThere
from db.reading import Editing, Question
from db.schema import (
    ActorRow,
    AffiliationRow,
    AssessmentRow,
    EmphasisValueRow,
    ExclusionRow,
    ExclusionValueRow,
    FactorRow,
    IssueRow,
    LinkRow,
    NeedRow,
    NeedValueRow,
    NoteRow,
    PartyRow,
    PositionRow,
    QuotationRow,
    RegionRow,
    RegionValueRow,
    ReporterRow,
    ScenarioRow,
    SettingRow,
    SettingValueRow,
    SkippedRow,
    SourceRow,
    StatementRow,
    TextRow,
    ValueRow,
    ViewRow,
)
from db.sources import text_digest
from db.sqlite.connections import defer_references, next_id
from db.vocabulary import Kind

Row = dict[str, Any]
Keys = dict[str, int]

KEYED: Mapping[Kind, type[Base]] = {
    Kind.ACTOR: ActorRow,
    Kind.ISSUE: IssueRow,
    Kind.FACTOR: FactorRow,
    Kind.SCENARIO: ScenarioRow,
    Kind.SOURCE: SourceRow,
    Kind.STATEMENT: StatementRow,
}


def add_all(editing: Editing, contents: Contents) -> None:
    """Adds everything in ``contents`` but what it says of the case as a whole.

    Raises:
        NotThere: a draft refers to a key that is neither in the case nor in ``contents``.
        KeyTaken: a key, or the number of a statement, is in the case already.
    """
    bulk = Bulk(editing)
    bulk.take(contents)
    bulk.write()


class Bulk:
    """Gathers the rows of drafts and writes them table by table."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing
        self._rows: dict[type[Base], list[Row]] = {}
        self._counters: dict[type[Base], count[int]] = {}
        self._keys: dict[Kind, Keys] = {
            kind: dict(editing.tuples(_key_question(table))) for kind, table in KEYED.items()
        }
        self._positions: Keys = dict(editing.tuples(_key_question(PositionRow)))
        self._values: dict[tuple[int, str], int] = {
            (factor, key): number
            for factor, key, number in editing.tuples(select(ValueRow.factor, ValueRow.key, ValueRow.id))
        }
        self._texts: dict[str, int] = dict(editing.tuples(select(TextRow.digest, TextRow.id)))
        self._numbers: count[int] | None = None

    def take(self, contents: Contents) -> None:
        """Makes rows of all drafts; whatever refers to another thing comes after it."""
        self._take_actors(contents)
        self._take_model(contents)
        self._take_scenarios(contents.scenarios)
        for source in contents.sources:
            self._source(source)
        for statement in contents.statements:
            self._statement(statement)
        for link in contents.links:
            self._link(link)
        for assessment in contents.assessments:
            self._assessment(assessment)
        self._take_notes(contents.notes)
        for view in contents.views:
            self._put(ViewRow, _fields(view))

    def write(self) -> None:
        """Writes the rows; they may refer to each other in any order until the end of the action."""
        defer_references(self._editing.connection)
        for table, rows in self._rows.items():
            if issubclass(table, HasUid):
                for row, uid in zip(rows, new_uids(len(rows)), strict=True):
                    row["uid"] = uid
            self._editing.put_all(table, rows)

    def id(self, kind: Kind, key: str) -> int:
        """The id of a thing by its key; NotThere when there is none."""
        found = self._keys[kind].get(key)
        if found is None:
            raise NotThere(kind=kind, id=key)
        return found

    def _optional(self, kind: Kind, key: str | None) -> int | None:
        return None if key is None else self.id(kind, key)

    def _put(self, table: type[Base], row: Row) -> int:
        if table not in self._counters:
            first: int = next_id(self._editing.connection, table.__tablename__)
            self._counters[table] = count(first)
        number = next(self._counters[table])
        row["id"] = number
        self._rows.setdefault(table, []).append(row)
        return number

    def _put_keyed(self, kind: Kind, row: Row) -> int:
        number = self._put(KEYED[kind], row)
        self._keys[kind][row["key"]] = number
        return number

    def _placed(self, table: type[Any], drafts: Iterable[Any]) -> Iterable[tuple[int, Any]]:
        return enumerate(drafts, self._editing.next_place(table))

    def _take_actors(self, contents: Contents) -> None:
        for place, actor in self._placed(ActorRow, contents.actors):
            self._actor(place, actor)
        for affiliation in contents.affiliations:
            self._affiliation(affiliation)

    def _take_model(self, contents: Contents) -> None:
        for place, issue in self._placed(IssueRow, contents.issues):
            self._issue(place, issue)
        for place, factor in self._placed(FactorRow, contents.factors):
            self._factor(place, factor)
        for factor in contents.factors:
            self._needs(factor)
        for exclusion in contents.exclusions:
            self._exclusion(exclusion)

    def _actor(self, place: int, draft: ActorDraft) -> None:
        self._put_keyed(Kind.ACTOR, _fields(draft) | {"place": place})

    def _affiliation(self, draft: AffiliationDraft) -> None:
        row = _fields(draft) | {"member": self.id(Kind.ACTOR, draft.member), "of": self.id(Kind.ACTOR, draft.of)}
        self._put(AffiliationRow, row)

    def _issue(self, place: int, draft: IssueDraft) -> None:
        self._put_keyed(Kind.ISSUE, _fields(draft) | {"place": place})

    def _factor(self, place: int, draft: FactorDraft) -> None:
        row = {name: getattr(draft, name) for name in ("key", "name", "short", "ordered", "several")}
        factor = self._put_keyed(Kind.FACTOR, row | {"place": place, "issue": self._optional(Kind.ISSUE, draft.issue)})
        for at, value in enumerate(draft.values):
            number = self._put(ValueRow, {"factor": factor, "place": at, "key": value.key, "name": value.name})
            self._values[factor, value.key] = number

    def _needs(self, draft: FactorDraft) -> None:
        factor = self.id(Kind.FACTOR, draft.key)
        for place, clause in enumerate(draft.needs):
            need = self._put(NeedRow, {"factor": factor, "place": place})
            self._name_values(NeedValueRow, "need", need, clause)

    def _exclusion(self, draft: ExclusionDraft) -> None:
        exclusion = self._put(ExclusionRow, {"reason": draft.reason})
        self._name_values(ExclusionValueRow, "exclusion", exclusion, draft.when)

    def _take_scenarios(self, drafts: Iterable[ScenarioDraft]) -> None:
        rows = []
        for place, draft in self._placed(ScenarioRow, drafts):
            row = {name: getattr(draft, name) for name in ("key", "name", "date", "description")} | {"place": place}
            self._put_keyed(Kind.SCENARIO, row)
            rows.append((row, draft))
        for row, draft in rows:
            row["parent"] = self._optional(Kind.SCENARIO, draft.parent)
            for place, setting in enumerate(draft.sets):
                self._setting(self.id(Kind.SCENARIO, draft.key), place, setting)

    def _setting(self, scenario: int, place: int, draft: SettingDraft) -> None:
        factor = self.id(Kind.FACTOR, draft.factor)
        part = None if draft.part is None else self._value(factor, draft.part)
        row = {"scenario": scenario, "place": place, "factor": factor, "part": part, "opened": draft.opened}
        setting = self._put(SettingRow, row)
        named = ((self._value(factor, key), -1) for key in draft.values)
        for value, holds in named if part is None else ((part, int(each)) for each in draft.holds):
            self._put(SettingValueRow, {"setting": setting, "value": value, "holds": holds})

    def _source(self, draft: SourceDraft) -> None:
        digest = text_digest(draft.text)
        if digest not in self._texts:
            row = {"digest": digest, "length": len(draft.text), "body": draft.text}
            self._texts[digest] = self._put(TextRow, row)
        source = self._put_keyed(Kind.SOURCE, _fields(draft) | {"text": self._texts[digest]})
        for span in draft.skipped:
            self._put(SkippedRow, {"source": source, "start": span.start, "end": span.end})

    def _statement(self, draft: StatementDraft) -> None:
        row = {name: getattr(draft, name) for name in ("key", "said_on", "venue", "act")}
        number = self._next_number() if draft.number is None else draft.number
        speaker = self.id(Kind.ACTOR, draft.speaker)
        statement = self._put_keyed(Kind.STATEMENT, row | {"number": number, "speaker": speaker})
        for table, keys in ((PartyRow, draft.parties), (ReporterRow, draft.reported_by)):
            for key in keys:
                self._put(table, {"statement": statement, "actor": self.id(Kind.ACTOR, key)})
        for place, quotation in enumerate(draft.quotations):
            self._quotation(statement, place, quotation)
        for place, position in enumerate(draft.positions):
            self._position(statement, place, position)

    def _quotation(self, statement: int, place: int, draft: QuotationDraft) -> None:
        row = _fields(draft) | {"statement": statement, "place": place, "source": self.id(Kind.SOURCE, draft.source)}
        self._put(QuotationRow, row)

    def _position(self, statement: int, place: int, draft: PositionDraft) -> None:
        names = ("key", "stance", "since", "until", "state", "announces", "comment")
        row = {name: getattr(draft, name) for name in names} | {"statement": statement, "place": place}
        row |= {"holder": self._optional(Kind.ACTOR, draft.holder), "issue": self._optional(Kind.ISSUE, draft.issue)}
        position = self._positions[draft.key] = self._put(PositionRow, row)
        for at, clause in enumerate(draft.regions):
            region = self._put(RegionRow, {"position": position, "place": at})
            self._name_values(RegionValueRow, "region", region, clause)
        self._name_values(EmphasisValueRow, "position", position, draft.emphasis)

    def _link(self, draft: LinkDraft) -> None:
        ends = {"position": self._position_id(draft.position), "target": self._position_id(draft.target)}
        self._put(LinkRow, {"kind": draft.kind} | ends)

    def _assessment(self, draft: AssessmentDraft) -> None:
        ends = {"actor": self.id(Kind.ACTOR, draft.actor), "scenario": self.id(Kind.SCENARIO, draft.scenario)}
        self._put(AssessmentRow, _fields(draft) | ends)

    def _take_notes(self, drafts: Iterable[NoteDraft]) -> None:
        rows = [(self._note(draft), draft) for draft in drafts]
        known: Keys = dict(self._editing.tuples(_key_question(NoteRow))) | {row["key"]: row["id"] for row, _ in rows}
        for row, draft in rows:
            row["reply_to"] = None if draft.reply_to is None else _known(known, "note", draft.reply_to)

    def _note(self, draft: NoteDraft) -> Row:
        on = draft.on
        target = {kind.value: self._optional(kind, getattr(on, kind.value)) for kind in KEYED}
        position = None if on.position is None else self._position_id(on.position)
        told = {name: getattr(draft, name) for name in ("body", "author", "at", "tags", "done")}
        row = told | target | {"position": position, "start": on.start, "end": on.end, "key": draft.key or new_uid()}
        self._put(NoteRow, row)
        return row

    def _position_id(self, key: str) -> int:
        return _known(self._positions, "position", key)

    def _value(self, factor: int, key: str) -> int:
        found = self._values.get((factor, key))
        if found is None:
            raise NotThere(kind="value", id=key)
        return found

    def _name_values(self, table: type[Base], owner: str, number: int, clause: ClauseDraft) -> None:
        for condition in clause:
            factor = self.id(Kind.FACTOR, condition.factor)
            named = [(self._value(factor, key), -1) for key in condition.values]
            if condition.part is not None:
                part = self._value(factor, condition.part)
                named = [(part, int(holds)) for holds in condition.holds]
            for value, holds in named:
                self._put(table, {owner: number, "value": value, "holds": holds})

    def _next_number(self) -> int:
        if self._numbers is None:
            last = max((number for (number,) in self._editing.tuples(select(StatementRow.number))), default=0)
            self._numbers = count(last + 1)
        return next(self._numbers)


def _known(keys: Keys, kind: str, key: str) -> int:
    found = keys.get(key)
    if found is None:
        raise NotThere(kind=kind, id=key)
    return found


def _key_question(table: type[Any]) -> Question:
    return select(table.key, table.id)


def _fields(draft: Any) -> Row:
    """A draft's own plain fields by name; a source's text is kept elsewhere."""
    return {each.name: getattr(draft, each.name) for each in fields(draft) if each.name not in ("text", "skipped")}
