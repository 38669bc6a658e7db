"""The format of a case file, said once: every key, what it holds, and what stands for it when it is missing.

The parser, the JSON Schema and the order of keys on export are all made from ``CASE``. A shape says what a value of the
file looks like; a record also names the draft that it becomes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from typing import Any, Final

from db import drafts
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

FORMAT: Final = "rapporteur-case"
VERSION: Final = 1
LARGEST: Final = 1_000_000_000
"""The largest number of a statement."""

REQUIRED: Final = object()
"""Stands for the default of a key that has none."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words; ``told`` ones say something, a ``body`` has LF line ends alone, since places in it are counted."""

    told: bool = False
    body: bool = False


@dataclass(frozen=True, slots=True)
class Id:
    """The id of the thing itself, unique among its kind."""

    kind: str


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of another thing."""

    kind: str


@dataclass(frozen=True, slots=True)
class Word:
    """One of a closed list of words."""

    words: type[StrEnum] | type[Stance]

    @property
    def known(self) -> dict[str, StrEnum | Stance]:
        """The words of the file, in order, and what they become."""
        return _known(self.words)


@cache
def _known(words: type[StrEnum] | type[Stance]) -> dict[str, StrEnum | Stance]:
    return {item.word if isinstance(item, Stance) else item.value: item for item in words}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two, both included; ``steps`` when it is a step of a scale."""

    least: int
    most: int
    steps: type[IntEnum] | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Date:
    """A coarse date."""


@dataclass(frozen=True, slots=True)
class Instant:
    """The time of an edit, with a zone or in UTC."""


@dataclass(frozen=True, slots=True)
class Digest:
    """A SHA-256 in lower-case hex digits."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Factors with the values that they may have; ``told`` ones name a factor at least."""

    told: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Factors with what a scenario leaves possible."""


@dataclass(frozen=True, slots=True)
class Plain:
    """An object of any content, kept as JSON text."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list; ``distinct`` when nothing may stand in it twice."""

    item: "Shape"
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class Const:
    """What always stands there."""

    value: str | int


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record: ``attribute`` is its name in the draft; without a default it must be there.

    Where the default is null, or the key is ``nullable``, null stands for a missing value.
    """

    name: str
    shape: "Shape"
    default: Any = REQUIRED
    attribute: str = ""
    nullable: bool = False

    @property
    def field(self) -> str:
        """The name in the draft."""
        return self.attribute or self.name

    @property
    def null(self) -> bool:
        """Whether null may stand for a missing value."""
        return self.nullable or self.default is None


class Record:
    """An object with known keys. ``name`` tells the parser which further checks it needs."""

    def __init__(self, name: str, make: Callable[..., Any], *keys: Key) -> None:
        self.name = name
        self.make = make
        self.keys = keys
        self.by_name = {key.name: key for key in keys}
        self.required = tuple(key for key in keys if key.default is REQUIRED)
        self.defaults = {key.field: key.default for key in keys if key.default is not REQUIRED}


Shape = (
    Text
    | Id
    | Ref
    | Word
    | Whole
    | Flag
    | Date
    | Instant
    | Digest
    | Clause
    | Settings
    | Plain
    | Listed
    | Const
    | Record
)

_TEXT = Text()
_NAME = Text(told=True)


def _text(name: str) -> Key:
    return Key(name, _TEXT, "")


def _listed(name: str, item: Shape, *, distinct: bool = False) -> Key:
    return Key(name, Listed(item, distinct), ())


_HEAD = Record(
    "case",
    drafts.CaseDraft,
    _text("title"),
    _text("description"),
    Key("language", _TEXT, "en"),
    Key("as_of", Date(), None),
    _listed("reliabilities", Word(Reliability), distinct=True),
    _listed("credibilities", Whole(1, 6, Credibility), distinct=True),
)

_ACTOR = Record(
    "actor",
    drafts.ActorDraft,
    Key("id", Id("actor"), attribute="key"),
    Key("name", _NAME),
    _text("short"),
    Key("kind", Word(ActorKind)),
    _listed("aliases", _NAME),
    Key("can_block", Flag(), False),
    _text("description"),
)

_AFFILIATION = Record(
    "affiliation",
    drafts.AffiliationDraft,
    Key("member", Ref("actor")),
    Key("of", Ref("actor")),
    _text("role"),
    Key("standing", Word(Standing)),
    Key("from", Date(), None, "since"),
    Key("to", Date(), None, "until"),
)

_ISSUE = Record("issue", drafts.IssueDraft, Key("id", Id("issue"), attribute="key"), Key("name", _NAME))

_VALUE = Record("value", drafts.ValueDraft, Key("id", Id("value"), attribute="key"), Key("name", _NAME))

_FACTOR = Record(
    "factor",
    drafts.FactorDraft,
    Key("id", Id("factor"), attribute="key"),
    Key("name", _NAME),
    _text("short"),
    Key("issue", Ref("issue"), None),
    Key("ordered", Flag(), False),
    Key("several", Flag(), False),
    _listed("needs", Clause()),
    Key("values", Listed(_VALUE)),
)

_EXCLUSION = Record("exclusion", drafts.ExclusionDraft, Key("when", Clause(told=True)), _text("reason"))

_SCENARIO = Record(
    "scenario",
    drafts.ScenarioDraft,
    Key("id", Id("scenario"), attribute="key"),
    Key("name", _NAME),
    Key("parent", Ref("scenario"), None),
    Key("sets", Settings(), (), nullable=True),
    Key("date", Date(), None),
    _text("description"),
)

_SPAN = Record("span", drafts.SpanDraft, Key("start", Whole(0, 2**53)), Key("end", Whole(0, 2**53)))

_SOURCE = Record(
    "source",
    drafts.SourceDraft,
    Key("id", Id("source"), attribute="key"),
    _text("title"),
    Key("kind", Word(SourceKind), None),
    _text("publisher"),
    _text("author"),
    Key("published", Date(), None),
    _text("url"),
    Key("language", _TEXT, "en"),
    Key("reliability", Word(Reliability), None),
    Key("text", Text(body=True), ""),
    Key("original", Digest(), None),
    _text("file"),
    _text("encoding"),
    _listed("skipped", _SPAN, distinct=True),
)

_QUOTATION = Record(
    "quotation",
    drafts.QuotationDraft,
    Key("source", Ref("source")),
    Key("start", Whole(0, 2**53)),
    Key("end", Whole(0, 2**53)),
    Key("exact", _NAME),
    _text("prefix"),
    _text("suffix"),
    Key("wording", Word(Wording), Wording.VERBATIM),
    Key("credibility", Whole(1, 6, Credibility), None),
    Key("language", _TEXT, None),
    _text("translation"),
    _text("translator"),
)

_POSITION = Record(
    "position",
    drafts.PositionDraft,
    Key("id", Id("position"), attribute="key"),
    Key("holder", Ref("actor"), None),
    Key("issue", Ref("issue"), None),
    Key("stance", Word(Stance)),
    _listed("regions", Clause()),
    Key("emphasis", Clause(), (), nullable=True),
    Key("from", Date(), None, "since"),
    Key("until", Date(), None),
    Key("state", Word(PositionState), PositionState.CODED),
    _text("announces"),
    _text("comment"),
)

_STATEMENT = Record(
    "statement",
    drafts.StatementDraft,
    Key("id", Id("statement"), attribute="key"),
    Key("number", Whole(1, LARGEST), None),
    Key("speaker", Ref("actor")),
    _listed("reported_by", Ref("actor"), distinct=True),
    _listed("parties", Ref("actor"), distinct=True),
    Key("said_on", Date(), None),
    _text("venue"),
    Key("act", Word(SpeechAct), None),
    _listed("quotations", _QUOTATION),
    _listed("positions", _POSITION),
)

_LINK = Record(
    "link",
    drafts.LinkDraft,
    Key("kind", Word(LinkKind)),
    Key("position", Ref("position")),
    Key("target", Ref("position")),
)

_ASSESSMENT = Record(
    "assessment",
    drafts.AssessmentDraft,
    Key("actor", Ref("actor")),
    Key("scenario", Ref("scenario")),
    Key("stance", Word(Stance)),
    Key("confidence", Word(Confidence), None),
    _text("rationale"),
    _text("author"),
    Key("at", Instant(), None),
)

_TARGET = Record(
    "target",
    drafts.TargetDraft,
    *(Key(kind, Ref(kind), None) for kind in ("statement", "position", "actor", "scenario", "factor", "issue")),
    Key("source", Ref("source"), None),
    Key("start", Whole(0, 2**53), None),
    Key("end", Whole(0, 2**53), None),
)

_NOTE = Record(
    "note",
    drafts.NoteDraft,
    Key("on", _TARGET, drafts.TargetDraft(), nullable=True),
    _text("body"),
    _text("author"),
    Key("at", Instant(), None),
    _listed("tags", _NAME),
    Key("id", Id("note"), None, "key"),
    Key("reply_to", Ref("note"), None),
    Key("done", Flag(), False),
)

_VIEW = Record("view", drafts.ViewDraft, Key("kind", _NAME), Key("name", _NAME), Key("body", Plain(), "{}"))

SECTIONS: Final = (
    ("actors", _ACTOR),
    ("affiliations", _AFFILIATION),
    ("issues", _ISSUE),
    ("factors", _FACTOR),
    ("exclusions", _EXCLUSION),
    ("scenarios", _SCENARIO),
    ("sources", _SOURCE),
    ("statements", _STATEMENT),
    ("links", _LINK),
    ("assessments", _ASSESSMENT),
    ("notes", _NOTE),
    ("views", _VIEW),
)
"""The lists of a case, in the order of the file."""


def _contents(format: object, version: object, **parts: Any) -> drafts.Contents:
    """What a whole file becomes; its first two keys have said all they have to say."""
    return drafts.Contents(**parts)


CASE: Final = Record(
    "contents",
    _contents,
    Key("format", Const(FORMAT)),
    Key("version", Const(VERSION)),
    Key("case", _HEAD, drafts.CaseDraft()),
    *(_listed(name, record) for name, record in SECTIONS),
)
"""A whole file."""

TARGETS: Final = (
    (),
    ("statement",),
    ("position",),
    ("actor",),
    ("scenario",),
    ("actor", "scenario"),
    ("factor",),
    ("issue",),
    ("source",),
    ("source", "start", "end"),
)
"""What a note can be on: nothing is the case, an actor with a scenario is a cell, a source may have a span."""
