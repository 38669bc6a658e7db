"""How the program starts: the window before anything heavy, a sentence without a screen, commands without Qt."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from db.known import Known
from desktop import places
from desktop.commands.open import has_screen
from desktop.exchange import sample as shipped

ROOT = Path(__file__).parents[2]
HEAVY = ("sqlalchemy", "alembic", "typst", "pypdfium2", "pikepdf", "numpy", "fontTools", "charset_normalizer")
NEVER = ("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtPrintSupport")

FIRST_PAINT = """
import sys
from PySide6.QtWidgets import QApplication
from desktop import app
from desktop.window import Window

def look(window):
    print("\\n".join(sys.modules))
    window.close()

made = Window.__init__
def watched(window, *given):
    made(window, *given)
    window.painted.connect(lambda: look(window))
Window.__init__ = watched
sys.exit(app.run(None))
"""

WHOLE_LIFE = """
import sys
from pathlib import Path
from desktop import app
from desktop.window import Window

made = Window.__init__
def watched(window, *given):
    made(window, *given)
    window.workspace.compared.connect(window.close)
    window.workspace.refused.connect(lambda _path, told: (print(told), window.close()))
Window.__init__ = watched
status = app.run(Path(sys.argv[1]))
print("\\n".join(sys.modules))
sys.exit(status)
"""


@pytest.fixture
def sample(tmp_path):
    """A sample case that this machine made, so that opening it takes nothing in."""
    path = tmp_path / "cases" / "Sample case.rapporteur"
    path.parent.mkdir()
    shipped.write(path, "Sample", known=Known(places.known(places.kept())))
    return path


def run(*arguments, **environment):
    """Runs Python in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    given = kept | {"QT_QPA_PLATFORM": "offscreen"} | environment
    given = {name: value for name, value in given.items() if value is not None}
    command = [sys.executable, "-X", "utf8", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, timeout=60, check=False)


def rapporteur(*arguments, **environment):
    return run("-m", "desktop", *arguments, **environment)


def test_nothing_heavy_is_loaded_before_the_window_stands_there():
    done = run("-c", FIRST_PAINT)
    assert (done.returncode, done.stderr) == (0, "")
    loaded = set(done.stdout.split())
    assert "desktop.window" in loaded
    assert not loaded & set(HEAVY)
    assert not loaded & set(NEVER)
    assert not {name for name in loaded if name.startswith(("desktop.analysis", "desktop.exchange", "desktop.reports"))}


def test_a_case_is_opened_and_closed_without_ever_loading_the_network(sample):
    done = run("-c", WHOLE_LIFE, sample)
    assert (done.returncode, done.stderr) == (0, "")
    loaded = set(done.stdout.split())
    assert "sqlalchemy" in loaded
    assert not loaded & set(NEVER)
    assert [path.name for path in sample.parent.iterdir()] == [sample.name]


def test_a_case_that_is_not_there_is_told_in_the_window(tmp_path):
    done = run("-c", WHOLE_LIFE, tmp_path / "nowhere.rapporteur")
    assert done.returncode == 0
    assert done.stdout.startswith(f"There is no file {tmp_path / 'nowhere.rapporteur'}.")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
@pytest.mark.parametrize("arguments", [(), ("open",), ("Talks.rapporteur",), ("open", "Talks.rapporteur")])
def test_without_a_screen_it_says_so_in_a_line_and_names_the_commands(arguments):
    done = rapporteur(*arguments, QT_QPA_PLATFORM=None)
    assert done.returncode == 1
    assert done.stdout == ""
    told = "rapporteur: There is no screen here, so no window. These commands need none: "
    assert done.stderr == told + "matrix, explain, brief, export, check.\n"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
def test_a_screen_that_cannot_be_reached_is_told_in_a_line():
    done = rapporteur(DISPLAY=":987", QT_QPA_PLATFORM="xcb")
    assert done.returncode == 1
    assert done.stderr.startswith("rapporteur: The window cannot be shown: ")
    assert done.stderr.endswith("These commands need none: matrix, explain, brief, export, check.\n")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("platform", "environment", "there"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("linux", {"QT_QPA_PLATFORM": "xcb"}, False),
        ("linux", {"QT_QPA_PLATFORM": "wayland;xcb"}, False),
        ("linux", {"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_where_there_may_be_a_screen(platform, environment, there):
    assert has_screen(environment, platform) is there


WITHOUT_QT = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Missing())
from desktop.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("open", "--help"), ("matrix", "--help")])
def test_help_and_version_need_no_qt(arguments):
    done = run("-c", WITHOUT_QT, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert "apporteur" in done.stdout


def test_the_commands_work_where_qt_is_not_installed(sample):
    done = run("-c", WITHOUT_QT, "matrix", sample)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Russia" in done.stdout


def test_the_window_says_that_qt_is_not_installed():
    done = run("-c", WITHOUT_QT, "open")
    assert done.returncode == 1
    assert "The window needs Qt (PySide6), which cannot be loaded here" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_program_without_a_terminal_has_somewhere_to_write():
    code = (
        "import sys; sys.stdout = sys.stderr = None; from desktop.__main__ import main; sys.exit(main(['--version']))"
    )
    assert run("-c", code).returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_closes_the_window_and_the_case(sample, name):
    by_signal = f"lambda: os.kill(os.getpid(), signal.{name})"
    code = "import os, signal\n" + WHOLE_LIFE.replace("connect(window.close)", f"connect({by_signal})")
    done = run("-c", code, sample)
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in sample.parent.iterdir()] == [sample.name]
