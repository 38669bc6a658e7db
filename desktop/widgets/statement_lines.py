"""What the table of statements asks of whoever tells what stands on its lines."""

from collections.abc import Sequence
from typing import Protocol

from desktop.widgets import pieces


class Told(Protocol):
    """What was read of a statement."""

    @property
    def words(self) -> str: ...  # noqa: D102
    @property
    def hits(self) -> Sequence[tuple[int, int]]: ...  # noqa: D102
    @property
    def others(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def venue(self) -> str: ...  # noqa: D102
    @property
    def added(self) -> str: ...  # noqa: D102


class Entry(Protocol):
    """A statement as a row."""

    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def number(self) -> int: ...  # noqa: D102
    @property
    def stances(self) -> Sequence[tuple[str, str]]: ...  # noqa: D102
    @property
    def speaker(self) -> str: ...  # noqa: D102
    @property
    def act(self) -> str: ...  # noqa: D102
    @property
    def said(self) -> str: ...  # noqa: D102
    @property
    def dated(self) -> bool: ...  # noqa: D102
    @property
    def pieces(self) -> Sequence[pieces.Piece]: ...  # noqa: D102
    @property
    def grade(self) -> str: ...  # noqa: D102
    @property
    def note(self) -> bool: ...  # noqa: D102
    @property
    def more(self) -> int: ...  # noqa: D102
    @property
    def draft(self) -> bool: ...  # noqa: D102
    @property
    def told(self) -> Told | None: ...  # noqa: D102


class Heading(Protocol):
    """The heading of a group."""

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def count(self) -> int: ...  # noqa: D102


class Rows(Protocol):
    """Who tells what stands on a line."""

    def look(self, line: int) -> Entry | None:
        """The statement on a line."""

    def heading(self, line: int) -> Heading | None:
        """The heading on a line."""

    def is_closed(self, line: int) -> bool:
        """Whether the group of a heading is closed."""

    def column(self, place: int) -> str:
        """The name of a column."""
