"""What was done in saying it, when and where, and how the source words it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from db.vocabulary import PositionState, SpeechAct, Wording
from desktop import words
from desktop.models import coding
from desktop.views.coding_section import Section, Sight, caption
from desktop.widgets.date_field import DateField
from desktop.widgets.giving import GivingButton
from desktop.widgets.pick_field import PickField
from desktop.widgets.pick_panel import Option
from desktop.widgets.text import Paragraph
from desktop.words import _

LONGEST = 2_000


class FactSection(Section):
    """Speech act, said on, credibility, venue, wording."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.act = PickField(_("Speech act"))
        self.said = DateField(_("Said on"))
        self.undated = Paragraph(role="dense", token="hand")  # noqa: S106 - a colour
        self.credibility = PickField(_("Credibility"))
        self.venue = QLineEdit()
        self.venue.setMaxLength(LONGEST)
        self.venue.setAccessibleName(_("Venue"))
        self.wording = PickField(_("Wording"))
        self.cap = Paragraph(role="dense")
        self.count = GivingButton(_("Count it all the same"), "check")
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        pairs = (
            (_("Speech act"), self.act, 0, 0),
            (_("Said on"), self.said, 0, 1),
            (_("Venue"), self.venue, 2, 0),
            (_("Wording"), self.wording, 4, 0),
            (_("Credibility"), self.credibility, 4, 1),
        )
        for text, field, row, column in pairs:
            span = 2 if field is self.venue else 1
            grid.addWidget(caption(text, field), row, column, 1, span)
            grid.addWidget(field, row + 1, column, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.column.addWidget(self.undated)
        self.column.addWidget(self.cap)
        self.column.addWidget(self.count)
        self.act.clicked.connect(self._ask_act)
        self.count.clicked.connect(lambda: self.edit_point(state=PositionState.CODED))
        self.said.dated.connect(lambda day: self.edit(lambda draft: replace(draft, said_on=day)))
        self.venue.editingFinished.connect(self._take_venue)
        self.wording.clicked.connect(self._ask_wording)
        self.credibility.clicked.connect(self._ask_credibility)

    def stops(self) -> Iterable[QWidget]:
        """From act to credibility."""
        return (self.act, self.said.line, self.venue, self.wording, self.credibility, self.count)

    def show_draft(self, sight: Sight) -> None:
        """Shows the facts of a statement and of the quotation that is looked at."""
        draft, quoted = sight.draft, sight.quoted
        guess = sight.act if draft.act is None else None
        told = _("{act}?").format(act=words.act(guess)) if guess is not None else words.act(draft.act)
        self.act.show_value(told or _("not given"), quiet=draft.act is None)
        if not self.said.line.hasFocus() or not self.said.line.isModified():
            self.said.show_date(draft.said_on)
        self.undated.setText(_("Undated: it counts as older than everything that has a date."))
        self.undated.setVisible(draft.said_on is None)
        if not (self.venue.hasFocus() and self.venue.isModified()):
            self.venue.setText(draft.venue)
            self.venue.setCursorPosition(0)
            self.venue.setModified(False)
        for field in (self.wording, self.credibility):
            field.setEnabled(quoted is not None)
        wording, grade = (quoted.wording, quoted.credibility) if quoted is not None else (None, None)
        self.wording.show_value(words.wording(wording) if wording else _("unsourced"), quiet=not wording)
        self.credibility.show_value(_graded(grade), quiet=grade is None)
        draft_only = sight.here.stance is not None and coding.state_of(draft, sight.here) is PositionState.DRAFT
        self.cap.setText(_("Retold words: it is saved as a draft, which does not count."))
        self.cap.setVisible(draft_only and sight.here.state is None)
        self.count.setVisible(draft_only and sight.here.state is None)

    def commit(self) -> bool:
        """Takes what stands in the fields; False when something is wrong there, with the keyboard on it."""
        self._take_venue()
        if self.said.commit():
            return True
        self.said.setFocus()
        return False

    def take_guess(self) -> bool:
        """Takes the act that the verb suggests; False when there is none."""
        if self.sight is None or self.sight.draft.act is not None or self.sight.act is None:
            return False
        self._take_act((self.sight.act,))
        return True

    def _ask_act(self) -> None:
        if self.sight is None:
            return
        options = [Option(None, _("not given"))]
        for act in SpeechAct:
            stance = coding.SUGGESTED.get(act)
            suggests = _("suggests {stance}").format(stance=words.stance(stance).lower()) if stance is not None else ""
            options.append(Option(act, words.act(act), suggests, stance.word if stance is not None else ""))
        chosen = self.sight.draft.act or self.sight.act
        self.pick(self.act, _("Speech act"), options, self._take_act, (chosen,))

    def _take_act(self, keys: tuple[Any, ...]) -> None:
        self.edit(lambda draft: replace(draft, act=keys[0]))

    def _take_venue(self) -> None:
        text = self.venue.text().strip()
        self.venue.setModified(False)
        if self.sight is not None and text != self.sight.draft.venue:
            self.edit(lambda draft: replace(draft, venue=text))

    def _ask_wording(self) -> None:
        if self.sight is None or self.sight.quoted is None:
            return
        options = [Option(each, words.wording(each), _wording_told(each)) for each in Wording]
        self.pick(
            self.wording,
            _("Wording"),
            options,
            lambda keys: self.edit_quotation(wording=keys[0]),
            (self.sight.quoted.wording,),
        )

    def _ask_credibility(self) -> None:
        if self.sight is None or self.sight.quoted is None:
            return
        options = [Option(grade, _graded(grade)) for grade in (*range(1, 7), None)]
        self.pick(
            self.credibility,
            _("Credibility"),
            options,
            lambda keys: self.edit_quotation(credibility=keys[0]),
            (self.sight.quoted.credibility,),
        )


def _graded(grade: int | None) -> str:
    return f"{grade}, {words.credibility(grade)}" if grade else words.credibility(None)


def _wording_told(wording: Wording) -> str:
    return _("stays a draft") if wording in coding.RETOLD else ""
