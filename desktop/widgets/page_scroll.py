"""The pages of a PDF one below the other, as pictures that come when they are asked for.

Pages are measured in points. A page whose picture is not there yet is white; at another zoom its old picture is
stretched until the new one comes. Pictures are kept up to a limit, those farthest from what is in sight go first.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QNativeGestureEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop import theme
from desktop.widgets.page_comments import PageComments
from desktop.words import _, count

GAP = 14
"""Pixels round a page."""
MOST_KEPT = 48 << 20
"""Bytes of pictures that are kept."""
SMALLEST, LARGEST = 0.2, 8.0
"""Pixels of a point."""
PAUSE = 50
"""Milliseconds that the pages must rest before pictures are asked for."""
_PART = 1_600_000
"""About so many pixels are drawn at once."""
_STEP = 1.2


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page that is drawn at once: left, top, width and height in points."""

    page: int
    number: int
    area: tuple[float, float, float, float]


class PageScroll(QAbstractScrollArea):
    """Shows pages; ``wanted`` tells what is missing, the most urgent first."""

    wanted = Signal(object, object, float)
    """Parts to be drawn, pages in sight or nearly so, and pixels of a point."""
    scrolled = Signal()
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = 1.0
        self.gap = GAP
        """Pixels between pages."""
        self.sizes: tuple[tuple[float, float], ...] = ()
        self._fits = True
        self._tops: list[float] = []
        self._pictures: dict[tuple[int, int], tuple[float, Part, QImage]] = {}
        self._bytes = 0
        self._wish = QTimer(self, singleShot=True, interval=PAUSE)
        self._wish.timeout.connect(self._ask)
        self.comments = PageComments(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages of the source"))
        theme.current().changed.connect(self.viewport().update)

    def show_sizes(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Shows pages of these sizes, white at first."""
        self._wish.stop()
        self._pictures.clear()
        self._bytes = 0
        self.sizes = tuple(sizes)
        self.setAccessibleDescription(count(len(sizes), "{n} page", "{n} pages"))
        self._arrange()
        if self._fits:
            self.fit_width()
        self.verticalScrollBar().setValue(0)

    def show_picture(self, part: Part, scale: float, image: QImage) -> None:
        """The picture of a part has come."""
        key = part.page, part.number
        old = self._pictures.pop(key, None)
        if old is not None:
            self._bytes -= old[2].sizeInBytes()
        self._pictures[key] = scale, part, image
        self._bytes += image.sizeInBytes()
        self._forget_far()
        self.viewport().update()

    def bytes_kept(self) -> int:
        """How many bytes of pictures are kept."""
        return self._bytes

    def zoom_to(self, scale: float, *, fits: bool = False) -> None:
        """So many pixels to a point; what is in the middle stays there."""
        self._fits = fits
        page, share = self.middle()
        self.scale = max(SMALLEST, min(LARGEST, scale))
        self._arrange()
        if self.sizes:
            middle = self._tops[page] + share * self.sizes[page][1] * self.scale
            self.verticalScrollBar().setValue(round(middle - self.viewport().height() / 2))
        self.zoomed.emit()

    def fit_width(self) -> None:
        """As wide as the view."""
        widest = max((width for width, _height in self.sizes), default=600.0)
        self.zoom_to((self.viewport().width() - 2 * GAP) / max(1.0, widest), fits=True)

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller."""
        self.zoom_to(self.scale * _STEP**steps)

    def percent(self) -> int:
        """The zoom as people know it: a point is 1/72 inch, a pixel 1/96."""
        return round(self.scale * 72 / 96 * 100)

    def middle(self) -> tuple[int, float]:
        """The page in the middle of the view, and how much of it is above that."""
        if not self.sizes:
            return 0, 0.0
        y = self.verticalScrollBar().value() + self.viewport().height() / 2
        page = max(0, bisect_right(self._tops, y) - 1)
        return page, max(0.0, min(1.0, (y - self._tops[page]) / max(1.0, self.sizes[page][1] * self.scale)))

    def in_sight(self) -> range:
        """The pages in sight; at least one where there are any."""
        if not self.sizes:
            return range(0)
        low = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, low) - 1)
        last = max(first + 1, bisect_left(self._tops, low + self.viewport().height()))
        if last - first > 1 and self.page_rect(first).bottom() <= 0:
            first += 1
        return range(first, last)

    def page_rect(self, page: int) -> QRectF:
        """Where a page stands in the viewport."""
        width, height = self.sizes[page]
        wide = width * self.scale
        left = max(GAP, (self.viewport().width() - wide) / 2) - self.horizontalScrollBar().value()
        return QRectF(left, self._tops[page] - self.verticalScrollBar().value(), wide, height * self.scale)

    def scroll_to(self, page: int, down: float, share: float) -> None:
        """Puts a height of a page, in points, at a share of the height of the view."""
        top = self._tops[page] + down * self.scale
        self.verticalScrollBar().setValue(round(top - self.viewport().height() * share))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self.scale * _STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Two fingers zoom."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_to(self.scale * (1 + event.value()))
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stays as wide as the view, if it was."""
        super().resizeEvent(event)
        if self._fits:
            self.fit_width()
        else:
            self._arrange()

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        """Asks for what comes into sight."""
        self.viewport().update()
        self._wish.start()
        self.comments.hide()
        self.scrolled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self.in_sight():
            self._paint_page(painter, page)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.comments.paint(painter)

    def sizeHint(self) -> QSize:
        """Some room."""
        return QSize(600, 700)

    def ask_again(self) -> None:
        """Asks for what is missing, soon."""
        self._wish.start()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        area = self.page_rect(page)
        painter.fillRect(area, Qt.GlobalColor.white)
        for number in range(len(self._parts(page))):
            found = self._pictures.get((page, number))
            if found is not None:
                left, top, width, height = (each * self.scale for each in found[1].area)
                painter.drawImage(QRectF(left, top, width, height).translated(area.topLeft()), found[2])
        painter.setPen(theme.color("line"))
        painter.drawRect(area)

    def _arrange(self) -> None:
        """Where the pages stand at this zoom."""
        self._tops, top = [], float(GAP)
        for _width, height in self.sizes:
            self._tops.append(top)
            top += height * self.scale + self.gap
        widest = max((width for width, _height in self.sizes), default=0.0) * self.scale + 2 * GAP
        for bar, whole, room in (
            (self.verticalScrollBar(), top, self.viewport().height()),
            (self.horizontalScrollBar(), widest, self.viewport().width()),
        ):
            bar.setPageStep(max(1, room - 40))
            bar.setSingleStep(40)
            bar.setRange(0, max(0, round(whole - room)))
        self.viewport().update()
        if self.sizes:
            self._wish.start()
        self.scrolled.emit()

    def _parts(self, page: int) -> list[Part]:
        """A page in parts that are not too large to be drawn at once."""
        width, height = self.sizes[page]
        ratio = self._ratio()
        high = max(20.0, _PART / max(1.0, width * ratio * ratio))
        if high >= height:
            return [Part(page, 0, (0.0, 0.0, width, height))]
        tops = [number * high for number in range(int(height // high) + 1)]
        return [Part(page, number, (0.0, top, width, min(high, height - top))) for number, top in enumerate(tops)]

    def _ratio(self) -> float:
        return self.scale * self.devicePixelRatioF()

    def _ask(self) -> None:
        """Tells what is missing: what is in sight, then what is next to it."""
        if not self.sizes or not self.isVisible():
            return
        sight = self.in_sight()
        beside = [page for page in (sight.stop, sight.start - 1) if 0 <= page < len(self.sizes)]
        self.wanted.emit(
            [part for page in (*sight, *beside) for part in self._missing(page)], [*sight, *beside], self._ratio()
        )

    def _missing(self, page: int) -> list[Part]:
        """The parts of a page that are near enough and not drawn at this zoom."""
        height = self.viewport().height()
        near = QRectF(self.viewport().rect()).adjusted(0, -height / 2, 0, height)
        origin, ratio = self.page_rect(page).topLeft(), self._ratio()
        found = []
        for part in self._parts(page):
            left, top, wide, high = (each * self.scale for each in part.area)
            there = self._pictures.get((page, part.number))
            drawn = there is not None and there[0] == ratio and there[1] == part
            if not drawn and near.intersects(QRectF(left, top, wide, high).translated(origin)):
                found.append(part)
        return found

    def _forget_far(self) -> None:
        middle, sight = self.middle()[0], self.in_sight()
        while self._bytes > MOST_KEPT and len(self._pictures) > 1:
            far = max(self._pictures, key=lambda key: abs(key[0] - middle))
            if far[0] in sight:
                return
            self._bytes -= self._pictures.pop(far)[2].sizeInBytes()
