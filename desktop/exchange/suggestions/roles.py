"""Offices and other words for people (*the foreign minister*, *a spokesman*), and who holds them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from db.records import Affiliation
from desktop.exchange.suggestions.lexicon import LANGUAGES, Lexicon, of

_SHORTEST_ROLE = 4  # letters

_FEMALE = re.compile(r"(?:ка|ця|ница|in|woman|queen|королева|reine|ère|rice|générale|présidente)$|^la ", re.IGNORECASE)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_OBLIQUE = r"(?:а|у|ом|ові|ем|ою|ки|ці|ку|кою|ам|ами|ах|ів|ов|я|ю|ей|ям|ями)"

OTHER = "other"
"""The office of somebody who holds none that names one person."""


@dataclass(frozen=True, slots=True)
class Office:
    """A word for somebody in a text: which office, and whether its form shows a woman or another case."""

    start: int
    end: int
    office: str
    female: bool
    oblique: bool


class Offices:
    """Finds the offices that a language names, and who holds them according to the case."""

    def __init__(self, lexicon: Lexicon, affiliations: Sequence[Affiliation]) -> None:
        self.holders: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._known = [(office, re.compile(words, re.IGNORECASE)) for office, words in lexicon.offices.items()]
        own = [role for each in affiliations if (role := self._hold(each)) is not None]
        self._pattern = _pattern(lexicon, own)

    def find(self, text: str, start: int, end: int) -> Iterator[Office]:
        """The offices named in a part of a text, in order."""
        for match in self._pattern.finditer(text, start, end):
            told = match["word"]
            female = _FEMALE.search(told) or _FEMALE.match(text[max(0, match.start() - 3) : match.start()])
            yield Office(match.start(), match.end(), self._named(told), bool(female), bool(match["ending"]))

    def _hold(self, affiliation: Affiliation) -> str | None:
        """Notes who holds an office; a role that is none of the known ones is returned, to be looked for as it is."""
        role = " ".join(affiliation.role.casefold().split())
        office = _held(role)
        if office is not None or len(role) >= _SHORTEST_ROLE:
            self.holders[office or role].append((affiliation.member, affiliation.of))
        return role if office is None and len(role) >= _SHORTEST_ROLE else None

    def _named(self, told: str) -> str:
        told = " ".join(told.casefold().split())
        found = next((office for office, pattern in self._known if pattern.fullmatch(told)), None)
        return found or (told if told in self.holders else OTHER)


def _pattern(lexicon: Lexicon, own: Sequence[str]) -> re.Pattern[str]:
    told = [*map(re.escape, sorted(own, key=len, reverse=True)), *lexicon.offices.values(), lexicon.officials]
    words = "|".join(filter(None, told)) or "(?!)"
    ending = f"(?P<ending>{_OBLIQUE})?" if _CYRILLIC.search(words) else "(?P<ending>(?!))?"
    return re.compile(rf"(?<![\w-])(?P<word>{words}){ending}(?!\w)", re.IGNORECASE)


@lru_cache
def _all_offices() -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = [(office, words) for each in LANGUAGES for office, words in of(each).offices.items()]
    return tuple((office, re.compile(words, re.IGNORECASE)) for office, words in known)


def _held(role: str) -> str | None:
    """The office that a role is, in whatever language it is told; a role may say more (*President of the council*)."""
    return next((office for office, pattern in _all_offices() if pattern.fullmatch(role)), None)


def narrower(office: str) -> tuple[str, ...]:
    """The offices that a general word may mean: a *minister* may be the foreign minister."""
    return ("foreign minister", "defence minister", "minister") if office == "minister" else (office,)
