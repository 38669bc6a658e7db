"""A field that offers what fits what is typed: Enter takes the row it is on, an empty Enter goes on.

It can ask one thing after another in the same place, such as what kind of actor a new name is.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets import icons
from desktop.widgets.announce import announce
from desktop.widgets.offer_list import OfferList
from desktop.widgets.pick_panel import Offers, Option, fitting

LONGEST = 300


class OfferField(QWidget):
    """``taken`` gives the key of an option, ``passed`` that Enter was pressed where nothing was typed."""

    taken = Signal(object)
    passed = Signal()
    edited = Signal(str)
    """What is typed now, while nothing else is asked."""

    def __init__(self, name: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _Line(icon)
        self.line.setMaxLength(LONGEST)
        self.line.setAccessibleName(name)
        self._name = name
        self._hint = ""
        self._offers: Offers = lambda _typed: ()
        self._asked: Callable[[object], object] | None = None
        self._asking_offers: Offers = fitting(())
        self._free = False
        self._list: OfferList | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.stepped.connect(self._step)
        self.line.entered.connect(self._enter)
        self.line.escaped.connect(self._escape)
        self.line.left.connect(self.close_list)

    def offer(self, offers: Offers, hint: str = "") -> None:
        """What is offered for what is typed, and what the empty field says."""
        self._offers, self._hint = offers, hint
        if self._asked is None:
            self.line.setPlaceholderText(hint)

    def show_text(self, text: str) -> None:
        """Shows a text; asks nothing more."""
        self._end_question()
        if self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0 if not self.line.hasFocus() else len(text))
        self.close_list()

    def text(self) -> str:
        """What stands in the field, unless it asks something else now."""
        return "" if self._asked is not None else self.line.text()

    def ask(self, question: str, options: Sequence[Option], answer: Callable[[object], object]) -> None:
        """Asks for one of some options, in the same place; Esc goes back."""
        self._begin_question(question, answer)
        self._show(fitting(options)(""))
        self._asking_offers = fitting(options)

    def ask_words(self, question: str, answer: Callable[[object], object], proposed: str = "") -> None:
        """Asks for some words; what is proposed can be taken with Enter."""
        self._begin_question(question, answer)
        self._free = True
        self.line.setText(proposed)
        self.line.selectAll()

    def asking(self) -> bool:
        """Whether it asks something besides its own question."""
        return self._asked is not None

    def offered(self) -> list[str]:
        """What the open list offers."""
        return self._list.texts() if self.list_open() and self._list is not None else []

    def list_open(self) -> bool:
        """Whether the list is to be seen."""
        return self._list is not None and self._list.isVisible()

    def open_list(self) -> None:
        """Opens the list for what stands there."""
        if self._asked is None:
            self._show(self._offers(self.line.text()))

    def close_list(self) -> None:
        """Closes the list."""
        if self._list is not None:
            self._list.hide()

    def hideEvent(self, event: QEvent) -> None:
        """The list goes too."""
        super().hideEvent(event)  # type: ignore[arg-type]
        self.close_list()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where the window changes its size, the list would hang in the air."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self.close_list()
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        if self._free:
            return
        if self._asked is not None:
            self._show(self._asking_offers(text))
            return
        self.edited.emit(text)
        text = self.line.text()  # whoever listens may have put it right
        if text.strip():
            self._show(self._offers(text))
        else:
            self.close_list()

    def _show(self, options: Sequence[Option]) -> None:
        window = self.window()
        if self._list is None or self._list.parentWidget() is not window:
            self._list = OfferList(window)
            self._list.picked.connect(self._pick)
            window.installEventFilter(self)
        self._list.show_under(self.line, options, self.line.text())
        self._tell()

    def _step(self, by: int) -> None:
        if self._free:
            return
        if not self.list_open():
            self.open_list()
        elif self._list is not None:
            self._list.step(by)
            self._tell()

    def _tell(self) -> None:
        """Those who listen hear the row that Enter takes."""
        option = self._list.current() if self._list is not None and self._list.isVisible() else None
        told = ", ".join(part for part in (option.text, option.detail) if part) if option is not None else ""
        self.line.setAccessibleDescription(told)
        announce(self.line, told)

    def _enter(self) -> None:
        if self._free:
            self._answer(self.line.text())
            return
        option = self._list.current() if self.list_open() and self._list is not None else None
        if option is None and self.line.text().strip() and not self.asking():
            self.open_list()
            option = self._list.current() if self.list_open() and self._list is not None else None
        if option is not None:
            self._pick(option.key)
        elif not self.line.text().strip() and not self.asking():
            self.passed.emit()

    def _pick(self, key: object) -> None:
        self.close_list()
        if self._asked is not None:
            self._answer(key)
        else:
            self.taken.emit(key)

    def _answer(self, key: object) -> None:
        answer = self._asked
        self._end_question()
        self.line.clear()
        if answer is not None:
            answer(key)

    def _escape(self) -> None:
        """What is open goes first, then a question, then what is typed; else whoever is round the field has it."""
        if self.list_open() and not self.asking():
            self.close_list()
        elif self.asking():
            self._end_question()
            self.line.clear()
            self.edited.emit("")

    def _begin_question(self, question: str, answer: Callable[[object], object]) -> None:
        self.close_list()
        self._asked, self._free = answer, False
        self.line.clear()
        self.line.setPlaceholderText(question)
        self.line.setAccessibleName(question)
        announce(self.line, question)
        self.line.holds_escape = True
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_question(self) -> None:
        if self._asked is not None:
            self.line.clear()
        self._asked, self._free = None, False
        self.line.holds_escape = False
        self.line.setPlaceholderText(self._hint)
        self.line.setAccessibleName(self._name)
        self.close_list()


class _Line(QLineEdit):
    stepped = Signal(int)
    entered = Signal()
    escaped = Signal()
    left = Signal()

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.holds_escape = False
        theme.current().changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Up and Down walk the list; Esc is first for what is open."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self.stepped.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and (self.holds_escape or self._list_open()):
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list is only for who types here."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """The icon stands where reading begins."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        """An icon at the start."""
        super().paintEvent(event)
        if self._icon:
            side = icons.size()
            left = self.width() - side - 9 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 9
            painter = QPainter(self)
            icons.paint_icon(painter, QRectF(left, (self.height() - side) // 2, side, side), self._icon, "ink2")

    def _list_open(self) -> bool:
        field = self.parentWidget()
        return isinstance(field, OfferField) and field.list_open()

    def _dress(self) -> None:
        room = icons.size() + 8 if self._icon else 0
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(0 if mirrored else room, 0, room if mirrored else 0, 0)
