"""What the marks of the matrix mean, in a strip that wraps."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.vocabulary import Headline
from desktop import theme, words
from desktop.widgets import icons, marks
from desktop.words import _

SIDE = 16
APART = 18


class Legend(QWidget):
    """Marks with their words; it is read as one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Legend"))
        self.setAccessibleDescription(", ".join(text for _kind, _name, text in _items()))
        theme.current().changed.connect(self._dress)

    def heightForWidth(self, width: int) -> int:
        """As many lines as it takes."""
        placed = self._placed(width)
        return placed[-1][3].bottom() + 1 + 10 if placed else 0

    def sizeHint(self) -> QSize:
        """One line, where there is room."""
        return QSize(640, self.heightForWidth(max(320, self.width())))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(200, self.heightForWidth(max(320, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """All items, after a rule above."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("base"))
        painter.setPen(theme.color("line"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setFont(theme.font("dense"))
        for kind, name, text, rect in self._placed(self.width()):
            self._paint_item(painter, kind, name, text, self._turned(rect))

    def _paint_item(self, painter: QPainter, kind: str, name: str, text: str, rect: QRect) -> None:
        side, mirrored = marks.size(), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = rect.right() + 1 - side if mirrored else rect.left()
        sign = QRectF(left, rect.top() + (rect.height() - side) / 2, side, side)
        room = rect.adjusted(0, 0, -side - 7, 0) if mirrored else rect.adjusted(side + 7, 0, 0, 0)
        if kind == "mark":
            marks.paint_mark(painter, sign, name)
        elif kind == "icon":
            icons.paint_icon(painter, sign, name, "hand")
        else:
            room = rect
        painter.setPen(theme.color("ink2"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, text)
        if kind == "dots":
            painter.setPen(QPen(theme.color("ink"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())

    def _placed(self, width: int) -> list[tuple[str, str, str, QRect]]:
        metrics = QFontMetrics(theme.font("dense"))
        line, side = max(metrics.height(), marks.size()), marks.size()
        x, y, found = SIDE, 10, []
        for kind, name, text in _items():
            wide = metrics.horizontalAdvance(text) + (0 if kind == "dots" else side + 7)
            if x > SIDE and x + wide > width - SIDE:
                x, y = SIDE, y + line + 6
            found.append((kind, name, text, QRect(QPoint(x, y), QSize(wide, line))))
            x += wide + APART
        return found

    def _turned(self, rect: QRect) -> QRect:
        if self.layoutDirection() != Qt.LayoutDirection.RightToLeft:
            return rect
        return QRect(self.width() - rect.right() - 1, rect.top(), rect.width(), rect.height())

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()


def _items() -> tuple[tuple[str, str, str], ...]:
    """Kind, name and words of each item."""
    order = (
        Headline.REJECTS,
        Headline.OPPOSES,
        Headline.NEUTRAL,
        Headline.ACCEPTS,
        Headline.SUPPORTS,
        Headline.CONTESTED,
    )
    return (
        *(("mark", headline.word, words.stance(headline)) for headline in order),
        ("mark", "might-accepts", _("Might: a factor is open")),
        ("mark", "either", _("Either way")),
        ("mark", "silent", words.stance(Headline.SILENT)),
        ("dots", "", _("could turn")),
        ("icon", "pencil-line", _("Assessed")),
        ("icon", "sticky-note", _("Note")),
    )
