"""Statements and actors in the window: shown by key, from one to the other, and back."""

from PySide6.QtCore import Qt

from tests.desktop.driving import ALT, CTRL, SHIFT, click, focus, labels, press, type_in

Key = Qt.Key


def show(qtbot, window, key, name):
    """Goes to a view by its key, and waits until it has everything."""
    press(key, CTRL)
    view = window.bench.named(name)
    qtbot.waitUntil(lambda: window.bench.view() is view)
    qtbot.waitUntil(lambda: not view.busy() and bool(view.count()), timeout=10_000)
    return view


def test_the_statements_by_key_and_a_filter_back_and_forward(qtbot, opened):
    view = show(qtbot, opened, Key.Key_2, "statements")
    assert focus() is view.table
    assert "13 statements" in labels(opened.bench.header)
    press(Key.Key_F)
    type_in("reject")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: view.count() == "4 of 13")
    assert "4 of 13" in labels(opened.bench.header)
    press(Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: view.count() == "13 statements")
    press(Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: view.count() == "4 of 13")


def test_enter_shows_the_source_and_back_leads_to_the_statement(qtbot, opened):
    view = show(qtbot, opened, Key.Key_2, "statements")
    press(Key.Key_Down)
    qtbot.waitUntil(lambda: not view.busy())
    line = view.table.currentIndex().row()
    press(Key.Key_Return)
    assert opened.bench.name() == "sources"
    press(Key.Key_Left, ALT)
    assert opened.bench.name() == "statements"
    qtbot.waitUntil(lambda: not view.busy())
    assert view.table.currentIndex().row() == line


def test_an_edit_moves_the_matrix_and_undo_moves_it_back(qtbot, opened):
    view = show(qtbot, opened, Key.Key_2, "statements")
    before = opened.workspace.grid.headline.copy()
    press(Key.Key_Down)
    press(Key.Key_5)
    qtbot.waitUntil(lambda: not view.busy())
    with qtbot.waitSignal(opened.workspace.changed):
        press(Key.Key_Return, CTRL)
    assert (opened.workspace.grid.headline != before).any()
    with qtbot.waitSignal(opened.workspace.changed):
        press(Key.Key_Z, CTRL)
    assert (opened.workspace.grid.headline == before).all()
    qtbot.waitUntil(lambda: not view.busy())


def test_the_statements_of_an_actor(qtbot, opened):
    actors = show(qtbot, opened, Key.Key_3, "actors")
    russia = next(each.id for each in opened.workspace.snapshot.actors if each.name == "Russia")
    actors.go(actor=russia)
    qtbot.waitUntil(lambda: actors.form.all.isVisible())
    click(actors.form.all)
    statements = opened.bench.named("statements")
    assert opened.bench.view() is statements
    qtbot.waitUntil(lambda: not statements.busy() and statements.count().endswith(" of 13"))
    assert [chip.sentence.accessibleName() for chip in statements.filters.chips] == ["Actor is Russia"]
    press(Key.Key_Left, ALT)
    assert opened.bench.view() is actors
    assert actors.place() == {"actor": russia}


def test_a_new_actor_from_anywhere(qtbot, opened):
    press(Key.Key_A, CTRL | SHIFT)
    actors = opened.bench.named("actors")
    assert opened.bench.view() is actors
    type_in("Envoy")
    press(Key.Key_Return)
    type_in("per")
    with qtbot.waitSignal(opened.workspace.changed):
        press(Key.Key_Return)
    qtbot.waitUntil(lambda: actors.form.name.text() == "Envoy")
    qtbot.waitUntil(lambda: not actors.busy())
    assert focus() is actors.tree


def test_what_cannot_be_deleted_is_told_in_the_window(qtbot, opened):
    actors = show(qtbot, opened, Key.Key_3, "actors")
    actors.go(actor=next(each.id for each in opened.workspace.snapshot.actors if each.name == "Russia"))
    qtbot.waitUntil(lambda: not actors.busy())
    press(Key.Key_Delete)
    qtbot.waitUntil(lambda: opened.message.text().startswith("Russia is named in 5 statements"))
