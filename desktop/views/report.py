"""The report: what a brief holds, how it looks, and its pages as they will be, before it leaves the house."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.report import LEVEL, PAGES, START, Contents
from desktop.reporting import Reporting, Wish
from desktop.source_export import SourceExport
from desktop.views.report_choices import Choices
from desktop.views.view import View
from desktop.widgets.announce import announce
from desktop.widgets.contents_list import ContentsList
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.line import Line
from desktop.widgets.page_scroll import PageScroll, Part
from desktop.widgets.text import Elided, Label, Paragraph
from desktop.words import _, count
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.reports.contents import Draft
    from desktop.reports.export import Written
    from desktop.reports.options import Options

SIDE_WIDTH = 330
SUFFIX = ".pdf"


class Report(View):
    """Choices at the left, pages at the right; a choice makes the pages anew, and the place in them stays."""

    written = Signal(object)
    """A brief was written: what ``reports.export`` tells of it."""
    sourcesWritten = Signal(object, int, object)
    """Marked sources were written: the folder, how many, and a sentence for each that was not."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.reporting = Reporting(workspace, self)
        self.model = Contents(self)
        self.list = ContentsList(lambda index: int(index.data(LEVEL)), lambda index: str(index.data(PAGES)))
        self.list.setModel(self.model)
        self.choices = Choices()
        self.warnings = Paragraph(role="dense")
        self.pages = PageScroll()
        self.state = Label(role="dense", token="ink2")  # noqa: S106 - a colour
        self.target = Elided(role="dense", token="ink2")  # noqa: S106 - a colour
        self.change = Button(_("Change …"), "folder", "flat")
        self.export = Button(_("Export PDF"), kind="primary", keys="Ctrl+Return")
        self.sources = Button(_("Annotated sources …"), "scan-text", "flat")
        self.source_export = SourceExport(workspace, self)
        self.zoom = [IconButton("zoom-out", _("Smaller")), IconButton("zoom-in", _("Larger"))]
        self._options: Options | None = None
        self._draft: Draft | None = None
        self._target: Path | None = None
        self._own: set[Path] = set()
        self._parts: dict[tuple[int, tuple[float, float, float, float]], Part] = {}
        self._stale = True
        self._lay_out()
        self._connect()
        self.reporting.load()

    def title(self) -> str:
        """The name of the view."""
        return _("Report")

    def count(self) -> str:
        """How many pages and comments."""
        if self._draft is None:
            return ""
        pages = count(self._draft.pages, "{n} page", "{n} pages")
        return pages + " · " + count(self._draft.comments, "{n} comment", "{n} comments")

    def keys(self) -> str:
        """The keys that work here."""
        return _("Ctrl+Enter: export · Space: on or off · Alt+Up: move up")

    def tools(self) -> list[QWidget]:
        """Marked sources, smaller and larger pages."""
        return [self.sources, *self.zoom]

    def first(self) -> QWidget:
        """The contents."""
        return self.list

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

    def aim(self, path: Path) -> None:
        """Names the file that is written."""
        self._target = path
        self.target.setText(str(path))
        self.target.setToolTip(str(path))

    def write(self) -> None:
        """Writes what is chosen; a file that this view did not write itself is never replaced without asking."""
        if self._target is None or self._options is None or self.workspace.exporting():
            return
        path = self._target
        self.workspace.export_brief(path, partial(self._wrote, path), replace(self._options, seal=self.reporting.seal))

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        heading = Label(_("Contents").upper(), "label", "ink2")
        heading.setContentsMargins(14, 0, 14, 0)
        heading.setBuddy(self.list)
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        column.addWidget(Line())
        column.addWidget(self.choices)
        self._told = QScrollArea()
        self._told.setFrameShape(QScrollArea.Shape.NoFrame)
        self._told.setWidgetResizable(True)
        self._told.setMaximumHeight(110)
        self.warnings.setContentsMargins(14, 6, 14, 10)
        self._told.setWidget(self.warnings)
        column.addWidget(self._told)
        side.setMinimumWidth(260)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(side)
        splitter.addWidget(self.pages)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([SIDE_WIDTH, 900])
        self.pages.setAccessibleName(_("Pages of the brief"))
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(10)
        row.addWidget(self.target, 1)
        row.addWidget(self.change)
        row.addWidget(self.state)
        row.addWidget(self.export)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        for part, stretch in ((splitter, 1), (Line(), 0), (foot, 0)):
            body.addWidget(part, stretch)

    def _connect(self) -> None:
        self.model.chosen.connect(self._chosen)
        self.list.moved.connect(self._move)
        self.list.clicked.connect(self._look)
        self.list.activated.connect(self._look)
        self.choices.chosen.connect(self._chosen)
        self.choices.presetChosen.connect(self._take_preset)
        self.choices.presetNamed.connect(self._save_preset)
        self.pages.wanted.connect(self._want)
        self.reporting.ready.connect(self._compared)
        self.reporting.begun.connect(lambda: self._tell(_("Making the pages …")))
        self.reporting.shown.connect(self._sized)
        self.reporting.drawn.connect(self._drawn)
        self.reporting.drafted.connect(self._drafted)
        self.reporting.failed.connect(self._tell)
        self.change.clicked.connect(self._ask_target)
        self.sources.clicked.connect(self._ask_folder)
        self.source_export.began.connect(self._marking)
        self.source_export.done.connect(self._marked)
        self.export.clicked.connect(self.write)
        self.zoom[0].clicked.connect(lambda: self.pages.zoom_by(-1))
        self.zoom[1].clicked.connect(lambda: self.pages.zoom_by(1))
        self.workspace.opened.connect(self._another)
        self.workspace.closed.connect(self._another)
        self.workspace.compared.connect(self._compared)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.write)
        theme.current().changed.connect(self.update)

    def _another(self) -> None:
        """Another case, or none: its contents are others."""
        self._draft, self._target = None, None
        self._own.clear()
        self.sources.setEnabled(True)
        if self._options is not None:
            self._options = replace(self._options, scenarios=None, pairs=())
        self.pages.show_sizes(())
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
        if self._options is None:
            self._options = self.choices.preset()
        if self._target is None:
            self.aim(_free(path.with_name(_("{name} brief").format(name=path.stem) + SUFFIX)))
        self._stale = False
        self.model.renew(self.reporting.entries(self._options))
        self.choices.show_options(self._options)
        self.reporting.make(self._options, at_once=True)

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
        if page is not None and page < len(self.pages.sizes):
            self.pages.scroll_to(page, 0, 0)

    def _save_preset(self, name: str) -> None:
        if self._options is not None:
            self.reporting.save(name, self._options)

    def _move(self, row: int, step: int) -> None:
        there = self.model.move(row, step)
        self.list.setCurrentIndex(self.model.index(there))
        if there != row:
            announce(
                self,
                _("{title}, now {n} of {all}").format(
                    title=self.model.index(there).data(), n=there + 1, all=self.model.rowCount()
                ),
            )

    def _sized(self, sizes: Any) -> None:
        """New pages; the place in them stays."""
        page, share = self.pages.middle()
        before = self.pages.sizes
        self.pages.show_sizes(sizes)
        if before and page < len(sizes):
            self.pages.scroll_to(page, share * sizes[page][1], 0.5)

    def _want(self, parts: list[Part], _pages: list[int], scale: float) -> None:
        self._parts = {(part.page, part.area): part for part in parts}
        self.reporting.want([Wish(part.page, scale, part.area) for part in parts])

    def _drawn(self, wish: Wish, image: QImage) -> None:
        part = self._parts.get((wish.page, wish.area))
        if part is not None:
            self.pages.show_picture(part, wish.scale, image)

    def _drafted(self, draft: "Draft") -> None:
        self._draft = draft
        self.model.renew(draft.entries)
        self.warnings.setText("\n".join(f"• {told}" for told in draft.warnings))
        self._told.setVisible(bool(draft.warnings))
        self._tell(_("tagged for screen readers") if draft.tagged else _("not tagged"))
        self.told.emit()
        announce(self, self.count())

    def _tell(self, text: str) -> None:
        self.state.setText(text)

    def _ask_target(self) -> None:
        dialog = QFileDialog(
            self, _("Export brief as PDF"), str(self._target or ""), f"{_('PDF documents')} (*{SUFFIX})"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX)
        dialog.fileSelected.connect(self._aimed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _aimed(self, name: str) -> None:
        """The person chose a file, and said so if it may be replaced."""
        self._own.add(Path(name))
        self.aim(Path(name))

    def _ask_folder(self) -> None:
        dialog = QFileDialog(
            self, _("A folder for the annotated sources"), str(self._target.parent if self._target else "")
        )
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.mark_sources(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def mark_sources(self, folder: Path) -> None:
        """Writes every source with its marks into a folder, beside everything else."""
        if self._options is not None and not self.source_export.under_way():
            self.sources.setEnabled(False)
            self.source_export.write(folder, self._options)

    def _marking(self, done: int, whole: int) -> None:
        self._tell(_("Marking sources: {done} of {all}").format(done=done, all=whole))

    def _marked(self, folder: Path, written: int, faults: list[str]) -> None:
        self.sources.setEnabled(True)
        self._tell("")
        self.sourcesWritten.emit(folder, written, faults)

    def _wrote(self, path: Path, written: "Written") -> None:
        self._own.update((path, written.path, *written.volumes))
        self.written.emit(written)


def _free(path: Path) -> Path:
    """The path, or one with a number behind its name where a file is already."""
    free, number = path, 2
    while free.exists():
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return free
