"""What a person does to sources: each an action with its name, as ``Workspace.change`` wants it.

An edit reads the case as it is when its turn comes, so that quick hands do not undo themselves.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from db import notes, retexting, search, sources
from db.case import Case
from db.reading import Editing
from db.records import Note, NoteTarget
from db.retexting import Retexted
from db.search import Place
from desktop.exchange.documents.page_map import PageMap
from desktop.models.spans import Blocks
from desktop.words import _, count

Edit = Callable[[Editing], None]
Action = tuple[str, Edit]
"""The name of an action as the history shows it, and what it does."""


def describe(source: int, what: str, **values: Any) -> Action:
    """Says something else about a source, such as its title; ``what`` is the name of the field."""

    def edit(editing: Editing) -> None:
        for found in sources.read(editing, (source,)):
            if any(getattr(found, name) != value for name, value in values.items()):
                sources.save(editing, replace(found, **values))

    return _("Change the {field} of a source").format(field=what), edit


def remove(ids: Sequence[int]) -> Action:
    """Takes sources away."""
    label = count(len(ids), "Delete {n} source", "Delete {n} sources")
    return label, lambda editing: sources.remove(editing, ids)


def retext(source: int, text: str, became: list[Retexted], *, encoding: str | None = None) -> Action:
    """Gives a source another text; what became of its quotations is put into ``became``."""

    def edit(editing: Editing) -> None:
        became.append(retexting.retext(editing, source, text))
        if encoding is not None:
            for found in sources.read(editing, (source,)):
                sources.save(editing, replace(found, encoding=encoding))

    return _("Read a source as {name}").format(name=encoding) if encoding else _("Edit the text of a source"), edit


def note(source: int, start: int | None, end: int | None, body: str) -> Action:
    """Writes a note on a source, or on a span of it."""

    def edit(editing: Editing) -> None:
        on = NoteTarget(source=source, start=start, end=end)
        notes.save(editing, Note(0, "", on, body, "", None, ()))

    return _("Write a note"), edit


def text_of(case: Case, source: int) -> tuple[Blocks, PageMap | None]:
    """The text of a source, cut into blocks to be shown, and the way to its original pages; runs on the worker."""
    with case.read() as reading:
        packed = sources.pages(reading, source)
        return Blocks(sources.text(reading, source)), _way(packed)


def _way(packed: bytes | None) -> PageMap | None:
    """The way to the pages; none where a case from elsewhere has something else in its place."""
    try:
        return PageMap.unpacked(packed) if packed else None
    except ValueError:
        return None


def original_of(case: Case, source: int) -> bytes:
    """The bytes of the file that a source was read from; none when the case does not have them."""
    with case.read() as reading:
        return sources.original(reading, source) or b""


def found(case: Case, asked: str) -> frozenset[int]:
    """The sources in whose title or text something is found."""
    with case.read() as reading:
        texts = search.ids(reading, asked, Place.SOURCE)
        return frozenset(texts) | frozenset(search.ids(reading, asked, Place.TITLE))
