"""The statements: a table of all that was said, filtered, grouped and put right many at a time."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.records import Changes
from db.vocabulary import Kind
from desktop.models import filters
from desktop.models.asking import Asked, Column, Lines, Sort
from desktop.models.statements import StatementTable
from desktop.models.unfinished import NotesTyped
from desktop.settings import Settings
from desktop.views import statement_selection
from desktop.views.statement_deeds import LineDeeds
from desktop.views.statement_filters import FilterBar
from desktop.views.statement_missing import NothingMatches
from desktop.views.statement_questions import Questions
from desktop.views.statement_selection import Selection
from desktop.views.statement_tabs import StatementTabs
from desktop.views.statement_tools import StatementTools
from desktop.views.view import View
from desktop.widgets.announce import announce
from desktop.widgets.line import Line
from desktop.widgets.statement_view import StatementView
from desktop.words import _, count

SIZES, LINES = "statements", "lines"
"""Under which names the widths of columns and the height of rows are kept."""
MOST_SPANS = 2_000
"""A selection of more stretches than so many is not kept when the order of the lines is another one."""


class Statements(View):
    """Arrays of the statements are made beside the window; words are read for the rows that are seen."""

    def make(self) -> Iterator[None]:
        """The table, the form, the row of tools, then what works on them."""
        workspace = self.workspace
        self.asked = Asked()
        self.model = StatementTable(self)
        self.table = StatementView(self.model, self.model)
        yield
        self.selected = Selection(workspace, self.model, self.table, self)
        self.form = self.selected.form
        yield
        self.tabs = StatementTabs()
        self.filters = FilterBar()
        yield
        self.tools_row = StatementTools(self)
        yield
        self.nothing = NothingMatches(self)
        self.missing = self.nothing.page
        self.deeds = LineDeeds(self)
        self.questions = Questions(self)
        self._behind = False
        self._touched: set[int] | None = None
        self._wished: int | None = None
        yield
        self._pages = QStackedWidget()
        self._lay_out()
        yield
        self._connect()
        self.filters.show_asked(self.asked, None)
        if workspace.snapshot is not None:
            self._renew()

    def remember(self, settings: Settings) -> None:
        """Rows as high and columns as wide as the person left them."""
        kept = settings.sizes(SIZES)
        self.tools_row.show_lines(kept.pop(LINES, self.table.delegate.lines))
        self.table.set_widths(kept)
        self.table.shaped.connect(
            lambda: settings.set_sizes(SIZES, {**self.table.widths(), LINES: self.table.delegate.lines})
        )

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

    def resume(self, typed: NotesTyped) -> None:
        """Opens the panel for an unfinished note on some statements."""
        self.selected.resume(typed)

    def go(
        self, asked: Asked | None = None, statement: int | None = None, actor: int | None = None, **_place: Any
    ) -> None:
        """Asks for something else, goes to a statement, or shows what one actor said or holds."""
        snapshot = self.workspace.snapshot
        if actor is not None and snapshot is not None:
            asked = Asked(filters=filters.about(actor, snapshot))
        self._wished = statement
        if asked is not None and asked != self.asked:
            self.ask(asked)
        else:
            self._grant()

    def clear(self) -> bool:
        """Esc: the words in full, then the selection of many."""
        if self.table.stop_peeking():
            return True
        if len(self.selected.rows) > 1:
            self.table.clearSelection()
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
        self.questions.ask()

    def busy(self) -> bool:
        """Whether something is under way that will change what is seen."""
        return self.questions.busy() or self.selected.busy()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F filters, Ctrl+F finds, wherever in the view the keyboard is."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.filters.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() == Qt.Key.Key_F and not event.modifiers():
            self.filters.add_filter()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Takes up what happened while it was not seen."""
        super().showEvent(event)
        if self._behind:
            self._behind = False
            self.questions.ask()

    def go_on(self, asked: Asked) -> None:
        """A person asks for something else: back leads to what was asked before, but not to every word typed."""
        before = self.place()
        self.ask(asked)
        if replace(asked, find=before["asked"].find) != before["asked"]:
            self.visited.emit(before)

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
        workspace.failed.connect(self.questions.give_up)
        self.model.wanted.connect(self.questions.want)
        self.questions.answered.connect(self._show)
        table.opened.connect(self.deeds.open)
        table.toggled.connect(self.model.set_closed)
        table.letter.connect(self.command)
        table.copied.connect(self.selected.copy)
        table.menuWanted.connect(self.deeds.open_menu)
        table.chosen.connect(self.questions.want)
        table.moved.connect(self._tell_selection)
        table.header.sorted_by.connect(self._sort)
        table.header.menuWanted.connect(self.tools_row.open_columns)
        self.selected.told.connect(self._tell_selection)
        self.selected.formWanted.connect(self._show_form)
        self.filters.changed.connect(self.go_on)
        self.filters.left.connect(self._enter)
        self.tabs.chosen.connect(self.go_on)
        self.tabs.edit.connect(workspace.change)
        self.tools_row.columnsWanted.connect(lambda columns: self.ask(replace(self.asked, columns=columns)))
        self.tools_row.sortWanted.connect(self._sort)
        self.tools_row.linesWanted.connect(table.set_lines)

    def _forget(self) -> None:
        """Another case, or none."""
        self.questions.give_up()
        self.questions.forget()
        self._touched = self._wished = None
        self.asked = Asked()
        self.model.show(None)
        self.filters.show_asked(self.asked, None)
        self.tabs.show_tabs((), self.asked)
        self.selected.forget()
        self.told.emit()

    def _changed(self, changes: Changes) -> None:
        """The words of what was touched are read again; an import may have touched anything."""
        touched = changes.ids.get(Kind.STATEMENT)
        everything = touched is not None and not touched
        self._touched = None if everything or self._touched is None else self._touched | set(touched or ())

    def _renew(self) -> None:
        """The record is new: its arrays are made on the worker, as soon as the view is seen."""
        self.questions.forget()
        self._behind = not self.isVisible()
        if not self._behind:
            self.questions.ask()

    def _show(self, lines: Lines) -> None:
        """Shows lines; what was selected stays so, as far as it is still there."""
        before, chosen = self.model.lines, self.selected.ids()
        current = self.model.statement(self.table.currentIndex().row())
        scrolled = self.table.verticalScrollBar().value()
        same = before is not None and before.asked == lines.asked
        self.model.show(lines, forget=self._touched)
        self._touched = set()
        if before is not None and _reads_more(before.asked, lines.asked):
            self.model.find_anew()
        self.table.header.show_order(str(lines.asked.sort), lines.asked.descending)
        self._choose(chosen, current)
        if same:
            self.table.verticalScrollBar().setValue(scrolled)
        elif self.table.currentIndex().isValid():
            self.table.scrollTo(self.table.currentIndex())
        self._show_page(lines)
        self._grant()
        self.questions.want()
        self.told.emit()
        if not same:
            announce(self, self.count())

    def _choose(self, chosen: tuple[int, ...], current: int | None) -> None:
        """Selects statements where they stand now, and goes to one of them."""
        spans = self.model.lines_of(chosen)
        line = self.model.line_of(current) if current is not None else -1
        if spans or line >= 0:
            self.table.choose(spans if len(spans) <= MOST_SPANS else [], line)
        elif self.table.hasFocus():
            self.table.go_first()

    def _show_page(self, lines: Lines) -> None:
        """The table, or why there is nothing in it."""
        had_focus = self.first().hasFocus() or self.missing.button.hasFocus()
        self._pages.setCurrentIndex(0 if len(lines) else 1)
        self.nothing.tell(lines)
        if had_focus and self.isVisible():
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _grant(self) -> None:
        """Goes to the statement that somebody wished for, as soon as it is there."""
        if self._wished is None or self.model.lines is None or self.questions.asking or self._behind:
            return
        line = self.model.open_to(self._wished)
        if line < 0 and self.asked.parts():
            self.ask(Asked(group=self.asked.group, columns=self.asked.columns))
            return
        self._wished = None
        self.table.go(line)

    def _tell_selection(self) -> None:
        self.selectionTold.emit(statement_selection.told(self.selected, self.model, self.table))

    def _enter(self) -> None:
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _sort(self, by: str) -> None:
        """By a column; once more by the same turns the order round."""
        sort = Sort(by)
        descending = not self.asked.descending if sort is self.asked.sort else sort in (Sort.SAID, Sort.NUMBER)
        self.ask(replace(self.asked, sort=sort, descending=descending))

    def command(self, letter: str) -> None:
        """A key that is a letter, for the filters or for what is selected."""
        if letter == "F":
            self.filters.add_filter()
        else:
            self.selected.command(letter)

    def _show_form(self, enter: bool) -> None:
        """The form is to be seen; the keyboard goes into it, or stays in the table."""
        if enter or not self.form.isVisible():
            self.inspect.emit()
        if enter:
            statement_selection.enter_conditions(self.selected)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _reads_more(before: Asked, now: Asked) -> bool:
    """Whether more is read of each statement than before, or other words are marked in it."""
    return before.find != now.find or (Column.ADDED in now.columns and Column.ADDED not in before.columns)
