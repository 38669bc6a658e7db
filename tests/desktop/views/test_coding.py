"""The coding form, driven as a person does: keys where the focus is, and the mouse."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from db.vocabulary import Stance
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
            sources.add(
                editing, title="Leaders meet in Paris", text=TEXT, language="en", published=Moment.parse("2025-09-08")
            )
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


def test_a_digit_on_the_name_of_a_stranger_is_a_stance_and_what_is_missing_is_not_covered(
    qtbot, form, workspace, suggested, hand
):
    suggestion = next(each for each in form.suggestions.rows if each.name == "Giorgia Meloni")
    form.code(suggestion)
    speaker = form.fields.speaker
    qtbot.waitUntil(speaker.field.line.hasFocus)
    hand.press(Key.Key_4)
    assert speaker.field.text() == "Giorgia Meloni"
    assert form.sight.here.stance is Stance.ACCEPTS
    hand.press(Key.Key_Return, CTRL)
    assert "is nobody in this case yet" in speaker.fault.text()
    assert speaker.fault.y() < speaker.field.y()
    hand.type_in("4")
    hand.type_in("x4")
    assert speaker.field.text() == "Giorgia Melonix4"


def test_a_stranger_is_coded_in_five_keys(qtbot, form, workspace, suggested, hand):
    form.code(next(each for each in form.suggestions.rows if each.name == "Giorgia Meloni"))
    qtbot.waitUntil(form.fields.speaker.field.line.hasFocus)
    for key in (Key.Key_4, Key.Key_Return, Key.Key_Return):
        hand.press(key)
    assert form.sight.draft.speaker is not None
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert workspace.snapshot.actors[-1].name == "Giorgia Meloni"


def test_whom_the_text_names_near_the_words_is_offered_first(qtbot, form, workspace, suggested, hand, article):
    begin(qtbot, form, workspace, "troops appear there", article)
    assert form.draft.speaker is None
    qtbot.waitUntil(lambda: bool(form.fields.speaker.first))
    hand.press(Key.Key_Return)
    assert form.fields.speaker.field.offered()[0] == "Vladimir Putin, President · Russia"
    hand.press(Key.Key_Return)
    assert form.fields.speaker.field.text() == "Vladimir Putin"


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
        workspace.change(
            "Add", lambda editing: ids.append(sources.add(editing, title="Bare", text="Nothing at all.", language="en"))
        )
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


def test_a_new_person_speaks_for_a_new_state(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("Giorgia Meloni")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_Return)
    hand.press(Key.Key_2)
    assert form.fields.speaker.holder.text() == "nobody else"
    form.fields.speaker.holder.setFocus()
    hand.press(Key.Key_Down)
    hand.type_in("Italy")
    hand.press(Key.Key_Return)
    hand.type_in("st")
    hand.press(Key.Key_Return)
    assert form.fields.speaker.holder.text() == "Italy"
    assert "not counted" not in form.fields.speaker.told.text()
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    person, state = workspace.snapshot.actors[-2:]
    (link,) = [each for each in workspace.snapshot.affiliations if each.member == person.id]
    assert (state.name, link.of, str(link.standing)) == ("Italy", state.id, "speaks")
    assert statement(qtbot, workspace, 14).positions[0].holder == state.id


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


def earlier_position(qtbot, workspace, day="2025-08-20", factor=1, value=3, stance=1):
    """Macron, for France, on the foreign force, in a part of what may be: a position to be met."""
    from db import coding, statements
    from db.moments import Moment
    from db.records import Condition, Position, Quotation, Statement
    from db.vocabulary import PositionState, Stance, Wording

    position = Position(
        0, "", "", 0, None, 1, Stance(stance), ((Condition(factor, (value,)),),), (), None, None,
        PositionState.CODED, "", "",
    )  # fmt: skip
    quotation = Quotation(0, "", 0, 1, 30, 60, "", "", "", Wording.VERBATIM, 2)
    text = text_of(qtbot, workspace, 1)
    quotation = Quotation(0, "", 0, 1, 30, 60, text[30:60], "", "", Wording.VERBATIM, 2)
    made = Statement(0, "", "", 0, 10, (), (), Moment.parse(day), "", None, (quotation,), (position,))
    ids = []
    with qtbot.waitSignal(workspace.changed):
        workspace.change("Add", lambda editing: ids.append(coding.save(editing, made)))
    assert statements
    return statement(qtbot, workspace, 14)


def on_the_force(form, hand, speaker="macron", stance=Key.Key_1):
    """Codes that somebody takes a stance on the foreign force in any case."""
    hand.type_in(speaker)
    hand.press(Key.Key_Return)
    hand.press(stance)
    form.fields.stance.about.setFocus()
    hand.press(Key.Key_Down)
    hand.type_in("foreign force")
    hand.press(Key.Key_Return)


def test_a_wider_position_asks_whether_it_replaces_a_narrower_one(qtbot, form, workspace, hand):
    old = earlier_position(qtbot, workspace)
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    on_the_force(form, hand)
    hand.press(Key.Key_Return, CTRL)
    qtbot.waitUntil(form.fields.replaced.isVisible)
    assert "no. 14 accepts in a part of this: Hostilities: Settlement" in form.fields.replaced.text()
    assert count(qtbot, workspace) == 14
    assert form.fields.replaced.isAncestorOf(QApplication.focusWidget())
    hand.press(Key.Key_R)
    assert not form.fields.replaced.isVisible()
    number = save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    (link,) = workspace.snapshot.links
    assert str(link.kind) == "supersedes"
    assert link.target == old.positions[0].id
    form.edit(number)
    qtbot.waitUntil(lambda: form.draft.kept is not None)
    (end,) = [each for each in form.fields.ends.children() if hasattr(each, "text")]
    assert end.text() == "Replaces no. 14"
    QTest.mouseClick(end, Qt.MouseButton.LeftButton)
    assert form.draft.ends == ()


@pytest.mark.parametrize(("letter", "kinds"), [(Key.Key_W, ["withdraws"]), (Key.Key_B, [])])
def test_it_can_withdraw_or_stand_beside_it(qtbot, form, workspace, hand, letter, kinds):
    earlier_position(qtbot, workspace)
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    on_the_force(form, hand)
    qtbot.waitUntil(form.fields.replaced.isVisible)
    form.fields.replaced.setFocus()
    hand.press(letter)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert [str(link.kind) for link in workspace.snapshot.links] == kinds


@pytest.mark.parametrize(
    ("day", "stance", "why"), [("2026-01-01", 1, "said later"), ("2025-08-20", -2, "of the same stance")]
)
def test_nothing_is_asked_where_nothing_is_met(qtbot, form, workspace, hand, day, stance, why):
    earlier_position(qtbot, workspace, day=day, stance=stance)
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    on_the_force(form, hand)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert not workspace.snapshot.links, why


def test_a_statement_can_end_any_earlier_one(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("macron")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_3)
    more = form.fields.more
    more.fold.setChecked(True)
    more.end.setFocus()
    hand.press(Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not more.end)
    hand.type_in("withdraw no. 6")
    hand.press(Key.Key_Return)
    assert [str(end.kind) for end in form.draft.ends] == ["withdraws"]
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert len(workspace.snapshot.links) == 1


@pytest.fixture
def second_report(qtbot, workspace):
    """Another source that has Putin's words of no. 1."""
    from db import sources
    from db.moments import Moment

    text = "In Vladivostok he said: if troops appear there, especially now during the fighting, they are targets."
    ids = []

    def add(editing):
        ids.append(sources.add(editing, title="Second", text=text, language="en", published=Moment.parse("2025-09-05")))

    with qtbot.waitSignal(workspace.changed):
        workspace.change("Add", add)
    return ids[0]


def test_the_same_remark_is_quoted_again(qtbot, form, workspace, hand, second_report):
    words = "if troops appear there, especially now during the fighting, they are targets"
    begin(qtbot, form, workspace, words, second_report)
    hand.type_in("putin")
    hand.press(Key.Key_Return)
    qtbot.waitUntil(form.fields.alike.isVisible)
    assert form.fields.alike.text() == "This looks like no. 1, 5 Sep 2025."
    form.fields.alike.setFocus()
    hand.press(Key.Key_Y)
    fields = form.fields
    assert fields.title.text() == "No. 1, quoted again"
    assert fields.stance.keys.stance == -2
    assert QApplication.focusWidget() is fields.facts.wording
    hand.press(Key.Key_Down)
    hand.type_in("para")
    hand.press(Key.Key_Return)
    fields.facts.credibility.setFocus()
    hand.press(Key.Key_Down)
    hand.type_in("3")
    hand.press(Key.Key_Return)
    before = statement(qtbot, workspace, 1)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    said = statement(qtbot, workspace, 1)
    assert count(qtbot, workspace) == 13
    assert said.quotations[:2] == before.quotations
    assert said.quotations[2].exact == words
    assert (str(said.quotations[2].wording), said.quotations[2].credibility) == ("paraphrase", 3)
    assert said.positions == before.positions


def test_the_same_remark_may_be_another_statement(qtbot, form, workspace, hand, second_report):
    begin(qtbot, form, workspace, "if troops appear there, especially now during the fighting", second_report)
    hand.type_in("putin")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_1)
    hand.press(Key.Key_Return, CTRL)
    qtbot.waitUntil(form.fields.alike.isVisible)
    hand.press(Key.Key_N)
    assert not form.fields.alike.isVisible()
    number = save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert count(qtbot, workspace) == 14
    form.edit(number)
    qtbot.waitUntil(form.fields.alike.isVisible)
    form.fields.alike.setFocus()
    save(qtbot, form, lambda: hand.press(Key.Key_Y))
    assert count(qtbot, workspace) == 13
    assert len(statement(qtbot, workspace, 1).quotations) == 3


def test_a_saved_statement_is_changed_with_the_same_form(qtbot, form, workspace, hand):
    before = statement(qtbot, workspace, 2)
    form.edit(before.id)
    qtbot.waitUntil(lambda: form.draft.kept is not None)
    fields = form.fields
    assert fields.title.text() == "Statement no. 2"
    assert fields.speaker.field.text() == "Vladimir Putin"
    assert fields.conditions.rows[1].chips[2].accessibleName() == "Ceasefire, named"
    hand.press(Key.Key_2)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    after = statement(qtbot, workspace, 2)
    assert after.positions[0].stance == -1
    assert after.positions[0].id == before.positions[0].id
    assert after.positions[0].regions == before.positions[0].regions
    assert after.quotations == before.quotations
    undone = []
    workspace.undo(undone.append)
    qtbot.waitUntil(lambda: undone == ["Change the coding of no. 2"])
    assert statement(qtbot, workspace, 2) == before


def test_several_positions_from_one_statement_and_one_fewer(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_1)
    hand.type_in("symb")
    hand.press(Key.Key_Return)
    QTest.mouseClick(form.fields.another, Qt.MouseButton.LeftButton)
    assert form.fields.stance.keys.stance is None
    hand.press(Key.Key_4)
    hand.type_in("in moscow")
    hand.press(Key.Key_Return)
    parts = form.fields.stance.points.parts
    assert [part.accessibleName() for part in parts] == ["1. Rejects · Foreign force", "2. Accepts · Talks"]
    number = save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    said = statement(qtbot, workspace, 14)
    assert [(position.stance, position.issue) for position in said.positions] == [(-2, 1), (1, 3)]
    form.edit(number)
    qtbot.waitUntil(lambda: form.draft.kept is not None)
    form.fields.stance.points.parts[0].setFocus()
    hand.press(Key.Key_Delete)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    (left,) = statement(qtbot, workspace, 14).positions
    assert left == said.positions[1]


def test_a_statement_is_deleted_and_can_be_had_back(qtbot, form, workspace, hand):
    form.edit(statement(qtbot, workspace, 3).id)
    qtbot.waitUntil(lambda: form.draft.kept is not None)
    assert save(qtbot, form, lambda: QTest.mouseClick(form.fields.delete_button, Qt.MouseButton.LeftButton)) == 0
    assert count(qtbot, workspace) == 12
    undone = []
    workspace.undo(undone.append)
    qtbot.waitUntil(lambda: undone == ["Delete no. 3"])


def test_leaving_keeps_what_was_entered(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    with qtbot.waitSignal(form.cancelled):
        hand.press(Key.Key_Escape)
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_2)
    hand.press(Key.Key_Escape)
    assert form.fields.leaving.isVisible()
    assert form.active()
    with qtbot.waitSignal(form.cancelled):
        hand.press(Key.Key_Escape)
    assert not form.fields.area.isVisible()
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    assert form.fields.about.text() == "as you left it"
    assert form.fields.speaker.field.text() == "Volodymyr Zelenskyy"
    assert form.fields.stance.keys.stance == -1
    hand.press(Key.Key_Escape)
    hand.press(Key.Key_G)
    assert form.active()


def test_escape_closes_what_is_open_first(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("pu")
    assert form.fields.speaker.field.list_open()
    hand.press(Key.Key_Escape)
    assert not form.fields.speaker.field.list_open()
    assert form.active()


def test_edges_move_by_word_and_by_letter(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    words = form.fields.words
    spans = []
    form.spanChanged.connect(lambda start, end: spans.append((start, end)))
    form.fields.stance.about.setFocus()
    hand.press(Key.Key_BracketRight)
    QApplication.sendEvent(QApplication.focusWidget(), QKeyEvent(QEvent.Type.KeyPress, Key.Key_BracketRight, NONE, "]"))
    assert words.hasFocus()
    hand.press(Key.Key_Right)
    assert words.words() == "foreign involvement raises the risk of"
    hand.press(Key.Key_Left, SHIFT)
    assert words.words() == "foreign involvement raises the risk o"
    QApplication.sendEvent(words, QKeyEvent(QEvent.Type.KeyPress, Key.Key_BracketLeft, NONE, "["))
    hand.press(Key.Key_Right)
    assert words.words().startswith("involvement raises") or words.words().startswith(" involvement raises")
    assert len(spans) == 3
    text = text_of(qtbot, workspace, 2)
    assert text[slice(*spans[-1])] == words.words()


def test_parties_reporters_translation_and_validity(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_4)
    fields = form.fields
    QTest.mouseClick(fields.more.fold, Qt.MouseButton.LeftButton)
    more = fields.more
    more.parties.setFocus()
    hand.press(Key.Key_Down)
    hand.type_in("fra")
    hand.press(Key.Key_Return)
    more.reported.setFocus()
    hand.press(Key.Key_Down)
    hand.type_in("Agency One")
    hand.press(Key.Key_Return)
    assert more.chain.told.text() == "The source, from Agency One, from Volodymyr Zelenskyy"
    more.announces.setFocus()
    hand.type_in("would vote against")
    more.since.line.setFocus()
    hand.type_in("2025-10")
    more.until.line.setFocus()
    hand.type_in("2026")
    more.comment.setFocus()
    hand.type_in("said twice")
    more.language.setFocus()
    hand.press(Key.Key_Down)
    hand.type_in("ukrain")
    hand.press(Key.Key_Return)
    more.translator.setFocus()
    hand.type_in("the agency")
    more.translation.setFocus()
    hand.type_in("In English")
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    said = statement(qtbot, workspace, 14)
    (position,), (quotation,) = said.positions, said.quotations
    names = {actor.id: actor.name for actor in workspace.snapshot.actors}
    assert [names[each] for each in said.parties] == ["France"]
    assert [names[each] for each in said.reported_by] == ["Agency One"]
    assert (position.announces, position.comment) == ("would vote against", "said twice")
    assert (str(position.since), str(position.until)) == ("2025-10", "2026")
    assert (quotation.language, quotation.translator, quotation.translation) == ("uk", "the agency", "In English")


def test_what_was_stressed_is_no_condition(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_1)
    form.fields.conditions.emphasis.setFocus()
    hand.press(Key.Key_Down)
    hand.type_in("ongo")
    hand.press(Key.Key_Return)
    assert form.fields.conditions.emphasis.text() == "Ongoing"
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    (position,) = statement(qtbot, workspace, 14).positions
    assert position.regions == ()
    assert position.emphasis[0].values == (1,)


def test_a_bare_subject_is_said_and_becomes_a_factor(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_2)
    fields = form.fields
    fields.stance.about.setFocus()
    hand.press(Key.Key_Down)
    hand.type_in("Reparations")
    hand.press(Key.Key_Return)
    assert "No factor asks about" in fields.stance.bare.text()
    (make,) = fields.stance.bare.buttons.values()
    QTest.mouseClick(make, Qt.MouseButton.LeftButton)
    assert not fields.stance.bare.isVisible()
    assert fields.stance.about.text() == "Reparations"
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    factor = workspace.snapshot.factors[-1]
    assert (factor.name, [value.name for value in factor.values]) == ("Reparations", ["No", "Yes"])
    (position,) = statement(qtbot, workspace, 14).positions
    assert position.issue == factor.issue
    assert position.regions[0][0].values == (factor.values[1].id,)
    assert not any(each.name == "Reparations" for each in workspace.comparison.bare_subjects)


def test_a_bare_subject_can_stay_one(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_2)
    form.fields.stance.about.setFocus()
    hand.press(Key.Key_Down)
    hand.type_in("Reparations")
    hand.press(Key.Key_Return)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert [each.name for each in workspace.comparison.bare_subjects] == ["Reparations"]


def test_the_matrix_moves_at_once(qtbot, form, workspace, hand):
    before = workspace.comparison.cell(9, 1).headlines
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    on_the_force(form, hand, "zel", Key.Key_1)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert workspace.comparison.cell(9, 1).headlines != before
    assert workspace.comparison.cell(9, 1).headlines[0].word == "rejects"


def test_a_headline_is_marked_as_one(qtbot, form, workspace, article):
    text = text_of(qtbot, workspace, article)
    form.begin(article, 0, text.index("\n"))
    qtbot.waitUntil(lambda: form.fields.words.words() == "Leaders meet in Paris")
    assert form.fields.facts.wording.text() == "Headline"


def test_what_was_coded_last_in_the_source_gives_day_and_venue(qtbot, form, workspace):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    last = max((each for each in _all(qtbot, workspace) if each.quotations[0].source == 2), key=lambda each: each.id)
    assert form.draft.said_on == last.said_on
    assert form.draft.venue == last.venue


def _all(qtbot, workspace):
    found = []
    workspace.all_statements(found.extend)
    qtbot.waitUntil(lambda: bool(found))
    return found


def test_an_actor_that_goes_meanwhile_leaves_the_form(qtbot, form, workspace, hand):
    from db import actors
    from db.records import Actor
    from db.vocabulary import ActorKind

    with qtbot.waitSignal(workspace.changed):
        workspace.change(
            "Add",
            lambda editing: actors.save(editing, Actor(0, "", "", "Passer-by", "", ActorKind.PERSON, (), False, "")),
        )
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("passer")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_1)
    with qtbot.waitSignal(workspace.changed):
        workspace.undo()
    assert form.draft.speaker is None
    hand.press(Key.Key_Return, CTRL)
    assert "Who said it" in form.fields.speaker.fault.text()


def test_nothing_is_lost_when_it_cannot_be_saved(qtbot, form, workspace, hand, monkeypatch):
    from db import coding
    from db.errors import DiskFull

    def full(*_args):
        raise DiskFull(path="case")

    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_1)
    with monkeypatch.context() as broken:
        broken.setattr(coding, "save", full)
        with qtbot.waitSignal(workspace.failed):
            hand.press(Key.Key_Return, CTRL)
    assert form.active()
    assert form.draft.speaker == 9
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))


def test_another_case_closes_the_form(qtbot, form, workspace, hand, tmp_path):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    with qtbot.waitSignal(form.cancelled):
        workspace.close()
    assert not form.active()
    assert form.suggestions.source is None


def test_everything_that_tab_visits_has_a_name(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    form.fields.more.fold.setChecked(True)
    form.fields.words.setFocus()
    seen = []
    for _step in range(80):
        here = QApplication.focusWidget()
        if here in seen:
            break
        seen.append(here)
        QTest.keyClick(here, Key.Key_Tab)
    names = [each.accessibleName() or (each.text() if hasattr(each, "text") else "") for each in seen]
    assert all(names), list(zip(seen, names, strict=True))
    fields = form.fields
    wanted = [
        fields.words, fields.speaker.field.line, fields.speaker.holder, fields.stance.about,
        fields.conditions.field.line, fields.conditions.emphasis, fields.facts.act, fields.facts.said.line,
        fields.facts.venue, fields.facts.wording, fields.facts.credibility, fields.more.announces,
        fields.more.comment, fields.more.parties, fields.more.reported, fields.save_button,
    ]  # fmt: skip
    assert not [each.accessibleName() for each in wanted if each not in seen], names
    order = [seen.index(each) for each in wanted]
    assert order == sorted(order)


def test_a_quotation_of_a_quotation_keeps_who_reported_whom(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_4)
    more, chain = form.fields.more, form.fields.more.chain
    QTest.mouseClick(more.fold, Qt.MouseButton.LeftButton)
    assert chain.add.isHidden()
    chain.first.setFocus()
    for name in ("Agency One", "The Daily", "macron"):
        hand.press(Key.Key_Space)
        hand.type_in(name)
        hand.press(Key.Key_Return)
        qtbot.waitUntil(chain.add.isVisible)
        chain.add.setFocus()
    assert (
        chain.told.text()
        == "The source, from Agency One, from The Daily, from Emmanuel Macron, from Volodymyr Zelenskyy"
    )
    assert chain.further[0].accessibleName() == "Agency One had it from The Daily"
    assert more.stops()[-6:-3] == (chain.further[1], chain.add, more.language)
    chain.further[0].setFocus()
    hand.press(Key.Key_Delete)
    assert chain.told.text() == "The source, from Agency One, from Emmanuel Macron, from Volodymyr Zelenskyy"
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    said = statement(qtbot, workspace, 14)
    names = {actor.id: actor.name for actor in workspace.snapshot.actors}
    assert [names[each] for each in said.reported_by] == ["Agency One", "Emmanuel Macron"]
    form.edit(said.id)
    qtbot.waitUntil(lambda: len(chain.further) == 1)


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("width", [300, 376])
def test_it_fits_its_width(qtbot, form, workspace, scale, width, look, hand):
    from db import actors
    from db.records import Actor
    from db.vocabulary import ActorKind

    name = "The Extraordinarily Long-winded Interparliamentary Coordination Assembly of Everything"
    with qtbot.waitSignal(workspace.changed):
        workspace.change(
            "Add", lambda editing: actors.save(editing, Actor(0, "", "", name, "", ActorKind.GROUP, (), False, ""))
        )
    look.set_scale(scale)
    form.resize(width, 900)
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("extraord")
    hand.press(Key.Key_Return)
    form.fields.more.fold.setChecked(True)
    qtbot.wait(20)
    area = form.fields.area
    wide = [
        (type(each).__name__, each.accessibleName(), each.minimumSizeHint().width())
        for each in area.widget().findChildren(QWidget)
        if each.isVisible() and each.minimumSizeHint().width() > area.viewport().width() - 32
    ]
    assert area.widget().width() <= area.viewport().width(), wide


def test_from_right_to_left(qtbot, workspace, show, hand):
    form = CodingForm(workspace)
    form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(form, 376, 900)
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("pu")
    keys = form.fields.stance.keys
    first, last = keys._keys[min(keys._keys)], keys._keys[max(keys._keys)]
    assert first.x() > last.x()
    assert form.fields.speaker.field.list_open()
    assert form.grab().width() == 376


def test_both_themes_are_drawn(qtbot, form, workspace, look, hand):
    from desktop.theme import Appearance

    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    light = form.grab().toImage()
    look.choose(Appearance.DARK)
    assert form.grab().toImage() != light


def test_each_quotation_has_its_own_wording_and_grade(qtbot, form, workspace, hand):
    before = statement(qtbot, workspace, 1)
    form.suggestions.ask(3)
    form.edit(before.id)
    qtbot.waitUntil(lambda: form.draft.kept is not None)
    fields = form.fields
    assert fields.words.words() == before.quotations[1].exact, "the one in the source that is read is shown first"
    assert len(fields.quotations.parts) == 2
    fields.facts.credibility.setFocus()
    hand.press(Key.Key_Down)
    hand.type_in("5")
    hand.press(Key.Key_Return)
    fields.quotations.parts[1].setFocus()
    hand.press(Key.Key_Left)
    assert fields.words.words() == before.quotations[0].exact
    assert fields.facts.wording.text() == "Translation"
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    after = statement(qtbot, workspace, 1)
    assert [each.credibility for each in after.quotations] == [before.quotations[0].credibility, 5]
    form.edit(before.id)
    qtbot.waitUntil(lambda: form.draft.kept is not None)
    fields.quotations.parts[1].setFocus()
    hand.press(Key.Key_Delete)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert [each.source for each in statement(qtbot, workspace, 1).quotations] == [2]


def test_what_would_never_be_valid_is_told(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_4)
    more = form.fields.more
    more.fold.setChecked(True)
    more.since.line.setFocus()
    hand.type_in("2026")
    more.until.line.setFocus()
    hand.type_in("2025")
    hand.press(Key.Key_Return, CTRL)
    assert "never be valid" in more.fault.text()
    assert QApplication.focusWidget() is more.until.line
    assert count(qtbot, workspace) == 13


def test_a_speaker_may_be_given_at_the_beginning(qtbot, form, workspace):
    form.begin(2, 10, 40, speaker=8)
    assert form.fields.speaker.field.text() == "Vladimir Putin"
    assert form.fields.stance.keys.isAncestorOf(QApplication.focusWidget())
    form.begin(99, 10, 40)
    form.begin(2, 40, 40)
    assert form.draft.speaker == 8


def test_a_case_open_for_reading_says_so(qtbot, form, workspace, hand):
    workspace.read_only = True
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.press(Key.Key_Return, CTRL)
    assert "open for reading" in form.fields.fault.text()
    assert not form.fields.save_button.isEnabled()


def test_the_mouse_does_it_all(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    fields = form.fields
    hand.type_in("zel")
    shown = fields.speaker.field._list
    place = shown.view.visualRect(shown.options.index(0)).center()
    QTest.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert fields.speaker.field.text() == "Volodymyr Zelenskyy"
    key = fields.stance.keys.findChildren(QAbstractButton)[4]
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    QTest.mouseClick(fields.conditions.rows[2].chips[6], Qt.MouseButton.LeftButton)
    save(qtbot, form, lambda: QTest.mouseClick(fields.save_button, Qt.MouseButton.LeftButton))
    (position,) = statement(qtbot, workspace, 14).positions
    assert (position.stance, position.regions[0][0].values) == (2, (6,))


@pytest.fixture
def reader(qtbot, workspace, show):
    """The sources, with the second one read."""
    from desktop.views.sources import Sources

    view = show(Sources(workspace), 1300, 900)
    side = view.inspector()
    show(side, 376, 900)
    view.go(source=2)
    qtbot.waitUntil(lambda: view.page.shown_source == 2, timeout=10_000)
    view.side_for_tests = side
    return view


def test_from_the_selected_words_to_the_matrix_in_six_keys(qtbot, workspace, reader, hand):
    words = "foreign involvement raises the risk"
    start = text_of(qtbot, workspace, 2).index(words)
    reader.activateWindow()
    qtbot.waitUntil(reader.isActiveWindow)
    reader.page.reader.setFocus()
    reader.page.selection.select(start, start + len(words))
    hand.press(Key.Key_Return, CTRL)
    form = reader.side_for_tests.form
    qtbot.waitUntil(lambda: form.fields.words.words() == words)
    form.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is form.fields.speaker.field.line)
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_1)
    hand.type_in("ceas")
    hand.press(Key.Key_Return)
    hand.type_in("symb")
    hand.press(Key.Key_Return)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert hand.keys == 6
    scenario = next(
        each for each in workspace.snapshot.scenarios if each.name == "Symbolic deployment after a ceasefire"
    )
    assert workspace.comparison.cell(9, scenario.id).headlines[0].word == "rejects"
    assert workspace.comparison.cell(2, scenario.id).headlines[0].word == "rejects"


def test_an_edge_that_moves_is_seen_in_the_reader(qtbot, workspace, reader, hand):
    words = "foreign involvement raises"
    start = text_of(qtbot, workspace, 2).index(words)
    reader.page.coded.emit(start, start + len(words))
    form = reader.side_for_tests.form
    qtbot.waitUntil(lambda: form.fields.words.words() == words)
    form.activateWindow()
    form.fields.words.setFocus()
    form.fields.words.pick(1)
    QTest.keyClick(form.fields.words, Key.Key_Right)
    assert form.fields.words.words() == f"{words} the"
    assert (reader.page.selection.start, reader.page.selection.end) == (start, start + len(words) + 4)


def test_what_is_begun_while_another_is_saved_waits_for_it(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_2)
    with qtbot.waitSignal(form.finished):
        hand.press(Key.Key_Return, CTRL)
        form.begin(2, 10, 40)
        assert form.draft.speaker == 9
    assert form.active()
    assert form.draft.speaker is None
    assert (form.draft.quotations[0].start, form.draft.quotations[0].end) == (10, 40)
    assert count(qtbot, workspace) == 14
    assert not form.touched


def test_a_statement_that_goes_meanwhile_leaves_the_form(qtbot, form, workspace, hand):
    from db import coding

    number = statement(qtbot, workspace, 3).id
    form.edit(number)
    assert form.draft.kept is None
    form.save()
    qtbot.waitUntil(lambda: form.draft.kept is not None)
    with qtbot.waitSignals([workspace.changed, form.cancelled]):
        workspace.change("Delete", lambda editing: coding.remove(editing, (number,)))
    assert not form.active()
    with qtbot.waitSignal(form.cancelled):
        form.edit(number)
    assert count(qtbot, workspace) == 12


def test_words_are_found_again_when_the_text_was_put_right(qtbot, form, workspace, hand):
    from db import retexting

    words = "foreign involvement raises the risk"
    begin(qtbot, form, workspace, words)
    text = text_of(qtbot, workspace, 2)
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_2)
    with qtbot.waitSignal(workspace.changed):
        workspace.change("Edit", lambda editing: retexting.retext(editing, 2, "A line more.\n" + text))
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    (quotation,) = statement(qtbot, workspace, 14).quotations
    assert quotation.start == text.index(words) + 13
    assert text_of(qtbot, workspace, 2)[quotation.start : quotation.end] == words
