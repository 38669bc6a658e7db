"""What if: change the situation and watch every party's stated position move; find what would turn it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.records import Statement
from db.vocabulary import Stance
from desktop.jobs import Task
from desktop.models import what_if
from desktop.models.what_if import Answer, PartyLine, Shown, Situation, ZoneTold
from desktop.models.what_if_parties import LINE, PartiesModel
from desktop.views import what_if_edits as edits
from desktop.views.view import View
from desktop.views.what_if_findings import FindingsPanel
from desktop.views.what_if_switches import SwitchPanel, Yielding
from desktop.views.what_if_words import WordsPanel
from desktop.widgets.announce import announce
from desktop.widgets.blank import Blank
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.line import Line
from desktop.widgets.pick_panel import Option, PickPanel, fitting
from desktop.widgets.text import Paragraph
from desktop.widgets.what_if_parts import LanesHead, LinesDelegate
from desktop.words import _
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.analysis.cells import Comparison

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
BLANK = 0
"""The key of a situation that starts from no scenario."""


class WhatIf(View):
    """Switches at the left, parties in the middle, what would change them at the side."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.model = PartiesModel(self)
        self.switches = SwitchPanel()
        self.list = _Parties(self.model)
        self.sentence = Paragraph(role="body", token="ink")  # noqa: S106 - a colour
        self.yielding = Yielding()
        self.words = WordsPanel()
        self.side = FindingsPanel()
        self.blank = Blank("sliders-horizontal")
        self.freeze_button = Button(_("Hold against this"), "lock", "flat")
        self.freeze_button.setCheckable(True)
        self.back_button = IconButton("undo-2", _("Back to the situation before"), "[")
        self.forward_button = IconButton("redo-2", _("Forward to the next situation"), "]")
        self._situation: Situation | None = None
        self._shown: Shown | None = None
        self._scenario: int | None = None
        self._asked = 0
        self._task: Task | None = None
        self._stream = _Stream(self)
        self._panel: PickPanel | None = None
        self._picking: Callable[[Any], None] = self._start
        self._blocking: tuple[int, ...] | None = None
        self._behind: tuple[int, ...] = ()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        if workspace.comparison is not None:
            self._renew()

    def title(self) -> str:
        """The name of the view."""
        return _("What if")

    def count(self) -> str:
        """How many parties move."""
        if self._shown is None:
            return ""
        moving, total = self._shown.moving, len(self._shown.parties)
        return _("{n} of {all} parties move").format(n=moving, all=total)

    def keys(self) -> str:
        """The keys that work here."""
        return _("Arrows: walk · Space: choose · Backspace: any · Ctrl+R: reset") if self._shown is not None else ""

    def tools(self) -> list[QWidget]:
        """Back and forward through what was tried; what it is held against."""
        return [self.back_button, self.forward_button, self.freeze_button]

    def inspector(self) -> QWidget | None:
        """Smallest changes and the zone of agreement."""
        return self.side

    def place(self) -> dict[str, Any]:
        """The situation."""
        if self._situation is None:
            return {}
        return {"scenario": self._scenario or BLANK, "state": self._situation.live.state}

    def go(self, scenario: int | None = None, state: Any = None, **_place: Any) -> None:
        """Starts from a scenario (0: blank), or comes back to a situation."""
        if scenario is not None:
            self._scenario = scenario or None
        self._renew(state)

    def first(self) -> QWidget:
        """The switches."""
        return self.switches if self._pages.currentIndex() == 0 else self.blank

    def reset(self) -> None:
        """Back to the scenario."""
        self._do(lambda situation: situation.reset())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """[ and ] go through the situations tried."""
        steps = {Qt.Key.Key_BracketLeft: -1, Qt.Key.Key_BracketRight: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers():
            super().keyPressEvent(event)
        else:
            self._step(step)

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(LanesHead(self.list, self.list.lines))
        column.addWidget(self.list, 1)
        column.addWidget(self.yielding)
        column.addWidget(self.words)
        note = QFrame()
        inside = QVBoxLayout(note)
        inside.setContentsMargins(18, 10, 18, 12)
        inside.addWidget(self.sentence)
        column.addWidget(Line())
        column.addWidget(note)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.switches)
        self._splitter.addWidget(middle)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([340, 700])
        self._pages.addWidget(self._splitter)
        self._pages.addWidget(self.blank)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        self.workspace.opened.connect(self._forget)
        self.workspace.closed.connect(self._forget)
        self.workspace.compared.connect(self._renew_kept)
        self.switches.chosen.connect(self._choose)
        self.switches.resetWanted.connect(lambda key: self._do(lambda situation: situation.reset(key)))
        self.switches.resetAll.connect(self.reset)
        self.switches.fromWanted.connect(self._choose_start)
        self.switches.saved.connect(self._save)
        self.yielding.agreed.connect(self._give_way)
        self.freeze_button.toggled.connect(lambda on: self._do(lambda situation: situation.freeze(on)))
        self.back_button.clicked.connect(lambda: self._step(-1))
        self.forward_button.clicked.connect(lambda: self._step(1))
        self.list.opened.connect(self._open)
        self.words.passageWanted.connect(self.openPassage)
        self.words.rereadWanted.connect(self._choose_reading)
        self.side.noteWanted.connect(self._keep)
        self.side.taken.connect(lambda changes: self._do(lambda situation: situation.apply(changes)))
        self.side.narrowed.connect(lambda when: self._do(lambda situation: situation.narrow(dict(when))))
        self.side.thresholdChosen.connect(lambda _stance: self._explore())
        self.side.partiesWanted.connect(self._choose_parties)
        self.side.stopWanted.connect(self._stop)
        self._stream.answered.connect(self._answered)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _forget(self) -> None:
        self._stop()
        self._asked += 1
        self._situation = self._shown = None
        self._scenario, self._blocking = None, None
        self.freeze_button.setChecked(False)
        self.told.emit()

    def _renew_kept(self) -> None:
        """The record is new: the same situation, as far as it still is one."""
        self._renew(self._situation.live.state if self._situation is not None else None)

    def _renew(self, state: Any = None) -> None:
        comparison = self.workspace.comparison
        if comparison is None:
            return
        empty = not comparison.factors or not comparison.actors
        self._pages.setCurrentIndex(1 if empty else 0)
        if empty:
            self.blank.tell(_("Nothing to change yet"), _("A situation is made of factors; make them under Scenarios."))
            self.told.emit()
            return
        known = {scenario.id for scenario in comparison.scenarios}
        if self._scenario not in known:
            first = next(iter(comparison.scenarios), None)
            self._scenario = first.id if first is not None and self._situation is None else None
        scenario = self._scenario
        self._asked += 1
        asked = self._asked

        def answer(found: tuple[Situation, Shown]) -> None:
            if asked == self._asked:
                self._situation = found[0]
                self._show(found[1])

        self.workspace.ask(lambda _case: _begun(comparison, scenario, state), answer)

    def _do(self, act: Callable[[Situation], Any]) -> None:
        """Does something to the situation, beside the window, and shows what comes of it."""
        situation = self._situation
        if situation is None:
            return
        self._asked += 1
        asked = self._asked

        def answer(shown: Shown) -> None:
            if asked == self._asked and situation is self._situation:
                self._show(shown)

        self.workspace.ask(lambda _case: _done(situation, act), answer)

    def _choose(self, factor: str, value: str, beside: bool) -> None:
        """A value is wanted; where it cannot be, what must give way is told."""
        situation = self._situation
        if situation is None:
            return
        self._asked += 1
        asked = self._asked

        def answer(found: tuple[tuple[str, ...], Shown]) -> None:
            if asked == self._asked:
                self._show(found[1])
                self.yielding.tell(factor, value, found[0])

        def choose() -> tuple[tuple[str, ...], Shown]:
            return situation.choose(factor, value, beside=beside), situation.shown()

        self.workspace.ask(lambda _case: choose(), answer)

    def _give_way(self, factor: str, value: str) -> None:
        self._do(lambda situation: situation.give_way(factor, value))

    def _step(self, step: int) -> None:
        self._do(lambda situation: situation.step(step))

    def _show(self, shown: Shown) -> None:
        before, self._shown = self._shown, shown
        self.yielding.hide()
        self.switches.show_situation(shown)
        self.model.show(shown.parties, keep_order=self.switches.isAncestorOf(QApplication.focusWidget() or self))
        self.sentence.setText(shown.told)
        if before is not None and shown.moving != before.moving:
            announce(self, self.count())
        self.told.emit()
        self._explore()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and not self.switches.isAncestorOf(new):
            self.model.settle()

    def _explore(self) -> None:
        """Looks for smallest changes and the zone, beside everything else; what was looked for before is dropped."""
        self._stop()
        situation, stream = self._situation, self._stream
        if situation is None:
            return
        exploration = situation.exploration(self._blocking, self.side.threshold())
        names = {actor.id: actor.name for actor in situation.comparison.actors}
        self.side.begin([names[each] for each in exploration.parties], chosen=self._blocking is not None)
        turn = stream.begin()

        def work() -> None:
            for answer in what_if.explored(exploration, lambda done, of: stream.watch(turn, done, of)):
                stream.answered.emit(turn, answer)
            stream.answered.emit(turn, None)

        self._task = self.workspace.explore(work, lambda _nothing: None, self._failed)

    def _stop(self) -> None:
        self._stream.begin()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.side.end()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Stopped):
            raise error

    def _answered(self, turn: int, answer: Answer | None) -> None:
        if turn != self._stream.turn:
            return
        if answer is None:
            self.side.end()
            return
        self.side.tell(answer)
        if isinstance(answer, ZoneTold) and answer.left is not None:
            self.switches.tell_left(answer.left, answer.consistent)

    def _choose_start(self) -> None:
        comparison = self.workspace.comparison
        if comparison is not None:
            options = [Option(BLANK, _("Blank situation")), *(Option(s.id, s.name) for s in comparison.scenarios)]
            self._pick(self.switches.start, _("Start from"), options, self._start)

    def _start(self, keys: Any) -> None:
        key = next(iter(keys), None)
        if key is not None:
            self.freeze_button.setChecked(False)
            self._scenario = key or None
            self._situation = self._situation if key else None
            comparison, scenario = self.workspace.comparison, self._scenario
            if comparison is not None:
                self._begin(comparison, scenario)

    def _begin(self, comparison: "Comparison", scenario: int | None) -> None:
        self._asked += 1
        asked = self._asked

        def answer(found: tuple[Situation, Shown]) -> None:
            if asked == self._asked:
                self._situation = found[0]
                self._show(found[1])

        self.workspace.ask(lambda _case: _begun(comparison, scenario, None), answer)

    def _choose_parties(self) -> None:
        comparison = self.workspace.comparison
        if comparison is not None and self._situation is not None:
            options = [Option(actor.id, actor.name) for actor in comparison.actors]
            chosen = self._situation.exploration(self._blocking, Stance.REJECTS).parties
            self._pick(self.side.parties, _("Who can close the zone"), options, self._chose_parties, chosen)

    def _chose_parties(self, keys: Any) -> None:
        self._blocking = tuple(keys) or None
        self._explore()

    def _pick(
        self,
        field: Any,
        title: str,
        options: Sequence[Option],
        took: Callable[[Any], None],
        chosen: Sequence[Any] | None = None,
    ) -> None:
        if self._panel is None:
            self._panel = PickPanel(self.window())
            self._panel.picked.connect(lambda keys: self._picking(keys))
        self._picking = took
        several = chosen is not None
        self._panel.ask(field.anchor(), title, fitting(options), several=several, chosen=tuple(chosen or ()))

    def _save(self, name: str, as_branch: bool) -> None:
        """Keeps the situation as a scenario of its own, or as a branch of the one it started from."""
        if self._situation is None or self._shown is None or self.workspace.read_only:
            return
        parent = self._scenario if as_branch else None
        settings = self._shown.settings if as_branch else self._situation.whole_settings()
        self.workspace.change(_("Save a situation as a scenario"), edits.save(what_if.proposed(name, parent, settings)))

    def _open(self, index: QModelIndex) -> None:
        """The words behind where a party stands now."""
        line, situation = index.data(LINE), self._situation
        if not isinstance(line, PartyLine) or situation is None:
            return

        def shown(statements: tuple[Statement, ...]) -> None:
            names = {actor.id: actor.name for actor in situation.comparison.actors}
            self.words.show_words(line.name, statements, names)

        def positions(found: tuple[int, ...]) -> None:
            self._behind = found
            self.workspace.statements(found, shown)

        self.workspace.ask(lambda _case: _behind(situation, line.actor), positions)

    def _choose_reading(self) -> None:
        """Offers the ways in which a condition of these words could be read."""
        situation = self._situation
        if situation is None:
            return
        found = [each for position in self._behind for each in what_if.readings(situation.comparison, position)]
        self._pick(
            _At(self.words.reread_button), _("Read a condition"), [Option(e, e.text) for e in found], self._reread
        )

    def _reread(self, keys: Any) -> None:
        """What the zone would be; the record is not changed."""
        reading, situation = next(iter(keys), None), self._situation
        if reading is None or situation is None:
            return
        exploration = situation.exploration(self._blocking, self.side.threshold())
        self.words.told.setText(_("Looking …"))
        self.workspace.explore(lambda: what_if.reread(exploration, reading), self.words.told.setText, self._failed)

    def _keep(self) -> None:
        """Writes what was found into a note on the scenario."""
        if self._shown is not None and not self.workspace.read_only:
            body = what_if.summary(self._shown, self.side.zone, self.side.lines)
            self.workspace.change(_("Keep a what-if as a note"), edits.note(self._scenario, body))


class _At:
    """A button as a place for a list."""

    def __init__(self, button: QWidget) -> None:
        self._button = button

    def anchor(self) -> QRect:
        """Where it is in its window."""
        return QRect(self._button.mapTo(self._button.window(), QPoint(0, 0)), self._button.size())


def _behind(situation: Situation, actor: int) -> tuple[int, ...]:
    cell = situation.live.cell(actor)
    return cell.decisive or cell.might


class Stopped(Exception):
    """A search is no longer wanted."""


class _Stream(QObject):
    """Carries answers from the searching thread; those of a search that is no longer wanted are stopped."""

    answered = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.turn = 0

    def begin(self) -> int:
        """Another search is wanted, and no earlier one."""
        self.turn += 1
        return self.turn

    def watch(self, turn: int, _done: int, _of: int) -> None:
        """Called by the search now and then."""
        if turn != self.turn:
            raise Stopped


def _begun(comparison: "Comparison", scenario: int | None, state: Any) -> tuple[Situation, Shown]:
    situation = Situation(comparison, scenario, state)
    return situation, situation.shown()


def _done(situation: Situation, act: Callable[[Situation], Any]) -> Shown:
    act(situation)
    return situation.shown()


class _Parties(QListView):
    """Enter opens the words behind a party."""

    opened = Signal(QModelIndex)

    def __init__(self, model: PartiesModel) -> None:
        super().__init__()
        self.setModel(model)
        self.lines = LinesDelegate(self, LINE)
        self.setItemDelegate(self.lines)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setMinimumWidth(420)
        self.setAccessibleName(_("Where every party stands"))
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters do not search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.currentIndex())
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)
