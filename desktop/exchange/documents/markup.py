"""HTML as text, word for word as a reader sees it: nothing is judged, corrected or left out but what is never shown.

Web pages, and whatever else becomes HTML on its way (DOCX, EPUB, mails), go through ``walk``.
"""

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from desktop.exchange.documents.page_head import Head

Attributes = list[tuple[str, str | None]]

_APART_NAMES = (
    "p h1 h2 h3 h4 h5 h6 blockquote pre table ul ol dl figure article section main header footer aside nav "
    "fieldset form hr details hgroup"
)
_BLOCK_NAMES = (
    "html body div li tr dt dd caption figcaption address summary legend thead tbody tfoot center dialog search menu "
    "optgroup option"
)
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
_UNSHOWN_NAMES = (
    "script style noscript template title iframe object svg canvas audio video select datalist button textarea "
    "noframes applet map frameset"
)
_APART = frozenset(_APART_NAMES.split())
"""Blocks with an empty line before and after them."""

_BLOCKS = _APART | frozenset(_BLOCK_NAMES.split())
_ROWS = ("tr", "table", "thead", "tbody", "tfoot", "caption")
_VOID = frozenset(_VOID_NAMES.split())
_UNSHOWN = frozenset(_UNSHOWN_NAMES.split())
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_FAR_LETTER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")
_CLOSED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
    "body": frozenset({"head"}),
}
"""What an element that is still open ends when one of these starts directly in it."""

_QUOTES = ("“”", "‘’")


@dataclass(slots=True)
class Block:
    """An element that holds text, with its place in the text; ``role`` is its ARIA role."""

    tag: str
    start: int
    role: str = ""
    end: int = 0


@dataclass(frozen=True, slots=True)
class Walked:
    """A page as text, its blocks in the order in which they end, and what its head says."""

    text: str
    blocks: list[Block]
    head: Head


@dataclass(slots=True)
class _Open:
    tag: str
    unshown: bool
    kept: bool  # blanks and line ends stand as they are
    block: Block | None = None


def walk(html: str) -> Walked:
    """The text of a page and where its blocks lie in it."""
    walker = _Walker()
    walker.feed(_FAR_LETTER.sub("\ufffd", html))
    walker.close()
    walker.end()
    return Walked("".join(walker.parts), walker.blocks, walker.head)


@dataclass(slots=True)
class _State:
    unshown: int = 0
    kept: int = 0
    quotes: int = 0
    breaks: int = 0
    gap: str = ""


class _Walker(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.head = Head()
        self._open: list[_Open] = []
        self._counts: Counter[str] = Counter()
        self._now = _State()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.head.start(tag, attrs)
        if tag == "br" and not self._now.unshown:
            self._now.breaks = min(2, self._now.breaks + 1)
        elif tag in _BLOCKS:
            self._break(tag)
        if tag in _VOID:
            return
        self._imply(tag)
        told = dict(attrs)
        unshown = tag in _UNSHOWN or "hidden" in told or bool(_HIDING.search(told.get("style") or ""))
        entered = _Open(tag, unshown, tag == "pre")
        if tag in _BLOCKS or tag in ("td", "th"):
            entered.block = Block(tag, self.length, (told.get("role") or "").lower())
        self._enter(entered)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.head.end(tag)
        if tag == "p" and not self._counts["p"]:
            self._break("p")
        if tag in ("br", *_VOID) or not self._counts[tag]:
            return
        while self._leave() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.head.data(data)
        if not self._now.unshown:
            self._write(data, kept=bool(self._now.kept))

    def end(self) -> None:
        """Closes whatever was left open."""
        while self._open:
            self._leave()

    def _enter(self, entered: _Open) -> None:
        self._open.append(entered)
        self._counts[entered.tag] += 1
        self._now.unshown += entered.unshown
        self._now.kept += entered.kept
        if entered.tag == "q":
            self._write(_QUOTES[self._now.quotes % 2][0], kept=True)
            self._now.quotes += 1

    def _leave(self) -> str:
        left = self._open.pop()
        self._counts[left.tag] -= 1
        if left.tag == "q":
            self._now.quotes -= 1
            self._now.gap = ""
            self._write(_QUOTES[self._now.quotes % 2][1], kept=True)
        self._now.unshown -= left.unshown
        self._now.kept -= left.kept
        if left.block is not None:
            left.block.end = self.length
            self.blocks.append(left.block)
        if left.tag in ("td", "th"):
            self._now.breaks, self._now.gap = 0, "\t"
        elif left.tag in _BLOCKS:
            self._break(left.tag)
        return left.tag

    def _imply(self, tag: str) -> None:
        """Ends what the start of an element ends: a paragraph by any block, an item by the next one."""
        ends = _CLOSED_BY.get(tag, frozenset())
        while self._open and (self._open[-1].tag in ends or (self._open[-1].tag == "p" and tag in _BLOCKS)):
            self._leave()

    def _break(self, tag: str) -> None:
        """The next words stand on another line, unless they are the first of a cell beside another cell."""
        if not self._now.unshown and (self._now.gap != "\t" or tag in _ROWS):
            self._now.breaks = max(self._now.breaks, 2 if tag in _APART else 1)

    def _write(self, data: str, *, kept: bool) -> None:
        if self._now.unshown:
            return
        shown = data if kept else _SPACE.sub(" ", data)
        if not kept:
            if shown.startswith(" "):
                self._now.gap = self._now.gap or " "
                shown = shown[1:]
            trailing = shown.endswith(" ")
            shown = shown[:-1] if trailing else shown
            if shown:
                self._put(shown)
                self._now.gap = " " if trailing else ""
        elif shown:
            self._put(shown)

    def _put(self, shown: str) -> None:
        now = self._now
        before = ("\n" * now.breaks or now.gap) if self.length else ""
        now.breaks, now.gap = 0, ""
        self.parts.append(before + shown)
        self.length += len(before) + len(shown)
