"""What an exploration found, as rows: what can be taken with Enter or a click, shares, the ground they stand on."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets import marks
from desktop.widgets.controls import Button
from desktop.widgets.pair_delegate import LEADING, RTL, strong
from desktop.widgets.text import Elided, Paragraph
from desktop.widgets.wrapping import lines_of
from desktop.words import _


class TakeRow(Button):
    """Something that can be taken with Enter or a click: a title with a mark and its word at the end, words, and what
    is less important about it in a line below.
    """

    def __init__(self, title: str = "", text: str = "", mark: str = "", word: str = "", foot: str = "") -> None:
        self._title = self._told = self._mark = self._word = self._foot = ""
        super().__init__(title, kind="flat")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        theme.current().changed.connect(self._fit)
        self.tell(title, text, mark, word, foot)

    def tell(self, title: str, text: str, mark: str = "", word: str = "", foot: str = "") -> None:
        """Shows something else."""
        self._title, self._told, self._mark, self._word, self._foot = title, text, mark, word, foot
        self.setAccessibleName(", ".join(part for part in (title, text, word, foot) if part))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its words in its width."""
        small = QFontMetrics(theme.font("dense"))
        head = QFontMetrics(strong()).lineSpacing() if self._title else 0
        foot = small.lineSpacing() if self._foot else 0
        return QSize(200, head + len(self._lines()) * small.lineSpacing() + foot + 14)

    def minimumSizeHint(self) -> QSize:
        """The same height in little width."""
        return QSize(120, self.sizeHint().height())

    def heightForWidth(self, _width: int) -> int:
        """As high as its words."""
        return self.sizeHint().height()

    def resizeEvent(self, event: Any) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("hover" if self.underMouse() or self.hasFocus() else "base"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("hair"))
        room = self.rect().adjusted(16, 6, -16, -6)
        top = room.top()
        if self._title:
            self._paint_head(painter, room)
            top += QFontMetrics(strong()).lineSpacing()
        small = QFontMetrics(theme.font("dense"))
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink2" if self._title else "ink"))
        for line in self._lines():
            painter.drawText(self._mirrored(QRect(room.left(), top, room.width(), small.height())), LEADING, line)
            top += small.lineSpacing()
        if self._foot:
            painter.setPen(theme.color("ink2"))
            cut = small.elidedText(self._foot, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(self._mirrored(QRect(room.left(), top, room.width(), small.height())), LEADING, cut)

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def _paint_head(self, painter: QPainter, room: QRect) -> None:
        metrics = QFontMetrics(strong())
        side = marks.size()
        end = room.right() + 1
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink"))
        if self._word:
            width = QFontMetrics(theme.font("body")).horizontalAdvance(self._word)
            place = QRect(end - width, room.top(), width + 1, metrics.height())
            painter.drawText(self._mirrored(place), LEADING, self._word)
            end -= width + side + 7
            if self._mark:
                box = QRect(end, room.top() + (metrics.height() - side) // 2, side, side)
                marks.paint_mark(painter, QRectF(self._mirrored(box)), self._mark)
            end -= 10
        painter.setFont(strong())
        title = QRect(room.left(), room.top(), max(20, end - room.left()), metrics.height())
        cut = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, title.width())
        painter.drawText(self._mirrored(title), LEADING, cut)

    def _lines(self) -> list[str]:
        return lines_of(self._told, theme.font("dense"), max(100, self.width() - 32), 3) if self._told else []


class Rows(QWidget):
    """Rows that are filled one after another, again and again: those that are there stay, and so does the keyboard.

    Args:
        made: makes a row; it is given its place.
    """

    def __init__(self, made: Callable[[int], QWidget]) -> None:
        super().__init__()
        self._made = made
        self._there: list[QWidget] = []
        self._filled = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def rows(self) -> list[Any]:
        """Those that are filled."""
        return self._there[: self._filled]

    def begin(self) -> None:
        """They are to be filled from the first again; what is there stays until then."""
        self._filled = 0

    def next(self) -> Any:
        """The next one, to be filled."""
        if self._filled == len(self._there):
            self._there.append(self._made(self._filled))
            self._column.addWidget(self._there[-1])
        row = self._there[self._filled]
        row.show()
        self._filled += 1
        return row

    def end(self) -> None:
        """Those that were not filled go."""
        for row in self._there[self._filled :]:
            row.hide()


class ShareBar(QWidget):
    """How large a part of a whole is."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(8)

    def show_share(self, share: float) -> None:
        """Shows a share from 0 to 1."""
        self._share = share
        self.setAccessibleName(_("{n} %").format(n=round(100 * share)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setBrush(theme.color("accent"))
        width = max(3.0, self.width() * self._share) if self._share else 0.0
        left = self.width() - width if self.layoutDirection() == RTL else 0.0
        painter.drawRoundedRect(QRectF(left, 0, width, self.height()), 4, 4)


class Ground(QWidget):
    """A page on the ground of a token."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color(self._token))


class PairRow(QWidget):
    """A name, and words that belong to it."""

    def __init__(self) -> None:
        super().__init__()
        self.name = Elided(role="strong")
        self.words = Paragraph(role="dense")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(10)
        row.addWidget(self.name, 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 3)

    def tell(self, name: str, words: str) -> None:
        """Shows another."""
        self.name.setText(name)
        self.words.setText(words)
        self.setAccessibleName(f"{name}: {words}")


def scrolled(page: QWidget) -> QScrollArea:
    """A page in an area that scrolls up and down, and takes no focus for itself."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
