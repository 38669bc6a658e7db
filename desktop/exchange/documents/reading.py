"""Any document to text: the one way in for all formats.

``Reader`` takes many, ``read`` takes one. Plain text is decoded here; everything else is parsed by a confined worker,
so that no document can harm the program, read another file or reach a network.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from db.confined import Worker
from db.errors import ChildCancelled, ChildFailed, ChildOutOfMemory, ChildTimedOut
from desktop.exchange.documents import kinds, language, sniff, text_head, titles, worker
from desktop.exchange.documents import text as plain
from desktop.exchange.documents.document import Document, Format, Notice, Parsed, Proposal
from desktop.exchange.documents.text import NotADocument

SECONDS, CPU, MEMORY = 30.0, 20.0, 1 << 30
"""What a document may take: seconds by the clock, seconds of a processor, bytes of memory."""

LARGEST = 128 << 20
"""The most bytes of a document that is no plain text."""

LONGEST_TEXT = 64 << 20
"""The most bytes of text that may come out of a document."""

_ARGV = (sys.executable, "-m", "desktop.exchange.documents.worker")


class PasswordNeeded(NotADocument):
    """The document opens with a password: none was given (password-needed) or not the right one (password-wrong)."""

    default = "password-needed"


class Reader:
    """Reads one document after another; its worker is started by the first one that needs it."""

    def __init__(self, *, seconds: float = SECONDS, cpu: float = CPU, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._worker = Worker(_ARGV, seconds=seconds, cpu=cpu, memory=memory, largest=2 * LONGEST_TEXT)

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the worker."""
        self._worker.close()

    def read(
        self,
        source: Path | bytes,
        name: str = "",
        *,
        password: str | None = None,
        encoding: str = "",
        whole: bool = False,
        progress: Callable[[float], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> Document:
        """The document in a file.

        Args:
            source: the file, or its bytes.
            name: what the file is called, when only its bytes are given.
            password: opens an encrypted PDF; it is not kept.
            encoding: a person's choice for a text, a page or a mail, instead of the one that is found.
            whole: the whole of a web page, instead of the article in it.
            progress: called with the share that is done, from 0 to 1.
            cancel: asked some twenty times a second whether to stop.

        Raises:
            PasswordNeeded: it is encrypted.
            NotADocument: it cannot become a source; its codes are listed in ``desktop/words.py``.
            ChildCancelled: ``cancel`` said so.
        """
        path = source if isinstance(source, Path) else Path(name)
        data = plain.load(source, LARGEST) if isinstance(source, Path) else _checked(source, path)
        try:
            return self._document(data, path, password, encoding, whole, progress, cancel)
        except NotADocument as refused:
            kind = PasswordNeeded if refused.code.startswith("password-") else NotADocument
            raise kind(refused.code, **refused.facts | {"path": path}) from refused

    def _document(
        self,
        data: bytes,
        path: Path,
        password: str | None,
        encoding: str,
        whole: bool,
        progress: Callable[[float], None] | None,
        cancel: Callable[[], bool] | None,
    ) -> Document:
        suffix = path.suffix.lower()
        found = worker.PACKED if sniff.is_packed(data) else sniff.sniffed(data, suffix)
        if found == Format.TEXT:
            plain.check_size(len(data), path=path)
            read = plain.read(data, path=path, encoding=encoding)
            said = text_head.proposal(read.text)
            parsed = Parsed(read.text, said, encoding=read.encoding, guessed=read.guessed)
            return _finished(data, path, Format.TEXT, parsed)
        job = {"format": str(found), "suffix": suffix, "password": password, "encoding": encoding, "whole": whole}
        try:
            told, answer = self._worker.do(job, data, progress=progress, cancel=cancel)
        except ChildFailed as fault:
            raise refusal(fault) from fault
        return _finished(data, path, *worker.answer(told, answer))


def read(
    source: Path | bytes,
    name: str = "",
    *,
    password: str | None = None,
    encoding: str = "",
    whole: bool = False,
    progress: Callable[[float], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Document:
    """The document in one file; the same as ``Reader.read``."""
    with Reader() as reader:
        return reader.read(
            source, name, password=password, encoding=encoding, whole=whole, progress=progress, cancel=cancel
        )


def _checked(data: bytes, path: Path) -> bytes:
    plain.check_size(len(data), LARGEST, path)
    if not data.strip(b"\x00 \t\r\n"):
        raise NotADocument("document-empty", path=path)
    return data


def refusal(fault: ChildFailed) -> Exception:
    """What the end of the worker says about the document; a wish to stop goes on as it is."""
    if isinstance(fault, ChildCancelled):
        return fault
    if isinstance(fault, ChildTimedOut):
        return NotADocument("document-timed-out", **fault.facts)
    if isinstance(fault, ChildOutOfMemory):
        return NotADocument("document-out-of-memory", **fault.facts)
    return NotADocument("document-damaged", detail=fault.facts.get("detail", ""))


def _finished(data: bytes, path: Path, found: Format, parsed: Parsed) -> Document:
    """The document with what can be guessed where it says nothing about itself."""
    if len(parsed.text) > LONGEST_TEXT:
        raise NotADocument("document-too-complex")
    said = parsed.proposal
    title = said.title or titles.line(path.stem) or "…"
    like, told = language.guess(parsed.text), language.tag(said.language)
    if like and told and like != told:
        otherwise = Notice("language-said-otherwise", {"read": like, "said": told})
        parsed = replace(parsed, notices=(*parsed.notices, otherwise))
    proposal = replace(
        said,
        title=title,
        language=like or told,
        kind=said.kind or kinds.of_text(title, parsed.text),
    )
    return _document_of(data, path, found, parsed, proposal)


def _document_of(data: bytes, path: Path, found: Format, parsed: Parsed, proposal: Proposal) -> Document:
    return Document(
        name=path.name,
        format=found,
        text=parsed.text,
        data=data,
        proposal=proposal,
        encoding=parsed.encoding,
        guessed=parsed.guessed,
        notices=parsed.notices,
        pages=parsed.pages,
    )
