"""Comments over pages, as readers of PDF show them: a sign in the margin, and a card with the words on a hover.

It neither reads nor changes a file: whoever shows pages says where comments are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets import icons
from desktop.widgets.announce import announce
from desktop.widgets.text import Elided, Label, Paragraph

Box = tuple[float, float, float, float]
"""Left, top, width and height in points, from the upper left corner of the page."""

SIGN = 16
"""Pixels of the side of a sign."""
INSIDE = 6
"""Pixels between a sign and the edge of its page."""
WIDE = 300
LONGEST = 1_200
"""The most characters of a card; the rest is left to the list, or to the reader of the file."""


@dataclass(frozen=True, slots=True)
class PageComment:
    """A comment on a page: what it covers, who made it, when, and its words."""

    page: int
    boxes: tuple[Box, ...]
    author: str
    date: str
    body: str


class PageComments(QObject):
    """The comments of the pages of one view."""

    chosen = Signal(int)
    """The sign of a comment was clicked: its number."""

    def __init__(self, view: Any) -> None:
        super().__init__(view)
        self._view = view
        self._comments: tuple[PageComment, ...] = ()
        self._of_page: dict[int, list[int]] = {}
        self.current = -1
        """The number of the one whose card is shown, or that was shown last."""
        self.card = CommentCard(view.viewport())
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    def show(self, comments: Sequence[PageComment]) -> None:
        """Shows other comments; those of no size or off their page are shown at its head."""
        self._comments = tuple(comments)
        self._of_page = {}
        for number, each in enumerate(self._comments):
            self._of_page.setdefault(each.page, []).append(number)
        self.hide()
        self.current = -1
        self._view.viewport().update()

    def count(self) -> int:
        """How many there are."""
        return len(self._comments)

    def hide(self) -> bool:
        """Puts the card away; False when there was none."""
        shown = self.card.isVisible()
        self.card.hide()
        return shown

    def step(self, by: int) -> None:
        """Goes to the next comment (1), or to the one before (-1), and shows its card."""
        if self._comments:
            self.look_at(max(0, min(len(self._comments) - 1, self.current + by)))

    def look_at(self, number: int) -> None:
        """Brings a comment into sight, and shows its card."""
        comment = self._comments[number]
        if comment.page >= len(self._view.sizes):
            return
        top = comment.boxes[0][1] if comment.boxes else 0.0
        self._view.scroll_to(comment.page, top, 1 / 3)
        self._show_card(number)
        told = ". ".join(part for part in (comment.body, comment.author, comment.date) if part)
        announce(self._view, told)

    def paint(self, painter: QPainter) -> None:
        """The signs on the pages in sight."""
        for number, rect in self._signs():
            token = "handMark" if number == self.current and self.card.isVisible() else "handTint"
            painter.setPen(QPen(theme.current().paper("handMark"), 1))
            painter.setBrush(theme.current().paper(token))
            painter.drawRoundedRect(rect, 2, 2)
            _paint_lines(painter, rect)
            if number == self.current and self.card.isVisible():
                painter.setPen(QPen(theme.current().paper("handMark"), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                for box in self._boxes(number):
                    painter.drawRect(box.adjusted(-1, -1, 1, 1))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A hover shows a card, a click chooses; everything goes on to the view as well."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove and not event.buttons():
            self._hover(event.position())
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            number = self._at(event.position())
            if number >= 0:
                self.chosen.emit(number)
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.Wheel, QEvent.Type.Resize):
            self.hide()
        return False

    def _hover(self, place: QPointF) -> None:
        number = self._at(place)
        if number >= 0:
            if number != self.current or not self.card.isVisible():
                self._show_card(number)
        elif self.hide():
            self._view.viewport().update()

    def _show_card(self, number: int) -> None:
        self.current = number
        comment = self._comments[number]
        self.card.show_words(comment.author, comment.date, comment.body)
        sign = next((rect for other, rect in self._signs() if other == number), None)
        if sign is not None:
            self.card.place(sign.toRect())
        self._view.viewport().update()

    def _at(self, place: QPointF) -> int:
        """The comment whose sign or words are at a place of the view; of several the smallest."""
        for number, rect in self._signs():
            if rect.contains(place):
                return number
        here = [
            (box.width() * box.height(), number)
            for number, _rect in self._signs()
            for box in self._boxes(number)
            if box.contains(place)
        ]
        return min(here)[1] if here else -1

    def _signs(self) -> list[tuple[int, QRectF]]:
        """The signs in sight: in the margin beside their words, none over another one."""
        found: list[tuple[int, QRectF]] = []
        side = float(icons.size(SIGN))
        for page in self._view.in_sight():
            area = self._view.page_rect(page)
            taken: list[QRectF] = []
            for number in self._of_page.get(page, ())[:200]:
                boxes = self._comments[number].boxes
                top = boxes[0][1] * self._view.scale if boxes else 0.0
                rect = QRectF(area.right() - INSIDE - side, area.top() + top, side, side)
                while any(rect.intersects(other) for other in taken) and rect.left() > area.left():
                    rect.translate(-side - 2, 0)
                taken.append(rect)
                found.append((number, rect))
        return found

    def _boxes(self, number: int) -> list[QRectF]:
        comment = self._comments[number]
        origin = self._view.page_rect(comment.page).topLeft()
        return [QRectF(*(each * self._view.scale for each in box)).translated(origin) for box in comment.boxes]


def _paint_lines(painter: QPainter, sign: QRectF) -> None:
    """Three lines of writing, in the ink of paper, which is white in every look."""
    painter.setPen(QPen(theme.current().paper("hand"), 1.2))
    for share, end in ((0.3, 0.76), (0.52, 0.76), (0.74, 0.56)):
        y = sign.top() + share * sign.height()
        left, right = sign.left() + 0.24 * sign.width(), sign.left() + end * sign.width()
        painter.drawLine(QPointF(left, y), QPointF(right, y))


class CommentCard(QWidget):
    """The words of a comment on amber, over the pages; never takes the keyboard or the mouse."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.author = Elided(role="strong", token="hand")  # noqa: S106 - a colour
        self.date = Label(role="dense", token="hand")  # noqa: S106 - a colour
        self.body = Paragraph(token="ink")  # noqa: S106 - a colour
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.author, 1)
        head.addWidget(self.date)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 9, 12, 10)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._column.addWidget(self.body)
        self.hide()

    def show_words(self, author: str, date: str, body: str) -> None:
        """Shows a comment."""
        self.author.setText(author)
        self.date.setText(date)
        self.body.setText(body if len(body) <= LONGEST else body[:LONGEST].rstrip() + " …")
        self.setAccessibleName(author)
        self.setAccessibleDescription(body[:LONGEST])

    def place(self, sign: QRect) -> None:
        """Stands below a sign, above it where there is no room, and always inside."""
        over = self._over.rect()
        wide = max(80, min(WIDE, over.width() - 16))
        high = min(self._column.heightForWidth(wide), max(40, over.height() - 16))
        left = max(8, min(sign.right() - wide, over.width() - wide - 8))
        below = sign.bottom() + 6
        top = below if below + high <= over.height() - 8 else max(8, sign.top() - 6 - high)
        self.setGeometry(QRect(QPoint(left, top), QRect(0, 0, wide, high).size()))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Amber ground with an edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("handMark"), 1))
        painter.setBrush(theme.color("handTint"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
