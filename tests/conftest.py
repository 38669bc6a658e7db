"""What all tests share: no test writes outside its own folder, opens a socket, or leaves the settings changed."""

import os
import socket
import sys

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("steady", derandomize=True, database=None)
"""The same random cases every time: what lands must not hang on luck. The long run draws new ones."""
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def no_sockets(monkeypatch):
    """Offline is a promise: any attempt to reach a network fails the test."""

    def refuse(*_args, **_kwargs):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def own_settings(monkeypatch, tmp_path):
    """Settings and recent cases live in the test's own folder."""
    monkeypatch.setenv("RAPPORTEUR_SETTINGS", str(tmp_path / "settings"))


def pytest_sessionfinish():
    """The clipboard without a screen outlives Python, and what Python put there must not."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui and gui.QGuiApplication.instance():
        gui.QGuiApplication.clipboard().clear()
