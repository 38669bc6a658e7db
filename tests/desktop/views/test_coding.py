"""The coding form, driven as a person does: keys where the focus is, and the mouse."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.views.coding_form import CodingForm

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class Hand:
    """Presses keys where the focus is, and counts them; words typed are not counted."""

    def __init__(self):
        self.keys = 0

    def press(self, key, modifiers=NONE):
        self.keys += 1
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def type_in(self, text):
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(QApplication.focusWidget(), QKeyEvent(kind, 0, NONE, letter))


@pytest.fixture
def hand():
    return Hand()


@pytest.fixture
def form(qtbot, workspace, show):
    return show(CodingForm(workspace), 376, 900)


def text_of(qtbot, workspace, source):
    found = []
    workspace.source_text(source, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def begin(qtbot, form, workspace, words, source=2):
    """Begins to code some words of a source, and waits for the text."""
    text = text_of(qtbot, workspace, source)
    start = text.index(words)
    form.begin(source, start, start + len(words))
    qtbot.waitUntil(lambda: form.fields.words.words() == words)


def statement(qtbot, workspace, number):
    found = []
    workspace.all_statements(found.extend)
    qtbot.waitUntil(lambda: bool(found))
    return next(each for each in found if each.number == number)


def save(qtbot, form, press):
    with qtbot.waitSignal(form.finished, timeout=5_000) as told:
        press()
    return told.args[0]


def test_a_statement_in_six_keys(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.keys = 1  # Ctrl+Enter in the reader
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_1)
    hand.type_in("ceas")
    hand.press(Key.Key_Return)
    hand.type_in("symb")
    hand.press(Key.Key_Return)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert hand.keys == 6
    said = statement(qtbot, workspace, 14)
    assert said.speaker == 9
    (position,) = said.positions
    assert position.stance == -2
    assert position.regions[0][0].values == (2,)
    assert position.regions[0][1].values == (5,)
    assert position.issue == 1
    (quotation,) = said.quotations
    assert quotation.exact == "foreign involvement raises the risk"
    assert quotation.prefix


TEXT = """Leaders meet in Paris

Emmanuel Macron said: “We will send a reassurance force once there is a ceasefire.”
Giorgia Meloni warned: “No Italian soldier will go there.” He left at noon.
Vladimir Putin told reporters: “If troops appear there, especially now during the fighting, they will be targets.”
"""


@pytest.fixture
def article(qtbot, workspace):
    """A source with three quotations, of which nothing is coded."""
    from db import sources
    from db.moments import Moment

    ids = []

    def add(editing):
        ids.append(
            sources.add(editing, title="Leaders meet in Paris", text=TEXT, language="en", published=Moment.parse("2025-09-08"))
        )

    with qtbot.waitSignal(workspace.changed):
        workspace.change("Add", add)
    return ids[0]


@pytest.fixture
def suggested(qtbot, form, article):
    form.suggestions.ask(article)
    qtbot.waitUntil(lambda: len(form.suggestions.rows) == 3, timeout=10_000)
    return form.suggestions


def count(qtbot, workspace):
    return len(workspace.snapshot.statements.id)


def test_an_accepted_suggestion_in_three_keys(qtbot, form, workspace, suggested, hand):
    form.fields.panel.setFocus()
    hand.press(Key.Key_A)
    qtbot.waitUntil(lambda: form.fields.words.words().startswith("We will send"))
    hand.press(Key.Key_5)
    number = save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert hand.keys == 3
    said = statement(qtbot, workspace, 14)
    assert said.id == number
    assert said.speaker == 10
    assert str(said.said_on) == "2025-09-08"
    assert said.positions[0].stance == 2
    assert said.quotations[0].exact == "We will send a reassurance force once there is a ceasefire."
    qtbot.waitUntil(lambda: len(suggested.rows) == 2)


def test_a_skipped_suggestion_stays_away_until_it_is_called_back(qtbot, form, workspace, suggested, hand, article):
    panel = form.fields.panel
    panel.setFocus()
    hand.press(Key.Key_J)
    assert suggested.current.name == "Giorgia Meloni"
    hand.press(Key.Key_X)
    qtbot.waitUntil(lambda: [each.name for each in suggested.rows] == ["Emmanuel Macron", "Vladimir Putin"])
    assert suggested.current.name == "Vladimir Putin"
    hand.press(Key.Key_K)
    assert suggested.current.name == "Emmanuel Macron"
    suggested.forget()
    suggested.ask(article)
    qtbot.waitUntil(lambda: len(suggested.rows) == 2)
    assert panel.back.text() == "1 skipped: suggest again"
    QTest.mouseClick(panel.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(suggested.rows) == 3)


def test_a_suggestion_of_a_stranger_offers_a_new_actor(qtbot, form, workspace, suggested, hand):
    QTest.mouseClick(form.fields.panel.rows[1].code, Qt.MouseButton.LeftButton)
    assert form.fields.speaker.field.text() == "Giorgia Meloni"
    assert form.fields.speaker.field.offered() == ["New actor “Giorgia Meloni” …"]
    hand.press(Key.Key_Return)
    assert form.fields.speaker.field.offered()[0] == "Person"
    hand.press(Key.Key_Return)
    hand.press(Key.Key_1)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert workspace.snapshot.actors[-1].name == "Giorgia Meloni"


def test_save_and_next_goes_on_to_the_next_suggestion(qtbot, form, workspace, suggested, hand):
    form.fields.panel.setFocus()
    hand.press(Key.Key_A)
    qtbot.waitUntil(lambda: form.fields.words.words().startswith("We will send"))
    hand.press(Key.Key_5)
    with qtbot.waitSignals([form.finished, form.began], timeout=5_000):
        hand.press(Key.Key_Return, CTRL | SHIFT)
    qtbot.waitUntil(lambda: form.fields.words.words().startswith("No Italian"))
    assert form.fields.speaker.field.text() == "Giorgia Meloni"
    qtbot.waitUntil(lambda: len(suggested.rows) == 2)


def test_no_suggestions_say_what_is_looked_for(qtbot, form, workspace, article):
    from db import sources

    ids = []
    with qtbot.waitSignal(workspace.changed):
        workspace.change("Add", lambda editing: ids.append(sources.add(editing, title="Bare", text="Nothing at all.", language="en")))
    form.suggestions.ask(ids[0])
    qtbot.waitUntil(lambda: "“said”" in form.fields.panel.told.text())
    assert form.fields.panel.told.isVisible()


def test_a_new_actor_of_a_kind_by_its_first_letter_in_the_same_step(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    before = len(workspace.snapshot.actors)
    hand.type_in("Italy")
    assert form.fields.speaker.field.offered() == ["New actor “Italy” …"]
    hand.press(Key.Key_Return)
    hand.type_in("s")
    hand.press(Key.Key_Return)
    assert hand.keys == 2
    hand.press(Key.Key_2)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert [str(each.kind) for each in workspace.snapshot.actors if each.name == "Italy"] == ["state"]
    assert count(qtbot, workspace) == 14
    undone = []
    workspace.undo(undone.append)
    qtbot.waitUntil(lambda: undone == ["Code no. 14"])
    assert len(workspace.snapshot.actors) == before
    assert count(qtbot, workspace) == 13


def test_a_speaker_in_another_script_speaks_for_whom_the_day_says(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("путін")
    assert form.fields.speaker.field.offered()[0] == "Vladimir Putin, Володимир Путін · President · Russia"
    hand.press(Key.Key_Return)
    fields = form.fields
    assert fields.speaker.holder.text() == "Russia"
    assert fields.speaker.told.text() == "President, on Sep 2025"
    fields.facts.said.line.setFocus()
    fields.facts.said.line.selectAll()
    hand.type_in("2011")
    hand.press(Key.Key_Tab)
    assert fields.speaker.holder.text() == "nobody else"


def test_somebody_elses_position_is_attributed_until_it_is_said_to_be_theirs(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("macron")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_2)
    fields = form.fields
    fields.speaker.holder.setFocus()
    hand.press(Key.Key_Down)
    hand.type_in("ukr")
    hand.press(Key.Key_Return)
    assert "not counted" in fields.speaker.told.text()
    assert fields.speaker.make_so.text() == "Emmanuel Macron speaks for Ukraine"
    QTest.mouseClick(fields.speaker.make_so, Qt.MouseButton.LeftButton)
    assert "not counted" not in fields.speaker.told.text()
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert workspace.snapshot.affiliations[-1].of == 2
    assert statement(qtbot, workspace, 14).positions[0].holder == 2


def test_guesses_are_dashed_and_saved_only_when_they_are_taken(qtbot, form, workspace, hand):
    words = "a foreign force in Ukraine after a ceasefire"
    begin(qtbot, form, workspace, words)
    conditions = form.fields.conditions
    chip = conditions.rows[1].chips[2]
    assert chip.accessibleName() == "Ceasefire, guessed, not taken"
    assert (1, 2) in conditions.guesses()
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_1)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert statement(qtbot, workspace, 14).positions[0].regions == ()
    begin(qtbot, form, workspace, words)
    hand.type_in("mac")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_1)
    hand.press(Key.Key_Space, CTRL)
    assert chip.accessibleName() == "Ceasefire, named"
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert statement(qtbot, workspace, 15).positions[0].regions[0][0].values == (2,)


def test_an_empty_enter_goes_on(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    assert form.fields.stance.keys.isAncestorOf(QApplication.focusWidget())
    hand.press(Key.Key_3)
    assert QApplication.focusWidget() is form.fields.conditions.field.line
    hand.press(Key.Key_Return)
    assert QApplication.focusWidget() is form.fields.facts.act


def test_a_new_value_and_a_new_factor_in_the_same_step(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_1)
    hand.type_in("Armistice")
    hand.press(Key.Key_Return)
    hand.type_in("host")
    hand.press(Key.Key_Return)
    assert QApplication.focusWidget() is form.fields.conditions.field.line
    hand.type_in("Winter")
    hand.press(Key.Key_Return)
    hand.type_in("new fac")
    hand.press(Key.Key_Return)
    hand.type_in("Season")
    hand.press(Key.Key_Return)
    QApplication.focusWidget().selectAll()
    hand.type_in("Spring, Summer")
    hand.press(Key.Key_Return)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    factors = {factor.name: [value.name for value in factor.values] for factor in workspace.snapshot.factors}
    assert factors["Hostilities"] == ["Ongoing", "Ceasefire", "Settlement", "Armistice"]
    assert factors["Season"] == ["Spring", "Summer", "Winter"]
    names = {value.id: value.name for factor in workspace.snapshot.factors for value in factor.values}
    (clause,) = statement(qtbot, workspace, 14).positions[0].regions
    assert [names[value] for each in clause for value in each.values] == ["Armistice", "Winter"]
    undone = []
    workspace.undo(undone.append)
    qtbot.waitUntil(lambda: bool(undone))
    assert [factor.name for factor in workspace.snapshot.factors][-1] == "Talks"


def test_alternatives_hold_each_by_itself(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_1)
    hand.type_in("ceas")
    hand.press(Key.Key_Return)
    conditions = form.fields.conditions
    QTest.mouseClick(conditions.clauses.add, Qt.MouseButton.LeftButton)
    hand.type_in("symb")
    hand.press(Key.Key_Return)
    assert [part.accessibleName() for part in conditions.clauses.parts] == ["when Ceasefire", "or when Symbolic"]
    QTest.mouseClick(conditions.clauses.add, Qt.MouseButton.LeftButton)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    regions = statement(qtbot, workspace, 14).positions[0].regions
    assert [clause[0].values for clause in regions] == [(2,), (5,)]


def test_chips_by_mouse_and_what_does_not_hold(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    conditions = form.fields.conditions
    sea = conditions.rows[3].chips[8]
    for told in ("Sea, named", "Sea, named as not holding", "Sea, not named"):
        QTest.mouseClick(sea, Qt.MouseButton.LeftButton)
        assert sea.accessibleName() == told
    QTest.mouseClick(sea, Qt.MouseButton.LeftButton)
    QTest.mouseClick(sea, Qt.MouseButton.LeftButton)
    assert sea.text() == "not Sea"
    assert form.fields.stance.about.text() == "Foreign force"


def test_an_act_suggests_a_stance_and_never_decides_it(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    facts, stance = form.fields.facts, form.fields.stance
    facts.act.setFocus()
    hand.press(Key.Key_Down)
    hand.type_in("pledge")
    hand.press(Key.Key_Return)
    assert stance.suggested() == 2
    assert stance.hint.text() == "Pledge suggests supports? Ctrl+Space"
    hand.press(Key.Key_Return, CTRL)
    assert "No stance yet" in stance.fault.text()
    assert stance.keys.isAncestorOf(QApplication.focusWidget())
    hand.press(Key.Key_Space, CTRL)
    assert stance.keys.stance == 2
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert str(statement(qtbot, workspace, 14).act) == "pledge"


def test_what_is_missing_is_said_at_its_field(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    fields = form.fields
    hand.press(Key.Key_Return, CTRL)
    assert fields.speaker.fault.text() == "Who said it? Type a part of a name."
    assert QApplication.focusWidget() is fields.speaker.field.line
    hand.type_in("nobody at all")
    hand.press(Key.Key_Return, CTRL)
    assert "“nobody at all” is nobody in this case yet" in fields.speaker.fault.text()
    fields.speaker.field.line.selectAll()
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    assert not fields.speaker.fault.isVisible()
    fields.facts.said.line.setFocus()
    fields.facts.said.line.selectAll()
    hand.type_in("soon")
    hand.press(Key.Key_Return, CTRL)
    assert "“soon” is no date" in fields.facts.said.fault()
    assert count(qtbot, workspace) == 13
    fields.facts.said.line.selectAll()
    hand.type_in("5 Sep 2025")
    hand.press(Key.Key_Return, CTRL)
    assert "No stance yet" in fields.stance.fault.text()
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    said = statement(qtbot, workspace, 14)
    assert said.positions == ()
    assert str(said.said_on) == "2025-09-05"


def test_without_a_date_it_is_undated(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    facts = form.fields.facts
    facts.said.line.setFocus()
    facts.said.line.selectAll()
    hand.press(Key.Key_Delete)
    hand.press(Key.Key_Tab)
    assert facts.undated.isVisible()
    assert form.draft.said_on is None


def test_retold_words_are_a_draft_until_somebody_counts_them(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("mac")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_4)
    facts = form.fields.facts
    facts.wording.setFocus()
    hand.press(Key.Key_Down)
    hand.type_in("para")
    hand.press(Key.Key_Return)
    assert facts.cap.isVisible()
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    said = statement(qtbot, workspace, 14)
    assert str(said.positions[0].state) == "draft"
    form.edit(said.id)
    qtbot.waitUntil(lambda: form.draft.kept is not None)
    assert form.fields.more.state.text() == "Draft"


def test_counting_it_all_the_same(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("mac")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_4)
    form.fields.facts.wording.setFocus()
    hand.press(Key.Key_Down)
    hand.type_in("summ")
    hand.press(Key.Key_Return)
    QTest.mouseClick(form.fields.facts.count, Qt.MouseButton.LeftButton)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert str(statement(qtbot, workspace, 14).positions[0].state) == "coded"
