"""Every table, constraint and index of a case.

Each noun has its table, with ``id`` (the database's own), ``uid`` (the thing's for good) and, where exchange files
name it, ``key``. ``place`` stands where the analyst may reorder; everything else is in the order of its ids. Rows never
leave ``db``: the noun modules make records of them.
"""

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.columns import Base, HasKey, HasUid, grade, reference, table, word
from db.moments import Moment
from db.vocabulary import (
    ActorKind,
    Confidence,
    Credibility,
    Kind,
    LinkKind,
    PositionState,
    Reliability,
    SourceKind,
    SpeechAct,
    Stance,
    Standing,
    Wording,
)

VERSION = 1
"""The version of these tables; one migration leads from each version to the next."""


class CaseRow(HasUid, Base):
    """The case as a whole: one row. ``reliabilities`` and ``credibilities`` are the grades that the views count (none:
    all of them); ``revision`` counts the changes made.
    """

    __tablename__ = "case"
    __table_args__ = table(
        CheckConstraint("id = 1", name="single"),
        noun=Kind.CASE,
        unwatched=("revision",),
        lens=("as_of", "reliabilities", "credibilities"),
    )

    title: Mapped[str]
    description: Mapped[str]
    language: Mapped[str]
    as_of: Mapped[Moment | None]
    reliabilities: Mapped[tuple[str, ...]]
    credibilities: Mapped[tuple[str, ...]]
    revision: Mapped[int]


class CacheRow(Base):
    """What can be made anew from the rest; no edit, and nobody else's business."""

    __tablename__ = "cache"
    __table_args__ = table(guarded=False)

    name: Mapped[str] = mapped_column(unique=True)
    revision: Mapped[int]
    digest: Mapped[str]
    body: Mapped[bytes] = mapped_column(LargeBinary)


class DraftRow(Base):
    """What is being typed and was not yet made an edit; it is offered again when the program ended before that."""

    __tablename__ = "draft"
    __table_args__ = table(guarded=False)

    name: Mapped[str] = mapped_column(unique=True)
    body: Mapped[str]
    at: Mapped[str]


class ActionRow(HasUid, Base):
    """One action on the case, whoever did it; the last that is written, and never changed after the next one.

    ``target`` is the action that an undo undid, a redo redid, or that somebody went back to. ``digest`` seals the
    action, its changes and the digest before it. ``kept`` is false when its images are no longer there; then the last
    action with a ``state``, the digest of all that the case held after ``target``, is where the history begins.
    """

    __tablename__ = "log_action"
    __table_args__ = table(guarded=False)

    kind: Mapped[str]
    target: Mapped[int | None]
    label: Mapped[str]
    author: Mapped[str]
    at: Mapped[str]
    revision: Mapped[int]
    kept: Mapped[bool]
    state: Mapped[str | None]
    digest: Mapped[str]


class ChangeRow(Base):
    """What an action did to one row: inserted, updated or deleted; the images are JSON, of an update what differs."""

    __tablename__ = "log_change"
    __table_args__ = table(
        Index(None, "action"),
        Index(None, "tbl", "rid"),
        CheckConstraint("op IN ('I', 'U', 'D')", name="op"),
        guarded=False,
    )

    action: Mapped[int] = reference("log_action", index=False)
    tbl: Mapped[str]
    rid: Mapped[int]
    op: Mapped[str]
    old: Mapped[str | None]
    new: Mapped[str | None]


class ActorRow(HasKey, Base):
    """An actor."""

    __tablename__ = "actor"
    __table_args__ = table(noun=Kind.ACTOR)

    place: Mapped[int]
    name: Mapped[str]
    short: Mapped[str]
    kind: Mapped[ActorKind] = word("kind", ActorKind)
    aliases: Mapped[tuple[str, ...]]
    can_block: Mapped[bool]
    description: Mapped[str]


class AffiliationRow(HasUid, Base):
    """A membership with a standing, during [since, until)."""

    __tablename__ = "affiliation"
    __table_args__ = table(noun=Kind.AFFILIATION)

    member: Mapped[int] = reference("actor", cascade=True)
    of: Mapped[int] = reference("actor", cascade=True)
    role: Mapped[str]
    standing: Mapped[Standing] = word("standing", Standing)
    since: Mapped[Moment | None]
    until: Mapped[Moment | None]


class IssueRow(HasKey, Base):
    """An issue."""

    __tablename__ = "issue"
    __table_args__ = table(noun=Kind.ISSUE)

    place: Mapped[int]
    name: Mapped[str]


class FactorRow(HasKey, Base):
    """A factor."""

    __tablename__ = "factor"
    __table_args__ = table(noun=Kind.FACTOR)

    place: Mapped[int]
    name: Mapped[str]
    short: Mapped[str]
    issue: Mapped[int | None] = reference("issue")
    ordered: Mapped[bool]
    several: Mapped[bool]


class ValueRow(HasUid, Base):
    """A value of a factor; its key is unique within the factor."""

    __tablename__ = "value"
    __table_args__ = table(
        UniqueConstraint("factor", "key"),
        CheckConstraint("key <> '' AND key NOT LIKE '%.%'", name="key"),
        noun=Kind.FACTOR,
        owner="factor",
    )

    factor: Mapped[int] = reference("factor", cascade=True, index=False)
    place: Mapped[int]
    key: Mapped[str]
    name: Mapped[str]


class NamesValue:
    """One value that a clause or a setting names, in the order of the ids.

    ``holds`` is -1 for a factor's own value; 0 or 1 where ``F.v``, a value of a several factor, is named as a yes/no
    factor of its own.
    """

    value: Mapped[int] = reference("value")
    holds: Mapped[int] = mapped_column(CheckConstraint("holds BETWEEN -1 AND 1", name="holds"))


class NeedRow(Base):
    """A clause of a factor's ``needs``."""

    __tablename__ = "need"
    __table_args__ = table(Index(None, "factor", "place"), noun=Kind.FACTOR, owner="factor")

    factor: Mapped[int] = reference("factor", cascade=True, index=False)
    place: Mapped[int]


class NeedValueRow(NamesValue, Base):
    """A value that such a clause names."""

    __tablename__ = "need_value"
    __table_args__ = table(UniqueConstraint("need", "value", "holds"), noun=Kind.FACTOR, owner="need")

    need: Mapped[int] = reference("need", cascade=True, index=False)


class ExclusionRow(HasUid, Base):
    """Values that cannot go together."""

    __tablename__ = "exclusion"
    __table_args__ = table(noun=Kind.EXCLUSION)

    reason: Mapped[str]


class ExclusionValueRow(NamesValue, Base):
    """A value that an exclusion names."""

    __tablename__ = "exclusion_value"
    __table_args__ = table(UniqueConstraint("exclusion", "value", "holds"), noun=Kind.EXCLUSION, owner="exclusion")

    exclusion: Mapped[int] = reference("exclusion", cascade=True, index=False)


class ScenarioRow(HasKey, Base):
    """A scenario; a branch says only what differs from its parent."""

    __tablename__ = "scenario"
    __table_args__ = table(noun=Kind.SCENARIO)

    place: Mapped[int]
    name: Mapped[str]
    parent: Mapped[int | None] = reference("scenario")
    date: Mapped[Moment | None]
    description: Mapped[str]


class SettingRow(Base):
    """What a scenario says of a factor, or of one ``part`` of a several factor; ``opened`` when it says: anything."""

    __tablename__ = "setting"
    __table_args__ = table(Index(None, "scenario", "place"), noun=Kind.SCENARIO, owner="scenario")

    scenario: Mapped[int] = reference("scenario", cascade=True, index=False)
    place: Mapped[int]
    factor: Mapped[int] = reference("factor")
    part: Mapped[int | None] = reference("value")
    opened: Mapped[bool]


class SettingValueRow(NamesValue, Base):
    """A value that a setting leaves possible; a setting of a several factor may have none."""

    __tablename__ = "setting_value"
    __table_args__ = table(UniqueConstraint("setting", "value", "holds"), noun=Kind.SCENARIO, owner="setting")

    setting: Mapped[int] = reference("setting", cascade=True, index=False)


class TextRow(Base):
    """The text of sources, once each; never changed, so an edit does not count it."""

    __tablename__ = "text"
    __table_args__ = table(fixed=True)

    digest: Mapped[str] = mapped_column(unique=True)
    length: Mapped[int]
    body: Mapped[str]


class OriginalRow(Base):
    """The bytes of a file that a source was read from, once each; never changed. ``pages`` leads from the text of a PDF
    to its pages (see ``desktop/exchange/documents/page_map.py``).
    """

    __tablename__ = "original"
    __table_args__ = table(fixed=True)

    digest: Mapped[str] = mapped_column(unique=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    pages: Mapped[bytes | None] = mapped_column(LargeBinary)


class SourceRow(HasKey, Base):
    """A source. ``original`` names bytes that a case from an exchange file does not have, so it is no reference."""

    __tablename__ = "source"
    __table_args__ = table(noun=Kind.SOURCE)

    title: Mapped[str]
    kind: Mapped[SourceKind | None] = word("kind", SourceKind)
    publisher: Mapped[str]
    author: Mapped[str]
    published: Mapped[Moment | None]
    url: Mapped[str]
    language: Mapped[str]
    reliability: Mapped[Reliability | None] = word("reliability", Reliability)
    text: Mapped[int] = reference("text")
    original: Mapped[str | None]
    file: Mapped[str]
    encoding: Mapped[str]


class SkippedRow(Base):
    """A suggestion that the analyst did not want: a span of a source."""

    __tablename__ = "skipped"
    __table_args__ = table(UniqueConstraint("source", "start", "end"), noun=Kind.SOURCE, owner="source")

    source: Mapped[int] = reference("source", cascade=True, index=False)
    start: Mapped[int]
    end: Mapped[int]


class StatementRow(HasKey, Base):
    """A statement."""

    __tablename__ = "statement"
    __table_args__ = table(noun=Kind.STATEMENT)

    number: Mapped[int] = mapped_column(unique=True)
    speaker: Mapped[int] = reference("actor")
    said_on: Mapped[Moment | None] = mapped_column(index=True)
    venue: Mapped[str]
    act: Mapped[SpeechAct | None] = word("act", SpeechAct)


class PartyRow(Base):
    """An actor that joins in a statement."""

    __tablename__ = "party"
    __table_args__ = table(Index(None, "statement"), noun=Kind.STATEMENT, owner="statement")

    statement: Mapped[int] = reference("statement", cascade=True, index=False)
    actor: Mapped[int] = reference("actor")


class ReporterRow(Base):
    """An actor that passed a statement on; several are a chain."""

    __tablename__ = "reporter"
    __table_args__ = table(Index(None, "statement"), noun=Kind.STATEMENT, owner="statement")

    statement: Mapped[int] = reference("statement", cascade=True, index=False)
    actor: Mapped[int] = reference("actor")


class QuotationRow(HasUid, Base):
    """Where a source gives a statement's words: code points [start, end) of its text."""

    __tablename__ = "quotation"
    __table_args__ = table(
        Index(None, "statement", "place"), Index(None, "source", "start"), noun=Kind.STATEMENT, owner="statement"
    )

    statement: Mapped[int] = reference("statement", cascade=True, index=False)
    place: Mapped[int]
    source: Mapped[int] = reference("source", index=False)
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    wording: Mapped[Wording] = word("wording", Wording)
    credibility: Mapped[Credibility | None] = grade("credibility", Credibility)
    language: Mapped[str | None]
    translation: Mapped[str]
    translator: Mapped[str]


class PositionRow(HasKey, Base):
    """A stance that a statement takes on an issue."""

    __tablename__ = "position"
    __table_args__ = table(Index(None, "statement", "place"), noun=Kind.STATEMENT, owner="statement")

    statement: Mapped[int] = reference("statement", cascade=True, index=False)
    place: Mapped[int]
    holder: Mapped[int | None] = reference("actor")
    issue: Mapped[int | None] = reference("issue")
    stance: Mapped[Stance] = grade("stance", Stance)
    since: Mapped[Moment | None]
    until: Mapped[Moment | None]
    state: Mapped[PositionState] = word("state", PositionState)
    announces: Mapped[str]
    comment: Mapped[str]


class RegionRow(Base):
    """A clause of a position: one of the regions in which it was said to hold."""

    __tablename__ = "region"
    __table_args__ = table(Index(None, "position", "place"), noun=Kind.STATEMENT, owner="position")

    position: Mapped[int] = reference("position", cascade=True, index=False)
    place: Mapped[int]


class RegionValueRow(NamesValue, Base):
    """A value that such a clause names."""

    __tablename__ = "region_value"
    __table_args__ = table(UniqueConstraint("region", "value", "holds"), noun=Kind.STATEMENT, owner="region")

    region: Mapped[int] = reference("region", cascade=True, index=False)


class EmphasisValueRow(NamesValue, Base):
    """A value that a position dwells on without depending on it."""

    __tablename__ = "emphasis_value"
    __table_args__ = table(UniqueConstraint("position", "value", "holds"), noun=Kind.STATEMENT, owner="position")

    position: Mapped[int] = reference("position", cascade=True, index=False)


class LinkRow(HasUid, Base):
    """A position that ends another one."""

    __tablename__ = "link"
    __table_args__ = table(noun=Kind.LINK)

    kind: Mapped[LinkKind] = word("kind", LinkKind)
    position: Mapped[int] = reference("position", cascade=True)
    target: Mapped[int] = reference("position", cascade=True)


class AssessmentRow(HasUid, Base):
    """The analyst's judgement of a cell."""

    __tablename__ = "assessment"
    __table_args__ = table(Index(None, "actor", "scenario"), noun=Kind.ASSESSMENT)

    actor: Mapped[int] = reference("actor", cascade=True, index=False)
    scenario: Mapped[int] = reference("scenario", cascade=True)
    stance: Mapped[Stance] = grade("stance", Stance)
    confidence: Mapped[Confidence | None] = word("confidence", Confidence)
    rationale: Mapped[str]
    author: Mapped[str]
    at: Mapped[str | None]


class NoteRow(HasKey, Base):
    """The analyst's remark; what it is on is in the references, none of them when it is the case."""

    __tablename__ = "note"
    __table_args__ = table(noun=Kind.NOTE)

    statement: Mapped[int | None] = reference("statement", cascade=True)
    position: Mapped[int | None] = reference("position", cascade=True)
    actor: Mapped[int | None] = reference("actor", cascade=True)
    scenario: Mapped[int | None] = reference("scenario", cascade=True)
    factor: Mapped[int | None] = reference("factor", cascade=True)
    issue: Mapped[int | None] = reference("issue", cascade=True)
    source: Mapped[int | None] = reference("source", cascade=True)
    start: Mapped[int | None]
    end: Mapped[int | None]
    body: Mapped[str]
    author: Mapped[str]
    at: Mapped[str | None]
    tags: Mapped[tuple[str, ...]]
    reply_to: Mapped[int | None] = reference("note", cascade=True)
    done: Mapped[bool]


class ViewRow(HasUid, Base):
    """What the analyst saved of how something is looked at: filters, choices, presets; ``body`` is JSON."""

    __tablename__ = "view"
    __table_args__ = table(UniqueConstraint("kind", "name"), noun=Kind.VIEW)

    kind: Mapped[str]
    name: Mapped[str]
    body: Mapped[str]
