"""Keeps what is being typed: in the case, within two seconds and off the hot path, until it is saved or given up.

A form tells that something was ``typed`` into it, with what it would keep, and that it is ``over``. After the program
has ended badly, or a form was left with words in it, what was kept is there when the form opens again, and is offered
when the case is opened.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from db.records import Unfinished

if TYPE_CHECKING:
    from desktop.models.unfinished import Typed

PAUSE = 1_200
"""Milliseconds after the first letter until it is written; with the writing it stays below two seconds."""

Write = Callable[[str, str], None]
"""Writes what is kept under a name; an empty body forgets it."""


class Keeper(QObject):
    """What is unfinished in the open case, by the name of where it was typed."""

    def __init__(self, write: Write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._kept: dict[str, tuple[Unfinished, Typed]] = {}
        self._written: set[str] = set()
        self._left: set[str] = set()
        self._waiting: dict[str, Callable[[], Typed | None]] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.settle)

    def begin(self, listed: tuple[Unfinished, ...]) -> None:
        """Another case: what was left in it."""
        self.forget()
        if listed:
            from desktop.models import unfinished  # loaded when it is wanted

            self._kept = {each.name: (each, typed) for each, typed in unfinished.read(listed)}
            self._written, self._left = set(self._kept), set(self._kept)

    def forget(self) -> None:
        """No case any more; whoever closes it has what waits written before (``settle``)."""
        self._pause.stop()
        self._waiting, self._kept = {}, {}
        self._written, self._left = set(), set()

    def typed(self, name: str, read: Callable[[], "Typed | None"]) -> None:
        """Something was typed: ``read`` gives it when it is written, None when there is nothing in it any more."""
        self._waiting[name] = read
        if not self._pause.isActive():
            self._pause.start()

    def hold(self, typed: "Typed") -> None:
        """It is about to be saved: should that fail, it is still here. It is not written for that."""
        self._waiting.pop(typed.name, None)
        self._kept[typed.name] = (_now(typed.name, ""), typed)

    def over(self, name: str) -> None:
        """It was saved, or given up."""
        self._waiting.pop(name, None)
        self._kept.pop(name, None)
        self._left.discard(name)
        if name in self._written:
            self._written.remove(name)
            self._write(name, "")

    def settle(self) -> None:
        """Writes now what waits, as when the focus leaves."""
        self._pause.stop()
        waiting, self._waiting = self._waiting, {}
        for name, read in waiting.items():
            found = read()
            if found is None:
                self.over(name)
            elif self.kept(name) != found:
                self._keep(found)

    def kept(self, name: str) -> "Typed | None":
        """What is kept under a name."""
        found = self._kept.get(name)
        return None if found is None else found[1]

    def left(self) -> "tuple[tuple[Unfinished, Typed], ...]":
        """What was there when the case was opened and is still unfinished, the latest first."""
        return tuple(pair for pair in self.all() if pair[1].name in self._left)

    def all(self) -> "tuple[tuple[Unfinished, Typed], ...]":
        """All that is unfinished, the latest first."""
        return tuple(sorted(self._kept.values(), key=lambda pair: pair[0].at, reverse=True))

    def bodies(self) -> dict[str, str]:
        """All of it as it is kept in a case."""
        from desktop.models import unfinished

        return {name: unfinished.body(typed) for name, (_kept, typed) in self._kept.items()}

    def _keep(self, found: "Typed") -> None:
        from desktop.models import unfinished

        body = unfinished.body(found)
        self._kept[found.name] = (_now(found.name, body), found)
        self._written.add(found.name)
        self._write(found.name, body)


def _now(name: str, body: str) -> Unfinished:
    return Unfinished(name, body, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
