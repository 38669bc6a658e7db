"""The contents of a brief to be checked and put in order: Space checks, Alt with Up and Down or the hand moves."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop import theme
from desktop.widgets import icons
from desktop.words import _

Index = QModelIndex | QPersistentModelIndex

SIDE, INDENT, BOX = 14, 22, 16


class ContentsList(QListView):
    """A list whose model knows check marks; ``level`` gives the depth of an index, ``aside`` what stands at its end."""

    moved = Signal(int, int)
    """A row is to be moved one up (-1) or down (1)."""

    def __init__(
        self, level: Callable[[Index], int], aside: Callable[[Index], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._held: QPoint | None = None
        self.setItemDelegate(_Delegate(self, level, aside))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Contents of the brief"))
        self.setAccessibleDescription(_("Space turns a part on or off, Alt with Up and Down moves it"))
        theme.current().changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with Up and Down moves the current row; Space checks it wherever the check mark is."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() == Qt.KeyboardModifier.AltModifier and self.currentIndex().isValid():
            self.moved.emit(self.currentIndex().row(), step)
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.turn(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of an entry, to be dragged to another place."""
        super().mousePressEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        held = event.button() == Qt.MouseButton.LeftButton and index.isValid() and not self.box(index).contains(place)
        self._held = place if held else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The entry that is held goes where the hand is, step by step."""
        if not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
        elif self._held is not None:
            place = event.position().toPoint()
            if (place - self._held).manhattanLength() >= QApplication.startDragDistance():
                self._drag(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go."""
        self._held = None
        super().mouseReleaseEvent(event)

    def _drag(self, place: QPoint) -> None:
        """One step towards the hand, if it brings the entry nearer; parts are of different heights."""
        row, rect = self.currentIndex().row(), self.visualRect(self.currentIndex())
        step = 1 if place.y() > rect.bottom() else -1 if place.y() < rect.top() else 0
        if not step or row < 0:
            return
        before = abs(place.y() - rect.center().y())
        self.moved.emit(row, step)
        there = self.currentIndex()
        if there.row() != row and abs(place.y() - self.visualRect(there).center().y()) >= before:
            self.moved.emit(there.row(), -step)

    def turn(self, index: Index) -> None:
        """Turns an entry on or off."""
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        self.model().setData(
            index, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
        )

    def box(self, index: QModelIndex) -> QRect:
        """Where the check mark of an entry is."""
        delegate = self.itemDelegate()
        assert isinstance(delegate, _Delegate)
        return delegate.box(self.visualRect(index), index, self.layoutDirection())

    def _dress(self) -> None:
        self.setFont(theme.font("body"))
        self.scheduleDelayedItemsLayout()


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: ContentsList, level: Callable[[Index], int], aside: Callable[[Index], str]) -> None:
        super().__init__(view)
        self._view = view
        self._level, self._aside = level, aside

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """A line; at least as high as can be clicked."""
        role = "dense" if self._level(index) else "body"
        return QSize(self._view.viewport().width(), max(26, QFontMetrics(theme.font(role)).height() + 10))

    def box(self, rect: QRect, index: Index, direction: Qt.LayoutDirection) -> QRect:
        """The place of the check mark in a row."""
        left = rect.left() + SIDE + INDENT * self._level(index)
        place = QRect(left, rect.center().y() - BOX // 2, BOX, BOX)
        return QStyle.visualRect(direction, rect, place)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Check mark, title, pages."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        self._paint_ground(painter, option)
        self._paint_box(painter, self.box(rect, index, option.direction), on=on)
        aside = self._aside(index)
        small = QFontMetrics(theme.font("dense"))
        room = rect.adjusted(SIDE + INDENT * self._level(index) + BOX + 9, 0, -SIDE, 0)
        wide = min(small.horizontalAdvance(aside), room.width() // 2)
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink2"))
        end = QStyle.visualRect(option.direction, rect, QRect(room.right() - wide, room.top(), wide + 1, room.height()))
        painter.drawText(end, _aligned(), small.elidedText(aside, Qt.TextElideMode.ElideRight, wide + 1))
        font = theme.font("dense" if self._level(index) else "body")
        painter.setFont(font)
        painter.setPen(theme.color("ink" if on else "ink2"))
        words = QStyle.visualRect(option.direction, rect, room.adjusted(0, 0, -wide - 10, 0))
        title = str(index.data(Qt.ItemDataRole.DisplayRole))
        shown = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, words.width())
        painter.setLayoutDirection(option.direction)
        painter.drawText(words, _aligned() | Qt.AlignmentFlag.AlignLeading, shown)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("sel"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.color("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), 4, 4)

    def _paint_box(self, painter: QPainter, place: QRect, *, on: bool) -> None:
        box = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("accent" if on else "field"), 1))
        painter.setBrush(theme.color("accent" if on else "base"))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            icons.paint_icon(painter, box.adjusted(1.5, 1.5, -1.5, -1.5), "check", "base")

    def editorEvent(self, event: object, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click on the check mark turns it, as Space does."""
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QMouseEvent

        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            place = self.box(option.rect, index, option.direction).adjusted(-6, -6, 6, 6)
            if place.contains(event.position().toPoint()):
                self._view.turn(index)
                return True
        return False


def _aligned() -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignVCenter
