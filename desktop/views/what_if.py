"""What if: change the situation and watch every party's stated position move; find what would turn it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from db.records import Statement
from desktop.analysis.exploration import Exploration
from desktop.models import what_if, what_if_note
from desktop.models.what_if import Situation
from desktop.models.what_if_answers import Answer, TurnLine
from desktop.models.what_if_parties import LINE, PartiesModel
from desktop.models.what_if_readings import readings, reread
from desktop.models.what_if_shown import PartyLine, Shown, Tried
from desktop.models.what_if_zone import ZoneTold
from desktop.views import what_if_edits as edits
from desktop.views.view import View
from desktop.views.what_if_findings import FindingsPanel
from desktop.views.what_if_list import PartyList
from desktop.views.what_if_search import Search
from desktop.views.what_if_switches import SwitchPanel, Yielding
from desktop.views.what_if_words import WordsPanel
from desktop.widgets.announce import announce
from desktop.widgets.blank import Blank
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.line import Line
from desktop.widgets.pick_panel import Option, PickPanel, fitting
from desktop.widgets.text import Paragraph
from desktop.widgets.what_if_lanes import LanesFoot, LanesHead
from desktop.words import _
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.analysis.cells import Comparison

BLANK = 0
"""The key of a situation that starts from no scenario."""


class WhatIf(View):
    """Switches at the left, parties in the middle, what would change them at the side."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.model = PartiesModel(self)
        self.switches = SwitchPanel()
        self.list = PartyList(self.model)
        self.foot = LanesFoot()
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
        self._blank = False
        self._asked = 0
        self._exploration: Exploration | None = None
        self._search = Search(workspace, self)
        self._panel: PickPanel | None = None
        self._picking: Callable[[Any], None] = self._start
        self._blocking: tuple[int, ...] | None = None
        self._behind: tuple[int, ...] = ()
        self._numbers: dict[int, int] = {}
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
        if self._shown is None:
            return {}
        return {"scenario": self._scenario or BLANK, "state": self._shown.here}

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
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(LanesHead(self.list, self.list.lines))
        column.addWidget(self.list, 1)
        column.addWidget(self.foot)
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
        self.switches.weighed.connect(lambda key, weight: self._do(lambda situation: situation.weigh(key, weight)))
        self.side.noteWanted.connect(self._keep)
        self.side.taken.connect(lambda changes: self._do(lambda situation: situation.apply(changes)))
        self.side.narrowed.connect(lambda when: self._do(lambda situation: situation.narrow(dict(when))))
        self.side.othersWanted.connect(self._choose_way)
        self.side.stopWanted.connect(self._stop)
        self.side.decided.connect(self.switches.tell_decides)
        self.side.zone_part.thresholdChosen.connect(lambda _stance: self._explore())
        self.side.zone_part.partiesWanted.connect(self._choose_parties)
        self._search.answered.connect(self._answered)
        self._search.progressed.connect(self.side.progress)
        self._search.ended.connect(lambda: self.side.end(complete=True))
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _forget(self) -> None:
        self._stop()
        self._asked += 1
        self._situation = self._shown = self._exploration = None
        self._scenario, self._blocking, self._blank = None, None, False
        self.freeze_button.setChecked(False)
        self.words.hide()
        self.told.emit()

    def _renew_kept(self) -> None:
        """The record is new: the same situation, as far as it still is one."""
        self._renew(self._shown.here if self._shown is not None else None)

    def _renew(self, back: Tried | None = None) -> None:
        comparison = self.workspace.comparison
        if comparison is None:
            return
        empty = not comparison.factors or not comparison.actors
        self._pages.setCurrentIndex(1 if empty else 0)
        if empty:
            self.blank.tell(_("Nothing to change yet"), _("A situation is made of factors; make them under Scenarios."))
            self.told.emit()
            return
        known = [scenario.id for scenario in comparison.scenarios]
        if self._scenario not in known:
            self._scenario = known[0] if known and not self._blank else None
        self._begin(comparison, back)

    def _begin(self, comparison: "Comparison", back: Tried | None) -> None:
        self._asked += 1
        asked, scenario, held = self._asked, self._scenario, self.freeze_button.isChecked()

        def answer(found: tuple[Situation, Shown]) -> None:
            if asked == self._asked:
                self._situation = found[0]
                self._show(found[1])

        def begin() -> tuple[Situation, Shown]:
            situation = Situation(comparison, scenario, back)
            situation.freeze(held)
            return situation, situation.shown()

        self.workspace.ask(lambda _case: begin(), answer)

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

        def done() -> Shown:
            act(situation)
            return situation.shown()

        self.workspace.ask(lambda _case: done(), answer)

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
        """Shows a situation at once; what takes longer comes after it has been painted."""
        before, self._shown = self._shown, shown
        self.yielding.hide()
        self.switches.show_situation(shown)
        self._tell_ways(shown)
        self._show_parties(shown)
        if before is not None and shown.moving != before.moving:
            announce(self, self.count())
        self.told.emit()
        self._search.stop()
        self.side.begin()
        QTimer.singleShot(0, self, self._go_on)

    def _show_parties(self, shown: Shown) -> None:
        hand = self.switches.isAncestorOf(QApplication.focusWidget() or self)
        self.list.lines.fit([each.name for each in shown.parties])
        self.model.show(shown.parties, keep_order=hand)
        self.sentence.setText(shown.told)
        self.foot.show_held(held=shown.held)

    def _tell_ways(self, shown: Shown) -> None:
        self.back_button.setEnabled(shown.ways[0])
        self.forward_button.setEnabled(shown.ways[1])
        self.side.tell_weights(shown.weighing)

    def _go_on(self) -> None:
        """Works out what is pending, some parties at a time; then looks for what would change them."""
        situation, shown, asked = self._situation, self._shown, self._asked
        if situation is None or shown is None:
            return
        if not shown.pending:
            self._explore()
            return
        first = self.list.in_sight()

        def work() -> Shown | None:
            if asked != self._asked:
                return None
            situation.work_out(first)
            return situation.shown()

        def answer(found: Shown | None) -> None:
            if found is not None and asked == self._asked:
                self._shown = found
                self._show_parties(found)
                self.told.emit()
                self._go_on()

        self.workspace.ask(lambda _case: work(), answer)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and not self.switches.isAncestorOf(new):
            self.model.settle()

    def _explore(self) -> None:
        """Looks for smallest changes and the zone, beside everything else; what was looked for before is dropped."""
        self._search.stop()
        situation, asked = self._situation, self._asked
        if situation is None:
            return
        blocking, threshold = self._blocking, self.side.zone_part.threshold()
        self.side.begin()

        def answer(exploration: Exploration) -> None:
            if asked == self._asked:
                self._exploration = exploration
                chosen = self._blocking is not None
                self.side.zone_part.show_parties(self._closing(), chosen=chosen)
                self._search.begin(exploration)

        self.workspace.ask(lambda _case: situation.exploration(blocking, threshold), answer)

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
        comparison = self.workspace.comparison
        if comparison is not None:
            options = [Option(BLANK, _("Blank situation")), *(Option(s.id, s.name) for s in comparison.scenarios)]
            self._pick(self.switches.start, _("Start from"), options, self._start)

    def _start(self, keys: Any) -> None:
        key, comparison = next(iter(keys), None), self.workspace.comparison
        if key is not None and comparison is not None:
            self.freeze_button.setChecked(False)
            self._scenario, self._blank = key or None, key == BLANK
            self._begin(comparison, None)

    def _choose_way(self, line: TurnLine, button: QWidget) -> None:
        """Offers all ways of turning a party."""
        options = [Option(way, way.text, way.word, way.mark) for way in line.ways]
        title = _("{actor}: {size}").format(actor=line.name, size=line.size)
        self._pick(_At(button), title, options, self._take_way)

    def _take_way(self, keys: Any) -> None:
        way = next(iter(keys), None)
        if way is not None:
            self._do(lambda situation: situation.apply(way.changes))

    def _choose_parties(self) -> None:
        if self._exploration is not None:
            comparison, chosen = self._exploration.comparison, self._exploration.parties
            options = [Option(actor.id, actor.name) for actor in comparison.actors]
            field = self.side.zone_part.parties
            self._pick(field, _("Who can close the zone"), options, self._chose_parties, chosen)

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
            self._numbers = {each.id: said.number for said in statements for each in said.positions}
            self.words.show_words(line.name, statements, names)

        def positions(found: tuple[int, ...]) -> None:
            self._behind = found
            self.workspace.statements(found, shown)

        def behind() -> tuple[int, ...]:
            cell = situation.live.cell(line.actor)
            return cell.decisive or cell.might

        self.workspace.ask(lambda _case: behind(), positions)

    def _choose_reading(self) -> None:
        """Offers the ways in which a condition of these words could be read."""
        situation = self._situation
        if situation is None:
            return
        found = [each for position in self._behind for each in readings(situation.comparison, position)]
        options = [
            Option(each, each.text, _("no. {n}").format(n=self._numbers.get(each.position, ""))) for each in found
        ]
        self._pick(_At(self.words.reread_button), _("Read a condition"), options, self._reread)

    def _reread(self, keys: Any) -> None:
        """What the zone would be; the record is not changed."""
        reading, exploration = next(iter(keys), None), self._exploration
        if reading is None or exploration is None:
            return
        told = self.words.told
        told.setText(_("Looking …"))
        self.workspace.explore(lambda: reread(exploration, reading), told.setText, Search.failed)

    def _keep(self) -> None:
        """Writes what was found into a note on the scenario."""
        if self._shown is None or self.workspace.read_only:
            return
        zone = self.side.zone_part
        body = what_if_note.summary(
            self._shown, self.side.lines, zone.zone, zone.lines, zone.bests, parties=self._closing()
        )
        self.workspace.change(_("Keep a what-if as a note"), edits.note(self._scenario, body))


class _At:
    """A button as a place for a list."""

    def __init__(self, button: QWidget) -> None:
        self._button = button

    def anchor(self) -> QRect:
        """Where it is in its window."""
        return QRect(self._button.mapTo(self._button.window(), QPoint(0, 0)), self._button.size())
