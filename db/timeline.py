"""How to get from one state of the record to another that it was once in.

What was done and undone makes a tree: an edit leads to a new state, undo back to the one before it, redo forward
again; an edit after an undo begins a branch. Every way between two states is known, and each step of it can be turned.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from db import log
from db.schema import ActionRow


@dataclass(slots=True, eq=False)
class State:
    """A state that the record was in; turn ``came`` back to go to its parent, ``left`` to come here again from there.

    ``came`` is the last action that led here from the parent, ``left`` the last one that led back.
    """

    parent: "State | None"
    depth: int
    label: str = ""
    came: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of the way: an action to turn back, by going up (undo) or down again."""

    up: bool
    action: int
    label: str


class Timeline:
    """All states that the log still tells, and where the record is now."""

    def __init__(self, actions: Iterable[tuple[int, str, str, int | None]]) -> None:
        self.now = State(None, 0)
        self._after: dict[int, State] = {}
        self._left: dict[int, State] = {}
        self._led: dict[int, State] = {}
        for id_, kind, label, target in actions:
            self._note(id_, kind, label, target)
            self._after[id_] = self.now

    def after(self, action: int) -> State | None:
        """The state after an action; None when the history no longer tells."""
        return self._after.get(action)

    def undone(self) -> frozenset[int]:
        """The actions that did something which does not hold now, since it was undone."""
        holding, state = {self.now}, self.now
        while state.parent is not None:
            state = state.parent
            holding.add(state)
        return frozenset(action for action, led in self._led.items() if led not in holding)

    def here(self) -> int:
        """The action that led to the record as it is now; the first that the history tells when none did."""
        return self.now.came or next((action for action, state in self._after.items() if state is self.now), 0)

    def way(self, to: State) -> Iterator[Turn]:
        """The steps from where the record is to another state."""
        here, down = self.now, []
        there = to
        while here is not there:
            if here.depth >= there.depth and here.parent is not None:
                yield Turn(True, here.came, here.label)
                here = here.parent
            elif there.parent is not None:
                down.append(Turn(False, there.left, there.label))
                there = there.parent
        yield from reversed(down)

    def _note(self, id_: int, kind: str, label: str, target: int | None) -> None:
        if kind == log.UNDO and self.now.parent is not None:
            self.now.left = id_
            self._left[id_] = self.now
            self.now = self.now.parent
        elif kind in (log.REDO, log.RETURN) and target in self._left:
            self.now = self._left[target]
            self.now.came = id_
            self._led[id_] = self.now
        elif kind not in (log.UNDO, log.REDO, *log.NO_STEPS):
            self.now = State(self.now, self.now.depth + 1, label, id_)
            self._led[id_] = self.now


def read(connection: Connection) -> Timeline:
    """The timeline as the log has it; of a history that was trimmed what is left."""
    row = ActionRow
    gone: int | None = connection.execute(
        select(row.id).where(row.kept.is_(False)).order_by(row.id.desc()).limit(1)
    ).scalar()
    asked = select(row.id, row.kind, row.label, row.target).where(row.id >= (gone or 0)).order_by(row.id)
    first = [(gone, log.TRIM, "", None)] if gone else []
    rest = [(id_, kind, label, target) for id_, kind, label, target in connection.execute(asked) if id_ != gone]
    return Timeline([*first, *rest])
