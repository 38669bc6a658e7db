"""The sheet after an edit is the one made anew, and takes over what is known."""

from dataclasses import replace
from unittest import mock

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.records import Changes
from db.vocabulary import Kind
from desktop.analysis import cells
from desktop.analysis.cells import Comparison
from desktop.models import sheet as sheets
from desktop.models.sheet import PENDING, Sheet
from tests.desktop.analysis.build import snapshot
from tests.desktop.analysis.test_random import edits
from tests.desktop.models.conftest import EVERYTHING, content, said


def told(sheet):
    """All that a sheet says."""
    rows = [row.title for row in sheet.outline.rows(())]
    numbers = (sheet.codes.tolist(), sheet.applying.tolist(), sheet.open.tolist())
    return numbers, sheet.statements, sheet.counted, sheet.columns, rows


def edited(before, new, kinds, seen=None):
    """The sheet after an edit, and the one that is made without the one before."""
    old = before.comparison
    changes = Changes("", 2, {kind: frozenset(numbers) for kind, numbers in kinds.items()})
    after = old.edited(new, changes)
    return Sheet.of(after, before, seen), Sheet.of(Comparison(new))


@pytest.mark.parametrize(
    ("changed", "kinds"),
    [
        (content(*EVERYTHING[:2], said(3, "U", "rejects", {"L": ["no"]})), {Kind.STATEMENT: [3]}),
        (content(*EVERYTHING[:2]), {Kind.STATEMENT: [3]}),
        (content(scenarios=content()["scenarios"][:2]), {Kind.SCENARIO: [3, 4]}),
        (content(actors=content()["actors"][::-1]), {Kind.ACTOR: [1, 2, 3, 4, 5]}),
    ],
    ids=["coded anew", "taken out", "scenarios gone", "actors in another order"],
)
def test_after_an_edit_it_is_as_if_made_anew(changed, kinds):
    before = Sheet.of(Comparison(snapshot(content())))
    found, anew = edited(before, snapshot(changed), kinds)
    assert told(found) == told(anew)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits(), st.booleans(), st.booleans())
def test_after_any_edit_of_a_statement_it_is_as_if_made_anew(edit, known, hurried):
    """Also where the sheet before was made, and its open cells worked out, long ago; and with cells on a screen."""
    pair, statement = edit
    old, new = (snapshot(case) for case in pair)
    before = Sheet.of(Comparison(old))
    if not known:
        before.comparison._cells.clear()
        before.comparison._gists.clear()
    with mock.patch.object(sheets, "SOON", 60):
        found, anew = edited(before, new, {Kind.STATEMENT: [statement]}, [(1, 1)] if hurried else None)
    assert told(found) == told(anew)


def test_what_is_on_the_screen_comes_first(monkeypatch):
    """In a hurry one open cell is worked out: the first one of those that somebody sees."""
    monkeypatch.setattr(sheets, "SOON", 0)
    before = Sheet.of(Comparison(snapshot(content())))
    new = snapshot(content(*EVERYTHING[:2], said(3, "U", "rejects", {"L": ["no"]})))
    found, anew = edited(before, new, {Kind.STATEMENT: [3]}, [])
    actors, columns = found.comparison.actors, found.columns
    left = found._pending()
    assert left
    seen = [(actors[row].id, columns[number].scenario) for row, number in reversed(left)]
    before = Sheet.of(Comparison(snapshot(content())))
    again, _anew = edited(before, new, {Kind.STATEMENT: [3]}, [(7_000, 1), *seen])
    assert not again.codes[left[-1]] & PENDING
    again.put(again.worked_out(again._pending()))
    assert told(again) == told(anew)


def test_what_an_edit_left_alone_is_taken_over():
    before = Sheet.of(Comparison(snapshot(content())))
    shot = before.comparison.snapshot
    found, _anew = edited(before, replace(shot, notes=()), {Kind.NOTE: [1]})
    assert found.columns is before.columns
    assert found.outline is before.outline
    other = replace(shot, actors=tuple(reversed(shot.actors)))
    found, anew = edited(before, other, {Kind.ACTOR: [1]})
    assert found.outline is not before.outline
    assert told(found) == told(anew)


def test_open_cells_that_are_known_stay_known(monkeypatch):
    monkeypatch.setattr(cells, "MOST_AT_ONCE", -1)
    monkeypatch.setattr(sheets, "MOST_AT_ONCE", 1)
    before = Sheet.of(Comparison(snapshot(content())))
    pending = [(int(row), int(column)) for row, column in np.argwhere(before.codes & PENDING)]
    assert len(pending) > 2
    monkeypatch.setattr(sheets, "MOST_AT_ONCE", 2)
    for row, column in pending[:2]:
        before.comparison.cell(before.comparison.actors[row].id, before.columns[column].scenario)
    found, _anew = edited(before, replace(before.comparison.snapshot, notes=()), {Kind.NOTE: [1]})
    assert not any(found.codes[place] & PENDING for place in pending[:2])
    assert all(found.codes[place] & PENDING for place in pending[2:])
