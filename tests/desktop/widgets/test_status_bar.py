"""The status bar and the message bar: work that takes long, what came of it, trouble with details."""

import pytest

from desktop.widgets.message_bar import MessageBar
from desktop.widgets.status_bar import StatusBar
from tests.desktop.driving import click, labels


@pytest.fixture
def bar(qtbot, look):
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.resize(900, 30)
    bar.show()
    return bar


def test_short_work_is_not_shown(qtbot, bar):
    bar.tell_work("Opening", 0, 0)
    assert "Opening" not in labels(bar)
    bar.end_work()
    qtbot.wait(400)
    assert "Opening" not in labels(bar)


def test_longer_work_is_shown_and_can_be_stopped(qtbot, bar):
    bar.tell_work("Writing the brief", 1, 4, stoppable=True)
    qtbot.waitUntil(lambda: "Writing the brief" in labels(bar))
    assert bar._progress.accessibleDescription() == "25 %"
    with qtbot.waitSignal(bar.stop):
        click(bar._stop)


def test_an_outcome_offers_what_can_be_done_with_it(qtbot, bar):
    done = []
    bar.tell_outcome("Brief written: a.pdf", ("Open", lambda: done.append("open")), ("Show in folder", done.clear))
    assert bar.outcome() == "Brief written: a.pdf"
    click(bar.offers()[0])
    assert done == ["open"]
    bar.tell_work("Writing", 0, 0)
    assert bar.outcome() == ""
    assert bar.offers() == []
    bar.end_work()


def test_long_words_give_way_instead_of_widening_the_window(qtbot, bar):
    before = bar.minimumSizeHint().width()
    bar.tell_outcome("x" * 4000)
    bar.tell_selection("y" * 4000)
    assert bar.minimumSizeHint().width() <= before + 40
    bar.clear_outcome()


def test_a_message_shows_its_details_when_asked(qtbot, look):
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.resize(900, 60)
    bar.tell("Something happened.", "line 1\nline 2")
    assert not bar._details.isVisible()
    click(bar._more)
    assert bar._details.isVisible()
    bar.tell("Something else happened.")
    assert not bar._details.isVisible()
    assert not bar._more.isVisible()
    with qtbot.waitSignal(bar.closed):
        bar.clear()
    assert bar.text() == ""
