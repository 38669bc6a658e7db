"""What is being typed and is not yet an edit: kept in the case every second or two, offered after a crash.

It is no part of the record or of its history, and never crosses into a copy that goes elsewhere.
"""

from sqlalchemy import delete, insert, select

from db import clock
from db.case import Case
from db.reading import Reading
from db.records import Unfinished
from db.schema import DraftRow

LONGEST = 2_000_000
"""Characters of all that is kept under one name."""


def read(reading: Reading) -> tuple[Unfinished, ...]:
    """All that is unfinished, the oldest first."""
    rows = reading.rows(select(DraftRow.__table__).order_by(DraftRow.id))
    return tuple(Unfinished(row.name, row.body, row.at) for row in rows)


def keep(case: Case, name: str, body: str) -> None:
    """Keeps what is being typed, in place of what was kept under this name; errors as ``Case.change``."""
    with case.aside() as connection:
        connection.execute(delete(DraftRow).where(DraftRow.name == name))
        if body:
            connection.execute(insert(DraftRow).values(name=name, body=body[:LONGEST], at=clock.stamp()))


def drop(case: Case, name: str | None = None) -> None:
    """Forgets what was kept under a name, or all of it: it became an edit, or nobody wants it."""
    with case.aside() as connection:
        question = delete(DraftRow)
        connection.execute(question if name is None else question.where(DraftRow.name == name))
