"""What a document is once it has been read: its text, what is proposed about it, and what a person should know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from db.moments import Moment
from db.vocabulary import SourceKind
from desktop.exchange.documents.page_map import PageMap


class Format(StrEnum):
    """The formats that can be read; found by content, not by a file's name."""

    TEXT = "text"
    HTML = "html"
    XML = "xml"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    EPUB = "epub"
    PDF = "pdf"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the document itself says it is; all of it may be empty, none of it is certain."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    published: Moment | None = None
    language: str = ""
    kind: SourceKind | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know about the text; ``words.notice`` makes the sentence of code and facts."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it will be stored.

    ``text`` is normalised once, for good; places are code points of it. ``encoding`` is that of a text, page or mail
    (``guessed`` when nothing in the file told it). ``pages`` leads from the text of a PDF to its pages.
    """

    name: str
    format: Format
    text: str
    data: bytes = field(repr=False)
    proposal: Proposal = Proposal()
    encoding: str = ""
    guessed: bool = False
    notices: tuple[Notice, ...] = ()
    pages: PageMap | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of the text in UTF-8, in hex."""
        return _digest(self.text.encode())

    @property
    def original(self) -> str:
        """The SHA-256 of the file, in hex."""
        return _digest(self.data)


def _digest(data: bytes) -> str:
    import hashlib  # only here: the worker needs none

    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser found in a file's bytes."""

    text: str
    proposal: Proposal = Proposal()
    notices: tuple[Notice, ...] = ()
    encoding: str = ""
    guessed: bool = False
    pages: PageMap | None = None
