"""A list as high as its lines, in one column or two: Enter changes a line, Delete takes it away."""

import re
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop import theme
from desktop.widgets import icons
from desktop.widgets.wrapping import lines_of

Index = QModelIndex | QPersistentModelIndex
CROSS = re.compile(r"( ?× ?)")
TWO_FROM = 620
"""Pixels of width from which two lines stand side by side."""


class ShownLine(Protocol):
    """A line as it is drawn."""

    @property
    def parts(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def detail(self) -> str: ...  # noqa: D102
    @property
    def icon(self) -> str: ...  # noqa: D102
    @property
    def ink(self) -> str: ...  # noqa: D102


class ShortList(QListView):
    """Does not scroll: it is as high as it needs to be."""

    opened = Signal(QModelIndex)
    removed = Signal(QModelIndex)
    menuWanted = Signal(QModelIndex, object)

    def __init__(
        self, model: QAbstractItemModel, line: Callable[[Index], ShownLine], name: str, *, columns: int = 1
    ) -> None:
        super().__init__()
        self._columns = columns
        self._delegate = _Delegate(self, line)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.doubleClicked.connect(self.opened)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged):
            changed.connect(lambda *_rest: self.fit())
        theme.current().changed.connect(self.fit)

    def columns(self) -> int:
        """In how many columns the lines stand now."""
        return self._columns if self.viewport().width() >= TWO_FROM else 1

    def fit(self) -> None:
        """Takes the height of its lines."""
        self.scheduleDelayedItemsLayout()
        rows, beside = self.model().rowCount(), self.columns()
        heights = [self._delegate.height(self.model().index(row, 0)) for row in range(rows)]
        lines = [max(heights[start : start + beside]) for start in range(0, rows, beside)]
        self.setFixedHeight(sum(lines) + 2 if lines else 0)
        self.setVisible(bool(rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths break lines elsewhere."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def focusInEvent(self, event: QEvent) -> None:
        """The first line is the current one at first."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 change, Delete takes away; letters do not search."""
        here = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and here.isValid():
            self.opened.emit(here)
        elif event.key() == Qt.Key.Key_Delete and here.isValid():
            self.removed.emit(here)
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a line."""
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if mouse else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            place = event.globalPos() if mouse else self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menuWanted.emit(index, place)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: ShortList, line: Callable[[Index], ShownLine]) -> None:
        super().__init__(view)
        self._view, self._line = view, line

    def height(self, index: Index) -> int:
        line = self._line(index)
        words = QFontMetrics(theme.font("body")).lineSpacing() * len(self._wrapped(line))
        more = QFontMetrics(theme.font("dense")).lineSpacing() if line.detail else 0
        return max(28, words + more + 10)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        beside = self._view.columns()
        row = index.row() - index.row() % beside
        same = range(row, min(row + beside, index.model().rowCount()))
        height = max(self.height(index.model().index(each, 0)) for each in same)
        return QSize(self._view.viewport().width() // beside, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._line(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 0 if self._view.columns() == 1 else 8
        rect = option.rect.adjusted(gap, 0, -gap, 0)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("sel" if chosen else "hover"))
        painter.fillRect(rect.adjusted(0, rect.height() - 1, 0, 0), theme.color("hair"))
        if chosen:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
        self._texts(painter, rect.adjusted(6, 5, -6, -5), line, option.direction == Qt.LayoutDirection.RightToLeft)
        painter.restore()

    def _texts(self, painter: QPainter, inside: QRect, line: ShownLine, mirrored: bool) -> None:
        if line.icon:
            side = icons.size(14)
            left = inside.right() + 1 - side if mirrored else inside.left()
            icons.paint_icon(painter, QRectF(left, inside.top() + 1, side, side), line.icon, line.ink)
            inside = inside.adjusted(0, 0, -side - 6, 0) if mirrored else inside.adjusted(side + 6, 0, 0, 0)
        metrics = QFontMetrics(theme.font("body"))
        leading = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        painter.setFont(theme.font("body"))
        for text in self._wrapped(line):
            self._with_crosses(painter, inside, text, mirrored)
            inside = inside.adjusted(0, metrics.lineSpacing(), 0, 0)
        if line.detail:
            painter.setFont(theme.font("dense"))
            painter.setPen(theme.color("ink2" if line.ink != "bad" else "bad"))
            small = QFontMetrics(theme.font("dense"))
            shown = small.elidedText(line.detail, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, leading, shown)

    def _with_crosses(self, painter: QPainter, inside: QRect, text: str, mirrored: bool) -> None:
        """A line of words; the crosses in it are those of what cannot go together."""
        metrics = QFontMetrics(theme.font("body"))
        x = 0
        for number, told in enumerate(CROSS.split(text)):  # every other part is a cross
            width = metrics.horizontalAdvance(told)
            left = inside.right() + 1 - x - width if mirrored else inside.left() + x
            painter.setPen(theme.color("bad" if number % 2 else "ink"))
            painter.drawText(QRect(left, inside.top(), width + 1, metrics.height()), Qt.AlignmentFlag.AlignCenter, told)
            x += width

    def _wrapped(self, line: ShownLine) -> list[str]:
        beside = self._view.columns()
        width = self._view.viewport().width() // beside - 28 - (icons.size(14) + 6 if line.icon else 0)
        return lines_of(" × ".join(line.parts), theme.font("body"), max(80, width), 4)
