"""Buttons, choices and popovers: by key and by mouse, at every text size, from right to left."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.choice import Choice
from desktop.widgets.controls import Button, IconButton, Segmented, shown_keys
from desktop.widgets.popover import Popover
from desktop.widgets.sidebar import Entry, Sidebar
from tests.desktop.driving import click, focus, press

Key = Qt.Key


@pytest.mark.parametrize(
    ("keys", "shown"),
    [("Ctrl+K", "Ctrl K"), ("Ctrl++", "Ctrl +"), ("Ctrl+-", "Ctrl -"), ("Return", "Enter"), ("Del", "Del")],
)
def test_keys_are_shown_as_people_say_them(qapp, keys, shown):
    assert shown_keys(keys) == shown


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_a_button_is_pressed_by_key(qtbot, look, key):
    button = Button("Save", "save", "primary")
    qtbot.addWidget(button)
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    qtbot.keyClick(button, key)
    assert pressed == [1]


def test_buttons_are_large_enough_and_grow_with_the_text(qtbot, look):
    buttons = [Button("Save"), IconButton("x", "Close"), Choice("New case", "One file holds everything", "file-plus")]
    before = [button.sizeHint() for button in buttons]
    for button in buttons:
        qtbot.addWidget(button)
    assert all(size.width() >= 24 and size.height() >= 24 for size in before)
    look.set_scale(200)
    for button, size in zip(buttons, before, strict=True):
        assert button.sizeHint().width() > size.width()
        assert button.sizeHint().height() > size.height()


def test_an_icon_alone_has_a_name(qtbot, look):
    button = IconButton("x", "Close the message", "Esc")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Close the message"
    assert button.toolTip() == "Close the message  (Esc)"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_alternatives_are_one_tab_stop_and_arrows_choose(qtbot, look, direction):
    both = Segmented(("On the record", "With assessments"), "What is large")
    both.setLayoutDirection(direction)
    qtbot.addWidget(both)
    both.show()
    stops = [each for each in both.findChildren(QPushButton) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [stop.text() for stop in stops] == ["On the record"]
    towards = Key.Key_Right if direction == Qt.LayoutDirection.LeftToRight else Key.Key_Left
    with qtbot.waitSignal(both.chosen) as told:
        qtbot.keyClick(stops[0], towards)
    assert told.args == [1]
    assert both.current() == 1


def test_a_button_looks_different_when_it_cannot_be_pressed(qtbot, look):
    button = Button("Save", "save")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    before = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != before


@pytest.fixture
def host(qtbot, look):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    opener = QLineEdit()
    QVBoxLayout(host).addWidget(opener)
    host.show()
    qtbot.waitUntil(host.isActiveWindow)
    opener.setFocus()
    return host


@pytest.fixture
def popover(host):
    popover = Popover(host)
    popover.fields = [QLineEdit(), QLineEdit()]
    for field in popover.fields:
        popover.content.addWidget(field)
    return popover


def test_a_popover_takes_the_focus_keeps_it_and_gives_it_back(host, popover):
    opener = focus()
    popover.open_at(QRect(500, 10, 80, 20), popover.fields[0])
    assert focus() is popover.fields[0]
    assert host.rect().contains(popover.panel.geometry())
    press(Key.Key_Tab)
    assert focus() is popover.fields[1]
    press(Key.Key_Tab)
    assert focus() is popover.fields[0]
    press(Key.Key_Escape)
    assert not popover.isVisible()
    assert focus() is opener


def test_a_click_beside_a_popover_closes_it_and_one_in_it_does_not(qtbot, host, popover):
    popover.open_at(QRect(100, 10, 80, 20), popover.fields[0])
    click(popover.fields[1])
    assert popover.isVisible()
    qtbot.mouseClick(popover, Qt.MouseButton.LeftButton, pos=host.rect().bottomRight())
    assert not popover.isVisible()


def test_a_popover_stays_in_its_window_when_that_shrinks(qtbot, host, popover):
    popover.open_at(QRect(500, 10, 80, 20), popover.fields[0])
    host.resize(300, 200)
    qtbot.waitUntil(lambda: host.rect().contains(popover.panel.geometry()))


def test_the_sidebar_tells_which_view_is_wanted(qtbot, look):
    entries = (Entry("", "Record"), Entry("sources", "Sources", "book-open", "Ctrl+1"))
    sidebar = Sidebar(entries)
    qtbot.addWidget(sidebar)
    sidebar.show()
    sidebar.set_current("sources")
    whole = sidebar.width()
    with qtbot.waitSignal(sidebar.chosen) as told:
        qtbot.keyClick(sidebar.list, Key.Key_Return)
    assert told.args == ["sources"]
    sidebar.set_folded(True)
    assert sidebar.width() == 52 < whole
