"""Errors of the program: told in one dialog, with details to copy; the window goes on."""

import sys
import threading

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QApplication

from desktop.crash import Hook
from desktop.dialogs.crash import CrashDialog
from tests.desktop.driving import click, labels


@pytest.fixture
def hook(window, monkeypatch):
    hook = Hook(lambda: "1.2.3")
    hook.install()
    hook.crashed.connect(window.dialogs.tell_crash)
    yield hook
    hook.remove()


def dialog(window):
    """The dialog that is shown."""
    return next((each for each in window.findChildren(CrashDialog) if each.isVisible()), None)


def fail():
    raise ZeroDivisionError("by <b>nothing</b>")


def test_an_error_in_a_slot_is_told_and_can_be_copied(qtbot, window, hook, capsys):
    sys.excepthook(*_caught(fail))
    shown = dialog(window)
    assert "ZeroDivisionError: by <b>nothing</b>" in labels(shown)
    assert any("last saved" in text for text in labels(shown))
    click(shown.more)
    click(shown.copy)
    copied = QApplication.clipboard().text()
    assert copied.startswith("Rapporteur 1.2.3, Python ")
    assert "in fail" in copied
    shown.accept()
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_second_error_is_added_to_the_first(qtbot, window, hook):
    for _time in range(2):
        sys.excepthook(*_caught(fail))
    shown = dialog(window)
    assert len([each for each in window.findChildren(CrashDialog) if each.isVisible()]) == 1
    assert shown.details().count("in fail") == 2
    shown.accept()


def test_an_error_in_a_thread_is_told_in_the_window(qtbot, window, hook):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: dialog(window) is not None)
    assert "ZeroDivisionError" in dialog(window).details()
    dialog(window).accept()


def test_an_error_of_the_worker_is_told_and_the_worker_goes_on(qtbot, opened, hook):
    told = []
    opened.workspace.ask(lambda _case: fail(), told.append)
    opened.workspace.ask(lambda case: case.path, told.append)
    qtbot.waitUntil(lambda: told == [opened.workspace.path])
    assert "in fail" in dialog(opened).details()
    dialog(opened).accept()


@pytest.mark.qt_log_ignore("a warning of Qt")
def test_what_qt_said_stands_in_the_details(qtbot, window, hook):
    qWarning("a warning of Qt")
    sys.excepthook(*_caught(fail))
    assert "QtWarningMsg: a warning of Qt" in dialog(window).details()
    dialog(window).accept()


def test_the_hook_leaves_everything_as_it_was():
    before = sys.excepthook, threading.excepthook
    hook = Hook(lambda: "")
    hook.install()
    assert sys.excepthook is not before[0]
    hook.remove()
    assert (sys.excepthook, threading.excepthook) == before


def _caught(what):
    try:
        what()
    except Exception:
        return sys.exc_info()
