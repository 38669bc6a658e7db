"""A field for some lines of the analyst's own words; it grows with them."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

FEWEST, MOST = 3, 12
"""Lines that are seen at least and at most."""


class Writing(QPlainTextEdit):
    """Ctrl+Enter is ``submitted``, Esc is ``left``; Tab goes on to the next field. It takes plain text alone."""

    submitted = Signal()
    left = Signal()

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._grow)
        self._grow()

    def text(self) -> str:
        """What is written, without blanks round it."""
        return self.written().strip()

    def written(self) -> str:
        """What is written, as it stands there."""
        return self.toPlainText().replace("\u2029", "\n")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter and Esc are told."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasting takes the text alone."""
        if source.hasText():
            self.insertPlainText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other lines."""
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        """As high as its lines, within reason."""
        return QSize(200, self._height())

    def _grow(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())

    def _height(self) -> int:
        line = QFontMetrics(self.font()).lineSpacing()
        lines = max(FEWEST, min(int(self.document().size().height()), MOST))
        return lines * line + 2 * int(self.document().documentMargin()) + 2 * self.frameWidth() + 2
