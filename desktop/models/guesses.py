"""What the words of a passage suggest: values that they name, and what was done in saying them. Only ever guesses."""

import re
from collections.abc import Iterable

from db.folding import fold
from db.records import Factor
from db.vocabulary import SpeechAct
from desktop.models import act_verbs
from desktop.words import _

BEFORE, AFTER = 90, 60
"""Characters round a passage in which the verb is looked for."""

_END = re.compile(r"[.!?…]\s|\n")


def values(told: str, factors: Iterable[Factor]) -> tuple[tuple[int, int], ...]:
    """The values whose names the words have, as pairs of a factor's and a value's id.

    A question that is answered with yes is meant when the words name the question.
    """
    said = fold(told).split()
    found = []
    for factor in factors:
        for value in factor.values:
            wanted = _telling(factor.name if fold(value.name) == fold(_("Yes")) else value.name)
            if wanted and all(any(_alike(word, each) for each in said) for word in wanted):
                found.append((factor.id, value.id))
    return tuple(found)


def act(text: str, start: int, end: int, language: str = "en") -> SpeechAct | None:
    """What the verb in the sentence round a passage says was done; None when it says nothing.

    Of several verbs the one that ends last counts, and of two that end together the longer one.
    """
    before = _END.split(text[max(0, start - BEFORE) : start])[-1]
    after = _END.split(text[end : end + AFTER])[0]
    near = f"{before} … {after}"
    hits = [(found.end(), -found.start(), act) for verb, act in act_verbs.of(language) for found in verb.finditer(near)]
    return max(hits)[2] if hits else None


def shared(one: str, other: str) -> float:
    """How much of the shorter of two texts is in the other one, by words: 0 to 1."""
    first, second = set(_words(one)), set(_words(other))
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _telling(name: str) -> list[str]:
    """The words of a name that tell it from others."""
    dull = {fold(word) for word in _("no none not yes the and with without for over").split()}
    found = []
    for word in re.findall(r"\w+", name):
        folded = fold(word).strip()
        if folded not in dull and (len(folded) > 2 or word.isupper()):
            found.extend(folded.split())
    return found


def _alike(one: str, other: str) -> bool:
    """Whether two words are forms of one: short ones are the same, longer ones begin alike."""
    other = re.sub(r"\W+", "", other)
    least = min(len(one), len(other))
    if least < 4:
        return one == other
    reach = max(4, least - 2)
    return one[:reach] == other[:reach] and abs(len(one) - len(other)) <= 5
