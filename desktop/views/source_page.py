"""One source to read: its title and facts, its text with the coded passages, labels beside them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.records import Quotation, Source
from desktop import theme, words
from desktop.models.passages import Passage
from desktop.models.sources import facts
from desktop.models.spans import Blocks
from desktop.widgets.source_margin import MarginLabel, SourceMargin
from desktop.widgets.source_text import MARGIN, SourceText, Stretch
from desktop.widgets.text import Paragraph
from desktop.words import _, count


class SourcePage(QWidget):
    """Shows a text that was read already; ``passage`` is where the reader is looking."""

    passageTold = Signal(str)
    """What stands at the passage looked at, in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passage: Quotation | None = None
        self._passages: tuple[Passage, ...] = ()
        self._blocks = Blocks("")
        self._title = Paragraph(role="lead", token="ink")  # noqa: S106 - a colour
        self._facts = Paragraph(role="dense")
        self.text = SourceText()
        self.margin = SourceMargin(self.text)
        self._head = _Head(self._title, self._facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.text, 1)
        self.text.pressed.connect(self._press)
        self.margin.chosen.connect(lambda number: self.look_at(self._passages[number].quotation))
        theme.current().changed.connect(self._fit)

    def show_source(self, source: Source, text: str) -> None:
        """Shows a source from its beginning, without passages yet."""
        self.passage, self._passages = None, ()
        self._title.setText(source.title.strip() or _("Untitled"))
        grade = words.reliability(source.reliability) if source.reliability is not None else ""
        graded = f"{source.reliability}: {grade}" if grade else ""
        told = (facts(source), source.author.strip(), _language(source.language), graded)
        self._facts.setText(" · ".join(part for part in told if part))
        self._blocks = Blocks(text)
        self.text.show_text(text, self._blocks)
        self.text.setAccessibleName(self._title.text())
        self.margin.show_labels(())
        self._fit()

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Tints the coded passages and names them beside the text."""
        self._passages = tuple(passages)
        self._tint()
        self.margin.show_labels([self._label(each) for each in self._passages])
        told = count(len(self._passages), "{n} coded passage", "{n} coded passages")
        self.text.setAccessibleDescription("; ".join((told, *(each.told for each in self._passages[:20]))))

    def look_at(self, quotation: Quotation) -> None:
        """Scrolls to a passage and highlights it."""
        self.passage = quotation
        self._tint()
        self.text.show_place(self._blocks.position(quotation.start))
        found = next((each for each in self._passages if each.quotation.id == quotation.id), None)
        self.passageTold.emit(found.told if found is not None else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Title and labels stand where the column leaves them room."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))

    def _fit(self) -> None:
        wide = self.width() >= self.text.column_width() // 2 + self.margin.wanted_width()
        self.text.room = self.margin.wanted_width() if wide else 0
        self.margin.setVisible(wide)
        left, right = self.text.fit()
        self._head.fit(left + MARGIN, right)
        area = self.text.rect()
        width = self.margin.wanted_width()
        at = left - width if self.text.from_right else area.width() - right
        self.margin.setGeometry(QRect(at, 0, width, area.height()))

    def _tint(self) -> None:
        """Every passage in its colour, the one looked at over them; one that is not coded is shown too."""
        stretches = [self._stretch(each) for each in self._passages]
        if self.passage is not None:
            here = [number for number, each in enumerate(self._passages) if each.quotation.id == self.passage.id]
            if here:
                stretches.append(replace(stretches.pop(here[0]), found=True))
            else:
                place = self._blocks.position(self.passage.start), self._blocks.end(self.passage.end)
                stretches.append(Stretch(*place, "sel", "accent", found=True))
        self.text.show_stretches(stretches)

    def _stretch(self, passage: Passage) -> Stretch:
        start, end = self._blocks.position(passage.start), self._blocks.end(passage.end)
        return Stretch(start, end, passage.fill, passage.edge, passage.lane)

    def _label(self, passage: Passage) -> MarginLabel:
        start = self._blocks.position(passage.start)
        return MarginLabel(start, passage.mark, passage.edge, passage.speaker, passage.act, passage.told)

    def _press(self, point: int) -> None:
        """A click on a passage looks at it; of several the shortest."""
        here = [each for each in self._passages if each.start <= point < each.end]
        if here:
            self.look_at(min(here, key=lambda each: each.end - each.start).quotation)


class _Head(QWidget):
    """Title and facts above the text, with a hairline below them."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        for part in parts:
            self._column.addWidget(part)

    def fit(self, left: int, right: int) -> None:
        """Stands above the column of the text."""
        self._column.setContentsMargins(left, 18, right, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("base"))
        painter.setPen(theme.color("hair"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def _language(code: str) -> str:
    """The name of a language, or its code when it is not known."""
    language = QLocale.codeToLanguage(code.split("-")[0])
    return code if language == QLocale.Language.AnyLanguage else QLocale.languageToString(language)
