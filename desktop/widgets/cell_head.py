"""The head of the cell inspector: whose cell it is, what it says at large, and what else is to be said of it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets import icons, marks
from desktop.widgets.text import Label, Paragraph
from desktop.words import _


class Sign(QWidget):
    """A mark or an icon, as large as the text beside it asks for."""

    def __init__(self, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._mark = self._icon = ""
        self._ink = "ink2"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def show_mark(self, name: str) -> None:
        """A stance mark, or nothing."""
        self._mark, self._icon = name, ""
        self.setVisible(bool(name))
        self.update()

    def show_icon(self, name: str, ink: str = "ink2") -> None:
        """An icon in the colour of a token."""
        self._mark, self._icon, self._ink = "", name, ink
        self.update()

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        side = max(self._size, round(self._size * theme.current().scale / 100))
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The mark or the icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._mark:
            marks.paint_mark(painter, QRectF(self.rect()), self._mark)
        elif self._icon:
            icons.paint_icon(painter, QRectF(self.rect()), self._icon, self._ink)


class CellHead(QWidget):
    """Names, mark and word, how many apply, remarks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._kind, self._mark = Sign(15), Sign(22)
        self._names = Paragraph(role="dense")
        self._word = Label(role="stance")
        self._basis = Label(role="dense", token="ink2")  # noqa: S106 - a colour
        self._summary = Paragraph(role="dense")
        self._remarks = Paragraph(role="dense")
        self._history = Paragraph(role="dense")
        names = QHBoxLayout()
        names.setSpacing(7)
        names.addWidget(self._kind, 0, Qt.AlignmentFlag.AlignTop)
        names.addWidget(self._names, 1)
        word = QHBoxLayout()
        word.setSpacing(9)
        word.addWidget(self._mark)
        word.addWidget(self._word)
        self._basis.setContentsMargins(0, 0, 0, 3)
        word.addWidget(self._basis, 0, Qt.AlignmentFlag.AlignBottom)
        word.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(5)
        column.addLayout(names)
        column.addLayout(word)
        column.addWidget(self._summary)
        column.addWidget(self._remarks)
        column.addWidget(self._history)
        self._history.hide()

    def show_cell(self, icon: str, actor: str, scenario: str) -> None:
        """Whose cell it is."""
        self._kind.show_icon(icon)
        self._names.setText(_("{actor}  ×  {scenario}").format(actor=actor, scenario=scenario))

    def show_word(self, mark: str, word: str, summary: str, remarks: Sequence[str]) -> None:
        """What it says."""
        self._mark.show_mark(mark)
        self._word.setText(word)
        self._basis.setText(_("on the record"))
        self._summary.setText(summary)
        self._summary.setVisible(bool(summary))
        self._remarks.setText("\n".join(remarks))
        self._remarks.setVisible(bool(remarks))
        self._name = ", ".join((self._names.text(), word, summary, *remarks))
        self.show_history("")

    def show_history(self, told: str) -> None:
        """Since when it says that; nothing when it is not known or never was otherwise."""
        self._history.setText(told)
        self._history.setVisible(bool(told))
        self.setAccessibleName(", ".join(part for part in (self._name, told) if part))

    def history(self) -> str:
        """What is told of its history."""
        return self._history.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))
