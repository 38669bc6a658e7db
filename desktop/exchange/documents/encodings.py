"""How the bytes of a page, a mail or a text become characters when a label names the encoding, rightly or wrongly."""

import codecs
import re

from desktop.exchange.documents.text import MARKS, guessed

_META = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]+)""", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-zA-Z0-9_:.-]+)["']""", re.IGNORECASE)
_HEAD = 4096
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
}
"""What a label means in practice; the left side is Python's own name of it."""


def known(label: str) -> str | None:
    """The encoding that a label means, by Python's name; None when there is none of this name that gives text."""
    try:
        info = codecs.lookup(label.strip().lower().removeprefix("x-"))
    except (LookupError, ValueError):
        return None
    if not getattr(info, "_is_text_encoding", True):
        return None
    return _MEANT.get(info.name, info.name)


def page(data: bytes, chosen: str = "") -> tuple[str, str, bool]:
    """The characters of a web page or an XML file, its encoding, and whether that was guessed.

    In this order: what was chosen, the byte order mark, strict UTF-8 of anything but ASCII, the page's own word, what
    the bytes look like.
    """
    if chosen and (encoding := known(chosen)):
        return _shown(data.decode(encoding, "replace")), encoding, False
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _shown(data[len(mark) :].decode(encoding, "replace")), encoding, False
    label = _label(data[:_HEAD])
    try:
        if not data.isascii() or label in (None, "utf-8"):
            return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    if label and label not in ("utf-8", "utf-16", "utf-32"):
        return data.decode(label, "replace"), label, False
    encoding = guessed(data) or "cp1252"
    return data.decode(encoding, "replace"), encoding, True


def labelled(data: bytes, label: str) -> tuple[str, str, bool]:
    """The characters of a part of a mail: by its label when that fits, else as a text of unknown encoding."""
    encoding = known(label) if label else None
    for each in ("utf-8", encoding):
        if each is not None and not (each == "utf-8" and encoding and data.isascii()):
            try:
                return data.decode(each), each, False
            except UnicodeDecodeError:
                continue
    found = encoding or guessed(data) or "cp1252"
    return data.decode(found, "replace"), found, encoding is None


def _shown(text: str) -> str:
    return text.removeprefix("\ufeff")


def _label(head: bytes) -> str | None:
    match = _DECLARED.search(head) or _META.search(head)
    return known(match[1].decode("ascii")) if match else None
