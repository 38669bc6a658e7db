"""The report: what a brief holds, how it looks, and its pages as they will be, before it leaves the house."""

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop import theme
from desktop.models.report import START, Contents
from desktop.reporting import Reporting
from desktop.settings import Settings
from desktop.source_export import SourceExport
from desktop.views.report_body import ReportBody
from desktop.views.report_kinds import BRIEF, SOURCES, CommandPage, SourcesPage, kinds, pages
from desktop.views.report_pages import ReportPages
from desktop.views.report_target import Target
from desktop.views.report_wishes import BESIDE, granted
from desktop.views.view import View
from desktop.widgets.announce import announce
from desktop.widgets.kind_list import KindList
from desktop.widgets.line import Line
from desktop.words import _, as_tooltip, count

if TYPE_CHECKING:
    from desktop.reports.contents import Draft
    from desktop.reports.export import Written
    from desktop.reports.options import Options


class Report(View):
    """Choices at the left, pages at the right; a choice makes the pages anew, and the place in them stays."""

    written = Signal(object)
    """A brief was written: what ``reports.export`` tells of it."""
    sourcesWritten = Signal(object, int, object)
    """Marked sources were written: the folder, how many, and a sentence for each that was not."""
    commandWanted = Signal(str)
    """A file of another kind is wanted: the name of the command that makes it."""
    weakWanted = Signal()
    """The weak spots are to be shown where they are listed."""

    def make(self) -> Iterator[None]:
        """The kinds of files, the brief, the others, then what works on them."""
        workspace = self.workspace
        self.reporting = Reporting(workspace, self)
        self.source_export = SourceExport(workspace, self)
        self.model = Contents(self)
        self.stack = QStackedWidget(self)
        self.kinds = KindList(kinds())
        self._lay_out()
        yield
        self.body = body = ReportBody(self.model, self.stack)
        yield from body.make()
        self.stack.addWidget(body)
        yield
        self.sheets = ReportPages(self.reporting, body)
        self.marked = SourcesPage()
        self.stack.addWidget(self.marked)
        yield
        self.others = pages()
        for page in self.others:
            self.stack.addWidget(page)
        yield
        self.list, self.choices, self.warnings = body.list, body.choices, body.warnings
        self.pages, self.state, self.target = body.pages, body.state, body.target
        self.export, self.sources = body.export, self.marked.export
        self._settings: Settings | None = None
        self._options: Options | None = None
        self._draft: Draft | None = None
        self._aim = Target(self)
        self._wished: dict[str, Any] = {}
        self._stale = True
        self._hasty = False
        self._only: int | None = None
        yield
        self._connect()
        self.reporting.load()

    def remember(self, settings: Settings) -> None:
        """Begins with the choices of the last brief, and keeps those of the next one."""
        self._settings = settings

    def title(self) -> str:
        """The name of the view."""
        return _("Report")

    def count(self) -> str:
        """How many pages and comments."""
        if self._draft is None:
            return ""
        told = count(self._draft.pages, "{n} page", "{n} pages")
        return told + " · " + count(self._draft.comments, "{n} comment", "{n} comments")

    def keys(self) -> str:
        """The keys that work here."""
        return _("Ctrl+Enter: export · Space: on or off · Alt+Up: move up · Ctrl+Down: next comment")

    def tools(self) -> list[QWidget]:
        """Smaller and larger pages."""
        return list(self.body.zoom)

    def first(self) -> QWidget:
        """The contents, or what there is instead of a brief."""
        return self.list if self.stack.currentIndex() == BRIEF else self.kinds

    def go(self, annotated: int | None = None, **wish: Any) -> None:
        """Offers the annotated PDF of a source, by its id, or puts something into the brief: see ``report_wishes``."""
        self._only = annotated
        if annotated is not None:
            self.kinds.choose(SOURCES)
            if not self._stale:
                self._choose_only()
            return
        self._wished = {key: wish[key] for key in (*BESIDE, "scenarios") if wish.get(key)}
        if not self._wished:
            return
        if self._options is not None and not self._stale:
            self._grant()

    def showEvent(self, event: Any) -> None:
        """Pages are made when they are looked at."""
        super().showEvent(event)
        self.reporting.warm()
        if self._stale:
            self._renew()

    def hideEvent(self, event: Any) -> None:
        """Processes that nobody waits for are ended."""
        super().hideEvent(event)
        self.reporting.cool()

    def options(self) -> "Options | None":
        """What is chosen now."""
        return self._options

    def draft(self) -> "Draft | None":
        """The draft that is shown."""
        return self._draft

    def clear(self) -> bool:
        """Esc puts the card of a comment away."""
        return self.pages.comments.hide()

    def aim(self, path: Path) -> None:
        """Names the file that is written."""
        self._aim.aim(path)

    def _aimed(self, path: Path) -> None:
        self.target.setText(str(path))
        self.target.setToolTip(as_tooltip(str(path)))

    def write(self) -> None:
        """Writes what is chosen; a file that this view did not write itself is never replaced without asking."""
        shown = self.stack.currentWidget()
        if isinstance(shown, CommandPage):
            shown.buttons[0].click()
        elif shown is self.marked:
            self.sources.click()
        elif (path := self._aim.safe()) is None or self._options is None or self._stale:
            self._hasty = self.workspace.path is not None  # a quick hand: as soon as it is known what is chosen
        elif not self.workspace.exporting():
            options = self._options
            self._remember_choices(options)
            if self.choices.signed.isChecked():
                options = replace(options, signed=self.workspace.author, timestamp=int(time.time()))
            self.workspace.export_brief(path, partial(self._wrote, path), options)

    def mark_sources(self, folder: Path) -> None:
        """Writes the chosen sources with their marks into a folder, beside everything else."""
        if self._options is not None and not self.source_export.under_way():
            self.sources.setEnabled(False)
            self.source_export.write(folder, self._options, self.marked.model.chosen())

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part, stretch in ((self.kinds, 0), (Line(upright=True), 0), (self.stack, 1)):
            row.addWidget(part, stretch)

    def _connect(self) -> None:
        """Every connection of the view."""
        body, reporting = self.body, self.reporting
        self.kinds.chosen.connect(self.stack.setCurrentIndex)
        self.model.chosen.connect(self._chosen)
        self.list.moved.connect(self._move)
        self.list.clicked.connect(self._look)
        self.list.activated.connect(self._look)
        self.choices.chosen.connect(self._chosen)
        self.choices.presetChosen.connect(self._take_preset)
        self.choices.presetNamed.connect(self._save_preset)
        reporting.ready.connect(self._compared)
        reporting.begun.connect(self._begun)
        reporting.drafted.connect(self._drafted)
        reporting.failed.connect(self._failed)
        body.change.clicked.connect(self._aim.ask)
        self._aim.aimed.connect(self._aimed)
        self._aim.folderGiven.connect(self.mark_sources)
        body.show_weak.clicked.connect(self.weakWanted)
        self.sources.clicked.connect(self._aim.ask_folder)
        self.source_export.began.connect(self._marking)
        self.source_export.done.connect(self._marked)
        self.export.clicked.connect(self.write)
        body.zoom[0].clicked.connect(lambda: self.pages.zoom_by(-1))
        body.zoom[1].clicked.connect(lambda: self.pages.zoom_by(1))
        for page in self.others:
            page.wanted.connect(self.commandWanted)
        self.workspace.opened.connect(self._another)
        self.workspace.closed.connect(self._another)
        self.workspace.compared.connect(self._compared)
        keys = (("Ctrl+Return", self.write), ("Ctrl+Enter", self.write))
        steps = (("Ctrl+Down", partial(self._comment, 1)), ("Ctrl+Up", partial(self._comment, -1)))
        for key, deed in (*keys, *steps):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)
        theme.current().changed.connect(self.update)

    def _another(self) -> None:
        """Another case, or none: its contents are others."""
        self._draft, self._hasty = None, False
        self._aim.forget()
        self.marked.tell()
        if self._options is not None:
            self._options = replace(self._options, scenarios=None, pairs=(), shifts=(), since=())
        self.sheets.show(())
        self._stale = True

    def _compared(self) -> None:
        self._stale = True
        if self.isVisible():
            self._renew()

    def _renew(self) -> None:
        """Shows the contents of the case as it is now, and makes its pages."""
        path = self.workspace.path
        if path is None or self.workspace.comparison is None or not self.reporting.loaded():
            return
        self.choices.show_presets(self.reporting.presets())
        self.choices.save.setEnabled(not self.workspace.read_only)
        self.marked.model.show(self.workspace.snapshot)
        if self._options is None:
            self._options = self.reporting.read(self._settings.report if self._settings is not None else "")
        self._aim.begin(path)
        self._stale = False
        self._choose_only()
        if self._wished:
            self._grant()
            return
        self.model.renew(self.reporting.entries(self._options))
        self.choices.show_options(self._options)
        self.reporting.make(self._options, at_once=True)
        if self._hasty:
            self._hasty = False
            self.write()

    def _choose_only(self) -> None:
        """Turns all sources off but the one whose annotated PDF is wanted."""
        if self._only is not None:
            self.marked.model.choose_only(self._only)
            self._only = None

    def _grant(self) -> None:
        """Chooses what somebody wished for from another screen, and says so."""
        wish, self._wished = self._wished, {}
        snapshot = self.workspace.snapshot
        if self._options is None or snapshot is None:
            return
        self.kinds.choose(BRIEF)
        self._take_preset(granted(self._options, wish, (each.id for each in snapshot.scenarios)))
        announce(self, _("It is in the brief now"))

    def _chosen(self) -> None:
        if self._options is None:
            return
        told = self.choices.options(self._options)
        self._options = replace(told, parts=self.model.parts(), scenarios=self.model.scenarios())
        self.choices.name(self._options)
        self.export.setEnabled(bool(self._options.parts))
        if self._options.parts:
            self.reporting.make(self._options)

    def _take_preset(self, options: "Options") -> None:
        if self.workspace.comparison is None:
            return
        self._options = options
        self.model.show(self.reporting.entries(options))
        self.choices.show_options(options)
        self.reporting.make(options)

    def _look(self, index: QModelIndex) -> None:
        """Shows the first page of a part."""
        page = index.data(START)
        if page is not None:
            self.sheets.go(page)

    def _comment(self, step: int) -> None:
        if self.stack.currentIndex() == BRIEF:
            self.pages.comments.step(step)

    def _save_preset(self, name: str) -> None:
        if self._options is not None:
            self.reporting.save(name, self._options)

    def _remember_choices(self, options: "Options") -> None:
        if self._settings is not None:
            self._settings.report = self.reporting.kept(options)

    def _move(self, row: int, step: int) -> None:
        there = self.model.move(row, step)
        self.list.setCurrentIndex(self.model.index(there))
        if there != row:
            told = _("{title}, now {n} of {all}").format(
                title=self.model.index(there).data(), n=there + 1, all=self.model.rowCount()
            )
            announce(self, told)

    def _begun(self) -> None:
        self.body.bar.show()
        self._tell(_("Making the pages …"))

    def _drafted(self, draft: "Draft") -> None:
        self._draft = draft
        self.model.renew(draft.entries)
        self.body.warn("\n".join(f"• {told}" for told in draft.warnings), weak=bool(draft.warnings))
        self.sheets.show_comments(draft.shown)
        self.body.bar.hide()
        self._tell(_("tagged for screen readers") if draft.tagged else _("not tagged"))
        self.told.emit()
        announce(self, self.count())

    def _failed(self, told: str) -> None:
        self.body.bar.hide()
        self._tell(told)

    def _tell(self, text: str) -> None:
        self.state.setText(text)

    def _marking(self, done: int, whole: int) -> None:
        self._tell(_("Marking sources: {done} of {all}").format(done=done, all=whole))

    def _marked(self, folder: Path, written: int, faults: list[str]) -> None:
        self.marked.tell()
        self._tell("")
        self.sourcesWritten.emit(folder, written, faults)

    def _wrote(self, path: Path, written: "Written") -> None:
        self._aim.wrote((path, written.path, *written.volumes))
        self.written.emit(written)
