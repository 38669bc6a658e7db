"""The audit trail from the terminal."""

import json

import pytest

from db.case import Case
from desktop import cli, history_words
from desktop.commands import options
from desktop.exchange import sample


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments):
        status = cli.main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "Sample.rapporteur"
    sample.write(path, "ann", known=options.here())
    with Case.open(path, author="Bob \x1b[31m", known=options.here()) as case, case.change("Retitle") as editing:
        editing.describe(title="Another title")
    return path


def title(path):
    with Case.open(path, read_only=True) as case, case.read() as reading:
        return reading.info().title


def test_history_tells_who_did_what(run, path):
    status, out, err = run("history", path)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2", "3"]
    assert "Made the case" in lines[0]
    assert lines[2].endswith("Retitle")
    assert "\x1b" not in out


def test_history_for_programs(run, path):
    found = json.loads(run("history", path, "--json")[1])
    assert [(each["id"], each["kind"], each["label"]) for each in found][1:] == [
        (2, "import", "Import a case"),
        (3, "edit", "Retitle"),
    ]
    assert set(found[0]) >= {"id", "kind", "label", "author", "at"}
    assert found[2]["author"] == "Bob \x1b[31m"


def test_one_entry_before_and_after(run, path):
    status, out, _err = run("history", path, "--entry", 3)
    assert status == 0
    assert "title: Sample case: a force after a ceasefire → Another title" in out
    told = json.loads(run("history", path, "--entry", 3, "--json")[1])
    assert told["changes"][0]["after"] == {"title": "Another title"}
    long = run("history", path, "--entry", 2)[1]
    assert "Statement 1: statement added" in long
    assert "--json tells all of it" in long


def test_an_entry_that_is_not_there(run, path):
    assert run("history", path, "--entry", 99) == (1, "", "rapporteur: The history has no entry 99.\n")


def test_undo_and_redo(run, path):
    assert run("undo", path) == (0, "Undid: Retitle.\n", "")
    assert title(path) == "Sample case: a force after a ceasefire"
    assert run("redo", path) == (0, "Did again: Retitle.\n", "")
    assert title(path) == "Another title"
    assert json.loads(run("undo", path, "--json")[1]) == {
        "label": "Retitle",
        "undo": "Import a case",
        "redo": "Retitle",
    }
    assert "Undo: Retitle" in run("history", path)[1]


def test_nothing_to_undo_or_redo_is_one_line(run, path):
    assert run("redo", path) == (1, "", "rapporteur: There is nothing to do again.\n")
    run("undo", path)
    run("undo", path)
    assert run("undo", path) == (1, "", "rapporteur: There is nothing to undo.\n")


def test_back_to_a_point_and_forward_again(run, path):
    run("undo", path, "--to", 1)
    with Case.open(path, read_only=True) as case:
        assert not case.snapshot().actors
    assert run("undo", path, "--to", 3)[0] == 0
    assert title(path) == "Another title"
    assert run("undo", path, "--to", 77)[0] == 1


def test_undo_signs_with_the_author(run, path):
    run("undo", path, "--author", "eve")
    assert json.loads(run("history", path, "--json")[1])[-1]["author"] == "eve"


@pytest.mark.parametrize("name", ["stance", "can_block", "said_on", "anything_else"])
def test_every_field_has_words(name):
    assert history_words.field(name)
    assert isinstance(history_words.value(name, 1), str)
