"""XML from strangers: no entities, no document types, no network, no depth without end."""

from typing import Any

from lxml import etree

from desktop.exchange.documents.text import NotADocument

Element = Any


def parsed(data: bytes, *, doctype: bool = False) -> Element:
    """The root element.

    Args:
        data: the bytes of the file.
        doctype: allows a document type, whose entities are not resolved even so.

    Raises:
        NotADocument: document-damaged, or document-too-complex for a document type that has no business there.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise NotADocument("document-damaged", detail=_brief(fault)) from fault
    told = root.getroottree().docinfo
    if not doctype and (told.doctype or told.internalDTD is not None):
        raise NotADocument("document-too-complex")
    return root


def name(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, wanted: str) -> str:
    """An attribute by its name, whatever its namespace; empty when there is none."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == wanted), "")


def first(root: Element, wanted: str) -> Element | None:
    """The first element of this name, at any depth."""
    return next((each for each in root.iter() if name(each) == wanted), None)


def words(element: Element | None) -> str:
    """All characters in an element, on one line; empty for None."""
    return " ".join("".join(element.itertext("*")).split()) if element is not None and name(element) else ""


def _brief(fault: Exception) -> str:
    return str(fault).partition("\n")[0][:200]
