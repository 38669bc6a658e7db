"""Work in a child: its answer comes whole, its limits hold, its failure is told, and nothing of it stays behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from db import confined, process_memory
from db.confined import Worker
from db.errors import ChildCancelled, ChildFailed, ChildOutOfMemory, ChildTimedOut

linux = pytest.mark.skipif(sys.platform != "linux", reason="limits and processes as Linux has them")

GIB = 1 << 30
BEGIN = "import os, sys, time\nfrom db import child\nchild.begin()\n"
SERVE = """
import os, sys, time
from db import child

def handle(job, data):
    do = job.get("do")
    if do == "print":
        print("a library talks")
    if do == "raise":
        raise ValueError("this job is bad")
    if do == "hang":
        while True:
            time.sleep(1)
    if do == "spend":
        end = time.process_time() + 0.7
        while time.process_time() < end:
            pass
    if do == "spin":
        while True:
            pass
    if do == "fill":
        kept = [bytes(1 << 26) for _ in range(1000)]
    if do == "abort":
        os.abort()
    if do == "garbage":
        os.write(int(job["fd"]), b"x" * 100)
    if do == "half":
        child.report(0.5)
    return {"pid": os.getpid(), "length": len(data)}, data * job.get("times", 1)

child.serve(handle)
"""


def python(code):
    return [sys.executable, "-c", code]


def run(code, **options):
    return confined.run(python(code), **({"seconds": 20, "memory": GIB} | options))


def worker(**options):
    return Worker(python(SERVE), **({"seconds": 20, "memory": GIB} | options))


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat", encoding="utf-8") as told:
        return told.read().rpartition(")")[2].split()[0] != "Z"


def gone(pid, within=5):
    end = time.monotonic() + within
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not alive(pid)


@pytest.fixture
def nothing_left():
    """No descriptor, thread or child process more than before."""

    def counted():
        descriptors = len(os.listdir("/proc/self/fd"))
        with open(f"/proc/self/task/{os.getpid()}/children", encoding="utf-8") as told:
            return descriptors, threading.active_count(), told.read().split()

    before = counted()
    yield
    assert counted() == before


def test_a_large_answer_to_a_large_question(nothing_left):
    given = os.urandom(1 << 16) * 160
    assert run("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])", input=given) == given[::-1]


def test_no_answer_is_an_answer(nothing_left):
    assert run("pass", input=b"x" * 1_000_000) == b""


def test_last_words_are_told(nothing_left):
    with pytest.raises(ChildFailed) as caught:
        run("print('half an answer'); raise ValueError('no such page')")
    assert caught.value.code == "child-failed"
    assert caught.value.facts["detail"] == "ValueError: no such page"
    assert "Traceback" in caught.value.facts["log"]


def test_a_silent_end_is_told(nothing_left):
    with pytest.raises(ChildFailed) as caught:
        run("import sys; sys.exit(3)")
    assert caught.value.facts["detail"] == "exit status 3"
    with pytest.raises(ChildFailed) as caught:
        run("import os, signal; os.kill(os.getpid(), signal.SIGILL)")
    assert caught.value.facts["detail"] == "ended by SIGILL"


def test_a_program_that_is_not_there(nothing_left):
    with pytest.raises(ChildFailed):
        confined.run(["/no/such/program"], seconds=1, memory=GIB)


def test_the_clock(nothing_left):
    start = time.monotonic()
    with pytest.raises(ChildTimedOut) as caught:
        run("import time; time.sleep(60)", seconds=0.5)
    assert time.monotonic() - start < 5
    assert caught.value.facts["seconds"] == 0.5
    with pytest.raises(ChildTimedOut) as caught:
        run("import os, time; os.close(1); time.sleep(60)", seconds=1)
    assert caught.value.facts["seconds"] == 1


@linux
def test_what_a_child_started_ends_with_it(nothing_left, tmp_path):
    told = tmp_path / "pid"
    os.mkfifo(told)
    code = f"""
import os, subprocess, time
other = subprocess.Popen(["sleep", "60"])
pipe = os.open({str(told)!r}, os.O_WRONLY)
os.write(pipe, str(other.pid).encode())
os.close(pipe)
time.sleep(60)
"""
    pids = []

    def heard():
        pids.append(int(told.read_text()))
        return True

    with pytest.raises(ChildCancelled):
        run(code, cancel=heard)
    assert gone(pids[0])


@linux
def test_memory_and_files(nothing_left, tmp_path):
    with pytest.raises(ChildOutOfMemory) as caught:
        run("kept = bytes(2 << 30)")
    assert caught.value.facts["memory"] == GIB
    target = tmp_path / "written"
    with pytest.raises(ChildFailed):
        run(f"open({str(target)!r}, 'wb', buffering=0).write(b'x')", files=0)
    assert target.read_bytes() == b""


@linux
def test_processor_time(nothing_left, monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 0)
    monkeypatch.setattr(confined, "TICK", 30)
    with pytest.raises(ChildTimedOut):
        run(BEGIN + "while True: pass", seconds=1)


def test_cancelling_is_quick(nothing_left):
    start = time.monotonic()
    with pytest.raises(ChildCancelled):
        run("import time; time.sleep(60)", cancel=lambda: time.monotonic() - start > 0.2)
    assert time.monotonic() - start < 3


def test_an_error_of_the_callers_own_ends_the_child_too(nothing_left):
    def interrupt():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run("import time; time.sleep(60)", cancel=interrupt)


def test_progress_is_told_and_other_lines_are_kept(nothing_left):
    shares = []
    code = """
import sys
from db import child
for n in range(5):
    child.report(n / 4)
    print('line', n, file=sys.stderr)
child.report(7)
"""
    run(code, progress=shares.append)
    assert shares == [0, 0.25, 0.5, 0.75, 1, 1]
    with pytest.raises(ChildFailed) as caught:
        run(code + "\nsys.exit(1)")
    assert caught.value.facts["log"] == "\n".join(f"line {n}" for n in range(5))


def test_an_answer_may_be_too_large(nothing_left):
    with pytest.raises(ChildFailed) as caught:
        run("import sys\nwhile True: sys.stdout.write('x' * 10000)", largest=1_000_000)
    assert caught.value.facts["detail"] == "its answer was too large"


def test_a_flood_of_words_is_cut(nothing_left):
    with pytest.raises(ChildFailed) as caught:
        run("import sys; sys.stderr.write(('x' * 100000 + '\\n') * 100); sys.exit(1)")
    assert len(caught.value.facts["log"]) <= confined.LINES * (confined.LONGEST + 1)


def test_the_environment_is_small(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy")
    monkeypatch.setenv("RAPPORTEUR_SETTINGS", "elsewhere")
    names = run("import os; print(*os.environ)").decode().split()
    assert "HTTPS_PROXY" not in names
    assert "RAPPORTEUR_SETTINGS" not in names
    assert "HOME" not in names


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.socket()",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
        "import os; os.system('true')",
        "import subprocess; subprocess.run(['true'])",
    ],
)
def test_no_sockets_and_no_programs(attempt):
    with pytest.raises(ChildFailed) as caught:
        run(BEGIN + attempt)
    assert "is not allowed here" in caught.value.facts["detail"]


@linux
@pytest.mark.parametrize("kind", ["run", "worker"])
def test_a_child_ends_with_its_parent(kind, tmp_path):
    told = tmp_path / "pid"
    child = BEGIN + "print(os.getpid(), file=sys.stderr, flush=True)\nwhile True: time.sleep(1)"
    parent = {
        "run": f"from db import confined; confined.run([sys.executable, '-c', {child!r}], seconds=60, memory=1 << 30)",
        "worker": "from db import confined\nw = confined.Worker([sys.executable, '-c', "
        + repr(SERVE)
        + "], seconds=60, "
        "memory=1 << 30)\nopen(" + repr(str(told)) + ", 'w').write(str(w.do({})[0]['pid']))\nw.do({'do': 'hang'})",
    }[kind]
    process = subprocess.Popen(python("import sys\n" + parent))
    try:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        end = time.monotonic() + 10
        while time.monotonic() < end and not (pids := children.read_text().split()):
            time.sleep(0.05)
        time.sleep(1.5)
        assert alive(int(pids[0]))
    finally:
        process.kill()
        process.wait()
    assert gone(int(pids[0]))


def test_a_worker_does_one_job_after_another(nothing_left):
    shares = []
    with worker() as one:
        pids = {one.do({"do": "print"}, b"x" * size)[0]["pid"] for size in (0, 1, 1_000_000)}
        answer, data = one.do({"do": "half"}, b"\x00\xff" * 1_000_000, progress=shares.append)
        assert (answer["length"], len(data), shares) == (2_000_000, 2_000_000, [0.5])
    assert pids == {answer["pid"]}


def test_a_worker_is_fresh_after_some_jobs(nothing_left):
    with worker(jobs=2) as one:
        pids = [one.do({})[0]["pid"] for _ in range(5)]
    assert pids[0] == pids[1] != pids[2] == pids[3] != pids[4]


@linux
@pytest.mark.parametrize(
    ("job", "options", "error", "detail"),
    [
        ({"do": "raise"}, {}, ChildFailed, "ValueError: this job is bad"),
        ({"do": "abort"}, {}, ChildFailed, "ended by SIGABRT"),
        ({"do": "hang"}, {"seconds": 1}, ChildTimedOut, None),
        ({"do": "spin"}, {"cpu": 1}, ChildTimedOut, None),
        ({"do": "fill"}, {}, ChildOutOfMemory, None),
        ({"times": 1000}, {"largest": 100_000}, ChildFailed, "its answer was too large"),
        ({"do": "garbage", "fd": 3}, {"seconds": 2}, ChildFailed, None),
    ],
    ids=["raises", "aborts", "hangs", "spins", "fills", "too large", "garbage"],
)
def test_a_worker_is_fresh_after_a_failure(nothing_left, job, options, error, detail):
    with worker(**options) as one:
        pid = one.do({})[0]["pid"]
        with pytest.raises(error) as caught:
            one.do(job, b"x" * 1000)
        assert type(caught.value) is error
        if detail:
            assert caught.value.facts["detail"] == detail
        assert one.do({}, b"well")[0] != {"pid": pid, "length": 4}
        assert not alive(pid)


@linux
def test_each_job_has_its_own_processor_time(nothing_left):
    with worker(cpu=1) as one:
        code = {"do": "spend"}
        pids = {one.do(code)[0]["pid"] for _ in range(4)}
    assert len(pids) == 1


def test_a_job_can_be_cancelled(nothing_left):
    with worker() as one:
        one.start()
        with pytest.raises(ChildCancelled):
            one.do({"do": "hang"}, b"x" * 10_000_000, cancel=lambda: True)
        assert one.do({}, b"on")[1] == b"on"


def test_memory_is_watched_where_it_cannot_be_limited(monkeypatch):
    monkeypatch.setattr(confined, "_WATCHED", True)
    monkeypatch.setattr(confined, "held_by", lambda pid: 2 * GIB)
    with pytest.raises(ChildOutOfMemory):
        run("import time; time.sleep(60)")


@linux
def test_held_memory_is_measured():
    assert 1 << 20 < process_memory.held_by(os.getpid()) < 1 << 34
    assert process_memory.held_by(2**22 + 1) == 0
    if os.path.exists("/bin/ps"):
        both = process_memory._unix(os.getpid()), process_memory._linux(os.getpid())
        assert abs(both[0] - both[1]) < both[1] / 2


def test_signals_of_the_terminal_do_not_reach_it():
    code = "import os; print(os.getpgid(0) == os.getpid())"
    if hasattr(signal, "SIGKILL"):
        assert run(code) == b"True\n"
