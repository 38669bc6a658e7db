"""Words and chips in a line that wraps: facts with dots between them, grades, conditions met, failed or open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from desktop import theme
from desktop.widgets import icons
from desktop.words import isolated

DOT = "·"
EDGE = 6
GAP = 6
_WRAPPED = Qt.TextFlag.TextWordWrap
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
CHIPS = {
    # look: fill, text, icon
    "met": ("okTint", "ok", "check"),
    "failed": ("badTint", "bad", "x"),
    "open": ("", "ink2", "circle-help"),
    "any": ("sunken", "ink2", ""),
}


class Piece(Protocol):
    """A word or a chip."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def look(self) -> str:
        """plain, strong, badge, met, failed, open, any or between."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece where it is painted, with the dot before it."""

    rect: QRect
    text: str
    look: str


def placed(pieces: Sequence[Piece], width: int) -> tuple[list[Placed], int]:
    """The pieces in lines of a width, and the height of them all."""
    found: list[Placed] = []
    x, y, height = 0, 0, 0
    for piece in pieces:
        text, size = _fitted(piece, width, first=x == 0)
        if x and x + size.width() > width:
            x, y = 0, y + height + (4 if is_chip(piece.look) else 1)
            text, size = _fitted(piece, width, first=True)
        found.append(Placed(QRect(QPoint(x, y), size), text, piece.look))
        height = max(height, size.height()) if x else size.height()
        x += size.width() + _gap(piece.look)
    return found, y + height


def is_chip(look: str) -> bool:
    """Whether it is drawn as a chip."""
    return look in CHIPS or look == "between"


def paint(painter: QPainter, rect: QRect, piece: Placed, ink: str = "ink2") -> None:
    """Paints a piece into its rectangle, moved to where the line stands."""
    if piece.look in CHIPS:
        _paint_chip(painter, rect, piece)
    elif piece.look == "badge":
        _paint_badge(painter, rect, piece.text)
    else:
        painter.setFont(_font(piece.look))
        painter.setPen(theme.color("ink3" if piece.look == "between" else ink))
        painter.drawText(rect, int(_MIDDLE | _WRAPPED), piece.text)


def _fitted(piece: Piece, width: int, *, first: bool) -> tuple[str, QSize]:
    """The text of a piece, and its size: in as many lines as it takes where it is wider than all there is."""
    metrics = QFontMetrics(_font(piece.look))
    dotted = piece.look in ("plain", "strong") and not first
    told = isolated(piece.text) if piece.look in ("plain", "strong") else piece.text
    text = f"{DOT} {told}" if dotted else told
    around = _around(piece.look)
    room = QRect(0, 0, max(20, width - around), 10_000)
    words = metrics.boundingRect(room, int(_WRAPPED), text)
    beside = 6 if piece.look in CHIPS else 4 if piece.look == "between" else 2
    line = QFontMetrics(_font("plain")).height() + 3
    high = words.height() + beside if is_chip(piece.look) else max(line, words.height() + 3)
    return text, QSize(min(words.width() + 1, room.width()) + around, high)


def _around(look: str) -> int:
    """What a piece needs beside its words."""
    if look in CHIPS:
        return 2 * EDGE + (icons.size(12) + 4 if CHIPS[look][2] else 0)
    return 10 if look == "badge" else 0


def _gap(look: str) -> int:
    return GAP if is_chip(look) or look == "badge" else 4


def _font(look: str) -> QFont:
    if look in CHIPS or look == "between":
        return theme.font("meta")
    if look == "badge":
        font = theme.font("meta")
        font.setWeight(QFont.Weight.DemiBold)
        return font
    return theme.font("strong" if look == "strong" else "dense")


def _paint_chip(painter: QPainter, rect: QRect, piece: Placed) -> None:
    fill, ink, icon = CHIPS[piece.look]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if fill:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(fill))
        painter.drawRoundedRect(QRectF(rect), 4, 4)
    else:
        painter.setPen(_dashed(theme.color("field")))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    inside = rect.adjusted(EDGE, 0, -EDGE, 0)
    if icon:
        side = icons.size(12)
        left = inside.right() + 1 - side if mirrored else inside.left()
        icons.paint_icon(painter, QRectF(left, rect.top() + (rect.height() - side) / 2, side, side), icon, ink)
        inside = inside.adjusted(0, 0, -side - 4, 0) if mirrored else inside.adjusted(side + 4, 0, 0, 0)
    painter.setFont(_font(piece.look))
    painter.setPen(theme.color(ink))
    painter.drawText(inside, int(_MIDDLE | _WRAPPED), piece.text)
    painter.restore()


def _paint_badge(painter: QPainter, rect: QRect, text: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("sunken"))
    painter.drawRoundedRect(QRectF(rect).adjusted(0, 0.5, 0, -0.5), 3, 3)
    painter.setFont(_font("badge"))
    painter.setPen(theme.color("ink2"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _dashed(color: QColor) -> QPen:
    pen = QPen(color, 1)
    pen.setDashPattern([3, 2])
    return pen
