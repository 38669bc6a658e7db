"""The title of the source that is read and what is known of it, above the text."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.records import Source
from desktop import theme, words
from desktop.models import languages
from desktop.models.sources import facts
from desktop.widgets.text import Paragraph
from desktop.words import _


class SourceHead(QWidget):
    """Stands above the column of the text, with a hairline below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Paragraph(role="headline", token="ink")  # noqa: S106 - a colour
        self._facts = Paragraph(role="dense")
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._column.addWidget(self._title)
        self._column.addWidget(self._facts)

    def show_source(self, source: Source) -> None:
        """Shows a source's title and facts."""
        self._title.setText(source.title.strip() or _("Untitled"))
        grade = words.reliability(source.reliability) if source.reliability is not None else ""
        graded = f"{source.reliability}: {grade}" if grade else ""
        told = (facts(source), source.author.strip(), languages.name(source.language), graded)
        self._facts.setText(" · ".join(part for part in told if part))

    def title(self) -> str:
        """The title as it is shown."""
        return self._title.text()

    def fit(self, left: int, right: int) -> None:
        """Stands above the column of the text."""
        self._column.setContentsMargins(left, 18, right, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground and the hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("base"))
        painter.setPen(theme.color("hair"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
