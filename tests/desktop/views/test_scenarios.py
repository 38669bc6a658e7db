"""Scenarios and factors by keyboard and mouse, on the sample case."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QSplitter

from desktop.models.scenarios import MIME
from desktop.views.scenarios import Scenarios
from desktop.widgets.field_drags import FACTOR_MIME, HEAD, VALUE_MIME
from desktop.widgets.inline_name import InlineName
from desktop.widgets.tile import LOOKS, Tile

Key = Qt.Key
ALT, CTRL, SHIFT = (getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("Alt", "Control", "Shift"))
NONE = Qt.KeyboardModifier.NoModifier
SIGNS = {"set": "●", "partly": "◐", "no": "✕", "open": "○", "opened": "◌", "free": " ", "excluded": "⊘"}


@pytest.fixture
def view(qtbot, workspace, show):
    """The scenarios of the sample case beside their inspector, with the keyboard in the tree."""
    frame = QSplitter()
    found = Scenarios(workspace)
    found.testers = [
        QAbstractItemModelTester(each, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for each in (found.model, found.proposals, found.field.rules, found.field.issues)
    ]
    frame.addWidget(found)
    frame.addWidget(found.inspector())
    frame.setSizes([1060, 340])
    found.frame = show(frame, 1400, 860)
    qtbot.waitUntil(lambda: found.field.field() is not None)
    found.first().setFocus()
    return found


def press(key, modifiers=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def type_in(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def tree(view):
    """The tree as text: a row each, branches indented, with a square for each factor."""
    lines = []

    def walk(parent, depth):
        for row in range(view.model.rowCount(parent)):
            index = view.model.index(row, 0, parent)
            found = view.model.listed(index)
            squares = "".join("■" if on else "□" for on in found.squares)
            lines.append(f"{'  ' * depth}{found.title} {squares}{' !' if found.impossible else ''}")
            walk(index, depth + 1)

    walk(view.side.tree.rootIndex(), 0)
    return lines


def drawn(view):
    """The field as text: a line a factor, a sign before each value, ^ where it is inherited."""
    lines = []
    for row in view.field.table.rows:
        tiles = []
        for tile in row.tiles:
            above = "^" if tile.look.startswith("inherited-") else ""
            tiles.append(f"[{above}{SIGNS[tile.look.removeprefix('inherited-')]} {tile.text()}]")
        extra = f" {row._instead.text()}" if row._instead.text() else ""
        lines.append(f"{row.head.text()}: {' '.join(tiles)}{extra}")
    return lines


def line(view, factor):
    return next(each for each in drawn(view) if each.startswith(factor))


def scenario(view, name):
    return next(each for each in view.workspace.snapshot.scenarios if each.name == name)


def factor(view, name):
    return next(each for each in view.workspace.snapshot.factors if each.name == name)


def value(view, factor_name, name):
    return next(each.id for each in factor(view, factor_name).values if each.name == name)


def tile(view, factor_name, name):
    row = next(row for row in view.field.table.rows if row.head.text() == factor_name)
    return next(each for each in row.tiles if each.text() == name)


@pytest.fixture
def go(qtbot, view):
    """Goes to a scenario by name, and waits for its field."""

    def gone(name):
        view.go(scenario=scenario(view, name).id)
        qtbot.waitUntil(lambda: view.title() == name)
        return view

    return gone


@pytest.fixture
def done(qtbot, view):
    """Does something, and waits until the field shows the record after it."""

    def doing(act):
        with qtbot.waitSignal(view.workspace.compared, timeout=10_000):
            act()
        qtbot.waitUntil(lambda: view.field.field().comparison is view.workspace.comparison, timeout=10_000)

    return doing


def undo(view, done):
    done(view.workspace.undo)


def test_the_tree_and_the_field_of_the_sample_case_are_drawn(view):
    assert tree(view)[:5] == [
        "Troops deploy during the fighting ■■■□□□",
        "Reassurance force after a ceasefire ■■■■■□",
        "  … at sea and in the air only ■■■■■□",
        "  … with a peacekeeping mandate ■■■■■□",
        "  … with Moscow having a say over it ■■■■■□",
    ]
    assert drawn(view) == [
        "Hostilities: [● Ongoing] [  Ceasefire] [  Settlement]",
        "Foreign force: [⊘ None] [◐ Symbolic] [◐ Reassurance force]",
        "Domain: [● Land] [  Sea] [  Air]",
        "Mandate: [○ Left open] [  None] [  Deterrence] [  Peacekeeping]",
        "Moscow's say over the force: [○ Left open] [  No] [  Yes]",
        "Talks: [○ Left open] [  None] [  In Moscow] [  At a neutral venue]",
    ]
    assert view.title() == "Troops deploy during the fighting"
    assert view.count() == "3 of 6 factors set"
    assert view.field.left.text() == "144 combinations left, of 774 possible (5\u202f832 in all)"


def test_what_is_inherited_and_what_differs_is_drawn(go):
    view = go("… at sea and in the air only")
    assert line(view, "Hostilities") == "Hostilities: [  Ongoing] [^● Ceasefire] [  Settlement]"
    assert line(view, "Domain") == "Domain: [✕ Land] [^● Sea] [^● Air] instead of Land, Sea and Air"


def test_branch_and_change_one_value_in_four_keys_and_a_name(qtbot, go, view):
    go("Reassurance force after a ceasefire")
    view.branch()  # the window's Ctrl+B, 1 k
    type_in("once all is settled")
    press(Key.Key_Return)  # 2 k
    press(Key.Key_Right)  # 3 k
    press(Key.Key_Space)  # 4 k
    qtbot.waitUntil(lambda: "[● Settlement]" in line(view, "Hostilities"), timeout=10_000)
    made = scenario(view, "once all is settled")
    assert made.parent == scenario(view, "Reassurance force after a ceasefire").id
    assert [each.values for each in made.sets] == [(value(view, "Hostilities", "Settlement"),)]
    assert line(view, "Hostilities").endswith("instead of Ceasefire")
    assert view.title() == "once all is settled"


def test_space_sets_and_clears_and_undo_takes_it_back(go, done, view):
    go("Talks in Moscow")
    press(Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), Tile)
    press(Key.Key_Right)
    done(lambda: press(Key.Key_Space))
    assert line(view, "Hostilities") == "Hostilities: [● Ongoing] [  Ceasefire] [  Settlement]"
    assert QApplication.focusWidget().text() == "Ongoing"
    done(lambda: press(Key.Key_Space))
    assert line(view, "Hostilities") == "Hostilities: [○ Left open] [  Ongoing] [  Ceasefire] [  Settlement]"
    undo(view, done)
    assert line(view, "Hostilities").startswith("Hostilities: [● Ongoing]")


def test_backspace_leaves_open_what_is_inherited_and_space_brings_it_back(go, done, view):
    go("… with a peacekeeping mandate")
    press(Key.Key_Return)
    done(lambda: press(Key.Key_Backspace))
    assert line(view, "Hostilities").startswith("Hostilities: [◌ Left open]")
    assert line(view, "Hostilities").endswith("instead of Ceasefire")
    press(Key.Key_Home)
    press(Key.Key_Right)
    assert QApplication.focusWidget().text() == "Left open"
    done(lambda: press(Key.Key_Space))
    assert line(view, "Hostilities") == "Hostilities: [  Ongoing] [^● Ceasefire] [  Settlement]"
    assert len(scenario(view, "… with a peacekeeping mandate").sets) == 1


def test_the_mouse_sets_and_with_ctrl_sets_beside(qtbot, go, done, view):
    go("Talks in Moscow")
    done(lambda: qtbot.mouseClick(tile(view, "Hostilities", "Ceasefire"), Qt.MouseButton.LeftButton))
    assert "[● Ceasefire]" in line(view, "Hostilities")
    view.field.table.go(factor(view, "Hostilities").id, value(view, "Hostilities", "Settlement"))
    done(lambda: press(Key.Key_Space, CTRL))
    assert line(view, "Hostilities") == "Hostilities: [  Ongoing] [◐ Ceasefire] [◐ Settlement]"
    done(lambda: press(Key.Key_Space, CTRL))
    assert "[● Ceasefire] [  Settlement]" in line(view, "Hostilities")


def test_of_several_that_may_hold_a_value_goes_from_yes_to_no_to_open(go, done, view):
    go("Symbolic deployment after a ceasefire")
    view.field.table.go(factor(view, "Domain").id, value(view, "Domain", "Sea"))
    seen = []
    for _press in range(3):
        done(lambda: press(Key.Key_Space))
        seen.append(line(view, "Domain"))
    assert [each.partition("[")[2] for each in seen] == [
        "  Land] [● Sea] [  Air]",
        "  Land] [✕ Sea] [  Air]",
        "○ Left open] [  Land] [  Sea] [  Air]",
    ]


def test_an_excluded_value_says_why_and_an_impossible_scenario_says_so_at_once(qtbot, go, done, view):
    go("Ceasefire without a foreign force")
    told = []
    view.selectionTold.connect(told.append)
    view.field.table.go(factor(view, "Domain").id, value(view, "Domain", "Land"))
    why = "Domain applies only with Foreign force: Symbolic or Reassurance force"
    assert QApplication.focusWidget().accessibleDescription() == why
    assert told[-1] == why
    done(lambda: press(Key.Key_Space))
    assert why in view.field.broken.text()
    assert view.field.broken.isVisible()
    assert view.field.left.text().startswith("0 combinations left")
    assert "Ceasefire without a foreign force ■■■□□□ !" in tree(view)
    qtbot.waitUntil(lambda: view.page.broken.isVisible())
    undo(view, done)
    assert not view.field.broken.isVisible()


def test_arrows_home_and_end_walk_the_field_with_one_tab_stop(view):
    press(Key.Key_Return)
    names = [QApplication.focusWidget().text()]
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_Home, Key.Key_End, Key.Key_Up):
        press(key)
        names.append(QApplication.focusWidget().text() or QApplication.focusWidget().accessibleName())
    assert names == [
        "Ongoing",
        "Ceasefire",
        "Symbolic",
        "None",
        "Foreign force",
        "Add a value to Foreign force",
        "Add a value to Hostilities",
    ]
    stops = [
        cell for row in view.field.table.rows for cell in row.cells() if cell.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert stops == [QApplication.focusWidget()]


def test_arrows_are_mirrored_from_right_to_left(qtbot, view):
    view.frame.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    press(Key.Key_Return)
    assert QApplication.focusWidget().text() == "Ongoing"
    press(Key.Key_Left)
    assert QApplication.focusWidget().text() == "Ceasefire"
    first, second = tile(view, "Hostilities", "Ongoing"), tile(view, "Hostilities", "Ceasefire")
    qtbot.waitUntil(lambda: second.geometry().right() < first.geometry().left())


def test_enter_renames_a_value_and_escape_does_not(done, view):
    press(Key.Key_Return)
    press(Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), InlineName)
    type_in("nothing")
    press(Key.Key_Escape)
    assert QApplication.focusWidget().text() == "Ongoing"
    press(Key.Key_F2)
    type_in("Fighting")
    done(lambda: press(Key.Key_Return))
    assert line(view, "Hostilities").startswith("Hostilities: [● Fighting]")
    assert QApplication.focusWidget().text() == "Fighting"


def test_a_factor_is_renamed_added_to_and_moved_by_keys(done, view):
    press(Key.Key_Return)
    press(Key.Key_Home)
    press(Key.Key_Return)
    type_in("State of war")
    done(lambda: press(Key.Key_Return))
    type_in("+")
    type_in("Frozen")
    done(lambda: press(Key.Key_Return))
    assert line(view, "State of war").endswith("[  Settlement] [  Frozen]")
    done(lambda: press(Key.Key_Down, ALT))
    assert [row.head.text() for row in view.field.table.rows][:2] == ["Foreign force", "State of war"]
    assert QApplication.focusWidget().text() == "State of war"
    view.field.table.go(factor(view, "State of war").id, value(view, "State of war", "Frozen"))
    done(lambda: press(Key.Key_Up, ALT))
    assert line(view, "State of war").endswith("[  Frozen] [  Settlement]")


def test_factors_and_values_are_dragged_to_another_place(qtbot, done, view):
    table = view.field.table
    first, third = table.rows[0], table.rows[2]
    done(lambda: drop(table, FACTOR_MIME, f"{third.factor} {HEAD}", first.geometry().topLeft() + QPoint(30, 3)))
    assert [row.head.text() for row in table.rows][:2] == ["Domain", "Hostilities"]
    qtbot.waitUntil(lambda: table.rows[0].y() < table.rows[1].y() < table.rows[2].y())
    moved, before = tile(view, "Hostilities", "Settlement"), tile(view, "Hostilities", "Ongoing")
    place = before.mapTo(table, QPoint(2, before.height() // 2))
    done(lambda: drop(table, VALUE_MIME, f"{factor(view, 'Hostilities').id} {moved.key}", place))
    assert line(view, "Hostilities") == "Hostilities: [  Settlement] [● Ongoing] [  Ceasefire]"
    held = QMimeData()
    held.setText("something else")
    event = QDragEnterEvent(QPoint(10, 10), Qt.DropAction.MoveAction, held, Qt.MouseButton.LeftButton, NONE)
    event.ignore()
    QApplication.sendEvent(table, event)
    assert not event.isAccepted()


def drop(widget, mime, text, at):
    """Drags something over a widget and lets it go there."""
    data = QMimeData()
    data.setData(mime, text.encode())
    given = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(widget, QDragEnterEvent(at, *given))
    QApplication.sendEvent(widget, QDragMoveEvent(at, *given))
    QApplication.sendEvent(widget, QDropEvent(QPointF(at), *given))


def test_a_scenario_dragged_onto_another_becomes_its_branch(done, view):
    found = view.side.tree
    onto = found.visualRect(view.model.index_of(scenario(view, "Talks in Moscow").id)).center()
    moving = scenario(view, "Talks at a neutral venue after a ceasefire")
    done(lambda: drop(found.viewport(), MIME, str(moving.id), onto))
    after = scenario(view, "Talks at a neutral venue after a ceasefire")
    assert after.parent == scenario(view, "Talks in Moscow").id
    assert tree(view)[-1] == "  Talks at a neutral venue after a ceasefire ■□□□□■"
    undo(view, done)
    assert scenario(view, "Talks at a neutral venue after a ceasefire").parent is None


def test_a_scenario_is_never_dropped_on_its_own_branch(view):
    held = QMimeData()
    held.setData(MIME, str(scenario(view, "Talks in Moscow").id).encode())
    branch = view.model.index_of(scenario(view, "… while strikes go on").id)
    assert not view.model.canDropMimeData(held, Qt.DropAction.MoveAction, -1, -1, branch)
    assert not view.model.dropMimeData(held, Qt.DropAction.MoveAction, -1, -1, branch)


def test_scenarios_are_moved_and_nested_by_keys(go, done, view):
    go("Talks at a neutral venue after a ceasefire")
    done(lambda: press(Key.Key_Up, ALT))
    assert [each.strip()[:20] for each in tree(view)][-3:] == [
        "Talks at a neutral v",
        "Talks in Moscow □□□□",
        "… while strikes go o",
    ]
    done(lambda: press(Key.Key_Right, CTRL | SHIFT))
    assert scenario(view, view.title()).parent == scenario(view, "Ceasefire without a foreign force").id
    done(lambda: press(Key.Key_Left, CTRL | SHIFT))
    assert scenario(view, view.title()).parent is None
    assert view.title() == "Talks at a neutral venue after a ceasefire"


def test_a_scenario_is_deleted_with_a_bar_to_have_it_back(qtbot, go, done, view):
    go("Talks in Moscow")
    done(lambda: press(Key.Key_Delete))
    assert view.undo.text() == "The scenario “Talks in Moscow” is deleted"
    assert "… while strikes go on ■□□□□■" in tree(view)
    done(lambda: qtbot.mouseClick(view.undo.button, Qt.MouseButton.LeftButton))
    assert "Talks in Moscow □□□□□■" in tree(view)
    assert not view.undo.isVisible()


def test_a_scenario_is_renamed_in_the_tree(done, view):
    press(Key.Key_F2)
    type_in("Soldiers now")
    done(lambda: press(Key.Key_Return))
    assert view.title() == "Soldiers now"
    assert tree(view)[0].startswith("Soldiers now")


def test_a_new_scenario_without_a_name_is_none(view):
    before = tree(view)
    view.new_scenario()
    assert view.model.has_draft()
    press(Key.Key_Escape)
    assert not view.model.has_draft()
    assert tree(view) == before
    assert QApplication.focusWidget() is view.side.tree


def test_letters_do_not_search_the_tree(view):
    press(Key.Key_T)
    press(Key.Key_R)
    assert view.title() == "Troops deploy during the fighting"


def test_tiles_are_buttons_that_say_what_they_are(go, view):
    go("… at sea and in the air only")
    assert tile(view, "Hostilities", "Ceasefire").accessibleName() == (
        "Hostilities: Ceasefire, inherited, 5 statements name it"
    )
    assert tile(view, "Hostilities", "Ceasefire").isChecked()
    assert not tile(view, "Hostilities", "Ongoing").isChecked()
    assert all(each.height() >= 24 and each.width() >= 24 for each in view.field.table.findChildren(Tile))
    assert {each.look for each in view.field.table.findChildren(Tile)} <= set(LOOKS)


def test_the_keys_are_told_for_where_the_focus_is(view):
    keys = view.keys()
    assert "Enter: to the field" in keys
    press(Key.Key_Return)
    assert view.keys() == "Space: set or clear · Backspace: leave open · Enter: rename"
    press(Key.Key_Home)
    keys = view.keys()
    assert "Alt+Up: move the factor" in keys


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_wider_than_its_room_at_any_text_size(qtbot, look, view, percent):
    look.set_scale(percent)
    QApplication.processEvents()
    room = view.field.viewport().width()
    for row in view.field.table.rows:
        for each in row.tiles:
            assert each.mapTo(view.field.viewport(), QPoint(each.width(), 0)).x() <= room
    assert view.grab().width() == view.width()


def test_the_menu_of_a_scenario_does_what_the_keys_do(go, done, view):
    go("Talks in Moscow")
    menu = view.tree.menu()
    assert [action.text().replace("&", "") for action in menu.actions()] == [
        "Rename",
        "Branch",
        "Move up",
        "Move down",
        "Make it a branch of the one above",
        "Take it out of its parent",
        "Write a note",
        "Delete",
        "Show in matrix",
    ]
    done(menu.actions()[2].trigger)
    assert [each for each in tree(view) if not each.startswith("  ")][3].startswith("Talks in Moscow")
    menu.actions()[1].trigger()
    assert view.model.has_draft()
    press(Key.Key_Escape)
    menu.deleteLater()
