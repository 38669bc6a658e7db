"""Saves what the form has: first the record is asked whether it has something to say, then one action is done."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.views import coding_edits, coding_findings
from desktop.widgets.announce import announce
from desktop.words import _

if TYPE_CHECKING:
    from desktop.views.coding_form import CodingForm


class Saving(QObject):
    """One at a time; what is to be coded meanwhile waits for it."""

    def __init__(self, form: "CodingForm") -> None:
        super().__init__(form)
        self._form = form
        self.under_way = False
        self._go_on = False
        self._waiting: Callable[[], None] | None = None
        form.workspace.failed.connect(self.stop)

    def holds(self, begin: Callable[[], None]) -> bool:
        """Whether something is being saved: then what is begun waits for it."""
        if self.under_way:
            self._waiting = begin
        return self.under_way

    def start(self, *, go_on: bool) -> None:
        """Asks the record about the draft, which is complete; ``Answers`` goes on."""
        form, comparison = self._form, self._form.workspace.comparison
        if self.under_way or comparison is None:
            return
        self.under_way, self._go_on = True, go_on
        draft = form.draft
        form.workspace.ask(lambda case: coding_findings.look(case, comparison, draft), form.answers.take_before_saving)

    def write(self) -> None:
        """Writes the draft: the record has nothing to say to it."""
        snapshot, draft = self._form.workspace.snapshot, self._form.draft
        if snapshot is None:
            return
        number = draft.kept.number if draft.kept else max(snapshot.statements.number, default=0) + 1
        told: list[int] = []
        self.do(*coding_edits.save(draft, number, told), told)

    def do(self, label: str, edit: Any, told: list[int]) -> None:
        """Does an action that ends the coding; ``told`` has the statement's id then."""
        self.under_way = True
        self._form.workspace.change(label, edit)
        self._form.workspace.ask(lambda _case: None, lambda _nothing: self._done(told))

    def stop(self) -> None:
        """It is not saved: something is asked first, or went wrong. What was entered stays where it is."""
        self.under_way = False
        self._go_on_waiting()

    def forget(self) -> None:
        """Another case, or none."""
        self.under_way, self._waiting = False, None

    def _done(self, told: list[int]) -> None:
        if not self.under_way:
            return
        self.under_way = False
        if not told:
            self._go_on_waiting()
            return
        quoted = self._form.draft.quotations[:1]
        span = (quoted[0].start, quoted[0].end) if quoted else (0, 0)
        announce(self._form, _("Saved"))
        self._form.end_saved(told[-1])
        if self._waiting is not None:
            self._go_on_waiting()
        elif self._go_on:
            self._code_next(span)

    def _go_on_waiting(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _code_next(self, span: tuple[int, int]) -> None:
        """Codes the first suggestion after a span, else the first of all that is apart from it."""
        rows = self._form.suggestions.rows
        later = next((each for each in rows if each.start >= span[1]), None)
        found = later or next((each for each in rows if each.end <= span[0]), None)
        if found is not None:
            self._form.code(found)
