"""What is typed into a find box, as a question to the index: words, "exact phrase", prefix*, or, not."""

import re
from dataclasses import dataclass

from db.folding import fold

_TOKEN = re.compile(r'-?["“”«»„][^"“”«»„]*["“”«»„]?|\||\S+')
_MARKS = '"“”«»„'
_OR = {"or", "|"}
_NOT = {"not"}
_LETTERS = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after another; the last one may be the beginning of one."""

    words: tuple[str, ...]
    prefix: bool = False

    def asked(self) -> str:
        """As the index wants it."""
        return '"' + " ".join(self.words) + '"' + (" *" if self.prefix else "")

    def pattern(self) -> str:
        """A regular expression for a folded text."""
        return r"\b" + r"[\W_]+".join(map(re.escape, self.words)) + ("" if self.prefix else r"\b")


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: in each of ``all_of`` one of the terms, and none of ``none_of``."""

    all_of: tuple[tuple[Term, ...], ...]
    none_of: tuple[Term, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.all_of

    def asked(self) -> str:
        """As the index wants it."""
        wanted = " AND ".join("(" + " OR ".join(term.asked() for term in group) + ")" for group in self.all_of)
        return f"({wanted})" + "".join(f" NOT {term.asked()}" for term in self.none_of)

    def hits(self) -> re.Pattern[str]:
        """Finds what is asked for in a folded text."""
        return re.compile("|".join(term.pattern() for group in self.all_of for term in group))


def parse(text: str, *, typing: bool = False) -> Query:
    """Reads what was typed; never fails.

    Args:
        text: words, ``"exact phrase"``, ``begin*``, ``or``, ``not`` (or ``-word``).
        typing: whether the last word may be the beginning of one.
    """
    groups: list[list[Term]] = []
    none_of: list[Term] = []
    joining = refusing = False
    tokens = _TOKEN.findall(text)
    for number, token in enumerate(tokens, 1):
        low = token.lower()
        if low in _OR and groups:
            joining = True
            continue
        if low in _NOT and number < len(tokens):
            refusing = True
            continue
        term, minus = _term(token, last=typing and number == len(tokens) and not text[-1:].isspace())
        if term is None:
            continue
        if refusing or minus:
            none_of.append(term)
        elif joining:
            groups[-1].append(term)
        else:
            groups.append([term])
        joining = refusing = False
    return Query(tuple(map(tuple, groups)), tuple(none_of))


def _term(token: str, *, last: bool) -> tuple[Term | None, bool]:
    minus = token.startswith("-") and len(token) > 1
    bare = token[1:] if minus else token
    quoted = bare[:1] in _MARKS
    words = tuple(_LETTERS.findall(fold(bare).replace("_", " ")))
    prefix = not quoted and (bare.endswith("*") or last)
    return (Term(words, prefix) if words else None), minus
