"""The program with its window: what is made in which order, and what ends it."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QSocketNotifier, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop import crash, places, theme
from desktop.cli import FAULT, version
from desktop.commands.open import instead
from desktop.jobs import hold_memory
from desktop.settings import Settings
from desktop.widgets.focus_ring import FocusRing
from desktop.window import Window
from desktop.words import PRODUCT, _
from desktop.workspace import Workspace


def run(case: Path | None, author: str | None = None) -> int:
    """Shows the window, and opens a case in it once it is there; returns the exit status when it was closed."""
    with _told_when_qt_cannot_start():
        app = QApplication([PRODUCT])
    app.setApplicationName(PRODUCT)
    app.setDesktopFileName("rapporteur")
    settings = Settings()
    theme.current().dress(app, settings.appearance, settings.scale)
    FocusRing(app)
    hook = crash.Hook(version)
    hook.install()
    hold_memory()
    window = Window(Workspace(author, kept=places.kept()), settings)
    hook.crashed.connect(window.dialogs.tell_crash)
    if case is not None:
        window.expect(case)
    window.show()
    with _quits_on_signals(app):
        status = app.exec()
    end(window)
    hook.remove()
    return status


def end(window: Window) -> None:
    """Ends what a window has under way, and closes its case; the window is closed already."""
    window.files.stop()
    window.workspace.shut()


@contextlib.contextmanager
def _told_when_qt_cannot_start() -> Iterator[None]:
    """Where Qt finds no screen it ends the program: that is told in a line, and nothing else of what Qt says."""

    def handle(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            told = _("The window cannot be shown: {detail}").format(detail=" ".join(message.split()))
            sys.stderr.write(f"rapporteur: {told} {instead()}\n")
            sys.stderr.flush()
            os._exit(FAULT)

    before = qInstallMessageHandler(handle)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


@contextlib.contextmanager
def _quits_on_signals(app: QApplication) -> Iterator[None]:
    """Ctrl+C in the terminal, or the system's wish that the program end, closes it in order."""
    if os.name != "posix":
        yield
        return
    ears, mouth = os.pipe()
    for end in (ears, mouth):
        os.set_blocking(end, False)
    notifier = QSocketNotifier(ears, QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_args: app.quit())
    before = {each: signal.signal(each, lambda *_args: None) for each in (signal.SIGINT, signal.SIGTERM)}
    woken = signal.set_wakeup_fd(mouth)
    try:
        yield
    finally:
        signal.set_wakeup_fd(woken)
        for each, handler in before.items():
            signal.signal(each, handler)
        notifier.setEnabled(False)
        os.close(ears)
        os.close(mouth)
