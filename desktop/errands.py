"""What the window does with files: the dialogs that ask for names, and what is told afterwards."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop import list_export
from desktop.models.recent import RecentModel
from desktop.settings import Settings
from desktop.words import _, count
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.case import Case
    from desktop.reports.export import Written

SUFFIX = ".rapporteur"
KINDS = (".txt", ".md", ".html", ".htm", ".xml", ".pdf", ".docx", ".odt", ".rtf", ".epub", ".eml", ".json")
"""The suffixes of what is imported, for the dialog; other files can be tried too."""

Offer = tuple[str, Callable[[], object]]


class Errands(QObject):
    """Every errand begins with a question to the person and ends at the workspace."""

    done = Signal(str, object)
    """What came of it, and what can be done with it: a list of names with what they do."""
    trouble = Signal(str, str)
    """What did not work, with details."""
    sourcesGiven = Signal(object)
    """Files for the open case."""

    def __init__(self, window: QWidget, workspace: Workspace, settings: Settings, recent: RecentModel) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._settings = settings
        self._recent = recent
        self._waiting: list[Path] = []

    def new_case(self) -> None:
        """Asks for a name and makes an empty case."""
        path = self._ask_save(_("New case"), _("Untitled") + SUFFIX, SUFFIX, _("Rapporteur cases"))
        if path is not None:
            self._workspace.create(path, path.stem, overwrite=path.exists())

    def open_case(self) -> None:
        """Asks for a case and opens it."""
        paths = self._ask_open(_("Open a case"), f"{_('Rapporteur cases')} (*{SUFFIX});;{_('All files')} (*)")
        if paths:
            self._workspace.open(paths[0])

    def open_sample(self) -> None:
        """Opens the sample case, which is written to the person's documents the first time."""
        self._workspace.open_sample(Path(self._recent.sample.path))

    def find_case(self, lost: Path) -> None:
        """Asks where a case of the list is now, and opens it."""
        title = _("Where is {name} now?").format(name=lost.name)
        paths = self._ask_open(title, f"{_('Rapporteur cases')} (*{SUFFIX})")
        if paths:
            self._recent.found(str(lost), str(paths[0]))
            self._workspace.open(paths[0])

    def import_files(self) -> None:
        """Asks for files and imports them; without a case, one is made beside them."""
        patterns = " ".join(f"*{suffix}" for suffix in KINDS)
        kinds = f"{_('Documents and cases')} ({patterns});;{_('All files')} (*)"
        paths = self._ask_open(_("Add sources"), kinds, many=True)
        if paths:
            self.take(paths)

    def take(self, paths: Sequence[Path]) -> None:
        """Deals with files that were dropped or chosen: a case is opened, all else is imported."""
        cases = [path for path in paths if path.suffix.lower() == SUFFIX]
        others = [path for path in paths if path not in cases]
        if others and self._workspace.path is not None:
            self.sourcesGiven.emit(others)
        elif others:
            self._waiting = others
            self._workspace.create_beside(others[0])
        elif cases:
            self._workspace.open(cases[0])

    def go_on(self) -> None:
        """A case is shown: what was dropped before there was one is taken in."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self.sourcesGiven.emit(waiting)

    def give_up(self) -> None:
        """A case could not be opened or made: what waits for it is left."""
        self._waiting = []

    def export_brief(self) -> None:
        """Asks for a name and writes the brief."""
        path = self._ask_save(_("Export brief as PDF"), self._name(".pdf"), ".pdf", _("PDF documents"))
        if path is not None:
            from desktop.reports.presets import read

            self._workspace.export_brief(path, self.brief_written, read(self._settings.report))

    def export_case(self) -> None:
        """Asks for a name and writes the case as JSON."""
        path = self._ask_save(_("Export case as JSON"), self._name(".json"), ".json", _("Cases as JSON"))
        if path is not None:
            self._workspace.export_case(path, self._case_written)

    def export_matrix(self, write: Callable[[Path, Callable[[Path], None]], None]) -> None:
        """Asks for a name and has the matrix written there as CSV."""
        path = self._ask_save(_("Export matrix as CSV"), self._name(".csv"), ".csv", _("Tables as CSV"))
        if path is not None:
            write(path, self._matrix_written)

    def export_statements(self) -> None:
        """Asks for a name and writes all statements as CSV."""
        name = _("{name} statements").format(name=self._name("")) + list_export.TABLE
        path = self._ask_save(_("Export statements as CSV"), name, list_export.TABLE, _("Tables as CSV"))
        if path is not None:
            list_export.write(self._workspace, path, self._list_written)

    def export_quotations(self) -> None:
        """Asks for a name and writes all quotations as Markdown."""
        name = _("{name} quotations").format(name=self._name("")) + list_export.QUOTATIONS
        path = self._ask_save(_("Export quotations as Markdown"), name, list_export.QUOTATIONS, _("Markdown"))
        if path is not None:
            list_export.write(self._workspace, path, self._list_written)

    def save_copy(self) -> None:
        """Asks for a name and writes the case there, complete with its history; the open case stays open."""
        path = self.ask_case(_("Save a copy"))
        if path is not None:
            self._workspace.ask(partial(_copy, path), self._copied)

    def save_template(self) -> None:
        """Asks for a name and makes a new case with the same actors, issues, factors and scenarios."""
        path = self._ask_save(_("Save as template"), _("Template") + SUFFIX, SUFFIX, _("Rapporteur cases"))
        if path is not None:
            self._workspace.ask(partial(_template, path), self._copied)

    def ask_case(self, title: str, name: str = "") -> Path | None:
        """A name for a case that is to be written; that of the open case unless another one is proposed."""
        return self._ask_save(title, name or self._name(SUFFIX), SUFFIX, _("Rapporteur cases"))

    def tell_restored(self, kept: Path | None) -> None:
        """Tells that a backup took the place of the case."""
        told = _("The backup is the case now.")
        if kept is not None:
            told += " " + _("As it was before it is kept as {name}.").format(name=kept.name)
        self.done.emit(told, _offers(kept)[1:] if kept is not None else [])

    def _copied(self, path: Path) -> None:
        self.done.emit(_("Written: {name}").format(name=path.name), _offers(path)[1:])

    def _name(self, suffix: str) -> str:
        path = self._workspace.path
        return (path.stem if path is not None else _("Untitled")) + suffix

    def brief_written(self, written: "Written") -> None:
        """Tells that a brief was written, and what is to be known of it."""
        told = _("Brief written: {name}").format(name=written.path.name)
        if written.replaced:
            told += " · " + _("no font has {letters}").format(letters=" ".join(written.replaced))
        self.done.emit(told, _offers(written.path))

    def sources_written(self, folder: Path, written: int, faults: list[str]) -> None:
        """Tells that marked sources were written, and which were not."""
        told = count(written, "{n} annotated source written: {{name}}", "{n} annotated sources written: {{name}}")
        self.done.emit(told.format(name=folder.name), _offers(folder)[:1])
        if faults:
            one = count(len(faults), "{n} source could not be marked", "{n} sources could not be marked")
            self.trouble.emit(one, "\n".join(faults))

    def _case_written(self, path: Path) -> None:
        self.done.emit(_("Case written: {name}").format(name=path.name), _offers(path)[1:])

    def _list_written(self, path: Path) -> None:
        self.done.emit(_("Written: {name}").format(name=path.name), _offers(path))

    def _matrix_written(self, path: Path) -> None:
        self.done.emit(_("Matrix written: {name}").format(name=path.name), _offers(path))

    def _ask_save(self, title: str, name: str, suffix: str, kind: str) -> Path | None:
        """A name for a new file; an existing one only when the person said that it may be replaced."""
        dialog = QFileDialog(self._window, title, str(self._settings.last_folder() / name), f"{kind} (*{suffix})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        chosen = self._chosen(dialog)
        return chosen[0] if chosen else None

    def _ask_open(self, title: str, kinds: str, *, many: bool = False) -> list[Path]:
        dialog = QFileDialog(self._window, title, str(self._settings.last_folder()), kinds)
        mode = QFileDialog.FileMode.ExistingFiles if many else QFileDialog.FileMode.ExistingFile
        dialog.setFileMode(mode)
        return self._chosen(dialog)

    def _chosen(self, dialog: QFileDialog) -> list[Path]:
        try:
            if not dialog.exec():
                return []
            paths = [Path(path) for path in dialog.selectedFiles()]
        finally:
            dialog.deleteLater()
        if paths:
            self._settings.set_last_folder(paths[0].parent)
        return paths


def _copy(path: Path, case: "Case") -> Path:
    """Runs on the worker, as the one below."""
    from db import copies

    return copies.save_copy(case, path, overwrite=True)


def _template(path: Path, case: "Case") -> Path:
    from db import copies

    return copies.save_template(case, path, title=path.stem, overwrite=True)


def _offers(path: Path) -> list[Offer]:
    return [
        (_("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))),
        (_("Show in folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))),
    ]
