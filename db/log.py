"""The log of a case as it is written: actions opened and sealed, and turned back.

The triggers write the changes (``db/sqlite/triggers.py``), this opens and seals the action around them. Every seal is
the digest of the action, its changes and the seal before it, so that nothing in the log can change unnoticed. For
``Case`` alone; what others may ask is in ``db/history.py``.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, select, update

from db import clock
from db.columns import Base, new_uid
from db.errors import BadRequest, KeyTaken, StillUsed, UndoConflict
from db.schema import ActionRow, ChangeRow
from db.sqlite import connections, triggers

ACTION, CHANGE = ActionRow.__table__, ChangeRow.__table__
UNDO, REDO, RETURN = "undo", "redo", "return"
VIEW, CREATE, TRIM, MIGRATE, SALVAGE, MEND = "view", "create", "trim", "migrate", "salvage", "mend"
MARK = "mark"
"""A name for the record as it was then, and no change."""

NO_STEPS = frozenset({VIEW, CREATE, TRIM, MIGRATE, SALVAGE, MEND, MARK})
"""Kinds of actions that undo passes over."""


# Plain statements, since these are part of every edit, and making them anew would cost more than running them.
_INSERT = (
    "INSERT INTO log_action (uid, kind, target, label, author, at, revision, kept, digest)"
    " VALUES (?, ?, ?, ?, ?, ?, 0, 1, '')"
)
_HEAD = "SELECT digest FROM log_action ORDER BY id DESC LIMIT 1"
_CHANGES = "SELECT id, tbl, rid, op, old, new FROM log_change WHERE action = ? ORDER BY id"
_SEAL = "UPDATE log_action SET revision = ?, state = ?, digest = ? WHERE id = ?"
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Change(NamedTuple):
    """One row of the log."""

    id: int
    tbl: str
    rid: int
    op: str
    old: str | None
    new: str | None


@dataclass(slots=True)
class Action:
    """An action in the making, with the seal of the one before it."""

    id: int
    uid: str
    kind: str
    target: int | None
    label: str
    author: str
    at: str
    before: str
    revision: int = 0
    state: str | None = None


def begin(connection: Connection, *, kind: str, label: str, author: str, target: int | None = None) -> Action:
    """Opens an action. It is part of the transaction, so nothing is left of it when that is taken back."""
    told = (new_uid(), kind, target, label, author, clock.stamp())
    before = head(connection)
    id_ = connections.driver(connection).execute(_INSERT, told).lastrowid
    return Action(int(id_ or 0), *told, before)


def resumed(connection: Connection, id_: int) -> Action:
    """The last action, to go on with."""
    row = connection.execute(select(ACTION).where(ActionRow.id == id_)).one()
    before = select(ActionRow.digest).where(ActionRow.id < id_).order_by(ActionRow.id.desc()).limit(1)
    told = (row.uid, row.kind, row.target, row.label, row.author, row.at)
    return Action(id_, *told, connection.execute(before).scalar() or "")


def last(connection: Connection) -> int | None:
    """The id of the last action."""
    found: int | None = connection.execute(select(ActionRow.id).order_by(ActionRow.id.desc()).limit(1)).scalar()
    return found


def head(connection: Connection) -> str:
    """The seal of the last action; it stands for the whole history."""
    found = connections.driver(connection).execute(_HEAD).fetchone()
    return "" if found is None else str(found[0])


def revision(connection: Connection) -> int:
    """How many changes were made to the case."""
    (found,) = connections.driver(connection).execute('SELECT revision FROM "case"').fetchone()
    return int(found)


def count_up(connection: Connection, revision: int) -> None:
    """Counts one more change."""
    connections.driver(connection).execute('UPDATE "case" SET revision = ?', (revision,))


def seal(connection: Connection, action: Action, revision: int, state: str | None = None) -> frozenset[str]:
    """Closes an action for good; returns the tables that it wrote."""
    action.revision, action.state = revision, state
    driver = connections.driver(connection)
    rows = driver.execute(_CHANGES, (action.id,)).fetchall()
    digest = sealed(action.before, action, (row[1:] for row in rows))
    driver.execute(_SEAL, (revision, state, digest, action.id))
    return frozenset(row[1] for row in rows)


def sealed(before: str, action: Any, rows: Iterable[Sequence[Any]]) -> str:
    """The seal of an action after another one; ``rows`` are its changes without their ids."""
    told = [action.uid, action.kind, action.target, action.label, action.author, action.at]
    digest = hashlib.sha256(_line([before, *told, action.revision, action.state]))
    for row in rows:
        digest.update(_line(row))
    return digest.hexdigest()


def _line(values: Sequence[Any]) -> bytes:
    return _encode(list(values)).encode("utf-8", "surrogatepass") + b"\n"


def changes(connection: Connection, actions: Sequence[int]) -> list[Change]:
    """What some actions did, in the order of it."""
    asked = select(*(CHANGE.c[name] for name in Change._fields)).order_by(ChangeRow.id)
    one = ChangeRow.action == actions[0] if len(actions) == 1 else ChangeRow.action.in_(connections.listed(actions))
    return [Change(*row) for row in connection.execute(asked.where(one))]


def compress(connection: Connection, action: int) -> None:
    """Joins what was done to one row time after time, as in typing; only when rows were updated and nothing else."""
    found = changes(connection, [action])
    if any(change.op != "U" for change in found):
        return
    joined: dict[tuple[str, int], Change] = {}
    for change in found:
        first = joined.get((change.tbl, change.rid))
        joined[change.tbl, change.rid] = change if first is None else _joined(first, change)
    if len(joined) < len(found):
        kept = {change.id for change in joined.values()}
        gone = [change.id for change in found if change.id not in kept]
        connection.execute(delete(ChangeRow).where(ChangeRow.id.in_(connections.listed(gone))))
        for change in joined.values():
            images = {"old": change.old, "new": change.new}
            connection.execute(update(ChangeRow).where(ChangeRow.id == change.id).values(**images))


def _joined(first: Change, second: Change) -> Change:
    old = json.loads(second.old or "{}") | json.loads(first.old or "{}")
    new = json.loads(first.new or "{}") | json.loads(second.new or "{}")
    return first._replace(old=_json(old), new=_json(new))


def _json(image: dict[str, Any]) -> str:
    return _encode(image)


def turn_back(connection: Connection, actions: Sequence[int], path: Path, label: str) -> None:
    """Does the opposite of some actions, the last first; the triggers log it as part of the action that is open.

    Raises:
        UndoConflict: a row is not as the log says; nothing may be kept of this transaction.
    """
    connections.defer_references(connection)
    found = changes(connection, actions)
    try:
        for (tbl, op, names), run in groupby(reversed(found), _shape):
            if not _TURN[op](connection, _table(tbl, names), names, list(run)):
                raise UndoConflict(path=path, label=label)
    except (StillUsed, KeyTaken, BadRequest, ValueError, LookupError) as error:
        raise UndoConflict(path=path, label=label) from error


def _shape(change: Change) -> tuple[str, str, tuple[str, ...]]:
    """What changes have in common that one statement can turn back."""
    return change.tbl, change.op, tuple(json.loads(change.old or change.new or "{}"))


def _table(tbl: str, names: Iterable[str]) -> Table:
    """The table of a log row; names in a file from elsewhere may be anything, and become part of a statement."""
    table = Base.metadata.tables[tbl]
    if table not in triggers.logged(Base.metadata) or not set(names) <= set(triggers.columns(table)):
        raise LookupError(tbl)
    return table


def _take_out(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Change]) -> bool:
    """Takes out what was inserted. The image makes sure that it is still the same row."""
    loose = table.info.get("lens", ())
    asked = [name for name in names if name not in loose]
    alike = " AND ".join(f'"{name}" IS ?' for name in asked)
    values = [[image[name] for name in asked] for image in _images(rows, "new")]
    return _run(connection, f'DELETE FROM "{table.name}" WHERE {alike}', values)  # noqa: S608 - our own names


def _put_back(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Change]) -> bool:
    """Puts back what was deleted."""
    listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    values = [[image[name] for name in names] for image in _images(rows, "old")]
    return _run(connection, f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks})', values)  # noqa: S608


def _set_back(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Change]) -> bool:
    """Sets back what was updated; a column of the lens only when nobody has turned that since."""
    loose = table.info.get("lens", ())
    strict = [name for name in names if name not in loose]
    pairs = list(zip(rows, _images(rows, "old"), _images(rows, "new"), strict=True))
    done = True
    if strict:
        given = ", ".join(f'"{name}" = ?' for name in strict)
        alike = " AND ".join(f'"{name}" IS ?' for name in strict)
        values = [[*(old[n] for n in strict), row.rid, *(new[n] for n in strict)] for row, old, new in pairs]
        done = _run(connection, f'UPDATE "{table.name}" SET {given} WHERE id = ? AND {alike}', values)  # noqa: S608
    for name in set(names) & set(loose):
        values = [[old[name], row.rid, new[name]] for row, old, new in pairs]
        _run(connection, f'UPDATE "{table.name}" SET "{name}" = ? WHERE id = ? AND "{name}" IS ?', values)  # noqa: S608
    return done


_TURN = {"I": _take_out, "D": _put_back, "U": _set_back}


def _images(rows: Iterable[Change], side: str) -> Iterator[dict[str, Any]]:
    return (json.loads(getattr(row, side)) for row in rows)


def _run(connection: Connection, statement: str, values: list[list[Any]]) -> bool:
    """Whether it hit one row each time."""
    return connection.exec_driver_sql(statement, [tuple(each) for each in values]).rowcount == len(values)
