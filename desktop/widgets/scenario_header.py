"""The head of the matrix: columns in two levels, each with its name and the factors it sets, or its statements."""

from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop import theme
from desktop.widgets import icons, squares
from desktop.widgets.header_drag import HeaderDrag
from desktop.widgets.wrapping import lines_of, widest_word
from desktop.words import _

EDGE = 9
MOST_MEASURED = 60
"""With more columns their heads are not measured one by one: each then has room for three lines."""


class ScenarioColumn(Protocol):
    """A column as its head is drawn."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def label(self) -> str:
        """The name of its branch."""

    @property
    def branch(self) -> int:
        """The number of its branch."""

    @property
    def squares(self) -> tuple[bool, ...]:
        """Which factors are set."""

    @property
    def kind(self) -> str | None:
        """What kind of actor it is, if it is one: then a number stands beneath its name."""

    @property
    def depth(self) -> int:
        """How far it stands below another one."""

    @property
    def speakers(self) -> int:
        """How many can be opened beside it."""

    @property
    def opened(self) -> bool:
        """Whether they are."""


class Scenarios(Protocol):
    """Who tells what the heads say."""

    def column(self, number: int) -> ScenarioColumn:
        """A column."""

    def told_beside(self, line: int) -> str:
        """The number beneath an actor's name."""


class ScenarioHeader(QHeaderView):
    """Branch, name in up to three lines, and squares that tell which factors are set, or an actor's number."""

    chosen = Signal(int)
    """A column was clicked."""
    toggled = Signal(int)
    """An actor is to be opened or closed."""
    dropped = Signal(int, int)
    """A column was dragged, and before which one."""

    def __init__(self, heads: Scenarios, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._heads = heads
        self.current = -1
        self.drag = HeaderDrag(self)
        self.widths: list[int] = []
        self._lines: dict[tuple[int, int], list[str]] = {}
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(_("Scenarios"))
        self.renew()

    def renew(self) -> None:
        """Takes fonts from the theme again."""
        self._font, self._label = _medium(theme.font("dense")), theme.font("label")
        self._small = theme.font("meta")
        self.measure()

    def measure(self) -> None:
        """Measures again, after the columns are new."""
        if self.count() > MOST_MEASURED:
            self.widths = [self._for_all()] * self.count()
        else:
            self.widths = [self.wanted(number) for number in range(self.count())]
        self.forget()

    def forget(self) -> None:
        """Breaks the names into lines again, after the columns have other widths."""
        self._lines.clear()
        many = self.count() > MOST_MEASURED
        self._branched = any(self._heads.column(number).label for number in range(self.count()))
        self._most = 3 if many else max((len(self._wrapped(number)) for number in range(self.count())), default=1)
        self.updateGeometry()
        self.viewport().update()

    def mark(self, current: int) -> None:
        """Tells which column the keyboard is in; -1 for none."""
        before, self.current = self.current, current
        for section in {before, current} - {-1}:
            self.updateSection(section)

    def needed(self, number: int) -> int:
        """The least width of a column's head: its widest word, or the squares."""
        column = self._heads.column(number)
        return max(widest_word(column.title, self._font), squares.width(column.squares)) + 2 * EDGE + 1

    def wanted(self, number: int) -> int:
        """The width in which a column's name takes about three lines, within reason."""
        metrics = QFontMetrics(self._font)
        third = metrics.horizontalAdvance(self._heads.column(number).title) * 2 // 5
        return max(self.needed(number), min(third, 12 * metrics.averageCharWidth()) + 2 * EDGE + 1)

    def _for_all(self) -> int:
        """One width for many columns: that of the longest words, and of the squares."""
        columns = [self._heads.column(number) for number in range(self.count())]
        words = {word for column in columns for word in column.title.split()}
        longest = sorted(words, key=len, reverse=True)[:MOST_MEASURED]
        least = 12 * QFontMetrics(self._font).averageCharWidth()
        widest = max((QFontMetrics(self._font).horizontalAdvance(word) for word in longest), default=0)
        return max(least, widest, squares.width(columns[0].squares)) + 2 * EDGE + 1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses a column; the arrow of an actor opens or closes it."""
        place = event.position().toPoint()
        section = self.logicalIndexAt(place)
        if section < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._heads.column(section).speakers and place.y() > self.height() - self._foot():
            self.toggled.emit(section)
            return
        self.drag.press(section, place)
        self.chosen.emit(section)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags a column."""
        self.drag.move(event.position().toPoint())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Lets a column go."""
        dragged = self.drag.release()
        if dragged is not None:
            self.dropped.emit(*dragged)

    def sizeHint(self) -> QSize:
        """High enough for the longest name."""
        names = self._most * QFontMetrics(self._font).lineSpacing()
        return QSize(100, self._band() + names + self._foot() + 12)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Name and squares; the branches come after all sections, since a section cuts off what it paints."""
        column = self._heads.column(section)
        painter.save()
        painter.fillRect(rect, theme.color("base"))
        begins = section == 0 or self._heads.column(section - 1).branch != column.branch
        painter.setPen(theme.color("line" if begins else "hair"))
        left = rect.right() if self._mirrored() else rect.left()
        painter.drawLine(left, rect.top() + (0 if begins else self._band()), left, rect.bottom())
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if section == self.current:
            painter.fillRect(rect.left() + 1, rect.bottom() - 1, rect.width() - 1, 2, theme.color("accent"))
        inside = rect.adjusted(EDGE + 1, self._band() + 7, -EDGE, -self._foot())
        self._name(painter, inside, section)
        foot = QRect(inside.left(), rect.bottom() - self._foot(), inside.width(), self._foot())
        if column.kind is None:
            squares.paint(painter, foot, column.squares, mirrored=self._mirrored())
        else:
            self._actor(painter, foot, section)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sections, then the branches over them."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._rest(painter)
        if self._branched:
            self._branches(painter)
        self.drag.paint(painter)

    def _rest(self, painter: QPainter) -> None:
        """The ground after the last column."""
        length = self.length() - self.offset()
        rest = QRect(length, 0, self.viewport().width() - length, self.height())
        if self._mirrored():
            rest.moveLeft(0)
        if rest.width() > 0:
            painter.fillRect(rest, theme.color("base"))
            painter.setPen(theme.color("line"))
            painter.drawLine(rest.bottomLeft(), rest.bottomRight())

    def _branches(self, painter: QPainter) -> None:
        painter.setFont(self._label)
        metrics = QFontMetrics(self._label)
        height = self._band()
        painter.fillRect(0, 0, self.viewport().width(), height, theme.color("chrome"))
        for first, last in self._spans():
            rect = self._span_rect(first, last, height)
            painter.setPen(theme.color("line"))
            x = rect.right() if self._mirrored() else rect.left()
            painter.drawLine(x, rect.top(), x, rect.bottom())
            shown = rect.intersected(self.viewport().rect()).adjusted(EDGE + 1, 0, -EDGE, -1)
            label = metrics.elidedText(self._heads.column(first).label, Qt.TextElideMode.ElideRight, shown.width())
            painter.setPen(theme.color("ink2"))
            painter.drawText(shown, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, label)
        painter.setPen(theme.color("line"))
        painter.drawLine(0, height - 1, self.viewport().width(), height - 1)

    def _spans(self) -> list[tuple[int, int]]:
        """First and last columns of the branches that are to be seen."""
        if not self.count():
            return []
        edges = (0, self.viewport().width() - 1)
        seen = sorted(
            max(0, self.logicalIndexAt(x)) if self.logicalIndexAt(x) >= 0 else self.count() - 1 for x in edges
        )
        first, last = seen[0], seen[-1]
        branch = [self._heads.column(number).branch for number in range(self.count())]
        while first > 0 and branch[first - 1] == branch[first]:
            first -= 1
        found: list[tuple[int, int]] = []
        start = first
        for number in range(first + 1, self.count() + 1):
            if number == self.count() or branch[number] != branch[start]:
                found.append((start, number - 1))
                start = number
                if number > last:
                    break
        return found

    def _span_rect(self, first: int, last: int, height: int) -> QRect:
        left, right = self.sectionViewportPosition(first), self.sectionViewportPosition(last)
        if self._mirrored():
            return QRect(QPoint(right, 0), QPoint(left + self.sectionSize(first) - 1, height - 1))
        return QRect(QPoint(left, 0), QPoint(right + self.sectionSize(last) - 1, height - 1))

    def _name(self, painter: QPainter, inside: QRect, section: int) -> None:
        metrics = QFontMetrics(self._font)
        painter.setFont(self._font)
        painter.setPen(theme.color("ink2" if self._heads.column(section).depth else "ink"))
        for number, text in enumerate(self._wrapped(section)):
            line = QRect(inside.left(), inside.top() + number * metrics.lineSpacing(), inside.width(), metrics.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading, text)

    def _actor(self, painter: QPainter, foot: QRect, section: int) -> None:
        """The number of an actor's statements, after an arrow when there are speakers to be opened."""
        column = self._heads.column(section)
        if column.speakers:
            edge = icons.size(12)
            left = foot.right() + 1 - edge if self._mirrored() else foot.left()
            arrow = QRectF(left, foot.top() + (foot.height() - edge) / 2, edge, edge)
            closed = "chevron-left" if self._mirrored() else "chevron-right"
            icons.paint_icon(painter, arrow, "chevron-down" if column.opened else closed, "ink2")
            foot = foot.adjusted(0, 0, -edge - 4, 0) if self._mirrored() else foot.adjusted(edge + 4, 0, 0, 0)
        painter.setFont(self._small)
        painter.setPen(theme.color("ink2"))
        told = self._heads.told_beside(section)
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, told)

    def _wrapped(self, section: int) -> list[str]:
        key = (section, self.sectionSize(section))
        if key not in self._lines:
            self._lines[key] = lines_of(self._heads.column(section).title, self._font, key[1] - 2 * EDGE - 1, 3)
        return self._lines[key]

    def _band(self) -> int:
        return QFontMetrics(self._label).height() + 8 if self._branched else 0

    def _foot(self) -> int:
        return max(squares.side() + 12, QFontMetrics(self._small).height() + 4)

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft


def _medium(font: QFont) -> QFont:
    font.setWeight(QFont.Weight.Medium)
    return font
