"""How the matrix is laid out, kept in the case; in a case that is only read it holds until the case is closed."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db import views
from desktop.models.layout import KIND, Layout, kept
from desktop.words import _
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.case import Editing


class LayoutKeeper(QObject):
    """What is chosen holds at once; the case is told, and what it says later (undo) holds again."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._written: Layout | None = None
        self._kept = Layout()
        self._also: frozenset[str] = frozenset()
        workspace.failed.connect(self._give_up)

    @property
    def layout(self) -> Layout:
        """What holds: the layout that is kept, with those that are shown for now besides."""
        kept, also = self._kept, self._also
        return replace(
            kept,
            without_actors=kept.without_actors - also,
            without_scenarios=kept.without_scenarios - also,
        )

    def forget(self) -> None:
        """Another case, or none."""
        self._kept, self._written, self._also = Layout(), None, frozenset()

    def read(self) -> Layout:
        """The layout of the case as it is now; what was chosen last, as long as it is being written."""
        snapshot = self._workspace.snapshot
        if snapshot is None or (self._workspace.read_only and self._written is not None):
            return self.layout
        _name, found = kept(snapshot.views)
        if self._written in (None, found):
            self._kept, self._written = found, None
        return self.layout

    def keep(self, layout: Layout, label: str) -> None:
        """Lays out in another way, as an action on the case; moves that follow each other are one."""
        snapshot = self._workspace.snapshot
        if snapshot is None or layout == self._kept:
            return
        self._kept = self._written = layout
        self._also = frozenset()
        if not self._workspace.read_only:
            name = kept(snapshot.views)[0] or _("Matrix")
            self._workspace.change(label, partial(_save, name, layout), merge=f"matrix {label}")

    def show_too(self, *keys: str) -> None:
        """Shows actors or scenarios that were left out, for now, without telling the case."""
        self._also |= frozenset(keys)

    def _give_up(self) -> None:
        """What could not be written does not hold."""
        if not self._workspace.read_only:
            self._written = None


def _save(name: str, layout: Layout, editing: "Editing") -> None:
    views.save(editing, KIND, name, layout.written())
