"""A mail (.eml) or a saved page (.mht): the words of its body; what is attached is named, never opened."""

import email
import email.policy
from typing import Any

from db.vocabulary import SourceKind
from desktop.exchange.documents import dates, encodings, html, page_head, titles
from desktop.exchange.documents.document import Notice, Parsed, Proposal
from desktop.exchange.documents.text import NotADocument, normalised

_NAMED = 20


def read(data: bytes, *, encoding: str = "") -> Parsed:
    """Text and metadata of a mail.

    Raises:
        NotADocument: document-damaged or document-empty.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    try:
        body = message.get_body(("plain", "html"))
    except (AttributeError, KeyError, ValueError, LookupError) as fault:
        raise NotADocument("document-damaged", detail=str(fault)) from fault
    if body is None:
        raise NotADocument("document-empty")
    text, found, guessed = _decoded(body, encoding)
    head = page_head.Head()
    if body.get_content_type() == "text/html":
        text, head = html.plain(text)
    text = normalised(text).strip("\n")
    if not text.strip():
        raise NotADocument("document-empty")
    return Parsed(text, _proposal(message, head), _notices(message), found, guessed)


def _decoded(body: Any, chosen: str) -> tuple[str, str, bool]:
    raw = body.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    return encodings.labelled(data, chosen or str(body.get_content_charset() or ""))


def _proposal(message: Any, head: page_head.Head) -> Proposal:
    """What the head of the mail tells; a saved page tells more itself."""
    page = page_head.told(head)
    saved = _field(message, "Snapshot-Content-Location") or _field(message, "Content-Location")
    mailed = bool(_field(message, "From")) and not saved
    return Proposal(
        title=titles.line(_field(message, "Subject")) or page.title,
        author=titles.line(_field(message, "From")) if mailed else page.author,
        publisher=page.publisher,
        published=dates.mailed(_field(message, "Date")) if mailed else page.published,
        language=_field(message, "Content-Language")[:20] or page.language,
        kind=SourceKind.LETTER if mailed else None,
        url=saved if saved.startswith(("http://", "https://")) else page.url,
    )


def _field(message: Any, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):  # what the parser makes of broken fields
        return ""


def _notices(message: Any) -> tuple[Notice, ...]:
    names = []
    for part in message.walk():
        if part.get_content_disposition() == "attachment" or part.get_content_type() == "message/rfc822":
            names.append(titles.line(part.get_filename()) or part.get_content_type())
    if not names:
        return ()
    return (Notice("attachments-left-out", {"count": len(names), "names": names[:_NAMED]}),)
