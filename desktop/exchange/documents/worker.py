"""The confined child that parses documents, one after another: bytes in, text and what goes with it out.

A parser is loaded when the first document of its format comes.
"""

from collections.abc import Callable
from typing import Any

from db import child
from db.vocabulary import SourceKind
from desktop.exchange.documents import sniff
from desktop.exchange.documents.document import Format, Notice, Parsed, Proposal
from desktop.exchange.documents.page_map import PageMap
from desktop.exchange.documents.text import NotADocument

PACKED = "packed"
"""The format of a job whose bytes are a ZIP archive of some kind."""


def handle(job: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Parses a document, as a job of the parent; a document that cannot be read is an answer too."""
    try:
        found, parsed = _parsed(job, data)
    except NotADocument as refusal:
        return {"error": refusal.code, "facts": refusal.facts}, b""
    except RecursionError:
        return {"error": "document-too-complex", "facts": {}}, b""
    return _told(found, parsed)


def answer(told: dict[str, Any], data: bytes) -> tuple[Format, Parsed]:
    """What the child answered, for the parent; NotADocument when it refused."""
    if "error" in told:
        raise NotADocument(str(told["error"]), **told.get("facts", {}))
    size = told["text"]
    kind = told["proposal"].pop("kind")
    published = told["proposal"].pop("published")
    proposal = Proposal(
        **told["proposal"],
        kind=SourceKind(kind) if kind else None,
        published=_moment(published),
    )
    notices = tuple(Notice(code, facts) for code, facts in told["notices"])
    pages = PageMap.unpacked(data[size:]) if len(data) > size else None
    text = data[:size].decode("utf-8")
    return Format(told["format"]), Parsed(text, proposal, notices, told["encoding"], told["guessed"], pages)


def _parsed(job: dict[str, Any], data: bytes) -> tuple[Format, Parsed]:
    if job["format"] == PACKED:
        return _unpacked(data, job)
    found = Format(job["format"])
    return found, _PARSERS[found](data, job)


def _unpacked(data: bytes, job: dict[str, Any]) -> tuple[Format, Parsed]:
    from desktop.exchange.documents import docx, epub, odt
    from desktop.exchange.documents.archive import Archive

    archive = Archive(data)
    kind = archive.read("mimetype") if "mimetype" in archive else b""
    found = sniff.packed(archive.names, kind, job.get("suffix", ""))
    parsers = {Format.DOCX: docx.read, Format.ODT: odt.read, Format.EPUB: epub.read}
    return found, parsers[found](archive)


def _html(data: bytes, job: dict[str, Any]) -> Parsed:
    from desktop.exchange.documents import html

    return html.read(data, encoding=job.get("encoding", ""), whole=job.get("whole", False))


def _mail(data: bytes, job: dict[str, Any]) -> Parsed:
    from desktop.exchange.documents import mail

    return mail.read(data, encoding=job.get("encoding", ""))


def _odt(data: bytes, _job: dict[str, Any]) -> Parsed:
    from desktop.exchange.documents import odt

    return odt.read_flat(data)


def _pdf(data: bytes, job: dict[str, Any]) -> Parsed:
    from desktop.exchange.documents import pdf

    return pdf.read(data, job.get("password"), child.report)


def _rtf(data: bytes, _job: dict[str, Any]) -> Parsed:
    from desktop.exchange.documents import rtf

    return rtf.read(data)


def _xml(data: bytes, _job: dict[str, Any]) -> Parsed:
    from desktop.exchange.documents import xml

    return xml.read(data)


_PARSERS: dict[Format, Callable[[bytes, dict[str, Any]], Parsed]] = {
    Format.HTML: _html,
    Format.MAIL: _mail,
    Format.ODT: _odt,
    Format.PDF: _pdf,
    Format.RTF: _rtf,
    Format.XML: _xml,
}


def _told(found: Format, parsed: Parsed) -> tuple[dict[str, Any], bytes]:
    text = parsed.text.encode("utf-8")
    proposal = parsed.proposal
    told = {
        "format": str(found),
        "text": len(text),
        "proposal": {
            "title": proposal.title,
            "author": proposal.author,
            "publisher": proposal.publisher,
            "published": str(proposal.published or ""),
            "language": proposal.language,
            "kind": str(proposal.kind or ""),
            "url": proposal.url,
        },
        "notices": [(notice.code, dict(notice.facts)) for notice in parsed.notices],
        "encoding": parsed.encoding,
        "guessed": parsed.guessed,
    }
    return told, text + (parsed.pages.packed() if parsed.pages is not None else b"")


def _moment(told: str) -> Any:
    from db.moments import Moment

    return Moment.parse(told) if told else None


if __name__ == "__main__":
    child.serve(handle)
