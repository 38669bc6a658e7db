"""How a recent case is drawn: miniature, title, what it holds, where it lies, when it was open."""

from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop import theme
from desktop.widgets.controls import key_size, paint_key
from desktop.widgets.miniature import paint_miniature
from desktop.words import _

PICTURE = QSize(92, 52)
LINES = ("strong", "dense", "dense")


class RecentDelegate(QStyledItemDelegate):
    """``described`` under ``role`` gives a row: miniature, three lines, when; or None. ``missing`` rows are grey."""

    def __init__(self, parent: QObject, role: int, missing: int) -> None:
        super().__init__(parent)
        self._role, self._missing = role, missing

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Any) -> QSize:
        """Three lines, or the miniature."""
        lines = sum(QFontMetrics(theme.font(role)).height() for role in LINES) + 4
        return QSize(400, max(PICTURE.height(), lines) + 24)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        """Ground, miniature, lines, the end."""
        rows, lines, when = index.data(self._role)
        missing = bool(index.data(self._missing))
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option, here=here)
        rect = option.rect.adjusted(15, 0, -15, 0)
        picture = QRect(QPoint(rect.left(), rect.center().y() - PICTURE.height() // 2 + 1), PICTURE)
        painter.setOpacity(0.35 if missing else 1.0)
        paint_miniature(painter, QRectF(_mirrored(picture, option)), rows)
        painter.setOpacity(1.0)
        end = self._paint_end(painter, rect, option, _("Find it") if missing else when, here=here, missing=missing)
        words = QRect(picture.right() + 19, rect.top(), 0, rect.height())
        words.setRight(end - 16)
        _paint_lines(painter, words, option, lines, missing=missing)
        painter.restore()

    def _paint_end(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, text: str, *, here: bool, missing: bool
    ) -> int:
        """When it was open, and the key that opens it; gives where that begins."""
        metrics = QFontMetrics(theme.font("dense"))
        key = key_size(_("Enter")) if here else QSize(0, 0)
        wide = metrics.horizontalAdvance(text)
        high = metrics.height() + (key.height() + 5 if here else 0)
        top = rect.center().y() - high // 2
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("accent" if missing else "ink2"))
        line = QRect(rect.right() - wide, top, wide + 1, metrics.height())
        painter.drawText(_mirrored(line, option), Qt.AlignmentFlag.AlignCenter, text)
        if here:
            place = QRect(QPoint(rect.right() - key.width(), top + metrics.height() + 5), key)
            paint_key(painter, _mirrored(place, option), _("Enter"))
        return rect.right() - max(wide, key.width())


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, here: bool) -> None:
    over = bool(option.state & QStyle.StateFlag.State_MouseOver)
    frame = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
    if here:
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(theme.color("accent"), 2 if focused else 1))
        painter.setBrush(theme.color("sel"))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        return
    if over:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("hover"))
        painter.drawRoundedRect(frame, 8, 8)
    painter.setPen(theme.color("hair"))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


def _paint_lines(painter: QPainter, rect: QRect, option: QStyleOptionViewItem, lines: Any, *, missing: bool) -> None:
    fonts = [theme.font(role) for role in LINES]
    heights = [QFontMetrics(font).height() for font in fonts]
    top = rect.center().y() - (sum(heights) + 4) // 2 + 1
    tokens = ("ink3", "ink3", "ink3") if missing else ("ink", "ink2", "ink3")
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    if option.direction == Qt.LayoutDirection.RightToLeft:
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    for text, font, height, token in zip(lines, fonts, heights, tokens, strict=True):
        painter.setFont(font)
        painter.setPen(theme.color(token))
        mode = Qt.TextElideMode.ElideMiddle if text is lines[-1] else Qt.TextElideMode.ElideRight  # the place is a path
        shown = QFontMetrics(font).elidedText(text, mode, rect.width())
        painter.drawText(_mirrored(QRect(rect.left(), top, rect.width(), height), option), flags, shown)
        top += height + 2


def _mirrored(rect: QRect, option: QStyleOptionViewItem) -> QRect:
    if option.direction != Qt.LayoutDirection.RightToLeft:
        return rect
    whole = option.rect
    return QRect(whole.left() + whole.right() - rect.right(), rect.top(), rect.width(), rect.height())
