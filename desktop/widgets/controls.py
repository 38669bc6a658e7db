"""Buttons as the design draws them: quiet, with icon, words and the key that does the same."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop import keymap, theme
from desktop.widgets import icons
from desktop.words import _

RADIUS = 5


def shown_keys(keys: str) -> str:
    """A usual shortcut as a person has it now, written as the platform does, with spaces between: *Ctrl K*."""
    keys = keymap.current().now(keys)
    told = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", _("Enter"))
    return told[:-1].replace("+", " ") + told[-1:] if told else keys


def key_size(text: str) -> QSize:
    """The size of a painted key."""
    metrics = QFontMetrics(theme.font("meta"))
    return QSize(metrics.horizontalAdvance(text) + 10, metrics.height() + 2)


def paint_key(painter: QPainter, rect: QRect, text: str, ink: str = "ink2", edge: str = "line") -> None:
    """Paints a key, such as *Enter*, into a rectangle of ``key_size``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("meta"))
    painter.setPen(QPen(theme.color(edge), 1))
    painter.setBrush(theme.color("chrome") if edge == "line" else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(theme.color(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class Key(QWidget):
    """A key on its own, such as *Ctrl K*."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual = keys
        theme.current().changed.connect(self._dress)
        self._dress()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The key."""
        paint_key(QPainter(self), self.rect(), self._text)

    def _dress(self) -> None:
        self._text = shown_keys(self._usual)
        self.setAccessibleName(self._text)
        self.setFixedSize(key_size(self._text))


class Button(QPushButton):
    """A button of the kind *plain* (a hairline round it), *primary* (the one main button) or *flat* (words alone).

    Args:
        text: the words; also its accessible name, unless another is set.
        icon: the name of an icon.
        kind: plain, primary or flat.
        keys: the shortcut that does the same; it is shown in the button.
    """

    def __init__(
        self, text: str = "", icon: str = "", kind: str = "plain", keys: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.kind = kind
        self.role = "body"
        self._icon = icon
        self.usual_keys = keys
        self._keys = ""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.current().changed.connect(self._dress)
        self._dress()

    def set_icon(self, icon: str) -> None:
        """Another icon."""
        self._icon = icon
        self.update()

    def show_keys(self, keys: str) -> None:
        """Shows other usual keys, or none."""
        if keys != self.usual_keys:
            self.usual_keys = keys
            self._dress()

    def sizeHint(self) -> QSize:
        """As wide as its parts, and at least 28 pixels high."""
        metrics = QFontMetrics(self.font())
        parts = [metrics.horizontalAdvance(self.text())] if self.text() else []
        parts += [icons.size()] if self._icon else []
        parts += [key_size(self._keys).width()] if self._keys else []
        parts += [icons.size(12)] if self._opens() else []
        height = max(28, metrics.height() + 12)
        if len(parts) == 1 and self._icon:
            return QSize(height, height)
        return QSize(sum(parts) + 8 * (len(parts) - 1) + 20, height)

    def minimumSizeHint(self) -> QSize:
        """The same: the words are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, icon, words, key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        ink = self._ink()
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        painter.setFont(self.font())
        squeezed = self.width() < self.sizeHint().width()
        margin = 4 if squeezed else 10
        inside = self.rect().adjusted(margin, 0, -margin, 0)
        alone = not self.text() and not self._keys and not self._opens()
        if self._icon:
            side = icons.size()
            left = (self.width() - side) // 2 if alone else inside.left()
            place = QRect(left, (self.height() - side) // 2, side, side)
            icons.paint_icon(painter, QRectF(self._mirrored(place)), self._icon, ink)
            inside.setLeft(place.right() + 9)
        self._paint_end(painter, inside)
        painter.setPen(theme.color(ink))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if not self._icon and not self._keys and not self._opens():
            align = Qt.AlignmentFlag.AlignCenter
        flags = int(QWidget.style(self).visualAlignment(self.layoutDirection(), align)) | Qt.TextFlag.TextSingleLine
        words = self.text()
        if squeezed:
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(self._mirrored(inside), flags, words)

    def _paint_end(self, painter: QPainter, inside: QRect) -> None:
        """The key or the arrow of a menu at the end; takes its room from ``inside``. Words come before a key."""
        if self._keys and self.text() and self.width() < self.sizeHint().width():
            return
        if self._keys:
            size = key_size(self._keys)
            place = QRect(QPoint(inside.right() - size.width() + 1, (self.height() - size.height()) // 2), size)
            filled = self.kind == "primary" and self.isEnabled()
            ink, edge = ("onPrimary", "ink3") if filled else ("ink2", "line")
            paint_key(painter, self._mirrored(place), self._keys, ink, edge)
            inside.setRight(place.left() - 8)
        elif self._opens():
            side = icons.size(12)
            place = QRect(inside.right() - side + 1, (self.height() - side) // 2, side, side)
            icons.paint_icon(painter, QRectF(self._mirrored(place)), "chevron-down", "ink2")
            inside.setRight(place.left() - 8)

    def _opens(self) -> bool:
        """Whether it opens something beneath it: then an arrow shows it."""
        return self.menu() is not None

    def _paint_ground(self, painter: QPainter) -> None:
        fill, edge = self._colors()
        if fill is None and edge is None:
            return
        painter.setPen(QPen(edge, 1) if edge is not None else Qt.PenStyle.NoPen)
        painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _colors(self) -> tuple[QColor | None, QColor | None]:
        """Ground and edge as the button is now."""
        over = self.isEnabled() and (self.underMouse() or self.isDown())
        if self.kind == "primary" and self.isEnabled():
            fill = theme.color("primary")
            return (fill.lighter(125) if over and not theme.current().dark else fill), None
        if self.isChecked():
            return theme.color("sel"), None if self.kind == "flat" else theme.color("accent")
        if self.kind == "flat":
            return (theme.color("hover") if over else None), None
        if not self.isEnabled():
            return theme.color("base"), theme.color("hair")
        return theme.color("hover" if over else "base"), theme.color("line")

    def _ink(self) -> str:
        if not self.isEnabled():
            return "ink3"
        if self.kind == "primary":
            return "onPrimary"
        return "accent" if self.isChecked() and not self.text() else "ink"

    def _mirrored(self, rect: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return QRect(self.width() - rect.right() - 1, rect.top(), rect.width(), rect.height())
        return rect

    def _dress(self) -> None:
        self._keys = shown_keys(self.usual_keys) if self.usual_keys else ""
        font = theme.font(self.role)
        if self.kind == "primary":
            font = theme.font("strong")
        self.setFont(font)
        self.updateGeometry()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Shows that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """As it was."""
        super().leaveEvent(event)
        self.update()


class IconButton(Button):
    """A square button with an icon alone; its name is read aloud and shown as a tooltip."""

    def __init__(self, icon: str, name: str, keys: str = "", parent: QWidget | None = None) -> None:
        self._name, self._hint = name, keys
        super().__init__("", icon, "flat", "", parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._dress()

    def _dress(self) -> None:
        super()._dress()
        if self._hint:
            self.setToolTip(f"{self._name}  ({shown_keys(self._hint)})")


class Segmented(QWidget):
    """A few alternatives in one frame, of which one is on: one Tab stop, arrows choose."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        for number, text in enumerate(words):
            segment = _Segment(text)
            segment.setCheckable(True)
            segment.walked.connect(self._walk)
            self._group.addButton(segment, number)
            layout.addWidget(segment)
        self._group.idToggled.connect(self._toggled)
        self.choose(0)

    def choose(self, number: int) -> None:
        """Turns one of them on."""
        self._group.button(number).setChecked(True)

    def current(self) -> int:
        """Which one is on."""
        return self._group.checkedId()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The well in which they lie."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS + 1, RADIUS + 1)

    def _walk(self, step: int) -> None:
        buttons = self._group.buttons()
        there = (self.current() + step) % len(buttons)
        self.choose(there)
        self._group.button(there).setFocus(Qt.FocusReason.TabFocusReason)

    def _toggled(self, number: int, on: bool) -> None:
        policy = Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus
        self._group.button(number).setFocusPolicy(policy)
        if on:
            self.chosen.emit(number)


class _Segment(Button):
    walked = Signal(int)

    def __init__(self, text: str) -> None:
        super().__init__(text, kind="flat")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def sizeHint(self) -> QSize:
        """A little lower than a button: a frame is round it."""
        hint = super().sizeHint()
        return QSize(hint.width() + 4, max(24, hint.height() - 4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose the neighbour."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.walked.emit(-step if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else step)

    def _colors(self) -> tuple[QColor | None, QColor | None]:
        if self.isChecked():
            return theme.color("base"), theme.color("line")
        return None, None

    def _ink(self) -> str:
        return "ink" if self.isChecked() else "ink2"
