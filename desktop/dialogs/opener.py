"""Opens the dialogs over the window, each loaded when it is wanted; one crash is told at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.actions import Command
from desktop.dialogs.crash import CrashDialog
from desktop.dialogs.dialog import Dialog
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.trimming import Cost
    from desktop.models.unfinished import Typed


class DialogOpener(QObject):
    """The dialogs of one window."""

    def __init__(self, window: QWidget, commands: tuple[Command, ...]) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._crash: CrashDialog | None = None

    def show_keys(self) -> None:
        """The keyboard map."""
        from desktop.dialogs.keyboard import KeyboardDialog

        dialog = KeyboardDialog(self._commands, self._window)
        dialog.changeWanted.connect(self.change_keys)
        self._show(dialog)

    def change_keys(self) -> None:
        """Where keys are changed."""
        from desktop.dialogs.keys import KeysDialog

        self._show(KeysDialog(self._window))

    def show_about(self) -> None:
        """What the program is."""
        from desktop.cli import version
        from desktop.dialogs.about import AboutDialog

        self._show(AboutDialog(version(), self._window))

    def show_backups(self, workspace: Workspace, path: Path, restored: Callable[[Path | None], None]) -> None:
        """The backups of the case at a path, which need not be open."""
        from desktop.dialogs.backups import BackupsDialog

        dialog = BackupsDialog(workspace, path, self._window)
        dialog.restored.connect(restored)
        self._show(dialog)

    def show_unfinished(self, workspace: Workspace, resume: Callable[["Typed"], None]) -> None:
        """What was typed and not saved."""
        from desktop.dialogs.unfinished import UnfinishedDialog

        dialog = UnfinishedDialog(workspace, self._window)
        dialog.resumed.connect(resume)
        self._show(dialog)

    def ask_restore_point(self, named: Callable[[str], None]) -> None:
        """Asks for the name of a restore point."""
        from desktop.dialogs.restore_point import RestorePointDialog

        dialog = RestorePointDialog(self._window)
        dialog.named.connect(named)
        self._show(dialog)

    def ask_trimming(self, cost: "Cost", trim: Callable[[], None]) -> None:
        """Says what trimming the history takes away, and asks whether it is wanted."""
        from desktop.dialogs.asking import TrimDialog

        dialog = TrimDialog(cost, self._window)
        dialog.trimWanted.connect(trim)
        self._show(dialog)

    def ask_held(self, told: str, read: Callable[[], None], take_over: Callable[[], None]) -> None:
        """Asks what to do with a case that somebody else has open."""
        from desktop.dialogs.asking import HeldDialog

        dialog = HeldDialog(told, self._window)
        dialog.readWanted.connect(read)
        dialog.takeOverWanted.connect(take_over)
        self._show(dialog)

    def show_history(self, workspace: Workspace) -> None:
        """What was done to the open case."""
        from desktop.dialogs.history import HistoryDialog

        self._show(HistoryDialog(workspace, self._window))

    def tell_crash(self, line: str, details: str) -> None:
        """An error of the program; further ones are added to the details of the one that is shown."""
        if self._crash is not None and isValid(self._crash) and self._crash.isVisible():
            self._crash.add(details)
            return
        over = QApplication.activeModalWidget() or self._window
        self._crash = CrashDialog(line, details, over)
        self._show(self._crash)

    def _show(self, dialog: Dialog) -> None:
        dialog.open()
