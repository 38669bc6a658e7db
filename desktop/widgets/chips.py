"""Chips to be pressed: values under which something was said to hold, in all, in some or in none of what is chosen."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.widgets import icons
from desktop.widgets.controls import Button
from desktop.words import _, as_tooltip

NONE, SOME, ALL = range(3)

LONGEST = 28
"""Characters; what is longer is cut and told in the tooltip."""


class ValueChip(Button):
    """A value. ``state`` is NONE, SOME or ALL; ``changed`` when that is not what it was.

    ``guess``: dashed with a question mark, not yet what somebody says.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        self._name = text
        self._state = NONE
        self._changed = False
        self._guess = False
        shown = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
        super().__init__(shown, kind="flat", parent=parent)
        self.role = "dense"
        self.setCheckable(True)
        self.setToolTip(as_tooltip(text) if shown != text else "")
        self._dress()

    def nextCheckState(self) -> None:
        """A click tells; whoever listens sets the state."""

    @property
    def state(self) -> int:
        """NONE, SOME or ALL."""
        return self._state

    def show_state(self, state: int, told: str = "", *, changed: bool = False, guess: bool = False) -> None:
        """Shows a state; ``told`` says it for those who listen."""
        self._state, self._changed, self._guess = state, changed, guess
        self.setChecked(state == ALL)
        self.setAccessibleName(", ".join(part for part in (self._name, told) if part))
        self.update()

    def sizeHint(self) -> QSize:
        """A pill of its words, with room for the tick."""
        metrics = QFontMetrics(self.font())
        tick = icons.size(12) + 5 if self._state == ALL else metrics.horizontalAdvance("?") if self._guess else 0
        return QSize(metrics.horizontalAdvance(self.text()) + 24 + tick, max(24, metrics.height() + 8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Filled with a tick; hatched; or outlined."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._changed:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), pill.height() / 2, pill.height() / 2)
            pill.adjust(3, 3, -3, -3)
        self._paint_pill(painter, pill)
        self._paint_words(painter)

    def _paint_pill(self, painter: QPainter, pill: QRectF) -> None:
        radius = pill.height() / 2
        over = self.isEnabled() and self.underMouse()
        if self._state == ALL:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary"))
            painter.drawRoundedRect(pill, radius, radius)
            return
        if self._state == SOME:
            shape = QPainterPath()
            shape.addRoundedRect(pill, radius, radius)
            painter.fillPath(shape, theme.color("base"))
            painter.fillPath(shape, QBrush(theme.color("line"), Qt.BrushStyle.BDiagPattern))
        pen = QPen(theme.color("accent" if self._guess else "ink2" if self._state == SOME else "field"), 1)
        if self._guess:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(theme.color("hover") if over and self._state == NONE else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill, radius, radius)

    def _paint_words(self, painter: QPainter) -> None:
        ink = "onPrimary" if self._state == ALL else "accent" if self._guess else "ink"
        inside = self.rect().adjusted(12, 0, -12, 0)
        if self._state == ALL:
            side = icons.size(12)
            place = QRect(inside.left() - 1, (self.height() - side) // 2, side, side)
            icons.paint_icon(painter, QRectF(self._mirrored(place)), "check", ink)
            inside.setLeft(inside.left() + side + 4)
        if self._state == SOME:
            self._paint_ground_of_words(painter, inside, theme.color("base"))
        painter.setFont(self.font())
        painter.setPen(theme.color(ink))
        told = _("{value}?").format(value=self.text()) if self._guess else self.text()
        painter.drawText(self._mirrored(inside), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, told)

    def _paint_ground_of_words(self, painter: QPainter, inside: QRect, color: QColor) -> None:
        """The hatching keeps clear of the words."""
        height = QFontMetrics(self.font()).height()
        room = QRectF(inside.left() - 2, (self.height() - height) / 2, inside.width() + 4, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(room, 3, 3)
