"""What is on its way into the sources: files and texts taken in, their list shown, and left again."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desktop.dialogs.asking import PasteDialog
from desktop.models.import_rows import brief, outcome
from desktop.models.unfinished import SourceTyped
from desktop.views import source_edits
from desktop.views.import_list import ImportList
from desktop.words import _

if TYPE_CHECKING:
    from desktop.views.sources import Sources


LONGEST_KEPT = 500_000
"""Characters of a text that is kept while its title is typed; a longer one was pasted, and can be again."""


class SourceImports(QObject):
    """Leads from the view to the intake and back; ``page`` is the list of what becomes of each file."""

    def __init__(self, view: "Sources") -> None:
        super().__init__(view)
        self._view = view
        self.page = ImportList(view.intake)
        self._on_the_way: list[str] = []
        intake = view.intake
        view.workspace.opened.connect(self._on_the_way.clear)
        self.page.opened.connect(lambda source: view.go(source=source))
        self.page.closed.connect(self.close)
        self.page.languageChosen.connect(self._say_language)
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

    def _say_language(self, source: int, tag: str) -> None:
        self._view.workspace.change(*source_edits.describe(source, _("Language").lower(), language=tag))

    def ask_text(self, text: str = "") -> None:
        """Asks for the title of a text that is to become a source."""
        self._ask(SourceTyped(self._free_number(), body=text))

    def resume(self, begun: SourceTyped) -> None:
        """Goes on with a text that was typed and not taken in."""
        self._ask(begun)

    def _ask(self, begun: SourceTyped) -> None:
        workspace = self._view.workspace
        if workspace.path is None or workspace.read_only:
            return
        keeper = workspace.keeper
        dialog = PasteDialog(begun.body, self._view.window(), begun.title)
        dialog.typed.connect(lambda: keeper.typed(begun.name, lambda: _read(begun, dialog)))
        dialog.given.connect(partial(self._take_text, begun))
        dialog.givenUp.connect(lambda: keeper.over(begun.name))
        dialog.rejected.connect(keeper.settle)
        dialog.open()

    def _take_text(self, begun: SourceTyped, title: str, text: str) -> None:
        if len(text) <= LONGEST_KEPT:
            self._view.workspace.keeper.hold(replace(begun, title=title, body=text))
        self._on_the_way.append(begun.name)
        self._view.intake.add_text(title, text)

    def _free_number(self) -> int:
        keeper = self._view.workspace.keeper
        return next(number for number in count(1) if keeper.kept(SourceTyped(number).name) is None)

    def _show_taken(self, source: int) -> None:
        """A text that was pasted is read at once; nothing of it is unfinished any more."""
        if self._on_the_way:
            self._view.workspace.keeper.over(self._on_the_way.pop(0))
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


def _read(begun: SourceTyped, dialog: PasteDialog) -> SourceTyped | None:
    body = dialog.body.toPlainText()
    if not body.strip() or len(body) > LONGEST_KEPT:
        return None
    return replace(begun, title=dialog.title_field.text(), body=body)
