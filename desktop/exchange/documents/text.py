"""Plain text from a file's bytes, as it will be stored: the encoding found, and the characters normalised once.

Places in a source are counted in the code points of this text, so nothing may ever normalise it again.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from db.errors import WorldError

LARGEST = 32 * 1024 * 1024
"""The most bytes of a text that are read."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (b"%PDF-", b"PK\x03\x04", b"SQLite format 3\x00", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ")
_COMMON = [
    *(f"cp125{number}" for number in range(9)),
    *("koi8_r", "koi8_u", "cp866", "mac_cyrillic", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
"""Encodings tried before the rare ones that look like them."""

_SAMPLE = 256 * 1024
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_UNUSUAL = re.compile("[\r\u2028\u2029\x00\ud800-\udfff\ufdd0-\ufdef]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff\ufdd0-\ufdef]")
_INVISIBLE = bytes({*range(32)} - {9, 10, 11, 12, 13, 27})
_MOST_INVISIBLE = 0.01


class NotADocument(WorldError):
    """A file cannot become a source."""

    default = "not-text"


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text with the encoding it had; ``guessed`` when nothing in the file told it."""

    text: str
    encoding: str
    guessed: bool


def load(path: Path, largest: int | None = None) -> bytes:
    """The bytes of a file, of a text if ``largest`` does not allow for more.

    Raises:
        NotADocument: document-not-found, is-no-file, no-access, document-too-large (``size``, ``limit``) or
            document-empty.
    """
    try:
        if not path.is_file():
            raise NotADocument("is-no-file" if path.exists() else "document-not-found", path=path)
        check_size(path.stat().st_size, largest, path)
        data = path.read_bytes()
    except OSError as fault:
        raise NotADocument("document-no-access", path=path, detail=fault.strerror or str(fault)) from fault
    if not data.strip(b"\x00 \t\r\n"):
        raise NotADocument("document-empty", path=path)
    return data


def check_size(size: int, largest: int | None = None, path: Path | str = "") -> None:
    """NotADocument (document-too-large) when a file has more bytes than are read."""
    most = LARGEST if largest is None else largest
    if size > most:
        raise NotADocument("document-too-large", path=path, size=_megabytes(size), limit=_megabytes(most))


def read(data: bytes, *, path: Path | str = "", encoding: str = "") -> PlainText:
    """The text of a file: by its byte order mark, else as strict UTF-8, else by what its bytes look like.

    Args:
        data: the bytes.
        path: the file, for the error.
        encoding: a person's choice, used instead.

    Raises:
        NotADocument: not-text: it is something else, or in an encoding that cannot be told; encoding-does-not-fit:
            the chosen encoding cannot be that of the file.
    """
    if encoding:
        return _chosen(data, encoding, path)
    for mark, marked in MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], marked, path)
    if data.startswith(_BINARY):
        raise NotADocument(path=path)
    try:
        found = PlainText(normalised(data.decode("utf-8")), "utf-8", guessed=False)
    except UnicodeDecodeError:
        found = _by_looks(data, path)
    if not seems_written(found.text):
        raise NotADocument(path=path)
    return found


def seems_written(text: str) -> bool:
    """Whether a text is words, as far as hardly any of its characters are signs to machines."""
    sample = text[:_SAMPLE].encode("utf-8", "replace")
    return len(sample) - len(sample.translate(None, _INVISIBLE)) <= _MOST_INVISIBLE * min(len(text), _SAMPLE)


def guessed(data: bytes) -> str | None:
    """The encoding that bytes without a label seem to have; None when they seem to be no text."""
    from charset_normalizer import from_bytes  # only here: it takes a while to load, and few files need it

    sample = data[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=_COMMON).best() or from_bytes(sample).best()
    return None if best is None or b"\x00" in sample else best.encoding


def normalised(text: str) -> str:
    """Text with LF line ends, and U+FFFD for what no text of a case can hold. Nothing else is changed."""
    if not _UNUSUAL.search(text):
        return text
    return _UNSTORABLE.sub("\ufffd", _LINE_ENDS.sub("\n", text))


def _decoded(data: bytes, encoding: str, path: Path | str) -> PlainText:
    try:
        return PlainText(normalised(data.decode(encoding)), encoding, guessed=False)
    except UnicodeDecodeError as fault:
        raise NotADocument(path=path) from fault


def _chosen(data: bytes, encoding: str, path: Path | str) -> PlainText:
    for mark, marked in MARKS:
        if data.startswith(mark) and codecs.lookup(marked) == codecs.lookup(encoding):
            data = data[len(mark) :]
    try:
        return PlainText(normalised(data.decode(encoding)), encoding, guessed=False)
    except (UnicodeDecodeError, LookupError) as fault:
        raise NotADocument("encoding-does-not-fit", path=path, encoding=encoding) from fault


def _by_looks(data: bytes, path: Path | str) -> PlainText:
    encoding = guessed(data)
    if encoding is None:
        raise NotADocument(path=path)
    try:
        return PlainText(normalised(data.decode(encoding)), encoding.replace("_", "-"), guessed=True)
    except UnicodeDecodeError as fault:
        raise NotADocument(path=path) from fault


def _megabytes(size: int) -> int:
    return -(-size // (1024 * 1024))
