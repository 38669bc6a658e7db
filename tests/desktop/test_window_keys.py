"""The window by keyboard: the command palette, the date of the record, panels, Esc."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db import notes
from db.records import Note, NoteTarget
from tests.desktop.driving import ALT, CTRL, SHIFT, click, focus, labels, offered, press, type_in

Key = Qt.Key


def test_the_palette_runs_a_command(window):
    press(Key.Key_K, CTRL)
    type_in("dark")
    assert offered(window) == ["Commands", "  Theme: Dark"]
    press(Key.Key_Return)
    assert not window.lookup.panel.isVisible()
    assert window.settings.appearance == "dark"
    assert window.commands["theme_dark"].isChecked()


def test_without_a_case_the_palette_offers_only_what_works(window):
    press(Key.Key_K, CTRL)
    assert "  Open a case" in offered(window)
    assert "  Export brief as PDF" not in offered(window)


def test_the_palette_finds_scenarios_actors_and_words_on_record(qtbot, opened):
    press(Key.Key_K, CTRL)
    type_in("russia rejects")
    qtbot.waitUntil(lambda: "Statements" in offered(opened))
    assert any("Russia rejects a foreign force" in line for line in offered(opened))
    assert "Commands" not in offered(opened)


def test_signs_ask_for_one_kind_alone(qtbot, opened):
    press(Key.Key_K, CTRL)
    type_in("@")
    assert offered(opened)[0] == "Actors"
    assert "  Russia" in offered(opened)
    assert "Commands" not in offered(opened)
    opened.lookup.panel.field.clear()
    type_in(">matrix")
    assert offered(opened) == ["Commands", "  Matrix", "  Export matrix as CSV"]
    opened.lookup.panel.field.clear()
    type_in("#12")
    qtbot.waitUntil(lambda: offered(opened)[:1] == ["Statements"])
    assert len(offered(opened)) == 2


def test_a_statement_leads_to_its_passage(qtbot, opened):
    press(Key.Key_K, CTRL)
    type_in("#2")
    qtbot.waitUntil(lambda: offered(opened)[:1] == ["Statements"])
    press(Key.Key_Return)
    assert opened.bench.name() == "sources"
    press(Key.Key_Left, ALT)
    assert opened.bench.name() == "matrix"


def test_words_in_a_source_and_in_a_note_are_found_and_opened_in_place(qtbot, opened):
    press(Key.Key_K, CTRL)
    type_in('"takes no side"')
    qtbot.waitUntil(lambda: "Sources" in offered(opened))
    lines = offered(opened)
    line = lines[lines.index("Sources") + 1]
    assert "takes no side" in line
    assert "Statements" not in lines
    press(Key.Key_Return)
    view = opened.bench.view()
    assert opened.bench.name() == "sources"
    qtbot.waitUntil(lambda: view.page.passage is not None)
    passage = view.page.passage
    qtbot.waitUntil(lambda: view.page.shown_source == passage.source)
    assert view.page.blocks.text[passage.start : passage.end].lower() == "takes no side"
    opened.workspace.change(
        "Note",
        lambda editing: notes.save(editing, Note(0, "", NoteTarget(source=1), "Ask the ünderwriter", "", None, ())),
    )
    qtbot.waitUntil(lambda: any("ünderwriter" in note.body for note in opened.workspace.snapshot.notes))
    press(Key.Key_K, CTRL)
    type_in("underwr")
    qtbot.waitUntil(lambda: offered(opened) == ["Notes", "  Ask the ünderwriter"])
    press(Key.Key_Return)
    assert opened.bench.name() == "notes"


def test_words_can_be_left_out_of_what_is_found(qtbot, opened):
    press(Key.Key_K, CTRL)
    type_in("force not ceasefire")
    qtbot.waitUntil(lambda: "Statements" in offered(opened))
    assert not any("ceasefire" in line for line in offered(opened))
    opened.lookup.panel.field.clear()
    type_in("zzz or symbolic")
    qtbot.waitUntil(lambda: any("symbolic" in line for line in offered(opened)))


def test_a_scenario_and_an_actor_lead_into_the_matrix(opened):
    press(Key.Key_1, CTRL)
    press(Key.Key_K, CTRL)
    type_in("@russia")
    press(Key.Key_Return)
    assert opened.bench.name() == "matrix"
    russia = next(actor.id for actor in opened.workspace.snapshot.actors if actor.name == "Russia")
    assert opened.bench.view().place()["actor"] == russia


def test_down_and_up_walk_the_palette_past_the_headings(opened):
    press(Key.Key_K, CTRL)
    type_in("force")
    chosen = opened.lookup.panel.list.currentIndex().data()
    press(Key.Key_Down)
    assert opened.lookup.panel.list.currentIndex().data() != chosen
    press(Key.Key_Up)
    assert opened.lookup.panel.list.currentIndex().data() == chosen


def test_nothing_fits_is_said(opened):
    press(Key.Key_K, CTRL)
    type_in(">xyzzy")
    assert "Nothing fits." in labels(opened.lookup.panel)


def test_the_record_as_of_a_date(qtbot, opened):
    press(Key.Key_D, CTRL)
    opened.lens.panel.field().clear()
    type_in("4 Sep 2025")
    with qtbot.waitSignal(opened.workspace.compared):
        press(Key.Key_Return)
    assert opened.workspace.comparison.as_of.text == "2025-09-04"
    assert opened.tools.lens.text() == "As of 4 Sep 2025"
    assert opened.tools.lens.isChecked()
    assert any("left out" in text for text in labels(opened.bench.header))
    with qtbot.waitSignal(opened.workspace.compared):
        opened.commands["latest"].trigger()
    assert not opened.tools.lens.isChecked()
    assert not any("left out" in text for text in labels(opened.bench.header))


def test_the_date_is_kept_in_the_case(qtbot, opened, sample):
    press(Key.Key_D, CTRL)
    opened.lens.panel.field().clear()
    type_in("2025-09-04")
    with qtbot.waitSignal(opened.workspace.compared):
        press(Key.Key_Return)
    opened.workspace.close()
    with qtbot.waitSignal(opened.workspace.opened):
        opened.workspace.open(sample)
    assert opened.tools.lens.text() == "As of 4 Sep 2025"


def test_what_is_no_date_is_told_at_the_field(opened):
    press(Key.Key_D, CTRL)
    opened.lens.panel.field().clear()
    type_in("5 Spt 2025")
    press(Key.Key_Return)
    assert opened.lens.panel.isVisible()
    assert opened.lens.panel.fault() == "“5 Spt 2025” is no date. Write it as 2025, 2025-09 or 2025-09-05."
    assert focus() is opened.lens.panel.field()


def test_the_lens_opens_by_mouse_and_closes_by_a_click_beside(qtbot, opened):
    click(opened.tools.lens)
    assert opened.lens.panel.isVisible()
    qtbot.mouseClick(opened.lens.panel, Qt.MouseButton.LeftButton, pos=opened.rect().center())
    assert not opened.lens.panel.isVisible()


def test_f6_goes_through_the_panels_and_round(opened):
    parts = {
        "tools": opened.tools,
        "sidebar": opened.bench.sidebar,
        "header": opened.bench.header,
        "view": opened.bench.views,
        "inspector": opened.bench.side,
    }

    def here():
        return next((name for name, part in parts.items() if part.isAncestorOf(focus())), None)

    assert here() == "view"
    seen = []
    for _step in range(5):
        press(Key.Key_F6)
        seen.append(here())
    assert seen[-1] == "view"
    assert set(seen) >= {"tools", "sidebar", "header", "view"}
    back = []
    for _step in range(5):
        press(Key.Key_F6, SHIFT)
        back.append(here())
    assert back == [*reversed(seen[:-1]), "view"]


def test_f6_goes_through_the_welcome_page(window):
    press(Key.Key_F6)
    left = focus()
    assert left is not window.welcome.cases
    press(Key.Key_F6)
    assert focus() is window.welcome.cases


def test_esc_closes_the_pop_up_then_leaves_the_field_then_closes_the_message(opened):
    opened.message.tell("Something happened.")
    opened.bench.view().first().setFocus()
    before = focus()
    press(Key.Key_K, CTRL)
    press(Key.Key_Escape)
    assert not opened.lookup.panel.isVisible()
    assert focus() is before
    assert opened.message.text()
    press(Key.Key_Escape)
    assert not opened.message.text()


def test_esc_on_the_welcome_page_leaves_the_find_box(qtbot, opened):
    opened.workspace.close()
    opened.welcome.find_box.setFocus()
    type_in("sam")
    press(Key.Key_Escape)
    assert opened.welcome.find_box.text() == ""
    press(Key.Key_Escape)
    assert focus() is opened.welcome.cases


def test_copy_takes_what_is_selected_where_the_focus_is(opened):
    QApplication.clipboard().clear()
    press(Key.Key_F6)
    press(Key.Key_F6)
    opened.bench.sidebar.list.setFocus()
    opened.commands["copy"].trigger()
    assert QApplication.clipboard().text() == "Matrix"


def test_the_sidebar_chooses_by_keys(opened):
    opened.bench.sidebar.list.setFocus()
    press(Key.Key_Up)
    press(Key.Key_Up)
    press(Key.Key_Return)
    assert opened.bench.name() == "actors"


def test_only_some_grades_count(qtbot, opened):
    qtbot.mouseClick(opened.tools.counting, Qt.MouseButton.LeftButton)
    panel = opened.lens.grades
    assert panel.isVisible()
    with qtbot.waitSignal(opened.workspace.compared, timeout=20_000):
        qtbot.mouseClick(panel.letters["A"], Qt.MouseButton.LeftButton)
    assert opened.workspace.comparison.counting.reliabilities == {"A"}
    left = opened.workspace.comparison.left_out
    assert left > 0
    assert opened.tools.counting.text() == "Counting A"
    assert opened.tools.counting.isChecked()
    with qtbot.waitSignal(opened.workspace.compared, timeout=20_000):
        qtbot.mouseClick(panel.all_button, Qt.MouseButton.LeftButton)
    assert opened.workspace.comparison.left_out == 0
    assert opened.tools.counting.text() == "Counting all"
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
