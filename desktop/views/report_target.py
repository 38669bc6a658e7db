"""Where the files of a report go: asked of the person, and never in place of a file that somebody else wrote."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.words import _

SUFFIX = ".pdf"


class Target(QObject):
    """The file that a brief is written to; ``path`` is None until one is named."""

    aimed = Signal(object)
    """Another file is named: its path."""
    folderGiven = Signal(object)
    """A folder for annotated sources was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._own: set[Path] = set()
        self.path: Path | None = None

    def forget(self) -> None:
        """Another case."""
        self.path = None
        self._own.clear()

    def begin(self, case: Path) -> None:
        """Names a file beside a case, where none is yet."""
        if self.path is None:
            self.aim(_free(case.with_name(_("{name} brief").format(name=case.stem) + SUFFIX)))

    def aim(self, path: Path) -> None:
        """Names the file that is written."""
        self.path = path
        self.aimed.emit(path)

    def safe(self) -> Path | None:
        """The file to be written now: another one where a file has come in between that is not ours."""
        if self.path is not None and self.path.exists() and self.path not in self._own:
            self.aim(_free(self.path))
        return self.path

    def wrote(self, paths: Iterable[Path]) -> None:
        """These are our own from now on."""
        self._own.update(paths)

    def ask(self) -> None:
        """Asks for the file; whoever names one that is there has said that it may be replaced."""
        dialog = QFileDialog(
            self._parent, _("Export brief as PDF"), str(self.path or ""), f"{_('PDF documents')} (*{SUFFIX})"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX)
        dialog.fileSelected.connect(lambda name: self._given(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def ask_folder(self) -> None:
        """Asks for a folder for annotated sources."""
        beside = str(self.path.parent) if self.path is not None else ""
        dialog = QFileDialog(self._parent, _("A folder for the annotated sources"), beside)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.folderGiven.emit(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _given(self, path: Path) -> None:
        self._own.add(path)
        self.aim(path)


def _free(path: Path) -> Path:
    """The path, or one with a number behind its name where a file is already."""
    free, number = path, 2
    while free.exists():
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return free
