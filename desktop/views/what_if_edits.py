"""What a situation becomes in the case, on the worker."""

from collections.abc import Callable

from db import notes, scenarios
from db.case import Editing
from db.records import Note, NoteTarget, Scenario


def save(scenario: Scenario) -> Callable[[Editing], None]:
    """Adds a scenario."""

    def edit(editing: Editing) -> None:
        scenarios.save(editing, scenario)

    return edit


def note(scenario: int | None, body: str) -> Callable[[Editing], None]:
    """Writes a note on a scenario, or on the case."""

    def edit(editing: Editing) -> None:
        notes.save(editing, Note(0, "", NoteTarget(scenario=scenario), body, "", None, ("what if",)))

    return edit
