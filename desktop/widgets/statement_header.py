"""The head of the table of statements: names of columns, the arrow of the order, the box that selects all."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop import theme
from desktop.widgets import icons
from desktop.widgets.pick_panel import paint_box

EDGE = 8


class StatementHeader(QHeaderView):
    """``column`` names the column at a place; those in ``sortable`` can be ordered by."""

    sorted_by = Signal(str)
    boxed = Signal()
    menuWanted = Signal(QPoint)

    def __init__(self, view: QTableView, column: Callable[[int], str], sortable: frozenset[str]) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._column, self._sortable = column, sortable
        self.order: tuple[str, bool] = ("", True)
        self.share = 0.0
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(28)
        self.setMouseTracking(True)

    def show_order(self, column: str, descending: bool) -> None:
        """By which column the rows are ordered."""
        self.order = (column, descending)
        self.viewport().update()

    def show_share(self, share: float) -> None:
        """How much is selected: nothing (0), everything (1) or something between."""
        if share != self.share:
            self.share = share
            self.viewport().update()

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(super().sizeHint().width(), max(30, QFontMetrics(theme.font("dense")).height() + 14))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click orders, or selects all; dragging an edge does neither."""
        dragging = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        super().mouseReleaseEvent(event)
        place = self.logicalIndexAt(event.position().toPoint())
        if dragging or place < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        column = self._column(place)
        if column == "check":
            self.boxed.emit()
        elif column in self._sortable:
            self.sorted_by.emit(column)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the columns."""
        self.menuWanted.emit(event.globalPos())

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        """A name with a hairline below."""
        painter.save()
        painter.fillRect(rect, theme.color("base"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        column = self._column(place)
        inside = rect.adjusted(EDGE, 0, -EDGE, 0)
        if column == "check":
            side = icons.size(15)
            left = inside.right() + 1 - side if mirrored else inside.left() + 3
            paint_box(painter, QRectF(left, rect.center().y() - side / 2, side, side), self.share)
        else:
            self._name(painter, inside, place, column, mirrored)
        painter.restore()

    def _name(self, painter: QPainter, inside: QRect, place: int, column: str, mirrored: bool) -> None:
        told = str(self.model().headerData(place, Qt.Orientation.Horizontal) or "")
        font = theme.font("dense")
        metrics, side = QFontMetrics(font), icons.size(12)
        sorted_here = column == self.order[0]
        room = inside.width() - (side + 4 if sorted_here else 0)
        shown = metrics.elidedText(told, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.color("ink2"))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.setLayoutDirection(self.layoutDirection())
        painter.drawText(inside, align, shown)
        if sorted_here:
            x = metrics.horizontalAdvance(shown) + 4
            left = inside.right() + 1 - x - side if mirrored else inside.left() + x
            icon = "chevron-down" if self.order[1] else "chevron-up"
            icons.paint_icon(painter, QRectF(left, inside.center().y() - side / 2 + 1, side, side), icon, "ink2")
