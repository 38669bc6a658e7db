"""Looks for quotations in the text that is read, beside the window; one text at a time."""

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.jobs import Worker, hold_memory, keep_memory

if TYPE_CHECKING:
    from collections.abc import Generator

    from db.records import Snapshot
    from desktop.exchange.suggestions.suggest import Suggestion

Portion = tuple["Suggestion", ...]
Answer = Callable[[Portion, bool], None]
"""Takes what a portion of the text has, and whether that was all."""


class Looking(QObject):
    """What was asked last is answered; what was asked before is left where it is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker("suggestions", self)
        self._search: _Search | None = None
        self._holding = False

    def look(self, text: str, snapshot: "Snapshot", language: str, answer: Answer) -> None:
        """Looks through a text; ``answer`` gets one portion after another."""
        self.leave()
        search = self._search = _Search(text, snapshot, language)

        def take(found: Portion | None) -> None:
            if search is self._search:
                answer(found or (), found is None)
                if found is not None:
                    self._hold()
                    self._worker.do(search.next, take)
                else:
                    self._keep()

        self._worker.do(search.next, take)

    def leave(self) -> None:
        """Looks no further."""
        search, self._search = self._search, None
        self._keep()
        if search is not None:
            search.left.set()
            self._worker.do(search.close)

    def stop(self) -> None:
        """Ends, at the end of the program."""
        search, self._search = self._search, None
        self._keep()
        if search is not None:
            search.left.set()
        self._worker.stop(last=search.close if search is not None else None)

    def _hold(self) -> None:
        """A long text has a hundred thousand suggestions: going through the memory while they come takes a tenth of a
        second each time.
        """
        if not self._holding:
            self._holding = True
            hold_memory()

    def _keep(self) -> None:
        if self._holding:
            self._holding = False
            keep_memory()


class _Search:
    """One text; runs on the worker."""

    def __init__(self, text: str, snapshot: "Snapshot", language: str) -> None:
        self.left = threading.Event()
        self._portions = _portions(text, snapshot, language, self.left.is_set)

    def next(self) -> Portion | None:
        return None if self.left.is_set() else next(self._portions, None)

    def close(self) -> None:
        """Ends the child process, if there is one."""
        self._portions.close()


def _portions(
    text: str, snapshot: "Snapshot", language: str, left: Callable[[], bool]
) -> "Generator[Portion, None, None]":
    """Loads what is needed when the first portion is wanted."""
    from desktop.exchange.suggestions.portions import in_portions

    portions: Iterator[Portion] = in_portions(text, snapshot.actors, language, snapshot.affiliations, left)
    yield from portions
