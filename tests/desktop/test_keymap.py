"""Keys that a person changes: by keyboard in the dialog, kept, and shown wherever a key is shown."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit

from desktop import keymap
from desktop.dialogs.keyboard import KeyboardDialog, groups
from desktop.dialogs.keys import KeysDialog
from desktop.keymap import ANSWER, Keymap
from desktop.letter_keys import LetterKeys
from desktop.models.spans import Blocks
from desktop.widgets.controls import Button, Key, shown_keys
from desktop.widgets.question import Question
from desktop.widgets.selection import Selection
from desktop.widgets.source_text import SourceText
from tests.desktop.driving import CTRL, press, type_in

K = Qt.Key


@pytest.fixture(autouse=True)
def _usual():
    yield
    keymap.current().reset_all()


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitUntil(widget.isActiveWindow)
    widget.setFocus()
    return widget


def dialog(qtbot, asked=""):
    found = shown(qtbot, KeysDialog())
    if asked:
        found.find_box.setFocus()
        QTest.keyClicks(found.find_box, asked)
        QTest.keyClick(found.find_box, K.Key_Return)
    found.table.setFocus()
    qtbot.waitUntil(found.table.hasFocus)
    return found


def test_every_deed_has_a_name_of_its_own_and_no_key_stands_twice():
    keys = Keymap()
    for name in keys.deeds:
        for key in keys.keys(name):
            assert not keys.rival(name, key), (name, key)


def test_a_letter_is_changed_by_keyboard(qtbot, look):
    found = dialog(qtbot, "sentence")
    assert found.model.rowCount() == 1
    press(K.Key_Return)
    assert found.field.hasFocus()
    press(K.Key_D)
    assert keymap.current().own() == {"sentence": "D"}
    assert found.table.hasFocus()
    assert found.model.index(0, 1).data() == "D"
    press(K.Key_Delete)
    assert keymap.current().own() == {}


def test_a_taken_key_is_told_and_exchanged(qtbot, look):
    found = dialog(qtbot, "select this")
    press(K.Key_Return)
    press(K.Key_X)
    assert found.told.text() == "X is taken: Skip the suggestion."
    assert keymap.current().own() == {}
    assert found.change.hasFocus()
    press(K.Key_Return)
    assert keymap.current().own() == {"sentence": "X", "skip": "S"}
    press(K.Key_Delete)
    assert "is taken" in found.told.text()
    QTest.mouseClick(found.all_usual, Qt.MouseButton.LeftButton)
    assert keymap.current().own() == {}
    assert found.told.text() == "All keys are as usual."


@pytest.mark.parametrize(
    ("asked", "key", "held", "told"),
    [
        ("select this", K.Key_F7, Qt.KeyboardModifier.NoModifier, "Here only a letter alone will do."),
        ("history", K.Key_Y, Qt.KeyboardModifier.NoModifier, "A command needs Ctrl or Alt"),
        ("history", K.Key_Return, CTRL, "is taken"),
        ("history", K.Key_N, CTRL, "is taken: New case."),
        ("history", K.Key_F, Qt.KeyboardModifier.AltModifier, "is taken: File."),
    ],
)
def test_what_cannot_be_is_told(qtbot, look, asked, key, held, told):
    found = dialog(qtbot, asked)
    press(K.Key_Return)
    press(key, held)
    assert told in found.told.text()
    assert keymap.current().own() == {}


def test_a_letter_of_another_script_will_do(qtbot, look):
    dialog(qtbot, "select this")
    press(K.Key_Return)
    struck = QKeyEvent(QEvent.Type.KeyPress, ord("Ф"), Qt.KeyboardModifier.NoModifier, "ф")
    QApplication.sendEvent(QApplication.focusWidget(), struck)
    assert keymap.current().own() == {"sentence": "Ф"}


def test_the_new_letter_does_it_and_the_old_one_does_nothing(qtbot, look, settings):
    keys = LetterKeys(QApplication.instance(), settings)
    keymap.current().give("sentence", "D")
    text = shown(qtbot, SourceText(Blocks("Some words"), Selection()))
    struck = []
    text.typed.connect(struck.append)
    qtbot.waitUntil(text.hasFocus)
    for key in (K.Key_D, K.Key_S, K.Key_N):
        QTest.keyClick(text, key)
    assert struck == ["S", "N"]
    keys.on = False
    QTest.keyClick(text, K.Key_D)
    assert struck == ["S", "N"]
    keys.deleteLater()


def test_what_is_typed_stays_as_it_is_typed(qtbot, look, settings):
    keys = LetterKeys(QApplication.instance(), settings)
    keymap.current().give("sentence", "D")
    field = shown(qtbot, QTextEdit())
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "sad")
    assert field.toPlainText() == "sad"
    keys.deleteLater()


def test_an_answer_has_a_letter_of_its_own(qtbot, look, settings):
    keys = LetterKeys(QApplication.instance(), settings)
    keymap.current().give("note_on", "D")
    keymap.current().give(ANSWER + "Y", "O")
    question = shown(qtbot, Question())
    question.ask("The same?", [(1, "Yes", "Y"), (2, "No", "N")])
    question.buttons[1].setFocus()
    answers = []
    question.answered.connect(answers.append)
    for key in (K.Key_Y, K.Key_O, K.Key_N, K.Key_D):
        QTest.keyClick(question.buttons[1], key)
    assert answers == [1, 2]
    keys.deleteLater()


def test_every_hint_follows(qtbot, look):
    button, key = Button("Note", keys="N"), Key("Ctrl+K")
    for each in (button, key):
        qtbot.addWidget(each)
    keymap.current().give("note_on", "D")
    keymap.current().give("palette", "Ctrl+J")
    look.changed.emit()
    assert button._keys == "D"
    assert key.accessibleName() == "Ctrl J"
    assert shown_keys("Ctrl+K") == "Ctrl J"
    assert keymap.current().told("N: note · Ctrl+K, S: A sentence. N") == "D: note · Ctrl+J, S: A sentence. N"


def test_a_command_gets_a_key_it_did_not_have(qtbot, opened):
    opened.commands["change_keys"].trigger()
    found = QApplication.activeModalWidget()
    qtbot.waitUntil(found.isActiveWindow)
    found.find_box.setFocus()
    type_in("check the case")
    found.table.setFocus()
    press(K.Key_Return)
    press(K.Key_F7)
    assert found.told.text() == "Check the case: F7"
    found.accept()
    assert opened.commands["check"].shortcut().toString() == "F7"
    assert opened.settings.keys == {"check": "F7"}
    opened.lookup.open()
    assert [offer.keys for offer in opened.lookup.model._commands if offer.keys == "check"] == ["check"]
    assert shown_keys("check") == "F7"


def test_keys_are_kept_and_what_is_spoilt_is_not_believed(qtbot, settings):
    keys = Keymap()
    keys.load({"sentence": "D", "skip": "D", "next": "Ctrl+J", "gone": "Q", "undo": "U", "redo": "Ctrl+Y"})
    assert keys.own() == {"redo": "Ctrl+Y"}
    settings.keys = keys.own()
    assert settings.keys == keys.own()
    settings._store.setValue("keys", "[1")
    assert settings.keys == {}


def test_an_exchange_is_kept_whole():
    keys = Keymap()
    keys.exchange("undo", "redo")
    again = Keymap()
    again.load(keys.own())
    assert again.own() == {"undo": "Ctrl+Shift+Z", "redo": "Ctrl+Z"}


def test_the_map_leads_to_the_change_and_shows_it(qtbot, opened):
    opened.dialogs.show_keys()
    found = QApplication.activeModalWidget()
    assert isinstance(found, KeyboardDialog)
    found.change.click()
    assert isinstance(QApplication.activeModalWidget(), KeysDialog)
    QApplication.activeModalWidget().reject()
    keymap.current().give("history", "Ctrl+Shift+Y")
    rows = dict(row for _title, rows in groups(opened.commands) for row in rows)
    assert shown_keys(rows["History"]) == "Ctrl Shift Y"


def menu_of(window, title):
    menus = [each.menu() for each in window.menuBar().actions()]
    return next(menu for menu in menus if isinstance(menu, QMenu) and menu.title().replace("&", "") == title)


def live(menu):
    return {action.objectName() for action in menu.actions() if action.isEnabled() and not action.isSeparator()}


def test_the_menu_code_offers_what_would_do_something(qtbot, opened):
    menu = menu_of(opened, "Code")
    opened.bench.show_view("matrix")
    menu.aboutToShow.emit()
    assert live(menu) == {"code_note", "code_assess", "code_what_if"}
    opened.bench.show_view("statements")
    view = opened.bench.view()
    qtbot.waitUntil(lambda: view.model.rowCount() > 0)
    menu.aboutToShow.emit()
    assert live(menu) == {"code_note", "code_filter", "code_condition"}


def test_the_menu_code_codes(qtbot, opened):
    menu = menu_of(opened, "Code")
    opened.bench.show_view("sources", source=opened.workspace.snapshot.sources[0].id)
    view = opened.bench.view()
    qtbot.waitUntil(lambda: bool(view.page.blocks.text))
    menu.aboutToShow.emit()
    assert "code_words" not in live(menu)
    opened.commands["code_sentence"].trigger()
    assert not view.page.selection.empty
    menu.aboutToShow.emit()
    assert {"code_words", "code_note", "code_cite"} <= live(menu)
    opened.commands["code_words"].trigger()
    qtbot.waitUntil(view.side.form.active)
    menu.aboutToShow.emit()
    assert {"code_save", "code_save_on", "code_guess"} <= live(menu)


def test_the_menu_code_tells_the_keys_as_they_are(qtbot, opened):
    assert opened.commands["code_sentence"].text().endswith("\tS")
    keymap.current().give("sentence", "D")
    assert opened.commands["code_sentence"].text().endswith("\tD")
    assert opened.settings.keys == {"sentence": "D"}
    assert opened.commands["code_words"].text().endswith("\tCtrl+Return")
