"""People and bodies who are no actors of the case: found by capitals, remembered by their last names."""

import re
from collections.abc import Sequence

from desktop.exchange.suggestions.mentions import By, Mention
from desktop.exchange.suggestions.names import Word

LONGEST = 6
"""The most words of a name."""

_PARTICLE_WORDS = "von van de der den del della di da bin ibn al el la le du ter фон де"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SMALL = (
    "the a an in on at of to for from by with and or but as if when while after before since until although because "
    "this that these those it he she they we you i there here what who which where why how no not yes so then later "
    "asked earlier speaking according his her their its our my monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november december le la les un une "
    "des il elle ils elles on ce cet cette ces mais et ou donc car si quand lorsque dans sur sous pour par avec sans "
    "selon après avant interrogé interrogée lundi mardi mercredi jeudi vendredi samedi dimanche der die das ein eine "
    "er sie es wir ihr ich und oder aber wenn als nach vor bei mit auf aus im in am auch doch nur so у в на з за до "
    "від для про це той та але або якщо коли після перед як що він вона вони ми ви я його її їх с по от это тот но "
    "или если когда после перед что он она они мы вы его её их"
)
_NO_NAMES = frozenset(_SMALL.split())
_BEFORE_NOUN = re.compile(r"(?<!\w)(?:d(?:er|ie|as|en|em|es)|ein\w*|kein\w*|\w+(?:en|er|es|em|e)) $")
_PAIR = re.compile(r"(?<!\w)([^\W\d_a-zа-яіїєґё][\w-]+) ([^\W\d_a-zа-яіїєґё][a-zà-ÿа-яіїєґё'’-]+)(?!\w)")
_BETWEEN = (" ", ". ", "\n", "-", "'", "’")


def is_small(word: str) -> bool:
    """Whether a word with a capital at the start of a sentence is no name."""
    return word.casefold() in _NO_NAMES


class Strangers:
    """Finds them in one text, sentence by sentence."""

    def __init__(self, text: str, language: str) -> None:
        self._german = language == "de"
        self._met: dict[
            str, tuple[int, str]
        ] = {}  # by the last name: where the whole name stands first, and what it is
        for match in () if self._german else _PAIR.finditer(text):
            if not is_small(match[1]):
                self._met.setdefault(match[2], (match.start(), match[0]))

    def find(self, text: str, words: Sequence[Word], taken: Sequence[Mention]) -> list[Mention]:
        """Names in a sentence beside those that are known already."""
        found, place = [], 0
        while place < len(words):
            run = _run(text, words, place, taken)
            place += max(1, len(run))
            if run and (stranger := self._stranger(text, run, is_first=run[0] is words[0])):
                found.append(stranger)
        return found

    def _stranger(self, text: str, run: Sequence[Word], *, is_first: bool) -> Mention | None:
        while run and (is_small(run[0].text) or (len(run) > 2 and run[0].text.isupper())):
            run, is_first = run[1:], False
        if not run:
            return None
        name, last = text[run[0].start : run[-1].end], run[-1].text
        if len(run) > 1:
            if self._german and _BEFORE_NOUN.search(text[max(0, run[0].start - 16) : run[0].start]):
                return None  # nouns have capitals too
            self._met.setdefault(last, (run[0].start, name))
        elif self._is_known(last, run[0].start):
            name = self._met[last][1]
        elif self._german or len(last) < 2 or (is_first and not last.isupper()):
            return None
        return Mention(
            run[0].start, run[-1].end, By.NAME, name, person=len(run) > 1 or self._is_known(last, run[0].start)
        )

    def _is_known(self, last: str, place: int) -> bool:
        """Whether a last name was told in full before a place."""
        return last in self._met and self._met[last][0] < place


def _run(text: str, words: Sequence[Word], place: int, taken: Sequence[Mention]) -> list[Word]:
    """Words with capitals in a row from a place, with the small words that names have."""
    run: list[Word] = []
    for word in words[place : place + LONGEST]:
        if run and text[run[-1].end : word.start] not in _BETWEEN:
            break
        if not word.is_capital and not (run and word.text in _PARTICLES):
            break
        if any(word.start < each.end and each.start < word.end for each in taken):
            break
        run.append(word)
    while run and not run[-1].is_capital:
        run.pop()
    return run
