"""Which scripts a text has that no font covers, and which fonts would."""

import re
import unicodedata
from collections.abc import Iterable

from desktop.words import _

_NOTO = frozenset(
    re.findall(
        "[A-Z]+",
        "ADLAM ARMENIAN BALINESE BENGALI BUGINESE CHAM CHEROKEE COPTIC DEVANAGARI ETHIOPIC GEORGIAN GUJARATI GURMUKHI "
        "JAVANESE KANNADA KHMER LAO LISU MALAYALAM MANDAIC MONGOLIAN MYANMAR NKO ORIYA SINHALA SYRIAC TAMIL TELUGU "
        "THAANA THAI TIBETAN TIFINAGH VAI YI",
    )
)
"""The first words of the names of characters for which there is a font *Noto Sans …*."""


def lacking(characters: Iterable[str]) -> tuple[str, ...]:
    """The scripts of characters that could not be shown, each with a font that has it: *Thai (Noto Sans Thai)*."""
    return tuple(sorted({_named(character) for character in characters}))


def _named(character: str) -> str:
    if unicodedata.category(character) in ("So", "Sk", "Sm", "Mn", "Me"):
        return _("symbols and emoji (Noto Emoji)")
    first = unicodedata.name(character, "").split(" ")[0]
    if first == "CJK":
        return _("rare Chinese characters (Noto Sans CJK)")
    if first in _NOTO:
        script = "N’Ko" if first == "NKO" else first.title()
        return f"{script} (Noto Sans {script})"
    return first.title() or _("characters that belong to no script")
