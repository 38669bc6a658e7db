"""The sidebar: the views in the order of the work, in groups; it folds to a rail of icons."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.widgets import icons
from desktop.widgets.controls import key_size, paint_key, shown_keys
from desktop.widgets.marks import paint_mark
from desktop.words import PRODUCT, _

WIDE, RAIL = 190, 52
ENTRY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """A view in the sidebar; without a ``name`` it is the heading of a group."""

    name: str
    text: str
    icon: str = ""
    keys: str = ""


class _Entries(QAbstractListModel):
    def __init__(self, entries: tuple[Entry, ...]) -> None:
        super().__init__()
        self.entries = entries

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.ToolTipRole and entry.name:
            return f"{entry.text}  ({shown_keys(entry.keys)})"
        return entry if role == ENTRY else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.entries[index.row()].name:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class _Delegate(QStyledItemDelegate):
    def __init__(self, sidebar: "Sidebar") -> None:
        super().__init__(sidebar)
        self._sidebar = sidebar

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ENTRY)
        if entry.name:
            return QSize(RAIL, max(36, QFontMetrics(theme.font("body")).height() + 16))
        first = index.row() == 0
        if self._sidebar.folded:
            return QSize(RAIL, 9 if first else 17)
        return QSize(RAIL, QFontMetrics(theme.font("label")).height() + (12 if first else 20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.name:
            self._paint_entry(painter, option, entry, here=entry.name == self._sidebar.current())
        else:
            self._paint_heading(painter, option.rect, entry, first=index.row() == 0)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, entry: Entry, *, first: bool) -> None:
        if not self._sidebar.folded:
            painter.setFont(theme.font("label"))
            painter.setPen(theme.color("ink3"))
            align = self._aligned(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
            painter.drawText(rect.adjusted(16, 0, -16, -4), align, entry.text)
        elif not first:
            painter.setPen(theme.color("hair"))
            painter.drawLine(rect.left() + 14, rect.center().y(), rect.right() - 14, rect.center().y())

    def _paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, *, here: bool) -> None:
        inside = option.rect.adjusted(8, 1, -8, -1)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus) and self._sidebar.list.hasFocus()
        painter.setPen(Qt.PenStyle.NoPen)
        if here or over:
            painter.setBrush(theme.color("sel" if here else "hover"))
            painter.drawRoundedRect(QRectF(inside), 6, 6)
        if here:
            painter.setBrush(theme.color("accent"))
            bar = QRectF(option.rect.left(), inside.top() + 4, 3, inside.height() - 8)
            painter.drawRoundedRect(self._mirrored(bar, option.rect), 1.5, 1.5)
        if focused:
            painter.setPen(theme.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(inside).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._paint_words(painter, inside, entry, here=here)

    def _paint_words(self, painter: QPainter, inside: QRect, entry: Entry, *, here: bool) -> None:
        side = icons.size(18)
        top = inside.center().y() - side / 2 + 0.5
        left = inside.center().x() - side / 2 + 0.5 if self._sidebar.folded else inside.left() + 10
        icon = QRectF(left, top, side, side)
        icons.paint_icon(painter, self._mirrored(icon, inside), entry.icon, "accent" if here else "ink2")
        if self._sidebar.folded:
            return
        painter.setFont(theme.font("strong" if here else "body"))
        painter.setPen(theme.color("ink"))
        words = inside.adjusted(10 + side + 10, 0, -8, 0)
        metrics = painter.fontMetrics()
        painter.drawText(
            self._mirrored(QRectF(words), inside),
            self._aligned(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, words.width()),
        )
        text = shown_keys(entry.keys)
        size = key_size(text)
        if metrics.horizontalAdvance(entry.text) + size.width() + 6 > words.width():
            return  # the key is in the tooltip and in the menu too
        place = QRect(inside.right() - size.width() - 7, inside.center().y() - size.height() // 2, *size.toTuple())
        if here or not entry.keys:
            return
        paint_key(painter, self._mirrored(QRectF(place), inside).toRect(), text, "ink3")

    def _aligned(self, align: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
        return self._sidebar.style().visualAlignment(self._sidebar.layoutDirection(), align)

    def _mirrored(self, rect: QRectF, within: QRect) -> QRectF:
        if self._sidebar.layoutDirection() != Qt.LayoutDirection.RightToLeft:
            return rect
        return QRectF(within.left() + within.right() + 1 - rect.right(), rect.top(), rect.width(), rect.height())


class _Logo(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(56)
        self.setAccessibleName(PRODUCT)

    def paintEvent(self, _event: QEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - 12 - 28 if rtl and self.width() > RAIL else 12
        paint_mark(painter, QRectF(left, 16, 28, 28), "logo")


class Sidebar(QFrame):
    """A list of views; ``chosen`` gives the name of the one to show."""

    chosen = Signal(str)

    def __init__(self, entries: tuple[Entry, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folded = False
        self._current = ""
        self._model = _Entries(entries)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self._delegate = _Delegate(self)
        self.list.setItemDelegate(self._delegate)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Views"))
        self.list.viewport().setAutoFillBackground(False)
        self.list.clicked.connect(self._choose)
        self.list.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(0)
        layout.addWidget(_Logo(self))
        layout.addWidget(self.list, 1)
        theme.current().changed.connect(self._relay)
        self.set_folded(False)

    def current(self) -> str:
        """The name of the view that is shown."""
        return self._current

    def set_current(self, name: str) -> None:
        """Marks the view that is shown."""
        self._current = name
        for row, entry in enumerate(self._model.entries):
            if entry.name == name:
                self.list.setCurrentIndex(self._model.index(row))
        self.list.viewport().update()

    def set_folded(self, folded: bool) -> None:
        """A rail of icons, or icons with words."""
        self.folded = folded
        self._relay()

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Enter and Space choose."""
        if watched is self.list and _chooses(event):
            self._choose(self.list.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def _relay(self) -> None:
        scale = max(1.0, theme.current().scale / 100)
        self.setFixedWidth(RAIL if self.folded else round(WIDE * scale))
        self.list.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Entry) and entry.name:
            self.chosen.emit(entry.name)


def _chooses(event: QEvent) -> bool:
    keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys
