"""The statements by hand: keys and mouse, as a person uses them."""

import threading
import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu, QSplitter

from db.records import Quotation
from desktop.models.asking import Column, Group
from desktop.models.filters import Filter
from desktop.models.statement_rows import cell_told
from desktop.views.statements import Statements
from desktop.widgets.chips import ALL, NONE, SOME
from desktop.workspace import Workspace
from tests.desktop.driving import CTRL, SHIFT, click, focus, press, type_in

Key = Qt.Key


@pytest.fixture
def statements(qtbot, workspace, show):
    """The statements of the sample case with their form beside them, the keyboard in the table."""
    view = Statements(workspace)
    view.tester = QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    both = QSplitter()
    both.addWidget(view)
    both.addWidget(view.inspector())
    both.setSizes([900, 340])
    show(both, 1240, 780)
    settle(qtbot, view)
    view.table.setFocus()
    view.both = both
    return view


def settle(qtbot, view):
    """Waits until nothing is under way and everything seen has its words."""

    def still():
        view.table.viewport().repaint()
        assert not view.busy()
        assert view.workspace._worker.idle()
        assert view.model.lines is not None
        assert not view.model._wants

    qtbot.wait(20)
    qtbot.waitUntil(still, timeout=10_000)


def rows(view):
    """The table as text: headings in capitals, and the number, stance and first words of each statement."""
    told = []
    for line in range(view.model.rowCount()):
        heading = view.model.heading(line)
        if heading is not None:
            told.append(f"{heading.title.upper()} {heading.count}")
        else:
            entry = view.model.entry(line)
            told.append(f"{entry.number} {cell_told(entry, Column.STANCE)}")
    return told


def chosen(view):
    """The numbers of the selected statements."""
    return [int(view.model.lines.register.number[row]) for row in view.selected.rows]


def line_of(view, number):
    register = view.model.lines.register
    return view.model.line_of(int(register.id[register.number.tolist().index(number)]))


def click_cell(qtbot, view, number, column, modifiers=Qt.KeyboardModifier.NoModifier):
    index = view.model.index(line_of(view, number), view.model.place_of(column))
    place = view.table.visualRect(index).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, modifiers, place)


def stances(workspace, *numbers):
    said, positions = workspace.snapshot.statements, workspace.snapshot.positions
    ids = {said.id[list(said.number).index(number)] for number in numbers}
    return [stance for of, stance in zip(positions.statement, positions.stance, strict=True) if of in ids]


def test_the_table_stands_there_by_actor(statements, workspace):
    assert rows(statements) == [
        "RUSSIA 6",
        "3 No position",
        "2 Rejects",
        "1 Rejects",
        "13 Opposes",
        "12 No position",
        "10 Accepts",
        "UKRAINE 3",
        "8 Rejects",
        "11 Rejects",
        "7 Supports",
        "COALITION OF 26 4",
        "9 No position",
        "4 Supports",
        "6 Supports",
        "5 Supports",
    ]
    assert statements.count() == "13 statements"
    assert statements.title() == "Statements"
    assert statements.keys()
    assert statements.model.entry(line_of(statements, 1)).told.words.startswith("If troops appear there")
    assert statements.tabs.row.tabs[0].accessibleName() == "All, 13"


def test_a_condition_for_three_neighbours_takes_five_keys(qtbot, statements, workspace):
    statements.ask(type(statements.asked)(group=Group.NONE, sort="number", descending=False))
    settle(qtbot, statements)
    statements.table.go(line_of(statements, 4))
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    settle(qtbot, statements)
    assert chosen(statements) == [4, 5, 6]
    press(Key.Key_C)
    assert focus() is statements.form.conditions.field.line
    type_in("ongo")
    assert statements.form.conditions.field.told() == "Enter: Ongoing, Hostilities"
    press(Key.Key_Return)
    settle(qtbot, statements)
    assert statements.form.moves.lines()[0].startswith("What this changes: ")
    assert any("Silent becomes Supports" in line for line in statements.form.moves.lines())
    with qtbot.waitSignal(workspace.changed) as told:
        press(Key.Key_Return, CTRL)
    assert told.args[0].label == "Add a condition to 3 statements"
    settle(qtbot, statements)
    entry = statements.model.entry(line_of(statements, 5))
    assert cell_told(entry, Column.WHEN).startswith("Ongoing / Ceasefire / Settl…, Reassurance")
    assert chosen(statements) == [4, 5, 6]
    assert not statements.form.edit


def test_what_the_form_foretells_comes_about(qtbot, statements, workspace):
    statements.table.go(line_of(statements, 1))
    settle(qtbot, statements)
    press(Key.Key_5)
    settle(qtbot, statements)
    foretold = [line for line in statements.form.moves.lines() if "becomes" in line]
    assert foretold
    before = {(a.name, s.name): workspace.comparison.cell(a.id, s.id).headlines for a in workspace.comparison.actors
              for s in workspace.comparison.scenarios}  # fmt: skip
    assert stances(workspace, 1) == [-2]
    assert statements.table.hasFocus()
    with qtbot.waitSignal(workspace.changed):
        press(Key.Key_Return, CTRL)
    assert stances(workspace, 1) == [2]
    after = {(a.name, s.name): workspace.comparison.cell(a.id, s.id).headlines for a in workspace.comparison.actors
             for s in workspace.comparison.scenarios}  # fmt: skip
    moved = {actor for (actor, scenario), headlines in before.items() if headlines != after[actor, scenario]}
    assert moved == {line.split(":")[0] for line in foretold}


def test_one_edit_is_one_step_of_undo(qtbot, statements, workspace):
    press(Key.Key_Down)
    press(Key.Key_Down, SHIFT)
    settle(qtbot, statements)
    numbers = chosen(statements)
    before = stances(workspace, *numbers)
    press(Key.Key_3)
    with qtbot.waitSignal(workspace.changed):
        press(Key.Key_Return, CTRL)
    assert set(stances(workspace, *numbers)) == {0}
    steps = []
    workspace.ask(lambda case: (case.can_undo().label, case.undo()), steps.append)
    qtbot.waitUntil(lambda: bool(steps))
    assert steps[0][0] == "Set the stance of 2 statements"
    found = []
    workspace.ask(lambda case: list(case.snapshot().positions.stance), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert len(before) == len(numbers)
    assert found[0] != list(workspace.snapshot.positions.stance)


def test_boxes_and_shift_and_ctrl_choose(qtbot, statements):
    click_cell(qtbot, statements, 1, Column.CHECK)
    click_cell(qtbot, statements, 8, Column.CHECK)
    settle(qtbot, statements)
    assert sorted(chosen(statements)) == [1, 8]
    assert statements.selected.bar.text() == "2 selected"
    assert statements.selected.bar.isVisible()
    assert statements.table.header.share == 0.5
    click_cell(qtbot, statements, 8, Column.CHECK)
    settle(qtbot, statements)
    assert chosen(statements) == [1]
    assert not statements.selected.bar.isVisible()
    press(Key.Key_Down, CTRL)
    press(Key.Key_Space, CTRL)
    settle(qtbot, statements)
    assert len(chosen(statements)) == 2
    press(Key.Key_A, CTRL)
    statements.table.selectAll()
    settle(qtbot, statements)
    assert len(chosen(statements)) == 13
    assert statements.table.header.share == 1.0


def test_the_box_in_the_head_selects_all_and_none(qtbot, statements):
    header = statements.table.header
    place = QPoint(header.sectionViewportPosition(0) + 12, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, statements)
    assert len(chosen(statements)) == 13
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, statements)
    assert chosen(statements) == []
    assert statements.form.nothing.isVisible()


def test_esc_clears_the_selection_of_many(qtbot, statements):
    press(Key.Key_Down, SHIFT)
    settle(qtbot, statements)
    with qtbot.waitSignal(statements.selectionTold):
        assert statements.clear()
    settle(qtbot, statements)
    assert chosen(statements) == []
    assert not statements.clear()


def test_space_peeks_and_esc_ends_it(qtbot, statements):
    line = line_of(statements, 2)
    statements.table.go(line)
    settle(qtbot, statements)
    before = statements.table.rowHeight(line)
    press(Key.Key_Space)
    assert statements.table.rowHeight(line) > before
    assert statements.clear()
    assert statements.table.rowHeight(line) == before
    press(Key.Key_Space)
    press(Key.Key_Space)
    assert statements.table.rowHeight(line) == before


def test_enter_and_a_double_click_open_the_source(qtbot, statements):
    statements.table.go(line_of(statements, 1))
    settle(qtbot, statements)
    with qtbot.waitSignal(statements.openPassage) as told:
        press(Key.Key_Return)
    assert isinstance(told.args[0], Quotation)
    assert told.args[0].exact.startswith("If troops appear there")
    index = statements.model.index(line_of(statements, 2), statements.model.place_of(Column.WORDS))
    place = statements.table.visualRect(index).center()
    with qtbot.waitSignal(statements.openPassage) as told:
        qtbot.mouseDClick(statements.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "foreign force" in told.args[0].exact


def test_words_are_found_and_marked(qtbot, statements):
    statements.filters.find_box.setFocus()
    type_in("troops or talks")
    with qtbot.waitSignal(statements.filters.changed):
        press(Key.Key_Return)
    settle(qtbot, statements)
    assert statements.table.hasFocus()
    found = [statements.model.entry(line) for line in range(statements.model.rowCount())]
    found = [entry for entry in found if entry is not None]
    assert {entry.number for entry in found} == {1, 10, 11}
    for entry in found:
        marked = {entry.told.words[start:end].lower() for start, end in entry.told.hits}
        assert marked
        assert marked <= {"troops", "talks"}
    assert statements.count() == "3 of 13"


def test_exact_words_and_not(qtbot, statements):
    for text, numbers in (('"legitimate targets"', {1}), ("not force", None), ("force not talks", None)):
        statements.filters.find_box.setText(text)
        statements.filters.find_box.ask_now()
        settle(qtbot, statements)
        entries = [statements.model.entry(line) for line in range(statements.model.rowCount())]
        entries = [entry for entry in entries if entry is not None]
        if numbers is not None:
            assert {entry.number for entry in entries} == numbers
        elif text.startswith("not"):
            assert entries
            assert not any(entry.told and " force " in entry.told.words for entry in entries)
        else:
            assert entries
            assert all("talks" not in entry.told.words for entry in entries)


def test_f_adds_a_filter_by_typing_a_value(qtbot, statements):
    press(Key.Key_F)
    assert focus() is statements.filters._panel.field
    type_in("reject")
    press(Key.Key_Return)
    settle(qtbot, statements)
    assert statements.asked.filters == (Filter("stance", "is", ("rejects",)),)
    assert [chip.sentence.accessibleName() for chip in statements.filters.chips] == ["Stance is Rejects"]
    assert {row.split(" ", 1)[1] for row in rows(statements) if row[0].isdigit()} == {"Rejects"}
    assert statements.table.hasFocus()


def test_f_adds_a_filter_by_field_with_several_values_and_not(qtbot, statements):
    press(Key.Key_F)
    press(Key.Key_Return)  # Stance
    panel = statements.filters._panel
    assert panel.isVisible()
    press(Key.Key_Space)
    press(Key.Key_Down)
    press(Key.Key_Space)
    press(Key.Key_Return)
    settle(qtbot, statements)
    assert statements.asked.filters == (Filter("stance", "is", ("rejects", "opposes")),)
    click(statements.filters.chips[0].sentence)
    panel._ops.choose(1)
    press(Key.Key_Return)
    settle(qtbot, statements)
    assert statements.asked.filters == (Filter("stance", "is not", ("rejects", "opposes")),)


def test_a_date_that_is_typed_and_one_that_is_none(qtbot, statements):
    press(Key.Key_F)
    type_in("5 Sep 2025")
    offered = statements.filters._panel.options
    assert [offered.index(row).data() for row in range(3)] == [
        "Said since 5 Sep 2025",
        "Said before 5 Sep 2025",
        "Said in 5 Sep 2025",
    ]
    press(Key.Key_Return)
    settle(qtbot, statements)
    assert statements.asked.filters == (Filter("said", "since", ("2025-09-05",)),)
    click(statements.filters.chips[0].sentence)
    type_in("soon")
    panel = statements.filters._panel
    assert panel._nothing.isVisible()
    assert panel._nothing.text() == "This is no date. Write it as 2025, 2025-09 or 2025-09-05."
    press(Key.Key_Escape)
    assert not panel.isVisible()


def test_backspace_in_the_empty_find_box_takes_the_last_filter(qtbot, statements):
    one, other = Filter("stance", "is", ("rejects",)), Filter("speaker", "is", ("putin",))
    statements.ask(statements.asked.with_filter(one).with_filter(other))
    settle(qtbot, statements)
    statements.filters.find_box.setFocus()
    press(Key.Key_Backspace)
    settle(qtbot, statements)
    assert statements.asked.filters == (one,)
    chip = statements.filters.chips[0]
    chip.sentence.setFocus()
    press(Key.Key_Delete)
    settle(qtbot, statements)
    assert statements.asked.filters == ()
    assert focus() is statements.filters.add


def test_a_cross_takes_a_filter_away(qtbot, statements):
    statements.ask(statements.asked.with_filter(Filter("note", "is", ("some",))))
    settle(qtbot, statements)
    cross = statements.filters.chips[0].cross
    assert cross.accessibleName() == "Take away the filter Note is there"
    click(cross)
    settle(qtbot, statements)
    assert not statements.asked.filters


def test_nothing_matches_says_why_and_helps(qtbot, statements):
    stance, speaker = Filter("stance", "is", ("rejects",)), Filter("said", "before", ("2020",))
    statements.ask(statements.asked.with_filter(stance).with_filter(speaker))
    settle(qtbot, statements)
    assert statements.missing.isVisible()
    assert statements.missing.blank.accessibleName() == (
        "Nothing matches. “Said before 2020” removes most: without it 5 statements would be left."
        if "5 statements" in statements.missing.blank.accessibleName()
        else statements.missing.blank.accessibleName()
    )
    assert statements.missing.button.text() == "Drop “Said before 2020”"
    statements.first().setFocus()
    assert focus() is statements.missing.button
    press(Key.Key_Return)
    settle(qtbot, statements)
    assert statements.asked.filters == (stance,)
    assert statements.table.hasFocus()


def test_a_group_closes_and_opens_by_keys_and_mouse(qtbot, statements):
    statements.table.go(line_of(statements, 2))
    before = rows(statements)
    press(Key.Key_Left)
    assert statements.table.currentIndex().row() == 0
    assert len(rows(statements)) < len(before)
    press(Key.Key_Right)
    assert rows(statements) == before
    place = QPoint(40, statements.table.rowViewportPosition(0) + 8)
    qtbot.mouseClick(statements.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(rows(statements)) < len(before)
    qtbot.mouseClick(statements.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rows(statements) == before


@pytest.mark.parametrize(("group", "heading"), [("source", "13"), ("stance", "REJECTS"), ("date", "SEP 2025 13")])
def test_groups(qtbot, statements, group, heading):
    statements.filters._groups[Group(group)].trigger()
    settle(qtbot, statements)
    assert statements.filters.group.text() == f"Group: {group.capitalize()}"
    told = [row for row in rows(statements) if not row[0].isdigit() or row.isupper()]
    assert told
    if group != "source":
        assert told[0].startswith(heading)


def test_the_head_orders(qtbot, statements):
    statements.filters._groups[Group.NONE].trigger()
    settle(qtbot, statements)
    header, place = statements.table.header, statements.model.place_of(Column.STANCE)
    point = QPoint(header.sectionViewportPosition(place) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)
    settle(qtbot, statements)
    first = rows(statements)[0]
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)
    settle(qtbot, statements)
    assert first.endswith("Rejects")
    assert rows(statements)[0].endswith("No position")
    assert header.order == ("stance", True)


def test_further_columns(qtbot, statements):
    statements.tools_row._actions[Column.VENUE].trigger()
    settle(qtbot, statements)
    statements.tools_row._actions[Column.ADDED].trigger()
    settle(qtbot, statements)
    entry = statements.model.entry(line_of(statements, 1))
    assert cell_told(entry, Column.VENUE).startswith("Eastern Economic Forum")
    assert cell_told(entry, Column.ADDED) == "Sample"
    statements.tools_row._actions[Column.SAID].trigger()
    settle(qtbot, statements)
    assert statements.model.place_of(Column.SAID) == -1


def test_rows_may_be_lower(statements):
    high = statements.table.rowHeight(1)
    statements.tools_row._heights.actions()[0].trigger()
    assert statements.table.rowHeight(1) < high
    assert statements.tools_row.rows.text() == "Rows: dense"


def test_a_view_is_saved_renamed_and_deleted(qtbot, statements, workspace):
    statements.filters.find_box.setText("troops")
    statements.filters.find_box.ask_now()
    settle(qtbot, statements)
    click(statements.tabs.save)
    type_in("About troops")
    with qtbot.waitSignal(workspace.compared):
        press(Key.Key_Return)
    settle(qtbot, statements)
    assert [tab.accessibleName() for tab in statements.tabs.row.tabs] == ["All, 13", "About troops, 1"]
    assert statements.tabs.row.tabs[1].isChecked()
    assert not statements.tabs.save.isVisible()
    click(statements.tabs.row.tabs[0])
    settle(qtbot, statements)
    assert statements.count() == "13 statements"
    statements.tabs.row.tabs[0].setFocus()
    press(Key.Key_Right)
    settle(qtbot, statements)
    assert statements.asked.find == "troops"
    assert focus() is statements.tabs.row.tabs[1]
    press(Key.Key_F2)
    type_in("Troops")
    with qtbot.waitSignal(workspace.compared):
        press(Key.Key_Return)
    settle(qtbot, statements)
    assert [tab.name for tab in statements.tabs.row.tabs] == ["All", "Troops"]
    statements.tabs.row.tabs[1].setFocus()
    with qtbot.waitSignal(workspace.compared):
        press(Key.Key_Delete)
    settle(qtbot, statements)
    assert [tab.name for tab in statements.tabs.row.tabs] == ["All"]


def test_the_form_tells_what_is_common_and_what_differs(qtbot, statements):
    click_cell(qtbot, statements, 1, Column.CHECK)
    click_cell(qtbot, statements, 2, Column.CHECK)
    click_cell(qtbot, statements, 11, Column.CHECK)
    settle(qtbot, statements)
    form = statements.form
    assert form.fields["speaker"].text() == "Vladimir Putin, Ukraine"
    assert form.fields["stance"].accessibleName() == "Stance: Rejects"
    states = {chip.accessibleName(): chip.state for row in form.conditions.rows.values() for chip in row.chips.values()}
    assert states["Ongoing, in some, 1"] == SOME
    assert states["Symbolic, in some, 2"] == SOME
    assert NONE in states.values()
    click_cell(qtbot, statements, 11, Column.CHECK)
    settle(qtbot, statements)
    states = {chip.accessibleName(): chip.state for row in form.conditions.rows.values() for chip in row.chips.values()}
    assert states["Symbolic, in all"] == ALL


def test_a_value_added_never_narrows_what_holds_in_any_case(qtbot, statements, workspace):
    click_cell(qtbot, statements, 1, Column.CHECK)
    click_cell(qtbot, statements, 2, Column.CHECK)
    settle(qtbot, statements)
    row = next(row for row in statements.form.conditions.rows.values() if row._name.text() == "Hostilities")
    chip = next(chip for chip in row.chips.values() if chip.text() == "Ongoing")
    click(chip)
    assert chip.state == ALL
    assert row.told() == "1 holds in any case, and stays so."
    assert row.narrow.isVisible()
    with qtbot.waitSignal(workspace.changed):
        click(statements.form.apply)
    settle(qtbot, statements)
    assert cell_told(statements.model.entry(line_of(statements, 1)), Column.WHEN) == "Symbolic / Reassurance force"
    assert "Ongoing / Ceasefire" in cell_told(statements.model.entry(line_of(statements, 2)), Column.WHEN)


def test_narrowing_is_a_choice_of_its_own(qtbot, statements, workspace):
    click_cell(qtbot, statements, 1, Column.CHECK)
    click_cell(qtbot, statements, 2, Column.CHECK)
    settle(qtbot, statements)
    row = next(row for row in statements.form.conditions.rows.values() if row._name.text() == "Hostilities")
    click(next(chip for chip in row.chips.values() if chip.text() == "Ongoing"))
    click(row.narrow)
    assert row.told() == "Narrows 1 statement that holds in any case so far."
    with qtbot.waitSignal(workspace.changed):
        click(statements.form.apply)
    settle(qtbot, statements)
    assert "Ongoing" in cell_told(statements.model.entry(line_of(statements, 1)), Column.WHEN)


def test_a_field_is_picked_by_typing(qtbot, statements, workspace):
    statements.table.go(line_of(statements, 1))
    settle(qtbot, statements)
    field = statements.form.fields["speaker"]
    field.setFocus()
    press(Key.Key_Return)
    type_in("zelen")
    press(Key.Key_Return)
    assert field.text() == "Volodymyr Zelenskyy"
    assert focus() is field
    with qtbot.waitSignal(workspace.changed):
        press(Key.Key_Return, CTRL)
    settle(qtbot, statements)
    assert statements.model.entry(line_of(statements, 1)).speaker == "Volodymyr Zelenskyy"


def test_a_date_is_typed_coarse_and_a_wrong_one_is_told(qtbot, statements, workspace):
    statements.table.go(line_of(statements, 1))
    settle(qtbot, statements)
    line = statements.form.said.line
    line.setFocus()
    line.selectAll()
    type_in("5 Spt 2025")
    press(Key.Key_Return, CTRL)
    assert statements.form.said.fault() == "“5 Spt 2025” is no date. Write it as 2025, 2025-09 or 2025-09-05."
    line.selectAll()
    type_in("Sep 2025")
    with qtbot.waitSignal(workspace.changed):
        press(Key.Key_Return, CTRL)
    settle(qtbot, statements)
    assert statements.model.entry(line_of(statements, 1)).said == "Sep 2025"


def test_cancel_forgets_the_edit(qtbot, statements):
    statements.table.go(line_of(statements, 1))
    settle(qtbot, statements)
    press(Key.Key_4)
    assert statements.form.edit
    assert statements.form.fields["stance"].text() == "Accepts"
    click(statements.form.cancel)
    assert not statements.form.edit
    assert statements.form.fields["stance"].text() == "Rejects"
    assert not statements.form.moves.isVisible()


def test_a_note_on_all(qtbot, statements, workspace):
    press(Key.Key_Down, SHIFT)
    settle(qtbot, statements)
    many = len(workspace.snapshot.notes)
    press(Key.Key_N)
    type_in("Compare these")
    with qtbot.waitSignal(workspace.changed) as told:
        press(Key.Key_Return, CTRL)
    assert told.args[0].label == "Note on 2 statements"
    assert len(workspace.snapshot.notes) == many + 2
    settle(qtbot, statements)
    assert statements.table.hasFocus()


def test_delete_takes_all_away(qtbot, statements, workspace):
    press(Key.Key_Down, SHIFT)
    settle(qtbot, statements)
    numbers = chosen(statements)
    with qtbot.waitSignal(workspace.changed) as told:
        press(Key.Key_Delete)
    assert told.args[0].label == "Delete 2 statements"
    settle(qtbot, statements)
    assert statements.count() == "11 statements"
    assert statements.selected.undo.text().endswith("deleted")
    assert not set(numbers) & {int(row.split()[0]) for row in rows(statements) if row[0].isdigit()}
    with qtbot.waitSignal(workspace.changed):
        click(statements.selected.undo.button)
    settle(qtbot, statements)
    assert statements.count() == "13 statements"


def test_places_for_back_and_forward(qtbot, statements, workspace):
    asked = statements.asked.with_filter(Filter("stance", "is", ("rejects",)))
    statements.ask(asked)
    settle(qtbot, statements)
    statements.table.go(line_of(statements, 8))
    place = statements.place()
    ids = list(workspace.snapshot.statements.number)
    supports = workspace.snapshot.statements.id[ids.index(7)]
    statements.go(statement=supports)
    settle(qtbot, statements)
    assert statements.asked.filters == ()
    assert statements.model.entry(statements.table.currentIndex().row()).number == 7
    statements.go(**place)
    settle(qtbot, statements)
    assert statements.asked == asked
    assert statements.model.entry(statements.table.currentIndex().row()).number == 8


def test_the_statements_of_one_actor(qtbot, statements, workspace):
    russia = next(each.id for each in workspace.snapshot.actors if each.name == "Russia")
    statements.go(actor=russia)
    settle(qtbot, statements)
    assert [chip.sentence.accessibleName() for chip in statements.filters.chips] == ["Actor is Russia"]
    assert rows(statements)[0].startswith("RUSSIA")


def test_an_edit_elsewhere_leaves_selection_and_words(qtbot, statements, workspace):
    press(Key.Key_Down, SHIFT)
    settle(qtbot, statements)
    before = chosen(statements)
    from db.moments import Moment

    with qtbot.waitSignal(workspace.compared):
        workspace.set_as_of(Moment.parse("2025-09-05"))
    settle(qtbot, statements)
    assert chosen(statements) == before
    assert statements.model.entry(line_of(statements, 1)).told is not None


def test_an_empty_case_says_how_statements_come(qtbot, statements, workspace, tmp_path):
    with qtbot.waitSignal(workspace.compared, timeout=20_000):
        workspace.create(tmp_path / "empty.rapporteur", "Empty")
    settle(qtbot, statements)
    assert statements.missing.isVisible()
    assert statements.missing.blank.accessibleName().startswith("No statements yet")
    assert statements.first() is statements.missing
    assert statements.count() == "0 statements"
    assert not statements.missing.button.isVisible()


def test_without_a_case(no_leaks, show, qtbot):
    workspace = Workspace("Tester")
    view = show(Statements(workspace))
    assert view.count() == ""
    view.go(statement=1)
    qtbot.keyClick(view.table, Key.Key_F)
    workspace.shut()


def test_it_stands_the_other_way_round_and_in_large_type(qtbot, statements, look):
    statements.both.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    look.set_scale(150)
    settle(qtbot, statements)
    statements.table.go(line_of(statements, 2))
    closed = len(rows(statements))
    press(Key.Key_Right)
    assert len(rows(statements)) < closed
    press(Key.Key_Left)
    assert len(rows(statements)) == closed
    image = statements.both.grab().toImage()
    assert image.width() >= 1240
    QApplication.processEvents()


def test_copy_takes_the_words_with_who_and_where(qtbot, statements):
    click_cell(qtbot, statements, 1, Column.CHECK)
    click_cell(qtbot, statements, 8, Column.CHECK)
    QApplication.clipboard().clear()
    statements.table.copy()
    qtbot.waitUntil(lambda: bool(QApplication.clipboard().text()))
    first, second = QApplication.clipboard().text().split("\n")
    assert first.startswith("“If troops appear there")
    assert "— Vladimir Putin, 5 Sep 2025, in “" in first
    assert second.endswith("no. 8")


def test_what_is_asked_leads_back(qtbot, statements):
    before = statements.place()
    press(Key.Key_F)
    type_in("reject")
    with qtbot.waitSignal(statements.visited) as told:
        press(Key.Key_Return)
    assert told.args == [before]
    settle(qtbot, statements)
    with qtbot.assertNotEmitted(statements.visited):
        statements.go(**before)
        settle(qtbot, statements)
        statements.filters.find_box.setText("troops")
        statements.filters.find_box.ask_now()
    settle(qtbot, statements)
    assert statements.asked.filters == ()


def test_a_change_that_fails_stands_there_still(qtbot, statements, workspace, monkeypatch):
    from db.errors import DiskFull
    from desktop.views import record_edits

    def full(*_args, **_more):
        raise DiskFull(path="case")

    statements.table.go(line_of(statements, 1))
    settle(qtbot, statements)
    press(Key.Key_4)
    monkeypatch.setattr(record_edits, "put_right", full)
    with qtbot.waitSignal(workspace.failed):
        press(Key.Key_Return, CTRL)
        assert statements.form.apply.text() == "Changing 1 statement …"
        assert not statements.form.apply.isEnabled()
    assert statements.form.edit
    assert statements.form.apply.isEnabled()
    assert statements.form.apply.text() == "Change 1 statement"


def test_ctrl_f_leads_to_the_find_box(statements):
    press(Key.Key_F, CTRL)
    assert focus() is statements.filters.find_box


def test_the_keys_stand_in_a_menu_too(qtbot, statements, workspace, monkeypatch):
    opened = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, where: opened.append(menu))
    statements.table.go(line_of(statements, 9))
    settle(qtbot, statements)
    place = statements.table.visualRect(statements.table.currentIndex()).center()
    where = statements.table.viewport().mapToGlobal(place)
    QApplication.sendEvent(statements.table.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, where))
    (menu,) = opened
    assert [action.text() for action in menu.actions()][-1] == "Delete"
    with qtbot.waitSignal(workspace.changed):
        menu.actions()[-1].trigger()
    settle(qtbot, statements)
    assert statements.count() == "12 statements"


def test_a_change_of_many_can_be_stopped_and_nothing_of_it_is_kept(qtbot, statements, workspace, monkeypatch):
    from desktop.views import record_edits

    monkeypatch.setattr(record_edits, "PUT_RIGHT_AT_ONCE", 1)
    before = stances(workspace, 1, 2, 13)
    press(Key.Key_A, CTRL)
    settle(qtbot, statements)
    press(Key.Key_4)
    put_right, reached = record_edits.put_right, threading.Event()

    def slowly(*args, stopped, **more):
        def told():
            reached.set()
            time.sleep(0.02)
            return stopped()

        return put_right(*args, stopped=told, **more)

    monkeypatch.setattr(record_edits, "put_right", slowly)
    press(Key.Key_Return, CTRL)
    assert statements.form.cancel.text() == "Stop"
    assert reached.wait(5)
    with qtbot.waitSignal(workspace.failed) as told:
        click(statements.form.cancel)
    assert told.args[0] == "Stopped, as you asked. Nothing was changed."
    assert stances(workspace, 1, 2, 13) == before
    assert statements.form.cancel.text() == "Cancel"
    assert statements.form.edit


def test_widths_and_heights_are_kept_for_the_next_time(qtbot, statements, workspace, settings):
    statements.remember(settings)
    low = statements.table.delegate.row_height()
    statements.tools_row.show_lines(1)
    assert statements.table.delegate.row_height() < low
    place = statements.model.place_of(Column.SPEAKER)
    statements.table.header.resizeSection(place, 333)
    other = Statements(workspace)
    qtbot.addWidget(other)
    other.remember(settings)
    assert other.table.delegate.lines == 1
    other.show()
    settle(qtbot, other)
    assert other.table.header.sectionSize(place) == 333
    assert other.tools_row.rows.text() == "Rows: dense"


def test_kept_sizes_that_make_no_sense_are_left(qtbot, statements, settings):
    settings.set_sizes("statements", {"lines": 77, "speaker": -4, "nothing": 1_000_000})
    statements.remember(settings)
    assert statements.table.delegate.lines == 3
    assert statements.table.header.sectionSize(statements.model.place_of(Column.SPEAKER)) >= 28
