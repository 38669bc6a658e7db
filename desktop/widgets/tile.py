"""A value of a factor as a button: what a scenario says of it shows in its frame, its ground and its icon."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QToolTip, QWidget

from desktop import theme
from desktop.widgets import icons
from desktop.words import as_tooltip

MOST_LETTERS = 28
"""Longer names are cut; the tooltip says all of them."""

RADIUS = 5
EDGE = 10


@dataclass(frozen=True, slots=True)
class Looks:
    """How a tile is drawn: tokens of its ground, frame and words; its icon; whether the frame is dashed, the ground
    hatched, the name struck; whether it stands out where there is no icon.
    """

    fill: str = "base"
    frame: str = "line"
    ink: str = "ink"
    icon: str = ""
    dashed: bool = False
    hatched: bool = False
    struck: bool = False
    bold: bool = False


LOOKS = {
    "set": Looks("primary", "primary", "onPrimary", "check", bold=True),
    "partly": Looks("sunken", "primary", "ink", "circle-dot", bold=True),
    "no": Looks("sunken", "primary", "ink", "x", bold=True),
    "inherited-set": Looks("sel", "accent", "ink", "corner-down-right"),
    "inherited-partly": Looks("base", "accent", "ink", "corner-down-right"),
    "inherited-no": Looks("base", "accent", "ink2", "x"),
    "open": Looks("base", "field", "ink2", "circle-dashed", dashed=True),
    "opened": Looks("base", "primary", "ink", "circle-dashed", dashed=True, bold=True),
    "was": Looks("base", "ink2", "ink", bold=True),
    "free": Looks(),
    "excluded": Looks("base", "line", "ink2", "ban", hatched=True, struck=True),
}


class Tile(QPushButton):
    """One value. It never checks itself: the record says what it shows. A ``plain`` one has no icon: its ground, frame
    and words tell its look, and it is as wide in all of them.
    """

    chosen = Signal(bool)
    """It was pressed; with Ctrl held, to stand beside what is set already."""
    keyed = Signal(QKeyEvent)
    """A key that is not its own was pressed on it."""
    explained = Signal()
    """Its tooltip is wanted: whoever knows why it looks so says it with ``explain``."""
    grabbed = Signal()
    """It is being dragged."""
    menuWanted = Signal(QPoint)
    """A menu of what can be done with it is wanted, at this place of the screen."""

    def __init__(self, parent: QWidget | None = None, *, plain: bool = False) -> None:
        super().__init__(parent)
        self._plain = plain
        self.look = "free"
        self.uses = 0
        self.key = 0
        self._why = ""
        self._from = QPoint()
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.clicked.connect(self._press)
        theme.current().changed.connect(self._dress)
        self._dress()

    def show_value(self, key: int, name: str, uses: int, look: str, told: str, *, checked: bool) -> None:
        """Shows a value: its id, name, how many statements name it (-1: not told), its look, and all of it in words."""
        was, room = (self.text(), self.uses, self.look), self._room()
        self.key, self.uses, self.look = key, uses, look
        self.setText(name)
        self.setAccessibleName(told)
        self.setChecked(checked)
        if was != (name, uses, look):
            self._why = ""
            self.setAccessibleDescription("")
            self.update()
        if room != self._room():
            self.updateGeometry()

    def explain(self, why: str) -> None:
        """Says why it cannot be set."""
        self._why = why
        self.setAccessibleDescription(why)

    def tip(self) -> str:
        """What its tooltip says: the whole name where it is cut, and why it cannot be set."""
        whole = self.text() if len(self.text()) > MOST_LETTERS else ""
        return "\n".join(part for part in (whole, self._why) if part)

    def nextCheckState(self) -> None:
        """Nothing: the record says whether it is set."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses it, with Ctrl beside the others; all other keys go on."""
        if event.key() == Qt.Key.Key_Space:
            self.chosen.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            self.keyed.emit(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space has pressed already."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notes where a drag would begin."""
        self._from = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begins a drag when it has gone far enough."""
        far = (event.position().toPoint() - self._from).manhattanLength() >= QApplication.startDragDistance()
        if event.buttons() & Qt.MouseButton.LeftButton and far and self.key:
            self.setDown(False)
            self.grabbed.emit()
        else:
            super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with it."""
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.menuWanted.emit(event.globalPos() if mouse else self.mapToGlobal(self.rect().bottomLeft()))

    def event(self, event: QEvent) -> bool:
        """The tooltip is asked for when it is wanted."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self.explained.emit()
            told = self.tip()
            QToolTip.showText(event.globalPos(), as_tooltip(told) if told else "", self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        """As wide as its parts, at least 28 pixels high."""
        metrics = QFontMetrics(self.font())
        parts = [metrics.horizontalAdvance(self._shown())]
        parts += [icons.size(14)] if self._icon() else []
        parts += [QFontMetrics(theme.font("dense")).horizontalAdvance(str(self.uses))] if self._counts() else []
        return QSize(sum(parts) + 6 * (len(parts) - 1) + 2 * EDGE, max(32, metrics.height() + 14))

    def minimumSizeHint(self) -> QSize:
        """The name gives way where there is no room for it."""
        whole = self.sizeHint()
        return QSize(min(72, whole.width()), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, icon, name, number."""
        looks = LOOKS[self.look]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, looks)
        inside = self.rect().adjusted(EDGE, 0, -EDGE, 0)
        if icon := self._icon():
            side = icons.size(14)
            place = QRect(inside.left(), (self.height() - side) // 2, side, side)
            icons.paint_icon(painter, QRectF(self._mirrored(place)), icon, self._icon_ink(looks))
            inside.setLeft(place.right() + 7)
        if self._counts():
            inside.setRight(self._paint_uses(painter, inside, looks))
        font = self.font()
        font.setStrikeOut(looks.struck)
        painter.setFont(font)
        painter.setPen(theme.color(looks.ink))
        shown = QFontMetrics(font).elidedText(self._shown(), Qt.TextElideMode.ElideRight, inside.width() + 1)
        painter.drawText(self._mirrored(inside), self._aligned(), shown)

    def _paint_ground(self, painter: QPainter, looks: Looks) -> None:
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        over = self.isEnabled() and (self.underMouse() or self.isDown())
        fill = "hover" if over and looks.fill == "base" else looks.fill
        pen = QPen(theme.color(looks.frame), 1.5 if self._plain and looks.bold else 1)
        if looks.dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(theme.color(fill))
        painter.drawRoundedRect(shape, RADIUS, RADIUS)
        if looks.hatched:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(_fainter("line"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(shape, RADIUS, RADIUS)

    def _paint_uses(self, painter: QPainter, inside: QRect, looks: Looks) -> int:
        """How many statements name it, at the end; returns where the name ends."""
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink2" if looks.ink != "onPrimary" else "onPrimary"))
        width = QFontMetrics(theme.font("dense")).horizontalAdvance(str(self.uses))
        place = QRect(inside.right() - width + 1, 0, width, self.height())
        painter.drawText(self._mirrored(place), Qt.AlignmentFlag.AlignCenter, str(self.uses))
        return place.left() - 6

    def _icon(self) -> str:
        return "" if self._plain else LOOKS[self.look].icon

    def _room(self) -> tuple[str, bool, bool, int]:
        """What its size follows from, besides the theme."""
        return self.text(), bool(self._icon()), self._counts(), self.uses

    def _counts(self) -> bool:
        return bool(self.key) and self.uses >= 0

    def _icon_ink(self, looks: Looks) -> str:
        return "accent" if looks.frame == "accent" else looks.ink

    def _shown(self) -> str:
        text = self.text()
        return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1].rstrip() + "…"

    def _aligned(self) -> int:
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        return int(QWidget.style(self).visualAlignment(self.layoutDirection(), align)) | Qt.TextFlag.TextSingleLine

    def _mirrored(self, rect: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return QRect(self.width() - rect.right() - 1, rect.top(), rect.width(), rect.height())
        return rect

    def _press(self) -> None:
        self.chosen.emit(bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier))

    def _dress(self) -> None:
        self.setFont(theme.font("body"))
        self.updateGeometry()
        self.update()


def _fainter(token: str) -> QColor:
    found = theme.color(token)
    found.setAlphaF(0.8)
    return found
