"""Words of estimation: how likely something is, and how sure the analyst is, are never told in one sentence.

After Intelligence Community Directive 203 (2015), section D.6.e(2): confidence is about the basis of a judgement,
likelihood about what is judged.
"""

import re

from desktop.words import _

_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;]?")
LONGEST = 90


def mixing(text: str) -> str | None:
    """The first sentence that tells both, cut to fit a line; None when none does."""
    likely, sure = _pattern(likelihoods()), _pattern(confidences())
    for found in _SENTENCE.finditer(text):
        sentence = found.group().strip()
        if likely.search(sentence) and sure.search(sentence):
            return sentence if len(sentence) <= LONGEST else sentence[: LONGEST - 1].rstrip() + "…"
    return None


def likelihoods() -> tuple[str, ...]:
    """Words that say how likely something is, in the language of the program, with commas between them."""
    listed = _(
        "almost no chance, remote, very unlikely, highly improbable, unlikely, improbable, roughly even chance, "
        "roughly even odds, likely, probable, probably, very likely, highly probable, almost certain, "
        "almost certainly, nearly certain"
    )
    return tuple(each.strip() for each in listed.split(","))


def confidences() -> tuple[str, ...]:
    """Words that say how sure the analyst is."""
    listed = _("low confidence, moderate confidence, high confidence, confident, confidence")
    return tuple(each.strip() for each in listed.split(","))


def _pattern(listed: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(map(re.escape, listed)) + r")\b", re.IGNORECASE)
