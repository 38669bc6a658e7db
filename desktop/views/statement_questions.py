"""What the table of statements asks of the case: its lines, and the words of the rows that are seen."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from db.records import Snapshot
from desktop.models.asking import Column, Lines, tabs
from desktop.models.register import Register
from desktop.models.statement_rows import Told
from desktop.views import record_edits

if TYPE_CHECKING:
    from desktop.views.statements import Statements


class Questions(QObject):
    """One question of a kind is under way at a time; the arrays of the record are made once for each."""

    answered = Signal(object)
    """The lines that were asked for last."""

    def __init__(self, view: "Statements") -> None:
        super().__init__(view)
        self._view = view
        self._register: Register | None = None
        self.asking = self._again = self._reading = False
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self._look)

    def busy(self) -> bool:
        """Whether something is under way."""
        return self.asking or self._reading or self._looking.isActive()

    def forget(self) -> None:
        """Another record: its arrays are made anew."""
        self._register = None

    def give_up(self) -> None:
        """What was asked may not be answered: the next wish asks again."""
        self.asking = self._again = self._reading = False

    def ask(self) -> None:
        """Asks for the lines; of wishes that come meanwhile the last one counts."""
        snapshot = self._view.workspace.snapshot
        if snapshot is None:
            return
        if self.asking:
            self._again = True
            return
        self.asking = True
        asked, register, known = self._view.asked, self._register, tabs(snapshot.views)

        def question(case: Any) -> tuple[Lines, tuple[int, ...] | None]:
            made = register or Register.of(snapshot)
            counts = None if register else record_edits.counts(case, made, known)
            return record_edits.lines(case, made, asked), counts

        self._view.workspace.ask(question, partial(self._answered, snapshot))

    def _answered(self, snapshot: Snapshot, answer: tuple[Lines, tuple[int, ...] | None]) -> None:
        self.asking = False
        lines, counts = answer
        fresh = snapshot is self._view.workspace.snapshot
        if fresh:
            self._register = lines.register
            if counts is not None:
                self._view.tabs.show_tabs(tabs(snapshot.views), self._view.asked, counts)
                self._view.filters.show_asked(self._view.asked, snapshot)
        if self._again:
            self._again = False
            self.ask()
        elif fresh:
            self.answered.emit(lines)

    def want(self) -> None:
        """Rows came into sight, or others are selected: looked after when the hand rests."""
        if not self._looking.isActive():
            self._looking.start()

    def _look(self) -> None:
        self._read_words()
        self._view.selected.read()

    def _read_words(self) -> None:
        """Has the words read of the rows that are seen."""
        ids = () if self._reading else self._view.model.take_wants()
        if not ids:
            return
        self._reading = True
        find, added = self._view.asked.find, Column.ADDED in self._view.asked.columns
        self._view.workspace.ask(
            lambda case: record_edits.told(case, ids, find, added=added), partial(self._read, find)
        )

    def _read(self, find: str, told: dict[int, Told]) -> None:
        self._reading = False
        if find == self._view.asked.find:
            self._view.model.put(told)
        self.want()
