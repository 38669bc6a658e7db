"""What is done with the selected statements: the form that changes all of them, notes, deleting, each one action."""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from db.records import Changes, Snapshot, Statement
from db.vocabulary import Stance
from desktop import words
from desktop.models import bulk
from desktop.models.bulk import Common, Edit
from desktop.models.citation import citation
from desktop.models.foresight import Foresight
from desktop.models.register import Register, Rows
from desktop.models.statements import StatementTable
from desktop.models.unfinished import NotesTyped
from desktop.views import record_edits
from desktop.views.bulk_edit import BulkEdit
from desktop.widgets.many_bar import ManyBar
from desktop.widgets.note_panel import NotePanel
from desktop.widgets.statement_view import StatementView
from desktop.widgets.undo_bar import UndoBar
from desktop.words import _, count
from desktop.workspace import Workspace

AT_ONCE = 5_000
"""What so many statements have in common is found at once; of more, beside the window."""
MOST_COPIED = 1_000
"""So many statements are copied at once."""
REST = 120
"""Milliseconds after an edit in the form before what it would move is worked out."""
STANCES = {str(key): stance for key, stance in enumerate(Stance, 1)}


class Selection(QObject):
    """The statements selected in a table, as rows of its register."""

    told = Signal()
    """Others are selected."""
    formWanted = Signal(bool)
    """The form is to be seen; True: with the keyboard in its conditions."""

    def __init__(self, workspace: Workspace, model: StatementTable, table: StatementView, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._model, self._table = workspace, model, table
        self.form = BulkEdit()
        self.bar = ManyBar(table, self._deeds(), table.clearSelection)
        self.undo = UndoBar(table)
        self.rows: Rows = np.zeros(0, np.int64)
        self._register: Register | None = None
        self._gone = ""
        self._making = False
        self._halt = threading.Event()
        self._note: NotePanel | None = None
        self._begun: NotesTyped | None = None
        self._foreseeing = QTimer(self, singleShot=True, interval=REST)
        self._foreseeing.timeout.connect(self._foresee)
        self.form.edited.connect(self._edited)
        self.form.wanted.connect(self._make)
        self.form.stopped.connect(lambda: self._halt.set())
        self.undo.wanted.connect(lambda: workspace.undo())
        workspace.changed.connect(self._changed)
        workspace.failed.connect(self._failed)

    def ids(self) -> tuple[int, ...]:
        """The ids of the selected statements."""
        return () if self._register is None else tuple(self._register.id[self.rows].tolist())

    def forget(self) -> None:
        """Another case, or none."""
        self.rows, self._register = np.zeros(0, np.int64), None
        self._gone, self._making = "", False
        self.form.show_common(None, None)
        self.undo.dismiss()
        self.bar.tell("")

    def busy(self) -> bool:
        """Whether something is being worked out or made."""
        return self._foreseeing.isActive() or self._making

    def read(self) -> None:
        """Reads what is selected, and what that has in common."""
        lines = self._model.lines
        parts = [self._model.rows_between(first, last) for first, last in self._table.spans()]
        rows = np.sort(np.concatenate(parts)) if parts else np.zeros(0, np.int64)
        if lines is None or (np.array_equal(rows, self.rows) and self._register is lines.register):
            return
        self.rows, register = rows, lines.register
        self._register = register
        self._table.header.show_share(0.0 if not len(rows) else 1.0 if len(rows) == len(lines) else 0.5)
        self.bar.tell(_("{n} selected").format(n=len(rows)) if len(rows) > 1 else "")
        self.told.emit()
        if 0 < len(rows) <= AT_ONCE:
            self._show(register, rows, Common.of(register, rows))
            return
        self.form.show_common(None, None)
        if len(rows):
            self._workspace.ask(lambda _case: Common.of(register, rows), partial(self._show, register, rows))

    def copy(self) -> None:
        """Copies the words of the selected statements, each with who said them and where they stand."""
        self.read()
        ids, snapshot = self.ids()[:MOST_COPIED], self._workspace.snapshot
        if ids and snapshot is not None:
            self._workspace.ask(
                partial(record_edits.read, ids=ids),
                lambda found: QGuiApplication.clipboard().setText("\n".join(cited(found, snapshot))),
            )

    def command(self, letter: str) -> None:
        """A key that is about what is selected; without a selection about the current statement."""
        deeds: dict[str, Callable[[], object]] = {
            **{key: partial(self._set_stance, stance) for key, stance in STANCES.items()},
            "C": self._to_conditions,
            "N": self._write_note,
            "Del": self._remove,
        }
        if letter not in deeds:
            return
        if not self._table.spans():
            self._table.choose_current()
        self.read()
        if len(self.rows):
            deeds[letter]()

    def _deeds(self) -> list[tuple[str, str, tuple[str, ...], Callable[[], object] | None]]:
        return [
            (_("Stance"), "", ("1", "5"), None),
            (_("Condition"), "", ("C",), partial(self.command, "C")),
            (_("Note"), "sticky-note", ("N",), partial(self.command, "N")),
            (_("Delete"), "trash-2", ("Del",), partial(self.command, "Del")),
        ]

    def _show(self, register: Register, rows: Rows, common: Common) -> None:
        if rows is self.rows:
            self.form.show_common(common, register.snapshot)

    def _set_stance(self, stance: Stance) -> None:
        """Puts a stance into the form, which shows what that would move; the keyboard stays in the table."""
        self.form.set_field("stance", stance)
        self.formWanted.emit(False)

    def _to_conditions(self) -> None:
        self.formWanted.emit(True)

    def _write_note(self) -> None:
        begun = NotesTyped(self.ids())
        kept = self._workspace.keeper.kept(begun.name)
        self._open_note(begun, kept.body if kept is not None else "")

    def _open_note(self, begun: NotesTyped, body: str) -> None:
        if self._note is None:
            self._note = NotePanel(self._table.window())
            self._note.written.connect(self._noted)
            self._note.typed.connect(self._keep_note)
            self._note.closed.connect(self._workspace.keeper.settle)
        self._begun = begun
        here = self._table.visualRect(self._table.currentIndex())
        corner = self._table.viewport().mapTo(self._table.window(), here.topLeft() + QPoint(60, 0))
        self._note.ask(QRect(corner, here.size()), bulk.note_label(len(begun.statements)), body)

    def resume(self, typed: NotesTyped) -> None:
        """Opens the panel for an unfinished note on some statements; those that are gone are left out."""
        snapshot = self._workspace.snapshot
        there = set(snapshot.statements.id) if snapshot is not None else set()
        ids = tuple(each for each in typed.statements if each in there)
        if ids:
            if ids != typed.statements:
                self._workspace.keeper.over(typed.name)
            self._open_note(NotesTyped(ids), typed.body)

    def _noted(self, text: str) -> None:
        begun, keeper = self._begun, self._workspace.keeper
        if begun is None:
            return
        keeper.hold(replace(begun, body=text))
        note = partial(record_edits.note, ids=begun.statements, body=text)
        self._workspace.change(bulk.note_label(len(begun.statements)), note, done=lambda: keeper.over(begun.name))

    def _keep_note(self) -> None:
        """Something was typed into the panel."""
        begun, panel = self._begun, self._note
        if begun is not None and panel is not None:
            self._workspace.keeper.typed(begun.name, lambda: _typed(begun, panel.field.toPlainText()))

    def _remove(self) -> None:
        """Takes all selected away, with the notes on them; that can be taken back."""
        ids, snapshot = set(self.ids()), self._workspace.snapshot
        notes = sum(note.on.statement in ids for note in snapshot.notes) if snapshot is not None else 0
        gone = [count(len(ids), "{n} statement", "{n} statements")]
        gone += [count(notes, "{n} note", "{n} notes")] if notes else []
        self._gone = _("{what} deleted").format(what=words.listing(gone))
        self._workspace.change(bulk.removal(len(ids)), partial(record_edits.remove, ids=tuple(ids)))

    def _edited(self, edit: Edit) -> None:
        """What the form would move is worked out when the hand rests."""
        if edit:
            self._foreseeing.start()
        else:
            self._foreseeing.stop()

    def _foresee(self) -> None:
        comparison, edit, ids = self._workspace.comparison, self.form.edit, self.ids()
        if comparison is None or not edit:
            return

        def answer(foresight: Foresight) -> None:
            if edit is self.form.edit:
                self.form.show_foresight(foresight)

        self._workspace.ask(lambda case: record_edits.foresee(case, comparison, ids, edit), answer)

    def _make(self, edit: Edit) -> None:
        """Makes the edit: one action, one step of undo."""
        snapshot, ids = self._workspace.snapshot, self.ids()
        if snapshot is None or not ids or self._making:
            return
        self._making = True
        self._halt = threading.Event()
        self.form.show_making()
        factors = {factor.id: factor for factor in snapshot.factors}
        write = partial(record_edits.put_right, ids=ids, edit=edit, factors=factors, stopped=self._halt.is_set)
        self._workspace.change(bulk.label(edit, len(ids)), write)

    def _changed(self, _changes: Changes) -> None:
        """Something was done to the case: told when it was this."""
        if self._gone:
            self.undo.tell(self._gone)
            self._gone = ""
        if self._making:
            self._making = False
            self.form.forget()

    def _failed(self) -> None:
        """What was wanted may not have been done; the form keeps it."""
        self._gone = ""
        if self._making:
            self._making = False
            self.form.show_again()


def _typed(begun: NotesTyped, body: str) -> NotesTyped | None:
    return replace(begun, body=body) if body.strip() else None


def cited(statements: Iterable[Statement], snapshot: Snapshot) -> Iterator[str]:
    """The words of statements as they are pasted elsewhere, a line each."""
    names = {actor.id: actor.name for actor in snapshot.actors}
    sources = {source.id: source for source in snapshot.sources}
    for statement in statements:
        speaker = ", ".join((names.get(statement.speaker, ""), words.date(statement.said_on)))
        for quotation in statement.quotations[:1]:
            yield citation(sources[quotation.source], quotation.exact, speaker, _("no. {n}").format(n=statement.number))


def told(selection: Selection, model: StatementTable, table: StatementView) -> str:
    """What is selected, in a few words."""
    lines, here = model.lines, table.currentIndex()
    if lines is None:
        return ""
    if len(selection.rows) > 1:
        return _("{n} of {all} selected").format(n=len(selection.rows), all=len(lines))
    entry = model.entry(here.row()) if here.isValid() else None
    return "" if entry is None else _("Statement no. {n}").format(n=entry.number)


def enter_conditions(selection: Selection) -> None:
    """The keyboard goes to where conditions are typed."""
    selection.form.conditions.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
