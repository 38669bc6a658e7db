"""What format a file has, by its bytes. Its name decides only between formats that look alike."""

import re
from collections.abc import Iterable

from desktop.exchange.documents.document import Format
from desktop.exchange.documents.text import MARKS, NotADocument

HEAD = 4096
"""Bytes that are looked at."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # an encrypted DOCX lies in a file of the old kind
_BINARY = (
    *(_OLD_OFFICE, b"SQLite format 3\x00", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF"),
    *(b"MZ", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"ID3", b"OggS", b"RIFF", b"\x00\x00\x01\x00", b"II*\x00"),
)
_PAGE = re.compile(r"<!doctype\s+html|<(html|head|body)[\s>]", re.IGNORECASE)
_TAGS = re.compile(r"<(p|div|h[1-6]|article|table|ul|br)[\s/>]", re.IGNORECASE)
_FIELD = re.compile(r"^(?:received|message-id|mime-version|return-path|delivered-to)\s*:", re.IGNORECASE | re.MULTILINE)
_FIELDS = re.compile(r"\A(?:From |[!-9;-~]+:)[^\n]*\n")
_PAGES = (".htm", ".html", ".xhtml", ".shtml")


def sniffed(data: bytes, suffix: str = "") -> Format:
    """The format of a file that is no ZIP archive (see ``packed``).

    Raises:
        NotADocument: unknown-format, document-encrypted.
    """
    head = data[:HEAD]
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"{\\rtf"):
        return Format.RTF
    if head.startswith(_OLD_OFFICE) and _ENCRYPTED in data:
        raise NotADocument("document-encrypted")
    if head.startswith(_BINARY):
        raise NotADocument("unknown-format", suffix=suffix)
    shown = _shown(head).lstrip("\ufeff \t\r\n\f")
    if shown.startswith("<"):
        return _tagged(shown, suffix)
    if _FIELDS.match(shown) and _FIELD.search(shown.partition("\n\n")[0]):
        return Format.MAIL
    return Format.HTML if suffix in _PAGES and _TAGS.search(shown) else Format.TEXT


def is_packed(data: bytes) -> bool:
    """Whether it is a ZIP archive."""
    return data.startswith(b"PK\x03\x04")


def packed(names: Iterable[str], kind: bytes, suffix: str = "") -> Format:
    """The format of a ZIP archive, by the names of its members and its member ``mimetype``.

    Raises:
        NotADocument: unknown-format.
    """
    inside = set(names)
    if any(name.startswith("word/document") for name in inside):
        return Format.DOCX
    if kind.strip() == b"application/epub+zip" or "META-INF/container.xml" in inside:
        return Format.EPUB
    if kind.strip().startswith(b"application/vnd.oasis.opendocument.text"):
        return Format.ODT
    raise NotADocument("unknown-format", suffix=suffix)


def _tagged(shown: str, suffix: str) -> Format:
    if _PAGE.search(shown) or suffix in _PAGES:
        return Format.HTML
    if "office:document" in shown:
        return Format.ODT
    if shown.startswith("<?xml") or suffix == ".xml":
        return Format.XML
    return Format.TEXT


def _shown(head: bytes) -> str:
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace").replace("\r\n", "\n")
    return head.decode("latin-1").replace("\r\n", "\n")
