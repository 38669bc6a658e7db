"""Where the analyst writes: one form at a time, for a judgement or a note, opened in place; nothing is asked twice."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.records import Assessment, Note, NoteTarget
from db.vocabulary import Confidence, Stance
from desktop.views import remark_edits as edits
from desktop.widgets.remark_forms import AssessForm, NoteForm
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
        self.assess_form = AssessForm()
        self.note_form = NoteForm()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for form in (self.assess_form, self.note_form):
            column.addWidget(form)
            form.left.connect(self._leave)
        self.assess_form.saved.connect(self._judged)
        self.note_form.saved.connect(self._noted)
        self.dismiss()

    def assess(self, actor: int, scenario: int, latest: Assessment | None) -> None:
        """Opens the form for a judgement of a cell; it begins with the latest one, which stays as it is."""
        self._assessment = Assessment(0, "", actor, scenario, Stance.NEUTRAL, None, "", "", None)
        self._open(self.assess_form)
        begun = (latest.stance, latest.confidence, latest.rationale) if latest else (None, None, "")
        self.assess_form.begin(*begun)

    def note(self, on: NoteTarget, title: str, reply_to: int | None = None) -> None:
        """Opens the form for a new note on something, or an answer to one."""
        self._note = Note(0, "", on, "", "", None, (), reply_to=reply_to)
        self._open(self.note_form)
        self.note_form.begin(title)

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
        """Closes what is open, without a word."""
        self._assessment = self._note = None
        self.assess_form.hide()
        self.note_form.hide()
        self.hide()

    def _wish_judgement(self, found: Assessment | None, tool: str) -> None:
        if found is None:
            return
        if tool == "remove":
            self._workspace.change(_("Delete an assessment"), edits.remove_assessment(found.id))
        elif tool == "edit":
            self._assessment = found
            self._open(self.assess_form)
            self.assess_form.begin(found.stance, found.confidence, found.rationale)

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
            self._note = found
            self._open(self.note_form)
            self.note_form.begin(_("Edit the note"), found.body, found.tags)

    def _open(self, form: QWidget) -> None:
        for each in (self.assess_form, self.note_form):
            each.setVisible(each is form)
        if form is self.assess_form:
            self._note = None
        else:
            self._assessment = None
        self.show()

    def _judged(self, stance: Stance, confidence: Confidence | None, rationale: str) -> None:
        if self._assessment is not None:
            new = replace(self._assessment, stance=stance, confidence=confidence, rationale=rationale)
            self._workspace.change(_("Assess a cell"), edits.save_assessment(new))
        self._leave()

    def _noted(self, body: str, tags: tuple[str, ...]) -> None:
        if self._note is not None:
            label = _("Edit a note") if self._note.id else _("Write a note")
            self._workspace.change(label, edits.save_note(replace(self._note, body=body, tags=tags)))
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
