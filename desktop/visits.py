"""Where things are shown: from any view, or the palette, to the place of a cell, a passage, a note's subject."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.views.workbench import Workbench
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.records import NoteTarget, Quotation
    from desktop.models.unfinished import Typed


class Visits(QObject):
    """Shows things in the views of the workbench; back comes to where the person was."""

    def __init__(self, bench: Workbench, workspace: Workspace) -> None:
        super().__init__(bench)
        self._bench = bench
        self._workspace = workspace

    def show_passage(self, passage: "Quotation") -> None:
        """Words in their source."""
        self._bench.show_view("sources", passage=passage)

    def show_cell(self, actor: int, scenario: int) -> None:
        """A cell of the matrix."""
        self._bench.show_view("matrix", actor=actor, scenario=scenario)

    def show_actor(self, actor: int) -> None:
        """An actor: the row of the matrix."""
        self._bench.show_view("matrix", actor=actor)

    def show_statements(self, actor: int) -> None:
        """What an actor said or holds."""
        self._bench.show_view("statements", actor=actor)

    def show_scenario(self, scenario: int) -> None:
        """A scenario: the column of the matrix."""
        self._bench.show_view("matrix", scenario=scenario)

    def show_what_if(self, scenario: int) -> None:
        """What if, from a scenario."""
        self._bench.show_view("what_if", scenario=scenario)

    def show_thing(self, on: "NoteTarget") -> None:
        """What a note is on."""
        statement = on.statement if on.statement is not None else self._statement_of(on.position)
        if on.actor is not None and on.scenario is not None:
            self.show_cell(on.actor, on.scenario)
        elif statement is not None:
            self._bench.show_view("statements", statement=statement)
        elif on.source is not None:
            self._bench.show_view("sources", source=on.source)
        elif on.actor is not None:
            self.show_actor(on.actor)
        elif on.scenario is not None:
            self._bench.show_view("scenarios", scenario=on.scenario)
        elif on.factor is not None or on.issue is not None:
            self._bench.show_view("scenarios")
        else:
            self._bench.show_view("matrix")

    def _statement_of(self, position: int | None) -> int | None:
        snapshot = self._workspace.snapshot
        if snapshot is None or position is None or position not in snapshot.positions.id:
            return None
        return snapshot.positions.statement[snapshot.positions.id.index(position)]


def placed(typed: "Typed") -> tuple[str, dict[str, Any]]:
    """The view with the form of something unfinished, and the place in it."""
    from desktop.models.unfinished import CodingTyped, JudgementTyped, NotesTyped, NoteTyped, SourceTyped, TextTyped

    match typed:
        case JudgementTyped(actor=actor, scenario=scenario):
            return "matrix", {"actor": actor, "scenario": scenario}
        case NoteTyped(cell=(int() as actor, int() as scenario)):
            return "matrix", {"actor": actor, "scenario": scenario}
        case NoteTyped():
            return "notes", {}
        case NotesTyped():
            return "statements", {}
        case SourceTyped():
            return "sources", {}
        case CodingTyped(source=source) | TextTyped(source=source):
            return "sources", {"source": source} if source else {}
