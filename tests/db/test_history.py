"""The log, undo and redo."""

import ast
import contextlib
import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from db import actors, clock, history, replay, sources
from db.case import Case
from db.errors import BadRequest, EditOutsideChange, NothingToUndo, ReadOnly, UndoConflict
from db.moments import Moment
from db.vocabulary import Kind
from tests.db.cases import do as change
from tests.db.cases import known
from tests.db.edits import EDITS, do, held

ROOT = Path(__file__).resolve().parents[2]
READS = {"uses", "next_number"}
"""Public functions that take an editing and change nothing."""
WARM_UP = [
    *["actors.save"] * 4,
    *["modelling.save_issue", "modelling.save_factor", "modelling.save_exclusion", "scenarios.save", "sources.add"] * 2,
    *["coding.save", "assessments.save", "notes.save", "sources.skip", "views.save", "coding.link"],
]
"""What makes sure that there is something of everything."""
PARTS = {"keep_text", "keep_texts"}
"""Public functions that write only what no undo takes back: texts, once each."""


def faults(case):
    """What is wrong with the log of a case."""
    with case.read() as reading:
        return replay.broken_seal(reading.connection), list(replay.contradictions(reading.connection))


SOUND = (None, [])


def editing_functions():
    """Every public function of ``db`` whose first argument is an editing."""
    for path in sorted(ROOT.glob("db/*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or not node.args.args:
                continue
            kind = node.args.args[0].annotation
            if isinstance(kind, ast.Name) and kind.id == "Editing":
                yield f"{path.stem}.{node.name}"


def test_every_function_that_edits_has_its_case_here():
    found = {each for each in editing_functions() if each.split(".")[1] not in READS | PARTS}
    assert len(found) > 35
    assert found - set(EDITS) == set(), "add a random edit for these to tests/db/edits.py"
    assert set(EDITS) - found == {"reading.describe"}


@pytest.fixture(scope="session")
def full(sample, tmp_path_factory):
    """The sample with something more of everything, as a file."""
    path = tmp_path_factory.mktemp("full") / "Full.rapporteur"
    shutil.copyfile(sample, path)
    with Case.open(path, author="ann") as case:
        draw = random.Random(1)
        for name in WARM_UP:
            do(case, draw, name)
    return path


@pytest.fixture
def full_case(full, tmp_path):
    path = tmp_path / "Full.rapporteur"
    shutil.copyfile(full, path)
    with Case.open(path, author="ann") as case:
        yield case


@pytest.mark.parametrize("name", sorted(EDITS))
def test_do_undo_redo_restart_undo(full_case, name):
    """The heart of it: whatever is done can be undone, redone, and undone again after a restart."""
    case, draw = full_case, random.Random(name)
    before, done = held(case), None
    for _try in range(60):
        done = do(case, draw, name)
        if done is not None and done.ids:
            break
        before = held(case)
    assert done is not None
    assert done.ids, f"{name} never did anything"
    after = held(case)
    assert case.can_undo().label == name
    assert case.can_redo() is None
    undone = case.undo()
    assert held(case) == before
    assert undone.ids == done.ids
    assert case.can_redo().label == name
    redone = case.redo()
    assert held(case) == after
    assert redone.ids == done.ids
    path = case.path
    case.close()
    with Case.open(path, author="bob") as again:
        assert again.can_undo().label == name
        again.undo()
        assert held(again) == before
        again.redo()
        assert held(again) == after
        assert faults(again) == SOUND


@pytest.mark.parametrize("seed", range(2))
def test_long_stories_go_back_to_the_first_page_and_forward_again(case, seed):
    draw = random.Random(seed)
    pages = [held(case)]
    for _n in range(40):
        changes = do(case, draw)
        if changes is not None and changes.ids:
            pages.append(held(case))
    for page in reversed(pages[:-1]):
        case.undo()
        assert held(case) == page
    for page in pages[1:]:
        case.redo()
        assert held(case) == page
    assert faults(case) == SOUND
    case.undo(len(pages) - 1)
    assert held(case) == pages[0]
    case.redo(len(pages) - 1)
    assert held(case) == pages[-1]
    assert faults(case) == SOUND


def test_a_snapshot_follows_undo_and_redo(case):
    draw = random.Random(1)
    snapshot = case.snapshot()
    for _n in range(20):
        changes = do(case, draw)
        if changes is None or not changes.ids:
            continue
        for made in (changes, case.undo(), case.redo()):
            if made is not changes:
                snapshot = case.patched(snapshot, made)
            else:
                snapshot = case.patched(snapshot, changes) if changes.revision == snapshot.case.revision + 1 else None
                snapshot = snapshot or case.snapshot()
    with Case.open(case.path, read_only=True) as fresh:
        assert fresh.snapshot() == snapshot


def test_a_new_edit_ends_redo(case):
    draw = random.Random(3)
    do(case, draw, "notes.save")
    case.undo()
    assert case.can_redo()
    do(case, draw, "actors.save")
    assert case.can_redo() is None
    with pytest.raises(NothingToUndo) as caught:
        case.redo()
    assert caught.value.code == "nothing-to-redo"


def test_a_sample_can_be_undone_to_an_empty_case(case):
    case.undo()
    assert all(not rows for table, rows in held(case).items() if table != "case")
    assert case.can_undo() is None
    with pytest.raises(NothingToUndo):
        case.undo()


def test_the_label_and_author_of_each_entry(case, monkeypatch):
    monkeypatch.setattr(clock, "stamp", lambda: "2031-01-02T03:04:05Z")
    number = known(case, "actor", "putin").id
    with case.change("Rename an actor") as editing:
        editing.connection.execute(text("UPDATE actor SET name = 'V. Putin' WHERE id = :id"), {"id": number})
    case.undo()
    with case.read() as reading:
        made, imported, edit, undo = history.entries(reading)
        (detail,) = history.details(reading, edit.id)
        (back,) = history.details(reading, undo.id)
        assert history.entries(reading, most=1) == (undo,)
        assert history.entries(reading, before=edit.id) == (made, imported)
        assert history.entries(reading, before=edit.id, most=1) == (imported,)
        assert history.of_thing(reading, Kind.ACTOR, number) == (imported, edit, undo)
    assert (made.kind, imported.kind, edit.kind, undo.kind) == ("create", "import", "edit", "undo")
    assert (edit.label, edit.author, edit.at) == ("Rename an actor", "ann", "2031-01-02T03:04:05Z")
    assert (undo.label, undo.target) == ("Rename an actor", edit.id)
    assert (detail.kind, detail.thing, detail.op) == (Kind.ACTOR, number, "U")
    assert (detail.before, detail.after) == ({"name": "Vladimir Putin"}, {"name": "V. Putin"})
    assert (back.before, back.after) == (detail.after, detail.before)


def test_details_name_the_thing_that_a_part_belongs_to_also_when_it_is_gone(case):
    statement = known(case, "statement", "st1") if "st1" in known(case, "statement") else None
    statement = statement or next(iter(known(case, "statement").values()))
    with case.change("Remove") as editing:
        editing.connection.execute(text("DELETE FROM statement WHERE id = :id"), {"id": statement.id})
    with case.read() as reading:
        entry = history.entries(reading)[-1]
        found = [each for each in history.details(reading, entry.id) if each.kind == Kind.STATEMENT]
    assert len(found) > 3
    assert {each.thing for each in found} == {statement.id}
    assert {each.op for each in found} == {"D"}


def test_turning_the_lens_is_no_step_and_no_conflict(case):
    before = held(case)
    do(case, random.Random(5), "actors.save")
    for year in ("2020", "2021", "2022"):
        with case.change("Read as of", kind="view") as editing:
            editing.describe(as_of=Moment.parse(year))
    assert case.can_undo().label == "actors.save"
    with case.read() as reading:
        assert [each.kind for each in history.entries(reading)][2:] == ["edit", "view"]
    case.undo()
    assert case.can_redo().label == "actors.save"
    assert held(case)["actor"] == before["actor"]
    with case.read() as reading:
        assert reading.info().as_of == Moment.parse("2022")
    case.undo()
    with case.read() as reading:
        assert reading.info().as_of == Moment.parse("2022"), "the analyst's own choice stands"
    assert faults(case) == SOUND


def test_a_restore_point_is_no_step_and_leads_back(case):
    draw = random.Random(7)
    do(case, draw, "actors.save")
    then = held(case)
    changes = case.mark("before the merge")
    assert changes.ids == {}
    assert held(case) == then
    assert case.can_undo().label == "actors.save"
    do(case, draw, "sources.add")
    do(case, draw, "actors.save")
    case.undo()
    case.mark("second")
    assert case.can_redo() is not None, "a name ends no redo"
    with case.read() as reading:
        marks = [each for each in history.entries(reading) if each.kind == "mark"]
        assert [each.label for each in marks] == ["before the merge", "second"]
        assert reading.info().revision == marks[-1].revision
    path = case.path
    case.close()
    with Case.open(path, author="ann") as again:
        again.go_back(marks[0].id)
        assert held(again) == then
        assert faults(again) == SOUND
        while again.can_undo():
            again.undo()
        assert faults(again) == SOUND


def test_a_snapshot_follows_a_restore_point(case):
    do(case, random.Random(8), "actors.save")
    before = case.snapshot()
    after = case.patched(before, case.mark("here"))
    assert after.case.revision == before.case.revision + 1
    assert after.actors is before.actors


def test_no_restore_point_inside_a_change_or_by_a_reader(case):
    with pytest.raises(BadRequest), case.change("x"):
        case.mark("y")
    path = case.path
    case.close()
    with Case.open(path, read_only=True) as reader, pytest.raises(ReadOnly):
        reader.mark("y")


def test_typing_is_one_step_until_the_focus_leaves(case):
    seconds = [0.0]
    case._typing._seconds = lambda: seconds[0]
    number = known(case, "actor", "putin").id

    def type_in(words, what="actor description"):
        with case.change("Describe", merge=what) as editing:
            editing.connection.execute(
                text("UPDATE actor SET description = :w WHERE id = :id"), {"w": words, "id": number}
            )

    before = held(case)
    for words in ("a", "ab", "abc"):
        type_in(words)
        seconds[0] += 9
    with case.read() as reading:
        entry = history.entries(reading)[-1]
        (detail,) = history.details(reading, entry.id)
    assert (detail.before, detail.after) == ({"description": ""}, {"description": "abc"})
    assert len(case._stacks.undo if case._stacks else [1, 2]) == 2
    case.settle()
    type_in("abcd")
    case.undo()
    assert known(case, "actor", "putin").description == "abc"
    case.undo()
    assert held(case) == before
    type_in("x")
    seconds[0] += 31
    type_in("xy")
    case.undo()
    assert known(case, "actor", "putin").description == "x"
    assert faults(case) == SOUND


def test_typing_in_two_fields_or_by_two_people_is_two_steps(case):
    def type_in(what):
        with case.change("Type", merge=what) as editing:
            editing.describe(title=f"{what}{editing.info().title}")

    type_in("a")
    type_in("b")
    case.author = "eve"
    type_in("b")
    with case.read() as reading:
        assert [each.label for each in history.entries(reading)].count("Type") == 3
    do(case, random.Random(1), "notes.save")
    type_in("b")
    assert case.can_undo().label == "Type"
    case.undo()
    assert case.can_undo().label == "notes.save"


def without_lens(page):
    """What of a page is a matter of undo: not where the lens stands."""
    (row,) = page["case"]
    return page | {"case": row[:2]}


@pytest.mark.parametrize("seed", range(3))
def test_going_back_to_any_point_also_of_a_branch_that_was_left(case, seed):
    draw = random.Random(seed)
    points = {}
    for _n in range(25):
        do(case, draw)
        for _m in range(draw.randrange(3) if draw.random() < 0.4 else 0):
            if case.can_undo() and draw.random() < 0.7:
                case.undo()
            elif case.can_redo():
                case.redo()
        with case.read() as reading:
            points[history.entries(reading)[-1].id] = without_lens(held(case))
    chosen = draw.sample(sorted(points), k=10)
    for entry in [*chosen, max(points)]:
        case.go_back(entry)
        assert without_lens(held(case)) == points[entry]
        assert faults(case) == SOUND
    path = case.path
    case.close()
    with Case.open(path, author="ann") as again:
        for entry in chosen[:3]:
            again.go_back(entry)
            assert without_lens(held(again)) == points[entry]
        with pytest.raises(NothingToUndo):
            again.go_back(10_000)
        while again.can_undo():
            again.undo()
        assert faults(again) == SOUND


def test_going_back_and_forth_costs_what_lies_between(case):
    draw = random.Random(2)
    with case.read() as reading:
        start = history.entries(reading)[-1].id
    for _n in range(4):
        do(case, draw, "actors.save")
    with case.read() as reading:
        end = history.entries(reading)[-1].id
    for _n in range(5):
        case.go_back(start)
        case.go_back(end)
    with case.read() as reading:
        assert len(history.entries(reading)) == end + 5 * 2 * 4
    case.undo(4)
    assert case.can_undo().label == "Import a case"


def test_a_conflict_is_told_and_nothing_is_forced(case):
    """Somebody changed the file behind the log's back."""
    number = known(case, "actor", "putin").id
    with case.change("Rename") as editing:
        editing.connection.execute(text("UPDATE actor SET name = 'X' WHERE id = :id"), {"id": number})
    behind(case, "UPDATE actor SET name = 'Z' WHERE id = ?", number)
    before = held(case)
    with pytest.raises(UndoConflict) as caught:
        case.undo()
    assert caught.value.facts["label"] == "Rename"
    assert held(case) == before
    assert case.can_undo().label == "Rename"
    assert faults(case)[1] == [("actor", number)]


def test_undo_that_would_leave_a_reference_to_nothing_is_a_conflict(case):
    (number, _changes) = change(
        case, actors.save, known(case, "actor", "putin").__class__(0, "", "", "N", "", "state", (), False, "")
    )
    statement = next(iter(known(case, "statement").values()))
    behind(case, "UPDATE statement SET speaker = ? WHERE id = ?", number, statement.id)
    with pytest.raises(UndoConflict):
        case.undo()
    assert any(actor.id == number for actor in known(case, "actor").values())


def behind(case, statement, *values):
    """A write that the log does not see."""
    with sqlite3.connect(case.path) as connection:
        connection.execute(statement, values)
    connection.close()


def test_an_exception_leaves_no_entry(case):
    with case.read() as reading:
        before = history.entries(reading)
    with contextlib.suppress(RuntimeError), case.change("No") as editing:
        editing.describe(title="x")
        raise RuntimeError
    with case.change("Nothing done"):
        pass
    with case.read() as reading:
        assert history.entries(reading) == before
    assert case.can_undo().id == before[-1].id


def test_what_was_taken_back_inside_a_change_is_in_no_entry(case):
    with case.change("Outer") as editing:
        editing.describe(title="kept")
        with contextlib.suppress(RuntimeError), case.change("Inner") as inner:
            inner.describe(description="not kept")
            raise RuntimeError
    with case.read() as reading:
        (detail,) = history.details(reading, history.entries(reading)[-1].id)
    assert detail.after == {"title": "kept"}


def test_nobody_writes_outside_a_change(case):
    with pytest.raises(EditOutsideChange), case.read() as reading:
        reading.connection.execute(text("UPDATE actor SET name = 'x'"))
    with pytest.raises(EditOutsideChange), case._transaction(writing=True):
        case._connection.execute(text("UPDATE actor SET name = 'x'"))
    assert faults(case) == SOUND


@pytest.mark.parametrize("statement", ["UPDATE text SET body = 'x'", "DELETE FROM text", "DELETE FROM original"])
def test_texts_are_only_added(case, statement):
    with case.change("Source") as editing:
        sources.add(editing, title="t", text="t", language="en", original=b"t")
    with pytest.raises(EditOutsideChange), case.change("No") as editing:
        editing.connection.execute(text(statement))


def test_replacing_a_row_is_logged_as_what_it_is(case):
    """INSERT OR REPLACE deletes rows; without recursive triggers nobody would see that."""
    before = held(case)
    with case.change("Replace") as editing:
        editing.connection.execute(
            text(
                "INSERT OR REPLACE INTO issue (id, uid, key, place, name)"
                " SELECT id, uid, key, place, 'R' FROM issue LIMIT 1"
            )
        )
    case.undo()
    assert held(case) == before


@pytest.mark.parametrize(
    "value", ["", "\x1f\x7f\u2028", "'\"\\", "é\u0301", "𝔘" * 100, "null", "9" * 30, "x" * 100_000]
)
def test_any_text_survives_the_log(case, value):
    before = held(case)
    with case.change("Odd") as editing:
        editing.describe(description=value)
    after = held(case)
    case.undo()
    assert held(case) == before
    case.redo()
    assert held(case) == after
    with case.read() as reading:
        assert reading.info().description == value


@pytest.mark.parametrize("value", ["a\x00b", "\ud800"])
def test_a_text_that_could_not_be_told_everywhere_is_refused(case, value):
    before = held(case)
    with pytest.raises(BadRequest), case.change("Odd") as editing:
        editing.describe(description=value)
    assert held(case) == before


@pytest.mark.parametrize("value", [0, -1, 2**63 - 1, -(2**63)])
def test_any_number_survives_the_log(case, value):
    with case.change("Odd") as editing:
        editing.connection.execute(text("UPDATE actor SET place = :v WHERE id = 1"), {"v": value})
    after = held(case)
    case.undo()
    case.redo()
    assert held(case) == after


def test_undo_is_not_for_readers_nor_inside_a_change(case):
    with case.change("Outer") as editing:
        editing.describe(title="x")
        with pytest.raises(BadRequest):
            case.undo()
    with Case.open(case.path, read_only=True) as reader:
        assert reader.can_undo()
        with pytest.raises(ReadOnly):
            reader.undo()


def test_another_writer_is_noticed(case):
    assert case.can_undo().label == "Import a case"
    path = case.path
    case.close()
    with Case.open(path, author="a") as one:
        first = one.can_undo()
        do(one, random.Random(1), "actors.save")
    with Case.open(path, author="b") as two:
        assert two.can_undo() != first
        assert two.can_undo().label == "actors.save"


def test_a_hostile_log_cannot_speak_sql(case):
    """The names of columns in the log come from the file."""
    do(case, random.Random(1), "actors.save")
    behind(
        case,
        """UPDATE log_change SET old = '{"name\\" = name; --":1}', new = '{"name\\" = name; --":1}', op = 'U'
        WHERE id = (SELECT max(id) FROM log_change)""",
    )
    with pytest.raises(UndoConflict):
        case.undo()
    behind(case, "UPDATE log_change SET tbl = 'log_action' WHERE id = (SELECT max(id) FROM log_change)")
    with pytest.raises(UndoConflict):
        case.undo()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE log_change SET new = replace(new, 'Putin', 'Pu+in') WHERE new LIKE '%Putin%'",
        "UPDATE log_action SET author = 'eve' WHERE id = 2",
        "UPDATE log_action SET at = '1999-01-01T00:00:00Z' WHERE id = 2",
        "UPDATE log_action SET digest = 'x' || digest WHERE id = 1",
        "DELETE FROM log_change WHERE id = (SELECT max(id) FROM log_change)",
        "UPDATE log_change SET rid = rid + 1 WHERE id = 9",
        'UPDATE "case" SET revision = revision + 1',
    ],
)
def test_any_change_of_the_log_breaks_a_seal(case, damage):
    assert faults(case) == SOUND
    behind(case, damage)
    assert faults(case)[0] is not None


@pytest.mark.parametrize(
    ("damage", "table"),
    [
        ("UPDATE actor SET name = name || ' ' WHERE id = 2", "actor"),
        ("UPDATE position SET stance = CASE stance WHEN 1 THEN 2 ELSE 1 END WHERE id = 3", "position"),
        ("DELETE FROM note WHERE id = 1", "note"),
        ("INSERT INTO issue (uid, key, place, name) VALUES ('u', 'k', 9, 'n')", "issue"),
        ("UPDATE \"case\" SET title = 'x'", "case"),
    ],
)
def test_any_change_of_the_record_contradicts_the_log(case, damage, table):
    behind(case, damage)
    broken, wrong = faults(case)
    assert broken is None
    assert {name for name, _row in wrong} == {table}


def test_the_head_changes_with_every_action(case):
    draw, seen = random.Random(0), set()
    for _n in range(10):
        with case.read() as reading:
            seen.add(history.seal(reading))
        do(case, draw, "actors.save")
    assert len(seen) == 10
