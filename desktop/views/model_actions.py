"""What every action on the model is made of: a name for the history, and an edit that reads the case as it then is."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from db.reading import Editing
from db.records import Exclusion, Factor, Issue, Scenario

Edit = Callable[[Editing], None]
Action = tuple[str, Edit]
"""The name of an action as the history shows it, and what it does."""

Noun = TypeVar("Noun", Scenario, Factor, Exclusion, Issue)


def there(listed: Iterable[Noun], number: int) -> Noun | None:
    """The one with an id, when it is still there."""
    return next((each for each in listed if each.id == number), None)


def put_before(order: list[int], moving: int, before: int | None) -> list[int]:
    """An order in which one stands before another, or last."""
    rest = [each for each in order if each != moving]
    place = rest.index(before) if before in rest else len(rest)
    return [*rest[:place], moving, *rest[place:]]
