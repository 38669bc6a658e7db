"""Who is mentioned in a sentence, and whom *she* or *the minister* means there.

People who are no actors of the case are found too, by the capitals of their names, and remembered as the text goes on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from db.records import Actor, Affiliation
from desktop.exchange.suggestions.lexicon import Lexicon
from desktop.exchange.suggestions.names import Names, Word, words
from desktop.exchange.suggestions.roles import OTHER, Office, Offices, narrower
from desktop.exchange.suggestions.sentences import Sentences

REMEMBERED = 8
"""How many sentences back the one may have been named whom a pronoun means."""


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

    ``subject`` is false where the form or a preposition shows that it is not the one who acts.
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


_ARTICLES = r"(?:the|a|an|le|la|les|l['’]|un|une|der|die|das|ein|eine|his|her|their|its|its own|son|sa|ses|sein|seine|ihr|ihre|його|її|его|её)"
_ARTICLE = re.compile(rf"^{_ARTICLES}\s+", re.IGNORECASE)
_TITLES = {
    **{"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "lady": "f", "m": "m", "mme": "f", "mlle": "f"},
    **{"herr": "m", "frau": "f", "monsieur": "m", "madame": "f", "пан": "m", "пані": "f", "г-н": "m", "г-жа": "f"},
    **{"господин": "m", "госпожа": "f", "dr": "", "prof": "", "lord": "m"},
}
_PARTICLES = (
    "von",
    "van",
    "de",
    "der",
    "den",
    "del",
    "della",
    "di",
    "da",
    "bin",
    "ibn",
    "al",
    "el",
    "la",
    "le",
    "du",
    "ter",
    "фон",
    "де",
)
_NO_NAMES = frozenset(
    (
        "the a an in on at of to for from by with and or but as if when while after before since until although because this "
        "that these those it he she they we you i there here what who which where why how no not yes so then later earlier "
        "asked speaking according his her their its our my your monday tuesday wednesday thursday friday saturday sunday "
        "january february march april may june july august september october november december "
        "le la les un une des il elle ils elles on ce cet cette ces mais et ou donc car si quand lorsque dans sur sous pour "
        "par avec sans selon après avant interrogé interrogée lundi mardi mercredi jeudi vendredi samedi dimanche "
        "der die das ein eine er sie es wir ihr ich und oder aber wenn als nach vor bei mit auf aus im in am auch doch nur so "
        "у в на з за до від для про це той та але або якщо коли після перед як що він вона вони ми ви я його її їх "
        "в на с по за до от для про это тот но или если когда после перед как что он она они мы вы я его её их"
    ).split()
)


class Scene:
    """The people of a text, sentence by sentence; sentences are looked at once, in whatever order."""

    def __init__(
        self,
        sentences: Sentences,
        lexicon: Lexicon,
        language: str,
        actors: Sequence[Actor],
        affiliations: Sequence[Affiliation],
    ) -> None:
        self.sentences = sentences
        self.names = Names(actors)
        self._lexicon = lexicon
        self._german = language == "de"
        self._offices = Offices(affiliations)
        self._seen: dict[int, list[Mention]] = {}
        self._met: dict[str, str] = {}  # the last name of somebody who is no actor, and the whole name
        self._known_offices: dict[str, Mention] = {}
        self._genders: dict[int | str, str] = {}

    def mentions(self, number: int) -> list[Mention]:
        """Everybody who is mentioned in a sentence, in order."""
        if number not in self._seen:
            self._seen[number] = self._look(number)
        return self._seen[number]

    def learn(self, mention: Mention, gender: str) -> None:
        """Remembers what a verb shows of somebody."""
        if gender and mention.person:
            self._genders.setdefault(_identity(mention), gender)

    def meant(self, mention: Mention) -> Mention:
        """The person a pronoun or an office means, with the words of the mention itself; the mention when none is."""
        found = None
        if mention.by is By.PRONOUN:
            found = self._named_before(mention.start, mention.gender)
        elif mention.by is By.OFFICE and mention.actor is None:
            found = self._in_office(mention)
        if found is None:
            return mention
        return replace(mention, name=found.name, actor=found.actor, person=found.person)

    def last_named(self, place: int) -> Mention | None:
        """The person named last before a place."""
        return self._named_before(place, "")

    def _look(self, number: int) -> list[Mention]:
        return self.look(self.sentences.masked, *self.sentences.span(number))

    def look(self, text: str, start: int, end: int) -> list[Mention]:
        """Everybody who is mentioned in a part of a text, in order."""
        found = words(text, start, end)
        mentions = self._people(text, found) + self._in_offices(text, start, end)
        mentions += self._pronouns(found)
        joined = _joined(text, sorted(mentions, key=lambda each: (each.start, -each.end)))
        joined = self._with_strangers(text, found, joined)
        told = [self._placed(text, each, start) for each in joined]
        for each in told:
            if each.by is By.NAME and each.person and each.office and each.office != OTHER:
                self._known_offices[each.office] = each
        return told

    def _people(self, text: str, found: Sequence[Word]) -> list[Mention]:
        mentions = []
        for named in self.names.find(text, found):
            actor = named.actors[0] if len(named.actors) == 1 else None
            person = all(map(self.names.is_person, named.actors))
            name = self.names.actors[actor].name if actor is not None else text[named.start : named.end]
            mentions.append(
                Mention(named.start, named.end, By.NAME, name, actor, subject=not named.inflected, person=person)
            )
        return mentions

    def _in_offices(self, text: str, start: int, end: int) -> list[Mention]:
        return [self._office(text, each) for each in self._offices.find(text, start, end)]

    def _office(self, text: str, found: Office) -> Mention:
        return Mention(
            found.start,
            found.end,
            By.OFFICE,
            text[found.start : found.end],
            gender="f" if found.female else "",
            subject=not found.oblique,
            office=found.office,
        )

    def _pronouns(self, found: Sequence[Word]) -> Iterator[Mention] | list[Mention]:
        known = self._lexicon.pronouns
        return [
            Mention(word.start, word.end, By.PRONOUN, word.text, gender=known[word.text.casefold()])
            for word in found
            if word.text.casefold() in known
        ]

    def _with_strangers(self, text: str, found: Sequence[Word], mentions: list[Mention]) -> list[Mention]:
        """Adds those who are no actors: capitals in a row, or the last name of somebody met before."""
        taken = [(each.start, each.end) for each in mentions]
        fresh, place = [], 0
        while place < len(found):
            run = _run(text, found, place)
            place += max(1, len(run))
            if run and not any(run[0].start < end and start < run[-1].end for start, end in taken):
                stranger = self._stranger(text, run, is_first=run[0] is found[0])
                if stranger is not None:
                    fresh.append(stranger)
        merged = sorted([*mentions, *fresh], key=lambda each: (each.start, -each.end))
        return _joined(text, merged) if fresh else mentions

    def _stranger(self, text: str, run: Sequence[Word], *, is_first: bool) -> Mention | None:
        while run and run[0].text.casefold() in _NO_NAMES:
            run, is_first = run[1:], False
        if not run:
            return None
        name = text[run[0].start : run[-1].end]
        last = run[-1].text
        if len(run) > 1:
            if self._german and not _may_be_german_name(text, run):
                return None
            self._met.setdefault(last, name)
        elif last in self._met:
            name = self._met[last]
        elif self._german or (is_first and not last.isupper()) or len(last) < 2:
            return None
        return Mention(run[0].start, run[-1].end, By.NAME, name, person=len(run) > 1 or last in self._met)

    def _placed(self, text: str, mention: Mention, start: int) -> Mention:
        """The mention with what stands round it: a preposition, a possessive, the words that belong to an office."""
        before = text[max(start, mention.start - 24) : mention.start]
        behind = text[mention.end : mention.end + 3]
        owns = behind[:2] in ("'s", "’s") or behind[:1] in ("'", "’") and text[mention.end - 1 : mention.end] == "s"
        if mention.subject and (owns or self._lexicon.prepositions.search(before)):
            mention = replace(mention, subject=False)
        if mention.by is By.OFFICE:
            mention = self._holder(text, mention, start)
        if mention.by is By.NAME and not mention.gender:
            mention = replace(mention, gender=self._genders.get(_identity(mention), ""))
        return mention

    def _holder(self, text: str, mention: Mention, start: int) -> Mention:
        """Who holds the office, if the case says so and no other country or body is named beside it."""
        name, low, high = _widened(text, mention, start)
        around = words(text, low, high)
        body = self._body(text, around)
        for office in narrower(mention.office):
            holders = self._offices.holders.get(office, [])
            fitting = {member for member, of in holders if body is None or of == body}
            if len(fitting) == 1 and not (body is None and _names_another(text, around, mention)):
                (actor,) = fitting
                if mention.office != "minister":
                    return replace(mention, actor=actor, name=self.names.actors[actor].name)
        return replace(mention, name=name)

    def _body(self, text: str, around: Sequence[Word]) -> int | None:
        for named in self.names.find(text, around):
            if len(named.actors) == 1 and not self.names.is_person(named.actors[0]):
                return named.actors[0]
        return next((found for word in around if (found := self.names.adjective(word.text)) is not None), None)

    def _named_before(self, place: int, gender: str) -> Mention | None:
        number = self.sentences.at(place)
        for back in range(number, max(-1, number - REMEMBERED), -1):
            people = [each for each in self.mentions(back) if each.by is By.NAME and each.person and each.end <= place]
            fitting = [each for each in people if self._may_be(each, gender)]
            if fitting:
                acting = [each for each in fitting if each.subject]
                return (acting or fitting)[0] if back != number else (acting or fitting)[-1]
        return None

    def _may_be(self, mention: Mention, gender: str) -> bool:
        known = self._genders.get(_identity(mention), mention.gender)
        return gender not in ("m", "f") or not known or known == gender

    def _in_office(self, mention: Mention) -> Mention | None:
        """The person of an office: the last one named with it, or the last one named who holds it."""
        offices = narrower(mention.office)
        for office in offices:
            if office in self._known_offices and office != OTHER:
                return self._known_offices[office]
        holders = {member for office in offices for member, _of in self._offices.holders.get(office, [])}
        number = self.sentences.at(mention.start)
        for back in range(number, max(-1, number - REMEMBERED), -1):
            for each in self.mentions(back):
                if each.actor in holders and each.by is By.NAME and each.end <= mention.start:
                    return each
        return None


def _identity(mention: Mention) -> int | str:
    return mention.actor if mention.actor is not None else mention.name


def _joined(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Titles and offices joined to the name that follows them; of two in one place the longer one stays."""
    found: list[Mention] = []
    for each in mentions:
        if found and each.start < found[-1].end:
            continue
        titled = _titled(text, each)
        last = found[-1] if found else None
        if (
            last is not None
            and last.by is By.OFFICE
            and titled.by is By.NAME
            and _adjacent(text, last.end, titled.start)
        ):
            gender = titled.gender or last.gender
            if titled.person or titled.actor is None:
                found[-1] = replace(titled, start=last.start, gender=gender, office=last.office, person=True)
                continue
        found.append(titled)
    return found


def _titled(text: str, mention: Mention) -> Mention:
    """With the title that stands before a name (*Mr*, *Frau*)."""
    if mention.by is not By.NAME:
        return mention
    match = re.search(r"(?<!\w)([^\W\d_][\w-]{0,8})\.?\s$", text[max(0, mention.start - 12) : mention.start])
    title = match[1].casefold() if match else ""
    if title not in _TITLES:
        return mention
    return replace(mention, start=mention.start - len(match[0] if match else ""), gender=_TITLES[title], person=True)


def _adjacent(text: str, end: int, start: int) -> bool:
    return text[end:start] in (" ", "  ", "\n", " \n")


def _run(text: str, found: Sequence[Word], place: int) -> list[Word]:
    """Words with capitals in a row from a place, with the small words that names have."""
    run: list[Word] = []
    for word in found[place : place + 6]:
        if run and text[run[-1].end : word.start] not in (" ", ". ", "\n", "-", "'", "’"):
            break
        if not word.is_capital and not (run and word.text in _PARTICLES):
            break
        run.append(word)
    while run and not run[-1].is_capital:
        run.pop()
    return run


def _may_be_german_name(text: str, run: Sequence[Word]) -> bool:
    """Nouns have capitals too: two of them are a name where no article and no adjective stands before them."""
    before = text[max(0, run[0].start - 16) : run[0].start]
    return not re.search(r"(?<!\w)(?:d(?:er|ie|as|en|em|es)|ein\w*|kein\w*|\w+(?:en|er|es|em|e)) $", before)


def _widened(text: str, mention: Mention, start: int) -> tuple[str, int, int]:
    """The words that belong to an office on both sides, as one would name the person, and where they stand."""
    left = re.search(r"(?:[\w’'-]+ ){0,3}$", text[max(start, mention.start - 48) : mention.start])
    kept = left[0] if left else ""
    for cut in re.finditer(
        rf"(?<!\w)(?:{_ARTICLES}|and|und|et|і|та|и|of|von|de|said|as|that|que|dass|що|что)\s+", kept, re.IGNORECASE
    ):
        kept = kept[cut.end() :] if kept[: cut.start()] or cut.start() == 0 else kept
    behind = re.match(
        r"(?:(?: (?:of|to|at|for|from|in) (?:the )?| (?:de la|du|des|de|d['’]|à la) ?| (?:der|des|von|vom|im|aus) | )"
        r"[\w-]+(?: [^\W\d_a-zа-яіїєґё][\w-]+)?)?",
        text[mention.end : mention.end + 60],
    )
    right = behind[0] if behind else ""
    if right.startswith(" ") and not re.match(
        r" (?:of|to|at|for|from|in|de|du|des|d['’]|à|der|von|vom|im|aus) ?", right
    ):
        right = (
            right
            if re.match(r" (?:[^\W\d_a-z]|[а-яіїєґё]+(?:а|у|и|ї|ії|ої|ого|ых|их|ської|ского|ства)\b)", right)
            else ""
        )
    low, high = mention.start - len(kept), mention.end + len(right)
    name = _ARTICLE.sub("", text[low:high].strip())
    return name, low, high


def _names_another(text: str, around: Sequence[Word], mention: Mention) -> bool:
    """Whether a country or body that is no actor is named beside an office, so that another holder is meant."""
    return any(
        word.is_capital and word.start > mention.end and word.text.casefold() not in _NO_NAMES for word in around
    )
