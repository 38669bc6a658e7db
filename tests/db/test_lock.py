"""Two people never write on top of each other."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db import lock
from db.case import Case
from db.errors import CaseLocked, CaseMoved
from tests.db.edits import do, held

ROOT = Path(__file__).parents[2]

OTHER = """
import sys, time
sys.path.insert(0, {root!r})
from pathlib import Path
from db.case import Case
case = Case.open(Path({path!r}), author="Lee", take_over={take_over})
print("open", flush=True)
for line in sys.stdin:
    if line.strip() == "edit":
        try:
            with case.change("Theirs") as editing:
                editing.describe(title=f"theirs {{time.time_ns()}}")
            print("done", flush=True)
        except Exception as error:
            print(getattr(error, "code", repr(error)), flush=True)
    else:
        case.close()
        print("closed", flush=True)
        break
"""


class Other:
    """Another process that has a case open for writing."""

    def __init__(self, path, *, take_over=False):
        code = OTHER.format(root=str(ROOT), path=str(path), take_over=take_over)
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen([sys.executable, "-c", code], **pipes)
        assert self.heard() == "open"

    def heard(self):
        return self.process.stdout.readline().strip()

    def say(self, what):
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        return self.heard()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.end()

    def end(self):
        self.process.communicate()


@pytest.fixture
def path(case):
    case.close()
    return case.path


def test_an_open_case_is_locked_and_a_closed_one_is_not(path):
    with Case.open(path, author="ann"):
        holder = lock.holder(path)
        assert (holder.author, holder.host, holder.process) == ("ann", lock.host(), os.getpid())
    assert lock.holder(path) is None
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_reading_needs_no_lock(path):
    with Case.open(path, author="ann"), Case.open(path, read_only=True) as reader:
        assert reader.snapshot().actors
    with Case.open(path, read_only=True):
        assert lock.holder(path) is None


def test_another_process_is_told_by_name_and_may_read(path):
    other = Other(path)
    try:
        with pytest.raises(CaseLocked) as caught:
            Case.open(path, author="ann")
        assert caught.value.code == "case-held"
        assert caught.value.facts["author"] == "Lee"
        assert caught.value.facts["host"] == lock.host()
        with Case.open(path, read_only=True) as reader:
            assert reader.snapshot().actors
            assert other.say("edit") == "done"
        assert other.say("close") == "closed"
        with Case.open(path, author="ann") as case:
            assert case.can_undo().label == "Theirs"
    finally:
        other.end()


def test_whose_lock_is_taken_over_writes_no_more(path):
    other = Other(path)
    try:
        assert other.say("edit") == "done"
        with Case.open(path, author="ann", take_over=True) as case:
            before = held(case)
            assert other.say("edit") == "case-taken-over"
            assert held(case) == before
            do(case, random.Random(1), "actors.save")
            assert other.say("close") == "closed"
            assert lock.holder(path).author == "ann", "the loser takes no lock away"
            do(case, random.Random(2), "actors.save")
    finally:
        other.end()


def test_it_is_noticed_in_this_process_too(path):
    mine = Case.open(path, author="ann")
    other = Other(path, take_over=True)
    try:
        with pytest.raises(CaseLocked) as caught, mine.change("Mine") as editing:
            editing.describe(title="mine")
        assert (caught.value.code, caught.value.facts["author"]) == ("case-taken-over", "Lee")
        mine.close()
        assert lock.holder(path).author == "Lee"
    finally:
        other.kill()


def test_the_lock_of_a_process_that_was_killed_is_in_nobodys_way(path):
    Other(path).kill()
    assert lock.beside(path).exists()
    assert lock.holder(path) is None
    with Case.open(path, author="ann") as case:
        do(case, random.Random(1), "actors.save")
    assert not lock.beside(path).exists()


def edited(path, **changes):
    told = json.loads(lock.beside(path).read_bytes()) | changes
    lock.beside(path).write_text(json.dumps(told))


def test_a_lock_of_another_machine_stays_until_it_is_taken_over(path):
    Other(path).kill()
    edited(path, host="elsewhere", author="Kim")
    with pytest.raises(CaseLocked) as caught:
        Case.open(path, author="ann")
    assert (caught.value.facts["author"], caught.value.facts["host"]) == ("Kim", "elsewhere")
    with Case.open(path, author="ann", take_over=True) as case:
        do(case, random.Random(1), "actors.save")


@pytest.mark.skipif(sys.platform != "linux", reason="only there the beginning of a process is known")
def test_a_later_process_with_the_same_number_is_another_one(path):
    Other(path).kill()
    edited(path, process=os.getpid(), began="earlier")
    with Case.open(path, author="ann"):
        pass


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"process": "x"}', b"\xff\xfe", b"x" * 10_000])
def test_a_lock_that_cannot_be_read_is_waited_for_and_then_taken(path, content, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    lock.beside(path).write_bytes(content)
    with Case.open(path, author="ann"):
        assert lock.holder(path).author == "ann"


def test_a_lock_that_somebody_deleted_is_made_again(path):
    with Case.open(path, author="ann") as case:
        lock.beside(path).unlink()
        do(case, random.Random(1), "actors.save")
        assert lock.holder(path).author == "ann"


def test_a_link_to_a_case_has_the_same_lock(path, tmp_path):
    link = tmp_path / "link.rapporteur"
    link.symlink_to(path)
    with Case.open(path, author="ann"), pytest.raises(CaseLocked):
        Case.open(link, author="bob")


def test_a_case_that_is_open_elsewhere_is_not_overwritten(path):
    other = Other(path)
    try:
        before = path.read_bytes()
        with pytest.raises(CaseLocked):
            Case.create(path, title="t", overwrite=True)
        assert path.read_bytes() == before
    finally:
        other.kill()


def test_opening_that_fails_leaves_no_lock(tmp_path):
    path = tmp_path / "x.rapporteur"
    path.write_text("nothing")
    with pytest.raises(Exception, match="not-a-case"):
        Case.open(path)
    assert not lock.beside(path).exists()


def test_a_moved_case_leaves_its_lock_behind_and_gives_it_up(path):
    case = Case.open(path, author="ann")
    path.rename(path.with_name("moved.rapporteur"))
    with pytest.raises(CaseMoved), case.change("x") as editing:
        editing.describe(title="x")
    case.close()
    assert not lock.beside(path).exists()


def test_many_at_once_and_only_one_gets_in(path):
    """Processes that all find the lock of one that was killed."""
    Other(path).kill()
    code = f"""
import sys, time
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from db import lock
from db.errors import CaseLocked
time.sleep(max(0, {time.time() + 1.0} - time.time()))
try:
    held = lock.take(Path({str(path)!r}), "x")
    time.sleep(1)
    held.check()
    print("in")
except CaseLocked as error:
    print(error.code)
"""
    runs = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _n in range(6)]
    said = [run.communicate()[0].strip() for run in runs]
    assert said.count("in") == 1, said
    assert set(said) == {"in", "case-held"}
