"""The inspector of a cell: what it says, the words it rests on and why, and what the analyst wrote of it."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import NoteTarget, Quotation, Statement
from db.vocabulary import Verdict
from desktop import words
from desktop.models import cards
from desktop.models.card_list import ENTRY, CardList
from desktop.models.cards import Entry
from desktop.models.story import Story, judged
from desktop.models.unfinished import JudgementTyped, NoteTyped
from desktop.views.cell_history import CellHistory
from desktop.views.remark_edits import remarks_of
from desktop.views.remark_writer import RemarkWriter
from desktop.widgets.actor_header import KIND_ICONS
from desktop.widgets.blank import Blank
from desktop.widgets.card_view import CardView
from desktop.widgets.cell_head import CellHead
from desktop.widgets.controls import Button
from desktop.widgets.hand import HandPanel
from desktop.words import _
from desktop.workspace import Workspace


class CellInspector(QWidget):
    """Shows one cell at a time. What it tells is worked out beside the window; only the latest wish is answered."""

    openPassage = Signal(object)
    """A Quotation is to be shown in its source."""
    left = Signal()
    """The keyboard goes back to the cell."""
    shown = Signal(int, int, str)
    """A cell is shown: the ids of actor and scenario, and its newest words."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._cell: tuple[int, int] | None = None
        self._under_way = False
        self._again = False
        self._enter_when_shown = False
        self._resumed: JudgementTyped | NoteTyped | None = None
        self.model = CardList(self)
        self.head = CellHead()
        self.history = CellHistory(workspace, self)
        self.cards = CardView(self.model, ENTRY)
        self.hand = HandPanel()
        self.writing = RemarkWriter(workspace)
        self.assess_button = Button(_("Assess"), keys="E")
        self.note_button = Button(_("Note"), keys="N")
        self.what_if_button = Button(_("What if"), keys="W")
        self._buttons = _Row((self.assess_button, self.note_button, self.what_if_button))
        self.nothing = Blank("table-2")
        self.nothing.tell(_("No cell chosen"), _("Choose a cell to see the words behind it."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.cards, self.hand, self.writing, self._buttons, self.nothing):
            column.addWidget(part, part in (self.cards, self.nothing))
        self.history.told.connect(self.head.show_history)
        self.cards.opened.connect(self._open)
        self.cards.left.connect(self.left)
        self.hand.wished.connect(self._wish)
        self.writing.closed.connect(self._written)
        self.assess_button.clicked.connect(self.assess)
        self.note_button.clicked.connect(self.note)
        workspace.failed.connect(self._failed)
        self._show_parts()

    def show_cell(self, actor: int, scenario: int) -> None:
        """Shows the cell of an actor in a scenario, both by id."""
        if (actor, scenario) != self._cell:
            self._enter_when_shown = False
        self._cell = (actor, scenario)
        self.renew()

    def show_nothing(self) -> None:
        """There is no cell to be shown."""
        self._cell = None
        self.history.follow(None)
        self.model.show(None)
        self._show_parts()

    def renew(self) -> None:
        """Tells the cell again: the record is new. Wishes that come while one is answered are answered by the last."""
        comparison, cell = self._workspace.comparison, self._cell
        if comparison is None or cell is None:
            return
        if self._under_way:
            self._again = True
            return
        self._under_way = True
        self._workspace.ask(lambda _case: Story.of(comparison, *cell), self._read)

    def forget(self) -> None:
        """Another case: answers about the last one no longer come."""
        self._under_way = self._again = self._enter_when_shown = False
        self._resumed = None
        self.show_nothing()

    def enter(self) -> None:
        """Goes to the first card, as soon as the cell is shown."""
        story = self.model.story
        if story is not None and (story.actor.id, story.scenario.id) == self._cell and not self._under_way:
            self.cards.enter()
        else:
            self._enter_when_shown = True

    def assess(self) -> None:
        """Judges the cell: with the form of the last judgement of one's own, else with an empty one."""
        snapshot = self._workspace.snapshot
        if self._cell is not None and not self._workspace.read_only and snapshot is not None:
            latest = next(iter(judged(snapshot, *self._cell)), None)  # its words may still be on their way
            self._show_writing()
            self.writing.assess(*self._cell, latest)

    def note(self) -> None:
        """Writes a note on the cell."""
        if self._cell is not None and not self._workspace.read_only:
            actor, scenario = self._cell
            self._show_writing()
            self.writing.note(NoteTarget(actor=actor, scenario=scenario), _("Note on this cell"))

    def resume(self, typed: JudgementTyped | NoteTyped) -> None:
        """Opens the form for something unfinished, as soon as its cell is shown."""
        self._resumed = typed
        if not self._under_way:
            self._resume()

    def _resume(self) -> None:
        typed, story = self._resumed, self.model.story
        if typed is not None and story is not None and typed.cell == (story.actor.id, story.scenario.id):
            self._resumed = None
            if self.writing.resume(typed):
                self._show_writing()

    def _wish(self, kind: str, number: int, tool: str) -> None:
        """Something is to be done with a remark."""
        if tool in ("edit", "reply"):
            self._show_writing()
        self.writing.wish(kind, number, tool)

    def _written(self) -> None:
        """The form is done; the keyboard goes back to the cell."""
        self._show_parts()
        self.hand.setVisible(bool(self.hand.cards))
        self.left.emit()

    def _show_writing(self) -> None:
        """The form takes the room of what stands at the foot."""
        self.hand.hide()
        self._buttons.hide()

    def _read(self, story: Story | None) -> None:
        """The statements behind a story are read, unless another cell is wanted by now."""
        if self._again or story is None:
            self._finish()
            return
        self._workspace.statements(self.model.missing(story), lambda found: self._show(story, found))

    def _show(self, story: Story, statements: tuple[Statement, ...]) -> None:
        if not self._again:
            before = self.head.history() if self._is_shown(story) else ""
            self.model.show(story, statements)
            icon, mark_and_word = KIND_ICONS[story.actor.kind], cards.mark_and_word(story)
            self.head.show_cell(icon, story.actor.name, story.scenario.name)
            self.head.show_word(*mark_and_word, cards.summary(story), tuple(cards.remarks(story)))
            self.head.show_history(before)  # until it is worked out again
            self.history.follow(story)
            self.writing.keep_to(story.actor.id, story.scenario.id)
            self.hand.show_remarks(remarks_of(story.assessments(), story.notes(), not self._workspace.read_only))
            self._show_parts()
            self._resume()
            self.cards.scrollToTop()
            self.shown.emit(story.actor.id, story.scenario.id, self._newest(story, statements))
        self._finish()

    def _is_shown(self, story: Story) -> bool:
        """Whether the cell of a story is the one that is shown already."""
        shown = self.model.story
        return shown is not None and (shown.actor.id, shown.scenario.id) == (story.actor.id, story.scenario.id)

    def _finish(self) -> None:
        self._under_way = False
        if self._again:
            self._again = False
            self.renew()
        elif self._enter_when_shown:
            self._enter_when_shown = False
            self.cards.enter()

    def _failed(self) -> None:
        """What was asked may not be answered: the next wish asks again."""
        self._under_way = self._again = False

    def _newest(self, story: Story, statements: tuple[Statement, ...]) -> str:
        newest = story.newest()
        if newest is None:
            return ""
        statement = next((each for each in statements if each.id == newest.statement), None)
        quotations = statement.quotations if statement is not None else ()
        return words.quoted(cards.cut(quotations[0].exact)) if quotations else ""

    def _show_parts(self) -> None:
        there = self.model.story is not None
        self.head.setVisible(there)
        self.cards.setVisible(there)
        self.nothing.setVisible(not there)
        self._buttons.setVisible(there and not self._workspace.read_only and self.writing.isHidden())
        if not there:
            self.hand.hide()
            self.writing.dismiss()
        elif self.writing.isVisibleTo(self):
            self.hand.hide()

    def _open(self, index: QModelIndex) -> None:
        entry: Entry = index.data(ENTRY)
        if entry.kind == "more" and entry.verdict is not None:
            self._show_more(entry.verdict)
        elif entry.quotation is not None:
            self.openPassage.emit(entry.quotation)

    def _show_more(self, verdict: Verdict) -> None:
        story = self.model.story

        def answer(found: tuple[Statement, ...]) -> None:
            if self.model.story is story:
                self.model.show_more(verdict, found)

        self._workspace.statements(self.model.missing_more(verdict), answer)

    def quotation(self) -> Quotation | None:
        """The words the keyboard is on."""
        entry = self.cards.currentIndex().data(ENTRY)
        return entry.quotation if isinstance(entry, Entry) else None


class _Row(QWidget):
    """Buttons at the foot."""

    def __init__(self, buttons: tuple[QWidget, ...]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 10)
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
