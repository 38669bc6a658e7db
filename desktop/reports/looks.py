"""How a cell looks on paper: its mark, its word and the tint behind them, never colour alone."""

from db.vocabulary import CellKind, Headline
from desktop import words
from desktop.analysis.cells import Cell
from desktop.reports.record import NEGATIVE, POSITIVE

LEGEND = ("rejects", "opposes", "neutral", "accepts", "supports", "contested")

_FILLS = {
    Headline.REJECTS: "rejCell",
    Headline.OPPOSES: "oppCell",
    Headline.NEUTRAL: "neuCell",
    Headline.ACCEPTS: "accCell",
    Headline.SUPPORTS: "supCell",
    Headline.CONTESTED: "stripes",
}


def both_ways(cell: Cell) -> bool:
    """Whether an open cell may fall on both sides, or be contested."""
    found = set(cell.headlines)
    return Headline.CONTESTED in found or bool(found & NEGATIVE and found & POSITIVE)


def mark(cell: Cell) -> str:
    """The name of the cell's mark in ``resources/marks``."""
    if cell.kind in (CellKind.SILENT, CellKind.IMPOSSIBLE):
        return "silent"
    if cell.kind == CellKind.FIRM:
        return cell.headlines[0].word
    return "either" if both_ways(cell) else f"might-{min(cell.headlines).word}"


def word(cell: Cell) -> str:
    """The cell's word, such as *Rejects*, *Opposes?*, *Either?* or *Silent*."""
    if cell.kind == CellKind.IMPOSSIBLE:
        return words.impossible()
    if cell.kind != CellKind.OPEN:
        return words.stance(cell.headlines[0] if cell.headlines else Headline.SILENT)
    return words.either() if both_ways(cell) else words.might(min(cell.headlines))


def fill(cell: Cell) -> str:
    """The theme's token behind a firm cell, ``stripes`` for a contested one, empty for all others."""
    return _FILLS.get(cell.headlines[0], "") if cell.kind == CellKind.FIRM else ""
