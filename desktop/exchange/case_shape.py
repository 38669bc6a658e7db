"""The format of a case file, said once: every key, what it holds, and what stands for it when it is missing.

The parser, the JSON Schema and the order of keys on export are all made from ``CASE``. Each record also
names the draft that it becomes; ``shapes`` has what they are put together from.
"""

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
from desktop.exchange.shapes import (
    Clause,
    Const,
    Date,
    Digest,
    Flag,
    Id,
    Instant,
    Key,
    Listed,
    Plain,
    Record,
    Ref,
    Settings,
    Shape,
    Text,
    Whole,
    Word,
)

FORMAT: Final = "rapporteur-case"
VERSION: Final = 1
LARGEST: Final = 1_000_000_000
"""The largest number of a statement."""

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
