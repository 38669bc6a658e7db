"""Titles and names as documents carry them, made fit to be shown on one line."""

import re
import unicodedata

LONGEST = 300
"""The most characters of a title or a name."""

_NO_TITLE = re.compile(
    r"untitled.*|document\d*|microsoft word\b.*|(slide|page|scan)\s*\d+"
    r"|.*\.(docx?|odt|rtf|indd|qxp|pdf|tex|dvi|xlsx?|pptx?|html?)",
    re.IGNORECASE,
)


def line(told: object) -> str:
    """Words on one line, without control characters and none that turn the words round; cut when far too long."""
    if not isinstance(told, str):
        return ""
    shown = "".join(" " if unicodedata.category(each)[0] == "C" else each for each in told[: 4 * LONGEST])
    shown = unicodedata.normalize("NFC", " ".join(shown.split()))
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1].rstrip() + "…"


def cleaned(told: object) -> str:
    """A title, unless it only names the file or the program that made it."""
    found = line(told)
    return "" if _NO_TITLE.fullmatch(found) else found
