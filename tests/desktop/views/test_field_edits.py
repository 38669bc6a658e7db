"""Factors, values, rules and issues edited: what is asked, what it shows beforehand, and that it is one step."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QRadioButton

from db import statements
from db.case import Case
from desktop.dialogs.replace_value import FactorDialog, ValueDialog
from desktop.dialogs.split_value import SplitDialog
from desktop.models.scenarios import ScenarioTree
from desktop.models.splitting import Held, named
from desktop.views import factor_edits, scenario_edits
from desktop.views.field_start import FieldStart
from desktop.widgets.inline_name import InlineName
from tests.desktop.views.test_scenarios import (
    CTRL,
    HEAD,
    done,
    drawn,
    factor,
    go,
    line,
    press,
    scenario,
    tile,
    tree,
    type_in,
    undo,
    value,
    view,
)

__all__ = ["done", "go", "view"]
Key = Qt.Key


def dialog(view, kind, qtbot):
    """The dialog that is open, once what it changes is worked out."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in view.window().findChildren(kind)))
    found = next(each for each in view.window().findChildren(kind) if each.isVisible())
    qtbot.waitUntil(lambda: "…" not in found.moves.lines()[0], timeout=10_000)
    return found


def menu_texts(menu):
    return [action.text().replace("&", "") for action in menu.actions() if action.text()]


def test_deleting_a_value_in_use_asks_what_takes_its_place_and_shows_what_moves(qtbot, done, view):
    hostilities = factor(view, "Hostilities")
    view.field.table.go(hostilities.id, value(view, "Hostilities", "Ceasefire"))
    press(Key.Key_Delete)
    asked = dialog(view, ValueDialog, qtbot)
    assert asked.windowTitle() == "What takes the place of “Ceasefire”?"
    assert [each.text() for each in asked.findChildren(QRadioButton)] == ["Ongoing", "Settlement"]
    assert asked.choice() == value(view, "Hostilities", "Settlement")
    before = asked.moves.lines()
    asked.findChildren(QRadioButton)[0].click()
    qtbot.waitUntil(lambda: asked.moves.lines() not in (before, []) and "…" not in asked.moves.lines()[0])
    assert any("Russia" in each or "Ukraine" in each for each in asked.moves.lines())
    assert len(factor(view, "Hostilities").values) == 3
    done(lambda: asked.main.click())
    assert line(view, "Hostilities") == "Hostilities: [● Ongoing] [  Settlement]"
    assert view.undo.text() == "“Ongoing” takes the place of “Ceasefire”"
    undo(view, done)
    assert len(factor(view, "Hostilities").values) == 3
    assert "Ceasefire" in line(view, "Hostilities")


def test_a_value_that_nothing_uses_goes_at_once(done, view):
    hand, peacekeeping = view.hand, value(view, "Talks", "At a neutral venue")
    done(
        lambda: hand.do(
            scenario_edits.remove_scenario(scenario(view, "Talks at a neutral venue after a ceasefire").id, "")
        )
    )
    view.field.table.go(factor(view, "Talks").id, peacekeeping)
    done(lambda: press(Key.Key_Delete))
    assert line(view, "Talks") == "Talks: [○ Left open] [  None] [  In Moscow]"
    assert view.undo.text() == "The value “At a neutral venue” is deleted"
    assert QApplication.focusWidget().text() == "Left open"


def test_a_factor_keeps_two_values(qtbot, view):
    say = factor(view, "Moscow's say over the force")
    view.field.table.go(say.id, value(view, say.name, "Yes"))
    with qtbot.waitSignal(view.hand.refused):
        press(Key.Key_Delete)
    assert len(factor(view, say.name).values) == 2


def test_merging_two_values_is_the_same_question(qtbot, done, view):
    view.hand.values.merge(factor(view, "Hostilities").id, value(view, "Hostilities", "Settlement"))
    asked = dialog(view, ValueDialog, qtbot)
    assert asked.windowTitle() == "Merge “Settlement” into …"
    done(lambda: asked.main.click())
    assert line(view, "Hostilities") == "Hostilities: [● Ongoing] [  Ceasefire]"


def test_cancelling_changes_nothing(qtbot, view):
    before = view.workspace.snapshot.case.revision
    view.hand.values.merge(factor(view, "Hostilities").id, value(view, "Hostilities", "Settlement"))
    asked = dialog(view, ValueDialog, qtbot)
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: not asked.isVisible())
    assert view.workspace.snapshot.case.revision == before


def test_a_split_value_is_named_wherever_the_one_was(qtbot, done, view):
    number = value(view, "Hostilities", "Ceasefire")
    view.field.table.go(factor(view, "Hostilities").id, number)
    view.hand.values.split(factor(view, "Hostilities").id, number)
    asked = dialog(view, SplitDialog, qtbot)
    assert not asked.main.isEnabled()
    type_in("Truce")
    assert asked.button(Held.BOTH).text() == "one of the two: left open between them"
    assert asked.button(Held.SECOND).text() == "“Truce” alone"
    before = asked.moves.lines()
    asked.button(Held.SECOND).click()
    qtbot.waitUntil(lambda: "…" not in asked.moves.lines()[0])
    asked.button(Held.BOTH).click()
    qtbot.waitUntil(lambda: asked.moves.lines() == before)
    done(lambda: press(Key.Key_Return, CTRL))
    assert line(view, "Hostilities") == "Hostilities: [● Ongoing] [  Ceasefire] [  Truce] [  Settlement]"
    assert tile(view, "Hostilities", "Truce").uses == tile(view, "Hostilities", "Ceasefire").uses == 5
    assert view.undo.text() == "“Truce” split off: 5 statements name both now"
    undo(view, done)
    assert "Truce" not in line(view, "Hostilities")


def test_a_value_of_several_is_split_and_nothing_said_means_anything_else(qtbot, done, view):
    domain, land = factor(view, "Domain").id, value(view, "Domain", "Land")
    before = {each.id: each.regions for said in statements_of(view) for each in said.positions}
    codes = view.workspace.comparison.grid().headline.tolist()
    menu = view.hand.menu(domain, land)
    next(action for action in menu.actions() if action.text() == "S&plit in two …").trigger()
    asked = dialog(view, SplitDialog, qtbot)
    assert asked.button(Held.BOTH).text() == "both of them"
    type_in("Land, in the west")
    done(lambda: press(Key.Key_Return, CTRL))
    after = {each.id: each.regions for said in statements_of(view) for each in said.positions}
    new = value(view, "Domain", "Land, in the west")
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {key for key in before if named(before[key], land)}
    assert all(named(after[key], new) for key in changed)
    assert view.workspace.comparison.grid().headline.tolist() == codes
    undo(view, done)
    assert {each.id: each.regions for said in statements_of(view) for each in said.positions} == before
    assert "in the west" not in line(view, "Domain")


def statements_of(view):
    """All statements of the case, as the file has them."""
    with Case.open(view.workspace.path, read_only=True) as case, case.read() as reading:
        return statements.read(reading)


def test_deleting_a_factor_in_use_offers_another_in_its_place(qtbot, done, view):
    view.field.table.go(factor(view, "Mandate").id, HEAD)
    press(Key.Key_Delete)
    asked = dialog(view, FactorDialog, qtbot)
    assert asked.windowTitle() == "Delete the factor “Mandate”"
    assert asked.choice() == {}
    names = [asked.other.itemText(row) for row in range(asked.other.count())]
    assert names[:2] == ["Nothing: what names it says less", "The factor Hostilities"]
    assert "The factor Domain" not in names
    asked.other.setCurrentIndex(names.index("The factor Talks"))
    boxes = asked.boxes()
    assert boxes[value(view, "Mandate", "None")].currentText() == "None"
    boxes[value(view, "Mandate", "Deterrence")].setCurrentIndex(2)
    chosen = asked.choice()
    assert chosen[value(view, "Mandate", "Deterrence")] == value(view, "Talks", "In Moscow")
    done(lambda: asked.main.click())
    assert not any(each.startswith("Mandate") for each in drawn(view))
    assert tile(view, "Talks", "In Moscow").uses == 3
    undo(view, done)
    assert any(each.startswith("Mandate") for each in drawn(view))


def test_a_factor_is_added_by_name_with_no_and_yes(qtbot, done, view):
    qtbot.mouseClick(view.field.add_factor, Qt.MouseButton.LeftButton)
    type_in("Elections")
    done(lambda: press(Key.Key_Return))
    assert drawn(view)[-1] == "Elections: [○ Left open] [  No] [  Yes]"
    view.field.table.go(factor(view, "Elections").id, HEAD)
    done(lambda: press(Key.Key_Delete))
    assert not any(each.startswith("Elections") for each in drawn(view))


def test_a_pair_is_added_changed_and_deleted(qtbot, done, view):
    qtbot.mouseClick(view.field.add_rule, Qt.MouseButton.LeftButton)
    panel = view.hand.rules._clauses
    assert panel.isVisible()
    assert not panel.save_button.isEnabled()
    press(Key.Key_Space)
    assert not panel.save_button.isEnabled()
    panel.table.go(factor(view, "Talks").id, value(view, "Talks", "In Moscow"))
    press(Key.Key_Space)
    assert panel.save_button.isEnabled()
    panel.reason.setFocus()
    type_in("Nobody travels then")
    done(lambda: press(Key.Key_Return))
    pair = view.field.rules.line(1)
    assert (pair.parts, pair.detail) == (("Hostilities: Ongoing", "Talks: In Moscow"), "Nobody travels then")
    assert "  … while strikes go on ■□□□□■ !" in tree(view)
    view.field.rule_list.setFocus()
    view.field.rule_list.setCurrentIndex(view.field.rules.index(1))
    press(Key.Key_Return)
    assert panel.reason.text() == "Nobody travels then"
    press(Key.Key_Escape)
    assert not panel.isVisible()
    done(lambda: press(Key.Key_Delete))
    assert view.field.rules.rowCount() == 1
    assert view.undo.text() == "A pair may go together again"
    assert "  … while strikes go on ■□□□□■" in tree(view)


def test_what_a_rule_says_of_several_that_may_hold_can_be_picked_too(done, view):
    view.hand.rules.edit_rule(view.workspace.snapshot.exclusions[0].id)
    panel = view.hand.rules._clauses
    assert panel.clause() == view.workspace.snapshot.exclusions[0].when
    panel.table.go(factor(view, "Domain").id, value(view, "Domain", "Air"))
    press(Key.Key_Space)
    done(lambda: press(Key.Key_Return, CTRL))
    assert len(view.workspace.snapshot.exclusions[0].when) == 3


def test_the_inspector_tells_all_about_a_factor(qtbot, done, view):
    view.field.table.go(factor(view, "Mandate").id, HEAD)
    with qtbot.waitSignal(view.inspect):
        press(Key.Key_Space)
    page = view.factors
    assert page.isVisible()
    assert (page.name.text(), page.issue.text()) == ("Mandate", "Foreign force")
    assert page.needs.line(0).parts == ("Foreign force: Symbolic or Reassurance force",)
    page.short.setFocus()
    page.short.selectAll()
    type_in("Mand.")
    done(lambda: press(Key.Key_Return))
    assert factor(view, "Mandate").short == "Mand."
    done(lambda: page.ordered.click())
    assert factor(view, "Mandate").ordered
    page.need_list.setFocus()
    done(lambda: press(Key.Key_Delete))
    assert factor(view, "Mandate").needs == ()
    page.back.click()
    assert view.page.isVisible()


def test_what_a_factor_needs_is_picked_and_never_itself(done, view):
    view.hand.rules.edit_need(factor(view, "Talks").id, -1)
    panel = view.hand.rules._clauses
    assert "Talks" not in [row.head.text() for row in panel.table.rows]
    press(Key.Key_Space)
    done(lambda: press(Key.Key_Return, CTRL))
    assert [each.values for each in factor(view, "Talks").needs[0]] == [(value(view, "Hostilities", "Ongoing"),)]
    view.hand.rules.edit_need(factor(view, "Hostilities").id, -1)
    assert "Talks" not in [row.head.text() for row in panel.table.rows]
    press(Key.Key_Escape)


def test_several_may_hold_is_said_and_taken_back(done, view):
    talks = factor(view, "Talks").id
    done(lambda: view.hand.do(factor_edits.allow_several(talks, True)))
    assert factor(view, "Talks").several
    view.factors.severalWanted.emit(talks, False)
    domain = factor(view, "Domain")
    view._show_factor(domain.id)
    assert not view.factors.several.isEnabled()
    assert view.factors.why_one.text().startswith("Something says of one value alone")


def test_a_factor_is_put_on_another_issue_or_a_new_one(done, view):
    hostilities = factor(view, "Hostilities")
    view.hand.issues.file(hostilities.id, view.field.rect())
    type_in("talks")
    done(lambda: press(Key.Key_Return))
    issue = next(each for each in view.workspace.snapshot.issues if each.name == "Talks")
    assert factor(view, "Hostilities").issue == issue.id
    view.hand.issues.file(hostilities.id, view.field.rect())
    type_in("The war")
    done(lambda: press(Key.Key_Return))
    made = next(each for each in view.workspace.snapshot.issues if each.name == "The war")
    assert factor(view, "Hostilities").issue == made.id
    view.hand.issues.file(hostilities.id, view.field.rect())
    type_in("its own")
    done(lambda: press(Key.Key_Return))
    assert factor(view, "Hostilities").issue is None


def issues(view):
    return [
        f"{each.parts[0]} ({each.detail})" for each in map(view.field.issues.line, range(view.field.issues.rowCount()))
    ]


def test_issues_are_renamed_and_merged(qtbot, done, view):
    assert issues(view) == [
        "Foreign force (Foreign force, Domain, Mandate · 7 positions)",
        "Moscow's say over the force (1 position)",
        "Talks (2 positions)",
        "Hostilities (0 positions)",
    ]
    found = view.field.issue_list
    found.setFocus()
    found.setCurrentIndex(view.field.issues.index(3))
    press(Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), InlineName)
    type_in("The war")
    done(lambda: press(Key.Key_Return))
    assert "The war (Hostilities · 0 positions)" in issues(view)
    row = next(row for row in range(4) if view.field.issues.line(row).parts == ("Talks",))
    found.setCurrentIndex(view.field.issues.index(row))
    found.setFocus()
    press(Key.Key_Delete)
    type_in("the war")
    done(lambda: press(Key.Key_Return))
    assert "The war (Hostilities, Talks · 2 positions)" in issues(view)
    undo(view, done)
    assert "Talks (2 positions)" in issues(view)


def test_a_bare_subject_is_said_and_can_be_made_a_factor(done, view):
    say = factor(view, "Moscow's say over the force")
    done(lambda: view.hand.do(factor_edits.remove_factor(say.id, say.name, {})))
    told = "Moscow's say over the force (No factor: no scenario addresses it · 1 position)"
    assert told in issues(view)
    index = view.field.issues.index(issues(view).index(told))
    menu = view.hand.issues.menu(view.field.issue(index), lambda: None, view.field.rect())
    assert menu_texts(menu) == ["Rename", "Merge into another …", "Make it a factor"]
    assert view.field.make_factor.text() == "Make “Moscow's say over the force” a factor"
    done(lambda: view.field.make_factor.click())
    assert not view.field.make_factor.isVisible()
    assert drawn(view)[-1] == "Moscow's say over the force: [○ Left open] [  No] [  Yes]"
    assert "Moscow's say over the force (1 position)" in issues(view)
    menu.deleteLater()


def test_menus_say_the_keys(view):
    menu = view.hand.menu(factor(view, "Hostilities").id, value(view, "Hostilities", "Ongoing"))
    assert menu_texts(menu) == [
        "Set or clear",
        "Set beside the others",
        "Leave open",
        "Rename",
        "Split in two …",
        "Merge into another …",
        "Delete",
    ]
    head = view.hand.menu(factor(view, "Domain").id, HEAD)
    assert menu_texts(head) == ["Rename", "Add a value", "Leave open", "More about it", "Write a note", "Delete"]
    menu.deleteLater()
    head.deleteLater()


def test_the_inspector_of_a_branch_tells_what_it_changes(qtbot, go, view):
    go("… with Moscow having a say over it")
    qtbot.waitUntil(lambda: view.page.above.accessibleName() == "branch of Reassurance force after a ceasefire")
    told = [each.accessibleName() for each in view.page.findChildren(object) if hasattr(each, "accessibleName")]
    assert "Moscow's say over the force: Yes instead of No" in told
    assert "Ukraine: Supports becomes Rejects" in told
    rows = [each for each in told if each.startswith("Supports: ")]
    assert rows == ["Supports: Coalition of 26, France, United Kingdom"]


def test_the_inspector_leads_to_the_cell_and_to_the_parent(qtbot, go, view):
    from desktop.widgets.stand_rows import MoveRow

    go("… with Moscow having a say over it")
    qtbot.waitUntil(lambda: bool(view.page.findChildren(MoveRow)))
    with qtbot.waitSignal(view.openCell) as asked:
        view.page.findChildren(MoveRow)[0].click()
    ukraine = next(each.id for each in view.workspace.snapshot.actors if each.name == "Ukraine")
    assert asked.args == [ukraine, scenario(view, view.title()).id]
    with qtbot.waitSignal(view.openScenario):
        view.page.matrix.click()
    view.page.above.click()
    qtbot.waitUntil(lambda: view.title() == "Reassurance force after a ceasefire")


def test_words_name_and_date_are_edited_in_place(qtbot, done, view):
    qtbot.waitUntil(lambda: view.page.name.text() == "Troops deploy during the fighting")
    view.page.words.setFocus()
    view.page.words.selectAll()
    type_in("Soldiers <b>now</b>")
    done(lambda: view.page.date.setFocus())
    assert scenario(view, view.title()).description == "Soldiers <b>now</b>"
    type_in("2026-13")
    press(Key.Key_Return)
    assert view.page.wrong_date.isVisible()
    view.page.date.selectAll()
    type_in("2026-05")
    done(lambda: press(Key.Key_Return))
    assert str(scenario(view, view.title()).date) == "2026-05"
    view.page.name.setFocus()
    view.page.name.selectAll()
    type_in("Troops now")
    done(lambda: press(Key.Key_Return))
    assert view.title() == "Troops now"


def test_words_are_taken_after_a_pause(qtbot, done, view, monkeypatch):
    qtbot.waitUntil(lambda: bool(view.page.name.text()))
    view.page._pause.setInterval(20)
    view.page.words.setFocus()
    done(lambda: type_in("A"))
    assert "A" in scenario(view, view.title()).description
    assert view.page.words.hasFocus()


def test_a_case_without_factors_offers_fields_to_start_from(qtbot, tmp_path, show, no_leaks):
    found = empty(qtbot, tmp_path, show)
    view, workspace = found
    assert isinstance(view.start, FieldStart)
    assert view.start.isVisible()
    assert [each.text() for each in view.start.choices] == [
        "Ceasefire and deployment",
        "Sanctions",
        "Prisoner exchange and humanitarian access",
        "A blank field",
    ]
    assert view.first() is view.start.choices[0]
    for number, choice in enumerate(view.start.choices):
        with qtbot.waitSignal(workspace.compared):
            choice.click()
        qtbot.waitUntil(lambda: view.field.isVisible() and bool(view.field.field().rows))
        assert view.field.field().left
        assert view.field.field().consistent == view.field.field().left
        if number < 3:
            assert len(drawn(view)) >= 6
            assert view.field.rules.rowCount() >= 1
        with qtbot.waitSignal(workspace.compared):
            workspace.undo()
        qtbot.waitUntil(view.start.isVisible)
    view.start.name.setFocus()
    type_in("Hostilities")
    with qtbot.waitSignal(workspace.compared):
        press(Key.Key_Return)
    qtbot.waitUntil(lambda: drawn(view) == ["Hostilities: [○ Left open] [  No] [  Yes]"])
    workspace.shut()


def empty(qtbot, tmp_path, show):
    """The view of an empty case."""
    from desktop.views.scenarios import Scenarios
    from desktop.workspace import Workspace

    workspace = Workspace("Tester")
    with qtbot.waitSignal(workspace.compared, timeout=20_000):
        workspace.create(tmp_path / "Empty.rapporteur", "Empty")
    view = show(Scenarios(workspace), 1200, 700)
    qtbot.addWidget(view.inspector())
    qtbot.waitUntil(lambda: view.field.field() is not None)
    return view, workspace


def test_without_a_scenario_some_are_proposed_and_taken(qtbot, done, view):
    for each in list(view.workspace.snapshot.scenarios)[::-1]:
        done(lambda each=each: view.hand.do(scenario_edits.remove_scenario(each.id, each.name)))
    qtbot.waitUntil(lambda: view.proposals.rowCount() > 0)
    assert view.side.offering()
    assert view.first() is view.side.offers.new
    first = view.proposals.index(0)
    assert first.data() == "Ceasefire or Settlement, Reassurance force, Land  ·  2 statements"
    view.side.offers.list.setFocus()
    view.side.offers.list.setCurrentIndex(first)
    press(Key.Key_Space)
    press(Key.Key_Down)
    press(Key.Key_Space)
    assert view.side.offers.take.text() == "Take 2 scenarios"
    done(lambda: view.side.offers.take.click())
    assert tree(view)[0] == "Ceasefire or Settlement, Reassurance force, Land ■■■□□□"
    assert len(tree(view)) == 2
    assert "[◐ Ceasefire] [◐ Settlement]" in line(view, "Hostilities")
    undo(view, done)
    assert tree(view) == []


def test_a_first_scenario_is_made_where_there_is_none(qtbot, done, view):
    for each in list(view.workspace.snapshot.scenarios)[::-1]:
        done(lambda each=each: view.hand.do(scenario_edits.remove_scenario(each.id, each.name)))
    qtbot.waitUntil(view.side.offering)
    told = []
    view.selectionTold.connect(told.append)
    view.field.table.enter()
    press(Key.Key_Space)
    assert told[-1].startswith("There is no scenario to set it in")
    view.new_scenario()
    type_in("First")
    done(lambda: press(Key.Key_Return))
    assert tree(view) == ["First □□□□□□"]


def test_a_case_that_is_read_only_can_be_looked_at_and_not_changed(qtbot, workspace, show, monkeypatch):
    from desktop.views.scenarios import Scenarios

    workspace.read_only = True
    view = show(Scenarios(workspace), 1200, 700)
    qtbot.addWidget(view.inspector())
    qtbot.waitUntil(lambda: view.field.field() is not None)
    view.field.table.enter()
    before = workspace.snapshot.case.revision
    for key in (Key.Key_Space, Key.Key_Backspace, Key.Key_Delete, Key.Key_Return, Key.Key_Plus):
        press(key)
    view.branch()
    assert not view.model.has_draft()
    press(Key.Key_Right)
    assert QApplication.focusWidget().text() == "Ceasefire"
    assert not view.field.add_factor.isVisible()
    qtbot.wait(50)
    assert workspace.snapshot.case.revision == before


def test_quick_hands_do_not_undo_themselves(qtbot, go, view):
    """Three values are set before the case answers once; each edit reads what is there when its turn comes."""
    go("Talks in Moscow")
    for name, wanted in (("Hostilities", "Ceasefire"), ("Mandate", "None"), ("Foreign force", "Symbolic")):
        view.hand.press(factor(view, name).id, value(view, name, wanted), False)
    qtbot.waitUntil(lambda: view.count() == "4 of 6 factors set", timeout=10_000)
    assert isinstance(view.model, ScenarioTree)


@pytest.mark.parametrize("dark", [False, True])
def test_it_is_drawn_light_and_dark(look, view, dark):
    from desktop.theme import Appearance

    look.choose(Appearance.DARK if dark else Appearance.LIGHT)
    picture = view.frame.grab().toImage()
    shown = picture.pixelColor(view.field.mapTo(view.frame, QPoint(200, 2))).name().upper()
    assert shown == ("#1E1F23" if dark else "#FFFFFF")
