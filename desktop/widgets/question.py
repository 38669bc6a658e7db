"""A question within a form: a sentence, and a few answers as buttons, each with its letter."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import keymap, theme
from desktop.keymap import ANSWER, large
from desktop.widgets.announce import announce
from desktop.widgets.controls import Button
from desktop.widgets.flow import Flow
from desktop.widgets.text import Paragraph


class Question(QWidget):
    """``answered`` gives the key of an answer. It is an offer: nothing waits for it unless the form does."""

    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Paragraph(token="ink")  # noqa: S106 - a colour
        self._quoted = Paragraph(role="quotation", token="ink")  # noqa: S106 - a colour
        self._row = QWidget()
        self._flow = Flow(self._row, gap=6, line_gap=6)
        self.buttons: dict[object, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 10, 11, 10)
        column.setSpacing(6)
        for part in (self._text, self._quoted, self._row):
            column.addWidget(part)
        self._asked: tuple[object, ...] = ()
        self._letters: dict[str, object] = {}
        self.hide()

    def ask(self, text: str, answers: Sequence[tuple[object, str, str]], quoted: str = "") -> None:
        """Asks; ``answers`` are keys, words and letters, the first one the likeliest."""
        asked = (text, tuple(answers), quoted)
        if self._asked == asked:
            self.show()
            return
        self._asked = asked
        self._text.setText(text)
        self._quoted.setText(quoted)
        self._quoted.setVisible(bool(quoted))
        self._flow.clear()
        self.buttons = {}
        for key, words, letter in answers:
            button = Button(words, keys=ANSWER + letter if letter else "")
            button.clicked.connect(lambda _on=False, key=key: self.answered.emit(key))
            self.buttons[key] = button
            self._flow.addWidget(button)
        self._letters = {letter: key for key, _words, letter in answers if letter}
        self.setAccessibleName(" ".join(part for part in (text, quoted) if part))
        self.setFocusProxy(next(iter(self.buttons.values())))
        self.show()
        announce(self, self.accessibleName())

    def text(self) -> str:
        """What it asks, while it is shown."""
        return "" if self.isHidden() else self._text.text()

    def dismiss(self) -> None:
        """It is no longer asked."""
        self._asked = ()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The letter of an answer gives it."""
        key = self._told(large(event.text())) if not event.modifiers() else None
        if key is not None:
            self.answered.emit(key)
        else:
            super().keyPressEvent(event)

    def _told(self, struck: str) -> object | None:
        now = keymap.current().now
        return next((key for letter, key in self._letters.items() if now(ANSWER + letter) == struck), None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A ground with an edge of accent at the reading start."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 1))
        painter.setBrush(theme.color("chrome"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        left = self.width() - 4 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        painter.fillRect(QRectF(left, 6, 3, self.height() - 12), theme.color("accent"))
