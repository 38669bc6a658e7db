"""Speech that is told without marks: *she said that …*, *according to her, …*, *…, she said*."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from desktop.exchange.suggestions.attribution import Attribution
from desktop.exchange.suggestions.lexicon import Lexicon
from desktop.exchange.suggestions.mentions import By, Mention
from desktop.exchange.suggestions.scene import Scene

FEWEST = 3
"""How few words are too few to be what somebody said."""

_WORD = re.compile(r"[^\W_]+|\x01+")
_CUT = re.compile(
    r";\s|,\s(?:hours|days|weeks|months|minutes|shortly|soon|just)\s(?:after|before|later)\b|\s[—–]\s(?=(?:he|she|вона|він)\b)"
)
_FAR = 60
_THAT = re.compile(r"[^.;:!?\x01]{1,50}? (?:that |que |qu['’])")
_NOTES = re.compile(r"(?:\[\w{1,4}\])+\Z")
_OWNER = re.compile(r"['’]s\s")


class Form(StrEnum):
    """How speech is told without marks."""

    THAT = "that"
    BARE = "bare"
    ASKED = "asked"
    BEHIND = "behind"
    ACCORDING = "according"


@dataclass(frozen=True, slots=True)
class Reported:
    """A clause that tells what somebody said."""

    start: int
    end: int
    form: Form
    who: Mention | None
    cue: str


class Reports:
    """Finds indirect speech."""

    def __init__(self, scene: Scene, lexicon: Lexicon, attribution: Attribution) -> None:
        self._scene = scene
        self._sentences = scene.sentences
        self._masked = scene.sentences.masked
        self._lexicon = lexicon
        self._attribution = attribution

    def all(self) -> Iterator[Reported]:
        """Every clause that tells what somebody said, in no order."""
        yield from self._by_verbs()
        yield from self._by_sources()

    def _by_verbs(self) -> Iterator[Reported]:
        behind = self._attribution.behind()
        for verb in self._lexicon.verbs.finditer(self._sentences.low):
            start, end = self._sentences.span(self._sentences.at(verb.start()))
            if verb.start() in behind:
                yield from self._adding(verb.end(), end, behind[verb.start()])
                continue
            if self._lexicon.naming.match(self._masked, verb.start()):
                continue
            if self._lexicon.passive.search(self._masked, max(start, verb.start() - 24), verb.start()):
                continue
            found = self._as_said(verb, start, end) or self._after(verb, start, end) or self._behind(verb, start, end)
            if found is not None:
                yield found
                yield from self._adding(found.end, end, found.who)

    def _after(self, verb: re.Match[str], start: int, end: int) -> Reported | None:
        """What follows a verb: *that …*, the clause itself, or what somebody was asked to do."""
        for form, first in self._openings(verb, end):
            who = self._attribution.acting(verb, start, first, either=self._lexicon.inverted)
            who = who or self._attribution.phrase(start, verb)
            clause = self._clause(first, end)
            if who is not None and clause is not None and not _is_anybody(who):
                return Reported(*clause, form, who, verb[0])
        return None

    def _openings(self, verb: re.Match[str], end: int) -> Iterator[tuple[Form, int]]:
        lexicon, masked = self._lexicon, self._masked
        that = lexicon.that.match(masked, verb.end(), end)
        if that is None and lexicon.telling.match(masked, verb.start(), end):
            that = _THAT.match(masked, verb.end(), end)
        if that is not None:
            yield Form.THAT, that.end()
        if lexicon.asking.match(masked, verb.start(), end) and (asked := lexicon.asks.match(masked, verb.end(), end)):
            yield Form.ASKED, asked.end()
        if lexicon.saying.match(masked, verb.start(), end) and (bare := lexicon.bare.match(masked, verb.end(), end)):
            yield Form.BARE, bare.end()

    def _behind(self, verb: re.Match[str], start: int, end: int) -> Reported | None:
        """*…, she said*: the verb stands at the end of its sentence, after a comma and the one who acts."""
        if end - verb.end() > _FAR or not self._may_stand_behind(verb):
            return None
        who = self._attribution.acting(verb, start, end, either=True)
        if who is None:
            return None
        edge = min(who.start, verb.start()) if who.start < end and who.start >= start else verb.start()
        lead = self._masked[start:edge].rstrip()
        if not lead.endswith(",") or "\x01" in lead:
            return None
        clause = self._clause(start, start + len(lead) - 1)
        return Reported(*clause, Form.BEHIND, who, verb[0]) if clause is not None else None

    def _may_stand_behind(self, verb: re.Match[str]) -> bool:
        return bool(self._lexicon.saying.match(self._masked, verb.start())) or self._lexicon.inverted

    def _as_said(self, verb: re.Match[str], start: int, end: int) -> Reported | None:
        """A clause after *as she said*."""
        lead = self._lexicon.as_said.match(self._masked, start, end)
        if lead is None or lead.end() != verb.start():
            return None
        comma = self._masked.find(",", verb.end(), verb.end() + 2 * _FAR)
        if comma < 0:
            return None
        who = self._attribution.acting(verb, start, comma, either=True)
        clause = self._clause(comma + 1, end)
        return Reported(*clause, Form.BEHIND, who, verb[0]) if who is not None and clause is not None else None

    def _adding(self, place: int, end: int, who: Mention | None) -> Iterator[Reported]:
        """*…, adding that …*, by the same speaker."""
        for added in self._lexicon.adding.finditer(self._masked, place, end):
            clause = self._clause(added.end(), end)
            if clause is not None:
                yield Reported(*clause, Form.THAT, who, added[0].split()[0].strip(","))

    def _by_sources(self) -> Iterator[Reported]:
        for pattern, by_pronoun in ((self._lexicon.according, False), (self._lexicon.theirs, True)):
            for match in pattern.finditer(self._masked):
                found = self._according(match, by_pronoun)
                if found is not None:
                    yield found

    def _according(self, match: re.Match[str], by_pronoun: bool) -> Reported | None:
        start, end = self._sentences.span(self._sentences.at(match.start()))
        if by_pronoun:
            gender = next(name[0] for name, told in match.groupdict().items() if told)
            who: Mention | None = self._scene.meant(
                Mention(match.start(), match.end(), By.PRONOUN, match[0], gender=gender)
            )
            edge = match.end()
        else:
            who = self._named_after(match.end(), end)
            edge = who.end if who is not None else end
        if who is None:
            return None
        first = not _WORD.search(self._masked[start : match.start()])
        clause = self._clause(self._after_source(edge, end), end) if first else self._clause(start, match.start())
        return Reported(*clause, Form.ACCORDING, who, match[0]) if clause is not None else None

    def _named_after(self, place: int, end: int) -> Mention | None:
        for each in self._scene.mentions(self._sentences.at(place)):
            if place <= each.start <= place + 24 and each.end <= end and "," not in self._masked[place : each.start]:
                return None if _OWNER.match(self._masked, each.end) else self._scene.meant(each)
        return None

    def _after_source(self, edge: int, end: int) -> int:
        """Where the clause begins after *according to her*: at the next comma, else at once."""
        comma = self._masked.find(",", edge, min(end, edge + _FAR))
        return comma + 1 if comma >= 0 and not self._masked[edge:comma].strip() else edge

    def _clause(self, start: int, end: int) -> tuple[int, int] | None:
        """A clause without what no longer belongs to it; None when nothing much is left."""
        masked = self._masked
        for pattern in (_CUT, self._lexicon.adding):
            cut = pattern.search(masked, start, end)
            end = cut.start() if cut is not None and cut.start() > start else end
        notes = _NOTES.search(masked, start, end)
        end = notes.start() if notes is not None else end
        while end > start and masked[end - 1] in " \n\t.,;:!?…—–-":
            end -= 1
        while start < end and masked[start] in " \n\t,:—–-":
            start += 1
        words = _WORD.findall(masked, start, end)
        enough = len(words) >= FEWEST and not all(word.startswith("\x01") for word in words)
        return (start, end) if enough else None


def _is_anybody(who: Mention) -> bool:
    """Whether it is a *they* that means nobody in particular."""
    return who.by is By.PRONOUN and who.actor is None and who.gender not in ("m", "f")
