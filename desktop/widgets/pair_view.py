"""The rows of two sides, walked and opened by keys, and what is to be said first above them."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QVBoxLayout, QWidget

from desktop.widgets.flow import Flow
from desktop.widgets.pair_delegate import PartiesDelegate
from desktop.widgets.shift_delegate import ShiftDelegate
from desktop.widgets.text import Label, Paragraph
from desktop.words import _

SIDES = {Qt.Key.Key_L: 0, Qt.Key.Key_R: 1}


class PairList(QListView):
    """Enter opens, Left and Right change a side, L and R show its words in their source, P sends the pair on."""

    opened = Signal(QModelIndex)
    stepped = Signal(int)
    sourceWanted = Signal(QModelIndex, int)
    """The words of a side (0, 1) are to be shown in their source."""
    reportWanted = Signal()
    """What is compared is to be in the report."""

    def __init__(self, model: QAbstractItemModel, role: int) -> None:
        super().__init__()
        self.setModel(model)
        self._parties, self._shifts = PartiesDelegate(self, role), ShiftDelegate(self, role)
        self.setItemDelegate(self._parties)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Side by side"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.doubleClicked.connect(self.opened)

    def draw(self, parties: bool, names: tuple[str, str]) -> None:
        """Draws two parties, or what moves."""
        self._parties.names = names
        self.setItemDelegate(self._parties if parties else self._shifts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Left and Right; letters do not search."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.currentIndex())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            forward = (key == Qt.Key.Key_Right) == (self.layoutDirection() == Qt.LayoutDirection.LeftToRight)
            self.stepped.emit(1 if forward else -1)
        elif key in SIDES and not event.modifiers():
            self.sourceWanted.emit(self.currentIndex(), SIDES[Qt.Key(key)])
        elif key == Qt.Key.Key_P and not event.modifiers():
            self.reportWanted.emit()
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as high as their words in the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class PairSummary(QWidget):
    """What is to be said first: numbers with their words in a row, and sentences below them."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 18, 10)
        column.setSpacing(6)
        self._numbers = Flow(gap=24)
        self._sentences = Paragraph(role="body", token="ink")  # noqa: S106 - a colour
        column.addLayout(self._numbers)
        column.addWidget(self._sentences)

    def tell(self, told: Sequence[tuple[str, str]]) -> None:
        """Shows other numbers and sentences; a sentence has no number."""
        self._numbers.clear()
        for number, text in told:
            if number:
                self._numbers.addWidget(_numbered(number, text))
        sentences = " ".join(text for number, text in told if not number)
        self._sentences.setText(sentences)
        self._sentences.setVisible(bool(sentences))
        self.setAccessibleName(". ".join(" ".join(each).strip() for each in told))
        self.updateGeometry()


def _numbered(number: str, text: str) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Label(number, "title"))
    column.addWidget(Label(text, "dense", "ink2"))
    return part
