"""Rows and columns of the matrix put elsewhere: the layout that this makes."""

from dataclasses import replace

from PySide6.QtCore import Qt

from desktop.models.layout import Layout, ordered, put_before
from desktop.models.matrix import MatrixModel
from desktop.models.outline import Row


def shifted(model: MatrixModel, orientation: Qt.Orientation, section: int, step: int) -> Layout | None:
    """The layout in which a row (vertical) or a column stands one place on (1) or back (-1); None at the end."""
    siblings, place = _siblings(model, orientation, section)
    there = place + step
    if place < 0 or not 0 <= there < len(siblings):
        return None
    return _placed(model, orientation, siblings, siblings[place], there + (step > 0))


def dropped(model: MatrixModel, orientation: Qt.Orientation, section: int, before: int) -> Layout | None:
    """The layout in which a row or a column stands before another one; None where it cannot go or stands already.

    An actor stays in its group.
    """
    siblings, place = _siblings(model, orientation, section)
    if place < 0:
        return None
    lines = model.axis(orientation)
    keys = [line.key for line in lines[before:] if line.key in set(siblings) and line.depth == 0]
    there = siblings.index(keys[0]) if keys else len(siblings)
    if there in (place, place + 1):
        return None
    return _placed(model, orientation, siblings, siblings[place], there)


def _siblings(model: MatrixModel, orientation: Qt.Orientation, section: int) -> tuple[list[str], int]:
    """The keys of those among which a line can be moved, and its place; -1 for one that cannot be moved."""
    lines = model.axis(orientation)
    line = lines[section]
    if line.heading or line.depth:
        return [], -1
    actors = isinstance(line, Row)
    among = [
        each.key for each in lines if not (each.heading or each.depth) and not (actors and each.branch != line.branch)
    ]
    return among, among.index(line.key)


def _placed(model: MatrixModel, orientation: Qt.Orientation, siblings: list[str], key: str, place: int) -> Layout:
    assert model.sheet is not None
    layout = model.layout
    if (orientation == Qt.Orientation.Vertical) == model.transposed:
        order = [each.key for each in ordered(model.sheet.columns, layout.scenarios)]
        return replace(layout, scenarios=put_before(order, siblings, key, place))
    order = [each.key for each in model.sheet.outline.outermost(layout)]
    return replace(layout, actors=put_before(order, siblings, key, place))
