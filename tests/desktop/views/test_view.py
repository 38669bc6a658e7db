"""Views that nobody sees wait until it is quiet, or until they are wanted."""

import pytest

from desktop.views.view import View


@pytest.fixture
def hidden(qtbot, workspace, monkeypatch):
    monkeypatch.setattr("desktop.views.view.QUIET", 60)
    view = View(workspace)
    qtbot.addWidget(view)
    view.done = []
    return view


def test_what_is_on_the_screen_is_renewed_at_once(qtbot, hidden):
    with qtbot.waitExposed(hidden):
        hidden.show()
    hidden.in_time(lambda: hidden.done.append("now"))
    assert hidden.done == ["now"]


def test_what_nobody_sees_is_renewed_once_it_is_quiet(qtbot, hidden):
    for number in range(3):
        hidden.in_time(lambda number=number: hidden.done.append(number))
    assert hidden.done == []
    qtbot.waitUntil(lambda: hidden.done == [2])


def test_it_is_renewed_when_it_comes_on_the_screen_or_is_wanted(qtbot, hidden):
    hidden.in_time(lambda: hidden.done.append("renewed"))
    hidden.when_seen(lambda: hidden.done.append("gone on"))
    hidden.show()
    assert hidden.done == ["renewed"]
    hidden.hide()
    hidden.when_seen(lambda: hidden.done.append("gone on"))
    hidden.catch_up()
    hidden.catch_up()
    assert hidden.done == ["renewed", "gone on"]
