"""The commands as people and programs call them: what they print, what they leave behind, how they end."""

import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import cli

ROOT = Path(__file__).parent.parent.parent
GOLDEN = Path(__file__).parent / "exchange" / "golden"


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


def outside(*arguments, env=None, code=None, **more):
    """Calls a command in a process of its own, in which PySide6 cannot be imported."""
    blocked = "import sys; sys.modules.update(PySide6=None, shiboken6=None); "
    program = code or "from desktop.cli import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", blocked + program, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(env or {})},
        **more,
    )


def one_fault(result, *words):
    status, out, err = result
    assert status == 1
    assert out == ""
    assert err.count("\n") == 1, err
    assert "Traceback" not in err
    for word in words:
        assert word in err
    return err


class TestCases:
    def test_new(self, run, tmp_path):
        path = tmp_path / "a.rapporteur"
        status, out, err = run("new", path, "--title", "Talks", "--author", "Ann")
        assert (status, err) == (0, "")
        assert str(path) in out
        one_fault(run("new", path, "--title", "Other"), "already")
        assert run("new", path, "--title", "Other", "--force")[0] == 0

    def test_new_as_json(self, run, tmp_path):
        status, out, _err = run("new", tmp_path / "a.rapporteur", "--title", "Talks", "--json")
        assert status == 0
        assert json.loads(out) == {"case": str(tmp_path / "a.rapporteur"), "title": "Talks"}

    def test_sample_is_never_written_over_a_file(self, run, case):
        before = case.read_bytes()
        one_fault(run("sample", case), "already")
        assert case.read_bytes() == before

    def test_wrong_suffix(self, run, tmp_path):
        one_fault(run("new", tmp_path / "a.case", "--title", "x"), ".rapporteur")
        one_fault(run("sample", tmp_path / "a.json"), ".rapporteur")
        assert not list(tmp_path.glob("a.*"))

    def test_folder_that_is_missing(self, run, tmp_path):
        one_fault(run("sample", tmp_path / "none" / "a.rapporteur"))


class TestExchange:
    def test_export_import_export_is_the_same_bytes(self, run, case, tmp_path):
        first, second, copy = tmp_path / "1.json", tmp_path / "2.json", tmp_path / "Copy.rapporteur"
        assert run("export", case, first)[0] == 0
        assert run("import", copy, first)[0] == 0
        assert run("export", copy, second)[0] == 0
        assert first.read_bytes() == second.read_bytes()
        assert first.read_text(encoding="utf-8") == (ROOT / "resources/sample/sample.json").read_text(encoding="utf-8")

    def test_importing_the_same_again_adds_nothing(self, run, case, tmp_path):
        run("export", case, tmp_path / "1.json")
        status, out, _err = run("import", case, tmp_path / "1.json", "--json")
        assert status == 0
        assert json.loads(out) == [{"file": str(tmp_path / "1.json"), "done": True, "as": "case", "added": {}}]

    def test_export_knows_only_some_suffixes(self, run, case, tmp_path):
        one_fault(run("export", case, tmp_path / "x.pdf"), "x.pdf", ".json")
        one_fault(run("export", case, tmp_path / "none" / "x.json"))

    def test_texts_become_sources(self, run, tmp_path):
        (tmp_path / "Minutes of 5 May.txt").write_bytes("Ми кажемо ні.\r\nКінець.".encode())
        case = tmp_path / "a.rapporteur"
        status, out, _err = run("import", case, tmp_path / "Minutes of 5 May.txt")
        assert status == 0
        assert "a new source of 21 characters" in out
        run("export", case, tmp_path / "a.json")
        source = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["sources"][0]
        assert source["title"] == "Minutes of 5 May"
        assert source["text"] == "Ми кажемо ні.\nКінець."
        assert re.fullmatch("[0-9a-f]{64}", source["original"])

    def test_the_same_text_twice_is_noticed(self, run, tmp_path):
        for name in ("a.txt", "b.txt"):
            (tmp_path / name).write_text("The same words.", encoding="utf-8")
        status, out, _err = run("import", tmp_path / "c.rapporteur", tmp_path / "a.txt", tmp_path / "b.txt")
        assert status == 0
        assert "the same text is there already as “a”" in out

    def test_a_guessed_encoding_is_told(self, run, tmp_path):
        words = "Президент России заявил, что любые иностранные войска станут законной целью. " * 5
        (tmp_path / "a.txt").write_bytes(words.encode("cp1251"))
        assert "read as cp1251, a guess" in run("import", tmp_path / "c.rapporteur", tmp_path / "a.txt")[1]

    def test_one_failure_does_not_stop_the_rest(self, run, tmp_path):
        (tmp_path / "bad.json").write_text('{"format": "rapporteur-case"}')
        (tmp_path / "good.txt").write_text("Words.")
        (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7")
        files = [tmp_path / name for name in ("bad.json", "none.txt", "paper.pdf", "good.txt")]
        status, out, err = run("import", tmp_path / "c.rapporteur", *files)
        assert status == 1
        assert out.count("\n") == 1
        assert "good.txt: a new source" in out
        assert err.count("\n") == 3
        assert "bad.json: version: missing" in err

    def test_a_case_is_made_only_for_what_can_be_taken(self, run, tmp_path):
        (tmp_path / "bad.json").write_text("{")
        assert run("import", tmp_path / "c.rapporteur", tmp_path / "bad.json")[0] == 1
        assert not (tmp_path / "c.rapporteur").exists()

    def test_all_faults_of_a_file_are_told_a_line_each(self, run, case, tmp_path):
        content = json.loads((ROOT / "resources/sample/sample.json").read_text(encoding="utf-8"))
        content["statements"][3]["positions"][0]["regions"][0]["hostilities"] = ["cease-fire"]
        content["actors"][0]["kind"] = "planet"
        (tmp_path / "bad.json").write_text(json.dumps(content))
        before = case.read_bytes()
        status, out, err = run("import", case, tmp_path / "bad.json")
        assert (status, out) == (1, "")
        assert err.splitlines() == [
            f'{tmp_path}/bad.json: actors[0].kind: unknown value "planet"; '
            "known: person, state, organisation, coalition, group",
            f"{tmp_path}/bad.json: statements[3].positions[0].regions[0].hostilities: "
            'unknown value "cease-fire"; known: ongoing, ceasefire, settlement',
        ]
        assert case.read_bytes() == before

    def test_a_contradiction_changes_nothing(self, run, case, tmp_path):
        content = json.loads((ROOT / "resources/sample/sample.json").read_text(encoding="utf-8"))
        content["actors"][0]["name"] = "Other"
        content["actors"].append({"id": "new", "name": "New", "kind": "group"})
        (tmp_path / "other.json").write_text(json.dumps(content))
        status, _out, err = run("import", case, tmp_path / "other.json")
        assert status == 1
        assert 'actors[0]: the id "russia" is in the case already' in err
        run("export", case, tmp_path / "after.json")
        assert "New" not in (tmp_path / "after.json").read_text(encoding="utf-8")


class TestMatrix:
    def test_the_worked_example(self, run, tmp_path):
        case = tmp_path / "w.rapporteur"
        assert run("import", case, GOLDEN / "worked_example.json")[0] == 0
        status, out, err = run("matrix", case, "--json")
        assert (status, err) == (0, "")
        expected = json.loads((GOLDEN / "worked_matrix.json").read_text(encoding="utf-8"))
        answer = json.loads(out)
        assert {name: answer[name] for name in expected if name != "cells"} == {
            name: value for name, value in expected.items() if name != "cells"
        }
        assert [{name: cell[name] for name in expected["cells"][0]} for cell in answer["cells"]] == expected["cells"]

    def test_for_people(self, run, case):
        status, out, err = run("matrix", case)
        assert (status, err) == (0, "")
        assert "As of 7 Sep 2025" in out
        assert "-- Rejects" in out
        assert "[Opposes]" in out
        assert "\x1b" not in out
        assert max(map(len, out.splitlines())) <= 100

    @pytest.mark.parametrize("width", [20, 40, 60, 200])
    def test_no_wider_than_the_terminal(self, run, case, monkeypatch, width):
        monkeypatch.setenv("COLUMNS", str(width))
        assert max(map(len, run("matrix", case)[1].splitlines())) <= width

    def test_as_of(self, run, case):
        assert "As of 4 Sep 2025" in run("matrix", case, "--as-of", "2025-09-04")[1]
        before = json.loads(run("matrix", case, "--json", "--as-of", "2025-09-04")[1])
        assert before["as_of"] == "2025-09-04"
        cell = next(each for each in before["cells"] if (each["actor"], each["scenario"]) == ("russia", "pledged"))
        assert cell["headlines"] == ["silent"]

    def test_wrong_date_is_wrong_usage(self, run, case):
        status, _out, err = run("matrix", case, "--as-of", "yesterday")
        assert status == 2
        assert "yesterday is no date" in err

    def test_csv(self, run, case):
        lines = run("matrix", case, "--csv")[1].splitlines()
        assert lines[0].startswith("Actor,Troops deploy during the fighting,")
        assert lines[1].startswith("Russia,Rejects,Rejects,")
        assert len(lines) == 11

    def test_csv_holds_no_formula(self, run, tmp_path):
        names = ["=1+1", "+a", "-a", "@a", "\ta", "＝a", "plain"]
        actors = [{"id": f"a{n}", "name": name, "kind": "state"} for n, name in enumerate(names)]
        content = {"format": "rapporteur-case", "version": 1, "actors": actors}
        content["scenarios"] = [{"id": "s", "name": "=cmd|' /C calc'!A0"}]
        (tmp_path / "x.json").write_text(json.dumps(content), encoding="utf-8")
        run("import", tmp_path / "c.rapporteur", tmp_path / "x.json")
        out = run("matrix", tmp_path / "c.rapporteur", "--csv")[1]
        assert out.splitlines()[0] == "Actor,'=cmd|' /C calc'!A0"
        assert [line[0] for line in out.splitlines()[1:]] == ["'"] * 6 + ["p"]

    def test_nothing_to_compare(self, run, tmp_path):
        run("new", tmp_path / "e.rapporteur", "--title", "Empty")
        status, out, _err = run("matrix", tmp_path / "e.rapporteur")
        assert status == 0
        assert "nothing to compare yet" in out
        assert json.loads(run("matrix", tmp_path / "e.rapporteur", "--json")[1])["cells"] == []

    def test_asking_changes_no_byte_of_the_case(self, run, case):
        before = case.read_bytes()
        run("matrix", case)
        run("explain", case, "russia", "pledged")
        run("check", case)
        assert case.read_bytes() == before


class TestExplain:
    def test_for_people(self, run, case):
        status, out, _err = run("explain", case, "Russia", "pledged")
        assert status == 0
        assert "Russia: Reassurance force after a ceasefire" in out
        assert "Applies" in out
        assert "this is a red line" in out
        assert "Hostilities: Ceasefire or Settlement (met)" in out
        assert "Less specific than no. 2" in out

    def test_ids_names_and_aliases(self, run, case):
        texts = {run("explain", case, name, "sea-air")[1] for name in ("russia", "Russia", "RUSSIA", "Россия", "RU")}
        assert len(texts) == 1
        assert "Reassurance force after a ceasefire … at sea and in the air only" in texts.pop()

    def test_for_programs(self, run, case):
        answer = json.loads(run("explain", case, "russia", "pledged", "--json")[1])
        assert answer["cell"]["headlines"] == ["rejects"]
        assert answer["positions"][0]["quotations"][0]["source"] == "digest-forum"

    def test_unknown(self, run, case):
        one_fault(run("explain", case, "mars", "pledged"), "mars", "russia")
        one_fault(run("explain", case, "russia", "x"), "x", "pledged")

    def test_every_cell_can_be_told(self, run, case):
        matrix = json.loads(run("matrix", case, "--json")[1])
        for actor in matrix["actors"]:
            for scenario in matrix["scenarios"]:
                assert run("explain", case, actor, scenario)[0] == 0


class TestSearch:
    def test_for_people(self, run, case):
        status, out, err = run("search", case, "red", "line")
        assert (status, err) == (0, "")
        assert "no. 2, Vladimir Putin" in out
        assert "Nothing was found." in run("search", case, "xylophone")[1]

    def test_for_programs(self, run, case):
        found = json.loads(run("search", case, '"red line"', "--json")[1])
        assert {"quotation", "source"} <= {each["in"] for each in found}
        for each in found:
            assert "red line" in each["excerpt"]
            assert each["end"] - each["start"] == len("red line")
        assert json.loads(run("search", case, "red", "--limit", "1", "--json")[1])[1:] == []


class TestCheck:
    def test_a_sound_case(self, run, case):
        status, out, err = run("check", case)
        assert (status, err) == (0, "")
        assert out

    def test_for_programs(self, run, case):
        assert isinstance(json.loads(run("check", case, "--json")[1]), dict)


class TestElsewhere:
    """A case that this machine does not know: nothing but what may cross of it is read."""

    @pytest.fixture
    def stranger(self, case, monkeypatch, tmp_path):
        monkeypatch.setenv("RAPPORTEUR_SETTINGS", str(tmp_path / "another machine"))
        return case

    def spoil(self, path, *orders):
        with sqlite3.connect(path) as other:
            for order in orders:
                other.execute(order)
        other.close()

    def test_what_is_planted_in_it_is_left_aside_and_told(self, run, stranger):
        self.spoil(
            stranger, "CREATE VIEW planted AS SELECT 1", "CREATE TRIGGER t AFTER DELETE ON actor BEGIN SELECT 1; END"
        )
        before = stranger.read_bytes()
        assert run("matrix", stranger)[0] == 0
        status, out, err = run("check", stranger)
        assert (status, err) == (0, "")
        assert "trigger t and view planted" in out
        assert stranger.read_bytes() == before

    def test_a_record_that_does_not_follow_from_its_history(self, run, stranger):
        self.spoil(stranger, "UPDATE actor SET name = 'Somebody else' WHERE id = 1")
        one_fault(run("matrix", stranger))
        status, out, err = run("check", stranger)
        assert (status, out) == (1, "")
        assert "Row 1 of “actor” is not what the history made of it" in err

    def test_nothing_is_left_in_the_folder_for_passing_files(self, run, stranger, monkeypatch, tmp_path):
        passing = tmp_path / "passing"
        passing.mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(passing))
        self.spoil(stranger, "UPDATE actor SET name = 'Somebody else' WHERE id = 1")
        run("check", stranger)
        run("matrix", stranger)
        assert not list(passing.iterdir())


class TestBadInput:
    def asking(self, path):
        return [
            ["matrix", path],
            ["matrix", path, "--json"],
            ["explain", path, "a", "b"],
            ["export", path, path.with_suffix(".json")],
            ["check", path],
            ["brief", path, path.with_suffix(".pdf")],
        ]

    def all_refused(self, run, path):
        for arguments in self.asking(path):
            one_fault(run(*arguments))
        assert not path.with_suffix(".json").exists()
        assert not path.with_suffix(".pdf").exists()

    def test_no_file(self, run, tmp_path):
        self.all_refused(run, tmp_path / "none.rapporteur")
        assert not list(tmp_path.iterdir())

    @pytest.mark.parametrize("content", [b"", b"not a case", b"%PDF-1.7", b"SQLite format 3\x00" + bytes(5000)])
    def test_a_file_that_is_no_case(self, run, tmp_path, content):
        path = tmp_path / "x.rapporteur"
        path.write_bytes(content)
        self.all_refused(run, path)
        one_fault_or_line = run("import", path, ROOT / "resources/sample/sample.json")
        assert one_fault_or_line[0] == 1
        assert path.read_bytes() == content

    def test_another_programs_database(self, run, tmp_path):
        path = tmp_path / "x.rapporteur"
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE actor (id)")
        other.close()
        self.all_refused(run, path)

    def test_a_newer_case(self, run, case):
        with sqlite3.connect(case) as other:
            other.execute("PRAGMA user_version=99")
        other.close()
        for arguments in self.asking(case):
            one_fault(run(*arguments), "newer")

    def test_a_damaged_case(self, run, case):
        data = bytearray(case.read_bytes())
        data[len(data) // 3 : len(data) // 2] = os.urandom(len(data) // 2 - len(data) // 3)
        case.write_bytes(data)
        status, _out, err = run("check", case)
        assert status == 1
        assert "Traceback" not in err

    def test_a_folder(self, run, tmp_path):
        self.all_refused(run, tmp_path)

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user that may not write everywhere")
    def test_a_folder_that_takes_no_files(self, run, tmp_path):
        tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
        try:
            one_fault(run("sample", tmp_path / "x.rapporteur"))
        finally:
            tmp_path.chmod(stat.S_IRWXU)


class TestUsage:
    @pytest.mark.parametrize(
        "arguments",
        [
            ["matirx", "x"],
            ["matrix"],
            ["new", "x.rapporteur"],
            ["matrix", "x.rapporteur", "--nope"],
            ["matrix", "x.rapporteur", "--json", "--csv"],
            ["explain", "x.rapporteur", "a"],
            ["import", "x.rapporteur"],
            ["--nope"],
        ],
    )
    def test_wrong_usage(self, run, arguments):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert "usage: rapporteur" in err

    def test_version_and_help(self, run):
        assert re.fullmatch(r"Rapporteur \d+\.\d+\.\d+\n", run("-V")[1])
        assert run("--version")[0] == 0
        status, out, _err = run("--help")
        assert status == 0
        for command in cli.COMMANDS:
            assert f"  {command} " in out
            assert run(command, "--help")[0] == 0

    def test_an_unforeseen_error_is_one_line_too(self, run, case, monkeypatch):
        def fail(*_args):
            raise ZeroDivisionError("so it goes")

        monkeypatch.setattr("desktop.analysis.answers.matrix", fail)
        one_fault(run("matrix", case, "--json"), "so it goes")


class TestOutside:
    """In processes of their own, without Qt."""

    def test_everything_works_with_no_qt(self, tmp_path):
        case = tmp_path / "s.rapporteur"
        for arguments in (
            ["sample", case],
            ["new", tmp_path / "n.rapporteur", "--title", "T"],
            ["export", case, tmp_path / "s.json"],
            ["import", tmp_path / "n.rapporteur", tmp_path / "s.json"],
            ["matrix", case],
            ["matrix", case, "--json"],
            ["explain", case, "russia", "pledged"],
            ["check", case],
            ["brief", case, tmp_path / "s.pdf"],
        ):
            result = outside(*arguments)
            assert result.returncode == 0, (arguments, result.stderr.decode())
            assert result.stderr == b"", arguments
        assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")

    def test_without_qt_the_window_says_so(self, tmp_path):
        result = outside("open", env={"DISPLAY": ":77"})
        assert result.returncode == 1
        assert result.stdout == b""
        assert b"Traceback" not in result.stderr
        assert b"matrix" in result.stderr

    def test_without_a_screen_the_window_says_so(self):
        env = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
        for arguments in ([], ["open"], ["open", "x.rapporteur"], ["x.rapporteur"]):
            result = outside(*arguments, env=env)
            assert result.returncode == 1, arguments
            assert b"Traceback" not in result.stderr
            assert b"matrix" in result.stderr

    def test_help_loads_neither_sql_nor_numpy(self):
        code = (
            "from desktop import cli; cli.main(['--help']); "
            "sys.exit(any(name in sys.modules for name in ('sqlalchemy', 'numpy', 'typst', 'charset_normalizer')))"
        )
        assert outside(code=code).returncode == 0

    def test_a_reader_that_goes_away(self, tmp_path):
        case = tmp_path / "s.rapporteur"
        outside("sample", case)
        code = "import os; os.close(1); os.dup2(os.pipe()[1], 1); os.closerange(3, 9); "
        code += "from desktop.cli import main; sys.exit(main(sys.argv[1:]))"
        result = outside("matrix", case, "--json", code=code)
        assert b"Traceback" not in result.stderr

    @pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
    def test_any_output_encoding(self, tmp_path, encoding):
        case = tmp_path / "s.rapporteur"
        outside("sample", case)
        env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
        for arguments in (["matrix", case], ["explain", case, "ukraine", "with-say"], ["matrix", case, "--json"]):
            result = outside(*arguments, env=env)
            assert (result.returncode, result.stderr) == (0, b"")
        json.loads(result.stdout.decode(encoding))

    def test_no_colour_without_a_terminal(self, tmp_path):
        case = tmp_path / "s.rapporteur"
        outside("sample", case)
        assert b"\x1b" not in outside("matrix", case).stdout
