"""Marks passages in a PDF that came from elsewhere; nothing else in it is changed.

Runs in the confined worker: the file is not ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pikepdf import Array, Name, Object, ObjectStreamMode, PasswordError, Pdf, PdfError

from desktop.exchange.documents.page_map import PageMap
from desktop.exchange.documents.pdf_boxes import Placed
from desktop.exchange.documents.text import NotADocument
from desktop.reports import marking, passages_on_pages
from desktop.reports.appended import NotAppendable, appended

SIGNED = 1
"""The bit of /SigFlags that says there are signatures."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The file with its marks.

    ``missing`` are the places, in the list asked for, of passages that are not on its pages; ``signed`` tells that it
    bears signatures, which cover what was there before; ``rewritten`` that it could not be left bit for bit as it was.
    """

    pdf: bytes
    comments: int
    missing: tuple[int, ...]
    signed: bool
    rewritten: bool


class Restricted(NotADocument):
    """The file does not allow comments."""

    default = "document-restricted"


def mark(
    data: bytes,
    marks: Sequence[dict[str, Any]],
    digest: str,
    password: str | None = None,
    kept: PageMap | None = None,
) -> Marked:
    """Marks passages.

    Args:
        data: the file.
        marks: each with ``start``, ``end``, ``exact``, ``prefix``, ``suffix`` and ``comment``.
        digest: SHA-256 of the text that the places are of; when the file gives another one, the words are looked for.
        password: opens the file.
        kept: the way from the text to the pages, if it was kept; it spares reading the file once more.

    Raises:
        NotADocument: it cannot be opened; Restricted when it allows no comments.
    """
    places = passages_on_pages.placed(data, marks, digest, password, kept)
    with _opened(data, password) as document:
        if document.is_encrypted and not document.allow.modify_annotation:
            raise Restricted
        damaged = bool(document.get_warnings())
        changed, comments = _annotated(document, marks, places)
        missing = tuple(at for at, place in enumerate(places) if not place)
        form = document.Root.get(Name.AcroForm)
        signed = form is not None and bool(int(form.get(Name.SigFlags, 0)) & SIGNED)
        if not changed:
            return Marked(data, 0, missing, signed, rewritten=False)
        try:
            if document.is_encrypted or damaged:
                raise NotAppendable
            return Marked(appended(data, document, changed), comments, missing, signed, rewritten=False)
        except NotAppendable:
            return Marked(_rewritten(document), comments, missing, signed, rewritten=True)


def _opened(data: bytes, password: str | None) -> Pdf:
    try:
        return Pdf.open(BytesIO(data), password=password or "")
    except PasswordError as fault:
        raise NotADocument("password-wrong" if password else "password-needed") from fault
    except PdfError as fault:
        raise NotADocument("document-damaged", detail=str(fault)) from fault


def _annotated(
    document: Pdf, marks: Sequence[dict[str, Any]], places: Sequence[Sequence[Placed]]
) -> tuple[list[Object], int]:
    """Writes the annotations; returns the pages that are changed, and how many annotations there are."""
    made: dict[int, list[Object]] = {}
    for each, parts in zip(marks, places, strict=True):
        first: Object | None = None
        for place, part in enumerate(parts):
            page = document.pages[part.page].obj
            colour = marking.rgb(each["comment"]["colour"])
            one = marking.highlight(document, page, part.rects, each["comment"], colour, place)
            answers = []
            if first is None:
                first = one
                answers = [marking.answer(document, page, one, told) for told in each["comment"].get("answers", ())]
            else:
                marking.join(one, first)
            made.setdefault(part.page, []).extend([one, *answers])
    changed: list[Object] = []
    for number, annotations in made.items():
        page = document.pages[number].obj
        page.Annots = Array([*page.get(Name.Annots, Array()), *annotations])
        changed.append(page)
    return changed, sum(map(len, made.values()))


def _rewritten(document: Pdf) -> bytes:
    out, kept = BytesIO(), ObjectStreamMode.preserve
    if document.is_encrypted:
        document.save(out, encryption=True, object_stream_mode=kept, fix_metadata_version=False)
    else:
        document.save(out, deterministic_id=True, object_stream_mode=kept, fix_metadata_version=False)
    return out.getvalue()
