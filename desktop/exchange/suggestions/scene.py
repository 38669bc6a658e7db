"""Who is mentioned in each sentence of a text, and whom *she* or *the minister* means there."""

import re
from collections.abc import Sequence
from dataclasses import replace

from db.records import Actor, Affiliation
from desktop.exchange.suggestions.lexicon import Lexicon
from desktop.exchange.suggestions.mentions import By, Mention, joined
from desktop.exchange.suggestions.names import Names, Word, words
from desktop.exchange.suggestions.roles import OTHER, Offices, narrower
from desktop.exchange.suggestions.sentences import Sentences
from desktop.exchange.suggestions.strangers import Strangers, is_small

REMEMBERED = 15
"""How many sentences back the one may have been named whom a pronoun or an office means."""

_ARTICLES = "the|a|an|le|la|les|l['’]|un|une|der|die|das|ein|eine|his|her|their|its|son|sa|ses|sein|seine|ihr|ihre"
_ARTICLE = re.compile(rf"(?:{_ARTICLES}|його|її|его|её)(?:\s+|(?<=['’]))", re.IGNORECASE)
_BEHIND = re.compile(
    r" (?:(?:of|to|at|for|from)\s(?:the )?|(?:de la|du|des|de|der|vom|von)\s|d['’]|de l['’])[\w-]+(?: [A-Z][\w-]+)?"
    r"| [А-ЯІЇЄҐ][\w'’-]+| [а-яіїєґё]+(?:а|у|и|ї|ії|ої|ого|ых|их|ів|ов|ства)(?!\w)"
)
_ANOTHER = re.compile(
    r" (?:of|de la|du|des|de|von|der)\s(?:the )?[^\W\d_a-zа-яіїєґёàâéèêîôùûäöüß][\w-]+| d['’][A-ZÉ][\w-]+"
    r"| [А-ЯІЇЄҐ][\w'’-]+"
)
_ADJECTIVES = re.compile(r"(?:[^\W\d_][\w’'-]* ){0,3}$")


class Scene:
    """The people of a text; sentences are looked at once, in whatever order."""

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
        self._english = language == "en"
        self._offices = Offices(lexicon, affiliations)
        self._strangers = Strangers(sentences.masked, language)
        self._seen: dict[int, list[Mention]] = {}
        self._in_office: dict[str, Mention] = {}
        self._genders: dict[int | str, str] = {}

    def mentions(self, number: int) -> list[Mention]:
        """Everybody who is mentioned in a sentence, in order."""
        if number not in self._seen:
            self._seen[number] = self.look(self.sentences.masked, *self.sentences.span(number))
        return self._seen[number]

    def look(self, text: str, start: int, end: int) -> list[Mention]:
        """Everybody who is mentioned in a part of a text, in order."""
        found = words(text, start, end)
        known = joined(text, [*self._named(text, found), *self._officials(text, start, end), *self._pronouns(found)])
        people = joined(text, [*known, *self._strangers.find(text, found, known)])
        told = [self._placed(text, each, start) for each in people]
        for each in told:
            if each.by is By.NAME and each.office not in ("", OTHER):
                self._in_office[each.office] = each
        return told

    def learn(self, mention: Mention, gender: str) -> None:
        """Remembers what a verb shows of somebody."""
        if gender and mention.person:
            self._genders.setdefault(_identity(mention), gender)

    def meant(self, mention: Mention) -> Mention:
        """The person a pronoun or an office means, with the words of the mention itself; the mention when none is."""
        found = None
        if mention.by is By.PRONOUN and mention.gender in ("m", "f"):
            found = self._named_before(mention.start, mention.gender)
        elif mention.by is By.OFFICE and mention.actor is None and mention.body is None:
            found = self._holding(mention)
        if found is None:
            return mention
        return replace(mention, name=found.name, actor=found.actor, person=found.person)

    def last_named(self, place: int) -> Mention | None:
        """The person named last before a place."""
        return self._named_before(place, "")

    def _named(self, text: str, found: Sequence[Word]) -> list[Mention]:
        mentions = []
        for named in self.names.find(text, found):
            actor = named.actors[0] if len(named.actors) == 1 else None
            person = all(map(self.names.is_person, named.actors))
            name = self.names.actors[actor].name if actor is not None else text[named.start : named.end]
            subject = not named.inflected
            mentions.append(Mention(named.start, named.end, By.NAME, name, actor, subject=subject, person=person))
        return mentions

    def _officials(self, text: str, start: int, end: int) -> list[Mention]:
        return [
            Mention(
                each.start,
                each.end,
                By.OFFICE,
                text[each.start : each.end],
                gender="f" if each.female else "",
                subject=not each.oblique,
                office=each.office,
            )
            for each in self._offices.find(text, start, end)
        ]

    def _pronouns(self, found: Sequence[Word]) -> list[Mention]:
        known = self._lexicon.pronouns
        return [
            Mention(word.start, word.end, By.PRONOUN, word.text, gender=known[word.text.casefold()])
            for word in found
            if word.text.casefold() in known
        ]

    def _placed(self, text: str, mention: Mention, start: int) -> Mention:
        """The mention with what stands round it: a preposition, a possessive, the words that belong to an office."""
        before = text[max(start, mention.start - 24) : mention.start]
        behind = text[mention.end : mention.end + 2]
        inside = before.rfind("(") > before.rfind(")")
        owns = (
            inside
            or behind in ("'s", "’s")
            or (behind[:1] in ("'", "’") and text[mention.end - 1 : mention.end] == "s")
        )
        of_her = mention.gender == "f" and mention.by is By.OFFICE and before.endswith("der ")
        if mention.subject and (owns or of_her or self._lexicon.prepositions.search(before)):
            mention = replace(mention, subject=False)
        if mention.by is By.OFFICE:
            return self._official(text, mention, start)
        return replace(mention, gender=mention.gender or self._genders.get(_identity(mention), ""))

    def _official(self, text: str, mention: Mention, start: int) -> Mention:
        """Who holds an office, if the case says so and no other country or body is named beside it."""
        lead = _ADJECTIVES.search(text, max(start, mention.start - 48), mention.start)
        before = words(lead[0], 0, len(lead[0])) if lead is not None else []
        body = mention.body
        if body is None:
            body = next((found for word in before if (found := self.names.adjective(word.text)) is not None), None)
        mention = replace(mention, body=body)
        holders = self._offices.holders.get(mention.office, [])
        fitting = {member for member, of in holders if body is None or of == body}
        another = body is None and (_ANOTHER.match(text, mention.end) or any(map(_is_foreign, before)))
        if len(fitting) == 1 and not another:
            (actor,) = fitting
            return replace(mention, actor=actor, name=self.names.actors[actor].name)
        return replace(mention, name=self._called(text, mention, start))

    def _called(self, text: str, mention: Mention, start: int) -> str:
        """The words for somebody in an office, with what belongs to them on both sides."""
        low = mention.start
        lead = _ADJECTIVES.search(text, max(start, low - 48), low)
        if self._english and lead is not None:
            kept = re.split(r"(?<!\w)(?:and|of|said|as|that|but|to|by|with|from|in) ", lead[0])[-1]
            low -= len(kept)
        behind = _BEHIND.match(text, mention.end)
        called = text[low : behind.end() if behind else mention.end].strip()
        article = _ARTICLE.match(called)
        return called[article.end() :] if article else called

    def _named_before(self, place: int, gender: str) -> Mention | None:
        number = self.sentences.at(place)
        for back in range(number, max(-1, number - REMEMBERED), -1):
            people = [
                each
                for each in self.mentions(back)
                if each.by is By.NAME and each.person and each.end <= place and self._may_be(each, gender)
            ]
            acting = [each for each in people if each.subject] or people
            if acting:
                return acting[-1] if back == number else acting[0]
        return None

    def _may_be(self, mention: Mention, gender: str) -> bool:
        known = self._genders.get(_identity(mention), mention.gender)
        return gender not in ("m", "f") or not known or known == gender

    def _holding(self, mention: Mention) -> Mention | None:
        """The person of an office: the last one named who holds it, or the one named with it."""
        offices = narrower(mention.office)
        holders = {member for office in offices for member, _of in self._offices.holders.get(office, [])}
        number = self.sentences.at(mention.start)
        for back in range(number, max(-1, number - REMEMBERED), -1):
            for each in self.mentions(back):
                if (
                    each.by is By.NAME
                    and each.end <= mention.start
                    and (each.actor in holders or each.office in offices)
                ):
                    return each
        return next((self._in_office[office] for office in offices if office in self._in_office), None)


def _is_foreign(word: Word) -> bool:
    """Whether a word before an office may name another country: a capital, though not at the start of a sentence."""
    return word.is_capital and word.start > 0 and not is_small(word.text)


def _identity(mention: Mention) -> int | str:
    return mention.actor if mention.actor is not None else mention.name
