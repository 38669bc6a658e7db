"""Two parties, two scenarios and two dates held side by side, by keyboard and mouse."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop import theme
from desktop.models.pair_choice import Way
from desktop.views.side_by_side import SideBySide

Key = Qt.Key


@pytest.fixture
def view(qtbot, workspace, show):
    found = show(SideBySide(workspace), 1300, 800)
    qtbot.waitUntil(lambda: any(row(found, n).left.said for n in range(found.model.rowCount())))
    found.list.setFocus()
    return found


def row(view, number):
    return view.model.row(number)


def drawn(view):
    """Each row in a line: the word of the left, the title and how far apart, the word of the right."""
    rows = (row(view, number) for number in range(view.model.rowCount()))
    return [f"{each.left.word} | {each.title}: {each.apart} | {each.right.word}" for each in rows]


def settle(qtbot, view, change):
    """Does something and waits until what it asks for is shown."""
    with qtbot.waitSignal(view.model.modelReset, timeout=20_000):
        change()
    qtbot.waitUntil(view.workspace._worker.idle)


def actor(workspace, name):
    return next(each.id for each in workspace.snapshot.actors if each.name == name)


def scenario(workspace, name):
    return next(each.id for each in workspace.snapshot.scenarios if each.name == name)


def test_the_two_parties_furthest_apart_are_offered(view):
    assert view.left.text() == "Russia"
    assert view.right.text() == "Coalition of 26"
    assert drawn(view)[:3] == [
        "Rejects | Troops deploy during the fighting: one side silent | Silent",
        "Rejects | Reassurance force after a ceasefire: 4 steps | Supports",
        "Rejects | … at sea and in the air only: 4 steps | Supports",
    ]
    assert "4 on opposite sides" in view.summary.accessibleName()
    assert "legitimate targets" in row(view, 0).left.said
    assert row(view, 0).left.by == "Vladimir Putin, 5 Sep 2025"
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_what_takes_long_is_said_where_it_will_stand(qtbot, workspace, show, monkeypatch):
    asked = []
    monkeypatch.setattr(workspace, "ask", lambda question, answer: asked.append((question, answer)))
    monkeypatch.setattr("desktop.views.side_by_side.PATIENCE", 10)
    view = show(SideBySide(workspace), 1300, 800)
    qtbot.waitUntil(view.blank.isVisible)
    assert view.blank.accessibleName().startswith("Working it out …")
    question, answer = asked[-1]
    answer(question(None))
    assert not view.blank.isVisible()
    assert view.left.text() == "Russia"


def test_what_is_cut_off_is_in_the_tooltip(view):
    told = view.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "Troops deploy during the fighting" in told
    assert "legitimate targets" in told
    for scale in (100, 150, 200):
        theme.current().set_scale(scale)
        columns = view.list._shifts.columns(QRect(0, 0, 1_000, 60))
        assert columns[-1].right() < 1_000
        assert min(each.width() for each in columns) > 20
        assert columns[0].width() >= 100 + scale // 2


def test_silence_has_no_mark_on_the_line_and_no_words(view):
    silent = row(view, 0).right
    assert (silent.step, silent.said, silent.word) == (None, "", "Silent")


def test_swap_and_the_arrows_change_the_sides(qtbot, view):
    settle(qtbot, view, lambda: qtbot.mouseClick(view.swap_button, Qt.MouseButton.LeftButton))
    assert (view.left.text(), view.right.text()) == ("Coalition of 26", "Russia")
    settle(qtbot, view, lambda: qtbot.keyClick(view.list, Key.Key_Right))
    assert view.right.text() not in ("Russia", "Coalition of 26")


def test_a_party_is_picked_by_typing(qtbot, view, workspace):
    qtbot.mouseClick(view.right, Qt.MouseButton.LeftButton)
    field = view.picker.panel.focusWidget() or view.window().focusWidget()
    qtbot.keyClicks(field, "ukr")
    settle(qtbot, view, lambda: qtbot.keyClick(field, Key.Key_Return))
    assert view.right.text() == "Ukraine"
    assert "Rejects | Talks in Moscow" not in "\n".join(drawn(view))


def test_only_where_they_differ(qtbot, view):
    whole = view.model.rowCount()
    settle(qtbot, view, lambda: qtbot.mouseClick(view.only, Qt.MouseButton.LeftButton))
    assert view.model.rowCount() < whole
    assert all(row(view, number).differs for number in range(view.model.rowCount()))


def test_two_scenarios_say_what_differs_and_who_moves(qtbot, view, workspace):
    one = scenario(workspace, "Ceasefire without a foreign force")
    other = scenario(workspace, "Reassurance force after a ceasefire")
    settle(qtbot, view, lambda: view.go(way=Way.SCENARIOS, chosen=(one, other)))
    qtbot.waitUntil(lambda: bool(row(view, 0).because))
    assert row(view, 0).differs
    assert not row(view, view.model.rowCount() - 1).differs
    assert "Foreign force: None → Reassurance force" in view.changes.text()
    moved = next(each for each in (row(view, n) for n in range(view.model.rowCount())) if each.title == "Russia")
    assert (moved.left.word, moved.right.word) == ("Silent", "Rejects")
    assert moved.because == "Vladimir Putin, 5 Sep 2025"
    assert moved.through == "through Foreign force"


def test_two_dates_say_what_has_changed_since(qtbot, view, workspace):
    there = scenario(workspace, "Reassurance force after a ceasefire")
    settle(qtbot, view, lambda: view.go(way=Way.DATES, chosen=("2025-09-04", there)))
    found = {row(view, n).title: row(view, n) for n in range(view.model.rowCount())}
    assert (found["Russia"].left.word, found["Russia"].right.word) == ("Silent", "Rejects")
    assert not found["Coalition of 26"].differs
    assert "said since" in view.summary.accessibleName()
    assert not view.swap_button.isVisible()


def test_a_date_of_ones_own_and_another_scenario_are_picked(qtbot, view, workspace):
    settle(qtbot, view, lambda: view.ways.choose(Way.DATES))
    qtbot.mouseClick(view.right, Qt.MouseButton.LeftButton)
    field = view.picker.panel.focusWidget() or view.window().focusWidget()
    qtbot.keyClicks(field, "moscow having")
    settle(qtbot, view, lambda: qtbot.keyClick(field, Key.Key_Return))
    assert view.right.text() == "… with Moscow having a say over it"
    qtbot.mouseClick(view.left, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(field, "2025-09-01")
    settle(qtbot, view, lambda: qtbot.keyClick(field, Key.Key_Return))
    assert view.place()["chosen"] == ("2025-09-01", scenario(workspace, "… with Moscow having a say over it"))


def test_enter_opens_the_cell(qtbot, view, workspace):
    with qtbot.waitSignal(view.openCell) as told:
        qtbot.keyClick(view.list, Key.Key_Return)
    assert told.args == [actor(workspace, "Russia"), scenario(workspace, "Troops deploy during the fighting")]


def test_words_are_shown_in_their_source_by_a_key(qtbot, view):
    with qtbot.waitSignal(view.openPassage) as told:
        qtbot.keyClick(view.list, Key.Key_L)
    assert told.args == [row(view, 0).left.quotation]
    with qtbot.assertNotEmitted(view.openPassage), qtbot.waitSignal(view.selectionTold) as said:
        qtbot.keyClick(view.list, Key.Key_R)
    assert said.args == ["There are no words on this side"]
    qtbot.keyClick(view.list, Key.Key_Down)
    with qtbot.waitSignal(view.openPassage) as told:
        qtbot.keyClick(view.list, Key.Key_R)
    assert told.args == [row(view, 1).right.quotation]


def test_what_is_compared_is_sent_to_the_report(qtbot, view, workspace):
    parties = (actor(workspace, "Russia"), actor(workspace, "Coalition of 26"))
    with qtbot.waitSignal(view.reportWanted) as told:
        qtbot.keyClick(view.list, Key.Key_P)
    assert told.args == [{"pair": parties}]
    scenarios = tuple(each.id for each in workspace.snapshot.scenarios[:2])
    settle(qtbot, view, lambda: view.go(way=Way.SCENARIOS, chosen=scenarios))
    with qtbot.waitSignal(view.reportWanted) as told:
        qtbot.mouseClick(view.report_button, Qt.MouseButton.LeftButton)
    assert told.args == [{"shift": scenarios}]
    settle(qtbot, view, lambda: view.go(way=Way.DATES, chosen=("2025-09-04", scenarios[1])))
    with qtbot.waitSignal(view.reportWanted) as told:
        qtbot.keyClick(view.list, Key.Key_P)
    assert told.args == [{"since": ("2025-09-04", scenarios[1])}]


def test_back_comes_to_the_same_pair(qtbot, view):
    place = view.place()
    settle(qtbot, view, view.swap)
    settle(qtbot, view, lambda: view.go(**place))
    assert (view.left.text(), view.right.text()) == ("Russia", "Coalition of 26")


def test_a_case_with_one_party_says_what_is_missing(qtbot, look, show, tmp_path):
    from desktop.workspace import Workspace

    workspace = Workspace("Tester")
    with qtbot.waitSignal(workspace.compared, timeout=20_000):
        workspace.create(tmp_path / "e.rapporteur", "Empty")
    view = show(SideBySide(workspace), 900, 600)
    qtbot.waitUntil(lambda: view.blank.isVisible())
    assert view.left.text() == "Nothing to compare"
    workspace.shut()
