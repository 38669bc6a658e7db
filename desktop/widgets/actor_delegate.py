"""Draws the tree of actors: kinds, and actors with name, detail, strip of stances and number of statements."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from desktop import theme
from desktop.widgets import icons
from desktop.widgets.actor_header import KIND_ICONS
from desktop.widgets.stance_strip import Look, paint_cell
from desktop.words import isolated

Index = QModelIndex | QPersistentModelIndex
EDGE, CELL = 14, 19


class Row(Protocol):
    """A row; a kind has no actor."""

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def count(self) -> int: ...  # noqa: D102
    @property
    def actor(self) -> object | None: ...  # noqa: D102
    @property
    def detail(self) -> str: ...  # noqa: D102
    @property
    def strip(self) -> Sequence[Look]: ...  # noqa: D102


class ActorDelegate(QStyledItemDelegate):
    """Draws what a model gives under ``role``."""

    def __init__(self, view: QTreeView, role: int) -> None:
        super().__init__(view)
        self._view, self._role = view, role

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines for an actor, one for a kind."""
        row: Row = index.data(self._role)
        if row.actor is None:
            return QSize(200, QFontMetrics(theme.font("label")).height() + 16)
        upper, lower = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("dense"))
        return QSize(200, upper.height() + lower.height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws a row over the whole width."""
        row: Row = index.data(self._role)
        painter.save()
        painter.setLayoutDirection(option.direction)
        whole = QRect(0, option.rect.top(), self._view.viewport().width(), option.rect.height())
        if row.actor is None:
            self._kind(painter, whole, index, row)
        else:
            self._ground(painter, whole, option)
            self._actor(painter, whole, row)
        painter.restore()

    def _kind(self, painter: QPainter, rect: QRect, index: Index, row: Row) -> None:
        painter.fillRect(rect, theme.color("chrome"))
        current = index.row() == self._view.currentIndex().row() and not self._view.currentIndex().parent().isValid()
        painter.setPen(theme.color("accent" if current and self._view.hasFocus() else "line"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = icons.size(12)
        opened = self._view.isExpanded(self._view.model().index(index.row(), 0))
        icon = "chevron-down" if opened else "chevron-left" if mirrored else "chevron-right"
        left = rect.right() + 1 - EDGE - side if mirrored else rect.left() + EDGE
        icons.paint_icon(painter, QRectF(left, rect.center().y() - side / 2 + 1, side, side), icon, "ink2")
        beside = EDGE + side + 8
        inside = rect.adjusted(EDGE, 0, -beside, 0) if mirrored else rect.adjusted(beside, 0, -EDGE, 0)
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("ink2"))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(inside, align, f"{row.title}  {row.count}")

    def _ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, theme.color("sel" if chosen else "hover" if over else "base"))
        painter.setPen(theme.color("hair"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if chosen:
            bar = QRect(rect.left(), rect.top(), 3, rect.height() - 1)
            if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                bar.moveRight(rect.right())
            painter.fillRect(bar, theme.color("accent"))

    def _actor(self, painter: QPainter, rect: QRect, row: Row) -> None:
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = icons.size(16)
        inside = rect.adjusted(EDGE + 8, 0, -EDGE, 0)
        place = QRect(inside.left(), rect.center().y() - side // 2, side, side)
        icons.paint_icon(painter, QRectF(self._turned(place, rect, mirrored)), KIND_ICONS[row.kind], "ink2")
        inside.setLeft(place.right() + 12)
        inside = self._number(painter, inside, rect, row, mirrored)
        inside = self._strip(painter, inside, rect, row, mirrored)
        self._texts(painter, self._turned(inside, rect, mirrored), row)

    def _number(self, painter: QPainter, inside: QRect, rect: QRect, row: Row, mirrored: bool) -> QRect:
        metrics = QFontMetrics(theme.font("dense"))
        width = metrics.horizontalAdvance("0000")
        place = QRect(inside.right() - width + 1, rect.top(), width, rect.height())
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink2"))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
        painter.drawText(self._turned(place, rect, mirrored), align, str(row.count) if row.count else "–")
        return inside.adjusted(0, 0, -width - 14, 0)

    def _strip(self, painter: QPainter, inside: QRect, rect: QRect, row: Row, mirrored: bool) -> QRect:
        """As many cells as have room in half of the row; what is left is told by the inspector."""
        room = inside.width() // 2
        side = max(CELL, round(CELL * theme.current().scale / 100))
        shown = list(row.strip[: max(0, room // (side + 3))])
        width = len(shown) * (side + 3)
        left = inside.right() + 1 - min(width, room)
        for place, look in enumerate(shown):
            cell = QRect(left + place * (side + 3), rect.center().y() - side // 2, side, side)
            paint_cell(painter, QRectF(self._turned(cell, rect, mirrored)), look)
        return inside.adjusted(0, 0, -width - 12, 0) if shown else inside

    def _texts(self, painter: QPainter, room: QRect, row: Row) -> None:
        upper, lower = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("dense"))
        high = upper.height() + (lower.height() if row.detail else 0)
        top = room.top() + (room.height() - high) // 2
        for role, token, text, height in (
            ("body", "ink", row.title, upper.height()),
            ("dense", "ink2", row.detail, lower.height()),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(token))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            place = QRect(room.left(), top, room.width(), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, isolated(shown))
            top += height

    @staticmethod
    def _turned(place: QRect, rect: QRect, mirrored: bool) -> QRect:
        if mirrored:
            return QRect(rect.left() + rect.right() - place.right(), place.top(), place.width(), place.height())
        return place
