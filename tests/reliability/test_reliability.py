"""The short set of every harness, and for each a canary: something wrong on purpose, which must be found out.

``make nightly`` runs the long set (``nightly.py``).
"""

import random
import sys

import pytest

from db import log, replay, search
from db.case import Case
from db.log import Change
from db.sqlite import connections, triggers
from db.stacks import Stacks
from tests.db.edits import do, held
from tests.reliability import crowding, fuzzing, killing, rotting, soaking, story

apsw = pytest.importorskip("apsw", reason="the power and fault simulators need apsw (make test installs it)")
from tests.reliability import io_faults, power  # noqa: E402

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="these fork"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


class TestKilling:
    def test_nothing_that_was_reported_is_lost(self, sample, tmp_path):
        outcome = killing.run(sample, tmp_path, 10, seed=1)
        assert outcome.wrong == []
        assert outcome.facts["edits reported"] > 5

    def test_a_report_before_the_commit_is_found_out(self, sample, tmp_path):
        found = killing.run(sample, tmp_path, 8, seed=1, early=True).wrong
        assert any("was reported" in each for each in found)


class TestPower:
    def test_nothing_that_was_reported_is_lost(self):
        outcome = power.run(120)
        assert outcome.wrong == []
        assert outcome.facts["edits reported"] > 200

    @pytest.mark.parametrize(
        "changes",
        [{"synchronous": "OFF"}, {"synchronous": "NORMAL"}, {"synchronous": "FULL"}, {"journal_mode": "MEMORY"}],
        ids=str,
    )
    def test_other_settings_lose(self, changes):
        assert power.run(60, settings=power.with_settings(**changes)).wrong


class TestFaults:
    def test_the_last_reported_state_is_there_after_any_fault(self):
        outcome = io_faults.run(most=25)
        assert outcome.wrong == []
        assert outcome.facts["faults told"] > 60

    def test_a_journal_that_nobody_has_is_found_out(self, monkeypatch):
        monkeypatch.setattr(connections, "_SETTINGS", power.with_settings(journal_mode="OFF"))
        monkeypatch.setattr(io_faults.Writer.__init__, "__defaults__", (connections._SETTINGS,))
        assert io_faults.run(most=25).wrong


STEPS = {
    "the beginning of the action": "db.log.begin",
    "the seal": "db.log.seal",
    "the index": "db.search.sync",
    "the count": "db.log.count_up",
    "the last look": "db.case.Case._check_file",
    "what was touched": "db.sqlite.triggers.take",
}


class TestSteps:
    @pytest.mark.parametrize("what", STEPS)
    @pytest.mark.parametrize("act", ["edit", "undo", "redo", "go back", "typing"])
    def test_whatever_fails_inside_an_action_takes_all_of_it_back(self, sample, quick_folder, monkeypatch, what, act):
        if (act, what) == ("typing", "the beginning of the action"):
            pytest.skip("it goes on with the action that is there")
        path = quick_folder / "s.rapporteur"
        path.write_bytes(sample.read_bytes())
        with Case.open(path, author="ann") as case:
            do(case, random.Random(1), "actors.save")
            do(case, random.Random(2), "notes.save")
            case.undo()
            with case.change("Type", merge="x") if act == "typing" else case.read() as editing:
                editing.describe(title="typed") if act == "typing" else None
            page, undo, redo = held(case), case.can_undo(), case.can_redo()
            with monkeypatch.context() as broken:
                broken.setattr(STEPS[what], fail)
                with pytest.raises(MadeUp):
                    ACTS[act](case)
            assert held(case) == page
            assert (case.can_undo(), case.can_redo()) == (undo, redo)
            do(case, random.Random(3), "actors.save")
            case.undo()
            with case.read() as reading:
                assert replay.broken_seal(reading.connection) is None
                assert list(replay.contradictions(reading.connection)) == []


class MadeUp(Exception):
    """What goes wrong on purpose."""


def fail(*_given, **_named):
    raise MadeUp


def type_in(case):
    with case.change("Type", merge="x") as editing:
        editing.describe(title="typed more")


ACTS = {
    "edit": lambda case: do(case, random.Random(9), "actors.save"),
    "undo": lambda case: case.undo(),
    "redo": lambda case: case.redo(),
    "go back": lambda case: case.go_back(1),
    "typing": type_in,
}


class TestStory:
    def test_every_story_is_as_its_pages_say(self, sample, quick_disk):
        story.run(sample, 6, 25)

    @pytest.mark.parametrize("defect", ["forward", "redo kept", "no recursion", "unlogged", "no index", "half typed"])
    def test_a_defect_in_undo_is_found_out(self, sample, quick_folder, quick_disk, monkeypatch, defect):
        DEFECTS[defect](monkeypatch)
        assert any(self.goes_wrong(sample, quick_folder, seed) for seed in range(8))

    def goes_wrong(self, sample, folder, seed):
        told = story.Story(sample, folder)
        try:
            story.tell(told, random.Random(seed), 60)
        except Exception:
            return True
        finally:
            told.end()
        return False


@pytest.fixture
def quick_disk(monkeypatch):
    monkeypatch.setattr(connections, "_SETTINGS", power.with_settings(synchronous="OFF"))


def forwards(monkeypatch):
    monkeypatch.setattr(log, "reversed", lambda rows: rows, raising=False)


def redo_kept(monkeypatch):
    note = Stacks.note

    def keep(self, kind, step):
        before = list(self.redo)
        note(self, kind, step)
        if kind not in (log.UNDO, log.REDO):
            self.redo[:] = before

    monkeypatch.setattr(Stacks, "note", keep)


def no_recursion(monkeypatch):
    monkeypatch.setattr(connections, "_SETTINGS", power.with_settings(synchronous="OFF", recursive_triggers="OFF"))


def unlogged(monkeypatch):
    entry = triggers._entry
    monkeypatch.setattr(
        triggers, "_entry", lambda table, event: "" if table.name == "region_value" else entry(table, event)
    )


def no_index(monkeypatch):
    monkeypatch.setattr(search, "sync", lambda *_given: None)


def half_typed(monkeypatch):
    """Undo that forgets the last row of what it turns back."""
    changes = log.changes

    def fewer(connection, actions) -> list[Change]:
        found = changes(connection, actions)
        return found[:-1] if len(found) > 1 else found

    monkeypatch.setattr(log, "changes", fewer)


DEFECTS = {
    "forward": forwards,
    "redo kept": redo_kept,
    "no recursion": no_recursion,
    "unlogged": unlogged,
    "no index": no_index,
    "half typed": half_typed,
}


class TestFuzzing:
    def test_no_spoilt_file_gets_in(self, sample, quick_folder):
        outcome = fuzzing.run(sample, quick_folder, 60)
        assert outcome.wrong == []
        assert outcome.facts["refused"] > 10

    def test_a_reception_that_proves_nothing_is_found_out(self, sample, quick_folder, monkeypatch):
        monkeypatch.setattr("db.reception._prove", lambda _new: None)
        assert fuzzing.run(sample, quick_folder, 60).wrong


class TestRotting:
    def test_every_bit_that_matters_is_noticed(self, sample, quick_folder):
        outcome = rotting.run(sample, quick_folder, 40)
        assert outcome.wrong == []
        assert outcome.facts["changed what the case holds"] > 1

    def test_without_the_history_bits_go_unnoticed(self, sample, quick_folder):
        assert rotting.run(sample, quick_folder, 40, check=lambda _case: ()).wrong


class TestCrowding:
    def test_never_two_writers(self, sample, tmp_path):
        outcome = crowding.run(sample, tmp_path, 3)
        assert outcome.wrong == []
        assert outcome.facts["edits reported"] > 5

    def test_without_a_lock_there_are(self, sample, tmp_path):
        assert crowding.run(sample, tmp_path, 3, locked=False).wrong


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
class TestSoaking:
    def test_nothing_piles_up(self, sample, quick_folder):
        assert soaking.run(sample, quick_folder, 600).wrong == []

    def test_what_piles_up_is_found_out(self, sample, quick_folder):
        assert soaking.run(sample, quick_folder, 400, kept_each=100_000).wrong
