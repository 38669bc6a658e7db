"""The text of a source, read only: serif, in a narrow column, with tinted passages whose edges are drawn beneath.

Text comes in as ``Shown``: what stands in the document, and where each code point of the source's text stands in it.
Nothing in the text is ever taken for HTML, and nothing is ever loaded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFontInfo,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desktop import theme
from desktop.widgets.wrapping import runs_right_to_left
from desktop.words import _

MEASURE = 68
"""The most characters of a line."""
LINE_HEIGHT = 1.55
"""Times the size of the letters."""
LEAST_MARGIN = 28
NEAR = 20_000
"""Stretches so many characters from what is in sight are tinted already."""
MARGIN = 12
"""Pixels between the edge of the column and its text."""


class Shown(Protocol):
    """A text as it is shown."""

    @property
    def shown(self) -> str:
        """What stands in the document."""

    def position(self, point: int) -> int:
        """The place in the document of a code point."""

    def end(self, point: int) -> int:
        """The place in the document where a span ends."""

    def point(self, position: int) -> int:
        """The code point at a place in the document."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the document: a tint, an edge beneath in a lane, and whether it is the one looked for."""

    start: int
    end: int
    fill: str
    edge: str
    lane: int = 0
    found: bool = False


class SourceText(QTextEdit):
    """Shows a text; ``room`` pixels where its lines end are free for labels, ``from_right`` tells how it is read."""

    scrolled = Signal()
    """Passages stand elsewhere now: scrolled, resized or laid out anew."""
    pressed = Signal(int)
    """A place in the text was clicked, in code points."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = 0
        self.from_right = False
        self._text = ""
        self._shown: Shown | None = None
        self._stretches: tuple[Stretch, ...] = ()
        self._tinted: tuple[Stretch, ...] = ()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Text of the source"))
        self.verticalScrollBar().valueChanged.connect(self._tint)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)
        self._take(self._made(""))
        theme.current().changed.connect(self._dress)
        self._dress()

    def show_text(self, text: str, shown: Shown) -> None:
        """Shows a text from its beginning."""
        self._text, self._shown = text, shown
        self.from_right = runs_right_to_left(text)
        self._stretches = ()
        self.setExtraSelections([])
        before = self.document()
        self._take(self._made(shown.shown))
        before.deleteLater()
        self.verticalScrollBar().setValue(0)

    def show_stretches(self, stretches: Sequence[Stretch]) -> None:
        """Tints stretches of the document."""
        self._stretches = tuple(stretches)
        self._tinted = ()
        self._tint()
        self.viewport().update()
        self.scrolled.emit()

    def show_place(self, position: int) -> None:
        """Scrolls so that a place of the document stands in the upper third."""
        cursor = self._cursor(position, position)
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(top - self.viewport().height() // 3)

    def seen(self) -> tuple[int, int]:
        """The first and the last place of the document that are in sight."""
        area = self.viewport().rect()
        first = self.cursorForPosition(area.topLeft()).position()
        return first, self.cursorForPosition(area.bottomRight()).position()

    def top_of(self, position: int) -> int:
        """The height in the viewport at which a place of the document stands."""
        return self.cursorRect(self._cursor(position, position)).top()

    def exact_selection(self) -> str:
        """The words that are selected, as the source has them."""
        cursor = self.textCursor()
        if self._shown is None or not cursor.hasSelection():
            return ""
        first, last = (self._shown.point(place) for place in (cursor.selectionStart(), cursor.selectionEnd()))
        return self._text[first:last]

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copies text alone, as the source has it."""
        data = QMimeData()
        data.setText(self.exact_selection())
        return data

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        """Nothing is loaded for a text, whatever it names; without an answer Qt would read the file itself."""
        return QByteArray()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click tells where."""
        super().mouseReleaseEvent(event)
        if self._shown is not None and not self.textCursor().hasSelection():
            self.pressed.emit(self._shown.point(self.cursorForPosition(event.position().toPoint()).position()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column stays narrow, with room for labels at its end."""
        super().resizeEvent(event)
        self._tint()
        self.scrolled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then the edges beneath passages."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for stretch in self._stretches:
            self._paint_edge(painter, stretch, event.rect().toRectF())

    def column_width(self) -> int:
        """The width of a full line."""
        return QFontMetrics(theme.font("reader")).averageCharWidth() * MEASURE

    def fit(self) -> tuple[int, int]:
        """Puts the column in the middle of what the labels leave; returns the room on its left and on its right."""
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        column = min(self.column_width(), width - self.room - 2 * LEAST_MARGIN)
        start = max(LEAST_MARGIN, (width - column - self.room) // 2)
        end = max(LEAST_MARGIN, width - start - column)
        if self.from_right:
            start, end = end, start
        self.setViewportMargins(start, 0, end, 0)
        return start, end

    def _tint(self) -> None:
        """Tints the stretches near what is in sight: for one far away Qt would lay out everything up to there."""
        first, last = self.seen()
        near = tuple(each for each in self._stretches if each.start < last + NEAR and each.end > first - NEAR)
        if near != self._tinted or not near:
            self._tinted = near
            self.setExtraSelections([self._selection(each) for each in near])

    def _selection(self, stretch: Stretch) -> QTextEdit.ExtraSelection:
        found = QTextEdit.ExtraSelection()
        shape = QTextCharFormat()
        shape.setBackground(theme.color("sel" if stretch.found else stretch.fill))
        shape.setForeground(theme.color("ink"))
        found.format = shape
        found.cursor = self._cursor(stretch.start, stretch.end)
        return found

    def _cursor(self, start: int, end: int) -> QTextCursor:
        last = self.document().characterCount() - 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(max(0, min(start, last)))
        cursor.setPosition(max(0, min(end, last)), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _paint_edge(self, painter: QPainter, stretch: Stretch, seen: QRectF) -> None:
        """A line beneath every line of a stretch that is to be seen."""
        pen = QPen(theme.color("accent" if stretch.found else stretch.edge), 2)
        painter.setPen(pen)
        block = self.document().findBlock(stretch.start)
        layout = self.document().documentLayout()
        shift = QPoint(0, self.verticalScrollBar().value())
        while block.isValid() and block.position() < stretch.end:
            area = layout.blockBoundingRect(block).translated(-shift)
            if area.top() > seen.bottom():
                return
            if area.bottom() >= seen.top():
                self._underline(painter, block, area, stretch)
            block = block.next()

    def _underline(self, painter: QPainter, block: QTextBlock, area: QRectF, stretch: Stretch) -> None:
        layout = block.layout()
        first, last = stretch.start - block.position(), stretch.end - block.position()
        metrics = QFontMetrics(theme.font("reader"))
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start = max(first, line.textStart())
            end = min(last, line.textStart() + line.textLength())
            if start >= end:
                continue
            left, right = sorted((_x(line.cursorToX(start)), _x(line.cursorToX(end))))
            left, right = max(left, line.naturalTextRect().left()), min(right, line.naturalTextRect().right())
            y = area.top() + line.y() + line.ascent() + metrics.descent() + 2 + 3 * stretch.lane
            painter.drawLine(round(area.left() + left), round(y), round(area.left() + right), round(y))

    def _made(self, text: str) -> QTextDocument:
        """A document with a text: written before it is shown, since Qt lays out again with every change after that."""
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(theme.font("reader"))
        document.setDocumentMargin(MARGIN)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        cursor = QTextCursor(document)
        cursor.setBlockFormat(_spacing())
        cursor.insertText(text)
        return document

    def _take(self, document: QTextDocument) -> None:
        self.setDocument(document)
        document.documentLayout().documentSizeChanged.connect(self.scrolled)

    def _dress(self) -> None:
        font = theme.font("reader")
        self.setFont(font)
        self.document().setDefaultFont(font)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, theme.color("base"))
        palette.setColor(palette.ColorRole.Highlight, _selected())
        self.setPalette(palette)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(_spacing())
        self.show_stretches(self._stretches)
        self.fit()


def _spacing() -> QTextBlockFormat:
    """The distance of lines in the theme in force."""
    spacing = QTextBlockFormat()
    height = QFontInfo(theme.font("reader")).pixelSize() * LINE_HEIGHT
    spacing.setLineHeight(round(height), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return spacing


def _x(found: Any) -> float:
    """PySide gives the place and the cursor's own, as a pair."""
    return float(found[0] if isinstance(found, tuple) else found)


def _selected() -> QColor:
    """The ground of a selection: stronger than that of a passage looked for."""
    tint, accent = theme.color("sel"), theme.color("accent")
    tint.setRgbF(*(0.6 * one + 0.4 * other for one, other in zip(_parts(tint), _parts(accent), strict=True)))
    return tint


def _parts(color: QColor) -> tuple[float, float, float]:
    return color.redF(), color.greenF(), color.blueF()
