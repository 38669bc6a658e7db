"""A window for each test that asks for one, closed in order; threads, timers and dialogs left over fail the test."""

import shutil
import threading

import pytest


@pytest.fixture(scope="session")
def written_sample(tmp_path_factory):
    """The sample case, written once."""
    from desktop.exchange import sample

    path = tmp_path_factory.mktemp("written") / "Sample case.rapporteur"
    sample.write(path, "Sample")
    return path


@pytest.fixture
def sample(written_sample, tmp_path):
    """A sample case of the test's own."""
    folder = tmp_path / "cases"
    folder.mkdir()
    return shutil.copy(written_sample, folder / "Sample case.rapporteur")


@pytest.fixture(scope="session")
def dressed(qapp):
    """The application in its fonts and colours, once."""
    from desktop import theme
    from desktop.theme import Appearance
    from desktop.widgets.focus_ring import FocusRing

    theme.current().dress(qapp, Appearance.LIGHT, 100)
    return FocusRing(qapp)


@pytest.fixture
def look(dressed):
    """The theme, light and at 100 %, whatever the test before did."""
    from desktop import theme
    from desktop.theme import Appearance

    theme.current().choose(Appearance.LIGHT)
    theme.current().set_scale(100)
    return theme.current()


@pytest.fixture
def settings(tmp_path):
    from desktop.settings import Settings

    return Settings(tmp_path / "settings")


@pytest.fixture
def no_leaks(qtbot, look):
    """What runs or is shown after a test was there before it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    threads = set(threading.enumerate())
    yield
    QApplication.sendPostedEvents(None, 0)
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    running = [each for each in QApplication.instance().findChildren(QTimer) if each.isActive()]
    assert not shown, shown
    assert not running, running
    assert set(threading.enumerate()) <= threads


@pytest.fixture
def window(qtbot, no_leaks, settings):
    """The window on the screen, with nothing open."""
    from PySide6.QtCore import QCoreApplication, QEvent

    from desktop.app import end
    from desktop.window import Window
    from desktop.workspace import Workspace

    window = Window(Workspace("Tester"), settings)
    with qtbot.waitSignal(window.painted):
        window.show()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    end(window)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def opened(qtbot, window, sample):
    """The window with the sample case in it."""
    return open_case(qtbot, window, sample)


def open_case(qtbot, window, path):
    """Opens a case and waits for it."""
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.open(path)
    wait_for_case(qtbot, window)
    return window


def wait_for_case(qtbot, window):
    """Waits until an opened case is shown: the views are made for the first one."""
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.bench and bool(window.bench.name()))
