"""The welcome page: what it offers, by key and by mouse."""

import pytest
from PySide6.QtCore import Qt

from desktop.jobs import Worker
from desktop.models.recent import RecentCase, RecentModel
from desktop.views.welcome import Welcome
from desktop.widgets.choice import Choice
from desktop.widgets.controls import Button
from tests.desktop.driving import click, focus, labels, press, type_in

Key = Qt.Key


@pytest.fixture
def welcome(qtbot, no_leaks, settings):
    files = Worker("files")
    model = RecentModel(settings)
    for name in ("Fisheries", "Dam filling"):
        model.remember(RecentCase(f"/cases/{name}.rapporteur", name, 4, 5, 6, "2025-09-02T10:00", ("RSA.", "rsa.")))
    page = Welcome(model, files)
    page.model, page.files = model, files
    page.resize(1200, 800)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    page.first().setFocus()
    yield page
    files.stop()
    page.close()
    page.deleteLater()


def test_enter_opens_the_last_case(qtbot, welcome):
    with qtbot.waitSignal(welcome.caseWanted) as told:
        press(Key.Key_Return)
    assert str(told.args[0]) == "/cases/Dam filling.rapporteur"


def test_down_and_enter_open_the_next(qtbot, welcome):
    press(Key.Key_Down)
    with qtbot.waitSignal(welcome.caseWanted) as told:
        press(Key.Key_Return)
    assert told.args[0].stem == "Fisheries"


def test_a_click_opens_a_case(qtbot, welcome):
    with qtbot.waitSignal(welcome.caseWanted):
        place = welcome.cases.visualRect(welcome.cases.model().index(1, 0)).center()
        qtbot.mouseClick(welcome.cases.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_del_takes_cases_from_the_list_until_the_sample_case_is_left(qtbot, welcome):
    press(Key.Key_Delete)
    press(Key.Key_Delete)
    assert welcome.model.all() == ()
    press(Key.Key_Delete)
    with qtbot.waitSignal(welcome.sampleWanted):
        press(Key.Key_Return)


def test_a_gone_case_is_to_be_found(qtbot, welcome):
    welcome.look_for_files()
    qtbot.waitUntil(lambda: welcome.model.is_missing("/cases/Dam filling.rapporteur"))
    with qtbot.waitSignal(welcome.caseLost):
        press(Key.Key_Return)


def test_typing_finds_and_enter_opens(qtbot, welcome):
    welcome.find_box.setFocus()
    type_in("fish")
    with qtbot.waitSignal(welcome.caseWanted) as told:
        press(Key.Key_Return)
    assert told.args[0].stem == "Fisheries"
    press(Key.Key_Down)
    assert focus() is welcome.cases


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("New case", "newWanted"),
        ("Open a case", "openWanted"),
        ("Open the sample case", "sampleWanted"),
        ("Keyboard map", "keysWanted"),
        ("Choose files …", "importWanted"),
    ],
)
def test_every_button_says_what_it_wants(qtbot, welcome, text, signal):
    button = next(each for each in welcome.findChildren(Button) if each.text() == text)
    with qtbot.waitSignal(getattr(welcome, signal)):
        click(button)


def test_it_says_that_nothing_leaves_the_computer(welcome):
    assert "Works offline. Nothing leaves this computer." in labels(welcome)


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
def test_no_words_are_cut_at_any_text_size(qtbot, welcome, look, percent):
    look.set_scale(percent)
    welcome.resize(1024, 560)

    def whole():
        for button in welcome.findChildren(Choice):
            assert button.width() >= button.sizeHint().width(), button.text()
            assert button.height() >= button.sizeHint().height(), button.text()

    qtbot.waitUntil(whole)
