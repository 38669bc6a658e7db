"""What commands print on: how wide it is, whether it takes colours, and words cut and filled to columns of it."""

import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable
from typing import Any, TextIO

WIDTH = 100
"""The columns of what is no terminal and tells no width."""

_STYLES = {
    "bold": "1",
    "dim": "2",
    "against": "38;5;166",
    "for": "38;5;32",
    "hand": "38;5;136",
    "bad": "31",
    "ok": "32",
}
_DIRECTIONS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
_RIGHT_TO_LEFT = {"R", "AL"}

Style = Callable[[str, str], str]
"""Gives a text, and the name of its look, as it is printed."""


def width() -> int:
    """How many columns there are, from ``COLUMNS`` or the terminal; never less than 20."""
    return max(20, shutil.get_terminal_size((WIDTH, 24)).columns)


def style(stream: TextIO | None = None) -> Style:
    """Looks for a stream: colours on a terminal, unless ``NO_COLOR`` is set; else the plain text."""
    stream = stream or sys.stdout
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return lambda text, _look: text
    return lambda text, look: f"\x1b[{_STYLES[look]}m{text}\x1b[0m" if look in _STYLES and text.strip() else text


def clean(text: str) -> str:
    """A text of the case in one line, without the characters that steer a terminal or turn the words round it."""
    flat = " ".join(text.split())
    shown = "".join("" if ord(each) in _DIRECTIONS else "\ufffd" if _steers(each) else each for each in flat)
    turned = any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in shown)
    return f"\u2068{shown}\u2069" if turned else shown


def _steers(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs")


def columns(text: str) -> int:
    """How many columns a text takes: wide characters take two, marks on others none."""
    return sum(_columns(each) for each in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, most: int) -> str:
    """A text in at most so many columns, with an ellipsis for what is left out."""
    if columns(text) <= most:
        return text
    kept, used = "", 0
    for each in text:
        used += _columns(each)
        if used > most - 1:
            break
        kept += each
    closing = "\u2069" if kept.startswith("\u2068") else ""
    return f"{kept.rstrip()}…{closing}" if most else ""


def filled(text: str, size: int) -> str:
    """A text with blanks up to so many columns."""
    return text + " " * (size - columns(text))


def wrapped(text: str, size: int, most: int = 1000) -> list[str]:
    """A text in lines of so many columns, broken at blanks where it can be; the last of ``most`` lines is cut."""
    lines, line = [], ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if columns(joined) <= size:
            line = joined
            continue
        if line:
            lines.append(line)
        line = word
        while columns(line) > size:
            head = _head(line, size)
            lines.append(head)
            line = line[len(head) :]
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], cut(f"{lines[most - 1]} {lines[most]}", size)]
    return lines


def _head(word: str, size: int) -> str:
    head, used = "", 0
    for each in word:
        used += _columns(each)
        if used > size and head:
            break
        head += each
    return head


def document(value: Any) -> None:
    """Prints one JSON document, and nothing else."""
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    sys.stdout.write(json.dumps(value, ensure_ascii=plain) + "\n")


def told(message: str) -> None:
    """Prints a line about the work on standard error."""
    sys.stderr.write(f"{message}\n")


class Progress:
    """A line on standard error that tells how far long work is; nothing when that is no terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._length = 0

    def __call__(self, what: str, done: int = 0, total: int = 0) -> None:
        """Shows what is being done, and how much of it when that is known."""
        if not self._shown:
            return
        line = cut(f"{what} {done}/{total}" if total else what, width() - 1)
        sys.stderr.write("\r" + filled(line, self._length))
        sys.stderr.flush()
        self._length = columns(line)

    def end(self) -> None:
        """Takes the line away."""
        if self._shown and self._length:
            sys.stderr.write("\r" + " " * self._length + "\r")
            sys.stderr.flush()
        self._length = 0
