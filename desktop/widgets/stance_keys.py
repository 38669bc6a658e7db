"""The five stances as big keys in a row: one Tab stop; the digits 1 to 5 and the arrows choose."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.vocabulary import Stance
from desktop import theme, words
from desktop.widgets import marks
from desktop.widgets.controls import RADIUS, Button
from desktop.widgets.even import Even

FILLS = {
    Stance.REJECTS: ("rejCell", "rej"),
    Stance.OPPOSES: ("oppCell", "rej"),
    Stance.NEUTRAL: ("neuCell", "neu"),
    Stance.ACCEPTS: ("accCell", "acc"),
    Stance.SUPPORTS: ("supCell", "acc"),
}
DIGITS = {Qt.Key(Qt.Key.Key_1 + place): stance for place, stance in enumerate(Stance)}


class StanceKeys(QWidget):
    """``chosen`` gives the Stance that a person takes; ``stance`` is None until one is taken."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._stance: Stance | None = None
        self._keys = {stance: _Key(stance) for stance in Stance}
        row = Even(self, gap=4)
        for stance, key in self._keys.items():
            key.clicked.connect(lambda _on=False, stance=stance: self.take(stance))
            row.addWidget(key)
        self.setFocusProxy(self._keys[Stance.REJECTS])
        self.show_stance(None)

    @property
    def stance(self) -> Stance | None:
        """The one that is taken."""
        return self._stance

    def show_stance(self, stance: Stance | None) -> None:
        """Shows one as taken, or none."""
        self._stance = stance
        first = stance if stance is not None else Stance.REJECTS
        for each, key in self._keys.items():
            key.setChecked(each is stance)
            key.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each is first else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._keys[first])

    def take(self, stance: Stance) -> None:
        """Takes one, as a person does."""
        self.show_stance(stance)
        self._keys[stance].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(stance)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits take a stance, arrows its neighbour."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in DIGITS:
            self.take(DIGITS[key])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            forward = (key == Qt.Key.Key_Right) != (self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
            listed = list(Stance)
            here = listed.index(self._stance) if self._stance is not None else -1 if forward else len(listed)
            self.take(listed[max(0, min(here + (1 if forward else -1), len(listed) - 1))])
        else:
            super().keyPressEvent(event)


class _Key(Button):
    """A mark over its word, with its digit in the corner."""

    def __init__(self, stance: Stance) -> None:
        self._taken_as = stance
        super().__init__(words.stance(stance), kind="plain")
        self.role = "meta"
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{words.stance(stance)}, {self._digit()}")
        self._dress()

    def nextCheckState(self) -> None:
        """The row tells which one is on."""

    def sizeHint(self) -> QSize:
        """As wide as its word, with room for the mark above it."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 6, metrics.height() + marks.size() + 18)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter press it; the rest is for the row."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Filled in the colour of its stance when it is taken."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, edge = FILLS[self._taken_as]
        on = self.isChecked()
        painter.setPen(QPen(theme.color(edge if on else "field"), 2 if on else 1))
        painter.setBrush(theme.color(fill if on else "hover" if self.underMouse() else "base"))
        inset = 1.0 if on else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        side = marks.size()
        place = QRect((self.width() - side) // 2, 8, side, side)
        marks.paint_mark(painter, QRectF(place), self._taken_as.word)
        painter.setFont(theme.font("meta"))
        painter.setPen(theme.color("ink2"))
        corner = self._mirrored(QRect(6, 4, 16, QFontMetrics(painter.font()).height()))
        painter.drawText(corner, Qt.AlignmentFlag.AlignLeading, self._digit())
        painter.setFont(self.font())
        painter.setPen(theme.color("ink"))
        below = QRect(2, place.bottom() + 4, self.width() - 4, self.height() - place.bottom() - 8)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextSingleLine, self.text())

    def _digit(self) -> str:
        return str(list(Stance).index(self._taken_as) + 1)
