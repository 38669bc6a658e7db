"""``rapporteur suggest``: what is not coded yet, for people and for programs."""

import json

import pytest

from desktop import cli

TEXT = (
    "“We will not send a single soldier,” said Ann Lee. Lee added that the talks go on. The minister said it is late."
)
CASE = {
    "format": "rapporteur-case",
    "version": 1,
    "case": {"title": "T"},
    "actors": [{"id": "lee", "name": "Ann Lee", "kind": "person"}],
    "sources": [
        {"id": "doc", "title": "A document", "text": TEXT},
        {"id": "two", "title": "Two", "text": "Nothing is said here."},
        {"id": "three", "title": "Two", "text": "Nothing at all."},
    ],
}


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments):
        status = cli.main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


@pytest.fixture
def case(tmp_path, run):
    """A case of a few sources; ``statements`` are added."""

    def made(statements=()):
        file, path = tmp_path / "case.json", tmp_path / "case.rapporteur"
        file.write_text(json.dumps(CASE | {"statements": list(statements)}), encoding="utf-8")
        assert run("import", path, file)[0] == 0
        return path

    return made


def test_for_programs(run, case):
    status, out, err = run("suggest", case(), "doc", "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert [list(each) for each in found] == [["start", "end", "exact", "speaker", "speaker_name", "speech", "why"]] * 3
    assert [(each["exact"], each["speaker"], each["speaker_name"], each["speech"]) for each in found] == [
        ("We will not send a single soldier", "lee", "Ann Lee", "direct"),
        ("the talks go on", "lee", "Ann Lee", "indirect"),
        ("it is late", None, "minister", "indirect"),
    ]
    assert all(TEXT[each["start"] : each["end"]] == each["exact"] for each in found)
    assert found[0]["why"] == "in quotation marks “ ”; reported by “said”; speaker named as “Ann Lee”"


def test_for_people(run, case):
    _status, out, _err = run("suggest", case(), "a DOCUMENT")
    assert out.splitlines()[:2] == [
        "“We will not send a single soldier”",
        "  Ann Lee  in quotation marks “ ”; reported by “said”; speaker named as “Ann Lee”",
    ]
    assert len(out.splitlines()) == 6


def test_what_is_coded_is_not_suggested(run, case):
    quotation = {"source": "doc", "start": 1, "end": 34, "exact": TEXT[1:34]}
    path = case([{"id": "s", "speaker": "lee", "quotations": [quotation]}])
    _status, out, _err = run("suggest", path, "doc", "--json")
    assert [each["exact"] for each in json.loads(out)] == ["the talks go on", "it is late"]


def test_nothing_is_said_when_there_is_nothing(run, case):
    path = case()
    assert run("suggest", path, "two")[1] == "Nothing was found that is not coded yet.\n"
    assert json.loads(run("suggest", path, "two", "--json")[1]) == []


@pytest.mark.parametrize(("source", "told"), [("none", "There is no source none"), ("Two2", "known: doc, two, three")])
def test_sources_that_are_not_there(run, case, source, told):
    status, out, err = run("suggest", case(), source)
    assert (status, out) == (1, "")
    assert told in err


def test_a_title_that_two_have(run, case):
    status, _out, err = run("suggest", case(), "TWO")
    assert status == 1
    assert "More than one source is called TWO" in err
    assert "two, three" in err
