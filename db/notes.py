"""The analyst's remarks."""

from sqlalchemy import select

from db.clock import stamp
from db.columns import new_uid
from db.reading import Editing, Reading
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


def save(editing: Editing, note: Note) -> int:
    """Adds a note when its id is 0, signed by the author of the change, else writes it; returns its id."""
    values = {
        "key": note.key or new_uid(),
        "body": note.body,
        "author": note.author,
        "at": note.at,
        "tags": note.tags,
        "reply_to": note.reply_to,
        "done": note.done,
    }
    if not note.id:
        values |= {"author": note.author or editing.author, "at": note.at or stamp()}
    return editing.save(NoteRow, note.id, **values, **{column: getattr(note.on, column) for column in TARGETS})


def remove(editing: Editing, note: int) -> None:
    """Takes a note away, with what answers it."""
    editing.drop(NoteRow, (note,))
