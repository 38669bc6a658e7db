"""What is typed among the sources and not saved: the editor keeps its text, forms open again with what they had."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.models.unfinished import CodingTyped, SourceTyped, TextTyped, Typed

if TYPE_CHECKING:
    from desktop.views.sources import Sources


class SourceKeeping(QObject):
    """Between the view and the keeper of the case."""

    def __init__(self, view: "Sources") -> None:
        super().__init__(view)
        self._view, self._keeper = view, view.workspace.keeper
        self._begun: TextTyped | None = None
        view.editor.typed.connect(self._typed)
        view.editor.left.connect(self._give_up)

    def edit(self, text: str, point: int) -> None:
        """The text of the source that is read is to be edited: as it is, or as somebody left it."""
        source = self._view.source()
        if source is None:
            return
        self._begun = None
        kept = self._keeper.kept(TextTyped(source.id, "", 0, 0).name)
        if isinstance(kept, TextTyped) and kept.digest == source.digest:
            self._resume(kept, text)
            return
        self._view.editor.begin(text, point)
        portion = self._view.editor.portion()
        self._begun = TextTyped(source.id, source.digest, portion.start, portion.end)

    def saving(self) -> Callable[[], object]:
        """The text is about to be saved; gives what is to be called when it is."""
        begun, found = self._begun, self._read()
        self._begun = None
        if begun is None:
            return lambda: None
        if found is not None:
            self._keeper.hold(found)
        return lambda: self._keeper.over(begun.name)

    def resume(self, typed: Typed) -> None:
        """Opens what was typed in its form; the view shows its source by now."""
        view = self._view
        if isinstance(typed, TextTyped):
            view.workspace.source_text(typed.source, lambda text: self._resume(typed, text))
        elif isinstance(typed, SourceTyped):
            view.importing.resume(typed)
        elif isinstance(typed, CodingTyped):
            if typed.statement:
                view.side.form.edit(typed.statement)
            else:
                view.side.form.begin(typed.source, typed.start, typed.end)
            view.side.show_form()
            view.inspect.emit()

    def _resume(self, typed: TextTyped, text: str) -> None:
        source = self._view.source()
        if source is None or source.id != typed.source or source.digest != typed.digest:
            return
        self._begun = None
        self._view.editor.resume(text, typed.start, typed.end, typed.body)
        self._begun = replace(typed, body="")
        self._view.show_editor()

    def _typed(self) -> None:
        if self._begun is not None:
            self._keeper.typed(self._begun.name, self._read)

    def _read(self) -> TextTyped | None:
        editor, begun = self._view.editor, self._begun
        if begun is None:
            return None
        return replace(begun, body=editor.raw()) if editor.changed() else None

    def _give_up(self) -> None:
        if self._begun is not None:
            self._keeper.over(self._begun.name)
            self._begun = None
