"""The side of the matrix: actors as a tree, or scenarios, and the corner above them."""

from typing import Protocol

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QTableView, QWidget

from desktop import theme
from desktop.widgets import icons, squares
from desktop.widgets.header_drag import HeaderDrag
from desktop.words import _

KIND_ICONS = {
    "person": "user",
    "state": "landmark",
    "organisation": "building-2",
    "coalition": "users",
    "group": "users-round",
}


class ActorRow(Protocol):
    """A row as its head is drawn."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def heading(self) -> bool:
        """Whether it is the heading of a group."""

    @property
    def depth(self) -> int:
        """How far it stands below another one."""

    @property
    def kind(self) -> str | None:
        """What kind of actor it is."""

    @property
    def speakers(self) -> int:
        """How many can be opened below it."""

    @property
    def opened(self) -> bool:
        """Whether they are."""

    @property
    def squares(self) -> tuple[bool, ...]:
        """Which factors are set, when it is a scenario."""


class Actors(Protocol):
    """Who tells what the heads say."""

    def row(self, number: int) -> ActorRow:
        """A row."""

    def told_beside(self, line: int) -> str:
        """The number after an actor's name."""


class ActorHeader(QHeaderView):
    """Actors as a tree: arrow, kind, name, and how many statements count for each; of scenarios the factors set."""

    toggled = Signal(int)
    """A row is to be opened or closed."""
    chosen = Signal(int)
    """A row was clicked."""
    dropped = Signal(int, int)
    """A row was dragged, and before which one."""

    def __init__(self, heads: Actors, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._heads = heads
        self.current = -1
        self.focused = False
        self.drag = HeaderDrag(self)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(10)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Actors"))
        self._width = 0
        self.renew()

    def renew(self) -> None:
        """Takes fonts from the theme again."""
        self._strong, self._plain = theme.font("strong"), theme.font("dense")
        self._small, self._label = theme.font("meta"), theme.font("label")
        self._icon = icons.size(15)
        self.forget()

    def forget(self) -> None:
        """Measures again, after rows changed; it never gets narrower while a case is open."""
        rows = [self._needed(number) for number in range(self.count())]
        least = 16 * QFontMetrics(self._strong).averageCharWidth()
        self._width = max(least, min(max(rows, default=0), 36 * QFontMetrics(self._strong).averageCharWidth()))
        self.updateGeometry()
        self.viewport().update()

    def mark(self, current: int, *, focused: bool) -> None:
        """Tells which row the keyboard is in, and whether it is on the actor itself."""
        before, self.current, self.focused = self.current, current, focused
        for section in {before, current} - {-1}:
            self.updateSection(section)

    def heading_height(self) -> int:
        """The height of the heading of a group."""
        return QFontMetrics(self._label).height() + 9

    def sizeHint(self) -> QSize:
        """Wide enough for the names, within reason."""
        return QSize(self._width, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The actors, and the ground below them."""
        super().paintEvent(event)
        rest = QRect(0, self.length() - self.offset(), self.viewport().width(), self.viewport().height())
        painter = QPainter(self.viewport())
        painter.fillRect(rest, theme.color("base"))
        self.drag.paint(painter)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """An actor, or the heading of a group."""
        row = self._heads.row(section)
        painter.save()
        if row.heading:
            self._heading(painter, rect, row)
        else:
            self._actor(painter, rect, section, row)
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses an actor; its arrow opens or closes it."""
        place = event.position().toPoint()
        section = self.logicalIndexAt(place)
        if section < 0 or self._heads.row(section).heading or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._heads.row(section).speakers and self._arrow(section).contains(place):
            self.toggled.emit(section)
            return
        self.drag.press(section, place)
        self.chosen.emit(section)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags a row."""
        self.drag.move(event.position().toPoint())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Lets a row go."""
        dragged = self.drag.release()
        if dragged is not None:
            self.dropped.emit(*dragged)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens or closes an actor."""
        section = self.logicalIndexAt(event.position().toPoint())
        if section >= 0 and self._heads.row(section).speakers:
            self.toggled.emit(section)

    def _heading(self, painter: QPainter, rect: QRect, row: ActorRow) -> None:
        painter.fillRect(rect, theme.color("chrome"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(self._label)
        painter.setPen(theme.color("ink2"))
        inside = self._turned(QRect(14, rect.top(), rect.width() - 18, rect.height() - 1))
        text = QFontMetrics(self._label).elidedText(row.title, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, text)

    def _actor(self, painter: QPainter, rect: QRect, section: int, row: ActorRow) -> None:
        current = section == self.current
        painter.fillRect(rect, theme.color("base"))
        painter.setPen(theme.color("hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if row.speakers:
            arrow = QRectF(self._arrow(section)).adjusted(2, 2, -2, -2)
            closed = "chevron-left" if self._mirrored() else "chevron-right"
            icons.paint_icon(painter, arrow, "chevron-down" if row.opened else closed, "ink2")
        start = self._start(row)
        if row.depth == 0 and row.kind is not None:
            place = QRect(start, rect.top() + (rect.height() - self._icon) // 2, self._icon, self._icon)
            icons.paint_icon(painter, QRectF(self._turned(place)), KIND_ICONS[str(row.kind)], "ink2")
            start += self._icon + 7
        self._words(painter, rect, section, row, start)
        if current:
            edge = QRect(0, rect.top(), 3, rect.height() - 1)
            painter.fillRect(self._turned(edge), theme.color("accent"))
        if current and self.focused:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _words(self, painter: QPainter, rect: QRect, section: int, row: ActorRow, start: int) -> None:
        """The name, cut at its end, and the number or the squares."""
        told = "" if row.kind is None else self._heads.told_beside(section)
        metrics = QFontMetrics(self._small)
        width = metrics.horizontalAdvance(told) if told else squares.width(row.squares)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.setFont(self._small)
        painter.setPen(theme.color("ink2"))
        number = QRect(self.viewport().width() - width - 10, rect.top(), width, rect.height() - 1)
        if told:
            painter.drawText(self._turned(number), Qt.AlignmentFlag.AlignCenter, told)
        else:
            squares.paint(painter, self._turned(number), row.squares, mirrored=self._mirrored())
        font = self._font_of(row)
        painter.setFont(font)
        painter.setPen(theme.color("ink" if row.depth == 0 else "ink2"))
        name = QRect(start, rect.top(), number.left() - start - 6, rect.height() - 1)
        text = QFontMetrics(font).elidedText(row.title, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(self._turned(name), middle, text)

    def _needed(self, section: int) -> int:
        row = self._heads.row(section)
        if row.heading:
            return QFontMetrics(self._label).horizontalAdvance(row.title) + 22
        name = QFontMetrics(self._font_of(row)).horizontalAdvance(row.title) + 2
        icon = self._icon + 7 if row.depth == 0 and row.kind is not None else 0
        beside = squares.width(row.squares) or QFontMetrics(self._small).horizontalAdvance("000")
        return self._start(row) + icon + name + beside + 16

    def _font_of(self, row: ActorRow) -> QFont:
        """Actors of a group are strong, their speakers and scenarios are not."""
        return self._strong if row.depth == 0 and row.kind is not None else self._plain

    def _start(self, row: ActorRow) -> int:
        """Where an actor's icon or name begins; a scenario has no arrow."""
        if row.kind is None:
            return 14
        return 14 + icons.size(12) + 5 + (row.depth and 4 + row.depth * 12)

    def _arrow(self, section: int) -> QRect:
        """The place of the arrow, easily hit."""
        side = icons.size(12) + 4
        top = self.sectionViewportPosition(section) + (self.sectionSize(section) - side) // 2
        indent = max(0, self._heads.row(section).depth) * 12
        return self._turned(QRect(10 + indent, top, side, side))

    def _turned(self, rect: QRect) -> QRect:
        if not self._mirrored():
            return rect
        return QRect(self.viewport().width() - rect.right() - 1, rect.top(), rect.width(), rect.height())

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft


class Corner(QWidget):
    """Says what rows and columns are."""

    transposed = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Both words at the foot, with arrows."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("base"))
        painter.setPen(theme.color("line"))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        font = theme.font("meta")
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.color("ink2"))
        line = QRect(14, self.height() - metrics.height() - 8, self.width() - 24, metrics.height())
        side = icons.size(12)
        rows, columns = _("Actor"), _("Scenario")
        if self.transposed:
            rows, columns = columns, rows
        for text, icon, align in (
            (rows, "chevron-down", Qt.AlignmentFlag.AlignLeft),
            (columns, "chevron-right", Qt.AlignmentFlag.AlignRight),
        ):
            width = metrics.horizontalAdvance(text) + 3 + side
            place = QStyle.alignedRect(self.layoutDirection(), align, QSize(width, line.height()), line)
            self._axis(painter, place, text, icon, side)

    def _axis(self, painter: QPainter, place: QRect, text: str, icon: str, side: int) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        arrow = QRect(place.right() - side + 1, place.top() + (place.height() - side) // 2 + 1, side, side)
        if mirrored:
            arrow.moveLeft(place.left())
            icon = icon.replace("right", "left")
        painter.drawText(place, Qt.AlignmentFlag.AlignLeading, text)
        icons.paint_icon(painter, QRectF(arrow), icon, "ink2")
