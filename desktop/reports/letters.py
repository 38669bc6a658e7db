"""Makes any text printable: what no font has is told by its code point, and what would turn or break a page is shown.

Runs in the worker: reading the fonts takes longer than the text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

FONTS = (
    "Inter-Regular.otf",
    "SourceSerif4-Regular.otf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "DroidSansFallbackFull.ttf",
    "NanumSquareR.ttf",
)
"""One file a family, in the order in which the pages fall back on them."""

SURE = frozenset(
    map(
        chr, (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180), *range(0x400, 0x460), *range(0x2018, 0x2023))
    )
) | frozenset("\u00a0ґҐ–—…‹›€№™−")
"""Characters of European scripts that the first two fonts surely have, so that for most texts no font is read."""

OWN = 100
"""Fonts of the reader's own that are asked."""

LONGEST = 24
"""Characters of a word that may go without a place to break it."""

_INVISIBLE = re.compile("[\ufe00-\ufe0f\ufeff\u00ad\u2060]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NEW_LINES = re.compile("\r\n?|[\u2028\u2029\x0b\x0c]")
_WIDE_GAPS = re.compile("[\t\u00a0]")
_MARKED = re.compile(".[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+", re.DOTALL)
_LONG = re.compile(rf"[^\s\u200b\u2e80-\u9fff\uac00-\ud7af]{{{LONGEST},}}")
_ADDRESSES = ("at", "link")
"""The keys of what is not printed: names of places and addresses of links."""

_PLAIN = frozenset("\n\u200b\u200c\u200d\u200e\u200f")
"""Characters that need no glyph."""


class Letters:
    """What the fonts of the pages can show.

    Args:
        folder: where the shipped fonts are.
        more: a folder with the reader's own, asked last; none when empty.
    """

    def __init__(self, folder: Path, more: str = "") -> None:
        self._files = [folder / name for name in FONTS] + _own(more)
        self._known: dict[str, bool] = {}
        self._fitted: dict[str, str] = {}
        self.folders = [str(folder), *([more] if len(self._files) > len(FONTS) else [])]
        self.replaced: set[str] = set()

    def fit(self, value: Any) -> Any:
        """The same data with every string made printable; ``replaced`` then lists what had no glyph."""
        return _each(value, self._again)

    def _again(self, words: str) -> str:
        """What ``text`` makes of it; names and words stand many times on the pages."""
        if words not in self._fitted:
            self._fitted[words] = self.text(words)
        return self._fitted[words]

    def text(self, words: str) -> str:
        """One string made printable; what had something in it is never empty."""
        shown = self._text(words)
        return "–" if words and not shown.strip("\u200b\u200c\u200d\u200e\u200f \n") and words.strip() else shown

    def _text(self, words: str) -> str:
        if words.isascii() and words.isprintable():
            return _breakable(words)
        words = _INVISIBLE.sub("", _WIDE_GAPS.sub(_gap, _NEW_LINES.sub("\n", words)))
        words = "".join(map(self._shown, _TURNING.sub(lambda match: _told(match[0]), words)))
        return _breakable(_MARKED.sub(self._cluster, words))

    def _shown(self, character: str) -> str:
        if character in SURE or character in _PLAIN:
            return character
        category = unicodedata.category(character)
        if category == "Cc":
            return ""
        if category in ("Cs", "Co", "Cn") or character in "\ufffc" or ord(character) & 0xFFFE == 0xFFFE:
            return self._missing(character)
        return character if self._has(character) else self._missing(character)

    def _cluster(self, match: re.Match[str]) -> str:
        """A letter with its marks, as one font has them; marks that no such font has are told."""
        cluster = match[0]
        if any(_covers(font, cluster) for font in self._fonts):
            return cluster
        base, marks = cluster[0], cluster[1:]
        return base + "".join(map(self._missing, marks))

    def _missing(self, character: str) -> str:
        self.replaced.add(character)
        return _told(character)

    def _has(self, character: str) -> bool:
        if character not in self._known:
            self._known[character] = any(ord(character) in font for font in self._fonts)
        return self._known[character]

    @cached_property
    def _fonts(self) -> "_Fonts":
        return _Fonts(self._files)

    @property
    def families(self) -> list[str]:
        """The names of the reader's own fonts, as the typesetter knows them."""
        if len(self.folders) == 1:
            return []
        import typst

        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=self.folders[1:])
        return sorted(found.families())


class _Fonts:
    """The code points of each font, read when the ones before it have not been enough."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files
        self._read: list[frozenset[int]] = []

    def __iter__(self) -> Iterator[frozenset[int]]:
        for place, path in enumerate(self._files):
            if place == len(self._read):
                self._read.append(_code_points(path))
            yield self._read[place]


def bare(value: Any) -> Any:
    """The same data without control characters and halves of characters, for comments, which need no font of ours."""
    return _each(value, _bare)


def _bare(words: str) -> str:
    return "".join(c for c in _NEW_LINES.sub("\n", words) if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def _own(folder: str) -> list[Path]:
    """The font files of a folder, as many as can be looked at; none when there is no such folder."""
    if not folder or not Path(folder).is_dir():
        return []
    return sorted(path for path in Path(folder).iterdir() if path.suffix.lower() in (".ttf", ".otf"))[:OWN]


def _code_points(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with path.open("rb") as file, TTFont(file, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError, AssertionError, ValueError):  # whatever it is, it is no font that can be used
        return frozenset()


def _covers(font: frozenset[int], cluster: str) -> bool:
    return any(all(ord(c) in font for c in form) for form in (cluster, unicodedata.normalize("NFC", cluster)))


def _each(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each(one, change) for one in value]
    if isinstance(value, dict):
        return {key: one if key in _ADDRESSES else _each(one, change) for key, one in value.items()}
    return value


def _gap(match: re.Match[str]) -> str:
    return " " if match[0] == "\t" else match[0]


def _told(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def _breakable(words: str) -> str:
    """Long words with places to break them: after a sign of punctuation, else every so many characters."""
    return _LONG.sub(lambda match: _broken(match[0]), words) if len(words) >= LONGEST else words


def _broken(word: str) -> str:
    parts = re.findall(rf".{{1,{LONGEST // 2}}}?[/.?&=_,;:\-]+|.{{1,{LONGEST // 2}}}", word, re.DOTALL)
    return "\u200b".join(parts)
