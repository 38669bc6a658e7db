"""Sources, their texts and the files they were read from."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlalchemy import select

from db import page_ways
from db.clauses import grouped
from db.columns import new_uids, parse_moment
from db.errors import NotThere
from db.moments import Moment
from db.reading import Editing, Reading
from db.records import Source
from db.schema import OriginalRow, SkippedRow, SourceRow, TextRow
from db.sqlite.connections import listed, next_id
from db.vocabulary import Kind, Reliability, SourceKind


def read(reading: Reading, ids: Iterable[int] | None = None) -> tuple[Source, ...]:
    """All sources, or those with these ids, without their texts, in the case's order."""
    asked = select(*_FACTS, TextRow.length, TextRow.digest).join(TextRow, TextRow.id == SourceRow.text)
    if ids is not None:
        asked = asked.where(SourceRow.id.in_(listed(ids)))
    rows = reading.tuples(asked.order_by(SourceRow.id))
    skipped = _skipped(reading)
    return tuple(_source(row, skipped.get(row[0], ())) for row in rows)


_FACTS = (
    SourceRow.id,
    SourceRow.uid,
    SourceRow.key,
    SourceRow.title,
    SourceRow.publisher,
    SourceRow.author,
    SourceRow.url,
    SourceRow.language,
    SourceRow.original,
    SourceRow.file,
    SourceRow.encoding,
    SourceRow.kind,
    SourceRow.published,
    SourceRow.reliability,
)
_KINDS: dict[str | None, SourceKind | None] = {None: None, **{each.value: each for each in SourceKind}}
_GRADES: dict[str | None, Reliability | None] = {None: None, **{each.value: each for each in Reliability}}


def _source(row: tuple[Any, ...], skipped: tuple[tuple[int, int], ...]) -> Source:
    """A source from what the driver gives, since a case may have thousands."""
    id_, uid, key, title, publisher, author, url, language, original, file, encoding, *told, length, digest = row
    kind, published, reliability = told
    return Source(
        id=id_,
        uid=uid,
        key=key,
        title=title,
        kind=_KINDS[kind],
        publisher=publisher,
        author=author,
        published=None if published is None else parse_moment(published),
        url=url,
        language=language,
        reliability=_GRADES[reliability],
        length=length,
        digest=digest,
        original=original,
        file=file,
        encoding=encoding,
        skipped=skipped,
    )


def _skipped(reading: Reading) -> dict[int, tuple[tuple[int, int], ...]]:
    asked = select(SkippedRow.source, SkippedRow.start, SkippedRow.end)
    rows = reading.tuples(asked.order_by(SkippedRow.source, SkippedRow.start, SkippedRow.id))
    return {source: tuple((start, end) for start, end in found) for source, found in grouped(rows).items()}


def text(reading: Reading, source: int) -> str:
    """The text of a source; NotThere when there is no such source."""
    asked = select(TextRow.body).join(SourceRow, SourceRow.text == TextRow.id).where(SourceRow.id == source)
    found: str | None = reading.connection.execute(asked).scalar_one_or_none()
    if found is None:
        raise NotThere(kind=Kind.SOURCE, id=source)
    return found


def texts(reading: Reading) -> dict[int, str]:
    """The texts of all sources, by their ids."""
    asked = select(SourceRow.id, TextRow.body).join(TextRow, TextRow.id == SourceRow.text)
    return dict(reading.tuples(asked))


def original(reading: Reading, source: int) -> bytes | None:
    """The bytes of the file that a source was read from; None when the case does not have them."""
    asked = select(OriginalRow.body).join(SourceRow, SourceRow.original == OriginalRow.digest)
    found: bytes | None = reading.connection.execute(asked.where(SourceRow.id == source)).scalar_one_or_none()
    return found


def pages(reading: Reading, source: int) -> bytes | None:
    """The way from a source's text to the pages of its PDF; None when it has none, or is damaged."""
    asked = select(OriginalRow.pages, OriginalRow.digest).join(SourceRow, SourceRow.original == OriginalRow.digest)
    found = reading.connection.execute(asked.where(SourceRow.id == source)).one_or_none()
    return None if found is None or found.pages is None else page_ways.opened(found.pages, found.digest)


def same_text(reading: Reading, digest: str) -> Source | None:
    """The first source with a text of this digest; None when there is none."""
    asked = select(SourceRow.id).join(TextRow, TextRow.id == SourceRow.text).where(TextRow.digest == digest)
    number: int | None = reading.connection.execute(asked.order_by(SourceRow.id).limit(1)).scalar_one_or_none()
    return None if number is None else read(reading, (number,))[0]


def known_texts(reading: Reading, digests: Collection[str]) -> set[str]:
    """Those of some digests whose text is that of a source."""
    asked = select(TextRow.digest).join(SourceRow, SourceRow.text == TextRow.id)
    return {digest for (digest,) in reading.tuples(asked.where(TextRow.digest.in_(listed(digests))))}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """A source to be; without a ``key`` it gets one.

    ``original`` are the bytes of the file that it was read from, ``pages`` the way from its text to a PDF's pages.
    """

    title: str
    text: str = field(repr=False)
    language: str
    key: str | None = None
    kind: SourceKind | None = None
    publisher: str = ""
    author: str = ""
    published: Moment | None = None
    url: str = ""
    reliability: Reliability | None = None
    original: bytes | None = field(default=None, repr=False)
    pages: bytes | None = field(default=None, repr=False)
    file: str = ""
    encoding: str = ""


_TOLD = ("title", "kind", "publisher", "author", "published", "url", "language", "reliability", "file", "encoding")


def add(editing: Editing, **told: Any) -> int:
    """Adds a source, given as the fields of a ``NewSource``; returns its id."""
    (number,) = add_all(editing, (NewSource(**told),))
    return number


def add_all(editing: Editing, news: Sequence[NewSource]) -> list[int]:
    """Adds sources, a few statements for all of them; returns their ids, in order."""
    texts = keep_texts(editing, [new.text for new in news])
    originals = _keep_originals(editing, news)
    first = next_id(editing.connection, SourceRow.__tablename__)
    rows: list[dict[str, Any]] = [
        {"id": number, "uid": uid, "key": new.key or uid, "text": text, "original": original}
        | {name: getattr(new, name) for name in _TOLD}
        for number, uid, new, text, original in zip(
            count(first), new_uids(len(news)), news, texts, originals, strict=False
        )
    ]
    editing.put_all(SourceRow, rows)
    return [row["id"] for row in rows]


def keep_text(editing: Editing, text: str) -> int:
    """Keeps a text, once; returns the id of its row."""
    return keep_texts(editing, [text])[0]


def keep_texts(editing: Editing, texts: Sequence[str]) -> list[int]:
    """Keeps texts, each once; returns the ids of their rows, in order."""
    digests = [text_digest(text) for text in texts]
    asked = select(TextRow.digest, TextRow.id).where(TextRow.digest.in_(listed(set(digests))))
    known = dict(editing.tuples(asked))
    first = next_id(editing.connection, TextRow.__tablename__)
    rows: dict[str, dict[str, Any]] = {}
    for digest, text in zip(digests, texts, strict=True):
        if digest not in known:
            known[digest] = first + len(rows)
            rows[digest] = {"id": known[digest], "digest": digest, "length": len(text), "body": text}
    editing.put_all(TextRow, list(rows.values()))
    return [known[digest] for digest in digests]


def _keep_originals(editing: Editing, news: Sequence[NewSource]) -> list[str | None]:
    """Keeps the bytes of files, each once, with the ways to their pages; returns their digests, in order."""
    digests = [None if new.original is None else hashlib.sha256(new.original).hexdigest() for new in news]
    asked = select(OriginalRow.digest).where(OriginalRow.digest.in_(listed({each for each in digests if each})))
    known = {digest for (digest,) in editing.tuples(asked)}
    rows: dict[str, dict[str, Any]] = {}
    for digest, new in zip(digests, news, strict=True):
        if digest is not None and digest not in known and digest not in rows:
            pages = None if new.pages is None else page_ways.sealed(new.pages, digest)
            rows[digest] = {"digest": digest, "body": new.original, "pages": pages}
    editing.put_all(OriginalRow, list(rows.values()))
    return digests


def text_digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def save(editing: Editing, source: Source) -> int:
    """Writes what is said about a source; its text has ``retext``. Returns its id."""
    names = ("title", "kind", "publisher", "author", "published", "url", "language", "reliability", "encoding")
    return editing.save(SourceRow, source.id, **{name: getattr(source, name) for name in names})


def remove(editing: Editing, ids: Iterable[int]) -> None:
    """Takes sources away with their notes; StillUsed when one is quoted."""
    editing.drop(SourceRow, ids)


def skip(editing: Editing, source: int, start: int, end: int) -> None:
    """Remembers that what is suggested at a span is not wanted."""
    same = (SkippedRow.source == source, SkippedRow.start == start, SkippedRow.end == end)
    if not editing.tuples(select(SkippedRow.id).where(*same)):
        editing.put(SkippedRow, source=source, start=start, end=end)


def unskip(editing: Editing, source: int) -> None:
    """Forgets what was not wanted in a source."""
    rows = editing.tuples(select(SkippedRow.id).where(SkippedRow.source == source))
    editing.drop(SkippedRow, [number for (number,) in rows])
