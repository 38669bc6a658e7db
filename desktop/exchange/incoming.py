"""Files that come into a case: a case file is merged, a text becomes a source.

A file is read and checked first (``load``), without any case, and taken over then (``take``), as one action.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from db import sources
from db.case import Case, Editing
from db.drafts import Contents
from desktop.exchange import case_json
from desktop.exchange.case_merge import Merged
from desktop.exchange.documents import text
from desktop.exchange.documents.text import NotADocument, PlainText

CASES = (".json",)
NOT_YET = (
    *(".pdf", ".doc", ".docx", ".odt", ".rtf", ".htm", ".html", ".mht", ".epub", ".eml", ".msg"),
    *(".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".zip", ".qdpx", ".ris", ".rapporteur"),
)
"""Suffixes of files that hold text but are no plain text: taken as such they would become rubbish."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text on its way to becoming a source."""

    title: str
    plain: PlainText
    data: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: ``merged`` of a case file; of a text its source's ``title``, or the one it was before."""

    merged: Merged | None = None
    title: str = ""
    plain: PlainText | None = None
    same_as: str | None = None


def load(path: Path) -> Contents | Document:
    """What a file holds.

    Raises:
        CaseFaults: a case file with faults.
        NotADocument: a file that cannot become a source.
    """
    suffix = path.suffix.lower()
    if suffix in NOT_YET:
        raise NotADocument("unknown-format", path=path, suffix=suffix)
    data = text.load(path)
    if suffix in CASES:
        return case_json.parse(data)
    return Document(_title(path), text.read(data, path=path), data)


def take(case: Case, name: str, loaded: Contents | Document) -> Taken:
    """Takes it into the case; CaseFaults when a case file contradicts the case."""
    with case.change(f"Import {name}", kind="import") as editing:
        if isinstance(loaded, Contents):
            return Taken(merged=case_json.merge(editing, loaded))
        return _source(editing, loaded)


def _source(editing: Editing, document: Document) -> Taken:
    digest = hashlib.sha256(document.plain.text.encode()).hexdigest()
    same = next((source for source in sources.read(editing) if source.digest == digest), None)
    if same is not None:
        return Taken(title=document.title, plain=document.plain, same_as=same.title or same.key)
    sources.add(
        editing,
        title=document.title,
        language=editing.info().language,
        text=document.plain.text,
        original=document.data,
    )
    return Taken(title=document.title, plain=document.plain)


def _title(path: Path) -> str:
    """A file's name without its suffix, as a title: no control characters, and none that turn the words round."""
    shown = "".join(" " if unicodedata.category(each)[0] == "C" else each for each in path.stem)
    return unicodedata.normalize("NFC", " ".join(shown.split())) or "…"
