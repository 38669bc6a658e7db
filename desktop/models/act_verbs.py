"""How the verbs of reports begin that tell what somebody did in saying something, in some languages.

A pattern stands at the beginning of a word. Verbs that only say that something was said, such as *a déclaré*, are not
here: they tell nothing of the kind.
"""

import re
from collections.abc import Mapping

from db.vocabulary import SpeechAct

A = SpeechAct
_ENGLISH: Mapping[SpeechAct, str] = {
    A.REJECTION: r"reject|ruled out|turned down",
    A.REFUSAL: r"refus",
    A.THREAT: r"threaten",
    A.WARNING: r"warn",
    A.PLEDGE: r"pledge|promis|vow(?:s|ed)",
    A.OFFER: r"offer",
    A.PROPOSAL: r"propos|suggested",
    A.DEMAND: r"demand|insist",
    A.APPEAL: r"urge|appeal|called on",
    A.REQUEST: r"asked for|request",
    A.ACCUSATION: r"accus",
    A.CRITICISM: r"criticis|criticiz|condemn",
    A.WELCOME: r"welcom",
    A.ENDORSEMENT: r"endors|backed",
    A.ACCEPTANCE: r"accept|agreed to",
    A.CONCESSION: r"conced",
    A.DENIAL: r"denied|denies",
    A.FORECAST: r"forecast|predict",
    A.NO_COMMENT: r"declin",
    A.RETRACTION: r"retract",
    A.DECLARATION: r"declared|recognis|recogniz",
    A.ULTIMATUM: r"ultimatum",
}
_UKRAINIAN: Mapping[SpeechAct, str] = {
    A.REJECTION: r"відкину|відкида|відхили|виключи|заперечи(?:в|ла|ли) проти",
    A.REFUSAL: r"відмови|відмовля",
    A.THREAT: r"погрож|пригрози|погрози",
    A.WARNING: r"попереди|попереджа|застеріг|застерегл|застеріга",
    A.PLEDGE: r"пообіця|обіця|зобов['’ʼ]яза|гаранту",
    A.OFFER: r"запропонува(?:в|ла|ли) (?:допомог|посередни)|пропону\w+ (?:допомог|посередни)",
    A.PROPOSAL: r"запропонува|пропону",
    A.DEMAND: r"вимага|зажада|наполяга|наполіг",
    A.APPEAL: r"заклика|звернув(?:ся|сь)|звернула(?:ся|сь)|апелюва",
    A.REQUEST: r"попроси|просить|прося",
    A.ACCUSATION: r"звинувати|звинувачу|обвинувати",
    A.CRITICISM: r"розкритикува|критику|засуди|засуджу",
    A.WELCOME: r"привіта|вітає|вітали",
    A.ENDORSEMENT: r"підтрима|підтриму|схвали|схвалю",
    A.ACCEPTANCE: r"погоди|погоджу|прийня(?:в|ла|ли)",
    A.CONCESSION: r"визна(?:в|ла|ли|є|ють)\b|поступи(?:вся|лася|лися)",
    A.DENIAL: r"спростува|спростову|заперечи|заперечу",
    A.FORECAST: r"спрогнозува|прогнозу|передбачи|передбача",
    A.NO_COMMENT: r"(?:не|без) комент|відмови\w+ (?:від комент|комент)|утрима\w+ від комент",
    A.RETRACTION: r"відклика|взя(?:в|ла) (?:свої )?слова назад",
    A.DECLARATION: r"проголоси|оголоси",
    A.ULTIMATUM: r"ультиматум",
}
_RUSSIAN: Mapping[SpeechAct, str] = {
    A.REJECTION: r"отверг|отклони|исключи|отмел",
    A.REFUSAL: r"отказа|отказыва",
    A.THREAT: r"пригрози|грози|угрожа",
    A.WARNING: r"предупреди|предупрежда|предостерег|предостерёг",
    A.PLEDGE: r"пообеща|обеща|обяза(?:лся|лась|лись)|гарантиру|заверил",
    A.OFFER: r"предложи\w+ (?:помощь|посредничеств)",
    A.PROPOSAL: r"предложи|предлага",
    A.DEMAND: r"потребова|требу|настаива|настоя",
    A.APPEAL: r"призва|призыва|обрати(?:лся|лась|лись) к",
    A.REQUEST: r"попроси|проси(?:т|л)",
    A.ACCUSATION: r"обвини|обвиня",
    A.CRITICISM: r"раскритикова|критику|осуди|осужда",
    A.WELCOME: r"приветств|поприветств",
    A.ENDORSEMENT: r"поддержа|поддержива|одобри|одобря",
    A.ACCEPTANCE: r"согласи|соглаша|приня(?:л|ла|ли)\b",
    A.CONCESSION: r"призна(?:л|ла|ли|ёт|ет|ют)\b|уступи",
    A.DENIAL: r"опроверг|опроверга|отрица",
    A.FORECAST: r"спрогнозирова|прогнозиру|предсказа|предрек|предрёк",
    A.NO_COMMENT: r"(?:не|без) коммент|отказа\w+ (?:от комментари|комментиро)|воздержа\w+ от коммент",
    A.RETRACTION: r"отозва(?:л|ла) (?:свои )?слов|взя(?:л|ла) (?:свои )?слова (?:назад|обратно)",
    A.DECLARATION: r"провозгласи|объяви",
    A.ULTIMATUM: r"ультиматум",
}
_FRENCH: Mapping[SpeechAct, str] = {
    A.REJECTION: r"reje(?:t|tt)|exclu[ts]?\b|exclure|écart(?:e|é|ait)",
    A.REFUSAL: r"refus",
    A.THREAT: r"mena(?:c|ç)",
    A.WARNING: r"aver(?:tit|ti|tissait)|(?:mis|met|mettant|mettait) en garde|préven",
    A.PLEDGE: r"prome|promi|engag",
    A.OFFER: r"offr(?:e|ait|ant|ir)|offert",
    A.PROPOSAL: r"propos|sugg[éè]r",
    A.DEMAND: r"exig|réclam|insist|somm(?:e|é|ait)\b",
    A.APPEAL: r"appel|exhort|invit(?:e|é|ait)\b",
    A.REQUEST: r"demand|sollicit|pri(?:e|é|ait)\b",
    A.ACCUSATION: r"accus",
    A.CRITICISM: r"critiqu|condamn|dénonc|fustig",
    A.WELCOME: r"salu(?:e|é|ait)|félicit",
    A.ENDORSEMENT: r"soutien|souten|approuv|appuy",
    A.ACCEPTANCE: r"accept|consent",
    A.CONCESSION: r"conc[éè]d|adm(?:et|is|ettait)|reconna[iî]|reconnu",
    A.DENIAL: r"nie\b|nié|niait|dément",
    A.FORECAST: r"prédi|prévoi|pronosti",
    A.NO_COMMENT: r"comment(?:er|aire)",
    A.RETRACTION: r"rétract|revenu sur (?:ses|leurs) (?:propos|paroles)",
    A.DECLARATION: r"proclam",
    A.ULTIMATUM: r"ultimatum",
}
_GERMAN: Mapping[SpeechAct, str] = {
    A.REJECTION: r"lehn(?:t|te|ten|en)\b.{0,80}?\bab\b|ablehn|abgelehnt|schl(?:oss|ießt|ossen)\b.{0,80}?\baus\b"
    r"|ausgeschlossen|w(?:ies|eist|iesen)\b.{0,80}?\bzurück|zurückgewiesen|verw(?:arf|irft|orfen)",
    A.REFUSAL: r"weiger|verweiger|geweigert",
    A.THREAT: r"droh|bedroh|gedroht",
    A.WARNING: r"warn|gewarnt|mahn",
    A.PLEDGE: r"versprach|versprech|versprich|versprochen|sagt\w*\b.{0,80}?\bzu\b|zugesagt|gelob",
    A.OFFER: r"bot\b|boten\b|biete|angeboten|anbiete",
    A.PROPOSAL: r"schl(?:ug|ägt|ugen)\b.{0,80}?\bvor\b|vorgeschlagen|vorzuschlagen",
    A.DEMAND: r"forder|gefordert|verlang|bestand|besteht|beharr|pocht",
    A.APPEAL: r"appell|r(?:ief|uft|iefen)\b.{0,80}?\bauf\b|aufgerufen|aufruf|forder\w+ .{0,80}?\bauf\b|aufgefordert",
    A.REQUEST: r"bat\b|baten\b|bitte[tn]?\b|gebeten|ersuch",
    A.ACCUSATION: r"beschuldig|w(?:arf|irft|arfen)\b.{0,80}?\bvor\b|vorgeworfen|bezichtig",
    A.CRITICISM: r"kritisier|verurteil|rügt|tadel",
    A.WELCOME: r"begrüß|lobt",
    A.ENDORSEMENT: r"unterstütz|befürwort|billig|gebilligt",
    A.ACCEPTANCE: r"akzeptier|stimm\w+\b.{0,80}?\bzu\b|zugestimmt|(?:nahm|nimmt|nahmen)\b.{0,80}?\ban\b|angenommen",
    A.CONCESSION: r"räum\w+\b.{0,80}?\bein\b|eingeräumt|g(?:ab|ibt|aben)\b.{0,60}?\bzu\b|zugegeben|gest(?:and|eht)",
    A.DENIAL: r"bestritt|bestreite|bestritten|dementier|leugne|geleugnet",
    A.FORECAST: r"sagt\w*\b.{0,80}?\bvoraus|vorausgesagt|prognostizier|prophezei",
    A.NO_COMMENT: r"(?:wollte|will|wollten) .{0,40}?nicht (?:äußern|kommentieren|Stellung)|kein(?:en)? kommentar",
    A.RETRACTION: r"n(?:ahm|immt|ahmen)\b.{0,80}?\bzurück|zurückgenommen|widerr(?:ief|uft|ufen)",
    A.DECLARATION: r"r(?:ief|uft|iefen)\b.{0,80}?\baus\b|ausgerufen|proklamier",
    A.ULTIMATUM: r"ultimatum",
}

Verbs = tuple[tuple["re.Pattern[str]", SpeechAct], ...]


def _compiled(verbs: Mapping[SpeechAct, str]) -> Verbs:
    return tuple((re.compile(rf"\b(?:{pattern})", re.IGNORECASE), act) for act, pattern in verbs.items())


_BY_LANGUAGE: Mapping[str, Mapping[SpeechAct, str]] = {
    "en": _ENGLISH,
    "uk": _UKRAINIAN,
    "ru": _RUSSIAN,
    "fr": _FRENCH,
    "de": _GERMAN,
}
_KNOWN: dict[str, Verbs] = {}


def of(language: str) -> Verbs:
    """The verbs of a language, given as a tag; those of English where others are not known."""
    name = language.partition("-")[0].lower()
    name = name if name in _BY_LANGUAGE else "en"
    if name not in _KNOWN:
        _KNOWN[name] = _compiled(_BY_LANGUAGE[name])
    return _KNOWN[name]
