"""A miniature of a matrix: a coloured block for each cell, as it is remembered of a recent case."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop import theme

_FILLS = {"R": "rej", "C": "oppCell", "O": "rejCell", "N": "line", "A": "supCell", "S": "acc", ".": "sunken"}
_EDGES = {" ": "line", "r": "rej", "o": "rej", "c": "neu", "n": "neu", "a": "acc", "s": "acc"}


def paint_miniature(painter: QPainter, rect: QRectF, rows: Sequence[str]) -> None:
    """Paints rows of letters (see ``models/recent.py``) as blocks, open cells as outlines; without rows a grid."""
    shown = rows or ["       "] * 5
    wide = max(len(row) for row in shown) or 1
    across, down = rect.width() / wide, rect.height() / len(shown)
    gap = 1.0 if min(across, down) < 7 else 1.5
    for line, row in enumerate(shown):
        for place, letter in enumerate(row):
            block = QRectF(rect.left() + place * across, rect.top() + line * down, across - gap, down - gap)
            _paint_block(painter, block, letter)


def _paint_block(painter: QPainter, block: QRectF, letter: str) -> None:
    if letter in _EDGES:
        painter.setPen(QPen(theme.color(_EDGES[letter]), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        block = block.adjusted(0.5, 0.5, -0.5, -0.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(_FILLS.get(letter, "sunken")))
    painter.drawRoundedRect(block, 1, 1)
    if letter == "C":
        painter.setBrush(theme.color("acc"))
        painter.drawRoundedRect(block.adjusted(block.width() / 2, 0, 0, 0), 1, 1)
        painter.setBrush(theme.color("rej"))
        painter.drawRoundedRect(block.adjusted(0, 0, -block.width() / 2, 0), 1, 1)
