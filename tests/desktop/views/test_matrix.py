from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt

from db import scenarios
from desktop import theme
from desktop.models import sheet as sheets
from desktop.models.proposals import proposals
from desktop.models.sheet import PENDING
from desktop.theme import Appearance
from desktop.views import matrix_work
from desktop.views.matrix import Matrix
from desktop.workspace import Workspace
from tests.desktop.models.test_matrix import drawn

Key = Qt.Key


def press(qtbot, view, *keys):
    for key in keys:
        key, modifiers = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
        qtbot.keyClick(view.table, key, modifiers)


def ctrl(key):
    return key, Qt.KeyboardModifier.ControlModifier


def here(view):
    """Where the keyboard is: actor and scenario."""
    index = view.table.currentIndex()
    scenario = "" if view.table.on_actor else view.model.column(index.column()).title
    return view.model.row(index.row()).title, scenario


def row(view, title):
    """A row as words."""
    return next(line.strip() for line in drawn(view.model) if line.strip().startswith(title))


def test_the_sample_case_is_drawn_as_words(matrix):
    assert drawn(matrix.model)[:3] == [
        "PARTIES THAT CAN BLOCK",
        row(matrix, "Russia"),
        row(matrix, "Ukraine"),
    ]
    assert row(matrix, "Russia").startswith(
        "Russia 3: Rejects 1 | Rejects 2 | Rejects 2 (Rejects) | Rejects 2 | Rejects 2 | Rejects 2 | Silent 0"
    )
    assert row(matrix, "Coalition of 26").startswith("Coalition of 26 2: Silent 0 (Opposes) | Supports 2")
    assert matrix.choices.actors.text() == "Actors: all 6"
    assert matrix.count() == f"6 actors × 10 scenarios · {matrix.model.sheet.counted} statements counted"


def test_arrows_walk_cells_and_headings_are_passed_over(qtbot, matrix):
    assert here(matrix) == ("Russia", "Troops deploy during the fighting")
    press(qtbot, matrix, Key.Key_Right, Key.Key_Down, Key.Key_Down)
    assert here(matrix) == ("Coalition of 26", "Reassurance force after a ceasefire")
    press(qtbot, matrix, Key.Key_Up)
    assert here(matrix)[0] == "Ukraine"


def test_home_and_end_lead_to_the_edges(qtbot, matrix):
    last_row = matrix.model.row(matrix.model.rowCount() - 1).title
    last_column = matrix.model.column(matrix.model.columnCount() - 1).title
    press(qtbot, matrix, ctrl(Key.Key_End))
    assert here(matrix) == (last_row, last_column)
    press(qtbot, matrix, Key.Key_Home)
    assert here(matrix) == (last_row, "Troops deploy during the fighting")
    press(qtbot, matrix, ctrl(Key.Key_Home), Key.Key_End)
    assert here(matrix) == ("Russia", last_column)
    press(qtbot, matrix, ctrl(Key.Key_Down), ctrl(Key.Key_Left))
    assert here(matrix) == (last_row, "Troops deploy during the fighting")
    press(qtbot, matrix, ctrl(Key.Key_Up), ctrl(Key.Key_Right))
    assert here(matrix) == ("Russia", last_column)


def test_right_and_left_on_an_actor_open_and_close_it(qtbot, matrix):
    press(qtbot, matrix, Key.Key_Down, Key.Key_Left)
    assert here(matrix) == ("Ukraine", "")
    press(qtbot, matrix, Key.Key_Right)
    assert [line.strip().split(":")[0] for line in drawn(matrix.model)][2:5] == [
        "Ukraine 3",
        "Volodymyr Zelenskyy 1",
        "Foreign Ministry of Ukraine 0",
    ]
    press(qtbot, matrix, Key.Key_Down, Key.Key_Down, Key.Key_Left)
    assert here(matrix) == ("Ukraine", "")
    press(qtbot, matrix, Key.Key_Left)
    assert not any("Zelenskyy" in line for line in drawn(matrix.model))
    press(qtbot, matrix, Key.Key_Right, Key.Key_Right)
    assert here(matrix) == ("Ukraine", "Troops deploy during the fighting")


def test_space_opens_from_any_cell(qtbot, matrix):
    press(qtbot, matrix, Key.Key_End, Key.Key_Space)
    assert "Vladimir Putin" in [matrix.model.row(number).title for number in range(matrix.model.rowCount())]
    press(qtbot, matrix, Key.Key_Space)
    assert "Vladimir Putin" not in [matrix.model.row(number).title for number in range(matrix.model.rowCount())]


def test_letters_do_not_search(qtbot, matrix):
    before = here(matrix)
    press(qtbot, matrix, Key.Key_S, Key.Key_U)
    assert here(matrix) == before


def test_the_arrow_of_an_actor_opens_it_by_mouse(qtbot, matrix):
    actors = matrix.table.actors
    place = actors.sectionViewportPosition(1) + actors.sectionSize(1) // 2
    qtbot.mouseClick(actors.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(18, place))
    assert matrix.model.row(1).opened
    qtbot.mouseClick(actors.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, place))
    assert here(matrix) == ("Russia", "")


def test_a_click_on_a_scenario_and_on_a_cell(qtbot, matrix):
    header = matrix.table.scenarios
    place = QPoint(header.sectionViewportPosition(2) + 20, header.height() - 20)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert here(matrix) == ("Russia", "… at sea and in the air only")
    cell = matrix.table.visualRect(matrix.model.index(2, 1)).center()
    qtbot.mouseClick(matrix.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert here(matrix) == ("Ukraine", "Reassurance force after a ceasefire")


def test_enter_leads_to_the_words_and_escape_back(qtbot, matrix):
    press(qtbot, matrix, Key.Key_Right, Key.Key_Return)
    qtbot.waitUntil(matrix.cells.cards.hasFocus)
    assert matrix.cells.quotation().exact.startswith("Russia rejects a foreign force")
    qtbot.keyClick(matrix.cells.cards, Key.Key_Escape)
    assert matrix.table.hasFocus()


def test_enter_on_words_asks_for_their_passage(qtbot, matrix):
    press(qtbot, matrix, Key.Key_Return)
    qtbot.waitUntil(matrix.cells.cards.hasFocus)
    with qtbot.waitSignal(matrix.openPassage) as asked:
        qtbot.keyClick(matrix.cells.cards, Key.Key_Return)
    assert asked.args[0] == matrix.cells.quotation()


def test_the_window_is_told_where_one_is(qtbot, matrix):
    with qtbot.waitSignal(matrix.selectionTold) as told:
        press(qtbot, matrix, Key.Key_Right)
    assert told.args == ["Row Russia, column 2 of 10"]
    with qtbot.waitSignal(matrix.selectionTold) as told:
        press(qtbot, matrix, Key.Key_Home, Key.Key_Left)
    assert matrix.keys() == "Enter: open the quotations"


def test_places_are_gone_to_and_come_back_to(qtbot, matrix, workspace):
    putin = next(actor.id for actor in workspace.snapshot.actors if actor.name == "Vladimir Putin")
    later = workspace.snapshot.scenarios[1].id
    matrix.go(actor=putin, scenario=later)
    assert here(matrix) == ("Vladimir Putin", "Reassurance force after a ceasefire")
    assert matrix.place() == {"actor": putin, "scenario": later, "transposed": False, "only_disputed": False}
    matrix.go(scenario=workspace.snapshot.scenarios[0].id)
    assert here(matrix) == ("Vladimir Putin", "Troops deploy during the fighting")
    matrix.go(actor=10_000, scenario=later)
    assert here(matrix) == ("Vladimir Putin", "Troops deploy during the fighting")


def test_a_wish_is_granted_when_the_table_is_there(qtbot, workspace, show):
    view = Matrix(workspace)
    ukraine = next(actor.id for actor in workspace.snapshot.actors if actor.name == "Ukraine")
    view.go(actor=ukraine)
    show(view)
    qtbot.waitUntil(lambda: view.place().get("actor") == ukraine)


def test_assessments_can_lead(qtbot, matrix):
    assert "Rejects 2 (Rejects)" in row(matrix, "Russia")
    matrix.choices.ways.choose(1)
    look = matrix.model.look(1, 2)
    assert (look.word, look.second, look.by_hand) == ("Rejects", "Rejects", 1)
    coalition = next(n for n in range(matrix.model.rowCount()) if matrix.model.row(n).title == "Coalition of 26")
    assert matrix.model.look(coalition, 0).word == "Opposes"


def test_the_legend_can_be_hidden_and_is_read_aloud(qtbot, matrix):
    assert matrix.legend.isVisible()
    assert "Contested" in matrix.legend.accessibleDescription()
    qtbot.mouseClick(matrix.tools()[-1], Qt.MouseButton.LeftButton)
    assert not matrix.legend.isVisible()


def test_a_cell_is_said_in_a_sentence_and_described_by_its_newest_words(qtbot, matrix):
    press(qtbot, matrix, Key.Key_Right)
    index = matrix.table.currentIndex()
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Russia, Reassurance force after a ceasefire: rejects, 2 statements apply"
    qtbot.waitUntil(lambda: bool(index.data(Qt.ItemDataRole.AccessibleDescriptionRole)))
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole).startswith("“Russia rejects a foreign force")


def test_no_column_is_narrower_than_its_words(matrix):
    header = matrix.table.scenarios
    for column in range(header.count()):
        assert header.sectionSize(column) >= max(header.needed(column), matrix.table.cells.narrowest())


def test_rows_grow_with_the_text(qtbot, matrix):
    before = matrix.table.rowHeight(1)
    theme.current().set_scale(200)
    assert matrix.table.rowHeight(1) > 1.5 * before
    theme.current().choose(Appearance.DARK)
    picture = matrix.table.viewport().grab().toImage()
    cell = matrix.table.visualRect(matrix.model.index(1, 0))
    assert picture.pixelColor(cell.topRight() + QPoint(-4, 4)) == theme.color("rejCell")


def test_an_as_of_date_changes_cells_alone(qtbot, matrix, workspace):
    from db.moments import Moment

    press(qtbot, matrix, Key.Key_Right)
    with qtbot.assertNotEmitted(matrix.model.modelReset), qtbot.waitSignal(matrix.model.dataChanged):
        workspace.set_as_of(Moment.parse("2025-08"))
    assert here(matrix) == ("Russia", "Reassurance force after a ceasefire")
    assert matrix.model.look(1, 1).word == "Silent"
    qtbot.waitUntil(lambda: matrix.cells.model.story.comparison is workspace.comparison)


@pytest.mark.parametrize("letters", [("A",), ("A", "F"), ("F",)])
def test_counting_a_set_of_grades_changes_cells_alone_and_says_why(qtbot, matrix, workspace, letters):
    """All sources of the sample are of grade B: F is a grade like any other, and not below it."""
    press(qtbot, matrix, Key.Key_Right)
    counted = matrix.model.sheet.counted
    with qtbot.assertNotEmitted(matrix.model.modelReset), qtbot.waitSignal(matrix.model.dataChanged):
        workspace.set_counting(letters, ())
    qtbot.waitUntil(lambda: matrix.model.sheet.counted == 0)
    assert here(matrix) == ("Russia", "Reassurance force after a ceasefire")
    assert matrix.model.look(1, 1).word == "Silent"
    qtbot.waitUntil(lambda: matrix.cells.model.story.comparison is workspace.comparison)
    with qtbot.waitSignal(matrix.model.dataChanged):
        workspace.set_counting((*letters, "B"), ())
    qtbot.waitUntil(lambda: matrix.model.sheet.counted == counted)
    assert matrix.model.look(1, 1).word == "Rejects"


def test_cells_left_open_are_worked_out_when_they_come_into_sight(qtbot, workspace, show, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_AT_ONCE", -1)
    monkeypatch.setattr("desktop.analysis.cells.MOST_AT_ONCE", -1)
    from desktop.analysis.cells import Comparison

    workspace.comparison = Comparison(workspace.snapshot)
    view = show(Matrix(workspace), 2_400, 900)
    qtbot.waitUntil(lambda: view.model.rowCount() > 0)
    seen = lambda: [view.model.look(1, column).word for column in range(view.model.columnCount())]  # noqa: E731
    qtbot.waitUntil(lambda: "…" not in seen())


def test_open_cells_wait_until_the_table_stands_still(qtbot, workspace, show, monkeypatch):
    monkeypatch.setattr("desktop.views.matrix_work.STILL", 400)
    view = show(Matrix(workspace), 500, 480)
    qtbot.waitUntil(lambda: view.model.rowCount() > 0)
    bar, codes = view.table.verticalScrollBar(), view.model.sheet.codes
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    codes |= PENDING
    bar.setValue(bar.maximum())
    view.table.viewport().update()
    qtbot.wait(150)
    assert (codes & PENDING).all()
    qtbot.waitUntil(lambda: not (codes & PENDING).all())


def test_a_portion_ends_when_the_table_moves_and_when_its_time_is_over(monkeypatch):
    stop, done = Event(), []
    for place in matrix_work.for_a_while([(0, 0), (0, 1)], stop):
        done.append(place)
        stop.set()
    monkeypatch.setattr(matrix_work, "A_WHILE", 0)
    assert done == [(0, 0)] == list(matrix_work.for_a_while([(0, 0), (0, 1)], Event()))


def test_another_case_leaves_nothing_of_the_first(qtbot, matrix, workspace, tmp_path):
    press(qtbot, matrix, Key.Key_Right)
    with qtbot.waitSignal(workspace.compared, timeout=20_000):
        workspace.create(tmp_path / "empty.rapporteur", "Empty")
    qtbot.waitUntil(lambda: matrix.blank.isVisible())
    assert matrix.blank.accessibleName().startswith("Nobody is on record yet")
    assert matrix.cells.model.story is None
    assert matrix.first() is matrix.blank
    assert "actor" not in matrix.place()
    assert matrix.keys() == ""
    workspace.close()
    assert matrix.model.rowCount() == 0


def without_scenarios(qtbot, workspace):
    """Takes all scenarios away, the branches first."""

    def edit(editing):
        for each in reversed(scenarios.read(editing)):
            scenarios.remove(editing, each.id)

    with qtbot.waitSignal(workspace.compared, timeout=20_000):
        workspace.change("Delete all scenarios", edit)


def test_without_scenarios_some_are_offered_from_the_conditions(qtbot, matrix, workspace):
    without_scenarios(qtbot, workspace)
    qtbot.waitUntil(matrix.blank.propose.isVisible)
    assert matrix.blank.accessibleName().startswith("No scenario to hold the statements against")
    many = len(proposals(workspace.comparison))
    assert matrix.blank.propose.text() == f"Propose {many} from the conditions used"
    assert matrix.first() is matrix.blank.propose
    with qtbot.waitSignal(matrix.scenariosWanted) as wanted:
        matrix.first().setFocus()
        qtbot.keyClick(matrix.first(), Key.Key_Return)
    assert wanted.args == ["propose"]
    with qtbot.waitSignal(matrix.scenariosWanted) as wanted:
        qtbot.mouseClick(matrix.blank.new, Qt.MouseButton.LeftButton)
    assert wanted.args == ["new_scenario"]
    workspace.undo()
    qtbot.waitUntil(matrix.table.isVisible)


def test_ways_of_looking_are_places_to_come_back_to(qtbot, matrix):
    press(qtbot, matrix, Key.Key_Right, Key.Key_Down)
    before = matrix.place()
    with qtbot.waitSignal(matrix.visited) as left:
        press(qtbot, matrix, Key.Key_T)
    assert left.args == [before]
    assert matrix.place() == {**before, "transposed": True}
    with qtbot.waitSignal(matrix.visited) as left:
        qtbot.mouseClick(matrix.choices.disputed, Qt.MouseButton.LeftButton)
    assert left.args == [{**before, "transposed": True}]
    with qtbot.assertNotEmitted(matrix.visited):
        matrix.go(**before)
    assert matrix.place() == before
    assert not matrix.model.transposed
    assert not matrix.model.only_disputed


def test_without_a_case_there_is_nothing(qtbot, no_leaks, show):
    workspace = Workspace("Tester")
    view = show(Matrix(workspace))
    assert (view.count(), view.place()) == ("", {})
    view.go(actor=1, scenario=1)
    workspace.shut()


def test_since_when_a_cell_says_so_stands_in_the_inspector(qtbot, matrix):
    press(qtbot, matrix, Key.Key_Right)
    qtbot.waitUntil(lambda: bool(matrix.cells.head.history()))
    assert matrix.cells.head.history().startswith("Since ")
    assert matrix.cells.head.history().endswith(": rejects; before: silent")
    assert matrix.cells.head.history() in matrix.cells.head.accessibleName()
    press(qtbot, matrix, Key.Key_End)
    qtbot.waitUntil(lambda: matrix.cells.model.story.scenario.name == "Talks at a neutral venue after a ceasefire")
    assert matrix.cells.head.history() == ""
    press(qtbot, matrix, Key.Key_Home, Key.Key_Right)
    qtbot.waitUntil(lambda: matrix.cells.head.history().endswith("before: silent"))
    press(qtbot, matrix, Key.Key_T)
    qtbot.waitUntil(lambda: matrix.cells.head.history().endswith("before: silent"))
    matrix.cells.renew()
    qtbot.waitUntil(lambda: not matrix.cells._under_way)
    assert matrix.cells.head.history().endswith("before: silent"), "it stays while it is worked out again"
