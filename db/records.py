"""Frozen records handed to every other room, and the Snapshot: the whole record in columns.

Integer ids are the database's own (``id``); ``uid`` is an object's identity for good, also in copies; ``key`` is its
short id in exchange files. References between records are integer ids. Standard library only.
"""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

from db.moments import Moment
from db.vocabulary import (
    ActorKind,
    Confidence,
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


@dataclass(frozen=True, slots=True)
class CaseInfo:
    """The case as a whole. ``revision`` counts its changes: equal revisions of one uid hold equal records.

    ``reliabilities`` and ``credibilities`` are the grades that the views count, A to F and 1 to 6; none: all.
    """

    uid: str
    title: str
    description: str
    language: str
    as_of: Moment | None
    revision: int
    reliabilities: tuple[str, ...] = ()
    credibilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who has a position, or speaks for somebody who has."""

    id: int
    uid: str
    key: str
    name: str
    short: str
    kind: ActorKind
    aliases: tuple[str, ...]
    can_block: bool
    description: str


@dataclass(frozen=True, slots=True)
class Affiliation:
    """``member`` belongs to ``of`` during [since, until), with a standing."""

    id: int
    uid: str
    member: int
    of: int
    role: str
    standing: Standing
    since: Moment | None
    until: Moment | None


@dataclass(frozen=True, slots=True)
class Issue:
    """What positions are about."""

    id: int
    uid: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values of a factor."""

    id: int
    uid: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What a clause says of one factor: it has one of ``values``.

    Of a factor with several values at once it names either those of which one or more hold (``part`` is None), or one
    of its values as a yes/no factor of its own: then ``part`` is that value's id and ``holds`` the answers allowed.
    """

    factor: int
    values: tuple[int, ...] = ()
    part: int | None = None
    holds: tuple[bool, ...] = ()


Clause = tuple[Condition, ...]
"""Conditions that hold together; the empty clause holds in any case."""


@dataclass(frozen=True, slots=True)
class Factor:
    """A question that a scenario answers. ``needs`` are clauses; when none holds the factor is not applicable."""

    id: int
    uid: str
    key: str
    name: str
    short: str
    issue: int | None
    ordered: bool
    several: bool
    needs: tuple[Clause, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Values that cannot go together, with the reason."""

    id: int
    uid: str
    when: Clause
    reason: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a scenario says of one factor: ``values`` are left possible, or it is ``opened`` again.

    Of a factor with several values at once, ``values`` are exactly those that hold (none when empty), or ``part`` names
    one of its values and ``holds`` the answers left possible.
    """

    factor: int
    values: tuple[int, ...] = ()
    part: int | None = None
    holds: tuple[bool, ...] = ()
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Scenario:
    """A hypothesis: what it sets, on top of its parent's."""

    id: int
    uid: str
    key: str
    name: str
    parent: int | None
    sets: tuple[Setting, ...]
    date: Moment | None
    description: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document, without its text. ``length`` is in code points; ``digest`` is the SHA-256 of the text in UTF-8 and
    ``original`` that of the file it was read from, if any; ``file`` is that file's name, ``encoding`` that of a plain
    text, ``skipped`` the spans suggested there that the analyst did not want.
    """

    id: int
    uid: str
    key: str
    title: str
    kind: SourceKind | None
    publisher: str
    author: str
    published: Moment | None
    url: str
    language: str
    reliability: Reliability | None
    length: int
    digest: str
    original: str | None
    file: str = ""
    encoding: str = ""
    skipped: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Where a source gives a statement's words: the half-open span [start, end) of code points of its text.

    ``language`` is that of the words when it is not the source's.
    """

    id: int
    uid: str
    statement: int
    source: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    wording: Wording
    credibility: int | None
    language: str | None = None
    translation: str = ""
    translator: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A stance on an issue, and the regions in which it was said to hold (none: everywhere)."""

    id: int
    uid: str
    key: str
    statement: int
    holder: int | None
    issue: int | None
    stance: Stance
    regions: tuple[Clause, ...]
    emphasis: Clause
    since: Moment | None
    until: Moment | None
    state: PositionState
    announces: str
    comment: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said, once; with the places where it is quoted and the positions it takes."""

    id: int
    uid: str
    key: str
    number: int
    speaker: int
    reported_by: tuple[int, ...]
    parties: tuple[int, ...]
    said_on: Moment | None
    venue: str
    act: SpeechAct | None
    quotations: tuple[Quotation, ...]
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A position that ends another one."""

    id: int
    uid: str
    kind: LinkKind
    position: int
    target: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """The analyst's judgement of a cell; it never feeds the derivation."""

    id: int
    uid: str
    actor: int
    scenario: int
    stance: Stance
    confidence: Confidence | None
    rationale: str
    author: str
    at: str | None


@dataclass(frozen=True, slots=True)
class NoteTarget:
    """What a note is on; ``actor`` with ``scenario`` is a cell, ``source`` may have a span, nothing is the case."""

    statement: int | None = None
    position: int | None = None
    actor: int | None = None
    scenario: int | None = None
    factor: int | None = None
    issue: int | None = None
    source: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """The analyst's remark on something; ``reply_to`` is the note that it answers."""

    id: int
    uid: str
    on: NoteTarget
    body: str
    author: str
    at: str | None
    tags: tuple[str, ...]
    key: str = ""
    reply_to: int | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class SavedView:
    """How something is looked at, by name: filters, choices, presets. ``kind`` says of what, ``body`` is JSON."""

    id: int
    uid: str
    kind: str
    name: str
    body: str


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Something typed and not saved: ``name`` says into what, ``body`` is as whoever kept it wrote it, ``at`` is when
    (UTC).
    """

    name: str
    body: str
    at: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What one edit touched: the ids of each kind, in one case revision; and the tables that it wrote, None if that is
    not known.
    """

    label: str
    revision: int
    ids: Mapping[Kind, frozenset[int]] = field(default_factory=dict)
    tables: frozenset[str] | None = field(default=None, compare=False)

    def touches(self, *kinds: Kind) -> bool:
        """Whether any of these kinds was touched."""
        return any(kind in self.ids for kind in kinds)


def _longs() -> "array[int]":
    return array("q")


def _bytes() -> "array[int]":
    return array("b")


@dataclass(frozen=True, slots=True)
class StatementColumns:
    """One row a statement, by ascending id. ``said`` and ``precision`` are a Moment's (UNDATED, 0 without a date);
    ``parties`` holds the actor ids of all rows one after another, ``party_count`` how many belong to each row.
    """

    id: "array[int]" = field(default_factory=_longs)
    number: "array[int]" = field(default_factory=_longs)
    speaker: "array[int]" = field(default_factory=_longs)
    said: "array[int]" = field(default_factory=_longs)
    precision: "array[int]" = field(default_factory=_bytes)
    act: "array[int]" = field(default_factory=_bytes)
    party_count: "array[int]" = field(default_factory=_longs)
    parties: "array[int]" = field(default_factory=_longs)


@dataclass(frozen=True, slots=True)
class PositionColumns:
    """One row a position, by ascending statement id and then in the statement's order (the case's order).

    ``holder`` and ``issue`` are 0 when not given; ``stance`` is -2..2, ``state`` a PositionState code; ``since`` is
    UNDATED and ``until`` NEVER when not given; ``clauses`` tells how many rows of ``clause`` belong to the position.
    """

    id: "array[int]" = field(default_factory=_longs)
    statement: "array[int]" = field(default_factory=_longs)
    holder: "array[int]" = field(default_factory=_longs)
    issue: "array[int]" = field(default_factory=_longs)
    stance: "array[int]" = field(default_factory=_bytes)
    state: "array[int]" = field(default_factory=_bytes)
    since: "array[int]" = field(default_factory=_longs)
    until: "array[int]" = field(default_factory=_longs)
    clauses: "array[int]" = field(default_factory=_longs)


@dataclass(frozen=True, slots=True)
class ClauseColumns:
    """One row a clause: how many rows of ``condition`` belong to it (0: in any case)."""

    conditions: "array[int]" = field(default_factory=_longs)


@dataclass(frozen=True, slots=True)
class ConditionColumns:
    """One row a value that a clause names. ``holds`` is -1 for a factor's own value; for a value of a several factor
    named as a yes/no factor of its own (``F.v``) it is 0 or 1.
    """

    factor: "array[int]" = field(default_factory=_longs)
    value: "array[int]" = field(default_factory=_longs)
    holds: "array[int]" = field(default_factory=_bytes)


@dataclass(frozen=True, slots=True)
class QuotationColumns:
    """One row a quotation, by ascending statement id; ``credibility`` is 0 when not judged yet."""

    statement: "array[int]" = field(default_factory=_longs)
    source: "array[int]" = field(default_factory=_longs)
    credibility: "array[int]" = field(default_factory=_bytes)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole record as of one revision of the case, without words: small nouns as records in the case's order, the
    many as columns. ``position_keys`` goes with the rows of ``positions``.
    """

    case: CaseInfo
    actors: tuple[Actor, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    issues: tuple[Issue, ...] = ()
    factors: tuple[Factor, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    sources: tuple[Source, ...] = ()
    links: tuple[Link, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    notes: tuple[Note, ...] = ()
    views: tuple[SavedView, ...] = ()
    statements: StatementColumns = field(default_factory=StatementColumns)
    positions: PositionColumns = field(default_factory=PositionColumns)
    clauses: ClauseColumns = field(default_factory=ClauseColumns)
    conditions: ConditionColumns = field(default_factory=ConditionColumns)
    quotations: QuotationColumns = field(default_factory=QuotationColumns)
    position_keys: tuple[str, ...] = ()
