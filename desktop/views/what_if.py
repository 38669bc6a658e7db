"""What if: change the situation and watch every party's stated position move; find what would turn it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.analysis.exploration import Exploration
from desktop.models import what_if, what_if_note
from desktop.models.what_if import Situation
from desktop.models.what_if_answers import Answer
from desktop.models.what_if_parties import LINE
from desktop.models.what_if_readings import Reading
from desktop.models.what_if_shown import PartyLine, Shown, Tried
from desktop.models.what_if_zone import ZoneTold
from desktop.views import what_if_edits as edits
from desktop.views.view import View
from desktop.views.what_if_asking import BLANK, Asking
from desktop.views.what_if_behind import Behind
from desktop.views.what_if_findings import FindingsPanel
from desktop.views.what_if_hand import Hand
from desktop.views.what_if_middle import Middle
from desktop.views.what_if_search import Search
from desktop.views.what_if_switches import SwitchPanel
from desktop.widgets.announce import announce
from desktop.widgets.blank import Blank
from desktop.widgets.controls import Button, IconButton
from desktop.words import _

if TYPE_CHECKING:
    pass

PAUSE = 20
"""Milliseconds in which nothing else is done, so that what has changed is painted first."""


class WhatIf(View):
    """Switches at the left, parties in the middle, what would change them at the side."""

    def make(self) -> Iterator[None]:
        """The switches, the parties, the findings, then what works them out."""
        workspace = self.workspace
        self.switches = SwitchPanel()
        yield
        self.middle = Middle()
        self.model, self.list, self.words = self.middle.model, self.middle.list, self.middle.words
        yield
        self.side = FindingsPanel()
        yield
        self.blank = Blank("sliders-horizontal")
        self.freeze_button = Button(_("Hold against this"), "lock", "flat")
        self.freeze_button.setCheckable(True)
        self.back_button = IconButton("undo-2", _("Back to the situation before"), "[")
        self.forward_button = IconButton("redo-2", _("Forward to the next situation"), "]")
        yield
        self.hand = Hand(workspace, self)
        self._scenario: int | None = None
        self._blank, self._moved = False, 0
        self._exploration: Exploration | None = None
        self._search = Search(workspace, self)
        self.asking = Asking(self)
        self.behind = Behind(workspace, self.words, self)
        self._blocking: tuple[int, ...] | None = None
        self._pages = QStackedWidget()
        self._lay_out()
        yield
        self._connect()
        if workspace.comparison is not None:
            self._renew()

    def title(self) -> str:
        """The name of the view."""
        return _("What if")

    def count(self) -> str:
        """How many parties move."""
        shown = self.hand.shown
        if shown is None:
            return ""
        moving, total = shown.moving, len(shown.parties)
        return _("{n} of {all} parties move").format(n=moving, all=total)

    def keys(self) -> str:
        """The keys that work here."""
        return _("Arrows: walk · Space: choose · Backspace: any · Ctrl+R: reset") if self.hand.shown is not None else ""

    def tools(self) -> list[QWidget]:
        """Back and forward through what was tried; what it is held against."""
        return [self.back_button, self.forward_button, self.freeze_button]

    def inspector(self) -> QWidget | None:
        """Smallest changes and the zone of agreement."""
        return self.side

    def place(self) -> dict[str, Any]:
        """The situation."""
        if self.hand.shown is None:
            return {}
        return {"scenario": self._scenario or BLANK, "state": self.hand.shown.here}

    def go(self, scenario: int | None = None, state: Tried | None = None, **_place: Any) -> None:
        """Starts from a scenario (0: blank), or comes back to a situation."""
        if scenario is not None:
            self._scenario = scenario or None
            self._blank = not scenario
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
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.switches)
        self._splitter.addWidget(self.middle)
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
        self.workspace.compared.connect(self._compared)
        self.hand.changed.connect(self._show)
        self.hand.known.connect(self._known)
        self.hand.yielding.connect(self.middle.yielding.tell)
        self.switches.chosen.connect(lambda key, value, beside: self.hand.choose(key, value, beside=beside))
        self.switches.resetWanted.connect(lambda key: self._do(lambda situation: situation.reset(key)))
        self.switches.resetAll.connect(self.reset)
        self.switches.fromWanted.connect(self._choose_start)
        self.switches.saved.connect(self._save)
        self.middle.yielding.agreed.connect(lambda key, value: self._do(lambda each: each.give_way(key, value)))
        self.freeze_button.toggled.connect(lambda on: self._do(lambda situation: situation.freeze(on)))
        self.back_button.clicked.connect(lambda: self._step(-1))
        self.forward_button.clicked.connect(lambda: self._step(1))
        self.list.opened.connect(self._open)
        self.words.passageWanted.connect(self.openPassage)
        self.words.rereadWanted.connect(self._choose_reading)
        self.switches.weighed.connect(lambda key, weight: self._do(lambda situation: situation.weigh(key, weight)))
        self.side.noteWanted.connect(self._keep)
        self.side.taken.connect(lambda changes: self._do(lambda situation: situation.apply(changes)))
        self.side.narrowed.connect(lambda when: self._do(lambda situation: situation.narrow(dict(when))))
        self.side.othersWanted.connect(lambda line, button: self.asking.way(button, line))
        self.side.stopWanted.connect(self._stop)
        self.side.decided.connect(self.switches.tell_decides)
        self.side.zone_part.thresholdChosen.connect(lambda _stance: self._explore())
        self.side.zone_part.partiesWanted.connect(self._choose_parties)
        self.asking.startChosen.connect(self._start)
        self.asking.wayChosen.connect(lambda way: self._do(lambda situation: situation.apply(way.changes)))
        self.asking.partiesChosen.connect(self._chose_parties)
        self.asking.readingChosen.connect(self._reread)
        self._search.answered.connect(self._answered)
        self._search.progressed.connect(self.side.progress)
        self._search.ended.connect(lambda: self.side.end(complete=True))
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _forget(self) -> None:
        self._stop()
        self.hand.forget()
        self._exploration = None
        self._scenario, self._blocking, self._blank = None, None, False
        self.freeze_button.setChecked(False)
        self.behind.close()
        self.told.emit()

    def _compared(self) -> None:
        self.in_time(self._renew_kept)

    def _renew_kept(self) -> None:
        """The record is new: the same situation, as far as it still is one."""
        self._renew(self.hand.shown.here if self.hand.shown is not None else None)

    def _renew(self, back: Tried | None = None) -> None:
        comparison = self.workspace.comparison
        if comparison is None:
            return
        empty = not comparison.factors or not comparison.actors
        self._pages.setCurrentIndex(1 if empty else 0)
        for part in (self.side, self.freeze_button):
            part.setEnabled(not empty)
        if empty:
            self.back_button.setEnabled(False)
            self.forward_button.setEnabled(False)
            self.blank.tell(_("Nothing to change yet"), _("A situation is made of factors; make them under Scenarios."))
            self.side.end(complete=True)
            self.told.emit()
            return
        known = [scenario.id for scenario in comparison.scenarios]
        if self._scenario not in known:
            self._scenario = known[0] if known and not self._blank else None
        held = self.hand.shown.held if self.hand.shown is not None else None
        self.hand.begin(comparison, self._scenario, back, held)

    def _do(self, act: Callable[[Situation], Any]) -> None:
        self.hand.do(act)

    def _step(self, step: int) -> None:
        self.hand.do(lambda situation: situation.step(step))

    def _show(self, shown: Shown) -> None:
        """Shows a situation at once; what takes longer comes after it has been painted."""
        moved, self._moved = self._moved, shown.moving
        self.middle.yielding.hide()
        self.switches.show_situation(shown)
        self._tell_ways(shown)
        self._show_parties(shown)
        if moved != shown.moving:
            announce(self, self.count())
        self.told.emit()
        self._search.stop()
        self.side.begin()
        QTimer.singleShot(PAUSE, self, self._go_on)

    def _show_parties(self, shown: Shown) -> None:
        hand = self.switches.isAncestorOf(QApplication.focusWidget() or self)
        self.middle.show_situation(shown, keep_order=hand)

    def _tell_ways(self, shown: Shown) -> None:
        self.back_button.setEnabled(shown.ways[0])
        self.forward_button.setEnabled(shown.ways[1])
        self.side.tell_weights(shown.weighing)

    def _go_on(self) -> None:
        """Works out what is pending, some parties at a time; then looks for what would change them."""
        shown = self.hand.shown
        if not self.isVisible():
            self.when_seen(self._go_on)
        elif shown is not None and shown.pending:
            self.hand.work_out(self.list.in_sight())
        elif shown is not None:
            self._explore()

    def _known(self, shown: Shown) -> None:
        """More is known of where the parties stand."""
        self._show_parties(shown)
        self.told.emit()
        self._go_on()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and not self.switches.isAncestorOf(new):
            self.model.settle()

    def _explore(self) -> None:
        """Looks for smallest changes and the zone, beside everything else; what was looked for before is dropped."""
        self._search.stop()
        self.side.begin()
        self.hand.explore(self._blocking, self.side.zone_part.threshold(), self._explore_on)

    def _explore_on(self, exploration: Exploration) -> None:
        self._exploration = exploration
        self.side.zone_part.show_parties(self._closing(), chosen=self._blocking is not None)
        self._search.begin(exploration)

    def _closing(self) -> list[str]:
        """The names of those that can close the zone."""
        if self._exploration is None:
            return []
        names = {actor.id: actor.name for actor in self._exploration.comparison.actors}
        return [names[each] for each in self._exploration.parties]

    def _stop(self) -> None:
        self._search.stop()
        self.side.end()

    def _answered(self, answers: Sequence[Answer]) -> None:
        self.side.tell(answers)
        for answer in answers:
            if isinstance(answer, ZoneTold) and answer.left is not None:
                self.switches.tell_left(answer.left, answer.consistent)

    def _choose_start(self) -> None:
        if self.workspace.comparison is not None:
            self.asking.start(self.switches.start, self.workspace.comparison.scenarios)

    def _start(self, scenario: int) -> None:
        comparison = self.workspace.comparison
        if comparison is not None:
            self.freeze_button.setChecked(False)
            self._scenario, self._blank = scenario or None, scenario == BLANK
            self.hand.begin(comparison, self._scenario, None)

    def _choose_parties(self) -> None:
        if self._exploration is not None:
            actors, chosen = self._exploration.comparison.actors, self._exploration.parties
            self.asking.parties(self.side.zone_part.parties, actors, chosen)

    def _chose_parties(self, actors: Any) -> None:
        self._blocking = tuple(actors) or None
        self._explore()

    def _save(self, name: str, as_branch: bool) -> None:
        """Keeps the situation as a scenario of its own, or as a branch of the one it started from."""
        shown = self.hand.shown
        if shown is None or self.workspace.read_only:
            return
        parent = self._scenario if as_branch else None
        settings = shown.settings if as_branch else shown.whole
        self.workspace.change(_("Save a situation as a scenario"), edits.save(what_if.proposed(name, parent, settings)))

    def _open(self, index: QModelIndex) -> None:
        """The words behind where a party stands now."""
        line = index.data(LINE)
        if isinstance(line, PartyLine) and self.hand.situation is not None:
            self.behind.open(self.hand.situation, line)

    def _choose_reading(self) -> None:
        if self.hand.situation is not None:
            self.asking.reading(self.words.reread_button, self.behind.readings(self.hand.situation))

    def _reread(self, reading: Reading) -> None:
        if self._exploration is not None:
            self.behind.reread(self._exploration, reading)

    def _keep(self) -> None:
        """Writes what was found into a note on the scenario."""
        shown = self.hand.shown
        if shown is None or self.workspace.read_only:
            return
        zone = self.side.zone_part
        body = what_if_note.summary(shown, self.side.lines, zone.zone, zone.lines, zone.bests, parties=self._closing())
        self.workspace.change(_("Keep a what-if as a note"), edits.note(self._scenario, body))
