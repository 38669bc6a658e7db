"""Offices and other words for people (*the foreign minister*, *a spokesman*), in several languages."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.records import Affiliation

_HELD = {
    "prime minister": r"prime[ -]minister|premier(?!\w)|прем['’ʼ]єр(?:-міністр)?(?:ка)?|премьер(?:-министр)?"
    r"|premi(?:er|ère)[ -]ministre|chef(?:fe)? du gouvernement|minister ?präsident(?:in)?|premierminister(?:in)?"
    r"|regierungschef(?:in)?|(?:head of government)",
    "foreign minister": r"foreign[ -](?:minister|secretary)|minister (?:of|for) foreign affairs|(?:top|chief) diplomat"
    r"|міністр(?:ка)? закордонних справ|(?:голова|глава|очільник|очільниця) МЗС|министр иностранных дел|глава МИДа?"
    r"|ministre des affaires étrangères|chef(?:fe)? de la diplomatie|außenminister(?:in)?|chefdiplomat(?:in)?",
    "defence minister": r"defen[cs]e[ -](?:minister|secretary)|minister (?:of|for) defen[cs]e|міністр(?:ка)? оборони"
    r"|министр обороны|ministre (?:de la défense|des armées)|verteidigungsminister(?:in)?",
    "secretary general": r"secretary[ -]general|генеральн(?:ий|а) секретар(?:ка)?|генеральн(?:ый|ая) секретарь|генсек"
    r"|secrétaire générale?|generalsekretär(?:in)?",
    "vice president": r"vice[ -]president|віцепрезидент(?:ка)?|вице-президент|vice-présidente?|vizepräsident(?:in)?",
    "president": r"president|президент(?:ка)?|présidente?|(?:bundes|staats)?präsident(?:in)?|head of state"
    r"|chef(?:fe)? de l['’]état|глава держави|глава государства|staatschef(?:in)?",
    "chancellor": r"chancellor|канцлер(?:ка)?|chanceli(?:er|ère)|(?:bundes)?kanzler(?:in)?",
    "king": r"king|queen|король|королева|roi|reine|könig(?:in)?",
    "minister": r"minister|міністр(?:ка)?|министр|ministre|\w*minister(?:in)?",
    "ambassador": r"ambassador|посол|ambassad(?:eur|rice)|botschafter(?:in)?",
}
_OTHERS = (
    r"spokes(?:man|woman|person|people)|press secretary|речник|речниця|прессекретар(?:ка)?|представник|представниця"
    r"|представитель|представительница|пресс-секретарь|porte-parole|\w*sprecher(?:in)?|advis[eo]rs?|aides?|радник|радниця"
    r"|советник|conseill(?:er|ère)|berater(?:in)?|officials?|чиновник|посадовець|високопосадовець|(?:haute? )?responsable"
    r"|beamter?|sources?|джерело|источник|quelle|diplomats?|дипломат|diplomate|diplomat(?:in)?|envoys?|посланець"
    r"|спецпосланник|émissaire|gesandter?|commander|general|генерал|général|analysts?|experts?|експерт|аналітик|эксперт"
    r"|аналитик|analystes?|experte?s?|analyst(?:in|en)?|lawmakers?|senators?|депутат|députée?|abgeordneter?|leaders?|лідер"
    r"|лидер|governor|mayor|мер|мэр|maire|bürgermeister(?:in)?|chairman|chairwoman|speaker|officer|minist(?:ry|ère)"
    r"|ministerium|government|уряд|правительство|gouvernement|regierung|army|military|police|parliament|юристка?|юрист"
    r"|lawyers?|avocate?|anwalt|anwältin|witness(?:es)?|critics|diplomaten|experten|chief negotiator|negotiators?"
)
_FEMALE = re.compile(r"(?:ка|ця|ница|in|woman|queen|королева|reine|ère|rice|générale|présidente)$|^la ", re.IGNORECASE)
_OBLIQUE = re.compile(r"(?:а|у|ом|ові|ем|ою|ки|ці|ку|кою|ам|ами|ах|ів|ов|я|ю|ей|ям|ями)")

OTHER = "other"
"""The office of somebody who holds none that names one person."""


@dataclass(frozen=True, slots=True)
class Office:
    """A word for somebody in a text: which office, and whether its form shows a woman or another case."""

    start: int
    end: int
    office: str
    female: bool
    oblique: bool


class Offices:
    """Finds offices, and who holds them according to the case."""

    def __init__(self, affiliations: Sequence[Affiliation]) -> None:
        self.holders: dict[str, list[tuple[int, int]]] = defaultdict(list)
        own = []
        for each in affiliations:
            office = _office(each.role)
            if office is None and len(each.role) > 3:
                office = each.role.casefold()
                own.append(each.role)
            if office is not None and office != OTHER:
                self.holders[office].append((each.member, each.of))
        self._pattern = _pattern(own)

    def find(self, text: str, start: int, end: int) -> Iterator[Office]:
        """The offices named in a part of a text, in order."""
        for match in self._pattern.finditer(text, start, end):
            told = match["word"]
            yield Office(
                match.start(),
                match.end(),
                _office(told) or told.casefold(),
                bool(_FEMALE.search(told) or _FEMALE.match(text[max(0, match.start() - 3) : match.start()])),
                bool(match["ending"]),
            )


def _pattern(own: Sequence[str]) -> re.Pattern[str]:
    told = [*map(re.escape, sorted(own, key=len, reverse=True)), *_HELD.values(), _OTHERS]
    return re.compile(rf"(?<![\w-])(?P<word>{'|'.join(told)})(?P<ending>{_OBLIQUE.pattern})?(?!\w)", re.IGNORECASE)


_KNOWN = tuple((office, re.compile(rf"(?:{words})", re.IGNORECASE)) for office, words in _HELD.items())
_OTHER_KNOWN = re.compile(rf"(?:{_OTHERS})", re.IGNORECASE)


def _office(told: str) -> str | None:
    """The office that words name; None when they name none that is known."""
    told = " ".join(told.split())
    for office, pattern in _KNOWN:
        if pattern.fullmatch(told):
            return office
    return OTHER if _OTHER_KNOWN.fullmatch(told) else None


def narrower(office: str) -> tuple[str, ...]:
    """The offices that a general word may mean: a *minister* may be the foreign minister."""
    return ("foreign minister", "defence minister", "minister") if office == "minister" else (office,)
