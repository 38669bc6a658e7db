"""A Word document: body, tables, lists, footnotes, with what was inserted and without what was deleted."""

import warnings
from io import BytesIO

from desktop.exchange.documents import dates, kinds, safe_xml, titles
from desktop.exchange.documents.archive import Archive
from desktop.exchange.documents.document import Notice, Parsed, Proposal
from desktop.exchange.documents.markup import walk
from desktop.exchange.documents.text import NotADocument, normalised

_PARTS = (".xml", ".rels")


def read(archive: Archive) -> Parsed:
    """Text and metadata of a Word document.

    Raises:
        NotADocument: document-damaged, document-too-complex or document-empty.
    """
    for part in sorted(archive.names):
        if part.endswith(_PARTS):
            safe_xml.parsed(archive.read(part))  # depth and document types end here, before the library sees them
    text = normalised(walk(_html(archive.data)).text).strip("\n")
    if not text.strip():
        raise NotADocument("document-empty")
    proposal = _proposal(archive)
    return Parsed(text, proposal, _notices(archive))


def _html(data: bytes) -> str:
    import mammoth

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            done = mammoth.convert_to_html(
                BytesIO(data), convert_image=mammoth.images.img_element(lambda _image: {}), external_file_access=False
            )
        except MemoryError:
            raise
        except Exception as fault:  # whatever a library makes of a file that no program wrote
            raise NotADocument("document-damaged", detail=f"{type(fault).__name__}: {fault}"[:200]) from fault
    return str(done.value)


def _proposal(archive: Archive) -> Proposal:
    data = archive.read("docProps/core.xml")
    if not data:
        return Proposal()
    root = safe_xml.parsed(data)
    told = {safe_xml.name(each): safe_xml.words(each) for each in root}
    title = titles.cleaned(told.get("title"))
    return Proposal(
        title=title,
        author=titles.line(told.get("creator") or told.get("lastModifiedBy")),
        published=dates.written(told.get("created", "")),
        language=told.get("language", ""),
        kind=kinds.by_title(title),
    )


def _notices(archive: Archive) -> tuple[Notice, ...]:
    notices = []
    if any(_holds_text(archive, name) for name in archive.names if name.startswith(("word/header", "word/footer"))):
        notices.append(Notice("headers-left-out"))
    if _holds_text(archive, "word/comments.xml"):
        notices.append(Notice("comments-left-out"))
    if any(name.startswith("word/media/") for name in archive.names):
        notices.append(Notice("pictures-left-out"))
    return tuple(notices)


def _holds_text(archive: Archive, name: str) -> bool:
    data = archive.read(name) if name.endswith(".xml") else b""
    return bool(data) and bool(safe_xml.words(safe_xml.parsed(data)))
