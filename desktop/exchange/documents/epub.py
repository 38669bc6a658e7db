"""An e-book: its chapters in reading order, each as its page shows it."""

import posixpath
from urllib.parse import unquote

from desktop.exchange.documents import dates, encodings, kinds, safe_xml, titles
from desktop.exchange.documents.archive import Archive
from desktop.exchange.documents.document import Notice, Parsed, Proposal
from desktop.exchange.documents.markup import walk
from desktop.exchange.documents.safe_xml import Element, attribute, name
from desktop.exchange.documents.text import NotADocument, normalised

_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")


def read(archive: Archive) -> Parsed:
    """Text and metadata of an e-book.

    Raises:
        NotADocument: document-damaged, document-encrypted or document-empty.
    """
    place = _package(archive)
    package = safe_xml.parsed(archive.read(place), doctype=True)
    chapters, missing = [], 0
    for path in _spine(package, posixpath.dirname(place)):
        if path not in archive:
            missing += 1
        elif text := walk(encodings.page(archive.read(path))[0]).text.strip("\n"):
            chapters.append(text)
    if not chapters:
        raise NotADocument("document-encrypted" if _locked(archive) else "document-empty")
    notices = (Notice("parts-missing", {"count": missing}),) if missing else ()
    return Parsed(normalised("\n\n".join(chapters)), _proposal(package), notices)


def _package(archive: Archive) -> str:
    container = archive.read("META-INF/container.xml")
    found = safe_xml.first(safe_xml.parsed(container), "rootfile") if container else None
    place = "" if found is None else attribute(found, "full-path")
    if place not in archive:
        raise NotADocument("document-damaged", detail="container.xml")
    if _locked(archive):
        raise NotADocument("document-encrypted")
    return place


def _locked(archive: Archive) -> bool:
    """Whether pages are encrypted; fonts often are, which does not matter."""
    data = archive.read("META-INF/encryption.xml")
    if not data:
        return False
    uris = [attribute(each, "URI") for each in safe_xml.parsed(data).iter() if name(each) == "CipherReference"]
    return any(uri.lower().endswith((".xhtml", ".html", ".htm", ".xml")) for uri in uris)


def _spine(package: Element, folder: str) -> list[str]:
    """The paths of the chapters in reading order."""
    items = {
        attribute(each, "id"): attribute(each, "href")
        for each in package.iter()
        if name(each) == "item" and attribute(each, "media-type") in _PAGES
    }
    order = [attribute(each, "idref") for each in package.iter() if name(each) == "itemref"]
    return [posixpath.normpath(posixpath.join(folder, unquote(items[each]))) for each in order if items.get(each)]


def _proposal(package: Element) -> Proposal:
    told: dict[str, list[str]] = {}
    metadata = safe_xml.first(package, "metadata")
    for each in () if metadata is None else metadata.iter():
        told.setdefault(name(each), []).append(safe_xml.words(each))
    title = titles.cleaned(next(iter(told.get("title", [])), ""))
    return Proposal(
        title=title,
        author=titles.line(", ".join(filter(None, told.get("creator", [])))),
        publisher=titles.line(next(iter(told.get("publisher", [])), "")),
        published=next((found for date in told.get("date", []) if (found := dates.written(date))), None),
        language=next(iter(told.get("language", [])), ""),
        kind=kinds.by_title(title),
    )
