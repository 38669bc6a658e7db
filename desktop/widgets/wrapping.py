"""Text in a few lines: where it wraps in a width, cut after the last line with an ellipsis."""

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption


def lines_of(text: str, font: QFont, width: int, most: int) -> list[str]:
    """The lines of a text in a width; the last one is elided when there would be more."""
    plain = " ".join(text.split())
    layout = QTextLayout(plain, font)
    layout.setTextOption(_option())
    layout.beginLayout()
    found: list[str] = []
    encoded = plain.encode("utf-16-le", "replace")
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(found) == most - 1:
            found.append(_units(encoded, start, len(encoded) // 2))
            break
        found.append(_units(encoded, start, start + line.textLength()).rstrip())
    layout.endLayout()
    if len(found) == most:
        found[-1] = QFontMetrics(font).elidedText(found[-1], Qt.TextElideMode.ElideRight, width)
    return found


def name_lines(name: str, font: QFont, width: int, most: int) -> list[str]:
    """A name on as few lines as it takes, broken between its words; cut short where a word of it has no room."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(name) <= width:
        return [name]
    if widest_word(name, font) <= width:
        return lines_of(name, font, width, most)
    return [metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)]


def widest_word(text: str, font: QFont) -> int:
    """The width of the widest word of a text."""
    metrics = QFontMetrics(font)
    return max((metrics.horizontalAdvance(word) for word in text.split()), default=0)


def runs_right_to_left(text: str) -> bool:
    """Whether a text is read from right to left: its first letter that has a direction tells."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)


def _units(encoded: bytes, start: int, end: int) -> str:
    """Qt counts in UTF-16 units."""
    return encoded[2 * start : 2 * end].decode("utf-16-le", "replace")


def _option() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
