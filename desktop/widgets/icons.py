"""Icons where a delegate or a widget paints them itself: sharp at any size."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from desktop import theme


def paint_icon(painter: QPainter, rect: QRectF, name: str, token: str = "ink2") -> None:  # noqa: S107 - a colour
    """Paints an icon into a square in a token's colour; UnknownResource when it is not shipped."""
    theme.current().renderer(name, token).render(painter, rect)


def size(pixels: int = 16) -> int:
    """Pixels of an icon beside text: it grows with the text from 150 % on."""
    scale = theme.current().scale
    return round(pixels * scale / 100) if scale >= 150 else pixels
