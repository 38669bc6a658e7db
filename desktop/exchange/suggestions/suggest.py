"""Quotations and speakers in a text: what somebody may have said, who, and why it is suggested."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.records import Actor, Affiliation
from desktop.exchange.suggestions import lexicon
from desktop.exchange.suggestions.attribution import Attribution, Told
from desktop.exchange.suggestions.indirect import Reported, Reports
from desktop.exchange.suggestions.marks import Quoted, quoted
from desktop.exchange.suggestions.mentions import By, Mention
from desktop.exchange.suggestions.scene import Scene
from desktop.exchange.suggestions.sentences import Sentences

SHARE = 0.6
"""How much of a reported clause must stand in marks to count as a quotation of its own."""


class Speech(StrEnum):
    """Whether the words are quoted or told."""

    DIRECT = "direct"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons: ``found`` is *marks*, *dash*, or how speech is told without marks; ``sign`` the marks themselves;
    ``cue`` the verb or phrase that reports; ``by`` how the speaker is mentioned, in the words ``mention``.
    """

    found: str
    sign: str
    cue: str
    by: By | None
    mention: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that somebody may have said: code points [start, end) of the text, which are ``exact``.

    ``speaker`` is the id of an actor; None when nobody of the case says it, or nobody could be told. ``name`` is then
    what the text calls the speaker, if anything.
    """

    start: int
    end: int
    exact: str
    speaker: int | None
    name: str
    speech: Speech
    why: Why


def suggest(
    text: str, actors: Sequence[Actor], language: str, affiliations: Sequence[Affiliation] = ()
) -> tuple[Suggestion, ...]:
    """What may be quotations in a text, in reading order.

    Args:
        text: the text of a source.
        actors: those of the case, who are known by their names and aliases.
        language: the text's language as a tag; one without a lexicon is served by marks and names alone.
        affiliations: who holds which office, so that *the foreign minister* is somebody.
    """
    words = lexicon.of(language.partition("-")[0].lower())
    found = _with_dashes(text, quoted(text), words)
    sentences = Sentences(text, found)
    scene = Scene(sentences, words, language, actors, affiliations)
    attribution = Attribution(scene, words, found)
    direct = [
        _direct(text, each, told) for each, told in zip(found, attribution.all(), strict=True) if told is not None
    ]
    indirect = [_indirect(text, each) for each in Reports(scene, words, attribution).all()]
    return tuple(_apart(direct, indirect))


def _with_dashes(text: str, found: list[Quoted], words: lexicon.Lexicon) -> list[Quoted]:
    """Adds speech that a dash at the start of a line introduces (*— Yes, — she said*)."""
    if not words.dashes:
        return found
    added = []
    for line in re.finditer(r"^[ \t]*[—–][ \t\u00a0]+(?=\S)", text, re.MULTILINE):
        stop = text.find("\n", line.end())
        stop = len(text) if stop < 0 else stop
        for dash in re.finditer(r"[,!?….]\s*[—–]\s+", text[line.end() : stop]):
            verb = words.verbs.search(text, line.end() + dash.end(), min(stop, line.end() + dash.end() + 40))
            if verb is not None:
                end = line.end() + dash.start() + (0 if dash[0][0] == "," else 1)
                added.append(Quoted(line.start(), line.end(), end, line.end() + dash.end() - 2, "—"))
                break
    apart = [each for each in found if not any(new.outer < each.after and each.outer < new.after for new in added)]
    return sorted([*apart, *added])


def _direct(text: str, place: Quoted, told: Told) -> Suggestion:
    end = place.end
    while end > place.start and text[end - 1] in ", \n":
        end -= 1
    found = "dash" if place.marks == "—" else "marks"
    return _made(
        text, place.start, end, Speech.DIRECT, told.who, Why(found, place.marks, told.cue, *_by(text, told.who))
    )


def _indirect(text: str, told: Reported) -> Suggestion:
    why = Why(str(told.form), "", told.cue, *_by(text, told.who))
    return _made(text, told.start, told.end, Speech.INDIRECT, told.who, why)


def _by(text: str, who: Mention | None) -> tuple[By | None, str]:
    if who is None:
        return None, ""
    return who.by, who.name if who.by is By.BEFORE else " ".join(text[who.start : who.end].split())


def _made(text: str, start: int, end: int, speech: Speech, who: Mention | None, why: Why) -> Suggestion:
    actor, name = (None, "") if who is None else (who.actor, who.name)
    if who is not None and who.by is By.PRONOUN and actor is None and name.casefold() == why.mention.casefold():
        name = ""  # a pronoun that means nobody known
    return Suggestion(start, end, text[start:end], actor, " ".join(name.split()), speech, why)


def _apart(direct: list[Suggestion], indirect: list[Suggestion]) -> list[Suggestion]:
    """Without those that lie in others: of a clause and what is quoted in it, the one that says more by itself."""
    starts = [one.start for one in direct]
    gone: set[int] = set()
    kept: list[Suggestion] = []
    for each in _without_overlaps(indirect):
        first = max(0, bisect_left(starts, each.start) - 1)
        inside = [
            number
            for number in range(first, bisect_left(starts, each.end))
            if direct[number].start < each.end and each.start < direct[number].end
        ]
        quotes = [direct[number] for number in inside]
        covered = sum(one.end - one.start for one in quotes)
        crossing = any(one.start < each.start or one.end > each.end for one in quotes)
        if not crossing and covered <= SHARE * (each.end - each.start):
            kept.append(each)
            gone.update(inside)
    left = [one for number, one in enumerate(direct) if number not in gone]
    return sorted([*left, *kept], key=lambda one: (one.start, one.end))


def _without_overlaps(found: list[Suggestion]) -> list[Suggestion]:
    """Of those that overlap the longer one."""
    kept: list[Suggestion] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and each.start < kept[-1].end:
            if each.end - each.start > kept[-1].end - kept[-1].start:
                kept[-1] = each
        else:
            kept.append(each)
    return kept
