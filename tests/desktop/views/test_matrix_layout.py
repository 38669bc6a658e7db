"""The matrix laid out by hand: by keys, by mouse, kept in the case, copied as words."""

import csv
import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop import theme
from desktop.intake import Intake
from desktop.models.layout import Group, kept
from desktop.theme import Appearance
from desktop.views.matrix import Matrix
from desktop.workspace import Workspace
from tests.desktop.models.test_matrix import drawn
from tests.desktop.views.test_matrix import here, press

Key = Qt.Key
ALT, SHIFT, CTRL = (getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("Alt", "Shift", "Control"))


def rows(view):
    return [view.model.row(number).title for number in range(view.model.rowCount())]


def columns(view):
    return [view.model.column(number).title for number in range(view.model.columnCount())]


def saved(view):
    return kept(view.workspace.snapshot.views)[1]


def choose(qtbot, view, button, *names):
    """Opens a list, ticks or unticks what is named, presses Enter."""
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    panel = view.choices._panel
    for name in names:
        panel.field.setText(name)
        qtbot.keyClick(panel.field, Key.Key_Space, CTRL)
    panel.field.clear()
    qtbot.keyClick(panel.field, Key.Key_Return)


def test_only_disagreements_hides_what_nobody_disputes(qtbot, matrix):
    before = columns(matrix)
    qtbot.mouseClick(matrix.choices.disputed, Qt.MouseButton.LeftButton)
    left = columns(matrix)
    assert "Reassurance force after a ceasefire" in left
    assert "Ceasefire without a foreign force" not in left
    hidden = len(before) - len(left)
    assert hidden > 0
    assert f" · {hidden} without disagreement hidden · " in matrix.count()
    matrix.choices.disputed.setFocus()
    qtbot.keyClick(matrix.choices.disputed, Key.Key_Space)
    assert columns(matrix) == before
    assert "hidden" not in matrix.count()


def test_the_cell_stays_current_where_it_is_shown(qtbot, matrix):
    press(qtbot, matrix, Key.Key_Right, Key.Key_Down)
    cell = here(matrix)
    assert cell == ("Ukraine", "Reassurance force after a ceasefire")
    matrix.choices.disputed.click()
    assert here(matrix) == cell
    press(qtbot, matrix, Key.Key_T)
    assert here(matrix) == cell[::-1]


def test_actors_are_chosen_from_a_list_and_the_case_keeps_it(qtbot, matrix):
    assert matrix.choices.actors.accessibleName() == "Actors: all 6"
    with qtbot.waitSignal(matrix.workspace.changed):
        choose(qtbot, matrix, matrix.choices.actors, "Ukraine", "France")
    assert "Ukraine" not in rows(matrix)
    assert "Russia" in rows(matrix)
    assert matrix.choices.actors.text() == "Actors: 4 of 6"
    assert len(saved(matrix).without_actors) == 2
    with qtbot.waitSignal(matrix.workspace.compared):
        matrix.workspace.undo()
    qtbot.waitUntil(lambda: "Ukraine" in rows(matrix))
    assert matrix.choices.actors.text() == "Actors: all 6"


def test_scenarios_are_chosen_from_a_list(qtbot, matrix):
    with qtbot.waitSignal(matrix.workspace.changed):
        choose(qtbot, matrix, matrix.choices.scenarios, "Talks in Moscow")
    assert "Talks in Moscow" not in columns(matrix)
    assert matrix.choices.scenarios.accessibleName() == "Scenarios: 9 of 10"


def test_actors_are_grouped_by_a_menu(qtbot, matrix):
    with qtbot.waitSignal(matrix.workspace.changed):
        group_by(matrix, Group.KIND)
    assert rows(matrix)[0] == "States"
    assert matrix.choices.group.accessibleName() == "Group by: kind"
    with qtbot.waitSignal(matrix.workspace.changed):
        group_by(matrix, Group.NONE)
    assert rows(matrix)[0] == "Russia"
    assert saved(matrix).group is Group.NONE


def test_alt_and_arrows_move_rows_and_columns(qtbot, matrix):
    with qtbot.waitSignal(matrix.workspace.changed):
        press(qtbot, matrix, (Key.Key_Down, ALT))
    assert rows(matrix)[1:3] == ["Ukraine", "Russia"]
    assert here(matrix)[0] == "Russia"
    with qtbot.waitSignal(matrix.workspace.changed):
        press(qtbot, matrix, (Key.Key_Right, ALT | SHIFT))
    assert columns(matrix)[:2] == ["Reassurance force after a ceasefire", "Troops deploy during the fighting"]
    assert here(matrix)[1] == "Troops deploy during the fighting"
    press(qtbot, matrix, (Key.Key_Down, ALT))
    assert rows(matrix)[1:3] == ["Ukraine", "Russia"], "the last of its group"


def test_moves_that_follow_each_other_are_one_step(qtbot, matrix):
    before = columns(matrix)
    for _time in range(3):
        with qtbot.waitSignal(matrix.workspace.changed):
            press(qtbot, matrix, (Key.Key_Right, ALT | SHIFT))
    assert columns(matrix)[3] == before[0]
    matrix.workspace.undo()
    qtbot.waitUntil(lambda: columns(matrix) == before)


def test_quick_moves_never_fall_back(qtbot, matrix):
    before = columns(matrix)
    seen = []
    matrix.model.modelReset.connect(lambda: seen.append(columns(matrix).index(before[0])))
    press(qtbot, matrix, *[(Key.Key_Right, ALT | SHIFT)] * 4)
    qtbot.waitUntil(lambda: len(saved(matrix).scenarios) > 0 and matrix.arranging._keeper._written is None)
    assert seen == [1, 2, 3, 4]


def drag(header, start, end):
    """Drags with the mouse from a place to another one."""
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(header.viewport(), (start + end) / 2)
    QTest.mouseMove(header.viewport(), end)
    assert header.drag.before >= 0
    header.viewport().grab()
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=end)


def middle(header, section):
    at = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
    across = header.orientation() == Qt.Orientation.Horizontal
    return QPoint(at, header.height() // 2) if across else QPoint(header.width() // 2, at)


def test_a_column_is_dragged(qtbot, matrix):
    header, before = matrix.table.scenarios, columns(matrix)
    with qtbot.waitSignal(matrix.workspace.changed):
        drag(header, middle(header, 0), middle(header, 2) + QPoint(20, 0))
    assert columns(matrix)[:3] == [before[1], before[2], before[0]]


def test_a_row_is_dragged_within_its_group_and_escape_leaves_it(qtbot, matrix):
    header, before = matrix.table.actors, rows(matrix)
    with qtbot.waitSignal(matrix.workspace.changed):
        drag(header, middle(header, 2), middle(header, 1) - QPoint(0, 5))
    assert rows(matrix)[1:3] == ["Ukraine", "Russia"]
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=middle(header, 1))
    QTest.mouseMove(header.viewport(), middle(header, 3))
    QTest.mouseMove(header.viewport(), middle(header, 2) + QPoint(0, 8))
    press(qtbot, matrix, Key.Key_Escape)
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=middle(header, 2))
    assert rows(matrix)[1:3] == ["Ukraine", "Russia"]
    assert len(rows(matrix)) == len(before)


def test_a_case_that_is_only_read_keeps_it_while_it_is_open(qtbot, matrix):
    matrix.workspace.read_only = True
    with qtbot.assertNotEmitted(matrix.workspace.changed, wait=100):
        choose(qtbot, matrix, matrix.choices.actors, "Ukraine")
    assert "Ukraine" not in rows(matrix)
    matrix._compared()
    matrix._show(matrix.model.sheet)
    assert "Ukraine" not in rows(matrix)


def test_whoever_is_gone_to_is_shown(qtbot, matrix, workspace):
    with qtbot.waitSignal(workspace.changed):
        choose(qtbot, matrix, matrix.choices.actors, "Ukraine")
    matrix.choices.disputed.click()
    ukraine = next(actor.id for actor in workspace.snapshot.actors if actor.name == "Ukraine")
    calm = next(each.id for each in workspace.snapshot.scenarios if each.name == "Ceasefire without a foreign force")
    matrix.go(actor=ukraine, scenario=calm)
    assert here(matrix) == ("Ukraine", "Ceasefire without a foreign force")
    assert not matrix.choices.disputed.isChecked()
    assert len(saved(matrix).without_actors) == 1, "the case is not told"


def test_nothing_left_is_said_and_can_be_left(qtbot, matrix, workspace):
    with qtbot.waitSignal(workspace.changed):
        choose(qtbot, matrix, matrix.choices.actors, "Ukraine", "NATO", "United", "France", "Coalition")
    qtbot.waitUntil(lambda: matrix.model.sheet.comparison is workspace.comparison)
    matrix.choices.disputed.click()
    assert columns(matrix) == []
    assert matrix.first() is matrix.blank
    assert matrix.blank.accessibleName().startswith("Nothing of this kind to show")
    assert matrix.choices.isVisible()
    matrix.choices.disputed.click()
    assert matrix.first() is matrix.table


def test_transposed_the_same_keys_work(qtbot, matrix):
    press(qtbot, matrix, Key.Key_T)
    assert matrix.transpose.isChecked()
    assert (matrix.table.actors.accessibleName(), matrix.table.scenarios.accessibleName()) == ("Scenarios", "Actors")
    assert columns(matrix)[:3] == ["Russia", "Ukraine", "Coalition of 26"]
    assert drawn(matrix.model)[0].startswith("Troops deploy during the fighting -: Rejects 1 | Silent 0")
    assert here(matrix) == ("Troops deploy during the fighting", "Russia")
    press(qtbot, matrix, Key.Key_Space)
    assert columns(matrix)[1] == "Vladimir Putin"
    press(qtbot, matrix, Key.Key_Space, Key.Key_Down)
    assert columns(matrix)[1] == "Ukraine"
    assert here(matrix)[0] == "Reassurance force after a ceasefire"
    press(qtbot, matrix, Key.Key_Return)
    qtbot.waitUntil(matrix.cells.cards.hasFocus)
    assert matrix.cells.quotation().exact.startswith("Russia rejects a foreign force")
    qtbot.keyClick(matrix.cells.cards, Key.Key_Escape)
    with qtbot.waitSignal(matrix.whatIfWanted):
        press(qtbot, matrix, Key.Key_W)
    press(qtbot, matrix, Key.Key_Left)
    assert matrix.table.on_actor
    press(qtbot, matrix, Key.Key_Right, Key.Key_T)
    assert here(matrix) == ("Russia", "Reassurance force after a ceasefire")


def test_transposed_an_actor_opens_by_its_arrow(qtbot, matrix):
    press(qtbot, matrix, Key.Key_T)
    header = matrix.table.scenarios
    place = QPoint(header.sectionViewportPosition(0) + 14, header.height() - 6)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert columns(matrix)[1] == "Vladimir Putin"


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("scale", [100, 150])
def test_transposed_names_fit_and_cells_are_filled(matrix, qtbot, dark, scale):
    theme.current().choose(Appearance.DARK if dark else Appearance.LIGHT)
    theme.current().set_scale(scale)
    press(qtbot, matrix, Key.Key_T)
    header = matrix.table.scenarios
    for column in range(header.count()):
        assert header.sectionSize(column) >= max(header.needed(column), matrix.table.cells.narrowest())
    picture = matrix.table.viewport().grab().toImage()
    cell = matrix.table.visualRect(matrix.model.index(2, 0))
    ratio = picture.devicePixelRatio()
    assert picture.pixelColor((cell.topRight() + QPoint(-4, 4)) * ratio) == theme.color("rejCell")
    assert matrix.choices.height() >= matrix.choices.disputed.height()
    assert matrix.choices.disputed.geometry().right() < matrix.choices.width()


def copied(qtbot, view, *keys):
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(QMimeData())
    with qtbot.waitSignal(view._copying.copied):
        press(qtbot, view, *keys)
        view.table.copy()
    return clipboard.mimeData()


def test_the_whole_table_is_copied_as_words(qtbot, matrix):
    data = copied(qtbot, matrix)
    lines = [line.split("\t") for line in data.text().split("\n")]
    assert lines[0] == ["Actor", *columns(matrix)]
    assert [line[0] for line in lines[1:3]] == ["Russia", "Ukraine"]
    russia, coalition = lines[1], next(line for line in lines if line[0] == "Coalition of 26")
    assert russia[1] == "Rejects"
    assert russia[3] == "Rejects (assessed rejects)"
    assert coalition[1] == "Silent (assessed opposes)"
    assert data.html().count("<tr>") == len(lines)
    assert '<th scope="row">Russia</th><td>Rejects</td>' in data.html()


def test_a_rectangle_is_copied(qtbot, matrix):
    data = copied(qtbot, matrix, Key.Key_Right, (Key.Key_Right, SHIFT), (Key.Key_Down, SHIFT))
    assert data.text().split("\n") == [
        "\t".join(["Actor", *columns(matrix)[1:3]]),
        "Russia\tRejects\tRejects (assessed rejects)",
        "Ukraine\tSupports\tSupports",
    ]
    press(qtbot, matrix, Key.Key_T)
    assert copied(qtbot, matrix).text().startswith("Scenario\tRussia\tUkraine")


def test_a_click_on_a_heading_does_not_stop_a_selection(qtbot, matrix):
    heading = matrix.table.visualRect(matrix.model.index(3, 1)).center()
    assert matrix.model.row(3).heading
    qtbot.mouseClick(matrix.table.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert here(matrix) == ("Russia", "Troops deploy during the fighting")
    press(qtbot, matrix, (Key.Key_Right, SHIFT), (Key.Key_Down, SHIFT))
    assert matrix.table.rectangle() == (1, 0, 2, 1)
    press(qtbot, matrix, Key.Key_Right)
    assert matrix.table.rectangle() is None


def test_escape_leaves_the_current_cell(qtbot, matrix):
    assert not matrix.clear()
    press(qtbot, matrix, (Key.Key_Right, SHIFT))
    assert matrix.clear()
    assert matrix.table.rectangle() is None
    assert here(matrix) == ("Russia", "Reassurance force after a ceasefire")
    assert not matrix.clear()


def test_cells_are_selected_with_the_mouse(qtbot, matrix):
    viewport, cells = matrix.table.viewport(), matrix.table.visualRect
    start, end = cells(matrix.model.index(1, 0)).center(), cells(matrix.model.index(2, 2)).center()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert matrix.table.rectangle() == (1, 0, 2, 2)


def test_names_are_no_formulas_and_no_tags(qtbot, no_leaks, show, tmp_path):
    content = {
        "format": "rapporteur-case",
        "version": 1,
        "case": {"title": "T"},
        "actors": [{"id": "a", "name": "=1+1", "kind": "state"}, {"id": "b", "name": "<b>B</b>", "kind": "state"}],
        "scenarios": [{"id": "s", "name": "@SUM(A1)"}],
    }
    (tmp_path / "c.json").write_text(json.dumps(content), encoding="utf-8")
    workspace = Workspace("Tester")
    view = show(Matrix(workspace))
    intake = Intake(workspace)
    workspace.opened.connect(lambda: intake.add([tmp_path / "c.json"]))
    workspace.create_beside(tmp_path / "c.json")
    qtbot.waitUntil(lambda: view.model.rowCount() > 0, timeout=20_000)
    data = copied(qtbot, view)
    assert data.text().split("\n") == ["Actor\t'@SUM(A1)", "'=1+1\tSilent", "<b>B</b>\tSilent"]
    assert "&lt;b&gt;B&lt;/b&gt;" in data.html()
    workspace.shut()


def test_what_is_shown_is_written_as_csv(qtbot, matrix, tmp_path):
    path, done = tmp_path / "matrix.csv", []
    path.write_text("what was there", encoding="utf-8")
    matrix.choices.disputed.click()
    matrix.export_csv(path, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.reader(file))
    assert found[0] == ["Actor", *columns(matrix)]
    assert found[1][:2] == ["Russia", "Rejects"]
    assert [each.name for each in tmp_path.iterdir() if each.suffix in (".csv", ".new")] == ["matrix.csv"]


def test_a_csv_that_cannot_be_written_is_told_and_leaves_nothing(qtbot, matrix, tmp_path):
    with qtbot.waitSignal(matrix.workspace.failed):
        matrix.export_csv(tmp_path / "nowhere" / "matrix.csv", lambda _path: pytest.fail("written"))
    assert not (tmp_path / "nowhere").exists()


def test_cells_nobody_looked_at_are_worked_out_before_they_are_copied(qtbot, matrix):
    from desktop.models.sheet import PENDING

    matrix.model.sheet.codes[:] |= PENDING | (1 << 3)
    cells = [line.split("\t")[1:] for line in copied(qtbot, matrix).text().split("\n")[1:]]
    assert "…" not in {cell for line in cells for cell in line}


def group_by(matrix, group):
    """Chooses in the menu of the groups."""
    next(each for each in matrix.choices.group.menu().actions() if each.data() == group.value).trigger()
