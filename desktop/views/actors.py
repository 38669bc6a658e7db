"""The actors: who is on record, by kind; for whom they speak, what they said, where they stand."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from db.records import Changes, NoteTarget, Statement
from db.vocabulary import Kind
from desktop.models.actors import LISTED, ActorTree, Standings, statements_of
from desktop.models.register import Register
from desktop.models.sheet import Sheet
from desktop.views import record_edits
from desktop.views.actor_hand import ActorHand
from desktop.views.actor_inspector import SHOWN, ActorInspector
from desktop.views.note_hand import NoteHand
from desktop.views.view import View
from desktop.widgets.actor_view import ActorView
from desktop.widgets.controls import Button
from desktop.widgets.find_box import FindBox
from desktop.widgets.line import Line
from desktop.widgets.missing import Missing
from desktop.widgets.undo_bar import UndoBar
from desktop.words import _, count


class Actors(View):
    """A tree and a form. Standings and statements are worked out and read beside the window."""

    openStatements = Signal(int)
    """The statements of an actor are to be shown: its id."""

    def make(self) -> Iterator[None]:
        """The tree, the form, then what works on them."""
        workspace = self.workspace
        self.model = ActorTree(self)
        self.tree = ActorView(self.model, LISTED)
        yield
        self.form = ActorInspector()
        yield
        self.hand = ActorHand(workspace, self)
        self.notes = NoteHand(workspace, self)
        self.find_box = FindBox(_("Find an actor"), _("Find a name in any script"))
        self.add = Button(_("New actor"), "user-round-plus", "plain", keys="Ctrl+Shift+A")
        self.missing = Missing("users")
        self._pages = QStackedWidget()
        self.undo = UndoBar(self._pages)
        self._standings: Standings | None = None
        self._asking = self._again = self._behind = False
        self._wished: int | None = None
        self._shown: int | None = None
        self._gone: tuple[int, str] | None = None
        self._reading = QTimer(self, singleShot=True, interval=60)
        self._lay_out()
        yield
        self._connect()
        self._renew()

    def title(self) -> str:
        """The name of the view."""
        return _("Actors")

    def count(self) -> str:
        """How many."""
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return ""
        shown, all_ = self.model.total(), len(snapshot.actors)
        if shown == all_:
            return count(all_, "{n} actor", "{n} actors")
        return _("{n} of {all}").format(n=shown, all=all_)

    def keys(self) -> str:
        """The keys that work here."""
        return _("Enter: change, F2: rename, M: merge, N: note, Del: delete") if self.model.total() else ""

    def tools(self) -> list[QWidget]:
        """A new actor."""
        return [self.add]

    def inspector(self) -> QWidget | None:
        """The form of the current actor."""
        return self.form

    def place(self) -> dict[str, Any]:
        """The current actor."""
        return {} if self._shown is None else {"actor": self._shown}

    def go(self, actor: int | None = None, **_place: Any) -> None:
        """Goes to an actor."""
        self._wished = actor
        self._grant()

    def first(self) -> QWidget:
        """The tree, or what stands in its place."""
        return self.tree if self._pages.currentIndex() == 0 else self.missing

    def new_actor(self) -> None:
        """Asks for a new actor."""
        self.hand.new()

    def busy(self) -> bool:
        """Whether something is under way that will change what is seen."""
        return self._asking or self._reading.isActive()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F finds, wherever in the view the keyboard is."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Takes up what happened while it was not seen."""
        super().showEvent(event)
        if self._behind:
            self._renew()

    def _lay_out(self) -> None:
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.tree)
        self._pages.addWidget(page)
        self._pages.addWidget(self.missing)
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 7, 16, 7)
        row.addWidget(self.find_box)
        row.addStretch(1)
        self.find_box.setMinimumWidth(260)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (bar, Line(), self._pages):
            column.addWidget(part, part is self._pages)
        self.setFocusProxy(self.tree)

    def _connect(self) -> None:
        """Every connection of the view."""
        workspace, tree, form = self.workspace, self.tree, self.form
        workspace.opened.connect(self._forget)
        workspace.closed.connect(self._forget)
        workspace.compared.connect(self._renew)
        workspace.changed.connect(self._changed)
        workspace.failed.connect(self._failed)
        self.find_box.asked.connect(self._show_tree)
        self.find_box.left.connect(self._enter)
        self.add.clicked.connect(self.new_actor)
        self.missing.pressed.connect(self.new_actor)
        tree.moved.connect(self._moved)
        tree.entered.connect(self._to_form)
        tree.renamed.connect(self._to_form)
        tree.removed.connect(self._remove)
        tree.merged.connect(self._merge)
        tree.noted.connect(self.note)
        tree.menuWanted.connect(self._open_menu)
        self._reading.timeout.connect(self._read)
        form.done.connect(workspace.change)
        form.openPassage.connect(self.openPassage)
        form.openCell.connect(lambda scenario: self.openCell.emit(self._shown or 0, scenario))
        form.statementsWanted.connect(lambda: self.openStatements.emit(self._shown or 0))
        form.mergeWanted.connect(self._merge)
        form.left.connect(self._enter)
        self.hand.made.connect(self._show_new)
        self.hand.kept.connect(lambda actor: self.go(actor=actor))
        self.undo.wanted.connect(lambda: workspace.undo())

    def _forget(self) -> None:
        """Another case, or none."""
        self.model.show(None)
        self._standings, self._wished, self._shown, self._gone = None, None, None, None
        self._asking = self._again = False
        self.undo.dismiss()
        self._renew()

    def _failed(self) -> None:
        """What was asked may not be answered: the next wish asks again."""
        self._asking = self._again = False
        self._gone = None

    def _changed(self, changes: Changes) -> None:
        """Something was done to the case: told when it took an actor away."""
        if self._gone is not None and self._gone[0] in changes.ids.get(Kind.ACTOR, ()):
            self.undo.tell(_("{name} deleted").format(name=self._gone[1]))
            self._gone = None

    def _renew(self) -> None:
        """The record is new: the tree at once, what follows from it when it is worked out; when the view is seen."""
        self._behind = not self.isVisible()
        if not self._behind:
            self._show_tree()
            self._ask()

    def _ask(self) -> None:
        comparison = self.workspace.comparison
        if comparison is None:
            return
        if self._asking:
            self._again = True
            return
        self._asking = True
        self.workspace.ask(lambda _case: Standings.of(Sheet.of(comparison)), self._answered)

    def _answered(self, standings: Standings) -> None:
        self._asking = False
        if self._again:
            self._again = False
            self._ask()
        if standings.snapshot is self.workspace.snapshot:
            self._standings = standings
            self._show_tree()
            self.form.show_standings(standings)

    def _show_tree(self, _asked: str = "") -> None:
        """Shows the actors; the current one stays so."""
        snapshot = self.workspace.snapshot
        self.model.show(snapshot, self._standings, self.find_box.text())
        self._show_page()
        if self._wished is None:
            self._wished = self._shown
        self._grant()
        self.told.emit()

    def _show_page(self) -> None:
        """The tree, or why there is nothing in it."""
        snapshot = self.workspace.snapshot
        had_focus = self.first().hasFocus() or self.missing.button.hasFocus()
        self._pages.setCurrentIndex(0 if self.model.total() else 1)
        if snapshot is not None and snapshot.actors:
            self.missing.tell(_("Nobody is called so"), _("Another name, or a part of one, may find them."))
        else:
            told = _("Actors appear while coding: who speaks, and for whom. One can be added here too.")
            self.missing.tell(_("No actors yet"), told, _("New actor") if snapshot is not None else "")
        if had_focus and self.isVisible():
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _grant(self) -> None:
        """Goes to the actor that somebody wished for; else shows the current one as it is now."""
        if self._behind:
            return
        index = self.model.index_of(self._wished)
        if index.isValid():
            self._wished = None
            if index != self.tree.currentIndex():
                self.tree.setCurrentIndex(index)
                return
        self._moved()

    def _moved(self) -> None:
        """Another actor, or the same as it is now."""
        actor = self.model.actor(self.tree.currentIndex())
        self._shown = actor.id if actor is not None else None
        self.form.show_actor(actor, self.workspace.snapshot)
        if self._standings is not None and self._standings.snapshot is self.workspace.snapshot:
            self.form.show_standings(self._standings)
        self.selectionTold.emit(actor.name if actor is not None else "")
        self._reading.start()

    def _read(self) -> None:
        """Has the latest statements of the actor read, when the hand rests."""
        actor, snapshot = self._shown, self.workspace.snapshot
        if actor is None or snapshot is None:
            return

        def question(case: Any) -> list[Statement]:
            ids = statements_of(Register.of(snapshot), actor)[:SHOWN]
            found = {each.id: each for each in record_edits.read(case, ids)}
            return [found[each] for each in ids if each in found]

        def answer(statements: list[Statement]) -> None:
            if actor == self._shown:
                self.form.show_said(statements)

        self.workspace.ask(question, answer)

    def _to_form(self) -> None:
        self.inspect.emit()
        self.form.enter_name()

    def _enter(self) -> None:
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        actor = self.model.actor(self.tree.currentIndex())
        if actor is not None:
            self._gone = (actor.id, actor.name)
            self.hand.remove(actor)

    def _merge(self) -> None:
        actor = self.model.actor(self.tree.currentIndex())
        if actor is not None:
            self.hand.merge(actor)

    def note(self) -> None:
        """Begins a note on the current actor."""
        actor = self.model.actor(self.tree.currentIndex())
        if actor is not None:
            self.notes.ask(NoteTarget(actor=actor.id), _("Note on {name}").format(name=actor.name))

    def _show_new(self, actor: int) -> None:
        """A new actor is shown, even when another name was being looked for."""
        self.find_box.clear()
        self.find_box.ask_now()
        self.go(actor=actor)
        self._enter()

    def _open_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        for text, deed in (
            (_("Rename …"), self._to_form),
            (_("Merge with another …"), self._merge),
            (_("Write a note"), self.note),
            (_("Its statements"), partial(self.openStatements.emit, self._shown or 0)),
            (_("Delete"), self._remove),
        ):
            menu.addAction(text).triggered.connect(lambda _checked=False, deed=deed: deed())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)
