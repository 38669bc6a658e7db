"""The words of the quotation that is shown: their text, and their edges, which keys move."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.records import Quotation
from desktop.models import coding, edges
from desktop.views import coding_findings

if TYPE_CHECKING:
    from desktop.views.coding_form import CodingForm


class WordsHand(QObject):
    """Knows the text of one source at a time."""

    def __init__(self, form: "CodingForm") -> None:
        super().__init__(form)
        self._form = form
        self._text, self._source = "", 0
        form.fields.words.moved.connect(self._move_edge)
        form.fields.quotations.removed.connect(self._remove_quotation)

    def forget(self) -> None:
        """Something else is coded."""
        self._text, self._source = "", 0

    def read(self, source: int, text: str) -> None:
        """The text of a source is at hand."""
        self._text, self._source = text, source

    def of(self, quotation: Quotation | None) -> str:
        """The text round a quotation, as far as it is at hand."""
        return self._text if quotation is not None and quotation.source == self._source else ""

    def follow(self, *, aloud: bool = True) -> None:
        """Another quotation is shown, or another text: the text is asked for; ``aloud`` the words are shown where they
        are read.
        """
        form, quoted = self._form, self._quoted()
        if quoted is None:
            return
        if aloud and quoted.source == form.suggestions.source:
            form.spanChanged.emit(quoted.start, quoted.end)

        def answer(text: str) -> None:
            self.read(quoted.source, text)
            form.show_again()

        form.workspace.ask(lambda case: coding_findings.text_of(case, quoted.source), answer)

    def _quoted(self) -> Quotation | None:
        return self._form.sight.quoted if self._form.sight is not None else None

    def _move_edge(self, edge: int, step: int, letters: bool) -> None:
        quoted, sight = self._quoted(), self._form.sight
        if quoted is None or sight is None or not self.of(quoted):
            return
        span = [quoted.start, quoted.end]
        span[edge] = (edges.by_letter if letters else edges.by_word)(self._text, span[edge], step)
        start, end = span
        if start >= end or (start, end) == (quoted.start, quoted.end):
            return
        moved = coding.quotation(quoted.source, start, end, self._text)
        given = {name: getattr(moved, name) for name in ("start", "end", "exact", "prefix", "suffix")}
        self._form.change(lambda draft: draft.with_quotation(sight.quotation, **given))
        if quoted.source == self._form.suggestions.source or self._form.suggestions.source is None:
            self._form.spanChanged.emit(start, end)

    def _remove_quotation(self, place: int) -> None:
        listed = self._form.draft.quotations
        if len(listed) > 1:
            self._form.change(lambda draft: replace(draft, quotations=listed[:place] + listed[place + 1 :]))
