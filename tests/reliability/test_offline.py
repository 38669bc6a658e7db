"""Offline is a promise: no command and no screen opens a connection. Each gate says so when it cannot look."""

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

COMMANDS = """
import contextlib, io, sys
from pathlib import Path
from desktop import cli
folder = Path(sys.argv[1])
case, text = folder / "c.rapporteur", folder / "t.txt"
text.write_text("“We say no,” the minister said on Monday.")
def run(*given):
    with contextlib.redirect_stdout(io.StringIO()):
        status = cli.main([str(each) for each in given])
    assert status == 0, given
run("sample", case)
run("new", folder / "n.rapporteur", "--title", "T")
run("import", case, text)
run("export", case, folder / "c.json")
run("matrix", case)
run("matrix", case, "--json")
run("explain", case, "russia", "pledged")
run("search", case, "force")
run("brief", case, folder / "b.pdf")
run("history", case)
run("undo", case)
run("redo", case)
run("check", case)
"""

WINDOW = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop import app
from desktop.window import Window

made = Window.__init__
walked = []
def watched(window, *given):
    made(window, *given)
    window.workspace.compared.connect(lambda: walked or QTimer.singleShot(0, lambda: walk(window)))

def walk(window):
    walked.append(True)
    QTimer.singleShot(60_000, lambda: os._exit(9))
    for command in window.commands:
        if command.menu.value == "go" and window.commands[command.id].isEnabled():
            window.commands[command.id].trigger()
    QTimer.singleShot(1500, lambda: (maps(), window.close()))

def maps():
    try:
        with open("/proc/self/maps") as told:
            libraries = {line.split()[-1] for line in told if ".so" in line}
    except OSError:
        libraries = set()
    print("\\n".join(sorted(libraries | set(sys.modules))))

Window.__init__ = watched
sys.exit(app.run(Path(sys.argv[1])))
"""

HOOK = """
import os, sys
def hook(event, given):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        sys.stderr.write(f"NETWORK {event} {given}\\n")
        os._exit(66)
sys.addaudithook(hook)
"""


def environment():
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return kept | {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}


def run(*argv, **named):
    return subprocess.run(
        list(map(str, argv)),
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
        **named,
    )


@pytest.fixture(params=["commands", "window"])
def program(request, sample, tmp_path):
    """Something of the program to be watched: its code and what it is given."""
    if request.param == "commands":
        return COMMANDS, tmp_path
    pytest.importorskip("PySide6.QtWidgets")
    case = tmp_path / "w.rapporteur"
    shutil.copyfile(sample, case)
    return WINDOW, case


def test_no_python_socket(program):
    code, given = program
    done = run(sys.executable, "-c", HOOK + code, given)
    assert done.returncode == 0, done.stderr[-2000:]


@functools.cache
def strace():
    """Why the system calls cannot be watched here; empty when they can."""
    if shutil.which("strace") is None:
        return "there is no strace here"
    tried = subprocess.run(["strace", "-qq", "-e", "trace=none", "true"], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else f"strace may not watch here: {tried.stderr.strip()[:80]}"


def traced(code, given, log):
    done = run("strace", "-f", "-qq", "-e", "trace=%network", "-o", log, sys.executable, "-c", code, given)
    return done, log.read_text(errors="replace")


def test_no_system_call_reaches_a_network(program, tmp_path):
    if strace():
        pytest.skip(strace())
    code, given = program
    done, told = traced(code, given, tmp_path / "strace.log")
    assert done.returncode == 0, done.stderr[-2000:]
    reached = [line for line in told.splitlines() if "AF_INET" in line or "sin_port" in line]
    assert reached == []


def test_the_watch_sees_a_socket(tmp_path):
    """The canary of the gate above."""
    if strace():
        pytest.skip(strace())
    _done, told = traced("import socket; socket.socket(socket.AF_INET).close()", "", tmp_path / "strace.log")
    assert "AF_INET" in told


@functools.cache
def namespace():
    """Why there is no place without a network here; empty when there is."""
    if shutil.which("unshare") is None:
        return "there is no unshare here"
    tried = subprocess.run(["unshare", "-rn", "true"], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else f"no network namespace may be made here: {tried.stderr.strip()[:80]}"


def test_all_works_where_there_is_no_network(program):
    if namespace():
        pytest.skip(namespace())
    code, given = program
    done = run("unshare", "-rn", sys.executable, "-c", code, given)
    assert done.returncode == 0, done.stderr[-2000:]


def test_no_network_library_is_loaded(sample, tmp_path):
    pytest.importorskip("PySide6.QtWidgets")
    case = tmp_path / "w.rapporteur"
    shutil.copyfile(sample, case)
    done = run(sys.executable, "-c", WINDOW, case)
    assert done.returncode == 0, done.stderr[-2000:]
    loaded = done.stdout.splitlines()
    assert any("sqlalchemy" in each for each in loaded)
    assert not [each for each in loaded if "Qt6Network" in each or "QtNetwork" in each or "WebEngine" in each]
