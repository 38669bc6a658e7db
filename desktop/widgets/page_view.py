"""A PDF's pages to read: tinted passages, what was found, and a selection led over the letters themselves.

A place in the text is a code point, as everywhere; a map and the boxes of a page's letters lead from it to the page.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.widgets.page_scroll import PageScroll
from desktop.widgets.selection import Selection
from desktop.widgets.stretches import Stretch, Stretches

Span = tuple[int, int]
_SELECTED = QColor("#A99FEE")
"""The ground of a selection on white paper; it darkens what is under it and hides nothing."""


class Boxes(Protocol):
    """Where the letters of a page stand."""

    geometry: Any

    def nearest(self, x: float, y: float) -> Any:
        """The letter nearest to a point of the page."""

    def rects(self, first: int, last: int) -> list[Any]:
        """A rectangle for each line of some letters."""


class Paged(Protocol):
    """The way from the text to its pages; ``length`` is that of the text."""

    @property
    def length(self) -> int:
        """How many code points the text has."""

    def page(self, offset: int) -> int:
        """The page on which a place lies."""

    def span(self, page: int) -> Span:
        """The places that a page fills."""

    def offset(self, page: int, index: int) -> int:
        """The place of a letter of a page."""

    def pieces(self, start: int, end: int) -> Sequence[Any]:
        """What of a span lies on which page."""


class PageView(PageScroll):
    """Shows pages with their text; its signals are those of the text view."""

    pressed = Signal(int)
    selected = Signal()
    typed = Signal(str)
    entered = Signal(int)
    stepped = Signal(int)

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selection = selection
        self._map: Paged | None = None
        self._text = ""
        self._boxes: dict[int, Boxes] = {}
        self.marked = Stretches()
        self._hits: tuple[Span, ...] = ()
        self._held = False
        self.sought: tuple[int, float] | None = None
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        selection.changed.connect(self.viewport().update)

    def show_pages(self, sizes: Sequence[tuple[float, float]], paged: Paged | None, text: str) -> None:
        """Shows pages of these sizes, and whose text they are."""
        self._map, self._text, self._boxes = paged, text, {}
        self.marked, self._hits, self.sought = Stretches(), (), None
        self.show_sizes(sizes)

    def show_boxes(self, page: int, boxes: Boxes) -> None:
        """The places of the letters of a page have come; what was sought there is found exactly now."""
        self._boxes[page] = boxes
        self.viewport().update()
        if self.sought is not None and self._map is not None and self._map.page(self.sought[0]) == page:
            self.show_place(*self.sought)
        self.scrolled.emit()

    def placed(self, page: int) -> bool:
        """Whether the places of the letters of a page are known."""
        return page in self._boxes or self._map is None

    def show_stretches(self, stretches: Stretches) -> None:
        """Tints stretches of the text where they stand on the pages."""
        self.marked = stretches
        self.viewport().update()

    def stretches(self) -> list[Stretch]:
        """What is tinted, the longest first."""
        return self.marked.all()

    def show_hits(self, hits: Sequence[Span], _current: int = -1) -> None:
        """Marks what was found."""
        self._hits = tuple(hits)
        self.viewport().update()

    def seen(self) -> Span:
        """The first and the last place of the text that are in sight; by pages."""
        sight = self.in_sight()
        if self._map is None or not sight:
            return 0, 0
        return self._map.span(sight[0])[0], self._map.span(sight[-1])[1]

    def top_place(self) -> int:
        """The place of the text that stands highest in sight, as near as is known."""
        sight = self.in_sight()
        if self._map is None or not sight:
            return 0
        rect, (start, end) = self.page_rect(sight[0]), self._map.span(sight[0])
        into = max(0.0, -rect.top() / max(1.0, rect.height()))
        boxes = self._boxes.get(sight[0])
        if boxes is None or into == 0.0:
            return round(start + into * (end - start))
        found = boxes.nearest(*boxes.geometry.on_page(0.0, into * self.sizes[sight[0]][1]))
        return start if found is None else self._map.offset(sight[0], found.index)

    def show_place(self, point: int, share: float = 1 / 3) -> None:
        """Scrolls so that a place of the text stands in the upper third; until its letters are placed, by guess."""
        if self._map is None or not self.sizes:
            self.sought = point, share
            return
        page = min(self._map.page(point), len(self.sizes) - 1)
        self.sought = (point, share) if page not in self._boxes else None
        self.scroll_to(page, self._height_on(page, point), share)

    def rects_of(self, start: int, end: int) -> list[QRectF]:
        """Where the code points [start, end) stand in the viewport, as far as that is known."""
        found: list[QRectF] = []
        first, last = self.seen()
        start, end = max(start, first), min(end, last)
        if self._map is None or start >= end:
            return found
        for piece in self._map.pieces(start, end):
            boxes = self._boxes.get(piece.page)
            if boxes is not None:
                origin = self.page_rect(piece.page).topLeft()
                for rect in boxes.rects(piece.first, piece.last):
                    left, top, wide, high = (each * self.scale for each in boxes.geometry.shown(rect))
                    found.append(QRectF(left, top, wide, high).translated(origin))
        return found

    def point_at(self, place: QPointF, *, leading: bool = False) -> int | None:
        """The code point nearest to a place of the viewport; None where there is no text."""
        page = next((each for each in self.in_sight() if place.y() <= self.page_rect(each).bottom() + 7), None)
        boxes = self._boxes.get(page) if page is not None else None
        if boxes is None or page is None or self._map is None:
            return None
        inside = (place - self.page_rect(page).topLeft()) / self.scale
        hit = boxes.nearest(*boxes.geometry.on_page(inside.x(), inside.y()))
        return None if hit is None else self._map.offset(page, hit.index) + int(hit.after and not leading)

    def selectAll(self) -> None:
        """Selects the whole text."""
        self.selection.select(0, len(self._text))
        self.selected.emit()

    def copy(self) -> None:
        """Copies text alone, as the source has it."""
        if not self.selection.empty:
            QGuiApplication.clipboard().setText(self._text[self.selection.start : self.selection.end])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+arrows select; plus, minus and 0 zoom; letters and Enter are told."""
        key, keys = event.key(), Qt.Key
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if control and key in (keys.Key_Up, keys.Key_Down):
            self.stepped.emit(1 if key == keys.Key_Down else -1)
        elif shift and key in (keys.Key_Left, keys.Key_Right, keys.Key_Up, keys.Key_Down):
            self._lead(Qt.Key(key), words=control)
        elif control or not self._does(key, event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a selection; with Shift leads it on."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        point = self.point_at(event.position())
        self._held = point is not None
        if point is not None:
            self.selection.lead(point) if shift else self.selection.put(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Leads the selection."""
        point = self.point_at(event.position()) if self._held else None
        if point is not None:
            self.selection.lead(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click tells where; a selection is told of."""
        if event.button() == Qt.MouseButton.LeftButton and self._held:
            self._held = False
            if self.selection.empty:
                self.pressed.emit(self.selection.place)
            self.selected.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Selects a word."""
        point = self.point_at(event.position(), leading=True)
        if point is not None:
            start = _other_word(self._text, point + 1, forward=False)
            self.selection.select(start, _other_word(self._text, start, forward=True))
            self.selected.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages in sight, with what is coded and selected on them."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        first, last = self.seen()
        near = self.marked.near(first, last)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for each in near:
            if each.found or not each.dotted:
                self._fill(painter, (each.start, each.end), theme.current().paper("sel" if each.found else each.fill))
        for hit in self._hits:
            self._fill(painter, hit, theme.current().paper("hit"))
        if not self.selection.empty:
            self._fill(painter, (self.selection.start, self.selection.end), _SELECTED)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for each in near:
            self._edge(painter, each)

    def _does(self, key: int, event: QKeyEvent) -> bool:
        """What keys without Ctrl do; False for others."""
        keys = Qt.Key
        if key in (keys.Key_Plus, keys.Key_Equal, keys.Key_Minus):
            self.zoom_by(-1 if key == keys.Key_Minus else 1)
        elif key == keys.Key_0:
            self.fit_width()
        elif key in (keys.Key_Home, keys.Key_End):
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum() if key == keys.Key_End else 0)
        elif key in (keys.Key_Return, keys.Key_Enter):
            self.entered.emit(self.selection.place)
        elif keys.Key_A <= key <= keys.Key_Z and not event.isAutoRepeat() and not event.modifiers() & _ALT:
            self.typed.emit(chr(key))
        else:
            return False
        return True

    def _fill(self, painter: QPainter, span: Span, color: QColor) -> None:
        for rect in self.rects_of(*span):
            painter.fillRect(rect, color)

    def _edge(self, painter: QPainter, stretch: Stretch) -> None:
        pen = QPen(theme.current().paper("accent" if stretch.found else stretch.edge), 2)
        if stretch.dotted:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([1, 1.25])
        painter.setPen(pen)
        for rect in self.rects_of(stretch.start, stretch.end):
            y = rect.bottom() + 1 + 3 * stretch.lane
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def _lead(self, key: Qt.Key, *, words: bool) -> None:
        """Leads the selection by a letter, a word or a line."""
        place, text = self.selection.place, self._text
        forward = key in (Qt.Key.Key_Right, Qt.Key.Key_Down)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            there = _other_line(text, place, forward=forward)
        elif words:
            there = _other_word(text, place, forward=forward)
        else:
            there = place + (1 if forward else -1)
        there = max(0, min(len(text), there))
        self.selection.lead(there)
        self._bring_into_sight(there)
        self.setAccessibleDescription(text[self.selection.start : self.selection.end][:400])
        self.selected.emit()

    def _bring_into_sight(self, point: int) -> None:
        page = self._map.page(point) if self._map is not None else 0
        if page in self.in_sight():
            top = self.page_rect(page).top() + self._height_on(page, point) * self.scale
            if 0 <= top <= self.viewport().height() - 24:
                return
        self.show_place(point)

    def _height_on(self, page: int, point: int) -> float:
        """How far down a page a place stands, in points."""
        boxes, paged = self._boxes.get(page), self._map
        if paged is None:
            return 0.0
        start, end = paged.span(page)
        pieces = paged.pieces(point, min(end, point + 40)) if boxes is not None else ()
        for piece in pieces:
            rects = boxes.rects(piece.first, piece.last) if boxes is not None and piece.page == page else []
            if rects and boxes is not None:
                return float(boxes.geometry.shown(rects[0])[1])
        return self.sizes[page][1] * (point - start) / max(1, end - start)


_ALT = Qt.KeyboardModifier.AltModifier


def _other_line(text: str, place: int, *, forward: bool) -> int:
    """The same column of the next line of the text, or of the one before."""
    start = text.rfind("\n", 0, place) + 1
    column = place - start
    if forward:
        end = text.find("\n", place)
        last = text.find("\n", end + 1)
        return len(text) if end < 0 else min(end + 1 + column, len(text) if last < 0 else last)
    before = text.rfind("\n", 0, max(0, start - 1)) + 1
    return min(before + column, max(0, start - 1))


def _other_word(text: str, place: int, *, forward: bool) -> int:
    step, at = (1, place) if forward else (-1, place - 1)
    while 0 <= at < len(text) and text[at].isspace():
        at += step
    while 0 <= at < len(text) and not text[at].isspace():
        at += step
    return at if forward else at + 1
