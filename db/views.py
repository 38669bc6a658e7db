"""Saved views: how something is looked at, by name."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select, update

from db.columns import new_uid
from db.reading import Editing, Reading
from db.records import SavedView
from db.schema import ViewRow


def read(reading: Reading) -> tuple[SavedView, ...]:
    """All saved views, in the order in which they were made."""
    rows = reading.rows(select(ViewRow.__table__).order_by(ViewRow.id))
    return tuple(SavedView(row.id, row.uid, row.kind, row.name, row.body) for row in rows)


def save(editing: Editing, kind: str, name: str, body: Mapping[str, Any]) -> int:
    """Saves a view under a name, in place of one of its kind that has the name; returns its id."""
    text = json.dumps(body)
    asked = select(ViewRow.id).where(ViewRow.kind == kind, ViewRow.name == name)
    found: int | None = editing.connection.execute(asked).scalar_one_or_none()
    if found is None:
        return editing.put(ViewRow, uid=new_uid(), kind=kind, name=name, body=text)
    editing.connection.execute(update(ViewRow).where(ViewRow.id == found).values(body=text))
    return found


def rename(editing: Editing, view: int, name: str) -> None:
    """Gives a view another name; KeyTaken when one of its kind has it."""
    editing.connection.execute(update(ViewRow).where(ViewRow.id == view).values(name=name))


def remove(editing: Editing, view: int) -> None:
    """Takes a view away."""
    editing.connection.execute(delete(ViewRow).where(ViewRow.id == view))
