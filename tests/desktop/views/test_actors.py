"""The actors by hand: keys and mouse, as a person uses them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QSplitter

from db.records import Quotation
from db.vocabulary import ActorKind, Standing
from desktop.models.affiliations import Side
from desktop.views.actors import Actors
from desktop.widgets.chips import ALL
from desktop.workspace import Workspace
from tests.desktop.driving import CTRL, click, focus, press, type_in

Key = Qt.Key


@pytest.fixture
def actors(qtbot, workspace, show):
    """The actors of the sample case with their form beside them, the keyboard in the tree."""
    view = Actors(workspace)
    view.tester = QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    both = QSplitter()
    both.addWidget(view)
    both.addWidget(view.inspector())
    both.setSizes([820, 360])
    show(both, 1180, 900)
    settle(qtbot, view)
    view.tree.setFocus()
    view.both = both
    return view


def settle(qtbot, view):
    def still():
        assert not view.busy()
        assert view.workspace._worker.idle()

    qtbot.wait(20)
    qtbot.waitUntil(still, timeout=10_000)


def go(qtbot, view, name):
    view.go(actor=find(view, name).id)
    settle(qtbot, view)


def find(view, name):
    return next(each for each in view.workspace.snapshot.actors if each.name == name)


def do(qtbot, view, deed):
    """Does something that changes the case, and waits until it is seen."""
    with qtbot.waitSignal(view.workspace.changed) as told:
        deed()
    settle(qtbot, view)
    return told.args[0].label


def names(view):
    found = []
    for group in range(view.model.rowCount()):
        parent = view.model.index(group, 0)
        found.append(parent.data().upper())
        found += [view.model.index(row, 0, parent).data() for row in range(view.model.rowCount(parent))]
    return found


def put(line, text):
    line.setFocus()
    line.selectAll()
    if text.isascii():
        type_in(text)
    else:  # other letters come from an input method
        line.insert(text)
    press(Key.Key_Return)


def test_the_tree_by_kind(actors):
    assert names(actors)[:5] == ["STATES", "Russia", "Ukraine", "France", "United Kingdom"]
    assert names(actors)[-4:] == ["PERSONS", "Vladimir Putin", "Volodymyr Zelenskyy", "Emmanuel Macron"]
    assert actors.count() == "10 actors"
    assert actors.title() == "Actors"
    assert actors.form.nothing.isVisible()


def test_down_walks_and_the_form_follows(qtbot, actors):
    press(Key.Key_Down)
    press(Key.Key_Down)
    settle(qtbot, actors)
    assert actors.form.name.text() == actors.model.actor(actors.tree.currentIndex()).name
    assert actors.place() == {"actor": actors.model.actor(actors.tree.currentIndex()).id}
    assert actors.keys()


def test_the_form_tells_all_that_is_known(qtbot, actors):
    go(qtbot, actors, "Vladimir Putin")
    form = actors.form
    assert form._about.text() == "Person · President, Russia"
    assert "Владимир Путин" in form.others.names
    (row,) = form.sides[Side.SPEAKS_FOR].rows
    assert (row.other.text(), row.role.text()) == ("Russia", "President")
    assert row.standing.text() == "binds it"
    assert not form.sides[Side.MEMBERS].isVisible()
    assert form.cards.model().rowCount() == 4
    assert form.all.text() == "4 statements in the table"
    assert form.strip.accessibleName().startswith("Stances, 10 scenarios, Troops deploy during the fighting: Rejects")


def test_a_coalition_has_members(qtbot, actors):
    go(qtbot, actors, "Coalition of 26")
    assert {row.other.text() for row in actors.form.sides[Side.MEMBERS].rows} == {"France", "United Kingdom"}
    go(qtbot, actors, "France")
    assert [row.other.text() for row in actors.form.sides[Side.MEMBER_OF].rows] == ["Coalition of 26"]


def test_enter_and_f2_lead_to_the_name(qtbot, actors):
    go(qtbot, actors, "Russia")
    for key in (Key.Key_Return, Key.Key_F2):
        actors.tree.setFocus()
        with qtbot.waitSignal(actors.inspect):
            press(key)
        assert focus() is actors.form.name
        assert actors.form.name.selectedText() == "Russia"


def test_a_name_is_changed_when_its_field_is_left(qtbot, actors):
    go(qtbot, actors, "France")
    actors.form.enter_name()
    label = do(qtbot, actors, lambda: (type_in("French Republic"), press(Key.Key_Return)))
    assert label == "Change the name of France"
    assert "French Republic" in names(actors)
    assert actors.form.name.text() == "French Republic"
    actors.form.enter_name()
    press(Key.Key_Delete)
    press(Key.Key_Tab)
    assert actors.form.name.text() == "French Republic"


def test_a_name_of_mixed_scripts_is_warned_of(qtbot, actors):
    go(qtbot, actors, "France")
    do(qtbot, actors, lambda: put(actors.form.name, "Frаnce"))
    assert "mixes letters of Latin + Cyrillic" in actors.form.warning.text()
    assert actors.form.warning.isVisible()
    do(qtbot, actors, lambda: put(actors.form.others.line, "Frаncia"))
    assert "Frаncia" in actors.form.others.warning()


def test_other_names_come_and_go(qtbot, actors):
    go(qtbot, actors, "Russia")
    before = actors.form.others.names
    do(qtbot, actors, lambda: put(actors.form.others.line, "  Der  Kreml "))
    assert actors.form.others.names == (*before, "Der Kreml")
    chip = actors.form.others.chips()[-1]
    assert chip.accessibleName() == "Take away the name Der Kreml"
    do(qtbot, actors, lambda: click(chip))
    assert find(actors, "Russia").aliases == before


def test_kind_block_short_and_description(qtbot, actors):
    go(qtbot, actors, "Independent analysts")
    form = actors.form
    form.kind.setFocus()
    press(Key.Key_Return)
    type_in("org")
    do(qtbot, actors, lambda: press(Key.Key_Return))
    assert find(actors, "Independent analysts").kind is ActorKind.ORGANISATION
    do(qtbot, actors, lambda: click(form.blocks))
    assert find(actors, "Independent analysts").can_block
    assert form.blocks.state == ALL
    do(qtbot, actors, lambda: put(form.short, "IA"))
    form.description.setFocus()
    form.description.selectAll()
    type_in("Nobody is behind them")
    do(qtbot, actors, lambda: press(Key.Key_Tab))
    found = find(actors, "Independent analysts")
    assert (found.short, found.description) == ("IA", "Nobody is behind them")


def test_whom_somebody_speaks_for_is_said_with_dates(qtbot, actors):
    go(qtbot, actors, "Emmanuel Macron")
    rows = actors.form.sides[Side.SPEAKS_FOR]
    many = len(rows.rows)
    click(rows.add)
    type_in("ukraine")
    label = do(qtbot, actors, lambda: press(Key.Key_Return))
    assert label == "Say to whom Emmanuel Macron belongs"
    assert len(rows.rows) == many + 1
    row = next(each for each in rows.rows if each.other.text() == "Ukraine")
    assert row.standing.text() == "binds it"
    assert row.odd() == "No first day: it counts from the beginning."
    do(qtbot, actors, lambda: put(row.role, "Guest"))
    row = next(each for each in rows.rows if each.role.text() == "Guest")
    do(qtbot, actors, lambda: put(row.since.line, "May 2017"))
    row = next(each for each in rows.rows if each.role.text() == "Guest")
    assert row.since.line.text() == "May 2017"
    put(row.until.line, "some day")
    assert row.until.fault() == "“some day” is no date. Write it as 2025, 2025-09 or 2025-09-05."
    do(qtbot, actors, lambda: put(row.until.line, "2016"))
    row = next(each for each in rows.rows if each.role.text() == "Guest")
    assert row.odd() == "Ends before it begins, so it never counts."
    click(row.standing)
    type_in("speaks")
    do(qtbot, actors, lambda: press(Key.Key_Return))
    affiliation = next(
        each for each in actors.workspace.snapshot.affiliations if each.role == "Guest" and str(each.until) == "2016"
    )
    assert affiliation.standing in (Standing.SPEAKS, Standing.NONE)


def test_an_affiliation_is_taken_away(qtbot, actors):
    go(qtbot, actors, "Vladimir Putin")
    rows = actors.form.sides[Side.SPEAKS_FOR]
    assert rows.rows[0].cross.accessibleName() == "Take away Russia"
    do(qtbot, actors, lambda: click(rows.rows[0].cross))
    assert rows.rows == []
    assert "member of" not in actors.form._about.text()


def test_the_strip_is_walked_and_opens_a_cell(qtbot, actors):
    go(qtbot, actors, "Russia")
    strip = actors.form.strip
    strip.setFocus()
    press(Key.Key_Right)
    press(Key.Key_Right)
    assert actors.form._cell.text().startswith("… at sea and in the air only: Rejects")
    with qtbot.waitSignal(actors.openCell) as told:
        press(Key.Key_Return)
    scenario = next(
        each.id for each in actors.workspace.snapshot.scenarios if each.name == "… at sea and in the air only"
    )
    assert told.args == [find(actors, "Russia").id, scenario]
    press(Key.Key_End)
    assert strip.current == 9
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip._cell(1).center())
    assert strip.current == 1


def test_its_statements_open_in_their_source_and_in_the_table(qtbot, actors):
    go(qtbot, actors, "Vladimir Putin")
    actors.form.cards.setFocus()
    with qtbot.waitSignal(actors.openPassage) as told:
        press(Key.Key_Return)
    assert isinstance(told.args[0], Quotation)
    with qtbot.waitSignal(actors.openStatements) as told:
        click(actors.form.all)
    assert told.args == [find(actors, "Vladimir Putin").id]
    press(Key.Key_Escape)


def test_a_new_actor(qtbot, actors):
    actors.new_actor()
    type_in("Public broadcaster")
    press(Key.Key_Return)
    type_in("o")
    label = do(qtbot, actors, lambda: press(Key.Key_Return))
    assert label == "New actor Public broadcaster"
    qtbot.waitUntil(lambda: actors.form.name.text() == "Public broadcaster")
    assert find(actors, "Public broadcaster").kind is ActorKind.ORGANISATION
    assert focus() is actors.tree


def test_del_takes_away_who_is_not_named_and_undo_brings_back(qtbot, actors):
    test_a_new_actor(qtbot, actors)
    do(qtbot, actors, lambda: press(Key.Key_Delete))
    assert "Public broadcaster" not in names(actors)
    assert actors.undo.text() == "Public broadcaster deleted"
    do(qtbot, actors, lambda: click(actors.undo.button))
    assert "Public broadcaster" in names(actors)


def test_who_is_named_in_a_statement_stays(qtbot, actors):
    go(qtbot, actors, "Russia")
    with qtbot.waitSignal(actors.workspace.failed) as told:
        press(Key.Key_Delete)
    assert told.args[0].startswith("Russia is named in 5 statements and stays. Merge it")
    settle(qtbot, actors)
    assert "Russia" in names(actors)


def test_two_actors_become_one_and_what_that_changes_is_told_before(qtbot, actors):
    ukraine, ministry = find(actors, "Ukraine"), find(actors, "Foreign Ministry of Ukraine")
    before = actors.workspace.comparison.cell(ukraine.id, actors.workspace.snapshot.scenarios[0].id).headlines
    go(qtbot, actors, "Foreign Ministry of Ukraine")
    press(Key.Key_M)
    type_in("ukraine")
    press(Key.Key_Return)
    panel = actors.hand.merging
    settle(qtbot, actors)
    assert panel.isVisible()
    assert panel.pair() == (ukraine.id, ministry.id)
    assert panel.text().startswith("Ukraine is kept, with Foreign Ministry of Ukraine as another name")
    assert panel.moves.lines()[0].startswith("What this changes: ")
    click(panel.swap)
    assert panel.pair() == (ministry.id, ukraine.id)
    click(panel.swap)
    settle(qtbot, actors)
    panel.go.setFocus()
    label = do(qtbot, actors, lambda: press(Key.Key_Return))
    assert label == "Merge Foreign Ministry of Ukraine into Ukraine"
    assert "Foreign Ministry of Ukraine" not in names(actors)
    assert "Foreign Ministry of Ukraine" in find(actors, "Ukraine").aliases
    qtbot.waitUntil(lambda: actors.form.name.text() == "Ukraine")
    with qtbot.waitSignal(actors.workspace.changed):
        actors.workspace.undo()
    settle(qtbot, actors)
    assert "Foreign Ministry of Ukraine" in names(actors)
    assert actors.workspace.comparison.cell(ukraine.id, actors.workspace.snapshot.scenarios[0].id).headlines == before


def test_a_merge_can_be_left(qtbot, actors):
    go(qtbot, actors, "Russia")
    click(actors.form.merge)
    type_in("france")
    press(Key.Key_Return)
    settle(qtbot, actors)
    press(Key.Key_Escape)
    assert not actors.hand.merging.isVisible()
    assert "France" in names(actors)


def test_a_name_is_found_in_any_script(qtbot, actors):
    press(Key.Key_F, CTRL)
    assert focus() is actors.find_box
    put(actors.find_box, "путін")
    assert names(actors) == ["PERSONS", "Vladimir Putin"]
    assert actors.count() == "1 of 10"
    assert focus() is actors.tree
    actors.find_box.setText("xyzzy")
    actors.find_box.ask_now()
    assert actors.missing.isVisible()
    assert actors.missing.blank.accessibleName().startswith("Nobody is called so")
    actors.find_box.setFocus()
    press(Key.Key_Escape)
    assert actors.count() == "10 actors"


def test_a_kind_is_closed_by_enter_and_by_a_click(qtbot, actors):
    actors.tree.setCurrentIndex(actors.model.index(0, 0))
    press(Key.Key_Return)
    assert not actors.tree.isExpanded(actors.model.index(0, 0))
    place = actors.tree.visualRect(actors.model.index(0, 0)).topLeft() + QPoint(40, 8)
    qtbot.mouseClick(actors.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert actors.tree.isExpanded(actors.model.index(0, 0))


def test_an_edit_elsewhere_leaves_the_form_where_it_was(qtbot, actors):
    go(qtbot, actors, "Ukraine")
    from db.moments import Moment

    with qtbot.waitSignal(actors.workspace.compared):
        actors.workspace.set_as_of(Moment.parse("2025-09-05"))
    settle(qtbot, actors)
    assert actors.form.name.text() == "Ukraine"
    assert actors.place() == {"actor": find(actors, "Ukraine").id}


def test_an_empty_case_offers_a_new_actor(qtbot, actors, workspace, tmp_path):
    with qtbot.waitSignal(workspace.compared, timeout=20_000):
        workspace.create(tmp_path / "empty.rapporteur", "Empty")
    settle(qtbot, actors)
    assert actors.missing.blank.accessibleName().startswith("No actors yet. Actors appear while coding")
    assert actors.first() is actors.missing
    click(actors.missing.button)
    type_in("Somebody")
    press(Key.Key_Return)
    type_in("per")
    do(qtbot, actors, lambda: press(Key.Key_Return))
    assert names(actors) == ["PERSONS", "Somebody"]


def test_without_a_case(no_leaks, show):
    workspace = Workspace("Tester")
    view = show(Actors(workspace))
    assert view.count() == ""
    view.go(actor=1)
    assert view.missing.isVisible()
    assert not view.missing.button.isVisible()
    workspace.shut()


def test_it_stands_the_other_way_round_and_in_large_type(qtbot, actors, look):
    actors.both.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    look.set_scale(150)
    go(qtbot, actors, "Russia")
    strip = actors.form.strip
    strip.setFocus()
    press(Key.Key_Left)
    assert strip.current == 1
    press(Key.Key_Right)
    assert strip.current == 0
    assert actors.both.grab().width() >= 1180
    press(Key.Key_A, CTRL)
