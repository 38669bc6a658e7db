"""The actors of a case by their names, as texts write them: whole, the last name alone, inflected, in any script."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from db.records import Actor
from db.vocabulary import ActorKind

TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
"""A word; what stands behind an apostrophe is a word of its own."""

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")
_ENDINGS = "аяоеийьіїєуюы"
_COALITION = ("coalition", "коаліція", "коалиция", "Koalition")  # the only one of a case is "the coalition"
_SHORTEST_LAST_NAME = 3
_SHORTEST_STEM = 2
_SHORTEST_ALONE = 3
_LONGEST_ENDING = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its place."""

    start: int
    end: int
    text: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Named:
    """An actor's name in a text: ``actors`` are all that bear it, ``whole`` is false for a last name alone.

    ``inflected`` tells that it is not written as the case has it, which in many languages means another case.
    """

    start: int
    end: int
    actors: tuple[int, ...]
    whole: bool
    inflected: bool
    words: int


@dataclass(frozen=True, slots=True)
class _Form:
    keys: tuple[str, ...]
    letters: tuple[str, ...]
    actor: int
    whole: bool
    capital: bool


def words(text: str, start: int, end: int) -> list[Word]:
    """The words of a part of a text."""
    return [Word(match.start(), match.end(), match[0]) for match in TOKEN.finditer(text, start, end)]


class Names:
    """Finds actors by their names."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.actors = {actor.id: actor for actor in actors}
        self._forms: dict[str, list[_Form]] = defaultdict(list)
        self._unspaced: list[tuple[str, int]] = []
        for actor in actors:
            for name in dict.fromkeys((actor.name, actor.short, *actor.aliases)):
                self._add(actor, name)
        coalitions = [actor for actor in actors if actor.kind is ActorKind.COALITION]
        for word in _COALITION if len(coalitions) == 1 else ():
            self._put([word], coalitions[0].id, whole=True)
        for forms in self._forms.values():
            forms.sort(key=lambda form: (-len(form.keys), not form.whole))

    def is_person(self, actor: int) -> bool:
        """Whether an actor is a person."""
        return self.actors[actor].kind is ActorKind.PERSON

    def find(self, text: str, found: Sequence[Word]) -> Iterator[Named]:
        """The names among the words of a sentence, the longest first, in order."""
        place = 0
        while place < len(found):
            named = self._at(text, found, place)
            if named is None:
                place += 1
            else:
                yield named
                place += named.words
        if self._unspaced and found:
            yield from self._within(text, found[0].start, found[-1].end)

    def adjective(self, word: str) -> int | None:
        """The actor from whose name an adjective is made (*Aldanian* from *Aldania*); only of states and the like."""
        low = word.casefold()
        for stem, actor in self._stems():
            if len(low) > len(stem) and low.startswith(stem):
                return actor
        return None

    def _add(self, actor: Actor, name: str) -> None:
        if _UNSPACED.search(name):
            self._unspaced.append((name, actor.id))
            return
        tokens = TOKEN.findall(name)
        if not tokens or (len(name) < 2):
            return
        self._put(tokens, actor.id, whole=True)
        last = TOKEN.findall(name.split()[-1])
        if actor.kind is ActorKind.PERSON and len(tokens) > len(last) > 0 and len("".join(last)) >= _SHORTEST_LAST_NAME:
            self._put(last, actor.id, whole=False)

    def _put(self, tokens: list[str], actor: int, *, whole: bool) -> None:
        keys, letters = tuple(map(_key, tokens)), tuple(token.casefold() for token in tokens)
        form = _Form(keys, letters, actor, whole, tokens[0][0].isupper())
        if form not in self._forms[keys[0]]:
            self._forms[keys[0]].append(form)

    def _at(self, text: str, found: Sequence[Word], place: int) -> Named | None:
        best: list[tuple[_Form, bool]] = []
        for key in _keys(found[place].text):
            for form in self._forms.get(key, ()):
                if best and len(form.keys) < len(best[0][0].keys):
                    break
                inflected = _matches(form, text, found, place)
                if inflected is not None and not (best and best[0][0].whole and not form.whole):
                    best = [*(each for each in best if len(each[0].keys) == len(form.keys)), (form, inflected)]
        if not best:
            return None
        exact = [form for form, inflected in best if not inflected] or [form for form, _inflected in best]
        last = found[place + len(exact[0].keys) - 1]
        actors = tuple(dict.fromkeys(form.actor for form in exact))
        inflected = all(inflected for _form, inflected in best)
        return Named(found[place].start, last.end, actors, exact[0].whole, inflected, len(exact[0].keys))

    def _within(self, text: str, start: int, end: int) -> Iterator[Named]:
        part = text[start:end]
        for name, actor in self._unspaced:
            at = part.find(name)
            if at >= 0:
                yield Named(start + at, start + at + len(name), (actor,), True, False, 1)

    def _stems(self) -> Iterable[tuple[str, int]]:
        for actor in self.actors.values():
            if actor.kind is not ActorKind.PERSON:
                for name in (actor.name, *actor.aliases):
                    stem = name.casefold().rstrip("aeiouyаяоеийьіїєуюы")
                    if len(stem) >= 4 and " " not in stem:
                        yield stem, actor.id


def _key(token: str) -> str:
    """What inflected forms of a word have in common, as far as its script has them."""
    low = token.casefold().replace("ё", "е")
    if _CYRILLIC.match(low) and len(low) > _SHORTEST_STEM and low[-1] in _ENDINGS:
        return low[:-1]
    return low


def _keys(token: str) -> Iterator[str]:
    low = token.casefold().replace("ё", "е")
    yield low
    if _CYRILLIC.match(low):
        for cut in range(1, _LONGEST_ENDING + 1):
            if len(low) - cut >= _SHORTEST_STEM:
                yield low[:-cut]
    elif low.endswith("s") and len(low) > 4:
        yield low[:-1]


def _matches(form: _Form, text: str, found: Sequence[Word], place: int) -> bool | None:
    """Whether a name stands at a place: None when not, else whether it is inflected."""
    if place + len(form.keys) > len(found) or (form.capital and not found[place].is_capital):
        return None
    for step, key in enumerate(form.keys):
        word = found[place + step]
        if step and text[found[place + step - 1].end : word.start].strip(" .\n-'’ʼ"):
            return None
        if key not in _keys(word.text):
            return None
    if len(form.keys) == 1 and len(form.keys[0]) < _SHORTEST_ALONE and found[place].text.casefold() != form.letters[0]:
        return None
    last = found[place + len(form.keys) - 1].text.casefold()
    return last != form.letters[-1]
