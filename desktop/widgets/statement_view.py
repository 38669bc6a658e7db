"""The table of statements: walked by arrows, chosen by boxes, Shift and Ctrl; Space peeks, Enter opens.

The model beneath tells headings and statements by line (``Table``); a heading can be walked to only while it is closed.
"""

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desktop import theme
from desktop.widgets.statement_delegate import StatementDelegate
from desktop.widgets.statement_header import StatementHeader
from desktop.widgets.statement_lines import Rows
from desktop.words import _

Index = QModelIndex | QPersistentModelIndex
SORTABLE = frozenset({"number", "stance", "speaker", "said", "grade"})
LEAST_WIDTH, MOST_WIDTH = 28, 2_000
MOST_HEADINGS = 800
"""Of more headings each is as high as a row: to measure them all would take too long."""


class Table(Rows, Protocol):
    """What the view asks of its model beside what every item model answers."""

    def headings(self) -> list[int]:
        """The lines with headings."""


class StatementView(QTableView):
    """Shows a model that is a Table too."""

    opened = Signal(int)
    """The words on a line are to be shown in their source."""
    toggled = Signal(int, bool)
    """The group of the heading on a line is to be closed (True) or opened."""
    letter = Signal(str)
    """A command: a digit, a letter in capitals, or *Del*."""
    copied = Signal()
    """What is selected is to be copied."""
    menuWanted = Signal(QPoint)
    """What can be done with a statement is to be shown, at a place of the screen."""
    chosen = Signal()
    """Other statements are selected."""
    moved = Signal()
    """Another line is the current one."""
    shaped = Signal()
    """A person gave columns other widths, or rows another height."""

    def __init__(self, model: QAbstractItemModel, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._widths: dict[str, int] = {}
        self._scale = theme.current().scale
        self._pressed_box = False
        self.delegate = StatementDelegate(self, table)
        self.header = StatementHeader(self, table.column, SORTABLE)
        self.setHorizontalHeader(self.header)
        self.setItemDelegate(self.delegate)
        self.setModel(model)
        self._behave()
        self.header.boxed.connect(self.choose_all_or_none)
        self.header.sectionResized.connect(self._resized)
        model.modelReset.connect(self.renew)
        model.rowsInserted.connect(self._measure)
        model.rowsRemoved.connect(self._measure)
        model.dataChanged.connect(self._peek_again)
        self.selectionModel().selectionChanged.connect(lambda *_changed: self.chosen.emit())
        theme.current().changed.connect(self._dress)
        self.renew()

    def renew(self) -> None:
        """Measures everything again."""
        self.delegate.peeked = -1
        self._measure()
        self._fit_columns()

    def set_lines(self, lines: int) -> None:
        """How many lines of words a row has."""
        if lines != self.delegate.lines:
            self.delegate.lines = lines
            self.delegate.renew()
            self.renew()
            self.viewport().update()
            self.shaped.emit()

    def widths(self) -> dict[str, int]:
        """The widths that a person gave to columns."""
        return dict(self._widths)

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Gives columns widths, as a person once did."""
        self._widths = {column: max(LEAST_WIDTH, min(width, MOST_WIDTH)) for column, width in widths.items()}
        self._fit_columns()

    def peek(self, line: int) -> None:
        """Shows all the words on a line in their place, or no longer."""
        before, self.delegate.peeked = self.delegate.peeked, -1 if line == self.delegate.peeked else line
        for each in (before, self.delegate.peeked):
            if each >= 0 and self._table.heading(each) is None:
                self._set_height(each)
        if self.delegate.peeked >= 0:
            self.scrollTo(self.model().index(line, 0))
        self.viewport().update()

    def stop_peeking(self) -> bool:
        """Shows no words in full any more; whether it did."""
        peeked = self.delegate.peeked
        if peeked >= 0:
            self.peek(peeked)
        return peeked >= 0

    def spans(self) -> list[tuple[int, int]]:
        """The selected lines as stretches from first to last; headings may be among them."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(place) for place in range(selection.count())]
        return sorted((each.top(), each.bottom()) for each in ranges)

    def choose(self, spans: list[tuple[int, int]], current: int = -1) -> None:
        """Selects stretches of lines, and goes to one."""
        model, last = self.model(), self.model().columnCount() - 1
        chosen = QItemSelection()
        for first, end in spans:
            chosen.select(model.index(first, 0), model.index(end, last))
        selection = self.selectionModel()
        if current >= 0:
            index = model.index(current, max(0, self.currentIndex().column()))
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def choose_all_or_none(self) -> None:
        """Selects everything; when it is, nothing."""
        if self.header.share >= 1:
            self.clearSelection()
        else:
            self.selectAll()

    def go(self, line: int) -> None:
        """Goes to a line, which alone is selected."""
        if 0 <= line < self.model().rowCount():
            self.setCurrentIndex(self.model().index(line, max(0, self.currentIndex().column())))
            self.scrollTo(self.currentIndex())

    def choose_current(self) -> None:
        """Selects the current line."""
        here = self.currentIndex()
        if here.isValid() and self._table.heading(here.row()) is None:
            self.choose([(here.row(), here.row())], here.row())

    def go_first(self) -> None:
        """Goes to the first line that can be walked to, when there is no current one."""
        if self.currentIndex().isValid():
            return
        for line in range(min(self.model().rowCount(), 2)):
            if self.model().index(line, 0).flags() & Qt.ItemFlag.ItemIsEnabled:
                index = self.model().index(line, 0)
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                return

    def copy(self) -> None:
        """Edit > Copy."""
        self.copied.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Commands; the walk is Qt's own."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain or not self._handled(Qt.Key(event.key()), event.text()):
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here; typing does not search."""

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """A click into the box adds or takes away, whatever else is selected."""
        if isinstance(event, QMouseEvent) and index.isValid() and self._table.column(index.column()) == "check":
            flags = QItemSelectionModel.SelectionFlag
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.type() != QEvent.Type.MouseButtonPress and not shift:
                return flags.NoUpdate
            if not shift:
                return flags.Toggle | flags.Rows
        return super().selectionCommand(index, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A heading is pressed, or a row."""
        line = self.rowAt(event.position().toPoint().y())
        if line >= 0 and event.button() == Qt.MouseButton.LeftButton and self._table.heading(line) is not None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._close(line, not self._table.is_closed(line))
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the source; a box is only pressed twice."""
        place = event.position().toPoint()
        line, column = self.rowAt(place.y()), self.columnAt(place.x())
        if column >= 0 and self._table.column(column) == "check":
            super().mousePressEvent(event)
        elif line >= 0 and self._table.heading(line) is None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(line)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with what is selected; with the statement under the pointer when nothing is."""
        here = self.currentIndex()
        if not here.isValid() or self._table.heading(here.row()) is not None:
            return
        if not self.spans():
            self.choose_current()
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.viewport().mapToGlobal(self.visualRect(here).bottomLeft()) if keyboard else event.globalPos()
        self.menuWanted.emit(place)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Frames the current row."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.viewport().update()
            self.moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is a current line as soon as there is any."""
        super().focusInEvent(event)
        self.go_first()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The current row loses its frame."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words take what is left."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit_columns()

    def _handled(self, key: Qt.Key, text: str) -> bool:
        line = self.currentIndex().row()
        heading = self._table.heading(line) if line >= 0 else None
        back = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        closing, opening = (Qt.Key.Key_Right, Qt.Key.Key_Left) if back else (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if key == Qt.Key.Key_Delete:
            self.letter.emit("Del")
        elif text and text.isascii() and text.isalnum():
            self.letter.emit(text.upper())
        elif line < 0:
            return False
        elif heading is not None and key in (opening, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._close(line, False)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(line)
        elif key == Qt.Key.Key_Space:
            self.peek(line)
        elif key == closing and heading is None and self.currentIndex().column() == 0:
            self._close_around(line)
        else:
            return False
        return True

    def _close_around(self, line: int) -> None:
        """Closes the group in which a line stands."""
        above = [each for each in self._table.headings() if each < line]
        if above:
            self._close(above[-1], True)

    def _close(self, line: int, closed: bool) -> None:
        """Closes or opens a group, and goes to its heading, or to its first statement."""
        self.stop_peeking()
        self.toggled.emit(line, closed)
        there = line if closed else line + 1
        if there < self.model().rowCount():
            index = self.model().index(there, max(0, self.currentIndex().column()))
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _behave(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(16)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(_("Statements"))

    def _dress(self) -> None:
        self.delegate.renew()
        now = theme.current().scale
        self._widths = {column: width * now // self._scale for column, width in self._widths.items()}
        self._scale = now
        self.renew()
        self.viewport().update()

    def _measure(self) -> None:
        """Gives headings their height; all rows have one."""
        side = self.verticalHeader()
        side.setDefaultSectionSize(self.delegate.row_height())
        headings, high = self._table.headings(), self.delegate.heading_height()
        side.blockSignals(True)
        for line in headings[:MOST_HEADINGS] if len(headings) <= MOST_HEADINGS else ():
            side.resizeSection(line, high)
        side.blockSignals(False)
        self.updateGeometries()
        self.viewport().update()

    def _set_height(self, line: int) -> None:
        words = next((c for c in range(self.model().columnCount()) if self._table.column(c) == "words"), -1)
        peeked = line == self.delegate.peeked
        full = self.delegate.full_height(line, self.columnWidth(words)) if peeked else self.delegate.row_height()
        self.verticalHeader().resizeSection(line, full)

    def _peek_again(self) -> None:
        """What is shown in full may have got its words."""
        if self.delegate.peeked >= 0:
            self._set_height(self.delegate.peeked)

    def _fit_columns(self) -> None:
        """Gives each column what it needs or was given, and the words the rest."""
        columns = [self._table.column(place) for place in range(self.model().columnCount())]
        needed = {**self.delegate.widths(), **self._widths}
        rest = self.viewport().width() - sum(needed[each] for each in columns if each != "words")
        self.header.blockSignals(True)
        for place, column in enumerate(columns):
            width = max(needed["words"], rest) if column == "words" else needed[column]
            self.header.resizeSection(place, width)
        self.header.blockSignals(False)
        self.updateGeometries()

    def _resized(self, place: int, _before: int, now: int) -> None:
        """A person drew an edge."""
        self._widths[self._table.column(place)] = now
        self._fit_columns()
        self.shaped.emit()
