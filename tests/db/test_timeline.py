"""What of the history holds, and where the record is: as edits, undo, redo and going back move it."""

import pytest

from db import history, timeline
from db.case import Case


@pytest.fixture
def case(tmp_path):
    with Case.create(tmp_path / "Talks.rapporteur", title="Talks", author="Ann") as case:
        yield case


def retitle(case, *titles):
    for title in titles:
        with case.change(title) as editing:
            editing.describe(title=title)


def labels(case):
    """The names of what was undone, and that of the entry where the record is."""
    with case.read() as reading:
        line = timeline.read(reading.connection)
        named = {entry.id: f"{entry.kind} {entry.label}" for entry in history.entries(reading)}
    return sorted(named[action] for action in line.undone()), named[line.here()]


def test_at_first_the_record_is_where_it_was_made(case):
    assert labels(case) == ([], "create Talks")


def test_what_is_undone_does_not_hold_and_holds_again_when_redone(case):
    retitle(case, "A", "B")
    assert labels(case) == ([], "edit B")
    case.undo(2)
    assert labels(case) == (["edit A", "edit B"], "create Talks")
    case.redo()
    assert labels(case) == (["edit B"], "redo A")
    case.undo()
    assert labels(case) == (["edit A", "edit B", "redo A"], "create Talks")


def test_a_branch_that_was_left_does_not_hold_until_somebody_goes_back_to_it(case):
    retitle(case, "A")
    case.undo()
    retitle(case, "B")
    assert labels(case) == (["edit A"], "edit B")
    with case.read() as reading:
        first = next(entry.id for entry in history.entries(reading) if entry.label == "A")
    case.go_back(first)
    assert labels(case) == (["edit B"], "return A")


def test_a_view_of_the_record_is_no_step(case):
    retitle(case, "A")
    with case.change("Look", kind="view") as editing:
        editing.describe(reliabilities=("A",))
    assert labels(case) == ([], "edit A")
