"""Words laid out in at most some lines, cut between words, with what was found in them marked."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

from desktop import theme
from desktop.widgets.wrapping import runs_right_to_left


def laid_out(text: str, hits: Sequence[tuple[int, int]], font: QFont, width: int, most: int) -> QTextLayout:
    """Words in at most so many lines, cut between words; ``hits`` are marked."""
    layout = lines(text, font, width, hits)
    if layout.lineCount() <= most:
        return layout
    last = layout.lineAt(most - 1)
    end = _code_points(text, last.textStart() + last.textLength())
    while end > 0:
        shown = text[:end].rstrip() + " …"
        layout = lines(shown, font, width, [hit for hit in hits if hit[1] <= end])
        if layout.lineCount() <= most:
            return layout
        cut = text.rfind(" ", 0, end)
        end = cut if 0 < cut < end and end - cut < 40 else end - 1
    return layout


def lines(text: str, font: QFont, width: int, hits: Sequence[tuple[int, int]] = ()) -> QTextLayout:
    """Words in as many lines as they need, in their own direction; ``hits`` are marked."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    backwards = runs_right_to_left(text)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.setFormats([_marked(text, *hit) for hit in hits])
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


def _marked(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    found, look = QTextLayout.FormatRange(), QTextCharFormat()
    look.setBackground(theme.color("hit"))
    found.start, found.length, found.format = units(text[:start]), units(text[start:end]), look
    return found


def units(text: str) -> int:
    """How long a text is for Qt, which counts in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _code_points(text: str, units: int) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace"))


def height(layout: QTextLayout) -> int:
    """How high it is in pixels."""
    return round(layout.boundingRect().height())
