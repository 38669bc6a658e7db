"""Plain text on the screen, in a role of type and a colour of the theme; it follows the theme by itself."""

import html
import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from desktop import theme
from desktop.words import as_tooltip


class Label(QLabel):
    """Text that is never taken for HTML."""

    def __init__(self, text: str = "", role: str = "body", token: str = "ink", parent: QWidget | None = None) -> None:  # noqa: S107 - a colour
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role, self._token = role, token
        self._dress()
        theme.current().changed.connect(self._dress)

    def set_look(self, role: str, token: str) -> None:
        """Another role and colour."""
        self._role, self._token = role, token
        self._dress()

    def _dress(self) -> None:
        self.setFont(theme.font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.color(self._token))
        self.setPalette(palette)


class Paragraph(Label):
    """Text that wraps; its height follows its width."""

    def __init__(self, text: str = "", role: str = "body", token: str = "ink2", parent: QWidget | None = None) -> None:  # noqa: S107 - a colour
        super().__init__(text, role, token, parent)
        self.setWordWrap(True)


class Elided(Label):
    """One line that gives way: it ends in an ellipsis where it has no room, and its tooltip says all of it."""

    def minimumSizeHint(self) -> QSize:
        """As narrow as need be."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What has room."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
        cut = shown != self.text()
        self.setToolTip(as_tooltip(self.text()) if cut else "")


class Formatted(Paragraph):
    """The analyst's own words with light formatting: *leaning*, **strong**, and points that begin with a dash.

    Everything else in them is shown as it is: what would be HTML is escaped, so nothing can be loaded or opened.
    """

    def __init__(self, text: str = "", role: str = "body", token: str = "ink", parent: QWidget | None = None) -> None:  # noqa: S107 - a colour
        super().__init__("", role, token, parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(formatted(text))
        self.setAccessibleName(text)


_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_LEANING = re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])")
_POINT = re.compile(r"^\s*[-•]\s+")


def formatted(text: str) -> str:
    """A text with light formatting as HTML that holds nothing but what this function puts in."""
    return "<br>".join(map(_line, text.split("\n")))


def _line(line: str) -> str:
    point = _POINT.match(line)
    safe = html.escape(line[point.end() :] if point else line, quote=True)
    marked = _LEANING.sub(r"<i>\1</i>", _STRONG.sub(r"<b>\1</b>", safe))
    return f"&nbsp;•&nbsp;{marked}" if point else marked
