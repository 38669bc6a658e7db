"""Does the history tell the truth: its seals, and the record that follows from it.

SQLite's own check does not notice when a letter or a digit of the content changes. Here every seal is computed anew,
and the record is walked back, change by change, to where the history begins. Reading only.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, select

from db.columns import Base
from db.log import Change, sealed
from db.schema import ActionRow, CaseRow, ChangeRow
from db.sqlite import triggers

Row = tuple[Any, ...]


@dataclass(slots=True)
class Walked:
    """A table as it was after some action, and the rows for which the log and the record contradict each other."""

    rows: dict[int, Row]
    wrong: set[int] = field(default_factory=set)


def broken_seal(connection: Connection) -> Any | None:
    """The first action whose seal is not that of what it did; None when all are."""
    actions = connection.execute(select(ActionRow.__table__).order_by(ActionRow.id)).all()
    done = _changes(connection)
    before, current = "", next(done, None)
    for action in actions:
        rows: Iterable[Change] = ()
        if current is not None and current[0] == action.id:
            rows, current = current[1], next(done, None)
        if action.kept and sealed(before, action, (row[1:] for row in rows)) != action.digest:
            return action
        before = action.digest
    if current is not None:
        return actions[-1] if actions else None
    if not actions:
        return None
    revision = connection.execute(select(CaseRow.revision)).scalar_one()
    return None if actions[-1].revision == revision else actions[-1]


def _changes(connection: Connection) -> Iterator[tuple[int, list[Change]]]:
    columns = [ChangeRow.__table__.c[name] for name in Change._fields]
    asked = select(ChangeRow.action, *columns).order_by(ChangeRow.action, ChangeRow.id)
    rows = connection.execute(asked).all()
    for action, found in groupby(rows, itemgetter(0)):
        yield action, [Change(*row[1:]) for row in found]


def contradictions(connection: Connection) -> Iterator[tuple[str, int]]:
    """Rows that are not what the history made of them: the table and the id; the id is 0 for a whole table."""
    after, state = base(connection)
    digest = hashlib.sha256()
    for table in triggers.logged(Base.metadata):
        walked = walk_back(connection, table, after)
        yield from ((table.name, row) for row in sorted(walked.wrong))
        if state is None and walked.rows:
            yield from ((table.name, row) for row in sorted(walked.rows))
        _add(digest, table, walked.rows)
    if state is not None and digest.hexdigest() != state:
        yield "", 0
    known = [table.name for table in triggers.logged(Base.metadata)]
    strange = select(ChangeRow.tbl, ChangeRow.rid).where(ChangeRow.tbl.not_in(known))
    yield from ((tbl, rid) for tbl, rid in connection.execute(strange).all())


def base(connection: Connection) -> tuple[int, str | None]:
    """Where the history begins: the last action whose images are gone, and the digest of the record after it."""
    asked = select(ActionRow.target, ActionRow.state).where(ActionRow.state.is_not(None))
    found = connection.execute(asked.order_by(ActionRow.id.desc()).limit(1)).one_or_none()
    return (0, None) if found is None else (found.target or 0, found.state)


def state_after(connection: Connection, action: int) -> str:
    """The digest of all that the case held after an action."""
    digest = hashlib.sha256()
    for table in triggers.logged(Base.metadata):
        _add(digest, table, walk_back(connection, table, action).rows)
    return digest.hexdigest()


def _add(digest: Any, table: Table, rows: dict[int, Row]) -> None:
    digest.update(table.name.encode() + b"\n")
    for id_ in sorted(rows):
        digest.update(json.dumps(rows[id_], ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")


def walk_back(connection: Connection, table: Table, after: int) -> Walked:
    """A table as it was after an action: what was done since is undone in memory."""
    names = triggers.columns(table)
    listed = ", ".join(f'"{name}"' for name in names)
    found = connection.exec_driver_sql(f'SELECT {listed} FROM "{table.name}"').all()  # noqa: S608 - our own names
    walked = Walked({row[0]: tuple(row) for row in found})
    columns = (ChangeRow.rid, ChangeRow.op, ChangeRow.old, ChangeRow.new)
    since = select(*columns).where(ChangeRow.tbl == table.name, ChangeRow.action > after)
    for rid, op, old, new in connection.execute(since.order_by(ChangeRow.id.desc())).all():
        try:
            if not _step_back(walked.rows, names, rid, op, json.loads(old or "{}"), json.loads(new or "{}")):
                walked.wrong.add(rid)
        except (ValueError, LookupError, TypeError, AttributeError):
            walked.wrong.add(rid)
    return walked


def _step_back(rows: dict[int, Row], names: list[str], rid: int, op: str, old: Any, new: Any) -> bool:
    """Undoes one change of a row; returns whether the row was what the change made of it."""
    there = rows.get(rid)
    if op == "D":
        rows[rid] = tuple(old[name] for name in names)
        return there is None
    if op == "I":
        rows.pop(rid, None)
        return there == tuple(new[name] for name in names)
    if there is None:
        return False
    as_told = all(there[names.index(name)] == value for name, value in new.items())
    rows[rid] = tuple(old.get(name, value) for name, value in zip(names, there, strict=True))
    return as_told
