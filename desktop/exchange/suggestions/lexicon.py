"""The words by which a language reports what somebody said: verbs, *that*, *according to*, pronouns.

One module a language holds them (``english.py`` …); a language without one is served by marks and names alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

_MODULES = {"en": "english", "uk": "ukrainian", "ru": "russian", "fr": "french", "de": "german"}
_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words as patterns; an empty one never matches.

    Attributes:
        verbs: finite verbs of saying, thinking, writing, in lower case.
        passive: what stands before a verb when it is not somebody's (*it is said*).
        that: what leads from a verb to what was said, up to the first word of it.
        telling: those of the verbs behind which *that* may stand after anybody who is told.
        saying: those of the verbs that what was said may follow at once.
        bare: from such a verb to the first word of what was said.
        asking: those of the verbs that ask somebody to do something.
        asks: from such a verb to the infinitive that it asks for.
        naming: those of the verbs that take words in marks, but no clause (*called it “a trick”*).
        adding: a participle that goes on reporting (*adding that*), up to the first word of what was said.
        according: *according to*, up to the name.
        theirs: *according to* with a pronoun, in ``gender`` m or f (*in his words*).
        as_said: the start of *as she said, …*, up to the verb.
        prepositions: what stands before a name that is not the one who acts.
        pronouns: who is meant, as m, f, n or p (several).
        offices: the words for offices that one person holds, by their English names in lower case.
        officials: words for others who speak (*spokesman*).
        inverted: whether the verb may stand before the one who speaks in any sentence.
        dashes: whether speech may be introduced by a dash.
    """

    verbs: str
    passive: str = ""
    that: str = ""
    telling: str = ""
    saying: str = ""
    bare: str = ""
    asking: str = ""
    asks: str = ""
    naming: str = ""
    adding: str = ""
    according: str = ""
    theirs: str = ""
    as_said: str = ""
    prepositions: str = ""
    pronouns: Mapping[str, str] | None = None
    offices: Mapping[str, str] | None = None
    officials: str = ""
    inverted: bool = False
    dashes: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The patterns of a language, ready for use; the fields are those of ``Words``."""

    verbs: re.Pattern[str]
    passive: re.Pattern[str]
    that: re.Pattern[str]
    telling: re.Pattern[str]
    saying: re.Pattern[str]
    bare: re.Pattern[str]
    asking: re.Pattern[str]
    asks: re.Pattern[str]
    naming: re.Pattern[str]
    adding: re.Pattern[str]
    according: re.Pattern[str]
    theirs: re.Pattern[str]
    as_said: re.Pattern[str]
    prepositions: re.Pattern[str]
    pronouns: Mapping[str, str]
    offices: Mapping[str, str]
    officials: str
    inverted: bool
    dashes: bool

    @property
    def knows_verbs(self) -> bool:
        """Whether there are verbs at all."""
        return self.verbs.pattern != _NEVER


NOTHING = Words(verbs="")

LANGUAGES = tuple(_MODULES)
"""The languages that have a lexicon."""


@lru_cache
def of(language: str) -> Lexicon:
    """The lexicon of a language, by its tag of two letters."""
    module = _MODULES.get(language)
    words: Words = import_module(f"desktop.exchange.suggestions.{module}").WORDS if module else NOTHING
    return Lexicon(
        verbs=re.compile(rf"(?<!\w)(?:{words.verbs})(?!\w)" if words.verbs else _NEVER),
        passive=_ending(words.passive),
        that=_starting(words.that),
        telling=_word(words.telling),
        saying=_word(words.saying),
        bare=_starting(words.bare),
        asking=_word(words.asking),
        asks=_starting(words.asks),
        naming=_word(words.naming),
        adding=re.compile(rf"(?<!\w)(?:{words.adding})" if words.adding else _NEVER, re.IGNORECASE),
        according=_word(words.according),
        theirs=_word(words.theirs),
        as_said=_starting(words.as_said),
        prepositions=_ending(words.prepositions),
        pronouns=words.pronouns or {},
        offices=words.offices or {},
        officials=words.officials,
        inverted=words.inverted,
        dashes=words.dashes,
    )


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)" if pattern else _NEVER, re.IGNORECASE)


def _starting(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern})" if pattern else _NEVER, re.IGNORECASE)


def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})\s*\Z" if pattern else _NEVER, re.IGNORECASE)
