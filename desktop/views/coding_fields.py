"""The coding form as it is laid out: its sections in Tab order, its buttons, the suggestions at its foot."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.vocabulary import LinkKind
from desktop import words
from desktop.models.suggestions import SuggestionsModel
from desktop.views.coding_conditions import ConditionSection
from desktop.views.coding_facts import FactSection
from desktop.views.coding_more import MoreSection
from desktop.views.coding_people import SpeakerSection
from desktop.views.coding_section import Fault, Section, Sight
from desktop.views.coding_stance import StanceSection
from desktop.views.suggestion_panel import SuggestionPanel
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.flow import Flow
from desktop.widgets.giving import GivingButton
from desktop.widgets.line import Line
from desktop.widgets.part_row import PartRow
from desktop.widgets.question import Question
from desktop.widgets.text import Elided, Label
from desktop.widgets.words_box import WordsBox
from desktop.words import _

if TYPE_CHECKING:
    from desktop.views.coding_form import CodingForm

SIDE = 16
Made = TypeVar("Made", bound=QWidget)


class CodingFields:
    """Makes the widgets of a form and puts them into it."""

    def __init__(self, suggestions: SuggestionsModel) -> None:
        self._suggestions = suggestions
        self._form: CodingForm | None = None

    def make(self, form: QWidget) -> Iterator[None]:
        """Makes them, a few in a step; what is in the middle gets its place before its own parts."""
        self._head, self.area, self._foot = QWidget(form), QScrollArea(form), QWidget(form)
        self._make_head()
        column = self._make_middle()
        yield
        self.words = WordsBox()
        self.quotations = PartRow(_("Quotations"))
        self.alike = Question()
        for part in (self.words, self.quotations, self.alike):
            column.addWidget(part)
        yield
        self.speaker = self._put(column, SpeakerSection())
        yield
        self.stance = self._put(column, StanceSection())
        yield
        self.conditions = self._put(column, ConditionSection())
        self.another = GivingButton(_("Another position"), "plus")
        self.conditions.clauses.set_after(self.another)
        self.replaced, self.ends = Question(), QWidget()
        self._ends = Flow(self.ends)
        column.addWidget(self.replaced)
        column.addWidget(self.ends)
        yield
        self.facts = self._put(column, FactSection())
        yield
        self.more = self._put(column, MoreSection())
        self.sections: tuple[Section, ...] = (self.speaker, self.stance, self.conditions, self.facts, self.more)
        column.addStretch(1)
        yield
        self._make_foot()
        self.panel = SuggestionPanel(self._suggestions)
        self._lay_out(form)
        self.show_coding(False)

    def _put(self, column: QVBoxLayout, section: Made) -> Made:
        column.addWidget(section)
        return section

    def _make_head(self) -> None:
        self.title, self.about = Label(role="title"), Elided(role="dense", token="ink2")  # noqa: S106 - a colour
        self.close = IconButton("x", _("Leave the form"), "Esc")
        head = QHBoxLayout(self._head)
        head.setContentsMargins(SIDE, 8, 8, 8)
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.about, 1)
        head.addWidget(self.close)

    def _make_middle(self) -> QVBoxLayout:
        page = QWidget(self.area)
        column = QVBoxLayout(page)
        column.setContentsMargins(SIDE, 12, SIDE, 14)
        column.setSpacing(12)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.viewport().setAutoFillBackground(False)
        self.area.setWidget(page)
        page.setAutoFillBackground(False)
        return column

    def _make_foot(self) -> None:
        self.leaving, self.fault = Question(), Fault()
        self.save_button = Button(_("Save"), kind="primary", keys="Ctrl+Return")
        self.next_button = Button(_("Save and next suggestion"))
        self.delete_button = Button(_("Delete"), "trash-2", kind="flat")
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(SIDE, 8, SIDE, 10)
        foot.setSpacing(6)
        buttons = QWidget()
        row = Flow(buttons, gap=8, line_gap=6)
        for button in (self.save_button, self.next_button, self.delete_button):
            row.addWidget(button)
        foot.addWidget(self.leaving)
        foot.addWidget(self.fault)
        foot.addWidget(buttons)

    def show_coding(self, on: bool) -> None:
        """Shows the form, or only what is suggested."""
        for part in (self._head, self.area, self._foot):
            part.setVisible(on)
        self.panel.show_few(on)

    def forget(self) -> None:
        """Something else is coded."""
        self.speaker.forget()
        self.fault.tell("")
        self.stance.fault.tell("")
        self.leaving.dismiss()
        self.more.fold.setChecked(False)
        self.conditions.field.show_text("")
        self.area.verticalScrollBar().setValue(0)

    def tell_new(self, *, restored: bool) -> None:
        """A new statement."""
        self.title.setText(_("New statement"))
        self.about.setText(_("as you left it") if restored else _("from the selection"))
        self.delete_button.hide()

    def tell_saved(self, number: int, *, restored: bool) -> None:
        """A saved statement."""
        self.title.setText(_("Statement no. {n}").format(n=number))
        self.about.setText(_("as you left it, not saved") if restored else "")
        self.delete_button.show()

    def tell_again(self, number: int) -> None:
        """Another quotation of a saved statement."""
        self.title.setText(_("No. {n}, quoted again").format(n=number))
        self.about.setText(_("wording and credibility are those of this source"))

    def tell_fault(self, text: str) -> None:
        """What hinders saving, beside the button."""
        self.fault.tell(text)

    def ask_leaving(self) -> None:
        """Asks before what was entered is left."""
        self.leaving.ask(
            _("Not saved yet. It stays here for these words, also when the case is closed."),
            [("leave", _("Leave"), "L"), ("stay", _("Go on"), "G")],
        )
        self.leaving.setFocus()

    def show_sight(self, sight: Sight, *, writable: bool) -> None:
        """Shows a draft."""
        quoted = sight.quoted
        self.words.show_words(quoted.exact if quoted is not None else "")
        titles = {source.id: source.title for source in sight.snapshot.sources}
        names = [f"{words.wording(each.wording)} · {titles.get(each.source, '')}" for each in sight.draft.quotations]
        self.quotations.show_parts(names, sight.quotation)
        for section in self.sections:
            section.show_sight(sight)
        self.another.setVisible(len(sight.draft.points) == 1)
        self._show_ends(sight)
        self.save_button.setEnabled(writable)
        self.next_button.setVisible(bool(self._suggestions.rows) and sight.draft.kept is None)
        self.next_button.setEnabled(writable)
        self.delete_button.setEnabled(writable)
        self._order()

    def connect_buttons(self, form: "CodingForm") -> None:
        """What the buttons do."""
        self._form = form
        self.save_button.clicked.connect(lambda: form.save())
        self.next_button.clicked.connect(lambda: form.save(go_on=True))
        self.delete_button.clicked.connect(form.delete)
        self.close.clicked.connect(form.leave)
        self.area.verticalScrollBar().valueChanged.connect(self._close_lists)
        self.another.clicked.connect(self.stance.add_point)
        self.leaving.answered.connect(lambda key: form.leave() if key == "leave" else self._stay())
        self.more.ends.connect(form.answers.ask_earlier)
        self.panel.wanted.connect(form.code)

    def take_guess(self) -> None:
        """Takes the guess at the field that has the keyboard, else the values that the words name."""
        focus = QApplication.focusWidget()
        guessing: tuple[tuple[QWidget, Callable[[], bool]], ...] = (
            (self.stance, self.stance.take_suggested),
            (self.facts, self.facts.take_guess),
        )
        for section, take in guessing:
            if focus is not None and section.isAncestorOf(focus) and take():
                return
        self.conditions.take_guesses()

    def _close_lists(self) -> None:
        """What floats under a field does not move with it."""
        self.speaker.field.close_list()
        self.conditions.field.close_list()

    def _stay(self) -> None:
        self.leaving.dismiss()
        self.speaker.field.setFocus()

    def _show_ends(self, sight: Sight) -> None:
        """Which earlier positions these end; a press takes that back."""
        self._ends.clear()
        self.ends.setVisible(bool(sight.draft.ends))
        if not sight.draft.ends:
            return
        numbers = dict(zip(sight.snapshot.statements.id, sight.snapshot.statements.number, strict=True))
        owners = dict(zip(sight.snapshot.positions.id, sight.snapshot.positions.statement, strict=True))
        for each in sight.draft.ends:
            told = _("Replaces no. {n}") if each.kind is LinkKind.SUPERSEDES else _("Withdraws no. {n}")
            button = Button(told.format(n=numbers.get(owners.get(each.target, 0), "?")), "x")
            button.setAccessibleDescription(_("Press to take it back"))
            button.clicked.connect(lambda _on=False, end=each: self._take_back(end))
            self._ends.addWidget(button)
            button.show()

    def _take_back(self, end: object) -> None:
        if self._form is not None:
            self._form.change(lambda draft: replace(draft, ends=tuple(each for each in draft.ends if each != end)))

    def _order(self) -> None:
        """Tab goes through the form as it stands there."""
        stops = [self.words, *self.quotations.stops(), *self.alike.buttons.values()]
        stops += (stop for section in self.sections for stop in section.stops())
        stops += [self.save_button, self.next_button, self.delete_button, self.panel]
        for one, other in itertools.pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _lay_out(self, form: QWidget) -> None:
        whole = QVBoxLayout(form)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addWidget(Line())
        whole.addWidget(self.area, 1)
        whole.addWidget(self._foot)
        whole.addWidget(Line())
        whole.addWidget(self.panel)
        whole.addStretch(0)
