"""What a situation becomes in the case, on the worker."""

from collections.abc import Callable

from db import scenarios
from db.case import Editing
from db.records import Scenario


def save(scenario: Scenario) -> Callable[[Editing], None]:
    """Adds a scenario."""

    def edit(editing: Editing) -> None:
        scenarios.save(editing, scenario)

    return edit
