"""Small squares that tell which factors a scenario sets; of many factors a number tells it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from desktop import theme
from desktop.words import _

MOST = 8
"""Of more factors than so many it is said in words."""


def side() -> int:
    """The side of a square."""
    return max(7, round(7 * theme.current().scale / 100))


def width(squares: Sequence[bool]) -> int:
    """How much room they take."""
    if len(squares) > MOST:
        return QFontMetrics(theme.font("meta")).horizontalAdvance(_counted(squares))
    return len(squares) * (side() + 3)


def paint(painter: QPainter, place: QRect, squares: Sequence[bool], *, mirrored: bool) -> None:
    """Paints them from the reading start of a place, in its middle."""
    if len(squares) > MOST:
        painter.setFont(theme.font("meta"))
        painter.setPen(theme.color("ink2"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, _counted(squares))
        return
    edge = side()
    top = place.top() + (place.height() - edge) // 2 - 1
    for number, on in enumerate(squares):
        x = place.right() - number * (edge + 3) - edge if mirrored else place.left() + number * (edge + 3)
        painter.setPen(QPen(theme.color("ink2"), 1))
        painter.setBrush(theme.color("ink2") if on else Qt.BrushStyle.NoBrush)
        painter.drawRect(x, top, edge - 1, edge - 1)


def _counted(squares: Sequence[bool]) -> str:
    return _("{set} of {all}").format(set=sum(squares), all=len(squares))
