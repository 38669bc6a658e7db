"""The analyst's remarks."""

from sqlalchemy import select

from db.reading import Reading
from db.records import Note, NoteTarget
from db.schema import NoteRow

TARGETS = ("statement", "position", "actor", "scenario", "factor", "issue", "source", "start", "end")
"""The columns that say what a note is on."""


def read(reading: Reading) -> tuple[Note, ...]:
    """All notes, in the case's order."""
    rows = reading.rows(select(NoteRow.__table__).order_by(NoteRow.id))
    return tuple(
        Note(
            id=row.id,
            uid=row.uid,
            on=NoteTarget(*(getattr(row, column) for column in TARGETS)),
            body=row.body,
            author=row.author,
            at=row.at,
            tags=row.tags,
            key=row.key,
            reply_to=row.reply_to,
            done=row.done,
        )
        for row in rows
    )
