"""A note begun with N on something in a list: a small panel asks for its words, and keeps what is not saved."""

from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from db.records import Note, NoteTarget
from desktop.models.unfinished import NoteTyped
from desktop.views import remark_edits
from desktop.widgets.announce import announce
from desktop.widgets.note_panel import NotePanel
from desktop.words import _
from desktop.workspace import Workspace


class NoteHand(QObject):
    """One for a view; the panel opens under what has the focus there."""

    def __init__(self, workspace: Workspace, view: QWidget) -> None:
        super().__init__(view)
        self._workspace, self._view = workspace, view
        self._begun: NoteTyped | None = None
        self.panel: NotePanel | None = None

    def ask(self, on: NoteTarget, title: str, anchor: QRect | None = None) -> None:
        """Asks for a note on something; a case that can only be read gets none."""
        if self._workspace.read_only or self._workspace.snapshot is None:
            return
        if self.panel is None:
            self.panel = NotePanel(self._view.window())
            self.panel.written.connect(self._write)
            self.panel.typed.connect(self._keep)
            self.panel.closed.connect(self._workspace.keeper.settle)
        self._begun = NoteTyped(on, title)
        kept = self._workspace.keeper.kept(self._begun.name)
        self.panel.ask(anchor or self._anchor(), title, kept.body if kept is not None else "")

    def _write(self, body: str) -> None:
        begun, keeper = self._begun, self._workspace.keeper
        if begun is not None:
            keeper.hold(replace(begun, body=body))
            note = Note(0, "", begun.on, body, "", None, ())
            self._workspace.change(
                _("Write a note"), remark_edits.save_note(note), done=lambda: keeper.over(begun.name)
            )
            announce(self._view, _("Note saved"))

    def _keep(self) -> None:
        """Something was typed."""
        begun, panel = self._begun, self.panel
        if begun is not None and panel is not None:
            self._workspace.keeper.typed(begun.name, lambda: _typed(begun, panel.field.toPlainText()))

    def _anchor(self) -> QRect:
        window = self._view.window()
        focus = window.focusWidget() or self._view
        return QRect(focus.mapTo(window, QPoint(0, 0)), focus.size()) if focus is not window else focus.rect()


def _typed(begun: NoteTyped, body: str) -> NoteTyped | None:
    """What is kept of what was typed: nothing when there are no words."""
    return replace(begun, body=body) if body.strip() else None
