"""A check box in the program's own look, to be seen in the dark too."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QWidget

from desktop import theme
from desktop.widgets import icons
from desktop.words import as_tooltip

BOX = 16
BETWEEN = 8


class Check(QCheckBox):
    """Draws what a check box shows; everything else is Qt's."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The box and the words."""
        metrics = QFontMetrics(theme.font("body"))
        side = icons.size(BOX)
        wide = side + BETWEEN + metrics.horizontalAdvance(self.text())
        return QSize(wide + 4, max(side, metrics.height()) + 6)

    def minimumSizeHint(self) -> QSize:
        """The words may be cut."""
        return QSize(icons.size(BOX) + 60, self.sizeHint().height())

    def hitButton(self, place: QPoint) -> bool:
        """All of it can be clicked."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, and the words beside it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, on = icons.size(BOX), self.isChecked()
        place = QRect(2, (self.height() - side) // 2, side, side)
        box = QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), place)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("accent" if on else "field"), 1))
        painter.setBrush(theme.color("accent" if on else "base"))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            icons.paint_icon(painter, box.adjusted(1.5, 1.5, -1.5, -1.5), "check", "base")
        room = self.rect().adjusted(side + BETWEEN + 2, 0, 0, 0)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink" if self.isEnabled() else "ink2"))
        told = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setLayoutDirection(self.layoutDirection())
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(QStyle.visualRect(self.layoutDirection(), self.rect(), room), where, told)
        self._tell_cut(told)

    def _tell_cut(self, told: str) -> None:
        """A tooltip says all of words that are cut; another that was given stays."""
        if told != self.text() and not self.toolTip():
            self.setToolTip(as_tooltip(self.text()))
        elif told == self.text() and self.toolTip() == as_tooltip(self.text()):
            self.setToolTip("")
