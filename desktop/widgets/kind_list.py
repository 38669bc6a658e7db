"""A short list of kinds of files that can be made: an icon, a name, and the formats beneath."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import theme
from desktop.widgets import icons
from desktop.words import _

WIDE = 172
SIDE = 10
BETWEEN = 8
KIND = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file."""

    icon: str
    name: str
    formats: str


class KindList(QListView):
    """``chosen`` gives the number of the kind that is looked at."""

    chosen = Signal(int)

    def __init__(self, kinds: Sequence[FileKind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(_Kinds(kinds, self))
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._dress()
        theme.current().changed.connect(self._dress)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Kinds of reports"))
        self.setCurrentIndex(self.model().index(0, 0))
        self.selectionModel().currentChanged.connect(lambda index, _before: self.chosen.emit(index.row()))

    def choose(self, row: int) -> None:
        """Looks at a kind."""
        self.setCurrentIndex(self.model().index(row, 0))

    def _dress(self) -> None:
        """So wide that no name is cut, with text of the size in force."""
        kinds = [self.model().data(self.model().index(row, 0), KIND) for row in range(self.model().rowCount())]
        names = max(QFontMetrics(_strong()).horizontalAdvance(kind.name) for kind in kinds)
        formats = max(QFontMetrics(theme.font("meta")).horizontalAdvance(kind.formats) for kind in kinds)
        self.setFixedWidth(max(WIDE, max(names, formats) + icons.size(16) + BETWEEN + 2 * SIDE + 4))


class _Kinds(QAbstractListModel):
    def __init__(self, kinds: Sequence[FileKind], parent: QWidget) -> None:
        super().__init__(parent)
        self.kinds = tuple(kinds)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.kinds)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        kind = self.kinds[index.row()]
        if role == KIND:
            return kind
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{kind.name}, {kind.formats}"
        return kind.name if role == Qt.ItemDataRole.DisplayRole else None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        lines = QFontMetrics(_strong()).lineSpacing() + QFontMetrics(theme.font("meta")).lineSpacing()
        return QSize(WIDE, lines + _between() + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        kind = index.data(KIND)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        painter.fillRect(option.rect, theme.color("base"))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sel" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(4, 1, -4, -1), 5, 5)
        side = icons.size(16)
        inside = option.rect.adjusted(SIDE, 8, -SIDE, -8)
        from_left = option.direction == Qt.LayoutDirection.LeftToRight
        at = inside.left() if from_left else inside.right() + 1 - side
        high = QFontMetrics(_strong()).height()
        where = QRectF(at, inside.top() + (high - side) / 2, side, side)
        icons.paint_icon(painter, where, kind.icon, "accent" if chosen else "ink2")
        room = inside.adjusted(side + BETWEEN, 0, 0, 0) if from_left else inside.adjusted(0, 0, -side - BETWEEN, 0)
        top = room.top()
        for font, token, text in ((_strong(), "ink", kind.name), (theme.font("meta"), "ink2", kind.formats)):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(theme.color(token))
            line = QRect(room.left(), top, room.width(), metrics.height())
            told = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, told)
            top += metrics.lineSpacing() + _between()
        painter.restore()


def _between() -> int:
    """What the two lines of a kind keep apart, so that no letter of one touches the other."""
    return max(2, QFontMetrics(theme.font("meta")).height() // 5)


def _strong() -> QFont:
    font = QFont(theme.font("dense"))
    font.setWeight(QFont.Weight.DemiBold)
    return font
