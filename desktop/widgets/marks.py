"""The stance marks: one function paints them all, from the paths in ``resources/marks``."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from db.vocabulary import Headline, Stance
from desktop import theme

SIZE = 16
"""Pixels of a mark at 100 % text."""


def paint_mark(painter: QPainter, rect: QRectF, name: str) -> None:
    """Paints a mark into a square; ``name`` as in ``marks.json``, KeyError when there is none.

    The names are those of the stances, each also as ``might-…``, and ``contested``, ``either``, ``silent``, ``logo``.
    """
    theme.current().mark(name).render(painter, rect)


def mark_of(value: Headline | Stance) -> str:
    """The name of the mark of a firm stance, or of a contested or silent cell."""
    return value.name.lower()


def might_mark_of(value: Headline) -> str:
    """The name of the mark of an open cell whose worst outcome is this; both ways is ``either``."""
    return f"might-{value.name.lower()}"


def size() -> int:
    """Pixels of a mark beside text: it grows with the text."""
    return max(SIZE, round(SIZE * theme.current().scale / 100))


def logo() -> QIcon:
    """The program's sign, for the window's frame and the task bar."""
    icon = QIcon()
    for side in (16, 32, 64, 128):
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_mark(painter, QRectF(0, 0, side, side), "logo")
        painter.end()
        icon.addPixmap(picture)
    return icon
