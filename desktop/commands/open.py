"""``rapporteur open [CASE]``: the window. Qt is loaded here, and only when there is a screen to show it on."""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from desktop.words import _

INSTEAD = ("matrix", "explain", "brief", "export", "check")
"""What can be done with a case without a window."""

_NEED_A_SCREEN = ("", "xcb", "wayland", "wayland-egl")
"""Qt's platforms that show windows to a person, on Unix; the empty one stands for Qt's own choice."""


class NoWindow(Exception):
    """There can be no window; ``faults`` says why, and what works without one."""

    def __init__(self, why: str) -> None:
        self.faults = (f"{why} {instead()}",)
        super().__init__(*self.faults)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    told = _("a file that ends in .rapporteur; without one the window begins with the recent cases")
    parser.add_argument("case", metavar="CASE", type=Path, nargs="?", help=told)


def run(options: argparse.Namespace) -> int:
    """Shows the window until it is closed."""
    if not has_screen(os.environ, sys.platform):
        raise NoWindow(_("There is no screen here, so no window."))
    try:
        from desktop import app
    except ImportError as error:
        if not _is_of_qt(error):
            raise
        told = _("The window needs Qt (PySide6), which cannot be loaded here: {detail}.").format(detail=error)
        raise NoWindow(told) from error
    return app.run(options.case, options.author)


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Whether there may be a screen; Windows and macOS always have one."""
    if platform in ("win32", "darwin"):
        return True
    wanted = environment.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    shown = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    return bool(shown) or wanted not in _NEED_A_SCREEN


def instead() -> str:
    """What works without a window."""
    return _("These commands need none: {commands}.").format(commands=", ".join(INSTEAD))


def _is_of_qt(error: ImportError) -> bool:
    """Whether Qt or a library of the system that it needs is missing, and nothing of ours."""
    named = f"{error.name or ''} {error.path or ''} {error}"
    return any(part in named for part in ("PySide6", "shiboken6", "cannot open shared object file"))
