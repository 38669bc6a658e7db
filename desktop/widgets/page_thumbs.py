"""Pages in small, one below the other: the one that is looked at is framed, a click or an arrow goes to another."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.widgets.page_scroll import PageScroll
from desktop.words import _

WIDE = 100
PAGE = 68
"""Pixels of the width of a page."""


class PageThumbs(PageScroll):
    """``chosen`` tells the page that was asked for, from 0."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current = 0
        self.gap = 34
        self.setFixedWidth(WIDE)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Pages in small"))

    def show_sizes(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Other pages; the place among them stays as far as there are as many."""
        place, before = self.verticalScrollBar().value(), len(self.sizes)
        super().show_sizes(sizes)
        self.current = min(self.current, max(0, len(sizes) - 1))
        if before:
            self.verticalScrollBar().setValue(place)

    def look_at(self, page: int) -> None:
        """Frames a page, and brings it into sight."""
        if page == self.current or not 0 <= page < len(self.sizes):
            return
        self.current = page
        rect = self.page_rect(page)
        if rect.top() < 0 or rect.bottom() + 24 > self.viewport().height():
            self.scroll_to(page, self.sizes[page][1] / 2, 0.5)
        self.setAccessibleDescription(_("page {n}").format(n=page + 1))
        self.viewport().update()

    def fit_width(self) -> None:
        """Always as wide as a small page."""
        widest = max((width for width, _height in self.sizes), default=600.0)
        self.zoom_to(PAGE / max(1.0, widest), fits=True)

    def zoom_to(self, scale: float, *, fits: bool = False) -> None:
        """Smaller than pages to read may be."""
        if fits:
            self.scale = scale
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End go to a page."""
        last = len(self.sizes) - 1
        there = {
            Qt.Key.Key_Up: self.current - 1,
            Qt.Key.Key_Down: self.current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if there is None:
            super().keyPressEvent(event)
        elif 0 <= there <= last:
            self.look_at(there)
            self.chosen.emit(there)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes to the page."""
        for page in self.in_sight():
            if self.page_rect(page).adjusted(-8, -8, 8, 24).contains(event.position()):
                self.look_at(page)
                self.chosen.emit(page)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer are in sight."""
        super().resizeEvent(event)
        self.fit_width()

    def sizeHint(self) -> QSize:
        """Narrow."""
        return QSize(WIDE, 400)

    def _paint_page(self, painter: QPainter, page: int) -> None:
        """A page with its number; the one that is looked at with a frame."""
        rect = self.page_rect(page)
        here = page == self.current
        font = theme.font("dense")
        high = QFontMetrics(font).height()
        if here:
            painter.setPen(QPen(theme.color("accent"), 2 if self.hasFocus() else 1))
            painter.setBrush(theme.color("sel"))
            painter.drawRoundedRect(rect.adjusted(-7, -7, 7, high + 8), 5, 5)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        super()._paint_page(painter, page)
        painter.setFont(font)
        painter.setPen(theme.color("accent" if here else "ink2"))
        below = QRectF(rect.left(), rect.bottom() + 4, rect.width(), high)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(page + 1))
