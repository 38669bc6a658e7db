"""The commands that write PDFs: what they take, refuse and tell."""

import json

import pikepdf
import pytest

from desktop import cli


@pytest.fixture
def run(capsys, monkeypatch):
    """Calls a command here; gives its status and what it printed."""
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments):
        status = cli.main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


@pytest.fixture
def case(tmp_path, run):
    path = tmp_path / "Sample.rapporteur"
    assert run("sample", path)[0] == 0
    return path


def test_a_short_brief_on_letter_paper(run, case, tmp_path):
    out = tmp_path / "brief.pdf"
    status, printed, _err = run("brief", case, out, "--preset", "short", "--paper", "us-letter", "--json")
    assert status == 0
    assert json.loads(printed)["scripts"] == []
    with pikepdf.open(out) as document:
        assert len(document.pages) == 2
        assert float(document.pages[0].MediaBox[2]) == 612


def test_a_brief_without_anything_is_refused(run, case, tmp_path):
    out = tmp_path / "brief.pdf"
    status, _out, err = run("brief", case, out, "--preset", "short", "--without", "cover", "--without", "matrix")
    assert (status, out.exists()) == (1, False)
    assert "nothing to print" in err


def test_one_source(run, case, tmp_path):
    out = tmp_path / "s2.pdf"
    status, printed, err = run("annotate", case, "s2", out)
    assert (status, printed, err) == (0, f"Wrote {out} with 6 comments.\n", "")
    assert out.read_bytes().startswith(b"%PDF-")


def test_all_sources_into_a_folder(run, case, tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    status, printed, _err = run("annotate", case, "--all", folder, "--json")
    told = json.loads(printed)
    assert status == 0
    assert [one["source"] for one in told] == ["S1", "S2", "S3"]
    assert {one["file"] for one in told} == {str(path) for path in folder.iterdir()}
    assert all(one["copy"] and not one["missing"] for one in told)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["S9", "x.pdf"], "There is no source S9; known: S1 (digest-pledge)"),
        (["S1"], "Name a source and the PDF to write"),
        (["S1", "x.pdf", "--all", "."], "Name a source and the PDF to write"),
        (["S1", "x.txt"], "x.txt does not end in .pdf"),
        (["--all", "nowhere"], "There is no folder nowhere"),
    ],
)
def test_what_is_refused(run, case, tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    status, out, err = run("annotate", case, *arguments)
    assert (status, out) == (1, "")
    assert told in err
    assert err.count("\n") == 1
