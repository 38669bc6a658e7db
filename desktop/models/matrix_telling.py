"""What the matrix says to those who listen, and in tooltips: a cell in a sentence, the heads of rows and columns."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop import words
from desktop.models import looks
from desktop.models.matrix_columns import Column
from desktop.models.outline import Row
from desktop.models.sheet import Sheet
from desktop.words import _, as_tooltip, count

if TYPE_CHECKING:
    from desktop.models.matrix import MatrixModel

Role = Qt.ItemDataRole


def cell_told(model: "MatrixModel", row: int, column: int) -> str:
    """A cell in one sentence."""
    sheet = model.sheet
    assert sheet is not None
    actor, number = model.place(row, column)
    code = int(sheet.codes[actor, number])
    found = looks.look(code, False)
    told = [looks.said(code).lower(), *_counted(sheet, actor, number)]
    if found.could_turn:
        told.append(_("could turn"))
    if found.by_hand == 2:
        told.append(_("assessed {stance}").format(stance=found.second.lower()))
    elif found.second:
        told.append(found.second)
    if found.note:
        told.append(_("with a note"))
    who, what = model.row(row).title, model.column(column).title
    if model.transposed:
        who, what = what, who
    return _("{actor}, {scenario}: {told}").format(actor=who, scenario=what, told=", ".join(told))


def _counted(sheet: Sheet, actor: int, column: int) -> list[str]:
    """How many statements apply and how many might, in words."""
    apply, might = int(sheet.applying[actor, column]), int(sheet.open[actor, column])
    told = [count(apply, "{n} statement applies", "{n} statements apply")] if apply else []
    if might:
        told.append(_("{n} might").format(n=might) if told else count(might, "{n} might apply", "{n} might apply"))
    return told


def scenario_told(column: Column, role: int) -> str | None:
    """What the head of a scenario says in a role."""
    if role == Role.DisplayRole or (column.heading and role == Role.AccessibleTextRole):
        return column.title
    if column.heading:
        return None
    if role not in (Role.ToolTipRole, Role.AccessibleTextRole):
        return None
    told = _("{set} of {all} factors are set").format(set=sum(column.squares), all=len(column.squares))
    named = f"{column.label}: {column.title}" if column.label not in ("", column.title) else column.title
    return as_tooltip(f"{named}\n{told}") if role == Role.ToolTipRole else f"{named}, {told}"


def actor_told(row: Row, statements: int, role: int) -> str | None:
    """What the head of an actor, for whom so many statements count, says in a role."""
    if role == Role.DisplayRole or (row.heading and role == Role.AccessibleTextRole):
        return row.title
    if role not in (Role.ToolTipRole, Role.AccessibleTextRole) or row.kind is None:
        return None
    told = [row.title, words.actor_kind(row.kind).lower()]
    told.append(count(statements, "{n} statement", "{n} statements"))
    if row.speakers:
        speakers = count(row.speakers, "{n} speaker", "{n} speakers")
        told.append(_("{speakers} shown below").format(speakers=speakers) if row.opened else speakers)
    return as_tooltip(", ".join(told)) if role == Role.ToolTipRole else ", ".join(told)
