"""The closed vocabularies of a case: ordered enums whose values are the words of the file format.

No screen words live here (those are in ``desktop/words.py``) and nothing but the standard library is used, so that
the analysis can be loaded without a database.
"""

from enum import IntEnum, StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A closed list of words; ``code`` is a word's place in it, for compact columns."""

    @property
    def code(self) -> int:
        """The place of this word in the list, from 0."""
        return list(type(self)).index(self)

    @classmethod
    def by_code(cls, code: int) -> Self:
        """The word at a place; IndexError when there is none."""
        return list(cls)[code]


class ActorKind(Vocabulary):
    """What kind of actor; persons speak, the others are spoken for."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    COALITION = "coalition"
    GROUP = "group"


class Standing(Vocabulary):
    """How far a member's words are those of the actor it belongs to."""

    NONE = "none"
    SPEAKS = "speaks"
    BINDS = "binds"


class SourceKind(Vocabulary):
    """What kind of document a source is."""

    ARTICLE = "article"
    TRANSCRIPT = "transcript"
    STATEMENT = "statement"
    INTERVIEW = "interview"
    REPORT = "report"
    POST = "post"
    LETTER = "letter"
    TREATY = "treaty"
    OTHER = "other"


class Reliability(Vocabulary):
    """Admiralty grade of a source: A best to E worst; F means that it cannot be judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(IntEnum):
    """Admiralty grade of an item: 1 best to 5 worst; 6 means that it cannot be judged."""

    CONFIRMED = 1
    PROBABLE = 2
    POSSIBLE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    UNJUDGED = 6


class Wording(Vocabulary):
    """How a source gives the words: as spoken, translated, or retold."""

    VERBATIM = "verbatim"
    TRANSLATION = "translation"
    PARAPHRASE = "paraphrase"
    SUMMARY = "summary"
    HEADLINE = "headline"


class Stance(IntEnum):
    """Where a position stands on its issue; ordinal, never averaged."""

    REJECTS = -2
    OPPOSES = -1
    NEUTRAL = 0
    ACCEPTS = 1
    SUPPORTS = 2

    @property
    def word(self) -> str:
        """The word of the file format, such as ``rejects``."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> "Stance":
        """The stance of a word; KeyError when there is none."""
        return cls[word.upper()]


class Headline(IntEnum):
    """What a cell says, in the order in which the worst one leads."""

    REJECTS = 0
    CONTESTED = 1
    OPPOSES = 2
    NEUTRAL = 3
    ACCEPTS = 4
    SUPPORTS = 5
    SILENT = 6

    @property
    def word(self) -> str:
        """The word of the file format, such as ``contested``."""
        return self.name.lower()

    @classmethod
    def of(cls, stance: Stance) -> "Headline":
        """The headline of one stance."""
        return cls[stance.name]


class PositionState(Vocabulary):
    """Whether a position counts: only a coded one does."""

    DRAFT = "draft"
    CODED = "coded"
    DISPUTED = "disputed"


class LinkKind(Vocabulary):
    """How a later position ends an earlier one."""

    SUPERSEDES = "supersedes"
    WITHDRAWS = "withdraws"


class Confidence(Vocabulary):
    """An analyst's confidence in an assessment, in the words of ICD 203."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class SpeechAct(Vocabulary):
    """What a speaker did in saying it; it suggests a stance and never decides one."""

    CLAIM = "claim"
    DENIAL = "denial"
    FORECAST = "forecast"
    ACCUSATION = "accusation"
    CRITICISM = "criticism"
    ENDORSEMENT = "endorsement"
    WELCOME = "welcome"
    APPEAL = "appeal"
    REQUEST = "request"
    DEMAND = "demand"
    PROPOSAL = "proposal"
    OFFER = "offer"
    PLEDGE = "pledge"
    ACCEPTANCE = "acceptance"
    CONCESSION = "concession"
    REFUSAL = "refusal"
    REJECTION = "rejection"
    WARNING = "warning"
    THREAT = "threat"
    ULTIMATUM = "ultimatum"
    DECLARATION = "declaration"
    RETRACTION = "retraction"
    NO_COMMENT = "no comment"


class Verdict(Vocabulary):
    """Whether a position's conditions hold in a scenario."""

    APPLIES = "applies"
    MIGHT = "might"
    FAILS = "fails"
    ELSEWHERE = "elsewhere"


class CellKind(Vocabulary):
    """How far a cell is decided."""

    FIRM = "firm"
    OPEN = "open"
    SILENT = "silent"
    IMPOSSIBLE = "impossible"


class Why(Vocabulary):
    """Why a position counts in a cell, or does not."""

    DECISIVE = "decisive"
    COUNTS = "counts"
    LESS_SPECIFIC = "less specific"
    OLDER = "older"
    LOWER_STANDING = "lower standing"
    ATTRIBUTED = "attributed"
    DRAFT = "draft"
    DISPUTED = "disputed"
    NOT_YET_SAID = "not yet said"
    LEFT_OUT = "left out"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    NOT_VALID_THEN = "not valid then"
    ELSEWHERE = "elsewhere"
    FAILS = "fails"


class Kind(Vocabulary):
    """The nouns of a case; an edit tells which of them it touched, and which ids of each."""

    CASE = "case"
    ACTOR = "actor"
    AFFILIATION = "affiliation"
    ISSUE = "issue"
    FACTOR = "factor"
    EXCLUSION = "exclusion"
    SCENARIO = "scenario"
    SOURCE = "source"
    STATEMENT = "statement"
    LINK = "link"
    ASSESSMENT = "assessment"
    NOTE = "note"
    VIEW = "view"


SITUATION = "situation"
"""The id of the issue of a position that names none: the situation as a whole."""

NOT_APPLICABLE = "n/a"
"""The value of a factor whose ``needs`` do not hold."""
