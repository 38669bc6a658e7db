"""The language of a text, by its script and its smallest words; nothing rather than a guess that is not sure."""

import re
from collections import Counter

SAMPLE = 1_600
"""How many characters are looked at."""

FEWEST = 8
"""How few words are too few to tell."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BREAKS = {code: " " for code in range(128) if not chr(code).isalpha() and chr(code) != "'"}
_TAG = re.compile(r"([a-zA-Z]{2,3})(?:[-_].*)?")
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis", "root"})

_SCRIPTS = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7a3\u1100-\u11ff"),
    ("zh", "\u4e00-\u9fff\u3400-\u4dbf"),
    ("he", "\u0590-\u05ff"),
    ("el", "\u0370-\u03ff"),
    ("hi", "\u0900-\u097f"),
    ("th", "\u0e00-\u0e7f"),
    ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0530-\u058f"),
    ("arabic", "\u0600-\u06ff\u0750-\u077f"),
    ("cyrillic", "\u0400-\u052f"),
    ("latin", "a-zA-Z\u00c0-\u024f\u1e00-\u1eff"),
)
_LETTERS = tuple((name, re.compile(f"[{letters}]")) for name, letters in _SCRIPTS)
_OF_SCRIPT = 400  # characters that tell the script

_CYRILLIC = (
    ("be", "ў"),
    ("uk", "іїєґ"),
    ("sr", "ђјљњћџ"),
    ("mk", "ѓѕќ"),
    ("kk", "әғқңөұүһ"),
    ("ru", "ыэё"),
    ("bg", "ъ"),
)
_ARABIC = (("ur", "ٹڈڑےں"), ("fa", "پچژگ"))
_SHARE = 0.002  # of the letters, for one that only one language has

_SMALL_WORDS = {
    "en": "the of and to in is that for it was with as he on be by are this not have from at his which but they she",
    "fr": "le la les des et une est que dans pour qui pas sur plus par avec il elle au ce ne sont du cette ses ont",
    "de": "der die und das den von zu ist nicht mit dem des ein sich auf für eine auch als wir sie werden hat dass",
    "es": "el la los de que y en las por con una para es del se al lo como más su pero sus ha este esta fue son",
    "it": "il di che la e per un una del non in sono con è della le si dei ha anche alla nel gli dal più come",
    "pt": "o de que e do da em um para não uma os com no na se por mais as dos como mas foi ao ele das são",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er maar om ook bij door hij die heeft naar",
    "pl": "i w nie na się z do to że jest o jak przez od po za ale są dla oraz co tym który być tego ich",
    "cs": "a v se na je že o s z do i to jako za ve by jsou po podle k od ale které pro který bude",
    "sk": "a v sa na je že o s z do aj to ako za vo by sú po podľa k od ale ktoré pre ktorý bude",
    "sv": "och i att det som en på är av för med till den har inte om ett de han var jag från kan men vi",
    "da": "og i at det en til på er af for med den har ikke der som de han var et fra kan men vi blev",
    "no": "og i å det en til på er av for med den har ikke som de han var et fra kan men vi ble etter",
    "fi": "ja on ei se että hän oli ovat mutta myös kun niin tai joka mukaan kuin jos sitä ole sen",
    "hu": "a az és hogy nem is egy ez volt meg de már csak el ki van azt ha mint után szerint lesz",
    "ro": "și de în la a nu cu o pe că din este care mai pentru sunt au fost dar sau prin după am fi",
    "tr": "ve bir bu da de için ile olarak çok daha gibi olan ne var ama kadar sonra en ya göre dedi",
    "hr": "i u je na da se su za od o s ne koji a to kao će iz ali koje bi što bio samo do",
    "lt": "ir yra kad į iš su tai ne o bet kaip už buvo jis nuo po apie dėl prie jau kuris bus",
    "lv": "un ir ka no uz par ar kas tas bet ne lai arī pie kā tika pēc vai būs šo to viņš",
    "et": "ja on ei et see oli ka mis kui aga või oma ta selle ning nii siis pole kes olid",
    "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena ada oleh kami saya mereka",
    "vi": "và của là có không được cho trong người các với một những đã này khi để về đó tôi ra",
}
_OWNERS: dict[str, list[str]] = {}
for _language, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _OWNERS.setdefault(_word, []).append(_language)


def tag(told: str) -> str:
    """The language of a tag such as ``en-GB``, in lower case; empty for what is no such tag."""
    match = _TAG.fullmatch(told.strip())
    found = match[1].lower() if match is not None else ""
    return "" if found in _NO_LANGUAGE else found


def guess(text: str) -> str:
    """The language of a text as a tag of two letters; empty when it is not clear."""
    sample = _sample(text)
    if sample.isascii():
        return _by_words(sample)
    few = sample[: _OF_SCRIPT // 2] + sample[-_OF_SCRIPT // 2 :] if len(sample) > _OF_SCRIPT else sample
    counts = {name: len(pattern.findall(few)) for name, pattern in _LETTERS}
    letters = sum(counts.values())
    if letters < FEWEST:
        return ""
    if counts["ja"] > letters // 20:
        return "ja"
    script = max(counts, key=counts.__getitem__)
    if counts[script] < letters / 2:
        return ""
    if script == "cyrillic":
        return _by_letters(sample.lower(), _CYRILLIC, "")
    if script == "arabic":
        return _by_letters(sample, _ARABIC, "ar")
    return _by_words(sample) if script == "latin" else script


def _sample(text: str) -> str:
    """The beginning and the middle: what stands first may be in another language."""
    if len(text) <= SAMPLE:
        return text
    middle = len(text) // 2
    return text[: SAMPLE // 2] + text[middle : middle + SAMPLE // 2]


def _by_letters(sample: str, known: tuple[tuple[str, str], ...], else_: str) -> str:
    counts = {language: sum(sample.count(each) for each in own) for language, own in known}
    most = max(counts, key=counts.__getitem__)
    return most if counts[most] > _SHARE * len(sample) else else_


def _by_words(sample: str) -> str:
    words = _apart(sample.lower().replace("’", "'"))
    if len(words) < FEWEST:
        return ""
    scores: Counter[str] = Counter()
    for word, times in Counter(words).items():
        for language in _OWNERS.get(word, ()):
            scores[language] += times
    (found, best), (_other, second) = [*scores.most_common(2), ("", 0), ("", 0)][:2]
    return found if best >= len(words) * 0.1 and best >= second * 1.2 else ""


def _apart(sample: str) -> list[str]:
    """The words of a text in small letters; of plain English letters in a third of the time."""
    if not sample.isascii():
        return _WORD.findall(sample)
    return sample.translate(_BREAKS).replace("' ", " ").replace(" '", " ").split()
