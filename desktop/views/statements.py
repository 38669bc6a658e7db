"""The statements: a table of all that was said, filtered, grouped and put right many at a time."""

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.records import Changes, Snapshot
from db.vocabulary import Kind, Stance
from desktop.models import bulk, filters
from desktop.models.asking import Asked, Column, Lines, Sort, tabs
from desktop.models.bulk import Common, Edit
from desktop.models.filters import Filter
from desktop.models.foresight import Foresight
from desktop.models.register import Register, Rows
from desktop.models.statements import StatementTable, Told
from desktop.views import record_edits
from desktop.views.bulk_edit import BulkEdit
from desktop.views.statement_filters import FilterBar
from desktop.views.statement_tabs import StatementTabs
from desktop.views.statement_tools import StatementTools
from desktop.views.view import View
from desktop.widgets.announce import announce
from desktop.widgets.line import Line
from desktop.widgets.many_bar import ManyBar
from desktop.widgets.missing import Missing
from desktop.widgets.note_panel import NotePanel
from desktop.widgets.statement_view import StatementView
from desktop.words import _, count
from desktop.workspace import Workspace

MOST_SPANS = 2_000
"""A selection of more stretches than so many is not kept when the order of the lines is another one."""
AT_ONCE = 5_000
"""What so many statements have in common is found at once; of more, beside the window."""
REST = 120
"""Milliseconds after an edit in the form before what it would move is worked out."""
STANCES = {str(key): stance for key, stance in enumerate(Stance, 1)}


class Statements(View):
    """Arrays of the statements are made beside the window; words are read for the rows that are seen."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.asked = Asked()
        self.model = StatementTable(self)
        self.table = StatementView(self.model, self.model)
        self.tabs = StatementTabs()
        self.filters = FilterBar()
        self.tools_row = StatementTools()
        self.form = BulkEdit()
        self.missing = Missing("quote")
        self.bar = ManyBar(self.table, self._deeds(), self._clear_selection)
        self._note: NotePanel | None = None
        self._register: Register | None = None
        self._asking = self._again = self._reading = False
        self._touched: set[int] | None = None
        self._wished: int | None = None
        self._applying = False
        self._told_common: Register | None = None
        self._chosen: Rows = np.zeros(0, np.int64)
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._foreseeing = QTimer(self, singleShot=True, interval=REST)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.filters.show_asked(self.asked, None)
        if workspace.snapshot is not None:
            self._renew()

    def title(self) -> str:
        """The name of the view."""
        return _("Statements")

    def count(self) -> str:
        """How many are shown, of how many."""
        lines = self.model.lines
        if lines is None:
            return ""
        shown, all_ = len(lines), len(lines.register)
        if shown == all_:
            return count(all_, "{n} statement", "{n} statements")
        return _("{n} of {all}").format(n=shown, all=all_)

    def keys(self) -> str:
        """The keys that work here."""
        return _("Space: all the words, Enter: the source, F: filter") if self.model.rowCount() else ""

    def tools(self) -> list[QWidget]:
        """Columns, and how high the rows are."""
        return self.tools_row.buttons()

    def inspector(self) -> QWidget | None:
        """The form that changes all that are selected."""
        return self.form

    def place(self) -> dict[str, Any]:
        """What is asked for, and the current statement."""
        here = self.model.statement(self.table.currentIndex().row())
        place: dict[str, Any] = {"asked": self.asked}
        return place if here is None else {**place, "statement": here}

    def go(
        self, asked: Asked | None = None, statement: int | None = None, actor: int | None = None, **_place: Any
    ) -> None:
        """Asks for something else, goes to a statement, or shows what one actor said or holds."""
        snapshot = self.workspace.snapshot
        if actor is not None and snapshot is not None:
            keys = [each.key for each in snapshot.actors if each.id == actor]
            asked = Asked(filters=(Filter("actor", filters.IS, tuple(keys)),))
        self._wished = statement
        if asked is not None and asked != self.asked:
            self.ask(asked)
        else:
            self._grant()

    def clear(self) -> bool:
        """Esc: the words in full, then the selection of many."""
        if self.table.stop_peeking():
            return True
        if len(self._chosen) > 1:
            self._clear_selection()
            return True
        return False

    def first(self) -> QWidget:
        """The table, or what stands in its place."""
        return self.table if self._pages.currentIndex() == 0 else self.missing

    def ask(self, asked: Asked) -> None:
        """Shows what is asked for."""
        self.asked = asked
        self.filters.show_asked(asked, self.workspace.snapshot)
        self.tools_row.show_columns(asked.columns)
        self.tabs.show_asked(asked)
        self._ask()

    def _deeds(self) -> list[Any]:
        return [
            (_("Stance"), "", ("1", "5"), None),
            (_("Condition"), "", ("C",), self._to_conditions),
            (_("Note"), "sticky-note", ("N",), self._write_note),
            (_("Delete"), "trash-2", ("Del",), self._remove),
        ]

    def _lay_out(self) -> None:
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.table)
        self._pages.addWidget(page)
        self._pages.addWidget(self.missing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.tabs, Line(), self.filters, Line(), self._pages):
            column.addWidget(part, part is self._pages)
        self.setFocusProxy(self.table)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.form.make)

    def _connect(self) -> None:
        """Every connection of the view."""
        workspace, table = self.workspace, self.table
        workspace.opened.connect(self._forget)
        workspace.closed.connect(self._forget)
        workspace.changed.connect(self._changed)
        workspace.compared.connect(self._renew)
        workspace.failed.connect(self._failed)
        self.model.wanted.connect(self._want)
        self._looking.timeout.connect(self._look)
        table.opened.connect(self._open)
        table.toggled.connect(self.model.set_closed)
        table.letter.connect(self._command)
        table.chosen.connect(self._want)
        table.moved.connect(self._tell_selection)
        table.header.sorted_by.connect(self._sort)
        table.header.menuWanted.connect(self.tools_row.open_columns)
        self.filters.changed.connect(self.ask)
        self.filters.left.connect(self._enter)
        self.tabs.chosen.connect(self.ask)
        self.tabs.edit.connect(workspace.change)
        self.tools_row.columnsWanted.connect(lambda columns: self.ask(replace(self.asked, columns=columns)))
        self.tools_row.sortWanted.connect(self._sort)
        self.tools_row.linesWanted.connect(table.set_lines)
        self.form.edited.connect(self._edited)
        self.form.wanted.connect(self._make)
        self._foreseeing.timeout.connect(self._foresee)
        self.missing.pressed.connect(self._drop_most)

    def _forget(self) -> None:
        """Another case, or none."""
        self._asking = self._again = self._reading = self._applying = False
        self._register, self._touched, self._wished = None, None, None
        self.asked = Asked()
        self.model.show(None)
        self.filters.show_asked(self.asked, None)
        self.tabs.show_tabs((), self.asked)
        self.form.show_common(None, None)
        self._chosen = np.zeros(0, np.int64)
        self.bar.tell("")
        self.told.emit()

    def _failed(self) -> None:
        """What was asked may not be answered: the next wish asks again."""
        self._asking = self._again = self._reading = self._applying = False

    def _changed(self, changes: Changes) -> None:
        """The words of what was touched are read again; an import may have touched anything."""
        touched = changes.ids.get(Kind.STATEMENT, frozenset()) if changes.touches(Kind.STATEMENT) else frozenset()
        everything = changes.touches(Kind.STATEMENT) and not touched
        self._touched = None if everything or self._touched is None else self._touched | set(touched)
        if self._applying:
            self._applying = False
            self.form.forget()

    def _renew(self) -> None:
        """The record is new: its arrays are made on the worker."""
        self._register = None
        self._ask()

    def _ask(self) -> None:
        """Asks for the lines; of wishes that come meanwhile the last one counts."""
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        if self._asking:
            self._again = True
            return
        self._asking = True
        asked, register, known = self.asked, self._register, tabs(snapshot.views)
        whole = register is None

        def question(case: Any) -> tuple[Lines, tuple[int, ...] | None]:
            made = register or Register.of(snapshot)
            counts = record_edits.counts(case, made, known) if whole else None
            return record_edits.lines(case, made, asked), counts

        self.workspace.ask(question, partial(self._answered, snapshot))

    def _answered(self, snapshot: Snapshot, answer: tuple[Lines, tuple[int, ...] | None]) -> None:
        self._asking = False
        lines, counts = answer
        if snapshot is self.workspace.snapshot:
            self._register = lines.register
            if counts is not None:
                self.tabs.show_tabs(tabs(snapshot.views), self.asked, counts)
                self.filters.show_asked(self.asked, snapshot)
        if self._again:
            self._again = False
            self._ask()
        elif snapshot is self.workspace.snapshot:
            self._show(lines)

    def _show(self, lines: Lines) -> None:
        """Shows lines; what was selected stays so, as far as it is still there."""
        before = self.model.lines
        chosen = () if before is None else before.register.id[self._chosen[self._chosen < len(before.register)]]
        current = self.model.statement(self.table.currentIndex().row())
        scrolled = self.table.verticalScrollBar().value()
        same = before is not None and before.asked == lines.asked
        self.model.show(lines, forget=self._touched)
        self._touched = set()
        if before is not None and _reads_more(before.asked, lines.asked):
            self.model.find_anew()
        self.table.header.show_order(str(lines.asked.sort), lines.asked.descending)
        spans = self.model.lines_of(chosen)
        line = self.model.line_of(current) if current is not None else -1
        if spans or line >= 0:
            self.table.choose(spans if len(spans) <= MOST_SPANS else [], line)
        elif self.table.hasFocus():
            self.table.go_first()
        if same:
            self.table.verticalScrollBar().setValue(scrolled)
        elif line >= 0:
            self.table.scrollTo(self.model.index(line, 0))
        self._show_page(lines)
        self._grant()
        self._want()
        self.told.emit()
        if not same:
            announce(self, self.count())

    def _show_page(self, lines: Lines) -> None:
        """The table, or why there is nothing in it."""
        had_focus = self.first().hasFocus() or self.missing.isAncestorOf(self.focusWidget() or self)
        self._pages.setCurrentIndex(0 if len(lines) else 1)
        if not len(lines.register):
            self.missing.tell(
                _("No statements yet"),
                _("Statements appear while coding: select words in a source and code them. A case file that is "
                  "imported brings its own (File, Import files)."),
            )  # fmt: skip
        elif lines.removes is not None:
            which, left = lines.removes
            part = self._part_told(which)
            would = count(left, "{n} statement would be left", "{n} statements would be left")
            told = _("{part} removes most: without it {statements}.").format(part=part, statements=would)
            self.missing.tell(_("Nothing matches"), told, _("Drop {part}").format(part=part))
        if had_focus and self.isVisible():
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _part_told(self, part: Filter | str) -> str:
        snapshot = self.workspace.snapshot
        if isinstance(part, str) or snapshot is None:
            return _("the words “{words}”").format(words=self.asked.find.strip())
        return f"“{filters.sentence(part, snapshot)}”"

    def _drop_most(self) -> None:
        lines = self.model.lines
        if lines is not None and lines.removes is not None:
            self.ask(self.asked.without(lines.removes[0]))
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _grant(self) -> None:
        """Goes to the statement that somebody wished for, as soon as it is there."""
        lines = self.model.lines
        if self._wished is None or lines is None or self._asking:
            return
        line = self.model.open_to(self._wished)
        if line < 0 and self.asked.parts():
            self.ask(Asked(group=self.asked.group, columns=self.asked.columns))
            return
        self._wished = None
        self.table.go(line)

    def _want(self) -> None:
        """Rows came into sight, or others are selected: looked after when the hand rests."""
        if not self._looking.isActive():
            self._looking.start()

    def _look(self) -> None:
        self._read_words()
        self._read_selection()

    def _read_words(self) -> None:
        """Has the words read of the rows that are seen."""
        if self._reading:
            return
        ids = self.model.take_wants()
        if not ids:
            return
        self._reading = True
        find, added = self.asked.find, Column.ADDED in self.asked.columns
        self.workspace.ask(lambda case: record_edits.told(case, ids, find, added=added), partial(self._read, find))

    def _read(self, find: str, told: dict[int, Told]) -> None:
        self._reading = False
        if find == self.asked.find:
            self.model.put(told)
        self._want()

    def _read_selection(self) -> None:
        """What the selected statements have in common, for the form; the number of them, for the bar."""
        parts = [self.model.rows_between(first, last) for first, last in self.table.spans()]
        rows = np.sort(np.concatenate(parts)) if parts else np.zeros(0, np.int64)
        lines = self.model.lines
        if lines is None or (np.array_equal(rows, self._chosen) and self._told_common is lines.register):
            return
        self._chosen, self._told_common = rows, lines.register
        total = len(lines)
        self.table.header.show_share(0.0 if not len(rows) else 1.0 if len(rows) == total else 0.5)
        many = len(rows) > 1
        self.bar.tell(_("{n} selected").format(n=len(rows)) if many else "")
        self._tell_selection()
        if not len(rows):
            self.form.show_common(None, None)
            return
        register = lines.register
        if len(rows) <= AT_ONCE:
            self._show_common(register, rows, Common.of(register, rows))
        else:
            self.form.show_common(None, None)
            self.workspace.ask(lambda _case: Common.of(register, rows), partial(self._show_common, register, rows))

    def _show_common(self, register: Register, rows: Rows, common: Common) -> None:
        if rows is self._chosen:
            self.form.show_common(common, register.snapshot)

    def _tell_selection(self) -> None:
        lines = self.model.lines
        if lines is None:
            return
        if len(self._chosen) > 1:
            self.selectionTold.emit(_("{n} of {all} selected").format(n=len(self._chosen), all=len(lines)))
            return
        entry = self.model.entry(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else None
        self.selectionTold.emit("" if entry is None else _("Statement no. {n}").format(n=entry.number))

    def _ids(self) -> tuple[int, ...]:
        """The selected statements."""
        lines = self.model.lines
        return () if lines is None else tuple(lines.register.id[self._chosen].tolist())

    def _clear_selection(self) -> None:
        self.table.clearSelection()

    def _enter(self) -> None:
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _sort(self, by: str) -> None:
        """By a column; once more by the same turns the order round."""
        sort = Sort(by)
        descending = not self.asked.descending if sort is self.asked.sort else sort in (Sort.SAID, Sort.NUMBER)
        self.ask(replace(self.asked, sort=sort, descending=descending))

    def _open(self, line: int) -> None:
        """Shows the words on a line in their source."""
        entry = self.model.entry(line)
        if entry is None:
            return
        if entry.told is not None:
            self._open_told(entry.told)
        else:
            statement = entry.id
            ask = partial(record_edits.told, ids=(statement,), find="", added=False)
            self.workspace.ask(ask, lambda told: self._open_told(told[statement]) if statement in told else None)

    def _open_told(self, told: Told) -> None:
        if told.quotation is not None:
            self.openPassage.emit(told.quotation)
        else:
            self.selectionTold.emit(_("Unsourced: no words on record stand for it"))

    def _command(self, letter: str) -> None:
        """A key that is a command here, for what is selected now; without a selection for the current statement."""
        if not self.table.spans():
            self.table.choose_current()
        self._read_selection()
        if letter == "F":
            self.filters.add_filter()
        elif letter in STANCES and self._ids():
            self._set_stance(STANCES[letter])
        elif letter == "C":
            self._to_conditions()
        elif letter == "N":
            self._write_note()
        elif letter == "Del":
            self._remove()

    def _set_stance(self, stance: Stance) -> None:
        """Puts a stance into the form, which shows what that would move; the keyboard stays in the table."""
        self.form.set_field("stance", stance)
        if not self.form.isVisible():
            self.inspect.emit()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_conditions(self) -> None:
        if self._ids():
            self.inspect.emit()
            self.form.conditions.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _write_note(self) -> None:
        ids = self._ids()
        if not ids:
            return
        if self._note is None:
            self._note = NotePanel(self.window())
            self._note.written.connect(self._noted)
        here = self.table.visualRect(self.table.currentIndex())
        corner = self.table.viewport().mapTo(self.window(), here.topLeft() + QPoint(60, 0))
        self._note.ask(QRect(corner, here.size()), bulk.note_label(len(ids)))

    def _noted(self, text: str) -> None:
        ids = self._ids()
        self.workspace.change(bulk.note_label(len(ids)), partial(record_edits.note, ids=ids, body=text))

    def _remove(self) -> None:
        ids = self._ids()
        if ids:
            self.workspace.change(bulk.removal(len(ids)), partial(record_edits.remove, ids=ids))

    def _edited(self, edit: Edit) -> None:
        """What the form would move is worked out when the hand rests."""
        if edit:
            self._foreseeing.start()
        else:
            self._foreseeing.stop()

    def _foresee(self) -> None:
        comparison, edit, ids = self.workspace.comparison, self.form.edit, self._ids()
        if comparison is None or not edit:
            return

        def answer(foresight: Foresight) -> None:
            if edit is self.form.edit:
                self.form.show_foresight(foresight)

        self.workspace.ask(lambda case: record_edits.foresee(case, comparison, ids, edit), answer)

    def _make(self, edit: Edit) -> None:
        """Makes the edit: one action, one step of undo."""
        snapshot, ids = self.workspace.snapshot, self._ids()
        if snapshot is None or not ids or self._applying:
            return
        self._applying = True
        factors = {factor.id: factor for factor in snapshot.factors}
        write = partial(record_edits.put_right, ids=ids, edit=edit, factors=factors)
        self.workspace.change(bulk.label(edit, len(ids)), write)


def _reads_more(before: Asked, now: Asked) -> bool:
    """Whether more is read of each statement than before, or other words are marked in it."""
    return before.find != now.find or (Column.ADDED in now.columns and Column.ADDED not in before.columns)
