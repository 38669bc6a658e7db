"""Where an actor stands in every scenario, as a strip of small cells: walked by arrows, each opens its cell."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop import theme
from desktop.widgets import marks
from desktop.words import _, as_tooltip, count

GAP = 4


class Look(Protocol):
    """How a cell is drawn."""

    @property
    def mark(self) -> str: ...  # noqa: D102
    @property
    def word(self) -> str: ...  # noqa: D102
    @property
    def fill(self) -> str: ...  # noqa: D102
    @property
    def frame(self) -> str: ...  # noqa: D102
    @property
    def stripes(self) -> bool: ...  # noqa: D102


def paint_cell(painter: QPainter, cell: QRectF, look: Look, *, mark: bool = True) -> None:
    """Paints a small cell: fill or frame, and the mark where there is room."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    contrast = theme.current().high_contrast()
    pen = QPen(theme.color(look.frame or "line"), 1)
    if look.frame:
        pen.setDashPattern([2, 2])
    painter.setPen(pen if look.frame or contrast or not (look.fill or look.stripes) else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(look.fill) if look.fill and not contrast else Qt.BrushStyle.NoBrush)
    inside = cell.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inside, 3, 3)
    if look.stripes and not contrast:
        painter.setPen(Qt.PenStyle.NoPen)
        for token, style in (("oppCell", Qt.BrushStyle.SolidPattern), ("acc", Qt.BrushStyle.BDiagPattern)):
            painter.setBrush(QBrush(theme.color(token), style))
            painter.drawRoundedRect(inside, 3, 3)
    if mark and look.mark:
        side = min(cell.width(), cell.height()) - 5
        middle = cell.center()
        marks.paint_mark(painter, QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), look.mark)
    painter.restore()


class StanceStrip(QWidget):
    """``opened`` gives the place of a cell."""

    opened = Signal(int)
    moved = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._looks: Sequence[Look] = ()
        self._titles: Sequence[str] = ()
        self.current = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        theme.current().changed.connect(self.updateGeometry)

    def show_cells(self, looks: Sequence[Look], titles: Sequence[str]) -> None:
        """Shows cells, each with the name of its scenario."""
        self._looks, self._titles = looks, titles
        self.current = min(self.current, max(0, len(looks) - 1))
        self.setVisible(bool(looks))
        self.updateGeometry()
        self._tell()
        self.update()

    def told(self, place: int | None = None) -> str:
        """A cell in words, the current one without a place."""
        place = self.current if place is None else place
        if not 0 <= place < len(self._looks):
            return ""
        return f"{self._titles[place]}: {self._looks[place].word}"

    def hasHeightForWidth(self) -> bool:
        """Cells wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as they take."""
        side = self._side()
        across = max(1, (width + GAP) // (side + GAP))
        lines = -(-len(self._looks) // across)
        return max(0, lines * (side + GAP) - GAP)

    def sizeHint(self) -> QSize:
        """A line of twelve."""
        side = self._side()
        return QSize(12 * (side + GAP), self.heightForWidth(12 * (side + GAP)))

    def minimumSizeHint(self) -> QSize:
        """One cell."""
        return QSize(self._side(), self._side())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter opens."""
        key, back = Qt.Key(event.key()), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        steps = {
            Qt.Key.Key_Left: 1 if back else -1,
            Qt.Key.Key_Right: -1 if back else 1,
            Qt.Key.Key_Home: -len(self._looks),
            Qt.Key.Key_End: len(self._looks),
        }
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self._go(self.current + steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._looks:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to a cell."""
        place = self._at(event.position().toPoint())
        if place >= 0:
            self._go(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens it."""
        place = self._at(event.position().toPoint())
        if place >= 0:
            self.opened.emit(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The current cell is framed."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It no longer is."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Says what stands under the pointer."""
        if isinstance(event, QHelpEvent):
            place = self._at(event.pos())
            QToolTip.showText(event.globalPos(), as_tooltip(self.told(place)) if place >= 0 else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The cells."""
        painter = QPainter(self)
        for place, look in enumerate(self._looks):
            cell = self._cell(place)
            paint_cell(painter, QRectF(cell), look)
            if place == self.current:
                ink = "accent" if self.hasFocus() else "field"
                painter.setPen(QPen(theme.color(ink), 2 if self.hasFocus() else 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(cell).adjusted(1, 1, -1, -1), 3, 3)

    def _go(self, place: int) -> None:
        place = max(0, min(len(self._looks) - 1, place))
        if place != self.current:
            self.current = place
            self._tell()
            self.update()
            self.moved.emit()

    def _tell(self) -> None:
        many = count(len(self._looks), "{n} scenario", "{n} scenarios")
        self.setAccessibleName(", ".join(part for part in (self._name, many, self.told()) if part))
        self.setAccessibleDescription(_("Arrows walk, Enter opens the cell"))

    def _side(self) -> int:
        return marks.size() + 8

    def _cell(self, place: int) -> QRect:
        side = self._side()
        across = max(1, (self.width() + GAP) // (side + GAP))
        cell = QRect((place % across) * (side + GAP), (place // across) * (side + GAP), side, side)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            cell.moveRight(self.width() - 1 - cell.left())
        return cell

    def _at(self, point: QPoint) -> int:
        return next((place for place in range(len(self._looks)) if self._cell(place).contains(point)), -1)
