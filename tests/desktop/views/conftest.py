"""Views of an open case without the window round them."""

import pytest

from desktop.workspace import Workspace


@pytest.fixture
def workspace(qtbot, no_leaks, sample):
    """A workspace with the sample case in it."""
    found = Workspace("Tester")
    try:
        with qtbot.waitSignal(found.compared, timeout=20_000):
            found.open(sample)
        yield found
    finally:
        found.shut()


@pytest.fixture
def show(qtbot):
    """Shows a widget, 1100 x 700, and waits until it has the keyboard."""

    def shown(widget, width=1100, height=700):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return shown
