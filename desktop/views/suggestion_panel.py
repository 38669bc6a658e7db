"""The quotations that are suggested in a source, each to be coded or skipped by a key."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.suggestions import Suggestion, SuggestionsModel
from desktop.widgets.announce import announce
from desktop.widgets.controls import Button
from desktop.widgets.giving import GivingButton
from desktop.widgets.text import Elided, Label, Paragraph
from desktop.widgets.wrapping import runs_right_to_left
from desktop.words import _, count

MOST = 30
"""So many are drawn; the others come as these are dealt with."""
SHOWN = 150
"""Characters of a suggestion."""


class SuggestionPanel(QWidget):
    """One Tab stop: J and K move, A codes, X skips. ``wanted`` gives the suggestion to be coded."""

    wanted = Signal(object)

    def __init__(self, model: SuggestionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.rows: list[SuggestionRow] = []
        self._few = False
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._bring_into_sight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.title = Label(role="label", token="ink2")  # noqa: S106 - a colour
        self.told = Paragraph(role="dense")
        self.back = GivingButton()
        self.area = QScrollArea()
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._lay_out()
        self.back.clicked.connect(model.bring_back)
        model.renewed.connect(self._show)
        model.moved.connect(self._mark)
        theme.current().changed.connect(self.update)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J, K and the arrows move; A and Enter code; X and Del skip."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_J: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Up: -1}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._model.rows:
            super().keyPressEvent(event)
        elif key in steps:
            self._model.next() if steps[key] > 0 else self._model.previous()
        elif key in (Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._code(self._model.current or self._model.next())
        elif key in (Qt.Key.Key_X, Qt.Key.Key_Delete):
            self._model.skip()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first one is current at first."""
        super().focusInEvent(event)
        if self._model.current is None:
            self._model.go(0)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Drawn without the focus."""
        super().focusOutEvent(event)
        self._mark()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("chrome"))

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 9, 0, 0)
        whole.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 10, 0)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.back)
        self.told.setContentsMargins(16, 0, 16, 8)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.viewport().setAutoFillBackground(False)
        self.area.setWidget(self._page)
        self._page.setAutoFillBackground(False)
        whole.addLayout(head)
        whole.addWidget(self.told)
        whole.addWidget(self.area)

    def _show(self) -> None:
        """Other suggestions, or none: then what is looked for is said."""
        model = self._model
        if [row.suggestion for row in self.rows] != list(model.rows[:MOST]):
            self._make_rows()
        number = len(model.rows)
        self.title.setText(
            count(number, "{n} suggested quotation", "{n} suggested quotations") if number else _("Suggestions")
        )
        self._tell()
        self.area.setVisible(bool(self.rows))
        self._fit()
        if self.hasFocus() and model.current is None:
            model.go(0)
        self._mark()

    def _make_rows(self) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [SuggestionRow(each) for each in self._model.rows[:MOST]]
        for place, row in enumerate(self.rows):
            row.pressed.connect(lambda place=place: self._go(place))
            row.code.clicked.connect(lambda _on=False, row=row: self._code(row.suggestion))
            row.skip.clicked.connect(lambda _on=False, row=row: self._model.skip(row.suggestion))
            self._column.addWidget(row)

    def _tell(self) -> None:
        model = self._model
        if model.rows:
            more = len(model.rows) - len(self.rows)
            told = count(more, "and {n} more", "and {n} more") if more else ""
        elif not model.known:
            told = _("Looking for quotations …") if model.source is not None else _("No source is read.")
        else:
            told = _("None. Looked for: words in quotation marks, and what follows “said”, “warned” and the like.")
        self.told.setText(told)
        self.told.setVisible(bool(told))
        skipped = model.skipped()
        self.back.setText(count(skipped, "{n} skipped: suggest again", "{n} skipped: suggest again"))
        self.back.setVisible(bool(skipped))
        self.back.updateGeometry()

    def show_few(self, few: bool) -> None:
        """Takes little room while something is coded."""
        self._few = few
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks words elsewhere."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self) -> None:
        """As high as one of them and a half while something is coded, else two and a half."""
        whole = 1 if self._few else 2
        heights = [row.heightForWidth(max(200, self.width() - 12)) for row in self.rows[: whole + 1]]
        wanted = sum(heights[:whole]) + (heights[whole] // 2 if len(heights) > whole else 0)
        self.area.setFixedHeight(max(0, wanted))

    def _bring_into_sight(self) -> None:
        """The current one, once the rows have found their places."""
        found = [row for row in self.rows if row.suggestion == self._model.current]
        if found:
            self.area.verticalScrollBar().setValue(found[0].y())

    def _go(self, place: int) -> None:
        self._model.go(place)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _code(self, suggestion: Suggestion | None) -> None:
        if suggestion is not None:
            self.wanted.emit(suggestion)

    def _mark(self) -> None:
        """Which one is current, for the eye and for the ear."""
        here = self._model.current
        for row in self.rows:
            row.mark(current=row.suggestion == here and here is not None, focus=self.hasFocus())
        self._fit()
        self._settle.start()
        told = ". ".join(part for part in (here.exact, here.name, here.why) if part) if here is not None else ""
        self.setAccessibleName(_("Suggested quotations"))
        self.setAccessibleDescription(told)
        if self.hasFocus():
            announce(self, told)


class _Deed(Button):
    """A button that shows its key only where the key would do the same."""

    def __init__(self, text: str, icon: str, kind: str, keys: str) -> None:
        super().__init__(text, icon, kind)
        self._all_keys = keys

    def show_key(self, on: bool) -> None:
        """Shows its key, or not."""
        self.show_keys(self._all_keys if on else "")


class SuggestionRow(QWidget):
    """A suggestion: its words, who said them and why it is one, and what can be done with it."""

    pressed = Signal()

    def __init__(self, suggestion: Suggestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.suggestion = suggestion
        self._current = self._focus = False
        text = " ".join(suggestion.exact.split())
        shown = text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"
        words = Paragraph(shown, "quotation", "ink")
        if runs_right_to_left(text):
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        told = Elided(suggestion.name or _("speaker unknown"), "dense", "ink2")
        self.why = Elided(suggestion.why, "meta", "ink2")
        self.code = _Deed(_("Code"), "check", "plain", "A")
        self.skip = _Deed(_("Skip"), "", "flat", "X")
        for button in (self.code, self.skip):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.setAccessibleDescription(shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(5)
        column.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(told, 1)
        row.addWidget(self.code)
        row.addWidget(self.skip)
        column.addLayout(row)
        column.addWidget(self.why)
        self.why.hide()

    def mark(self, *, current: bool, focus: bool) -> None:
        """Whether it is the one looked at."""
        if (current, focus) != (self._current, self._focus):
            self._current, self._focus = current, focus
            self.why.setVisible(current and bool(self.suggestion.why))
            for button in (self.code, self.skip):
                button.show_key(current)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press looks at it."""
        super().mousePressEvent(event)
        self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The current one is tinted, with an edge; a rule beneath."""
        painter = QPainter(self)
        if self._current:
            painter.fillRect(self.rect(), theme.color("sel"))
            left = self.width() - 3 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
            if self._focus:
                painter.fillRect(QRectF(left, 0, 3, self.height()), theme.color("accent"))
        painter.setPen(theme.color("hair"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
