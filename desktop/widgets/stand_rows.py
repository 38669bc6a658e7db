"""Who stands where, in lines: a strip of all, groups with their names, and who moves from where to where."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import icons, marks
from desktop.widgets.wrapping import lines_of
from desktop.words import _, as_tooltip, listing

EDGE = 16


class ShownStand(Protocol):
    """What a cell says."""

    @property
    def mark(self) -> str: ...  # noqa: D102
    @property
    def word(self) -> str: ...  # noqa: D102
    @property
    def fill(self) -> str: ...  # noqa: D102
    @property
    def frame(self) -> str: ...  # noqa: D102
    @property
    def stripes(self) -> bool: ...  # noqa: D102


class StandStrip(QWidget):
    """One bar, with a part for each group as wide as it is large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[ShownStand, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[tuple[ShownStand, int]]) -> None:
        """Shows groups with their sizes."""
        self._parts = list(parts)
        self.setAccessibleName(", ".join(f"{stand.word}: {number}" for stand, number in parts))
        self.update()

    def sizeHint(self) -> QSize:
        """A narrow bar."""
        return QSize(200, max(18, round(18 * theme.current().scale / 100)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The parts, in the order of the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = sum(number for _stand, number in self._parts)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = QRectF(self.rect()).adjusted(EDGE, 0, -EDGE, 0)
        left = room.left()
        for stand, number in self._parts:
            width = room.width() * number / total
            box = QRectF(left + 1, room.top() + 0.5, max(2.0, width - 2), room.height() - 1)
            if mirrored:
                box.moveRight(room.left() + room.right() - left - 1)
            _paint_part(painter, box, stand)
            left += width


def _paint_part(painter: QPainter, box: QRectF, stand: ShownStand) -> None:
    pen = QPen(theme.color(stand.frame or "line"), 1)
    if stand.frame:
        pen.setDashPattern([3, 2])
    painter.setPen(pen if stand.frame or not (stand.fill or stand.stripes) else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(stand.fill) if stand.fill else Qt.BrushStyle.NoBrush)
    if stand.stripes:
        painter.setBrush(theme.color("oppCell"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setBrush(QBrush(theme.color("accCell"), Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(box, 3, 3)


class StandRow(QPushButton):
    """A group: mark, word, and the names of all in it. Pressed it leads to the words behind it."""

    def __init__(self, stand: ShownStand, names: Sequence[str]) -> None:
        super().__init__()
        self._stand = stand
        self._names = listing(list(names)) if len(names) < 3 else ", ".join(names)
        self.setAccessibleName(f"{stand.word}: {self._names}")
        self.setToolTip(as_tooltip(self._names))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(28)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names wrap: it is as high as they are in its width."""
        super().resizeEvent(event)
        lines = len(self._lines(self.width()))
        self.setFixedHeight(max(28, lines * QFontMetrics(theme.font("dense")).lineSpacing() + 8))

    def minimumSizeHint(self) -> QSize:
        """Narrow."""
        return QSize(120, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mark and word at the start, names at the end."""
        painter = QPainter(self)
        _ground(painter, self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inside = self.rect().adjusted(EDGE, 4, -EDGE, -4)
        _paint_stand(painter, inside, self._stand, mirrored)
        metrics = QFontMetrics(theme.font("dense"))
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink2"))
        for number, text in enumerate(self._lines(self.width())):
            place = QRect(
                inside.left(), inside.top() + number * metrics.lineSpacing(), inside.width(), metrics.height()
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing, text)

    def _lines(self, width: int) -> list[str]:
        word = QFontMetrics(theme.font("dense")).horizontalAdvance(self._stand.word)
        room = width - 2 * EDGE - marks.size() - word - 24
        return lines_of(self._names, theme.font("dense"), max(60, room), 4)


class MoveRow(QPushButton):
    """Somebody whose cell moves: the name, what it was, what it is. Pressed it leads to the words behind it."""

    def __init__(self, name: str, before: ShownStand, after: ShownStand) -> None:
        super().__init__()
        self._name, self._before, self._after = name, before, after
        told = _("{actor}: {before} becomes {after}").format(actor=name, before=before.word, after=after.word)
        self.setAccessibleName(told)
        self.setToolTip(as_tooltip(told))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines: the name, and from where to where."""
        metrics = QFontMetrics(theme.font("dense"))
        return QSize(200, max(28, 2 * metrics.lineSpacing() + 8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The name, and below it both words with an arrow between them."""
        painter = QPainter(self)
        _ground(painter, self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        metrics = QFontMetrics(theme.font("dense"))
        inside = self.rect().adjusted(EDGE, 4, -EDGE, -4)
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink"))
        line = QRect(inside.left(), inside.top(), inside.width(), metrics.height())
        shown = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
        below = inside.adjusted(0, metrics.lineSpacing(), 0, 0)
        used = _paint_stand(painter, below, self._before, mirrored)
        side = icons.size(12)
        left = below.right() - used - side if mirrored else below.left() + used + 6
        icons.paint_icon(
            painter,
            QRectF(left, below.top() + (metrics.height() - side) / 2, side, side),
            "arrow-left" if mirrored else "arrow-right",
        )
        rest = used + side + 12
        _paint_stand(
            painter,
            below.adjusted(0, 0, -rest, 0) if mirrored else below.adjusted(rest, 0, 0, 0),
            self._after,
            mirrored,
        )


class ChangeRow(QWidget):
    """What a branch says of a factor, in place of what its parent says."""

    def __init__(self, factor: str, before: str, after: str) -> None:
        super().__init__()
        self._texts = (factor, before, after)
        told = _("{factor}: {after} instead of {before}").format(factor=factor, before=before, after=after)
        self.setAccessibleName(told)
        self.setToolTip(as_tooltip(told))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(200, max(28, 2 * QFontMetrics(theme.font("dense")).lineSpacing() + 10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The factor, and below it the answers with an arrow between them, the new one strong."""
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        factor, before, after = self._texts
        metrics = QFontMetrics(theme.font("dense"))
        inside = self.rect().adjusted(EDGE, 4, -EDGE, -4)
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink2"))
        line = QRect(inside.left(), inside.top(), inside.width(), metrics.height())
        leading = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(line, leading, metrics.elidedText(factor, Qt.TextElideMode.ElideRight, line.width()))
        below = QRect(inside.left(), inside.top() + metrics.lineSpacing(), inside.width(), metrics.height() + 2)
        shown = metrics.elidedText(before, Qt.TextElideMode.ElideRight, below.width() // 2)
        used = metrics.horizontalAdvance(shown)
        painter.drawText(below, leading, shown)
        side = icons.size(12)
        left = below.right() - used - side - 6 if mirrored else below.left() + used + 6
        box = QRectF(left, below.top() + (metrics.height() - side) / 2, side, side)
        icons.paint_icon(painter, box, "arrow-left" if mirrored else "arrow-right")
        rest = used + side + 12
        place = below.adjusted(0, 0, -rest, 0) if mirrored else below.adjusted(rest, 0, 0, 0)
        strong = theme.font("strong")
        strong.setPointSizeF(theme.font("dense").pointSizeF())
        painter.setFont(strong)
        painter.setPen(theme.color("ink"))
        told = QFontMetrics(strong).elidedText(after, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, leading, told)


def _ground(painter: QPainter, button: QPushButton) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if button.underMouse() or button.isDown():
        painter.fillRect(button.rect(), theme.color("hover"))


def _paint_stand(painter: QPainter, room: QRect, stand: ShownStand, mirrored: bool) -> int:
    """Mark and word at the reading start of a room; returns the width they take."""
    metrics = QFontMetrics(theme.font("dense"))
    side = marks.size() if stand.mark else 0
    if stand.mark:
        left = room.right() + 1 - side if mirrored else room.left()
        marks.paint_mark(painter, QRectF(left, room.top() + (metrics.height() - side) / 2, side, side), stand.mark)
    gap = side + 6 if side else 0
    place = QRect(room.left(), room.top(), room.width(), metrics.height())
    place = place.adjusted(0, 0, -gap, 0) if mirrored else place.adjusted(gap, 0, 0, 0)
    painter.setFont(theme.font("dense"))
    painter.setPen(theme.color("ink"))
    shown = metrics.elidedText(stand.word, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
    return gap + metrics.horizontalAdvance(shown)
