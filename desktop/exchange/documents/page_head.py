"""What a web page says about itself in its head: title, author, date, site, language, address, where explicit."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from db.moments import Moment
from desktop.exchange.documents import dates, titles

_TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "headline")
_AUTHORS = ("author", "citation_author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author")
_DATES = (
    *("article:published_time", "datepublished", "citation_publication_date", "citation_date", "dc.date.issued"),
    *(
        "dcterms.issued",
        "dcterms.date",
        "dc.date",
        "date",
        "pubdate",
        "publishdate",
        "parsely-pub-date",
        "sailthru.date",
    ),
)
_SITES = ("og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "application-name")
_ARTICLES = ("article", "report", "posting", "statement", "interview", "speech", "webpage")
_LONGEST = 1 << 20


@dataclass(slots=True)
class Head:
    """Gathers the head of a page while it is walked."""

    metas: dict[str, str] = field(default_factory=dict)
    language: str = ""
    canonical: str = ""
    title: str = ""
    headings: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    _into: str = ""
    _held: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """An element starts."""
        if tag in ("html", "meta", "link", "time", "script", "title", "h1", "body", "main", "article"):
            self._told(tag, {name: value or "" for name, value in attributes})

    def data(self, data: str) -> None:
        """Characters, wherever they stand."""
        if self._into:
            self._held.append(data)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag != self._into:
            return
        held = "".join(self._held)
        if tag == "title":
            self.title = self.title or titles.line(held)
        elif tag == "h1":
            self.headings.append(titles.line(held))
        elif len(held) < _LONGEST:
            self.scripts.append(held)
        self._into = ""

    def _told(self, tag: str, given: dict[str, str]) -> None:
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self.metas.setdefault(name.lower(), given.get("content", ""))
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.canonical = self.canonical or given.get("href", "")
        elif tag == "time" and given.get("datetime"):
            self._time(given)
        elif tag in ("title", "h1") or (tag == "script" and given.get("type", "").lower() == "application/ld+json"):
            self._into, self._held = tag, []
        self.language = self.language or given.get("lang") or given.get("xml:lang") or ""

    def _time(self, given: dict[str, str]) -> None:
        if "pubdate" in given or "datepublished" in given.get("itemprop", "").lower():
            self.metas.setdefault("datepublished", given["datetime"])
        self.times.append(given["datetime"])


@dataclass(frozen=True, slots=True)
class Told:
    """What the head of a page tells; empty where it says nothing."""

    title: str
    author: str
    publisher: str
    published: Moment | None
    language: str
    url: str
    type: str


def told(head: Head) -> Told:
    """The head's best word on each thing: structured data first, then the tags made for sharing and libraries."""
    linked = next(_articles(head.scripts), {})
    publisher = _names(linked.get("publisher")) or _first(head, _SITES)
    return Told(
        title=titles.cleaned(linked.get("headline")) or _first(head, _TITLES) or _title(head, publisher),
        author=_names(linked.get("author")) or _author(head),
        publisher=publisher,
        published=_date(linked.get("datePublished")) or _published(head),
        language=str(linked.get("inLanguage") or head.language or head.metas.get("og:locale", "")),
        url=_address(head.canonical, head.metas.get("og:url"), linked.get("url")),
        type=f"{linked.get('@type', '')} {head.metas.get('og:type', '')}".lower(),
    )


def _first(head: Head, names: tuple[str, ...]) -> str:
    return next((found for name in names if (found := titles.cleaned(head.metas.get(name)))), "")


def _author(head: Head) -> str:
    found = _first(head, _AUTHORS)
    return "" if found.startswith(("http:", "https:")) else found


def _title(head: Head, publisher: str) -> str:
    """The title without the name of the site beside it: a heading of the page, or what stands before the site."""
    title = titles.cleaned(head.title)
    parts = [part for part in re.split(r" [|–—·-] ", title) if part]
    for heading in sorted(head.headings, key=len, reverse=True):
        if heading in parts or (heading in title and 2 * len(heading) > len(title)) or not title:
            return heading
    if len(parts) > 1 and publisher and parts[-1].casefold() == publisher.casefold():
        return title[: -len(parts[-1]) - 3]
    return title


def _published(head: Head) -> Moment | None:
    found = next((found for name in _DATES if (found := _date(head.metas.get(name)))), None)
    days = {day for told in head.times if (day := dates.written(told))}
    return found or (days.pop() if len(days) == 1 else None)


def _date(told: object) -> Moment | None:
    return dates.written(told) if isinstance(told, str) else None


def _address(*told: object) -> str:
    found = (each for each in told if isinstance(each, str) and each.startswith(("http://", "https://")))
    return next(found, "")[:2000]


def _names(told: object) -> str:
    """Names in structured data: a word, a thing with a name, or several of these."""
    if isinstance(told, str):
        return "" if told.startswith(("http:", "https:")) else titles.line(told)
    if isinstance(told, dict):
        return titles.line(told.get("name"))
    if isinstance(told, list):
        return titles.line(", ".join(dict.fromkeys(name for each in told[:20] if (name := _names(each)))))
    return ""


def _articles(scripts: list[str]) -> Iterator[dict[str, Any]]:
    """The descriptions of articles in a page's structured data, the most telling first."""
    found = [thing for script in scripts for thing in _things(_json(script)) if _is_article(thing)]
    yield from sorted(found, key=lambda thing: "headline" not in thing)


def _json(script: str) -> Any:
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, dict):
            yield each
            waiting.append(each.get("@graph"))


def _is_article(thing: dict[str, Any]) -> bool:
    types = thing.get("@type", "")
    named = " ".join(map(str, types)) if isinstance(types, list) else str(types)
    return named.lower().endswith(_ARTICLES)
