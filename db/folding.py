"""Texts folded for finding: without case, accents and spellings of one letter; with the way back to the places."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = {
    "ß": "ss",
    "ẞ": "ss",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "ħ": "h",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ŧ": "t",
    "ъ": "ъ",
    "ى": "ي",
    "ة": "ه",
    "ـ": "",
    "ς": "σ",
}
"""Letters that no decomposition of Unicode makes alike."""

_APOSTROPHES = "'’ʼ‘ʻ`´ʹ＇"
"""What stands within a word and is written in many ways."""

_ALONE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    "|[\U00020000-\U0003134f]"
)
"""Letters of scripts without blanks between words: each is a word for the index."""


class _Table(dict[int, str]):
    """What each code point becomes; ``odd`` are those that do not become exactly one."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: set[str] = set()

    def __missing__(self, code: int) -> str:
        found = self[code] = _folded(chr(code))
        if len(found) != 1:
            self.odd.add(chr(code))
        return found


def _folded(letter: str) -> str:
    if letter in _APOSTROPHES:
        return ""
    if _ALONE.match(letter):
        return f" {letter} "
    if "가" <= letter <= "힣":
        return letter
    return "".join(_base(each) for low in letter.casefold() for each in unicodedata.normalize("NFKD", low))


def _base(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    category = unicodedata.category(letter)
    return "" if category in ("Mn", "Me", "Cf") else letter


_TABLE = _Table()


def fold(text: str) -> str:
    """A text as it is indexed and asked for."""
    return text.translate(_TABLE)


def place(text: str, folded_place: int) -> int:
    """Where, in a text, a place of the folded text is; the text was folded before."""
    if not _TABLE.odd or _is_plain(text):
        return folded_place
    done, shift = 0, 0
    for found in _pattern("".join(sorted(_TABLE.odd))).finditer(text):
        start = found.start() + shift
        if start >= folded_place:
            break
        size = len(_TABLE[ord(found.group())])
        if start + size > folded_place:
            return found.start()
        shift += size - 1
        done = found.end()
    return max(folded_place - shift, done)


def _is_plain(text: str) -> bool:
    """Whether every letter surely becomes one letter; not of every text of which that is so."""
    return text.isascii() and "'" not in text and "`" not in text


def end_place(text: str, folded_place: int) -> int:
    """Where, in a text, a span of the folded text that ends at a place ends; marks on its last letter belong to it."""
    end = place(text, folded_place - 1) + 1
    while end < len(text) and _TABLE[ord(text[end])] == "" and text[end] not in _APOSTROPHES:
        end += 1
    return end


@lru_cache(maxsize=8)
def _pattern(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(letters)}]")
