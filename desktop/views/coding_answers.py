"""What the record has to say to a draft, asked within the form: the same remark elsewhere, an earlier narrower one."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from db.records import Statement
from db.vocabulary import LinkKind
from desktop import words
from desktop.models import coding, telling
from desktop.models.coding import End
from desktop.views import coding_edits, coding_findings
from desktop.views.coding_findings import Earlier, Findings
from desktop.widgets.pick_panel import Option, PickPanel, fitting
from desktop.words import _

if TYPE_CHECKING:
    from desktop.views.coding_form import CodingForm

SHOWN = 160
"""Characters of the words of another statement."""


class Answers(QObject):
    """Remembers what was answered, so that nothing is asked twice."""

    def __init__(self, form: "CodingForm") -> None:
        super().__init__(form)
        self._form = form
        self._findings = Findings()
        self._other: set[int] = set()
        """Statements that were said to be other ones."""
        self._both: set[tuple[int, int]] = set()
        """Positions, with the one that meets them, of which both were said to hold."""
        self._again: Statement | None = None
        self._panel: PickPanel | None = None
        form.fields.alike.answered.connect(self._answer_alike)
        form.fields.replaced.answered.connect(self._answer_replaced)

    def forget(self) -> None:
        """Something else is coded."""
        self._findings, self._again = Findings(), None
        self._other.clear()
        self._both.clear()
        self._form.fields.alike.dismiss()
        self._form.fields.replaced.dismiss()

    def take_before_saving(self, found: Findings) -> None:
        """What was found when it was to be saved: it waits for what is not answered yet."""
        self.show_findings(found)
        fields = self._form.fields
        waits = (fields.replaced,) if self._form.draft.kept is not None else (fields.alike, fields.replaced)
        asked = next((each for each in waits if not each.isHidden()), None)
        if asked is not None:
            self._form.saving.stop()
            fields.area.ensureWidgetVisible(asked)
            asked.setFocus()
        else:
            self._form.saving.write()

    def take_as_known(self, found: Findings) -> None:
        """What a saved statement meets already is not asked again."""
        self._both.update(map(self._place, found.narrower))
        self.show_findings(found)

    def show_findings(self, found: Findings) -> None:
        """Asks what is not answered yet."""
        self._findings = found
        self._ask_alike()
        self._ask_replaced()

    def ask_earlier(self) -> None:
        """Asks which earlier position of the speaker is replaced or withdrawn."""
        form = self._form
        if form.sight is None or form.draft.speaker is None or form.draft.speaker < 0:
            form.fields.speaker.complain(_("Who said it? Type a part of a name."))
            return
        own, speaker = (form.draft.kept.id if form.draft.kept else 0), form.draft.speaker
        snapshot = form.sight.snapshot
        form.workspace.ask(lambda case: coding_findings.earlier(case, snapshot, speaker, own), self._offer_earlier)

    def _ask_alike(self) -> None:
        question = self._form.fields.alike
        other = next((each for each in self._findings.alike if each.id not in self._other), None)
        if other is None or self._again is not None:
            question.dismiss()
            return
        number = other.number
        told = _("This looks like no. {n}, {date}.").format(n=number, date=words.date(other.said_on))
        saved = self._form.draft.kept is not None
        yes = _("Make them one") if saved else _("The same: quote it again")
        answers = [((True, other), yes, "Y"), ((False, other), _("Another statement"), "N")]
        question.ask(told, answers, _words(other))

    def _answer_alike(self, key: Any) -> None:
        same, other = key
        form = self._form
        self._other.add(other.id)
        if not same:
            self._ask_alike()
            form.fields.stance.keys.setFocus()
            return
        kept = form.draft.kept
        if kept is not None:
            keep, gone = sorted((kept, other), key=lambda each: each.number)
            told: list[int] = []
            form.saving.do(*coding_edits.join(keep.id, keep.number, gone.id, gone.number, told), told)
            return
        self._quote_again(other)

    def _quote_again(self, other: Statement) -> None:
        """The form shows the statement that is there, with one more quotation."""
        form, snapshot = self._form, self._form.workspace.snapshot
        if snapshot is None:
            return
        self._again = other
        added = form.draft.quotations
        ends = coding_findings.ends_of(snapshot, other)
        form.fields.tell_again(other.number)
        form.change(lambda _draft: replace(coding.opened(other, ends), quotations=(*other.quotations, *added)))
        form.show_part(point=0, clause=0)
        form.show_last_quotation()
        form.fields.facts.wording.setFocus()

    def _ask_replaced(self) -> None:
        form, question = self._form, self._form.fields.replaced
        ended = {(each.point, each.target) for each in form.draft.ends}
        waiting = (each for each in self._findings.narrower if self._place(each) not in self._both | ended)
        earlier = next(waiting, None)
        if earlier is None or form.sight is None:
            question.dismiss()
            return
        position = earlier.position
        where = telling.either_of([telling.clause(form.sight.factors, each) for each in position.regions])
        told = _("Earlier, {date}, no. {n} {stance} in a part of this: {where}. Does this replace it?").format(
            date=words.date(earlier.statement.said_on),
            n=earlier.statement.number,
            stance=words.stance(position.stance).lower(),
            where=where or _("in any case"),
        )
        answers = [
            ((LinkKind.SUPERSEDES, earlier), _("Replaces it"), "R"),
            ((LinkKind.WITHDRAWS, earlier), _("Withdraws it"), "W"),
            ((None, earlier), _("Both hold"), "B"),
        ]
        question.ask(told, answers, _words(earlier.statement))

    def _answer_replaced(self, key: Any) -> None:
        kind, earlier = key
        self._both.add(self._place(earlier))
        if kind is not None:
            end = End(kind, earlier.point, earlier.position.id)
            self._form.change(lambda draft: replace(draft, ends=(*draft.ends, end)))
        self._ask_replaced()
        if self._form.fields.replaced.isHidden():
            self._form.fields.save_button.setFocus()

    def _place(self, earlier: Earlier) -> tuple[int, int]:
        return earlier.point, earlier.position.id

    def _offer_earlier(self, found: tuple[Statement, ...]) -> None:
        form = self._form
        if form.sight is None:
            return
        ended = {each.target for each in form.draft.ends}
        options = [
            Option(
                (kind, position.id),
                f"{_kind(kind)} {_('no. {n}').format(n=statement.number)}: {_words(statement)}",
                words.date(statement.said_on),
                position.stance.word,
            )
            for statement in found
            for position in statement.positions
            for kind in LinkKind
            if position.id not in ended
        ]
        if self._panel is None or self._panel.parentWidget() is not form.window():
            self._panel = PickPanel(form.window())
            self._panel.picked.connect(self._end_earlier)
        nothing = _("The speaker has taken no earlier position.")
        self._panel.ask(form.fields.more.anchor(), _("Which earlier position?"), fitting(options), nothing=nothing)

    def _end_earlier(self, keys: tuple[Any, ...]) -> None:
        kind, target = keys[0]
        sight = self._form.sight
        if sight is not None:
            end = End(kind, sight.point, target)
            self._form.change(lambda draft: replace(draft, ends=(*draft.ends, end)))


def _kind(kind: LinkKind) -> str:
    return _("Replace") if kind is LinkKind.SUPERSEDES else _("Withdraw")


def _words(statement: Statement) -> str:
    """The words of a statement, cut."""
    exact = " ".join(statement.quotations[0].exact.split()) if statement.quotations else ""
    shown = exact if len(exact) <= SHOWN else exact[:SHOWN].rsplit(" ", 1)[0] + " …"
    return words.quoted(shown) if shown else _("(no words)")
