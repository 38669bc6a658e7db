"""One source to read, as text or on its original pages: coded passages, notes, a selection and what is done with it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.records import Quotation, Source
from desktop import theme
from desktop.models import passages as places
from desktop.models.foreign_marks import MarkLine
from desktop.models.passages import NotePlace, Passage, Suggested
from desktop.models.spans import Blocks
from desktop.views.page_marks import PageMarks
from desktop.views.page_selection import PageSelection
from desktop.views.source_head import SourceHead
from desktop.widgets.find_bar import FindBar
from desktop.widgets.page_view import Paged, PageView
from desktop.widgets.selection import Selection
from desktop.widgets.source_map import SourceMap
from desktop.widgets.source_margin import SourceMargin
from desktop.widgets.source_text import SourceText
from desktop.widgets.stretches import Stretches
from desktop.words import count

TEXT, PAGES = 0, 1


class SourcePage(QWidget):
    """Shows a text that was read already; ``passage`` is where the reader is looking."""

    passageTold = Signal(str)
    """What stands at the passage looked at, in words, or what is selected."""
    passageOpened = Signal(object)
    """Enter on a coded passage, or a click on its label: its Quotation."""
    passageSeen = Signal()
    """Another passage is looked at."""
    coded = Signal(int, int)
    """A span is to be coded."""
    noted = Signal(int, int)
    """A note is wanted on a span."""
    cited = Signal()
    """The selection is to be copied with where it stands."""
    foreignChosen = Signal(str)
    """The label or the tick of a mark that was made elsewhere was chosen: its key."""
    lettered = Signal(str)
    """A letter was typed that means nothing here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.writable = True
        self.shown = PageMarks()
        self.blocks = Blocks("")
        self.selection = Selection(self)
        self.shown_source: int | None = None
        self._paged: Paged | None = None
        self.text = SourceText(self.blocks, self.selection)
        self.pages = PageView(self.selection)
        self.margin = SourceMargin(self.text)
        self.map = SourceMap()
        self.finder = FindBar()
        self.head = SourceHead()
        self.chosen = PageSelection(self)
        self.bar = self.chosen.bar
        self.views = QStackedWidget()
        self._lay_out()
        self._connect()

    @property
    def passage(self) -> Quotation | None:
        """The passage that is looked at."""
        return self.shown.looked

    @property
    def passages(self) -> tuple[Passage, ...]:
        """What is coded."""
        return self.shown.passages

    @property
    def notes(self) -> tuple[NotePlace, ...]:
        """The notes on spans of the text."""
        return self.shown.notes

    @property
    def suggested(self) -> Sequence[Suggested]:
        """What is suggested."""
        return self.shown.suggested

    @property
    def reader(self) -> SourceText | PageView:
        """The text or the pages, whichever is shown."""
        return self.pages if self.views.currentIndex() == PAGES else self.text

    def show_source(self, source: Source, blocks: Blocks, paged: Paged | None = None) -> None:
        """Shows a source from its beginning, without passages yet; ``paged`` leads to its original pages."""
        self.shown = PageMarks()
        self.shown_source = source.id
        self.tell_source(source)
        self.bar.hide()
        self.blocks, self._paged = blocks, paged
        self.text.show_text(blocks)
        self.margin.show_labels(())
        self.map.show_ticks(())
        self._fit()
        self._follow()

    def tell_source(self, source: Source) -> None:
        """The title and what is known of the source."""
        self.head.show_source(source)
        self.text.setAccessibleName(self.head.title())
        self.pages.setAccessibleName(self.head.title())

    def show_passages(self, passages: Sequence[Passage], notes: Sequence[NotePlace] = ()) -> None:
        """Tints the coded passages and names them beside the text, with the notes."""
        self.shown = replace(self.shown, passages=tuple(passages), notes=tuple(notes))
        self.tint()
        told = count(len(self.passages), "{n} coded passage", "{n} coded passages")
        self.text.setAccessibleDescription("; ".join((told, *(each.told for each in self.passages[:20]))))

    def show_suggested(self, suggested: Sequence[Suggested], at_hand: int | None = None) -> None:
        """Shows suggestions with a dotted edge; ``at_hand`` is the number of the one that is looked at."""
        self.shown = replace(self.shown, suggested=suggested, at_hand=at_hand)
        self._show_stretches(self.text.marked.with_suggested(suggested, at_hand))

    def show_foreign(self, foreign: Sequence[MarkLine]) -> None:
        """Shows marks that were made elsewhere and are to be taken over yet."""
        self.shown = replace(self.shown, foreign=tuple(foreign))
        self.tint()

    def bring_into_sight(self, point: int) -> None:
        """Scrolls to a place that is out of sight."""
        if self._out_of_sight(point):
            self.reader.show_place(point)

    def show_hits(self, hits: Sequence[tuple[int, int]], current: int) -> None:
        """Marks what was found, and the one that is looked at."""
        self.text.show_hits(hits, current)
        self.pages.show_hits(hits, current)

    def page_of(self, point: int) -> int | None:
        """The original page on which a place stands, from 0; None when it is not known."""
        paged = self._paged
        return paged.page(point) if paged is not None and paged.length == len(self.blocks.text) else None

    def keep_looking_at(self, quotation: Quotation | None) -> None:
        """Highlights a passage where it stands, or none."""
        self.shown = replace(self.shown, looked=quotation)
        self._show_stretches()

    def look_at(self, quotation: Quotation) -> None:
        """Scrolls to a passage and highlights it."""
        self.keep_looking_at(quotation)
        self.reader.show_place(quotation.start)
        found = next((each for each in self.passages if each.quotation.id == quotation.id), None)
        self.passageTold.emit(found.told if found is not None else "")
        said = self.blocks.text[quotation.start : quotation.end]
        self.text.tell(f"{found.told}: {said}" if found is not None else said)
        self.passageSeen.emit()

    def step(self, by: int) -> None:
        """Looks at the next coded passage (1), or the one before (-1)."""
        looked = self.passage.id if self.passage is not None else None
        point = self.selection.place if self.selection.place else self.reader.seen()[0]
        found = places.beside(self.passages, looked, point, by)
        if found is not None:
            self.look_at(found.quotation)
            self.selection.put(found.start)

    def number(self) -> int:
        """Which passage is looked at, from 1; 0 when none is."""
        return self.shown.number()

    def show_span(self, start: int, end: int) -> None:
        """Selects a span and brings it into sight, as a form leads its edges."""
        self.selection.select(start, end)
        self.bar.hide()
        self.bring_into_sight(start)

    def clear(self) -> bool:
        """Esc: hides the bar, then takes back the selection, then leaves the passage; False when there is none."""
        if self.bar.isVisible():
            self.bar.hide()
        elif not self.selection.empty:
            self.selection.put(self.selection.start)
            self.passageTold.emit("")
        elif self.passage is not None:
            self.keep_looking_at(None)
            self.passageTold.emit("")
            self.passageSeen.emit()
        else:
            return False
        return True

    def show_as(self, how: int) -> None:
        """As text or on its pages; the place stays."""
        if how != self.views.currentIndex():
            looked = self.passage.start if self.passage is not None else None
            top = self.pages.top_place() if how == TEXT else self.text.seen()[0]
            self.views.setCurrentIndex(how)
            self.bar.hide()
            if looked is not None:
                self.reader.show_place(looked)
            elif top:
                self.reader.show_place(top, 0.0)
            self._fit()
            self.tint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))

    def tint(self) -> None:
        """Everything that is marked, in the text, beside it and on the strip."""
        self._show_stretches()
        self.margin.show_labels(self.shown.labels())

    def _show_stretches(self, stretches: Stretches | None = None) -> None:
        stretches = stretches or self.shown.stretches()
        self.text.show_stretches(stretches)
        self.pages.show_stretches(stretches)
        self.map.show_ticks(self.shown.ticks(len(self.blocks.text)))

    def _lay_out(self) -> None:
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.views.addWidget(self.text)
        self.views.addWidget(self.pages)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.views, 1)
        row.addWidget(self.map)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.finder)
        column.addWidget(self.head)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        """Every connection of the page."""
        for view in (self.text, self.pages):
            view.pressed.connect(self._press)
            view.selected.connect(self.chosen.show)
            view.typed.connect(self._letter)
            view.entered.connect(self._enter)
            view.stepped.connect(self.step)
            view.scrolled.connect(self._follow)
        self.text.resized.connect(self._fit)
        self.margin.chosen.connect(self._choose_label)
        self.map.chosen.connect(self._choose_tick)
        self.map.wanted.connect(lambda share: self.reader.show_place(int(share * len(self.blocks.text)), 0.5))
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        wide = self.text.width() >= self.text.column_width() // 2 + self.margin.wanted_width()
        self.text.room = self.margin.wanted_width() if wide else 0
        self.margin.setVisible(wide)
        left, right = self.text.fit()
        self.head.fit(left, right + self.map.width())
        width = self.margin.wanted_width()
        at = left - width if self.text.from_right else self.text.viewport().width() - right
        self.margin.setGeometry(QRect(at, 0, width, self.text.height()))

    def _follow(self) -> None:
        """The map shows what is in sight; the bar goes when its words move."""
        whole = max(1, len(self.blocks.text))
        first, last = self.reader.seen()
        self.map.show_sight(first / whole, last / whole)
        if self.bar.isVisible():
            self.chosen.place()

    def _out_of_sight(self, point: int) -> bool:
        first, last = self.reader.seen()
        return not first <= point <= last

    def _press(self, point: int) -> None:
        """A click on a passage looks at it; of several the shortest."""
        found = places.at(self.passages, point)
        if found is not None:
            self.look_at(found.quotation)

    def _enter(self, point: int) -> None:
        """Enter opens the passage at the caret, or the one that is looked at."""
        found = places.at(self.passages, point)
        if found is not None and self.selection.empty:
            self.look_at(found.quotation)
            self.passageOpened.emit(found.quotation)
        elif self.passage is not None:
            self.passageOpened.emit(self.passage)

    def _choose_label(self, number: int) -> None:
        found = self.shown.labelled(self.shown.labels()[number])
        if isinstance(found, str):
            self.foreignChosen.emit(found)
        elif found is not None:
            self.look_at(found.quotation)
            self.passageOpened.emit(found.quotation)

    def _choose_tick(self, number: int) -> None:
        found = self.shown.ticked(number, len(self.blocks.text))
        if isinstance(found, int):
            self.reader.show_place(found)
        elif isinstance(found, str):
            self.foreignChosen.emit(found)
        else:
            self.look_at(found.quotation)

    def _letter(self, letter: str) -> None:
        if letter == "S":
            self.chosen.select_sentence()
        elif letter == "N" and not self.selection.empty:
            self.chosen.note()
        else:
            self.lettered.emit(letter)
