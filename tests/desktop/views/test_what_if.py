"""The situation under the hand: switches, parties, smallest changes, the zone; by keyboard and mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from db.case import Case
from desktop.views.what_if import WhatIf
from tests.desktop.driving import labels

Key = Qt.Key


@pytest.fixture
def view(qtbot, workspace, show):
    """What if, from *Troops deploy during the fighting*, with its findings beside it."""
    page = QWidget()
    found = WhatIf(workspace)
    row = QHBoxLayout(page)
    row.addWidget(found, 1)
    found.side.setFixedWidth(360)
    row.addWidget(found.side)
    show(page, 1500, 850)
    qtbot.waitUntil(lambda: bool(found.switches.rows), timeout=20_000)
    found_all(qtbot, found)
    yield found
    page.hide()


def found_all(qtbot, view):
    """Waits until the search has told everything."""
    qtbot.waitUntil(lambda: view.side.zone is not None and view.side.stop_button.isHidden(), timeout=20_000)


def factor(view, name):
    return next(row for row in view.switches.rows if row.name.text() == name)


def drawn(view):
    """Each factor in a line, the chosen values in brackets, the impossible ones struck."""
    marked = {"set": "[{}]", "partly": "[{}]", "opened": "[{}]", "excluded": "-{}-", "was": "({})"}
    return {
        row.name.text(): " ".join(marked.get(tile.look, "{}").format(tile.text()) for tile in row.tiles)
        for row in view.switches.rows
    }


def parties(view):
    lines = (view.model.line(row) for row in range(view.model.rowCount()))
    return {line.name: (line.before.word, line.now.word) for line in lines}


def settle(qtbot, view, change):
    """Does something and waits for what it comes to."""
    with qtbot.waitSignal(view.told, timeout=20_000):
        change()
    found_all(qtbot, view)


def choose(qtbot, view, name, value):
    tile = next(each for each in factor(view, name).tiles if each.text() == value)
    settle(qtbot, view, lambda: qtbot.mouseClick(tile, Qt.MouseButton.LeftButton))


def test_it_starts_from_the_first_scenario(view):
    assert view.switches.start.text() == "Troops deploy during the fighting"
    assert drawn(view)["Hostilities"] == "Any [Ongoing] Ceasefire Settlement"
    assert drawn(view)["Foreign force"] == "Any -None- [Symbolic] [Reassurance force]"
    assert parties(view)["Russia"] == ("Rejects", "Rejects")
    assert view.count() == "0 of 7 parties move"
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_flip_takes_two_keys_and_moves_the_parties(qtbot, view):
    view.switches.rows[0].focus_tile(1)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Right)
    settle(qtbot, view, lambda: qtbot.keyClick(QApplication.focusWidget(), Key.Key_Space))
    assert drawn(view)["Hostilities"] == "Any (Ongoing) [Ceasefire] Settlement"
    assert parties(view)["Ukraine"] == ("Silent", "Supports?")
    assert view.count() == "4 of 7 parties move"
    assert factor(view, "Hostilities").was.text() == "was Ongoing"


def test_nothing_jumps_under_the_hand(qtbot, view):
    view.switches.rows[0].focus_tile(2)
    settle(qtbot, view, lambda: qtbot.keyClick(QApplication.focusWidget(), Key.Key_Space))
    assert view.model.line(0).name == "Russia"
    view.list.setFocus()
    assert view.model.line(0).moves
    assert view.model.line(0).name != "Russia"


def test_a_flip_moves_no_tile(qtbot, view):
    switch = factor(view, "Hostilities")
    places = [tile.geometry() for tile in switch.tiles]
    choose(qtbot, view, "Hostilities", "Ceasefire")
    assert switch.back.isVisible()
    assert [tile.geometry() for tile in switch.tiles] == places


def test_a_flip_paints_the_rows_of_those_who_move_alone(qtbot, view, monkeypatch):
    painted = []
    paint = view.list.lines.paint_row
    view.switches.rows[0].focus_tile(2)
    QApplication.processEvents()
    monkeypatch.setattr(view.list.lines, "paint_row", lambda *row: (painted.append(row[-1].name), paint(*row)))
    settle(qtbot, view, lambda: qtbot.keyClick(QApplication.focusWidget(), Key.Key_Space))
    assert set(painted) == {"Ukraine", "Coalition of 26", "France", "United Kingdom"}


def test_what_turns_nobody_is_said_of_the_issues_the_situation_is_about(qtbot, view):
    choose(qtbot, view, "Hostilities", "Ceasefire")
    assert "On the issues that this situation is about, no change turns Ukraine" in view.side._steady.text()
    choose(qtbot, view, "Moscow's say over the force", "Yes")
    assert parties(view)["Ukraine"] == ("Silent", "Rejects")


def test_an_impossible_choice_says_what_must_give_way(qtbot, view):
    choose(qtbot, view, "Foreign force", "None")
    assert drawn(view)["Foreign force"] == "Any -None- [Symbolic] [Reassurance force]"
    assert view.middle.yielding.isVisible()
    settle(qtbot, view, lambda: qtbot.mouseClick(view.middle.yielding.button, Qt.MouseButton.LeftButton))
    assert "[None]" in drawn(view)["Foreign force"]
    assert drawn(view)["Domain: Land"].startswith("[Any]")
    assert not view.middle.yielding.isVisible()
    assert parties(view)["Russia"] == ("Rejects", "Silent")
    assert "no longer rejects" in view.middle.sentence.text()
    assert "Silence is not consent." in view.middle.sentence.text()


def test_the_smallest_change_that_turns_russia_is_told_and_taken(qtbot, view):
    row = next(each for each in view.side.turns if each.accessibleName().startswith("Russia"))
    assert "1 factor" in row.accessibleName()
    assert "Foreign force: None" in row.accessibleName()
    settle(qtbot, view, lambda: qtbot.mouseClick(row, Qt.MouseButton.LeftButton))
    assert parties(view)["Russia"] == ("Rejects", "Silent")


def test_the_zone_is_counted_split_and_led_to(qtbot, view):
    zone = view.side.zone
    assert 0 < zone.not_rejected < zone.consistent
    assert "Foreign force: None" in zone.always
    assert view.side.zone_part.blocks
    settle(qtbot, view, lambda: qtbot.mouseClick(view.side.zone_part.near_button, Qt.MouseButton.LeftButton))
    assert "in the zone already" in view.side.zone.nearest


def test_opposes_may_close_the_zone_too_and_the_parties_are_chosen(qtbot, view, workspace):
    before = view.side.zone.not_rejected
    view.side.zone_part.threshold_field.choose(1)
    found_all(qtbot, view)
    assert view.side.zone.not_rejected <= before
    france = next(actor.id for actor in workspace.snapshot.actors if actor.name == "France")
    view._chose_parties((france,))
    found_all(qtbot, view)
    assert view.side.zone.not_rejected == view.side.zone.consistent
    assert view.side.zone_part.parties.text() == "France"


def test_back_forward_and_reset(qtbot, view):
    start = drawn(view)
    choose(qtbot, view, "Hostilities", "Ceasefire")
    choose(qtbot, view, "Hostilities", "Settlement")
    there = drawn(view)
    settle(qtbot, view, lambda: qtbot.keyClick(view, Key.Key_BracketLeft))
    assert "[Ceasefire]" in drawn(view)["Hostilities"]
    settle(qtbot, view, lambda: qtbot.keyClick(view, Key.Key_BracketRight))
    assert drawn(view) == there
    settle(qtbot, view, view.reset)
    assert drawn(view) == start


def test_held_against_a_frozen_situation(qtbot, view):
    choose(qtbot, view, "Hostilities", "Ceasefire")
    settle(qtbot, view, lambda: qtbot.mouseClick(view.freeze_button, Qt.MouseButton.LeftButton))
    assert view.count() == "0 of 7 parties move"
    choose(qtbot, view, "Hostilities", "Ongoing")
    assert parties(view)["Ukraine"] == ("Supports?", "Silent")


def test_it_is_saved_as_a_branch_and_as_a_scenario_of_its_own(qtbot, view, workspace):
    choose(qtbot, view, "Hostilities", "Ceasefire")
    qtbot.keyClicks(view.switches.name, "Troops after a truce")
    with qtbot.waitSignal(workspace.changed, timeout=20_000):
        qtbot.mouseClick(view.switches.branch_button, Qt.MouseButton.LeftButton)
    branch = workspace.snapshot.scenarios[-1]
    assert (branch.name, branch.parent) == ("Troops after a truce", workspace.snapshot.scenarios[0].id)
    assert len(branch.sets) == 1
    qtbot.waitUntil(lambda: view.switches.save_button.isEnabled())
    qtbot.keyClicks(view.switches.name, "Alone")
    with qtbot.waitSignal(workspace.changed, timeout=20_000):
        qtbot.keyClick(view.switches.name, Key.Key_Return)
    alone = workspace.snapshot.scenarios[-1]
    assert (alone.name, alone.parent) == ("Alone", None)
    found_all(qtbot, view)


def test_the_words_behind_a_party_are_one_key_away_and_can_be_read_otherwise(qtbot, view):
    view.list.setFocus()
    view.list.setCurrentIndex(view.model.index(0))
    qtbot.keyClick(view.list, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(view.words.rows), timeout=20_000)
    assert "legitimate targets" in view.words.rows[0].accessibleName()
    with qtbot.waitSignal(view.openPassage) as told:
        qtbot.mouseClick(view.words.rows[0], Qt.MouseButton.LeftButton)
    assert "legitimate targets" in told.args[0].exact
    (first, _number), *_others = view.behind.readings(view.hand.situation)
    view._reread(first)
    qtbot.waitUntil(lambda: view.words.told.text().startswith("Read wider"), timeout=20_000)
    assert "The record is not changed." in view.words.told.text()


def test_what_was_found_is_kept_as_a_note(qtbot, view, workspace):
    with qtbot.waitSignal(workspace.changed, timeout=20_000):
        qtbot.mouseClick(view.side.note_button, Qt.MouseButton.LeftButton)
    note = workspace.snapshot.notes[-1]
    assert note.on.scenario == workspace.snapshot.scenarios[0].id
    assert "Russia turns with: Foreign force: None" in note.body
    assert note.tags == ("what if",)
    found_all(qtbot, view)


def test_the_factor_that_decides_is_told(view):
    row = view.side._pivot_rows.rows[0]
    assert row.accessibleName().startswith("Russia: Foreign force 100")
    assert factor(view, "Foreign force").decides.text().startswith("Decides: Russia 100")


def test_a_blank_situation(qtbot, view):
    settle(qtbot, view, lambda: view._start(0))
    assert view.switches.start.text() == "Blank situation"
    assert all(line.startswith("[Any]") for line in drawn(view).values())


def test_a_case_without_factors_says_so(qtbot, look, show, tmp_path):
    from desktop.workspace import Workspace

    workspace = Workspace("Tester")
    with qtbot.waitSignal(workspace.compared, timeout=20_000):
        workspace.create(tmp_path / "e.rapporteur", "Empty")
    view = show(WhatIf(workspace), 900, 600)
    qtbot.waitUntil(lambda: view.blank.isVisible())
    workspace.shut()


def turn_of(view, name):
    return next(row for row in view.side._turn_rows.rows if row.take.accessibleName().startswith(name))


def keys(qtbot, view, *pressed):
    """Presses keys on the tile that has the focus, each time waiting for what it comes to."""
    for key in pressed:
        settle(qtbot, view, lambda key=key: qtbot.keyClick(QApplication.focusWidget(), key))


def test_a_factor_is_made_harder_to_change_by_keys_and_back(qtbot, view):
    factor(view, "Hostilities").focus_tile(0)
    keys(qtbot, view, "+", "+")
    assert factor(view, "Hostilities").weight.text() == "×3"
    assert view.side._weighing.text() == "Harder to change: Hostilities counts 3."
    assert "counts 3 · Hostilities: Ceasefire" in turn_of(view, "Ukraine").take.accessibleName()
    keys(qtbot, view, "-")
    assert "counts 2" in turn_of(view, "Ukraine").take.accessibleName()
    settle(qtbot, view, lambda: qtbot.mouseClick(view.back_button, Qt.MouseButton.LeftButton))
    assert factor(view, "Hostilities").weight.text() == "×3"
    for _step in range(2):
        settle(qtbot, view, lambda: qtbot.mouseClick(view.back_button, Qt.MouseButton.LeftButton))
    assert not factor(view, "Hostilities").weight.isVisible()
    assert not view.back_button.isEnabled()
    assert "1 factor" in turn_of(view, "Ukraine").take.accessibleName()


def test_the_menu_of_a_factor_tells_how_hard_it_is_to_change(qtbot, view):
    row = factor(view, "Hostilities")
    told = [action.text() for action in row.menu().actions() if action.text()]
    assert told[:3] == ["Any", "Back to the scenario", "As hard to change as others"]
    five = next(action for action in row.menu().actions() if action.text().endswith("counts 5"))
    settle(qtbot, view, five.trigger)
    assert row.weight.text() == "×5"


def test_the_other_ways_are_offered_and_taken(qtbot, view):
    row = turn_of(view, "Ukraine")
    assert row.others.accessibleName() == "Ukraine: 1 more way"
    qtbot.mouseClick(row.others, Qt.MouseButton.LeftButton)
    panel = view.asking._panel
    assert [each.text for each in panel.options._rows] == ["Hostilities: Ceasefire", "Hostilities: Settlement"]
    qtbot.keyClick(panel.field, Key.Key_Down)
    settle(qtbot, view, lambda: qtbot.keyClick(panel.field, Key.Key_Return))
    assert "[Settlement]" in drawn(view)["Hostilities"]


def test_what_a_change_comes_to_is_told_as_it_is_here(qtbot, view):
    """With other factors open, Ukraine might support it: not more is said, and not more comes of it."""
    assert "Supports?" in turn_of(view, "Ukraine").take.accessibleName()
    settle(qtbot, view, lambda: qtbot.mouseClick(turn_of(view, "Ukraine").take, Qt.MouseButton.LeftButton))
    assert parties(view)["Ukraine"] == ("Silent", "Supports?")


def test_what_only_follows_is_no_change(qtbot, view):
    settle(qtbot, view, lambda: qtbot.mouseClick(turn_of(view, "Russia").take, Qt.MouseButton.LeftButton))
    assert "[Any]" in drawn(view)["Domain: Land"]
    assert view.switches.told.text() == "1 change · 18 of 774 combinations left"


def test_the_words_that_counted_before_are_shown_where_nothing_counts_now(qtbot, view):
    settle(qtbot, view, lambda: qtbot.mouseClick(turn_of(view, "Russia").take, Qt.MouseButton.LeftButton))
    view.list.setFocus()
    view.list.setCurrentIndex(view.model.index(0))
    qtbot.keyClick(view.list, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(view.words.rows), timeout=20_000)
    assert "legitimate targets" in view.words.rows[0].accessibleName()
    assert view.words.told.text().startswith("Nothing on record applies here.")


def test_a_condition_is_read_narrower_by_keyboard(qtbot, view):
    """The note of the sample: soldiers on land only would leave a force at sea open."""
    view.list.setFocus()
    view.list.setCurrentIndex(view.model.index(0))
    qtbot.keyClick(view.list, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(view.words.rows), timeout=20_000)
    qtbot.mouseClick(view.words.reread_button, Qt.MouseButton.LeftButton)
    panel = view.asking._panel
    qtbot.keyClicks(panel.field, "land yes")
    assert panel.options._rows[0].text == "narrower: Domain: Land: Yes"
    qtbot.keyClick(panel.field, Key.Key_Return)
    qtbot.waitUntil(lambda: view.words.told.text().startswith("Read narrower"), timeout=20_000)
    assert "as it is coded, 8. The record is not changed." in view.words.told.text()


def test_the_best_that_is_open_and_who_speaks_in_a_block(view):
    assert [row.accessibleName() for row in view.side.zone_part._best_rows.rows] == [
        "2 combinations: Accepts: Russia; Silent: Ukraine and Coalition of 26"
    ]
    first = view.side.zone_part.blocks[0].accessibleName()
    assert first.startswith("Hostilities: Ceasefire or Settlement · Foreign force: None")
    assert "6 combinations · 0\u20131 of 3 have spoken" in first


def test_a_block_is_gone_to(qtbot, view):
    settle(qtbot, view, lambda: qtbot.mouseClick(view.side.zone_part.blocks[0], Qt.MouseButton.LeftButton))
    assert drawn(view)["Hostilities"].endswith("[Ceasefire] [Settlement]")
    assert "[None]" in drawn(view)["Foreign force"]


def test_a_search_is_stopped_and_another_one_begins(qtbot, view, monkeypatch):
    from desktop.models import what_if_answers

    def endless(_exploration, watch):
        yield what_if_answers.Told("Something.")
        while True:
            watch(3, 60)

    with monkeypatch.context() as patched:
        patched.setattr(what_if_answers, "explored", endless)
        tile = factor(view, "Hostilities").tiles[2]
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: view.side.stop_button.text() == "3/60", timeout=20_000)
        assert view.side._steady.text() == "Something."
        assert view.side.turns == []
        qtbot.mouseClick(view.side.stop_button, Qt.MouseButton.LeftButton)
    assert view.side.zone_part._count.text() == "Stopped."
    assert view.side.stop_button.isHidden()
    choose(qtbot, view, "Hostilities", "Settlement")
    assert view.side.zone.count == "8 of 774 combinations that nobody rejects"


def test_a_flip_is_shown_before_all_is_worked_out(qtbot, view, monkeypatch):
    from desktop.models import what_if

    monkeypatch.setattr(what_if, "MOST_AT_ONCE", -1)
    monkeypatch.setattr(what_if, "IN_ONE_GO", 2)
    words = []
    view.told.connect(lambda: words.append([now for _before, now in parties(view).values()]))
    choose(qtbot, view, "Hostilities", "Ceasefire")
    assert "…" in words[0]
    assert "…" not in words[-1]
    assert len(words) > 2
    assert parties(view)["Ukraine"] == ("Silent", "Supports?")


def test_it_stays_whole_in_large_type_and_in_the_dark(qtbot, view, look):
    from desktop.theme import Appearance

    look.choose(Appearance.DARK)
    look.set_scale(150)
    qtbot.wait(50)
    assert view.side._page.minimumSizeHint().width() <= 290
    settle(qtbot, view, lambda: qtbot.mouseClick(factor(view, "Hostilities").tiles[2], Qt.MouseButton.LeftButton))
    keys(qtbot, view, "+")
    assert view.switches._page.minimumSizeHint().width() <= 290


@pytest.mark.parametrize(("width", "stacked"), [(1500, False), (900, True)])
def test_names_stand_over_their_lanes_where_they_have_no_room_beside(qtbot, view, width, stacked):
    view.window().resize(width, 850)
    rows = view.list
    qtbot.waitUntil(lambda: rows.lines.stacked(rows.viewport().width()) is stacked)
    rect = rows.visualRect(rows.model().index(0, 0))
    qtbot.waitUntil(lambda: rows.visualRect(rows.model().index(0, 0)).width() == rows.viewport().width())
    name, five, silent, told = rows.lines.lanes(rect)
    assert (name.bottom() < five.top()) is stacked
    assert name.right() < told.left()
    assert five.right() < silent < told.left()
    assert rect.contains(name)
    assert rect.contains(five)
    assert rect.contains(told)


def test_without_factors_nothing_is_looked_for(qtbot, workspace, show, tmp_path):
    Case.create(tmp_path / "empty.rapporteur", title="Empty", author="A").close()
    with qtbot.waitSignal(workspace.compared, timeout=20_000):
        workspace.open(tmp_path / "empty.rapporteur")
    found = WhatIf(workspace)
    page = QWidget()
    row = QHBoxLayout(page)
    row.addWidget(found, 1)
    row.addWidget(found.side)
    show(page, 1200, 700)
    assert found.side.stop_button.isHidden()
    assert not any("Looking" in told for told in labels(found.side))
    buttons = (found.side.note_button, found.freeze_button, found.back_button, found.forward_button)
    assert not any(button.isEnabled() for button in buttons)
    page.hide()
