"""What is odd about a name: a word that mixes scripts looks like another one and is not found by it."""

import unicodedata
from collections.abc import Iterable

from desktop.words import _

SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "HEBREW", "ARABIC", "GEORGIAN")
"""Scripts whose letters are taken for one another, or never stand in one word."""


def mixed(name: str) -> str:
    """The first word of a name that mixes scripts; empty when none does."""
    words = name.replace("-", " ").replace("’", " ").replace("'", " ").split()
    return next((word for word in words if len(set(scripts(word))) > 1), "")


def scripts(word: str) -> tuple[str, ...]:
    """The scripts of a word's letters, in the order in which they first stand there."""
    named = (unicodedata.name(letter, "").split(" ")[0] for letter in word if letter.isalpha())
    return tuple(dict.fromkeys(script for script in named if script in SCRIPTS))


def warning(names: Iterable[str]) -> str:
    """A sentence on the first name that mixes scripts; empty when none does."""
    for name in names:
        word = mixed(name)
        if word:
            told = " + ".join(script_name(script) for script in scripts(word))
            return _("“{word}” mixes letters of {scripts}: it is not found by the name it looks like.").format(
                word=word, scripts=told
            )
    return ""


def script_name(script: str) -> str:
    """A script as people call it."""
    return {
        "LATIN": _("Latin"),
        "CYRILLIC": _("Cyrillic"),
        "GREEK": _("Greek"),
        "ARMENIAN": _("Armenian"),
        "HEBREW": _("Hebrew"),
        "ARABIC": _("Arabic"),
        "GEORGIAN": _("Georgian"),
    }[script]
