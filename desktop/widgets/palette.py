"""The command palette: a field and a list beneath it; everything by keys."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop import theme
from desktop.widgets import icons
from desktop.widgets.controls import key_size, paint_key, shown_keys
from desktop.widgets.cut_words import units
from desktop.widgets.line import Line
from desktop.widgets.marks import paint_mark
from desktop.widgets.popover import Popover
from desktop.widgets.text import Label
from desktop.words import _

WIDTH, ROWS = 600, 11


class Look(Protocol):
    """How a row is drawn; a row without a look is a heading. ``hits`` are spans of the title set in bold."""

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def detail(self) -> str: ...  # noqa: D102
    @property
    def icon(self) -> str: ...  # noqa: D102
    @property
    def mark(self) -> str: ...  # noqa: D102
    @property
    def keys(self) -> str: ...  # noqa: D102
    @property
    def hits(self) -> Sequence[tuple[int, int]]: ...  # noqa: D102


class PalettePanel(Popover):
    """The window gives it a model whose rows have looks under ``role``, and answers ``typed`` and ``ran``."""

    typed = Signal(str)
    ran = Signal(QModelIndex)

    def __init__(self, window: QWidget, model: QAbstractItemModel, role: int) -> None:
        super().__init__(window)
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Search or run a command"))
        self.field.setPlaceholderText(_("Search or run a command"))
        self.field.setFrame(False)
        self.field.setObjectName("bare")
        self.field.textChanged.connect(self.typed)
        self.field.installEventFilter(self)
        self.list = _List()
        self.list.setModel(model)
        self._delegate = _Delegate(self.list, role)
        self.list.setItemDelegate(self._delegate)
        self.list.clicked.connect(self._run)
        self._role = role
        self._nothing = Label(_("Nothing fits."), token="ink2")  # noqa: S106 - a colour
        self._nothing.setContentsMargins(16, 12, 16, 12)
        model.modelReset.connect(self._filled)
        self._lay_out()

    def open_in(self, window: QWidget) -> None:
        """Opens at the top of the window, empty."""
        self.field.clear()
        self.typed.emit("")
        width = self._width()
        left = (window.width() - width) // 2
        self.open_at(QRect(left, 0, width, 44), self.field)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down, Page keys walk the list while the field keeps the focus; Enter opens."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self._walk(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def arrange_list(self) -> None:
        """Makes the list as high as its rows, up to a limit."""
        model = self.list.model()
        heights = [self.list.sizeHintForRow(row) for row in range(min(model.rowCount(), 40))]
        most = ROWS * max(heights, default=32)
        self.list.setFixedHeight(min(sum(heights) + 8, most))
        self.list.setVisible(bool(heights))
        self._nothing.setVisible(not heights)
        self.panel.setFixedWidth(self._width())
        self.arrange()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 12, 14, 12)
        top.setSpacing(10)
        top.addWidget(_Glass())
        top.addWidget(self.field, 1)
        top.addWidget(_Keys(((_("Esc"), ""),)))
        self.content.addLayout(top)
        self.content.addWidget(Line())
        self.content.addWidget(self.list)
        self.content.addWidget(self._nothing)
        self.content.addWidget(Line())
        hints = ((_("Enter"), _("open")), (">", _("commands")), ("@", _("actors")), ("#", _("statement by number")))
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 14, 8)
        foot.addWidget(_Keys(hints))
        foot.addStretch(1)
        self.content.addLayout(foot)

    def _width(self) -> int:
        return min(round(WIDTH * max(1.0, theme.current().scale / 100)), self.window().width() - 32)

    def _filled(self) -> None:
        self._walk(0)
        self.arrange_list()

    def _walk(self, step: int) -> None:
        """To the next row that is no heading; from the last one to the first."""
        model = self.list.model()
        rows = [row for row in range(model.rowCount()) if model.index(row, 0).data(self._role) is not None]
        if not rows:
            return
        here = self.list.currentIndex().row()
        place = rows.index(here) if here in rows and step else 0
        if step in (-1, 1):
            place = (place + step) % len(rows)
        elif step:
            place = max(0, min(len(rows) - 1, place + step))
        index = model.index(rows[place], 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(model.index(0, 0) if place == 0 else index)

    def _run(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(self._role) is not None:
            kept = index.data(self._role)
            self.dismiss()
            if kept is not None:
                self.ran.emit(index)


class _List(QListView):
    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("What fits"))
        self.viewport().setAutoFillBackground(False)


class _Glass(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(18, 18)

    def paintEvent(self, _event: Any) -> None:
        icons.paint_icon(QPainter(self), QRectF(self.rect()), "search", "ink2")


class _Keys(QWidget):
    """Keys with what they do, in a row."""

    def __init__(self, hints: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._hints = hints

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("dense"))
        wide = sum(
            key_size(key).width() + (metrics.horizontalAdvance(text) + 22 if text else 0) for key, text in self._hints
        )
        return QSize(wide, max(metrics.height(), key_size("X").height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(10, self.sizeHint().height())

    def paintEvent(self, _event: Any) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("dense"))
        metrics = QFontMetrics(theme.font("dense"))
        left = 0
        for key, text in self._hints:
            size = key_size(key)
            paint_key(painter, QRect(QPoint(left, (self.height() - size.height()) // 2), size), key)
            left += size.width() + 6
            painter.setPen(theme.color("ink2"))
            painter.drawText(QRect(left, 0, 400, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            left += metrics.horizontalAdvance(text) + 16


class _Delegate(QStyledItemDelegate):
    def __init__(self, parent: QObject, role: int) -> None:
        super().__init__(parent)
        self._role = role

    def sizeHint(self, _option: QStyleOptionViewItem, index: Any) -> QSize:
        if index.data(self._role) is None:
            return QSize(100, QFontMetrics(theme.font("label")).height() + 16)
        return QSize(100, max(32, QFontMetrics(theme.font("body")).height() + 15))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        look = index.data(self._role)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if look is None:
            painter.setFont(theme.font("label"))
            painter.setPen(theme.color("ink3"))
            align = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            painter.drawText(option.rect.adjusted(18, 0, -18, -4), align, index.data())
        else:
            self._paint_offer(painter, option, look)
        painter.restore()

    def _paint_offer(self, painter: QPainter, option: QStyleOptionViewItem, look: Look) -> None:
        row = option.rect.adjusted(6, 0, -6, 0)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        if here or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sel" if here else "hover"))
            painter.drawRoundedRect(QRectF(row), 4, 4)
        side = icons.size()
        icon = QRectF(row.left() + 12, row.center().y() - side / 2 + 0.5, side, side)
        if look.mark:
            paint_mark(painter, icon, look.mark)
        elif look.icon:
            icons.paint_icon(painter, icon, look.icon)
        right = self._paint_end(painter, row, look, here=here)
        words = QRect(row.left() + 12 + side + 10, row.top(), 0, row.height())
        words.setRight(right - 12)
        _paint_title(painter, words, look)

    def _paint_end(self, painter: QPainter, row: QRect, look: Look, *, here: bool) -> int:
        """The key and the detail at the end; gives where they begin."""
        right = row.right() - 11
        key = shown_keys(look.keys) if look.keys else _("Enter") if here else ""
        if key:
            size = key_size(key)
            place = QRect(QPoint(right - size.width(), row.center().y() - size.height() // 2), size)
            paint_key(painter, place, key)
            right = place.left() - 8
        if look.detail:
            painter.setFont(theme.font("dense"))
            painter.setPen(theme.color("ink2"))
            metrics = QFontMetrics(painter.font())
            text = metrics.elidedText(look.detail, Qt.TextElideMode.ElideRight, row.width() // 2)
            wide = metrics.horizontalAdvance(text)
            painter.drawText(QRect(right - wide, row.top(), wide, row.height()), Qt.AlignmentFlag.AlignVCenter, text)
            right -= wide
        return right


def _paint_title(painter: QPainter, rect: QRect, look: Look) -> None:
    """The words, those that fit in bold; statements are words on record, so they are set in serif."""
    font = theme.font("quotation" if look.mark else "body")
    text = QFontMetrics(font).elidedText(look.title, Qt.TextElideMode.ElideRight, rect.width() - 4)
    layout = QTextLayout(text, font)
    formats = []
    for start, end in look.hits:
        if start < len(text):
            part = QTextLayout.FormatRange()
            bold = QTextCharFormat()
            bold.setFontWeight(QFont.Weight.DemiBold)
            part.start, part.length, part.format = units(text[:start]), units(text[start:end]), bold
            formats.append(part)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    layout.endLayout()
    painter.setPen(theme.color("ink"))
    layout.draw(painter, QPoint(rect.left(), round(rect.center().y() - line.height() / 2 + 1)).toPointF())
