"""An OpenDocument text: body, tables, lists, notes, with what was inserted and without what was deleted."""

import re

from desktop.exchange.documents import dates, kinds, safe_xml, titles
from desktop.exchange.documents.archive import Archive
from desktop.exchange.documents.document import Notice, Parsed, Proposal
from desktop.exchange.documents.safe_xml import Element, attribute, name
from desktop.exchange.documents.text import NotADocument, normalised

_BLOCKS = {"p": 2, "h": 2, "list": 2, "table": 2, "section": 2, "list-item": 1, "table-row": 1, "line-break": 1}
"""Line ends before and after each; 2 make an empty line."""

_LEFT_OUT_NAMES = (
    "tracked-changes annotation sequence-decls variable-decls user-field-decls desc title forms "
    "object-ole object plugin event-listeners"
)
_LEFT_OUT = frozenset(_LEFT_OUT_NAMES.split())
_LONGEST_BLANK = 1000
_SPACE = re.compile("[ \t\r\n]+")


def read(archive: Archive) -> Parsed:
    """Text and metadata of a packed OpenDocument text."""
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise NotADocument("document-encrypted")
    content = archive.read("content.xml")
    if not content:
        raise NotADocument("document-damaged", detail="content.xml")
    meta = archive.read("meta.xml")
    styles = archive.read("styles.xml")
    return _parsed(safe_xml.parsed(content), [safe_xml.parsed(each) for each in (meta, styles) if each])


def read_flat(data: bytes) -> Parsed:
    """Text and metadata of an OpenDocument text in one XML file."""
    return _parsed(safe_xml.parsed(data), [])


def _parsed(content: Element, others: list[Element]) -> Parsed:
    body = _body(content)
    if body is None:
        raise NotADocument("unknown-format")
    text = normalised(_text(body)).strip("\n")
    if not text.strip():
        raise NotADocument("document-empty")
    roots = [*others, content]
    return Parsed(text, _proposal(roots), _notices(roots))


def _body(content: Element) -> Element | None:
    body = safe_xml.first(content, "body")
    return None if body is None else next((each for each in body if name(each) == "text"), None)


def _text(root: Element) -> str:
    writer = _Writer()
    writer.inside(root, words=False)
    return writer.text()


class _Writer:
    """Gathers text; breaks wait until more text comes."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._breaks = 0
        self._beside = False  # the next words are the first of a cell beside another cell
        self._notes: list[Element] = []

    def text(self) -> str:
        """All of it, the notes at the end."""
        notes = [f"\n\n[{number}] {_text(note)}" for number, note in enumerate(self._notes, 1)]
        return "".join(self._parts + notes)

    def inside(self, element: Element, *, words: bool) -> None:
        """Writes what an element holds; ``words``: its own characters are words, not only the layout of the XML."""
        words = words or name(element) in ("p", "h")
        self._put(_collapsed(element.text or "") if words else "")
        for child in element:
            if name(child) and name(child) not in _LEFT_OUT:
                self._child(child, words)
            self._put(_collapsed(child.tail or "") if words else "")

    def _child(self, element: Element, words: bool) -> None:
        tag = name(element)
        self._break(_BLOCKS.get(tag, 0), row=tag in ("table-row", "table"))
        if tag == "s":
            self._put(" " * min(_LONGEST_BLANK, _number(attribute(element, "c"))))
        elif tag == "tab":
            self._put("\t")
        elif tag == "note":
            self._note(element)
        else:
            self.inside(element, words=words)
        if tag == "table-cell":
            self._breaks, self._beside = 0, True
        elif tag != "line-break":
            self._break(_BLOCKS.get(tag, 0), row=tag in ("table-row", "table"))

    def _note(self, element: Element) -> None:
        body = next((each for each in element if name(each) == "note-body"), None)
        if body is not None:
            self._notes.append(body)
            self._put(f"[{len(self._notes)}]")

    def _break(self, lines: int, *, row: bool = False) -> None:
        if row or not self._beside:
            self._breaks = max(self._breaks, lines)

    def _put(self, text: str) -> None:
        if text:
            before = "\n" * self._breaks or ("\t" if self._beside else "")
            self._parts.append((before if self._parts else "") + text)
            self._breaks, self._beside = 0, False


def _collapsed(text: str) -> str:
    """White space in OpenDocument counts as one blank; more have elements of their own."""
    return _SPACE.sub(" ", text)


def _number(told: str) -> int:
    return int(told) if told.isascii() and told.isdigit() else 1


def _proposal(roots: list[Element]) -> Proposal:
    told: dict[str, str] = {}
    for root in roots:
        meta = safe_xml.first(root, "meta")
        for each in () if meta is None else meta.iter():
            told.setdefault(name(each), safe_xml.words(each))
    title = titles.cleaned(told.get("title"))
    return Proposal(
        title=title,
        author=titles.line(told.get("initial-creator") or told.get("creator")),
        published=dates.written(told.get("creation-date", "") or told.get("date", "")),
        language=told.get("language", ""),
        kind=kinds.by_title(title),
    )


def _notices(roots: list[Element]) -> tuple[Notice, ...]:
    found = {name(each) for root in roots for each in root.iter() if safe_xml.words(each)}
    notices = []
    if found & {"header", "footer"}:
        notices.append(Notice("headers-left-out"))
    if "annotation" in found:
        notices.append(Notice("comments-left-out"))
    if any(name(each) == "image" for root in roots for each in root.iter()):
        notices.append(Notice("pictures-left-out"))
    return tuple(notices)
