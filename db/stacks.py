"""What can be undone and redone: the log, folded."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from db import log
from db.schema import ActionRow


@dataclass(frozen=True, slots=True)
class Step:
    """An action that can be undone or redone: its id, and its name as the analyst knows it."""

    id: int
    label: str


@dataclass(slots=True)
class Stacks:
    """The steps that can be undone and redone, the next one last, as of a revision of the case."""

    revision: int
    undo: list[Step] = field(default_factory=list)
    redo: list[Step] = field(default_factory=list)

    def of(self, kind: str) -> list[Step]:
        """The steps for ``undo`` or ``redo``."""
        return self.undo if kind == log.UNDO else self.redo

    def note(self, kind: str, step: Step) -> None:
        """Takes one more action into account; a step can only be redone until something else is done."""
        if kind == log.UNDO:
            self.undo.pop()
            self.redo.append(step)
        elif kind == log.REDO:
            self.redo.pop()
            self.undo.append(step)
        elif kind not in log.NO_STEPS:
            self.undo.append(step)
            self.redo.clear()


def read(connection: Connection, revision: int) -> Stacks:
    """The stacks as the log has them; of a history that was trimmed only what is left."""
    row = ActionRow
    trimmed = select(row.id).where(row.kept.is_(False)).order_by(row.id.desc()).limit(1)
    gone = connection.execute(trimmed).scalar() or 0
    asked = select(row.id, row.kind, row.label).where(row.id > gone).order_by(row.id)
    return folded(revision, connection.execute(asked).all())


def folded(revision: int, actions: Iterable[tuple[int, str, str]]) -> Stacks:
    """The stacks after some actions; an undo of what is no longer known leaves them as they are."""
    stacks = Stacks(revision)
    for id_, kind, label in actions:
        if kind in (log.UNDO, log.REDO) and not stacks.of(kind):
            continue
        stacks.note(kind, Step(id_, label))
    return stacks
