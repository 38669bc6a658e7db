"""The documentation tells what is now true: every command, shortcut and room stands in it."""

import re
from pathlib import Path

import pytest

from desktop import actions, cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
EVERY_KEY = GUIDE.split("## Every key")[-1]


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_is_documented(command):
    assert re.search(rf"`rapporteur \[?{command}\b", README), command
    assert re.search(rf"rapporteur {command}\b", GUIDE), command


@pytest.mark.parametrize("command", [each for each in actions.commands() if each.keys], ids=lambda each: each.id)
def test_every_shortcut_is_documented(command):
    for keys in command.keys:
        assert f"`{keys}`" in EVERY_KEY, command.id


def test_every_key_of_the_views_is_documented():
    for title, rows in actions.view_keys():
        part = EVERY_KEY.split(title)[1]
        for text, keys in rows:
            for key in keys.split(", "):
                assert f"`{key}`" in part, (title, text)


def test_every_documented_key_does_something():
    known = {key for command in actions.commands() for key in command.keys}
    known |= {key for _title, rows in actions.view_keys() for _text, keys in rows for key in keys.split(", ")}
    for line in EVERY_KEY.splitlines():
        if line.startswith("| `"):
            assert set(re.findall("`([^`]+)`", line.split("|")[1])) <= known, line


def test_every_linked_file_is_there():
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if not target.startswith("https://"):
                assert (page.parent / target).exists(), (page.name, target)


def test_every_room_stands_in_the_plan():
    for room in (
        path.name for path in (ROOT / "desktop").iterdir() if path.is_dir() and not path.name.startswith("__")
    ):
        assert f"`{room}/`" in README or f"desktop/{room}/" in README, room
