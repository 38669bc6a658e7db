"""The menu Code: what the keys of the reader do, for those who look for them in a menu."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from desktop import letters
from tests.desktop.driving import CTRL, press

Key = Qt.Key


def reading(qtbot, window):
    """The reader, with the first source in it."""
    press(Key.Key_1, CTRL)
    view = window.bench.named("sources")
    qtbot.waitUntil(lambda: window.bench.name() == "sources" and bool(view.page.blocks.text))
    return view


def entry(window, name):
    """An entry of the menu, as the menu shows it."""
    menu = next(each for each in window.findChildren(QMenu) if each.title() == "C&ode")
    return next(each for each in menu.actions() if each.objectName() == name)


def test_entries_show_the_keys_and_do_what_they_do(qtbot, opened):
    view = reading(qtbot, opened)
    assert entry(opened, "code_sentence").text().endswith("\tS")
    entry(opened, "code_sentence").trigger()
    qtbot.waitUntil(lambda: not view.page.selection.empty)
    first = view.page.reader.exact_selection()
    entry(opened, "code_sentence").trigger()
    assert len(view.page.reader.exact_selection()) > len(first)
    entry(opened, "code_words").trigger()
    qtbot.waitUntil(lambda: view.coding._side.form.isVisible())
    press(Key.Key_Escape)


def test_suggestions_and_passages_by_the_menu(qtbot, opened, monkeypatch):
    view = reading(qtbot, opened)
    typed = []
    monkeypatch.setattr(view.coding, "letter", typed.append)
    for name in ("code_next", "code_before", "code_take", "code_skip"):
        entry(opened, name).trigger()
    assert typed == ["J", "K", "A", "X"]
    entry(opened, "code_after").trigger()
    first = view.page.passage
    entry(opened, "code_after").trigger()
    assert view.page.passage != first
    entry(opened, "code_back").trigger()
    assert view.page.passage == first


def test_from_another_screen_the_sources_are_shown_first(qtbot, opened):
    entry(opened, "code_words").trigger()
    qtbot.waitUntil(lambda: opened.bench.name() == "sources")


def test_without_a_case_the_entries_are_off(window):
    assert not entry(window, "code_sentence").isEnabled()


def test_a_letter_that_was_given_another_key_is_shown_with_it(qtbot, opened):
    letters.current().give("S", "D")
    try:
        assert entry(opened, "code_sentence").text().endswith("\tD")
        view = reading(qtbot, opened)
        view.page.reader.setFocus()
        qtbot.waitUntil(view.page.reader.hasFocus)
        press(Key.Key_D)
        assert not view.page.selection.empty
        assert "D: this sentence" in opened.status._keys.text()
    finally:
        letters.current().reset()
    assert QApplication.focusWidget() is not None
