"""Any other XML: its words, with a line for every element that holds words beside no other words."""

import re

from desktop.exchange.documents import safe_xml, titles
from desktop.exchange.documents.document import Parsed, Proposal
from desktop.exchange.documents.safe_xml import Element, attribute, name
from desktop.exchange.documents.text import NotADocument, normalised

_SPACE = re.compile("[ \t\r\n]+")


def read(data: bytes) -> Parsed:
    """The text of an XML file.

    Raises:
        NotADocument: document-damaged, document-too-complex or document-empty.
    """
    root = safe_xml.parsed(data, doctype=True)
    lines: list[str] = []
    _gather(root, lines)
    if not lines:
        raise NotADocument("document-empty")
    title = safe_xml.first(root, "title")
    proposal = Proposal(title=titles.cleaned(safe_xml.words(title)), language=attribute(root, "lang"))
    return Parsed(normalised("\n".join(lines)), proposal)


def _gather(element: Element, lines: list[str]) -> None:
    """Adds the lines of an element; the words of mixed content stand on one line."""
    if len(element) and not _mixed(element):
        for child in element:
            if name(child):
                _gather(child, lines)
        return
    line = _SPACE.sub(" ", "".join(element.itertext("*"))).strip(" ")
    if line:
        lines.append(line)


def _mixed(element: Element) -> bool:
    return bool((element.text or "").strip() or any((child.tail or "").strip() for child in element))
