"""Words in columns: wide and combining characters, right-to-left names, text that would steer a terminal."""

import io
import json
import sys

import pytest

from desktop.commands import terminal


class Screen(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("text", "size"), [("abc", 3), ("Україна", 7), ("中文", 4), ("e\u0301", 1), ("", 0), ("👩", 2)]
)
def test_columns(text, size):
    assert terminal.columns(text) == size


def test_cutting_counts_columns():
    assert terminal.cut("Reassurance force", 8) == "Reassur…"
    assert terminal.cut("中文中文", 5) == "中文…"
    assert terminal.cut("abc", 3) == "abc"
    assert terminal.cut("abc", 0) == ""


def test_wrapping():
    assert terminal.wrapped("a force after a ceasefire", 10) == ["a force", "after a", "ceasefire"]
    assert terminal.wrapped("Reassurance", 4) == ["Reas", "sura", "nce"]
    assert terminal.wrapped("one two three four", 5, most=2) == ["one", "two…"]
    assert terminal.wrapped("", 5) == [""]


def test_nothing_of_the_case_steers_the_terminal():
    assert terminal.clean("a\x1b[31mred\x07\nb\u202ec") == "a\ufffd[31mred\ufffd bc"
    assert terminal.clean("العربية") == "\u2068العربية\u2069"


def test_colours_only_on_a_terminal_without_no_color(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" in terminal.style(Screen())("x", "for")
    assert terminal.style(io.StringIO())("x", "for") == "x"
    monkeypatch.setenv("NO_COLOR", "1")
    assert terminal.style(Screen())("x", "for") == "x"


def test_width_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("COLUMNS", "47")
    assert terminal.width() == 47
    monkeypatch.setenv("COLUMNS", "3")
    assert terminal.width() == 20


def test_progress_is_for_terminals_alone(monkeypatch):
    quiet = io.StringIO()
    monkeypatch.setattr(sys, "stderr", quiet)
    progress = terminal.Progress()
    progress("Working", 1, 2)
    progress.end()
    assert quiet.getvalue() == ""
    loud = Screen()
    monkeypatch.setattr(sys, "stderr", loud)
    progress = terminal.Progress()
    progress("Working", 1, 2)
    progress.end()
    assert "Working 1/2" in loud.getvalue()
    assert loud.getvalue().endswith("\r")


def test_documents_suit_the_outputs_encoding(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii", write_through=True))
    terminal.document({"name": "Україна"})
    assert json.loads(raw.getvalue().decode("ascii")) == {"name": "Україна"}
