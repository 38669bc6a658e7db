"""Who says what stands in quotation marks: the verb of saying beside it, and the one who acts in that verb."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.exchange.suggestions.lexicon import Lexicon
from desktop.exchange.suggestions.marks import Quoted
from desktop.exchange.suggestions.mentions import By, Mention
from desktop.exchange.suggestions.scene import Scene

FEWEST_IN_PLACE = 4
"""How many words in marks, in the middle of a sentence, are more than a term or a name."""

FEWEST_NAMED = 2
"""How many words in marks are enough behind a verb that takes them (*called it “a trick”*)."""

FEWEST_ALONE = 5
"""How many words in marks are a quotation though nobody is said to say them."""

_FAR = 90  # characters between marks and verb
_NEAR = 45  # characters between a verb and who acts, when the verb comes first
_PAUSE = re.compile(r"[.;:!?\x01]")
_ENDED = (",", "?", "!", ".", "…", "—", "–")
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_TITLED = (
    r"novel|book|film|movie|song|newspaper|daily|weekly|magazine|journal|ship|vessel|party|operation|poem|play|album"
    r"|series|called|named|known as|entitled|titled|title|word|phrase|term|so-called|roman|livre|chanson|quotidien"
    r"|opération|mot|intitulée?|brise-glace|navire|buch|lied|zeitung|wort|begriff|schiff|sogenannten?|eisbrecher|partei|газет[аиуі]|роман"
    r"|книг[аиу]|пісн[яюі]|песн[яюи]|фільм|фильм|судно|корабель|корабль|криголам|ледокол|операці[яюї]|операци[яюи]"
    r"|парті[яюї]|парти[яюи]|слово|слова|вислів|так звани[йх]|так называем\w+|банк[уа]?|компані[яюї]|компани[яюи]"
)
_TITLES = re.compile(rf"(?<!\w)(?:{_TITLED})\s*(?:of|de|von)?\s*$", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:i|we|you|they|it|this|that|there|what|who|which|one|nobody|and|but|or|then|also)\b", re.IGNORECASE
)
_PHRASE = re.compile(r"(?:^|[,;:—–(“”\"»]\s*|\s(?:and|but)\s)((?:[^\W\d_][\w’'-]*\s){1,5})$")
_ITS_END = re.compile(r"(?:^|.*?\s)((?:the|an?|its|his|her|their)\s(?:[\w’'-]+\s?){1,3})$", re.IGNORECASE)
_PAST = re.compile(r"(?:ed|says?|said|told|wrote|made clear|made it clear)$")
_BEHIND = re.compile(r"\s*((?:the |a |an )?(?:[a-z’'-]+ ){0,3}[a-z’'-]+)(?=[,.;]|$)")
_IN_BODY = re.compile(r"(?:^|[.»”\"]\s*)(?:У|В|Во)\s+((?:[^\W\d_][\w-]*\s+){1,3})$")


@dataclass(frozen=True, slots=True)
class Told:
    """Who says something, and the word that says so; both may be missing."""

    who: Mention | None
    cue: str
    verb: int = -1


class Attribution:
    """Finds who says each of the quotations of a text, in order."""

    def __init__(self, scene: Scene, lexicon: Lexicon, quotations: Sequence[Quoted]) -> None:
        self._scene = scene
        self._sentences = scene.sentences
        self._lexicon = lexicon
        self._quotations = quotations
        self._told: list[Told | None] = []

    def behind(self) -> dict[int, Mention | None]:
        """Where the verbs stand that follow what they report, and who acts in them."""
        return {told.verb: told.who for told in self._told if told is not None and told.verb >= 0}

    def all(self) -> list[Told | None]:
        """For each quotation who says it; None for words in marks that are no quotation."""
        for number in range(len(self._quotations)):
            self._told.append(self._of(number))
        return self._told

    def _of(self, number: int) -> Told | None:
        quoted = self._quotations[number]
        text, masked = self._sentences.text, self._sentences.masked
        inside = text[quoted.start : quoted.end]
        if not inside:
            return None
        left, right = self._room(number)
        before, after = masked[left : quoted.outer], masked[quoted.after : right]
        count = _count(inside)
        if _TITLES.search(before) and not before.rstrip().endswith(":"):
            return None
        colon = before.rstrip().endswith((":", "：")) or (before.rstrip().endswith(",") and count >= FEWEST_IN_PLACE)
        attached = inside.endswith(_ENDED) or after.lstrip()[:1] in (",", "—", "–", "-")
        told = None
        if colon:
            told = self._from_before(left, quoted, colon=True)
        if told is None and attached:
            told = self._from_after(quoted, right)
        if told is None and not colon and count >= FEWEST_NAMED:
            told = self._from_before(left, quoted, colon=False, naming=count < FEWEST_IN_PLACE)
        if told is None:
            told = self._from_inside(quoted)
        if told is None and not self._lexicon.knows_verbs and count >= FEWEST_IN_PLACE:
            told = self._from_beside(quoted, left, right)
            if told is None and before.rstrip().endswith((":", "：")):
                told = Told(None, "")
        return told if told is not None else self._unsaid(number, before, after, count)

    def _room(self, number: int) -> tuple[int, int]:
        """From where to where words may tell who says it: its sentence, without other quotations."""
        quoted = self._quotations[number]
        start, end = self._sentences.span(self._sentences.at(quoted.outer))
        if number and self._quotations[number - 1].after > start:
            start = self._quotations[number - 1].after
        if number + 1 < len(self._quotations) and self._quotations[number + 1].outer < end:
            end = self._quotations[number + 1].outer
        return min(start, quoted.outer), max(end, quoted.after)

    def _from_after(self, quoted: Quoted, right: int) -> Told | None:
        masked = self._sentences.masked
        for verb in self._lexicon.verbs.finditer(self._sentences.low, quoted.after, right):
            gap = masked[quoted.after : verb.start()]
            if len(gap) > _FAR or _PAUSE.search(gap.lstrip(" .,!?…")):
                return None
            if self._lexicon.passive.search(masked, max(0, verb.start() - 24), verb.start()):
                continue
            who = self.acting(verb, quoted.after, right, either=True)
            return Told(who or self._phrase(quoted.after, verb, right), verb[0], verb.start())
        return None

    def _from_before(self, left: int, quoted: Quoted, *, colon: bool, naming: bool = False) -> Told | None:
        masked = self._sentences.masked
        verbs = list(self._lexicon.verbs.finditer(self._sentences.low, left, quoted.outer))
        for verb in reversed(verbs):
            gap = masked[verb.end() : quoted.outer]
            if len(gap) > 2 * _FAR or re.search(r"[.;]\s", gap):
                break
            if naming and not self._lexicon.naming.match(masked, verb.start()):
                continue
            if self._lexicon.passive.search(masked, max(0, verb.start() - 24), verb.start()):
                continue
            who = self.acting(verb, left, quoted.outer, either=self._lexicon.inverted)
            who = who or self._phrase(left, verb, verb.end())
            if who is not None or colon:
                return Told(who, verb[0])
        if colon and not verbs:
            named = [each for each in self._mentions(left, quoted.outer) if each.subject and each.by is not By.PRONOUN]
            if named and masked[named[-1].end : quoted.outer].strip() in (":", "："):
                return Told(self._scene.meant(named[-1]), ":")
        return None

    def _from_beside(self, quoted: Quoted, left: int, right: int) -> Told | None:
        """In a language whose verbs are not known: the actor named nearest in the same sentence."""
        people = [each for each in self._mentions(left, right) if each.by is By.NAME and each.actor is not None]
        nearest = min(people, key=lambda each: max(quoted.outer - each.end, each.start - quoted.after), default=None)
        return None if nearest is None else Told(nearest, "")

    def _from_inside(self, quoted: Quoted) -> Told | None:
        """Where the language lets *he said* stand inside the marks, between dashes or commas."""
        if not self._lexicon.inverted:
            return None
        text = self._sentences.text
        for verb in self._lexicon.verbs.finditer(text, quoted.start, quoted.end):  # in lower case there anyhow
            lead = text[max(quoted.start, verb.start() - 6) : verb.start()]
            if not re.search(r"(?:[,!?…]\s*[—–-]\s*|,\s)$", lead):
                continue
            stop = re.search(r"[,.]", text[verb.end() : verb.end() + 80])
            end = verb.end() + (stop.start() if stop else 0)
            people = self._scene.look(text, verb.start(), end)
            who = next((each for each in people if each.subject), None)
            if who is not None:
                return Told(self._scene.meant(who), verb[0])
            if re.search(r"-(?:t-)?(?:il|elle)$", verb[0]):
                return Told(self._pronoun_in(verb), verb[0])
        return None

    def acting(self, verb: re.Match[str], left: int, right: int, *, either: bool) -> Mention | None:
        """Who acts in a verb: before it, or after it where that can be."""
        who = self._acting_before(verb.start(), left) or self._pronoun_in(verb)
        if who is None and either:
            who = self._acting_after(verb.end(), right)
        if who is None:
            return None
        self._scene.learn(who, _gender(verb[0]))
        return self._scene.meant(who)

    def _acting_before(self, end: int, left: int) -> Mention | None:
        people = [each for each in self._mentions(left, end) if each.subject and each.end <= end]
        if not people:
            return None
        nearest = people[-1]
        for other in reversed(people[:-1]):
            between = self._sentences.masked[other.end : nearest.start]
            apposition = re.fullmatch(r",\s(?:the |a |an |le |la |l['’]|der |die )?(?:[\w'’-]+ )?", between)
            if re.fullmatch(r"\s(?:and|et|und|та|і|й|и)\s", between):
                nearest = other
            elif apposition and other.by is By.NAME and nearest.by is By.OFFICE:
                return other
            else:
                break
        return nearest

    def _acting_after(self, start: int, right: int) -> Mention | None:
        masked = self._sentences.masked
        for each in self._mentions(start, right):
            gap = masked[start : each.start]
            if (
                len(gap) > _NEAR
                or _PAUSE.search(gap)
                or (not self._lexicon.inverted and gap.strip() not in ("", "the", "a"))
            ):
                return None
            if each.subject:
                return each
        return None

    def _pronoun_in(self, verb: re.Match[str]) -> Mention | None:
        """The pronoun that hangs on a verb (*a-t-elle ajouté*)."""
        match = re.search(r"-(?:t-)?(il|elle)(?!\w)", verb[0])
        if match is None:
            return None
        gender = "f" if match[1].endswith("elle") else "m"
        start = verb.start() + match.start(1)
        return self._scene.meant(Mention(start, start + len(match[1]), By.PRONOUN, match[1], gender=gender))

    def _mentions(self, start: int, end: int) -> list[Mention]:
        people = self._scene.mentions(self._sentences.at(start))
        if self._sentences.at(max(start, end - 1)) != self._sentences.at(start):
            people = people + self._scene.mentions(self._sentences.at(max(start, end - 1)))
        return [each for each in people if start <= each.start and each.end <= end]

    def phrase(self, left: int, verb: re.Match[str]) -> Mention | None:
        """The words before a verb that name somebody as no name and no office does."""
        return self._phrase(left, verb, verb.end())

    def _phrase(self, left: int, verb: re.Match[str], right: int) -> Mention | None:
        """The words before a verb, or after it, that name somebody as no name and no office does."""
        masked = self._sentences.masked
        body = _IN_BODY.search(masked[left : verb.start()])
        if body is not None and verb[0].endswith("ли"):
            return Mention(left + body.start(1), left + body.end(1), By.WORDS, body[1].strip())
        match = _PHRASE.search(masked[left : verb.start()]) if _PAST.search(verb[0]) else None
        if match is not None and not _NOBODY.match(match[1]) and not self._lexicon.inverted:
            told = match[1].strip()
            end = _ITS_END.match(told)
            name = re.sub(r"^(?:the|an?|his|her|its|their) ", "", end[1] if end else told, flags=re.IGNORECASE)
            return Mention(left + match.start(1), left + match.end(1), By.WORDS, name) if name else None
        behind = _BEHIND.match(masked[verb.end() : right]) if not self._lexicon.inverted else None
        if behind is not None and behind[1].startswith(("the ", "a ", "an ")):
            start = verb.end() + behind.start(1)
            return Mention(start, start + len(behind[1]), By.WORDS, re.sub(r"^(?:the|an?) ", "", behind[1]))
        return None

    def _unsaid(self, number: int, before: str, after: str, count: int) -> Told | None:
        """Words in marks that no verb gives to anybody: they may go on with the last speaker's."""
        quoted = self._quotations[number]
        text = self._sentences.text
        inside = text[quoted.start : quoted.end]
        whole = not _WORD.search(before) and not _WORD.search(after)
        outside = self._lexicon.inverted and after.strip()[:1] in (".", "!", "?", "…", "。")
        ended = inside[-1] in ".!?…。！？" or outside
        if not whole or not ended or not (inside[0].isupper() or _UNSPACED.match(inside)):
            return None
        last = self._last(number)
        if last is not None:
            return Told(last, "")
        if count < FEWEST_ALONE:
            return None
        named = self._scene.last_named(quoted.outer) if self._is_near(quoted) else None
        return Told(replace(named, by=By.BEFORE) if named is not None else None, "")

    def _last(self, number: int) -> Mention | None:
        """The speaker of the quotation before, when nothing but that stands between the two."""
        if not number or (told := self._told[number - 1]) is None or told.who is None:
            return None
        one, other = self._quotations[number - 1], self._quotations[number]
        between = self._sentences.masked[one.after : other.outer]
        sentences = self._sentences.at(other.outer) - self._sentences.at(one.outer)
        near = sentences <= 1 and "\n\n" not in between.replace(" ", "")
        return replace(told.who, by=By.BEFORE) if near else None

    def _is_near(self, quoted: Quoted) -> bool:
        number = self._sentences.at(quoted.outer)
        return number > 0 and self._sentences.same_paragraph(number - 1, number)


def _count(inside: str) -> int:
    """How many words; two characters count as one where words are not spaced."""
    unspaced = len(_UNSPACED.findall(inside))
    return unspaced // 2 if unspaced else len(_WORD.findall(inside))


def _gender(verb: str) -> str:
    """What the past of a Slavic verb shows of the one who acts."""
    low = verb.casefold()
    if re.search(r"[а-яіїє](?:ла|лась|лася)$", low):
        return "f"
    return "m" if re.search(r"[а-яіїє](?:в|вся|л|лся)$", low) else ""
