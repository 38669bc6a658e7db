"""The analyst's own hand: assessments and notes, amber with a pencil or a note, apart from the record."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.cell_head import Sign
from desktop.widgets.controls import IconButton
from desktop.widgets.text import Formatted, Label, Paragraph
from desktop.words import _


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the analyst wrote: its title, the stance it gives if any, the text, and who wrote it when.

    ``kind`` and ``id`` say which one; ``tools`` what can be done with it: ``edit``, ``reply``, ``done``, ``remove``.
    ``depth`` tells an answer (1 and more), ``done`` that it is ticked off.
    """

    title: str
    icon: str
    text: str
    signed: str
    mark: str = ""
    word: str = ""
    kind: str = ""
    id: int = 0
    tools: tuple[str, ...] = ()
    depth: int = 0
    done: bool = False


class HandCard(QFrame):
    """One remark; ``wished`` tells what is to be done with it."""

    wished = Signal(str, int, str)
    """The kind and id of the remark, and one of its tools."""

    def __init__(self, remark: Remark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.remark = remark
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        parts = (remark.title, remark.word, remark.text, remark.signed)
        self.setAccessibleName(". ".join(part for part in parts if part))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 12, 10)
        column.setSpacing(4)
        title = _title(remark)
        self.buttons = {tool: self._tool(tool, title) for tool in remark.tools}
        column.addLayout(title)
        if remark.text:
            column.addWidget(Formatted(remark.text, "dense", "ink2" if remark.done else "ink"))
        if remark.signed:
            column.addWidget(Paragraph(remark.signed, "meta", "ink2"))

    def _tool(self, tool: str, row: QHBoxLayout) -> IconButton:
        icon, name = {
            "edit": ("pencil-line", _("Edit")),
            "reply": ("corner-down-right", _("Answer")),
            "done": ("circle-check", _("Open again") if self.remark.done else _("Done")),
            "remove": ("trash-2", _("Delete")),
        }[tool]
        button = IconButton(icon, name)
        button.clicked.connect(lambda: self.wished.emit(self.remark.kind, self.remark.id, tool))
        row.addWidget(button)
        return button

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Amber ground, with the analyst's edge at the reading start."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.fillPath(shape, theme.color("handTint"))
        painter.setClipPath(shape)
        edge = QRect(0, 0, 4, self.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            edge.moveRight(self.rect().right())
        painter.fillRect(edge, theme.color("handMark"))
        painter.setClipping(False)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


class HandPanel(QScrollArea):
    """All remarks on a cell, at the foot of the inspector; as high as they are, within reason."""

    wished = Signal(str, int, str)
    """Something is to be done with a remark, as ``HandCard.wished``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(_("Assessments and notes"))
        self.cards: list[HandCard] = []
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self.setWidget(self._page)
        self._page.setAutoFillBackground(False)
        self.hide()

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Shows these in place of those before."""
        while self._column.takeAt(0) is not None:
            pass
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [HandCard(remark) for remark in remarks]
        for card in self.cards:
            card.wished.connect(self.wished)
            row = QHBoxLayout()
            row.setContentsMargins(16 * min(card.remark.depth, 4), 0, 0, 0)
            row.addWidget(card)
            self._column.addLayout(row)
        self.verticalScrollBar().setValue(0)
        self.setVisible(bool(remarks))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its remarks in its width."""
        width = max(200, self.width())
        return QSize(width, self._column.totalHeightForWidth(width) + 1)

    def minimumSizeHint(self) -> QSize:
        """A line of it at least."""
        return QSize(200, 72)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width its remarks take another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rule above, on the ground of the inspector."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("base"))
        painter.setPen(theme.color("line"))
        painter.drawLine(0, 0, self.viewport().width(), 0)


def _title(remark: Remark) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(7)
    sign = Sign(14)
    sign.show_icon(remark.icon, "hand")
    row.addWidget(sign)
    row.addWidget(Label(remark.title, "strong", "hand"))
    if remark.mark:
        mark = Sign(14)
        mark.show_mark(remark.mark)
        row.addWidget(mark)
    if remark.word:
        row.addWidget(Label(remark.word, "dense"))
    if remark.done:
        row.addWidget(Label(_("done"), "dense", "ok"))
    row.addStretch(1)
    return row
