"""A web page: its words as they stand, the part of it that is the article, and what it says about itself.

The words come from our own walker; the library for reading articles only points to the part of the page.
"""

import re
from array import array
from typing import Any

from desktop.exchange.documents import encodings, kinds, page_head, titles
from desktop.exchange.documents.document import Notice, Parsed, Proposal
from desktop.exchange.documents.markup import Block, Walked, walk
from desktop.exchange.documents.text import NotADocument, normalised

LARGEST_JUDGED = 2 << 20
"""The most characters of a page in which an article is looked for; larger ones are taken whole."""

SHARE = 0.95
"""How much of what the library takes for the article must lie in the part that is kept."""

_HOLDERS = ("body", "main", "article", "section", "div", "td", "form", "center", "html")
_ASIDE = ("nav", "aside", "footer", "form", "menu")
_ASIDE_ROLES = ("navigation", "complementary", "contentinfo", "search", "banner")
_TELLING = 12  # characters of a line that may point to the article
_LINES = ("p", "head", "item", "cell", "quote", "code", "lb")


def read(data: bytes, *, encoding: str = "", whole: bool = False) -> Parsed:
    """Text and metadata of a page.

    Args:
        data: its bytes.
        encoding: the encoding to be used, instead of the one that is found.
        whole: keeps navigation and the like, instead of the article alone.

    Raises:
        NotADocument: document-empty.
    """
    html, found, guessed = encodings.page(data, encoding)
    walked = walk(html)
    said = page_head.told(walked.head)
    title, author, publisher = said.title, said.author, said.publisher
    text, notices = walked.text, list[Notice]()
    if not whole and len(html) <= LARGEST_JUDGED:
        text, left = _article(walked, html)
        notices = [Notice("page-parts-left-out", {"count": left})] if left else []
        if not (title and author and publisher):
            title, author, publisher = _filled(html, title, author, publisher)
    text = normalised(text).strip("\n")
    if not text.strip():
        raise NotADocument("document-empty")
    kind = kinds.of_page(said.type, title)
    proposal = Proposal(title, author, publisher, said.published, said.language, kind, said.url)
    return Parsed(text, proposal, tuple(notices), found, guessed)


def plain(html: str) -> tuple[str, page_head.Head]:
    """The text of HTML that is no page of a site, such as the body of a mail, and its head."""
    walked = walk(html)
    return walked.text, walked.head


def _article(walked: Walked, html: str) -> tuple[str, int]:
    """The text of the article, and how many characters of the page are not in it; all of it when none is found."""
    hits = _hits(walked.text, _lines(html))
    weight = sum(end - start for start, end in hits)
    holders = [block for block in walked.blocks if block.tag in _HOLDERS and block.end > block.start]
    if not weight or not holders:
        return walked.text, 0
    inside = [block for block in holders if _weight(hits, block) >= SHARE * weight]
    part = min(inside, key=lambda block: block.end - block.start, default=None)
    if part is None:
        return walked.text, 0
    text = _without(walked, part, hits)
    return text, len("".join(walked.text.split())) - len("".join(text.split()))


def _without(walked: Walked, part: Block, hits: list[tuple[int, int]]) -> str:
    """The text of a part of the page without the navigation and the like in it that holds nothing of the article."""
    kept, place = [], part.start
    asides = [b for b in walked.blocks if b.tag in _ASIDE or b.role in _ASIDE_ROLES]
    for block in sorted(asides, key=lambda block: block.start):
        if place <= block.start and block.end <= part.end and not _weight(hits, block):
            kept.append(walked.text[place : block.start])
            place = block.end
    kept.append(walked.text[place : part.end])
    return re.sub("\n{3,}", "\n\n", "".join(kept)) if len(kept) > 1 else kept[0]


def _weight(hits: list[tuple[int, int]], block: Block) -> int:
    return sum(end - start for start, end in hits if block.start <= start and end <= block.end)


def _hits(text: str, lines: list[str]) -> list[tuple[int, int]]:
    """Where the lines stand in the text, blanks aside; each is looked for after the one before it, then anywhere."""
    places = array("L", (place for place, letter in enumerate(text) if not letter.isspace()))
    letters = "".join(text.split())
    if len(letters) != len(places):
        return []
    hits, cursor = [], 0
    for line in lines:
        packed = "".join(line.split())
        at = letters.find(packed, cursor)
        at = at if at >= 0 else letters.find(packed)
        if at >= 0:
            cursor = at + len(packed)
            hits.append((places[at], places[cursor - 1] + 1))
    return hits


def _lines(html: str) -> list[str]:
    """What the library takes for the article, line by line."""
    import trafilatura

    found = trafilatura.bare_extraction(html, include_comments=False, include_tables=True, with_metadata=False)
    body = getattr(found, "body", None)
    if body is None:
        return []
    lines = [_words(element) for element in body.iter() if element.tag in _LINES and not _nested(element)]
    return [line for line in lines if len("".join(line.split())) >= _TELLING]


def _words(element: Any) -> str:
    return "".join(element.itertext())


def _nested(element: Any) -> bool:
    return any(child.tag in _LINES for child in element)


def _filled(html: str, title: str, author: str, publisher: str) -> tuple[str, str, str]:
    """Title, author and site, where the head of the page leaves them open; never a date, which would be a guess."""
    import trafilatura

    found: Any = trafilatura.extract_metadata(html, extensive=False)
    if found is None:
        return title, author, publisher
    names = titles.line((found.author or "").replace("; ", ", "))
    return title or titles.cleaned(found.title), author or names, publisher or titles.line(found.sitename)
