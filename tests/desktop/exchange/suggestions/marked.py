"""Texts in which quotations were marked by hand, and how well suggestions meet them.

A mark is ``{speaker:d}words{/}`` for words in quotation marks and ``{speaker:i}words{/}`` for words that are told; the
speaker is an actor's id in ``cast.json``, or ``?`` and words that the text uses for somebody who is no actor.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from db.records import Actor, Affiliation
from db.vocabulary import ActorKind, Standing

TEXTS = Path(__file__).with_name("texts")
ALIKE = 0.8
"""How much of both spans must be in common."""

_MARK = re.compile(r"\{([^{}]*):([di])\}|\{/\}")


@dataclass(frozen=True)
class Marked:
    """A quotation marked by hand."""

    start: int
    end: int
    speaker: str
    speech: str


@dataclass
class Score:
    """How many were found, rightly found and attributed."""

    marked: int = 0
    suggested: int = 0
    found: int = 0
    attributed: int = 0
    missed: list = field(default_factory=list)
    false: list = field(default_factory=list)
    misattributed: list = field(default_factory=list)

    @property
    def precision(self):
        return self.found / self.suggested if self.suggested else 1.0

    @property
    def recall(self):
        return self.found / self.marked if self.marked else 1.0

    @property
    def speakers(self):
        return self.attributed / self.found if self.found else 1.0

    def add(self, other):
        for name in ("marked", "suggested", "found", "attributed", "missed", "false", "misattributed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def cast():
    """The actors and affiliations of the texts."""
    told = json.loads((TEXTS / "cast.json").read_text(encoding="utf-8"))
    ids = {each["id"]: number for number, each in enumerate(told["actors"], 1)}
    actors = tuple(
        Actor(
            ids[each["id"]],
            "",
            each["id"],
            each["name"],
            "",
            ActorKind(each["kind"]),
            tuple(each["aliases"]),
            False,
            "",
        )
        for each in told["actors"]
    )
    affiliations = tuple(
        Affiliation(n, "", ids[each["member"]], ids[each["of"]], each["role"], Standing(each["standing"]), None, None)
        for n, each in enumerate(told["affiliations"], 1)
    )
    return actors, affiliations


def unmarked(source):
    """The text without its marks, and what they marked."""
    parts, marks, place, length, opened = [], [], 0, 0, None
    for match in _MARK.finditer(source):
        parts.append(source[place : match.start()])
        length += match.start() - place
        place = match.end()
        if match[0] == "{/}":
            marks.append(Marked(opened[0], length, *opened[1:]))
        else:
            opened = (length, match[1], {"d": "direct", "i": "indirect"}[match[2]])
    parts.append(source[place:])
    return "".join(parts), marks


def alike(one, other):
    """How much two spans have in common, as a share of both together."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start))


def score(text, marks, suggestions, actors):
    """How well suggestions meet the marks of a text."""
    keys = {actor.id: actor.key for actor in actors}
    told = Score(marked=len(marks), suggested=len(suggestions))
    left = list(suggestions)
    for mark in marks:
        best = max(left, key=lambda each: alike(mark, each), default=None)
        if best is None or alike(mark, best) < ALIKE or best.speech != mark.speech:
            told.missed.append((mark, text[mark.start : mark.end]))
            continue
        left.remove(best)
        told.found += 1
        if _same(mark.speaker, best, keys):
            told.attributed += 1
        else:
            told.misattributed.append((mark.speaker, keys.get(best.speaker), best.name, best.exact))
    told.false = left
    return told


def _same(speaker, suggestion, keys):
    if not speaker.startswith("?"):
        return keys.get(suggestion.speaker) == speaker
    name, ours = speaker[1:].casefold(), suggestion.name.casefold()
    return suggestion.speaker is None and bool(ours) and (name in ours or ours in name)
