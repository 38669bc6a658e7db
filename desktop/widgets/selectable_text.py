"""A long text in which places are selected, by keys and by the hand; it says aloud where the caret is.

Places are code points of the text.
"""

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from desktop.widgets import hidden_signs
from desktop.widgets.announce import announce
from desktop.widgets.long_text import LongText, Shown
from desktop.widgets.selection import Selection
from desktop.words import _

Span = tuple[int, int]

_ALOUD = 400
"""So many characters at the caret are what a screen reader is told."""


class SelectableText(LongText):
    """What is selected in it is the selection that it was given; ``caret`` is whether a caret is to be seen."""

    pressed = Signal(int)
    """A place in the text was clicked, in code points."""
    selected = Signal()
    """The hand has let go of a selection, or a key has made one."""
    typed = Signal(str)
    """A letter was typed, for whoever gives letters a meaning here."""
    entered = Signal(int)
    """Enter was pressed, with the caret at this place."""
    stepped = Signal(int)
    """The next passage is wanted (1), or the one before (-1)."""

    def __init__(self, blocks: Shown, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(blocks, parent)
        self.selection = selection
        self._column_x = -1.0
        self.caret = False
        self._pressed_at: int | None = None
        self._clicks = 0
        self._dragged = QPoint()
        self._auto = QTimer(self, interval=40)
        self._auto.timeout.connect(self._scroll_on)
        self._again = QTimer(self, singleShot=True)
        self.setAccessibleName(_("Text of the source"))
        selection.changed.connect(self.viewport().update)

    def forget_caret(self) -> None:
        """Another text: no caret until a key moves it."""
        self.caret = False

    def exact_selection(self) -> str:
        """The words that are selected, as the source has them."""
        return self._blocks.text[self.selection.start : self.selection.end]

    def copy(self) -> None:
        """Copies text alone, as the source has it."""
        if not self.selection.empty:
            data = QMimeData()
            data.setText(self.exact_selection())
            QGuiApplication.clipboard().setMimeData(data)

    def selectAll(self) -> None:
        """Selects the whole text."""
        self.selection.select(0, self.length)
        self.selected.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, with Shift they select; letters and Enter are told."""
        if self._walk(event):
            return
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.selection.place)
        elif plain and Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z and not event.isAutoRepeat():
            self.typed.emit(chr(event.key()))
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves the text."""
        return QWidget.focusNextPrevChild(self, forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The caret is to be seen when the keyboard comes here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No caret without the keyboard."""
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a selection; with Shift leads it on; a third click takes the line."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._column_x, self.caret = -1.0, False
        point = self._whole(self.point_at(event.position()))
        self._pressed_at = point
        if self._again.isActive() and self._clicks == 2:
            self._clicks = 3
            piece = self.block_of(point).piece
            self.selection.select(piece.start, piece.end)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.selection.lead(point)
        else:
            self._clicks = 1
            self.selection.put(point)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Selects a word."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._clicks = 2
        self._again.start(QGuiApplication.styleHints().mouseDoubleClickInterval())
        self._pressed_at = self.point_at(event.position())
        self.selection.select(*self._word(self._pressed_at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Leads the selection; beyond the edges the text scrolls."""
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton or self._clicks > 1:
            return
        self._dragged = event.position().toPoint()
        self.selection.lead(self._whole(self.point_at(self._dragged)))
        beyond = self._dragged.y() < 0 or self._dragged.y() > self.viewport().height()
        if beyond != self._auto.isActive():
            self._auto.start() if beyond else self._auto.stop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click tells where; a selection is told of."""
        self._auto.stop()
        pressed, self._pressed_at = self._pressed_at, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        if self.selection.empty:
            self.pressed.emit(pressed)
        self.selected.emit()

    def _walk(self, event: QKeyEvent) -> bool:
        """Moves the caret by a key; False when it is none of those that do."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        if control and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        there = self._led(Qt.Key(event.key()), control)
        if there is None:
            return False
        self.caret = True
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.selection.lead(there)
        else:
            self.selection.put(there)
        self.bring_into_sight(there)
        self._tell_place(Qt.Key(event.key()), words=control)
        self.viewport().update()
        self.selected.emit()
        return True

    def _led(self, key: Qt.Key, control: bool) -> int | None:
        """Where a key leads from the caret; None when it does not lead anywhere."""
        place = self.selection.place
        keys = Qt.Key
        if key in (keys.Key_Left, keys.Key_Right):
            self._column_x = -1.0
            forward = (key == keys.Key_Right) != self.block_of(place).from_right
            return self._stepped(place, 1 if forward else -1, control)
        if key in (keys.Key_Home, keys.Key_End):
            self._column_x = -1.0
            return self._edge_of(place, key == keys.Key_End, control)
        page = self.lines_in_sight()
        lines = {keys.Key_Up: -1, keys.Key_Down: 1, keys.Key_PageUp: -page, keys.Key_PageDown: page}.get(key)
        if lines is None:
            return None
        if self._column_x < 0:
            self._column_x = self.caret_rect(place).left()
        return self.line_up(place, lines, self._column_x)

    def _stepped(self, place: int, by: int, words: bool) -> int:
        block = self.block_of(place)
        if by > 0 and place >= block.piece.end:
            return min(self.length, place + 1)
        if by < 0 and place <= block.piece.start:
            return max(0, place - 1)
        return block.step(place, by, words=words)

    def _edge_of(self, place: int, end: bool, whole: bool) -> int:
        if whole:
            return self.length if end else 0
        block = self.block_of(place)
        line = block.lines[block.line_of(block.piece.unit(place))]
        last = line.textStart() + line.textLength()
        if not end:
            return block.piece.point(line.textStart())
        there = block.piece.point(last)
        return there if line is block.lines[-1] else block.step(there, -1)

    def _word(self, point: int) -> Span:
        """The word at a place."""
        block = self.block_of(point)
        end = block.step(point, 1, words=True) if point < block.piece.end else point
        start = block.step(end, -1, words=True)
        words = self._blocks.text[start:end]
        return start, start + len(words.rstrip())

    def _whole(self, point: int) -> int:
        return self.block_of(point).whole(point)

    def _scroll_on(self) -> None:
        """While the hand holds a selection beyond an edge."""
        beyond = self._dragged.y() if self._dragged.y() < 0 else self._dragged.y() - self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + max(-60, min(60, beyond)))
        inside = QPoint(self._dragged.x(), max(0, min(self._dragged.y(), self.viewport().height() - 1)))
        self.selection.lead(self._whole(self.point_at(inside)))

    def _tell_place(self, key: Qt.Key, *, words: bool) -> None:
        """For those who listen: the letter, the word or the line at the caret, or what is selected."""
        start, end = self.selection.start, self.selection.end
        if end > start:
            told = self._blocks.text[start:end]
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            block = self.block_of(start)
            told = self._blocks.text[start : block.step(start, 1, words=words)] if start < block.piece.end else "\n"
        else:
            told = self._line(start)
        self.tell(told)

    def tell(self, told: str) -> None:
        """Some words of the text for those who listen; hidden signs are told by their codes."""
        told = hidden_signs.spelled(told[:_ALOUD]).strip() or (_("blank") if told else _("End of the text"))
        self.setAccessibleDescription(told)
        announce(self, told)

    def _line(self, point: int) -> str:
        """The line on the screen in which a place stands."""
        block = self.block_of(point)
        line = block.lines[block.line_of(block.piece.unit(point))]
        first = line.textStart()
        return self._blocks.text[block.piece.point(first) : block.piece.point(first + line.textLength())]
