"""A whole case as plain frozen drafts that refer to each other by key: what files hold, and what ``bulk`` adds.

The nouns and keys are those of the exchange format; ``since`` and ``until`` are its ``from`` and ``to``/``until``. Two
contents are the same case when they are equal. Standard library only.
"""

from dataclasses import dataclass

from db.moments import Moment
from db.vocabulary import (
    ActorKind,
    Confidence,
    Credibility,
    LinkKind,
    PositionState,
    Reliability,
    SourceKind,
    SpeechAct,
    Stance,
    Standing,
    Wording,
)


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """The case as a whole."""

    title: str = ""
    description: str = ""
    language: str = "en"
    as_of: Moment | None = None
    reliabilities: tuple[Reliability, ...] = ()
    credibilities: tuple[Credibility, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorDraft:
    """An actor."""

    key: str
    name: str
    kind: ActorKind
    short: str = ""
    aliases: tuple[str, ...] = ()
    can_block: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True)
class AffiliationDraft:
    """``member`` belongs to ``of``; both are keys of actors."""

    member: str
    of: str
    standing: Standing
    role: str = ""
    since: Moment | None = None
    until: Moment | None = None


@dataclass(frozen=True, slots=True)
class IssueDraft:
    """An issue."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ValueDraft:
    """A value of a factor; its key is unique within the factor."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ConditionDraft:
    """What a clause says of one factor: it has one of ``values``.

    ``F: [a, b]`` has these as ``values``. ``F.v: ["yes"]``, which names one value of a several factor as a yes/no
    factor of its own, has ``part`` = ``v`` and ``holds`` = ``(True,)``, and no values.
    """

    factor: str
    values: tuple[str, ...] = ()
    part: str | None = None
    holds: tuple[bool, ...] = ()


ClauseDraft = tuple[ConditionDraft, ...]
"""Conditions that hold together, in the order given; the empty clause ``{}`` holds in any case."""


@dataclass(frozen=True, slots=True)
class FactorDraft:
    """A factor; ``issue`` is a key."""

    key: str
    name: str
    short: str = ""
    issue: str | None = None
    ordered: bool = False
    several: bool = False
    needs: tuple[ClauseDraft, ...] = ()
    values: tuple[ValueDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class ExclusionDraft:
    """Values that cannot go together."""

    when: ClauseDraft
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SettingDraft:
    """What a scenario says of one factor.

    ``F: [a, b]`` has ``values``; of a several factor they are exactly those that hold, and may be none. ``F: null`` is
    ``opened``. ``F.v: ["yes", "no"]`` has ``part`` and ``holds``; ``F.v: null`` has ``part`` and is ``opened``.
    """

    factor: str
    values: tuple[str, ...] = ()
    part: str | None = None
    holds: tuple[bool, ...] = ()
    opened: bool = False


@dataclass(frozen=True, slots=True)
class ScenarioDraft:
    """A scenario; ``parent`` is the key of another one, which may stand later in the list."""

    key: str
    name: str
    parent: str | None = None
    sets: tuple[SettingDraft, ...] = ()
    date: Moment | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class SpanDraft:
    """Code points [start, end) of a source's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source with its text; ``original`` is the SHA-256 (hex) of the file that it was read from, if any."""

    key: str
    title: str = ""
    kind: SourceKind | None = None
    publisher: str = ""
    author: str = ""
    published: Moment | None = None
    url: str = ""
    language: str = "en"
    reliability: Reliability | None = None
    text: str = ""
    original: str | None = None
    file: str = ""
    encoding: str = ""
    skipped: tuple[SpanDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotationDraft:
    """Where a source, named by key, gives the words: code points [start, end) of its text."""

    source: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    wording: Wording = Wording.VERBATIM
    credibility: Credibility | None = None
    language: str | None = None
    translation: str = ""
    translator: str = ""


@dataclass(frozen=True, slots=True)
class PositionDraft:
    """A stance; ``holder`` and ``issue`` are keys. No regions ``()`` differ in form from an empty clause ``((),)``."""

    key: str
    stance: Stance
    holder: str | None = None
    issue: str | None = None
    regions: tuple[ClauseDraft, ...] = ()
    emphasis: ClauseDraft = ()
    since: Moment | None = None
    until: Moment | None = None
    state: PositionState = PositionState.CODED
    announces: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """A statement; people are keys of actors. Without a ``number`` it gets the next one."""

    key: str
    speaker: str
    number: int | None = None
    reported_by: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    said_on: Moment | None = None
    venue: str = ""
    act: SpeechAct | None = None
    quotations: tuple[QuotationDraft, ...] = ()
    positions: tuple[PositionDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """``position`` ends ``target``; both are keys of positions."""

    kind: LinkKind
    position: str
    target: str


@dataclass(frozen=True, slots=True)
class AssessmentDraft:
    """The analyst's judgement of a cell; ``at`` is an instant as in ``2025-09-06T09:12:00Z``."""

    actor: str
    scenario: str
    stance: Stance
    confidence: Confidence | None = None
    rationale: str = ""
    author: str = ""
    at: str | None = None


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """What a note is on, by keys: ``actor`` with ``scenario`` is a cell, ``source`` may have a span, {} is the case."""

    statement: str | None = None
    position: str | None = None
    actor: str | None = None
    scenario: str | None = None
    factor: str | None = None
    issue: str | None = None
    source: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A note; ``reply_to`` is the key of the one that it answers. Without a ``key`` it gets its uid."""

    on: TargetDraft
    body: str = ""
    author: str = ""
    at: str | None = None
    tags: tuple[str, ...] = ()
    key: str | None = None
    reply_to: str | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class ViewDraft:
    """A saved view; ``body`` is the text of a JSON object."""

    kind: str
    name: str
    body: str = "{}"


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything a case holds, in the case's order."""

    case: CaseDraft = CaseDraft()
    actors: tuple[ActorDraft, ...] = ()
    affiliations: tuple[AffiliationDraft, ...] = ()
    issues: tuple[IssueDraft, ...] = ()
    factors: tuple[FactorDraft, ...] = ()
    exclusions: tuple[ExclusionDraft, ...] = ()
    scenarios: tuple[ScenarioDraft, ...] = ()
    sources: tuple[SourceDraft, ...] = ()
    statements: tuple[StatementDraft, ...] = ()
    links: tuple[LinkDraft, ...] = ()
    assessments: tuple[AssessmentDraft, ...] = ()
    notes: tuple[NoteDraft, ...] = ()
    views: tuple[ViewDraft, ...] = ()
