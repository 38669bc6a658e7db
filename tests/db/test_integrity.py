"""What a check finds, and what can be repaired."""

import random

import pytest

from db import integrity, unfinished
from db.case import Case
from db.mending import mend
from db.schema import QuotationRow
from tests.db.edits import do, held
from tests.db.test_history import behind, faults

DAMAGE = {
    "a letter": ("UPDATE actor SET name = name || 'x' WHERE id = 1", {"history-differs"}),
    "a lost row": ("DELETE FROM note WHERE id = 1", {"history-differs"}),
    "a planted row": ("INSERT INTO issue (uid, key, place, name) VALUES ('u', 'k', 9, 'n')", {"history-differs"}),
    "a quotation": (
        'UPDATE quotation SET start = start + 2, "end" = "end" + 2 WHERE id = 1',
        {"history-differs", "anchor-moved"},
    ),
    "a lost parent": ("DELETE FROM statement WHERE id = 3", {"history-differs", "reference"}),
    "the index": ("DELETE FROM search WHERE rowid = (SELECT max(rowid) FROM search)", {"index-stale"}),
    "the title": ("UPDATE \"case\" SET title = ''", {"history-differs"}),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_what_the_history_knows_better_is_put_back(case, what):
    do(case, random.Random(1), "actors.save")
    before, step = held(case), case.can_undo()
    assert integrity.check(case) == ()
    statement, codes = DAMAGE[what]
    behind(case, statement)
    found = integrity.check(case)
    assert {each.code for each in found} - {"index-stale"} == codes - {"index-stale"}
    assert any(each.repairable for each in found)
    mended = mend(case, "Repair")
    assert not mended.nothing
    assert held(case) == before
    assert integrity.check(case) == ()
    assert case.can_undo() == step, "putting right is no step"
    case.undo()
    assert faults(case) == (None, [])


def test_a_quotation_that_was_moved_by_an_edit_is_moved_back_by_one(case):
    with case.change("Move") as editing:
        editing.connection.execute(
            QuotationRow.__table__.update().where(QuotationRow.id == 1).values(start=QuotationRow.start + 1)
        )
        editing.connection.execute(
            QuotationRow.__table__.update().where(QuotationRow.id == 1).values(end=QuotationRow.end + 1)
        )
    assert [each.code for each in integrity.check(case)] == ["anchor-moved"]
    mended = mend(case, "Repair")
    assert (mended.rows, mended.quotations) == (0, 1)
    assert case.can_undo().label == "Repair"
    assert integrity.check(case) == ()


def test_a_sound_case_is_left_alone(case):
    before = case.path.read_bytes()
    assert mend(case, "Repair").nothing
    assert integrity.check(case) == ()
    assert held(case)
    assert len(case.path.read_bytes()) == len(before)


def test_a_history_that_was_changed_proves_nothing(case):
    behind(case, "UPDATE log_action SET author = 'eve' WHERE id = 2")
    behind(case, "UPDATE actor SET name = 'x' WHERE id = 1")
    found = integrity.check(case)
    assert [each.code for each in found if each.code.startswith("history")] == ["history-broken", "history-differs"]
    assert not any(each.repairable for each in found if each.code.startswith("history"))
    mend(case, "Repair")
    assert "history-broken" in {each.code for each in integrity.check(case)}


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("UPDATE text SET body = 'x' || body", "text-changed"),
        ("UPDATE original SET body = x'00'", "original-changed"),
        ("UPDATE original SET pages = x'00'", "pages-changed"),
        ("UPDATE scenario SET parent = id WHERE id = 1", "parents-ring"),
        ("UPDATE quotation SET exact = 'never said so' WHERE id = 1", "anchor-lost"),
    ],
)
def test_each_finding(case, damage, code):
    with case.change("Add") as editing:
        from db import sources

        sources.add(editing, title="t", text="t", language="en", original=b"t")
    behind(case, damage)
    assert code in {each.code for each in integrity.check(case)}


def test_drafts_are_no_finding(case):
    unfinished.keep(case, "note", "x")
    assert integrity.check(case) == ()
    with Case.open(case.path, read_only=True) as reader:
        assert integrity.check(reader) == ()
