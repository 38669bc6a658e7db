"""A part of the brief in prose and tables: what the template prints alike for all such parts."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.reports.passages import Footnote, footnotes
from desktop.reports.pieces import Rich, numbers_in
from desktop.reports.record import Record
from desktop.reports.remarks import Anchors


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences under a heading of their own, or a table of them.

    ``heads`` are the heads of its columns, ``widths`` their shares of the page's width (none: as wide as they need).
    """

    title: str
    intro: Rich = ()
    items: tuple[Rich, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Rich, ...], ...] = ()
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the brief; ``id`` names it in the document."""

    id: str
    title: str
    intro: Rich
    blocks: tuple[Block, ...]
    notes: tuple[Footnote, ...]


def chapter(record: Record, anchors: Anchors, id_: str, title: str, intro: Rich, blocks: Iterable[Block]) -> Chapter:
    """A part with the footnotes of all that it cites; blocks with nothing in them are left out."""
    told = tuple(block for block in blocks if block.items or block.rows or block.intro)
    notes = footnotes(record, numbers_in([intro, *(rich for block in told for rich in _all(block))]), anchors)
    return Chapter(id_, title, intro, told, notes)


def _all(block: Block) -> list[Rich]:
    return [block.intro, *block.items, *(rich for row in block.rows for rich in row)]
