"""Contradictions and gaps: what the record leaves unsettled; each line opens the place to act."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.models import gaps
from desktop.models.gaps import GAP, Gap, GapsModel, Section
from desktop.views.view import View
from desktop.widgets.blank import Blank
from desktop.widgets.pair_delegate import LEADING, strong
from desktop.widgets.wrapping import lines_of
from desktop.words import _, count

Index = QModelIndex | QPersistentModelIndex


class Gaps(View):
    """Worked out beside the window whenever it is looked at and the record is new."""

    openThing = Signal(object)
    """What a line is about is to be shown: its NoteTarget."""

    def make(self) -> Iterator[None]:
        """The list, and what is said where there is nothing in it."""
        workspace = self.workspace
        self.model = GapsModel(self)
        self.list = _GapList(self.model)
        self.blank = Blank("shield-check")
        self.blank.tell(_("Nothing unsettled"), _("No words pull both ways, and every party has spoken to something."))
        yield
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.blank)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.setFocusProxy(self.list)
        self._asked: Any = None
        workspace.compared.connect(self._stale)
        workspace.opened.connect(self._stale)
        workspace.closed.connect(self._stale)
        self.list.opened.connect(self._open)

    def title(self) -> str:
        """The name of the view."""
        return _("Contradictions and gaps")

    def count(self) -> str:
        """How many there are."""
        total = self.model.total()
        return count(total, "{n} thing unsettled", "{n} things unsettled") if total else ""

    def keys(self) -> str:
        """The keys that work here."""
        return _("Enter: open the place") if self.model.total() else ""

    def first(self) -> QWidget:
        """The list."""
        return self.list if self._pages.currentIndex() == 0 else self.blank

    def place(self) -> dict[str, Any]:
        """The current line."""
        return {"row": self.list.currentIndex().row()}

    def go(self, row: int = -1, **_place: Any) -> None:
        """Goes to a line."""
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))

    def showEvent(self, event: Any) -> None:
        """It is worked out when it is looked at."""
        super().showEvent(event)
        self._renew()

    def _stale(self) -> None:
        if self.isVisible():
            self._renew()

    def _renew(self) -> None:
        comparison = self.workspace.comparison
        if comparison is None or comparison is self._asked:
            return
        self._asked = comparison

        def answer(sections: tuple[Section, ...]) -> None:
            if comparison is self.workspace.comparison:
                self._show(sections)

        self.workspace.ask(lambda _case: gaps.found(comparison), answer)

    def _show(self, sections: tuple[Section, ...]) -> None:
        here = self.list.currentIndex().row()
        self.model.show(sections)
        self._pages.setCurrentIndex(0 if sections else 1)
        if sections:
            row = min(max(here, 1), self.model.rowCount() - 1)
            self.list.setCurrentIndex(self.model.index(row))
        self.told.emit()

    def _open(self, index: QModelIndex) -> None:
        gap = index.data(GAP)
        if isinstance(gap, Gap):
            self.openThing.emit(gap.on)


class _GapList(QListView):
    """Enter opens."""

    opened = Signal(QModelIndex)

    def __init__(self, model: GapsModel) -> None:
        super().__init__()
        self.setModel(model)
        self._delegate = _GapDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Contradictions and gaps"))
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters do not search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.currentIndex())
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)


class _GapDelegate(QStyledItemDelegate):
    """A heading, or a sentence with a second line."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the sentence in its width."""
        width, gap = self._view.viewport().width(), index.data(GAP)
        if gap is None:
            return QSize(width, QFontMetrics(theme.font("dense")).lineSpacing() + 18)
        lines = len(self._lines(gap.text, width))
        detail = QFontMetrics(theme.font("dense")).lineSpacing() if gap.detail else 0
        return QSize(width, lines * QFontMetrics(theme.font("body")).lineSpacing() + detail + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A row."""
        gap = index.data(GAP)
        painter.save()
        painter.setLayoutDirection(option.direction)
        rect = option.rect
        if gap is None:
            painter.fillRect(rect, theme.color("chrome"))
            painter.setFont(strong())
            painter.setPen(theme.color("ink2"))
            painter.drawText(rect.adjusted(18, 0, -18, 0), LEADING, index.data())
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            over = bool(option.state & QStyle.StateFlag.State_MouseOver)
            painter.fillRect(rect, theme.color("sel" if chosen else "hover" if over else "base"))
            self._paint_gap(painter, rect, gap)
        painter.setPen(theme.color("hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _paint_gap(self, painter: QPainter, rect: QRect, gap: Gap) -> None:
        metrics = QFontMetrics(theme.font("body"))
        top = rect.top() + 7
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink"))
        for line in self._lines(gap.text, rect.width()):
            painter.drawText(QRect(rect.left() + 18, top, rect.width() - 36, metrics.height()), LEADING, line)
            top += metrics.lineSpacing()
        if gap.detail:
            painter.setFont(theme.font("dense"))
            painter.setPen(theme.color("ink2"))
            small = QFontMetrics(theme.font("dense"))
            told = small.elidedText(gap.detail, Qt.TextElideMode.ElideRight, rect.width() - 36)
            painter.drawText(QRect(rect.left() + 18, top, rect.width() - 36, small.height()), LEADING, told)

    def _lines(self, text: str, width: int) -> list[str]:
        return lines_of(text, theme.font("body"), max(100, width - 36), 3)
