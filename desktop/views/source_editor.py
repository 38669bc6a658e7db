"""Editing the text of a source: a plain editor over the part that is read, saved as one step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.retyping import Portion
from desktop.widgets.controls import Button
from desktop.widgets.text import Label, Paragraph
from desktop.words import _

PARAGRAPH, LINE = "\u2029", "\u2028"


class SourceEditor(QWidget):
    """Takes the place of the reader until it is saved or left."""

    saved = Signal(str)
    """The whole text, as it is now."""
    left = Signal()
    typed = Signal()
    """Something else stands in the editor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._portion = Portion("", 0, 0)
        self._before = ""
        self.body = QPlainTextEdit()
        self.body.setAccessibleName(_("Text of the source"))
        self.body.setTabChangesFocus(True)
        self.save = Button(_("Save the text"), kind="primary", keys="Ctrl+Return")
        self.cancel = Button(_("Cancel"), keys="Esc")
        self._told = Paragraph(role="dense")
        head = QHBoxLayout()
        head.setContentsMargins(28, 12, 16, 8)
        head.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(_("Editing the text"), "strong"))
        words.addWidget(self._told)
        head.addLayout(words, 1)
        head.addWidget(self.cancel)
        head.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        inner = QVBoxLayout()
        inner.setContentsMargins(28, 0, 16, 16)
        inner.addWidget(self.body)
        column.addLayout(inner, 1)
        self.body.textChanged.connect(self.typed)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.left)
        theme.current().changed.connect(self._dress)
        self._dress()

    def portion(self) -> Portion:
        """The part of the text that is edited."""
        return self._portion

    def begin(self, text: str, point: int) -> None:
        """Edits a text, the part round a place when it is long; the caret stands at the place."""
        self._begin(Portion.round(text, point), point)

    def resume(self, text: str, start: int, end: int, typed: str) -> None:
        """Goes on with what was typed in place of some code points of a text."""
        self._begin(Portion(text, start, end), start)
        cursor = QTextCursor(self.body.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(typed)

    def raw(self) -> str:
        """What stands in the editor; a paragraph of Qt is a line."""
        return self.body.document().toRawText().replace(PARAGRAPH, "\n").replace(LINE, "\n")

    def _begin(self, portion: Portion, point: int) -> None:
        text, self._portion = portion.text, portion
        self.body.setPlainText(portion.shown)
        self._before = self.raw()
        told = _("Quotations and notes keep their places; what cannot be kept is told.")
        if not portion.whole:
            told = f"{_('This is the part that you were reading; the text is long.')} {told}"
        self._told.setText(told)
        cursor = QTextCursor(self.body.document())
        cursor.setPosition(len(text[portion.start : max(portion.start, point)].encode("utf-16-le")) // 2)
        self.body.setTextCursor(cursor)
        self.body.centerCursor()
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self) -> bool:
        """Whether anything was typed."""
        return self.raw() != self._before

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves; Esc leaves, while nothing was typed."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self._save()
        elif event.key() == Qt.Key.Key_Escape and not self.changed():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))

    def _save(self) -> None:
        self.saved.emit(self._portion.edited(self._before, self.raw()))

    def _dress(self) -> None:
        self.body.setFont(theme.font("quotation"))
