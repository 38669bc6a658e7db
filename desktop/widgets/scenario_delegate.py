"""A scenario in the tree: a sign for a branch, its name, and small squares that tell which factors it sets."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from desktop import theme
from desktop.widgets import icons
from desktop.words import _

Index = QModelIndex | QPersistentModelIndex
MOST_SQUARES = 8
EDGE = 8
ENDING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class ListedScenario(Protocol):
    """A scenario as it is drawn."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def branch(self) -> bool:
        """Whether it is a branch of another."""

    @property
    def squares(self) -> tuple[bool, ...]:
        """Which factors are set."""

    @property
    def impossible(self) -> bool:
        """Whether its values cannot go together."""


class ScenarioDelegate(QStyledItemDelegate):
    """Draws and renames scenarios."""

    def __init__(self, view: QTreeView, listed: Callable[[Index], ListedScenario]) -> None:
        super().__init__(view)
        self._view = view
        self._listed = listed

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One line."""
        return QSize(120, max(32, QFontMetrics(theme.font("body")).height() + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row."""
        found = self._listed(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or over:
            painter.fillRect(option.rect, theme.color("sel" if chosen else "hover"))
        if chosen and self._view.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        inside = self._squares(painter, option.rect.adjusted(EDGE, 0, -EDGE, 0), found, mirrored)
        sign = "triangle-alert" if found.impossible else "corner-down-right" if found.branch and chosen else ""
        if sign:
            side = icons.size(14)
            left = inside.right() + 1 - side if mirrored else inside.left()
            ink = "bad" if found.impossible else "ink2"
            icons.paint_icon(painter, QRectF(left, inside.center().y() - side / 2 + 0.5, side, side), sign, ink)
            inside = inside.adjusted(0, 0, -side - 6, 0) if mirrored else inside.adjusted(side + 6, 0, 0, 0)
        font = theme.font("strong" if chosen else "body")
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        shown = QFontMetrics(font).elidedText(found.title, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """A field for a name."""
        field = QLineEdit(parent)
        field.setFont(theme.font("body"))
        field.setPlaceholderText(_("Name of the scenario"))
        field.setAccessibleName(_("Name of the scenario"))
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Over the whole row."""
        editor.setGeometry(option.rect.adjusted(2, 1, -2, -1))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter takes a name at once, since the keys that follow mean the field; Tab does as Enter."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else 0
        if isinstance(editor, QLineEdit) and pressed in ENDING:
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            return True
        return super().eventFilter(editor, event)

    def _squares(self, painter: QPainter, room: QRect, found: ListedScenario, mirrored: bool) -> QRect:
        """The squares, or how many are set, at the end; returns the room that is left."""
        if len(found.squares) > MOST_SQUARES:
            text = _("{set} of {all}").format(set=sum(found.squares), all=len(found.squares))
            font = theme.font("meta")
            width = QFontMetrics(font).horizontalAdvance(text)
            painter.setFont(font)
            painter.setPen(theme.color("ink2"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing, text)
        else:
            side = max(6, round(6 * theme.current().scale / 100))
            width = len(found.squares) * (side + 3)
            top = room.center().y() - side / 2 + 0.5
            for number, on in enumerate(found.squares):
                x = room.right() + 1 - width + number * (side + 3)
                x = room.left() + room.right() + 1 - x - side if mirrored else x
                painter.setPen(QPen(theme.color("ink2"), 1))
                painter.setBrush(theme.color("ink2") if on else Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(x + 0.5, top, side - 1, side - 1), 1, 1)
        return room.adjusted(width + 10, 0, 0, 0) if mirrored else room.adjusted(0, 0, -width - 10, 0)
