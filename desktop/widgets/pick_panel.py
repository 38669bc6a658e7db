"""A list to pick from, found by typing: one of it, or several with ticks; under the button that asks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop import theme, words
from desktop.widgets import icons, marks
from desktop.widgets.controls import Button, Segmented
from desktop.widgets.line import Line
from desktop.widgets.popover import Popover
from desktop.widgets.text import Label
from desktop.words import _

Index = QModelIndex | QPersistentModelIndex
OPTION = Qt.ItemDataRole.UserRole
NOWHERE = QModelIndex()

MOST, ROWS = 200, 9
"""So many options are listed at most, and so many are seen at once."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to be picked. ``folded`` is what typing is held against."""

    key: Any
    text: str
    detail: str = ""
    mark: str = ""
    icon: str = ""


Offers = Callable[[str], Sequence[Option]]
"""What is offered for what was typed."""


def fitting(options: Sequence[Option]) -> Offers:
    """Of some options those that have every word typed, in their names or details; names that begin so first."""
    prepared = [(words.folded(each.text), words.folded(f"{each.text} {each.detail}"), each) for each in options]

    def offers(typed: str) -> Sequence[Option]:
        asked = words.folded(typed).split()
        if not asked:
            return options
        found = [(name, each) for name, whole, each in prepared if all(word in whole for word in asked)]
        found.sort(key=lambda pair: not any(part.startswith(asked[0]) for part in pair[0].split()))
        return [each for _name, each in found]

    return offers


class PickPanel(Popover):
    """Opens with ``ask``; ``picked`` gives the keys, ``back`` that Backspace was pressed in the empty field."""

    picked = Signal(object)
    back = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.field = QLineEdit()
        self.field.setObjectName("bare")
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._offer)
        self.list = _List()
        self.options = _Options(self)
        self.list.setModel(self.options)
        self.list.setItemDelegate(_Delegate(self.list, self.options))
        self.list.pressed_on.connect(self._click)
        self._title = Label(role="strong")
        self._nothing = Label(_("Nothing fits."), token="ink2")  # noqa: S106 - a colour
        self._nothing.setContentsMargins(14, 8, 14, 10)
        self._ops: Segmented | None = None
        self._offers: Offers = lambda _typed: ()
        self._lay_out()

    def ask(
        self,
        anchor: QRect,
        title: str,
        offers: Offers,
        *,
        hint: str = "",
        nothing: str = "",
        several: bool = False,
        chosen: Sequence[Any] = (),
        ops: Sequence[str] = (),
        op: int = 0,
    ) -> None:
        """Asks for one or several of what is offered, under a rectangle of the window."""
        self.options.several = several
        self.options.ticked = dict.fromkeys(chosen)
        self._offers = offers
        self._title.setText(title)
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(hint or _("Type to find"))
        self._nothing.setText(nothing or _("Nothing fits."))
        self._set_ops(ops, op)
        self._done.setVisible(several)
        self.field.clear()
        self._offer("")
        if not self.isVisible():
            self.open_at(anchor, self.field)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._go_to_chosen(chosen)

    def op(self) -> int:
        """Which of the ways is on."""
        return self._ops.current() if self._ops is not None else 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field keeps the focus: arrows walk the list, Enter picks, Space ticks while nothing is typed."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        key, empty = Qt.Key(event.key()), not self.field.text()
        if key in steps:
            self._walk(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick()
        elif key == Qt.Key.Key_Space and self.options.several and (empty or event.modifiers()):
            self.options.tick(self.list.currentIndex())
        elif key == Qt.Key.Key_Backspace and empty:
            self.back.emit()
        else:
            return False
        return True

    def _walk(self, step: int) -> None:
        last = self.options.rowCount() - 1
        if last >= 0:
            self._go(max(0, min(last, self.list.currentIndex().row() + step)))

    def _go(self, row: int) -> None:
        self.list.setCurrentIndex(self.options.index(row))

    def _go_to_chosen(self, chosen: Sequence[Any]) -> None:
        row = self.options.row_of(chosen[0]) if chosen else 0
        if self.options.rowCount():
            self._go(max(0, row))

    def _click(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        if self.options.several:
            self.options.tick(index)
        else:
            self._pick()

    def _pick(self) -> None:
        here = self.list.currentIndex().data(OPTION)
        keys = list(self.options.ticked) if self.options.several else []
        if not keys and isinstance(here, Option):
            keys = [here.key]
        if keys:
            self.dismiss()
            self.picked.emit(tuple(keys))

    def _offer(self, typed: str) -> None:
        self.options.show(self._offers(typed)[:MOST])
        if self.options.rowCount():
            self._go(0)
        there = self.options.rowCount()
        heights = [self.list.sizeHintForRow(row) for row in range(min(there, ROWS))]
        self.list.setFixedHeight(sum(heights) + 8 if heights else 0)
        self.list.setVisible(bool(there))
        self._nothing.setVisible(not there)
        self.arrange()

    def _set_ops(self, ops: Sequence[str], op: int) -> None:
        if self._ops is not None:
            self._top.removeWidget(self._ops)
            self._ops.hide()
            self._ops.deleteLater()
            self._ops = None
        if len(ops) > 1:
            self._ops = Segmented(ops, self._title.text())
            self._ops.choose(op)
            self._top.addWidget(self._ops)

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        self._top.setContentsMargins(14, 9, 10, 6)
        self._top.addWidget(self._title)
        self._top.addStretch(1)
        self.content.addLayout(self._top)
        inside = QVBoxLayout()
        inside.setContentsMargins(14, 2, 14, 8)
        inside.addWidget(self.field)
        self.content.addLayout(inside)
        self.content.addWidget(Line())
        self.content.addWidget(self.list)
        self.content.addWidget(self._nothing)
        self._done = Button(_("Done"), kind="primary", keys="Return")
        self._done.clicked.connect(self._pick)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 10)
        foot.addStretch(1)
        foot.addWidget(self._done)
        self.content.addLayout(foot)
        self.panel.setMinimumWidth(340)
        self.panel.setMaximumWidth(480)


class _Options(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.several = False
        self.ticked: dict[Any, None] = {}
        self._rows: Sequence[Option] = ()

    def show(self, rows: Sequence[Option]) -> None:
        """Other options."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def tick(self, index: Index) -> None:
        """Ticks an option, or takes the tick away."""
        option = index.data(OPTION)
        if isinstance(option, Option):
            if option.key in self.ticked:
                del self.ticked[option.key]
            else:
                self.ticked[option.key] = None
            self.dataChanged.emit(index, index)

    def row_of(self, key: Any) -> int:
        """The row of an option by key; -1 when it is not offered."""
        return next((row for row, each in enumerate(self._rows) if each.key == key), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The options offered."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """An option; in words for those who listen."""
        if not index.isValid():
            return None
        option = self._rows[index.row()]
        if role == OPTION:
            return option
        if role == Qt.ItemDataRole.AccessibleTextRole:
            ticked = _("ticked") if self.several and option.key in self.ticked else ""
            return ", ".join(part for part in (option.text, option.detail, ticked) if part)
        return option.text if role == Qt.ItemDataRole.DisplayRole else None


class _List(QListView):
    pressed_on = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click picks."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.pressed_on.emit(index)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView, options: _Options) -> None:
        super().__init__(view)
        self._view, self._options = view, options

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One line."""
        return QSize(300, max(28, QFontMetrics(theme.font("body")).height() + 11))

    def paint(self, painter: QPainter, style: QStyleOptionViewItem, index: Index) -> None:
        """Tick, mark, name, detail."""
        option: Option = index.data(OPTION)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = style.rect.adjusted(6, 0, -6, 0)
        if style.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sel"))
            painter.drawRoundedRect(QRectF(rect), 5, 5)
        mirrored = style.direction == Qt.LayoutDirection.RightToLeft
        inside = rect.adjusted(8, 0, -8, 0)
        if self._options.several:
            inside = self._box(painter, inside, mirrored, option.key in self._options.ticked)
        if option.mark or option.icon:
            inside = self._sign(painter, inside, mirrored, option)
        self._texts(painter, inside, option)
        painter.restore()

    def _box(self, painter: QPainter, inside: QRect, mirrored: bool, ticked: bool) -> QRect:
        side = icons.size(15)
        left = inside.right() + 1 - side if mirrored else inside.left()
        paint_box(painter, QRectF(left, inside.center().y() - side / 2, side, side), 1.0 if ticked else 0.0)
        return inside.adjusted(0, 0, -side - 9, 0) if mirrored else inside.adjusted(side + 9, 0, 0, 0)

    def _sign(self, painter: QPainter, inside: QRect, mirrored: bool, option: Option) -> QRect:
        side = marks.size()
        left = inside.right() + 1 - side if mirrored else inside.left()
        place = QRectF(left, inside.center().y() - side / 2 + 0.5, side, side)
        if option.mark:
            marks.paint_mark(painter, place, option.mark)
        else:
            icons.paint_icon(painter, place, option.icon)
        return inside.adjusted(0, 0, -side - 7, 0) if mirrored else inside.adjusted(side + 7, 0, 0, 0)

    def _texts(self, painter: QPainter, inside: QRect, option: Option) -> None:
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink"))
        metrics = QFontMetrics(theme.font("body"))
        name = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, inside.width())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeading, name)
        room = inside.width() - metrics.horizontalAdvance(name) - 14
        if option.detail and room > 30:
            small = QFontMetrics(theme.font("dense"))
            painter.setFont(theme.font("dense"))
            painter.setPen(theme.color("ink2"))
            detail = small.elidedText(option.detail, Qt.TextElideMode.ElideRight, room)
            painter.drawText(inside, middle | Qt.AlignmentFlag.AlignTrailing, detail)


def paint_box(painter: QPainter, box: QRectF, share: float) -> None:
    """Paints a check box: empty (0), ticked (1), or a dash for what is between."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on = share > 0
    painter.setPen(Qt.PenStyle.NoPen if on else QPen(theme.color("field"), 1.2))
    painter.setBrush(theme.color("accent" if on else "base"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if on:
        icons.paint_icon(painter, box.adjusted(2, 2, -2, -2), "check" if share >= 1 else "minus", "base")
    painter.restore()
