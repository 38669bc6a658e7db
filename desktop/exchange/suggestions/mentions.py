"""Somebody mentioned in a text, and how mentions beside each other become one: title, office, body, name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class By(StrEnum):
    """How somebody is mentioned."""

    NAME = "name"
    OFFICE = "office"
    PRONOUN = "pronoun"
    WORDS = "words"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody mentioned in a text; ``actor`` is None for somebody who is no actor of the case (yet).

    ``subject`` is false where the form or a preposition shows that it is not the one who acts; ``body`` is the actor
    that an office belongs to, as far as the text says.
    """

    start: int
    end: int
    by: By
    name: str
    actor: int | None = None
    gender: str = ""
    subject: bool = True
    office: str = ""
    person: bool = True
    body: int | None = None


_MEN = ("mr", "sir", "lord", "m", "herr", "monsieur", "пан", "г-н", "господин")
_WOMEN = ("mrs", "ms", "miss", "lady", "mme", "mlle", "frau", "madame", "пані", "г-жа", "госпожа")
_TITLES = dict.fromkeys(_MEN, "m") | dict.fromkeys(_WOMEN, "f") | {"dr": "", "prof": ""}
_TITLE = re.compile(r"(?<!\w)([^\W\d_][\w-]{0,8})\.?\s$")
_OF = re.compile(r"\s(?:(?:of|for)\s(?:the\s)?|(?:de\sla|du|des|de|der|von|vom)\s|d['’]|de\sl['’])?|['’]s\s|['’]\s")


def joined(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions in order, titles, offices and bodies joined to their names; of two in one place the longer."""
    found: list[Mention] = []
    for each in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not found or each.start >= found[-1].end:
            _join(text, found, _titled(text, each))
    return found


def _join(text: str, found: list[Mention], each: Mention) -> None:
    last = found[-1] if found else None
    if last is None or not (gap := _OF.fullmatch(text, last.end, each.start)):
        found.append(each)
    elif last.by is By.OFFICE and each.by is By.NAME and not each.person:
        found[-1] = replace(last, end=each.end, body=each.actor)
    elif last.by is By.OFFICE and each.by is By.NAME and not gap[0].strip():
        found[-1] = replace(each, start=last.start, gender=each.gender or last.gender, office=last.office, person=True)
    elif last.by is By.NAME and not last.person and each.by is By.OFFICE and "’" in gap[0].replace("'", "’"):
        found.append(replace(each, body=last.actor))
    else:
        found.append(each)


def _titled(text: str, mention: Mention) -> Mention:
    """With the title that stands before a name (*Mr*, *Frau*)."""
    if mention.by is not By.NAME:
        return mention
    match = _TITLE.search(text[max(0, mention.start - 12) : mention.start])
    if match is None or match[1].casefold() not in _TITLES:
        return mention
    return replace(mention, start=mention.start - len(match[0]), gender=_TITLES[match[1].casefold()], person=True)
