"""The window: what lies where, and every connection between its parts, one a line (see ``_connect``)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from desktop import copying, keymap, menus, panels, theme
from desktop.actions import Actions
from desktop.appearance import LookChoice
from desktop.care import Care
from desktop.coding_menu import CodingMenu
from desktop.dialogs.opener import DialogOpener
from desktop.dropping import Dropping
from desktop.errands import Errands, Offer
from desktop.jobs import Worker, in_steps, settle_memory
from desktop.lens import Lens
from desktop.letter_keys import LetterKeys
from desktop.lookup import Lookup
from desktop.making import Making
from desktop.models import recent
from desktop.models.recent import RecentModel
from desktop.screens import screens
from desktop.settings import Settings
from desktop.views.welcome import Welcome
from desktop.views.workbench import Workbench
from desktop.visits import Visits, placed
from desktop.widgets import marks
from desktop.widgets.announce import announce
from desktop.widgets.drop_frame import DropFrame
from desktop.widgets.line import Line
from desktop.widgets.menu_row import MenuTools
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.page_stack import PageStack
from desktop.widgets.sidebar import Entry
from desktop.widgets.status_bar import StatusBar
from desktop.words import PRODUCT, _
from desktop.workspace import Workspace

SMALLEST = QSize(1024, 640)
USUAL = QSize(1440, 900)
FIRST = "matrix"
"""The view that an opened case shows."""
AT_LEISURE = 300
"""Milliseconds after the window stands there that the rest is loaded."""


class Window(QMainWindow):
    """Shows the welcome page, or the open case."""

    painted = Signal()
    """The window stands on the screen for the first time."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self.workspace = workspace
        self.settings = settings
        self.commands = Actions(self)
        self.files = Worker("files", self)
        self.recent = RecentModel(settings)
        self.dialogs = DialogOpener(self, tuple(self.commands))
        self.errands = Errands(self, workspace, settings, self.recent)
        self.tools = MenuTools()
        self.message = MessageBar()
        self.care = Care(workspace, self.message, self.dialogs, self.errands)
        self.welcome = Welcome(self.recent, self.files)
        self.bench = Workbench(_entries(), lambda name: self.making.at_once(name))
        self.making = Making(self.bench, workspace, self._connect_view)
        self.visits = Visits(self.bench, workspace)
        self.status = StatusBar()
        self.pages = PageStack()
        self._lay_out()
        self.frame = DropFrame(self.pages)
        self.lens = Lens(self, workspace, self.tools.lens, self.tools.counting)
        self.coding = CodingMenu(self, workspace, self.bench, self.commands)
        self.lookup = Lookup(self, workspace, self.commands, self.coding.make_ready)
        self.dropping = Dropping(self, self._hold)
        self.look = LookChoice(self, settings, self.commands)
        self.letters = LetterKeys(self, settings)
        self._was_painted = False
        self._begun = False
        self._connect()
        self._restore()
        self._show_case()

    def _lay_out(self) -> None:
        self.setMinimumSize(SMALLEST)
        self.setWindowIcon(marks.logo())
        menus.fill(self.menuBar(), self.commands, lambda: self.coding.make_ready())
        self.pages.addWidget(self.welcome)
        self.pages.addWidget(self.bench)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.menuBar().isNativeMenuBar():
            column.addWidget(self.tools)
        else:
            self.menuBar().setCornerWidget(self.tools)
        column.addWidget(Line())
        column.addWidget(self.message)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        """Every connection between the parts of the window."""
        workspace, errands, welcome, bench = self.workspace, self.errands, self.welcome, self.bench
        self.commands.connect_all(self._handlers())
        keymap.current().changed.connect(self._keys_changed)
        workspace.opened.connect(self._opened)
        workspace.closed.connect(self._closed)
        workspace.compared.connect(self._compared)
        workspace.refused.connect(lambda *_told: welcome.look_for_files())
        workspace.failed.connect(lambda *_told: errands.give_up())
        workspace.held.connect(self._held)
        workspace.busy.connect(self._busy)
        workspace.idle.connect(self.status.end_work)
        errands.done.connect(self._done)
        errands.trouble.connect(self.care.tell)
        self.care.resumed.connect(self._resume)
        self.care.savedTold.connect(self._tell_saved)
        errands.sourcesGiven.connect(lambda files: bench.show_view("sources", files=files))
        welcome.newWanted.connect(errands.new_case)
        welcome.openWanted.connect(errands.open_case)
        welcome.sampleWanted.connect(errands.open_sample)
        welcome.importWanted.connect(errands.import_files)
        welcome.caseWanted.connect(workspace.open)
        welcome.caseLost.connect(errands.find_case)
        welcome.backupsWanted.connect(self.care.show_backups)
        welcome.keysWanted.connect(self.dialogs.show_keys)
        bench.moved.connect(self._moved)
        bench.told.connect(self._tell_place)
        self.status.stop.connect(workspace.stop_export)
        self.tools.command.clicked.connect(self.lookup.open)
        self.lens.noticed.connect(bench.tell_notice)
        self.lookup.commandWanted.connect(self._run)
        self.lookup.actorWanted.connect(lambda actor: bench.show_view("matrix", actor=actor))
        self.lookup.scenarioWanted.connect(lambda scenario: bench.show_view("matrix", scenario=scenario))
        self.lookup.passageWanted.connect(self.visits.show_passage)
        self.lookup.sourceWanted.connect(lambda source: bench.show_view("sources", source=source))
        self.lookup.noteWanted.connect(lambda note: bench.show_view("notes", note=note))
        self.dropping.dropped.connect(errands.take)
        self.message.closed.connect(self._focus_page)
        self.painted.connect(welcome.look_for_files)
        self.painted.connect(lambda: QTimer.singleShot(AT_LEISURE, self, self._prepare))
        self.look.scaled.connect(self.status.tell_zoom)
        theme.current().changed.connect(self._dressed)
        QApplication.instance().focusChanged.connect(self._settle)  # type: ignore[union-attr]

    def _handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each command does."""
        errands, bench = self.errands, self.bench
        return {
            "new": errands.new_case,
            "open": errands.open_case,
            "sample": errands.open_sample,
            "import": errands.import_files,
            "brief": errands.export_brief,
            "export": errands.export_case,
            "statements_csv": errands.export_statements,
            "quotations": errands.export_quotations,
            "save_copy": errands.save_copy,
            "save_template": errands.save_template,
            "backups": self.care.show_backups,
            "check": self.care.check,
            "trim": self.care.ask_trimming,
            "mark": self.care.ask_restore_point,
            "unfinished": self.care.show_unfinished,
            "matrix_csv": lambda: errands.export_matrix(getattr(bench.named("matrix"), "export_csv")),  # noqa: B009
            "close": self.workspace.close,
            "quit": self.close,
            "undo": lambda: self.workspace.undo(partial(self._turned, _("Undone: {what}"), _("Nothing to undo"))),
            "redo": lambda: self.workspace.redo(partial(self._turned, _("Done again: {what}"), _("Nothing to redo"))),
            "history": lambda: self.dialogs.show_history(self.workspace),
            "copy": copying.copy,
            "select_all": copying.select_all,
            "new_actor": self._new_actor,
            "new_scenario": lambda: self._at_scenarios("new_scenario"),
            "branch": lambda: self._at_scenarios("branch"),
            "propose": lambda: self._at_scenarios("propose"),
            "as_of": self.lens.open,
            "counting": self.lens.open_counting,
            "latest": self.lens.reset,
            "swap": partial(self._at, "sides", "swap"),
            "reset": partial(self._at, "what_if", "reset"),
            "sidebar": lambda: bench.show_sidebar(not bench.sidebar_whole()),
            "inspector": lambda: bench.show_inspector(not bench.inspector_shown()),
            "letters": lambda: self.letters.switch(self.commands["letters"]),
            "apart": lambda: bench.part_inspector(not bench.place.is_apart()),
            "change_keys": self.dialogs.change_keys,
            **self.coding.handlers(),
            **self.look.handlers(),
            **{f"view_{each.name}": partial(self._show_screen, each.name) for each in screens()},
            "back": lambda: bench.step(-1),
            "forward": lambda: bench.step(1),
            "next_panel": lambda: panels.step(self._panels(), 1),
            "previous_panel": lambda: panels.step(self._panels(), -1),
            "palette": self.lookup.open,
            "keys": self.dialogs.show_keys,
            "about": self.dialogs.show_about,
        }

    def expect(self, case: Path) -> None:
        """Opens a case once the window is there; until it is open, keys on the page for no case would come too soon."""
        self.welcome.setEnabled(False)
        self.painted.connect(lambda: self.workspace.open(case))
        workspace = self.workspace
        for come in (workspace.opened, workspace.refused, workspace.held, workspace.failed):
            come.connect(self._welcome_keys)

    def _welcome_keys(self) -> None:
        if not self.welcome.isEnabled():
            self.welcome.setEnabled(True)
            if self.workspace.path is None:
                self._focus_page()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where nobody else took it: leaves a field, closes the message, the folded-out inspector, a selection."""
        if event.key() == Qt.Key.Key_Escape:
            self._step_out()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tells of the first time, once that is over."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self._focus_page()
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The command box takes what the menus leave."""
        super().resizeEvent(event)
        self._fit_tools()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps how the window was laid out; a view half made is made to its end."""
        self.making.finish()
        self.settings.set_layout("window", self.saveGeometry())
        self.settings.set_layout("splitter", self.bench.splitter.saveState())
        self.settings.save()
        super().closeEvent(event)

    def _restore(self) -> None:
        """The window as it was last time."""
        self.resize(USUAL)
        geometry, splitter = self.settings.layout("window"), self.settings.layout("splitter")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if splitter is not None:
            self.bench.splitter.restoreState(splitter)
        self.bench.want(sidebar=self.settings.shown("sidebar"), inspector=self.settings.shown("inspector"))
        self.look.tell()
        self.letters.lead(self.commands["letters"])
        keymap.current().load(self.settings.keys)

    def _opened(self) -> None:
        self.status.clear_outcome()
        if self.bench.has_views():
            self._show_opened()
        else:
            self._make_views()

    def _show_opened(self) -> None:
        """Shows the case, once it is open and the views are made."""
        if self.workspace.path is None:
            return
        self.bench.forget_places()
        self._show_case()
        self.bench.show_view(FIRST)
        self.errands.go_on()
        announce(self, _("{title} is open").format(title=self._title()))

    def _closed(self) -> None:
        self.status.clear_outcome()
        self._show_case()
        self._focus_page()

    def _compared(self) -> None:
        """Remembers the case as it is now; its title may be new too."""
        workspace = self.workspace
        if workspace.path is None or workspace.comparison is None or workspace.grid is None:
            return
        opened = datetime.now().astimezone().isoformat(timespec="minutes")
        sample = str(workspace.path) == self.recent.sample.path
        case = recent.of_case(workspace.path, workspace.comparison, workspace.grid, opened, sample=sample)
        self.recent.remember(case)
        self._tell_title()

    def _prepare(self) -> None:
        """While the person reads the first page, what the first case needs is loaded."""
        if self.isVisible():
            self.workspace.prepare(self._make_views)

    def _make_views(self) -> None:
        """The matrix is made first, and shown when a case is open; the others follow, or come when they are wanted."""
        if not self._begun:
            self._begun = True
            in_steps(self, self.making.ahead(FIRST), self._made_first, rest=0)

    def _made_first(self) -> None:
        self._show_opened()
        in_steps(self, self._further_steps(), settle_memory)

    def _further_steps(self) -> Iterator[None]:
        for screen in screens():
            for _step in self.making.ahead(screen.name):
                yield
                if not self.isVisible():
                    return  # the program is ending

    def _connect_view(self, name: str, view: Any) -> None:
        """The connections of a view, one a line."""
        visits, errands, bench = self.visits, self.errands, self.bench
        view.openPassage.connect(visits.show_passage)
        view.openCell.connect(visits.show_cell)
        if name == "sources":
            view.addWanted.connect(errands.import_files)
            view.annotatedWanted.connect(lambda source: bench.show_view("report", annotated=source))
            view.imported.connect(lambda told: self._done(told, []))
        elif name == "statements":
            view.remember(self.settings)
        elif name == "actors":
            view.openStatements.connect(visits.show_statements)
        elif name == "matrix":
            view.whatIfWanted.connect(visits.show_what_if)
            view.scenariosWanted.connect(self._at_scenarios)
            view.screenWanted.connect(self._show_screen)
        elif name == "sides":
            view.reportWanted.connect(lambda place: self.bench.show_view("report", **place))
        elif name == "scenarios":
            view.openScenario.connect(visits.show_scenario)
        elif name in ("notes", "gaps"):
            view.openThing.connect(visits.show_thing)
        elif name == "report":
            view.remember(self.settings)
            view.commandWanted.connect(lambda name: self.commands[name].trigger())
            view.weakWanted.connect(lambda: self.bench.show_view("gaps"))
            view.written.connect(errands.brief_written)
            view.sourcesWritten.connect(errands.sources_written)

    def _show_screen(self, name: str) -> None:
        """Shows a screen, which begins with what is selected where the person is."""
        view = self.bench.view()
        self.bench.show_view(name, **(view.handed(name) if view is not None else {}))

    def _at_scenarios(self, what: str) -> None:
        """Does something at the scenarios, with the one at which the person looks."""
        view = self.bench.view()
        scenario = view.place().get("scenario") if view is not None else None
        self.bench.show_view("scenarios", **({} if scenario is None else {"scenario": scenario}))
        getattr(self.bench.named("scenarios"), what)()

    def _new_actor(self) -> None:
        """Asks for a new actor, at the actors."""
        self.bench.show_view("actors")
        getattr(self.bench.named("actors"), "new_actor")()  # noqa: B009 - only this view has it

    def _at(self, screen: str, what: str) -> None:
        """Does something at a screen; from another one it is shown first."""
        if self.bench.name() == screen:
            getattr(self.bench.named(screen), what)()
        else:
            self.bench.show_view(screen)

    def _turned(self, told: str, nothing: str, what: str) -> None:
        self._done(told.format(what=what) if what else nothing, [])

    def _show_case(self) -> None:
        """The page, the menus and the bars as they are with a case, or without."""
        there = self.workspace.path is not None
        self.pages.setCurrentWidget(self.bench if there else self.welcome)
        self.tools.setVisible(there)
        self.commands.set_case_open(there)
        self._tell_title()
        self._tell_saved()
        self._moved()
        self._fit_tools()

    def _moved(self) -> None:
        """Another view or place, or another part is shown."""
        there = self.workspace.path is not None
        self.commands["back"].setEnabled(there and self.bench.history.can_go(-1))
        self.commands["forward"].setEnabled(there and self.bench.history.can_go(1))
        self.commands["sidebar"].setChecked(self.bench.sidebar_whole())
        self.commands["inspector"].setChecked(self.bench.inspector_shown())
        self.commands["apart"].setChecked(self.bench.place.is_apart())
        self.settings.set_shown("sidebar", self.bench.wants_sidebar())
        self.settings.set_shown("inspector", self.bench.place.is_wanted())
        self._tell_place()

    def _keys_changed(self) -> None:
        """Other keys: kept, and shown wherever a key is shown."""
        keys = keymap.current()
        self.settings.keys = keys.own()
        self.commands.show_keys(keys.keys, keys.now)
        theme.current().changed.emit()
        self._tell_place()

    def _tell_place(self) -> None:
        view = self.bench.view() if self.workspace.path is not None else None
        self.status.tell_keys(keymap.current().told(view.keys()) if view is not None else "")
        self.status.tell_selection(self.bench.selection() if view is not None else "")

    def _title(self) -> str:
        snapshot = self.workspace.snapshot
        return snapshot.case.title if snapshot is not None else ""

    def _tell_title(self) -> None:
        title = self._title().replace("[*]", "[*][*]")  # Qt reads [*] as a place for a mark
        self.setWindowTitle(f"{title} — {PRODUCT}" if title else PRODUCT)

    def _tell_saved(self) -> None:
        if self.workspace.path is None:
            self.status.tell_saved("", "check")
        elif self.care.stuck():
            self.status.tell_saved(_("The last change was not saved"), "triangle-alert")
        elif self.workspace.read_only:
            self.status.tell_saved(_("Read only: nothing can be changed"), "lock")
        else:
            self.status.tell_saved(_("All changes saved"), "check")

    def _busy(self, what: str, done: int, total: int) -> None:
        self.status.tell_work(what, done, total, stoppable=self.workspace.exporting())

    def _done(self, told: str, offers: list[Offer]) -> None:
        self.status.tell_outcome(told, *offers)
        announce(self, told)

    def _settle(self) -> None:
        """The focus leaves a field: what was typed there is kept, and is a step of its own."""
        self.workspace.settle()

    def _resume(self, typed: Any) -> None:
        """Shows what was typed in its form again."""
        name, place = placed(typed)
        self.bench.show_view(name, **place)
        view: Any = self.bench.named(name)
        view.resume(typed)

    def _held(self, path: Path, told: str) -> None:
        read, take_over = partial(self._open_as, path, read_only=True), partial(self._open_as, path, take_over=True)
        self.dialogs.ask_held(told, read, take_over)

    def _open_as(self, path: Path, *, read_only: bool = False, take_over: bool = False) -> None:
        self.workspace.open(path, read_only=read_only, take_over=take_over)

    def _run(self, command: str) -> None:
        self.commands[command].trigger()

    def _hold(self, held: bool) -> None:
        there = self.workspace.path is not None
        self.frame.set_active(held and there)
        self.welcome.drop.set_active(held and not there)

    def _dressed(self) -> None:
        self.setWindowIcon(marks.logo())
        self._fit_tools()

    def _fit_tools(self) -> None:
        self.tools.fit(self.width() - menus.width(self.menuBar()))
        self.menuBar().adjustSize()

    def _panels(self) -> list[QWidget]:
        """What F6 goes through, in the order in which it is read."""
        if self.workspace.path is None:
            return [self.message, *self.welcome.panels(), self.status]
        return [self.tools, self.message, *self.bench.panels(), self.status]

    def _focus_page(self) -> None:
        view = self.bench.view() if self.workspace.path is not None else self.welcome
        if view is not None:
            view.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_out(self) -> None:
        if isinstance(QApplication.focusWidget(), QLineEdit):
            self._focus_page()
        elif self.message.text():
            self.message.clear()
        elif self.workspace.path is not None and not self.bench.step_out():
            self._focus_page()


def _entries() -> tuple[Entry, ...]:
    """The sidebar, in the order of the work."""
    found: list[Entry] = []
    section = ""
    for each in screens():
        if each.section != section:
            section = each.section
            found.append(Entry("", section))
        found.append(Entry(each.name, each.short or each.title, each.icon, each.keys))
    return tuple(found)
