"""What is on its way into the sources: files and texts taken in, their list shown, and left again."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desktop.dialogs.asking import PasteDialog
from desktop.models.import_rows import brief, outcome
from desktop.views.import_list import ImportList

if TYPE_CHECKING:
    from desktop.views.sources import Sources


class SourceImports(QObject):
    """Leads from the view to the intake and back; ``page`` is the list of what becomes of each file."""

    def __init__(self, view: "Sources") -> None:
        super().__init__(view)
        self._view = view
        self.page = ImportList(view.intake)
        intake = view.intake
        self.page.opened.connect(lambda source: view.go(source=source))
        self.page.closed.connect(self.close)
        intake.listed.connect(self._tell)
        intake.moved.connect(lambda _row: self._tell())
        intake.taken.connect(self._show_taken)
        intake.ended.connect(lambda: view.imported.emit(outcome(intake)))

    def take(self, files: Sequence[Path]) -> None:
        """Takes files and folders in, and shows what becomes of them."""
        if self._view.workspace.path is not None and not self._view.workspace.read_only:
            if not self._view.intake.busy():
                self._view.intake.clear()
            self._view.intake.add(files)
            self.show()

    def ask_text(self, text: str = "") -> None:
        """Asks for the title of a text that is to become a source."""
        if self._view.workspace.path is None or self._view.workspace.read_only:
            return
        dialog = PasteDialog(text, self._view.window())
        dialog.given.connect(self._view.intake.add_text)
        dialog.open()

    def _show_taken(self, source: int) -> None:
        """A text that was pasted is read at once."""
        if not self.page.isVisible():
            self._view.go(source=source)

    def show(self) -> None:
        """Shows the list."""
        self._view.show_part(self.page)
        self.page.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Leaves the list."""
        self._view.show_part(self._view.page)
        if not self._view.intake.busy():
            self._view.intake.clear()
        self._view.renew()
        self._view.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        """What is on its way in, above the list."""
        self._view.pane.tell_under_way(brief(self._view.intake))
