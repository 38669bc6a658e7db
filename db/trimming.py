"""Makes a case smaller: forgets what old actions did in detail, and texts that nothing needs; who and when stays.

Undo ends where this cuts, so it is only done when asked for, and after a backup.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, func, select, text, update

from db import clock, log, replay
from db.backups import Backups
from db.case import Case
from db.schema import ActionRow, ChangeRow, OriginalRow, SourceRow, TextRow

KEEP = 200
"""The last so many actions keep their details in any case."""
DAYS = 90
"""So do those of so many days."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What trimming takes away: how many actions lose their details, the time of the last of them, and the bytes of
    those details.
    """

    actions: int
    until: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Trimmed:
    """How many actions were cut, and the bytes of the file before and after."""

    actions: int
    before: int
    after: int


def trim(case: Case, backups: Backups, *, keep: int = KEEP, days: int = DAYS) -> Trimmed:
    """Trims the history of a case, after a backup of it; errors as ``Case.change`` and ``Backups.make``."""
    backups.make(case)
    before = case.size()
    with case.aside(log.TRIM) as connection:
        cut = _cut(connection, keep, days)
        actions = 0 if cut is None else _forget(connection, cut, case.author)
    case.compact()
    return Trimmed(actions, before, case.size())


def cost(case: Case, *, keep: int = KEEP, days: int = DAYS) -> Cost:
    """What ``trim`` would take away; nothing of it is done."""
    with case.read() as reading:
        connection = reading.connection
        cut = _cut(connection, keep, days)
        if cut is None:
            return Cost(0, "", 0)
        row, change = ActionRow, ChangeRow
        lost = select(func.count()).select_from(row).where(row.id <= cut, row.kept.is_(True))
        until = select(row.at).where(row.id == cut)
        images = func.coalesce(func.length(change.old), 0) + func.coalesce(func.length(change.new), 0)
        size = select(func.coalesce(func.sum(images), 0)).where(change.action <= cut)
        return Cost(*(connection.execute(each).scalar_one() for each in (lost, until, size)))


def _cut(connection: Connection, keep: int, days: int) -> int | None:
    """The last action whose details may go; None when there is none that has any."""
    row = ActionRow
    oldest = (clock.now() - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
    recent = select(row.id).order_by(row.id.desc()).limit(1).offset(keep)
    last = connection.execute(recent).scalar()
    if last is None:
        return None
    found = select(row.id).where(row.id <= last, row.at < oldest, row.kept.is_(True))
    later = select(row.id).where(row.at >= oldest).order_by(row.id).limit(1)
    first_kept = connection.execute(later).scalar()
    asked = found if first_kept is None else found.where(row.id < first_kept)
    cut: int | None = connection.execute(asked.order_by(row.id.desc()).limit(1)).scalar()
    return cut


def _forget(connection: Connection, cut: int, author: str) -> int:
    state = replay.state_after(connection, cut)
    connection.execute(update(ChangeRow).where(ChangeRow.action <= cut).values(old=None, new=None))
    gone = connection.execute(update(ActionRow).where(ActionRow.id <= cut, ActionRow.kept.is_(True)).values(kept=False))
    _drop_unused(connection)
    action = log.begin(connection, kind=log.TRIM, label="", author=author, target=cut)
    revision = log.revision(connection) + 1
    log.count_up(connection, revision)
    log.seal(connection, action, revision, state)
    return gone.rowcount


def _drop_unused(connection: Connection) -> None:
    """Takes out texts and originals that neither the record nor the rest of the history needs."""
    for table, column, name in ((TextRow, TextRow.id, "text"), (OriginalRow, OriginalRow.digest, "original")):
        needed = select(getattr(SourceRow, name)).where(getattr(SourceRow, name).is_not(None))
        logged = text(
            f"SELECT json_extract(old, '$.{name}') FROM log_change WHERE tbl = 'source' AND old IS NOT NULL"  # noqa: S608
            f" UNION SELECT json_extract(new, '$.{name}') FROM log_change WHERE tbl = 'source' AND new IS NOT NULL"
        )
        known = {row[0] for row in connection.execute(logged)} | set(connection.execute(needed).scalars())
        for row in connection.execute(select(table.id, column)).all():
            if row[1] not in known:
                connection.execute(delete(table).where(table.id == row[0]))
