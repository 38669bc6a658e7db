"""What happens when something goes wrong that should not: it is told, with details to copy, and the window goes on.

``Hook.install`` catches what nobody caught: in slots, in threads, and what Qt itself says. The case is as last saved.
"""

import platform
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion

from desktop.words import PRODUCT

KEPT = 40
"""How many of Qt's messages are remembered for the details."""

_LOUD = (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class Hook(QObject):
    """``crashed`` brings the error in one line and the details, on the window's thread."""

    crashed = Signal(str, str)

    def __init__(self, version: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._version = version
        self._said: deque[str] = deque(maxlen=KEPT)
        self._before: list[Callable[[], object]] = []

    def install(self) -> None:
        """Catches errors from now on."""
        python, thread, qt = sys.excepthook, threading.excepthook, qInstallMessageHandler(self._from_qt)
        sys.excepthook = self._from_python
        threading.excepthook = self._from_thread
        self._before = [
            lambda: setattr(sys, "excepthook", python),
            lambda: setattr(threading, "excepthook", thread),
            lambda: qInstallMessageHandler(qt),
        ]

    def remove(self) -> None:
        """Leaves everything as it was."""
        for put_back in self._before:
            put_back()
        self._before = []

    def tell(self, error: BaseException) -> None:
        """Tells an error that somebody caught and cannot deal with."""
        self._from_python(type(error), error, error.__traceback__)

    def _from_python(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        told = "".join(traceback.format_exception(kind, error, trace))
        _to_stderr(told)
        line = traceback.format_exception_only(kind, error)[-1].strip()
        self.crashed.emit(line, self._details(told))

    def _from_thread(self, args: Any) -> None:
        if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
            self._from_python(args.exc_type, args.exc_value, args.exc_traceback)

    def _from_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        self._said.append(f"{kind.name}: {message}")
        if kind in _LOUD:
            _to_stderr(f"{message}\n")
            self.crashed.emit(message, self._details(message))
        elif kind is QtMsgType.QtWarningMsg:
            _to_stderr(f"{message}\n")

    def _details(self, told: str) -> str:
        """What somebody who is to mend it wants to know; nothing of the case's content is added."""
        machine = (
            f"{PRODUCT} {self._version()}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
        )
        said = "\n".join(self._said)
        return "\n\n".join(part for part in (machine, told.rstrip(), said) if part)


def _to_stderr(text: str) -> None:
    if sys.stderr is not None:  # a program without a terminal has none
        sys.stderr.write(text)
