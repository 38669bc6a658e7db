"""Signs that nobody sees and that yet turn, join or hide what is read; what a script or an emoji needs is none of them.

They stay in the text. The reader draws a small flag where each stands; elsewhere their code is written.
"""

import re
import unicodedata
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from desktop import theme
from desktop.words import _

_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NEEDS_JOINERS = "\u0600-\u0dff\u1000-\u109f\u1780-\u17ff\u1820-\u18aa\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_HIDDEN = re.compile(
    "\U0001f3f4[\U000e0020-\U000e007f]+"  # a flag
    f"|([{_TURNING}\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    f"\U000e0001-\U000e007f]|(?<![{_NEEDS_JOINERS}])[\u200c\u200d])"
)
_TURNS = re.compile(f"[{_TURNING}]")
_LEFTWARDS = "\u061c\u200f\u202b\u202e\u2067"


def hidden(text: str) -> Iterator[tuple[int, str]]:
    """Each hidden sign with its place."""
    for found in _HIDDEN.finditer(text):
        if found[1]:
            yield found.start(), found[1]


def told(sign: str) -> str:
    """What a sign is: *Hidden sign U+202E: right-to-left override*."""
    name = unicodedata.name(sign, "").lower()
    code = f"U+{ord(sign):04X}"
    return (
        _("Hidden sign {code}: {name}").format(code=code, name=name)
        if name
        else _("Hidden sign {code}").format(code=code)
    )


def spelled(text: str) -> str:
    """A text with the codes of its hidden signs in brackets, where no flags can be drawn."""
    return _HIDDEN.sub(lambda found: f"[U+{ord(found[1]):04X}]" if found[1] else found[0], text)


def paint_sign(painter: QPainter, caret: QRectF, sign: str) -> None:
    """A flag at a place between letters; it points where the sign makes the text run."""
    turns = bool(_TURNS.match(sign))
    color = theme.color("bad" if turns else "ink3")
    x, top, bottom = round(caret.left()), caret.top() + 4.0, caret.bottom() - 4.0
    painter.fillRect(QRectF(x - 0.5, top, 1, bottom - top), color)
    if not turns:
        painter.fillRect(QRectF(x - 2.5, top, 5, 2), color)
        return
    way = -6.0 if sign in _LEFTWARDS else 6.0
    painter.save()
    painter.setPen(color)
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF([QPointF(x, top), QPointF(x + way, top + 3), QPointF(x, top + 6)]))
    painter.restore()
