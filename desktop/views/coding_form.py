"""The coding form: a passage becomes a statement; a saved statement is changed with the same form.

Nothing is saved but by Ctrl+Enter, as one action. What was entered and not saved is kept for these words, and comes
back when they are coded again.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QWidget

from db.records import Changes, Quotation, Source
from db.vocabulary import Kind, SpeechAct
from desktop import theme
from desktop.jobs import at_once
from desktop.models import coding, guesses
from desktop.models.coding import Draft
from desktop.models.suggestions import Suggestion, SuggestionsModel
from desktop.views import coding_edits, coding_findings
from desktop.views.coding_answers import Answers
from desktop.views.coding_check import Check
from desktop.views.coding_fields import CodingFields
from desktop.views.coding_findings import Around
from desktop.views.coding_keeping import Keeping, Key
from desktop.views.coding_saving import Saving
from desktop.views.coding_section import Change, Known, Sight
from desktop.views.coding_start import begun, continued
from desktop.views.coding_words import WordsHand
from desktop.workspace import Workspace

PAUSE = 150
"""Milliseconds without an edit after which the record is asked what it has to say to the draft."""


class CodingForm(QWidget):
    """Codes one statement at a time. ``begin`` codes a span of a source, ``edit`` changes a saved statement.

    It gives itself the keyboard. ``suggestions`` are those of the source that is read: whoever shows the source asks
    for them with ``suggestions.ask(source)``, and ``begin`` takes over what is suggested at exactly its span.
    """

    finished = Signal(int)
    """It was saved: the id of the statement; 0 when it was deleted."""
    cancelled = Signal()
    """The form was left, or what it was about is no longer there."""
    spanChanged = Signal(int, int)
    """The words are those of another span of the source: its start and end."""
    began = Signal(int, int, int)
    """The form has gone on to the next suggestion by itself: source, start, end. It comes after ``finished``."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, whole: bool = True) -> None:
        """``whole``: with its fields; else they are still to be made, by ``make``."""
        super().__init__(parent)
        self._workspace = workspace
        self.suggestions = SuggestionsModel(workspace, self)
        self.fields = CodingFields(self.suggestions)
        self.draft = Draft()
        self.sight: Sight | None = None
        self.touched = False
        """Whether something was entered that is not saved."""
        self._key: Key | None = None
        self._known: Known | None = None
        self._kept: dict[Key, Draft] = {}
        self._places = (0, 0, 0)
        self._looking = QTimer(self, singleShot=True, interval=PAUSE)
        if whole:
            at_once(self.make())

    def make(self) -> Iterator[None]:
        """Makes the fields, a few in a step; it listens to the workspace from the last one on."""
        yield from self.fields.make(self)
        yield
        self.answers, self.check, self.text = Answers(self), Check(self), WordsHand(self)
        self.saving = Saving(self)
        self.keeping = Keeping(self)
        self._connect()

    @property
    def key(self) -> Key | None:
        """What is coded."""
        return self._key

    def kept(self, key: Key) -> Draft | None:
        """What was entered for some words and not saved."""
        return self.keeping.whole() if key == self._key and self.touched else self._kept.get(key)

    @property
    def workspace(self) -> Workspace:
        """The open case."""
        return self._workspace

    def active(self) -> bool:
        """Whether something is being coded."""
        return self._key is not None

    def begin(self, source_id: int, start: int, end: int, speaker: int | None = None) -> None:
        """Codes the words at [start, end), in code points of the source's text; by a speaker, if one is given."""
        if self.saving.holds(partial(self.begin, source_id, start, end, speaker)):
            return
        source, snapshot = self._source(source_id), self._workspace.snapshot
        if source is None or snapshot is None or start >= end:
            return
        self._start(("words", source_id, start, end))
        suggestion = self.suggestions.at(start, end) if self.suggestions.source == source_id else None
        self.draft = self._kept.get(self._key or ("", 0, 0, 0), begun(source, start, end, suggestion))
        if speaker is not None:
            self.draft = replace(self.draft, speaker=speaker)
        self.touched = self._key in self._kept
        self.fields.tell_new(restored=self.touched)
        self._show()
        self._focus_first(suggestion)
        key = self._key
        self._workspace.ask(
            lambda case: coding_findings.around(case, snapshot, source_id),
            lambda found: self._begin_with(key, source, found),
        )

    def edit(self, statement_id: int) -> None:
        """Changes a saved statement."""
        if self.saving.holds(partial(self.edit, statement_id)):
            return
        snapshot = self._workspace.snapshot
        if snapshot is None:
            return
        self._start(("statement", statement_id, 0, 0))
        key = self._key
        read = self.suggestions.source or 0
        self._workspace.ask(
            lambda case: coding_findings.around(case, snapshot, read, statement_id),
            lambda found: self._edit_with(key, found),
        )

    def change(self, change: Change) -> None:
        """Something else is said in the form."""
        self.draft = change(self.draft)
        self.touched = True
        self.check.forget()
        self.fields.leaving.dismiss()
        self._show()
        self._looking.start()
        self.keeping.typed()

    def show_part(self, point: int | None = None, clause: int | None = None, quotation: int | None = None) -> None:
        """Shows another position, alternative or quotation."""
        there = self._places
        moved = point is not None and point != there[0]
        self._places = (
            there[0] if point is None else point,
            clause if clause is not None else 0 if moved else there[1],
            there[2] if quotation is None else quotation,
        )
        self._show()
        if quotation is not None:
            self.text.follow()

    def show_again(self) -> None:
        """Shows the draft again: something it is shown with is new."""
        self._show()

    def show_last_quotation(self) -> None:
        """Shows the quotation that was added last."""
        self._places = (*self._places[:2], len(self.draft.quotations) - 1)
        self._show()

    def save(self, *, go_on: bool = False) -> None:
        """Saves, as one action, when nothing is missing; ``go_on`` codes the next suggestion then."""
        if self.sight is not None and self.active() and self.check.complete():
            self._looking.stop()
            self.saving.start(go_on=go_on)

    def end_saved(self, statement: int) -> None:
        """It is saved, or deleted (0)."""
        if self._key is not None:
            self._kept.pop(self._key, None)
            self.keeping.over(self._key)
        self.touched = False
        self._end()
        self.finished.emit(statement)

    def leave(self) -> None:
        """Leaves the form; what was entered is kept, and that is said first."""
        if self.touched and self.fields.leaving.isHidden():
            self.fields.ask_leaving()
            return
        self._stash()
        self._end()
        self.cancelled.emit()

    def delete(self) -> None:
        """Deletes the saved statement."""
        kept = self.draft.kept
        if kept is not None and not self._workspace.read_only:
            self.saving.do(*coding_edits.remove(kept.id, kept.number), [0])

    def code(self, suggestion: Suggestion) -> None:
        """Codes what is suggested."""
        if self.suggestions.source is not None:
            self.began.emit(self.suggestions.source, suggestion.start, suggestion.end)
            self.begin(self.suggestions.source, suggestion.start, suggestion.end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; [ and ] pick an edge of the words wherever nothing is typed."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers() and self.active():
            self.leave()
        elif event.text() in ("[", "]") and self.active():
            self.fields.words.setFocus()
            self.fields.words.pick(0 if event.text() == "[" else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))

    def _connect(self) -> None:
        """Every connection of the form."""
        fields = self.fields
        for section in fields.sections:
            section.edited.connect(self.change)
        fields.speaker.taken.connect(fields.stance.keys.setFocus)
        fields.speaker.passed.connect(fields.stance.keys.setFocus)
        fields.speaker.struck.connect(fields.stance.choose)
        fields.stance.passed.connect(fields.conditions.field.setFocus)
        fields.conditions.passed.connect(fields.facts.act.setFocus)
        fields.facts.passed.connect(fields.save_button.setFocus)
        fields.stance.shown.connect(lambda place: self.show_part(point=place))
        fields.conditions.shown.connect(lambda place: self.show_part(clause=place))
        fields.quotations.chosen.connect(lambda place: self.show_part(quotation=place))
        fields.connect_buttons(self)
        for writing in (fields.more.comment, fields.more.translation):
            writing.submitted.connect(self.save)
            writing.left.connect(self.leave)
        self._shortcuts()
        self._looking.timeout.connect(self._look)
        self._workspace.changed.connect(self._renew)
        self._workspace.opened.connect(self._forget)
        self._workspace.closed.connect(self._forget)

    def _shortcuts(self) -> None:
        wanted: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+Return", self.save),
            ("Ctrl+Enter", self.save),
            ("Ctrl+Shift+Return", lambda: self.save(go_on=True)),
            ("Ctrl+Shift+Enter", lambda: self.save(go_on=True)),
            ("Ctrl+Space", self.fields.take_guess),
        )
        for keys, then in wanted:
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(then)

    def _start(self, key: Key) -> None:
        self._stash()
        self.keeping.recall(key, self._kept)
        self._key, self._places = key, (0, 0, 0)
        self.draft, self.sight = Draft(), None
        self.text.forget()
        self.touched = False
        self._looking.stop()
        self.answers.forget()
        self.check.forget()
        self.fields.forget()
        self.fields.show_coding(True)

    def _begin_with(self, key: Key | None, source: Source, found: Around) -> None:
        """The text is there: the words, and what follows from them and from what was coded before."""
        if key != self._key or key is None:
            return
        self.text.read(source.id, found.text)
        near = self.suggestions.near(key[2], key[3]) if self.suggestions.source == source.id else None
        told = near.speaker if near is not None else None
        quoted = [each.speaker for each in sorted(found.statements, key=lambda each: -each.id)]
        self.fields.speaker.first = tuple(dict.fromkeys([*([told] if told is not None else []), *quoted]))
        if key not in self._kept:
            self.draft = continued(self.draft, source, found)
        self._show()
        self._looking.start()

    def _edit_with(self, key: Key | None, found: Around) -> None:
        if key != self._key or self._workspace.snapshot is None or key is None:
            return
        if found.statement is None:
            self._give_up()
            return
        self.text.read(found.source, found.text)
        kept = self._kept.get(key)
        ends = coding_findings.ends_of(self._workspace.snapshot, found.statement)
        self.draft = kept or coding.opened(found.statement, ends)
        self.touched = kept is not None
        sources = [each.source for each in self.draft.quotations]
        self._places = (0, 0, sources.index(found.source) if found.source in sources else 0)
        self.fields.tell_saved(found.statement.number, restored=self.touched)
        self._show()
        self.fields.stance.keys.setFocus()
        comparison, draft = self._workspace.comparison, self.draft
        if comparison is not None:
            self._workspace.ask(
                lambda case: coding_findings.look(case, comparison, draft),
                lambda known: self.answers.take_as_known(known) if key == self._key else None,
            )

    def _show(self) -> None:
        """Everything that the form shows, from the draft."""
        snapshot, comparison = self._workspace.snapshot, self._workspace.comparison
        if snapshot is None or comparison is None or not self.active():
            return
        points = self.draft.points
        point = min(self._places[0], len(points) - 1)
        clause = min(self._places[1], len(points[point].clauses) - 1)
        quotation = max(0, min(self._places[2], len(self.draft.quotations) - 1))
        self._places = (point, clause, quotation)
        if self._known is None or self._known.snapshot is not snapshot:
            self._known = Known.of(comparison)
        sight = Sight(self._known, self.draft, point, clause, quotation)
        quoted = sight.quoted
        text = self.text.of(quoted)
        self.sight = replace(
            sight,
            guesses=guesses.values(quoted.exact, sight.factors) if quoted is not None else (),
            act=self._act(quoted, text) if quoted is not None else None,
        )
        self.fields.show_sight(self.sight, writable=not self._workspace.read_only)

    def _act(self, quoted: Quotation, text: str) -> SpeechAct | None:
        """What the words round a passage say was done, in the language of its source."""
        source = self._source(quoted.source)
        return guesses.act(text, quoted.start, quoted.end, source.language if source is not None else "en")

    def _focus_first(self, suggestion: Suggestion | None) -> None:
        """The keyboard goes to the first field that has nothing in it."""
        if self.draft.speaker is not None:
            self.fields.stance.keys.setFocus()
            return
        self.fields.speaker.field.setFocus()
        if suggestion is not None and suggestion.name:
            self.fields.speaker.propose(suggestion.name)
            if self.isVisible():
                self.fields.speaker.field.open_list()

    def _end(self) -> None:
        self._looking.stop()
        self._key = None
        self.draft = Draft()
        self.answers.forget()
        self.fields.show_coding(False)

    def _stash(self) -> None:
        """Keeps what was entered and not saved."""
        if self._key is not None and self.touched:
            self._kept[self._key] = self.keeping.whole()
        self.touched = False

    def _forget(self) -> None:
        """Another case, or none."""
        self._kept.clear()
        self.saving.forget()
        self._give_up()

    def _give_up(self) -> None:
        """What was coded is no longer there."""
        was = self.active()
        self.touched = False
        self._end()
        if was:
            self.cancelled.emit()

    def _renew(self, changes: Changes) -> None:
        """The record is another one: what it no longer has leaves the form."""
        snapshot = self._workspace.snapshot
        if not self.active() or snapshot is None or self.saving.under_way or self.sight is None:
            return
        listed = {each.id for each in snapshot.sources}
        kept = self.draft.kept
        if any(each.source not in listed for each in self.draft.quotations) or (
            kept is not None and kept.id not in snapshot.statements.id
        ):
            self._stash()
            self._give_up()
            return
        self.draft = coding.fitted(self.draft, snapshot.actors, snapshot.factors)
        if self.draft.ends:
            there = set(snapshot.positions.id)
            self.draft = replace(self.draft, ends=tuple(each for each in self.draft.ends if each.target in there))
        self._show()
        if Kind.SOURCE in changes.ids:
            self.text.follow(aloud=False)

    def _look(self) -> None:
        comparison, draft = self._workspace.comparison, self.draft
        if comparison is not None and self.active() and draft.speaker is not None:
            self._workspace.ask(
                lambda case: coding_findings.look(case, comparison, draft),
                lambda found: self.answers.show_findings(found) if draft is self.draft else None,
            )

    def _source(self, number: int) -> Source | None:
        snapshot = self._workspace.snapshot
        return next((each for each in snapshot.sources if each.id == number), None) if snapshot is not None else None
