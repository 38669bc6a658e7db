"""The plan of the house holds: who may import whom beyond what import-linter can see, and what loads with what."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted([*ROOT.glob("db/**/*.py"), *ROOT.glob("desktop/**/*.py"), *ROOT.glob("resources/**/*.py")])
NETWORK = {"socket", "http", "urllib.request", "ftplib", "smtplib", "ssl", "requests", "PySide6.QtNetwork"}


def imported(path: Path) -> set[str]:
    """The modules a file imports anywhere, with the names taken from them."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def room(name: str) -> list[Path]:
    return [path for path in FILES if path.is_relative_to(ROOT / name)]


def test_models_and_workspace_know_no_widgets():
    for path in [*room("desktop/models"), ROOT / "desktop/workspace.py"]:
        assert not any(name.startswith("PySide6.QtWidgets") for name in imported(path)), path


def test_nobody_imports_the_network():
    for path in FILES:
        assert not imported(path) & NETWORK, path


def test_resources_use_the_standard_library_alone():
    for path in room("resources"):
        outside = {name.split(".")[0] for name in imported(path)} - sys.stdlib_module_names
        assert not outside, path


def test_records_use_the_standard_library_alone():
    for name in ("vocabulary", "moments", "records"):
        outside = {n.split(".")[0] for n in imported(ROOT / f"db/{name}.py")} - sys.stdlib_module_names
        assert outside <= {"db"}, name


def test_analysis_reads_no_file_clock_or_chance():
    for path in room("desktop/analysis"):
        assert not imported(path) & {"os", "io", "pathlib", "time", "random", "secrets", "subprocess"}, path


def test_every_package_says_what_it_is():
    for path in FILES:
        if path.name == "__init__.py":
            assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path


def test_no_room_is_called_utils():
    for path in FILES:
        assert path.stem not in {"utils", "util", "misc", "helpers", "common"}, path


@pytest.mark.parametrize(
    "module", ["desktop.cli", "desktop.analysis.cells", "desktop.exchange.case_json", "desktop.reports.export"]
)
def test_loads_without_qt(module):
    code = f"import sys, {module}; sys.exit(any(m.startswith(('PySide6', 'shiboken6')) for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("module", ["db.records", "db.vocabulary", "desktop.analysis.cells", "desktop.words"])
def test_loads_without_sql(module):
    code = f"import sys, {module}; sys.exit(any(m.startswith(('sqlalchemy', 'alembic')) for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_nothing_of_the_workplace_is_named():
    """No machine paths and no registry addresses in what is shipped or locked."""
    for path in [*FILES, *ROOT.glob("*.lock"), *ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "Makefile"]:
        text = path.read_text(encoding="utf-8")
        assert "/work/" not in text, path
        assert "--index-url" not in text, path
        assert "--find-links" not in text, path
