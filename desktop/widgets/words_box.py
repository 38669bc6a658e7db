"""The words that are coded, in a well: their edges move by keys, by words or by letters."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.hidden_signs import spelled
from desktop.widgets.text import Paragraph
from desktop.widgets.wrapping import runs_right_to_left
from desktop.words import _

MOST = 420
"""So many characters of the words are shown; the reader beside has them all."""


class WordsBox(QWidget):
    """``moved`` gives the edge (0 start, 1 end), a step (1 on in the text, -1 back), and whether it is by letter."""

    moved = Signal(int, int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.edge = -1
        self._words = ""
        self._text = Paragraph(role="quotation", token="ink")  # noqa: S106 - a colour
        self._hint = Paragraph(role="dense")
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 9, 11, 9)
        column.setSpacing(5)
        column.addWidget(self._text)
        column.addWidget(self._hint)
        self._tell()

    def show_words(self, words: str) -> None:
        """Shows the words; of very long ones the beginning and the end."""
        self._words = words
        shown = words if len(words) <= MOST else f"{words[: MOST // 2].rstrip()} … {words[-MOST // 2 :].lstrip()}"
        self._text.setText(spelled(" ".join(shown.split())))
        mirrored = runs_right_to_left(words)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self._text.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)  # else a label turns it with its words
        self._tell()

    def words(self) -> str:
        """The words as they were given."""
        return self._words

    def pick(self, edge: int) -> None:
        """The edge that arrows move: 0 start, 1 end, -1 neither."""
        self.edge = edge
        self._tell()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """[ and ] pick an edge, arrows move it, with Shift by letter."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        others = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.text() in ("[", "]"):
            self.pick(0 if event.text() == "[" else 1)
        elif step and self.edge >= 0 and not others:
            letters = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.moved.emit(self.edge, -step if runs_right_to_left(self._words) else step, letters)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A ring round it."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The edge is let go."""
        super().focusOutEvent(event)
        self.pick(-1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A well; the edge that moves is in the colour of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        painter.setPen(QPen(theme.color("accent" if focus else "line"), 2 if focus else 1))
        painter.setBrush(theme.color("sunken"))
        inset = 1.0 if focus else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 5, 5)
        if self.edge >= 0:
            at_left = (self.edge == 0) != runs_right_to_left(self._words)
            left = 3 if at_left else self.width() - 6
            painter.fillRect(QRectF(left, 8, 3, self.height() - 16), theme.color("accent"))

    def _tell(self) -> None:
        hint = {
            -1: _("Move the edges: [ start, ] end, then arrows"),
            0: _("The start moves: arrows by word, Shift by letter"),
            1: _("The end moves: arrows by word, Shift by letter"),
        }[self.edge]
        self._hint.setText(hint)
        self.setAccessibleName(_("Words: {words}").format(words=self._text.text()))
        self.setAccessibleDescription(hint)
