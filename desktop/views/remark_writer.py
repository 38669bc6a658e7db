"""Where the analyst writes: one form at a time, for a judgement or a note, opened in place; nothing is asked twice.

What is written and neither saved nor given up is kept for its place, and is there when the form opens there again.
"""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.records import Assessment, Note, NoteTarget
from db.vocabulary import Confidence, Stance
from desktop.models.unfinished import JudgementTyped, NoteTyped, Typed
from desktop.views import remark_edits as edits
from desktop.widgets.remark_forms import CONFIDENCES, AssessForm, NoteForm, RemarkForm
from desktop.words import _
from desktop.workspace import Workspace


class RemarkWriter(QWidget):
    """Shows a form until it is saved or left; ``closed`` then."""

    closed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._assessment: Assessment | None = None
        self._note: Note | None = None
        self._begun: JudgementTyped | NoteTyped | None = None
        self.assess_form = AssessForm()
        self.note_form = NoteForm()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for form in (self.assess_form, self.note_form):
            column.addWidget(form)
            form.left.connect(self._give_up)
            form.typed.connect(self._keep)
        self.assess_form.saved.connect(self._judged)
        self.note_form.saved.connect(self._noted)
        self.dismiss()

    def assess(self, actor: int, scenario: int, latest: Assessment | None) -> None:
        """Opens the form for a judgement of a cell; it begins with the latest one, which stays as it is."""
        new = Assessment(0, "", actor, scenario, Stance.NEUTRAL, None, "", "", None)
        begun = JudgementTyped(actor, scenario)
        self._judge(new, _with(begun, latest) if latest else begun)

    def note(self, on: NoteTarget, title: str, reply_to: int | None = None) -> None:
        """Opens the form for a new note on something, or an answer to one."""
        self._write(Note(0, "", on, "", "", None, (), reply_to=reply_to), NoteTyped(on, title, reply_to=reply_to))

    def resume(self, typed: Typed) -> bool:
        """Opens the form for something unfinished with what was typed; False when it is no more."""
        if isinstance(typed, JudgementTyped) and typed.assessment:
            self.wish("assessment", typed.assessment, "edit")
        elif isinstance(typed, JudgementTyped):
            self.assess(typed.actor, typed.scenario, None)
        elif isinstance(typed, NoteTyped) and typed.note:
            self.wish("note", typed.note, "edit")
        elif isinstance(typed, NoteTyped):
            self.note(typed.on, typed.title, typed.reply_to)
        return self._begun is not None and self._begun.name == typed.name

    def wish(self, kind: str, number: int, tool: str) -> None:
        """Does something with a remark that is there: edit, reply, done, remove."""
        snapshot = self._workspace.snapshot
        if snapshot is None or self._workspace.read_only:
            return
        if kind == "assessment":
            self._wish_judgement(next((each for each in snapshot.assessments if each.id == number), None), tool)
        else:
            self._wish_note(next((each for each in snapshot.notes if each.id == number), None), tool)

    def keep_to(self, actor: int, scenario: int) -> None:
        """Another cell is shown: a form about the last one that says nothing yet goes; one with words stays."""
        about = self._about()
        if about is not None and about != (actor, scenario) and not self._holds_words():
            self.dismiss()

    def dismiss(self) -> None:
        """Closes what is open, without a word; what was typed is kept for its place."""
        self._workspace.keeper.settle()
        self._assessment = self._note = self._begun = None
        self.assess_form.hide()
        self.note_form.hide()
        self.hide()

    def _wish_judgement(self, found: Assessment | None, tool: str) -> None:
        if found is None:
            return
        if tool == "remove":
            self._workspace.change(_("Delete an assessment"), edits.remove_assessment(found.id))
        elif tool == "edit":
            self._judge(found, _with(JudgementTyped(found.actor, found.scenario, found.id), found))

    def _wish_note(self, found: Note | None, tool: str) -> None:
        if found is None:
            return
        if tool == "remove":
            self._workspace.change(_("Delete a note"), edits.remove_note(found.id))
        elif tool == "done":
            label = _("Open a note again") if found.done else _("Tick a note off")
            self._workspace.change(label, edits.save_note(replace(found, done=not found.done)))
        elif tool == "reply":
            self.note(found.on, _("Answer"), found.id)
        else:
            tags = ", ".join(found.tags)
            self._write(found, NoteTyped(found.on, _("Edit the note"), found.body, tags, found.reply_to, found.id))

    def _judge(self, about: Assessment, begun: JudgementTyped) -> None:
        kept = self._open(self.assess_form, begun)
        self._assessment = about
        shown = kept if isinstance(kept, JudgementTyped) else begun
        self.assess_form.begin(shown.stance, shown.confidence, shown.rationale)

    def _write(self, about: Note, begun: NoteTyped) -> None:
        kept = self._open(self.note_form, begun)
        self._note = about
        shown = kept if isinstance(kept, NoteTyped) else begun
        self.note_form.begin(begun.title, shown.body, shown.tags)

    def _open(self, form: RemarkForm, begun: JudgementTyped | NoteTyped) -> Typed | None:
        """Shows a form; what was kept for its place, if anything was."""
        self.dismiss()
        self._begun = begun
        form.show()
        self.show()
        return self._workspace.keeper.kept(begun.name)

    def _judged(self, stance: Stance, confidence: Confidence | None, rationale: str) -> None:
        if self._assessment is not None:
            new = replace(self._assessment, stance=stance, confidence=confidence, rationale=rationale)
            self._save(_("Assess a cell"), edits.save_assessment(new))
        self._leave()

    def _noted(self, body: str, tags: tuple[str, ...]) -> None:
        if self._note is not None:
            label = _("Edit a note") if self._note.id else _("Write a note")
            self._save(label, edits.save_note(replace(self._note, body=body, tags=tags)))
        self._leave()

    def _save(self, label: str, edit: edits.Edit) -> None:
        """Should it fail, what was typed is still kept for its place."""
        keeper, typed = self._workspace.keeper, self._typed()
        if typed is not None:
            keeper.hold(typed)
            self._workspace.change(label, edit, done=lambda: keeper.over(typed.name))
        else:
            self._workspace.change(label, edit)

    def _keep(self) -> None:
        """Something was typed."""
        if self._begun is not None:
            self._workspace.keeper.typed(self._begun.name, self._typed)

    def _typed(self) -> Typed | None:
        """What the form has; None when that is what it began with."""
        begun = self._begun
        found: Typed | None = None
        if isinstance(begun, JudgementTyped):
            form = self.assess_form
            given = {"stance": form.stances.stance, "confidence": CONFIDENCES[form.confidence.current()]}
            found = replace(begun, rationale=form.rationale.written(), **given)
        elif isinstance(begun, NoteTyped):
            found = replace(begun, body=self.note_form.body.written(), tags=self.note_form.tags.text())
        return None if found == begun else found

    def _give_up(self) -> None:
        """Nothing is to be saved."""
        if self._begun is not None:
            self._workspace.keeper.over(self._begun.name)
        self._leave()

    def _leave(self) -> None:
        self.dismiss()
        self.closed.emit()

    def _about(self) -> tuple[int | None, int | None] | None:
        if self._assessment is not None:
            return self._assessment.actor, self._assessment.scenario
        return (self._note.on.actor, self._note.on.scenario) if self._note is not None else None

    def _holds_words(self) -> bool:
        if self._assessment is not None:
            return bool(self.assess_form.rationale.text())
        return bool(self.note_form.body.text())


def _with(begun: JudgementTyped, latest: Assessment) -> JudgementTyped:
    """The form of a judgement as it begins."""
    return replace(begun, stance=latest.stance, confidence=latest.confidence, rationale=latest.rationale)
