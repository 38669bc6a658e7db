"""The analyst's own hand: assessments and notes, amber with a pencil or a note, apart from the record."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.cell_head import Sign
from desktop.widgets.text import Label, Paragraph
from desktop.words import _


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the analyst wrote: its title, the stance it gives if any, the text, and who wrote it when."""

    title: str
    icon: str
    text: str
    signed: str
    mark: str = ""
    word: str = ""


class HandCard(QFrame):
    """One remark."""

    def __init__(self, remark: Remark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        parts = (remark.title, remark.word, remark.text, remark.signed)
        self.setAccessibleName(". ".join(part for part in parts if part))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 12, 10)
        column.setSpacing(4)
        column.addLayout(_title(remark))
        if remark.text:
            column.addWidget(Paragraph(remark.text, "dense", "ink"))
        if remark.signed:
            column.addWidget(Paragraph(remark.signed, "meta", "ink2"))

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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(_("Assessments and notes"))
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self.setWidget(self._page)
        self._page.setAutoFillBackground(False)
        self.hide()

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Shows these in place of those before."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for remark in remarks:
            self._column.addWidget(HandCard(remark))
        self.verticalScrollBar().setValue(0)
        self.setVisible(bool(remarks))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its remarks in its width."""
        width = max(200, self.viewport().width())
        return QSize(width, self._column.totalHeightForWidth(width) + 1)

    def minimumSizeHint(self) -> QSize:
        """A line of it at least."""
        return QSize(200, 72)

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
    row.addStretch(1)
    return row
