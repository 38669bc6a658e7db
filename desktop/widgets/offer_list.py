"""A list that floats under a field and offers what fits what is typed there; the field keeps the focus."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop import theme, words
from desktop.widgets import icons, marks
from desktop.widgets.controls import key_size, paint_key
from desktop.widgets.pick_panel import Option
from desktop.words import _

Index = QModelIndex | QPersistentModelIndex
OPTION = Qt.ItemDataRole.UserRole
NOWHERE = QModelIndex()
SHADOW = 10
ROWS = 9


class OfferList(QWidget):
    """``picked`` gives the key of what was clicked. Rows whose ``icon`` is *plus* stand under a rule."""

    picked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.options = _Options()
        self.view = _View()
        self.view.setModel(self.options)
        self._delegate = _Delegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.pressed_on.connect(self._click)
        column = QVBoxLayout(self)
        column.setContentsMargins(SHADOW + 1, SHADOW + 1, SHADOW + 1, SHADOW + 1)
        column.addWidget(self.view)
        self._anchor: QWidget | None = None
        self._placed = QRect()
        self._settle = QTimer(self, interval=60)
        self._settle.timeout.connect(self._follow)
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is followed any more."""
        super().hideEvent(event)
        self._settle.stop()
        self._anchor = None

    def show_under(self, anchor: QWidget, options: Sequence[Option], typed: str) -> None:
        """Shows options under a field, the first one current; nothing when there are none."""
        self.options.show(options)
        self._delegate.typed = words.folded(typed).split()[:1]
        if not options:
            self.hide()
            return
        self.go(0)
        self._arrange(anchor)
        self.show()
        self.raise_()
        self._anchor = anchor
        self._settle.start()

    def go(self, row: int) -> None:
        """Makes a row the current one."""
        self.view.setCurrentIndex(self.options.index(max(0, min(row, self.options.rowCount() - 1))))

    def step(self, by: int) -> None:
        """The next row, or the one before."""
        self.go(self.view.currentIndex().row() + by)

    def current(self) -> Option | None:
        """What Enter would take."""
        option = self.view.currentIndex().data(OPTION)
        return option if isinstance(option, Option) else None

    def texts(self) -> list[str]:
        """What is offered, as it is read aloud."""
        return [self.options.told(row) for row in range(self.options.rowCount())]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shadow and the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        panel = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in range(SHADOW - 2, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 14 if theme.current().dark else 6))
            painter.drawRoundedRect(panel.adjusted(-spread, 2 - spread, spread, spread + 2), 6 + spread, 6 + spread)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(panel.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _arrange(self, anchor: QWidget) -> None:
        window = self._window
        heights = [self.view.sizeHintForRow(row) for row in range(min(ROWS, self.options.rowCount()))]
        height = sum(heights) + 8 + 2 * (SHADOW + 1)
        place = self._placed = self._place(anchor)
        width = min(max(place.width(), 260), window.width() - 16) + 2 * SHADOW
        top = place.bottom() + 2 - SHADOW + 2
        if top + height > window.height() and place.top() > window.height() - place.bottom():
            top = max(0, place.top() - height + SHADOW - 2)
        left = place.right() + 1 - width + SHADOW if self._mirrored() else place.left() - SHADOW
        left = max(-SHADOW + 4, min(left, window.width() - width + SHADOW - 4))
        self.setGeometry(left, top, width, min(height, window.height() - top))

    def _place(self, anchor: QWidget) -> QRect:
        return QRect(anchor.mapTo(self._window, QPoint(0, 0)), anchor.size())

    def _follow(self) -> None:
        """What stands above the field may come only now, and move it."""
        if self._anchor is not None and self.isVisible() and self._place(self._anchor) != self._placed:
            self._arrange(self._anchor)

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _click(self, index: QModelIndex) -> None:
        option = index.data(OPTION)
        if isinstance(option, Option):
            self.picked.emit(option.key)


class _Options(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Option] = ()

    def show(self, rows: Sequence[Option]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def told(self, row: int) -> str:
        option = self._rows[row]
        return ", ".join(part for part in (option.text, option.detail) if part)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The options."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """An option; in words for those who listen."""
        if not index.isValid():
            return None
        if role == OPTION:
            return self._rows[index.row()]
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.told(index.row()) if role in texts else None


class _View(QListView):
    pressed_on = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("Offers"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click picks."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.pressed_on.emit(index)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.typed: list[str] = []

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One line."""
        return QSize(200, max(28, QFontMetrics(theme.font("body")).height() + 12))

    def paint(self, painter: QPainter, style: QStyleOptionViewItem, index: Index) -> None:
        """Icon or mark, the name with what was typed underlined, the detail, the key."""
        option: Option = index.data(OPTION)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = style.rect.adjusted(5, 1, -5, -1)
        mirrored = style.direction == Qt.LayoutDirection.RightToLeft
        here = bool(style.state & QStyle.StateFlag.State_Selected)
        if option.icon == "plus" and index.row():
            painter.setPen(theme.color("hair"))
            painter.drawLine(style.rect.topLeft(), style.rect.topRight())
        if here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sel"))
            painter.drawRoundedRect(QRectF(rect), 5, 5)
        inside = rect.adjusted(8, 0, -8, 0)
        inside = self._sign(painter, inside, mirrored, option)
        if here:
            inside = self._key(painter, inside, mirrored)
        self._texts(painter, inside, mirrored, option)
        painter.restore()

    def _sign(self, painter: QPainter, inside: QRect, mirrored: bool, option: Option) -> QRect:
        side = marks.size()
        left = inside.right() + 1 - side if mirrored else inside.left()
        place = QRectF(left, inside.center().y() - side / 2 + 0.5, side, side)
        if option.mark:
            marks.paint_mark(painter, place, option.mark)
        elif option.icon:
            icons.paint_icon(painter, place, option.icon)
        else:
            return inside
        return inside.adjusted(0, 0, -side - 8, 0) if mirrored else inside.adjusted(side + 8, 0, 0, 0)

    def _key(self, painter: QPainter, inside: QRect, mirrored: bool) -> QRect:
        size = key_size(_("Enter"))
        left = inside.left() if mirrored else inside.right() + 1 - size.width()
        paint_key(painter, QRect(QPoint(left, inside.center().y() - size.height() // 2 + 1), size), _("Enter"))
        room = size.width() + 8
        return inside.adjusted(room, 0, 0, 0) if mirrored else inside.adjusted(0, 0, -room, 0)

    def _texts(self, painter: QPainter, inside: QRect, mirrored: bool, option: Option) -> None:
        font = theme.font("body")
        metrics = QFontMetrics(font)
        name = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, inside.width())
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if mirrored:
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inside, middle | Qt.TextFlag.TextSingleLine, name)
        self._underline(painter, metrics, inside, mirrored, name)
        used = metrics.horizontalAdvance(name) + 7
        room = inside.width() - used
        if option.detail and room > 30:
            painter.setFont(theme.font("dense"))
            painter.setPen(theme.color("ink2"))
            detail = QFontMetrics(theme.font("dense")).elidedText(
                f"· {option.detail}", Qt.TextElideMode.ElideRight, room
            )
            rest = inside.adjusted(0, 0, -used, 0) if mirrored else inside.adjusted(used, 0, 0, 0)
            painter.drawText(rest, middle | Qt.TextFlag.TextSingleLine, detail)

    def _underline(self, painter: QPainter, metrics: QFontMetrics, inside: QRect, mirrored: bool, name: str) -> None:
        """What was typed, where the name has it; not in scripts whose letters join from right to left."""
        start = words.folded(name).find(self.typed[0]) if self.typed and not mirrored else -1
        if start < 0 or (not name.isascii() and any("\u0590" <= letter <= "\u08ff" for letter in name)):
            return
        end = start + len(self.typed[0])
        left = inside.left() + metrics.horizontalAdvance(name[:start])
        right = inside.left() + metrics.horizontalAdvance(name[:end])
        line = inside.center().y() + metrics.ascent() // 2 + 2
        painter.setPen(QPen(theme.color("ink"), 1))
        painter.drawLine(left, line, right - 1, line)
