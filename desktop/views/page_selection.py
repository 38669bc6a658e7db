"""What is selected in the source that is read: by sentence, and the bar beneath it with what can be done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, QRectF

from desktop.models.sentences import one_more, sentence
from desktop.widgets.selection_bar import SelectionBar
from desktop.words import count

if TYPE_CHECKING:
    from desktop.views.source_page import SourcePage


class PageSelection(QObject):
    """The selection of a page in words, and its bar."""

    def __init__(self, page: "SourcePage") -> None:
        super().__init__(page)
        self._page = page
        self.bar = SelectionBar(page)
        self.bar.code.connect(self.code)
        self.bar.note.connect(self.note)
        self.bar.cite.connect(page.cited)

    def select_sentence(self) -> None:
        """Selects this sentence; where one is selected already, one more."""
        text, selection = self._page.blocks.text, self._page.selection
        if selection.empty:
            span = sentence(text, selection.place)
        else:
            _first, end = sentence(text, max(selection.start, selection.end - 1))
            more = end <= selection.end
            span = one_more(text, selection.start, selection.end) if more else (selection.start, end)
        if span[0] < span[1]:
            selection.select(*span)
            self.show()
            self._page.bring_into_sight(span[0])
            self._page.text.tell(text[span[0] : span[1]])

    def code(self) -> None:
        """The selection is to be coded."""
        if self._page.writable and not self._page.selection.empty:
            self.bar.hide()
            self._page.coded.emit(self._page.selection.start, self._page.selection.end)

    def note(self) -> None:
        """A note is wanted on the selection, or on the passage that is looked at."""
        if self._page.writable and not self._page.selection.empty:
            self.bar.hide()
            self._page.noted.emit(self._page.selection.start, self._page.selection.end)

    def show(self) -> None:
        """The bar under the selection, and how much is selected."""
        if self._page.selection.empty:
            self.bar.hide()
            return
        told = len(self._page.blocks.text[self._page.selection.start : self._page.selection.end].split())
        self._page.passageTold.emit(count(told, "{n} word selected", "{n} words selected"))
        self.place()

    def place(self) -> None:
        """Puts the bar under what of the selection is in sight."""
        rects = self._page.reader.rects_of(self._page.selection.start, self._page.selection.end)
        area = QRectF(self._page.reader.viewport().rect())
        rects = [rect for rect in rects if rect.intersects(area)]
        if not rects:
            self.bar.hide()
            return
        first, last = (self._here(each.intersected(area)) for each in (rects[0], rects[-1]))
        self.bar.show_under(first, last, writable=self._page.writable)

    def _here(self, rect: QRectF) -> QRect:
        shift = self._page.reader.viewport().mapTo(self._page, QPointF(0, 0))
        return rect.translated(shift).toRect()
