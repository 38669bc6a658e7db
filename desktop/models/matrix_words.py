"""The matrix in words alone, for the clipboard and for spreadsheets: a row of names, then a row for each line."""

import html
from collections.abc import Callable, Iterable, Sequence

from desktop.models import looks
from desktop.models.matrix import MatrixModel
from desktop.models.sheet import PENDING
from desktop.words import _, count

Rectangle = tuple[int, int, int, int]
"""The first row and column, and the last ones."""


def table(model: MatrixModel, within: Rectangle | None = None) -> list[list[str]]:
    """All that is shown, or a part of it; headings are left out."""
    rows, columns = _lines(model, within)
    corner = _("Scenario") if model.transposed else _("Actor")
    found = [[corner, *(model.column(column).title for column in columns)]]
    for row in rows:
        found.append([model.row(row).title, *(_told(model, row, column) for column in columns)])
    return found


def unfinished(model: MatrixModel, within: Rectangle | None = None) -> list[tuple[int, int]]:
    """The cells of it that are still to be worked out, as places for ``Sheet.worked_out``."""
    rows, columns = _lines(model, within)
    places = (model.place(row, column) for row in rows for column in columns)
    sheet = model.sheet
    return [] if sheet is None else [place for place in places if int(sheet.codes[place]) & PENDING]


def place(model: MatrixModel, row: int, column: int | None) -> str:
    """Where somebody is, on a row as a whole or in one of its columns."""
    title = model.row(row).title
    if column is None:
        return _("Row {actor}").format(actor=title)
    return _("Row {actor}, column {n} of {all}").format(actor=title, n=column + 1, all=model.columnCount())


def tabbed(rows: Iterable[Sequence[str]], safe: Callable[[str], str]) -> str:
    """Rows as text with tabs; ``safe`` makes each text harmless."""
    return "\n".join("\t".join(safe(" ".join(each.split())) for each in row) for row in rows)


def as_html(rows: Sequence[Sequence[str]], safe: Callable[[str], str]) -> str:
    """Rows as a table for word processors; names are heads."""
    head = "".join(f'<th scope="col">{html.escape(safe(each))}</th>' for each in rows[0])
    lines = [f"<tr>{head}</tr>"]
    for name, *told in rows[1:]:
        cells = "".join(f"<td>{html.escape(safe(each))}</td>" for each in told)
        lines.append(f'<tr><th scope="row">{html.escape(safe(name))}</th>{cells}</tr>')
    return f'<meta charset="utf-8"><table border="1">{"".join(lines)}</table>'


def in_words(code: int) -> str:
    """A cell: its word on the record, then in brackets what is remarked on it; a judgement is named as one."""
    found = looks.look(code, False)
    remarks = [_("could turn")] if found.could_turn else []
    if found.by_hand == 2:
        remarks.append(_("assessed {stance}").format(stance=found.second.lower()))
    elif found.second:
        remarks.append(found.second)
    return f"{found.word} ({', '.join(remarks)})" if remarks else found.word


def _told(model: MatrixModel, row: int, column: int) -> str:
    assert model.sheet is not None
    return in_words(int(model.sheet.codes[model.place(row, column)]))


def _lines(model: MatrixModel, within: Rectangle | None) -> tuple[list[int], range]:
    top, left, bottom, right = within or (0, 0, model.rowCount() - 1, model.columnCount() - 1)
    return [row for row in range(top, bottom + 1) if not model.row(row).heading], range(left, right + 1)


def counted(model: MatrixModel) -> str:
    """How many actors and scenarios, how many are hidden, and how many statements count; empty without a sheet."""
    sheet = model.sheet
    if sheet is None:
        return ""
    actors = count(len(sheet.outline.outermost()), "{n} actor", "{n} actors")
    told = [f"{actors} × {count(len(sheet.columns), '{n} scenario', '{n} scenarios')}"]
    if model.only_disputed:
        told.append(count(model.hidden, "{n} without disagreement hidden", "{n} without disagreement hidden"))
    return " · ".join([*told, count(sheet.counted, "{n} statement counted", "{n} statements counted")])
