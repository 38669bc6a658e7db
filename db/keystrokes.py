"""When one edit goes on with the one before it, so that a sentence typed is one step and not fifty."""

import time
from collections.abc import Callable

from sqlalchemy import Connection, select

from db import log
from db.schema import ActionRow

LONGEST = 30.0
"""Seconds after which typing becomes another step."""


class Typing:
    """What is being typed in, until the focus leaves or half a minute is over."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._what = ""
        self._action = 0
        self._author = ""
        self._since = 0.0

    def end(self) -> None:
        """What comes next is another step."""
        self._what = ""

    def go_on(self, what: str, action: int, author: str) -> None:
        """Notes the action that was just made by typing, or ends the step when it was something else."""
        if what and (what, action) != (self._what, self._action):
            self._since = self._seconds()
        self._what, self._action, self._author = what, action, author

    def resumed(self, connection: Connection, kind: str, what: str, author: str) -> log.Action | None:
        """The action that an edit goes on with; None when it begins one of its own.

        Turning the lens again and again goes on with the turn before, since it is no step at all.
        """
        if not what and kind != log.VIEW:
            return None
        row = ActionRow
        asked = select(row.id, row.kind, row.author, row.kept).order_by(row.id.desc()).limit(1)
        last = connection.execute(asked).one_or_none()
        if last is None or last.author != author or last.kind != kind or not last.kept:
            return None
        if kind == log.VIEW:
            return log.resumed(connection, last.id)
        same = (what, last.id, author) == (self._what, self._action, self._author)
        fresh = self._seconds() - self._since < LONGEST
        return log.resumed(connection, last.id) if same and fresh else None
